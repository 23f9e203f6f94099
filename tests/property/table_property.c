// The record reader against the writer of a random file, who knows every cell and where it put it; and damaged files:
// one byte left out, doubled or changed gives records or findings with places inside the file, never a crash, and never
// loses a row without a word. Usage: table_property SEED [FACTOR]: FACTOR × 20,000 files. Ends at the first difference.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "intake/decode.h"
#include "intake/table.h"

enum { FILES = 20000, MOST_ROWS = 6, MOST_COLUMNS = 5, MOST_BYTES = 4096, CELL_BYTES = 64 };

static uint64_t random_state;

static uint32_t random_below(uint32_t n) {
    uint64_t z = random_state += 0x9E3779B97F4A7C15U;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
    return (uint32_t)((z ^ (z >> 31)) >> 33) % n;
}

// ---- the writer -------------------------------------------------------------------------------------------------

typedef struct known_cell {
    char text[CELL_BYTES];
    size_t length;
    uint32_t line, column;
} known_cell;

typedef struct written {
    char bytes[MOST_BYTES];
    size_t length;
    char delimiter;
    const char *line_end;
    uint32_t line, column;
    uint32_t rows, columns;
    known_cell cells[MOST_ROWS][MOST_COLUMNS];
} written;

// Puts a text that is one character, or a line end.
static void put(written *w, const char *text) {
    size_t length = strlen(text);
    memcpy(w->bytes + w->length, text, length);
    w->length += length;
    if (text[0] == '\n' || text[0] == '\r') {
        w->line++;
        w->column = 1;
    } else {
        w->column++;
    }
}

static void put_cell(written *w, known_cell *k, bool may_be_empty) {
    static const char *const PIECES[] = {"a", "B",  "7",  " ",  "ü",    "語", "😀", ",",
                                         ";", "\t", "\"", "\n", "\r\n", "=",  "'"};
    bool quoted = random_below(2) == 0;
    uint32_t pieces = random_below(6) + (may_be_empty ? 0 : 1);
    *k = (known_cell){.line = w->line, .column = w->column};
    if (quoted) {
        put(w, "\"");
    }
    for (uint32_t i = 0; i < pieces; i++) {
        // The first character of a row is no blank, so that no row is wholly empty; and bare cells hold nothing that
        // would need quotes.
        const char *piece = PIECES[i == 0 && !may_be_empty ? random_below(3) : random_below(quoted ? 15 : 7)];
        memcpy(k->text + k->length, piece, strlen(piece));
        k->length += strlen(piece);
        put(w, piece);
        if (piece[0] == '"') {
            put(w, "\"");
        }
    }
    if (quoted) {
        put(w, "\"");
    }
}

static void write_file(written *w) {
    static const char DELIMITERS[] = {',', ';', '\t'};
    static const char *const LINE_ENDS[] = {"\n", "\r\n", "\r"};
    *w = (written){
        .delimiter = DELIMITERS[random_below(3)], .line_end = LINE_ENDS[random_below(3)], .line = 1, .column = 1};
    w->rows = 1 + random_below(MOST_ROWS);
    w->columns = 2 + random_below(MOST_COLUMNS - 1);
    char between[2] = {w->delimiter, '\0'};
    for (uint32_t i = 0; i < w->rows; i++) {
        for (uint32_t j = 0; j < w->columns; j++) {
            if (j > 0) {
                put(w, between);
            }
            // Each header cell is a letter, so that nothing else can be taken for the delimiter.
            if (i == 0) {
                w->cells[i][j] = (known_cell){.text = "h", .length = 1, .line = w->line, .column = w->column};
                put(w, "h");
            } else {
                put_cell(w, &w->cells[i][j], j > 0);
            }
        }
        if (i + 1 < w->rows || random_below(2) == 0) {
            put(w, w->line_end);
        }
        if (random_below(8) == 0 && i + 1 < w->rows) {
            put(w, w->line_end);
        }
    }
}

// ---- the reader -------------------------------------------------------------------------------------------------

static int fail(uint64_t seed, uint32_t file, const char *what, const written *w) {
    printf("file %u of seed %" PRIu64 ": %s\n%.*s\n", file, seed, what, (int)w->length, w->bytes);
    return 1;
}

static bool same_cells(const table *t, const written *w) {
    if (t->count != w->rows || t->delimiter != w->delimiter) {
        return false;
    }
    for (uint32_t i = 0; i < w->rows; i++) {
        for (uint32_t j = 0; j < w->columns; j++) {
            const cell *k = &t->records[i].cells[j];
            const known_cell *known = &w->cells[i][j];
            if (t->records[i].count != w->columns || k->line != known->line || k->column != known->column ||
                !span_equal(k->text, (span){known->text, known->length})) {
                return false;
            }
        }
    }
    return true;
}

static int check_whole(uint64_t seed, uint32_t file, const written *w) {
    context c;
    context_init(&c, (host){0});
    table *t;
    status result = table_read(&t, &c, SPAN("m.csv"), (span){w->bytes, w->length});
    bool same = result == STATUS_OK && c.findings.count == 0 && same_cells(t, w);
    table_free(t);
    context_free(&c);
    if (!same || c.memory.live_bytes != 0) {
        return fail(seed, file, same ? "memory is left" : "other cells were read than were written", w);
    }
    return 0;
}

// Whether the place is one of the file's.
static bool inside(span text, place p) {
    decode_cursor cursor = decode_cursor_at_start(text);
    for (size_t at = 0; at <= text.length; at++) {
        decode_cursor_move(&cursor, at);
        if (cursor.line == p.line && cursor.column == p.column) {
            return true;
        }
    }
    return false;
}

static void damage(written *w) {
    size_t at = random_below((uint32_t)w->length);
    switch (random_below(3)) {
    case 0:
        memmove(w->bytes + at, w->bytes + at + 1, w->length - at - 1);
        w->length--;
        break;
    case 1:
        memmove(w->bytes + at + 1, w->bytes + at, w->length - at);
        w->length++;
        break;
    default:
        w->bytes[at] = "\"\",;\n\rx \t"[random_below(9)];
        break;
    }
}

static int check_damaged(uint64_t seed, uint32_t file, const written *w) {
    context c;
    context_init(&c, (host){0});
    arena a = arena_over(&c.memory);
    span text = {w->bytes, w->length}, utf8;
    table *t = NULL;
    status result = decode_text(&utf8, &a, &c, SPAN("m.csv"), text, SPAN("utf-8"));
    if (result == STATUS_OK) {
        result = table_read(&t, &c, SPAN("m.csv"), utf8);
        text = utf8;
    }
    bool good =
        (result == STATUS_OK) == (c.findings.errors == 0) && (result == STATUS_OK || result == STATUS_BAD_INPUT);
    for (size_t i = 0; i < c.findings.count; i++) {
        good = good && (inside(text, c.findings.items[i].place));
    }
    for (uint32_t i = 0; t != NULL && i < t->count; i++) {
        good = good && t->records[i].count == t->records[0].count;
    }
    table_free(t);
    arena_free(&a);
    context_free(&c);
    return good && c.memory.live_bytes == 0 ? 0 : fail(seed, file, "a damaged file was not dealt with", w);
}

int main(int count, char **arguments) {
    uint64_t seed = count > 1 ? strtoull(arguments[1], NULL, 10) : 1;
    uint32_t factor = count > 2 ? (uint32_t)strtoul(arguments[2], NULL, 10) : 1;
    random_state = seed;
    written *w = malloc(sizeof *w);
    int failed = w == NULL;
    for (uint32_t i = 0; i < FILES * factor && !failed; i++) {
        write_file(w);
        failed = check_whole(seed, i, w);
        for (int j = 0; j < 3 && !failed; j++) {
            damage(w);
            failed = check_damaged(seed, i, w);
        }
    }
    free(w);
    if (!failed) {
        printf("%u files and %u damaged ones, seed %" PRIu64 "\n", FILES * factor, 3 * FILES * factor, seed);
    }
    return failed;
}
