// A change has one number for each goal, the draw left out; negative is worse.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/review_costs.h"

typedef struct losses {
    int64_t pairs, points_bp;
    bool pairs_known; // the number of pairs is among the goals
    bool other;       // another goal loses
} losses;

static losses losses_of(const shown_change *change) {
    losses found = {0};
    for (uint32_t i = 0; i < change->level_count; i++) {
        const shown_level_change *by = &change->levels[i];
        const int64_t loss = by->by < 0 ? -by->by : 0;
        switch (by->level) {
        case LEVEL_MOST_MATCHED:
            found.pairs = loss;
            found.pairs_known = true;
            break;
        case LEVEL_BEST_TOTAL:
            found.points_bp = loss;
            break;
        case LEVEL_PRIORITY_MATCHED:
        case LEVEL_MOST_MENTORS:
        case LEVEL_BEST_WORST:
        case LEVEL_FAIREST:
        case LEVEL_FEWEST_CHANGES:
            found.other = found.other || loss > 0;
            break;
        case LEVEL_DRAW:
        case LEVEL_COUNT:
            break;
        }
    }
    return found;
}

phrase review_costs(scribe *s, const shown_change *change) {
    if (!change->known) {
        return SAY_PLAIN(s, SAY_REVIEW_LOSES_UNKNOWN);
    }
    const losses found = losses_of(change);
    if (found.pairs > 0) {
        return SAY(s, SAY_REVIEW_LOSES_PAIRS, found.pairs, say_words(found.pairs));
    }
    if (found.other) {
        return SAY_PLAIN(s, SAY_REVIEW_LOSES_OTHERWISE);
    }
    if (found.points_bp > 0) {
        return SAY(s, found.pairs_known ? SAY_REVIEW_LOSES_POINTS : SAY_REVIEW_LOSES_POINTS_ALONE, 0,
                   say_points(found.points_bp));
    }
    return SAY_PLAIN(s, SAY_REVIEW_LOSES_NOTHING);
}

phrase review_costs_short(scribe *s, const shown_change *change) {
    const losses found = losses_of(change);
    if (!change->known || (found.other && found.pairs == 0)) {
        return SAY_PLAIN(s, SAY_REVIEW_COSTS_UNKNOWN);
    }
    if (found.pairs > 0) {
        return SAY(s, SAY_REVIEW_COSTS_PAIRS, found.pairs, say_words(found.pairs));
    }
    if (found.points_bp > 0) {
        return SAY(s, SAY_REVIEW_COSTS_POINTS, 0, say_points(found.points_bp));
    }
    return SAY_PLAIN(s, SAY_REVIEW_COSTS_NOTHING);
}
