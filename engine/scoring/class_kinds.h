// The six kinds of criterion by class: which answers are the same to a criterion, and the similarity of two of them
// from numbers and bit masks made once. The plain form of the same is criterion.h; a test holds the two together. Sizes
// to expect: some ten to some thousand different answers a criterion; under 64 options.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/cohort.h"
#include "scoring/intern.h"

enum {
    ANSWER_MISSING = 0,    // the number of every missing answer
    ANSWER_OFF = INT32_MAX // mentees: only_if leaves the criterion out
};

// One criterion of positive weight with its different answers, numbered from 1 for each role (`equal`: for both
// together).
typedef struct class_criterion {
    const criterion *criterion;
    const vocabulary *options;         // overlap
    int32_t *answers[ROLE_COUNT];      // [class]: numbers of answers
    uint32_t answer_count[ROLE_COUNT]; // numbers are below this
    const answer *
        *answer[ROLE_COUNT];     // [number]: overlap, equal and distance: an answer of that number; NULL for number 0
    bool *suits_all;             // [number] equal: in `any`
    uint32_t words;              // overlap: 64-bit words of a mask; 0: no masks, the vocabulary is too large
    uint64_t *masks[ROLE_COUNT]; // [number × words] overlap: the options chosen
    uint64_t *near;              // [number of a mentor's × words] overlap: options related to an offered one
} class_criterion;

// The dictionaries of one criterion while people are numbered.
typedef struct class_numbering {
    intern answers[ROLE_COUNT];
} class_numbering;

class_numbering class_numbering_over(memory *m);
void class_numbering_free(class_numbering *n);

// The number of what this person says to the criterion. false: no memory.
bool class_kinds_number(int32_t *out, class_numbering *n, const cohort *h, const criterion *k, const person *p,
                        role side);

// Makes everything but `answers` of a class_criterion whose people have been numbered: numbers[role][person × stride].
// NO_MEMORY only.
status class_kinds_prepare(class_criterion *out, arena *a, const class_numbering *n, const cohort *h,
                           const criterion *k, int32_t *const numbers[ROLE_COUNT], size_t stride);

// The similarity of one mentee's answer to `count` mentors' answers, none of them missing or off; what is computed for
// a missing one means nothing.
void class_kinds_similarity(const class_criterion *k, int32_t mentee, const int32_t *mentors, uint32_t count,
                            int32_t *similarity_bp);
