// mentorpair approve: the committee's word on exactly this pairing. It is verified first, against the files as they are now; then approval.json
// binds the name to the pairing's id, and the documents are made again with it.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"

#include <fcntl.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "approval_file.h"
#include "confine.h"
#include "json_result.h"
#include "publishing.h"
#include "session.h"
#include "words.h"

enum { NAME_MOST_CHARACTERS = 200 };

typedef struct approving {
    session *session;
    output *output;
    publishing_run run;
    const pairing *pairing;
    const document_entry *made[DOCUMENTS_MOST];
    size_t made_count;
    span by;
    char at[32];
} approving;

static outcome refuse(const approving *v, const char *what, outcome as) {
    terminal_error(v->session->terminal, "not approved: %s. Match again with %.*s", what,
                   SPAN_ARGS(command_line_for(v->session->options, &v->session->arena, COMMAND_MATCH, "")));
    return as;
}

static outcome check_name(approving *v) {
    const span name = span_trim(span_of(v->session->options->text[OPTION_BY]));
    const bool good = name.length > 0 && text_invalid_at(name) == SIZE_MAX && !text_has_control(name) &&
                      memchr(name.text, '\n', name.length) == NULL && text_characters(name) <= NAME_MOST_CHARACTERS;
    if (!good) {
        terminal_error(v->session->terminal, "--by needs the name of whoever approves, on one line of at most 200 characters");
        return OUTCOME_USAGE;
    }
    v->by = name;
    return OUTCOME_DONE;
}

// ---- what is approved -------------------------------------------------------------------------------------------

// Every file of the run as the manifest has it.
static outcome check_files(approving *v) {
    PASS(publishing_open(&v->run, v->output));
    for (size_t i = 0; i < v->run.manifest.count; i++) {
        span bytes;
        const manifest_file *entry = &v->run.manifest.files[i];
        if (strcmp(entry->name, PAIRING_NAME) == 0 &&
            (file_read(&bytes, &v->session->arena, v->run.folder, entry->name, FILE_NO_LINK) != FILE_FINE || !manifest_fits(entry, bytes))) {
            return refuse(v, PAIRING_NAME " was changed since it was written", OUTCOME_REFUSED);
        }
    }
    if (strcmp(v->run.manifest.pairing, v->run.pairing_id) != 0) {
        return refuse(v, PAIRING_NAME " is not the pairing that " MANIFEST_NAME " names", OUTCOME_REFUSED);
    }
    return OUTCOME_DONE;
}

static outcome read_as_the_run_did(approving *v) {
    session *s = v->session;
    PASS(session_outcome(s, mp_pairing_read(s->run, &v->pairing, SPAN("out/" PAIRING_NAME), v->run.pairing_json)));
    const match_options *said = &v->pairing->options;
    s->request.as_of = v->pairing->as_of;
    s->request.has_seed = true;
    s->request.seed = v->pairing->seed;
    s->request.late = said->late;
    s->request.set_aside_invalid = said->set_aside_invalid;
    s->request.alternatives = said->alternatives;
    s->request.alternatives_said = said->alternatives_said;
    s->request.time_limit_s = said->time_limit_s;
    PASS(session_load(s));
    return session_read(s);
}

static bool same_file(const shown_input *then, const cohort *h) {
    for (uint32_t i = 0; i < h->input_count; i++) {
        char digest[65];
        sha256_hex(digest, h->inputs[i].sha256);
        if (span_equal(then->role, span_of(input_role_name(h->inputs[i].role))) && span_equal(then->file, h->inputs[i].file)) {
            return strcmp(then->sha256, digest) == 0;
        }
    }
    return span_equal(then->role, SPAN("program")); // it has no place in the cohort's list; what it says is verified
}

static bool was_there(const pairing *p, const cohort *h, uint32_t nth) {
    for (uint32_t i = 0; i < p->input_count; i++) {
        if (span_equal(p->inputs[i].role, span_of(input_role_name(h->inputs[nth].role))) && span_equal(p->inputs[i].file, h->inputs[nth].file)) {
            return true;
        }
    }
    return false;
}

static outcome check_inputs(approving *v) {
    const cohort *h = mp_run_cohort(v->session->run);
    for (uint32_t i = 0; h != NULL && i < h->input_count; i++) { // decisions that were written since
        if (!was_there(v->pairing, h, i)) {
            const span file = session_visible(v->session, h->inputs[i].file);
            return refuse(v, arena_format(&v->session->arena, "%.*s has come since the pairing was made", SPAN_ARGS(file)).text, OUTCOME_NOT_PERMITTED);
        }
    }
    for (uint32_t i = 0; h != NULL && i < v->pairing->input_count; i++) {
        if (!same_file(&v->pairing->inputs[i], h)) {
            const span file = session_visible(v->session, v->pairing->inputs[i].file);
            return refuse(v, arena_format(&v->session->arena, "%.*s is not the file that was paired", SPAN_ARGS(file)).text, OUTCOME_NOT_PERMITTED);
        }
    }
    return OUTCOME_DONE;
}

static outcome check_proof(approving *v) {
    mp_verdict verdict;
    const status result = mp_verify(v->session->run, SPAN("out/" PAIRING_NAME), v->run.pairing_json, &verdict);
    terminal_progress_end(v->session->terminal);
    if (result == STATUS_BAD_INPUT) {
        return refuse(v, PAIRING_NAME " is not what the input files give", OUTCOME_REFUSED);
    }
    PASS(session_outcome(v->session, result));
    if (!verdict.holds) {
        return refuse(v, arena_format(&v->session->arena, PAIRING_NAME ": %.*s", SPAN_ARGS(verdict.text)).text, OUTCOME_REFUSED);
    }
    if (verdict.unproven > 0 && !v->session->options->said[OPTION_UNPROVEN]) {
        terminal_error(v->session->terminal, "not approved: %s %s not proven. Match again with more time, or approve it all the same with --unproven",
                       words_count(verdict.unproven).text, words_plural(verdict.unproven, "goal is", "goals are"));
        return OUTCOME_NOT_PERMITTED;
    }
    return OUTCOME_DONE;
}

// ---- the approval -----------------------------------------------------------------------------------------------

static outcome write_run(approving *v) {
    PASS(output_begin(v->output));
    for (size_t i = 0; i < document_entry_count; i++) {
        if (manifest_find(&v->run.manifest, document_entries[i].file) != NULL) {
            v->made[v->made_count++] = &document_entries[i];
        }
    }
    PASS(publishing_render(v->output, session_findings(v->session), v->made, v->made_count, v->run.pairing_json, NULL, v->run.pairing_id));
    PASS(output_write(v->output, PAIRING_NAME, v->run.pairing_json));
    PASS(output_finish(v->output, v->run.pairing_id));
    return output_announce(v->output, session_findings(v->session));
}

static outcome write_approval(approving *v) {
    instant now = (instant)time(NULL);
    if (getenv("SOURCE_DATE_EPOCH") != NULL || v->session->options->said[OPTION_AS_OF]) {
        PASS(session_as_of(v->session, &now));
    }
    char text[32];
    instant_format(text, now, 0);
    (void)snprintf(v->at, sizeof v->at, "%.19sZ", text);
    const file_fault failed = approval_file_write(&v->session->arena, v->output->swap.parent, v->run.pairing_id, v->by, span_of(v->at));
    return output_fault(v->session->terminal, APPROVAL_NAME, failed, true);
}

static outcome tell(approving *v, json_t **as_json) {
    session *s = v->session;
    terminal *t = s->terminal;
    const span next = command_line_for(s->options, &s->arena, COMMAND_VERIFY, "");
    json_t *made = json_array();
    for (size_t i = 0; i < v->made_count; i++) {
        (void)json_array_append_new(made, json_string(v->made[i]->file));
    }
    terminal_say(t, 0, STYLE_HEAD "Approved" STYLE_END " by %.*s: %s %s, pairing %.8s.", SPAN_ARGS(session_visible(s, v->by)),
                 words_digits(v->pairing->summary.pairs).text, words_plural(v->pairing->summary.pairs, "pair", "pairs"), v->run.pairing_id);
    terminal_say(t, 0, "The documents in %s say so. Any other pairing makes the approval void.", v->output->path);
    terminal_command(t, STYLE_HEAD "Next:" STYLE_END " ", next);
    *as_json = json_pack("{s:s, s:s, s:o, s:s, s:o, s:o}", "pairing", v->run.pairing_id, "out", v->output->path, "by", json_result_span(v->by), "at",
                         v->at, "made", made, "next", json_result_span(next));
    return next.text == NULL ? OUTCOME_NO_MEMORY : OUTCOME_DONE;
}

// Whatever approval stood before stands again: the documents do not say the new one.
static void take_back(const approving *v, file_fault read_as, span before) {
    (void)unlinkat(v->output->swap.parent, APPROVAL_NAME, 0);
    if (read_as == FILE_FINE) {
        (void)file_write_new(v->output->swap.parent, APPROVAL_NAME, before);
    }
}

static outcome approve_all(approving *v, json_t **as_json) {
    span before = SPAN("");
    PASS(check_files(v));
    PASS(read_as_the_run_did(v));
    PASS(check_inputs(v));
    PASS(check_proof(v));
    const file_fault read_as = file_read(&before, &v->session->arena, v->output->swap.parent, APPROVAL_NAME, FILE_NO_LINK);
    PASS(write_approval(v));
    const outcome written = write_run(v);
    if (written != OUTCOME_DONE) {
        take_back(v, read_as, before);
        return written;
    }
    return tell(v, as_json);
}

outcome cmd_approve(const options *o, terminal *t) {
    session s;
    output out = OUTPUT_CLOSED;
    approving v = {.session = &s, .output = &out, .run = {.folder = -1}};
    json_t *as_json = NULL;
    outcome result = session_open(&s, o, t);
    if (result == OUTCOME_DONE) {
        result = check_name(&v);
    }
    if (result == OUTCOME_DONE) {
        result = output_open(&out, &s.arena, t, s.folder.out, o->said[OPTION_OUT] || s.folder.path == NULL ? s.folder.out : "out", OUTPUT_WRITE);
    }
    if (result == OUTCOME_DONE) {
        confine_and_tell(t, out.swap.parent);
        result = approve_all(&v, &as_json);
    }
    // The notes of a run that holds were read when it was made.
    if (s.run != NULL && (t->verbose || session_findings(&s)->errors > 0)) {
        terminal_findings(t, session_findings(&s));
    }
    if (t->json) {
        result = json_result_print(t, COMMAND_APPROVE, result, s.run != NULL ? session_findings(&s) : NULL, as_json);
    } else {
        json_decref(as_json);
    }
    if (result == OUTCOME_DONE) {
        result = terminal_close_results(t) ? output_publish(&out) : OUTCOME_INPUT_OUTPUT;
    }
    publishing_close(&v.run);
    output_close(&out);
    session_close(&s);
    return result;
}
