// Everybody as nodes, by class, with the pairs that need a look of their own. The side that has fewer places in all is
// called the own side: passes over all pairs go along its rows, and its prices give way first. Nodes 0..own_count-1 are
// its people, the others follow. Owned by its arena; borrows the problem.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "assignment/problem.h"

typedef enum side { SIDE_OWN, SIDE_OTHER, SIDE_COUNT } side;

// A pair that its classes do not settle, or that the passes over all pairs leave alone because it is an arc from the
// start.
typedef struct special {
    uint32_t other;   // node
    int16_t score_bp; // -1: not eligible, or pinned
    bool kept;        // of the previous pairing and eligible
} special;

typedef struct roster {
    arena arena;
    const problem *problem;
    role role_of[SIDE_COUNT];
    uint32_t own_count, other_count, node_count;
    uint32_t class_count[SIDE_COUNT];
    uint32_t *class_of;                 // [nodes], within the side
    uint32_t *member_start[SIDE_COUNT]; // [classes + 1]
    uint32_t *members[SIDE_COUNT];      // nodes by class, ascending
    uint32_t *rank;                     // [nodes]: place within the class
    const int16_t *scores;              // [own classes × other classes]; NULL: by problem.class_row
    size_t *special_start;              // [own + 1]
    special *specials;                  // ascending by node within a row
    int32_t *places;                    // [nodes]: capacity less pins
    bool *priority;                     // [nodes]: priority mentees
} roster;

// NO_MEMORY; INTERNAL when pins exceed a capacity.
status roster_create(roster **out, context *c, const problem *p);
void roster_free(roster *r); // NULL allowed

static inline side roster_side(const roster *r, uint32_t node) {
    return node < r->own_count ? SIDE_OWN : SIDE_OTHER;
}

static inline uint32_t roster_number(const roster *r, uint32_t node) {
    return node < r->own_count ? node : node - r->own_count;
}

static inline uint32_t roster_node(const roster *r, role who, uint32_t number) {
    return who == r->role_of[SIDE_OWN] ? number : r->own_count + number;
}

// Somewhere in 0..count-1, another place for each number, so that what is equal is not always taken from the same end.
static inline uint32_t roster_spread(uint32_t number, uint32_t count) {
    return count == 0 ? 0 : (uint32_t)(((uint64_t)(number * 0x9E3779B1U) * count) >> 32);
}

couple roster_couple(const roster *r, uint32_t own, uint32_t other);

// Scores of an own class against every class of the other side; `scratch` has room for them.
const int16_t *roster_row(const roster *r, uint32_t own_class, int16_t *scratch);

// One entry of it.
int16_t roster_class_score(const roster *r, uint32_t own_class, uint32_t other_class);

// The entry for that pair, or NULL.
const special *roster_special(const roster *r, uint32_t own, uint32_t other);

// Whether the pair is worth what its classes are.
static inline bool roster_ordinary(const roster *r, uint32_t own, uint32_t other) {
    return r->special_start[own] == r->special_start[own + 1] || roster_special(r, own, other) == NULL;
}
