// The checker: proves a pairing from the applications and the program alone, in exact integers, and shares nothing with
// the solver. It replays the certificate over the faces and over all pairs, and accepts exactly the pairings that no
// other beats at any level that is claimed proven. Pairs outside the pairing are judged one by one by the plain form of
// scoring, or class against class; tests hold the two together. Forged numbers of any size are refused,
// never wrapped. What it asks of a solution is said at checker_check.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "proof/verdict.h"

// What it asks of a solution:
// - pairs ascending by (mentee, mentor), each once and eligible; every pin among them; nobody over capacity;
// - levels: the program's objective (`fewest_changes` before it when a previous pairing was given and the list does not
//   name it), then the draw's rounds 1, 2, … Each value is the one the pairs give. Proven: bound = value. The draw
//   stops with the first round after which one pairing only is left, not earlier and not later;
// - proofs, in the order of the levels: one entry for each level, but
//     best_worst: one with t = the value (where a pair forced by an earlier level stands at t, prices of 0 will do);
//                 none where no pair counts;
//     fairest:    one for each whole percent t, ascending, at which pairs of the pairing are still free (neither pinned
//                 nor forced by an earlier entry). Free pairs between two t's, and above the last one, are out of the
//                 running: the counts leave them no room;
// - from the first level that is not proven on, no level is, and the draw has one round. Such a level has the pairing's
//   value and one entry whose prices prove its bound (dual value = bound >= value) over the face that the proven levels
//   left; the entry is not replayed against the pairs.
//     best_worst: t = bound, and the dual value of -1 on pairs at t, with all below t out, is at most -1: no pairing
//                 stays above t. No entry where the bound is 10000, which needs no proof;
//     fairest:    the same in whole percents (100).
// A person whose load can only be 0 (no place, or no room left on the face) needs no price: pairs with them are out.
//
// OK with report->fault CHECK_NONE: proven (as far as each level's `proven` claims). OK with another fault: refused.
// Scores every pair once: 0.15 s at 1,000 × 1,000, 0.5 s at 2,000 × 2,000. It does not ask the host whether to stop: a
// run that reached its time limit is checked too. NO_MEMORY, INTERNAL.
status checker_check(check_report *report, arena *a, context *c, const cohort *h, const solution *s, uint64_t seed);

// The same by the classes of `scored`, which is the cohort's with that seed: the pairs of the pairing are scored by the
// plain form, all others class by class. 10 ms at 1,000 × 1,000.
status checker_check_by_class(check_report *report, arena *a, context *c, const scoring *scored, const solution *s);
