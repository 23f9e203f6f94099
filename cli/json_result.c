// SPDX-License-Identifier: GPL-3.0-or-later
#include "json_result.h"

#include "signals.h"

json_t *json_result_span(span text) {
    return json_stringn(text.text != NULL ? text.text : "", text.length);
}

json_t *json_result_text(span text) {
    return text.length == 0 ? json_null() : json_result_span(text);
}

static json_t *finding_json(const finding *f) {
    return json_pack("{s:o, s:I, s:I, s:s, s:o, s:s}", "file", json_result_span(f->place.file), "line", (json_int_t)f->place.line, "column",
                     (json_int_t)f->place.column, "severity", terminal_severity(f->severity), "text", json_result_span(f->text), "code", f->code);
}

static bool add_findings(json_t *items, json_t *left_out, const findings *f) {
    bool added = true;
    for (size_t i = 0; f != NULL && added && i < f->count; i++) {
        const span file = f->items[i].place.file;
        added = json_array_append_new(items, finding_json(&f->items[i])) == 0;
        const size_t more = findings_left_out(f, file);
        bool seen = false;
        for (size_t k = 0; k < i && !seen; k++) {
            seen = span_equal(f->items[k].place.file, file);
        }
        if (added && more > 0 && !seen) {
            json_t *entry = json_pack("{s:o, s:I}", "file", json_result_span(file), "count", (json_int_t)more);
            added = json_array_append_new(left_out, entry) == 0;
        }
    }
    return added;
}

outcome json_result_print(terminal *t, command_id command, outcome result, const findings *found, json_t *result_summary) {
    char format[64];
    (void)snprintf(format, sizeof format, "mentorpair.%s/1", command_rows[command].name);
    json_t *items = json_array(), *left_out = json_array();
    const bool complete = add_findings(items, left_out, found);
    json_t *root = json_pack("{s:s, s:i, s:{s:I, s:I, s:I}, s:o, s:o, s:o}", "format", format, "exit", outcome_exit_code(result, signals_pending()),
                             "counts", "errors", (json_int_t)(found != NULL ? found->errors : 0), "warnings",
                             (json_int_t)(found != NULL ? found->warnings : 0), "notes", (json_int_t)(found != NULL ? found->notes : 0),
                             "findings", items, "left_out", left_out, "summary", result_summary != NULL ? result_summary : json_null());
    if (root == NULL || !complete) {
        json_decref(root);
        return OUTCOME_NO_MEMORY;
    }
    // A failure to print shows when stdout is closed.
    (void)json_dumpf(root, t->results.file, JSON_INDENT(2));
    (void)fputc('\n', t->results.file);
    json_decref(root);
    return result;
}
