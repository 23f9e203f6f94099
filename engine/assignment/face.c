// Restriction to optimal faces, and the folding of prices.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "assignment/face.h"

#include <string.h>

static const char WHERE[] = "assignment/face";

// ---- life -------------------------------------------------------------------------------------------------------

static bool add_fixed(face *f, fixed_pair pair) {
    if (!memory_reserve(f->memory, &f->fixed, &f->fixed_capacity, (size_t)f->fixed_count + 1, sizeof *f->fixed)) {
        return false;
    }
    f->fixed[f->fixed_count++] = pair;
    f->first_filled[pair.own] = true;
    f->first_filled[pair.other] = true;
    return true;
}

static bool was_previous(const problem *p, couple pair) {
    size_t low = 0, high = p->previous_count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const couple *seen = &p->previous[middle];
        if (seen->mentee < pair.mentee || (seen->mentee == pair.mentee && seen->mentor < pair.mentor)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < p->previous_count && p->previous[low].mentee == pair.mentee && p->previous[low].mentor == pair.mentor;
}

static bool fix_pins(face *f) {
    const roster *r = f->roster;
    const problem *p = r->problem;
    for (size_t k = 0; k < p->pin_count; k++) {
        const uint32_t mentee = roster_node(r, ROLE_MENTEE, p->pins[k].couple.mentee);
        const uint32_t mentor = roster_node(r, ROLE_MENTOR, p->pins[k].couple.mentor);
        const bool own_is_mentee = r->role_of[SIDE_OWN] == ROLE_MENTEE;
        const fixed_pair pair = {.own = own_is_mentee ? mentee : mentor,
                                 .other = own_is_mentee ? mentor : mentee,
                                 .score_bp = p->pins[k].score_bp,
                                 .kept = was_previous(p, p->pins[k].couple),
                                 .pinned = true};
        if (!add_fixed(f, pair)) {
            return false;
        }
    }
    return true;
}

status face_create(face **out, context *c, const roster *r) {
    memory *m = &c->memory;
    face *f = memory_alloc(m, 1, sizeof *f);
    if (f == NULL) {
        return context_no_memory(c, WHERE);
    }
    f->roster = r;
    f->memory = m;
    f->low = memory_alloc(m, r->node_count, sizeof *f->low);
    f->high = memory_alloc(m, r->node_count, sizeof *f->high);
    f->told = memory_alloc(m, r->node_count, sizeof *f->told);
    f->first_filled = memory_alloc(m, r->node_count, sizeof *f->first_filled);
    if (f->low == NULL || f->high == NULL || f->told == NULL || f->first_filled == NULL || !fix_pins(f)) {
        face_free(f);
        return context_no_memory(c, WHERE);
    }
    memcpy(f->high, r->places, r->node_count * sizeof *f->high);
    *out = f;
    return STATUS_OK;
}

void face_free(face *f) {
    if (f == NULL) {
        return;
    }
    memory *m = f->memory;
    for (uint32_t k = 0; k < f->fold_count; k++) {
        memory_free(m, f->folds[k].price);
        // A fold's own table; the cast takes back the promise not to write that readers are given.
        memory_free(m, (void *)f->folds[k].weight.by_score);
    }
    memory_free(m, f->folds);
    memory_free(m, f->fixed);
    memory_free(m, f->banned);
    memory_free(m, f->scored_price);
    memory_free(m, f->low);
    memory_free(m, f->high);
    memory_free(m, f->told);
    memory_free(m, f->first_filled);
    memory_free(m, f);
}

// ---- folds ------------------------------------------------------------------------------------------------------

bool face_holds(const face *f, uint32_t own, uint32_t other, int16_t score_bp, bool kept) {
    for (uint32_t k = 0; k < f->fold_count; k++) {
        const fold *held = &f->folds[k];
        if (weighting_of_pair(&held->weight, f->roster, own, other, score_bp, kept) !=
            held->price[own] + held->price[other]) {
            return false;
        }
    }
    return true;
}

static int64_t magnitude(int64_t a) {
    return a < 0 ? -a : a;
}

static int64_t larger(int64_t a, int64_t b) {
    return a > b ? a : b;
}

int64_t face_reach(const face *f, const weighting *w, const int64_t *price) {
    const roster *r = f->roster;
    int64_t most[SIDE_COUNT] = {0};
    for (uint32_t node = 0; node < r->node_count; node++) {
        if (face_open(f, node)) {
            const side at = roster_side(r, node);
            most[at] = larger(most[at], magnitude(price[node]));
        }
    }
    return larger(magnitude(w->lowest), magnitude(w->highest)) + most[SIDE_OWN] + most[SIDE_OTHER];
}

bool face_combine(weighting *out, int64_t *factor, const fold *held, const weighting *goal, int64_t reach,
                  int64_t *table) {
    const weighting *w = &held->weight;
    const int64_t by = 2 * reach + 1;
    int64_t largest;
    if (w->draw_keys != NULL || reach > FOLD_LIMIT / 4 || !fixed_multiply(&largest, held->reach + 1, by) ||
        largest > FOLD_LIMIT) {
        return false;
    }
    *factor = by;
    *out = (weighting){.every = w->every * by + goal->every,
                       .priority = w->priority * by + goal->priority,
                       .score = w->score * by + goal->score,
                       .kept = w->kept * by + goal->kept,
                       .draw_keys = goal->draw_keys,
                       .lowest = w->lowest * by + goal->lowest,
                       .highest = w->highest * by + goal->highest};
    if (w->by_score != NULL || goal->by_score != NULL) {
        for (int32_t score_bp = 0; score_bp < SCORES; score_bp++) {
            const int64_t before = w->by_score == NULL ? 0 : w->by_score[score_bp];
            table[score_bp] = before * by + (goal->by_score == NULL ? 0 : goal->by_score[score_bp]);
        }
        out->by_score = table;
    }
    return true;
}

// The goal as a fold of its own.
static status add_fold(face *f, context *c, const weighting *w, const int64_t *price, int64_t reach) {
    memory *m = f->memory;
    const uint32_t nodes = f->roster->node_count;
    int64_t *prices = memory_alloc(m, nodes, sizeof *prices);
    int64_t *table = w->by_score == NULL ? NULL : memory_alloc(m, SCORES, sizeof *table);
    if (prices == NULL || (w->by_score != NULL && table == NULL) ||
        !memory_reserve(m, &f->folds, &f->fold_capacity, (size_t)f->fold_count + 1, sizeof *f->folds)) {
        memory_free(m, prices);
        memory_free(m, table);
        return context_no_memory(c, WHERE);
    }
    memcpy(prices, price, nodes * sizeof *prices);
    if (table != NULL) {
        memcpy(table, w->by_score, SCORES * sizeof *table);
    }
    fold *added = &f->folds[f->fold_count++];
    *added = (fold){.weight = *w, .price = prices, .reach = reach};
    added->weight.by_score = table;
    return STATUS_OK;
}

static status keep_scored_prices(face *f, context *c, const weighting *w, const int64_t *price) {
    const size_t nodes = f->roster->node_count;
    if (!weighting_is_score(w)) {
        return STATUS_OK;
    }
    if (f->scored_price == NULL) {
        f->scored_price = memory_alloc(f->memory, nodes, sizeof *f->scored_price);
        if (f->scored_price == NULL) {
            return context_no_memory(c, WHERE);
        }
    }
    memcpy(f->scored_price, price, nodes * sizeof *price);
    return STATUS_OK;
}

// Keeps a goal's prices for judging pairs: folded into the last fold where that is possible.
static status hold(face *f, context *c, const weighting *w, const int64_t *price) {
    const int64_t reach = face_reach(f, w, price);
    if (f->fold_count == 0 || w->draw_keys != NULL) {
        return add_fold(f, c, w, price, reach);
    }
    fold *last = &f->folds[f->fold_count - 1];
    int64_t *table = NULL;
    if (last->weight.by_score != NULL || w->by_score != NULL) {
        table = memory_alloc(f->memory, SCORES, sizeof *table);
        if (table == NULL) {
            return context_no_memory(c, WHERE);
        }
    }
    weighting both;
    int64_t factor;
    if (!face_combine(&both, &factor, last, w, reach, table)) {
        memory_free(f->memory, table);
        return add_fold(f, c, w, price, reach);
    }
    memory_free(f->memory, (void *)last->weight.by_score);
    last->weight = both;
    last->reach = last->reach * factor + reach;
    for (uint32_t node = 0; node < f->roster->node_count; node++) {
        // Nobody asks for the prices of closed people, which could be large.
        last->price[node] = face_open(f, node) ? last->price[node] * factor + price[node] : 0;
    }
    return STATUS_OK;
}

// ---- restriction ------------------------------------------------------------------------------------------------

static void restrict_loads(face *f, const network *n) {
    for (uint32_t node = 0; node < n->node_count; node++) {
        while (f->low[node] < f->high[node] && n->price[node] > network_threshold(n, node, f->low[node])) {
            f->low[node]++;
        }
        while (f->low[node] < f->high[node] && n->price[node] < network_threshold(n, node, f->high[node] - 1)) {
            f->high[node]--;
        }
    }
}

static status take_out_forced(face *f, context *c, const arc *a) {
    if (!add_fixed(f, (fixed_pair){.own = a->node[0], .other = a->node[1], .score_bp = a->score_bp, .kept = a->kept})) {
        return context_no_memory(c, WHERE);
    }
    for (int end = 0; end < 2; end++) {
        const uint32_t node = a->node[end];
        if (f->high[node] == 0) {
            return context_fail(c, STATUS_INTERNAL, WHERE, "more forced pairs than places");
        }
        f->high[node]--;
        f->low[node] -= f->low[node] > 0;
    }
    return STATUS_OK;
}

status face_restrict(face *f, context *c, network *n, const weighting *w) {
    // Prices are held while everybody who had a say in the goal is still open.
    TRY(hold(f, c, w, n->price));
    TRY(keep_scored_prices(f, c, w, n->price));
    bool *keep = memory_alloc(f->memory, n->arc_count, sizeof *keep);
    if (keep == NULL) {
        return context_no_memory(c, WHERE);
    }
    status result = STATUS_OK;
    restrict_loads(f, n);
    for (uint32_t k = 0; k < n->arc_count && result == STATUS_OK; k++) {
        const int64_t reduced_cost = network_reduced_cost(n, &n->arcs[k]);
        keep[k] = reduced_cost == 0;
        if (reduced_cost > 0) {
            result = take_out_forced(f, c, &n->arcs[k]);
        }
    }
    for (uint32_t k = 0; k < n->arc_count; k++) {
        // An empty arc would be found again if it were needed; kept pairs are not looked for, and none where all are
        // arcs.
        const arc *a = &n->arcs[k];
        keep[k] =
            keep[k] && (a->flow > 0 || a->kept || n->complete) && face_open(f, a->node[0]) && face_open(f, a->node[1]);
    }
    network_drop(n, keep);
    memory_free(f->memory, keep);
    return result;
}

status face_trim(const face *f, context *c, network *n) {
    bool *keep = memory_alloc(f->memory, n->arc_count, sizeof *keep);
    if (keep == NULL) {
        return context_no_memory(c, WHERE);
    }
    for (uint32_t k = 0; k < n->arc_count; k++) {
        keep[k] = n->arcs[k].flow > 0 || ((n->arcs[k].kept || n->complete) && !face_banned(f, n->arcs[k].score_bp));
    }
    network_drop(n, keep);
    memory_free(f->memory, keep);
    return STATUS_OK;
}

status face_ban(face *f, context *c, int32_t from_bp, int32_t below_bp) {
    if (f->banned == NULL) {
        f->banned = memory_alloc(f->memory, SCORES, sizeof *f->banned);
        if (f->banned == NULL) {
            return context_no_memory(c, WHERE);
        }
    }
    for (int32_t score_bp = from_bp; score_bp < below_bp && score_bp < SCORES; score_bp++) {
        f->banned[score_bp] = true;
    }
    return STATUS_OK;
}
