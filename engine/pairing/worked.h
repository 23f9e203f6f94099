// What the fit of two people is made of, as results show it: every criterion that applies, with its reason in words;
// those that read a private field as one. Sizes to expect: under 20 criteria.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pairing/pairing.h"
#include "pairing/wording.h"

typedef struct worked {
    shown_criterion *criteria;
    uint32_t criterion_count;
} worked;

// Whoever the two are, paired or not. `results` are those of score_of; everything that is given out lies in `a`, `w` is
// only used. NO_MEMORY.
status worked_fit(worked *out, arena *a, context *c, wording *w, const cohort *h, const couple *pair,
                  const criterion_result *results);
