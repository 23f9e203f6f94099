// The documents of a run: one table, from which match, report and verify know what to render.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reports/reports.h"

typedef status document_render(span *out, arena *a, context *c, const report_request *request);

typedef struct document_entry {
    const char *file;       // "cohort-report.html"
    const char *short_name; // for --only: "html"
    bool always;            // also with --no-documents
    document_render *render;
    const char *what;       // for the manual
} document_entry;

extern const document_entry document_entries[];
extern const size_t document_entry_count;

enum { DOCUMENTS_MOST = 16 };
#define PAIRING_NAME "pairing.json"
