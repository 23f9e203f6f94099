// What the solver works on, without a cohort: how many people, what they can take, what a pair is worth, who is pinned. Everything is
// borrowed. A cohort is turned into one by assignment.c; tests make their own from random matrices.
// Sizes to expect: 100,000 people a role, some 1,000 classes, a few exceptions a person.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scoring/scoring.h"

typedef struct problem_pin {
    couple couple;
    int16_t score_bp; // 0..10000
} problem_pin;

typedef struct problem {
    uint32_t count[ROLE_COUNT];
    const uint32_t *capacity[ROLE_COUNT]; // [people]: pairs that each may be in, pinned ones included
    const bool *priority;                 // [mentees]; NULL: nobody

    // Scores by class. People without an exception between them are worth what their classes are.
    uint32_t class_count[ROLE_COUNT];
    const uint32_t *class_of[ROLE_COUNT]; // [people]; NULL: everybody is a class of their own
    const int16_t *class_scores;          // [mentee classes × mentor classes], below 0: not eligible; NULL: `row` says
    const size_t *exception_start;        // [mentees + 1]; NULL: there are none
    const exception *exceptions;          // ascending by mentor within a mentee
    // Where class_scores is NULL: one mentee against all mentors, below 0 where not eligible, all exceptions considered.
    void (*row)(void *self, uint32_t mentee, int16_t *scores_bp);

    const couple *previous; // sorted by (mentee, mentor), each once
    size_t previous_count;
    const problem_pin *pins; // sorted likewise
    size_t pin_count;
    uint64_t (*draw_key)(void *self, uint32_t round, role role, uint32_t number);
    void *self; // of row and draw_key
} problem;
