// Lengths are whole numbers and often 0: most nodes never see the heap.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "assignment/distance_queue.h"

#include <string.h>

enum { BRANCHES = 4 };

bool distance_queue_make(distance_queue *q, memory *m, uint32_t node_count) {
    *q = (distance_queue){.memory = m};
    q->nodes = memory_alloc(m, node_count, sizeof *q->nodes);
    q->heap = memory_alloc(m, node_count, sizeof *q->heap);
    q->near = memory_alloc(m, node_count, sizeof *q->near);
    return q->nodes != NULL && q->heap != NULL && q->near != NULL;
}

void distance_queue_free(distance_queue *q) {
    if (q->memory != NULL) {
        memory_free(q->memory, q->nodes);
        memory_free(q->memory, q->heap);
        memory_free(q->memory, q->near);
    }
}

void distance_queue_begin(distance_queue *q, uint32_t node_count) {
    if (q->search == UINT32_MAX) {
        memset(q->nodes, 0, node_count * sizeof *q->nodes);
        q->search = 0;
    }
    q->search++;
    q->heap_count = 0;
    q->near_count = 0;
    q->level = 0;
}

static void settle_at(distance_queue *q, uint32_t slot, uint32_t node) {
    q->heap[slot] = node;
    q->nodes[node].place = slot;
}

static void rise(distance_queue *q, uint32_t slot, uint32_t node) {
    const int64_t distance = q->nodes[node].distance;
    while (slot > 0) {
        const uint32_t parent = (slot - 1) / BRANCHES;
        if (q->nodes[q->heap[parent]].distance <= distance) {
            break;
        }
        settle_at(q, slot, q->heap[parent]);
        slot = parent;
    }
    settle_at(q, slot, node);
}

static void sink(distance_queue *q, uint32_t slot, uint32_t node) {
    const int64_t distance = q->nodes[node].distance;
    for (;;) {
        const uint32_t first = slot * BRANCHES + 1;
        if (first >= q->heap_count) {
            break;
        }
        const uint32_t end = first + BRANCHES < q->heap_count ? first + BRANCHES : q->heap_count;
        uint32_t nearest = first;
        for (uint32_t child = first + 1; child < end; child++) {
            if (q->nodes[q->heap[child]].distance < q->nodes[q->heap[nearest]].distance) {
                nearest = child;
            }
        }
        if (q->nodes[q->heap[nearest]].distance >= distance) {
            break;
        }
        settle_at(q, slot, q->heap[nearest]);
        slot = nearest;
    }
    settle_at(q, slot, node);
}

void distance_queue_enter(distance_queue *q, uint32_t node, int64_t distance) {
    struct queued_node *at = &q->nodes[node];
    at->distance = distance;
    if (at->seen == q->search) {
        rise(q, at->place, node); // not taken yet, and not near: else it could not become nearer
        return;
    }
    at->seen = q->search;
    if (distance == q->level) {
        at->place = QUEUE_OUT;
        q->near[q->near_count++] = node;
    } else {
        rise(q, q->heap_count++, node);
    }
}

bool distance_queue_take(distance_queue *q, uint32_t *node, int64_t limit) {
    if (q->near_count > 0) {
        *node = q->near[--q->near_count];
        return q->level < limit;
    }
    if (q->heap_count == 0 || q->nodes[q->heap[0]].distance >= limit) {
        return false;
    }
    *node = q->heap[0];
    q->level = q->nodes[*node].distance;
    q->nodes[*node].place = QUEUE_OUT;
    const uint32_t last = q->heap[--q->heap_count];
    if (q->heap_count > 0) {
        sink(q, 0, last);
    }
    return true;
}
