// Numbers for equal byte strings, in the order in which they first occur: 0, 1, 2, … Open addressing; the bytes are
// borrowed and must outlive the table. Sizes to expect: 100,000 strings of some ten bytes.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/memory.h"
#include "base/text.h"

typedef struct intern {
    memory *memory;
    span *items; // [count]: the first occurrence of each
    size_t capacity;
    uint32_t count;
    uint32_t *slots; // number + 1; 0: empty
    size_t slot_count;
} intern;

intern intern_over(memory *m);

// The number of these bytes. false: no memory.
bool intern_number(uint32_t *out, intern *t, const void *bytes, size_t length);

void intern_free(intern *t);
