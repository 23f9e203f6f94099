// Pairs outside the pairing: each is taken through the steps until one rules it out. None may be one that every best
// pairing has; what no step decides is kept for the question whether the draw leaves one pairing only.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "proof/unique.h"

typedef struct unpaired {
    inquiry *q;
    const leeway *left;   // after all steps
    step *steps;          // dual values are added to
    uint32_t steps_asked; // pairs are taken through this many: up to the first step that fails
    uint32_t open_from;   // pairs that no step before this one decides are kept; NONE: none are
    open_pair *open;      // freed by unpaired_free
    size_t open_count, open_capacity;
} unpaired;
void unpaired_free(unpaired *u);

// Up to which step the two have room for a pair more, steps_asked at most.
static inline uint32_t unpaired_end(const unpaired *u, uint32_t mentee, uint32_t mentor) {
    const uint32_t closed_mentee = u->left->closed_at[ROLE_MENTEE][mentee];
    const uint32_t closed_mentor = u->left->closed_at[ROLE_MENTOR][mentor];
    const uint32_t closed = closed_mentee < closed_mentor ? closed_mentee : closed_mentor;
    return closed < u->steps_asked ? closed : u->steps_asked;
}

// Takes an eligible pair from step `first` on (0: from the beginning) to the end. NO_MEMORY; a refusal is no failure.
status unpaired_judge(unpaired *u, const pair_facts *pair, uint32_t first);

// Every eligible pair of the cohort that is not paired, one by one by the plain form. NO_MEMORY.
status unpaired_judge_each(unpaired *u);
