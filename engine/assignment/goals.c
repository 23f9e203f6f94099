// SPDX-License-Identifier: GPL-3.0-or-later
#include "assignment/goals.h"

enum { DRAW_WEIGHT_MOST = 65535, BP_PER_PERCENT = 100 };

typedef struct goal_rule {
    weighting weight;
    bool rewards_mentors;
} goal_rule;

static const goal_rule RULES[LEVEL_COUNT] = {
    [LEVEL_MOST_MATCHED] = {.weight = {.every = 1, .lowest = 1, .highest = 1}},
    [LEVEL_PRIORITY_MATCHED] = {.weight = {.priority = 1, .highest = 1}},
    [LEVEL_MOST_MENTORS] = {.rewards_mentors = true},
    [LEVEL_BEST_TOTAL] = {.weight = {.score = 1, .highest = FULL_BP}},
    [LEVEL_FEWEST_CHANGES] = {.weight = {.kept = 1, .highest = 1}},
    [LEVEL_DRAW] = {.weight = {.highest = DRAW_WEIGHT_MOST}},
};

goal goals_of_level(level_kind level, uint32_t round, const uint64_t *draw_keys) {
    goal g = {.level = level,
              .t = -1,
              .round = round,
              .weight = RULES[level].weight,
              .rewards_mentors = RULES[level].rewards_mentors};
    g.weight.draw_keys = draw_keys;
    return g;
}

int32_t goals_unit_bp(level_kind level) {
    return level == LEVEL_FAIREST ? BP_PER_PERCENT : 1;
}

goal goals_of_step(level_kind level, int32_t t, int64_t *table) {
    for (int32_t score_bp = 0; score_bp < SCORES; score_bp++) {
        table[score_bp] = score_bp / goals_unit_bp(level) == t ? -1 : 0;
    }
    return (goal){.level = level, .t = t, .weight = {.by_score = table, .lowest = -1}};
}

goal goals_of_shortfall(level_kind level, int64_t *table) {
    for (int32_t score_bp = 0; score_bp < SCORES; score_bp++) {
        const int64_t percent = (FULL_BP - score_bp) / BP_PER_PERCENT;
        table[score_bp] = -percent * percent * percent * percent;
    }
    return (goal){.level = level, .t = -1, .weight = {.by_score = table, .lowest = table[0]}};
}
