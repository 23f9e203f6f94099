// Another pairing exists exactly when some free pair lies on a directed cycle of the residual graph: a pair that is out
// leads from its own to its other person, one that is in leads back, and a root stands for room above or below a load.
// So: strongly connected parts (Tarjan 1972), without recursion.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "assignment/unique.h"

#include <string.h>

#include "assignment/free_pairs.h"

static const char WHERE[] = "assignment/unique";

typedef struct edge {
    uint32_t from, to;
} edge;

typedef struct residual {
    memory *memory;
    uint32_t node_count; // the root is the last
    edge *edges;         // those of pairs first
    size_t count, capacity, pair_count;
    uint32_t *first; // [nodes + 1]
    uint32_t *heads; // by from
} residual;

static bool add_edge(residual *g, uint32_t from, uint32_t to) {
    if (g->count >= UINT32_MAX - 1 ||
        !memory_reserve(g->memory, &g->edges, &g->capacity, g->count + 1, sizeof *g->edges)) {
        return false;
    }
    g->edges[g->count++] = (edge){.from = from, .to = to};
    return true;
}

// ---- edges ------------------------------------------------------------------------------------------------------

static bool add_arcs(residual *g, const network *n) {
    for (uint32_t k = 0; k < n->arc_count; k++) {
        const arc *a = &n->arcs[k];
        const bool in = a->flow > 0;
        if (!add_edge(g, a->node[in], a->node[!in])) {
            return false;
        }
    }
    return true;
}

static bool add_unlisted(residual *g, const free_pairs *unlisted) {
    for (size_t k = 0; k < unlisted->count; k++) {
        if (!add_edge(g, unlisted->pairs[k].own, unlisted->pairs[k].other)) {
            return false;
        }
    }
    return true;
}

static bool add_root(residual *g, const network *n) {
    const uint32_t root = g->node_count - 1;
    for (uint32_t node = 0; node < n->node_count; node++) {
        const bool may_gain = n->load[node]<n->high[node], may_lose = n->load[node]> n->low[node];
        const bool is_own = node < n->own_count;
        // A walk gains at an own person where it starts and at another where it ends.
        if ((may_gain && !add_edge(g, is_own ? root : node, is_own ? node : root)) ||
            (may_lose && !add_edge(g, is_own ? node : root, is_own ? root : node))) {
            return false;
        }
    }
    return true;
}

static bool index_edges(residual *g) {
    g->first = memory_alloc(g->memory, (size_t)g->node_count + 1, sizeof *g->first);
    g->heads = memory_alloc(g->memory, g->count, sizeof *g->heads);
    if (g->first == NULL || g->heads == NULL) {
        return false;
    }
    for (size_t k = 0; k < g->count; k++) {
        g->first[g->edges[k].from + 1]++;
    }
    for (uint32_t node = 0; node < g->node_count; node++) {
        g->first[node + 1] += g->first[node];
    }
    for (size_t k = 0; k < g->count; k++) {
        g->heads[g->first[g->edges[k].from]++] = g->edges[k].to;
    }
    memmove(g->first + 1, g->first, g->node_count * sizeof *g->first);
    g->first[0] = 0;
    return true;
}

// ---- strongly connected parts -----------------------------------------------------------------------------------

typedef struct parts {
    uint32_t *order;  // [nodes]: from 1 in the order of discovery; 0: not yet
    uint32_t *lowest; // [nodes]: earliest node known to be reached
    uint32_t *part;   // [nodes]: from 1; 0: not closed yet
    uint32_t *next;   // [nodes]: next edge to follow
    uint32_t *open;   // stack of nodes whose part is not closed
    uint32_t *walk;   // stack of nodes being looked at
    uint32_t open_count, walk_count, found, closed;
} parts;

static void discover(parts *p, const residual *g, uint32_t node) {
    p->order[node] = p->lowest[node] = ++p->found;
    p->next[node] = g->first[node];
    p->open[p->open_count++] = node;
    p->walk[p->walk_count++] = node;
}

static void leave(parts *p, uint32_t node) {
    p->walk_count--;
    if (p->lowest[node] == p->order[node]) {
        p->closed++;
        uint32_t member;
        do {
            member = p->open[--p->open_count];
            p->part[member] = p->closed;
        } while (member != node);
    }
    if (p->walk_count > 0) {
        const uint32_t parent = p->walk[p->walk_count - 1];
        p->lowest[parent] = p->lowest[node] < p->lowest[parent] ? p->lowest[node] : p->lowest[parent];
    }
}

static void find_parts(parts *p, const residual *g) {
    for (uint32_t start = 0; start < g->node_count; start++) {
        if (p->order[start] == 0) {
            discover(p, g, start);
        }
        while (p->walk_count > 0) {
            const uint32_t node = p->walk[p->walk_count - 1];
            if (p->next[node] == g->first[node + 1]) {
                leave(p, node);
                continue;
            }
            const uint32_t head = g->heads[p->next[node]++];
            if (p->order[head] == 0) {
                discover(p, g, head);
            } else if (p->part[head] == 0 && p->order[head] < p->lowest[node]) {
                p->lowest[node] = p->order[head];
            }
        }
    }
}

static bool pair_within_a_part(bool *out, const residual *g) {
    enum { ARRAYS = 6 };
    uint32_t *room = memory_alloc(g->memory, (size_t)g->node_count * ARRAYS, sizeof *room);
    if (room == NULL) {
        return false;
    }
    const size_t nodes = g->node_count;
    parts p = {.order = room,
               .lowest = room + nodes,
               .part = room + 2 * nodes,
               .next = room + 3 * nodes,
               .open = room + 4 * nodes,
               .walk = room + 5 * nodes};
    find_parts(&p, g);
    *out = false;
    for (size_t k = 0; k < g->pair_count && !*out; k++) {
        *out = p.part[g->edges[k].from] == p.part[g->edges[k].to];
    }
    memory_free(g->memory, room);
    return true;
}

static bool find_another(bool *out, const network *n, const free_pairs *unlisted) {
    residual g = {.memory = n->memory, .node_count = n->node_count + 1};
    bool enough = add_arcs(&g, n) && add_unlisted(&g, unlisted);
    g.pair_count = g.count;
    enough = enough && add_root(&g, n) && index_edges(&g) && pair_within_a_part(out, &g);
    memory_free(g.memory, g.edges);
    memory_free(g.memory, g.first);
    memory_free(g.memory, g.heads);
    return enough;
}

status unique_check(bool *out, workshop *w) {
    network *n = w->network;
    free_pairs unlisted = {.all = true};
    status result = STATUS_OK;
    if (!n->complete) {
        pacer to_the_end = {.c = w->c, .deaf = true}; // what is solved is not left undecided
        result = free_pairs_collect(&unlisted, w->c, &w->sieve, SIZE_MAX, &to_the_end);
    }
    bool another = false;
    if (result == STATUS_OK && !find_another(&another, n, &unlisted)) {
        result = context_no_memory(w->c, WHERE);
    }
    *out = !another;
    // Found already, they spare the next round looking for them.
    if (result == STATUS_OK && another && unlisted.count <= (size_t)w->harvest.most * n->own_count) {
        result = free_pairs_add(&unlisted, w->c, n);
        if (result == STATUS_OK && !network_index(n)) {
            result = context_no_memory(w->c, WHERE);
        }
    }
    free_pairs_free(&unlisted);
    return result;
}
