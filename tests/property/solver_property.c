// The solver against brute force: random tiny problems with ties, pins, priorities, previous pairs, places for 0 to 3, any order of
// levels. All pairings are listed; the solver's must have the same values, be the very pairing that the draw picks, and come with
// prices that prove each level by the rules of the certificate, replayed here.
// Usage: solver_property SEED [FACTOR]: FACTOR × 20,000 problems. Ends at the first difference.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "assignment/solver.h"
#include "base/fixed.h"
#include "scoring/draw.h"

enum { MOST = 6, PAIRS_MOST = MOST * MOST, PAIRINGS_MOST = 6000, PROBLEMS = 20000, LEVELS_MOST = 7, PERCENTS = 101, NO_SCORE = INT32_MAX };

// ---- random problems --------------------------------------------------------------------------------------------

static uint64_t random_state;

static uint32_t random_below(uint32_t n) {
    uint64_t z = random_state += 0x9E3779B97F4A7C15U;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
    return (uint32_t)((z ^ (z >> 31)) >> 33) % n;
}

typedef struct tiny {
    uint32_t count[ROLE_COUNT]; // mentors, mentees
    uint32_t capacity[ROLE_COUNT][MOST], class_of[ROLE_COUNT][MOST];
    bool priority[MOST];
    int16_t class_scores[PAIRS_MOST];
    int16_t score[MOST][MOST]; // [mentee][mentor], below 0: not eligible
    size_t exception_start[MOST + 1];
    exception exceptions[PAIRS_MOST];
    couple previous[PAIRS_MOST];
    problem_pin pins[PAIRS_MOST];
    bool kept[MOST][MOST], pinned[MOST][MOST];
    level_kind levels[LEVELS_MOST];
    uint32_t level_count;
    uint32_t draw_classes; // in the first round people with equal numbers modulo this draw alike
    problem problem;
} tiny;

static uint64_t tiny_draw_key(void *self, uint32_t round, role who, uint32_t number) {
    const tiny *t = self;
    const uint64_t shown = round < 3 ? number % (t->draw_classes + (round - 1)) : number;
    uint64_t z = (shown + 1) * 0x9E3779B97F4A7C15U + round * 977 + who * 31;
    z = (z ^ (z >> 29)) * 0xBF58476D1CE4E5B9U;
    return z ^ (z >> 32);
}

static void tiny_row(void *self, uint32_t mentee, int16_t *scores_bp) {
    const tiny *t = self;
    memcpy(scores_bp, t->score[mentee], t->count[ROLE_MENTOR] * sizeof *scores_bp);
}

static int16_t random_score(uint32_t kinds) {
    static const int16_t few[] = {5000, 5050, 7000, 10000, 0, 1};
    if (random_below(4) == 0) {
        return -1;
    }
    return kinds == 0 ? (int16_t)random_below(FULL_BP + 1) : few[random_below(kinds)];
}

static void random_people(tiny *t) {
    const uint32_t size = 1 + random_below(MOST);
    for (role who = ROLE_MENTOR; who < ROLE_COUNT; who++) {
        t->count[who] = random_below(20) == 0 ? 0 : 1 + random_below(size);
        const uint32_t places = random_below(3) == 0 ? 1 : 4, classes = 1 + random_below(MOST);
        for (uint32_t k = 0; k < t->count[who]; k++) {
            t->capacity[who][k] = places == 1 ? 1 : random_below(places);
            t->class_of[who][k] = random_below(classes);
        }
        t->problem.class_count[who] = classes;
    }
    for (uint32_t i = 0; i < t->count[ROLE_MENTEE]; i++) {
        t->priority[i] = random_below(3) == 0;
    }
}

static void random_scores(tiny *t) {
    const uint32_t classes = t->problem.class_count[ROLE_MENTOR], kinds = random_below(5);
    const bool exceptions = random_below(2) == 0;
    for (uint32_t k = 0; k < classes * t->problem.class_count[ROLE_MENTEE]; k++) {
        t->class_scores[k] = random_score(kinds);
    }
    size_t count = 0;
    for (uint32_t i = 0; i < t->count[ROLE_MENTEE]; i++) {
        t->exception_start[i] = count;
        for (uint32_t j = 0; j < t->count[ROLE_MENTOR]; j++) {
            t->score[i][j] = t->class_scores[t->class_of[ROLE_MENTEE][i] * classes + t->class_of[ROLE_MENTOR][j]];
            if (exceptions && random_below(4) == 0) {
                const int16_t score_bp = random_score(kinds);
                t->score[i][j] = score_bp;
                t->exceptions[count++] = (exception){
                    .mentor = j, .score_bp = (int16_t)(score_bp < 0 ? 0 : score_bp), .reason = score_bp < 0 ? REASON_VETOED : REASON_ELIGIBLE};
            }
        }
    }
    t->exception_start[t->count[ROLE_MENTEE]] = count;
    t->problem.exception_start = exceptions ? t->exception_start : NULL;
}

static void random_decisions(tiny *t) {
    const bool pins = random_below(3) == 0, previous = random_below(2) == 0;
    uint32_t left[ROLE_COUNT][MOST];
    memcpy(left, t->capacity, sizeof left);
    for (uint32_t i = 0; i < t->count[ROLE_MENTEE]; i++) {
        for (uint32_t j = 0; j < t->count[ROLE_MENTOR]; j++) {
            if (pins && random_below(6) == 0 && left[ROLE_MENTEE][i] > 0 && left[ROLE_MENTOR][j] > 0) {
                left[ROLE_MENTEE][i]--;
                left[ROLE_MENTOR][j]--;
                t->pinned[i][j] = true;
                if (t->score[i][j] < 0) {
                    t->score[i][j] = (int16_t)random_below(FULL_BP + 1);
                }
                t->pins[t->problem.pin_count++] = (problem_pin){.couple = {.mentee = i, .mentor = j}, .score_bp = t->score[i][j]};
            }
            if (previous && random_below(3) == 0) {
                t->kept[i][j] = true;
                t->previous[t->problem.previous_count++] = (couple){.mentee = i, .mentor = j};
            }
        }
    }
}

static void random_levels(tiny *t) {
    level_kind all[] = {LEVEL_MOST_MATCHED, LEVEL_PRIORITY_MATCHED, LEVEL_BEST_TOTAL, LEVEL_FEWEST_CHANGES,
                        LEVEL_MOST_MENTORS, LEVEL_BEST_WORST,       LEVEL_FAIREST};
    const uint32_t kinds = sizeof all / sizeof *all;
    for (uint32_t k = kinds - 1; k > 0; k--) {
        const uint32_t other = random_below(k + 1);
        const level_kind kept = all[k];
        all[k] = all[other];
        all[other] = kept;
    }
    const uint32_t wanted = random_below(kinds + 1);
    bool matched_most = false;
    for (uint32_t k = 0; k < wanted; k++) {
        const bool allowed = matched_most || (all[k] != LEVEL_BEST_WORST && all[k] != LEVEL_FAIREST);
        if (allowed) {
            t->levels[t->level_count++] = all[k];
        }
        matched_most = matched_most || all[k] == LEVEL_MOST_MATCHED;
    }
}

static void random_problem(tiny *t) {
    memset(t, 0, sizeof *t);
    random_people(t);
    random_scores(t);
    random_decisions(t);
    random_levels(t);
    t->draw_classes = 1 + random_below(MOST);
    problem *p = &t->problem;
    for (role who = ROLE_MENTOR; who < ROLE_COUNT; who++) {
        p->count[who] = t->count[who];
        p->capacity[who] = t->capacity[who];
        p->class_of[who] = t->class_of[who];
    }
    p->priority = t->priority;
    p->class_scores = random_below(3) == 0 ? NULL : t->class_scores;
    p->exceptions = t->exceptions;
    p->row = tiny_row;
    p->previous = t->previous;
    p->pins = t->pins;
    p->draw_key = tiny_draw_key;
    p->self = t;
}

// ---- brute force ------------------------------------------------------------------------------------------------

typedef uint64_t pairing_mask; // bit mentee × MOST + mentor

typedef struct worth {
    int64_t value[LEVELS_MOST];
    uint8_t at_percent[PERCENTS]; // pairs that are not pinned
} worth;

typedef struct listing {
    const tiny *t;
    uint32_t candidates[PAIRS_MOST], candidate_count; // free eligible pairs
    uint32_t load[ROLE_COUNT][MOST];
    pairing_mask best[PAIRINGS_MOST];
    uint32_t best_count;
    worth best_worth;
    uint32_t listed;
} listing;

static int64_t weight_at(const tiny *t, level_kind level, uint32_t round, uint32_t mentee, uint32_t mentor) {
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
            return draw_weight(tiny_draw_key((void *)t, round, ROLE_MENTEE, mentee), tiny_draw_key((void *)t, round, ROLE_MENTOR, mentor));
        case LEVEL_MOST_MENTORS:
        case LEVEL_BEST_WORST:
        case LEVEL_FAIREST:
        case LEVEL_COUNT:
            break;
    }
    return 0;
}

// Lowest score of a pair that is not pinned, in the level's unit; NO_SCORE: there is none.
static int64_t lowest_of(const tiny *t, level_kind level, pairing_mask pairing) {
    int64_t lowest = NO_SCORE;
    for (uint32_t i = 0; i < t->count[ROLE_MENTEE]; i++) {
        for (uint32_t j = 0; j < t->count[ROLE_MENTOR]; j++) {
            const int64_t score = level == LEVEL_FAIREST ? t->score[i][j] / 100 : t->score[i][j];
            if ((pairing >> (i * MOST + j) & 1) && !t->pinned[i][j] && score < lowest) {
                lowest = score;
            }
        }
    }
    return lowest;
}

static int64_t value_of(const tiny *t, level_kind level, uint32_t round, pairing_mask pairing) {
    if (level == LEVEL_BEST_WORST || level == LEVEL_FAIREST) {
        return lowest_of(t, level, pairing);
    }
    int64_t sum = 0;
    for (uint32_t j = 0; j < t->count[ROLE_MENTOR]; j++) {
        bool some = false;
        for (uint32_t i = 0; i < t->count[ROLE_MENTEE]; i++) {
            if (pairing >> (i * MOST + j) & 1) {
                sum += weight_at(t, level, round, i, j);
                some = true;
            }
        }
        sum += level == LEVEL_MOST_MENTORS && some;
    }
    return sum;
}

static void count_percents(const tiny *t, pairing_mask pairing, uint8_t at_percent[PERCENTS]) {
    for (uint32_t i = 0; i < t->count[ROLE_MENTEE]; i++) {
        for (uint32_t j = 0; j < t->count[ROLE_MENTOR]; j++) {
            if ((pairing >> (i * MOST + j) & 1) && !t->pinned[i][j]) {
                at_percent[t->score[i][j] / 100]++;
            }
        }
    }
}

// Above 0: the first is better at that level.
static int compare_at(level_kind level, uint32_t k, const worth *a, const worth *b) {
    for (uint32_t percent = 0; level == LEVEL_FAIREST && percent < PERCENTS; percent++) {
        if (a->at_percent[percent] != b->at_percent[percent]) {
            return a->at_percent[percent] < b->at_percent[percent] ? 1 : -1;
        }
    }
    return (a->value[k] > b->value[k]) - (a->value[k] < b->value[k]);
}

static void consider(listing *l, pairing_mask pairing) {
    const tiny *t = l->t;
    worth w = {0};
    int better = l->best_count == 0;
    for (uint32_t k = 0; k < t->level_count; k++) {
        w.value[k] = value_of(t, t->levels[k], 0, pairing);
        if (t->levels[k] == LEVEL_FAIREST) {
            count_percents(t, pairing, w.at_percent);
        }
        better = better != 0 ? better : compare_at(t->levels[k], k, &w, &l->best_worth);
    }
    if (better > 0) {
        l->best_count = 0;
        l->best_worth = w;
    }
    if (better >= 0) {
        l->best[l->best_count++] = pairing;
    }
}

// false: too many pairings to list.
static bool list_from(listing *l, uint32_t at, pairing_mask pairing) {
    if (at == l->candidate_count) {
        consider(l, pairing);
        return ++l->listed < PAIRINGS_MOST;
    }
    const uint32_t i = l->candidates[at] / MOST, j = l->candidates[at] % MOST;
    if (l->load[ROLE_MENTEE][i] < l->t->capacity[ROLE_MENTEE][i] && l->load[ROLE_MENTOR][j] < l->t->capacity[ROLE_MENTOR][j]) {
        l->load[ROLE_MENTEE][i]++;
        l->load[ROLE_MENTOR][j]++;
        const bool go_on = list_from(l, at + 1, pairing | (pairing_mask)1 << l->candidates[at]);
        l->load[ROLE_MENTEE][i]--;
        l->load[ROLE_MENTOR][j]--;
        if (!go_on) {
            return false;
        }
    }
    return list_from(l, at + 1, pairing);
}

static bool list_all(listing *l, const tiny *t) {
    memset(l, 0, offsetof(listing, best));
    l->t = t;
    l->best_count = 0;
    l->listed = 0;
    pairing_mask pins = 0;
    for (uint32_t i = 0; i < t->count[ROLE_MENTEE]; i++) {
        for (uint32_t j = 0; j < t->count[ROLE_MENTOR]; j++) {
            if (t->pinned[i][j]) {
                pins |= (pairing_mask)1 << (i * MOST + j);
                l->load[ROLE_MENTEE][i]++;
                l->load[ROLE_MENTOR][j]++;
            } else if (t->score[i][j] >= 0) {
                l->candidates[l->candidate_count++] = i * MOST + j;
            }
        }
    }
    return list_from(l, 0, pins);
}

// Keeps the best by the draw's next round.
static int64_t draw_round(listing *l, uint32_t round) {
    int64_t most = INT64_MIN;
    uint32_t kept = 0;
    for (uint32_t k = 0; k < l->best_count; k++) {
        const int64_t value = value_of(l->t, LEVEL_DRAW, round, l->best[k]);
        if (value > most) {
            most = value;
            kept = 0;
        }
        if (value == most) {
            l->best[kept++] = l->best[k];
        }
    }
    l->best_count = kept;
    return most;
}

// ---- the certificate --------------------------------------------------------------------------------------------

typedef enum state { STATE_FREE, STATE_OUT, STATE_FORCED } state;

typedef struct replay {
    const tiny *t;
    pairing_mask pairing;
    int64_t low[ROLE_COUNT][MOST], high[ROLE_COUNT][MOST];
    state state[MOST][MOST];
    bool filled[MOST]; // mentors: has a pin or a forced pair
} replay;

static int64_t free_load(const replay *r, role who, uint32_t number) {
    int64_t load = 0;
    for (uint32_t i = 0; i < r->t->count[ROLE_MENTEE]; i++) {
        for (uint32_t j = 0; j < r->t->count[ROLE_MENTOR]; j++) {
            const bool counts = (who == ROLE_MENTEE ? i : j) == number && r->state[i][j] == STATE_FREE;
            load += counts && (r->pairing >> (i * MOST + j) & 1);
        }
    }
    return load;
}

static void replay_begin(replay *r, const tiny *t, pairing_mask pairing) {
    memset(r, 0, sizeof *r);
    r->t = t;
    r->pairing = pairing;
    for (role who = ROLE_MENTOR; who < ROLE_COUNT; who++) {
        for (uint32_t k = 0; k < t->count[who]; k++) {
            r->high[who][k] = t->capacity[who][k];
        }
    }
    for (uint32_t i = 0; i < t->count[ROLE_MENTEE]; i++) {
        for (uint32_t j = 0; j < t->count[ROLE_MENTOR]; j++) {
            if (t->pinned[i][j]) {
                r->state[i][j] = STATE_FORCED;
                r->high[ROLE_MENTEE][i]--;
                r->high[ROLE_MENTOR][j]--;
                r->filled[j] = true;
            } else if (t->score[i][j] < 0) {
                r->state[i][j] = STATE_OUT;
            }
        }
    }
}

// What the person adds to the dual value; narrows low and high. NULL, or what is wrong.
static const char *replay_person(replay *r, const level_proof *proof, role who, uint32_t k, int64_t *dual) {
    const int64_t price = proof->prices[who][k], load = free_load(r, who, k);
    int64_t *low = &r->low[who][k], *high = &r->high[who][k];
    const bool rewarded = proof->level == LEVEL_MOST_MENTORS && who == ROLE_MENTOR && *low == 0 && *high > 0 && !r->filled[k];
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
    *dual += best;
    if (proof->level == LEVEL_MOST_MENTORS && who == ROLE_MENTOR && !rewarded && (r->filled[k] || *low > 0)) {
        *dual += 1;
    }
    if (*low < *high || price == 0) {
        *low = from;
        *high = to;
    }
    return load < *low || load > *high ? "a load is not what the price asks for" : NULL;
}

static int64_t weight_by(const tiny *t, const level_proof *proof, uint32_t mentee, uint32_t mentor) {
    if (proof->level == LEVEL_FAIREST) {
        return t->score[mentee][mentor] / 100 == proof->t ? -1 : 0;
    }
    if (proof->level == LEVEL_BEST_WORST) {
        return t->score[mentee][mentor] == proof->t ? -1 : 0;
    }
    return weight_at(t, proof->level, proof->round, mentee, mentor);
}

// Free pairs with a score in [from, below) are out.
static const char *replay_ban(replay *r, int64_t from_bp, int64_t below_bp) {
    for (uint32_t i = 0; i < r->t->count[ROLE_MENTEE]; i++) {
        for (uint32_t j = 0; j < r->t->count[ROLE_MENTOR]; j++) {
            const int16_t score_bp = r->t->score[i][j];
            if (r->state[i][j] == STATE_FREE && score_bp >= from_bp && score_bp < below_bp) {
                r->state[i][j] = STATE_OUT;
                if (r->pairing >> (i * MOST + j) & 1) {
                    return "a pair is in that is banned";
                }
            }
        }
    }
    return NULL;
}

static int64_t lowest_forced(const replay *r) {
    int64_t lowest = NO_SCORE;
    for (uint32_t i = 0; i < r->t->count[ROLE_MENTEE]; i++) {
        for (uint32_t j = 0; j < r->t->count[ROLE_MENTOR]; j++) {
            if (r->state[i][j] == STATE_FORCED && !r->t->pinned[i][j] && r->t->score[i][j] < lowest) {
                lowest = r->t->score[i][j];
            }
        }
    }
    return lowest;
}

// The prices of best_worst bind nobody: they only prove that no pairing stays above t.
static const char *replay_best_worst(replay *r, const level_proof *proof) {
    const tiny *t = r->t;
    int64_t dual = 0;
    const char *wrong = replay_ban(r, 0, proof->t);
    if (wrong != NULL || lowest_forced(r) == proof->t) {
        return wrong;
    }
    for (role who = ROLE_MENTOR; who < ROLE_COUNT; who++) {
        for (uint32_t k = 0; k < t->count[who]; k++) {
            const int64_t price = proof->prices[who][k];
            dual += price > 0 ? price * r->high[who][k] : price * r->low[who][k];
        }
    }
    for (uint32_t i = 0; i < t->count[ROLE_MENTEE]; i++) {
        for (uint32_t j = 0; j < t->count[ROLE_MENTOR]; j++) {
            const int64_t reduced_cost = weight_by(t, proof, i, j) - proof->prices[ROLE_MENTEE][i] - proof->prices[ROLE_MENTOR][j];
            dual += r->state[i][j] == STATE_FREE && reduced_cost > 0 ? reduced_cost : 0;
        }
    }
    return dual <= -1 ? NULL : "a better lowest score is not ruled out";
}

static const char *replay_level(replay *r, const level_proof *proof, int64_t value) {
    const tiny *t = r->t;
    int64_t dual = 0;
    for (uint32_t i = 0; i < t->count[ROLE_MENTEE]; i++) {
        for (uint32_t j = 0; j < t->count[ROLE_MENTOR]; j++) {
            dual += r->state[i][j] == STATE_FORCED ? weight_at(t, proof->level, proof->round, i, j) : 0;
        }
    }
    for (role who = ROLE_MENTOR; who < ROLE_COUNT; who++) {
        for (uint32_t k = 0; k < t->count[who]; k++) {
            const char *wrong = replay_person(r, proof, who, k, &dual);
            if (wrong != NULL) {
                return wrong;
            }
        }
    }
    for (uint32_t i = 0; i < t->count[ROLE_MENTEE]; i++) {
        for (uint32_t j = 0; j < t->count[ROLE_MENTOR]; j++) {
            if (r->state[i][j] != STATE_FREE) {
                continue;
            }
            const bool in = r->pairing >> (i * MOST + j) & 1;
            const int64_t reduced_cost = weight_by(t, proof, i, j) - proof->prices[ROLE_MENTEE][i] - proof->prices[ROLE_MENTOR][j];
            if (reduced_cost < 0) {
                r->state[i][j] = STATE_OUT;
                if (in) {
                    return "a pair is in that should be out";
                }
            } else if (reduced_cost > 0) {
                r->state[i][j] = STATE_FORCED;
                dual += reduced_cost;
                if (!in) {
                    return "a pair is out that should be in";
                }
                r->filled[j] = true;
                r->high[ROLE_MENTEE][i]--;
                r->high[ROLE_MENTOR][j]--;
                r->low[ROLE_MENTEE][i] -= r->low[ROLE_MENTEE][i] > 0;
                r->low[ROLE_MENTOR][j] -= r->low[ROLE_MENTOR][j] > 0;
            }
        }
    }
    return dual == value ? NULL : "the dual value is another";
}

// What the free pairs of the pairing weigh at a step.
static int64_t free_weight(const replay *r, const level_proof *proof) {
    int64_t sum = 0;
    for (uint32_t i = 0; i < r->t->count[ROLE_MENTEE]; i++) {
        for (uint32_t j = 0; j < r->t->count[ROLE_MENTOR]; j++) {
            const bool counts = r->state[i][j] == STATE_FREE && (r->pairing >> (i * MOST + j) & 1);
            sum += counts ? weight_by(r->t, proof, i, j) : 0;
        }
    }
    return sum;
}

// All entries of one level, from *next on.
static const char *replay_entries(replay *r, const solution *s, uint32_t *next, const level_result *level) {
    if (level->level == LEVEL_BEST_WORST && !level->has_value) {
        return NULL;
    }
    int64_t from = 0;
    const char *wrong = NULL;
    while (wrong == NULL && *next < s->proof_count && s->proofs[*next].level == level->level && s->proofs[*next].round == level->round) {
        const level_proof *proof = &s->proofs[(*next)++];
        if (level->level == LEVEL_BEST_WORST) {
            return proof->t == level->value ? replay_best_worst(r, proof) : "best_worst is proven for another score";
        }
        if (level->level != LEVEL_FAIREST) {
            return replay_level(r, proof, level->value);
        }
        wrong = proof->t < from ? "the steps do not rise" : replay_ban(r, from * 100, (int64_t)proof->t * 100);
        wrong = wrong != NULL ? wrong : replay_level(r, proof, free_weight(r, proof));
        from = proof->t + 1;
    }
    if (wrong == NULL && level->level == LEVEL_FAIREST) {
        return replay_ban(r, from * 100, NO_SCORE);
    }
    return wrong != NULL ? wrong : "a level has no proof";
}

static const char *compare_profile(const tiny *t, const level_result *level, pairing_mask pairing) {
    uint8_t at_percent[PERCENTS] = {0};
    uint32_t listed = 0;
    count_percents(t, pairing, at_percent);
    for (int32_t percent = 0; percent < PERCENTS; percent++) {
        if (at_percent[percent] > 0) {
            if (listed == level->profile_count || level->profile[listed].percent != percent ||
                level->profile[listed].pairs != at_percent[percent]) {
                return "the profile is another";
            }
            listed++;
        }
    }
    return listed == level->profile_count ? NULL : "the profile is too long";
}

// ---- one problem ------------------------------------------------------------------------------------------------

static pairing_mask mask_of(const solution *s) {
    pairing_mask mask = 0;
    for (uint32_t k = 0; k < s->pair_count; k++) {
        mask |= (pairing_mask)1 << (s->pairs[k].mentee * MOST + s->pairs[k].mentor);
    }
    return mask;
}

static const char *compare(const solution *s, listing *l, const tiny *t) {
    if (s->stopped != STOPPED_NOT) {
        return "the solve says that it was stopped";
    }
    uint32_t next_proof = 0;
    replay r;
    replay_begin(&r, t, mask_of(s));
    for (uint32_t k = 0; k < s->level_count; k++) {
        const level_result *level = &s->levels[k];
        const bool drawn = k >= t->level_count;
        if (drawn && k > t->level_count && l->best_count == 1) {
            return "the draw goes on after it is settled";
        }
        const int64_t best = drawn ? draw_round(l, k - t->level_count + 1) : l->best_worth.value[k];
        if (level->level != (drawn ? LEVEL_DRAW : t->levels[k]) || level->round != (drawn ? k - t->level_count + 1 : 0)) {
            return "the levels are others";
        }
        if (!level->proven || level->has_value != (best != NO_SCORE) || (level->has_value && (level->value != best || level->bound != best))) {
            return "a value is not the best";
        }
        const char *wrong = replay_entries(&r, s, &next_proof, level);
        if (wrong == NULL && level->level == LEVEL_FAIREST) {
            wrong = compare_profile(t, level, mask_of(s));
        }
        if (wrong != NULL) {
            return wrong;
        }
    }
    if (next_proof != s->proof_count) {
        return "there are more proofs than levels";
    }
    if (l->best_count != 1) {
        return "the draw stops too early";
    }
    return l->best[0] == mask_of(s) ? NULL : "the pairing is not the draw's";
}

static const char *try_problem(const tiny *t, listing *l, uint32_t manner) {
    context c;
    context_init(&c, (host){0});
    solution *s = NULL;
    const char *wrong = NULL;
    // Tiny problems are all candidates: often only one is allowed, so that pricing has to find the others.
    const workshop_options options = {.simplex.cold = manner % 3 == 0, .pairs_at_once = manner / 3 % 3, .many_short = manner / 9 % 3};
    if (solver_run(&s, &c, &t->problem, t->levels, t->level_count, &options) != STATUS_OK) {
        printf("%s: %s\n", c.fault.where, c.fault.what);
        wrong = "the solve failed";
    } else {
        wrong = compare(s, l, t);
    }
    solution_free(s);
    context_free(&c);
    if (wrong == NULL && c.memory.live_bytes != 0) {
        wrong = "memory is left";
    }
    return wrong;
}

int main(int argc, char **argv) {
    const uint64_t seed = argc > 1 ? strtoull(argv[1], NULL, 10) : 1;
    const uint32_t factor = argc > 2 ? (uint32_t)strtoul(argv[2], NULL, 10) : 1;
    printf("solver_property: seed %" PRIu64 "\n", seed);
    listing *l = malloc(sizeof *l);
    tiny *t = malloc(sizeof *t);
    if (l == NULL || t == NULL) {
        return 1;
    }
    uint32_t tried = 0, rounds = 0;
    for (uint64_t number = 0; tried < PROBLEMS * factor; number++) {
        random_state = seed * 1000003 + number * 7919;
        random_problem(t);
        if (!list_all(l, t)) {
            continue;
        }
        tried++;
        rounds += l->best_count > 1;
        const char *wrong = try_problem(t, l, (uint32_t)number % 27);
        if (wrong != NULL) {
            printf("problem %" PRIu64 " of seed %" PRIu64 ": %s\n", number, seed, wrong);
            return 1;
        }
    }
    printf("%u problems, %u of them decided by the draw\n", tried, rounds);
    free(l);
    free(t);
    return 0;
}
