// What a pass over all pairs looks at, without looking at all of them: classes against classes first, by the lowest
// prices of each; their members only where some pair could pass; pairs with an entry of their own last. Exact: nothing
// that passes is missed.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "assignment/face.h"

// The folded price of closed people: no pair with them passes.
#define SIEVE_FAR ((int64_t)1 << 61)

typedef struct sieve {
    const roster *roster;
    const face *face;
    const network *network;
    const weighting *goal;
    weighting weight;            // folded
    int64_t *price;              // [nodes], folded, less what the person adds to the weight
    int64_t *lowest[SIDE_COUNT]; // [classes]: of open members; SIEVE_FAR: there is none
    int64_t above;               // a pair passes when its folded reduced cost is above this
    int64_t exact_to;  // up to here a pair that passes is free, and its folded reduced cost is the goal's, with the
                       // highest draw weight for the pair's own; -1: both must be looked up
    int64_t draw_most; // added for what a draw weight may add
    bool free_exact;   // there is one fold or none, without draw weights: it alone tells free pairs
    int64_t *table;    // [SCORES], for a folded weight by score
    int16_t *scratch;  // [other classes]
    // A first look by one goal's prices alone, in 32 bits: (score & mask) - lowest - lowest > above, or no look.
    bool has_glance;
    int32_t glance_mask, glance_above;
    int32_t *glance[SIDE_COUNT]; // [classes]
    // The own class in hand.
    const int16_t *row; // its scores against [other classes]
    uint32_t own_class;
    uint32_t looked_at;        // of the other classes so far
    uint32_t *hits, hit_count; // other classes of this portion with a member that could pass
} sieve;

// false: no memory; sieve_free gives back what there is.
bool sieve_make(sieve *s, memory *m, const roster *r, const face *f, const network *n);
void sieve_free(sieve *s, memory *m);

// Lets free pairs with a reduced cost above 0 at `goal` pass, by the network's prices.
void sieve_for_violations(sieve *s, const weighting *goal);

// Lets free pairs pass.
void sieve_for_free(sieve *s);

// Takes an own class in hand. false: none of its members is open.
bool sieve_begin(sieve *s, uint32_t own_class);

// The next hits of the class in hand, in portions, so that a pass may end early. Each class begins somewhere else, so
// that equal pairs are not always found in the same order. false: that was all.
bool sieve_more(sieve *s);

// The folded weight that a pair of that score has at most.
static inline int64_t sieve_weight(const sieve *s, int16_t score_bp) {
    return weighting_of_score(&s->weight, score_bp) + s->draw_most;
}

// Whether some member of the other class could pass with that own person, whose classes have that score.
static inline bool sieve_could_pass(const sieve *s, uint32_t own, uint32_t other_class, int16_t score_bp) {
    return sieve_weight(s, score_bp) - s->price[own] - s->lowest[SIDE_OTHER][other_class] > s->above;
}

// The goal's reduced cost of a pair that is neither kept nor pinned, if it is free, and INT64_MIN if not. Both people
// are open.
int64_t sieve_reduced_cost(const sieve *s, uint32_t own, uint32_t other, int16_t score_bp);

// The same for a pair that passed with that folded reduced cost.
static inline int64_t sieve_reduced_cost_of(const sieve *s, uint32_t own, uint32_t other, int16_t score_bp,
                                            int64_t folded) {
    if (s->exact_to < 0) {
        return sieve_reduced_cost(s, own, other, score_bp);
    }
    if (folded > s->exact_to) {
        return INT64_MIN; // forced by an earlier goal
    }
    return s->draw_most == 0 ? folded : folded - s->draw_most + weighting_of_draw(s->goal, s->roster, own, other);
}

// Whether a pair that passed a sieve for free pairs, with that folded reduced cost, is free.
static inline bool sieve_is_free(const sieve *s, uint32_t own, uint32_t other, int16_t score_bp, int64_t folded) {
    if (s->draw_most == 0 && folded != 0) {
        return false;
    }
    return s->free_exact || face_free_pair(s->face, own, other, score_bp);
}
