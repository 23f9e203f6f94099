// What the parts of a result share while it is made: who is paired with whom, how full everybody is, and what has been
// proven. Sizes to expect: 50..100,000 people a role.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pairing/pairing.h"
#include "pairing/wording.h"

typedef struct building {
    context *context;
    const cohort *cohort;
    const scoring *scoring;
    const solution *found;
    pairing *result;
    arena scratch;
    wording words;
    uint32_t *load[ROLE_COUNT];  // [person]: pairs, pins included
    uint32_t *pins[ROLE_COUNT];  // [person]: pinned pairs
    uint32_t *start[ROLE_COUNT]; // [people + 1]: partners of person p are partners[start[p]..start[p + 1]), ascending
    uint32_t *partners[ROLE_COUNT];
    int16_t *scores_bp;       // [mentors], for one mentee at a time
    uint8_t *reasons;         // [mentors]
    int16_t *class_scores_bp; // [mentor classes], for one class of mentees at a time
    uint64_t *mentor_keys;    // [mentors]: draw_key of round 1
    bool most_matched_first;  // the first goal is most_matched, and proven: no pair can be added
    bool most_matched_proven;
} building;

// Counts partners and pins of `found` over `h`. The building borrows all that it is given. NO_MEMORY; building_free
// also then.
status building_begin(building *b, context *c, const cohort *h, const scoring *s, const solution *found,
                      pairing *result);
void building_free(building *b);

// Places that nobody takes yet.
uint32_t building_room(const building *b, role side, uint32_t number);
bool building_is_pair(const building *b, uint32_t mentee, uint32_t mentor);

// A person's name for sentences; the id where names are private.
span building_name(const building *b, role side, uint32_t number);

// The sentence built in `words`, owned by the result. NO_MEMORY.
status building_sentence(building *b, span *out);
