// The face: all pairings still in the running after some steps. For every person the least and the most load over pairs
// that are free, and for every pair of the pairing since when it is settled. Pairs outside it are judged one by one
// (replay.c).
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "proof/steps.h"

typedef struct leeway {
    uint32_t *least[ROLE_COUNT], *most[ROLE_COUNT]; // [people]: of the load over free pairs
    uint32_t *load[ROLE_COUNT];                     // [people]: free pairs of the pairing
    uint32_t *closed_at[ROLE_COUNT]; // [people]: the step before which `most` had come to 0; NONE: not yet
    bool *filled;                    // [mentors]: a pinned or forced pair has taken the first place
    uint32_t *settled_at; // [pairs]: the step behind which the pair is no longer free (pinned: 0); NONE: free
    uint32_t steps_done;
} leeway;

// Before all steps, from the inquiry's pairs. Owned by its scratch. NO_MEMORY.
status leeway_begin(inquiry *q, leeway *left);

// Replays one step over people and pairs: tests them, adds their part to step->dual_value, narrows the face. Refuses
// with the step's level.
status leeway_step(inquiry *q, leeway *left, step *s);

// Marks people whose `most` is 0 now; leeway_step does it for the steps before.
void leeway_close(const inquiry *q, leeway *left);

// A copy of least, most and load as they stand (the rest is shared with `left`). NO_MEMORY.
status leeway_copy(inquiry *q, leeway *copy, const leeway *left);

// No price of a person who still has room goes beyond ±this, so that no sum of a few wraps; leeway_step refuses steps
// in which one does.
#define LEEWAY_PRICE_MOST ((int64_t)1 << 60)

// weight - the two prices, of a step that leeway_step has not refused and two people with room.
static inline int64_t leeway_reduced_cost(const step *s, const pair_facts *pair) {
    return weight_of(&s->weight, pair) - s->prices[ROLE_MENTEE][pair->mentee] - s->prices[ROLE_MENTOR][pair->mentor];
}
status leeway_refuse_overflow(inquiry *q, const step *s);
