// SPDX-License-Identifier: GPL-3.0-or-later
#include "assignment/candidates.h"

static const char WHERE[] = "assignment/candidates";

status candidates_add_kept(network *n, context *c, const face *f) {
    const roster *r = f->roster;
    for (uint32_t own = 0; own < r->own_count; own++) {
        for (size_t k = r->special_start[own]; k < r->special_start[own + 1]; k++) {
            const special *pair = &r->specials[k];
            if (pair->kept && face_open(f, own) && face_open(f, pair->other) && !face_banned(f, pair->score_bp) &&
                face_holds(f, own, pair->other, pair->score_bp, true) &&
                !network_add(n, own, pair->other, pair->score_bp, true)) {
                return context_no_memory(c, WHERE);
            }
        }
    }
    return STATUS_OK;
}

enum { BLOCK = 16, FLOOR_FAR = 1 << 29, MANY_PEOPLE = 1000, OF_OTHERS = 8 };

typedef struct picker {
    network *network;
    harvest *harvest;
    sieve *sieve;
    const weighting *goal;
    int32_t *floor;            // [other classes]: lowest price of an open member; FLOOR_FAR: there is none
    int64_t lowest;            // of all those
    int64_t most_beside_score; // what a pair of the person in hand may weigh beside what its score does
    int64_t bar;               // of the person in hand
    harvest *others;           // the best pairs of each other person, by their place on that side; NULL: not asked for
} picker;

// A pair that could clear the bar.
static void pick(picker *p, uint32_t own, uint32_t other, int16_t score_bp, bool ordinary) {
    const sieve *s = p->sieve;
    if (!face_open(s->face, other)) {
        return;
    }
    const int64_t gain = weighting_of_pair(p->goal, s->roster, own, other, score_bp, false) - p->network->price[other];
    const uint32_t at = other - s->roster->own_count;
    const bool for_other = p->others != NULL && gain > harvest_bar(p->others, at, INT64_MIN);
    const bool for_own = gain > p->bar;
    if (!for_own && !for_other) {
        return;
    }
    const int64_t folded = sieve_weight(s, score_bp) - s->price[own] - s->price[other];
    if (folded > s->above && sieve_is_free(s, own, other, score_bp, folded) &&
        (!ordinary || roster_ordinary(s->roster, own, other)) && !network_joins(p->network, own, other)) {
        if (for_own) {
            harvest_take(p->harvest, own, (gleaning){.rank = gain, .other = other, .score_bp = score_bp});
            p->bar = harvest_bar(p->harvest, own, INT64_MIN);
        }
        if (for_other) {
            harvest_take(p->others, at, (gleaning){.rank = gain, .other = own, .score_bp = score_bp});
        }
    }
}

// The class of the other side at that place of the row.
static void pick_at(picker *p, uint32_t own, uint32_t other_class) {
    const sieve *s = p->sieve;
    const roster *r = s->roster;
    const int16_t score_bp = s->row[other_class];
    const int64_t most = weighting_of_score(p->goal, score_bp) + p->most_beside_score - p->floor[other_class];
    if (score_bp < 0 || (most <= p->bar && p->others == NULL) || !sieve_could_pass(s, own, other_class, score_bp) ||
        face_banned(s->face, score_bp)) {
        return;
    }
    const uint32_t *members = r->members[SIDE_OTHER] + r->member_start[SIDE_OTHER][other_class];
    const uint32_t size = r->member_start[SIDE_OTHER][other_class + 1] - r->member_start[SIDE_OTHER][other_class];
    // People of one class take successive stretches; each class begins somewhere else.
    uint32_t at = size < 2 ? 0 : (r->rank[own] * p->harvest->most + r->class_of[own] * 7) % size;
    for (uint32_t k = 0; k < size; k++) {
        pick(p, own, members[at], score_bp, true);
        at = at + 1 == size ? 0 : at + 1;
    }
}

// Whether no score of a block, less the lowest price, is above the bar. Plain enough to be done in a few vector
// instructions.
static bool none_above(const int16_t *row, const int32_t *lowest, int32_t bar) {
    int32_t some = 0;
    for (int k = 0; k < BLOCK; k++) {
        some |= row[k] - lowest[k] > bar;
    }
    return some == 0;
}

// A stretch of the row by scores alone: what cannot clear the bar is passed over.
static void pick_along_scores(picker *p, uint32_t own, uint32_t from, uint32_t to) {
    const int16_t *row = p->sieve->row;
    for (uint32_t at = from; at < to;) {
        const uint32_t end = to - at < BLOCK ? to : at + BLOCK;
        if (end - at < BLOCK || p->bar < -FLOOR_FAR || !none_above(row + at, p->floor + at, (int32_t)p->bar)) {
            for (uint32_t k = at; k < end; k++) {
                if (row[k] - p->floor[k] > p->bar) {
                    pick_at(p, own, k);
                }
            }
        }
        at = end;
    }
}

static void pick_along(picker *p, uint32_t own, uint32_t from, uint32_t to) {
    if (weighting_is_score(p->goal)) {
        pick_along_scores(p, own, from, to);
        return;
    }
    for (uint32_t at = from; at < to && p->bar < p->goal->highest - p->lowest; at++) {
        pick_at(p, own, at);
    }
}

static void take_in_hand(picker *p, uint32_t own) {
    const roster *r = p->sieve->roster;
    // The other side's priority is not known yet: then the bound is loose, not wrong.
    const int64_t bonus = r->role_of[SIDE_OWN] == ROLE_MENTOR || r->priority[own] ? p->goal->priority : 0;
    p->most_beside_score = bonus + (p->goal->draw_keys == NULL ? 0 : p->goal->highest);
    p->bar = harvest_bar(p->harvest, own, INT64_MIN);
}

static void pick_specials(picker *p, uint32_t own) {
    const sieve *s = p->sieve;
    const roster *r = s->roster;
    for (size_t k = r->special_start[own]; k < r->special_start[own + 1]; k++) {
        const special *pair = &r->specials[k];
        if (pair->score_bp >= 0 && !pair->kept && !face_banned(s->face, pair->score_bp)) {
            pick(p, own, pair->other, pair->score_bp, false);
        }
    }
}

// By the weight that comes with the score, most of a row can be passed over.
static void pick_along_row(picker *p, uint32_t own) {
    // Of equal weights the first are kept, so everybody begins somewhere else.
    const uint32_t classes = p->sieve->roster->class_count[SIDE_OTHER], begin = roster_spread(own, classes);
    take_in_hand(p, own);
    pick_along(p, own, begin, classes);
    pick_along(p, own, 0, begin);
    pick_specials(p, own);
}

// Draw weights follow no score: every free pair counts, but there are few of these.
static void pick_hits(picker *p, uint32_t own) {
    take_in_hand(p, own);
    for (uint32_t k = 0; k < p->sieve->hit_count; k++) {
        pick_at(p, own, p->sieve->hits[k]);
    }
}

static void pick_for_class(picker *p, uint32_t own_class) {
    const roster *r = p->sieve->roster;
    const uint32_t *begin = r->members[SIDE_OWN] + r->member_start[SIDE_OWN][own_class];
    const uint32_t *end = r->members[SIDE_OWN] + r->member_start[SIDE_OWN][own_class + 1];
    if (!sieve_begin(p->sieve, own_class)) {
        return;
    }
    if (p->goal->draw_keys == NULL) {
        for (const uint32_t *own = begin; own < end; own++) {
            if (face_open(p->sieve->face, *own)) {
                pick_along_row(p, *own);
            }
        }
        return;
    }
    while (sieve_more(p->sieve)) {
        for (const uint32_t *own = begin; own < end; own++) {
            if (face_open(p->sieve->face, *own)) {
                pick_hits(p, *own);
            }
        }
    }
    for (const uint32_t *own = begin; own < end; own++) {
        if (face_open(p->sieve->face, *own)) {
            take_in_hand(p, *own);
            pick_specials(p, *own);
        }
    }
}

// The lowest price of each class of the other side, kept to what fits; start prices always do.
static void set_floor(picker *p) {
    const roster *r = p->sieve->roster;
    for (uint32_t k = 0; k < r->class_count[SIDE_OTHER]; k++) {
        p->floor[k] = FLOOR_FAR;
    }
    p->lowest = FLOOR_FAR;
    for (uint32_t other = r->own_count; other < r->node_count; other++) {
        if (face_open(p->sieve->face, other)) {
            const int64_t price = p->network->price[other];
            const int64_t fits = price < -FLOOR_FAR ? -FLOOR_FAR : price > FLOOR_FAR ? FLOOR_FAR : price;
            int32_t *floor = &p->floor[r->class_of[other]];
            *floor = fits < *floor ? (int32_t)fits : *floor;
            p->lowest = price < p->lowest ? price : p->lowest;
        }
    }
}

static status pick_all(picker *p, pacer *pace) {
    const roster *r = p->sieve->roster;
    set_floor(p);
    harvest_clear(p->harvest, r->own_count);
    sieve_for_free(p->sieve);
    for (uint32_t own_class = 0; own_class < r->class_count[SIDE_OWN]; own_class++) {
        const uint32_t members = r->member_start[SIDE_OWN][own_class + 1] - r->member_start[SIDE_OWN][own_class];
        TRY(pacer_step(pace, members * (1 + r->class_count[SIDE_OTHER] / 1000)));
        pick_for_class(p, own_class);
    }
    return STATUS_OK;
}

static status add_harvest(const harvest *h, uint32_t count, network *n, context *c, bool of_own) {
    for (uint32_t k = 0; k < count; k++) {
        for (uint32_t m = 0; m < h->count[k]; m++) {
            const gleaning *found = harvest_of(h, k) + m;
            const uint32_t own = of_own ? k : found->other, other = of_own ? found->other : n->own_count + k;
            if (!(of_own ? false : network_joins(n, own, other)) &&
                !network_add(n, own, other, found->score_bp, false)) {
                return context_no_memory(c, WHERE);
            }
        }
    }
    return STATUS_OK;
}

// Where weights follow no score, some people are nobody's best: their own best pairs are wanted too.
static status add_both(picker *p, context *c, pacer *pace) {
    network *n = p->network;
    const uint32_t others = n->node_count - n->own_count;
    harvest columns = {.room = 0};
    status result = STATUS_OK;
    if (p->goal->draw_keys != NULL && n->own_count >= MANY_PEOPLE) {
        p->others = &columns;
        result = harvest_make(&columns, &c->memory, others, OF_OTHERS) ? STATUS_OK : context_no_memory(c, WHERE);
    }
    TRY_OUT(result);
    TRY_OUT(pick_all(p, pace));
    TRY_OUT(add_harvest(p->harvest, n->own_count, n, c, true));
    if (p->others != NULL) {
        TRY_OUT(network_index(n) ? STATUS_OK : context_no_memory(c, WHERE));
        TRY_OUT(add_harvest(&columns, others, n, c, false));
    }
out:
    p->others = NULL;
    harvest_free(&columns, &c->memory);
    return result;
}

status candidates_add_best(network *n, context *c, harvest *h, sieve *s, const weighting *goal, pacer *pace) {
    const roster *r = s->roster;
    picker p = {.network = n, .harvest = h, .sieve = s, .goal = goal};
    p.floor = memory_alloc(&c->memory, r->class_count[SIDE_OTHER], sizeof *p.floor);
    const status result = p.floor == NULL ? context_no_memory(c, WHERE) : add_both(&p, c, pace);
    memory_free(&c->memory, p.floor);
    return result;
}
