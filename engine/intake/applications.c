// Judgements come one after the other, each over those that are left: who contradicts whom, who is late, what was
// sent again, what is required.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/applications.h"

#include <stdlib.h>

#include "intake/cell_text.h"
#include "intake/cells.h"
#include "intake/choices.h"
#include "intake/identity.h"
#include "intake/marks.h"
#include "intake/requests.h"
#include "intake/submitted.h"

enum { MINUTE = 60, HOUR = 3600, DAY = 86400, LINES_SHOWN = 5, AREAS_SHOWN = 20 };

static status set_aside(applicant *a, aside_code code, span because) {
    if (because.text == NULL) {
        return STATUS_NO_MEMORY;
    }
    a->set_aside = true;
    a->code = code;
    a->because = because;
    return STATUS_OK;
}

// ---- late -------------------------------------------------------------------------------------------------------

static span how_late(arena *a, int64_t seconds) {
    int64_t count = seconds / DAY;
    const char *unit = "day";
    if (count == 0) {
        count = seconds / HOUR;
        unit = "hour";
    }
    if (count == 0) {
        count = seconds / MINUTE;
        unit = "minute";
    }
    return count == 0 ? SPAN("less than a minute")
                      : arena_format(a, "%d %s%s", (int)count, unit, count == 1 ? "" : "s");
}

static status judge_late(reading *r, applicant *a) {
    const calendar_entry *close = &r->p->calendar[CALENDAR_CLOSE];
    if (a->person.submitted == INSTANT_NONE || a->person.submitted <= close->at) {
        return STATUS_OK;
    }
    char sentence[SUBMITTED_SHOWN_BYTES], terminal[SUBMITTED_SHOWN_BYTES];
    submitted_show(sentence, r->p->zone, a->person.submitted, SUBMITTED_SENTENCE);
    submitted_show(terminal, r->p->zone, a->person.submitted, SUBMITTED_TERMINAL);
    span late = how_late(r->a, a->person.submitted - close->at);
    if (late.text == NULL) {
        return STATUS_NO_MEMORY;
    }
    TRY(set_aside(a, ASIDE_LATE, arena_format(r->a, "Sent %s: %.*s after the close", sentence, SPAN_ARGS(late))));
    return applicant_say(r, a, FIELD_SUBMITTED, SEVERITY_NOTE, "late",
                         arena_format(r->a, "sent %s, after the close: set aside; --late admits it", terminal));
}

static status judge_all_late(reading *r, applicants *all) {
    if (!r->p->calendar[CALENDAR_CLOSE].said || r->options->late) {
        return STATUS_OK;
    }
    for (uint32_t i = 0; i < all->count; i++) {
        if (!all->items[i].set_aside) {
            TRY(judge_late(r, &all->items[i]));
        }
    }
    return STATUS_OK;
}

// ---- sent again -------------------------------------------------------------------------------------------------

static int by_person_then_row(const void *a, const void *b) {
    const applicant *one = *(applicant *const *)a, *other = *(applicant *const *)b;
    if (one->role != other->role) {
        return one->role < other->role ? -1 : 1;
    }
    if (one->who != other->who) {
        return one->who < other->who ? -1 : 1;
    }
    if (one->person.input != other->person.input) {
        return one->person.input < other->person.input ? -1 : 1;
    }
    return (one->record > other->record) - (one->record < other->record);
}

// Every answer but the time of submission.
static bool same_answers(const reading *r, const applicant *a, const applicant *b) {
    for (uint32_t which = 0; which < r->fields.count; which++) {
        if (which != FIELD_SUBMITTED && !span_equal(a->person.answers[which].text, b->person.answers[which].text)) {
            return false;
        }
    }
    return true;
}

// Rivals are the applications of one person in one role.
// "line 9 and line 12", each with its file where that is another one.
static span list_lines(arena *scratch, applicant *const *rivals, size_t count, const applicant *but) {
    span list = SPAN("");
    size_t listed = 0, left_out = 0, last = count - 1;
    last -= rivals[last] == but;
    for (size_t i = 0; i < count && list.text != NULL; i++) {
        if (rivals[i] == but) {
            continue;
        }
        if (listed == LINES_SHOWN) {
            left_out++;
            continue;
        }
        span line = applicant_line(scratch, but, rivals[i]);
        list = arena_format(scratch, "%.*s%s%.*s", SPAN_ARGS(list),
                            listed == 0 ? ""
                            : i == last ? " and "
                                        : ", ",
                            SPAN_ARGS(line));
        listed++;
    }
    return left_out == 0 || list.text == NULL ? list : arena_format(scratch, "%.*s and others", SPAN_ARGS(list));
}

static status say_resubmitted(reading *r, applicant *const *rivals, size_t count, const applicant *winner) {
    arena scratch = arena_over(&r->c->memory);
    span lines = list_lines(&scratch, rivals, count, winner), times = SPAN("twice");
    if (count > 2) {
        times = arena_format(&scratch, "%zu times", count);
    }
    span text = arena_format(&scratch, "applied %.*s: line %u counts, %.*s %s not", SPAN_ARGS(times),
                             winner->person.line, SPAN_ARGS(lines), count > 2 ? "do" : "does");
    status result = lines.text == NULL || times.text == NULL
                        ? STATUS_NO_MEMORY
                        : applicant_say(r, winner, FIELD_EMAIL, SEVERITY_NOTE, "resubmitted", text);
    arena_free(&scratch);
    return result;
}

// Nothing says which of several different applications counts: none does.
static status say_undecided(reading *r, applicant *const *rivals, size_t count, instant latest) {
    arena scratch = arena_over(&r->c->memory);
    applicant *later = NULL;
    for (size_t i = 0; i < count; i++) {
        applicant *a = rivals[i];
        later = a->person.submitted == latest || a->person.submitted == INSTANT_NONE ? a : later;
    }
    span lines = list_lines(&scratch, rivals, count, later);
    span what = arena_format(
        &scratch, "applied again with other answers, and no time of submission says whether this or %.*s counts",
        SPAN_ARGS(lines));
    const char *because = "several applications differ, and nothing says which one is the latest";
    wrong w = {.code = "applied_twice",
               .value = {NULL, 0},
               .what = what.text,
               .because = because,
               .remedy = SPAN("keep the line that counts")};
    status result =
        lines.text == NULL || what.text == NULL ? STATUS_NO_MEMORY : applicant_fault(r, later, FIELD_EMAIL, &w);
    for (size_t i = 0; i < count && result == STATUS_OK; i++) {
        applicant *a = rivals[i];
        if (a != later && (a->person.submitted == latest || a->person.submitted == INSTANT_NONE)) {
            result = applicant_invalid(r, a, because);
        }
    }
    arena_free(&scratch);
    return result;
}

static status supersede(reading *r, applicant *a, const applicant *winner) {
    if (a->person.submitted == winner->person.submitted || a->person.submitted == INSTANT_NONE) {
        return set_aside(a, ASIDE_SUPERSEDED, SPAN("Applied twice with the same answers; one application counts"));
    }
    char day[SUBMITTED_SHOWN_BYTES];
    submitted_show(day, r->p->zone, winner->person.submitted, SUBMITTED_DAY);
    return set_aside(a, ASIDE_SUPERSEDED, arena_format(r->a, "Applied again on %s; the later application counts", day));
}

// The latest counts. Those without a time, or with the latest time too, must say the same.
static status judge_rivals(reading *r, applicant *const *rivals, size_t count) {
    instant latest = INSTANT_NONE;
    for (size_t i = 0; i < count; i++) {
        latest = rivals[i]->person.submitted > latest ? rivals[i]->person.submitted : latest;
    }
    applicant *winner = NULL;
    for (size_t i = 0; i < count && winner == NULL; i++) {
        winner = rivals[i]->person.submitted == latest ? rivals[i] : NULL;
    }
    bool decided = true;
    for (size_t i = 0; i < count; i++) {
        const applicant *a = rivals[i];
        bool could_count = a->person.submitted == latest || a->person.submitted == INSTANT_NONE;
        decided = decided && (!could_count || a == winner || same_answers(r, a, winner));
    }
    if (!decided) {
        TRY(say_undecided(r, rivals, count, latest));
    } else {
        TRY(say_resubmitted(r, rivals, count, winner));
    }
    for (size_t i = 0; i < count; i++) {
        if (rivals[i] != winner && !rivals[i]->set_aside) {
            TRY(supersede(r, rivals[i], winner));
        }
    }
    return STATUS_OK;
}

static status judge_all_rivals(reading *r, applicants *all) {
    arena scratch = arena_over(&r->c->memory);
    applicant **rivals = arena_alloc(&scratch, all->count, sizeof(void *));
    status result = rivals == NULL ? STATUS_NO_MEMORY : STATUS_OK;
    size_t count = 0;
    for (uint32_t i = 0; i < all->count && result == STATUS_OK; i++) {
        if (!all->items[i].set_aside) {
            rivals[count++] = &all->items[i];
        }
    }
    if (result == STATUS_OK) {
        qsort(rivals, count, sizeof(void *), by_person_then_row);
    }
    for (size_t i = 0, next; i < count && result == STATUS_OK; i = next) {
        const applicant *first = rivals[i];
        for (next = i + 1; next < count && rivals[next]->who == first->who && rivals[next]->role == first->role;
             next++) {
        }
        result = next - i > 1 ? judge_rivals(r, rivals + i, next - i) : STATUS_OK;
    }
    arena_free(&scratch);
    return result;
}

// ---- requirements -----------------------------------------------------------------------------------------------

// The keys of a requirement's values: a known option's folded name, else the folded value.
static status requirement_keys(span **out, arena *scratch, const field *f, const requirement *q) {
    span *keys = arena_alloc(scratch, q->one_of_count, sizeof *keys);
    if (keys == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (uint32_t i = 0; i < q->one_of_count; i++) {
        TRY(text_fold(&keys[i], scratch, q->one_of[i]));
        uint32_t number = f->options == NULL ? NONE : vocabulary_find(f->options, keys[i]);
        if (number != NONE) {
            TRY(text_fold(&keys[i], scratch, f->options->options[number].name));
        }
    }
    *out = keys;
    return STATUS_OK;
}

static bool is_key(span text, const span *keys, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        if (span_equal(text, keys[i])) {
            return true;
        }
    }
    return false;
}

// One of several chosen options is enough.
static status meets(bool *out, arena *scratch, const field *f, const answer *given, const span *keys, uint32_t count) {
    *out = is_key(given->key, keys, count);
    const choices *chosen = given->choices;
    for (uint32_t i = 0; chosen != NULL && f->options != NULL && i < chosen->count && !*out; i++) {
        span folded;
        TRY(text_fold(&folded, scratch, f->options->options[chosen->options[i]].name));
        *out = is_key(folded, keys, count);
    }
    for (uint32_t i = 0; chosen != NULL && i < chosen->other_count && !*out; i++) {
        span folded;
        TRY(text_fold(&folded, scratch, chosen->others[i]));
        *out = is_key(folded, keys, count);
    }
    return STATUS_OK;
}

static status fail_requirement(reading *r, applicant *a, const requirement *q) {
    bool is_private = r->fields.fields[q->field].is_private;
    span because = is_private                 ? SPAN("a requirement of the program")
                   : span_empty(q->otherwise) ? SPAN("Does not meet a requirement of the program")
                                              : q->otherwise;
    span shown = is_private || span_empty(q->otherwise) ? SPAN("") : applicant_shown(r->a, q->otherwise);
    span what = shown.length == 0
                    ? SPAN("a requirement of the program is not met")
                    : arena_format(r->a, "a requirement of the program is not met, \"%.*s\"", SPAN_ARGS(shown));
    TRY(set_aside(a, ASIDE_REQUIREMENT, because));
    return applicant_remark(r, a, q->field, SEVERITY_NOTE, "requirement", NULL, what, SPAN("set aside"));
}

static bool is_asked_of(const requirement *q, role as) {
    return q->role == REQUIRED_OF_BOTH || (q->role == REQUIRED_OF_MENTOR) == (as == ROLE_MENTOR);
}

// false: no file of those it is asked of has the field, which is an error already.
static bool can_be_judged(const applicants *all, const requirement *q) {
    for (uint32_t i = 0; i < all->count; i++) {
        const applicant *a = &all->items[i];
        if (is_asked_of(q, a->role) && a->sheet->of[a->role][q->field].count > 0) {
            return true;
        }
    }
    return false;
}

static status judge_requirement(reading *r, applicants *all, const requirement *q) {
    const field *f = &r->fields.fields[q->field];
    if (!can_be_judged(all, q)) {
        return STATUS_OK;
    }
    arena scratch = arena_over(&r->c->memory);
    span *keys;
    status result = requirement_keys(&keys, &scratch, f, q);
    for (uint32_t i = 0; i < all->count && result == STATUS_OK; i++) {
        applicant *a = &all->items[i];
        bool met;
        if (a->set_aside || !is_asked_of(q, a->role)) {
            continue;
        }
        result = meets(&met, &scratch, f, &a->person.answers[q->field], keys, q->one_of_count);
        if (result == STATUS_OK && !met) {
            result = fail_requirement(r, a, q);
        }
    }
    arena_free(&scratch);
    return result;
}

// ---- all --------------------------------------------------------------------------------------------------------

static bool others_matter(const applicant *a) {
    return !a->set_aside || a->code == ASIDE_INVALID;
}

status applications_judge(directory *out, reading *r, applicants *all) {
    TRY(identity_check(r, all));
    for (uint32_t i = 0; i < all->count && !r->options->set_aside_invalid; i++) {
        const applicant *a = &all->items[i];
        r->some_unread = r->some_unread || a->no_role || a->email_key.length == 0 || a->person.name.length == 0;
    }
    TRY(directory_build(out, r, all));
    TRY(requests_check(r, out, all));
    TRY(judge_all_late(r, all));
    TRY(judge_all_rivals(r, all));
    for (uint32_t i = 0; i < r->p->requirement_count; i++) {
        TRY(judge_requirement(r, all, &r->p->requirements[i]));
    }
    for (uint32_t i = 0; i < all->count; i++) {
        applicant *a = &all->items[i];
        if (others_matter(a)) {
            TRY(cells_unknown_options(r, a));
        }
        if (!a->set_aside) {
            out->people[a->who].applied[a->role] = i;
        }
    }
    return identity_same_names(r, all);
}

status applications_withdraw(reading *r, applicants *all, const directory *dir, uint32_t person_number, role as) {
    uint32_t number = dir->people[person_number].applied[as];
    if (number == NONE || all->items[number].set_aside) {
        return STATUS_OK;
    }
    (void)r;
    return set_aside(&all->items[number], ASIDE_WITHDRAWN, SPAN("Has withdrawn"));
}

// ---- areas from the mentors' answers ----------------------------------------------------------------------------

// Adds the cells of one file's field that are not empty, as the answers will be read.
static status gather_cells(span **cells, size_t *count, size_t *capacity, arena *a, const sheet *s,
                           const column_list *list) {
    for (uint32_t row = s->first_record; row < s->table->count; row++) {
        for (uint32_t i = 0; i < list->count; i++) {
            uint32_t rank;
            span text, rest;
            TRY(cell_text_answer(&text, &rank, a, s, list, i, row, true, NULL));
            text = marks_ranked_choice(&rest, text) > 0 ? rest : text;
            if (text.length == 0) {
                continue;
            }
            if (!memory_reserve(a->memory, cells, capacity, *count + 1, sizeof **cells)) {
                return STATUS_NO_MEMORY;
            }
            TRY(cell_text_visible(&(*cells)[*count], a, text));
            ++*count;
        }
    }
    return STATUS_OK;
}

static span list_areas(arena *scratch, const vocabulary *v) {
    span list = SPAN("");
    for (uint32_t i = 0; i < v->count && i < AREAS_SHOWN && list.text != NULL; i++) {
        span shown = applicant_shown(scratch, v->options[i].name);
        list = arena_format(scratch, "%.*s%s\"%.*s\"", SPAN_ARGS(list), i == 0 ? "" : ", ", SPAN_ARGS(shown));
    }
    return v->count > AREAS_SHOWN && list.text != NULL
               ? arena_format(scratch, "%.*s and %u more", SPAN_ARGS(list), v->count - AREAS_SHOWN)
               : list;
}

static status collect(context *c, program *p, const field_list *fields, const sheet *sheets, size_t sheet_count,
                      arena *scratch) {
    span *cells = NULL;
    size_t count = 0, capacity = 0;
    const sheet *shown = NULL;
    const char *marks = NULL;
    status result = STATUS_OK;
    for (size_t i = 0; i < sheet_count; i++) {
        const sheet *s = &sheets[i];
        if (s->usable && s->plays[ROLE_MENTOR] && s->of[ROLE_MENTOR][FIELD_AREAS].count > 0) {
            shown = shown == NULL ? s : shown;
            marks = cell_text_marks(s, &s->of[ROLE_MENTOR][FIELD_AREAS]);
            TRY_OUT(gather_cells(&cells, &count, &capacity, scratch, s, &s->of[ROLE_MENTOR][FIELD_AREAS]));
        }
    }
    TRY_OUT(choices_collect(&p->areas, &p->arena, marks, cells, count));
    if (shown != NULL && p->areas.count > 0 && !fields->fields[FIELD_AREAS].is_private) {
        span list = list_areas(scratch, &p->areas);
        finding_add(&c->findings, SEVERITY_WARNING,
                    table_place(shown->table, 0, shown->of[ROLE_MENTOR][FIELD_AREAS].columns[0]), "areas_collected",
                    "the areas of work are taken from the mentors' answers, %u of them: %.*s. List them under areas in "
                    "program.yaml, so that slips "
                    "of the pen are found",
                    p->areas.count, SPAN_ARGS(list));
        result = list.text == NULL ? STATUS_NO_MEMORY : STATUS_OK;
    }
out:
    memory_free(&c->memory, cells);
    return result;
}

status applications_collect_areas(context *c, program *p, const field_list *fields, const sheet *sheets,
                                  size_t sheet_count) {
    arena scratch = arena_over(&c->memory);
    status result = collect(c, p, fields, sheets, sheet_count, &scratch);
    arena_free(&scratch);
    return result;
}
