// Headers are compared without case, blanks and punctuation, like those of applications.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/listing.h"

#include "intake/decode.h"

static span without_guard(span text) {
    static const span GUARDED[] = {
        {"=", 1},
        {"+", 1},
        {"-", 1},
        {"@", 1},
        {"\t", 1},
        {"\r", 1},
        {"\xEF\xBC\x9D", 3},
        {"\xEF\xBC\x8B", 3},
        {"\xEF\xBC\x8D", 3},
        {"\xEF\xBC\xA0", 3}, // full-width = + - @
    };
    if (text.length < 2 || text.text[0] != '\'') {
        return text;
    }
    span rest = {text.text + 1, text.length - 1};
    for (size_t i = 0; i < sizeof GUARDED / sizeof *GUARDED; i++) {
        if (span_starts(rest, GUARDED[i])) {
            return span_trim(rest);
        }
    }
    return text;
}

span listing_cell(const listing *l, uint32_t row, uint32_t asked) {
    uint32_t column = l->columns[asked];
    return column == NONE ? SPAN("") : without_guard(span_trim(l->table->records[row + 1].cells[column].text));
}

place listing_place(const listing *l, uint32_t row, uint32_t asked) {
    uint32_t column = l->columns[asked];
    return table_place(l->table, row + 1, column == NONE ? 0 : column);
}

// "decision", "mentee", "mentor", …
static span list_asked(arena *scratch, const listing_column *asked, uint32_t count) {
    span list = SPAN("");
    for (uint32_t i = 0; i < count && list.text != NULL; i++) {
        list = arena_format(scratch, "%.*s%s%s", SPAN_ARGS(list), i == 0 ? "" : ",", asked[i].name);
    }
    return list;
}

static status match_columns(listing *l, context *c, arena *scratch, uint32_t count) {
    const record *header = &l->table->records[0];
    span list = list_asked(scratch, l->asked, count);
    bool faulty = false;
    for (uint32_t i = 0; i < count; i++) {
        span wanted = span_of(l->asked[i].name);
        for (uint32_t k = 0; k < header->count; k++) {
            span folded;
            TRY(text_fold_bare(&folded, scratch, header->cells[k].text));
            if (span_equal(folded, wanted) && l->columns[i] == NONE) {
                l->columns[i] = k;
            } else if (span_equal(folded, wanted)) {
                finding_add(&c->findings, SEVERITY_ERROR, table_place(l->table, 0, k), "column_twice",
                            "a second column \"%s\": keep one of them", l->asked[i].name);
                faulty = true;
            }
        }
        if (l->columns[i] == NONE && l->asked[i].needed) {
            finding_add(&c->findings, SEVERITY_ERROR, table_place(l->table, 0, 0), "column_missing",
                        "no column \"%s\": the first line must be %.*s", l->asked[i].name, SPAN_ARGS(list));
            faulty = true;
        }
    }
    return list.text == NULL ? STATUS_NO_MEMORY : faulty ? STATUS_BAD_INPUT : STATUS_OK;
}

// A table without a record has no header.
static status check_header(listing *l, context *c, uint32_t count) {
    arena scratch = arena_over(&c->memory);
    status result;
    if (l->table->count > 0) {
        result = match_columns(l, c, &scratch, count);
    } else {
        span list = list_asked(&scratch, l->asked, count);
        finding_add(&c->findings, SEVERITY_ERROR, (place){.file = l->table->file, .line = 1, .column = 1}, "file_empty",
                    "an empty file: its first line must be %.*s", SPAN_ARGS(list));
        result = STATUS_BAD_INPUT;
    }
    arena_free(&scratch);
    return result;
}

status listing_open(listing *out, context *c, arena *a, const program *p, span file, span bytes,
                    const listing_column *asked, uint32_t count) {
    span text;
    listing l = {.asked = asked};
    for (uint32_t i = 0; i < LISTING_COLUMNS_MOST; i++) {
        l.columns[i] = NONE;
    }
    TRY(decode_text(&text, a, c, file, bytes, p->encoding));
    status result = table_read(&l.table, c, file, text);
    if (l.table != NULL && (result == STATUS_OK || result == STATUS_BAD_INPUT)) {
        result = check_header(&l, c, count);
        l.rows = l.table->count == 0 ? 0 : l.table->count - 1;
    }
    if (result != STATUS_OK) {
        table_free(l.table);
        return result;
    }
    *out = l;
    return STATUS_OK;
}

void listing_close(listing *l) {
    table_free(l->table);
}
