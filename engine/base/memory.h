// Every allocation of the engine goes through one `memory` of the run, which counts live bytes and
// can be told to fail, so that tests can prove that nothing leaks and that want of memory is survived.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct memory {
    size_t live_bytes; // asked for and not given back; 0 at the end of every run
    size_t peak_bytes;
    uint64_t calls;    // allocations and growths asked for so far
    uint64_t fail_at;  // 0: never; n: the n-th call answers NULL
    bool fail_on;      // and so do all calls after it
} memory;

// Room for `count` objects of `size` bytes, all zero; NULL where there is none (overflow included).
// Freed by memory_free. A count or size of 0 gives a valid pointer to no bytes.
void *memory_alloc(memory *m, size_t count, size_t size);

// Grows or shrinks what memory_alloc gave (or NULL) to `count` × `size` bytes; new bytes are zero.
// On NULL the old block is unchanged.
void *memory_resize(memory *m, void *block, size_t count, size_t size);

// Gives a block back; NULL is allowed.
void memory_free(memory *m, void *block);

// Makes room for at least `need` objects in the array *items of *capacity objects (doubling).
// false: no memory, nothing changed. *items may start as NULL with *capacity 0.
bool memory_reserve(memory *m, void *items, size_t *capacity, size_t need, size_t size);
