// Arcs by node in two runs, those with flow before those without, so that either direction of a search sees only what
// it can use.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "assignment/network.h"

#include <string.h>

static const char WHERE[] = "assignment/network";

status network_create(network **out, context *c, uint32_t own_count, uint32_t other_count) {
    memory *m = &c->memory;
    network *n = memory_alloc(m, 1, sizeof *n);
    if (n == NULL) {
        return context_no_memory(c, WHERE);
    }
    n->memory = m;
    n->own_count = own_count;
    n->node_count = own_count + other_count;
    n->price = memory_alloc(m, n->node_count, sizeof *n->price);
    n->load = memory_alloc(m, n->node_count, sizeof *n->load);
    n->first = memory_alloc(m, (size_t)n->node_count + 1, sizeof *n->first);
    n->positive = memory_alloc(m, n->node_count, sizeof *n->positive);
    if (n->price == NULL || n->load == NULL || n->first == NULL || n->positive == NULL) {
        network_free(n);
        return context_no_memory(c, WHERE);
    }
    *out = n;
    return STATUS_OK;
}

void network_free(network *n) {
    if (n == NULL) {
        return;
    }
    memory *m = n->memory;
    memory_free(m, n->price);
    memory_free(m, n->load);
    memory_free(m, n->first);
    memory_free(m, n->positive);
    memory_free(m, n->arcs);
    memory_free(m, n->links);
    memory_free(m, n);
}

bool network_add(network *n, uint32_t own, uint32_t other, int16_t score_bp, bool kept) {
    // Links are numbered in 32 bits, two an arc.
    if (n->arc_count >= UINT32_MAX / 2 ||
        !memory_reserve(n->memory, &n->arcs, &n->arc_capacity, (size_t)n->arc_count + 1, sizeof *n->arcs)) {
        return false;
    }
    n->arcs[n->arc_count++] = (arc){.node = {own, other}, .score_bp = score_bp, .kept = kept};
    return true;
}

static void place_links(network *n, bool with_flow) {
    for (uint32_t k = 0; k < n->arc_count; k++) {
        arc *a = &n->arcs[k];
        if ((a->flow > 0) != with_flow) {
            continue;
        }
        for (int end = 0; end < 2; end++) {
            const uint32_t slot = n->first[a->node[end]]++;
            n->links[slot] = (link){.far = a->node[1 - end], .weight = a->weight, .arc = k};
            a->slot[end] = slot;
            n->positive[a->node[end]] += with_flow;
            n->load[a->node[end]] += a->flow;
        }
    }
}

bool network_index(network *n) {
    if (!memory_reserve(n->memory, &n->links, &n->link_capacity, 2 * (size_t)n->arc_count, sizeof *n->links)) {
        return false;
    }
    memset(n->first, 0, ((size_t)n->node_count + 1) * sizeof *n->first);
    memset(n->positive, 0, n->node_count * sizeof *n->positive);
    memset(n->load, 0, n->node_count * sizeof *n->load);
    for (uint32_t k = 0; k < n->arc_count; k++) {
        n->first[n->arcs[k].node[0] + 1]++;
        n->first[n->arcs[k].node[1] + 1]++;
    }
    for (uint32_t node = 0; node < n->node_count; node++) {
        n->first[node + 1] += n->first[node];
    }
    // Placing moves each start to the next node's; moved back by one it is right again.
    place_links(n, true);
    place_links(n, false);
    memmove(n->first + 1, n->first, n->node_count * sizeof *n->first);
    n->first[0] = 0;
    return true;
}

void network_drop(network *n, const bool *keep) {
    uint32_t kept = 0;
    for (uint32_t k = 0; k < n->arc_count; k++) {
        if (keep[k]) {
            n->arcs[kept++] = n->arcs[k];
        }
    }
    n->arc_count = kept;
}

static void swap_links(network *n, uint32_t node, uint32_t one, uint32_t two) {
    const int end = node >= n->own_count;
    const link first = n->links[one], second = n->links[two];
    n->links[one] = second;
    n->links[two] = first;
    n->arcs[first.arc].slot[end] = two;
    n->arcs[second.arc].slot[end] = one;
}

void network_change_flow(network *n, uint32_t number, int32_t by) {
    arc *a = &n->arcs[number];
    const bool had = a->flow > 0, has = a->flow + by > 0;
    a->flow += by;
    for (int end = 0; end < 2; end++) {
        const uint32_t node = a->node[end];
        n->load[node] += by;
        if (had == has) {
            continue;
        }
        if (has) {
            swap_links(n, node, a->slot[end], n->first[node] + n->positive[node]++);
        } else {
            swap_links(n, node, a->slot[end], n->first[node] + --n->positive[node]);
        }
    }
}

int64_t network_weight(const network *n) {
    int64_t sum = 0;
    for (uint32_t k = 0; k < n->arc_count; k++) {
        sum += (int64_t)n->arcs[k].weight * n->arcs[k].flow;
    }
    for (uint32_t node = 0; n->rewarded != NULL && node < n->node_count; node++) {
        sum += n->load[node] < n->rewarded[node] ? n->load[node] : n->rewarded[node];
    }
    return sum;
}
