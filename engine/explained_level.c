// SPDX-License-Identifier: GPL-3.0-or-later
#include "explained_level.h"

#include <string.h>

enum { PERCENTS = 101, BP_PER_PERCENT = 100 };

// ---- comparing ---------------------------------------------------------------------------------------------------

static void counts_of(uint32_t counts[PERCENTS], const level_result *level, uint32_t *all) {
    memset(counts, 0, PERCENTS * sizeof *counts);
    *all = 0;
    for (uint32_t k = 0; k < level->profile_count; k++) {
        counts[level->profile[k].percent] = level->profile[k].pairs;
        *all += level->profile[k].pairs;
    }
}

// From the bottom up, the first percent at which the counts differ decides: fewer pairs there are fairer. Where another
// number of pairs counts, neither is.
static void compare_fairness(explained_level *it) {
    uint32_t now[PERCENTS], then[PERCENTS], all_now, all_then;
    counts_of(now, &it->now, &all_now);
    counts_of(then, &it->then, &all_then);
    it->known = all_now == all_then;
    it->order = 0;
    for (int32_t at = 0; it->known && it->percent < 0 && at < PERCENTS; at++) {
        if (now[at] != then[at]) {
            it->percent = at;
            it->pairs_now = now[at];
            it->pairs_then = then[at];
            it->order = then[at] < now[at] ? 1 : -1;
        }
    }
}

void explained_level_compare(explained_level *it) {
    it->percent = -1;
    it->known = it->now.has_value && it->then.has_value;
    if (!it->known) {
        return;
    }
    it->by = it->then.value - it->now.value;
    it->order = it->by > 0 ? 1 : it->by < 0 ? -1 : 0;
    if (it->level == LEVEL_FAIREST) {
        compare_fairness(it);
    }
}

// ---- a pair more -------------------------------------------------------------------------------------------------

static void count_in_worst(level_result *level, int32_t score_bp) {
    level->value = level->has_value && level->value < score_bp ? level->value : score_bp;
    level->has_value = true;
    level->bound = level->value;
}

static void count_in_fairest(level_result *level, int32_t score_bp) {
    uint32_t counts[PERCENTS], all;
    counts_of(counts, level, &all);
    counts[score_bp / BP_PER_PERCENT]++;
    level->profile_count = 0;
    for (int32_t percent = PERCENTS - 1; percent >= 0; percent--) {
        level->value = counts[percent] > 0 ? percent : level->value;
    }
    for (int32_t percent = 0; percent < PERCENTS; percent++) {
        if (counts[percent] > 0) {
            level->profile[level->profile_count].percent = percent;
            level->profile[level->profile_count++].pairs = counts[percent];
        }
    }
    level->has_value = true;
    level->bound = level->value;
}

void explained_level_count_in(level_result *level, int32_t score_bp) {
    switch (level->level) {
    case LEVEL_BEST_WORST:
        count_in_worst(level, score_bp);
        break;
    case LEVEL_FAIREST:
        count_in_fairest(level, score_bp);
        break;
    case LEVEL_MOST_MATCHED:
    case LEVEL_PRIORITY_MATCHED:
    case LEVEL_MOST_MENTORS:
    case LEVEL_BEST_TOTAL:
    case LEVEL_FEWEST_CHANGES:
    case LEVEL_DRAW:
    case LEVEL_COUNT:
        break; // pinned pairs count there
    }
}
