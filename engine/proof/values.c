// The list of levels, and every value from the pairs.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "proof/values.h"

#include <string.h>

#include "proof/weight.h"

enum { PERCENTS = 101 };

// ---- which levels ------------------------------------------------------------------------------------------------

static bool lists_level(const program *p, level_kind kind) {
    for (uint32_t k = 0; k < p->objective_count; k++) {
        if (p->objective[k] == kind) {
            return true;
        }
    }
    return false;
}

static bool was_given_previous(const cohort *h) {
    for (uint32_t k = 0; k < h->input_count; k++) {
        if (h->inputs[k].role == INPUT_PREVIOUS) {
            return true;
        }
    }
    return false;
}

// The kind of the level at place `k` by the program's objective; LEVEL_DRAW behind its end.
static level_kind kind_asked_for(const cohort *h, uint32_t k) {
    const program *p = h->program;
    if (was_given_previous(h) && !lists_level(p, LEVEL_FEWEST_CHANGES)) {
        if (k == (h->options.keep_last ? p->objective_count : 0)) {
            return LEVEL_FEWEST_CHANGES;
        }
        k -= k > 0 && (!h->options.keep_last || k > p->objective_count);
    }
    return k < p->objective_count ? p->objective[k] : LEVEL_DRAW;
}

static bool needs_most_matched(level_kind kind) {
    return kind == LEVEL_BEST_WORST || kind == LEVEL_FAIREST;
}

// The kinds and rounds in their order, and that nothing is called proven behind a level that is not.
static status check_list(inquiry *q) {
    uint32_t round = 0;
    bool matched_most = false, proven = true;
    for (uint32_t k = 0; k < q->s->level_count; k++) {
        const level_result *level = &q->s->levels[k];
        const level_kind kind = kind_asked_for(q->h, k);
        round += kind == LEVEL_DRAW;
        if (level->level != kind || level->round != round || round > DRAW_ROUNDS_MOST) {
            return inquiry_refuse(q, inquiry_fault(CHECK_LEVELS_DIFFER, k, NONE, NONE),
                                  "goal %u is not the one that the program asks for", k + 1);
        }
        if ((level->proven && !proven) || (round > 1 && !level->proven)) {
            return inquiry_refuse(q, inquiry_fault(CHECK_LEVELS_DIFFER, k, NONE, NONE),
                                  "goal %u cannot be proven behind one that is not", k + 1);
        }
        if (needs_most_matched(kind) && !matched_most) {
            return inquiry_refuse(q, inquiry_fault(CHECK_LEVELS_DIFFER, k, NONE, NONE),
                                  "goal %u needs most_matched before it", k + 1);
        }
        matched_most = matched_most || kind == LEVEL_MOST_MATCHED;
        proven = level->proven;
    }
    if (round == 0) {
        return inquiry_refuse(q, inquiry_fault(CHECK_LEVELS_DIFFER, NONE, NONE, NONE),
                              "goals are missing at the end of the list");
    }
    return STATUS_OK;
}

// ---- what the pairs give -----------------------------------------------------------------------------------------

// Pairs by score, those that are not pinned: counts per whole percent and the lowest score; -1: none.
static int32_t lowest_score_bp(const inquiry *q, uint32_t counts[PERCENTS]) {
    int32_t lowest = -1;
    memset(counts, 0, PERCENTS * sizeof *counts);
    for (uint32_t k = 0; k < q->s->pair_count; k++) {
        if (q->pinned[k]) {
            continue;
        }
        const int32_t score_bp = q->pairs[k].score_bp;
        counts[score_bp / BP_PER_PERCENT]++;
        if (lowest < 0 || score_bp < lowest) {
            lowest = score_bp;
        }
    }
    return lowest;
}

static int64_t mentors_with_pairs(const inquiry *q) {
    int64_t count = 0;
    for (uint32_t j = 0; j < q->h->count[ROLE_MENTOR]; j++) {
        count += q->load[ROLE_MENTOR][j] > 0 || q->pin_count[ROLE_MENTOR][j] > 0;
    }
    return count;
}

// At most 2^32 pairs of 65535: no overflow.
static int64_t sum_of_weights(const inquiry *q, const level_result *level) {
    weight w = {.kind = level->level};
    for (role r = ROLE_MENTOR; r < ROLE_COUNT && level->level == LEVEL_DRAW; r++) {
        w.draw_key[r] = q->draw_keys[level->round - 1][r];
    }
    int64_t sum = 0;
    for (uint32_t k = 0; k < q->s->pair_count; k++) {
        sum += weight_of(&w, &q->pairs[k]);
    }
    return sum;
}

// false: the level has no value (no pair that it looks at).
static bool value_of(const inquiry *q, const level_result *level, int64_t *value) {
    uint32_t counts[PERCENTS];
    switch (level->level) {
    case LEVEL_MOST_MENTORS:
        *value = mentors_with_pairs(q);
        return true;
    case LEVEL_BEST_WORST:
        *value = lowest_score_bp(q, counts);
        return *value >= 0;
    case LEVEL_FAIREST:
        *value = lowest_score_bp(q, counts);
        *value = *value < 0 ? -1 : *value / BP_PER_PERCENT;
        return *value >= 0;
    case LEVEL_MOST_MATCHED:
    case LEVEL_PRIORITY_MATCHED:
    case LEVEL_BEST_TOTAL:
    case LEVEL_FEWEST_CHANGES:
    case LEVEL_DRAW:
    case LEVEL_COUNT:
        break;
    }
    *value = sum_of_weights(q, level);
    return true;
}

static bool same_profile(const inquiry *q, const level_result *level) {
    uint32_t counts[PERCENTS];
    (void)lowest_score_bp(q, counts);
    uint32_t listed = 0;
    for (int32_t percent = 0; percent < PERCENTS; percent++) {
        if (counts[percent] == 0) {
            continue;
        }
        if (listed >= level->profile_count || level->profile[listed].percent != percent ||
            level->profile[listed].pairs != counts[percent]) {
            return false;
        }
        listed++;
    }
    return listed == level->profile_count;
}

static status check_value(inquiry *q, uint32_t k) {
    const level_result *level = &q->s->levels[k];
    const char *name = level_name(level->level);
    int64_t value;
    const bool has_value = value_of(q, level, &value);
    if (has_value != level->has_value || (has_value && value != level->value)) {
        return inquiry_refuse(q, inquiry_fault(CHECK_VALUE, k, NONE, NONE),
                              "goal %u (%s) is said to stand at %lld, but the pairs give %lld", k + 1, name,
                              (long long)level->value, (long long)value);
    }
    if (level->level == LEVEL_FAIREST && !same_profile(q, level)) {
        return inquiry_refuse(q, inquiry_fault(CHECK_VALUE, k, NONE, NONE),
                              "goal %u (%s) has another profile than the pairs give", k + 1, name);
    }
    if (has_value && (level->proven ? level->bound != value : level->bound < value)) {
        return inquiry_refuse(q, inquiry_fault(CHECK_BOUND, k, NONE, NONE),
                              "goal %u (%s) stands at %lld and cannot have the bound %lld", k + 1, name,
                              (long long)value, (long long)level->bound);
    }
    return STATUS_OK;
}

status values_check(inquiry *q) {
    TRY(check_list(q));
    for (uint32_t k = 0; k < q->s->level_count && !inquiry_refused(q); k++) {
        if (q->s->levels[k].level == LEVEL_DRAW) {
            TRY(inquiry_draw_round(q, q->s->levels[k].round));
        }
        TRY(check_value(q, k));
    }
    return STATUS_OK;
}
