// A path starts at somebody short and leads over empty arcs to the far side, over full ones back. It may end on the far
// side at somebody short or with room, or on its own side at somebody who may give a unit up, the start itself
// included: its price then sinks to where it no longer asks. Lengths are reduced costs without their sign. Nodes nearer
// than the end by g change their prices: own side −g, far side +g. Somebody on the far side whose load must rise
// whatever their price is a firm end: a search for many goes on behind it, while behind all others prices may not move
// on. Where there is hardly more room than is wanted, all room counts as firm: whoever is passed by so is short then,
// and is served from the other side in the end. SPDX-License-Identifier: GPL-3.0-or-later
#include "assignment/paths.h"

#include "assignment/bidding.h"

static const char WHERE[] = "assignment/paths";

// A sweep is worth its cost when it serves one in so many.
enum {
    WORTH_A_SWEEP = 8,
    LED_SHARE = 4,
    SCARCE_SHARE = 8,
    WORTH_LEAVING = 4,
    SEARCH_MICROSECONDS = 10,
    SWEEP_MICROSECONDS = 200
};

#define NO_NODE UINT32_MAX

status paths_create(paths **out, context *c, uint32_t node_count, uint32_t many) {
    memory *m = &c->memory;
    paths *p = memory_alloc(m, 1, sizeof *p);
    if (p == NULL) {
        return context_no_memory(c, WHERE);
    }
    p->many = many;
    const bool queue = distance_queue_make(&p->queue, m, node_count);
    p->from = memory_alloc(m, node_count, sizeof *p->from);
    p->root = memory_alloc(m, node_count, sizeof *p->root);
    p->led = memory_alloc(m, node_count, sizeof *p->led);
    p->settled = memory_alloc(m, node_count, sizeof *p->settled);
    p->cursor = memory_alloc(m, node_count, sizeof *p->cursor);
    p->walk = memory_alloc(m, node_count, sizeof *p->walk);
    p->missing = memory_alloc(m, node_count, sizeof *p->missing);
    if (!queue || p->from == NULL || p->root == NULL || p->led == NULL || p->settled == NULL || p->cursor == NULL ||
        p->walk == NULL || p->missing == NULL) {
        paths_free(p, m);
        return context_no_memory(c, WHERE);
    }
    *out = p;
    return STATUS_OK;
}

void paths_free(paths *p, memory *m) {
    if (p != NULL) {
        distance_queue_free(&p->queue);
        memory_free(m, p->from);
        memory_free(m, p->root);
        memory_free(m, p->led);
        memory_free(m, p->settled);
        memory_free(m, p->cursor);
        memory_free(m, p->walk);
        memory_free(m, p->missing);
        memory_free(m, p);
    }
}

// ---- one search -------------------------------------------------------------------------------------------------

typedef struct search {
    paths *p;
    network *n;
    bool from_own;       // the side of those who are short
    bool scarce;         // all room counts as firm
    uint32_t wanted;     // so many of those who are short are to be led to an end; 0: the nearest end is enough
    uint32_t led;        // so many are
    int64_t nearest_end; // no price moves farther than to here
    uint32_t end;
    int64_t farthest_led; // the last firm end that led somebody more
    uint32_t firm_end;    // NO_NODE: none
    thoroughness how;
} search;

static bool on_near_side(const search *s, uint32_t node) {
    return (node < s->n->own_count) == s->from_own;
}

static void offer_end(search *s, uint32_t node, int64_t distance) {
    if (distance < s->nearest_end) {
        s->nearest_end = distance;
        s->end = node;
    }
}

// What it costs to let a path end at a node of the far side, or -1: it cannot.
static int64_t far_end_cost(const network *n, uint32_t node) {
    if (network_short(n, node)) {
        return 0;
    }
    return n->load[node] < n->high[node] ? network_threshold(n, node, n->load[node]) - n->price[node] : -1;
}

// The same for a node of the near side, which then has one unit less, or, when it is the start, none more.
static int64_t near_end_cost(const network *n, uint32_t node, bool is_start) {
    const int32_t load = n->load[node] + is_start;
    return load > n->low[node] ? n->price[node] - network_threshold(n, node, load - 1) : -1;
}

static void look_from_near(search *s, uint32_t node, int64_t distance, bool is_start) {
    const network *n = s->n;
    const int64_t cost = near_end_cost(n, node, is_start);
    if (cost >= 0) {
        offer_end(s, node, distance + cost);
    }
    const int64_t base = distance + n->price[node];
    for (uint32_t k = network_first_open(n, node); k < n->first[node + 1]; k++) {
        const link *l = &n->links[k];
        const int64_t there = base + n->price[l->far] - l->weight;
        if (there < s->nearest_end && distance_queue_reach(&s->p->queue, l->far, there)) {
            s->p->from[l->far] = l->arc;
            s->p->root[l->far] = s->p->root[node];
        }
    }
}

// A firm end in a search for many.
static void lead_to(search *s, uint32_t node, int64_t distance) {
    bool *led = &s->p->led[s->p->root[node]];
    if (*led) {
        return;
    }
    *led = true;
    s->farthest_led = distance;
    s->firm_end = node;
    if (++s->led == s->wanted) {
        offer_end(s, node, distance);
    }
}

static void look_from_far(search *s, uint32_t node, int64_t distance) {
    const network *n = s->n;
    const int64_t cost = far_end_cost(n, node);
    if (cost >= 0 && s->wanted > 0 && (n->load[node] < n->low[node] || (s->scarce && cost == 0))) {
        lead_to(s, node, distance);
    } else if (cost >= 0) {
        offer_end(s, node, distance + cost);
    }
    const int64_t base = distance - n->price[node];
    for (uint32_t k = n->first[node]; k < n->first[node] + n->positive[node]; k++) {
        const link *l = &n->links[k];
        const int64_t there = base - n->price[l->far] + l->weight;
        if (there < s->nearest_end && distance_queue_reach(&s->p->queue, l->far, there)) {
            s->p->from[l->far] = l->arc;
            s->p->root[l->far] = s->p->root[node];
        }
    }
}

// From all starts at once to the nearest end, or until as many are led to one as are wanted; prices move so that the
// paths there are tight.
static void search_from(search *s, const uint32_t *starts, uint32_t count) {
    paths *p = s->p;
    network *n = s->n;
    p->searches++;
    p->settled_count = 0;
    s->nearest_end = INT64_MAX;
    s->end = NO_NODE;
    s->led = 0;
    s->firm_end = NO_NODE;
    distance_queue_begin(&p->queue, n->node_count);
    for (uint32_t k = 0; k < count; k++) {
        (void)distance_queue_reach(&p->queue, starts[k], 0);
        p->from[starts[k]] = NO_NODE;
        p->root[starts[k]] = starts[k];
        p->led[starts[k]] = false;
    }
    uint32_t node;
    while (distance_queue_take(&p->queue, &node, s->nearest_end)) {
        const int64_t distance = p->queue.level;
        p->settled[p->settled_count++] = node;
        if (on_near_side(s, node)) {
            look_from_near(s, node, distance, p->from[node] == NO_NODE);
        } else {
            look_from_far(s, node, distance);
        }
    }
    p->taken += p->settled_count;
    if (s->end == NO_NODE && s->firm_end != NO_NODE) { // everything was looked at
        offer_end(s, s->firm_end, s->farthest_led);
    }
    for (uint32_t k = 0; s->end != NO_NODE && k < p->settled_count; k++) {
        const int64_t nearer_by = s->nearest_end - distance_queue_distance(&p->queue, p->settled[k]);
        if (nearer_by > 0) {
            n->price[p->settled[k]] += on_near_side(s, p->settled[k]) ? -nearer_by : nearer_by;
        }
    }
}

static uint32_t one_back(const search *s, uint32_t node) {
    const arc *a = &s->n->arcs[s->p->from[node]];
    return a->node[0] == node ? a->node[1] : a->node[0];
}

// How many units the path carries: one, but between groups as many as start, end and the arcs that give back allow.
static int32_t path_capacity(const search *s) {
    const network *n = s->n;
    if (!n->many) {
        return 1;
    }
    const int32_t load = n->load[s->end];
    int32_t most = on_near_side(s, s->end) ? load - network_same_below(n, s->end, load) : network_room(n, s->end);
    uint32_t node = s->end;
    for (; s->p->from[node] != NO_NODE; node = one_back(s, node)) {
        const int32_t flow = n->arcs[s->p->from[node]].flow;
        most = on_near_side(s, node) && flow < most ? flow : most;
    }
    const int32_t wanted = network_room(n, node);
    return wanted < most ? wanted : most;
}

static void augment(search *s) {
    const int32_t units = s->p->from[s->end] == NO_NODE ? 0 : path_capacity(s);
    for (uint32_t node = s->end; s->p->from[node] != NO_NODE;) {
        const uint32_t before = one_back(s, node);
        network_change_flow(s->n, s->p->from[node], on_near_side(s, node) ? -units : units);
        node = before;
    }
}

// ---- many at once -----------------------------------------------------------------------------------------------

static bool walk_may_end(const search *s, uint32_t node, bool is_start) {
    if (on_near_side(s, node)) {
        return !is_start && near_end_cost(s->n, node, false) == 0;
    }
    return far_end_cost(s->n, node) == 0;
}

// The next node over a tight arc that no walk of this sweep has been to, or NO_NODE.
static uint32_t next_on_walk(search *s, uint32_t node) {
    const network *n = s->n;
    const uint32_t end = on_near_side(s, node) ? n->first[node + 1] : n->first[node] + n->positive[node];
    for (uint32_t *k = &s->p->cursor[node]; *k < end;) {
        const link *l = &n->links[(*k)++];
        if (!distance_queue_seen(&s->p->queue, l->far) && network_reduced_cost_of_link(n, node, l) == 0) {
            s->p->from[l->far] = l->arc;
            return l->far;
        }
    }
    return NO_NODE;
}

static void visit(search *s, uint32_t node) {
    const network *n = s->n;
    distance_queue_mark(&s->p->queue, node);
    s->p->cursor[node] = on_near_side(s, node) ? network_first_open(n, node) : n->first[node];
}

// Depth first over tight arcs from `start` to an end; then the flow changes along the walk.
static bool walk_from(search *s, uint32_t start) {
    paths *p = s->p;
    uint32_t depth = 0;
    p->from[start] = NO_NODE;
    visit(s, start);
    p->walk[depth++] = start;
    while (depth > 0) {
        const uint32_t node = p->walk[depth - 1];
        if (walk_may_end(s, node, node == start)) {
            s->end = node;
            augment(s);
            return true;
        }
        const uint32_t next = next_on_walk(s, node);
        if (next == NO_NODE) {
            depth--;
        } else {
            visit(s, next);
            p->walk[depth++] = next;
        }
    }
    return false;
}

// One search from everybody short, then as many walks over tight arcs as there are.
static void sweep(search *s, uint32_t count) {
    paths *p = s->p;
    s->wanted = (count + LED_SHARE - 1) / LED_SHARE;
    search_from(s, p->missing, count);
    s->wanted = 0;
    if (s->end == NO_NODE) {
        return;
    }
    distance_queue_begin(&p->queue, s->n->node_count); // nobody has been visited
    for (uint32_t k = 0; k < count; k++) {
        const uint32_t start = p->missing[k];
        if (!distance_queue_seen(&p->queue, start) && network_short(s->n, start)) {
            (void)walk_from(s, start);
        }
    }
}

// ---- the whole --------------------------------------------------------------------------------------------------

static uint32_t list_missing(search *s) {
    const network *n = s->n;
    const uint32_t begin = s->from_own ? 0 : n->own_count, end = s->from_own ? n->own_count : n->node_count;
    uint32_t count = 0;
    for (uint32_t node = begin; node < end; node++) {
        if (network_short(n, node)) {
            s->p->missing[count++] = node;
        }
    }
    return count;
}

// Whether the far side has hardly more room than the near side is short of.
static bool room_is_scarce(const search *s, uint32_t count) {
    const network *n = s->n;
    uint64_t missing = 0, room = 0;
    for (uint32_t k = 0; k < count; k++) {
        missing += (uint64_t)network_room(n, s->p->missing[k]);
    }
    for (uint32_t node = n->own_count; node < n->node_count; node++) {
        room += n->load[node] < n->high[node] ? (uint64_t)(n->high[node] - n->load[node]) : 0;
    }
    return room <= missing + missing / SCARCE_SHARE;
}

static status unreachable(context *c) {
    return context_fail(c, STATUS_INTERNAL, WHERE, "a load that is asked for cannot be reached");
}

// As long as many are short and each sweep serves a good part of them, as it does where most weights are equal. *count:
// who is left.
static status sweep_many(search *s, uint32_t *count, context *c, pacer *pace) {
    for (*count = list_missing(s); *count >= s->p->many;) {
        TRY(pacer_step(pace, SWEEP_MICROSECONDS));
        s->scarce = s->from_own && !s->n->many && room_is_scarce(s, *count);
        sweep(s, *count);
        if (s->end == NO_NODE) {
            return s->how == PATHS_WHILE_EASY ? STATUS_OK : unreachable(c);
        }
        const uint32_t before = *count;
        *count = list_missing(s);
        const bool slow = (before - *count) * WORTH_A_SWEEP < before;
        if (slow && (s->how == PATHS_WHILE_EASY || s->firm_end == NO_NODE)) {
            break;
        }
    }
    return STATUS_OK;
}

static status repair_side(search *s, uint32_t *left, context *c, pacer *pace) {
    uint32_t count;
    TRY(sweep_many(s, &count, c, pace));
    // Where any room ends a path, paths are short.
    if (s->how == PATHS_WHILE_EASY && s->firm_end != NO_NODE && count >= WORTH_LEAVING * s->p->many) {
        *left += count;
        return STATUS_OK;
    }
    for (uint32_t k = 0; k < count; k++) {
        while (network_short(s->n, s->p->missing[k])) {
            TRY(pacer_step(pace, SEARCH_MICROSECONDS));
            search_from(s, &s->p->missing[k], 1);
            if (s->end == NO_NODE) {
                return unreachable(c);
            }
            augment(s);
        }
    }
    return STATUS_OK;
}

status paths_repair(uint32_t *left, paths *p, context *c, network *n, pacer *pace, thoroughness how) {
    *left = 0;
    bidding_run(n, p->missing, p->cursor);
    for (int own = 1; own >= 0; own--) {
        search s = {.p = p, .n = n, .from_own = own == 1, .how = how};
        TRY(repair_side(&s, left, c, pace));
    }
    return STATUS_OK;
}
