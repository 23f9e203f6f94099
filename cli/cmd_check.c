// mentorpair check: reads and checks everything, and writes nothing.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"

#include <inttypes.h>
#include <string.h>

#include "confine.h"
#include "json_result.h"
#include "session.h"
#include "supply.h"
#include "words.h"

enum { STAGE_COLUMNS = 10, STAGES_ACROSS = 6, AREAS_SAID = 2 };

// ---- the tables -------------------------------------------------------------------------------------------------

// Counts that are drawn always, and those that are drawn where one is not zero.
static const struct {
    aside_code code;
    const char *head;
    bool always;
} ASIDE_COLUMNS[] = {{ASIDE_LATE, "late", true},
                     {ASIDE_INVALID, "invalid", true},
                     {ASIDE_SUPERSEDED, "replaced", true},
                     {ASIDE_REQUIREMENT, "not admitted", false},
                     {ASIDE_WITHDRAWN, "withdrawn", false}};
enum { ASIDE_COLUMN_COUNT = sizeof ASIDE_COLUMNS / sizeof ASIDE_COLUMNS[0] };

static bool column_drawn(const supply *s, size_t column) {
    bool drawn = ASIDE_COLUMNS[column].always;
    for (uint32_t i = 0; i < s->file_count; i++) {
        drawn |= s->files[i].aside[ASIDE_COLUMNS[column].code] > 0;
    }
    return drawn;
}

// A name in exactly `columns` columns: blanks behind it, or cut.
static span fitted(session *s, span name, size_t columns) {
    const span visible = session_visible(s, name);
    size_t end = 0, used = 0;
    while (end < visible.length) {
        size_t next = end;
        (void)text_next(visible, &next);
        const size_t wide = text_columns((span){visible.text + end, next - end});
        if (used + wide > columns) {
            break;
        }
        used += wide;
        end = next;
    }
    return arena_format(&s->arena, "%.*s%*s", (int)end, visible.text, (int)(columns - used), "");
}

static void print_files(session *s, const supply *counted) {
    terminal *t = s->terminal;
    size_t widest = 12;
    for (uint32_t i = 0; i < counted->file_count; i++) {
        const size_t wide = text_columns(session_visible(s, counted->files[i].file));
        widest = wide > widest ? wide : widest;
    }
    widest = widest > 30 ? 30 : widest;
    span head = arena_format(&s->arena, "  %*s  %8s  %9s", (int)widest, "", "read", "accepted");
    for (size_t k = 0; k < ASIDE_COLUMN_COUNT; k++) {
        if (column_drawn(counted, k)) {
            head = arena_format(&s->arena, "%.*s  %*s", SPAN_ARGS(head), k == 0 ? 6 : 8, ASIDE_COLUMNS[k].head);
        }
    }
    terminal_print(&t->results, 0, 0, arena_format(&s->arena, "%.*s  %8s", SPAN_ARGS(head), "places").text);
    for (uint32_t i = 0; i < counted->file_count; i++) {
        const supply_file *f = &counted->files[i];
        span row = arena_format(&s->arena, "  %s  %8s  %9s", fitted(s, f->file, widest).text, words_digits(f->rows).text, words_digits(f->accepted).text);
        for (size_t k = 0; k < ASIDE_COLUMN_COUNT; k++) {
            if (column_drawn(counted, k)) {
                const int wide = k == 0 ? 6 : (int)strlen(ASIDE_COLUMNS[k].head) > 8 ? (int)strlen(ASIDE_COLUMNS[k].head) : 8;
                row = arena_format(&s->arena, "%.*s  %*s", SPAN_ARGS(row), wide, words_digits(f->aside[ASIDE_COLUMNS[k].code]).text);
            }
        }
        if (f->has_places) {
            row = arena_format(&s->arena, "%.*s  %8s", SPAN_ARGS(row), words_digits((int64_t)f->places).text);
        }
        terminal_print(&t->results, 0, 0, row.text);
    }
}

// "Early career" as "Early": cut at a blank where there is one, to ten columns in any case.
static span stage_head(session *s, const supply_stage *stage) {
    const span name = stage->name.length > 0 ? session_visible(s, stage->name) : SPAN("not said");
    span head = fitted(s, name, STAGE_COLUMNS);
    if (text_columns(name) > STAGE_COLUMNS) {
        const char *blank = memrchr(head.text, ' ', head.length);
        head.length = blank != NULL && blank > head.text ? (size_t)(blank - head.text) : head.length;
    }
    return span_trim(head);
}

// Right-aligned by columns on the screen, which are not bytes.
static span right(session *s, span row, span text) {
    const size_t wide = text_columns(text);
    return arena_format(&s->arena, "%.*s%*s%.*s", SPAN_ARGS(row), (int)(STAGE_COLUMNS + 1 > wide ? STAGE_COLUMNS + 1 - wide : 1), "",
                        SPAN_ARGS(text));
}

static void print_stages_across(session *s, const supply *counted) {
    span head = SPAN("  career stage  "), places = SPAN("  mentor places "), mentees = SPAN("  mentees       ");
    for (uint32_t i = 0; i < counted->stage_count; i++) {
        const supply_stage *stage = &counted->stages[i];
        head = right(s, head, stage_head(s, stage));
        places = right(s, places, span_of(arena_format(&s->arena, "%s", words_digits((int64_t)stage->places).text).text));
        mentees = right(s, mentees, span_of(arena_format(&s->arena, "%s", words_digits(stage->mentees).text).text));
    }
    const span rows[] = {head, places, mentees};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        terminal_print(&s->terminal->results, 0, 0, arena_format(&s->arena, "%.*s", SPAN_ARGS(rows[i])).text);
    }
}

static void print_stages_down(session *s, const supply *counted) {
    stream *out = &s->terminal->results;
    terminal_print(out, 0, 0, "  career stage                    mentor places     mentees");
    for (uint32_t i = 0; i < counted->stage_count; i++) {
        const supply_stage *stage = &counted->stages[i];
        const span name = stage->name.length > 0 ? stage->name : SPAN("not said");
        terminal_print(out, 0, 0,
                       arena_format(&s->arena, "  %s  %13s  %10s", fitted(s, name, 30).text, words_digits((int64_t)stage->places).text,
                                    words_digits(stage->mentees).text)
                           .text);
    }
}

static void print_stages(session *s, const supply *counted) {
    bool any = false;
    for (uint32_t i = 0; i < counted->stage_count; i++) {
        any |= counted->stages[i].name.length > 0 && (counted->stages[i].places > 0 || counted->stages[i].mentees > 0);
    }
    if (!any) {
        return;
    }
    terminal_blank(s->terminal);
    if (counted->stage_count <= STAGES_ACROSS) {
        print_stages_across(s, counted);
    } else {
        print_stages_down(s, counted);
    }
}

// ---- the paragraph ----------------------------------------------------------------------------------------------

static span joined(session *s, span text, span sentence) {
    return sentence.length == 0 ? text : arena_format(&s->arena, "%.*s%s%.*s", SPAN_ARGS(text), text.length > 0 ? " " : "", SPAN_ARGS(sentence));
}

static span nobody_sentence(session *s, const supply *counted, const cohort *h) {
    const uint32_t mentees = counted->nobody.count[ROLE_MENTEE], mentors = counted->nobody.count[ROLE_MENTOR];
    if (h->count[ROLE_MENTOR] == 0 || h->count[ROLE_MENTEE] == 0) {
        return h->count[ROLE_MENTOR] > 0   ? SPAN("No mentee has applied yet.")
               : h->count[ROLE_MENTEE] > 0 ? SPAN("No mentor has applied yet.")
                                           : SPAN("Nobody has applied yet.");
    }
    if (!counted->has_nobody) {
        return SPAN("");
    }
    if (mentees + mentors == 0) {
        return SPAN("Everybody has somebody they could be paired with.");
    }
    span text = SPAN("Nobody to be paired with: ");
    if (mentees > 0) {
        text = arena_format(&s->arena, "%.*s%s %s%s", SPAN_ARGS(text), words_digits(mentees).text, words_plural(mentees, "mentee", "mentees"),
                            mentors > 0 ? ", " : "");
    }
    if (mentors > 0) {
        text = arena_format(&s->arena, "%.*s%s %s", SPAN_ARGS(text), words_digits(mentors).text, words_plural(mentors, "mentor", "mentors"));
    }
    return arena_format(&s->arena, "%.*s.", SPAN_ARGS(text));
}

// What rules people out, with the key that changes it.
static const char *rule_words(const rules *r, reason why) {
    switch (why) {
        case REASON_CONFLICT:
        case REASON_VETOED:
            return "conflicts and vetoes";
        case REASON_PAST_PAIR:
            return "earlier pairs (rules.past_pairs)";
        case REASON_SAME_INSTITUTION:
            return "the same institution (rules.same_institution)";
        case REASON_STAGE_GAP:
            return r->has_maximum_stage_gap ? "the gap of career stages (rules.minimum_stage_gap, rules.maximum_stage_gap)"
                                            : "the gap of career stages (rules.minimum_stage_gap)";
        case REASON_BELOW_MINIMUM_SCORE:
            return "the minimum fit (rules.minimum_score)";
        case REASON_OTHER_DIRECTION:
            return "the better direction of two who could mentor each other (rules.reciprocal_pairs)";
        case REASON_ELIGIBLE:
        case REASON_SAME_PERSON:
        case REASON_COUNT:
            break;
    }
    return "that nobody else takes part";
}

enum { NAMES_SAID = 3 };

// "Rosa Wren and Li Park", or "5 mentees": those of a role whom mostly one rule leaves alone; empty: nobody.
static span left_by(session *s, const nobody *n, const cohort *h, role as, reason why) {
    span names = SPAN("");
    uint32_t count = 0;
    for (uint32_t i = 0; i < n->listed[as]; i++) {
        const nobody_person *p = &n->people[as][i];
        if (p->main != why) {
            continue;
        }
        const span name = session_visible(s, h->people[as][p->person].name);
        names = count == 0 ? arena_copy(&s->arena, name)
                           : arena_format(&s->arena, "%.*s, %.*s", SPAN_ARGS(names), SPAN_ARGS(name));
        count++;
    }
    return count <= NAMES_SAID ? names
                               : arena_format(&s->arena, "%s %s", words_digits(count).text,
                                              as == ROLE_MENTEE ? "mentees" : "mentors");
}

// Which rule leaves them so; for people beyond those looked at nothing is said.
static span nobody_rules_sentence(session *s, const supply *counted, const cohort *h) {
    span text = SPAN("");
    for (int as = ROLE_COUNT - 1; as >= 0 && counted->has_nobody; as--) { // mentees first
        for (reason why = REASON_ELIGIBLE; why < REASON_COUNT; why++) {
            const span who = left_by(s, &counted->nobody, h, (role)as, why);
            if (who.length > 0) {
                text = arena_format(&s->arena, "%.*s%s%s for %.*s", SPAN_ARGS(text), text.length == 0 ? "What rules out most: " : "; ",
                                    rule_words(&h->program->rules, why), SPAN_ARGS(who));
            }
        }
    }
    return text.length > 0 ? arena_format(&s->arena, "%.*s.", SPAN_ARGS(text)) : text;
}

static const char *open_to(const rules *r) {
    if (r->has_maximum_stage_gap || r->minimum_stage_gap < 0) {
        return "whose stage the rules allow";
    }
    return r->minimum_stage_gap > 0 ? "further on" : "of that stage or further on";
}

static span stage_sentence(session *s, const supply *counted, const rules *r) {
    const supply_stage *shortest = supply_shortest_stage(counted);
    if (shortest == NULL) {
        return SPAN("");
    }
    span name = arena_copy(&s->arena, session_visible(s, shortest->name));
    if (name.text == NULL) {
        return name;
    }
    const char first = name.text[0];
    const char lower = first >= 'A' && first <= 'Z' ? (char)(first - 'A' + 'a') : first;
    const span many = SPAN("is no place");
    const span places = shortest->open_places == 0
                            ? many
                            : arena_format(&s->arena, "%s %s %s", words_plural(shortest->open_places, "is", "are"),
                                           words_digits((int64_t)shortest->open_places).text,
                                           words_plural(shortest->open_places, "place", "places"));
    return arena_format(&s->arena, "For %s %c%.*s %s there %.*s with a mentor %s.", words_digits(shortest->mentees).text, lower,
                        (int)(name.length - 1), name.text + 1, words_plural(shortest->mentees, "mentee", "mentees"), SPAN_ARGS(places), open_to(r));
}

static span areas_sentence(session *s, const supply *counted) {
    uint32_t count;
    const supply_short_area *areas = supply_short_areas(counted, &s->arena, AREAS_SAID, &count);
    span text = SPAN("");
    for (uint32_t i = 0; areas != NULL && i < count; i++) {
        const supply_area *area = &counted->areas[areas[i].area];
        text = arena_format(&s->arena, "%.*s%s%.*s (%s %s it, %s %s)", SPAN_ARGS(text), i == 0 ? "Most short: " : ", ",
                            SPAN_ARGS(session_visible(s, area->name)), words_digits(area->wanted).text,
                            words_plural(area->wanted, "wants", "want"), words_digits((int64_t)area->offered).text,
                            words_plural(area->offered, "place", "places"));
    }
    return text.length > 0 ? arena_format(&s->arena, "%.*s.", SPAN_ARGS(text)) : text;
}

static span better_empty_sentences(session *s, const supply *counted) {
    span text = SPAN("");
    for (uint32_t i = 0; i < counted->better_empty_count; i++) {
        const supply_better_empty *one = &counted->better_empty[i];
        text = joined(s, text,
                      arena_format(&s->arena, "%s %s would score higher by leaving %.*s empty.", words_digits(one->people).text,
                                   words_plural(one->people, "person", "people"),
                                   SPAN_ARGS(words_name(&s->arena, session_visible(s, one->field)))));
    }
    return text;
}

// The sum: what was read, and where it went.
static span sum_sentence(session *s, const supply *counted) {
    uint64_t read = 0, accepted = 0, set_aside = 0;
    for (uint32_t i = 0; i < counted->file_count; i++) {
        read += counted->files[i].rows;
        accepted += counted->files[i].accepted;
        set_aside += supply_set_aside(&counted->files[i]);
    }
    return read == 0 ? SPAN("")
                     : arena_format(&s->arena, "%s %s = %s accepted + %s set aside.", words_digits((int64_t)read).text,
                                    words_plural(read, "application", "applications"), words_digits((int64_t)accepted).text,
                                    words_digits((int64_t)set_aside).text);
}

static void print_paragraph(session *s, const supply *counted, const cohort *h) {
    span text = joined(s, sum_sentence(s, counted), nobody_sentence(s, counted, h));
    if (h->count[ROLE_MENTOR] > 0 && h->count[ROLE_MENTEE] > 0) {
        text = joined(s, text, nobody_rules_sentence(s, counted, h));
        text = joined(s, text, stage_sentence(s, counted, &h->program->rules));
        text = joined(s, text, areas_sentence(s, counted));
        text = joined(s, text, better_empty_sentences(s, counted));
    }
    if (text.length > 0) {
        terminal_blank(s->terminal);
        terminal_print(&s->terminal->results, s->terminal->results.columns, 0, arena_format(&s->arena, "  %.*s", SPAN_ARGS(text)).text);
    }
}

// ---- the end ----------------------------------------------------------------------------------------------------

static span due_sentence(session *s) {
    session_due due;
    const program *p = mp_run_program(s->run);
    if (p == NULL || !session_due_of(&due, p, s->request.as_of)) {
        return SPAN("");
    }
    return arena_format(&s->arena, " Pairs %s due " STYLE_HEAD "%s" STYLE_END ", %s.", due.days < 0 ? "were" : "are", words_days_left(due.days).text,
                        words_date(due.day).text);
}

// What to do next: the command, and the words before it.
typedef struct next_step {
    const char *words;
    span command;
} next_step;

static next_step next_of(session *s, outcome result) {
    const options *o = s->options;
    uint32_t people = 0;
    const cohort *h = mp_run_cohort(s->run);
    if (result == OUTCOME_DONE && h != NULL && h->count[ROLE_MENTOR] + h->count[ROLE_MENTEE] == 0) {
        return (next_step){"put the exports of the form into the files, and check again:", command_line_for(o, &s->arena, COMMAND_CHECK, "")};
    }
    if (result == OUTCOME_DONE) {
        return (next_step){"", command_line_for(o, &s->arena, COMMAND_MATCH, "")};
    }
    if (result == OUTCOME_BAD_DATA && session_would_pass_without_invalid(s, &people)) {
        const char *words = arena_format(&s->arena, "mend the errors and check again, or leave %s out:",
                                         people == 1 ? "this one person"
                                                     : arena_format(&s->arena, "these %s people", words_count(people).text).text)
                                .text;
        return (next_step){words, command_line_for(o, &s->arena, COMMAND_MATCH, "--set-aside-invalid")};
    }
    return (next_step){"mend the errors and check again:", command_line_for(o, &s->arena, COMMAND_CHECK, "")};
}

static void print_end(session *s, const next_step *next) {
    terminal *t = s->terminal;
    terminal_blank(t);
    terminal_say(t, 0, "%.*s.%.*s", SPAN_ARGS(terminal_counts(&s->arena, session_findings(s))), SPAN_ARGS(due_sentence(s)));
    if (next->words[0] != '\0') {
        terminal_say(t, 6, STYLE_HEAD "Next:" STYLE_END " %s", next->words);
        terminal_command(t, "      ", next->command);
    } else {
        terminal_command(t, STYLE_HEAD "Next:" STYLE_END " ", next->command);
    }
}

// ---- --json -----------------------------------------------------------------------------------------------------

static json_t *file_json(const supply_file *f) {
    return json_pack("{s:s, s:o, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:o}", "role", input_role_name(f->role), "file", json_result_span(f->file), "read",
                     (json_int_t)f->rows, "accepted", (json_int_t)f->accepted, "set_aside", (json_int_t)supply_set_aside(f), "invalid", (json_int_t)f->aside[ASIDE_INVALID], "late",
                     (json_int_t)f->aside[ASIDE_LATE], "superseded", (json_int_t)f->aside[ASIDE_SUPERSEDED], "requirement",
                     (json_int_t)f->aside[ASIDE_REQUIREMENT], "withdrawn", (json_int_t)f->aside[ASIDE_WITHDRAWN], "places",
                     f->has_places ? json_integer((json_int_t)f->places) : json_null());
}

static json_t *unknown_json(const cohort *h) {
    json_t *columns = json_array();
    for (uint32_t i = 0; i < h->unknown_column_count; i++) {
        const unknown_column *u = &h->unknown_columns[i];
        const bool told = u->could_be != NONE;
        (void)json_array_append_new(columns, json_pack("{s:o, s:I, s:o, s:o, s:o}", "file", json_result_span(u->file), "column", (json_int_t)u->column,
                                                       "header", json_result_span(u->header), "could_be",
                                                       told ? json_result_span(h->fields[u->could_be].name) : json_null(), "by",
                                                       told ? json_string(u->by_answers ? "answers" : "words") : json_null()));
    }
    return columns;
}

// People are named by their ids; ruled_out counts as in pairing.json.
static json_t *nobody_json(const nobody *n, const cohort *h) {
    json_t *people = json_array();
    for (int as = ROLE_COUNT - 1; as >= 0; as--) {
        for (uint32_t i = 0; i < n->listed[as]; i++) {
            const nobody_person *p = &n->people[as][i];
            json_t *ruled_out = json_object();
            for (reason why = REASON_ELIGIBLE; why < REASON_COUNT; why++) {
                const json_int_t before = json_integer_value(json_object_get(ruled_out, nobody_code(why)));
                if (p->ruled_out[why] > 0) {
                    (void)json_object_set_new(ruled_out, nobody_code(why), json_integer(before + p->ruled_out[why]));
                }
            }
            (void)json_array_append_new(people, json_pack("{s:s, s:o, s:o}", "role", as == ROLE_MENTEE ? "mentee" : "mentor", "who",
                                                          json_result_span(h->people[as][p->person].id), "ruled_out", ruled_out));
        }
    }
    return json_pack("{s:I, s:I, s:o}", "mentees", (json_int_t)n->count[ROLE_MENTEE], "mentors", (json_int_t)n->count[ROLE_MENTOR], "people", people);
}

static json_t *supply_json(session *s, const supply *counted, span next) {
    json_t *files = json_array(), *stages = json_array(), *areas = json_array(), *better = json_array();
    for (uint32_t i = 0; i < counted->file_count; i++) {
        (void)json_array_append_new(files, file_json(&counted->files[i]));
    }
    for (uint32_t i = 0; i < counted->stage_count; i++) {
        const supply_stage *one = &counted->stages[i];
        (void)json_array_append_new(stages, json_pack("{s:o, s:I, s:I}", "stage", json_result_text(one->name), "places", (json_int_t)one->places,
                                                      "mentees", (json_int_t)one->mentees));
    }
    for (uint32_t i = 0; i < counted->area_count; i++) {
        const supply_area *one = &counted->areas[i];
        (void)json_array_append_new(areas, json_pack("{s:o, s:I, s:I}", "area", json_result_span(one->name), "wanted", (json_int_t)one->wanted, "places",
                                                     (json_int_t)one->offered));
    }
    for (uint32_t i = 0; i < counted->better_empty_count; i++) {
        const supply_better_empty *one = &counted->better_empty[i];
        (void)json_array_append_new(better, json_pack("{s:o, s:I}", "field", json_result_span(one->field), "people", (json_int_t)one->people));
    }
    session_due due;
    const program *p = mp_run_program(s->run);
    const bool has_due = session_due_of(&due, p, s->request.as_of);
    char as_of[26];
    instant_format(as_of, s->request.as_of, zone_offset(p->zone, s->request.as_of));
    return json_pack("{s:o, s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "program", json_result_text(p->name), "as_of", as_of, "files", files, "stages",
                     stages, "areas", areas, "nobody",
                     counted->has_nobody ? nobody_json(&counted->nobody, mp_run_cohort(s->run)) : json_null(),
                     "better_empty", better, "unknown_columns", unknown_json(mp_run_cohort(s->run)), "days_left", has_due ? json_integer(due.days) : json_null(), "next", json_result_span(next));
}

// ---- the command ------------------------------------------------------------------------------------------------

static outcome print_summary(session *s, outcome result, json_t **summary_json) {
    const cohort *h = mp_run_cohort(s->run);
    const next_step next = next_of(s, result);
    terminal *t = s->terminal;
    supply counted;
    if (next.command.text == NULL || next.words == NULL) {
        return OUTCOME_NO_MEMORY;
    }
    if (h != NULL && supply_count(&counted, &s->arena, h, mp_run_scoring(s->run)) != STATUS_OK) {
        return OUTCOME_NO_MEMORY;
    }
    if (t->json) {
        *summary_json = h != NULL ? supply_json(s, &counted, next.command) : NULL;
        return result;
    }
    if (h != NULL && !t->quiet) {
        if (h->program->name.length > 0) {
            terminal_blank(t);
            terminal_say(t, 0, STYLE_HEAD "%.*s" STYLE_END, SPAN_ARGS(session_visible(s, h->program->name)));
        }
        terminal_blank(t);
        print_files(s, &counted);
        print_stages(s, &counted);
        print_paragraph(s, &counted, h);
    }
    if (!t->quiet) {
        print_end(s, &next);
    }
    return result;
}

static outcome check_all(session *s, json_t **summary_json) {
    outcome result = session_load(s);
    if (result == OUTCOME_DONE) {
        result = session_read(s);
    }
    if (result == OUTCOME_DONE) {
        PASS(session_check_decisions(s));
    }
    const bool counted = result == OUTCOME_DONE || result == OUTCOME_BAD_DATA || result == OUTCOME_PROGRAM_WRONG;
    if (counted && mp_run_cohort(s->run) != NULL) {
        const outcome scored = session_outcome(s, mp_score(s->run));
        terminal_progress_end(s->terminal);
        if (scored != OUTCOME_DONE && scored != OUTCOME_BAD_DATA && scored != OUTCOME_PROGRAM_WRONG) {
            return scored;
        }
    }
    terminal_findings(s->terminal, session_findings(s));
    return counted ? print_summary(s, result, summary_json) : result;
}

outcome cmd_check(const options *o, terminal *t) {
    session s;
    json_t *summary_json = NULL;
    outcome result = session_open(&s, o, t);
    if (result == OUTCOME_DONE) {
        confine_and_tell(t, -1);
        result = check_all(&s, &summary_json);
    }
    if (t->json) {
        result = json_result_print(t, COMMAND_CHECK, result, s.run != NULL ? session_findings(&s) : NULL, summary_json);
    }
    session_close(&s);
    return result;
}
