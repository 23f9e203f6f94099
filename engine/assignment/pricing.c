// SPDX-License-Identifier: GPL-3.0-or-later
#include "assignment/pricing.h"

typedef struct pricer {
    harvest *harvest;
    sieve *sieve;
    int64_t lowest_other; // of the network's prices of open people there
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
    harvest_take(p->harvest, own,
                 (gleaning){.rank = rank(p, other, reduced_cost), .other = other, .score_bp = score_bp});
    p->found++;
}

// Somebody for whom nothing that is still to come can rank among those kept.
static bool has_enough(const pricer *p, uint32_t own) {
    const sieve *s = p->sieve;
    const int64_t most = s->goal->highest - s->network->price[own] - p->lowest_other;
    return harvest_bar(p->harvest, own, 0) >= 2 * most + 1;
}

// A pair that passed with this folded reduced cost.
static void judge(pricer *p, uint32_t own, uint32_t other, int16_t score_bp, int64_t folded) {
    const sieve *s = p->sieve;
    const network *n = s->network;
    const int64_t bar = harvest_bar(p->harvest, own, 0);
    // Before the pair is looked up: it cannot clear the bar even at the highest weight.
    if (rank(p, other, s->goal->highest - n->price[own] - n->price[other]) <= bar) {
        return;
    }
    const int64_t reduced_cost = sieve_reduced_cost_of(s, own, other, score_bp, folded);
    if (reduced_cost > 0 && rank(p, other, reduced_cost) > bar && roster_ordinary(s->roster, own, other) &&
        !has_flow(n, own, other)) {
        take(p, own, other, score_bp, reduced_cost);
    }
}

static void judge_hits(pricer *p, uint32_t own) {
    const sieve *s = p->sieve;
    const roster *r = s->roster;
    for (uint32_t hit = 0; hit < s->hit_count; hit++) {
        const uint32_t other_class = s->hits[hit];
        const int16_t score_bp = s->row[other_class];
        const int64_t left = sieve_weight(s, score_bp) - s->price[own];
        if (left - s->lowest[SIDE_OTHER][other_class] <= s->above) {
            continue;
        }
        for (uint32_t k = r->member_start[SIDE_OTHER][other_class]; k < r->member_start[SIDE_OTHER][other_class + 1];
             k++) {
            const uint32_t other = r->members[SIDE_OTHER][k];
            if (left - s->price[other] > s->above) {
                judge(p, own, other, score_bp, left - s->price[other]);
            }
        }
    }
}

static void judge_class(pricer *p, uint32_t own_class) {
    sieve *s = p->sieve;
    const roster *r = s->roster;
    if (!sieve_begin(s, own_class)) {
        return;
    }
    bool some_want_more = true;
    while (some_want_more && sieve_more(s)) {
        some_want_more = false;
        for (uint32_t k = r->member_start[SIDE_OWN][own_class]; k < r->member_start[SIDE_OWN][own_class + 1]; k++) {
            const uint32_t own = r->members[SIDE_OWN][k];
            if (face_open(s->face, own) && !has_enough(p, own)) {
                judge_hits(p, own);
                some_want_more = true;
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
    pricer p = {.harvest = h, .sieve = s, .lowest_other = SIEVE_FAR};
    harvest_clear(h, r->own_count);
    if (s->network->complete) {
        *found = 0;
        return STATUS_OK;
    }
    sieve_for_violations(s, goal);
    for (uint32_t other = r->own_count; other < r->node_count; other++) {
        const int64_t price = s->network->price[other];
        p.lowest_other = face_open(s->face, other) && price < p.lowest_other ? price : p.lowest_other;
    }
    const uint32_t microseconds_per_class = 1 + r->other_count / 1000;
    for (uint32_t own_class = 0; own_class < r->class_count[SIDE_OWN]; own_class++) {
        TRY(pacer_step(pace, microseconds_per_class));
        judge_class(&p, own_class);
    }
    for (uint32_t own = 0; own < r->own_count; own++) {
        if (face_open(s->face, own)) {
            judge_specials(&p, own);
        }
    }
    *found = p.found;
    return STATUS_OK;
}
