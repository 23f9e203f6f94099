// The form by class: people between whom scoring sees no difference are one class, and a class pair is scored from
// numbers and bit masks prepared for each criterion. What cannot be told by class (asked for by name, scores given,
// rules on two particular people) counts here as absent; exceptions.h settles those pairs. Sizes to expect: 100,000
// people, some 1,000 classes or as many as people; under 20 criteria, under 64 options. Cost: some 10 ns a class pair.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scoring/class_kinds.h"
#include "scoring/reason.h"

enum { CLASS_CHUNK = 256 }; // mentor classes that are scored at one go

typedef struct classes {
    const rules *rules;
    uint32_t count[ROLE_COUNT];
    uint32_t *of_person[ROLE_COUNT];
    uint32_t *member[ROLE_COUNT]; // [class]: its first member
    int32_t *stage[ROLE_COUNT];   // [class]; -1: not answered
    int32_t *crowd[ROLE_COUNT];   // [class]: its institution, where that is a crowd; else 0
    class_criterion *criteria;    // those of positive weight
    uint32_t criterion_count;
    bool sums_fit_32; // twice the largest weighted sum is below 2^32
} classes;

// Owned by `a`. NO_MEMORY.
status classes_create(classes **out, arena *a, context *c, const cohort *h);

// One mentee class against `count` mentor classes (at most CLASS_CHUNK): exact scores, and REASON_ELIGIBLE,
// REASON_SAME_INSTITUTION (within a crowd), REASON_STAGE_GAP or REASON_BELOW_MINIMUM_SCORE.
void classes_score(const classes *k, uint32_t mentee_class, const uint32_t *mentor_classes, uint32_t count,
                   int16_t *scores_bp, uint8_t *reasons);
