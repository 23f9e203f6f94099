// Moves the prices of a best pairing, which are not unique, to a vertex of what is possible: every person is tied by
// tight arcs to somebody whose price is 0, so that a forest of tight arcs is a basis by which GLPK has nothing left to
// do.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "assignment/distance_queue.h"
#include "assignment/network.h"

typedef struct vertex {
    distance_queue queue;
    bool *tied;       // [nodes]
    uint32_t *queued; // [nodes]
} vertex;

status vertex_create(vertex **out, context *c, uint32_t node_count);
void vertex_free(vertex *v, memory *m); // NULL allowed

// `n` is best for its arcs, and stays so. Pairs that are no arcs must be priced again if prices moved, which is the
// answer. Cost: one shortest-path search over the part that is not tied.
bool vertex_reach(vertex *v, network *n);

// A price at which a person can be the root of a tree: 0, or −1 for somebody rewarded.
static inline bool vertex_may_be_root(const network *n, uint32_t node) {
    return n->price[node] == 0 || (n->rewarded != NULL && n->rewarded[node] > 0 && n->price[node] == -1);
}
