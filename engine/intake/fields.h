// The fields of a cohort: the program's registry, matched to the columns of all application files, and the further
// columns, kept under their own headers. Says which fields that program.yaml uses no file has.
// Sizes to expect: 1 or 2 files, 10..60 columns each.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/headers.h"

typedef struct field_list { // the program's registry, same numbers, then kept columns by name
    field *fields;
    uint32_t count;
    unknown_column *unknown; // the first of each question, in the order of files and columns
    uint32_t unknown_count;
} field_list;

// Matches the headers of all application files. Everything lies in `a`. Each table has at least its header record.
// OK where memory suffices: faults are findings, and a sheet with one is not usable. NO_MEMORY.
status fields_match(field_list *out, context *c, arena *a, const program *p, sheet *sheets, size_t sheet_count);

// The header under which people see a field, for findings: the first column's, as written; "" where the file has none.
span fields_header(const sheet *s, role as, uint32_t which);

// The table of headers that are understood without `columns`, for --help and the manual.
const synonym *fields_synonyms(size_t *count);
