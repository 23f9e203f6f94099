// What changed between two pairings, and what could explain it, as plain data: pairs, people, goals, inputs, answers,
// the program. Nothing is solved; both pairings may come from files. A person is an e-mail address; one with a new
// address is known by id and name. Sizes to expect: 50..100,000 people; a few dozen differences.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pairing/compare_program.h"
#include "pairing/pairing.h"

#define COMPARED_NONE UINT32_MAX // no such person or pair in that pairing

typedef enum compared_side { COMPARED_OLD, COMPARED_NEW, COMPARED_SIDES } compared_side;

// Somebody of either pairing, in one role.
typedef struct compared_person {
    span id;                                // in the new pairing, else in the old one
    uint32_t number[COMPARED_SIDES];        // in people; COMPARED_NONE: takes no part there
    const shown_aside *why[COMPARED_SIDES]; // where they take no part: why they were set aside; NULL: not said
    uint32_t pairs[COMPARED_SIDES];
    uint32_t kept; // pairs in both
} compared_person;

// What became of somebody; in the order in which people are told.
typedef enum compared_change {
    COMPARED_MOVED,         // paired in both, not with the same people
    COMPARED_NEWLY_PAIRED,  // was without
    COMPARED_NEWLY_WITHOUT, // is without now
    COMPARED_JOINED,
    COMPARED_LEFT,
    COMPARED_UNCHANGED,
} compared_change;

typedef struct compared_pair {
    uint32_t mentee, mentor;         // in people
    uint32_t number[COMPARED_SIDES]; // in pairs; COMPARED_NONE: not paired there
} compared_pair;

typedef enum compared_better {
    COMPARED_UNKNOWN,
    COMPARED_EQUAL,
    COMPARED_OLD_BETTER,
    COMPARED_NEW_BETTER
} compared_better;

// A goal of either pairing. What is no goal of one is measured there all the same, where its pairs can tell.
typedef struct compared_level {
    level_kind level;
    const level_result *goal[COMPARED_SIDES]; // NULL: no goal there
    bool known[COMPARED_SIDES];               // false: not to be told, or there is none (no pairs)
    int64_t value[COMPARED_SIDES];
    compared_better better;
    int64_t by;          // new less old, of known values
    struct {             // fairest, where the two differ: at the lowest such percent so many pairs
        int32_t percent; // -1: they do not differ
        uint32_t pairs[COMPARED_SIDES];
    } lowest_difference;
} compared_level;

typedef struct compared_input {              // only where the two differ
    const shown_input *file[COMPARED_SIDES]; // NULL: not there
} compared_input;

typedef struct compared_answers { // a field that people who take part in both answered otherwise
    role role;
    span field;
    uint32_t *people; // in people, ascending
    uint32_t count;
} compared_answers;

typedef struct compared_decisions { // of one kind, where they differ
    span decision;                  // "pin"
    uint32_t added, gone;
} compared_decisions;

typedef struct comparison {
    const pairing *pairing[COMPARED_SIDES];
    compared_person *people[ROLE_COUNT]; // sorted by id
    uint32_t people_count[ROLE_COUNT];
    compared_pair *pairs; // of either; sorted by mentee, then mentor
    uint32_t pair_count;
    uint32_t kept, added, lost, rescored; // rescored: kept with another score
    compared_level *levels; // goals of the new pairing in their order, then those that only the old one has
    uint32_t level_count;
    compared_input *inputs; // in the order of the new pairing's, then those that are gone
    uint32_t input_count;
    compared_answers *answers; // by role, then in the order in which people show them
    uint32_t answers_count;
    compared_decisions *decisions;
    uint32_t decisions_count;
    compared_key *keys; // of the program
    uint32_t key_count;
    bool same_pairs;    // nobody is paired otherwise
    bool only_the_draw; // other pairs of the same people, equally good under the same goals and rules, all proven
} comparison;
