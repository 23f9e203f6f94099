// SPDX-License-Identifier: GPL-3.0-or-later
#include "what_if.h"

#include <fcntl.h>
#include <inttypes.h>
#include <string.h>

#include "base/digest.h"
#include "documents.h"

enum { RUN_STANDS, RUN_BEST, RUN_FEWEST };

// ---- what is asked ----------------------------------------------------------------------------------------------

static outcome take_values(what_if *w, option_id id, span **out, size_t *count) {
    const options *o = w->session->options;
    *out = arena_alloc(&w->session->arena, o->repeated_count, sizeof **out);
    *count = 0;
    for (size_t i = 0; *out != NULL && i < o->repeated_count; i++) {
        if (o->repeated[i].option == id) {
            (*out)[(*count)++] = span_of(o->repeated[i].value);
        }
    }
    return *out == NULL ? OUTCOME_NO_MEMORY : OUTCOME_DONE;
}

static bool holds(span text, const char *word) {
    const size_t length = strlen(word);
    for (size_t i = 0; i + length <= text.length; i++) {
        size_t k = 0;
        while (k < length && (text.text[i + k] | 0x20) == word[k]) {
            k++;
        }
        if (k == length) {
            return true;
        }
    }
    return false;
}

// Whose applications a file holds, by a prefix or by its name; what neither tells, its role column must.
static input_role role_of(const char **path) {
    static const struct {
        const char *prefix;
        input_role role;
    } PREFIXES[] = {{"mentors:", INPUT_MENTORS}, {"mentees:", INPUT_MENTEES}, {"applications:", INPUT_APPLICATIONS}};
    for (size_t i = 0; i < sizeof PREFIXES / sizeof PREFIXES[0]; i++) {
        const size_t length = strlen(PREFIXES[i].prefix);
        if (strncmp(*path, PREFIXES[i].prefix, length) == 0) {
            *path += length;
            return PREFIXES[i].role;
        }
    }
    const char *slash = strrchr(*path, '/');
    const span name = span_of(slash == NULL ? *path : slash + 1);
    const bool mentor = holds(name, "mentor"), mentee = holds(name, "mentee");
    return mentor == mentee ? INPUT_APPLICATIONS : mentor ? INPUT_MENTORS : INPUT_MENTEES;
}

static outcome add_file(what_if *w, const char *value) {
    session *s = w->session;
    const char *path = value;
    input *it = &w->added[w->added_count];
    it->role = role_of(&path);
    it->file = span_of(path);
    const file_fault failed = file_read(&it->bytes, &s->arena, AT_FDCWD, path, FILE_FOLLOW);
    w->added_count += failed == FILE_FINE;
    return failed == FILE_FINE ? OUTCOME_DONE : session_unreadable(s, "--add", value, failed);
}

static outcome read_added(what_if *w) {
    const options *o = w->session->options;
    w->added = arena_alloc(&w->session->arena, o->repeated_count, sizeof *w->added);
    if (w->added == NULL) {
        return OUTCOME_NO_MEMORY;
    }
    for (size_t i = 0; i < o->repeated_count; i++) {
        if (o->repeated[i].option == OPTION_ADD) {
            PASS(add_file(w, o->repeated[i].value));
        }
    }
    return OUTCOME_DONE;
}

// How many changes of the program are about the draw.
static size_t count_draw_edits(const what_if *w) {
    size_t count = 0;
    for (size_t i = 0; i < w->edit_count; i++) {
        count += span_starts(span_trim(w->edits[i]), SPAN("draw"));
    }
    return count;
}

static outcome read_options(what_if *w) {
    PASS(take_values(w, OPTION_SET, &w->edits, &w->edit_count));
    PASS(take_values(w, OPTION_WITHOUT, &w->leavers, &w->leaver_count));
    // Where the question is about the draw itself, nothing may be kept before it.
    w->draws_anew = w->session->options->said[OPTION_SEED] || count_draw_edits(w) > 0;
    for (size_t i = 0; i < w->edit_count; i++) {
        if (span_find(w->edits[i], SPAN("=")) == SIZE_MAX) {
            terminal_error(w->session->terminal, "--set %.*s: a key and its value are needed: --set rules.minimum_stage_gap=1",
                           SPAN_ARGS(session_visible(w->session, w->edits[i])));
            return OUTCOME_USAGE;
        }
    }
    return read_added(w);
}

// ---- the pairing that stands ------------------------------------------------------------------------------------

// What the run was told and no option says otherwise. A seed of the run's own is one that its program did not say.
static void take_over(what_if *w) {
    const options *o = w->session->options;
    mp_request *r = &w->session->request;
    const pairing *p = w->stands;
    const tree *seed = tree_get(tree_get(&p->program, SPAN("draw")), SPAN("seed"));
    char written[24];
    (void)snprintf(written, sizeof written, "%llu", (unsigned long long)p->seed);
    if (!o->said[OPTION_AS_OF]) {
        r->as_of = p->as_of;
    }
    if (!w->draws_anew && (seed == NULL || !span_equal(seed->text, span_of(written)))) {
        r->has_seed = true;
        r->seed = p->seed;
        w->keeps_seed = true;
    }
    r->late = r->late || p->options.late;
    r->set_aside_invalid = r->set_aside_invalid || p->options.set_aside_invalid;
}

static outcome find_standing(what_if *w) {
    session *s = w->session;
    w->has_run = pairing_file_exists(s, s->folder.out);
    if (w->has_run) {
        PASS(pairing_file_read(&w->file, s, s->folder.out));
        w->stands = w->file.pairing;
        w->stands_json = w->file.bytes;
        take_over(w);
    }
    return session_load(s);
}

static outcome make_standing(what_if *w) {
    session *s = w->session;
    PASS(session_read(s));
    PASS(session_match(s));
    w->stands = mp_run_pairing(s->run);
    w->stands_json = mp_run_pairing_json(s->run);
    return w->stands_json.length > 0 ? OUTCOME_DONE : OUTCOME_NO_MEMORY;
}

// ---- the changed one --------------------------------------------------------------------------------------------

static bool has_previous(const what_if *w) {
    return folder_input(&w->session->folder, INPUT_PREVIOUS) != NULL;
}

static bool names_fewest_changes(const program *p) {
    for (uint32_t i = 0; p != NULL && i < p->objective_count; i++) {
        if (p->objective[i] == LEVEL_FEWEST_CHANGES) {
            return true;
        }
    }
    return false;
}

// The folder's inputs, the files added, and the pairing that stands as the one to keep to; a previous one of the user's own gives way to it only
// where `replaces`.
static outcome list_inputs(what_if *w, mp_request *request, bool replaces) {
    const folder *f = &w->session->folder;
    input *inputs = arena_alloc(&w->session->arena, f->count + w->added_count + 1, sizeof *inputs);
    size_t count = 0;
    if (inputs == NULL) {
        return OUTCOME_NO_MEMORY;
    }
    for (size_t i = 0; i < f->count; i++) {
        if (f->inputs[i].role != INPUT_PREVIOUS || !replaces) {
            inputs[count++] = f->inputs[i];
        }
    }
    for (size_t i = 0; i < w->added_count; i++) {
        inputs[count++] = w->added[i];
    }
    if (replaces || (!has_previous(w) && !w->draws_anew)) {
        inputs[count++] = (input){.role = INPUT_PREVIOUS, .file = span_of(w->has_run ? w->file.path : PAIRING_NAME), .bytes = w->stands_json};
    }
    request->inputs = inputs;
    request->input_count = count;
    return OUTCOME_DONE;
}

// One more pairing, in a run of its own. With `fewest` what stands is kept before all goals, else only where the goals leave a choice.
static outcome solve(what_if *w, int which, bool fewest, const pairing **out) {
    session *s = w->session;
    const mp_request usual = s->request;
    w->runs[which] = session_another_run(s);
    if (w->runs[which] == NULL) {
        return OUTCOME_NO_MEMORY;
    }
    s->run = w->runs[which];
    s->request.keep_last = !fewest && !has_previous(w) && !w->draws_anew;
    s->request.edits = w->edits;
    s->request.edit_count = w->edit_count;
    s->request.without = w->leavers;
    s->request.without_count = w->leaver_count;
    s->request.alternatives = w->stands->options.alternatives;
    s->request.alternatives_said = false;
    outcome result = list_inputs(w, &s->request, fewest);
    if (result == OUTCOME_DONE) {
        result = session_read(s);
    }
    if (result == OUTCOME_DONE) {
        result = session_match(s);
    }
    if (result == OUTCOME_DONE) {
        *out = mp_run_pairing(s->run);
    }
    s->request = usual;
    return result;
}

static outcome compare(what_if *w, comparison *out, const pairing *old, const pairing *new, bool old_helped, bool new_helped) {
    const compare_helped helped = {.old = old_helped, .new = new_helped};
    return session_outcome(w->session, mp_compare(w->session->run, out, old, new, helped));
}

static bool people_changed(const comparison *c) {
    for (role as = 0; as < ROLE_COUNT; as++) {
        for (uint32_t i = 0; i < c->people_count[as]; i++) {
            const compared_change change = compare_change(&c->people[as][i]);
            if (change == COMPARED_JOINED || change == COMPARED_LEFT) {
                return true;
            }
        }
    }
    return false;
}

outcome what_if_run(what_if *w, session *s) {
    *w = (what_if){.session = s};
    w->runs[RUN_STANDS] = s->run;
    PASS(read_options(w));
    PASS(find_standing(w));
    if (!w->has_run) {
        PASS(make_standing(w));
    }
    PASS(solve(w, RUN_BEST, false, &w->best.pairing));
    // A program that has the goal itself means it: then it is no mere help to compare.
    const bool named = names_fewest_changes(mp_run_program(s->run));
    w->helped = !named && !has_previous(w) && !w->draws_anew;
    PASS(compare(w, &w->best.change, w->stands, w->best.pairing, false, w->helped));
    const bool draw_alone = count_draw_edits(w) == w->edit_count && w->added_count + w->leaver_count == 0;
    w->best.change.only_the_draw &= draw_alone; // another change may concern what is not shown
    w->drew_before = w->draws_anew && draw_alone && w->best.pairing->seed != w->stands->seed && w->best.change.input_count == 0;
    w->keeps_by_goal = named && !has_previous(w) && !w->draws_anew;
    w->has_fewest = !named && people_changed(&w->best.change);
    if (!w->has_fewest) {
        return OUTCOME_DONE;
    }
    PASS(solve(w, RUN_FEWEST, true, &w->fewest.pairing));
    PASS(compare(w, &w->fewest.change, w->stands, w->fewest.pairing, false, true));
    PASS(compare(w, &w->cost, w->best.pairing, w->fewest.pairing, true, true));
    s->run = w->runs[RUN_BEST]; // whose findings are told
    return OUTCOME_DONE;
}

void what_if_close(what_if *w) {
    if (w->session == NULL || w->session->run == NULL) {
        return;
    }
    // The session frees the run that it began with.
    w->session->run = w->runs[RUN_STANDS];
    mp_run_free(w->runs[RUN_FEWEST]);
    mp_run_free(w->runs[RUN_BEST]);
    w->runs[RUN_BEST] = w->runs[RUN_FEWEST] = NULL;
}

// ---- inputs that were changed since -----------------------------------------------------------------------------

static bool option_says(const options *o, span part) {
    static const struct {
        input_role role;
        option_id option;
    } ROWS[] = {{INPUT_PROGRAM, OPTION_PROGRAM},     {INPUT_MENTORS, OPTION_MENTORS},     {INPUT_MENTEES, OPTION_MENTEES}, {INPUT_APPLICATIONS, OPTION_APPLICATIONS},
                {INPUT_DECISIONS, OPTION_DECISIONS}, {INPUT_PAST, OPTION_PAST},           {INPUT_PREVIOUS, OPTION_PREVIOUS}};
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        if (span_equal(part, span_of(input_role_name(ROWS[i].role)))) {
            return o->said[ROWS[i].option];
        }
    }
    return false;
}

// Results show a file without the folders before it.
static bool is_added(const what_if *w, const shown_input *it) {
    for (size_t i = 0; i < w->added_count; i++) {
        char digest[65];
        sha256_hex(digest, sha256_of(w->added[i].bytes));
        if (span_equal(it->role, span_of(input_role_name(w->added[i].role))) && strcmp(it->sha256, digest) == 0) {
            return true;
        }
    }
    return false;
}

// The pairing that stands, which the changed one was told to keep to.
static bool is_kept_to(const what_if *w, const shown_input *it) {
    return !has_previous(w) && span_equal(it->role, span_of(input_role_name(INPUT_PREVIOUS)));
}

// A run that was told to keep to another pairing was made with a file that no folder has.
static void note_previous(const what_if *w, findings *f) {
    const pairing *p = w->stands;
    for (uint32_t i = 0; w->has_run && !has_previous(w) && i < p->input_count; i++) {
        const shown_input *it = &p->inputs[i];
        if (span_equal(it->role, span_of(input_role_name(INPUT_PREVIOUS)))) {
            finding_add(f, SEVERITY_NOTE, (place){it->file, 1, 1}, "previous_not_said",
                        "the run in %s was made with --previous and this file, which the answer does not keep to: say --previous here too",
                        pairing_file_visible(w->session, w->session->folder.out));
        }
    }
}

static void note_draw(const what_if *w, findings *f) {
    const span where = arena_format(&w->session->arena, w->session->options->said[OPTION_SEED] ? "--seed %" PRIu64 : "--set draw.seed=%" PRIu64,
                                    w->best.pairing->seed);
    if (w->drew_before) {
        finding_add(f, SEVERITY_WARNING, (place){where.text != NULL ? where : SPAN("--seed"), 1, 1}, "another_seed",
                    "another seed than %" PRIu64
                    ", with which these same inputs are paired: a draw is not to be repeated until it pleases; say with the result which seeds were tried",
                    w->stands->seed);
    }
}

outcome what_if_note(what_if *w) {
    findings *f = session_findings(w->session);
    note_previous(w, f);
    note_draw(w, f);
    const findings *of_run = &mp_run_context(w->runs[RUN_STANDS])->findings;
    for (size_t i = 0; i < of_run->count; i++) {
        if (strcmp(of_run->items[i].code, "pairing_changed") == 0) {
            finding_add(f, of_run->items[i].severity, of_run->items[i].place, "pairing_changed", "%.*s", SPAN_ARGS(of_run->items[i].text));
        }
    }
    const comparison *c = &w->best.change;
    for (uint32_t i = 0; w->has_run && i < c->input_count; i++) {
        const shown_input *old = c->inputs[i].file[COMPARED_OLD], *new = c->inputs[i].file[COMPARED_NEW];
        const shown_input *it = new != NULL ? new : old;
        const bool same_bytes = old != NULL && new != NULL && memcmp(old->sha256, new->sha256, sizeof old->sha256) == 0;
        if (it == NULL || same_bytes || is_kept_to(w, it) || option_says(w->session->options, it->role) || (old == NULL && is_added(w, it))) {
            continue;
        }
        finding_add(f, SEVERITY_NOTE, (place){it->file, 1, 1}, "changed_since",
                    "%s since the run in %s was made, so that the answer shows that too: match first to see your change alone",
                    old == NULL   ? "this has come"
                    : new == NULL ? "this is not read any more"
                                  : "this was changed",
                    pairing_file_visible(w->session, w->session->folder.out));
    }
    return f->no_memory ? OUTCOME_NO_MEMORY : OUTCOME_DONE;
}
