// Goals: the levels of an objective as what pairs weigh. Most levels are one goal; a level that goes step by step is
// one for each score.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "assignment/face.h"

typedef struct goal {
    level_kind level;
    int32_t t;      // step: score in basis points or whole percent; else -1
    uint32_t round; // draw: from 1; else 0
    weighting weight;
    bool rewards_mentors; // a mentor's first mentee earns 1
} goal;

// A level that is one goal; draw_keys is NULL but for the draw, and outlives the run.
goal goals_of_level(level_kind level, uint32_t round, const uint64_t *draw_keys);

// One step of best_worst or fairest: as few pairs as possible at t. `table` [SCORES] outlives the goal.
goal goals_of_step(level_kind level, int32_t t, int64_t *table);

// Not a level, but a pairing to start those two from: far from full scores is much worse than a little.
goal goals_of_shortfall(level_kind level, int64_t *table);

// The unit in which a level counts scores: 1, or whole percents.
int32_t goals_unit_bp(level_kind level);
