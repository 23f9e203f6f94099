// What one solve works with: the people, the face reached so far, the restricted problem, and room for searches and
// passes.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "assignment/free_pairs.h"
#include "assignment/goals.h"
#include "assignment/harvest.h"
#include "assignment/pacer.h"
#include "assignment/paths.h"
#include "assignment/sieve.h"
#include "assignment/simplex.h"
#include "assignment/vertex.h"

// Whether goals are first solved between groups of people who are alike.
typedef enum grouping { GROUPING_WHERE_IT_PAYS, GROUPING_ALWAYS, GROUPING_NEVER } grouping;

// How a solve goes about it; the pairing does not depend on it. All zero: as usual. Anything else is for tests.
typedef struct workshop_options {
    simplex_options simplex;
    uint32_t pairs_at_once; // candidates of a person, and violations looked at in one pass; 0: as many as suit the size
    uint32_t many_short;    // people short for which one search is made; 0: PATHS_MANY
    grouping grouping;
    uint32_t ask_every; // microseconds between questions to the host; 0: PACER_USUAL
} workshop_options;

typedef struct workshop {
    context *c;
    pacer pace;
    workshop_options options;
    roster *roster;
    face *face;
    network *network;
    paths *paths;
    vertex *vertex;
    harvest harvest;
    sieve sieve;
    int32_t *rewarded; // [nodes]: what network.rewarded looks at for goals that reward
    free_pairs dealt;  // pairs that the solve between groups suggests for the goal in hand
} workshop;

// Opens on the whole problem, with the kept pairs as arcs. On failure there is nothing left to close. NO_MEMORY,
// INTERNAL.
status workshop_open(workshop *w, context *c, const problem *p, const workshop_options *options);
void workshop_close(workshop *w);

// Milliseconds left by the host; INT64_MAX: no limit.
int64_t workshop_limit_ms(const workshop *w);
