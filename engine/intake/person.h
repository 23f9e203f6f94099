// People as intake leaves them: an application in one role with every answer checked and typed, or one that was set
// aside. Plain data; the cohort owns it. Sizes to expect: 50..100,000 people a role, 10..30 answers each.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/context.h"
#include "base/digest.h"
#include "intake/program.h"

// Which part a file plays; in the order of `inputs` in the result.
typedef enum input_role {
    INPUT_PROGRAM,
    INPUT_MENTORS,
    INPUT_MENTEES,
    INPUT_APPLICATIONS,
    INPUT_DECISIONS,
    INPUT_PAST,
    INPUT_GIVEN,
    INPUT_PREVIOUS,
    INPUT_ROLE_COUNT
} input_role;
const char *input_role_name(input_role which); // "mentors"

// A file handed to the engine. `file` is the name that findings and results show (never a path of the machine beyond
// what the user typed).
typedef struct input {
    input_role role;
    span file;
    span bytes;
} input;

typedef struct intake_options {
    instant as_of;
    bool late;              // admit late applications
    bool set_aside_invalid; // set faulty applications aside instead of stopping
    const span *without;    // ids, addresses or names of people who are supposed to have withdrawn; borrowed
    size_t without_count;
    bool keep_last; // pairs of the previous pairing count behind all other goals, where they would come first
} intake_options;

// Options chosen in a multiple choice.
typedef struct choices {
    uint32_t count;          // known options, each once, in vocabulary order; ranked: in the order of choice
    const uint32_t *options; // numbers in the field's vocabulary
    uint32_t other_count;    // answers outside the vocabulary, as written
    const span *others;
} choices;

typedef struct answer {
    span text; // the cell, trimmed; several columns joined by a blank (choices: by "; "). Empty: not answered
    span key; // for `equal` and every comparison: folded; the option's folded name where the field has a vocabulary and
              // the answer is known
    const choices *choices; // fields with is_choice; NULL where empty
    int64_t number;         // fields with is_number: ten-thousandths (time_zone: hours)
    bool has_number;
} answer;

typedef struct person {
    span id, name, email;
    instant submitted; // INSTANT_NONE: not said
    int32_t stage;     // place in career_stages, -1: not answered
    uint32_t capacity; // mentor 0..50, mentee 1..5
    bool priority;
    uint32_t institution; // equal numbers are one institution (folded, synonyms resolved); 0: not said
    uint32_t input;       // the file, in cohort.inputs
    uint32_t line;        // of the row
    bool on_committee;
    uint32_t self;             // the same person's number in the other role (same e-mail), or NONE
    const answer *answers;     // [cohort.field_count]
    const uint32_t *requested; // numbers in the other role, in the order of asking; only accepted people, never oneself
    uint32_t requested_count;
    const uint32_t
        *conflicts; // numbers in the other role, ascending, each once; declared in either of this person's applications
    uint32_t conflict_count;
} person;

// Codes in the order in which they are decided.
typedef enum aside_code { ASIDE_INVALID, ASIDE_LATE, ASIDE_SUPERSEDED, ASIDE_REQUIREMENT, ASIDE_WITHDRAWN } aside_code;
const char *aside_name(aside_code code); // "invalid"

typedef struct aside {
    input_role role; // the list it stands in: INPUT_MENTORS, INPUT_MENTEES; a row of applications.csv once for each
                     // role in which it is set aside, same two names (once, as a mentee, where its role cannot be read)
    uint32_t input; // in cohort.inputs
    uint32_t line;
    span who;         // id; "" where none can be told
    span name, email; // "" where none
    instant submitted;
    aside_code code;
    span because; // a sentence for documents; names no line and no private field
} aside;

// Two people by number.
typedef struct couple {
    uint32_t mentee, mentor;
} couple;
int couple_compare(const void *a, const void *b); // by mentee, then mentor; for qsort and bsearch
