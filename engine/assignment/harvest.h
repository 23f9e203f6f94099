// The few best pairs of each own person out of a pass over all pairs, best first. Equal ones: the earlier stays.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/context.h"

typedef struct gleaning {
    int64_t rank;
    uint32_t other; // node
    int16_t score_bp;
} gleaning;

typedef struct harvest {
    uint32_t room;  // pairs a person that there is room for
    uint32_t most;  // pairs a person that are kept, 1..room
    gleaning *best; // [own × room]
    uint8_t *count; // [own]
} harvest;

// false: no memory; harvest_free gives back what there is.
bool harvest_make(harvest *h, memory *m, uint32_t own_count, uint32_t room);
void harvest_free(harvest *h, memory *m);
void harvest_clear(harvest *h, uint32_t own_count);

// Keeps no more than `most` from now on, and no more than there is room for; the harvest must be clear.
void harvest_keep(harvest *h, uint32_t most);

// The pairs of one person, harvest->count of them.
static inline gleaning *harvest_of(const harvest *h, uint32_t own) {
    return h->best + (size_t)own * h->room;
}

// What a pair must rank above to be taken; `least` while there is room.
static inline int64_t harvest_bar(const harvest *h, uint32_t own, int64_t least) {
    return h->count[own] < h->most ? least : harvest_of(h, own)[h->most - 1].rank;
}

// Takes a pair that clears the bar.
void harvest_take(harvest *h, uint32_t own, gleaning found);
