// Fields get their numbers only after every header of every file was seen, so that a kept column is one field
// wherever it stands.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/fields.h"

#include <stdlib.h>
#include <string.h>

#include "intake/guess.h"

typedef struct kept_column { // of any file
    span name, folded;
    uint32_t sheet, column, field;
} kept_column;

typedef struct gathering {
    headers headers;
    context *c;
    const program *p;
    sheet *sheets;
    size_t sheet_count;
    kept_column *kept;
    size_t kept_count, kept_capacity;
    unknown_column *unknown; // [all columns]
    uint32_t unknown_count;
} gathering;

const synonym *fields_synonyms(size_t *count) {
    return synonyms_all(count);
}

span fields_header(const sheet *s, role as, uint32_t which) {
    const column_list *list = s->of[as] == NULL ? NULL : &s->of[as][which];
    return list == NULL || list->count == 0 ? SPAN("") : headers_text(s, list->columns[0]);
}

// ---- columns that nothing asks for ------------------------------------------------------------------------------

static bool column_is_empty(const sheet *s, uint32_t column) {
    const table *t = s->table;
    for (uint32_t i = s->first_record; i < t->count; i++) {
        if (!span_empty(t->records[i].cells[column].text)) {
            return false;
        }
    }
    return true;
}

static bool is_name_of_registry(const program *p, span folded) {
    for (uint32_t i = 0; i < p->field_count; i++) {
        if (span_equal(p->fields[i].folded, folded)) {
            return true;
        }
    }
    return false;
}

// The form in which headers are compared: without punctuation, unless there is nothing else.
static status fold_header(span *out, arena *a, span header) {
    TRY(text_fold_bare(out, a, header));
    return out->length > 0 ? STATUS_OK : text_fold(out, a, header);
}

static status keep_column(gathering *g, uint32_t number, uint32_t column) {
    arena *a = g->headers.a;
    // A name is one line: line breaks inside a question become blanks.
    span name = text_visible(a, headers_text(&g->sheets[number], column), SIZE_MAX), copy;
    TRY(fold_header(&copy, a, headers_text(&g->sheets[number], column)));
    if (name.text == NULL ||
        !memory_reserve(&g->c->memory, &g->kept, &g->kept_capacity, g->kept_count + 1, sizeof *g->kept)) {
        return STATUS_NO_MEMORY;
    }
    g->kept[g->kept_count++] =
        (kept_column){.name = name, .folded = copy, .sheet = number, .column = column, .field = NONE};
    return STATUS_OK;
}

// One note for all columns that are marked.
static void note_columns(gathering *g, const sheet *s, const bool *marked, const char *code, const char *before,
                         const char *after) {
    uint32_t first = 0;
    while (first < s->table->records[0].count && !marked[first]) {
        first++;
    }
    if (first < s->table->records[0].count) {
        span list = headers_list(&g->headers.scratch, s, marked);
        finding_add(&g->c->findings, SEVERITY_NOTE, table_place(s->table, 0, first), code, "%s: %.*s%s", before,
                    SPAN_ARGS(list), after);
    }
}

// A column that no field takes: kept, not read, or nothing at all.
static status keep_or_leave(gathering *g, uint32_t number, uint32_t column, const header_use *use, bool *unknown,
                            bool *unread) {
    const sheet *s = &g->sheets[number];
    const question_column *q = &s->questions.columns[column];
    if (use->used[column] || (q->name_count == 0 && column_is_empty(s, column))) {
        return STATUS_OK;
    }
    if (q->name_count == 0) {
        finding_add(&g->c->findings, SEVERITY_WARNING, table_place(s->table, 0, column), "header_missing",
                    "a column with answers but without a header is not read: give it one");
        return STATUS_OK;
    }
    bool is_known = false;
    for (uint32_t i = 0; i < q->name_count; i++) {
        is_known = is_known || is_name_of_registry(g->p, q->names[i]);
    }
    unread[column] = use->of_no_one[column] || q->of_tool || is_known;
    unknown[column] = !unread[column];
    return unknown[column] ? keep_column(g, number, column) : STATUS_OK;
}

static bool has_field(const sheet *s, uint32_t which) {
    for (role as = 0; as < ROLE_COUNT; as++) {
        if (s->plays[as] && s->of[as][which].count > 0) {
            return true;
        }
    }
    return false;
}

// Lists an unknown column, and says what it could be where the file has no such field; each field is offered once.
static status note_unknown(gathering *g, const sheet *s, uint32_t column, bool *offered) {
    role as = s->plays[ROLE_MENTOR] ? ROLE_MENTOR : ROLE_MENTEE;
    arena scratch = arena_over(&g->c->memory);
    guess guessed = {.field = NONE};
    unknown_column *u = &g->unknown[g->unknown_count++];
    *u = (unknown_column){.file = s->table->file,
                          .header = text_visible(g->headers.a, headers_text(s, column), SIZE_MAX),
                          .column = column + 1,
                          .could_be = NONE};
    status result = u->header.text == NULL ? STATUS_NO_MEMORY : guess_field(&guessed, &scratch, g->p, s, as, column);
    if (result == STATUS_OK && guessed.field != NONE && !offered[guessed.field] && !has_field(s, guessed.field)) {
        offered[guessed.field] = true;
        u->could_be = guessed.field;
        u->by_answers = guessed.by_answers;
        finding_add(&g->c->findings, SEVERITY_NOTE, table_place(s->table, 0, column), "column_could_be",
                    "%s the %s: if this is so, say columns: {%s: {%.*s: \"%.*s\"}} in program.yaml",
                    guessed.by_answers ? "by its answers this could be" : "by its words this could be",
                    synonyms_words((field_known)guessed.field), as == ROLE_MENTOR ? "mentors" : "mentees",
                    SPAN_ARGS(g->p->fields[guessed.field].name), SPAN_ARGS(u->header));
    }
    arena_free(&scratch);
    return result;
}

static status keep_the_rest(gathering *g, uint32_t number, const header_use *use) {
    const sheet *s = &g->sheets[number];
    uint32_t columns = s->table->records[0].count;
    bool *unknown = arena_alloc(&g->headers.scratch, columns, sizeof *unknown);
    bool *unread = arena_alloc(&g->headers.scratch, columns, sizeof *unread);
    if (unknown == NULL || unread == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (uint32_t i = 0; i < columns; i++) {
        TRY(keep_or_leave(g, number, i, use, unknown, unread));
    }
    note_columns(g, s, unread, "columns_not_read", "not read",
                 ". Another column holds that answer, or the form tool added them: they are about no answer");
    note_columns(g, s, unknown, "columns_unknown", "kept without a use",
                 ". A criterion or a requirement can use them by their header; columns in program.yaml can say that "
                 "one is a known field");
    bool offered[FIELD_KNOWN] = {false};
    for (uint32_t i = 0; i < columns; i++) {
        if (unknown[i] && s->questions.columns[i].first == i) {
            TRY(note_unknown(g, s, i, offered));
        }
    }
    return STATUS_OK;
}

// ---- numbers ----------------------------------------------------------------------------------------------------

static int by_header_then_place(const void *a, const void *b) {
    const kept_column *one = a, *other = b;
    int order = span_compare(one->folded, other->folded);
    if (order == 0) {
        order = (one->sheet > other->sheet) - (one->sheet < other->sheet);
    }
    return order != 0 ? order : (one->column > other->column) - (one->column < other->column);
}

static int by_name(const void *a, const void *b) {
    return span_compare(((const field *)a)->name, ((const field *)b)->name);
}

static int by_header(const void *key, const void *element) {
    return span_compare(((const kept_column *)key)->folded, ((const kept_column *)element)->folded);
}

static void give_number(gathering *g, span folded, uint32_t number) {
    kept_column key = {.folded = folded}, *end = g->kept + g->kept_count;
    kept_column *found = bsearch(&key, g->kept, g->kept_count, sizeof *g->kept, by_header);
    while (found > g->kept && span_equal(found[-1].folded, folded)) {
        found--;
    }
    for (; found < end && span_equal(found->folded, folded); found++) {
        found->field = number;
    }
}

// Columns with one header are one field in all files.
static status number_kept(gathering *g, field_list *out) {
    uint32_t count = g->p->field_count;
    field *fields = arena_alloc(g->headers.a, count + g->kept_count, sizeof *fields);
    if (fields == NULL) {
        return STATUS_NO_MEMORY;
    }
    memcpy(fields, g->p->fields, count * sizeof *fields);
    if (g->kept_count > 0) {
        qsort(g->kept, g->kept_count, sizeof *g->kept, by_header_then_place);
    }
    for (size_t i = 0; i < g->kept_count; i++) {
        if (i == 0 || !span_equal(g->kept[i].folded, g->kept[i - 1].folded)) {
            fields[count++] = (field){.name = g->kept[i].name, .folded = g->kept[i].folded};
        }
    }
    qsort(fields + g->p->field_count, count - g->p->field_count, sizeof *fields, by_name);
    for (uint32_t f = g->p->field_count; f < count; f++) {
        give_number(g, fields[f].folded, f);
    }
    *out = (field_list){.fields = fields, .count = count, .unknown = g->unknown, .unknown_count = g->unknown_count};
    return STATUS_OK;
}

// Several columns of one header in one file are joined like a list in `columns`; they stand side by side in g->kept.
static status place_kept(gathering *g) {
    for (size_t i = 0, next; i < g->kept_count; i = next) {
        const kept_column *k = &g->kept[i];
        for (next = i + 1; next < g->kept_count && g->kept[next].field == k->field && g->kept[next].sheet == k->sheet;
             next++) {
        }
        uint32_t *columns = arena_alloc(g->headers.a, next - i, sizeof *columns);
        if (columns == NULL) {
            return STATUS_NO_MEMORY;
        }
        for (size_t j = i; j < next; j++) {
            columns[j - i] = g->kept[j].column;
        }
        const sheet *s = &g->sheets[k->sheet];
        for (role as = 0; as < ROLE_COUNT; as++) {
            if (s->plays[as]) {
                s->of[as][k->field] = (column_list){.columns = columns, .count = (uint32_t)(next - i)};
            }
        }
    }
    return STATUS_OK;
}

// ---- fields that program.yaml uses ------------------------------------------------------------------------------

typedef struct presence {   // of a field in the files of each role
    bool asked[ROLE_COUNT]; // there is a file of that role
    bool found[ROLE_COUNT];
} presence;

static presence presence_of(const gathering *g, uint32_t which) {
    presence p = {0};
    for (size_t i = 0; i < g->sheet_count; i++) {
        for (role as = 0; as < ROLE_COUNT; as++) {
            const sheet *s = &g->sheets[i];
            p.asked[as] = p.asked[as] || s->plays[as];
            p.found[as] = p.found[as] || (s->plays[as] && s->of[as][which].count > 0);
        }
    }
    return p;
}

typedef struct user { // of a field: a criterion or a requirement
    const char *kind;
    span name;
    place place;
} user;

// An error where a role that is wanted does not have the field; a warning where both are wanted and one has it.
static status check_found(gathering *g, const user *u, uint32_t which, bool of_mentors, bool of_mentees) {
    presence p = presence_of(g, which);
    bool no_mentor = of_mentors && p.asked[ROLE_MENTOR] && !p.found[ROLE_MENTOR];
    bool no_mentee = of_mentees && p.asked[ROLE_MENTEE] && !p.found[ROLE_MENTEE];
    if (g->headers.faulty[which] || (!no_mentor && !no_mentee)) {
        return STATUS_OK;
    }
    bool half = of_mentors && of_mentees && (p.found[ROLE_MENTOR] || p.found[ROLE_MENTEE]);
    role lacking = no_mentor ? ROLE_MENTOR : ROLE_MENTEE;
    const sheet *shown = g->sheets; // the first of that role; there is one
    while (!shown->plays[lacking]) {
        shown++;
    }
    span seen = headers_list(&g->headers.scratch, shown, NULL), name = g->p->fields[which].name;
    finding_add(&g->c->findings, half ? SEVERITY_WARNING : SEVERITY_ERROR, u->place, "field_not_found",
                "the %s \"%.*s\" uses the field \"%.*s\", which is no column of %.*s: say which one it is with "
                "columns: {%s: {%.*s: \"...\"}}; "
                "the headers are %.*s",
                u->kind, SPAN_ARGS(u->name), SPAN_ARGS(name), SPAN_ARGS(shown->table->file),
                lacking == ROLE_MENTOR ? "mentors" : "mentees", SPAN_ARGS(name), SPAN_ARGS(seen));
    return seen.text == NULL ? STATUS_NO_MEMORY : STATUS_OK;
}

static status check_criterion(gathering *g, const criterion *k) {
    user u = {.kind = "criterion", .name = k->name, .place = k->place};
    switch (k->kind) {
    case KIND_STAGE_GAP:
    case KIND_OVERLAP:
    case KIND_EQUAL:
    case KIND_DISTANCE:
        TRY(check_found(g, &u, k->field, true, true));
        break;
    case KIND_NAMED:
        TRY(check_found(g, &u, FIELD_REQUESTED, k->asker == ROLE_MENTOR, k->asker == ROLE_MENTEE));
        break;
    case KIND_GIVEN:
        break;
    }
    return k->only_if_field == NONE ? STATUS_OK : check_found(g, &u, k->only_if_field, false, true);
}

static status check_requirement(gathering *g, const requirement *r) {
    user u = {.kind = "requirement on", .name = g->p->fields[r->field].name, .place = r->place};
    if (r->role != REQUIRED_OF_MENTEE) {
        TRY(check_found(g, &u, r->field, true, false));
    }
    return r->role == REQUIRED_OF_MENTOR ? STATUS_OK : check_found(g, &u, r->field, false, true);
}

// A misspelt name under `private` would leave a column open to view: an error where a header is close to it, else a
// warning.
static status check_private(gathering *g, uint32_t which) {
    presence p = presence_of(g, which);
    const field *f = &g->p->fields[which];
    if (!f->is_private || p.found[ROLE_MENTOR] || p.found[ROLE_MENTEE] || g->headers.faulty[which]) {
        return STATUS_OK;
    }
    place where = {.file = g->p->file, .line = 1, .column = 1};
    for (uint32_t i = 0; i < g->p->private_count; i++) {
        where = program_field(g->p, g->p->private_names[i]) == which ? g->p->private_places[i] : where;
    }
    for (size_t i = 0; i < g->kept_count; i++) {
        if (text_nearest(&g->headers.scratch, f->name, &g->kept[i].name, 1) == 0) {
            span file = g->sheets[g->kept[i].sheet].table->file;
            finding_add(
                &g->c->findings, SEVERITY_ERROR, where, "private_not_found",
                "private names \"%.*s\", which is no column, but \"%.*s\" in %.*s is: write it as the header does",
                SPAN_ARGS(f->name), SPAN_ARGS(g->kept[i].name), SPAN_ARGS(file));
            return STATUS_OK;
        }
    }
    finding_add(&g->c->findings, SEVERITY_WARNING, where, "private_not_found",
                "private names \"%.*s\", which is no column of the applications: check its spelling",
                SPAN_ARGS(f->name));
    return STATUS_OK;
}

// Notices hold what they are told to: a name that is no column would be left out unseen.
static status check_shared(gathering *g, uint32_t nth) {
    span name = g->p->share[nth];
    uint32_t which = program_field(g->p, name);
    presence p = {0};
    if (which >= FIELD_KNOWN && which != NONE) {
        p = presence_of(g, which);
    }
    if (which < FIELD_KNOWN || p.found[ROLE_MENTOR] || p.found[ROLE_MENTEE] || (which != NONE && g->headers.faulty[which])) {
        return STATUS_OK;
    }
    span names[FIELD_KNOWN];
    for (uint32_t i = 0; i < FIELD_KNOWN; i++) {
        names[i] = g->p->fields[i].name;
    }
    size_t near = text_nearest(&g->headers.scratch, name, names, FIELD_KNOWN);
    span hint = near == SIZE_MAX ? SPAN("check its spelling")
                                  : arena_format(&g->headers.scratch, "did you mean %.*s?", SPAN_ARGS(names[near]));
    finding_add(&g->c->findings, SEVERITY_ERROR, g->p->share_places[nth], "share_not_found",
                "notices.share names \"%.*s\", which is neither a field nor a column of the applications: %.*s", SPAN_ARGS(name),
                SPAN_ARGS(hint));
    return hint.text == NULL ? STATUS_NO_MEMORY : STATUS_OK;
}

static status check_program(gathering *g) {
    for (uint32_t i = 0; g->p->share_places != NULL && i < g->p->share_count; i++) {
        TRY(check_shared(g, i));
    }
    for (uint32_t i = 0; i < g->p->criterion_count; i++) {
        TRY(check_criterion(g, &g->p->criteria[i]));
    }
    for (uint32_t i = 0; i < g->p->requirement_count; i++) {
        TRY(check_requirement(g, &g->p->requirements[i]));
    }
    for (uint32_t i = FIELD_KNOWN; i < g->p->field_count; i++) {
        TRY(check_private(g, i));
    }
    return STATUS_OK;
}

// ---- all files --------------------------------------------------------------------------------------------------

static status gather(gathering *g, field_list *out, arena *a) {
    TRY(headers_begin(&g->headers, g->c, a, g->p));
    uint32_t most_fields = g->p->field_count;
    for (size_t i = 0; i < g->sheet_count; i++) {
        most_fields += g->sheets[i].table->records[0].count;
    }
    g->unknown = arena_alloc(a, most_fields, sizeof *g->unknown);
    if (g->unknown == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (uint32_t i = 0; i < g->sheet_count; i++) {
        header_use use;
        TRY(headers_match(&use, &g->headers, &g->sheets[i], most_fields));
        TRY(keep_the_rest(g, i, &use));
    }
    TRY(number_kept(g, out));
    TRY(place_kept(g));
    return g->sheet_count > 0 ? check_program(g) : STATUS_OK;
}

status fields_match(field_list *out, context *c, arena *a, const program *p, sheet *sheets, size_t sheet_count) {
    gathering g = {.c = c, .p = p, .sheets = sheets, .sheet_count = sheet_count};
    status result = gather(&g, out, a);
    memory_free(&c->memory, g.kept);
    headers_end(&g.headers);
    return result;
}
