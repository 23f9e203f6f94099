// SPDX-License-Identifier: GPL-3.0-or-later
#include "assignment/candidates.h"

static const char WHERE[] = "assignment/candidates";

status candidates_add_kept(network *n, context *c, const face *f) {
    const roster *r = f->roster;
    for (uint32_t own = 0; own < r->own_count; own++) {
        for (size_t k = r->special_start[own]; k < r->special_start[own + 1]; k++) {
            const special *pair = &r->specials[k];
            if (pair->kept && face_open(f, own) && face_open(f, pair->other) && !face_banned(f, pair->score_bp) &&
                face_holds(f, own, pair->other, pair->score_bp, true) && !network_add(n, own, pair->other, pair->score_bp, true)) {
                return context_no_memory(c, WHERE);
            }
        }
    }
    return STATUS_OK;
}

enum { BLOCK = 16 };

typedef struct picker {
    const network *network;
    harvest *harvest;
    const sieve *sieve;
    const weighting *goal;
    uint32_t *listed; // [others]: own person + 1 whose arc leads there, of the person in hand
    int64_t most_beside_score, bar;
} picker;

static void mark_listed(picker *p, uint32_t own) {
    const network *n = p->network;
    for (uint32_t k = n->first[own]; k < n->first[own + 1]; k++) {
        p->listed[n->links[k].far - n->own_count] = own + 1;
    }
}

static void pick(picker *p, uint32_t own, uint32_t other, int16_t score_bp, bool ordinary) {
    const sieve *s = p->sieve;
    const roster *r = s->roster;
    if (!face_open(s->face, other) || p->listed[other - r->own_count] == own + 1 || !face_free_pair(s->face, own, other, score_bp)) {
        return;
    }
    const int64_t weight = weighting_of_pair(p->goal, r, own, other, score_bp, false);
    if (weight > harvest_bar(p->harvest, own, INT64_MIN) && (!ordinary || roster_ordinary(r, own, other))) {
        harvest_take(p->harvest, own, (gleaning){.rank = weight, .other = other, .score_bp = score_bp});
    }
}

static void pick_from_class(picker *p, uint32_t own, uint32_t other_class, int16_t score_bp) {
    const roster *r = p->sieve->roster;
    const uint32_t *members = r->members[SIDE_OTHER] + r->member_start[SIDE_OTHER][other_class];
    const uint32_t size = r->member_start[SIDE_OTHER][other_class + 1] - r->member_start[SIDE_OTHER][other_class];
    if (size == 0) {
        return;
    }
    // People of one class take successive stretches; each class begins somewhere else.
    uint32_t at = (r->rank[own] * p->harvest->most + r->class_of[own] * 7) % size;
    for (uint32_t k = 0; k < size; k++) {
        pick(p, own, members[at], score_bp, true);
        at = at + 1 == size ? 0 : at + 1;
    }
}

// The class of the other side at that place of the row, if its weight can clear the bar.
static void pick_at(picker *p, uint32_t own, uint32_t other_class) {
    const sieve *s = p->sieve;
    const int16_t score_bp = s->row[other_class];
    if (score_bp >= 0 && weighting_of_score(p->goal, score_bp) + p->most_beside_score > p->bar &&
        sieve_could_pass(s, own, other_class, score_bp) && !face_banned(s->face, score_bp)) {
        pick_from_class(p, own, other_class, score_bp);
        p->bar = harvest_bar(p->harvest, own, INT64_MIN);
    }
}

// Whether no score of a block is above the bar. Plain enough to be done in a few vector instructions.
static bool none_above(const int16_t *row, int16_t bar) {
    int16_t some = 0;
    for (int k = 0; k < BLOCK; k++) {
        some = (int16_t)(some | (row[k] > bar));
    }
    return some == 0;
}

static void pick_along(picker *p, uint32_t own, uint32_t from, uint32_t to) {
    const bool by_score = weighting_is_score(p->goal);
    uint32_t at = from;
    for (; at + BLOCK <= to && p->bar < p->goal->highest; at += BLOCK) {
        if (by_score && p->bar >= 0 && none_above(p->sieve->row + at, (int16_t)p->bar)) {
            continue;
        }
        for (uint32_t k = at; k < at + BLOCK; k++) {
            pick_at(p, own, k);
        }
    }
    for (; at < to && p->bar < p->goal->highest; at++) {
        pick_at(p, own, at);
    }
}

static void pick_for(picker *p, uint32_t own) {
    const sieve *s = p->sieve;
    const roster *r = s->roster;
    // The other side's priority is not known yet: then the bound is loose, not wrong.
    const int64_t bonus = r->role_of[SIDE_OWN] == ROLE_MENTOR || r->priority[own] ? p->goal->priority : 0;
    p->most_beside_score = bonus + (p->goal->draw_keys == NULL ? 0 : p->goal->highest);
    p->bar = INT64_MIN;
    mark_listed(p, own);
    if (p->goal->draw_keys != NULL) {
        for (uint32_t k = 0; k < s->hit_count; k++) {
            pick_at(p, own, s->hits[k]);
        }
    } else {
        // Of equal weights the first are kept, so everybody begins somewhere else.
        const uint32_t classes = r->class_count[SIDE_OTHER], begin = roster_spread(own, classes);
        pick_along(p, own, begin, classes);
        pick_along(p, own, 0, begin);
    }
    for (size_t k = r->special_start[own]; k < r->special_start[own + 1]; k++) {
        const special *pair = &r->specials[k];
        if (pair->score_bp >= 0 && !pair->kept && !face_banned(s->face, pair->score_bp)) {
            pick(p, own, pair->other, pair->score_bp, false);
        }
    }
}

static status pick_all(picker *p, sieve *s, pacer *pace) {
    const roster *r = s->roster;
    const uint32_t microseconds = 1 + r->class_count[SIDE_OTHER] / 1000;
    for (uint32_t own_class = 0; own_class < r->class_count[SIDE_OWN]; own_class++) {
        if (p->goal->draw_keys != NULL) {
            (void)sieve_row(s, own_class); // only the free pairs count, and of these there are few
        } else {
            s->row = roster_row(r, own_class, s->scratch);
        }
        for (uint32_t k = r->member_start[SIDE_OWN][own_class]; k < r->member_start[SIDE_OWN][own_class + 1]; k++) {
            TRY(pacer_step(pace, microseconds));
            if (face_open(s->face, r->members[SIDE_OWN][k])) {
                pick_for(p, r->members[SIDE_OWN][k]);
            }
        }
    }
    return STATUS_OK;
}

status candidates_add_best(network *n, context *c, harvest *h, sieve *s, const weighting *goal, pacer *pace) {
    const roster *r = s->roster;
    picker p = {.network = n, .harvest = h, .sieve = s, .goal = goal};
    p.listed = memory_alloc(&c->memory, r->other_count, sizeof *p.listed);
    if (p.listed == NULL) {
        return context_no_memory(c, WHERE);
    }
    harvest_clear(h, r->own_count);
    sieve_for_free(s);
    status result = pick_all(&p, s, pace);
    memory_free(&c->memory, p.listed);
    TRY(result);
    for (uint32_t own = 0; own < r->own_count; own++) {
        for (uint32_t k = 0; k < h->count[own]; k++) {
            const gleaning *found = harvest_of(h, own) + k;
            if (!network_add(n, own, found->other, found->score_bp, false)) {
                return context_no_memory(c, WHERE);
            }
        }
    }
    return STATUS_OK;
}
