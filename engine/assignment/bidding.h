// Bidding: serves most of the people short before any path is searched for. Each goes to where they gain most; who is
// full there raises the price to where one of those concerned is as well off elsewhere, and lets that one go (Bertsekas
// 1981 without a step size; Jonker and Volgenant 1987 call it augmenting row reduction, here with any number of
// places). Cost: a look at one person's arcs a bid.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "assignment/network.h"

// Own people who can take one pair only, a few bids each; nothing is done in a network of groups. Arcs obey their
// reduced costs and nobody is spare, before and after. `queue` and `bids` have room for the own people.
void bidding_run(network *n, uint32_t *queue, uint32_t *bids);
