// mentorpair match: the main job.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"

#include "confine.h"
#include "journal.h"
#include "match_summary.h"
#include "publishing.h"
#include "words.h"

static void warn_overdue(session *s) {
    session_due due;
    const program *p = mp_run_program(s->run);
    if (session_due_of(&due, p, s->request.as_of) && s->request.as_of > p->calendar[CALENDAR_DUE].at) {
        const input *file = folder_input(&s->folder, INPUT_PROGRAM);
        const place where = {.file = file != NULL ? file->file : SPAN("program.yaml"), .line = 1, .column = 1};
        finding_add(session_findings(s), SEVERITY_WARNING, where, "overdue",
                    "the pairs were due %s, %s (calendar.pairing_due): send them soon, or correct the date", words_days_left(due.days).text,
                    words_date(due.day).text);
    }
}

static outcome read_and_pair(session *s, match_times *times) {
    PASS(session_load(s));
    PASS(session_read(s));
    times->read_ms = terminal_clock_ms();
    PASS(session_check_decisions(s));
    warn_overdue(s);
    PASS(session_outcome(s, mp_score(s->run)));
    times->scored_ms = terminal_clock_ms();
    PASS(session_match(s));
    times->paired_ms = terminal_clock_ms();
    return OUTCOME_DONE;
}

// Documents in the order of their table; *report is the first one to read.
static size_t wanted_documents(const options *o, const document_entry **wanted, const char **report) {
    size_t count = 0;
    *report = NULL;
    for (size_t i = 0; i < document_entry_count; i++) {
        const document_entry *d = &document_entries[i];
        if (d->always || !o->said[OPTION_NO_DOCUMENTS]) {
            wanted[count++] = d;
            *report = *report == NULL && !d->always ? d->file : *report;
        }
    }
    return count;
}

// Everything into the new run, which is then complete but not yet out/.
static outcome write_run(session *s, output *out, match_result *result, char id[65]) {
    const document_entry *wanted[DOCUMENTS_MOST];
    const size_t count = wanted_documents(s->options, wanted, &result->report);
    PASS(output_begin(out));
    PASS(output_write_pairing(out, PAIRING_NAME, s->run, id));
    PASS(journal_note_seed(out, session_findings(s), result->pairing, result->pairing_id));
    PASS(publishing_render(out, session_findings(s), wanted, count, SPAN(""), result->pairing, result->pairing_id));
    PASS(output_finish(out, result->pairing_id));
    result->times.written_ms = terminal_clock_ms();
    return output_announce(out, session_findings(s));
}

static outcome match_all(session *s, output *out, match_times *times, json_t **as_json) {
    char id[65] = "";
    PASS(read_and_pair(s, times));
    match_result result = {.pairing = mp_run_pairing(s->run), .pairing_id = id, .output = out, .times = *times};
    PASS(write_run(s, out, &result, id));
    terminal_findings(s->terminal, session_findings(s));
    PASS(match_summary(s, &result, as_json));
    return result.pairing->options.stopped != STOPPED_NOT ? OUTCOME_STOPPED : OUTCOME_DONE;
}

// Results are printed and stdout is closed before the swap, so that out/ stays as it is when they could not be.
outcome cmd_match(const options *o, terminal *t) {
    session s;
    output out = OUTPUT_CLOSED;
    json_t *as_json = NULL;
    match_times times = {.begun_ms = terminal_clock_ms()};
    outcome result = session_open(&s, o, t);
    if (result == OUTCOME_DONE) {
        result = output_open(&out, &s.arena, t, s.folder.out, o->said[OPTION_OUT] || s.folder.path == NULL ? s.folder.out : "out", OUTPUT_WRITE);
    }
    if (result == OUTCOME_DONE) {
        confine_and_tell(t, out.swap.parent);
        result = match_all(&s, &out, &times, &as_json);
    }
    if (s.run != NULL) {
        terminal_findings(t, session_findings(&s));
    }
    if (t->json) {
        result = json_result_print(t, COMMAND_MATCH, result, s.run != NULL ? session_findings(&s) : NULL, as_json);
    }
    const bool made = result == OUTCOME_DONE || result == OUTCOME_STOPPED;
    if (made && !terminal_close_results(t)) {
        result = OUTCOME_INPUT_OUTPUT;
    } else if (made) {
        const outcome published = output_publish(&out);
        result = published == OUTCOME_DONE ? result : published;
    }
    output_close(&out);
    session_close(&s);
    return result;
}
