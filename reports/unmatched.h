// Words about people without a counterpart: which rules are in the way, what would change it, what a change would cost.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reports/facts.h"
#include "reports/sentences.h"

phrase unmatched_why(scribe *s, const facts *f,
                     const shown_unmatched *u); // "5 mentors suit, all full; best fit 80.8 %."
phrase unmatched_remedy(scribe *s, const facts *f, const shown_unmatched *u); // "One more place with …"
phrase unmatched_free_why(scribe *s, const facts *f, const shown_free_mentor *m);

// Of a cohort without a pair: all pairs that are not allowed, by reason; and the rule whose lifting opens most, with
// how many.
phrase unmatched_ruled_out_total(scribe *s, const facts *f);
phrase unmatched_best_remedy(scribe *s, const facts *f, int64_t *opens);

// The first level that is worse, in words: "23.3 points", "one pair"; empty: nothing is (`equal` set) or unknown.
phrase unmatched_cost(scribe *s, const shown_change *change, bool *equal);
