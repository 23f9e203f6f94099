// Qualtrics alone writes such a mark, in words or as a number, as the export was asked for (Qualtrics Support,
// "Understanding Your Dataset"; reference of the R package excluder, exclude_preview).
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/previews.h"

enum { MARK_CHARACTERS = 40 };

// "Survey Preview", "Spam"; the numbers add up: 1 preview, 2 test, 8 spam, 16 offline.
static bool is_mark(span text) {
    static const span MARKS[] = {SPAN_INIT("Survey Preview"),
                                 SPAN_INIT("Survey Preview Spam"),
                                 SPAN_INIT("Survey Test"),
                                 SPAN_INIT("Offline Survey Preview"),
                                 SPAN_INIT("Spam"),
                                 SPAN_INIT("Imported Spam"),
                                 SPAN_INIT("1"),
                                 SPAN_INIT("2"),
                                 SPAN_INIT("8"),
                                 SPAN_INIT("9"),
                                 SPAN_INIT("12"),
                                 SPAN_INIT("17")};
    for (size_t i = 0; i < sizeof MARKS / sizeof MARKS[0]; i++) {
        if (span_equal(text, MARKS[i])) {
            return true;
        }
    }
    return false;
}

// The column Status; in the legacy export its name stands in the second row. NONE: there is none.
static uint32_t status_column(const table *t, const export_shape *shape) {
    for (uint32_t row = 0; row < shape->header_records && row < 2 && row < t->count; row++) {
        for (uint32_t i = 0; i < t->records[row].count; i++) {
            if (span_equal(span_trim(t->records[row].cells[i].text), SPAN("Status"))) {
                return i;
            }
        }
    }
    return NONE;
}

status previews_note(context *c, const table *t, const export_shape *shape) {
    uint32_t column = shape->tool == FORM_QUALTRICS ? status_column(t, shape) : NONE;
    arena scratch = arena_over(&c->memory);
    status result = STATUS_OK;
    for (uint32_t row = shape->header_records; column != NONE && row < t->count && result == STATUS_OK; row++) {
        span text = column < t->records[row].count ? span_trim(t->records[row].cells[column].text) : SPAN("");
        if (!is_mark(text)) {
            continue;
        }
        span shown = text_visible(&scratch, text, MARK_CHARACTERS);
        finding_add(&c->findings, SEVERITY_WARNING, table_place(t, row, column), "test_row",
                    "Qualtrics marks this row as a test or as spam (\"%.*s\" in the column \"Status\"), and it is read "
                    "like any other: "
                    "where nobody applies with it, take it out",
                    SPAN_ARGS(shown));
        result = shown.text == NULL ? STATUS_NO_MEMORY : STATUS_OK;
    }
    arena_free(&scratch);
    return result;
}
