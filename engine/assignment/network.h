// The restricted problem: people as nodes with prices and loads, some of the pairs as arcs. A pairing is a flow of 0 or
// 1 on each arc. It is best for its weights exactly when, with reduced cost = weight − price − price,
//   an arc above 0 is full, one below 0 is empty, and each load is one that the person's price asks for (network_short,
//   network_spare).
// Reached by shortest augmenting paths (paths.h). Sizes to expect: 200,000 nodes, 10..30 arcs a node.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/context.h"

typedef struct arc {
    uint32_t node[2]; // own, other
    uint32_t slot[2]; // its place in links, at either end
    int32_t weight;
    int32_t flow; // 0 or 1; in a network of groups any number
    int16_t score_bp;
    bool kept;
    bool modelled; // always a column of the linear program at this goal
} arc;

typedef struct link { // an arc as seen from one of its ends
    uint32_t far;     // the other
    int32_t weight;   // the arc's
    uint32_t arc;
} link;

typedef struct network {
    memory *memory;
    uint32_t own_count, node_count;
    const int32_t *low, *high; // [nodes]: loads that are allowed; borrowed
    const int32_t *rewarded;   // [nodes]: of so many units, the first ones, each earns 1; NULL: none does
    bool many;                 // a network of groups: arcs carry any number of units
    int64_t *price;            // [nodes]
    int32_t *load;             // [nodes]: sum of flows
    arc *arcs;
    uint32_t arc_count;
    size_t arc_capacity;
    uint32_t *first;    // [nodes + 1]: links of node n are [first[n], first[n + 1])
    uint32_t *positive; // [nodes]: so many of them, those with flow, come first
    link *links;        // arcs by node
    size_t link_capacity;
    bool complete; // every free pair is an arc
} network;

// Empty, everything 0. NO_MEMORY.
status network_create(network **out, context *c, uint32_t own_count, uint32_t other_count);
void network_free(network *n); // NULL allowed

// One more arc, without flow; network_index must follow before anything else. false: no memory.
bool network_add(network *n, uint32_t own, uint32_t other, int16_t score_bp, bool kept);

// Makes links, counts and loads from the arcs, whose weights stay as they are until the next time. false: no memory.
bool network_index(network *n);

// Takes out the arcs for which `keep` (by arc) is false; network_index must follow.
void network_drop(network *n, const bool *keep);

void network_change_flow(network *n, uint32_t number, int32_t by);

// The price at which one unit more than `load` just pays.
static inline int64_t network_threshold(const network *n, uint32_t node, int32_t load) {
    return n->rewarded != NULL && load < n->rewarded[node] ? -1 : 0;
}

// Up to which load the next unit pays at the same price as at `load`, and down to which the last one.
static inline int32_t network_same_above(const network *n, uint32_t node, int32_t load) {
    const bool step_ahead = n->rewarded != NULL && load < n->rewarded[node] && n->rewarded[node] < n->high[node];
    return step_ahead ? n->rewarded[node] : n->high[node];
}

static inline int32_t network_same_below(const network *n, uint32_t node, int32_t load) {
    const bool step_behind = n->rewarded != NULL && load > n->rewarded[node] && n->rewarded[node] > n->low[node];
    return step_behind ? n->rewarded[node] : n->low[node];
}

// The load is below what the price asks for.
static inline bool network_short(const network *n, uint32_t node) {
    const int32_t load = n->load[node];
    return load < n->low[node] || (load < n->high[node] && n->price[node] > network_threshold(n, node, load));
}

// The load is above what the price asks for.
static inline bool network_spare(const network *n, uint32_t node) {
    const int32_t load = n->load[node];
    return load > n->high[node] || (load > n->low[node] && n->price[node] < network_threshold(n, node, load - 1));
}

static inline int64_t network_reduced_cost(const network *n, const arc *a) {
    return a->weight - n->price[a->node[0]] - n->price[a->node[1]];
}

// The same by a link of `node`.
static inline int64_t network_reduced_cost_of_link(const network *n, uint32_t node, const link *l) {
    return l->weight - n->price[node] - n->price[l->far];
}

// Whether an arc's flow is what its reduced cost asks for.
static inline bool network_obeys(const network *n, const arc *a) {
    const int64_t reduced_cost = network_reduced_cost(n, a);
    const bool full = a->flow > 0 && !n->many, empty = a->flow == 0;
    return reduced_cost == 0 || (reduced_cost > 0 ? full : empty);
}

// The first link of an arc that could carry more.
static inline uint32_t network_first_open(const network *n, uint32_t node) {
    return n->many ? n->first[node] : n->first[node] + n->positive[node];
}

// How many units somebody short would take at once, and anybody at their price for nothing.
static inline int32_t network_room(const network *n, uint32_t node) {
    const int32_t load = n->load[node];
    if (load < n->low[node]) {
        return n->low[node] - load;
    }
    return load < n->high[node] && n->price[node] >= network_threshold(n, node, load)
               ? network_same_above(n, node, load) - load
               : 0;
}

// Whether there is an arc between the two. People have few, so it is looked for.
static inline bool network_joins(const network *n, uint32_t own, uint32_t other) {
    for (uint32_t k = n->first[own]; k < n->first[own + 1]; k++) {
        if (n->links[k].far == other) {
            return true;
        }
    }
    return false;
}

// What all of the flow weighs, rewards included.
int64_t network_weight(const network *n);
