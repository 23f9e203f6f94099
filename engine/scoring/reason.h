// Why two people may not be paired.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Why a pair may not be, in the order of the first that holds.
typedef enum reason {
    REASON_ELIGIBLE,
    REASON_SAME_PERSON,
    REASON_CONFLICT,
    REASON_VETOED,
    REASON_PAST_PAIR,
    REASON_SAME_INSTITUTION,
    REASON_STAGE_GAP,
    REASON_BELOW_MINIMUM_SCORE,
    REASON_OTHER_DIRECTION,
    REASON_COUNT
} reason;
const char *reason_name(reason r); // "same_person"; "eligible"
