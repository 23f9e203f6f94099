// best_worst and fairest: levels that look at pairs from the lowest score up. Both leave out pairs that are pinned;
// pairs forced by an earlier level count, but nothing can be done about them.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "assignment/ledger.h"

// The level's entries in the ledger's proofs, and its result. The face is restricted to what the level leaves:
// best_worst rules out all scores below its value, fairest also all but the fewest pairs at each percent. TIME_LIMIT: a
// pairing of the face of before is in the network, the best so far; that face, and no proof. NO_MEMORY, INTERNAL.
status stepwise_solve(level_result *out, workshop *w, ledger *l, level_kind level);

// What the pairing in hand comes to at such a level, with nothing proven: the bound is a full score.
level_result stepwise_unproven(const workshop *w, level_kind level);
