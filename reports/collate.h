// The order of names: Unicode's root collation of the whole name, then the id byte by byte. The one home of ICU.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mentorpair.h"

typedef struct collate_entry {
    span name, id;
    span then; // decides between equal names and ids; "" where nothing does
} collate_entry;

// order[0..count): the entries' numbers in order. NO_MEMORY, INTERNAL.
status collate_order(uint32_t *order, arena *a, context *c, const collate_entry *entries, uint32_t count);
