// mentorpair report: renders the documents again from out/pairing.json.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"

#include <string.h>

#include "confine.h"
#include "folder.h"
#include "json_result.h"
#include "publishing.h"
#include "session.h"

typedef struct reporting {
    session *session;
    output *output;
    publishing_run run;
    const document_entry *wanted[DOCUMENTS_MOST];
    size_t count;
} reporting;

static outcome refuse_changed(const reporting *r, const char *what) {
    terminal_error(r->session->terminal, "%s/" PAIRING_NAME " %s: make the run again with %.*s", r->output->path, what,
                   SPAN_ARGS(command_line_for(r->session->options, &r->session->arena, COMMAND_MATCH, "")));
    return OUTCOME_REFUSED;
}

static outcome open_run(reporting *r) {
    PASS(publishing_open(&r->run, r->output));
    const manifest_file *entry = manifest_find(&r->run.manifest, PAIRING_NAME);
    if (entry == NULL || !manifest_fits(entry, r->run.pairing_json)) {
        return refuse_changed(r, "was changed since it was written");
    }
    if (strcmp(r->run.pairing_id, r->run.manifest.pairing) != 0) {
        return refuse_changed(r, "is not the pairing that " MANIFEST_NAME " names");
    }
    return OUTCOME_DONE;
}

static const document_entry *document_of(const char *file) {
    for (size_t i = 0; i < document_entry_count; i++) {
        if (strcmp(document_entries[i].file, file) == 0) {
            return &document_entries[i];
        }
    }
    return NULL;
}

// Whether the file is there as it was written, and its bytes.
static bool is_unchanged(const reporting *r, const char *name, span *bytes) {
    const manifest_file *entry = manifest_find(&r->run.manifest, name);
    return entry != NULL && file_read(bytes, r->output->arena, r->run.folder, name, FILE_NO_LINK) == FILE_FINE && manifest_fits(entry, *bytes);
}

// What was asked for, and what stood there but was changed or has gone: that moves to kept/, and its document is made anew.
static void choose_documents(reporting *r) {
    const options *o = r->session->options;
    span bytes;
    for (size_t i = 0; i < document_entry_count; i++) {
        const document_entry *d = &document_entries[i];
        const bool asked_for = !o->said[OPTION_ONLY] || command_line_lists(o, OPTION_ONLY, d->short_name);
        const bool stood_there = manifest_find(&r->run.manifest, d->file) != NULL;
        if (asked_for || (stood_there && !is_unchanged(r, d->file, &bytes))) {
            r->wanted[r->count++] = d;
        }
    }
}

static bool is_wanted(const reporting *r, const document_entry *d) {
    for (size_t i = 0; i < r->count; i++) {
        if (r->wanted[i] == d) {
            return true;
        }
    }
    return false;
}

static outcome write_run(reporting *r) {
    PASS(output_begin(r->output));
    PASS(publishing_render(r->output, session_findings(r->session), r->wanted, r->count, r->run.pairing_json, NULL, r->run.pairing_id));
    for (size_t i = 0; i < r->run.manifest.count; i++) {
        const char *name = r->run.manifest.files[i].name;
        const document_entry *d = document_of(name);
        span bytes;
        if ((d == NULL || !is_wanted(r, d)) && is_unchanged(r, name, &bytes)) {
            PASS(output_write(r->output, name, bytes));
        }
    }
    PASS(output_finish(r->output, r->run.pairing_id));
    return output_announce(r->output, session_findings(r->session));
}

static outcome tell(reporting *r, json_t **as_json) {
    session *s = r->session;
    terminal *t = s->terminal;
    const span next = command_line_for(s->options, &s->arena, COMMAND_VERIFY, "");
    if (next.text == NULL) {
        return OUTCOME_NO_MEMORY;
    }
    terminal_findings(t, session_findings(s));
    if (t->json) {
        json_t *made = json_array();
        for (size_t i = 0; i < r->count; i++) {
            (void)json_array_append_new(made, json_string(r->wanted[i]->file));
        }
        *as_json = json_pack("{s:s, s:s, s:o, s:o}", "pairing", r->run.pairing_id, "out", r->output->path, "made", made, "next", json_result_span(next));
        return OUTCOME_DONE;
    }
    for (size_t i = 0; i < r->count; i++) {
        terminal_say(t, 0, "%s %s/%s", i == 0 ? "Made:" : "     ", r->output->path, r->wanted[i]->file);
    }
    terminal_command(t, STYLE_HEAD "Next:" STYLE_END " ", next);
    return OUTCOME_DONE;
}

static outcome report_all(reporting *r, json_t **as_json) {
    const outcome opened = open_run(r);
    if (opened != OUTCOME_DONE) {
        return opened;
    }
    choose_documents(r);
    PASS(write_run(r));
    return tell(r, as_json);
}

outcome cmd_report(const options *o, terminal *t) {
    session s;
    output out = OUTPUT_CLOSED;
    reporting r = {.session = &s, .output = &out, .run = {.folder = -1}};
    json_t *as_json = NULL;
    outcome result = session_open(&s, o, t);
    if (result == OUTCOME_DONE) {
        result = output_open(&out, &s.arena, t, s.folder.out, o->said[OPTION_OUT] || s.folder.path == NULL ? s.folder.out : "out", OUTPUT_WRITE);
    }
    if (result == OUTCOME_DONE) {
        confine_and_tell(t, out.swap.parent);
        result = report_all(&r, &as_json);
    }
    if (s.run != NULL) {
        terminal_findings(t, session_findings(&s));
    }
    if (t->json) {
        result = json_result_print(t, COMMAND_REPORT, result, s.run != NULL ? session_findings(&s) : NULL, as_json);
    }
    // As with match: printed first, then swapped in.
    if (result == OUTCOME_DONE) {
        result = terminal_close_results(t) ? output_publish(&out) : OUTCOME_INPUT_OUTPUT;
    }
    publishing_close(&r.run);
    output_close(&out);
    session_close(&s);
    return result;
}
