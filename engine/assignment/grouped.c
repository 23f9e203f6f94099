// SPDX-License-Identifier: GPL-3.0-or-later
#include "assignment/grouped.h"

#include <stdlib.h>

static const char WHERE[] = "assignment/grouped";

enum { PEOPLE_FEW = 1000, MEMBERS_FEW = 2, PAIRS_AT_ONCE = 6 };

typedef struct keyed { // a person with what groups are told by
    uint32_t class, node;
    uint64_t left; // of earlier goals: priority and folded prices, mixed
} keyed;

typedef struct groups {
    workshop *people;
    arena arena;
    roster roster;
    face face;
    workshop workshop;
    keyed *order;       // open people, own side first, by group
    uint32_t *start;    // [groups + 1], in order
    uint32_t *group_of; // [nodes of people]; NONE: closed
    uint32_t count, own_count;
} groups;

static memory *memory_of(const groups *k) {
    return &k->people->c->memory;
}

// ---- who is alike -----------------------------------------------------------------------------------------------

static int compare_keyed(const void *a, const void *b) {
    const keyed *x = a, *y = b;
    if (x->class != y->class) {
        return x->class < y->class ? -1 : 1;
    }
    if (x->left != y->left) {
        return x->left < y->left ? -1 : 1;
    }
    return (x->node > y->node) - (x->node < y->node);
}

// Two people who differ would hardly ever come to the same number; if they did, only the start would be worse.
static uint64_t left_by_goals(const workshop *w, uint32_t node) {
    uint64_t mixed = w->roster->priority[node];
    for (uint32_t k = 0; k < w->face->fold_count; k++) {
        mixed = (mixed ^ (uint64_t)w->face->folds[k].price[node]) * UINT64_C(0x9E3779B97F4A7C15);
        mixed ^= mixed >> 29;
    }
    return mixed;
}

static uint32_t sort_side(const groups *k, uint32_t from, uint32_t to, uint32_t at) {
    const workshop *w = k->people;
    const uint32_t begin = at;
    for (uint32_t node = from; node < to; node++) {
        if (face_open(w->face, node)) {
            k->order[at++] = (keyed){.class = w->roster->class_of[node], .node = node, .left = left_by_goals(w, node)};
        }
    }
    qsort(k->order + begin, at - begin, sizeof *k->order, compare_keyed);
    return at;
}

static void number_groups(groups *k, uint32_t from, uint32_t to) {
    for (uint32_t at = from; at < to; at++) {
        const keyed *one = &k->order[at];
        if (at == from || one->class != one[-1].class || one->left != one[-1].left) {
            k->start[k->count++] = at;
        }
        k->group_of[one->node] = k->count - 1;
    }
    k->start[k->count] = to;
}

static bool find_groups(groups *k, uint32_t *open) {
    const roster *r = k->people->roster;
    k->order = arena_alloc(&k->arena, r->node_count, sizeof *k->order);
    k->start = arena_alloc(&k->arena, (size_t)r->node_count + 1, sizeof *k->start);
    k->group_of = arena_alloc(&k->arena, r->node_count, sizeof *k->group_of);
    if (k->order == NULL || k->start == NULL || k->group_of == NULL) {
        return false;
    }
    for (uint32_t node = 0; node < r->node_count; node++) {
        k->group_of[node] = NONE;
    }
    const uint32_t own = sort_side(k, 0, r->own_count, 0);
    *open = sort_side(k, r->own_count, r->node_count, own);
    number_groups(k, 0, own);
    k->own_count = k->count;
    number_groups(k, own, *open);
    return true;
}

// ---- groups as people -------------------------------------------------------------------------------------------

static bool list_members(groups *k, side at) {
    roster *r = &k->roster;
    const uint32_t first = at == SIDE_OWN ? 0 : r->own_count, count = at == SIDE_OWN ? r->own_count : r->other_count;
    uint32_t *start = arena_alloc(&k->arena, (size_t)r->class_count[at] + 1, sizeof *start);
    uint32_t *members = arena_alloc(&k->arena, count, sizeof *members);
    if (start == NULL || members == NULL) {
        return false;
    }
    // Groups are numbered by class within a side already.
    for (uint32_t group = first; group < first + count; group++) {
        r->rank[group] = start[r->class_of[group] + 1]++;
        members[group - first] = group;
    }
    for (uint32_t class = 0; class < r->class_count[at]; class ++) {
        start[class + 1] += start[class];
    }
    r->member_start[at] = start;
    r->members[at] = members;
    return true;
}

static bool make_roster(groups *k) {
    const roster *people = k->people->roster;
    roster *r = &k->roster;
    *r = (roster){.problem = people->problem,
                  .role_of = {people->role_of[SIDE_OWN], people->role_of[SIDE_OTHER]},
                  .own_count = k->own_count,
                  .other_count = k->count - k->own_count,
                  .node_count = k->count,
                  .class_count = {people->class_count[SIDE_OWN], people->class_count[SIDE_OTHER]},
                  .scores = people->scores};
    r->class_of = arena_alloc(&k->arena, k->count, sizeof *r->class_of);
    r->rank = arena_alloc(&k->arena, k->count, sizeof *r->rank);
    r->priority = arena_alloc(&k->arena, k->count, sizeof *r->priority);
    r->special_start = arena_alloc(&k->arena, (size_t)k->own_count + 1, sizeof *r->special_start);
    if (r->class_of == NULL || r->rank == NULL || r->priority == NULL || r->special_start == NULL) {
        return false;
    }
    for (uint32_t group = 0; group < k->count; group++) {
        const keyed *first = &k->order[k->start[group]];
        r->class_of[group] = first->class;
        r->priority[group] = people->priority[first->node];
    }
    return list_members(k, SIDE_OWN) && list_members(k, SIDE_OTHER);
}

// What the first member has of an array of people's prices.
static int64_t *prices_of_groups(groups *k, const int64_t *people) {
    int64_t *prices = arena_alloc(&k->arena, k->count, sizeof *prices);
    for (uint32_t group = 0; prices != NULL && group < k->count; group++) {
        prices[group] = people[k->order[k->start[group]].node];
    }
    return prices;
}

static bool make_face(groups *k) {
    const face *people = k->people->face;
    face *f = &k->face;
    *f = (face){
        .roster = &k->roster, .memory = memory_of(k), .fold_count = people->fold_count, .banned = people->banned};
    f->low = arena_alloc(&k->arena, k->count, sizeof *f->low);
    f->high = arena_alloc(&k->arena, k->count, sizeof *f->high);
    f->first_filled = arena_alloc(&k->arena, k->count, sizeof *f->first_filled);
    f->folds = arena_alloc(&k->arena, people->fold_count, sizeof *f->folds);
    bool enough = f->low != NULL && f->high != NULL && f->first_filled != NULL && f->folds != NULL;
    for (uint32_t held = 0; enough && held < people->fold_count; held++) {
        f->folds[held] = people->folds[held];
        f->folds[held].price = prices_of_groups(k, people->folds[held].price);
        enough = f->folds[held].price != NULL;
    }
    if (enough && people->scored_price != NULL) {
        f->scored_price = prices_of_groups(k, people->scored_price);
        enough = f->scored_price != NULL;
    }
    for (uint32_t group = 0; enough && group < k->count; group++) {
        for (uint32_t at = k->start[group]; at < k->start[group + 1]; at++) {
            f->low[group] += people->low[k->order[at].node];
            f->high[group] += people->high[k->order[at].node];
        }
    }
    return enough;
}

static bool make_rewards(groups *k) {
    const workshop *w = k->people;
    k->workshop.rewarded = arena_alloc(&k->arena, k->count, sizeof *k->workshop.rewarded);
    for (uint32_t group = 0; k->workshop.rewarded != NULL && group < k->count; group++) {
        for (uint32_t at = k->start[group]; at < k->start[group + 1]; at++) {
            k->workshop.rewarded[group] += face_rewards(w->face, k->order[at].node);
        }
    }
    return k->workshop.rewarded != NULL;
}

static int compare_free_pairs(const void *a, const void *b) {
    const free_pair *x = a, *y = b;
    if (x->own != y->own) {
        return x->own < y->own ? -1 : 1;
    }
    return (x->other > y->other) - (x->other < y->other);
}

// The pairing in hand between groups: with it, what earlier goals ask for can be had.
static bool make_arcs(groups *k) {
    const network *people = k->people->network;
    network *n = k->workshop.network;
    free_pair *pairs = arena_alloc(&k->arena, people->arc_count, sizeof *pairs);
    if (pairs == NULL) {
        return false;
    }
    uint32_t count = 0;
    for (uint32_t number = 0; number < people->arc_count; number++) {
        const arc *a = &people->arcs[number];
        if (a->flow > 0) {
            pairs[count++] =
                (free_pair){.own = k->group_of[a->node[0]], .other = k->group_of[a->node[1]], .score_bp = a->score_bp};
        }
    }
    qsort(pairs, count, sizeof *pairs, compare_free_pairs);
    for (uint32_t at = 0; at < count; at++) {
        const bool is_new = at == 0 || compare_free_pairs(&pairs[at], &pairs[at - 1]) != 0;
        if (is_new && !network_add(n, pairs[at].own, pairs[at].other, pairs[at].score_bp, false)) {
            return false;
        }
        n->arcs[n->arc_count - 1].flow++;
    }
    return network_index(n);
}

static status make_workshop(groups *k) {
    workshop *w = &k->workshop;
    context *c = k->people->c;
    *w = (workshop){
        .c = c, .pace = k->people->pace, .roster = &k->roster, .face = &k->face, .options = k->people->options};
    w->options.grouping = GROUPING_NEVER;
    w->dealt.memory = memory_of(k);
    if (!make_roster(k) || !make_face(k) || !make_rewards(k)) {
        return context_no_memory(c, WHERE);
    }
    TRY(network_create(&w->network, c, k->own_count, k->count - k->own_count));
    w->network->low = k->face.low;
    w->network->high = k->face.high;
    w->network->many = true;
    TRY(paths_create(&w->paths, c, k->count, k->people->paths->many));
    TRY(vertex_create(&w->vertex, c, k->count));
    const bool room_to_harvest = harvest_make(&w->harvest, memory_of(k), k->own_count, PAIRS_AT_ONCE);
    const bool room_to_sieve = sieve_make(&w->sieve, memory_of(k), &k->roster, &k->face, w->network);
    return room_to_harvest && room_to_sieve && make_arcs(k) ? STATUS_OK : context_no_memory(c, WHERE);
}

static void close_groups(groups *k) {
    workshop *w = &k->workshop;
    if (w->c != NULL) {
        sieve_free(&w->sieve, memory_of(k));
        harvest_free(&w->harvest, memory_of(k));
        paths_free(w->paths, memory_of(k));
        vertex_free(w->vertex, memory_of(k));
        network_free(w->network);
        free_pairs_free(&w->dealt);
    }
    arena_free(&k->arena);
}

// ---- back to people ---------------------------------------------------------------------------------------------

typedef struct dealer {
    groups *groups;
    int32_t *left;  // [nodes of people]: places not dealt yet
    uint32_t *next; // [groups]: nobody in order before this has any left
} dealer;

static void skip_served(dealer *d, uint32_t group) {
    const groups *k = d->groups;
    while (d->next[group] < k->start[group + 1] && d->left[k->order[d->next[group]].node] == 0) {
        d->next[group]++;
    }
}

// Somebody of the far group for `own`, from `*at` on; NONE: nobody.
static uint32_t find_partner(const dealer *d, uint32_t own, uint32_t end, uint32_t *at, int16_t score_bp) {
    const groups *k = d->groups;
    const workshop *w = k->people;
    for (; *at < end; (*at)++) {
        const uint32_t other = k->order[*at].node;
        if (d->left[other] > 0 && roster_ordinary(w->roster, own, other) &&
            face_free_pair(w->face, own, other, score_bp)) {
            (*at)++;
            return other;
        }
    }
    return NONE;
}

// Deals the units of one arc between groups out to members in order; what does not fit is left.
static bool deal_arc(dealer *d, const arc *a) {
    const groups *k = d->groups;
    workshop *w = k->people;
    // Not the arc's score: it may stand for a pair that is an exception among its classes.
    const int16_t score_bp =
        roster_class_score(w->roster, k->roster.class_of[a->node[0]], k->roster.class_of[a->node[1]]);
    int32_t units = score_bp < 0 || face_banned(w->face, score_bp) ? 0 : a->flow;
    skip_served(d, a->node[0]);
    for (uint32_t at = d->next[a->node[0]]; at < k->start[a->node[0] + 1] && units > 0; at++) {
        const uint32_t own = k->order[at].node;
        skip_served(d, a->node[1]);
        uint32_t from = d->next[a->node[1]], other;
        // Each time farther on: the same two are one pair only.
        while (units > 0 && d->left[own] > 0 &&
               (other = find_partner(d, own, k->start[a->node[1] + 1], &from, score_bp)) != NONE) {
            if (!free_pairs_append(&w->dealt, (free_pair){.own = own, .other = other, .score_bp = score_bp})) {
                return false;
            }
            d->left[own]--;
            d->left[other]--;
            units--;
        }
    }
    return true;
}

static bool deal(groups *k) {
    workshop *w = k->people;
    const network *n = k->workshop.network;
    dealer d = {.groups = k,
                .left = arena_array(&k->arena, w->face->high, w->roster->node_count, sizeof *w->face->high),
                .next = arena_array(&k->arena, k->start, k->count, sizeof *k->start)};
    bool enough = d.left != NULL && d.next != NULL;
    for (uint32_t number = 0; enough && number < n->arc_count; number++) {
        enough = n->arcs[number].flow == 0 || deal_arc(&d, &n->arcs[number]);
    }
    for (uint32_t node = 0; enough && node < w->roster->node_count; node++) {
        w->network->price[node] = k->group_of[node] == NONE ? 0 : n->price[k->group_of[node]];
    }
    return enough;
}

// ---- the whole --------------------------------------------------------------------------------------------------

// Draw weights and kept pairs are not alike for a group; winding up has no time for it.
static bool can_group(const workshop *w, const goal *g) {
    const bool large = w->options.grouping == GROUPING_ALWAYS || w->roster->own_count >= PEOPLE_FEW;
    return w->options.grouping != GROUPING_NEVER && large && !w->pace.deaf && g->weight.draw_keys == NULL &&
           g->weight.kept == 0;
}

static status solve_and_deal(groups *k, const goal *g, grouped_solver *solve) {
    workshop *w = k->people;
    TRY(make_workshop(k));
    const status result = solve(&k->workshop, g);
    w->pace = k->workshop.pace;
    TRY(result);
    return deal(k) ? STATUS_OK : context_no_memory(w->c, WHERE);
}

status grouped_start(workshop *w, const goal *g, grouped_solver *solve) {
    if (!can_group(w, g)) {
        return STATUS_OK;
    }
    groups k = {.people = w, .arena = arena_over(&w->c->memory)};
    uint32_t open = 0;
    status result = find_groups(&k, &open) ? STATUS_OK : context_no_memory(w->c, WHERE);
    if (result == STATUS_OK && (k.count * MEMBERS_FEW <= open || w->options.grouping == GROUPING_ALWAYS)) {
        result = solve_and_deal(&k, g, solve);
    }
    close_groups(&k);
    return result;
}
