// Whether two people may be paired: the rules, plainly, pair by pair. Rules come as an argument, so that one of them
// can be lifted to see whom that would open. Cost: some binary searches in short lists.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/cohort.h"
#include "scoring/reason.h"

// The rules that can be lifted, in the order in which a remedy prefers them.
typedef enum rule {
    RULE_MINIMUM_SCORE,
    RULE_MINIMUM_STAGE_GAP,
    RULE_MAXIMUM_STAGE_GAP,
    RULE_SAME_INSTITUTION,
    RULE_PAST_PAIRS,
    RULE_RECIPROCAL_PAIRS,
    RULE_COUNT
} rule;
const char *rule_name(rule which); // "minimum_score"

// The rules with one of them lifted wholly.
rules eligibility_without(const rules *all, rule lifted);

// The first reason against a pair by all rules but the direction rule, whatever pins say; `score_bp` is score_of the
// pair.
reason eligibility_of(const cohort *h, uint32_t mentee, uint32_t mentor, int32_t score_bp);

// The same under these rules.
reason eligibility_under(const cohort *h, const rules *under, uint32_t mentee, uint32_t mentor, int32_t score_bp);

// Every reason against a pair under the program's rules but the direction rule: bit r for reason r.
uint32_t eligibility_all(const cohort *h, uint32_t mentee, uint32_t mentor, int32_t score_bp);

// The same two people the other way round, where both applied in both roles and are two people. false: no such
// direction.
bool eligibility_reverse(couple *out, const cohort *h, uint32_t mentee, uint32_t mentor);

// Whether of two directions, both eligible otherwise, the first gives way: the lower score; equal: the smaller draw
// weight of round 1; equal: the greater mentor id. Keys are draw_key of round 1.
typedef struct direction {
    couple couple;
    int32_t score_bp;
    uint64_t mentee_key, mentor_key;
} direction;
bool eligibility_gives_way(const cohort *h, const direction *one, const direction *other);

// The reason in full, pins and direction included, all by the plain form: slow, for explanations and tests.
reason eligibility_in_full(const cohort *h, const rules *under, uint64_t seed, uint32_t mentee, uint32_t mentor);

// The direction rule alone, whatever pins say: both directions eligible under `under` otherwise, and this one gives
// way.
bool eligibility_other_direction(const cohort *h, const rules *under, uint64_t seed, uint32_t mentee, uint32_t mentor);

// Whether a sorted list of couples holds this one.
bool eligibility_listed(const couple *list, size_t count, uint32_t mentee, uint32_t mentor);
