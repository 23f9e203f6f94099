// What stands in a cell of a column per option or per rank: a mark that it was chosen, one that it was not, or a place
// in an order ("1", "2nd", "Third choice").
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/text.h"

typedef enum mark { MARK_NONE, MARK_CHOSEN, MARK_NOT_CHOSEN } mark;

// "1", "x", "yes", "true", a check mark / "0", "no", "false", "-"; upper and lower case alike. MARK_NONE: something
// else, or nothing.
mark marks_of(span trimmed);

enum { MARKS_RANK_MOST = 50 };

// The place that a text says: "1", "1st", "first", "First choice", "Choice 2", "Rank #3", "2nd choice" → 1, 1, 1, 1, 2,
// 3, 2; 0: none.
uint32_t marks_rank(span trimmed);

// A place written before or behind a choice: "1: X", "2. X", "3) X", "X [1]", "X (2)". *rest is the choice without it;
// 0: there is none.
uint32_t marks_ranked_choice(span *rest, span trimmed);
