// mentorpair what-if: the pairing under another program or with other people, compared with the one that stands. Writes nothing.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"

#include <inttypes.h>
#include <string.h>

#include "confine.h"
#include "comparison_json.h"
#include "comparison_reasons.h"
#include "comparison_text.h"
#include "json_result.h"
#include "what_if.h"
#include "words.h"

typedef struct telling {
    what_if asked;
    comparison_view best, fewest, cost;
    bool differs;       // the program or the applications are not as they were
    bool is_so;         // what is asked for is so already
    span withdrawals;   // lines for decisions.csv
    bool no_memory;
} telling;

static span say(telling *t, span text) {
    t->no_memory |= text.text == NULL;
    return text.text != NULL ? text : SPAN("");
}

// ---- findings ---------------------------------------------------------------------------------------------------

// What matters to the answer: what the change itself causes. The rest was read when the run was made.
static bool is_about_change(const telling *t, const finding *f) {
    static const char *const CODES[] = {"changed_since", "pin_falls_away", "not_taking_part", "pairing_changed", "previous_not_said"};
    bool about = span_starts(f->place.file, SPAN("--"));
    for (size_t i = 0; i < sizeof CODES / sizeof CODES[0]; i++) {
        about |= strcmp(f->code, CODES[i]) == 0;
    }
    for (size_t i = 0; i < t->asked.added_count; i++) {
        about |= span_equal(f->place.file, t->asked.added[i].file);
    }
    return about;
}

static outcome print_findings(telling *t) {
    session *s = t->asked.session;
    if (s->terminal->json) {
        return OUTCOME_DONE;
    }
    memory m = {0};
    findings chosen = findings_over(&m);
    const findings *all = session_findings(s);
    for (size_t i = 0; i < all->count; i++) {
        const finding *f = &all->items[i];
        if (s->terminal->verbose || is_about_change(t, f)) {
            const span file = say(t, text_visible(&s->arena, f->place.file, f->place.file.length + 1));
            const place where = {file, f->place.line, f->place.column};
            finding_add(&chosen, f->severity, where, f->code, "%.*s", SPAN_ARGS(f->text));
        }
    }
    terminal_findings(s->terminal, &chosen);
    const bool complete = !chosen.no_memory;
    findings_free(&chosen);
    return complete ? OUTCOME_DONE : OUTCOME_NO_MEMORY;
}

// ---- what comes next --------------------------------------------------------------------------------------------

// The lines of decisions.csv that let those withdraw who are supposed to.
static span withdrawal_lines(telling *t) {
    const comparison *c = &t->asked.best.change;
    arena *a = &t->asked.session->arena;
    span lines = SPAN("");
    for (role as = 0; as < ROLE_COUNT && t->asked.leaver_count > 0; as++) {
        for (uint32_t i = 0; i < c->people_count[as]; i++) {
            const compared_person *p = &c->people[as][i];
            const bool withdrawn = p->number[COMPARED_NEW] == COMPARED_NONE && p->why[COMPARED_NEW] != NULL &&
                                   span_equal(p->why[COMPARED_NEW]->code, span_of(aside_name(ASIDE_WITHDRAWN)));
            if (withdrawn) {
                lines = say(t, arena_format(a, "%.*s%swithdraw,%s%.*s,%s", SPAN_ARGS(lines), lines.length > 0 ? "\n" : "", as == ROLE_MENTOR ? "," : "",
                                            SPAN_ARGS(say(t, words_cell(a, session_visible(t->asked.session, p->id)))), as == ROLE_MENTEE ? "," : ""));
            }
        }
    }
    return lines;
}

static span append(telling *t, span extra, const char *name, span value) {
    return say(t, arena_format(&t->asked.session->arena, "%.*s%s--%s%s%.*s", SPAN_ARGS(extra), extra.length > 0 ? " " : "", name,
                               value.length > 0 ? " " : "", SPAN_ARGS(value)));
}

// The command that makes it so, once the files say it; as the run that stands was made.
static span match_command(telling *t, bool fewest) {
    const what_if *w = &t->asked;
    const options *o = w->session->options;
    arena *a = &w->session->arena;
    const match_options *said = &w->stands->options;
    const bool reads_folder = w->session->folder.path != NULL;
    span extra = SPAN("");
    // Where there is no folder, the files that are to be written must be named.
    if (!reads_folder && w->edit_count > 0 && !o->said[OPTION_PROGRAM]) {
        extra = append(t, extra, "program", SPAN("program.yaml"));
    }
    if (!reads_folder && t->withdrawals.length > 0 && !o->said[OPTION_DECISIONS]) {
        extra = append(t, extra, "decisions", SPAN("decisions.csv"));
    }
    if (w->keeps_seed) {
        extra = append(t, extra, "seed", say(t, arena_format(a, "%" PRIu64, w->stands->seed)));
    }
    if (w->has_run && said->late && !o->said[OPTION_LATE]) {
        extra = append(t, extra, "late", SPAN(""));
    }
    if (w->has_run && said->set_aside_invalid && !o->said[OPTION_SET_ASIDE_INVALID]) {
        extra = append(t, extra, "set-aside-invalid", SPAN(""));
    }
    if ((fewest || w->keeps_by_goal) && w->has_run) {
        extra = append(t, extra, "previous", say(t, words_shell(a, w->file.path)));
    }
    options without_previous = *o;
    if (fewest) {
        without_previous.said[OPTION_PREVIOUS] = false;
    }
    return say(t, command_line_for(&without_previous, a, COMMAND_MATCH, say(t, arena_copy(a, extra)).text));
}

// "weight: 80 (under criteria.Areas of work)"; an empty value: the key goes.
static span program_line(telling *t, span edit) {
    arena *a = &t->asked.session->arena;
    const size_t equals = span_find(edit, SPAN("="));
    const span path = session_visible(t->asked.session, span_trim((span){edit.text, equals}));
    const span value = session_visible(t->asked.session, span_trim((span){edit.text + equals + 1, edit.length - equals - 1}));
    size_t dot = path.length;
    while (dot > 0 && path.text[dot - 1] != '.') {
        dot--;
    }
    const span key = {path.text + dot, path.length - dot};
    const span line = value.length > 0 ? say(t, arena_format(a, "%.*s: %.*s", SPAN_ARGS(key), SPAN_ARGS(value)))
                                       : say(t, arena_format(a, "no %.*s", SPAN_ARGS(key)));
    return dot == 0 ? line : say(t, arena_format(a, "%.*s   (under %.*s)", SPAN_ARGS(line), (int)(dot - 1), path.text));
}

static const char *file_named(telling *t, option_id id, const char *name) {
    session *s = t->asked.session;
    const options *o = s->options;
    return o->said[id]              ? pairing_file_visible(s, o->text[id])
           : o->argument_count == 1 ? say(t, arena_format(&s->arena, "%s in %s", name, pairing_file_visible(s, o->arguments[0]))).text
                                    : name;
}

static void print_lines(const telling *t, span lines) {
    const stream *out = &t->asked.session->terminal->results;
    while (lines.length > 0) {
        const char *end = memchr(lines.text, '\n', lines.length);
        const size_t length = end == NULL ? lines.length : (size_t)(end - lines.text);
        const span line = arena_format(&t->asked.session->arena, "        %.*s", (int)length, lines.text);
        terminal_print(out, 0, 0, line.text != NULL ? line.text : "");
        lines = (span){lines.text + length + (end != NULL), lines.length - length - (end != NULL)};
    }
}

// Pins of people who are supposed to have left would stop the match.
static void print_pins(telling *t) {
    session *s = t->asked.session;
    const findings *all = session_findings(s);
    for (size_t i = 0; i < all->count; i++) {
        const finding *f = &all->items[i];
        if (strcmp(f->code, "pin_falls_away") == 0) {
            terminal_say(s->terminal, 6, "      take out the pin on line %" PRIu32 " of %s", f->place.line, file_named(t, OPTION_DECISIONS, "decisions.csv"));
        }
    }
}

static void print_next(telling *t) {
    what_if *w = &t->asked;
    terminal *screen = w->session->terminal;
    const bool changes_files = w->edit_count + w->added_count > 0 || t->withdrawals.length > 0;
    terminal_blank(screen);
    if (t->is_so || (!t->differs && !changes_files)) {
        terminal_say(screen, 6, STYLE_HEAD "Next:" STYLE_END " ask for a change with --set, --without or --add; mentorpair what-if --help says how.");
        return;
    }
    terminal_say(screen, 6, changes_files ? STYLE_HEAD "Next:" STYLE_END " nothing was changed. To make it so," : STYLE_HEAD "Next:" STYLE_END " nothing was written. To make it so:");
    if (w->edit_count > 0) {
        const bool is_there = folder_input(&w->session->folder, INPUT_PROGRAM) != NULL;
        terminal_say(screen, 6, "      put into %s%s", file_named(t, OPTION_PROGRAM, "program.yaml"), is_there ? "" : " (there is none yet: mentorpair init NEW-FOLDER writes one to copy)");
    }
    for (size_t i = 0; i < w->edit_count; i++) {
        print_lines(t, program_line(t, w->edits[i]));
    }
    if (t->withdrawals.length > 0) {
        terminal_say(screen, 6, "      add to %s (head: decision,mentee,mentor,reason)", file_named(t, OPTION_DECISIONS, "decisions.csv"));
        print_lines(t, t->withdrawals);
        print_pins(t);
    }
    for (size_t i = 0; i < w->added_count; i++) {
        terminal_say(screen, 6, "      add the rows of %.*s to the applications", SPAN_ARGS(session_visible(w->session, w->added[i].file)));
    }
    if (changes_files) {
        terminal_say(screen, 6, "      and match again:");
    }
    terminal_command(screen, "      ", match_command(t, false));
    if (t->asked.has_fewest && w->has_run && !t->asked.cost.same_pairs) {
        terminal_say(screen, 6, "      or, with as few changes as possible:");
        terminal_command(screen, "      ", match_command(t, true));
    }
    if (w->helped && w->has_run && changes_files) {
        terminal_say(screen, 0, "      Of equally good pairings match draws one, which may change more than this. To stay with what stands wherever goals leave a "
                     "choice, put fewest_changes last into objective and say --previous %.*s.", SPAN_ARGS(say(t, words_shell(&w->session->arena, w->file.path))));
    }
}

// ---- the answer -------------------------------------------------------------------------------------------------

static void print_stopped(telling *t, const pairing *p, const char *which) {
    if (p->options.stopped != STOPPED_NOT) {
        terminal_say(t->asked.session->terminal, 0,
                     STYLE_WARNING "%s was stopped before all was proven" STYLE_END ": a better one may exist. Run again with a longer --time-limit.", which);
    }
}

// What to say where nothing differs that a result shows.
static const char *why_nothing_differs(telling *t) {
    const what_if *w = &t->asked;
    const comparison *c = &w->best.change;
    const tree *hidden = tree_get(&w->best.pairing->program, SPAN("private"));
    const bool asked = w->edit_count + w->added_count + w->leaver_count > 0;
    const bool may_be_hidden = w->edit_count > 0 && hidden != NULL && hidden->count > 0;
    const bool cut_short = w->stands->options.stopped != STOPPED_NOT || w->best.pairing->options.stopped != STOPPED_NOT;
    if (!c->same_pairs || c->rescored > 0) {
        return cut_short && !may_be_hidden ? "The program and everybody's applications stay as they are: the pairs differ because a run was stopped."
                                         : "What is different concerns fields that are not shown.";
    }
    t->is_so = asked && !may_be_hidden;
    return t->is_so        ? "It is so already: the program and everybody's applications stay as they are."
           : may_be_hidden ? "What is different, if anything, concerns fields that are not shown."
                           : "Nothing is different: the program and everybody's applications stay as they are.";
}

static void print_head(telling *t) {
    const what_if *w = &t->asked;
    terminal *screen = w->session->terminal;
    if (w->has_run) {
        terminal_say(screen, 0, "Compared with %s: pairing %.8s.", pairing_file_visible(w->session, w->file.path), w->file.id);
    } else {
        terminal_say(screen, 0, "There is no run in %s: compared with what match would make of the files as they are.",
                     pairing_file_visible(w->session, w->session->folder.out));
    }
    print_stopped(t, w->stands, "What it is compared with");
    t->differs = comparison_reasons_print(&t->best, "What if:");
    if (!t->differs) {
        terminal_blank(screen);
        terminal_say(screen, 0, "%s", why_nothing_differs(t));
    }
}

// As few changes as possible, where that is another pairing than the best.
static void print_fewest(telling *t) {
    terminal *screen = t->asked.session->terminal;
    const comparison *c = &t->asked.fewest.change;
    terminal_blank(screen);
    if (t->asked.cost.same_pairs) {
        terminal_say(screen, 0, STYLE_HEAD "No pairing changes less: this one keeps as many pairs as can be kept." STYLE_END);
        return;
    }
    terminal_say(screen, 0, STYLE_HEAD "With as few changes as possible, %s %s kept, not %s." STYLE_END, words_digits(c->kept).text,
                 words_plural(c->kept, "pair is", "pairs are"), words_digits(t->asked.best.change.kept).text);
    print_stopped(t, t->asked.fewest.pairing, "This pairing");
    comparison_text_goals(&t->cost);
    comparison_text_people(&t->fewest);
}

static void print_all(telling *t) {
    terminal *screen = t->asked.session->terminal;
    print_head(t);
    terminal_blank(screen);
    comparison_text_headline(&t->best);
    print_stopped(t, t->asked.best.pairing, "This pairing");
    comparison_text_goals(&t->best);
    comparison_text_people(&t->best);
    if (t->asked.has_fewest) {
        print_fewest(t);
    }
    print_next(t);
}

// ---- --json -----------------------------------------------------------------------------------------------------

static json_t *spans_json(const span *items, size_t count) {
    json_t *list = json_array();
    for (size_t i = 0; i < count; i++) {
        (void)json_array_append_new(list, json_result_span(items[i]));
    }
    return list;
}

static json_t *answer_json(telling *t) {
    const what_if *w = &t->asked;
    const char *const ids[COMPARED_SIDES] = {w->has_run ? w->file.id : "", ""};
    json_t *added = json_array(), *fewest = json_null();
    for (size_t i = 0; i < w->added_count; i++) {
        (void)json_array_append_new(added, json_result_span(w->added[i].file));
    }
    if (w->has_fewest) {
        fewest = json_pack("{s:b, s:o, s:o}", "same_pairs", (int)w->cost.same_pairs, "comparison", comparison_json(&t->fewest, ids), "cost",
                           comparison_json_levels(&w->cost));
    }
    return json_pack("{s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "compared_with", w->has_run ? json_string(w->file.path) : json_null(), "set",
                     spans_json(w->edits, w->edit_count), "add", added, "without", spans_json(w->leavers, w->leaver_count), "best",
                     comparison_json(&t->best, ids), "fewest_changes", fewest, "decisions", json_result_text(t->withdrawals), "next",
                     json_result_span(match_command(t, false)));
}

// ---- all --------------------------------------------------------------------------------------------------------

static outcome make_views(telling *t) {
    what_if *w = &t->asked;
    PASS(comparison_view_make(&t->best, w->session, &w->best.change, "now", "what if"));
    if (w->has_fewest) {
        PASS(comparison_view_make(&t->fewest, w->session, &w->fewest.change, "now", "fewest"));
        PASS(comparison_view_make(&t->cost, w->session, &w->cost, "best", "fewest"));
    }
    t->withdrawals = withdrawal_lines(t);
    return OUTCOME_DONE;
}

// Whether a pairing that was made here was not made to the end.
static bool is_stopped(const telling *t) {
    const what_if *w = &t->asked;
    return w->best.pairing->options.stopped != STOPPED_NOT || (!w->has_run && w->stands->options.stopped != STOPPED_NOT) ||
           (w->has_fewest && w->fewest.pairing->options.stopped != STOPPED_NOT);
}

static outcome answer_all(telling *t, session *s, json_t **as_json) {
    PASS(what_if_run(&t->asked, s));
    PASS(what_if_note(&t->asked));
    PASS(make_views(t));
    PASS(print_findings(t));
    if (s->terminal->json) {
        *as_json = answer_json(t);
    } else if (!s->terminal->quiet) {
        print_all(t);
    }
    if (t->no_memory || t->best.no_memory || t->fewest.no_memory || t->cost.no_memory) {
        return OUTCOME_NO_MEMORY;
    }
    return is_stopped(t) ? OUTCOME_STOPPED : OUTCOME_DONE;
}

outcome cmd_what_if(const options *o, terminal *t) {
    session s;
    telling it = {.no_memory = false};
    json_t *as_json = NULL;
    outcome result = session_open(&s, o, t);
    if (result == OUTCOME_DONE) {
        confine_and_tell(t, -1);
        result = answer_all(&it, &s, &as_json);
    }
    const bool answered = result == OUTCOME_DONE || result == OUTCOME_STOPPED;
    if (s.run != NULL && !answered) {
        terminal_findings(t, session_findings(&s));
    }
    if (t->json) {
        result = json_result_print(t, COMMAND_WHAT_IF, result, s.run != NULL ? session_findings(&s) : NULL, as_json);
    } else {
        json_decref(as_json);
    }
    what_if_close(&it.asked);
    session_close(&s);
    return result;
}
