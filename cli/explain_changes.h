// What another way would cost, in words: goal by goal, and who would move where.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "explain.h"

// "1 pair fewer, 12.30 points worse in total"; "" where it is as good at every goal. A goal that cannot be compared is named where none before
// it differs.
span explain_changes_cost(explain *x, const explained_change *it);
// "Ana would go from Bo to Cy; Dee from Cy to Bo. Eli would be without a mentor."; "" where nobody moves.
span explain_changes_moves(explain *x, const explained_change *it);
// What must be said of a pin at goals that leave pinned pairs out; "" where nothing must.
span explain_changes_caution(explain *x, const explained_change *it);
