// What a pairing made by hand is worth beside the best one, goal by goal: which goal it misses first, by how much, and
// for whom the best one differs. Nothing is solved. Where it misses none, the certificate of the best pairing is
// replayed on its pairs: then no pairing is better than either. Sizes to expect: 50..100,000 people.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pairing/compare.h"
#include "proof/draft.h"

typedef enum judged_worth {
    JUDGED_AS_GOOD, // at every goal before the draw
    JUDGED_WORSE,
    JUDGED_BETTER, // than a pairing that is not proven to be the best, or for a rule that is broken
} judged_worth;

typedef struct judgement {
    const draft *draft;
    const pairing *best;
    bool best_is_proven; // at every goal before the draw
    judged_worth worth;  // of the pairs that stand
    uint32_t decisive;   // in goals.levels: the first goal that differs; NONE: none does
    bool is_replayed;    // sound and not worse: the certificate was replayed on its own pairs
    comparison goals;    // old: the best pairing, new: the draft
    comparison changes;  // old: the draft, new: the best pairing
} judgement;

// `best` is a pairing of the same cohort that the checker has accepted; `scored` is the cohort's with its seed.
// Everything lies in `a`. NO_MEMORY, INTERNAL (the checker refuses what is as good as what it has accepted).
status judgement_make(judgement *out, arena *a, context *c, const scoring *scored, const draft *d, const pairing *best);
