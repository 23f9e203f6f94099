// What a change would cost: for every pair the other mentors that cost the cohort least, for every mentee without a
// mentor what pairing them would cost, level by level, exactly. Everything follows from the applications, the program
// and the pairing, without a solve and without the certificate's prices; so `verify` computes it again from a file.
// Shares nothing with the solver. Sizes to expect: 50..100,000 people; alternatives up to 2,000 unless asked for.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/context.h"
#include "pairing/pairing.h"

// Fills `alternatives` of the pairs and `stead_change` of the unmatched mentees of a result that pairing_build has made
// of `found`. Both stay unknown where best_worst or fairest is among the levels, or a level before the draw is not
// proven; alternatives are left out above 2,000 mentees too, unless options.alternatives_said. A change is only known
// of a pairing that is best at all these levels. NO_MEMORY; INTERNAL: it is not.
status consequences_fill(pairing *p, context *c, const cohort *h, const scoring *s, const solution *found);

// What it would change to pair one mentee with another mentor.
typedef struct consequence {
    uint32_t mentor;
    int32_t score_bp;
    shown_change change;
} consequence;

typedef struct consequence_list {
    bool known; // false where consequences_fill leaves alternatives unknown for want of a way to tell
    consequence *items;
    uint32_t count;
} consequence_list;

// The `most` other mentors of one mentee that cost the cohort least, in that order; of a mentee without a mentor the
// first costs what stead_change says. Everything lies in `a`. Cost: as fast as consequences_fill for everybody without
// a mentor. NO_MEMORY; INTERNAL: `found` is not the best.
status consequences_of(consequence_list *out, arena *a, context *c, const scoring *s, const solution *found,
                       uint32_t mentee, uint32_t most);
