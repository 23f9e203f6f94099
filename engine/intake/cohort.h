// The cohort: who takes part, with every answer checked and typed, who was set aside and why, and what the committee
// decided. The product of intake; scoring, solving, proof and the result all read it. People are sorted by id, byte
// by byte, so nothing after this depends on the order of rows. Sizes to expect: 50..100,000 people a role, 10..30
// fields.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/decision.h"
#include "intake/person.h"

typedef struct input_file {
    input_role role;
    span file;
    sha256 sha256;
    uint32_t rows;                // data rows (program: 0 and not shown)
    uint32_t accepted, set_aside; // applications only: accepted + set_aside = rows
} input_file;

typedef struct cohort {
    arena arena;
    program *program; // borrowed; its areas are filled in here where it is the built-in one
    field *fields;    // program's registry first (same numbers), then kept columns, sorted by name
    uint32_t field_count;
    unknown_column *unknown_columns; // the first of each question, in the order of files and columns
    uint32_t unknown_column_count;
    person *people[ROLE_COUNT]; // [count], sorted by id
    uint32_t count[ROLE_COUNT];
    aside *asides; // sorted by role (mentors, mentees), who, code, submitted
    uint32_t aside_count;
    decision *decisions; // in the file's order, each once
    uint32_t decision_count;
    couple *pins; // sorted by (mentee, mentor)
    uint32_t pin_count;
    couple *vetoes; // sorted
    uint32_t veto_count;
    couple *past; // pairs of earlier cohorts between people who are accepted now; sorted, each once
    size_t past_count;
    couple *previous; // pairs of --previous between people who are accepted now; sorted, each once
    size_t previous_count;
    size_t previous_named; // pairs in that file, also of people no longer here
    given_table *given;    // [program.criterion_count]; empty for other kinds
    input_file *inputs;    // in the order of input_role, then by name
    uint32_t input_count;
    intake_options options;
    struct table **tables; // whose cells the answers are parts of; [table_count]
    uint32_t table_count;
} cohort;

// Reads every input but the program (which is only listed). `inputs` may come in any order; their bytes must outlive
// the cohort. The files of `given` criteria are asked of the host. With several faults, all become findings. A
// missing mentors/mentees/applications file is the caller's business (exit 66); here absent means nobody. BAD_INPUT,
// NO_MEMORY, INTERNAL. *out is set also on BAD_INPUT when counts could still be made (for `check`), else NULL.
status cohort_read(cohort **out, context *c, program *p, const input *inputs, size_t input_count,
                   const intake_options *options);
void cohort_free(cohort *h); // NULL allowed; does not free the program

// Somebody by id, e-mail or a name that only one person of that role has, exact id first; NONE if nobody or more than
// one.
uint32_t cohort_find(const cohort *h, arena *scratch, role as, span who_text);
