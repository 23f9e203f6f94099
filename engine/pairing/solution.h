// What the solver found and what proves it: pairs, the value of every level of the objective, and integer prices for people.
// The checker reads this and nothing else of the solver's. Prices by person number, all of them (zeros included).
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scoring/scoring.h"

typedef struct level_proof { // one entry of the certificate
    level_kind level;
    int32_t t;               // best_worst: score in basis points; fairest: whole percent; else -1
    uint32_t round;          // draw: from 1; else 0
    int64_t *prices[ROLE_COUNT]; // [people of the role]
} level_proof;

typedef struct level_result { // one entry of `objective`
    level_kind level;
    uint32_t round;           // draw: from 1; else 0
    bool has_value;           // best_worst and fairest of no pairs have none
    int64_t value, bound;     // pairs, scores or draw weights; pinned pairs count (not for best_worst and fairest)
    bool proven;
    uint32_t profile_count;   // fairest
    struct { int32_t percent; uint32_t pairs; } profile[101];
} level_result;

typedef enum stopped { STOPPED_NOT, STOPPED_TIME_LIMIT, STOPPED_DEADLINE, STOPPED_INTERRUPT } stopped;

typedef struct solution {
    arena arena;
    couple *pairs;            // pinned ones included, sorted by (mentee, mentor)
    uint32_t pair_count;
    level_result *levels;     // the objective's, then the draw's rounds
    uint32_t level_count;
    level_proof *proofs;
    uint32_t proof_count;
    stopped stopped;
} solution;
// The struct is made by memory_alloc, everything in it by its arena; both are given back. NULL allowed.
void solution_free(solution *s);
