// The grouped start: a goal solved between groups of people who are alike in class and in what earlier goals left them,
// each group one node with its members' places. Its prices start the people's solve, its flows are dealt out to
// members. Nothing depends on its being right: exclusions, pairs of the previous pairing and single places are left to
// the people's solve, which proves what it finds. Pays above about 1,000 people if there are many alike.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "assignment/workshop.h"

// Where it pays: sets the prices of the network's people, which are 0, and fills w->dealt, which is empty. `solve`
// solves a goal in the groups' workshop by paths and pricing. NO_MEMORY, INTERNAL; TIME_LIMIT: nothing is changed.
typedef status grouped_solver(workshop *groups, const goal *g);
status grouped_start(workshop *w, const goal *g, grouped_solver *solve);
