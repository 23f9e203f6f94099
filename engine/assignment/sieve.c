// SPDX-License-Identifier: GPL-3.0-or-later
#include "assignment/sieve.h"

enum { DRAW_WEIGHT_MOST = 65535, GLANCE_FAR = 1 << 29, BLOCK = 16, PORTION = 32 * BLOCK };

bool sieve_make(sieve *s, memory *m, const roster *r, const face *f, const network *n) {
    *s = (sieve){.roster = r, .face = f, .network = n};
    s->price = memory_alloc(m, r->node_count, sizeof *s->price);
    s->table = memory_alloc(m, SCORES, sizeof *s->table);
    s->scratch = memory_alloc(m, r->class_count[SIDE_OTHER], sizeof *s->scratch);
    s->hits = memory_alloc(m, PORTION, sizeof *s->hits);
    bool enough = s->price != NULL && s->table != NULL && s->scratch != NULL && s->hits != NULL;
    for (side at = SIDE_OWN; at < SIDE_COUNT; at++) {
        s->lowest[at] = memory_alloc(m, r->class_count[at], sizeof *s->lowest[at]);
        s->glance[at] = memory_alloc(m, r->class_count[at], sizeof *s->glance[at]);
        enough = enough && s->lowest[at] != NULL && s->glance[at] != NULL;
    }
    return enough;
}

void sieve_free(sieve *s, memory *m) {
    memory_free(m, s->price);
    memory_free(m, s->table);
    memory_free(m, s->scratch);
    memory_free(m, s->hits);
    for (side at = SIDE_OWN; at < SIDE_COUNT; at++) {
        memory_free(m, s->lowest[at]);
        memory_free(m, s->glance[at]);
    }
}

// ---- what passes ------------------------------------------------------------------------------------------------

// Folded prices: held × factor + goal × share.
static void set_prices(sieve *s, const int64_t *held, int64_t factor, int64_t share) {
    const roster *r = s->roster;
    for (side at = SIDE_OWN; at < SIDE_COUNT; at++) {
        for (uint32_t k = 0; k < r->class_count[at]; k++) {
            s->lowest[at][k] = SIEVE_FAR;
        }
    }
    for (uint32_t node = 0; node < r->node_count; node++) {
        if (!face_open(s->face, node)) {
            s->price[node] = SIEVE_FAR;
            continue;
        }
        int64_t price = held == NULL ? 0 : held[node] * factor;
        price += share * s->network->price[node] - (r->priority[node] ? s->weight.priority : 0);
        s->price[node] = price;
        int64_t *lowest = &s->lowest[roster_side(r, node)][r->class_of[node]];
        *lowest = price < *lowest ? price : *lowest;
    }
}

// The lowest prices of each class at one goal, at which a pair weighs (score & mask) at most.
static void set_glance(sieve *s, const int64_t *price, int32_t mask, int32_t above) {
    const roster *r = s->roster;
    for (side at = SIDE_OWN; at < SIDE_COUNT; at++) {
        for (uint32_t k = 0; k < r->class_count[at]; k++) {
            s->glance[at][k] = GLANCE_FAR;
        }
    }
    s->glance_mask = mask;
    s->glance_above = above;
    s->has_glance = true;
    for (uint32_t node = 0; node < r->node_count && s->has_glance; node++) {
        if (face_open(s->face, node)) {
            s->has_glance = price[node] > -GLANCE_FAR && price[node] < GLANCE_FAR;
            int32_t *lowest = &s->glance[roster_side(r, node)][r->class_of[node]];
            *lowest = s->has_glance && price[node] < *lowest ? (int32_t)price[node] : *lowest;
        }
    }
}

void sieve_for_free(sieve *s) {
    const face *f = s->face;
    s->goal = NULL;
    s->above = -1;
    s->exact_to = -1;
    s->weight = (weighting){0};
    if (f->fold_count > 0) {
        s->weight = f->folds[0].weight;
    }
    s->draw_most = s->weight.draw_keys == NULL ? 0 : DRAW_WEIGHT_MOST;
    s->free_exact = f->fold_count <= 1 && s->draw_most == 0;
    set_prices(s, f->fold_count == 0 ? NULL : f->folds[0].price, 1, 0);
    s->has_glance = false;
    if (f->scored_price != NULL) {
        set_glance(s, f->scored_price, -1, -1); // a free pair is at 0 there
    }
}

void sieve_for_violations(sieve *s, const weighting *goal) {
    const face *f = s->face;
    const int64_t reach = face_reach(f, goal, s->network->price);
    int64_t factor = 0;
    if (f->fold_count == 0) {
        s->weight = *goal;
    } else if (!face_combine(&s->weight, &factor, &f->folds[0], goal, reach, s->table)) {
        sieve_for_free(s);
        s->goal = goal;
        return;
    }
    const bool drawn = goal->draw_keys != NULL;
    s->goal = goal;
    s->above = 0;
    s->exact_to = f->fold_count <= 1 ? reach : -1;
    s->draw_most = drawn ? DRAW_WEIGHT_MOST : 0;
    set_prices(s, f->fold_count == 0 ? NULL : f->folds[0].price, factor, 1);
    s->has_glance = false;
    if (drawn && f->scored_price != NULL) {
        set_glance(s, f->scored_price, -1, -1);
    } else if (!drawn && weighting_is_score(goal)) {
        set_glance(s, s->network->price, -1, 0);
    } else if (!drawn) {
        set_glance(s, s->network->price, 0, -(int32_t)goal->highest); // as if every pair weighed as much as can be
    }
}

// ---- rows -------------------------------------------------------------------------------------------------------

static void look(sieve *s, int64_t lowest_own, uint32_t other_class) {
    const int16_t score_bp = s->row[other_class];
    if (score_bp >= 0 && sieve_weight(s, score_bp) - lowest_own - s->lowest[SIDE_OTHER][other_class] > s->above &&
        !face_banned(s->face, score_bp)) {
        s->hits[s->hit_count++] = other_class;
    }
}

// Whether a whole block can be passed over. Plain enough to be done in a few vector instructions.
static bool nothing_at_a_glance(const int16_t *row, const int32_t *lowest, int32_t mask, int32_t above) {
    int32_t some = 0;
    for (int k = 0; k < BLOCK; k++) {
        some |= (row[k] & mask) - lowest[k] > above;
    }
    return some == 0;
}

static void look_along(sieve *s, uint32_t from, uint32_t to) {
    const int64_t lowest_own = s->lowest[SIDE_OWN][s->own_class];
    uint32_t at = from;
    if (s->has_glance) {
        const int32_t above = s->glance_above + s->glance[SIDE_OWN][s->own_class];
        for (; at + BLOCK <= to; at += BLOCK) {
            if (nothing_at_a_glance(s->row + at, s->glance[SIDE_OTHER] + at, s->glance_mask, above)) {
                continue;
            }
            for (uint32_t k = at; k < at + BLOCK; k++) {
                look(s, lowest_own, k);
            }
        }
    }
    for (; at < to; at++) {
        look(s, lowest_own, at);
    }
}

bool sieve_begin(sieve *s, uint32_t own_class) {
    s->own_class = own_class;
    s->looked_at = 0;
    s->hit_count = 0;
    if (s->lowest[SIDE_OWN][own_class] == SIEVE_FAR) {
        return false;
    }
    s->row = roster_row(s->roster, own_class, s->scratch);
    return true;
}

bool sieve_more(sieve *s) {
    const uint32_t classes = s->roster->class_count[SIDE_OTHER], begin = roster_spread(s->own_class, classes);
    for (s->hit_count = 0; s->hit_count == 0 && s->looked_at < classes;) {
        // From `begin` to the end, then what is before it.
        const uint32_t turn = classes - begin;
        const uint32_t from = s->looked_at < turn ? begin + s->looked_at : s->looked_at - turn;
        const uint32_t end = s->looked_at < turn ? classes : begin;
        const uint32_t to = end - from < PORTION ? end : from + PORTION;
        look_along(s, from, to);
        s->looked_at += to - from;
    }
    return s->hit_count > 0;
}

int64_t sieve_reduced_cost(const sieve *s, uint32_t own, uint32_t other, int16_t score_bp) {
    if (face_banned(s->face, score_bp) || !face_free_pair(s->face, own, other, score_bp)) {
        return INT64_MIN;
    }
    const int64_t prices = s->network->price[own] + s->network->price[other];
    return weighting_of_pair(s->goal, s->roster, own, other, score_bp, false) - prices;
}
