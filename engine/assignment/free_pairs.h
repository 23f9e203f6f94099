// All pairs that are free but no arcs, as long as there are few of them: with them the restricted problem is the whole
// one, and nothing has to be priced any more. So it is behind the first goals that tell pairs apart.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "assignment/pacer.h"
#include "assignment/sieve.h"

typedef struct free_pair {
    uint32_t own, other;
    int16_t score_bp;
} free_pair;

// A list of pairs.
typedef struct free_pairs {
    memory *memory;
    free_pair *pairs;
    size_t count, capacity;
    bool all; // else there are more
} free_pairs;

// Stops as soon as there are more than `limit`. The network is indexed. free_pairs_free is to be called either way.
// NO_MEMORY, TIME_LIMIT.
status free_pairs_collect(free_pairs *out, context *c, sieve *s, size_t limit, pacer *pace);
void free_pairs_free(free_pairs *f);

// One more. false: no memory.
bool free_pairs_append(free_pairs *f, free_pair pair);

// Makes arcs of them; the network is then complete, and network_index must follow. NO_MEMORY.
status free_pairs_add(const free_pairs *f, context *c, network *n);
