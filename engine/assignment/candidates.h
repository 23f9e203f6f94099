// Candidates: the best free pairs of each own person at a goal, which become arcs before anything is solved, beside the
// kept ones.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "assignment/harvest.h"
#include "assignment/pacer.h"
#include "assignment/sieve.h"

// Adds arcs for pairs of the previous pairing that are free. They are arcs as long as they are. NO_MEMORY.
status candidates_add_kept(network *n, context *c, const face *f);

// Adds the best free pairs of each open own person by the weights of `goal` less the other's price in the network,
// those that are arcs already left out; the network must be indexed, and again afterwards. Ties are spread, so that
// people who are alike do not all get the same ones. NO_MEMORY, TIME_LIMIT.
status candidates_add_best(network *n, context *c, harvest *h, sieve *s, const weighting *goal, pacer *pace);
