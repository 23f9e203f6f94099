// What a pair weighs at a goal, or at several goals folded into one number: a sum of parts, each by a trait of the
// pair. All but the draw's part follow from the score, the mentee and the previous pairing, so that whole classes weigh
// alike.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "assignment/roster.h"
#include "base/fixed.h"
#include "scoring/draw.h"

enum { SCORES = FULL_BP + 1 };

typedef struct weighting {
    int64_t every;             // each pair
    int64_t priority;          // each pair of a priority mentee
    int64_t score;             // times the score in basis points
    int64_t kept;              // each pair of the previous pairing
    const int64_t *by_score;   // [SCORES], added; NULL: nothing
    const uint64_t *draw_keys; // [nodes]; NULL: no draw weight
    int64_t lowest, highest;   // no pair weighs less or more
} weighting;

// Pairs weigh their score and nothing else.
static inline bool weighting_is_score(const weighting *w) {
    return w->score == 1 && w->every == 0 && w->priority == 0 && w->kept == 0 && w->by_score == NULL &&
           w->draw_keys == NULL;
}

// The part that all pairs of that score have.
static inline int64_t weighting_of_score(const weighting *w, int16_t score_bp) {
    const int64_t line = w->every + w->score * score_bp;
    return w->by_score == NULL ? line : line + w->by_score[score_bp];
}

static inline int64_t weighting_of_draw(const weighting *w, const roster *r, uint32_t own, uint32_t other) {
    const bool own_is_mentee = r->role_of[SIDE_OWN] == ROLE_MENTEE;
    return draw_weight(w->draw_keys[own_is_mentee ? own : other], w->draw_keys[own_is_mentee ? other : own]);
}

static inline int64_t weighting_of_pair(const weighting *w, const roster *r, uint32_t own, uint32_t other,
                                        int16_t score_bp, bool kept) {
    int64_t sum = weighting_of_score(w, score_bp);
    if (r->priority[own] || r->priority[other]) {
        sum += w->priority;
    }
    if (kept) {
        sum += w->kept;
    }
    return w->draw_keys == NULL ? sum : sum + weighting_of_draw(w, r, own, other);
}
