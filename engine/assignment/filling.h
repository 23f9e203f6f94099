// Filling: a first flow for goals that weigh every pair alike, taken from all free pairs and not only from candidates.
// Whoever has the fewest to choose from is served first; most of what a best pairing holds is there then, and searches
// are left with the rest.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "assignment/goals.h"
#include "assignment/sieve.h"

// Whether the goal weighs every pair alike.
bool filling_suits(const goal *g);

// Adds arcs with flow between people or groups who are short and such with room, by the network's prices, at which all
// free pairs are tight; network_index must follow. The network is indexed. NO_MEMORY.
status filling_run(network *n, context *c, const face *f);
