// Matching goes field by field: an explicit mapping silences the synonyms; a column that program.yaml names, by a
// mapping or as the field of a criterion, is no synonym's; of the synonyms only those of the best rank in the file
// count.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/headers.h"

#include <string.h>

#include "intake/previews.h"
#include "intake/sections.h"

enum { HEADERS_SHOWN = 20, RANKS = 3 };

typedef struct matcher { // one file
    headers *h;
    arena *scratch;
    const program *p;
    sheet *s;
    uint32_t columns;
    bool *claimed[ROLE_COUNT];  // [columns]: named by program.yaml
    bool *capacity[ROLE_COUNT]; // [columns]: named by program.yaml as that role's capacity
    bool *used;                 // [columns]
    bool *of_no_one;            // [columns]
    bool *hits;                 // [columns]: found in the latest search, the first column of each question
    bool *said;                 // [registry]: a finding of this file names the field
    uint32_t *mapped[ROLE_COUNT]; // [columns]: the field + 1 to which program.yaml maps the column; 0: none
} matcher;

static const question_column *question_of(const matcher *m, uint32_t column) {
    return &m->s->questions.columns[column];
}

span headers_text(const sheet *s, uint32_t column) {
    return s->questions.columns[column].header;
}

span headers_list(arena *a, const sheet *s, const bool *only) {
    span text = SPAN("");
    uint32_t shown = 0, left_out = 0;
    for (uint32_t i = 0; i < s->table->records[0].count && text.text != NULL; i++) {
        if ((only != NULL && !only[i]) || s->questions.columns[i].first != i) {
            continue;
        }
        if (shown == HEADERS_SHOWN) {
            left_out++;
            continue;
        }
        span header = text_visible(a, headers_text(s, i), HEADER_CHARACTERS);
        text = arena_format(a, "%.*s%s\"%.*s\"", SPAN_ARGS(text), shown == 0 ? "" : ", ", SPAN_ARGS(header));
        shown++;
    }
    if (left_out > 0 && text.text != NULL) {
        text = arena_format(a, "%.*s and %u more", SPAN_ARGS(text), left_out);
    }
    return text;
}

// ---- findings ---------------------------------------------------------------------------------------------------

static span words_of(const matcher *m, uint32_t which) {
    return which < FIELD_KNOWN ? span_of(synonyms_words((field_known)which)) : m->p->fields[which].name;
}

static const char *role_key(role as) {
    return as == ROLE_MENTOR ? "mentors" : "mentees";
}

// Whether a fault of this field is news. Both roles of one file share most columns, but offer and want different areas.
static bool begin_fault(matcher *m, uint32_t which) {
    bool news = !m->said[which] || which == FIELD_AREAS;
    m->said[which] = true;
    m->h->faulty[which] = true;
    m->s->usable = false;
    return news;
}

static status field_missing(matcher *m, role as, uint32_t which, place where, span reason) {
    if (!begin_fault(m, which)) {
        return STATUS_OK;
    }
    span seen = headers_list(m->scratch, m->s, NULL), words = words_of(m, which), name = m->p->fields[which].name;
    finding_add(&m->h->c->findings, SEVERITY_ERROR, where, "column_missing",
                "%.*s for the %.*s in %.*s: rename one, or say which it is with columns: {%s: {%.*s: \"...\"}}; the "
                "headers are %.*s",
                SPAN_ARGS(reason), SPAN_ARGS(words), SPAN_ARGS(m->s->table->file), role_key(as), SPAN_ARGS(name),
                SPAN_ARGS(seen));
    return seen.text == NULL || reason.text == NULL ? STATUS_NO_MEMORY : STATUS_OK;
}

// The columns in question are those in m->hits.
static status field_twice(matcher *m, role as, uint32_t which) {
    uint32_t last = 0;
    if (!begin_fault(m, which)) {
        return STATUS_OK;
    }
    for (uint32_t i = 0; i < m->columns; i++) {
        last = m->hits[i] ? i : last;
        m->used[i] = m->used[i] || m->hits[i]; // or it would be called unknown as well
    }
    span found = headers_list(m->scratch, m->s, m->hits), seen = headers_list(m->scratch, m->s, NULL);
    span words = words_of(m, which), name = m->p->fields[which].name;
    finding_add(&m->h->c->findings, SEVERITY_ERROR, table_place(m->s->table, 0, last), "column_twice",
                "more than one column for the %.*s (%.*s): rename all but one, or say which counts with columns: {%s: "
                "{%.*s: \"...\"}}; "
                "the headers are %.*s",
                SPAN_ARGS(words), SPAN_ARGS(found), role_key(as), SPAN_ARGS(name), SPAN_ARGS(seen));
    return found.text == NULL || seen.text == NULL ? STATUS_NO_MEMORY : STATUS_OK;
}

// ---- one field --------------------------------------------------------------------------------------------------

// The form in which headers are compared: without punctuation, unless there is nothing else.
static status fold_header(span *out, arena *a, span header) {
    TRY(text_fold_bare(out, a, header));
    return out->length > 0 ? STATUS_OK : text_fold(out, a, header);
}

static bool is_named(const span *names, uint32_t count, span folded) {
    for (uint32_t i = 0; i < count; i++) {
        if (span_equal(names[i], folded)) {
            return true;
        }
    }
    return false;
}

static bool question_is_named(const question_column *q, span folded) {
    return is_named(q->names, q->name_count, folded);
}

// Whether one of a column's headers is spelt exactly so.
static bool is_spelt(const matcher *m, uint32_t column, span header) {
    for (uint32_t row = 0; row < m->s->shape.header_records && row < m->s->table->count; row++) {
        if (span_equal(span_trim(m->s->table->records[row].cells[column].text), span_trim(header))) {
            return true;
        }
    }
    return false;
}

typedef struct header_found {
    uint32_t column; // NONE: none, or more than one
    bool alone;      // the column by itself, not its whole question
    uint32_t count;  // how many questions (columns) have that header
} header_found;

// Marks in m->hits what has that header: questions, or single columns.
static header_found find_among(matcher *m, span header, span wanted, bool alone) {
    header_found f = {.column = NONE, .alone = alone, .count = 0};
    uint32_t exact = NONE, exact_count = 0, similar = NONE;
    for (uint32_t i = 0; i < m->columns; i++) {
        const question_column *q = question_of(m, i);
        m->hits[i] = wanted.length > 0 && (alone ? is_named(q->own, q->own_count, wanted) : q->first == i && question_is_named(q, wanted));
        if (m->hits[i]) {
            similar = i;
            f.count++;
            if (is_spelt(m, i, header)) {
                exact = i;
                exact_count++;
            }
        }
    }
    f.column = f.count == 1 ? similar : exact_count == 1 ? exact : NONE;
    return f;
}

// The question, else the single column, with that header. Of several, the one spelt exactly so is meant.
static status find_header(matcher *m, span header, header_found *out) {
    span wanted;
    TRY(fold_header(&wanted, m->scratch, header));
    *out = find_among(m, header, wanted, false);
    if (out->count == 0) {
        *out = find_among(m, header, wanted, true);
    }
    return STATUS_OK;
}

typedef struct column_taker { // the columns of a field
    uint32_t *columns; // room for all of the file
    uint32_t count;
} column_taker;

static void take_column(column_taker *t, uint32_t column) {
    for (uint32_t i = 0; i < t->count; i++) {
        if (t->columns[i] == column) {
            return;
        }
    }
    t->columns[t->count++] = column;
}

static void take_question(const matcher *m, column_taker *t, uint32_t column) {
    const question_column *q = question_of(m, column);
    for (uint32_t i = 0; i < q->count; i++) {
        take_column(t, q->first + i);
    }
}

// Several columns for one field, those in m->hits: a question that the form asks in several of its sections, or a fault.
static status take_several(matcher *m, role as, uint32_t which, bool alone, column_taker *t) {
    const sheet *s = m->s;
    uint32_t last = 0;
    if (!sections_one_question(&s->questions, s->table, s->first_record, m->hits)) {
        return field_twice(m, as, which);
    }
    for (uint32_t i = 0; i < m->columns; i++) {
        if (m->hits[i] && alone) {
            take_column(t, i);
        } else if (m->hits[i]) {
            take_question(m, t, i);
        }
        last = m->hits[i] ? i : last;
    }
    span shown = text_visible(m->scratch, headers_text(s, last), HEADER_CHARACTERS);
    if (!m->used[last]) { // or it was said for the other role
        finding_add(&m->h->c->findings, SEVERITY_NOTE, table_place(s->table, 0, last), "asked_in_sections",
                    "the question \"%.*s\" has several columns, and no row has answers in two of them: they are read as one",
                    SPAN_ARGS(shown));
    }
    return shown.text == NULL ? STATUS_NO_MEMORY : STATUS_OK;
}

// One column under two names is seldom meant.
static void note_mapping(matcher *m, role as, uint32_t which, uint32_t column) {
    uint32_t before = m->mapped[as][column];
    m->mapped[as][column] = which + 1;
    if (before > 0 && before != which + 1) {
        span one = m->p->fields[before - 1].name, other = m->p->fields[which].name;
        span shown = text_visible(m->scratch, headers_text(m->s, column), HEADER_CHARACTERS);
        finding_add(&m->h->c->findings, SEVERITY_WARNING, m->p->fields[which].headers_place[as], "column_mapped_twice",
                    "the column \"%.*s\" is named for two fields of the %s, %.*s and %.*s: if one of them has another column, "
                    "name that",
                    SPAN_ARGS(shown), role_key(as), SPAN_ARGS(one), SPAN_ARGS(other));
    }
}

static status match_explicit(matcher *m, role as, uint32_t which, column_taker *taken) {
    const field *wanted = &m->p->fields[which];
    for (uint32_t i = 0; i < wanted->header_count[as]; i++) {
        header_found found;
        span header = wanted->headers[as][i];
        TRY(find_header(m, header, &found));
        if (found.column != NONE) {
            note_mapping(m, as, which, found.column);
        }
        if (found.column != NONE && found.alone) {
            take_column(taken, found.column);
        } else if (found.column != NONE) {
            take_question(m, taken, found.column);
        } else if (found.count > 0) {
            TRY(take_several(m, as, which, found.alone, taken));
        } else {
            span shown = text_visible(m->scratch, header, HEADER_CHARACTERS);
            span reason = arena_format(m->scratch, "no column \"%.*s\"", SPAN_ARGS(shown));
            TRY(field_missing(m, as, which, wanted->headers_place[as], reason));
        }
    }
    return STATUS_OK;
}

static bool column_is_free(const matcher *m, role as, uint32_t which, uint32_t column) {
    role other = as == ROLE_MENTOR ? ROLE_MENTEE : ROLE_MENTOR;
    return !m->claimed[as][column] && !m->of_no_one[column] &&
           !(which == FIELD_CAPACITY && m->capacity[other][column]);
}

// How many questions have a header of that rank and kind; they are in m->hits, the last one in *last. What nobody has
// answered in a column of the tool's own counts only where `silent` says so.
static uint32_t synonym_hits(matcher *m, role as, uint32_t which, uint8_t rank, synonym_kind kind, bool silent,
                             uint32_t *last) {
    uint32_t count = 0;
    memset(m->hits, 0, m->columns * sizeof *m->hits);
    for (size_t k = 0; k < m->h->synonym_count; k++) {
        const synonym *candidate = m->h->synonyms[k].synonym;
        if (candidate->field != which || candidate->rank != rank || candidate->kind != kind ||
            (candidate->role != ROLE_COUNT && candidate->role != as)) {
            continue;
        }
        for (uint32_t i = 0; i < m->columns; i++) {
            const question_column *q = question_of(m, i);
            if (q->first == i && q->silent == silent && !m->hits[i] && question_is_named(q, m->h->synonyms[k].folded) &&
                column_is_free(m, as, which, i)) {
                m->hits[i] = true;
                *last = i;
                count++;
            }
        }
    }
    return count;
}

// One plain `capacity` column in applications.csv is the mentor's.
static bool synonym_counts(const matcher *m, role as, uint32_t which, uint8_t rank) {
    return !(which == FIELD_CAPACITY && rank > 0 && as == ROLE_MENTEE && m->s->part == INPUT_APPLICATIONS);
}

static status match_rank(matcher *m, role as, uint32_t which, uint8_t rank, bool silent, column_taker *taken) {
    uint32_t first = NONE, last = NONE;
    uint32_t found = synonym_hits(m, as, which, rank, SYNONYM_WHOLE, silent, &last);
    if (found > 1) {
        return take_several(m, as, which, false, taken);
    }
    if (found == 1) {
        take_question(m, taken, last);
    } else if (synonym_hits(m, as, which, rank, SYNONYM_FIRST_NAME, silent, &first) == 1 &&
               synonym_hits(m, as, which, rank, SYNONYM_LAST_NAME, silent, &last) == 1) {
        take_question(m, taken, first);
        take_question(m, taken, last);
    }
    return STATUS_OK;
}

static status match_synonyms(matcher *m, role as, uint32_t which, column_taker *taken) {
    for (int silent = 0; silent < 2; silent++) {
        for (uint8_t rank = 0; rank < RANKS && taken->count == 0; rank++) {
            if (synonym_counts(m, as, which, rank)) {
                TRY(match_rank(m, as, which, rank, silent == 1, taken));
            }
        }
    }
    return STATUS_OK;
}

static bool is_needed(const matcher *m, uint32_t which) {
    const field *f = &m->p->fields[which];
    return f->needed || f->empty_is_note || (which == FIELD_ROLE && m->s->part == INPUT_APPLICATIONS);
}

// Whether nobody has an answer there, though there are rows.
static bool are_silent(const matcher *m, const column_taker *taken) {
    for (uint32_t i = 0; i < taken->count; i++) {
        if (!question_of(m, taken->columns[i])->silent) {
            return false;
        }
    }
    return taken->count > 0 && m->s->first_record < m->s->table->count;
}

// A column of the form tool's own that says of nobody who they are cannot be the field.
static status refuse_silent(matcher *m, role as, uint32_t which, column_taker *taken) {
    if (!are_silent(m, taken) || (!is_needed(m, which) && !question_of(m, taken->columns[0])->anonymous)) {
        return STATUS_OK;
    }
    span header = text_visible(m->scratch, headers_text(m->s, taken->columns[0]), HEADER_CHARACTERS);
    span reason = question_of(m, taken->columns[0])->anonymous
                      ? arena_format(m->scratch,
                                     "the form named nobody (\"anonymous\" in every row of \"%.*s\"), and there is no other column",
                                     SPAN_ARGS(header))
                      : arena_format(m->scratch, "no row has anything in \"%.*s\", and there is no other column",
                                     SPAN_ARGS(header));
    uint32_t first = taken->columns[0];
    taken->count = 0;
    return field_missing(m, as, which, table_place(m->s->table, 0, first), reason);
}

static status match_own_name(matcher *m, role as, uint32_t which, column_taker *taken) {
    header_found found;
    TRY(find_header(m, m->p->fields[which].name, &found));
    if (found.column != NONE && found.alone) {
        take_column(taken, found.column);
    } else if (found.column != NONE) {
        take_question(m, taken, found.column);
    }
    return found.column == NONE && found.count > 0 ? take_several(m, as, which, found.alone, taken) : STATUS_OK;
}

static status match_field(matcher *m, role as, uint32_t which) {
    const field *f = &m->p->fields[which];
    column_taker taken = {.columns = arena_alloc(m->scratch, m->columns, sizeof(uint32_t)), .count = 0};
    if (taken.columns == NULL) {
        return STATUS_NO_MEMORY;
    }
    // Where the file itself says the role, a column called so is an answer like any other.
    bool by_own_name = which >= FIELD_KNOWN || (which == FIELD_ROLE && m->s->part != INPUT_APPLICATIONS);
    if (f->header_count[as] > 0) {
        TRY(match_explicit(m, as, which, &taken));
    } else if (by_own_name) {
        TRY(match_own_name(m, as, which, &taken));
    } else {
        bool faulty_before = m->said[which];
        TRY(match_synonyms(m, as, which, &taken));
        TRY(refuse_silent(m, as, which, &taken));
        if (taken.count == 0 && is_needed(m, which) && faulty_before == m->said[which]) {
            TRY(field_missing(m, as, which, table_place(m->s->table, 0, 0), SPAN("no column")));
        }
    }
    for (uint32_t i = 0; i < taken.count; i++) {
        m->used[taken.columns[i]] = true;
    }
    uint32_t *columns = arena_array(m->h->a, taken.columns, taken.count, sizeof *columns);
    m->s->of[as][which] = (column_list){.columns = columns, .count = taken.count};
    return columns == NULL ? STATUS_NO_MEMORY : STATUS_OK;
}

// ---- one file ---------------------------------------------------------------------------------------------------

static status claim_header(matcher *m, bool *claims, span header) {
    header_found found;
    TRY(find_header(m, header, &found));
    for (uint32_t i = 0; i < m->columns; i++) {
        uint32_t first = found.alone ? i : question_of(m, i)->first;
        claims[i] = claims[i] || m->hits[first];
    }
    return STATUS_OK;
}

static status claim_columns(matcher *m, role as) {
    for (uint32_t which = 0; which < m->p->field_count; which++) {
        const field *f = &m->p->fields[which];
        for (uint32_t i = 0; i < f->header_count[as]; i++) {
            TRY(claim_header(m, m->claimed[as], f->headers[as][i]));
            if (which == FIELD_CAPACITY) {
                TRY(claim_header(m, m->capacity[as], f->headers[as][i]));
            }
        }
        if (which >= FIELD_KNOWN && f->header_count[as] == 0) {
            TRY(claim_header(m, m->claimed[as], f->name));
        }
    }
    return STATUS_OK;
}

// Microsoft Forms numbers the responses in a column ID beside Start time and Completion time.
static void find_running_number(matcher *m) {
    uint32_t id = NONE;
    bool start = false, completion = false;
    for (uint32_t i = 0; i < m->columns; i++) {
        const question_column *q = question_of(m, i);
        start = start || question_is_named(q, SPAN("starttime"));
        completion = completion || question_is_named(q, SPAN("completiontime"));
        id = question_is_named(q, SPAN("id")) ? i : id;
    }
    if (start && completion && id != NONE) {
        m->of_no_one[id] = true;
    }
}

static bool *flags(matcher *m, uint32_t count) {
    return arena_alloc(m->scratch, count, sizeof(bool));
}

static status begin_sheet(matcher *m) {
    sheet *s = m->s;
    s->usable = true;
    s->plays[ROLE_MENTOR] = s->part != INPUT_MENTEES;
    s->plays[ROLE_MENTEE] = s->part != INPUT_MENTORS;
    m->used = flags(m, m->columns);
    m->hits = flags(m, m->columns);
    m->of_no_one = flags(m, m->columns);
    m->said = flags(m, m->p->field_count);
    if (m->used == NULL || m->hits == NULL || m->of_no_one == NULL || m->said == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (role as = 0; as < ROLE_COUNT; as++) {
        m->claimed[as] = flags(m, m->columns);
        m->capacity[as] = flags(m, m->columns);
        m->mapped[as] = arena_alloc(m->scratch, m->columns, sizeof(uint32_t));
        if (m->claimed[as] == NULL || m->capacity[as] == NULL || m->mapped[as] == NULL) {
            return STATUS_NO_MEMORY;
        }
    }
    find_running_number(m);
    return STATUS_OK;
}

status headers_match(header_use *out, headers *h, sheet *s, uint32_t most_fields) {
    matcher m = {.h = h, .scratch = &h->scratch, .p = h->p, .s = s, .columns = s->table->records[0].count};
    TRY(begin_sheet(&m));
    for (role as = 0; as < ROLE_COUNT; as++) {
        TRY(claim_columns(&m, as));
    }
    for (role as = 0; as < ROLE_COUNT; as++) {
        if (!s->plays[as]) {
            continue;
        }
        s->of[as] = arena_alloc(h->a, most_fields, sizeof *s->of[as]);
        if (s->of[as] == NULL) {
            return STATUS_NO_MEMORY;
        }
        for (uint32_t which = 0; which < h->p->field_count; which++) {
            TRY(match_field(&m, as, which));
        }
    }
    *out = (header_use){.used = m.used, .of_no_one = m.of_no_one};
    return STATUS_OK;
}

status headers_open_sheet(sheet *out, context *c, arena *a, const table *t, form_tool said) {
    static const char *const ROWS[] = {"", "", ", with two rows of headers", ", with three rows of headers"};
    arena scratch = arena_over(&c->memory);
    *out = (sheet){.table = t};
    status result = exports_recognise(&out->shape, &scratch, t, said);
    arena_free(&scratch);
    TRY(result);
    uint32_t header_rows = out->shape.header_records;
    out->first_record = header_rows < t->count ? header_rows : t->count;
    if (out->shape.tool != FORM_PLAIN) {
        finding_add(&c->findings, SEVERITY_NOTE, table_place(t, 0, 0), "form_recognised",
                    "read as an export of %s%s: where that is wrong, say intake: {form: ...} in program.yaml",
                    exports_words(out->shape.tool), ROWS[header_rows]);
    }
    TRY(previews_note(c, t, &out->shape));
    return questions_read(&out->questions, a, t, &out->shape);
}

status headers_begin(headers *h, context *c, arena *a, const program *p) {
    *h = (headers){.c = c, .a = a, .scratch = arena_over(&c->memory), .p = p};
    const synonym *all = synonyms_all(&h->synonym_count);
    h->synonyms = arena_alloc(&h->scratch, h->synonym_count, sizeof *h->synonyms);
    h->faulty = arena_alloc(&h->scratch, p->field_count, sizeof *h->faulty);
    if (h->synonyms == NULL || h->faulty == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (size_t i = 0; i < h->synonym_count; i++) {
        h->synonyms[i].synonym = &all[i];
        TRY(text_fold_bare(&h->synonyms[i].folded, &h->scratch, span_of(all[i].header)));
    }
    return STATUS_OK;
}

void headers_end(headers *h) {
    arena_free(&h->scratch);
}
