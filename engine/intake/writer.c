// Doubling, by memory_reserve.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/writer.h"

#include <string.h>

writer writer_over(memory *m) {
    return (writer){.memory = m};
}

void writer_put(writer *w, span text) {
    if (w->no_memory || !memory_reserve(w->memory, &w->text, &w->capacity, w->length + text.length, 1)) {
        w->no_memory = true;
        return;
    }
    if (text.length > 0) {
        memcpy(w->text + w->length, text.text, text.length);
        w->length += text.length;
    }
}

void writer_repeat(writer *w, span text, size_t times) {
    for (size_t i = 0; i < times; i++) {
        writer_put(w, text);
    }
}

status writer_finish(span *out, arena *a, writer *w) {
    span copy = w->no_memory ? (span){NULL, 0} : arena_copy(a, (span){w->text, w->length});
    memory_free(w->memory, w->text);
    *w = writer_over(w->memory);
    if (copy.text == NULL) {
        return STATUS_NO_MEMORY;
    }
    *out = copy;
    return STATUS_OK;
}
