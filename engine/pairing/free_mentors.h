// Mentors with free places, and why these stay free.
// Sizes to expect: some hundred mentors; cost: one pass over all pairs where there is any such mentor.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pairing/building.h"

// Fills the result's mentors with free places; the unmatched mentees must have been filled before. NO_MEMORY.
status free_mentors_fill(building *b);
