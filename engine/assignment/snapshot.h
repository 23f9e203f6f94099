// A face as it was, to go back to when a level that goes step by step is stopped half way: nothing of it may hold then,
// but its pairing.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "assignment/workshop.h"

typedef struct snapshot {
    int32_t *low, *high;       // [nodes]
    bool *told, *first_filled; // [nodes]
    bool *banned;              // [SCORES], or NULL
    int64_t *scored_price;     // [nodes], or NULL
    fold last;                 // the fold that later goals may be folded into, with a copy of its prices
    uint32_t fold_count, fixed_count;
} snapshot;

// NO_MEMORY; snapshot_free is to be called either way.
status snapshot_take(snapshot *s, const workshop *w);
void snapshot_free(snapshot *s, const workshop *w);

// Puts the face back; pairs forced since are arcs with flow again. NO_MEMORY.
status snapshot_restore(snapshot *s, workshop *w);
