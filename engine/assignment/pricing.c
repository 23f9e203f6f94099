// SPDX-License-Identifier: GPL-3.0-or-later
#include "assignment/pricing.h"

typedef struct pricer {
    harvest *harvest;
    sieve *sieve;
    uint64_t found;
} pricer;

// An arc with flow may stand above 0. People are in few pairs, so this is short.
static bool has_flow(const network *n, uint32_t own, uint32_t other) {
    for (uint32_t k = n->first[own]; k < n->first[own] + n->positive[own]; k++) {
        if (n->links[k].far == other) {
            return true;
        }
    }
    return false;
}

// The worse first; of equal ones those with room for another pair, where a path can end at once.
static int64_t rank(const pricer *p, uint32_t other, int64_t reduced_cost) {
    const network *n = p->sieve->network;
    return 2 * reduced_cost + (n->load[other] < n->high[other]);
}

static void take(pricer *p, uint32_t own, uint32_t other, int16_t score_bp, int64_t reduced_cost) {
    harvest_take(p->harvest, own, (gleaning){.rank = rank(p, other, reduced_cost), .other = other, .score_bp = score_bp});
    p->found++;
}

// A pair that passed with this folded reduced cost.
static void judge(pricer *p, uint32_t own, uint32_t other, int16_t score_bp, int64_t folded) {
    const sieve *s = p->sieve;
    const network *n = s->network;
    const int64_t bar = harvest_bar(p->harvest, own, 0);
    int64_t reduced_cost = folded;
    if (s->exact_to >= 0) {
        if (folded > s->exact_to) {
            return; // forced by an earlier goal
        }
    } else {
        // Before the pair is looked up: it cannot clear the bar even at the highest weight.
        if (rank(p, other, s->goal->highest - n->price[own] - n->price[other]) <= bar) {
            return;
        }
        reduced_cost = sieve_reduced_cost(s, own, other, score_bp);
    }
    if (reduced_cost > 0 && rank(p, other, reduced_cost) > bar && roster_ordinary(s->roster, own, other) && !has_flow(n, own, other)) {
        take(p, own, other, score_bp, reduced_cost);
    }
}

static void judge_members(pricer *p, uint32_t own_class, uint32_t other_class, int16_t score_bp) {
    const sieve *s = p->sieve;
    const roster *r = s->roster;
    const int64_t weight = sieve_weight(s, score_bp), lowest_other = s->lowest[SIDE_OTHER][other_class];
    const uint32_t *own = r->members[SIDE_OWN] + r->member_start[SIDE_OWN][own_class];
    const uint32_t *own_end = r->members[SIDE_OWN] + r->member_start[SIDE_OWN][own_class + 1];
    for (; own < own_end; own++) {
        const int64_t left = weight - s->price[*own];
        if (left - lowest_other <= s->above) {
            continue;
        }
        for (uint32_t k = r->member_start[SIDE_OTHER][other_class]; k < r->member_start[SIDE_OTHER][other_class + 1]; k++) {
            const uint32_t other = r->members[SIDE_OTHER][k];
            if (left - s->price[other] > s->above) {
                judge(p, *own, other, score_bp, left - s->price[other]);
            }
        }
    }
}

static void judge_specials(pricer *p, uint32_t own) {
    const sieve *s = p->sieve;
    const roster *r = s->roster;
    for (size_t k = r->special_start[own]; k < r->special_start[own + 1]; k++) {
        const special *pair = &r->specials[k];
        if (pair->score_bp < 0 || pair->kept || !face_open(s->face, pair->other)) {
            continue;
        }
        const int64_t reduced_cost = sieve_reduced_cost(s, own, pair->other, pair->score_bp);
        if (reduced_cost > 0 && rank(p, pair->other, reduced_cost) > harvest_bar(p->harvest, own, 0) &&
            !has_flow(s->network, own, pair->other)) {
            take(p, own, pair->other, pair->score_bp, reduced_cost);
        }
    }
}

status pricing_find(harvest *h, uint64_t *found, sieve *s, const weighting *goal, pacer *pace) {
    const roster *r = s->roster;
    pricer p = {.harvest = h, .sieve = s};
    harvest_clear(h, r->own_count);
    sieve_for_violations(s, goal);
    const uint32_t microseconds_per_class = 1 + r->other_count / 1000;
    for (uint32_t own_class = 0; own_class < r->class_count[SIDE_OWN]; own_class++) {
        TRY(pacer_step(pace, microseconds_per_class));
        if (sieve_row(s, own_class)) {
            for (uint32_t k = 0; k < s->hit_count; k++) {
                judge_members(&p, own_class, s->hits[k], s->row[s->hits[k]]);
            }
        }
    }
    for (uint32_t own = 0; own < r->own_count; own++) {
        if (face_open(s->face, own)) {
            judge_specials(&p, own);
        }
    }
    *found = p.found;
    return STATUS_OK;
}
