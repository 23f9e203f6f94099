// Replays a certificate: that its prices make every level's value the best there is (or prove its bound), over all
// eligible pairs of the applications, and that the draw leaves this one pairing. Cost: one score for each pair of a
// mentee and a mentor who have a place, then a few sums. Memory: linear in people, pairs and the pairs that no level
// decides.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "proof/inquiry.h"

// After pairs_check and values_check. Refuses or not, with the first level that fails; NO_MEMORY.
status replay_certificate(inquiry *q);
