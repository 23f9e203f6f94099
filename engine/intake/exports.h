// Which form tool wrote a CSV file. So far Google Forms, downloaded directly or through a sheet, and everything else as
// plain; the other tools that intake.form names join here. SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/program.h"
#include "intake/table.h"

typedef struct export_shape {
    form_tool tool;          // never FORM_AUTO
    uint32_t header_records; // how many records at the start are headers: at least 1
} export_shape;

// Told from the headers and the first answers, unless `said` (intake.form) is another than FORM_AUTO. An empty table is
// plain.
status exports_recognise(export_shape *out, arena *scratch, const table *t, form_tool said); // NO_MEMORY

const char *exports_name(form_tool tool); // "google-sheet", as in intake.form
