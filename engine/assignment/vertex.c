// People tied are flooded over tight arcs first. The rest is then moved by its distance from them in the residual
// graph, a root standing for room above or below a load; then by its distance against the arcs; both again until nobody
// moves. What no path leads to or from (islands of loads that cannot change) is tied to one of its own. Moved one by
// one, or once only, islands would break arcs between them.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "assignment/vertex.h"

static const char WHERE[] = "assignment/vertex";

status vertex_create(vertex **out, context *c, uint32_t node_count) {
    memory *m = &c->memory;
    vertex *v = memory_alloc(m, 1, sizeof *v);
    if (v == NULL) {
        return context_no_memory(c, WHERE);
    }
    const bool queue = distance_queue_make(&v->queue, m, node_count);
    v->tied = memory_alloc(m, node_count, sizeof *v->tied);
    v->queued = memory_alloc(m, node_count, sizeof *v->queued);
    if (!queue || v->tied == NULL || v->queued == NULL) {
        vertex_free(v, m);
        return context_no_memory(c, WHERE);
    }
    *out = v;
    return STATUS_OK;
}

void vertex_free(vertex *v, memory *m) {
    if (v != NULL) {
        distance_queue_free(&v->queue);
        memory_free(m, v->tied);
        memory_free(m, v->queued);
        memory_free(m, v);
    }
}

// Ties whoever hangs together with `node` by tight arcs; answers how many.
static uint32_t flood(vertex *v, const network *n, uint32_t node) {
    uint32_t head = 0, tail = 0;
    v->tied[node] = true;
    v->queued[tail++] = node;
    while (head < tail) {
        const uint32_t at = v->queued[head++];
        for (uint32_t k = n->first[at]; k < n->first[at + 1]; k++) {
            const link *l = &n->links[k];
            if (!v->tied[l->far] && network_reduced_cost_of_link(n, at, l) == 0) {
                v->tied[l->far] = true;
                v->queued[tail++] = l->far;
            }
        }
    }
    return tail;
}

typedef struct pull {
    vertex *v;
    network *n;
    bool forward; // from those tied along the arcs, or against them
} pull;

// Which of its links lead on from a node: those that could carry more from an own person, those with flow from another;
// against the arcs the other way round.
static bool leads_on_empty(const pull *p, uint32_t node) {
    return (node < p->n->own_count) == p->forward;
}

static void reach_from(const pull *p, uint32_t node, int64_t distance) {
    const network *n = p->n;
    const bool empty = leads_on_empty(p, node);
    const uint32_t from = empty ? network_first_open(n, node) : n->first[node];
    const uint32_t to = empty ? n->first[node + 1] : n->first[node] + n->positive[node];
    for (uint32_t k = from; k < to; k++) {
        const link *l = &n->links[k];
        if (!p->v->tied[l->far]) {
            const int64_t reduced_cost = network_reduced_cost_of_link(n, node, l);
            (void)distance_queue_reach(&p->v->queue, l->far, distance + (empty ? -reduced_cost : reduced_cost));
        }
    }
}

// The root leads to a node through room above its load, or comes back through room below it; for the far side and
// against the arcs the other way round.
static void reach_from_root(const pull *p, uint32_t node) {
    const network *n = p->n;
    const int32_t load = n->load[node];
    if (leads_on_empty(p, node) && load < n->high[node]) {
        (void)distance_queue_reach(&p->v->queue, node, network_threshold(n, node, load) - n->price[node]);
    } else if (!leads_on_empty(p, node) && load > n->low[node]) {
        (void)distance_queue_reach(&p->v->queue, node, n->price[node] - network_threshold(n, node, load - 1));
    }
}

// Ties whoever can be reached, and moves those who cannot out of the way; answers how many are tied now.
static uint32_t pull_in(const pull *p) {
    network *n = p->n;
    distance_queue *q = &p->v->queue;
    distance_queue_begin(q, n->node_count);
    for (uint32_t node = 0; node < n->node_count; node++) {
        if (p->v->tied[node]) {
            reach_from(p, node, 0);
        } else {
            reach_from_root(p, node);
        }
    }
    uint32_t count = 0;
    int64_t farthest = 0;
    for (uint32_t node; distance_queue_take(q, &node, INT64_MAX); count++) {
        farthest = q->level;
        p->v->queued[count] = node;
        reach_from(p, node, farthest);
    }
    for (uint32_t node = 0; farthest > 0 && node < n->node_count; node++) {
        if (!p->v->tied[node]) {
            const int64_t by = distance_queue_seen(q, node) ? distance_queue_distance(q, node) : farthest;
            n->price[node] += leads_on_empty(p, node) ? by : -by;
        }
    }
    for (uint32_t k = 0; k < count; k++) {
        p->v->tied[p->v->queued[k]] = true;
    }
    return count;
}

bool vertex_reach(vertex *v, network *n) {
    bool moved = false;
    uint32_t untied = 0;
    for (uint32_t node = 0; node < n->node_count; node++) {
        v->tied[node] = n->first[node] == n->first[node + 1]; // without arcs there is nothing to tie
        untied += !v->tied[node];
    }
    for (uint32_t node = 0; node < n->node_count; node++) {
        if (!v->tied[node] && vertex_may_be_root(n, node)) {
            untied -= flood(v, n, node);
        }
    }
    uint32_t next_island = 0;
    while (untied > 0) {
        uint32_t pulled = 0;
        for (int forward = 1; forward >= 0; forward--) {
            const pull p = {.v = v, .n = n, .forward = forward == 1};
            pulled += pull_in(&p);
        }
        moved = moved || pulled > 0;
        untied -= pulled;
        if (pulled == 0) {
            while (v->tied[next_island]) {
                next_island++;
            }
            untied -= flood(v, n, next_island);
        }
    }
    return moved;
}
