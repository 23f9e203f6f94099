// mentorpair verify: proves the run in out/ again from the input files alone, judges a pairing made by hand beside it, and writes nothing.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"

#include <inttypes.h>
#include <string.h>
#include <unistd.h>

#include "confine.h"
#include "approval_file.h"
#include "json_result.h"
#include "judging.h"
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
    bool result_holds;      // pairing.json follows from the inputs and is proven as far as it says
    uint32_t unproven;
    bool judges;            // --pairs
    bool has_run;           // there is one to verify
    judging judging;
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
    v->result_holds = true;
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

// The options with which the run was made and that stand in no file.
static const char *admits(const verifying *v) {
    const match_options *said = v->pairing != NULL ? &v->pairing->options : &(match_options){.late = false};
    return said->late && said->set_aside_invalid ? "--late --set-aside-invalid"
           : said->late                          ? "--late"
           : said->set_aside_invalid             ? "--set-aside-invalid"
                                                 : "";
}

static void say_verdict(const verifying *v) {
    terminal *t = v->session->terminal;
    const uint32_t pairs = v->pairing != NULL ? v->pairing->summary.pairs : 0;
    terminal_blank(t);
    if (v->refused) {
        terminal_say(t, 0, STYLE_ERROR "%s is refused." STYLE_END, v->output->path);
    } else {
        terminal_say(t, 0, STYLE_HEAD "%s holds: %s %s, pairing %.8s." STYLE_END, v->output->path, words_digits(pairs).text,
                     words_plural(pairs, "pair", "pairs"), v->run.pairing_id);
    }
}

static outcome tell_next(verifying *v, const char *what, span command, json_t **as_json) {
    if (command.text == NULL) {
        return OUTCOME_NO_MEMORY;
    }
    terminal_say(v->session->terminal, 6, STYLE_HEAD "Next:" STYLE_END " %s", what);
    terminal_command(v->session->terminal, "      ", command);
    *as_json = json_pack("{s:s, s:s, s:o, s:O, s:I, s:o, s:o}", "pairing", v->run.pairing_id, "out", v->output->path, "holds",
                         v->has_run ? json_boolean(!v->refused) : json_null(), "checks", v->checks, "unproven", (json_int_t)v->unproven, "judgement",
                         v->judges ? judging_json(&v->judging) : json_null(), "next", json_result_span(command));
    return OUTCOME_DONE;
}

static outcome tell(verifying *v, json_t **as_json) {
    say_verdict(v);
    PASS(tell_next(v, v->refused ? "see what was changed, or make the run again:" : "with vetoes, pins or withdrawals, write decisions.csv and match again:",
                   command_line_for(v->session->options, &v->session->arena, COMMAND_MATCH, admits(v)), as_json));
    return v->refused ? OUTCOME_REFUSED : OUTCOME_DONE;
}

// ---- --pairs ----------------------------------------------------------------------------------------------------

// A run says itself what these say; without one, they count as in match.
static outcome check_usage(const verifying *v) {
    static const option_id OF_THE_RUN[] = {OPTION_LATE, OPTION_SET_ASIDE_INVALID, OPTION_AS_OF, OPTION_SEED};
    const session *s = v->session;
    for (size_t i = 0; i < sizeof OF_THE_RUN / sizeof OF_THE_RUN[0]; i++) {
        if (s->options->said[OF_THE_RUN[i]] && (v->has_run || !v->judges)) {
            terminal_error(s->terminal, "--%s goes with --pairs where there is no run in %s, which says it itself: leave it out",
                           option_rows[OF_THE_RUN[i]].name, v->output->path);
            return OUTCOME_USAGE;
        }
    }
    return OUTCOME_DONE;
}

static outcome tell_judged(verifying *v, json_t **as_json) {
    session *s = v->session;
    judging *j = &v->judging;
    if (v->has_run) {
        say_verdict(v);
    } else {
        terminal_say(s->terminal, 0, "There is no run in %s: judged beside what match would make of the files as they are.", v->output->path);
    }
    if (v->has_run && !v->result_holds) {
        terminal_say(s->terminal, 0, "So %s is judged beside a pairing that is made anew.", j->path);
    }
    PASS(judging_judge(j, v->result_holds ? v->pairing : NULL));
    terminal_blank(s->terminal);
    PASS(judging_print(j));
    terminal_blank(s->terminal);
    const judging_advice next = judging_next(j, admits(v));
    PASS(tell_next(v, next.words, next.command, as_json));
    if (j->goals.no_memory || j->changes.no_memory) {
        return OUTCOME_NO_MEMORY;
    }
    return v->refused ? OUTCOME_REFUSED : judging_outcome(j);
}

// ---- all --------------------------------------------------------------------------------------------------------

// The run's own as-of, seed and ways to admit people; inputs as match found them.
static outcome read_inputs(verifying *v) {
    session *s = v->session;
    if (v->pairing != NULL) {
        s->request.as_of = v->pairing->as_of;
        s->request.has_seed = true;
        s->request.seed = v->pairing->seed;
        s->request.late = v->pairing->options.late;
        s->request.alternatives_said = v->pairing->options.alternatives_said;
        s->request.set_aside_invalid = v->pairing->options.set_aside_invalid;
    }
    PASS(session_load(s));
    PASS(session_read(s));
    return v->judges ? judging_read(&v->judging) : OUTCOME_DONE;
}

// Reads the run's pairing.json; refused, where it cannot be read.
static outcome read_pairing(verifying *v) {
    const status read = mp_pairing_read(v->session->run, &v->pairing, SPAN("out/" PAIRING_NAME), v->run.pairing_json);
    if (read == STATUS_BAD_INPUT) {
        v->pairing = NULL;
        check(v, "result", false, SPAN(PAIRING_NAME " cannot be read: see the findings"));
        return OUTCOME_DONE;
    }
    return session_outcome(v->session, read);
}

// The checks of the run itself. Without --pairs, what cannot be opened at all ends the command.
static outcome check_run(verifying *v) {
    session *s = v->session;
    const outcome opened = publishing_open(&v->run, v->output);
    if (v->judges && (opened == OUTCOME_REFUSED || opened == OUTCOME_NO_INPUT)) {
        check(v, "files", false, SPAN("the run cannot be trusted"));
        return read_inputs(v);
    }
    PASS(opened);
    check_files(v);
    PASS(note_strangers(v));
    PASS(read_pairing(v));
    if (v->pairing == NULL) {
        return v->judges ? read_inputs(v) : OUTCOME_DONE;
    }
    PASS(read_inputs(v));
    check_options(v);
    PASS(check_result(v));
    if (made_by_this_version(v)) {
        PASS(check_documents(v));
    }
    return s->options->said[OPTION_AGAIN] ? check_again(v) : OUTCOME_DONE;
}

static bool run_is_there(const output *o) {
    const int opened = output_run(o);
    if (opened >= 0) {
        (void)close(opened);
    }
    return opened >= 0;
}

static outcome verify_all(verifying *v, json_t **as_json) {
    v->judges = v->session->options->said[OPTION_PAIRS];
    v->has_run = run_is_there(v->output);
    PASS(check_usage(v));
    if (v->judges) {
        PASS(judging_load(&v->judging, v->session));
    }
    PASS(v->has_run || !v->judges ? check_run(v) : read_inputs(v));
    return v->judges ? tell_judged(v, as_json) : tell(v, as_json);
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
        confine_and_tell(t, -1);
        result = verify_all(&v, &as_json);
    }
    // The notes of a run that holds were read when it was made; those about a judged pairing are told already.
    const bool judged = v.judges && as_json != NULL, is_draft_at_fault = v.judges && !judged && v.judging.draft.file.text != NULL;
    if (is_draft_at_fault && judging_print_findings(&v.judging) != OUTCOME_DONE) {
        result = OUTCOME_NO_MEMORY;
    }
    const bool tells_findings = s.run != NULL && !judged && !is_draft_at_fault && (t->verbose || session_findings(&s)->errors > 0);
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
