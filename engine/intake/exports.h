// Which form tool wrote a CSV file, told from the file itself: Google Forms (downloaded directly, or through a sheet),
// Microsoft Forms, SurveyMonkey, Qualtrics; everything else is plain. What an export looks like is each tool's own
// documentation of its export (tests/forms/README.md names the pages).
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/program.h"
#include "intake/table.h"

enum { EXPORT_HEADERS_MOST = 3 };

typedef struct export_shape {
    form_tool tool;          // never FORM_AUTO
    uint32_t header_records; // how many records at the start are headers: 1..EXPORT_HEADERS_MOST
    span zone;               // of its times, where the tool writes it down (Qualtrics); "" else; a part of the table
} export_shape;

// Told from the headers and the first answers, unless `said` (intake.form) is another than FORM_AUTO. An empty table is
// plain.
status exports_recognise(export_shape *out, arena *scratch, const table *t, form_tool said); // NO_MEMORY

// Whether a header (text_fold_bare) is a column that the tool itself adds to the answers.
bool exports_adds(form_tool tool, span folded);

// Whether it is a column that a quiz adds to the question in front of it: points, feedback. Both folded bare.
bool exports_grades(form_tool tool, span folded, span question);

// Whether a column of an export with three rows of headers holds what Qualtrics measured beside a question: in which
// order its choices were shown, how long its page was open, with which browser.
bool exports_measures(const table *t, const export_shape *shape, uint32_t column);

// The marks at which the tool joins several choices in one cell; NULL: not known.
const char *exports_marks(form_tool tool);

// Whether the tool always joins choices with a comma; people write lists in its text questions with any mark.
bool exports_joins_by_comma(form_tool tool);

const char *exports_name(form_tool tool);  // "google-sheet", as in intake.form
const char *exports_words(form_tool tool); // "Google Forms, through a sheet"
