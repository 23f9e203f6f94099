// A region: many small objects that are freed together. Each stage's product owns one.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/memory.h"
#include "base/span.h"

typedef struct arena {
    memory *memory;
    struct arena_block *blocks; // newest first
} arena;

// An empty arena over `m`; nothing is allocated yet.
arena arena_over(memory *m);

// Room for `count` objects of `size` bytes, zeroed and aligned for any type; NULL: no memory.
void *arena_alloc(arena *a, size_t count, size_t size);

// A copy of `text`, followed by a zero byte that its length does not count. A span with text NULL: no memory.
span arena_copy(arena *a, span text);

// A copy of `count` objects; NULL: no memory.
void *arena_array(arena *a, const void *items, size_t count, size_t size);

// printf into the arena; text NULL: no memory.
span arena_format(arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));

// Frees everything; the arena is empty and usable again. Safe on a zeroed arena.
void arena_free(arena *a);
