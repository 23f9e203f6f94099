// The bytes of a CSV file, decoded and read as a table: every cell is read again at the place that the table names for
// it, and where nothing is at fault a plain reader of its own must find the same records.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/table.h"

#include "door.h"
#include "intake/decode.h"
#include "intake/delimiter.h"

static const char *const ENCODINGS[] = {"utf-16", "windows-1252", "iso-8859-1", "iso-8859-15", "mac-roman"};

// A cell of the text at byte `at`: its text in `out` (large enough), and the byte behind it.
static size_t plain_cell(span text, size_t at, char mark, char *out, size_t *length) {
    bool quoted = at < text.length && text.text[at] == '"';
    *length = 0;
    at += quoted;
    while (at < text.length) {
        char c = text.text[at];
        if (quoted && c == '"') {
            if (at + 1 >= text.length || text.text[at + 1] != '"') {
                return at + 1;
            }
            at++;
        } else if (!quoted && (c == mark || c == '\n' || c == '\r')) {
            return at;
        }
        out[(*length)++] = c;
        at++;
    }
    return at;
}

static void check_cells(const table *t, span text, char *room) {
    const door_file file = {.name = t->file, .bytes = text, .decoded = true};
    uint32_t line = 0, column = 0;
    for (uint32_t i = 0; i < t->count; i++) {
        const record *r = &t->records[i];
        REQUIRE(r->count == t->records[0].count && r->count > 0);
        REQUIRE(r->line == r->cells[0].line);
        for (uint32_t k = 0; k < r->count; k++) {
            const cell *c = &r->cells[k];
            bool filled_in =
                k > 0 && c->text.length == 0 && c->line == r->cells[0].line && c->column == r->cells[0].column;
            if (filled_in) {
                continue;
            }
            REQUIRE(c->line > line || (c->line == line && c->column > column));
            line = c->line;
            column = c->column;
            size_t at = door_offset(&file, c->line, c->column), length;
            REQUIRE(at != SIZE_MAX);
            (void)plain_cell(text, at, t->delimiter, room, &length);
            REQUIRE(span_equal(c->text, (span){room, length}));
            REQUIRE(table_place(t, i, k).line == c->line && table_place(t, i, k).column == c->column);
        }
    }
}

// The records of a text without fault.
static void check_records(const table *t, span text, char *room) {
    size_t at = delimiter_find(text).skip;
    uint32_t record_number = 0, cell_number = 0;
    bool filled = false, inside = false;
    while (at <= text.length) {
        bool ends = at == text.length || text.text[at] == '\n' || text.text[at] == '\r';
        if (ends && !inside) {
            at++;
            continue;
        }
        size_t length;
        at = plain_cell(text, at, t->delimiter, room, &length);
        filled = filled || !span_empty((span){room, length});
        if (record_number < t->count && cell_number < t->records[record_number].count) {
            // A record that turns out to be empty is no record, and its cells need not fit.
            const cell *c = &t->records[record_number].cells[cell_number];
            REQUIRE(span_empty((span){room, length}) || span_equal(c->text, (span){room, length}));
        } else {
            REQUIRE(span_empty((span){room, length}));
        }
        cell_number++;
        REQUIRE(at == text.length || text.text[at] == t->delimiter || text.text[at] == '\n' || text.text[at] == '\r');
        inside = at < text.length && text.text[at] == t->delimiter;
        if (!inside) {
            record_number += filled;
            cell_number = 0;
            filled = false;
        }
        at++;
    }
    REQUIRE(record_number == t->count);
}

static void read_as(span bytes, span encoding) {
    context c;
    context_init(&c, (host){.self = NULL});
    arena a = arena_over(&c.memory);
    span text = SPAN(""), name = SPAN("any.csv");
    bool one_byte = !span_starts(encoding, SPAN("utf-"));
    const door_file file = {.name = name, .bytes = bytes, .one_byte = one_byte};
    status result = decode_text(&text, &a, &c, name, bytes, encoding);
    door_check_findings(&c, result, &file, 1);
    table *t = NULL;
    if (result == STATUS_OK) {
        REQUIRE(text_invalid_at(text) == SIZE_MAX && (text.length == 0 || memchr(text.text, 0, text.length) == NULL));
        result = table_read(&t, &c, name, text);
        door_check_findings(&c, result, &file, 1);
        REQUIRE(t != NULL);
        char *room = malloc(text.length + 1);
        REQUIRE(room != NULL);
        check_cells(t, text, room);
        if (result == STATUS_OK) {
            check_records(t, text, room);
        }
        free(room);
    }
    table_free(t);
    arena_free(&a);
    door_end(&c);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    span bytes = door_bytes(data, size);
    read_as(bytes, SPAN("utf-8"));
    read_as(bytes, span_of(ENCODINGS[size % (sizeof ENCODINGS / sizeof *ENCODINGS)]));
    return 0;
}
