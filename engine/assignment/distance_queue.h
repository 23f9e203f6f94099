// Nodes by distance for a search: a stack for those as near as the node in hand, a 4-ary heap for the rest.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/context.h"

typedef struct distance_queue {
    memory *memory;
    struct queued_node {  // in one place, because they are wanted together
        int64_t distance; // if seen in this search
        uint32_t seen;    // number of the search that saw it last
        uint32_t place;   // in the heap, or QUEUE_OUT
    } * nodes;
    uint32_t *heap, heap_count;
    uint32_t *near, near_count; // all at `level`
    uint32_t search;
    int64_t level; // distance of the node taken last
} distance_queue;
#define QUEUE_OUT UINT32_MAX

// false: no memory; distance_queue_free gives back what there is.
bool distance_queue_make(distance_queue *q, memory *m, uint32_t node_count);
void distance_queue_free(distance_queue *q);

void distance_queue_begin(distance_queue *q, uint32_t node_count);

void distance_queue_enter(distance_queue *q, uint32_t node, int64_t distance);

// Notes that `node` can be reached at `distance`, not below that of the node in hand. false: it was known to be as
// near.
static inline bool distance_queue_reach(distance_queue *q, uint32_t node, int64_t distance) {
    if (q->nodes[node].seen == q->search && q->nodes[node].distance <= distance) {
        return false;
    }
    distance_queue_enter(q, node, distance);
    return true;
}

// The nearest node left, if nearer than `limit`.
bool distance_queue_take(distance_queue *q, uint32_t *node, int64_t limit);

static inline bool distance_queue_seen(const distance_queue *q, uint32_t node) {
    return q->nodes[node].seen == q->search;
}

static inline int64_t distance_queue_distance(const distance_queue *q, uint32_t node) {
    return q->nodes[node].distance;
}

// Counts as seen from now on, without a distance.
static inline void distance_queue_mark(distance_queue *q, uint32_t node) {
    q->nodes[node].seen = q->search;
}
