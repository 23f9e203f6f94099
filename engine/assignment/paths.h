// Shortest augmenting paths: brings a network whose arcs obey their reduced costs, but where people are short of what
// their prices ask for, to the best pairing of its arcs, with whole-number prices (Ford and Fulkerson 1957; Dijkstra
// with potentials, Tomizawa 1971, Edmonds and Karp 1972). As long as many are missing, one search is for all of them
// and goes on until a good part of them have an end near them, and then as many disjoint paths are taken as there are
// (in the manner of Hopcroft and Karp 1973, and of Gabow and Tarjan 1989). Cost: one search for each missing unit at
// most.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "assignment/distance_queue.h"
#include "assignment/network.h"
#include "assignment/pacer.h"

typedef struct paths {
    distance_queue queue;
    uint32_t *from;    // [nodes]: the arc by which a node was reached
    uint32_t *root;    // [nodes]: in a search for many, from whom
    bool *led;         // [nodes]: in such a search, somebody short from whom a way leads to an end
    uint32_t *settled; // [nodes]: nodes taken in this search
    uint32_t settled_count;
    uint32_t *cursor;         // [nodes]: next link to try on a walk
    uint32_t *walk;           // [nodes]: nodes of the path in hand
    uint32_t *missing;        // [nodes]: people found short
    uint32_t many;            // so many people short are searched for at once
    uint64_t searches, taken; // of the whole run, for measuring
} paths;

enum { PATHS_MANY = 16 };

status paths_create(paths **out, context *c, uint32_t node_count, uint32_t many);
void paths_free(paths *p, memory *m); // NULL allowed

// Whether to go on to the end, or to leave the rest where searches serve few: with arcs that are still missing they
// would be shorter.
typedef enum thoroughness { PATHS_TO_THE_END, PATHS_WHILE_EASY } thoroughness;

// Nobody is spare, and every arc obeys its reduced cost: afterwards nobody is short either, or with PATHS_WHILE_EASY
// *left people may be. TIME_LIMIT: arcs still obey and nobody is spare, but people are short.
// INTERNAL: what is asked for cannot be had.
status paths_repair(uint32_t *left, paths *p, context *c, network *n, pacer *pace, thoroughness how);
