// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/review_costs.h"

phrase review_costs(scribe *s, const shown_change *change) {
    if (!change->known) {
        return SAY_PLAIN(s, SAY_REVIEW_LOSES_UNKNOWN);
    }
    for (uint32_t i = 0; i < change->level_count; i++) {
        const shown_level_change *by = &change->levels[i];
        if (by->by >= 0) {
            continue;
        }
        switch (by->level) {
        case LEVEL_MOST_MATCHED:
            return SAY(s, SAY_REVIEW_LOSES_PAIRS, -by->by, say_words(-by->by));
        case LEVEL_BEST_TOTAL:
            return SAY(s, SAY_REVIEW_LOSES_POINTS, 0, say_points(-by->by));
        case LEVEL_PRIORITY_MATCHED:
        case LEVEL_MOST_MENTORS:
        case LEVEL_BEST_WORST:
        case LEVEL_FAIREST:
        case LEVEL_FEWEST_CHANGES:
        case LEVEL_DRAW:
        case LEVEL_COUNT:
            return SAY_PLAIN(s, SAY_REVIEW_LOSES_OTHERWISE);
        }
    }
    return SAY_PLAIN(s, SAY_REVIEW_LOSES_NOTHING);
}
