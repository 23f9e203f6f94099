// A spreadsheet under construction: sheets, texts, numbers, choices, one kind of chart. The one home of libxlsxwriter.
// Nothing is
// written to a disk: the library's temporary files are memory. Text stays text, whatever it looks like, and the same
// calls give the
// same bytes. Sizes to expect: 6 sheets, 500 rows; 100,000 at most.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reports/phrase.h"

enum { WORKBOOK_SHEETS_MOST = 8 };

typedef enum workbook_style {
    WORKBOOK_PLAIN,
    WORKBOOK_STRONG,
    WORKBOOK_MUTED, // never on several lines
    WORKBOOK_RIGHT,
    WORKBOOK_TITLE,
    WORKBOOK_HEAD,
    WORKBOOK_FIELD, // to be filled in
    WORKBOOK_STYLE_COUNT
} workbook_style;

typedef struct workbook workbook;

typedef struct workbook_look {
    span title;      // of the whole
    instant made_at; // stands in it as the time it was made
    bool paper_is_a4;
    span head, foot; // of every printed page
} workbook_look;

// NO_MEMORY. Freed by workbook_free in any case.
status workbook_create(workbook **out, scribe *s, const workbook_look *look);
void workbook_free(workbook *w); // NULL allowed

// A new sheet, which all that follows is about. Widths are in characters. The first `head_rows` rows and `head_columns`
// columns stay in view; the
// rows are printed on every page.
void workbook_sheet(workbook *w, span name, const uint8_t *widths, uint32_t count, uint32_t head_rows,
                    uint32_t head_columns);
// A cell; longer than a spreadsheet can hold (32,767 units of UTF-16), it ends with an ellipsis.
void workbook_text(workbook *w, uint32_t row, uint32_t column, span text, workbook_style style);
// A cell over several columns, of the height that so much text needs.
void workbook_wide_text(workbook *w, uint32_t row, uint32_t columns, span text, workbook_style style);
void workbook_whole(workbook *w, uint32_t row, uint32_t column, int64_t number);
void workbook_hundredths(workbook *w, uint32_t row, uint32_t column, int64_t hundredths); // shown with one decimal
// Words of which one is to be chosen; NULL ends them.
void workbook_choices(workbook *w, uint32_t first_row, uint32_t last_row, uint32_t column, const char *const *words);
void workbook_filter(workbook *w, uint32_t last_row, uint32_t last_column); // head in row 0
// Bars of two columns of numbers, whose heads stand in row 0 and whose names in column 0.
void workbook_bars(workbook *w, uint32_t last_row, uint32_t at_column, span title);

// The bytes, in `a`. NO_MEMORY, INTERNAL.
status workbook_finish(span *out, arena *a, workbook *w);
