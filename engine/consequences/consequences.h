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
