// The pairs of the result with what their fit is made of, and the sums over them.
// Sizes to expect: as many pairs as people; under 20 criteria.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pairing/building.h"

// Fills pairs and summary of the result. NO_MEMORY.
status pairs_fill(building *b);

// How many pairs are eligible, pinned ones too, none with a mentor of 0 places; by class, so that 100,000 people take
// no longer than their classes and exceptions. NO_MEMORY.
status pairs_count_eligible(building *b, uint64_t *out);
