// Google Forms puts a column Timestamp first. Its own download writes 2017/03/14 9:26:53 AM CST there and joins choices
// with
// `;`; a sheet writes 3/14/2017 9:26:53 and joins them with `, `.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/exports.h"

// "2017/03/14 …"
static bool year_comes_first(span text) {
    if (text.length < 5 || text.text[4] != '/') {
        return false;
    }
    for (size_t i = 0; i < 4; i++) {
        if (text.text[i] < '0' || text.text[i] > '9') {
            return false;
        }
    }
    return true;
}

status exports_recognise(export_shape *out, arena *scratch, const table *t, form_tool said) {
    *out = (export_shape){.tool = said == FORM_AUTO ? FORM_PLAIN : said, .header_records = 1};
    if (said != FORM_AUTO || t->count == 0) {
        return STATUS_OK;
    }
    span first;
    TRY(text_fold_bare(&first, scratch, t->records[0].cells[0].text));
    if (span_equal(first, SPAN("timestamp"))) {
        bool direct = t->count > 1 && year_comes_first(span_trim(t->records[1].cells[0].text));
        out->tool = direct ? FORM_GOOGLE : FORM_GOOGLE_SHEET;
    }
    return STATUS_OK;
}

const char *exports_name(form_tool tool) {
    switch (tool) {
    case FORM_AUTO:
        return "auto";
    case FORM_GOOGLE:
        return "google";
    case FORM_GOOGLE_SHEET:
        return "google-sheet";
    case FORM_MICROSOFT:
        return "microsoft";
    case FORM_SURVEYMONKEY:
        return "surveymonkey";
    case FORM_QUALTRICS:
        return "qualtrics";
    case FORM_PLAIN:
        return "plain";
    }
    return "plain";
}
