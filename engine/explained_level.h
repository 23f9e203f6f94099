// One goal as it stands and as it would: which is better, and a pair more at goals that leave pinned pairs out.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "explanation.h"

// Fills all but level, now and then from these.
void explained_level_compare(explained_level *it);

// Counts a pinned pair of that score like any other, where the goal (best_worst, fairest) does not.
void explained_level_count_in(level_result *level, int32_t score_bp);
