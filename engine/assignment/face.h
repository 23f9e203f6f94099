// The face: the set of pairings still in the running after the goals solved so far. A goal is held by restricting to
// its optimal face, which its integer prices describe in full: a price above 0 fills a person's places, one below 0
// keeps them at their lowest load; a reduced cost below 0 takes a pair out, one above 0 forces it. No sum is ever
// constrained, so the problem stays an assignment problem. Prices of several goals are folded into one int64 as long as
// their real ranges fit (goal after goal times a factor that no later reduced cost reaches); pairs are judged by the
// first fold that is not 0.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "assignment/network.h"
#include "assignment/weighting.h"

// No folded weight or price goes beyond this, so that sums of four stay in an int64.
#define FOLD_LIMIT ((int64_t)1 << 59)

typedef struct fold {
    weighting weight;
    int64_t *price; // [nodes]
    int64_t reach;  // no reduced cost of a pair of open people goes beyond ±reach
} fold;

typedef struct fixed_pair { // pinned, or forced by a goal
    uint32_t own, other;
    int16_t score_bp;
    bool kept, pinned;
} fixed_pair;

typedef struct face {
    const roster *roster;
    memory *memory;
    int32_t *low, *high; // [nodes]: loads beside the fixed pairs
    bool *told; // [nodes]: was closed (high 0) when a goal was solved, so that its prices have taken its pairs out
    bool *first_filled; // [nodes]: has a fixed pair
    fold *folds;
    uint32_t fold_count;
    size_t fold_capacity;
    fixed_pair *fixed;
    uint32_t fixed_count;
    size_t fixed_capacity;
    bool *banned;          // [SCORES]: free pairs with that score are out; NULL: none
    int64_t *scored_price; // [nodes]: prices of the last goal that weighed scores alone; NULL: there was none
} face;

// Everything free but the pins. NO_MEMORY.
status face_create(face **out, context *c, const roster *r);
void face_free(face *f); // NULL allowed

static inline bool face_open(const face *f, uint32_t node) {
    return f->high[node] > 0;
}

// 1 for a mentor whose first mentee is still to be decided, so that it earns something where mentors count; else 0.
static inline int32_t face_rewards(const face *f, uint32_t node) {
    const bool is_mentor = f->roster->role_of[roster_side(f->roster, node)] == ROLE_MENTOR;
    return is_mentor && f->low[node] == 0 && f->high[node] > 0 && !f->first_filled[node];
}

static inline bool face_banned(const face *f, int16_t score_bp) {
    return f->banned != NULL && f->banned[score_bp];
}

// Whether a pair of open people that is eligible and not banned is still free by all goals so far.
bool face_holds(const face *f, uint32_t own, uint32_t other, int16_t score_bp, bool kept);

// The same for a pair that is not kept.
static inline bool face_free_pair(const face *f, uint32_t own, uint32_t other, int16_t score_bp) {
    return face_holds(f, own, other, score_bp, false);
}

// The reach of a goal with these prices over open people.
int64_t face_reach(const face *f, const weighting *w, const int64_t *price);

// One fold out of two: `held` times factor and `goal`. false: it does not fit, or one of them has draw weights.
// by_score of the result is put into `table` [SCORES] where one of the two has one.
bool face_combine(weighting *out, int64_t *factor, const fold *held, const weighting *goal, int64_t reach,
                  int64_t *table);

// Restricts to the pairings that are best at a goal, whose weights and prices the network has: loads, and arcs: of
// those left in it, the ones with flow and the kept ones stay, and all of a complete network. Closed people take no
// more part: prices for them are up to the caller. network_index must follow. NO_MEMORY; INTERNAL.
status face_restrict(face *f, context *c, network *n, const weighting *w);

// Bans free pairs with a score in [from, below) from now on. NO_MEMORY.
status face_ban(face *f, context *c, int32_t from_bp, int32_t below_bp);

// Takes out empty arcs that are banned, and all that are not kept unless the network is complete; network_index must
// follow. NO_MEMORY.
status face_trim(const face *f, context *c, network *n);
