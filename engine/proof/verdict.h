// What a check can come to: proven, or the first fault that was found, in words and numbers.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pairing/solution.h"

typedef enum check_fault {
    CHECK_NONE,
    CHECK_PAIR_NOT_ELIGIBLE, // or nobody's number
    CHECK_PAIR_TWICE,        // or out of order
    CHECK_OVER_CAPACITY,
    CHECK_PIN_MISSING,
    CHECK_LEVELS_DIFFER, // levels or entries of the certificate are not those that the program asks for
    CHECK_VALUE,         // not what the pairs give
    CHECK_BOUND,         // not what the prices prove
    CHECK_LOAD,          // a person has fewer or more pairs than their price allows in a best pairing
    CHECK_REDUCED_COST,  // a pair is in that no best pairing has, or out that every best pairing has
    CHECK_BAN,           // a pair stands at a score that an earlier goal has ruled out
    CHECK_NOT_UNIQUE,    // the draw leaves another pairing, or goes on after it was settled
    CHECK_OVERFLOW,      // numbers too large to be anybody's prices
} check_fault;

typedef struct check_report {
    check_fault fault;
    uint32_t level; // of solution.levels where the fault is one of a level (the first level that fails), else NONE
    uint32_t mentee, mentor; // NONE where nobody is meant
    span text;               // a sentence for people, with ids; owned by the arena given
} check_report;
