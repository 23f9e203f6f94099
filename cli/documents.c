// SPDX-License-Identifier: GPL-3.0-or-later
#include "documents.h"

const document_entry document_entries[] = {
    {"cohort-report.pdf", "pdf", false, report_pdf, "The report for the chairs, to print and to hand round."},
    {"summary.pdf", "summary", false, summary_pdf, "The board's page: how it went, without names."},
    {"cohort-report.html", "html", false, report_html, "The report for the chairs, for the screen and the printer."},
    {"review.html", "review", false, report_review, "The page on which the chairs review the pairs and save decisions.csv."},
    {"workbook.xlsx", "xlsx", false, report_xlsx, "Pairs to decide on in a spreadsheet, and the report's other tables."},
    {"cohort-report.txt", "txt", false, report_text, "The same as plain text."},
    {"pairs.csv", "csv", true, report_pairs_csv, "One row a pair, safe to open in a spreadsheet."},
};
const size_t document_entry_count = sizeof document_entries / sizeof document_entries[0];
