// The solver of record: the network's linear program, given to GLPK with a basis made of the pairing in hand. The basis
// is a forest of tight arcs, one person at price 0 as the root of each tree, so that few pivots are left, often none.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "assignment/network.h"

typedef struct simplex_options {
    bool cold;               // no basis: every pivot is GLPK's own (for tests)
    int32_t memory_limit_mb; // 0: none (for tests)
} simplex_options;

// `n` is best for its arcs. Takes GLPK's flows and prices over; *moved says whether some price is another one now, so
// that all pairs must be priced again, arcs too. TIME_LIMIT: nothing is changed. NO_MEMORY. INTERNAL: GLPK failed, or
// its answer weighs another sum.
status simplex_confirm(bool *moved, context *c, network *n, const simplex_options *options, int64_t limit_ms);
