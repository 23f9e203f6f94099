// Counted allocations. Each block is preceded by its size, so that giving it back needs no size; the header is as
// wide as the widest alignment, so that what follows it suits every type.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/memory.h"

#include <assert.h>
#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

enum { HEADER_BYTES = alignof(max_align_t), FIRST_CAPACITY = 8 };

_Static_assert(alignof(max_align_t) >= sizeof(size_t), "a block's size must fit before it");

static bool refused(memory *m) {
    m->calls++;
    return m->fail_at != 0 && (m->calls == m->fail_at || (m->fail_on && m->calls > m->fail_at));
}

static bool bytes_needed(size_t *out, size_t count, size_t size) {
    size_t whole;
    return !__builtin_mul_overflow(count, size, out) && !__builtin_add_overflow(*out, (size_t)HEADER_BYTES, &whole) &&
           whole <= PTRDIFF_MAX;
}

static size_t block_size(const unsigned char *start) {
    size_t size;
    memcpy(&size, start, sizeof size);
    return size;
}

static void *finish(memory *m, unsigned char *start, size_t bytes) {
    memcpy(start, &bytes, sizeof bytes);
    m->live_bytes += bytes;
    if (m->live_bytes > m->peak_bytes) {
        m->peak_bytes = m->live_bytes;
    }
    return start + HEADER_BYTES;
}

void *memory_alloc(memory *m, size_t count, size_t size) {
    size_t bytes;
    if (refused(m) || !bytes_needed(&bytes, count, size)) {
        return NULL;
    }
    unsigned char *start = calloc(1, HEADER_BYTES + bytes);
    return start == NULL ? NULL : finish(m, start, bytes);
}

void *memory_resize(memory *m, void *block, size_t count, size_t size) {
    if (block == NULL) {
        return memory_alloc(m, count, size);
    }
    size_t bytes;
    if (refused(m) || !bytes_needed(&bytes, count, size)) {
        return NULL;
    }
    unsigned char *start = (unsigned char *)block - HEADER_BYTES;
    size_t before = block_size(start);
    unsigned char *moved = realloc(start, HEADER_BYTES + bytes);
    if (moved == NULL) {
        return NULL;
    }
    assert(m->live_bytes >= before);
    m->live_bytes -= before;
    if (bytes > before) {
        memset(moved + HEADER_BYTES + before, 0, bytes - before);
    }
    return finish(m, moved, bytes);
}

void memory_free(memory *m, void *block) {
    if (block == NULL) {
        return;
    }
    unsigned char *start = (unsigned char *)block - HEADER_BYTES;
    size_t bytes = block_size(start);
    assert(m->live_bytes >= bytes);
    m->live_bytes -= bytes;
    free(start);
}

bool memory_reserve(memory *m, void *items, size_t *capacity, size_t need, size_t size) {
    if (need <= *capacity) {
        return true;
    }
    size_t wanted = *capacity < FIRST_CAPACITY ? FIRST_CAPACITY : *capacity;
    while (wanted < need) {
        wanted = wanted > SIZE_MAX / 2 ? need : wanted * 2;
    }
    // `items` is the address of a pointer of the caller's type; copying its bytes keeps to the rules on aliasing.
    void *block;
    memcpy(&block, items, sizeof block);
    block = memory_resize(m, block, wanted, size);
    if (block == NULL) {
        return false;
    }
    memcpy(items, &block, sizeof block);
    *capacity = wanted;
    return true;
}
