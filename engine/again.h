// Solving again with one pair more pinned, or one pin less: what a change costs, level by level, and who would move.
// Where goals leave a choice, it stays with what stands, so that only those move who must. Sizes and cost: as a run.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "explanation.h"
#include "run.h"

typedef struct again {
    mp_run *run;
    const scoring *scoring; // of the cohort as it stands
    const solution *now;
    bool keeps; // what stands may be kept last: the run has no previous pairing of its own, nor asks for one
} again;

again again_over(mp_run *r, const scoring *s, const solution *now);

// Whether all goals before the draw are proven: else nothing can be said about what a change costs.
bool again_can_tell(const again *a);

// Fills a change of which kind and pair are asked for. Known stays false, and *stopped gets true, where it was stopped.
// Everything lies in the run's texts. NO_MEMORY, CANCELLED, INTERNAL.
status again_solve(explained_change *out, again *a, explained_kind kind, couple pair, bool *stopped);

// The levels of a change that is known otherwise. NO_MEMORY.
status again_levels_of(explained_change *out, again *a, const shown_change *change);

// Below 0 where the first costs less: level by level, then by score; 0 where both are equal in that.
int again_compare(const explained_change *one, const explained_change *other);
