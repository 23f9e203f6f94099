// Who sits where: the pairs of a pairing that are not pinned, the places beside the pins, and what any pair would
// weigh. People of one class weigh alike, but for the pairs that are special: exceptions of scoring, kept pairs, pairs
// of the pairing itself. Borrows the cohort and its scoring. Sizes to expect: 50..100,000 people a role, some 1,000
// classes, a few special pairs a person.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/context.h"
#include "consequences/tariff.h"

typedef struct bond { // a pair that is not pinned
    uint32_t mentee, mentor;
    cost weight;
} bond;

typedef struct special {
    uint32_t mentee, mentor;
    cost weight; // of use only where open
    int16_t score_bp;
    bool open; // eligible, and not a pair now
} special;

typedef struct seating {
    arena arena;
    const cohort *cohort;
    const scoring *scoring;
    tariff tariff;
    uint32_t count[ROLE_COUNT];
    uint32_t *load[ROLE_COUNT]; // [people]: pairs, pinned ones too
    uint32_t *free[ROLE_COUNT]; // [people]: places beyond the load
    bool *movable[ROLE_COUNT];  // [people]: some place of theirs is not pinned
    bond *bonds;                // ascending by (mentee, mentor)
    uint32_t bond_count;
    uint32_t *bond_start[ROLE_COUNT];    // [people + 1]: of mentees in `bonds`, of mentors in `mentor_bonds`
    uint32_t *mentor_bonds;              // numbers of bonds by mentor
    size_t *special_start;               // [mentees + 1]
    special *specials;                   // ascending by (mentee, mentor)
    cost *extra;                         // [mentees]: what each pair of theirs weighs on top
    uint32_t *class_start[ROLE_COUNT];   // [classes + 1]
    uint32_t *class_members[ROLE_COUNT]; // people by class, ascending
} seating;

// NO_MEMORY; seating_free also then.
status seating_make(seating *out, context *c, const scoring *s, const couple *pairs, uint32_t pair_count,
                    const tariff *t);
void seating_free(seating *s);

// The special pair of the two, or NULL.
const special *seating_special(const seating *s, uint32_t mentee, uint32_t mentor);

// One mentee class against every mentor class: scores, below 0 where not eligible. `scratch` has room for the classes.
const int16_t *seating_row(const seating *s, uint32_t mentee_class, int16_t *scratch);

static inline uint32_t seating_class(const seating *s, role side, uint32_t number) {
    return s->scoring->class_of[side][number];
}

static inline uint32_t seating_bonds(const seating *s, role side, uint32_t number) {
    return s->bond_start[side][number + 1] - s->bond_start[side][number];
}

// What the cohort gains when a mentor takes a mentee more, and loses when one fewer, beside the pair itself.
static inline cost seating_gain(const seating *s, uint32_t mentor) {
    return s->load[ROLE_MENTOR][mentor] == 0 ? s->tariff.first_mentee : 0;
}

static inline cost seating_loss(const seating *s, uint32_t mentor) {
    return s->load[ROLE_MENTOR][mentor] == 1 ? s->tariff.first_mentee : 0;
}
