// What a pair is worth, and whether it may be: exact scores in basis points and the first reason against a pair.
// Two forms that agree (a test holds them to it): the plain one, pair by pair from the answers, for the checker and for
// explanations; and the one by class for the solver. People are of one class when scoring sees no difference between
// them (stage and all answers that criteria read, `only_if` included); what cannot be told by class (asked for by name,
// given scores, conflicts, vetoes, past pairs, oneself, the other direction, pins) stands in short lists of exceptions.
// Sizes to expect: 100,000 people a role, some 1,000 classes, a few exceptions a person.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scoring/eligibility.h"
#include "scoring/score.h"

// A pair that its classes do not settle.
typedef struct exception {
    uint32_t mentor;
    int16_t score_bp; // exact score, also where not eligible
    uint8_t reason;   // enum reason; a pinned pair is REASON_ELIGIBLE
    bool pinned;
} exception;

struct classes;

typedef struct scoring {
    arena arena;
    const cohort *cohort;
    uint64_t seed;
    const struct classes *classes; // classes.h
    uint32_t class_count[ROLE_COUNT];
    uint32_t *class_of[ROLE_COUNT];     // [people]: class number; numbered by first occurrence in id order
    uint32_t *class_member[ROLE_COUNT]; // [class]: its first member
    size_t *exception_start;            // [mentees + 1]: exceptions of mentee i are [start[i], start[i+1])
    exception *exceptions;              // ascending by mentor within a mentee
    // [mentee classes × mentor classes]: the score; -1 where the institution, the stage gap or the minimum score rules the
    // pair out. NULL above CLASS_TABLE_LIMIT.
    int16_t *class_scores;
} scoring;
enum { CLASS_TABLE_LIMIT = 64 * 1024 * 1024 }; // entries

// Resolves the direction rule, whose ties are drawn with `seed`, and makes classes and exceptions. Finds fault with
// nothing; what is worth saying about pins is said by pins.h. NO_MEMORY.
status scoring_create(scoring **out, context *c, const cohort *h, uint64_t seed);
void scoring_free(scoring *s); // NULL allowed

// Score and eligibility of one pair in full, pins and direction included. *score_bp may be NULL.
reason scoring_pair(const scoring *s, uint32_t mentee, uint32_t mentor, int32_t *score_bp);

// One mentee against all mentors: row[j] = score 0..10000 where eligible (pinned included), -1 where not. The row has
// room for all mentors. Mentors of capacity 0 count like any other here. Cost: one table look-up a pair.
void scoring_row(const scoring *s, uint32_t mentee, int16_t *row);

// The same with everything: exact scores, also where not eligible, and an enum reason each. Both have room for all
// mentors.
void scoring_reasons(const scoring *s, uint32_t mentee, int16_t *scores_bp, uint8_t *reasons);

// The reasons that a pin of this pair overrides: bit r for reason r, the direction rule included.
uint32_t scoring_overridden(const scoring *s, uint32_t mentee, uint32_t mentor);

// One mentee class against `count` mentor classes from `first` on: the score, below 0 where they are not eligible, exceptions
// aside. Cost: a look into the table, or some 10 ns a class pair.
void scoring_class_row(const scoring *s, uint32_t mentee_class, uint32_t first, uint32_t count, int16_t *row);

// The same with everything: exact scores, also where not eligible, and an enum reason each.
void scoring_class_reasons(const scoring *s, uint32_t mentee_class, uint32_t first, uint32_t count, int16_t *scores_bp,
                           uint8_t *reasons);

// Whether one mentee class and each of the `count` listed mentor classes are eligible, exceptions aside; and, the other,
// an enum reason each.
void scoring_class_allowed(const scoring *s, uint32_t mentee_class, const uint32_t *mentor_classes, uint32_t count,
                           bool *allowed);
void scoring_class_rulings(const scoring *s, uint32_t mentee_class, const uint32_t *mentor_classes, uint32_t count,
                           uint8_t *reasons);

bool scoring_is_pinned(const scoring *s, uint32_t mentee, uint32_t mentor);
