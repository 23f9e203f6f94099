// One application file's headers to the program's fields: by `columns` in program.yaml, by the synonyms, or by a
// field's own name. Faults become findings that list the headers seen. Sizes to expect: 10..60 columns.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/person.h"
#include "intake/questions.h"
#include "intake/synonyms.h"
#include "intake/table.h"

enum { HEADER_CHARACTERS = 60 }; // of a header, shown in a finding

typedef struct column_list {
    const uint32_t *columns; // in the order in which their texts are joined
    uint32_t count;          // 0: the file does not have the field
} column_list;

// An application file. In applications.csv a row may be read twice, as a mentor's and as a mentee's, through
// different columns.
typedef struct sheet {
    const table *table;
    input_role part;             // INPUT_MENTORS, INPUT_MENTEES or INPUT_APPLICATIONS
    uint32_t input;              // number of the file, for person.input
    export_shape shape;          // which tool wrote it
    uint32_t first_record;       // of the answers, behind the headers
    questions questions;         // its columns
    zone *times;                 // the zone of its times where the file names one; NULL: the program's
    bool plays[ROLE_COUNT];      // set by headers_match, as all below
    bool usable;                 // its headers have no fault
    column_list *of[ROLE_COUNT]; // [field]; NULL for a role that the file does not play
} sheet;

typedef struct folded_synonym {
    const synonym *synonym;
    span folded;
} folded_synonym;

// What the files share while they are matched.
typedef struct headers {
    context *c;
    arena *a;      // for what stays
    arena scratch; // for the rest
    const program *p;
    folded_synonym *synonyms;
    size_t synonym_count;
    bool *faulty; // [registry]: a finding has said already that the field is missing or there twice
} headers;

// What matching learnt about one file's columns; lies in the scratch of `headers`.
typedef struct header_use {
    const bool *used;      // [columns]: holds a field of the registry
    const bool *of_no_one; // [columns]: the form tool's own, about no answer: running numbers, addresses of machines
} header_use;

// A sheet over a table that has at least its header record: which tool wrote it, with a note, and its questions. Part
// and input are the caller's. NO_MEMORY.
status headers_open_sheet(sheet *out, context *c, arena *a, const table *t, form_tool said);

status headers_begin(headers *h, context *c, arena *a, const program *p); // NO_MEMORY
void headers_end(headers *h);

// Fills in the sheet, whose questions have been read; `most_fields` is the room for of[role]. Faults are findings: OK all the same. NO_MEMORY.
status headers_match(header_use *out, headers *h, sheet *s, uint32_t most_fields);

// The header of a column as people see it: the question.
span headers_text(const sheet *s, uint32_t column);

// "A", "B" and 3 more, of all columns or of those marked in `only`; text NULL: no memory.
span headers_list(arena *a, const sheet *s, const bool *only);
