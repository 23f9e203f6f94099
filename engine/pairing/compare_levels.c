// A level that is no goal of one pairing is measured there by its pairs, so that the two can be held against each
// other. SPDX-License-Identifier: GPL-3.0-or-later
#include "pairing/compare_levels.h"

#include <string.h>

enum { BP_PER_PERCENT = 100, PERCENTS = 101 };

// The goal of that kind, or NULL; the draw is none, nor is what only helped to compare.
static const level_result *goal_of(const comparing *k, compared_side side, level_kind level) {
    const pairing *p = k->pairing[side];
    if (level == LEVEL_DRAW || (k->helped[side] && level == LEVEL_FEWEST_CHANGES)) {
        return NULL;
    }
    for (uint32_t i = 0; i < p->objective_count; i++) {
        if (p->objective[i].level == level) {
            return &p->objective[i];
        }
    }
    return NULL;
}

// How many pairs that are not pinned stand at each whole percent; the lowest score among them, -1: none.
static int32_t count_percents(uint32_t pairs[PERCENTS], const pairing *p) {
    int32_t lowest_bp = -1;
    memset(pairs, 0, PERCENTS * sizeof *pairs);
    for (uint32_t i = 0; i < p->pair_count; i++) {
        if (!p->pairs[i].pinned) {
            pairs[p->pairs[i].score_bp / BP_PER_PERCENT]++;
            lowest_bp = lowest_bp < 0 || p->pairs[i].score_bp < lowest_bp ? p->pairs[i].score_bp : lowest_bp;
        }
    }
    return lowest_bp;
}

// What the pairs of a pairing say of a level, goal or not. false: they cannot tell.
static bool measure(compared_level *it, const comparing *k, compared_side side) {
    const pairing *p = k->pairing[side];
    uint32_t percents[PERCENTS];
    int64_t value = -1;
    switch (it->level) {
    case LEVEL_MOST_MATCHED:
        value = p->pair_count;
        break;
    case LEVEL_BEST_TOTAL:
        value = 0;
        for (uint32_t i = 0; i < p->pair_count; i++) {
            value += p->pairs[i].score_bp;
        }
        break;
    case LEVEL_BEST_WORST:
        value = count_percents(percents, p);
        break;
    case LEVEL_FAIREST:
        value = count_percents(percents, p);
        value = value < 0 ? value : value / BP_PER_PERCENT;
        break;
    case LEVEL_MOST_MENTORS:
        value = 0;
        for (uint32_t i = 0; i < k->out->people_count[ROLE_MENTOR]; i++) {
            value += k->out->people[ROLE_MENTOR][i].pairs[side] > 0;
        }
        break;
    case LEVEL_PRIORITY_MATCHED:
    case LEVEL_FEWEST_CHANGES:
    case LEVEL_DRAW:
    case LEVEL_COUNT:
        return false;
    }
    it->known[side] = value >= 0;
    it->value[side] = value >= 0 ? value : 0;
    return true;
}

// From the bottom up, the first pair that fits better in one of the two decides.
static void compare_fairness(compared_level *it, const comparing *k) {
    uint32_t left[COMPARED_SIDES] = {0}, percents[COMPARED_SIDES][PERCENTS];
    for (compared_side side = 0; side < COMPARED_SIDES; side++) {
        (void)count_percents(percents[side], k->pairing[side]);
        for (int32_t percent = 0; percent < PERCENTS; percent++) {
            left[side] += percents[side][percent];
        }
    }
    it->better = COMPARED_EQUAL;
    for (int32_t percent = 0; percent < PERCENTS; percent++) {
        const uint32_t old = percents[COMPARED_OLD][percent], new = percents[COMPARED_NEW][percent];
        const compared_side fewer = old < new ? COMPARED_OLD : COMPARED_NEW;
        if (old != new) {
            // Where all others of the smaller one stand here, the larger one merely has more pairs.
            it->better = left[fewer] == percents[fewer][percent] ? COMPARED_EQUAL
                         : fewer == COMPARED_OLD                 ? COMPARED_OLD_BETTER
                                                                 : COMPARED_NEW_BETTER;
            if (it->better != COMPARED_EQUAL) {
                it->lowest_difference.percent = percent;
                it->lowest_difference.pairs[COMPARED_OLD] = old;
                it->lowest_difference.pairs[COMPARED_NEW] = new;
            }
            return;
        }
        left[COMPARED_OLD] -= old;
        left[COMPARED_NEW] -= new;
    }
}

static void compare_level(compared_level *it, const comparing *k) {
    it->lowest_difference.percent = -1;
    for (compared_side side = 0; side < COMPARED_SIDES; side++) {
        it->goal[side] = goal_of(k, side, it->level);
        if (!measure(it, k, side)) { // then the goal must be believed
            it->known[side] = it->goal[side] != NULL && it->goal[side]->has_value;
            it->value[side] = it->known[side] ? it->goal[side]->value : 0;
        }
    }
    if (!it->known[COMPARED_OLD] || !it->known[COMPARED_NEW]) {
        it->better = COMPARED_UNKNOWN;
        return;
    }
    it->by = it->value[COMPARED_NEW] - it->value[COMPARED_OLD];
    it->better = it->by == 0 ? COMPARED_EQUAL : it->by > 0 ? COMPARED_NEW_BETTER : COMPARED_OLD_BETTER;
    if (it->level == LEVEL_FAIREST) {
        compare_fairness(it, k);
    }
}

status compare_levels(comparing *k) {
    comparison *out = k->out;
    out->levels = arena_alloc(k->arena, 2 * LEVEL_COUNT, sizeof *out->levels);
    if (out->levels == NULL) {
        return STATUS_NO_MEMORY;
    }
    bool listed[LEVEL_COUNT] = {false};
    for (compared_side turn = 0; turn < COMPARED_SIDES; turn++) {
        const compared_side side = turn == 0 ? COMPARED_NEW : COMPARED_OLD;
        for (uint32_t i = 0; i < k->pairing[side]->objective_count; i++) {
            const level_kind level = k->pairing[side]->objective[i].level;
            if (!listed[level] && goal_of(k, side, level) != NULL) {
                listed[level] = true;
                out->levels[out->level_count].level = level;
                compare_level(&out->levels[out->level_count++], k);
            }
        }
    }
    return STATUS_OK;
}
