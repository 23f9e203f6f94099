// The certificate as steps to replay: one for each entry, with what it weighs, what it rules out, and what it is to
// prove.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "proof/weight.h"

typedef enum step_aim {
    AIM_DECIDES,    // the level's value is the best; its prices settle pairs and loads for all steps behind it
    AIM_FEWEST,     // fairest: fewer pairs at t are impossible; settles likewise
    AIM_BOUNDS,     // the level's bound (not proven to be reached); nothing is settled
    AIM_NONE_ABOVE, // best_worst, and fairest where it is not proven: no pairing stays above t
    AIM_BANS_ONLY,  // behind the last t of fairest
} step_aim;

typedef struct step {
    uint32_t level; // in solution.levels
    step_aim aim;
    weight weight;
    int32_t ban_from_bp, ban_below_bp; // pairs with a score in [from, below) are out
    bool ban_holds;                    // … for all steps behind it too, and for the pairing itself
    const int64_t *prices[ROLE_COUNT]; // NULL with AIM_BANS_ONLY
    int64_t dual_value;                // filled in by replay
} step;

static inline bool step_settles(const step *s) {
    return s->aim == AIM_DECIDES || s->aim == AIM_FEWEST;
}

static inline bool step_bans(const step *s, int32_t score_bp) {
    return score_bp >= s->ban_from_bp && score_bp < s->ban_below_bp;
}

// Lines the entries up with the levels, after values_check; refuses when they are not one for one, with the steps of
// the levels before that made all the same. Owned by the scratch of the inquiry. NO_MEMORY.
status steps_make(inquiry *q, step **out, uint32_t *count);
