// Brute force: every pairing of a tiny problem, the best of them level by level and then by the draw, and whether what
// the solver found is that very pairing, with those values and prices that prove them. Up to 6 people a role.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/property/instance.h"

enum { TINY = 6, PAIRINGS_MOST = 6000 };

typedef uint64_t pairing_mask; // bit mentee × TINY + mentor

static inline bool pairing_has(pairing_mask pairing, uint32_t mentee, uint32_t mentor) {
    return pairing >> (mentee * TINY + mentor) & 1;
}

static inline pairing_mask pairing_bit(uint32_t mentee, uint32_t mentor) {
    return (pairing_mask)1 << (mentee * TINY + mentor);
}

// ---- what a pairing is worth ------------------------------------------------------------------------------------

typedef struct worth {
    int64_t value[LEVELS_MOST];
    uint8_t at_percent[PERCENTS]; // pairs that are not pinned
} worth;

// Lowest score of a pair that is not pinned, in the level's unit; NO_SCORE: there is none.
static inline int64_t listing_lowest(const instance *t, level_kind level, pairing_mask pairing) {
    int64_t lowest = NO_SCORE;
    for (uint32_t i = 0; i < t->count[ROLE_MENTEE]; i++) {
        for (uint32_t j = 0; j < t->count[ROLE_MENTOR]; j++) {
            const int64_t score = level == LEVEL_FAIREST ? t->score[i][j] / 100 : t->score[i][j];
            if (pairing_has(pairing, i, j) && !t->pinned[i][j] && score < lowest) {
                lowest = score;
            }
        }
    }
    return lowest;
}

static inline int64_t listing_value(const instance *t, level_kind level, uint32_t round, pairing_mask pairing) {
    if (level == LEVEL_BEST_WORST || level == LEVEL_FAIREST) {
        return listing_lowest(t, level, pairing);
    }
    int64_t sum = 0;
    for (uint32_t j = 0; j < t->count[ROLE_MENTOR]; j++) {
        bool some = false;
        for (uint32_t i = 0; i < t->count[ROLE_MENTEE]; i++) {
            if (pairing_has(pairing, i, j)) {
                sum += weight_at(t, level, -1, round, i, j);
                some = true;
            }
        }
        sum += level == LEVEL_MOST_MENTORS && some;
    }
    return sum;
}

static inline void listing_percents(const instance *t, pairing_mask pairing, uint8_t at_percent[PERCENTS]) {
    for (uint32_t i = 0; i < t->count[ROLE_MENTEE]; i++) {
        for (uint32_t j = 0; j < t->count[ROLE_MENTOR]; j++) {
            if (pairing_has(pairing, i, j) && !t->pinned[i][j]) {
                at_percent[t->score[i][j] / 100]++;
            }
        }
    }
}

// Above 0: the first is better at that level.
static inline int listing_compare_at(level_kind level, uint32_t k, const worth *a, const worth *b) {
    for (uint32_t percent = 0; level == LEVEL_FAIREST && percent < PERCENTS; percent++) {
        if (a->at_percent[percent] != b->at_percent[percent]) {
            return a->at_percent[percent] < b->at_percent[percent] ? 1 : -1;
        }
    }
    return (a->value[k] > b->value[k]) - (a->value[k] < b->value[k]);
}

// ---- all pairings -----------------------------------------------------------------------------------------------

typedef struct listing {
    const instance *t;
    couple candidates[TINY * TINY]; // free eligible pairs
    uint32_t candidate_count;
    uint32_t load[ROLE_COUNT][TINY];
    uint32_t listed, best_count;
    worth best_worth;
    pairing_mask best[PAIRINGS_MOST];
} listing;

static inline void listing_consider(listing *l, pairing_mask pairing) {
    const instance *t = l->t;
    worth w = {0};
    int better = l->best_count == 0;
    for (uint32_t k = 0; k < t->level_count; k++) {
        w.value[k] = listing_value(t, t->levels[k], 0, pairing);
        if (t->levels[k] == LEVEL_FAIREST) {
            listing_percents(t, pairing, w.at_percent);
        }
        better = better != 0 ? better : listing_compare_at(t->levels[k], k, &w, &l->best_worth);
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
static inline bool listing_from(listing *l, uint32_t at, pairing_mask pairing) {
    if (at == l->candidate_count) {
        listing_consider(l, pairing);
        return ++l->listed < PAIRINGS_MOST;
    }
    const uint32_t i = l->candidates[at].mentee, j = l->candidates[at].mentor;
    if (l->load[ROLE_MENTEE][i] < l->t->capacity[ROLE_MENTEE][i] &&
        l->load[ROLE_MENTOR][j] < l->t->capacity[ROLE_MENTOR][j]) {
        l->load[ROLE_MENTEE][i]++;
        l->load[ROLE_MENTOR][j]++;
        const bool go_on = listing_from(l, at + 1, pairing | pairing_bit(i, j));
        l->load[ROLE_MENTEE][i]--;
        l->load[ROLE_MENTOR][j]--;
        if (!go_on) {
            return false;
        }
    }
    return listing_from(l, at + 1, pairing);
}

static inline bool listing_all(listing *l, const instance *t) {
    *l = (listing){.t = t};
    pairing_mask pins = 0;
    for (uint32_t i = 0; i < t->count[ROLE_MENTEE]; i++) {
        for (uint32_t j = 0; j < t->count[ROLE_MENTOR]; j++) {
            if (t->pinned[i][j]) {
                pins |= pairing_bit(i, j);
                l->load[ROLE_MENTEE][i]++;
                l->load[ROLE_MENTOR][j]++;
            } else if (t->score[i][j] >= 0) {
                l->candidates[l->candidate_count++] = (couple){.mentee = i, .mentor = j};
            }
        }
    }
    return listing_from(l, 0, pins);
}

// Keeps the best by the draw's next round.
static inline int64_t listing_draw_round(listing *l, uint32_t round) {
    int64_t most = INT64_MIN;
    uint32_t kept = 0;
    for (uint32_t k = 0; k < l->best_count; k++) {
        const int64_t value = listing_value(l->t, LEVEL_DRAW, round, l->best[k]);
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

// ---- the solver's pairing
// ------------------------------------------------------------------------------------------------

static inline pairing_mask pairing_of(const solution *s) {
    pairing_mask mask = 0;
    for (uint32_t k = 0; k < s->pair_count; k++) {
        mask |= pairing_bit(s->pairs[k].mentee, s->pairs[k].mentor);
    }
    return mask;
}

static inline const char *listing_judge_profile(const instance *t, const level_result *level, pairing_mask pairing) {
    uint8_t at_percent[PERCENTS] = {0};
    uint32_t listed = 0;
    listing_percents(t, pairing, at_percent);
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

static inline const char *listing_judge_level(const listing *l, const level_result *level, int64_t best,
                                              pairing_mask pairing) {
    const bool has_value = best != NO_SCORE;
    if (!level->proven || level->has_value != has_value ||
        (has_value && (level->value != best || level->bound != best))) {
        return "a value is not the best";
    }
    return level->level == LEVEL_FAIREST ? listing_judge_profile(l->t, level, pairing) : NULL;
}

static inline const char *listing_judge(const solution *s, listing *l, replay *r) {
    const instance *t = l->t;
    if (s->stopped != STOPPED_NOT) {
        return "the solve says that it was stopped";
    }
    uint32_t next_proof = 0;
    replay_begin(r, t, s);
    for (uint32_t k = 0; k < s->level_count; k++) {
        const level_result *level = &s->levels[k];
        const uint32_t round = k < t->level_count ? 0 : k - t->level_count + 1;
        if (level->level != (round > 0 ? LEVEL_DRAW : t->levels[k]) || level->round != round) {
            return "the levels are others";
        }
        if (round > 1 && l->best_count == 1) {
            return "the draw goes on after it is settled";
        }
        const int64_t best = round > 0 ? listing_draw_round(l, round) : l->best_worth.value[k];
        const char *wrong = listing_judge_level(l, level, best, pairing_of(s));
        wrong = wrong != NULL ? wrong : replay_level(r, s, &next_proof, level);
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
    return l->best[0] == pairing_of(s) ? NULL : "the pairing is not the draw's";
}
