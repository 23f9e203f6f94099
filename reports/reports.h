// Documents from a pairing: the same content as pages, text and tables. Nothing here reads the applications: a pairing.json and the approval
// are enough. Bytes come back owned by the arena given.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mentorpair.h"

typedef struct approval { // of exactly this pairing; by "" where there is none
    span by;
    span at; // "2017-05-02T08:00:00Z"
} approval;

typedef struct report_request {
    const pairing *pairing;
    const char *pairing_id;    // 64 hexadecimal digits
    approval approval;
    const pairing *previous;   // of out.previous, or NULL
} report_request;

status report_pdf(span *out, arena *a, context *c, const report_request *request);  // cohort-report.pdf
status summary_pdf(span *out, arena *a, context *c, const report_request *request); // summary.pdf, without names
status report_html(span *out, arena *a, context *c, const report_request *request); // cohort-report.html
status report_review(span *out, arena *a, context *c, const report_request *request); // review.html
status report_text(span *out, arena *a, context *c, const report_request *request); // cohort-report.txt
status report_pairs_csv(span *out, arena *a, context *c, const report_request *request); // pairs.csv, guarded
status report_xlsx(span *out, arena *a, context *c, const report_request *request); // workbook.xlsx
