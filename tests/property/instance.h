// Random problems for the solver, and the certificate replayed by its rules: what all property tests of the solver
// share. Nothing here looks at how the solver works.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "assignment/solver.h"
#include "base/fixed.h"
#include "scoring/draw.h"

enum { MOST = 128, LEVELS_MOST = 7, PERCENTS = 101, NO_SCORE = INT32_MAX };

// ---- random problems --------------------------------------------------------------------------------------------

typedef struct instance {
    uint64_t random_state;
    uint32_t count[ROLE_COUNT]; // mentors, mentees
    uint32_t capacity[ROLE_COUNT][MOST], class_of[ROLE_COUNT][MOST];
    bool priority[MOST];
    int16_t class_scores[MOST * MOST];
    int16_t score[MOST][MOST]; // [mentee][mentor], below 0: not eligible
    size_t exception_start[MOST + 1];
    exception exceptions[MOST * MOST];
    couple previous[MOST * MOST];
    problem_pin pins[MOST * MOST];
    bool kept[MOST][MOST], pinned[MOST][MOST];
    level_kind levels[LEVELS_MOST];
    uint32_t level_count;
    uint32_t draw_classes; // in the first round people with equal numbers modulo this draw alike
    problem problem;
} instance;

static inline uint32_t random_below(instance *t, uint32_t n) {
    uint64_t z = t->random_state += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return (uint32_t)((z ^ (z >> 31)) >> 33) % n;
}

static inline uint64_t instance_draw_key(void *self, uint32_t round, role who, uint32_t number) {
    const instance *t = self;
    const uint64_t shown = round < 3 ? number % (t->draw_classes + (round - 1)) : number;
    uint64_t z = (shown + 1) * UINT64_C(0x9E3779B97F4A7C15) + round * UINT64_C(977) + (uint64_t)who * 31;
    z = (z ^ (z >> 29)) * UINT64_C(0xBF58476D1CE4E5B9);
    return z ^ (z >> 32);
}

static inline void instance_class_row(void *self, uint32_t mentee_class, uint32_t first, uint32_t count,
                                      int16_t *scores_bp) {
    const instance *t = self;
    memcpy(scores_bp, &t->class_scores[mentee_class * t->problem.class_count[ROLE_MENTOR] + first],
           count * sizeof *scores_bp);
}

// `kinds` 0: any score; else one of so many.
static inline int16_t random_score(instance *t, uint32_t kinds, uint32_t one_in_not_eligible) {
    static const int16_t few[] = {5000, 5050, 7000, 10000, 0, 1};
    if (random_below(t, one_in_not_eligible) == 0) {
        return -1;
    }
    return kinds == 0 ? (int16_t)random_below(t, FULL_BP + 1) : few[random_below(t, kinds)];
}

static inline void random_people(instance *t, uint32_t most) {
    const uint32_t size = 1 + random_below(t, most);
    for (role who = ROLE_MENTOR; who < ROLE_COUNT; who++) {
        t->count[who] = random_below(t, 20) == 0 ? 0 : 1 + random_below(t, size);
        const uint32_t places = random_below(t, 3) == 0 ? 1 : 4, classes = 1 + random_below(t, most);
        for (uint32_t k = 0; k < t->count[who]; k++) {
            t->capacity[who][k] = places == 1 ? 1 : random_below(t, places);
            t->class_of[who][k] = random_below(t, classes);
        }
        t->problem.class_count[who] = classes;
    }
    for (uint32_t i = 0; i < t->count[ROLE_MENTEE]; i++) {
        t->priority[i] = random_below(t, 3) == 0;
    }
}

static inline void random_scores(instance *t) {
    const uint32_t classes = t->problem.class_count[ROLE_MENTOR], kinds = random_below(t, 5),
                   one_in = 2 + random_below(t, 4);
    const bool exceptions = random_below(t, 2) == 0;
    for (uint32_t k = 0; k < classes * t->problem.class_count[ROLE_MENTEE]; k++) {
        t->class_scores[k] = random_score(t, kinds, one_in);
    }
    size_t count = 0;
    for (uint32_t i = 0; i < t->count[ROLE_MENTEE]; i++) {
        t->exception_start[i] = count;
        for (uint32_t j = 0; j < t->count[ROLE_MENTOR]; j++) {
            t->score[i][j] = t->class_scores[t->class_of[ROLE_MENTEE][i] * classes + t->class_of[ROLE_MENTOR][j]];
            if (exceptions && random_below(t, 4) == 0) {
                const int16_t score_bp = random_score(t, kinds, one_in);
                t->score[i][j] = score_bp;
                t->exceptions[count++] = (exception){.mentor = j,
                                                     .score_bp = (int16_t)(score_bp < 0 ? 0 : score_bp),
                                                     .reason = score_bp < 0 ? REASON_VETOED : REASON_ELIGIBLE};
            }
        }
    }
    t->exception_start[t->count[ROLE_MENTEE]] = count;
    t->problem.exception_start = exceptions ? t->exception_start : NULL;
}

// About one pin for six people.
static inline void random_decisions(instance *t) {
    const bool pins = random_below(t, 3) == 0, previous = random_below(t, 2) == 0;
    const uint32_t one_in = 3 + t->count[ROLE_MENTOR];
    uint32_t left[ROLE_COUNT][MOST];
    memcpy(left, t->capacity, sizeof left);
    for (uint32_t i = 0; i < t->count[ROLE_MENTEE]; i++) {
        for (uint32_t j = 0; j < t->count[ROLE_MENTOR]; j++) {
            if (pins && random_below(t, one_in) == 0 && left[ROLE_MENTEE][i] > 0 && left[ROLE_MENTOR][j] > 0) {
                left[ROLE_MENTEE][i]--;
                left[ROLE_MENTOR][j]--;
                t->pinned[i][j] = true;
                if (t->score[i][j] < 0) {
                    t->score[i][j] = (int16_t)random_below(t, FULL_BP + 1);
                }
                t->pins[t->problem.pin_count++] =
                    (problem_pin){.couple = {.mentee = i, .mentor = j}, .score_bp = t->score[i][j]};
            }
            if (previous && random_below(t, one_in) < 2) {
                t->kept[i][j] = true;
                t->previous[t->problem.previous_count++] = (couple){.mentee = i, .mentor = j};
            }
        }
    }
}

static inline void random_levels(instance *t) {
    level_kind all[] = {LEVEL_MOST_MATCHED, LEVEL_PRIORITY_MATCHED, LEVEL_BEST_TOTAL, LEVEL_FEWEST_CHANGES,
                        LEVEL_MOST_MENTORS, LEVEL_BEST_WORST,       LEVEL_FAIREST};
    const uint32_t kinds = sizeof all / sizeof *all;
    for (uint32_t k = kinds - 1; k > 0; k--) {
        const uint32_t other = random_below(t, k + 1);
        const level_kind kept = all[k];
        all[k] = all[other];
        all[other] = kept;
    }
    const uint32_t wanted = random_below(t, kinds + 1);
    bool matched_most = false;
    for (uint32_t k = 0; k < wanted; k++) {
        if (matched_most || (all[k] != LEVEL_BEST_WORST && all[k] != LEVEL_FAIREST)) {
            t->levels[t->level_count++] = all[k];
        }
        matched_most = matched_most || all[k] == LEVEL_MOST_MATCHED;
    }
}

// Up to `most` people a role, all kinds of everything.
static inline void random_instance(instance *t, uint64_t seed, uint64_t number, uint32_t most) {
    memset(t, 0, sizeof *t);
    t->random_state = seed * 1000003 + number * 7919;
    random_people(t, most);
    random_scores(t);
    random_decisions(t);
    random_levels(t);
    t->draw_classes = 1 + random_below(t, most);
    problem *p = &t->problem;
    for (role who = ROLE_MENTOR; who < ROLE_COUNT; who++) {
        p->count[who] = t->count[who];
        p->capacity[who] = t->capacity[who];
        p->class_of[who] = t->class_of[who];
    }
    p->priority = t->priority;
    p->class_scores = random_below(t, 3) == 0 ? NULL : t->class_scores;
    p->exceptions = t->exceptions;
    p->class_row = instance_class_row;
    p->previous = t->previous;
    p->pins = t->pins;
    p->draw_key = instance_draw_key;
    p->self = t;
}

// ---- the certificate --------------------------------------------------------------------------------------------

static inline int64_t weight_at(const instance *t, level_kind level, int32_t step, uint32_t round, uint32_t mentee,
                                uint32_t mentor) {
    switch (level) {
    case LEVEL_MOST_MATCHED:
        return 1;
    case LEVEL_PRIORITY_MATCHED:
        return t->priority[mentee];
    case LEVEL_BEST_TOTAL:
        return t->score[mentee][mentor];
    case LEVEL_FEWEST_CHANGES:
        return t->kept[mentee][mentor];
    case LEVEL_DRAW:
        return draw_weight(t->problem.draw_key(t->problem.self, round, ROLE_MENTEE, mentee),
                           t->problem.draw_key(t->problem.self, round, ROLE_MENTOR, mentor));
    case LEVEL_BEST_WORST:
        return t->score[mentee][mentor] == step ? -1 : 0;
    case LEVEL_FAIREST:
        return t->score[mentee][mentor] / 100 == step ? -1 : 0;
    case LEVEL_MOST_MENTORS:
    case LEVEL_COUNT:
        break;
    }
    return 0;
}

typedef enum standing { STANDING_FREE, STANDING_OUT, STANDING_FORCED } standing;

typedef struct replay {
    const instance *t;
    const level_proof *proof; // in hand
    bool in[MOST][MOST];      // the pairing
    int64_t low[ROLE_COUNT][MOST], high[ROLE_COUNT][MOST];
    standing standing[MOST][MOST];
    bool filled[MOST]; // mentors: has a pin or a forced pair
    int64_t dual;      // of the proof in hand
} replay;

static inline int64_t weight_now(const replay *r, uint32_t mentee, uint32_t mentor) {
    return weight_at(r->t, r->proof->level, r->proof->t, r->proof->round, mentee, mentor);
}

static inline int64_t reduced_cost_now(const replay *r, uint32_t mentee, uint32_t mentor) {
    return weight_now(r, mentee, mentor) - r->proof->prices[ROLE_MENTEE][mentee] -
           r->proof->prices[ROLE_MENTOR][mentor];
}

static inline int64_t free_load(const replay *r, role who, uint32_t number) {
    int64_t load = 0;
    for (uint32_t k = 0; k < r->t->count[who == ROLE_MENTEE ? ROLE_MENTOR : ROLE_MENTEE]; k++) {
        const uint32_t i = who == ROLE_MENTEE ? number : k, j = who == ROLE_MENTEE ? k : number;
        load += r->standing[i][j] == STANDING_FREE && r->in[i][j];
    }
    return load;
}

static inline void replay_begin(replay *r, const instance *t, const solution *s) {
    memset(r, 0, sizeof *r);
    r->t = t;
    for (uint32_t k = 0; k < s->pair_count; k++) {
        r->in[s->pairs[k].mentee][s->pairs[k].mentor] = true;
    }
    for (role who = ROLE_MENTOR; who < ROLE_COUNT; who++) {
        for (uint32_t k = 0; k < t->count[who]; k++) {
            r->high[who][k] = t->capacity[who][k];
        }
    }
    for (uint32_t i = 0; i < t->count[ROLE_MENTEE]; i++) {
        for (uint32_t j = 0; j < t->count[ROLE_MENTOR]; j++) {
            if (t->pinned[i][j]) {
                r->standing[i][j] = STANDING_FORCED;
                r->high[ROLE_MENTEE][i]--;
                r->high[ROLE_MENTOR][j]--;
                r->filled[j] = true;
            } else if (t->score[i][j] < 0) {
                r->standing[i][j] = STANDING_OUT;
            }
        }
    }
}

// Adds what a person contributes to the dual value, and narrows their load. NULL, or what is wrong.
static inline const char *replay_person(replay *r, role who, uint32_t k) {
    const int64_t price = r->proof->prices[who][k], load = free_load(r, who, k);
    const bool mentors_count = r->proof->level == LEVEL_MOST_MENTORS && who == ROLE_MENTOR;
    int64_t *low = &r->low[who][k], *high = &r->high[who][k];
    const bool rewarded = mentors_count && *low == 0 && *high > 0 && !r->filled[k];
    int64_t best = INT64_MIN, from = 0, to = 0;
    for (int64_t n = *low; n <= *high; n++) {
        const int64_t gain = price * n + (rewarded && n > 0);
        if (gain > best) {
            best = gain;
            from = n;
        }
        if (gain == best) {
            to = n;
        }
    }
    r->dual += best + (mentors_count && (r->filled[k] || *low > 0));
    *low = from;
    *high = to;
    return load < *low || load > *high ? "a load is not what the price asks for" : NULL;
}

static inline const char *replay_pair(replay *r, uint32_t i, uint32_t j) {
    const int64_t reduced_cost = reduced_cost_now(r, i, j);
    if (reduced_cost < 0) {
        r->standing[i][j] = STANDING_OUT;
        return r->in[i][j] ? "a pair is in that should be out" : NULL;
    }
    if (reduced_cost > 0) {
        r->standing[i][j] = STANDING_FORCED;
        r->dual += reduced_cost;
        r->filled[j] = true;
        r->high[ROLE_MENTEE][i]--;
        r->high[ROLE_MENTOR][j]--;
        r->low[ROLE_MENTEE][i] -= r->low[ROLE_MENTEE][i] > 0;
        r->low[ROLE_MENTOR][j] -= r->low[ROLE_MENTOR][j] > 0;
        return r->in[i][j] ? NULL : "a pair is out that should be in";
    }
    return NULL;
}

// One entry that settles: everybody's price and every pair's reduced cost, and a dual value that is `value`.
static inline const char *replay_settling(replay *r, int64_t value) {
    const instance *t = r->t;
    for (role who = ROLE_MENTOR; who < ROLE_COUNT; who++) {
        for (uint32_t k = 0; k < t->count[who]; k++) {
            const char *wrong = replay_person(r, who, k);
            if (wrong != NULL) {
                return wrong;
            }
        }
    }
    for (uint32_t i = 0; i < t->count[ROLE_MENTEE]; i++) {
        for (uint32_t j = 0; j < t->count[ROLE_MENTOR]; j++) {
            const char *wrong = r->standing[i][j] == STANDING_FREE ? replay_pair(r, i, j) : NULL;
            if (wrong != NULL) {
                return wrong;
            }
        }
    }
    return r->dual == value ? NULL : "the dual value is another";
}

// Free pairs with a score in [from, below) are out.
static inline const char *replay_ban(replay *r, int64_t from_bp, int64_t below_bp) {
    for (uint32_t i = 0; i < r->t->count[ROLE_MENTEE]; i++) {
        for (uint32_t j = 0; j < r->t->count[ROLE_MENTOR]; j++) {
            const int16_t score_bp = r->t->score[i][j];
            if (r->standing[i][j] == STANDING_FREE && score_bp >= from_bp && score_bp < below_bp) {
                r->standing[i][j] = STANDING_OUT;
                if (r->in[i][j]) {
                    return "a pair is in that is banned";
                }
            }
        }
    }
    return NULL;
}

// The prices' dual value over the face, which they need not settle.
static inline int64_t replay_bound(const replay *r) {
    const instance *t = r->t;
    int64_t dual = 0;
    for (role who = ROLE_MENTOR; who < ROLE_COUNT; who++) {
        for (uint32_t k = 0; k < t->count[who]; k++) {
            const int64_t price = r->proof->prices[who][k], low = r->low[who][k], high = r->high[who][k];
            int64_t most = price > 0 ? price * high : price * low;
            if (r->proof->level == LEVEL_MOST_MENTORS && who == ROLE_MENTOR) {
                const bool settled = r->filled[k] || low > 0;
                const int64_t one = price + 1, full = price * high + 1, some = one > full ? one : full;
                most = settled ? most + 1 : high == 0 || some < 0 ? 0 : some;
            }
            dual += most;
        }
    }
    for (uint32_t i = 0; i < t->count[ROLE_MENTEE]; i++) {
        for (uint32_t j = 0; j < t->count[ROLE_MENTOR]; j++) {
            const int64_t reduced_cost = reduced_cost_now(r, i, j);
            dual += r->standing[i][j] == STANDING_FREE && reduced_cost > 0 ? reduced_cost : 0;
        }
    }
    return dual;
}

static inline int64_t forced_weight(const replay *r) {
    int64_t sum = 0;
    for (uint32_t i = 0; i < r->t->count[ROLE_MENTEE]; i++) {
        for (uint32_t j = 0; j < r->t->count[ROLE_MENTOR]; j++) {
            sum += r->standing[i][j] == STANDING_FORCED ? weight_now(r, i, j) : 0;
        }
    }
    return sum;
}

static inline int64_t free_weight(const replay *r) {
    int64_t sum = 0;
    for (uint32_t i = 0; i < r->t->count[ROLE_MENTEE]; i++) {
        for (uint32_t j = 0; j < r->t->count[ROLE_MENTOR]; j++) {
            sum += r->standing[i][j] == STANDING_FREE && r->in[i][j] ? weight_now(r, i, j) : 0;
        }
    }
    return sum;
}

static inline bool forced_stands_at(const replay *r, int64_t score_bp) {
    for (uint32_t i = 0; i < r->t->count[ROLE_MENTEE]; i++) {
        for (uint32_t j = 0; j < r->t->count[ROLE_MENTOR]; j++) {
            if (r->standing[i][j] == STANDING_FORCED && !r->t->pinned[i][j] && r->t->score[i][j] == score_bp) {
                return true;
            }
        }
    }
    return false;
}

static inline bool has_no_price(const replay *r) {
    for (role who = ROLE_MENTOR; who < ROLE_COUNT; who++) {
        for (uint32_t k = 0; k < r->t->count[who]; k++) {
            if (r->proof->prices[who][k] != 0) {
                return false;
            }
        }
    }
    return true;
}

// The prices of best_worst bind nobody: they only prove that no pairing stays above t.
static inline const char *replay_best_worst(replay *r) {
    const char *wrong = replay_ban(r, 0, r->proof->t);
    if (wrong != NULL) {
        return wrong;
    }
    if (forced_stands_at(r, r->proof->t)) {
        return has_no_price(r) ? NULL : "prices where a forced pair decides";
    }
    return replay_bound(r) <= -1 ? NULL : "a better lowest score is not ruled out";
}

// All entries of one proven level, from *next on.
static inline const char *replay_level(replay *r, const solution *s, uint32_t *next, const level_result *level) {
    if (level->level == LEVEL_BEST_WORST && !level->has_value) {
        return NULL;
    }
    int64_t from = 0;
    const char *wrong = NULL;
    while (wrong == NULL && *next < s->proof_count && s->proofs[*next].level == level->level &&
           s->proofs[*next].round == level->round) {
        r->proof = &s->proofs[(*next)++];
        if (level->level == LEVEL_BEST_WORST) {
            return r->proof->t == level->value ? replay_best_worst(r) : "best_worst is proven for another score";
        }
        r->dual = level->level == LEVEL_FAIREST ? 0 : forced_weight(r);
        if (level->level != LEVEL_FAIREST) {
            return replay_settling(r, level->value);
        }
        wrong = r->proof->t < from ? "the steps do not rise" : replay_ban(r, from * 100, (int64_t)r->proof->t * 100);
        const int64_t pairs_at_step = -free_weight(r);
        wrong = wrong == NULL && pairs_at_step == 0 ? "a step at which nobody stands" : wrong;
        wrong = wrong != NULL ? wrong : replay_settling(r, -pairs_at_step);
        from = r->proof->t + 1;
    }
    if (wrong == NULL && level->level == LEVEL_FAIREST) {
        return replay_ban(r, from * 100, NO_SCORE);
    }
    return wrong != NULL ? wrong : "a level has no proof";
}
