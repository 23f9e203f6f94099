// One goal solved over the face, to proven optimality: candidates, start prices, shortest augmenting paths, pricing of
// all pairs until none is missing, and GLPK over the result.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "assignment/workshop.h"

// Candidates become arcs, arcs get their weights, people the prices to start from, by which no free pair is above 0.
// Flows are untouched. NO_MEMORY, TIME_LIMIT: the prices are not those of the goal.
status step_open(workshop *w, const goal *g);

// After step_open, from a pairing of the face: the network then holds a best pairing and prices that prove it over all
// pairs of open people. TIME_LIMIT: flows and prices are something on the way, perhaps with loads below their limits.
// NO_MEMORY, INTERNAL.
status step_solve(workshop *w, const goal *g);

// Raises own prices until no arc without flow is above 0.
void step_raise_own_prices(network *n);
