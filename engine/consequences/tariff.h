// What a pair weighs at all levels before the draw, folded into one number: level after level times a factor that no
// sum of a later level reaches, so that numbers compare as lists of levels do. Costs are weights with the sign turned:
// what the cohort loses. Sizes to expect: up to 7 levels, 500,000 pairs.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pairing/solution.h"

typedef int64_t cost;

// No cost that is met on the way goes beyond ±TARIFF_MOST; COST_NONE with such a cost added or taken is still beyond
// it, and does not wrap.
#define TARIFF_MOST ((cost)1 << 60)
#define COST_NONE ((cost)1 << 61)

static inline bool cost_known(cost c) {
    return c < TARIFF_MOST;
}

typedef struct tariff {
    level_kind levels[LEVEL_COUNT]; // before the draw, in order
    uint32_t level_count;
    int64_t unit[LEVEL_COUNT];  // [levels]: what 1 at that level is in a cost
    int64_t radix[LEVEL_COUNT]; // [levels]: differences at that level are below it
    cost every, priority, score,
        kept;          // of each pair; of a priority mentee's; times its score; of one kept. 0: no level asks
    cost first_mentee; // a mentor's first
} tariff;

// What is to be compared: costs of single chains of swaps, which differ by less than 3 times the most that a chain can
// change, or distances of a search, each a chain and two costs more, of which one is the same in all: less than 7
// times.
typedef enum tariff_spread { TARIFF_CHAINS = 3, TARIFF_SEARCHES = 7 } tariff_spread;

// The tariff for a pairing of `pairs`, of which as many as `kept` may be kept ones. false: its levels are no sums over
// pairs (best_worst, fairest), or the numbers would not fit into a cost. They do for any four levels without
// fewest_changes; with all five up to 190,000 pairs (TARIFF_CHAINS) and 26,000 (TARIFF_SEARCHES).
bool tariff_make(tariff *out, const level_result *levels, uint32_t level_count, uint64_t pairs, uint64_t kept,
                 tariff_spread spread);

static inline cost tariff_of_score(const tariff *t, int32_t score_bp) {
    return t->every + t->score * score_bp;
}

// What a cost is at each level: by[levels], losses above 0.
void tariff_split(const tariff *t, cost whole, int64_t *by);
