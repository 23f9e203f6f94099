// Most answers are plain ASCII and go through untouched; line breaks inside an answer stay.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/cell_text.h"

#include <string.h>

#include "intake/marks.h"

enum {
    ESCAPE_LONGEST = 10, // "\u{10FFFF}"
    FEW_COLUMNS = 8,     // more that are read as one answer are rare
};

static bool is_plain_ascii(span text) {
    for (size_t i = 0; i < text.length; i++) {
        unsigned char c = (unsigned char)text.text[i];
        if (c >= 0x7F || c < 0x20) {
            return false;
        }
    }
    return true;
}

static bool is_harmless(span text) {
    return is_plain_ascii(text) || !text_has_control(text);
}

status cell_text_visible(span *out, arena *a, span text) {
    *out = text;
    if (is_harmless(text)) {
        return STATUS_OK;
    }
    char *copy = arena_alloc(a, text.length, ESCAPE_LONGEST);
    arena scratch = arena_over(a->memory);
    size_t length = 0;
    bool complete = copy != NULL;
    for (size_t at = 0; at < text.length && complete;) {
        size_t start = at;
        (void)text_next(text, &at);
        span character = {text.text + start, at - start};
        if (text_has_control(character)) {
            character = text_visible(&scratch, character, 1);
            complete = character.text != NULL;
        }
        if (complete) {
            memcpy(copy + length, character.text, character.length);
            length += character.length;
        }
    }
    arena_free(&scratch);
    *out = (span){copy, length};
    return complete ? STATUS_OK : STATUS_NO_MEMORY;
}

const char *cell_text_marks(const sheet *s, const column_list *list) {
    switch (s->questions.columns[list->columns[0]].kind) {
    case COLUMN_OPTION:
    case COLUMN_PLACE:
    case COLUMN_RANK:
        return "";
    case COLUMN_WHOLE:
    case COLUMN_OTHER:
        break;
    }
    return exports_marks(s->shape.tool);
}

// "Yes" below the header "Cataloging", where `columns` lists several headers for one multiple choice.
static status marked_header(span *out, arena *scratch, const sheet *s, uint32_t column, const vocabulary *v) {
    mark said = marks_of(*out);
    span folded;
    if (said == MARK_NONE) {
        return STATUS_OK;
    }
    TRY(text_fold(&folded, scratch, *out));
    if (v == NULL || vocabulary_find(v, folded) == NONE) { // else "No" may be an option
        *out = said == MARK_CHOSEN ? headers_text(s, column) : SPAN("");
    }
    return STATUS_OK;
}

// Whether one of the columns behind the nth of its question says what "Other" was.
static bool other_is_said(const sheet *s, uint32_t column, uint32_t row) {
    const question_column *q = &s->questions.columns[column];
    for (uint32_t i = q->first; i < q->first + q->count; i++) {
        if (s->questions.columns[i].kind == COLUMN_OTHER && !span_empty(s->table->records[row].cells[i].text)) {
            return true;
        }
    }
    return false;
}

// "Other (please specify)" as the last choice of a cell says nothing where a column beside it says what it was.
static span without_other(span text) {
    static const char *const WORDS[] = {"other (please specify)", "other (please specify):", "other:", "other"};
    for (size_t i = 0; i < sizeof WORDS / sizeof WORDS[0]; i++) {
        size_t length = strlen(WORDS[i]), at = 0;
        bool same = text.length >= length;
        for (; same && at < length; at++) {
            char c = text.text[text.length - length + at];
            same = (c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c) == WORDS[i][at];
        }
        span rest = span_trim((span){text.text, same ? text.length - length : 0});
        bool stands_alone = same && (rest.length == 0 || strchr(",;|", rest.text[rest.length - 1]) != NULL);
        if (stands_alone) {
            return rest.length == 0 ? rest : span_trim((span){rest.text, rest.length - 1});
        }
    }
    return text;
}

status cell_text_answer(span *out, uint32_t *rank, arena *scratch, const sheet *s, const column_list *list, uint32_t nth,
                        uint32_t row, bool is_choice, const vocabulary *v) {
    uint32_t column = list->columns[nth];
    const question_column *q = &s->questions.columns[column];
    *out = questions_answer(q, span_trim(s->table->records[row].cells[column].text), rank);
    if (list->count < 2 || out->length == 0) {
        return STATUS_OK;
    }
    if (q->count > 1 && q->kind == COLUMN_WHOLE && other_is_said(s, column, row)) {
        *out = without_other(*out);
    }
    if (q->kind == COLUMN_OPTION && questions_is_other(q->option) && other_is_said(s, column, row)) {
        *out = SPAN("");
    }
    bool may_be_mark = is_choice && (q->count == 1 || q->kind == COLUMN_WHOLE);
    return may_be_mark ? marked_header(out, scratch, s, column, v) : STATUS_OK;
}

static status one_cell(span *out, uint32_t *rank, reading *r, const applicant *a, uint32_t which, uint32_t nth) {
    const field *f = &r->fields.fields[which];
    arena scratch = arena_over(&r->c->memory);
    status result = cell_text_answer(out, rank, &scratch, a->sheet, &a->sheet->of[a->role][which], nth, a->record,
                                     f->is_choice, f->options);
    arena_free(&scratch);
    TRY(result);
    if (is_harmless(*out)) {
        return STATUS_OK;
    }
    TRY(applicant_remark(r, a, which, SEVERITY_WARNING, "invisible_character", NULL,
                         SPAN("an invisible control character in the answer"),
                         SPAN("it is written out as \\u{...}; retype the answer to be rid of it")));
    return cell_text_visible(out, r->a, *out);
}

// Keeps the cells in the order of their places; those without one stay behind.
static void put_in_place(span *cells, uint32_t *ranks, uint32_t count) {
    span text = cells[count];
    uint32_t rank = ranks[count], at = count;
    for (; rank > 0 && at > 0 && (ranks[at - 1] == 0 || ranks[at - 1] > rank); at--) {
        cells[at] = cells[at - 1];
        ranks[at] = ranks[at - 1];
    }
    cells[at] = text;
    ranks[at] = rank;
}

static status read_cells(span *cells, reading *r, const applicant *a, uint32_t which) {
    const column_list *list = &a->sheet->of[a->role][which];
    uint32_t few[FEW_COLUMNS] = {0}, *ranks = few;
    arena scratch = arena_over(&r->c->memory);
    status result = STATUS_OK;
    if (list->count > FEW_COLUMNS) {
        ranks = arena_alloc(&scratch, list->count, sizeof *ranks);
        result = ranks == NULL ? STATUS_NO_MEMORY : STATUS_OK;
    }
    for (uint32_t i = 0; i < list->count && result == STATUS_OK; i++) {
        result = one_cell(&cells[i], &ranks[i], r, a, which, i);
        if (result == STATUS_OK && ranks[i] > 0) {
            put_in_place(cells, ranks, i);
        }
    }
    arena_free(&scratch);
    return result;
}

static bool is_a_list(const reading *r, const applicant *a, uint32_t which) {
    const column_list *list = &a->sheet->of[a->role][which];
    column_kind kind = a->sheet->questions.columns[list->columns[0]].kind;
    return r->fields.fields[which].is_choice || which == FIELD_REQUESTED || which == FIELD_CONFLICTS ||
           (kind != COLUMN_WHOLE && kind != COLUMN_OTHER);
}

status cell_text_read(span *joined, span *cells, reading *r, const applicant *a, uint32_t which) {
    const column_list *list = &a->sheet->of[a->role][which];
    const span between = is_a_list(r, a, which) ? SPAN("; ") : SPAN(" ");
    size_t length = 0;
    TRY(read_cells(cells, r, a, which));
    if (list->count == 1) {
        *joined = cells[0];
        return STATUS_OK;
    }
    for (uint32_t i = 0; i < list->count; i++) {
        length += cells[i].length + between.length;
    }
    char *text = arena_alloc(r->a, length, 1);
    if (text == NULL) {
        return STATUS_NO_MEMORY;
    }
    size_t used = 0;
    for (uint32_t i = 0; i < list->count; i++) {
        if (cells[i].length == 0) {
            continue;
        }
        if (used > 0) {
            memcpy(text + used, between.text, between.length);
            used += between.length;
        }
        memcpy(text + used, cells[i].text, cells[i].length);
        used += cells[i].length;
    }
    *joined = (span){text, used};
    return STATUS_OK;
}
