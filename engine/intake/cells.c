// Each field that the tool knows has a reader in one table; then come the types that program.yaml gives any field:
// choices, numbers, keys.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/cells.h"

#include "intake/answers.h"
#include "intake/cell_text.h"
#include "intake/choices.h"
#include "intake/submitted.h"
#include "intake/time_zones.h"

enum { MENTEES_MOST = 50, MENTORS_MOST = 5 };

#define NO_SUCH_DATE "is a date that no calendar has"
#define LOOK_IT_UP "look it up in the form's own responses"

// One application while it is read.
typedef struct row {
    reading *r;
    applicant *a;
    answer *answers; // of the application
    arena scratch;
} row;

static status row_fault(row *w, uint32_t which, const char *code, span value, const char *what, span remedy) {
    wrong it = {.code = code, .value = value, .what = what, .remedy = remedy};
    return remedy.text == NULL ? STATUS_NO_MEMORY : applicant_fault(w->r, w->a, which, &it);
}

// ---- known fields -----------------------------------------------------------------------------------------------

static status read_id(row *w, span text, span folded) {
    (void)folded;
    // What was no plain text has been written out with backslashes; an id must not hide anything.
    const column_list *list = &w->a->sheet->of[w->a->role][FIELD_ID];
    for (uint32_t i = 0; i < list->count; i++) {
        if (text_has_control(w->a->sheet->table->records[w->a->record].cells[list->columns[i]].text)) {
            return row_fault(w, FIELD_ID, "id_invalid", text, "has a control character in it", SPAN("retype the id"));
        }
    }
    w->a->person.id = text;
    w->a->has_id = true;
    return STATUS_OK;
}

static status read_name(row *w, span text, span folded) {
    (void)folded;
    w->a->person.name = text;
    return text_fold_name(&w->a->name_key, w->r->a, text);
}

static status read_email(row *w, span text, span folded) {
    (void)folded;
    w->a->person.email = text;
    if (!answers_is_email(text) && text_characters(text) < text.length) {
        return row_fault(w, FIELD_EMAIL, "email_invalid", text, "is not an address that every mail system takes",
                         SPAN("ask the person for one in letters from a to z"));
    }
    if (!answers_is_email(text)) {
        return row_fault(w, FIELD_EMAIL, "email_invalid", text, "is not an e-mail address",
                         SPAN("look it up in the form's own responses"));
    }
    TRY(answers_email_key(&w->a->email_key, w->r->a, text));
    for (uint32_t i = 0; i < w->r->p->committee_count; i++) {
        w->a->person.on_committee = w->a->person.on_committee || span_equal(w->r->committee[i], w->a->email_key);
    }
    return STATUS_OK;
}

// The zone in which times without an offset are.
static const zone *zone_of_times(const row *w) {
    return w->a->sheet->times != NULL ? w->a->sheet->times : w->r->p->zone;
}

// The other order under which the text would be a date, or NULL.
static status other_order(const char **out, row *w, span text) {
    *out = NULL;
    for (date_order order = ORDER_MDY; order <= ORDER_YMD && *out == NULL; order++) {
        submitted s;
        TRY(submitted_parse(&s, &w->scratch, zone_of_times(w), order, text));
        *out = s.fault == SUBMITTED_UNDERSTOOD ? submitted_order_key(order) : NULL;
    }
    return STATUS_OK;
}

static status read_submitted(row *w, span text, span folded) {
    (void)folded;
    submitted s;
    const program *p = w->r->p;
    TRY(submitted_parse(&s, &w->scratch, zone_of_times(w), p->date_order, text));
    switch (s.fault) {
    case SUBMITTED_UNDERSTOOD:
        w->a->person.submitted = s.at;
        return STATUS_OK;
    case SUBMITTED_NOT_A_TIME:
        return row_fault(w, FIELD_SUBMITTED, "submitted_invalid", text, "is not a date and time",
                         SPAN("write it like 2017-03-14 09:26"));
    case SUBMITTED_OTHER_ORDER: {
        const char *order;
        TRY(other_order(&order, w, text));
        if (order == NULL) {
            return row_fault(w, FIELD_SUBMITTED, "submitted_invalid", text, NO_SUCH_DATE, SPAN(LOOK_IT_UP));
        }
        span what = arena_format(w->r->a, "is not a date in the order %s", submitted_order_words(p->date_order));
        span remedy = arena_format(&w->scratch, "mend it, or say intake: {date_order: %s} in program.yaml", order);
        return what.text == NULL ? STATUS_NO_MEMORY
                                 : row_fault(w, FIELD_SUBMITTED, "submitted_invalid", text, what.text, remedy);
    }
    case SUBMITTED_NO_SUCH_DATE:
        return row_fault(w, FIELD_SUBMITTED, "submitted_invalid", text, NO_SUCH_DATE, SPAN(LOOK_IT_UP));
    case SUBMITTED_NO_SUCH_TIME:
        return row_fault(w, FIELD_SUBMITTED, "submitted_invalid", text, "has a time of day that no clock shows",
                         SPAN("look it up in the form's own responses"));
    case SUBMITTED_OTHER_ZONE: {
        span zone_name = w->a->sheet->times != NULL ? w->a->sheet->shape.zone : p->time_zone;
        span remedy = arena_format(&w->scratch, "write the time in %.*s, or with its offset, like -05:00",
                                   SPAN_ARGS(zone_name));
        return row_fault(w, FIELD_SUBMITTED, "submitted_invalid", text,
                         "names a time zone that is not the program's on that date", remedy);
    }
    }
    return STATUS_OK;
}

static status read_stage(row *w, span text, span folded) {
    const field *f = &w->r->fields.fields[FIELD_CAREER_STAGE];
    const vocabulary *v = &w->r->p->career_stages;
    uint32_t stage = vocabulary_find(v, folded);
    if (stage != NONE) {
        w->a->person.stage = (int32_t)stage;
        return text_fold(&w->answers[FIELD_CAREER_STAGE].key, w->r->a, v->options[stage].name);
    }
    uint32_t near =
        f->is_private || !reading_may_search(w->r, v->word_count) ? NONE : choices_nearest(&w->scratch, v, text);
    span guess = near == NONE ? SPAN("")
                              : arena_format(&w->scratch, "did you mean \"%.*s\"? ", SPAN_ARGS(v->options[near].name));
    span remedy = arena_format(&w->scratch, "%.*s%s it, or list it as a synonym under career_stages", SPAN_ARGS(guess),
                               near == NONE ? "mend" : "Mend");
    if (f->needed || f->empty_is_note) {
        return row_fault(w, FIELD_CAREER_STAGE, "career_stage_unknown", text, "is not a known career stage", remedy);
    }
    span shown = applicant_shown(&w->scratch, text); // nothing needs it: it counts as not answered
    span what = f->is_private ? SPAN("the answer is not a known career stage")
                              : arena_format(&w->scratch, "\"%.*s\" is not a known career stage", SPAN_ARGS(shown));
    return applicant_remark(w->r, w->a, FIELD_CAREER_STAGE, SEVERITY_WARNING, "career_stage_unknown", NULL, what,
                            remedy);
}

static status read_capacity(row *w, span text, span folded) {
    int64_t capacity, lowest = w->a->role == ROLE_MENTOR ? 0 : 1,
                      highest = w->a->role == ROLE_MENTOR ? MENTEES_MOST : MENTORS_MOST;
    if (answers_whole(&capacity, &w->r->fields.fields[FIELD_CAPACITY], text, folded, lowest, highest)) {
        w->a->person.capacity = (uint32_t)capacity;
        return STATUS_OK;
    }
    span what = arena_format(w->r->a, "is not a whole number from %d to %d", (int)lowest, (int)highest);
    return what.text == NULL
               ? STATUS_NO_MEMORY
               : row_fault(w, FIELD_CAPACITY, "capacity_invalid", text, what.text,
                           SPAN("write one, or say what the phrase stands for under answers: {capacity: ...}"));
}

static status read_priority(row *w, span text, span folded) {
    return answers_yes_no(&w->a->person.priority, folded)
               ? STATUS_OK
               : row_fault(w, FIELD_PRIORITY, "priority_invalid", text, "is neither yes nor no",
                           SPAN("write one of them"));
}

typedef status field_reader(row *w, span text, span folded);

static field_reader *const READERS[FIELD_KNOWN] = {
    [FIELD_ID] = read_id,
    [FIELD_NAME] = read_name,
    [FIELD_EMAIL] = read_email,
    [FIELD_SUBMITTED] = read_submitted,
    [FIELD_CAREER_STAGE] = read_stage,
    [FIELD_CAPACITY] = read_capacity,
    [FIELD_PRIORITY] = read_priority,
};

// ---- fields of any kind -----------------------------------------------------------------------------------------

typedef struct missing_words {
    const char *code, *what, *because;
    const char *remedy;
} missing_words;

static const missing_words MISSING[FIELD_KNOWN] = {
    [FIELD_NAME] = {"name_missing", "no name", "the name is empty", "look it up in the form's own responses"},
    [FIELD_EMAIL] = {"email_missing", "no e-mail address", "the e-mail address is empty",
                     "look it up in the form's own responses"},
    [FIELD_CAREER_STAGE] = {"career_stage_missing", "no career stage", NULL, "ask the person, fill the cell"},
    [FIELD_AREAS] = {"areas_missing", "no area of work", NULL, "ask the person, fill the cell"},
};

static status read_missing(row *w, uint32_t which) {
    const field *f = &w->r->fields.fields[which];
    if (which >= FIELD_KNOWN || MISSING[which].code == NULL || (!f->needed && !f->empty_is_note)) {
        return STATUS_OK;
    }
    const missing_words *m = &MISSING[which];
    if (f->empty_is_note) {
        return applicant_remark(w->r, w->a, which, SEVERITY_NOTE, m->code, NULL, span_of(m->what),
                                SPAN("the criterion says by when_missing how that is scored"));
    }
    span shown = applicant_shown(&w->scratch, fields_header(w->a->sheet, w->a->role, which));
    span because = arena_format(&w->scratch, "no answer to \xE2\x80\x9C%.*s\xE2\x80\x9D", SPAN_ARGS(shown));
    if (shown.text == NULL || because.text == NULL) {
        return STATUS_NO_MEMORY;
    }
    wrong it = {.code = m->code,
                .value = {NULL, 0},
                .what = m->what,
                .because = m->because != NULL ? m->because : because.text,
                .remedy = span_of(m->remedy)};
    return applicant_fault(w->r, w->a, which, &it);
}

static status read_choices(row *w, uint32_t which, const span *cells, uint32_t cell_count) {
    const field *f = &w->r->fields.fields[which];
    choices *chosen = arena_alloc(w->r->a, 1, sizeof *chosen);
    if (chosen == NULL) {
        return STATUS_NO_MEMORY;
    }
    const vocabulary *v = f->options != NULL && f->options->count > 0 ? f->options : NULL; // an empty one is none
    choice_rules reading_rules = {.v = v,
                          .most_pieces = w->r->most_pieces[which],
                          .ranked = f->is_ranked,
                          .looks_left = &w->r->looks_left,
                          .marks = cell_text_marks(w->a->sheet, &w->a->sheet->of[w->a->role][which])};
    TRY(choices_read(chosen, w->r->a, &reading_rules, cells, cell_count));
    w->answers[which].choices = chosen;
    // For comparisons one known option alone is what was answered, by whatever synonym.
    if (v != NULL && w->r->needs_key[which] && chosen->count == 1 && chosen->other_count == 0) {
        return text_fold(&w->answers[which].key, w->r->a, v->options[chosen->options[0]].name);
    }
    return STATUS_OK;
}

static status read_number(row *w, uint32_t which, span text, span folded) {
    answer *it = &w->answers[which];
    it->has_number = answers_number(&it->number, &w->r->fields.fields[which], text, folded);
    if (it->has_number) {
        return STATUS_OK;
    }
    if (which != FIELD_TIME_ZONE) {
        return row_fault(w, which, "number_invalid", text, "is not a number with at most four decimals",
                         SPAN("write one, or say what the phrase stands for under answers"));
    }
    it->has_number = answers_utc_offset(&it->number, folded);
    if (!it->has_number) {
        TRY(time_zones_hours(&it->number, &it->has_number, w->r, text));
    }
    return it->has_number ? STATUS_OK
                          : row_fault(w, which, "time_zone_unknown", text, "is not a time zone",
                                      SPAN("write it like UTC-5 or America/Chicago, or say what it stands for under "
                                           "answers: {time_zone: ...}"));
}

// The institution's key is that of the option that it is a synonym of; other fields with a vocabulary have their own
// readers.
static status read_key(row *w, uint32_t which, span folded) {
    const vocabulary *v = which == FIELD_INSTITUTION ? &w->r->p->institutions : NULL;
    uint32_t number = v == NULL ? NONE : vocabulary_find(v, folded);
    if (number != NONE) {
        return text_fold(&w->answers[which].key, w->r->a, v->options[number].name);
    }
    w->answers[which].key = arena_copy(w->r->a, folded);
    return w->answers[which].key.text == NULL ? STATUS_NO_MEMORY : STATUS_OK;
}

static status read_answer(row *w, uint32_t which) {
    const field *f = &w->r->fields.fields[which];
    const column_list *list = &w->a->sheet->of[w->a->role][which];
    answer *it = &w->answers[which];
    *it = (answer){.text = SPAN(""), .key = SPAN("")};
    if (list->count == 0) {
        return STATUS_OK;
    }
    span one = SPAN(""), folded = SPAN(""), *cells = &one;
    if (list->count > 1) {
        cells = arena_alloc(&w->scratch, list->count, sizeof *cells);
    }
    if (cells == NULL) {
        return STATUS_NO_MEMORY;
    }
    TRY(cell_text_read(&it->text, cells, w->r, w->a, which));
    if (it->text.length == 0) {
        return read_missing(w, which);
    }
    field_reader *reader = which < FIELD_KNOWN ? READERS[which] : NULL;
    if (reader != NULL || f->is_number || w->r->needs_key[which]) {
        TRY(text_fold(&folded, &w->scratch, it->text));
    }
    if (reader != NULL) {
        TRY(reader(w, it->text, folded));
    }
    if (f->is_choice) {
        TRY(read_choices(w, which, cells, list->count));
        if (it->choices->count + it->choices->other_count == 0) { // nothing but separators
            *it = (answer){.text = SPAN(""), .key = SPAN("")};
            return read_missing(w, which);
        }
    }
    if (f->is_number) {
        TRY(read_number(w, which, it->text, folded));
    }
    return w->r->needs_key[which] && it->key.length == 0 ? read_key(w, which, folded) : STATUS_OK;
}

// ---- answers outside a vocabulary -------------------------------------------------------------------------------

static status warn_unknown(reading *r, const applicant *a, uint32_t which, span text, arena *scratch) {
    const field *f = &r->fields.fields[which];
    bool is_area = which == FIELD_AREAS;
    span kind = is_area ? SPAN("a known area") : arena_format(scratch, "a known option of %.*s", SPAN_ARGS(f->name));
    if (kind.text == NULL) {
        return STATUS_NO_MEMORY;
    }
    const char *code = is_area ? "area_unknown" : "option_unknown";
    if (f->is_private) {
        span what = arena_format(scratch, "an answer is not %.*s", SPAN_ARGS(kind));
        return applicant_remark(r, a, which, SEVERITY_WARNING, code, text.text, what,
                                SPAN("it scores nothing as it stands"));
    }
    span shown = applicant_shown(scratch, text),
         what = arena_format(scratch, "\"%.*s\" is not %.*s", SPAN_ARGS(shown), SPAN_ARGS(kind));
    uint32_t near = reading_may_search(r, f->options->word_count) ? choices_nearest(scratch, f->options, text) : NONE;
    span remedy = near == NONE ? SPAN("it scores nothing as it stands")
                               : arena_format(scratch,
                                              "did you mean \"%.*s\"? It scores nothing as it stands; if so, say it in "
                                              "program.yaml, under %s%.*s: {name: \"%.*s\", synonyms: [\"%.*s\"]}",
                                              SPAN_ARGS(f->options->options[near].name), is_area ? "" : "options, ", SPAN_ARGS(f->name),
                                              SPAN_ARGS(f->options->options[near].name), SPAN_ARGS(shown));
    return shown.text == NULL ? STATUS_NO_MEMORY
                              : applicant_remark(r, a, which, SEVERITY_WARNING, code, text.text, what, remedy);
}

status cells_unknown_options(reading *r, const applicant *a) {
    arena scratch = arena_over(&r->c->memory);
    status result = STATUS_OK;
    for (uint32_t which = 0; which < r->fields.count && result == STATUS_OK; which++) {
        const choices *chosen = a->person.answers[which].choices;
        const vocabulary *v = r->fields.fields[which].options;
        bool has_vocabulary = v != NULL && v->count > 0;
        for (uint32_t i = 0; chosen != NULL && has_vocabulary && i < chosen->other_count && result == STATUS_OK; i++) {
            result = warn_unknown(r, a, which, chosen->others[i], &scratch);
        }
    }
    arena_free(&scratch);
    return result;
}

// ---- one application --------------------------------------------------------------------------------------------

status cells_read(reading *r, applicant *a) {
    row w = {.r = r,
             .a = a,
             .answers = arena_alloc(r->a, r->fields.count, sizeof(answer)),
             .scratch = arena_over(&r->c->memory)};
    if (w.answers == NULL) {
        return STATUS_NO_MEMORY;
    }
    a->person = (person){.id = SPAN(""),
                         .name = SPAN(""),
                         .email = SPAN(""),
                         .submitted = INSTANT_NONE,
                         .stage = -1,
                         .capacity = 1,
                         .input = a->sheet->input,
                         .line = a->sheet->table->records[a->record].line,
                         .self = NONE,
                         .answers = w.answers};
    a->because = a->email_key = a->name_key = SPAN("");
    a->who = NONE;
    status result = STATUS_OK;
    for (uint32_t which = 0; which < r->fields.count && result == STATUS_OK; which++) {
        result = read_answer(&w, which);
    }
    if (!a->has_id) {
        a->person.id = a->email_key;
    }
    arena_free(&w.scratch);
    return result;
}

static void mark_keys(reading *r) {
    const program *p = r->p;
    r->needs_key[FIELD_CAREER_STAGE] = true;
    r->needs_key[FIELD_INSTITUTION] = true;
    for (uint32_t i = 0; i < p->criterion_count; i++) {
        if (p->criteria[i].kind == KIND_EQUAL) {
            r->needs_key[p->criteria[i].field] = true;
        }
        if (p->criteria[i].only_if_field != NONE) {
            r->needs_key[p->criteria[i].only_if_field] = true;
        }
    }
    for (uint32_t i = 0; i < p->requirement_count; i++) {
        r->needs_key[p->requirements[i].field] = true;
    }
}

status cells_begin(reading *r, field_list fields) {
    const program *p = r->p;
    r->fields = fields;
    r->needs_key = arena_alloc(r->a, fields.count, sizeof *r->needs_key);
    r->most_pieces = arena_alloc(r->a, fields.count, sizeof *r->most_pieces);
    span *committee = arena_alloc(r->a, p->committee_count, sizeof *committee);
    if (r->needs_key == NULL || r->most_pieces == NULL || committee == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (uint32_t i = 0; i < fields.count; i++) {
        r->most_pieces[i] = choices_most_pieces(fields.fields[i].options);
    }
    for (uint32_t i = 0; i < p->committee_count; i++) {
        TRY(answers_email_key(&committee[i], r->a, span_trim(p->committee[i])));
    }
    r->committee = committee;
    mark_keys(r);
    return STATUS_OK;
}
