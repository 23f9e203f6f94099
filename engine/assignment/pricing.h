// Pricing: which pairs that are no arcs would make the pairing better by the prices in hand. Every eligible pair is
// judged, none is kept.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "assignment/harvest.h"
#include "assignment/pacer.h"
#include "assignment/sieve.h"

// The worst violations of each own person, if every arc obeys its reduced cost: free pairs without flow whose reduced
// cost at `goal` is above 0. *found: how many. TIME_LIMIT.
status pricing_find(harvest *h, uint64_t *found, sieve *s, const weighting *goal, pacer *pace);
