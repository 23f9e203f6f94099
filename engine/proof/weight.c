// What a pair weighs at a level.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "proof/weight.h"

#include "scoring/draw.h"

int64_t weight_of(const weight *w, const pair_facts *pair) {
    switch (w->kind) {
    case LEVEL_MOST_MATCHED:
        return 1;
    case LEVEL_PRIORITY_MATCHED:
        return pair->priority ? 1 : 0;
    case LEVEL_MOST_MENTORS:
        return 0;
    case LEVEL_BEST_WORST:
        return pair->score_bp == w->t ? -1 : 0;
    case LEVEL_BEST_TOTAL:
        return pair->score_bp;
    case LEVEL_FAIREST:
        return pair->score_bp / BP_PER_PERCENT == w->t ? -1 : 0;
    case LEVEL_FEWEST_CHANGES:
        return pair->kept ? 1 : 0;
    case LEVEL_DRAW:
        return draw_weight(w->draw_key[ROLE_MENTEE][pair->mentee], w->draw_key[ROLE_MENTOR][pair->mentor]);
    case LEVEL_COUNT:
        break;
    }
    return 0;
}
