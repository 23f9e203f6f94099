// A text that grows at its end. Want of memory is remembered and said once, at the end.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/arena.h"
#include "base/status.h"

typedef struct writer {
    memory *memory;
    char *text;
    size_t length, capacity;
    bool no_memory;
} writer;

writer writer_over(memory *m);
void writer_put(writer *w, span text);
void writer_repeat(writer *w, span text, size_t times);
// The text, copied into the arena, and the writer emptied. NO_MEMORY.
status writer_finish(span *out, arena *a, writer *w);
