// One stage after the other: files to tables, headers to fields, rows to applications, judgement, numbers, and then
// all that names people by them. What is read on the way is freed at the end, but for the tables, whose cells the
// answers are.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/cohort.h"

#include <stdlib.h>

#include "intake/answers.h"
#include "intake/applications.h"
#include "intake/cells.h"
#include "intake/decisions.h"
#include "intake/decode.h"
#include "intake/earlier.h"
#include "intake/given.h"
#include "intake/institutions.h"
#include "intake/leaving.h"
#include "intake/requests.h"
#include "intake/rows.h"
#include "intake/time_zones.h"

typedef struct intake { // while a cohort is read
    context *c;
    cohort *h;
    input *files; // in the order of cohort.inputs
    sheet *sheets;
    uint32_t sheet_count;
    reading reading;
    applicants all;
    directory directory;
    decision_list decisions;
} intake;

// ---- files ------------------------------------------------------------------------------------------------------

static int by_role_then_name(const void *a, const void *b) {
    const input *one = a, *other = b;
    if (one->role != other->role) {
        return one->role < other->role ? -1 : 1;
    }
    return span_compare(one->file, other->file);
}

// The name that the result shows: without the folders before it, which are of one machine and one user only. A file
// that program.yaml names keeps the name it has there.
static span listed_name(const input *it) {
    span name = it->file;
    for (size_t at = name.length; it->role != INPUT_GIVEN && at > 0; at--) {
        if (name.text[at - 1] == '/') {
            return (span){name.text + at, name.length - at};
        }
    }
    return name;
}

static const input *find_file(const input *files, size_t count, input_role which, span name) {
    for (size_t i = 0; i < count; i++) {
        if (files[i].role == which && span_equal(files[i].file, name)) {
            return &files[i];
        }
    }
    return NULL;
}

// The file of a `given` criterion, once however many criteria name it.
static void add_given_file(intake *k, const criterion *given, uint32_t *count) {
    const host *world = &k->c->host;
    input it = {.role = INPUT_GIVEN, .file = given->file};
    if (find_file(k->files, *count, INPUT_GIVEN, given->file) != NULL) {
        return;
    }
    if (world->file == NULL || world->file(world->self, given->file, &it.bytes) != STATUS_OK) {
        finding_add(&k->c->findings, SEVERITY_ERROR, given->place, "file_unreadable",
                    "the criterion \"%.*s\" needs the file \"%.*s\", which cannot be read: put it into the program "
                    "folder, or mend its name",
                    SPAN_ARGS(given->name), SPAN_ARGS(given->file));
        return;
    }
    k->files[(*count)++] = it;
}

static status list_files(intake *k, const input *inputs, size_t input_count) {
    cohort *h = k->h;
    const program *p = h->program;
    uint32_t count = 0;
    k->files = arena_alloc(&h->arena, input_count + p->criterion_count, sizeof *k->files);
    h->inputs = arena_alloc(&h->arena, input_count + p->criterion_count, sizeof *h->inputs);
    if (k->files == NULL || h->inputs == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (size_t i = 0; i < input_count; i++) {
        k->files[count++] = inputs[i];
    }
    for (uint32_t i = 0; i < p->criterion_count; i++) {
        if (p->criteria[i].kind == KIND_GIVEN) {
            add_given_file(k, &p->criteria[i], &count);
        }
    }
    qsort(k->files, count, sizeof *k->files, by_role_then_name);
    h->input_count = count;
    for (uint32_t i = 0; i < count; i++) {
        k->files[i].file = arena_copy(&h->arena, k->files[i].file);
        if (k->files[i].file.text == NULL) {
            return STATUS_NO_MEMORY;
        }
        h->inputs[i] =
            (input_file){.role = k->files[i].role, .file = listed_name(&k->files[i]), .sha256 = sha256_of(k->files[i].bytes)};
    }
    return STATUS_OK;
}

static bool is_application_file(const input *it) {
    return it->role == INPUT_MENTORS || it->role == INPUT_MENTEES || it->role == INPUT_APPLICATIONS;
}

// Qualtrics says in a row of headers in which zone its times are.
static status open_times(intake *k, sheet *s) {
    span name = s->shape.zone;
    if (name.length == 0 || span_equal(name, k->h->program->time_zone)) {
        return STATUS_OK;
    }
    TRY(time_zones_open(&s->times, k->c, name));
    span shown = applicant_shown(&k->h->arena, name);
    if (s->times != NULL) {
        finding_add(&k->c->findings, SEVERITY_NOTE, table_place(s->table, 2, 0), "times_of_another_zone",
                    "its times are read as times of %.*s, as this row says, and not of %.*s (calendar.time_zone)",
                    SPAN_ARGS(shown), SPAN_ARGS(k->h->program->time_zone));
    } else {
        finding_add(&k->c->findings, SEVERITY_WARNING, table_place(s->table, 2, 0), "times_of_an_unknown_zone",
                    "this row says that its times are of \"%.*s\", which is no known time zone: they are read as times "
                    "of %.*s (calendar.time_zone)",
                    SPAN_ARGS(shown), SPAN_ARGS(k->h->program->time_zone));
    }
    return shown.text == NULL ? STATUS_NO_MEMORY : STATUS_OK;
}

static status add_sheet(intake *k, uint32_t number, const table *t) {
    sheet *s = &k->sheets[k->sheet_count++];
    TRY(headers_open_sheet(s, k->c, &k->h->arena, t, k->h->program->form));
    s->part = k->files[number].role;
    s->input = number;
    TRY(open_times(k, s));
    k->h->inputs[number].rows = t->count - s->first_record;
    return STATUS_OK;
}

// Faults of the file are findings; then it has no sheet, or one without the faulty rows.
static status open_sheet(intake *k, uint32_t number) {
    const input *it = &k->files[number];
    table *t = NULL;
    span text;
    status result = decode_text(&text, &k->h->arena, k->c, it->file, it->bytes, k->h->program->encoding);
    if (result == STATUS_OK) {
        result = table_read(&t, k->c, it->file, text);
    }
    if (t != NULL) {
        k->h->tables[k->h->table_count++] = t;
    }
    if (result != STATUS_OK && result != STATUS_BAD_INPUT) {
        return result;
    }
    k->reading.some_unread = k->reading.some_unread || result == STATUS_BAD_INPUT || t == NULL || t->count == 0;
    if (t != NULL && t->count > 0) {
        TRY(add_sheet(k, number, t));
    } else if (t != NULL && result == STATUS_OK) {
        finding_add(&k->c->findings, SEVERITY_ERROR, (place){it->file, 1, 1}, "file_empty",
                    "an empty file: give it as the form tool exported it, with the line of headers");
    }
    return STATUS_OK;
}

static status open_sheets(intake *k) {
    cohort *h = k->h;
    h->tables = arena_alloc(&h->arena, h->input_count, sizeof(void *));
    k->sheets = arena_alloc(&h->arena, h->input_count, sizeof *k->sheets);
    if (h->tables == NULL || k->sheets == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (uint32_t i = 0; i < h->input_count; i++) {
        if (is_application_file(&k->files[i])) {
            TRY(open_sheet(k, i));
        }
    }
    return STATUS_OK;
}

// ---- applications -----------------------------------------------------------------------------------------------

static status read_applications(intake *k) {
    cohort *h = k->h;
    field_list fields;
    TRY(fields_match(&fields, k->c, &h->arena, h->program, k->sheets, k->sheet_count));
    if (h->program->built_in) {
        TRY(applications_collect_areas(k->c, h->program, &fields, k->sheets, k->sheet_count));
        fields.fields[FIELD_AREAS].options = &h->program->areas;
        h->program->fields[FIELD_AREAS].options = &h->program->areas;
    }
    h->fields = fields.fields;
    h->field_count = fields.count;
    h->unknown_columns = fields.unknown;
    h->unknown_column_count = fields.unknown_count;
    TRY(cells_begin(&k->reading, fields));
    uint64_t bytes = 0;
    for (uint32_t i = 0; i < k->sheet_count; i++) {
        bytes += k->files[k->sheets[i].input].bytes.length;
    }
    reading_allow(&k->reading, bytes);
    for (uint32_t i = 0; i < k->sheet_count; i++) {
        if (k->sheets[i].usable) {
            TRY(rows_read(&k->all, &k->reading, &k->sheets[i]));
        } else {
            k->reading.some_unread = true;
        }
    }
    return applications_judge(&k->directory, &k->reading, &k->all);
}

static int by_id(const void *a, const void *b) {
    return span_compare(((const person *)a)->id, ((const person *)b)->id);
}

// Those who take part get their numbers, in the order of their ids.
static status number_people(intake *k) {
    cohort *h = k->h;
    for (role as = 0; as < ROLE_COUNT; as++) {
        h->people[as] = arena_alloc(&h->arena, k->all.count, sizeof *h->people[as]);
        if (h->people[as] == NULL) {
            return STATUS_NO_MEMORY;
        }
    }
    for (uint32_t i = 0; i < k->all.count; i++) {
        const applicant *a = &k->all.items[i];
        if (!a->set_aside) {
            person *p = &h->people[a->role][h->count[a->role]++];
            *p = a->person;
            p->self = a->who; // until everybody has a number
        }
    }
    for (role as = 0; as < ROLE_COUNT; as++) {
        qsort(h->people[as], h->count[as], sizeof *h->people[as], by_id);
        for (uint32_t i = 0; i < h->count[as]; i++) {
            k->directory.people[h->people[as][i].self].number[as] = i;
        }
    }
    for (role as = 0; as < ROLE_COUNT; as++) {
        role other = as == ROLE_MENTOR ? ROLE_MENTEE : ROLE_MENTOR;
        for (uint32_t i = 0; i < h->count[as]; i++) {
            person *p = &h->people[as][i];
            p->self = k->directory.people[p->self].number[other];
        }
    }
    return STATUS_OK;
}

// ---- who was set aside ------------------------------------------------------------------------------------------

static int by_list(const void *a, const void *b) {
    const aside *one = a, *other = b;
    if (one->role != other->role) {
        return one->role < other->role ? -1 : 1;
    }
    int order = span_compare(one->who, other->who);
    if (order == 0) {
        order = (one->code > other->code) - (one->code < other->code);
    }
    if (order == 0) {
        order = (one->submitted > other->submitted) - (one->submitted < other->submitted);
    }
    if (order == 0) { // what does not depend on the order of the rows goes first
        order = span_compare(one->because, other->because);
    }
    if (order == 0) {
        order = span_compare(one->name, other->name);
    }
    if (order == 0) {
        order = (one->input > other->input) - (one->input < other->input);
    }
    return order != 0 ? order : (one->line > other->line) - (one->line < other->line);
}

static status list_asides(intake *k) {
    cohort *h = k->h;
    uint32_t count = 0;
    for (uint32_t i = 0; i < k->all.count; i++) {
        count += k->all.items[i].set_aside;
    }
    h->asides = arena_alloc(&h->arena, count, sizeof *h->asides);
    if (h->asides == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (uint32_t i = 0; i < k->all.count; i++) {
        const applicant *a = &k->all.items[i];
        if (a->set_aside) {
            h->asides[h->aside_count++] = (aside){.role = a->role == ROLE_MENTOR ? INPUT_MENTORS : INPUT_MENTEES,
                                                  .input = a->person.input,
                                                  .line = a->person.line,
                                                  .who = a->person.id,
                                                  .name = a->person.name,
                                                  .email = a->person.email,
                                                  .submitted = a->person.submitted,
                                                  .code = a->code,
                                                  .because = a->because};
        }
    }
    qsort(h->asides, h->aside_count, sizeof *h->asides, by_list);
    return STATUS_OK;
}

// A row of applications.csv may have been read twice, one reading behind the other; it is accepted when one of them is.
static void count_rows(intake *k) {
    for (uint32_t i = 0, next; i < k->all.count; i = next) {
        const applicant *first = &k->all.items[i];
        bool accepted = false;
        for (next = i; next < k->all.count && k->all.items[next].sheet == first->sheet &&
                       k->all.items[next].record == first->record;
             next++) {
            accepted = accepted || !k->all.items[next].set_aside;
        }
        input_file *file = &k->h->inputs[first->person.input];
        file->accepted += accepted;
        file->set_aside += !accepted;
    }
}

// ---- all --------------------------------------------------------------------------------------------------------

static status read_decisions(intake *k) {
    for (uint32_t i = 0; i < k->h->input_count; i++) {
        if (k->files[i].role == INPUT_DECISIONS) {
            TRY(decisions_read(&k->decisions, &k->reading, &k->all, &k->directory, &k->files[i]));
            k->h->inputs[i].rows = k->decisions.rows;
        }
    }
    return STATUS_OK;
}

static status settle_decisions(intake *k) {
    cohort *h = k->h;
    decided d;
    TRY(decisions_settle(&d, &k->reading, &k->all, &k->directory, &k->decisions, h->people));
    h->decisions = d.decisions;
    h->decision_count = d.count;
    h->pins = d.pins;
    h->pin_count = d.pin_count;
    h->vetoes = d.vetoes;
    h->veto_count = d.veto_count;
    return STATUS_OK;
}

static status read_earlier(intake *k, input_role which, couple **out, size_t *count, size_t *named) {
    couple_list list = {0};
    status result = STATUS_OK;
    for (uint32_t i = 0; i < k->h->input_count && result == STATUS_OK; i++) {
        if (k->files[i].role == which) {
            result = earlier_read(&list, &k->h->inputs[i].rows, &k->reading, &k->directory, &k->files[i]);
        }
    }
    *named = list.named;
    if (result == STATUS_OK) {
        result = earlier_finish(out, count, &k->reading, &list);
    }
    earlier_free(&list, &k->c->memory);
    return result;
}

static status read_given(intake *k) {
    cohort *h = k->h;
    const program *p = h->program;
    h->given = arena_alloc(&h->arena, p->criterion_count, sizeof *h->given);
    if (h->given == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (uint32_t i = 0; i < p->criterion_count; i++) {
        const input *it = p->criteria[i].kind == KIND_GIVEN
                              ? find_file(k->files, h->input_count, INPUT_GIVEN, p->criteria[i].file)
                              : NULL;
        if (it != NULL) {
            TRY(given_read(&h->given[i], &h->inputs[it - k->files].rows, &k->reading, &k->directory, it->file,
                           it->bytes));
        }
    }
    return STATUS_OK;
}

static status read_all(intake *k, const input *inputs, size_t input_count) {
    cohort *h = k->h;
    size_t past_named;
    TRY(list_files(k, inputs, input_count));
    TRY(open_sheets(k));
    TRY(read_applications(k));
    TRY(read_decisions(k));
    TRY(leaving_withdraw(&k->reading, &k->all, &k->directory, &k->decisions, h->options.without, h->options.without_count));
    TRY(institutions_number(&k->reading, &k->all));
    TRY(number_people(k));
    TRY(requests_settle(&k->reading, &k->directory, &k->all, h->people));
    TRY(settle_decisions(k));
    TRY(read_earlier(k, INPUT_PAST, &h->past, &h->past_count, &past_named));
    TRY(read_earlier(k, INPUT_PREVIOUS, &h->previous, &h->previous_count, &h->previous_named));
    TRY(read_given(k));
    TRY(list_asides(k));
    count_rows(k);
    return STATUS_OK;
}

status cohort_read(cohort **out, context *c, program *p, const input *inputs, size_t input_count,
                   const intake_options *options) {
    size_t errors = c->findings.errors;
    *out = NULL;
    cohort *h = memory_alloc(&c->memory, 1, sizeof *h);
    if (h == NULL) {
        return context_no_memory(c, "intake/cohort");
    }
    h->arena = arena_over(&c->memory);
    h->program = p;
    h->options = *options;
    intake k = {.c = c, .h = h};
    reading_begin(&k.reading, c, &h->arena, p, &h->options);
    status result = read_all(&k, inputs, input_count);
    reading_end(&k.reading);
    for (uint32_t i = 0; i < k.sheet_count; i++) {
        zone_free(&c->memory, k.sheets[i].times);
    }
    applicants_free(&k.all, &c->memory);
    if (result == STATUS_NO_MEMORY || c->findings.no_memory) {
        cohort_free(h);
        return context_no_memory(c, "intake/cohort");
    }
    if (result != STATUS_OK) {
        cohort_free(h);
        return result;
    }
    *out = h;
    return c->findings.errors > errors ? STATUS_BAD_INPUT : STATUS_OK;
}

void cohort_free(cohort *h) {
    if (h == NULL) {
        return;
    }
    memory *m = h->arena.memory;
    for (uint32_t i = 0; i < h->table_count; i++) {
        table_free(h->tables[i]);
    }
    arena_free(&h->arena);
    memory_free(m, h);
}

// ---- somebody ---------------------------------------------------------------------------------------------------

static uint32_t find_by_id(const cohort *h, role as, span id) {
    person key = {.id = id};
    const person *found =
        h->count[as] == 0 ? NULL : bsearch(&key, h->people[as], h->count[as], sizeof *h->people[as], by_id);
    return found == NULL ? NONE : (uint32_t)(found - h->people[as]);
}

// The only person whose address or name has that form; NONE: nobody, or several.
static uint32_t find_only(const cohort *h, arena *scratch, role as, span wanted, bool by_name) {
    uint32_t only = NONE;
    for (uint32_t i = 0; i < h->count[as]; i++) {
        const person *p = &h->people[as][i];
        span key;
        status folded = by_name ? text_fold_name(&key, scratch, p->name) : answers_email_key(&key, scratch, p->email);
        if (folded == STATUS_OK && span_equal(key, wanted)) {
            if (only != NONE) {
                return NONE;
            }
            only = i;
        }
    }
    return only;
}

uint32_t cohort_find(const cohort *h, arena *scratch, role as, span who_text) {
    span key;
    who_text = span_trim(who_text);
    uint32_t found = find_by_id(h, as, who_text);
    if (found == NONE && answers_email_key(&key, scratch, who_text) == STATUS_OK) {
        found = find_only(h, scratch, as, key, false);
    }
    if (found == NONE && text_fold_name(&key, scratch, who_text) == STATUS_OK && key.length > 0) {
        found = find_only(h, scratch, as, key, true);
    }
    return found;
}
