// mentorpair verify: proves the run in out/ again from the input files alone, and writes nothing.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"

#include <inttypes.h>
#include <string.h>

#include "approval_file.h"
#include "json_result.h"
#include "publishing.h"
#include "session.h"
#include "words.h"

typedef struct verifying {
    session *session;
    output *output;
    publishing_run run;
    const pairing *pairing; // as the file says it
    json_t *checks;         // [{"check", "holds", "text"}]
    bool refused;
    uint32_t unproven;
} verifying;

// One line a check.
static void check(verifying *v, const char *name, bool holds, span text) {
    terminal *t = v->session->terminal;
    v->refused |= !holds;
    terminal_say(t, 20, "%s%s" STYLE_END "%*s%-12s %.*s", holds ? STYLE_PROVEN : STYLE_ERROR, holds ? "ok" : "FAILED", holds ? 5 : 1, "", name,
                 SPAN_ARGS(text));
    (void)json_array_append_new(v->checks, json_pack("{s:s, s:b, s:o}", "check", name, "holds", (int)holds, "text", json_result_span(text)));
}

static span or_no_memory(const char *text) {
    return text == NULL ? SPAN("not enough memory") : span_of(text);
}

// ---- the files --------------------------------------------------------------------------------------------------

static void check_files(verifying *v) {
    const manifest *m = &v->run.manifest;
    arena *a = &v->session->arena;
    bool all_fit = true;
    for (size_t i = 0; i < m->count; i++) {
        span bytes;
        const file_fault read = file_read(&bytes, a, v->run.folder, m->files[i].name, FILE_NO_LINK);
        if (read != FILE_FINE || !manifest_fits(&m->files[i], bytes)) {
            all_fit = false;
            check(v, "files", false,
                  or_no_memory(arena_format(a, "%s %s", m->files[i].name, read == FILE_FINE ? "was changed since it was written" : file_fault_words(read)).text));
        }
    }
    if (manifest_find(m, PAIRING_NAME) == NULL) {
        all_fit = false;
        check(v, "files", false, SPAN(MANIFEST_NAME " does not list " PAIRING_NAME));
    }
    if (strcmp(m->pairing, v->run.pairing_id) != 0) {
        all_fit = false;
        check(v, "files", false, SPAN(MANIFEST_NAME " names another pairing than the one in " PAIRING_NAME));
    }
    if (all_fit) {
        check(v, "files", true,
              or_no_memory(arena_format(a, "%s %s as " MANIFEST_NAME " lists %s", words_digits((int64_t)m->count).text,
                                     words_plural(m->count, "file is", "files are"), words_plural(m->count, "it", "them"))
                            .text));
    }
}

// Files that are nobody's business but their owner's: said, and no fault.
static outcome note_strangers(verifying *v) {
    kept_plan strangers = {.count = 0};
    const file_fault failed = kept_scan(&strangers, &v->session->arena, v->output->swap.parent, v->output->swap.name, v->output->swap.shown);
    if (failed == FILE_NO_MEMORY) {
        return OUTCOME_NO_MEMORY;
    }
    for (size_t i = 0; failed == FILE_FINE && i < strangers.count; i++) {
        const span file = arena_format(&v->session->arena, "%s/%s", v->output->swap.shown, strangers.items[i].path);
        const place where = {.file = file.text != NULL ? file : SPAN("out"), .line = 1, .column = 1};
        if (!strangers.items[i].changed) {
            finding_add(session_findings(v->session), SEVERITY_NOTE, where, "not_ours", "this is not mentorpair's and was not looked at");
        }
    }
    return OUTCOME_DONE;
}

// ---- what the run was told --------------------------------------------------------------------------------------

// Options that change the result and that no input file holds must be those of the run.
static void check_options(verifying *v) {
    const match_options *said = &v->pairing->options;
    const mp_request *asked = &v->session->request;
    arena *a = &v->session->arena;
    if (said->alternatives != asked->alternatives) {
        check(v, "options", false,
              or_no_memory(arena_format(a, "the run says --alternatives %" PRId32 ": say so here too, if it was made so", said->alternatives).text));
    }
    if (said->time_limit_s != asked->time_limit_s) {
        check(v, "options", false,
              or_no_memory(arena_format(a, "the run says --time-limit %" PRId64 ": say so here too, if it was made so", said->time_limit_s).text));
    }
}

// ---- the result -------------------------------------------------------------------------------------------------

static outcome check_result(verifying *v) {
    session *s = v->session;
    mp_verdict verdict;
    const status result = mp_verify(s->run, SPAN("out/" PAIRING_NAME), v->run.pairing_json, &verdict);
    terminal_progress_end(s->terminal);
    if (result == STATUS_BAD_INPUT) {
        check(v, "result", false, SPAN(PAIRING_NAME " is not what the input files give: see the findings"));
        return OUTCOME_DONE;
    }
    PASS(session_outcome(s, result));
    v->unproven = verdict.unproven;
    if (!verdict.holds) {
        check(v, "result", false, or_no_memory(arena_format(&s->arena, PAIRING_NAME ": %.*s", SPAN_ARGS(verdict.text)).text));
        return OUTCOME_DONE;
    }
    check(v, "result", true, SPAN("everything in " PAIRING_NAME " follows from the input files"));
    if (verdict.unproven == 0) {
        check(v, "proof", true, SPAN("no pairing is better: the proof of every goal was replayed"));
    } else {
        check(v, "proof", true,
              or_no_memory(arena_format(&s->arena, "holds as far as it goes; %s %s not proven, as " PAIRING_NAME " says itself", words_count(verdict.unproven).text,
                                     words_plural(verdict.unproven, "goal is", "goals are"))
                            .text));
    }
    return OUTCOME_DONE;
}

// ---- the documents ----------------------------------------------------------------------------------------------------

static bool made_by_this_version(const verifying *v) {
    return span_equal(v->pairing->tool, SPAN("mentorpair " MENTORPAIR_VERSION));
}

// Documents follow from pairing.json alone: made again, they must have the same bytes, whatever manifest.json says.
static outcome check_documents(verifying *v) {
    const document_entry *wanted[DOCUMENTS_MOST];
    rendered done[DOCUMENTS_MOST];
    size_t count = 0;
    for (size_t i = 0; i < document_entry_count; i++) {
        if (manifest_find(&v->run.manifest, document_entries[i].file) != NULL) {
            wanted[count++] = &document_entries[i];
        }
    }
    session *s = v->session;
    const render_job job = {.documents = wanted,
                            .count = count,
                            .pairing_json = v->run.pairing_json,
                            .pairing_id = v->run.pairing_id,
                            .previous_json = publishing_previous(v->output, v->run.pairing_id),
                            .approval = approval_file_read(&s->arena, v->output->swap.parent, v->run.pairing_id),
                            .folder = -1};
    PASS(render_documents(done, &s->arena, s->terminal, session_findings(s), &job));
    bool same = true;
    for (size_t i = 0; i < count; i++) {
        const manifest_file *entry = manifest_find(&v->run.manifest, done[i].file);
        if (entry->size != done[i].size || strcmp(entry->sha256, done[i].sha256) != 0) {
            same = false;
            check(v, "documents", false,
                  or_no_memory(arena_format(&s->arena, "%s comes out otherwise when it is made again: mentorpair report makes it anew", done[i].file).text));
        }
    }
    if (same && count > 0) {
        check(v, "documents", true, SPAN("made again, every byte is the same"));
    }
    return OUTCOME_DONE;
}

// ---- --again ----------------------------------------------------------------------------------------------------

static outcome check_again(verifying *v) {
    session *s = v->session;
    if (v->pairing->options.stopped != STOPPED_NOT) {
        check(v, "again", true, SPAN("left out: a run that was stopped cannot be repeated"));
        return OUTCOME_DONE;
    }
    if (!made_by_this_version(v)) {
        check(v, "again", true,
              or_no_memory(arena_format(&s->arena, "left out: made by %.*s, and this is mentorpair " MENTORPAIR_VERSION,
                                     SPAN_ARGS(session_visible(s, v->pairing->tool)))
                            .text));
        return OUTCOME_DONE;
    }
    PASS(session_match(s));
    const bool same = span_equal(mp_run_pairing_json(s->run), v->run.pairing_json);
    check(v, "again", same, same ? SPAN("the whole run, repeated, gives the same bytes") : SPAN("the whole run, repeated, gives another " PAIRING_NAME));
    return OUTCOME_DONE;
}

// ---- the end ----------------------------------------------------------------------------------------------------

// The command that makes such a run again.
static span match_command(verifying *v) {
    const match_options *said = v->pairing != NULL ? &v->pairing->options : &(match_options){.late = false};
    const char *admits = said->late && said->set_aside_invalid ? "--late --set-aside-invalid"
                         : said->late                          ? "--late"
                         : said->set_aside_invalid             ? "--set-aside-invalid"
                                                               : "";
    return command_line_for(v->session->options, &v->session->arena, COMMAND_MATCH, admits);
}

static outcome tell(verifying *v, json_t **as_json) {
    session *s = v->session;
    const span next = match_command(v);
    if (next.text == NULL) {
        return OUTCOME_NO_MEMORY;
    }
    const uint32_t pairs = v->pairing != NULL ? v->pairing->summary.pairs : 0;
    terminal_blank(s->terminal);
    if (v->refused) {
        terminal_say(s->terminal, 0, STYLE_ERROR "%s is refused." STYLE_END, v->output->path);
        terminal_say(s->terminal, 6, STYLE_HEAD "Next:" STYLE_END " see what was changed, or make the run again:");
        terminal_command(s->terminal, "      ", next);
    } else {
        terminal_say(s->terminal, 0, STYLE_HEAD "%s holds: %s %s, pairing %.8s." STYLE_END, v->output->path, words_digits(pairs).text,
                     words_plural(pairs, "pair", "pairs"), v->run.pairing_id);
        terminal_say(s->terminal, 6, STYLE_HEAD "Next:" STYLE_END " with vetoes, pins or withdrawals, write decisions.csv and match again:");
        terminal_command(s->terminal, "      ", next);
    }
    *as_json = json_pack("{s:s, s:s, s:b, s:O, s:I, s:o}", "pairing", v->run.pairing_id, "out", v->output->path, "holds", (int)!v->refused, "checks",
                         v->checks, "unproven", (json_int_t)v->unproven, "next", json_result_span(next));
    return v->refused ? OUTCOME_REFUSED : OUTCOME_DONE;
}

// The run's own as-of, seed and ways to admit people; inputs as match found them.
static outcome read_inputs(verifying *v) {
    session *s = v->session;
    s->request.as_of = v->pairing->as_of;
    s->request.has_seed = true;
    s->request.seed = v->pairing->seed;
    s->request.late = v->pairing->options.late;
    s->request.alternatives_said = v->pairing->options.alternatives_said;
    s->request.set_aside_invalid = v->pairing->options.set_aside_invalid;
    PASS(session_load(s));
    return session_read(s);
}

static outcome verify_all(verifying *v, json_t **as_json) {
    session *s = v->session;
    PASS(publishing_open(&v->run, v->output));
    check_files(v);
    PASS(note_strangers(v));
    const status read = mp_pairing_read(s->run, &v->pairing, SPAN("out/" PAIRING_NAME), v->run.pairing_json);
    if (read == STATUS_BAD_INPUT) {
        v->pairing = NULL;
        check(v, "result", false, SPAN(PAIRING_NAME " cannot be read: see the findings"));
        return tell(v, as_json);
    }
    PASS(session_outcome(s, read));
    PASS(read_inputs(v));
    check_options(v);
    PASS(check_result(v));
    if (made_by_this_version(v)) {
        PASS(check_documents(v));
    }
    if (s->options->said[OPTION_AGAIN]) {
        PASS(check_again(v));
    }
    return tell(v, as_json);
}

outcome cmd_verify(const options *o, terminal *t) {
    session s;
    output out = OUTPUT_CLOSED;
    verifying v = {.session = &s, .output = &out, .run = {.folder = -1}, .checks = json_array()};
    json_t *as_json = NULL;
    outcome result = session_open(&s, o, t);
    if (result == OUTCOME_DONE) {
        result = output_open(&out, &s.arena, t, s.folder.out, o->said[OPTION_OUT] || s.folder.path == NULL ? s.folder.out : "out", OUTPUT_READ);
    }
    if (result == OUTCOME_DONE) {
        result = verify_all(&v, &as_json);
    }
    // The notes of a run that holds were read when it was made.
    const bool tells_findings = s.run != NULL && (t->verbose || session_findings(&s)->errors > 0);
    if (tells_findings) {
        terminal_findings(t, session_findings(&s));
    }
    if (t->json) {
        result = json_result_print(t, COMMAND_VERIFY, result, s.run != NULL ? session_findings(&s) : NULL, as_json);
    } else {
        json_decref(as_json);
    }
    json_decref(v.checks);
    publishing_close(&v.run);
    output_close(&out);
    session_close(&s);
    return result;
}
