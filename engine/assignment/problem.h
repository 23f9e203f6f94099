// What the solver works on, without a cohort: how many people, what they can take, what a pair is worth, who is pinned.
// Everything is borrowed. A cohort is turned into one by assignment.c; tests make their own from random matrices. Sizes
// to expect: 100,000 people a role, some 1,000 classes, a few exceptions a person.
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
    const int16_t *class_scores; // [mentee classes × mentor classes], below 0: not eligible; NULL: class_row says
    // One mentee class against `count` mentor classes from `first` on.
    void (*class_row)(void *self, uint32_t mentee_class, uint32_t first, uint32_t count, int16_t *scores_bp);
    const size_t *exception_start; // [mentees + 1]; NULL: there are none
    const exception *exceptions;   // ascending by mentor within a mentee

    const couple *previous; // sorted by (mentee, mentor), each once
    size_t previous_count;
    const problem_pin *pins; // sorted likewise
    size_t pin_count;
    uint64_t (*draw_key)(void *self, uint32_t round, role role, uint32_t number);
    void *self; // of class_row and draw_key
} problem;
