// Another pairing exists exactly when some free pair lies on a directed cycle of the residual graph: a pair that is out leads from its
// own to its other person, one that is in leads back, and a root stands for room above or below a load. So: strongly connected parts
// (Tarjan 1972), without recursion.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "assignment/unique.h"

#include <string.h>

static const char WHERE[] = "assignment/unique";

typedef struct edge {
    uint32_t from, to;
} edge;

typedef struct residual {
    memory *memory;
    uint32_t node_count; // the root is the last
    edge *edges;         // those of pairs first
    size_t count, capacity, pair_count;
    uint32_t *first;     // [nodes + 1]
    uint32_t *heads;     // by from
} residual;

static bool add_edge(residual *g, uint32_t from, uint32_t to) {
    if (g->count >= UINT32_MAX - 1 || !memory_reserve(g->memory, &g->edges, &g->capacity, g->count + 1, sizeof *g->edges)) {
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

typedef struct unlisted {
    const workshop *w;
    residual *graph;
    uint32_t *listed; // [others]: own person + 1 whose arc leads there
} unlisted;

static bool add_if_free(unlisted *u, uint32_t own, uint32_t other, int16_t score_bp) {
    const face *f = u->w->face;
    return !face_open(f, other) || u->listed[other - u->w->roster->own_count] == own + 1 || !face_free_pair(f, own, other, score_bp) ||
           add_edge(u->graph, own, other);
}

static bool add_unlisted_of(unlisted *u, uint32_t own) {
    const sieve *s = &u->w->sieve;
    const roster *r = u->w->roster;
    const network *n = u->w->network;
    for (uint32_t k = n->first[own]; k < n->first[own + 1]; k++) {
        u->listed[n->links[k].far - n->own_count] = own + 1;
    }
    for (uint32_t hit = 0; hit < s->hit_count; hit++) {
        const uint32_t class = s->hits[hit];
        for (uint32_t k = r->member_start[SIDE_OTHER][class]; k < r->member_start[SIDE_OTHER][class + 1]; k++) {
            const uint32_t other = r->members[SIDE_OTHER][k];
            if (roster_ordinary(r, own, other) && !add_if_free(u, own, other, s->row[class])) {
                return false;
            }
        }
    }
    for (size_t k = r->special_start[own]; k < r->special_start[own + 1]; k++) {
        const special *pair = &r->specials[k];
        if (pair->score_bp >= 0 && !pair->kept && !face_banned(s->face, pair->score_bp) &&
            !add_if_free(u, own, pair->other, pair->score_bp)) {
            return false;
        }
    }
    return true;
}

// Pairs that are free but no arcs.
static bool add_unlisted(residual *g, workshop *w) {
    const roster *r = w->roster;
    unlisted u = {.w = w, .graph = g, .listed = memory_alloc(g->memory, r->other_count, sizeof *u.listed)};
    bool enough = u.listed != NULL;
    sieve_for_free(&w->sieve);
    for (uint32_t class = 0; enough && class < r->class_count[SIDE_OWN]; class++) {
        (void)sieve_row(&w->sieve, class);
        for (uint32_t k = r->member_start[SIDE_OWN][class]; enough && k < r->member_start[SIDE_OWN][class + 1]; k++) {
            const uint32_t own = r->members[SIDE_OWN][k];
            enough = !face_open(w->face, own) || add_unlisted_of(&u, own);
        }
    }
    memory_free(g->memory, u.listed);
    return enough;
}

static bool add_root(residual *g, const network *n) {
    const uint32_t root = g->node_count - 1;
    for (uint32_t node = 0; node < n->node_count; node++) {
        const bool may_gain = n->load[node] < n->high[node], may_lose = n->load[node] > n->low[node];
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

status unique_check(bool *out, workshop *w) {
    residual g = {.memory = &w->c->memory, .node_count = w->roster->node_count + 1};
    bool enough = add_arcs(&g, w->network) && add_unlisted(&g, w);
    g.pair_count = g.count;
    bool other_exists = false;
    enough = enough && add_root(&g, w->network) && index_edges(&g) && pair_within_a_part(&other_exists, &g);
    memory_free(g.memory, g.edges);
    memory_free(g.memory, g.first);
    memory_free(g.memory, g.heads);
    *out = !other_exists;
    return enough ? STATUS_OK : context_no_memory(w->c, WHERE);
}
