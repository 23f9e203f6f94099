// Uniqueness on a face. The difference of two pairings is a set of cycles in the residual graph: mentee → mentor for an
// open pair, mentor → mentee for a free pair of the pairing, and one more node that stands for room. So the pairing is
// the only one if and only if there is neither a cycle among people nor a path from somebody whose load may change to
// somebody else whose load may (Ahuja, Magnanti and Orlin 1993, chapter 3).
// SPDX-License-Identifier: GPL-3.0-or-later
#include "proof/unique.h"

typedef struct arc {
    uint32_t to;
    size_t next; // number + 1 of the next arc from the same person; 0: none
} arc;

typedef struct graph {
    uint32_t mentees, people; // mentees come first, then mentors
    size_t *first;            // [people]: number + 1 of the first arc
    arc *arcs;
    size_t arc_count;
    uint32_t *arcs_in; // [people]
    uint32_t *queue;   // [people]
    bool *reached;     // [people]
} graph;

// ---- the graph ---------------------------------------------------------------------------------------------------

static void add_arc(graph *g, uint32_t from, uint32_t to) {
    g->arcs[g->arc_count] = (arc){.to = to, .next = g->first[from]};
    g->first[from] = ++g->arc_count;
    g->arcs_in[to]++;
}

static status graph_make(graph *g, inquiry *q, const leeway *left, const open_pair *open, size_t open_count) {
    const cohort *h = q->h;
    arena *a = &q->scratch;
    *g = (graph){.mentees = h->count[ROLE_MENTEE], .people = h->count[ROLE_MENTEE] + h->count[ROLE_MENTOR]};
    g->first = arena_alloc(a, g->people, sizeof *g->first);
    g->arcs = arena_alloc(a, open_count + q->s->pair_count, sizeof *g->arcs);
    g->arcs_in = arena_alloc(a, g->people, sizeof *g->arcs_in);
    g->queue = arena_alloc(a, g->people, sizeof *g->queue);
    g->reached = arena_alloc(a, g->people, sizeof *g->reached);
    if (g->first == NULL || g->arcs == NULL || g->arcs_in == NULL || g->queue == NULL || g->reached == NULL) {
        return context_no_memory(q->c, "proof/unique");
    }
    for (size_t k = 0; k < open_count; k++) {
        if (open[k].steps_passed >= left->steps_done) {
            add_arc(g, open[k].mentee, g->mentees + open[k].mentor);
        }
    }
    for (uint32_t k = 0; k < q->s->pair_count; k++) {
        // Settled by a step behind this face: still free on it.
        if (left->settled_at[k] > left->steps_done) {
            add_arc(g, g->mentees + q->pairs[k].mentor, q->pairs[k].mentee);
        }
    }
    return STATUS_OK;
}

// ---- cycles and paths --------------------------------------------------------------------------------------------

// Takes away whoever has no arc in, again and again: what stays lies on or behind a cycle. Uses arcs_in up.
static bool has_cycle(graph *g) {
    uint32_t taken = 0, end = 0;
    for (uint32_t p = 0; p < g->people; p++) {
        if (g->arcs_in[p] == 0) {
            g->queue[end++] = p;
        }
    }
    while (taken < end) {
        for (size_t k = g->first[g->queue[taken++]]; k != 0; k = g->arcs[k - 1].next) {
            const uint32_t to = g->arcs[k - 1].to;
            if (--g->arcs_in[to] == 0) {
                g->queue[end++] = to;
            }
        }
    }
    return end < g->people;
}

// A path may begin where it adds a mentee's pair or takes a mentor's, and end where it takes a mentee's or adds a
// mentor's.
static bool may_end(const graph *g, const leeway *left, uint32_t p, bool begin) {
    const role r = p < g->mentees ? ROLE_MENTEE : ROLE_MENTOR;
    const uint32_t i = p < g->mentees ? p : p - g->mentees;
    const bool gains = (r == ROLE_MENTEE) == begin;
    return gains ? left->load[r][i] < left->most[r][i] : left->load[r][i] > left->least[r][i];
}

// Only for graphs without cycles: there a path of one arc or more never comes back to where it began.
static bool has_path(graph *g, const leeway *left) {
    uint32_t taken = 0, end = 0;
    for (uint32_t p = 0; p < g->people; p++) {
        g->reached[p] = may_end(g, left, p, true);
        if (g->reached[p]) {
            g->queue[end++] = p;
        }
    }
    while (taken < end) {
        for (size_t k = g->first[g->queue[taken++]]; k != 0; k = g->arcs[k - 1].next) {
            const uint32_t to = g->arcs[k - 1].to;
            if (may_end(g, left, to, false)) {
                return true;
            }
            if (!g->reached[to]) {
                g->reached[to] = true;
                g->queue[end++] = to;
            }
        }
    }
    return false;
}

status unique_is(bool *out, inquiry *q, const leeway *left, const open_pair *open, size_t open_count) {
    graph g;
    TRY(graph_make(&g, q, left, open, open_count));
    *out = !has_cycle(&g) && !has_path(&g, left);
    return STATUS_OK;
}
