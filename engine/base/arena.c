// Regions. Blocks grow from 1 KB (many a region lives for one cell only) to 1 MB by doubling; an object that would waste much of the newest block gets one
// of its own behind it, so that small objects go on filling the newest.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/arena.h"

#include <assert.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { FIRST_BLOCK_BYTES = 1024, LARGEST_BLOCK_BYTES = 1 << 20, OWN_BLOCK_SHARE = 4 };

typedef struct arena_block {
    struct arena_block *next;
    size_t size, used; // of bytes
    alignas(max_align_t) unsigned char bytes[];
} arena_block;

arena arena_over(memory *m) {
    return (arena){.memory = m};
}

static arena_block *block_create(memory *m, size_t size) {
    size_t whole;
    if (__builtin_add_overflow(size, sizeof(arena_block), &whole)) {
        return NULL;
    }
    arena_block *block = memory_alloc(m, 1, whole);
    if (block != NULL) {
        block->size = size;
    }
    return block;
}

// A block with room for `bytes`, linked in.
static arena_block *block_with_room(arena *a, size_t bytes) {
    arena_block *newest = a->blocks;
    if (newest != NULL && newest->size - newest->used >= bytes) {
        return newest;
    }
    size_t size = newest == NULL ? FIRST_BLOCK_BYTES : newest->size;
    if (newest != NULL && size < LARGEST_BLOCK_BYTES) {
        size *= 2;
    }
    bool own = bytes > size / OWN_BLOCK_SHARE;
    arena_block *block = block_create(a->memory, own ? bytes : size);
    if (block == NULL) {
        return NULL;
    }
    if (own && newest != NULL) {
        block->next = newest->next;
        newest->next = block;
    } else {
        block->next = newest;
        a->blocks = block;
    }
    return block;
}

void *arena_alloc(arena *a, size_t count, size_t size) {
    assert(a->memory != NULL);
    const size_t step = alignof(max_align_t);
    size_t bytes;
    if (__builtin_mul_overflow(count, size, &bytes) || bytes > PTRDIFF_MAX) {
        return NULL;
    }
    bytes = bytes == 0 ? step : (bytes + step - 1) / step * step;
    arena_block *block = block_with_room(a, bytes);
    if (block == NULL) {
        return NULL;
    }
    void *object = block->bytes + block->used;
    block->used += bytes;
    return object;
}

span arena_copy(arena *a, span text) {
    char *copy = text.length == SIZE_MAX ? NULL : arena_alloc(a, text.length + 1, 1);
    if (copy == NULL) {
        return (span){NULL, 0};
    }
    if (text.length > 0) {
        memcpy(copy, text.text, text.length);
    }
    return (span){copy, text.length};
}

void *arena_array(arena *a, const void *items, size_t count, size_t size) {
    void *copy = arena_alloc(a, count, size);
    if (copy != NULL && count > 0 && size > 0) {
        memcpy(copy, items, count * size);
    }
    return copy;
}

span arena_format(arena *a, const char *format, ...) {
    span result = {NULL, 0};
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    char *text = length < 0 ? NULL : arena_alloc(a, (size_t)length + 1, 1);
    if (text != NULL) {
        (void)vsnprintf(text, (size_t)length + 1, format, again);
        result = (span){text, (size_t)length};
    }
    va_end(again);
    va_end(arguments);
    return result;
}

void arena_free(arena *a) {
    while (a->blocks != NULL) {
        arena_block *block = a->blocks;
        a->blocks = block->next;
        memory_free(a->memory, block);
    }
}
