// Who applied, and supply against demand: what `check` counts. Rows of a file always add up: read = accepted + all that was set aside.
// Sizes to expect: one or two files, ten stages, fifty areas; 100,000 people a role.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "nobody.h"

enum { SUPPLY_ASIDE_CODES = ASIDE_WITHDRAWN + 1 };

typedef struct supply_file {
    input_role role;
    span file;
    uint32_t rows, accepted;
    uint32_t aside[SUPPLY_ASIDE_CODES]; // by aside_code
    uint64_t places;
    bool has_places;                    // it holds mentors
} supply_file;

typedef struct supply_stage {
    span name;            // "" for those who gave none
    uint64_t places;      // of mentors at that stage
    uint32_t mentees;
    uint64_t open_places; // of mentors whose stage the rules allow for these mentees
} supply_stage;

typedef struct supply_area {
    span name;
    uint32_t wanted;  // mentees
    uint64_t offered; // places
} supply_area;

typedef struct supply_better_empty { // people whose best fit would be higher had they left the field empty
    span field;
    uint32_t people;
} supply_better_empty;

typedef struct supply {
    supply_file files[2];
    uint32_t file_count;
    supply_stage *stages;
    uint32_t stage_count;
    supply_area *areas;         // in vocabulary order
    uint32_t area_count;
    bool has_nobody;            // scoring was done
    nobody nobody;              // people with nobody they could be paired with
    supply_better_empty *better_empty;
    uint32_t better_empty_count;
} supply;

// `scored` may be NULL. Texts are the cohort's. NO_MEMORY only.
status supply_count(supply *out, arena *a, const cohort *h, const scoring *scored);

// Rows of the file that were set aside, for whatever reason: rows less those accepted.
uint32_t supply_set_aside(const supply_file *f);

// The stage whose mentees have the fewest open places for each of them, where there are fewer places than mentees; NULL: none.
const supply_stage *supply_shortest_stage(const supply *s);

// An area of which more is wanted than offered.
typedef struct supply_short_area {
    int64_t missing;
    uint32_t area; // in supply.areas
} supply_short_area;

// Those areas, the largest difference first, equal ones in vocabulary order; *count of them, at most `most`. NULL: no memory.
const supply_short_area *supply_short_areas(const supply *s, arena *a, uint32_t most, uint32_t *count);
