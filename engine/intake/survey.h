// What an export shows of a program that nobody has described yet: which role it holds, which column is which field,
// the options that people chose with counts, the order of career stages where their words tell it. What cannot be told
// is left open.
// Sizes to expect: one or two exports of up to 100,000 rows; 5..50 options.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/headers.h"

typedef struct surveyed_option {
    span text, folded;
    uint32_t count; // answers that chose it
    int32_t order;  // of a career stage: what its words say, ascending; -1: nothing
} surveyed_option;

typedef struct surveyed_options {
    surveyed_option *items; // by count, then text; career stages whose order is told: in that order
    uint32_t count;
    bool ordered; // career stages: every one has an order, and no two the same
} surveyed_options;

typedef enum surveyed_how { SURVEYED_NOT, SURVEYED_BY_HEADER, SURVEYED_BY_ANSWERS, SURVEYED_BY_WORDS } surveyed_how;

typedef struct surveyed_file {
    input_role part;
    sheet sheet;
    surveyed_how how[FIELD_KNOWN];
    uint32_t column[FIELD_KNOWN]; // the first of its question, where how is BY_ANSWERS or BY_WORDS
} surveyed_file;

enum { SURVEY_FILES_MOST = 2 };

typedef struct survey {
    surveyed_file files[SURVEY_FILES_MOST];
    uint32_t file_count;
    surveyed_options stages, areas;
    surveyed_options capacities; // answers that are no whole number
    const char *encoding;        // "" for UTF-8
    date_order order;            // under which the times can be read
    bool times_unread;           // under none
    span zone;                   // "": not told
    bool has_field[FIELD_KNOWN]; // in every file
    table *tables[SURVEY_FILES_MOST];
} survey;

// Reads the exports. `inputs` names them; input.role INPUT_MENTORS, INPUT_MENTEES or INPUT_APPLICATIONS is taken as
// said, any other means: to be told from the file's name and its questions. What cannot be read, or of which role
// nothing tells, is an error finding. Everything lies in `a`; ended by survey_end in any case.
// BAD_INPUT, NO_MEMORY.
status survey_exports(survey *out, arena *a, context *c, const program *p, const input *inputs, size_t input_count);
void survey_end(survey *s);
