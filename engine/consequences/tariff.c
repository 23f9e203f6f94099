// Levels folded into costs, and out of them again.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "consequences/tariff.h"

#include "base/fixed.h"

// The most by which a chain of swaps, each pair in it once, can change a level: ends and the node of free places count
// once or twice, what lies between gives and takes alike; kept pairs and scores add up along the chain.
static int64_t most_at(level_kind level, uint64_t pairs, uint64_t kept) {
    enum { ENDS = 2 };
    const int64_t along = (int64_t)pairs + ENDS, kept_along = (int64_t)kept < along ? (int64_t)kept : along;
    switch (level) {
    case LEVEL_MOST_MATCHED:
    case LEVEL_PRIORITY_MATCHED:
    case LEVEL_MOST_MENTORS:
        return ENDS;
    case LEVEL_FEWEST_CHANGES:
        return kept_along > ENDS ? kept_along : ENDS;
    case LEVEL_BEST_TOTAL:
        return along * FULL_BP;
    case LEVEL_BEST_WORST:
    case LEVEL_FAIREST:
    case LEVEL_DRAW:
    case LEVEL_COUNT:
        break;
    }
    return 0;
}

static void set_weight(tariff *t, level_kind level, int64_t unit) {
    switch (level) {
    case LEVEL_MOST_MATCHED:
        t->every = unit;
        break;
    case LEVEL_PRIORITY_MATCHED:
        t->priority = unit;
        break;
    case LEVEL_MOST_MENTORS:
        t->first_mentee = unit;
        break;
    case LEVEL_FEWEST_CHANGES:
        t->kept = unit;
        break;
    case LEVEL_BEST_TOTAL:
        t->score = unit;
        break;
    case LEVEL_BEST_WORST:
    case LEVEL_FAIREST:
    case LEVEL_DRAW:
    case LEVEL_COUNT:
        break;
    }
}

bool tariff_make(tariff *out, const level_result *levels, uint32_t level_count, uint64_t pairs, uint64_t kept,
                 tariff_spread spread) {
    tariff t = {.level_count = 0};
    while (t.level_count < level_count && levels[t.level_count].level != LEVEL_DRAW) {
        if (t.level_count == LEVEL_COUNT || most_at(levels[t.level_count].level, 0, 0) == 0) {
            return false;
        }
        t.levels[t.level_count] = levels[t.level_count].level;
        t.level_count++;
    }
    int64_t unit = 1;
    for (uint32_t k = t.level_count; k > 0; k--) {
        const level_kind level = t.levels[k - 1];
        t.unit[k - 1] = unit;
        t.radix[k - 1] = (int64_t)spread * most_at(level, pairs, kept) + 1;
        set_weight(&t, level, unit);
        if (!fixed_multiply(&unit, unit, t.radix[k - 1]) || unit > TARIFF_MOST) {
            return false;
        }
    }
    *out = t;
    return true;
}

void tariff_split(const tariff *t, cost whole, int64_t *by) {
    for (uint32_t k = t->level_count; k > 0; k--) {
        const int64_t radix = t->radix[k - 1];
        int64_t rest = whole % radix;
        if (rest > radix / 2) {
            rest -= radix;
        } else if (rest < -(radix / 2)) {
            rest += radix;
        }
        by[k - 1] = rest;
        whole = (whole - rest) / radix;
    }
}
