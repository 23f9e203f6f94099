// What one check works with: the claim, what its pairs are worth by the applications, and the place where a refusal is
// put. Also who may be paired at all, pins and the direction rule included, judged pair by pair from the applications.
// Sizes to expect: as many pairs as the smaller role has people.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "proof/verdict.h"

enum { DRAW_ROUNDS_MOST = 8 };

// What the levels look at in a pair.
typedef struct pair_facts {
    uint32_t mentee, mentor;
    int32_t score_bp;
    bool priority; // the mentee's
    bool kept;     // in the previous pairing
} pair_facts;

typedef struct inquiry {
    context *c;
    arena *words;  // for the sentence of a refusal
    arena scratch; // freed by inquiry_close
    check_report *report;
    const cohort *h;
    const solution *s;
    uint64_t seed;
    const scoring *scored; // pairs outside the pairing are judged by its classes; NULL: one by one
    pair_facts *pairs;               // [s->pair_count], filled by pairs_check
    bool *pinned;                    // [s->pair_count]
    uint32_t *pin_count[ROLE_COUNT]; // [people]: pairs of theirs that are pinned
    uint32_t *load[ROLE_COUNT];      // [people]: pairs of theirs that are not
    // [people]: by round from 1, NULL until asked for; round 1 is always there
    const uint64_t *draw_keys[DRAW_ROUNDS_MOST][ROLE_COUNT];
} inquiry;

// Everything is 0 but the draw keys of round 1. NO_MEMORY.
status inquiry_open(inquiry *q, check_report *report, arena *words, context *c, const cohort *h, const solution *s,
                    uint64_t seed);
void inquiry_close(inquiry *q); // safe on a zeroed one

// A report without words. Numbers may be NONE.
check_report inquiry_fault(check_fault what, uint32_t level, uint32_t mentee, uint32_t mentor);
// The same about one person.
check_report inquiry_fault_of(check_fault what, uint32_t level, role r, uint32_t number);

// Puts the refusal into the report, unless one of no level, or of a level that is not later, stands there already. OK
// or NO_MEMORY.
status inquiry_refuse(inquiry *q, check_report what, const char *format, ...) __attribute__((format(printf, 3, 4)));
bool inquiry_refused(const inquiry *q);
// … at that level or before it. What fails later does not hinder finding what fails first.
bool inquiry_refused_by(const inquiry *q, uint32_t level);

span inquiry_id(const inquiry *q, role r, uint32_t number);

// Makes the draw keys of a round 1..DRAW_ROUNDS_MOST, once. NO_MEMORY.
status inquiry_draw_round(inquiry *q, uint32_t round);

// Whether the couple stands in a list sorted by (mentee, mentor).
bool inquiry_lists(const couple *list, size_t count, uint32_t mentee, uint32_t mentor);

// Whether the two, who are not a pinned pair, may be paired; *score_bp is their score.
bool inquiry_eligible(const inquiry *q, uint32_t mentee, uint32_t mentor, int32_t *score_bp);
