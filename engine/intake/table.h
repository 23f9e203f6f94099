// A CSV file as records with the place of every cell. libcsv in its strict modes does the reading (its one home is
// table.c); the places are our own, since libcsv reports none. Sizes to expect: 100,000 records, 60 columns, cells up
// to 100 kB. SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/context.h"

enum {
    TABLE_CELL_LIMIT_BYTES = 1024 * 1024, // spreadsheets hold 32,767 or 50,000 characters in one
    TABLE_COLUMN_LIMIT = 16384,
    TABLE_RECORD_LIMIT = 2000000,
    TABLE_CELLS_LIMIT = 4000000,    // of one file, or
    TABLE_BYTES_A_CELL = 8,         // one cell for as many bytes of the file, if those are more: large files are not all commas
};

// One cell: its text (blanks kept, quotes taken off, valid UTF-8) and where it begins in the original file (its opening
// quote included).
typedef struct cell {
    span text;
    uint32_t line, column;
} cell;

typedef struct record {
    cell *cells;
    uint32_t count; // the same for all records of a table
    uint32_t line;  // where it begins
} record;

typedef struct table {
    arena arena;
    span file;       // as shown in findings
    record *records; // all non-empty records, header first; those with a fault of their own are left out
    uint32_t count;
    char delimiter; // ',', ';' or TAB
} table;

// Reads bytes as decoded by decode.h. The delimiter is found from the header record. Faults (an unclosed quote at the
// line where it opens, a stray quote, a NUL, cells above the limit) become findings with their place. Wholly empty
// records (also ",,,") are left out. Too few cells in a record, or a surplus one that is not empty, is an error;
// surplus empty ones are dropped. Cells may point into `utf8`, which must outlive the table. A file without any record
// gives a table of count 0. BAD_INPUT: *out is set all the same, without the faulty records, so that their neighbours'
// faults can be found too. NO_MEMORY, INTERNAL: NULL. Cost: linear, about 100 MB a second.
status table_read(table **out, context *c, span file, span utf8);
void table_free(table *t); // NULL allowed

// The place of a cell, or of the record where it has fewer cells.
place table_place(const table *t, uint32_t record, uint32_t column);
