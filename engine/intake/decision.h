// What was decided or judged about two people before the tool pairs anybody: the committee's decisions, and scores
// given from outside. Plain data; the cohort owns it. Sizes to expect: 0..200 decisions, 0..1,000,000 given scores.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/person.h"

typedef enum decision_kind { DECISION_PIN, DECISION_VETO, DECISION_WITHDRAW } decision_kind;

typedef struct decision {
    decision_kind kind;
    uint32_t mentee, mentor;   // numbers of accepted people; NONE: not named, or (withdraw, or a veto of somebody set
                               // aside) no longer accepted
    span mentee_id, mentor_id; // ids; "" where not named
    span reason;
    span pairing; // the pairing id it was taken on, "" where none
    place place;
} decision;

typedef struct given_score {
    couple couple;
    int32_t score_bp;
} given_score;

typedef struct given_table { // of one `given` criterion, sorted by (mentee, mentor)
    const given_score *scores;
    size_t count;
} given_table;
