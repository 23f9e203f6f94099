// The result as plain data: everything that pairing.json holds, in its order, with ids instead of numbers, so that it can be read back
// years later without the applications. Documents are made from this alone. Owned by its arena.
// Sizes to expect: 50..100,000 people.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pairing/solution.h"

typedef struct shown_level_change { // `change`: one number per level of the objective, draw left out
    level_kind level;
    int64_t by;
} shown_level_change;

typedef struct shown_change {
    bool known;                      // false: null
    const shown_level_change *levels;
    uint32_t level_count;
} shown_change;

typedef struct shown_criterion {
    span name;
    int32_t weight;
    int32_t similarity_bp;
    span because;
} shown_criterion;

typedef struct shown_alternative {
    span mentor;
    int32_t score_bp;
    shown_change change;
} shown_alternative;

typedef struct shown_pair {
    span mentee, mentor;
    int32_t score_bp;
    bool pinned;
    shown_criterion *criteria;
    uint32_t criterion_count;
    bool has_alternatives;          // false: the key is left out
    shown_alternative *alternatives;
    uint32_t alternative_count;
} shown_pair;

typedef struct shown_ruled_out { // reason codes with counts; conflict and vetoed counted together as "decision"; in the order of the codes, zeros left out
    span code;
    uint32_t count;
} shown_ruled_out;

typedef enum unmatched_reason { UNMATCHED_NO_ELIGIBLE_MENTOR, UNMATCHED_NO_PLACE, UNMATCHED_PINNED, UNMATCHED_GOAL, UNMATCHED_TIME_LIMIT } unmatched_reason;
const char *unmatched_reason_name(unmatched_reason r);

typedef struct shown_unmatched {
    span mentee;
    unmatched_reason reason;
    span because;
    uint32_t eligible_mentors;
    span best_mentor;               // "": null
    int32_t best_score_bp;          // -1: null
    int32_t bottleneck;             // index in bottlenecks, -1: null
    shown_ruled_out *ruled_out;
    uint32_t ruled_out_count;
    bool has_nearest;
    struct { span mentor; int32_t score_bp; span code; } nearest;
    bool has_remedy;
    struct { span rule; uint32_t opens; int32_t best_score_bp; } remedy;
    shown_change stead_change;
} shown_unmatched;

typedef struct shown_bottleneck {
    const span *mentees, *mentors;
    uint32_t mentee_count, mentor_count;
    uint32_t wishes, places, pinned_places, settled_pairs, must_go_without;
} shown_bottleneck;

typedef struct shown_free_mentor {
    span mentor;
    uint32_t free_places, mentees, eligible_mentees;
    shown_ruled_out *ruled_out;
    uint32_t ruled_out_count;
    span because;
} shown_free_mentor;

typedef struct shown_decision {
    span decision, mentee, mentor, reason; // mentee or mentor "" where a withdrawal does not name one: null
    const span *overrides;                 // reason codes
    uint32_t override_count;
} shown_decision;

typedef struct shown_aside {
    span role, file;
    uint32_t line;
    span who, name, submitted, code, because; // "": null for who, name, submitted
} shown_aside;

typedef enum shown_kind { SHOWN_TEXT, SHOWN_LIST, SHOWN_NUMBER, SHOWN_FLAG } shown_kind;
typedef struct shown_value { // one field of a person, by its name
    span key;
    shown_kind kind;
    span text;
    const span *list;
    uint32_t list_count;
    int64_t number;
    bool flag;
} shown_value;

typedef struct shown_person {
    span id;                 // also values[0]
    shown_value *values;     // empty fields and private ones left out
    uint32_t value_count;
} shown_person;
// The value under `key`, or NULL.
const shown_value *shown_person_value(const shown_person *p, const char *key);
// Its text, or the empty span.
span shown_person_text(const shown_person *p, const char *key);

typedef struct shown_input {
    span role, file;
    char sha256[65];
    bool is_applications;    // has accepted and set_aside
    bool has_rows;           // every file but program.yaml
    uint32_t rows, accepted, set_aside;
} shown_input;

typedef struct shown_price { // non-zero prices, by id
    span id;
    int64_t price;
} shown_price;
typedef struct shown_proof {
    level_kind level;
    int32_t t;
    uint32_t round;
    shown_price *prices[ROLE_COUNT];
    uint32_t price_count[ROLE_COUNT];
} shown_proof;

typedef struct summary {
    uint32_t mentors, mentees, places;
    uint64_t eligible_pairs;
    uint32_t pairs, matched_mentees, unmatched_mentees, mentors_without_mentee, free_places;
    int64_t total_score_bp;
    int32_t lowest_score_bp, median_score_bp; // -1: null (no pairs)
} summary;

typedef struct match_options {
    bool late, set_aside_invalid;
    int32_t alternatives;    // asked for with --alternatives, else 3
    bool alternatives_said;  // asked for; read from a file: some pair has them
    int64_t time_limit_s;    // 600
    stopped stopped;
} match_options;

typedef struct pairing {
    arena arena;
    span tool;               // "mentorpair 0.1.0"
    instant as_of;
    int32_t as_of_offset_seconds;
    uint64_t seed;
    match_options options;
    tree program;            // shown form
    program *checked;        // the same, checked again; owned by the pairing when read from a file, else NULL
    shown_input *inputs;
    uint32_t input_count;
    summary summary;
    level_result *objective;
    uint32_t objective_count;
    shown_pair *pairs;       // sorted by mentee id, then mentor id
    uint32_t pair_count;
    shown_unmatched *unmatched;
    uint32_t unmatched_count;
    shown_bottleneck *bottlenecks;
    uint32_t bottleneck_count;
    bool has_bottlenecks;    // the key is there (most_matched is the first goal and proven)
    shown_free_mentor *free_mentors;
    uint32_t free_mentor_count;
    bool has_without_pins;   // there are pins
    bool without_pins_known; // false: null
    struct { uint32_t pairs; int64_t total_score_bp; } without_pins;
    shown_decision *decisions;
    uint32_t decision_count;
    shown_aside *asides;
    uint32_t aside_count;
    shown_person *people[ROLE_COUNT];
    uint32_t people_count[ROLE_COUNT];
    shown_proof *certificate;
    uint32_t certificate_count;
} pairing;

// Makes the result of a solution: reasons, phrases, sums, lists; without alternatives, stead_change and the numbers of
// without_pins, which are filled in behind it. Does not solve anything; `verify` makes it again from the inputs and a
// pairing read from a file. `options.stopped` is taken from the solution. NO_MEMORY, CANCELLED, INTERNAL.
status pairing_build(pairing **out, context *c, const cohort *h, const scoring *s, const solution *found, uint64_t seed,
                     const match_options *options, span tool);
// The struct is made by memory_alloc, everything in it by its arena; both are given back. NULL allowed.
void pairing_free(pairing *p);

// A person by id (binary search), or NULL.
const shown_person *pairing_person(const pairing *p, role role, span id);
