// Plain text and CSV for people: words wrapped to columns, tables in columns of words, cells that no spreadsheet takes
// for a formula.
// Sizes to expect: 78 columns; 100,000 cells.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mentorpair.h"

enum { PLAIN_COLUMNS = 78 };

// Text under construction. After the first want of memory nothing more is written; plain_finish says so.
typedef struct plain {
    context *context;
    char *bytes;
    size_t length, capacity;
    bool failed;
} plain;

plain plain_begin(context *c);
void plain_end(plain *p);
status plain_finish(span *out, arena *a, plain *p); // the bytes, in `a`

void plain_add(plain *p, span text);
void plain_repeat(plain *p, char what, size_t count);
// Words wrapped at `columns` terminal columns, each line indented by `indent`, the first one by `first`; a line break
// behind the last.
void plain_wrapped(plain *p, span words, size_t first, size_t indent, size_t columns);

// How many bytes of `words` make a line of at most `columns`; *next is where the line after it begins.
size_t plain_line(span words, size_t columns, size_t *next);

// Cells side by side: `texts` hold line breaks between their lines. Numbers to the right.
typedef struct plain_cell {
    span text;
    size_t columns;
    bool to_the_right;
} plain_cell;
void plain_row(plain *p, const plain_cell *cells, size_t count);

// A cell of a CSV for people: in quotes, a ' before anything that would start a formula.
void plain_csv_cell(plain *p, span text, bool last);
