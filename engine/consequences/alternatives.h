// Alternatives: for each mentee whose pairing could be changed, the other mentors that cost the cohort least. Exact:
// the loss of the best whole pairing that contains the pair is what the mentor's place costs, less what the pair
// weighs, plus the way from that mentor to one whom the mentee leaves. Sizes to expect: 3 of up to 2,000 mentors for
// each mentee, more people only where they are asked for. Cost: one look at each pair for each mentee at most.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "consequences/vacancies.h"

typedef struct alternative {
    cost loss;
    uint32_t mentor;
    int32_t score_bp;
    int32_t draw; // the pair's draw weight in round 1
} alternative;

// Gets the alternatives of one mentee, the least loss first, then the higher score, the larger draw weight, the smaller
// number. NO_MEMORY.
typedef status alternatives_taker(void *self, uint32_t mentee, const alternative *found, uint32_t count);

// At most `most` for each mentee who has a pair that is not pinned. NO_MEMORY.
status alternatives_find(seating *s, const vacancies *v, context *c, uint32_t most, alternatives_taker *taker,
                         void *self);

// The same for one mentee, also for one without a mentor; the taker is not asked where pins fill all places of theirs.
status alternatives_find_one(seating *s, const vacancies *v, context *c, uint32_t mentee, uint32_t most,
                             alternatives_taker *taker, void *self);
