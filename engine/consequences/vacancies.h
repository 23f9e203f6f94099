// What a vacant place costs the cohort: for every mentor the cheapest chain of swaps that frees one, and for every
// mentee the cheapest way to another mentor. Shortest paths to the node that stands for free places, by class: all
// people of a class are tested by one number (Bellman 1958, in rounds, each over the classes that the one before has
// made cheaper). The pairing alone decides: no prices are needed, and that it is best at every level comes out too,
// for a better one would be a chain that gains. Sizes to expect: 10..20 rounds; the product of the classes each.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "consequences/seating.h"

typedef struct vacancies {
    // [mentors]: what it costs that a newcomer can take a place; COST_NONE: pins fill them all, or there are none.
    cost *place;
    // [mentees] with a pair that is not pinned: what it costs that they leave the mentor of one, for another or for
    // nobody; never above 0. All others: what one more pair costs; COST_NONE: no pairing gives them one.
    cost *move;
    bool better; // a better pairing exists: nothing here means anything
} vacancies;

// Owned by the seating. NO_MEMORY.
status vacancies_find(vacancies *out, seating *s, context *c);
