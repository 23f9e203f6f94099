// SPDX-License-Identifier: GPL-3.0-or-later
#include "scoring/reason.h"

static const char *const REASON_NAMES[REASON_COUNT] = {
    [REASON_ELIGIBLE] = "eligible",
    [REASON_SAME_PERSON] = "same_person",
    [REASON_CONFLICT] = "conflict",
    [REASON_VETOED] = "vetoed",
    [REASON_PAST_PAIR] = "past_pair",
    [REASON_SAME_INSTITUTION] = "same_institution",
    [REASON_STAGE_GAP] = "stage_gap",
    [REASON_BELOW_MINIMUM_SCORE] = "below_minimum_score",
    [REASON_OTHER_DIRECTION] = "other_direction",
};

const char *reason_name(reason r) {
    return REASON_NAMES[r];
}
