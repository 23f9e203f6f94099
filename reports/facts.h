// What the documents need to know of a pairing beyond its own figures: people by number with their names, the order of
// names,
// who has how many places filled, days left, the limits. Computed once; the parts of the document read it.
// Sizes to expect: 500 people a role, 100,000 at most.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reports/phrase.h"
#include "reports/reports.h"

#define FACTS_NOBODY UINT32_MAX

typedef struct facts_person {
    const shown_person *shown;
    span name;        // as written; "" where none
    uint32_t pairs;   // how many this person has
    uint32_t places;  // capacity
    int32_t stage;    // in program.career_stages; -1: not said, or not shown
    span institution; // "" where none
    uint32_t rank;    // place in the order of names of the role, from 0
} facts_person;

typedef struct facts {
    const report_request *request;
    const pairing *pairing;
    const program *program;
    program *own; // the program checked again, where the pairing did not carry it
    facts_person *people[ROLE_COUNT];
    uint32_t count[ROLE_COUNT];
    uint32_t *ranked[ROLE_COUNT]; // numbers of people in the order of names
    uint32_t *ranked_pairs;       // numbers in pairing.pairs in the order of the mentee's name: pair number - 1 -> pair
    uint32_t *pair_number;        // pair -> its number, from 1
    uint32_t *pair_person[ROLE_COUNT]; // pair -> number of its mentor, mentee
    uint32_t weak_count, pinned_count;
    uint32_t wanted_places; // of all mentees together
    bool several_mentors;   // some mentee may have more than one
    date today;             // of as-of, in the program's zone
    bool has_due;
    int64_t days_left;       // negative: overdue
    bool most_matched_first; // the first goal, and proven
    bool best_total_proven;
    uint32_t unproven_levels; // the draw's rounds are not counted
    uint32_t goal_count;      // levels without the draw's rounds
    uint32_t most_areas;      // that the chart of areas shows: 16
    bool compact;             // charts as low as they can be read
} facts;

// NO_MEMORY, BAD_INPUT (the pairing's program cannot be read), INTERNAL; the scribe gets its limits. Released in any
// case.
status facts_gather(facts *out, scribe *s, const report_request *request);
void facts_release(facts *f);

uint32_t facts_number(const facts *f, role side, span id); // FACTS_NOBODY where there is no such person
bool facts_is_weak(const facts *f, int32_t score_bp);
const level_result *facts_level(const facts *f, level_kind level); // NULL: not among the goals

// A name as a phrase; "(no name)" where there is none.
phrase facts_name(scribe *s, const facts *f, role side, uint32_t number, run_style style);
phrase facts_name_of(scribe *s, const facts *f, role side, span id, run_style style);
span facts_stage_name(const facts *f, int32_t stage);
