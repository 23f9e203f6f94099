// The proof by count that a committee can check by hand: which mentees depend on which full mentors, and how many of
// them must go without. Method: the mentees reached by alternating paths from those who are short (Dulmage and
// Mendelsohn 1958), by connected component. Cost: one row of scores for each such mentee.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pairing/building.h"

// Fills the result's bottlenecks where most_matched is the first goal and proven. `of_mentee` [mentees] gets each
// mentee's entry, -1: in none. NO_MEMORY.
status bottlenecks_find(building *b, int32_t *of_mentee);

// Whether somebody who is short could be paired on top of everybody else: `open` [mentors] gets true for the mentors
// from whom an alternating path leads to a free place. NO_MEMORY.
status bottlenecks_open_mentors(building *b, bool *open);
