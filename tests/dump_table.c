// Prints the records of CSV files as JSON, for tests/csv_reader_test.py: documents on standard input, each behind its
// length in decimal and a line feed; for each a line: a list of records, or null where the reader finds fault.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "intake/decode.h"
#include "intake/table.h"

static json_t *records_of(span bytes) {
    context c;
    context_init(&c, (host){.self = NULL});
    arena a = arena_over(&c.memory);
    table *t = NULL;
    span text;
    json_t *list = NULL;
    if (decode_text(&text, &a, &c, SPAN("x.csv"), bytes, SPAN("")) == STATUS_OK && table_read(&t, &c, SPAN("x.csv"), text) == STATUS_OK) {
        list = json_array();
        for (uint32_t i = 0; i < t->count; i++) {
            json_t *cells = json_array();
            for (uint32_t k = 0; k < t->records[i].count; k++) {
                (void)json_array_append_new(cells, json_stringn(t->records[i].cells[k].text.text, t->records[i].cells[k].text.length));
            }
            (void)json_array_append_new(list, cells);
        }
    }
    table_free(t);
    arena_free(&a);
    context_free(&c);
    return list != NULL ? list : json_null();
}

int main(void) {
    size_t length;
    while (scanf("%zu", &length) == 1 && getchar() == '\n') {
        char *bytes = malloc(length + 1);
        if (bytes == NULL || fread(bytes, 1, length, stdin) != length) {
            return EXIT_FAILURE;
        }
        json_t *records = records_of((span){bytes, length});
        char *text = json_dumps(records, JSON_COMPACT | JSON_ENCODE_ANY);
        (void)puts(text);
        free(text);
        json_decref(records);
        free(bytes);
    }
    return EXIT_SUCCESS;
}
