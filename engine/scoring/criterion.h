// The six kinds of criterion: when an answer is missing, and how similar two answers are, pair by pair and straight
// from the answers. This is the plain form; the form by class is in classes.h. Sizes to expect: under 20 criteria,
// under 50 options in a vocabulary, some 3 choices a person.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/cohort.h"

enum { HALF_BP = 5000 }; // what `neutral` gives

// How one criterion judged one pair.
typedef struct criterion_result {
    uint32_t criterion;       // in program.criteria
    bool applies;             // else its weight is in neither sum
    bool missing[ROLE_COUNT]; // the side's answer is missing (also when the criterion applies by neutral or zero)
    int32_t similarity_bp;
} criterion_result;

// How criterion number `number` of the program judges one pair.
criterion_result criterion_judge(const cohort *h, uint32_t number, uint32_t mentee, uint32_t mentor);

// false where `only_if` leaves the criterion out for this mentee.
bool criterion_asks(const cohort *h, const criterion *k, const person *mentee);

// Whether what one side wrote is no answer, for the kinds that read a field of a person.
bool criterion_answer_missing(const cohort *h, const criterion *k, const person *p);

// Whether an answer with this key suits everybody (`any` of an `equal`).
bool criterion_any(const criterion *k, span key);

// Similarities in basis points, 0..10000.
int32_t criterion_gap_bp(const criterion *k, int32_t gap_stages);
int32_t criterion_distance_bp(const criterion *k, int64_t a, int64_t b);
int32_t criterion_overlap_bp(const criterion *k, const vocabulary *v, const choices *wanted, const choices *offered);
int32_t criterion_named_bp(uint32_t before, uint32_t count); // before: names before this one in a list of count

// Two different options of one group.
bool criterion_related(const vocabulary *v, uint32_t a, uint32_t b);

// How many names stand before `asked` in the asker's list, or NONE.
uint32_t criterion_named_place(const person *asker, uint32_t asked);

// The score that the CSV of criterion `number` gives the pair, or -1.
int32_t criterion_given_bp(const cohort *h, uint32_t number, uint32_t mentee, uint32_t mentor);
