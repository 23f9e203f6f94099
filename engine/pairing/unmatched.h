// Why a mentee stays without a mentor: who suits, what rules out whom, who would be nearest, which rule would have to
// go; in numbers and in a sentence. Sizes to expect: some hundred mentees without; cost: one row of scores and reasons
// for each.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pairing/building.h"

// Fills the result's unmatched mentees. `bottleneck_of` [mentees]: entry or -1. NO_MEMORY.
status unmatched_fill(building *b, const int32_t *bottleneck_of);
