// Small CSV files with columns of fixed names: decisions, earlier pairs, given scores. Further columns are ignored.
// Sizes to expect: 10..1,000,000 rows.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/person.h"
#include "intake/table.h"

enum { LISTING_COLUMNS_MOST = 5 };

typedef struct listing_column {
    const char *name;
    bool needed;
} listing_column;

typedef struct listing {
    table *table;
    uint32_t columns[LISTING_COLUMNS_MOST]; // as asked for; NONE: the file does not have it
    const listing_column *asked;
    uint32_t rows; // without the header
} listing;

// Reads the file; `a` must outlive the listing. Faults are findings. OK also when some rows had a fault of their own
// and are left out, so that those of the others are found too. BAD_INPUT: nothing can be read, and nothing is to be
// closed. NO_MEMORY, INTERNAL.
status listing_open(listing *out, context *c, arena *a, const program *p, span file, span bytes,
                    const listing_column *asked, uint32_t count);
void listing_close(listing *l);

// A cell of row 0.., trimmed, without the guard `'` that a spreadsheet-safe CSV puts before = + - @ and their like;
// "" where there is no column.
span listing_cell(const listing *l, uint32_t row, uint32_t asked);
place listing_place(const listing *l, uint32_t row, uint32_t asked);
