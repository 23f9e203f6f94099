// The face over people and over the pairs of the pairing. Optimality by prices and reduced costs: complementary
// slackness of the transportation problem with bounded loads; a concave reward at a node is one more price threshold
// (Schrijver 2003, chapter 21).
// SPDX-License-Identifier: GPL-3.0-or-later
#include "proof/leeway.h"

#include "base/fixed.h"

static const char *goal_name(const step *s) {
    return level_name(s->weight.kind);
}

status leeway_refuse_overflow(inquiry *q, const step *s) {
    return inquiry_refuse(q, inquiry_fault(CHECK_OVERFLOW, s->level, NONE, NONE),
                          "the certificate's prices for goal %u (%s) are too large to be true", s->level + 1,
                          goal_name(s));
}

// ---- beginning ---------------------------------------------------------------------------------------------------

static uint32_t *numbers(inquiry *q, uint32_t count) {
    return arena_alloc(&q->scratch, count, sizeof(uint32_t));
}

status leeway_begin(inquiry *q, leeway *left) {
    const cohort *h = q->h;
    *left = (leeway){.filled = arena_alloc(&q->scratch, h->count[ROLE_MENTOR], sizeof(bool)),
                     .settled_at = numbers(q, q->s->pair_count)};
    bool room = left->filled != NULL && left->settled_at != NULL;
    for (role r = ROLE_MENTOR; r < ROLE_COUNT; r++) {
        left->least[r] = numbers(q, h->count[r]);
        left->most[r] = numbers(q, h->count[r]);
        left->load[r] = numbers(q, h->count[r]);
        left->closed_at[r] = numbers(q, h->count[r]);
        room = room && left->least[r] != NULL && left->most[r] != NULL && left->load[r] != NULL &&
               left->closed_at[r] != NULL;
    }
    if (!room) {
        return context_no_memory(q->c, "proof/leeway");
    }
    for (role r = ROLE_MENTOR; r < ROLE_COUNT; r++) {
        for (uint32_t i = 0; i < h->count[r]; i++) {
            left->most[r][i] = h->people[r][i].capacity - q->pin_count[r][i];
            left->load[r][i] = q->load[r][i];
            left->closed_at[r][i] = NONE;
        }
    }
    for (uint32_t j = 0; j < h->count[ROLE_MENTOR]; j++) {
        left->filled[j] = q->pin_count[ROLE_MENTOR][j] > 0;
    }
    for (uint32_t k = 0; k < q->s->pair_count; k++) {
        left->settled_at[k] = q->pinned[k] ? 0 : NONE;
    }
    return STATUS_OK;
}

status leeway_copy(inquiry *q, leeway *copy, const leeway *left) {
    leeway made = *left;
    for (role r = ROLE_MENTOR; r < ROLE_COUNT; r++) {
        const uint32_t count = q->h->count[r];
        made.least[r] = arena_array(&q->scratch, left->least[r], count, sizeof(uint32_t));
        made.most[r] = arena_array(&q->scratch, left->most[r], count, sizeof(uint32_t));
        made.load[r] = arena_array(&q->scratch, left->load[r], count, sizeof(uint32_t));
        if (made.least[r] == NULL || made.most[r] == NULL || made.load[r] == NULL) {
            return context_no_memory(q->c, "proof/leeway");
        }
    }
    *copy = made;
    return STATUS_OK;
}

// ---- people ------------------------------------------------------------------------------------------------------

typedef struct range {
    uint32_t from, to;
} range;

// The first place of this mentor earns 1 at most_mentors.
static bool is_rewarded(const leeway *left, const step *s, role r, uint32_t i) {
    return s->weight.kind == LEVEL_MOST_MENTORS && r == ROLE_MENTOR && left->least[r][i] == 0 && left->most[r][i] > 0 &&
           !left->filled[i];
}

// The loads that are best for a person at that price, out of least..most.
static range best_loads(int64_t price, uint32_t least, uint32_t most, bool rewarded) {
    if (price > 0) {
        return (range){most, most};
    }
    if (!rewarded) {
        return price < 0 ? (range){least, least} : (range){least, most};
    }
    // Between 0 and 1 pairs the reward makes up for a price of -1.
    if (price == 0) {
        return (range){1, most};
    }
    return price == -1 ? (range){0, 1} : (range){0, 0};
}

// What a mentor's first place earns at most_mentors, at the lowest of the best loads. Without the reward it is no
// longer open: it is taken in every pairing of the face, or in none.
static int64_t earned(const leeway *left, const step *s, role r, uint32_t i, range best, bool rewarded) {
    if (s->weight.kind != LEVEL_MOST_MENTORS || r != ROLE_MENTOR) {
        return 0;
    }
    return rewarded ? best.from > 0 : left->filled[i] || left->least[r][i] > 0;
}

// What the person brings to the dual value: price × load + what is earned, the same at every best load.
static bool add_person(int64_t *dual_value, int64_t price, range best, int64_t reward) {
    int64_t part;
    return fixed_multiply(&part, price, best.from) && fixed_add(&part, part, reward) &&
           fixed_add(dual_value, *dual_value, part);
}

static status judge_load(inquiry *q, const leeway *left, const step *s, role r, uint32_t i, range best) {
    const uint32_t load = left->load[r][i];
    if (!step_settles(s) || (load >= best.from && load <= best.to)) {
        return STATUS_OK;
    }
    const bool mentor = r == ROLE_MENTOR;
    return inquiry_refuse(
        q, inquiry_fault_of(CHECK_LOAD, s->level, r, i),
        "goal %u (%s) could be met better: %s %.*s has %u pairs that could change, where the best pairings have %s %u",
        s->level + 1, goal_name(s), mentor ? "mentor" : "mentee", SPAN_ARGS(inquiry_id(q, r, i)), load,
        load < best.from ? "at least" : "at most", load < best.from ? best.from : best.to);
}

static status step_person(inquiry *q, leeway *left, step *s, role r, uint32_t i) {
    const bool rewarded = is_rewarded(left, s, r, i);
    const int64_t price = s->prices[r][i];
    if (left->most[r][i] > 0 && (price > LEEWAY_PRICE_MOST || price < -LEEWAY_PRICE_MOST)) {
        return leeway_refuse_overflow(q, s);
    }
    const range best = best_loads(price, left->least[r][i], left->most[r][i], rewarded);
    if (!add_person(&s->dual_value, price, best, earned(left, s, r, i, best, rewarded))) {
        return leeway_refuse_overflow(q, s);
    }
    TRY(judge_load(q, left, s, r, i, best));
    if (step_settles(s)) {
        left->least[r][i] = best.from;
        left->most[r][i] = best.to;
    }
    return STATUS_OK;
}

// ---- pairs -------------------------------------------------------------------------------------------------------

// Pinned pairs are not compared by best_worst and fairest.
static bool is_counted(const inquiry *q, const step *s, uint32_t k) {
    return !q->pinned[k] || (s->weight.kind != LEVEL_BEST_WORST && s->weight.kind != LEVEL_FAIREST);
}

static status refuse_pair(inquiry *q, const step *s, check_fault what, const pair_facts *pair) {
    return inquiry_refuse(q, inquiry_fault(what, s->level, pair->mentee, pair->mentor),
                          "goal %u (%s) could be met better: no best pairing pairs mentee %.*s with mentor %.*s",
                          s->level + 1, goal_name(s), SPAN_ARGS(inquiry_id(q, ROLE_MENTEE, pair->mentee)),
                          SPAN_ARGS(inquiry_id(q, ROLE_MENTOR, pair->mentor)));
}

// One free pair of the pairing under a step with prices; *force: every best pairing has it.
static status step_free_pair(inquiry *q, step *s, const pair_facts *pair, bool *force) {
    *force = false;
    const int64_t rc = leeway_reduced_cost(s, pair);
    if (rc > 0 && !fixed_add(&s->dual_value, s->dual_value, rc)) {
        return leeway_refuse_overflow(q, s);
    }
    if (step_settles(s) && rc < 0) {
        return refuse_pair(q, s, CHECK_REDUCED_COST, pair);
    }
    *force = step_settles(s) && rc > 0;
    return STATUS_OK;
}

static status step_pair(inquiry *q, leeway *left, step *s, uint32_t k, bool *at_t) {
    const pair_facts *pair = &q->pairs[k];
    if (left->settled_at[k] != NONE) {
        const int64_t part = is_counted(q, s, k) && s->aim != AIM_BANS_ONLY ? weight_of(&s->weight, pair) : 0;
        return fixed_add(&s->dual_value, s->dual_value, part) ? STATUS_OK : leeway_refuse_overflow(q, s);
    }
    if (step_bans(s, pair->score_bp)) {
        return s->ban_holds ? refuse_pair(q, s, CHECK_BAN, pair) : STATUS_OK;
    }
    if (s->aim == AIM_BANS_ONLY) {
        return STATUS_OK;
    }
    *at_t = *at_t || weight_of(&s->weight, pair) != 0;
    bool force;
    TRY(step_free_pair(q, s, pair, &force));
    if (force) {
        left->settled_at[k] = left->steps_done + 1;
    }
    return STATUS_OK;
}

// A pair that has just been forced takes a place at both ends.
static void take_place(leeway *left, role r, uint32_t i) {
    left->load[r][i]--;
    left->most[r][i]--;
    left->least[r][i] -= left->least[r][i] > 0;
}

static void take_places_of_forced(const inquiry *q, leeway *left) {
    for (uint32_t k = 0; k < q->s->pair_count; k++) {
        if (left->settled_at[k] != left->steps_done + 1) {
            continue;
        }
        take_place(left, ROLE_MENTEE, q->pairs[k].mentee);
        take_place(left, ROLE_MENTOR, q->pairs[k].mentor);
        left->filled[q->pairs[k].mentor] = true;
    }
}

// ---- a step ------------------------------------------------------------------------------------------------------

void leeway_close(const inquiry *q, leeway *left) {
    for (role r = ROLE_MENTOR; r < ROLE_COUNT; r++) {
        for (uint32_t i = 0; i < q->h->count[r]; i++) {
            if (left->most[r][i] == 0 && left->closed_at[r][i] == NONE) {
                left->closed_at[r][i] = left->steps_done;
            }
        }
    }
}

status leeway_step(inquiry *q, leeway *left, step *s) {
    leeway_close(q, left);
    if (s->aim != AIM_BANS_ONLY) {
        for (role r = ROLE_MENTOR; r < ROLE_COUNT; r++) {
            for (uint32_t i = 0; i < q->h->count[r]; i++) {
                TRY(step_person(q, left, s, r, i));
            }
        }
    }
    if (inquiry_refused_by(q, s->level)) {
        return STATUS_OK;
    }
    bool at_t = false;
    for (uint32_t k = 0; k < q->s->pair_count; k++) {
        TRY(step_pair(q, left, s, k, &at_t));
    }
    if (s->aim == AIM_FEWEST && !at_t) {
        TRY(inquiry_refuse(q, inquiry_fault(CHECK_LEVELS_DIFFER, s->level, NONE, NONE),
                           "the certificate has an entry for goal %u (%s) at %d %%, where no pair is left to settle",
                           s->level + 1, goal_name(s), s->weight.t));
    }
    if (!inquiry_refused_by(q, s->level)) {
        take_places_of_forced(q, left);
    }
    left->steps_done++;
    return STATUS_OK;
}
