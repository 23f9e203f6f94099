// Records by libcsv, places by our own count. libcsv is fed in pieces that end with a character that may end a cell, so
// that when it reports a cell or a record, the end of the piece is the place; it decides what a cell is, we never do.
// libcsv skips empty lines, keeps no position and has no user pointer for its memory: its buffer is plain malloc, freed
// by csv_free.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/table.h"

#include <assert.h>
#include <csv.h>
#include <string.h>

#include "intake/decode.h"
#include "intake/delimiter.h"

enum { BUFFER_STEP_BYTES = 65536, NEXT_RECORD_BYTES = 65536, REREAD_ALLOWANCE_BYTES = 16 << 20 };

typedef struct reader {
    context *context;
    table *table;
    span utf8;
    struct csv_parser parser;
    bool parser_open;
    decode_cursor cursor; // at the end of the piece that libcsv has seen
    size_t piece_end;     // of the piece that it is looking at
    bool at_end;          // the text is over: a cell ends with it, not with a separator
    size_t cell_start;    // of the cell that it is in, or that comes next
    place cell_place;
    uint32_t record_line;
    bool between_records;
    bool cell_ended; // set by the callbacks
    cell *cells;     // of the record that it is in
    size_t cell_count, cell_capacity;
    size_t record_capacity;
    uint32_t columns;      // of the header; 0: not read yet
    uint64_t cells_left;   // that the table may still take
    uint32_t empty_rows, first_empty_line; // rows of nothing but separators, behind the header
    uint64_t reread_bytes; // after faults; bounded, so that no file takes quadratic time
    bool faulty, no_memory, stop;
} reader;

static int never_a_blank(unsigned char character) {
    (void)character;
    return 0;
}

static void fault_at(reader *r, place where, const char *code, const char *text) {
    finding_add(&r->context->findings, SEVERITY_ERROR, where, code, "%s", text);
    r->faulty = true;
}

// The cell's text: a part of the file where nothing had to be taken out of it.
static span cell_text(reader *r, const char *text, size_t length) {
    size_t end = r->at_end ? r->utf8.length : r->piece_end - 1;
    span whole = {r->utf8.text + r->cell_start, end - r->cell_start};
    bool quoted = whole.length > 1 && whole.text[0] == '"';
    span inside = quoted ? (span){whole.text + 1, whole.length - 2} : whole;
    if (inside.length == length) {
        assert(length == 0 || memcmp(inside.text, text, length) == 0);
        return inside;
    }
    return arena_copy(&r->table->arena, (span){text, length});
}

static void on_cell(void *text, size_t length, void *data) {
    reader *r = data;
    r->cell_ended = true;
    r->between_records = false;
    if (r->no_memory || r->stop) {
        return;
    }
    if (r->cell_count == TABLE_COLUMN_LIMIT) {
        fault_at(r, r->cell_place, "too_many_columns",
                 "a row of more than 16384 cells: this is not the export of a form; download the answers as CSV");
        r->stop = true;
        return;
    }
    span kept = cell_text(r, text, length);
    if (kept.text == NULL ||
        !memory_reserve(r->table->arena.memory, &r->cells, &r->cell_capacity, r->cell_count + 1, sizeof(cell))) {
        r->no_memory = true;
        return;
    }
    if (r->cell_count == 0) {
        r->record_line = r->cell_place.line;
    }
    r->cells[r->cell_count++] = (cell){kept, r->cell_place.line, r->cell_place.column};
}

// Brings the cells of the record to the header's number. false: a finding says why not.
static bool fit_to_header(reader *r) {
    place start = {r->table->file, r->record_line, r->cells[0].column};
    size_t filled = r->table->count == 0 ? 0 : r->table->records[0].count;
    while (filled > 0 && span_empty(r->table->records[0].cells[filled - 1].text)) {
        filled--; // columns without a header at the end need no cells
    }
    if (r->cell_count < filled) {
        finding_add(
            &r->context->findings, SEVERITY_ERROR, start, "too_few_cells",
            "this row has %zu cell%s, the header has %zu: add the cells that are missing, or put a cell that holds a "
            "line break into quotation marks",
            r->cell_count, r->cell_count == 1 ? "" : "s", filled);
        return false;
    }
    for (size_t i = r->columns; i < r->cell_count; i++) {
        if (!span_empty(r->cells[i].text)) {
            place where = {r->table->file, r->cells[i].line, r->cells[i].column};
            finding_add(
                &r->context->findings, SEVERITY_ERROR, where, "surplus_cell",
                "this row has %zu cells, the header has %u: put a cell that holds a %s into quotation marks, or "
                "take the surplus one out",
                r->cell_count, r->columns,
                r->table->delimiter == '\t' ? "TAB" : (r->table->delimiter == ';' ? "semicolon" : "comma"));
            return false;
        }
    }
    r->cell_count = r->cell_count > r->columns ? r->columns : r->cell_count;
    if (!memory_reserve(r->table->arena.memory, &r->cells, &r->cell_capacity, r->columns, sizeof(cell))) {
        r->no_memory = true;
        return false;
    }
    while (r->cell_count < r->columns) {
        r->cells[r->cell_count++] = (cell){SPAN(""), start.line, start.column};
    }
    return true;
}

static bool all_empty(const reader *r) {
    for (size_t i = 0; i < r->cell_count; i++) {
        if (!span_empty(r->cells[i].text)) {
            return false;
        }
    }
    return true;
}

static void keep_record(reader *r) {
    table *t = r->table;
    if (t->count == TABLE_RECORD_LIMIT) {
        fault_at(r, (place){t->file, r->record_line, 1}, "too_many_rows",
                 "more than 2000000 rows: this is not one cohort; leave out what is not needed");
        r->stop = true;
        return;
    }
    if (r->cell_count > r->cells_left) {
        fault_at(r, (place){t->file, r->record_line, 1}, "too_many_cells",
                 "more than 4000000 cells, most of them empty: take out the columns and rows that are not needed");
        r->stop = true;
        return;
    }
    r->cells_left -= r->cell_count;
    cell *cells = arena_array(&t->arena, r->cells, r->cell_count, sizeof(cell));
    if (cells == NULL ||
        !memory_reserve(t->arena.memory, &t->records, &r->record_capacity, (size_t)t->count + 1, sizeof(record))) {
        r->no_memory = true;
        return;
    }
    t->records[t->count++] = (record){cells, (uint32_t)r->cell_count, r->record_line};
}

static void on_record(int ended_by, void *data) {
    (void)ended_by;
    reader *r = data;
    r->between_records = true;
    if (!r->no_memory && !r->stop && r->cell_count > 0 && !all_empty(r)) {
        if (r->columns == 0) {
            r->columns = (uint32_t)r->cell_count;
            keep_record(r);
        } else if (fit_to_header(r)) {
            keep_record(r);
        } else {
            r->faulty = true;
        }
    } else if (r->columns > 0 && r->cell_count > 0 && all_empty(r)) {
        r->first_empty_line = r->empty_rows++ == 0 ? r->record_line : r->first_empty_line;
    }
    r->cell_count = 0;
}

static bool parser_start(reader *r) {
    if (r->parser_open) {
        csv_free(&r->parser);
    }
    r->parser_open = csv_init(&r->parser, CSV_STRICT | CSV_STRICT_FINI) == 0;
    csv_set_delim(&r->parser, (unsigned char)r->table->delimiter);
    csv_set_space_func(&r->parser, never_a_blank);
    csv_set_blk_size(&r->parser, BUFFER_STEP_BYTES);
    r->cell_count = 0;
    r->between_records = true;
    r->at_end = false;
    return r->parser_open;
}

// The next cell begins where the cursor is.
static void cell_begins(reader *r) {
    r->cell_start = r->cursor.at;
    r->cell_place = (place){r->table->file, r->cursor.line, r->cursor.column};
}

// The byte behind the next line end after `at`, or the end.
static size_t next_line(span utf8, size_t at) {
    while (at < utf8.length && utf8.text[at] != '\n' && utf8.text[at] != '\r') {
        at++;
    }
    return at < utf8.length ? at + 1 : at;
}

// After a fault that showed at byte `at`: goes on with the line after the one where the cell opens if that looks like a
// record (a quote was forgotten), else with the line after the fault. false: nothing is left to go on with.
static bool recover(reader *r, size_t at) {
    size_t line_after = next_line(r->utf8, r->cell_start);
    span near = {r->utf8.text,
                 r->utf8.length - line_after > NEXT_RECORD_BYTES ? line_after + NEXT_RECORD_BYTES : r->utf8.length};
    size_t looked_at = line_after;
    bool like_record = delimiter_cells(near, &looked_at, r->table->delimiter) == r->columns;
    size_t resume = like_record ? line_after : next_line(r->utf8, at);
    r->reread_bytes += (looked_at - line_after) + (resume < at ? at - resume : 0);
    if (r->columns == 0 || resume >= r->utf8.length ||
        r->reread_bytes > r->utf8.length + (uint64_t)REREAD_ALLOWANCE_BYTES) {
        return false;
    }
    r->cursor = (decode_cursor){r->utf8, r->cell_start, r->cell_place.line, r->cell_place.column};
    decode_cursor_move(&r->cursor, resume);
    cell_begins(r);
    return parser_start(r);
}

static void say_unclosed(reader *r) {
    fault_at(r, r->cell_place, "quote_not_closed",
             "the quotation mark that opens here is never closed: close it at the end of this cell, or write a "
             "quotation mark "
             "that belongs to the text twice (\"\") within quotation marks");
}

// libcsv refused byte `at`.
static void say_stray_quote(reader *r, size_t at) {
    decode_cursor seen = r->cursor; // at the start of the piece
    if (r->utf8.text[at] == '"') {
        decode_cursor_move(&seen, at);
    } else {
        seen.column--; // the quote before it ended the piece before
    }
    if (r->utf8.text[r->cell_start] == '"' && seen.line != r->cell_place.line) {
        finding_add(&r->context->findings, SEVERITY_ERROR, r->cell_place, "quote_not_closed",
                    "the quotation mark that opens here is closed only in line %u, column %u, with more text behind "
                    "it: close it at "
                    "the end of this cell, or write a quotation mark that belongs to the text twice (\"\")",
                    seen.line, seen.column);
        r->faulty = true;
        return;
    }
    fault_at(r, (place){r->table->file, seen.line, seen.column}, "stray_quote",
             "a quotation mark stands alone within this cell: put the whole cell into quotation marks and write this "
             "one twice (\"\")");
}

static size_t piece_end(const reader *r, size_t at) {
    const char *text = r->utf8.text;
    while (at < r->utf8.length) {
        char c = text[at++];
        if (c == r->table->delimiter || c == '"' || c == '\n' || c == '\r') {
            break;
        }
    }
    return at;
}

// After a piece without a fault.
static void piece_done(reader *r, size_t start) {
    decode_cursor_move(&r->cursor, r->piece_end);
    char last = r->utf8.text[r->piece_end - 1];
    bool blank_line = r->between_records && r->piece_end - start == 1 && (last == '\n' || last == '\r');
    if (r->cell_ended || blank_line) {
        cell_begins(r);
    } else {
        r->between_records = false;
    }
    r->cell_ended = false;
}

static status parser_fault(reader *r, size_t at) {
    if (csv_error(&r->parser) != CSV_EPARSE) {
        return context_no_memory(r->context, "intake/table");
    }
    say_stray_quote(r, at);
    r->stop = !recover(r, at);
    return STATUS_OK;
}

static status feed_all(reader *r) {
    while (!r->stop && r->cursor.at < r->utf8.length) {
        size_t start = r->cursor.at;
        r->piece_end = piece_end(r, start);
        if (r->piece_end - r->cell_start > TABLE_CELL_LIMIT_BYTES) {
            fault_at(r, r->cell_place, "cell_too_long",
                     "a cell of more than 1 MB begins here: most likely a quotation mark is not closed; close it, or "
                     "shorten the cell");
            r->stop = !recover(r, r->piece_end);
            continue;
        }
        size_t length = r->piece_end - start;
        size_t done = csv_parse(&r->parser, r->utf8.text + start, length, on_cell, on_record, r);
        if (r->no_memory) {
            return context_no_memory(r->context, "intake/table");
        }
        if (done != length) {
            TRY(parser_fault(r, start + done));
        } else {
            piece_done(r, start);
        }
    }
    return STATUS_OK;
}

static status read_records(reader *r) {
    while (!r->stop) {
        TRY(feed_all(r));
        if (r->stop) {
            break;
        }
        r->at_end = true;
        if (csv_fini(&r->parser, on_cell, on_record, r) == 0) {
            break;
        }
        if (csv_error(&r->parser) != CSV_EPARSE) {
            return context_no_memory(r->context, "intake/table");
        }
        say_unclosed(r);
        r->stop = !recover(r, r->utf8.length);
    }
    return r->no_memory ? context_no_memory(r->context, "intake/table") : STATUS_OK;
}

// Spreadsheets leave such rows below the last one; nobody's application is lost with them, but they are said.
static void say_empty_rows(const reader *r) {
    if (r->empty_rows > 0) {
        finding_add(&r->context->findings, SEVERITY_NOTE, (place){r->table->file, r->first_empty_line, 1}, "empty_rows",
                    r->empty_rows == 1 ? "%u row has no answer at all: passed over" : "%u rows have no answer at all, this is the first: passed over",
                    r->empty_rows);
    }
}

static void refuse_nul(reader *r) {
    const char *nul = r->utf8.length == 0 ? NULL : memchr(r->utf8.text, 0, r->utf8.length);
    if (nul != NULL) {
        fault_at(r, decode_place(r->table->file, r->utf8, (size_t)(nul - r->utf8.text)), "nul_byte",
                 "NUL byte (0x00): the file is damaged or no text file; save or download it again as CSV");
        r->stop = true;
    }
}

status table_read(table **out, context *c, span file, span utf8) {
    *out = NULL;
    table *t = memory_alloc(&c->memory, 1, sizeof *t);
    if (t == NULL) {
        return context_no_memory(c, "intake/table");
    }
    delimiter found = delimiter_find(utf8);
    *t = (table){.arena = arena_over(&c->memory), .delimiter = found.character};
    reader r = {.context = c, .table = t, .utf8 = utf8, .cursor = decode_cursor_at_start(utf8), .cells_left = TABLE_CELLS_LIMIT};
    r.cells_left = utf8.length / TABLE_BYTES_A_CELL > r.cells_left ? utf8.length / TABLE_BYTES_A_CELL : r.cells_left;
    status result = STATUS_OK;
    t->file = arena_copy(&t->arena, file);
    if (t->file.text == NULL || !parser_start(&r)) {
        result = context_no_memory(c, "intake/table");
        goto out;
    }
    decode_cursor_move(&r.cursor, found.skip);
    cell_begins(&r);
    refuse_nul(&r);
    TRY_OUT(read_records(&r));
    say_empty_rows(&r);
    result = c->findings.no_memory ? context_no_memory(c, "intake/table") : STATUS_OK;
out:
    if (r.parser_open) {
        csv_free(&r.parser);
    }
    memory_free(&c->memory, r.cells);
    if (result != STATUS_OK) {
        table_free(t);
        return result;
    }
    *out = t;
    return r.faulty ? STATUS_BAD_INPUT : STATUS_OK;
}

void table_free(table *t) {
    if (t == NULL) {
        return;
    }
    memory *m = t->arena.memory;
    memory_free(m, t->records);
    arena_free(&t->arena);
    memory_free(m, t);
}

place table_place(const table *t, uint32_t record_number, uint32_t column) {
    const record *r = &t->records[record_number];
    if (column >= r->count) {
        return (place){t->file, r->line, 1};
    }
    return (place){t->file, r->cells[column].line, r->cells[column].column};
}
