// SPDX-License-Identifier: GPL-3.0-or-later
#include "assignment/ledger.h"

#include <stdlib.h>
#include <string.h>

static const char WHERE[] = "assignment/ledger";

status ledger_open(ledger *l, const workshop *w) {
    memory *m = &w->c->memory;
    solution *s = memory_alloc(m, 1, sizeof *s);
    if (s == NULL) {
        return context_no_memory(w->c, WHERE);
    }
    s->arena = arena_over(m);
    *l = (ledger){.w = w, .solution = s};
    return STATUS_OK;
}

// ---- values -----------------------------------------------------------------------------------------------------

// What fixed pairs weigh, and mentors whose first mentee is settled.
static int64_t settled_value(const ledger *l, const goal *g) {
    const face *f = l->w->face;
    const roster *r = l->w->roster;
    int64_t sum = 0;
    for (uint32_t k = 0; k < f->fixed_count; k++) {
        const fixed_pair *pair = &f->fixed[k];
        sum += weighting_of_pair(&g->weight, r, pair->own, pair->other, pair->score_bp, pair->kept);
    }
    for (uint32_t node = 0; g->rewards_mentors && node < r->node_count; node++) {
        const bool is_mentor = r->role_of[roster_side(r, node)] == ROLE_MENTOR;
        sum += is_mentor && (f->first_filled[node] || f->low[node] > 0);
    }
    return sum;
}

int64_t ledger_value(const ledger *l, const goal *g) {
    return settled_value(l, g) + network_weight(l->w->network);
}

// The most that a person adds at their price.
static int64_t node_bound(const network *n, uint32_t node) {
    const int64_t price = n->price[node];
    int64_t most = price > 0 ? price * n->high[node] : price * n->low[node];
    if (n->rewarded != NULL && n->rewarded[node] > 0) {
        const int64_t one = price + 1, full = price * n->high[node] + 1; // beside 0 for none
        most = one > full ? one : full;
        most = most > 0 ? most : 0;
    }
    return most;
}

int64_t ledger_bound(const ledger *l, const goal *g) {
    const network *n = l->w->network;
    int64_t sum = settled_value(l, g);
    for (uint32_t node = 0; node < n->node_count; node++) {
        sum += face_open(l->w->face, node) ? node_bound(n, node) : 0;
    }
    for (uint32_t k = 0; k < n->arc_count; k++) {
        const int64_t reduced_cost = network_reduced_cost(n, &n->arcs[k]);
        sum += reduced_cost > 0 ? reduced_cost : 0;
    }
    return sum;
}

// ---- entries ----------------------------------------------------------------------------------------------------

// Room for one more, the array copied into a place twice as large when it is full.
static void *grown(arena *a, void *items, uint32_t count, uint32_t *room, size_t size) {
    if (count < *room) {
        return items;
    }
    const uint32_t wanted = *room == 0 ? 16 : 2 * *room;
    void *larger = arena_alloc(a, wanted, size);
    if (larger != NULL) {
        if (count > 0) {
            memcpy(larger, items, count * size);
        }
        *room = wanted;
    }
    return larger;
}

status ledger_add_level(ledger *l, level_result result) {
    solution *s = l->solution;
    level_result *levels = grown(&s->arena, s->levels, s->level_count, &l->level_room, sizeof *levels);
    if (levels == NULL) {
        return context_no_memory(l->w->c, WHERE);
    }
    s->levels = levels;
    levels[s->level_count++] = result;
    return STATUS_OK;
}

// Beyond every weight and every price of the far side, so that all pairs of a closed person fall below 0.
static void closing_prices(int64_t *out, const ledger *l, const goal *g) {
    const roster *r = l->w->roster;
    const network *n = l->w->network;
    int64_t lowest[SIDE_COUNT] = {0};
    for (uint32_t node = 0; node < r->node_count; node++) {
        const side at = roster_side(r, node);
        if (face_open(l->w->face, node) && n->price[node] < lowest[at]) {
            lowest[at] = n->price[node];
        }
    }
    out[SIDE_OWN] = g->weight.highest + 1 - lowest[SIDE_OTHER];
    out[SIDE_OTHER] = g->weight.highest + 1 - lowest[SIDE_OWN];
}

static status add_proof(ledger *l, const goal *g, level_proof **out) {
    solution *s = l->solution;
    level_proof *proofs = grown(&s->arena, s->proofs, s->proof_count, &l->proof_room, sizeof *proofs);
    if (proofs == NULL) {
        return context_no_memory(l->w->c, WHERE);
    }
    s->proofs = proofs;
    level_proof proof = {.level = g->level, .t = g->t, .round = g->round};
    for (role who = ROLE_MENTOR; who < ROLE_COUNT; who++) {
        proof.prices[who] = arena_alloc(&s->arena, l->w->roster->problem->count[who], sizeof *proof.prices[who]);
        if (proof.prices[who] == NULL) {
            return context_no_memory(l->w->c, WHERE);
        }
    }
    proofs[s->proof_count] = proof;
    *out = &proofs[s->proof_count++];
    return STATUS_OK;
}

status ledger_add_empty_proof(ledger *l, const goal *g) {
    level_proof *proof;
    return add_proof(l, g, &proof);
}

status ledger_add_proof(ledger *l, const goal *g, bool settles) {
    const roster *r = l->w->roster;
    face *f = l->w->face;
    level_proof *proof;
    TRY(add_proof(l, g, &proof));
    int64_t closing[SIDE_COUNT];
    closing_prices(closing, l, g);
    for (uint32_t node = 0; node < r->node_count; node++) {
        const side at = roster_side(r, node);
        int64_t price = l->w->network->price[node];
        if (!face_open(f, node)) {
            price = f->told[node] ? 0 : closing[at];
            f->told[node] = f->told[node] || settles;
        }
        proof->prices[r->role_of[at]][roster_number(r, node)] = price;
    }
    return STATUS_OK;
}

// ---- the pairing ------------------------------------------------------------------------------------------------

static int compare_couples(const void *a, const void *b) {
    const couple *x = a, *y = b;
    if (x->mentee != y->mentee) {
        return x->mentee < y->mentee ? -1 : 1;
    }
    return (x->mentor > y->mentor) - (x->mentor < y->mentor);
}

status ledger_close(ledger *l, stopped how) {
    solution *s = l->solution;
    const roster *r = l->w->roster;
    const face *f = l->w->face;
    const network *n = l->w->network;
    size_t count = f->fixed_count;
    for (uint32_t k = 0; k < n->arc_count; k++) {
        count += n->arcs[k].flow > 0;
    }
    s->pairs = arena_alloc(&s->arena, count, sizeof *s->pairs);
    if (s->pairs == NULL) {
        return context_no_memory(l->w->c, WHERE);
    }
    for (uint32_t k = 0; k < f->fixed_count; k++) {
        s->pairs[s->pair_count++] = roster_couple(r, f->fixed[k].own, f->fixed[k].other);
    }
    for (uint32_t k = 0; k < n->arc_count; k++) {
        if (n->arcs[k].flow > 0) {
            s->pairs[s->pair_count++] = roster_couple(r, n->arcs[k].node[0], n->arcs[k].node[1]);
        }
    }
    qsort(s->pairs, s->pair_count, sizeof *s->pairs, compare_couples);
    s->stopped = how;
    return STATUS_OK;
}
