// Records, the place of every cell, and what is said of broken files.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/table.h"

#include "said.h"

// The records as text: a line each, cells as "line:column text" between bars.
static void check(const char *text, const char *expected, const char *said_of_it) {
    context c;
    context_init(&c, (host){0});
    table *t = NULL;
    status result = table_read(&t, &c, SPAN("mentors.csv"), span_of(text));
    char shown[8192] = "";
    size_t length = 0;
    assert_non_null(t);
    for (uint32_t i = 0; i < t->count; i++) {
        assert_int_equal(t->records[i].count, t->records[0].count);
        for (uint32_t j = 0; j < t->records[i].count; j++) {
            const cell *k = &t->records[i].cells[j];
            length += (size_t)snprintf(shown + length, sizeof shown - length, "%s%u:%u %.*s", j == 0 ? "" : "|",
                                       k->line, k->column, SPAN_ARGS(k->text));
        }
        length += (size_t)snprintf(shown + length, sizeof shown - length, "\n");
    }
    assert_string_equal(shown, expected);
    assert_said(&c, said_of_it);
    assert_int_equal(result, c.findings.errors > 0 ? STATUS_BAD_INPUT : STATUS_OK);
    table_free(t);
    said_end(&c);
}

static void plain_records(void **state) {
    (void)state;
    check("", "", "");
    check("\n\r\n\n", "", "");
    check("a,b\nc,d\n", "1:1 a|1:3 b\n2:1 c|2:3 d\n", "");
    check("a,b\nc,d", "1:1 a|1:3 b\n2:1 c|2:3 d\n", "");
    check("a,b\r\nc,d\r\n", "1:1 a|1:3 b\n2:1 c|2:3 d\n", "");
    check("a,b\rc,d\r", "1:1 a|1:3 b\n2:1 c|2:3 d\n", "");
    check("a\tb\nc\td\n", "1:1 a|1:3 b\n2:1 c|2:3 d\n", "");
    check("a\nb\n", "1:1 a\n2:1 b\n", "");
    check("sep=;\na;b\nc;d\n", "2:1 a|2:3 b\n3:1 c|3:3 d\n", "");
}

static void places_count_characters(void **state) {
    (void)state;
    check("ä,日本,b\n😀😀,,c\n", "1:1 ä|1:3 日本|1:6 b\n2:1 😀😀|2:4 |2:5 c\n", "");
    check("a,\"two\r\nlines\",c\r\n\"x\ny\nz\",\"\",e\r\n", "1:1 a|1:3 two\r\nlines|2:8 c\n3:1 x\ny\nz|5:4 |5:7 e\n",
          "");
    check("a,\"b\rc\",d\n1,2,3\n", "1:1 a|1:3 b\rc|2:4 d\n3:1 1|3:3 2|3:5 3\n", "");
}

static void quotes_and_blanks(void **state) {
    (void)state;
    check(" a , b\n  ,c \n", "1:1  a |1:5  b\n2:1   |2:4 c \n", "");
    check("\"a\",\"b \"\"c\"\"\"\n\"\"\"\",\" d \"\n", "1:1 a|1:5 b \"c\"\n2:1 \"|2:6  d \n", "");
    check("a,b\n\"\",\"x,\"\"y\"\",\n\"\n", "1:1 a|1:3 b\n2:1 |2:4 x,\"y\",\n\n", "");
    check("a,b\nc,\"\"", "1:1 a|1:3 b\n2:1 c|2:3 \n", "");
    check("a;b\n\"x;y\";z,w\n", "1:1 a|1:3 b\n2:1 x;y|2:7 z,w\n", "");
}

static void empty_rows_and_columns(void **state) {
    (void)state;
    check("a,b\n,,\n\n , \n\"\",\"\"\nc,d\n", "1:1 a|1:3 b\n6:1 c|6:3 d\n", "note 2:1 empty_rows");
    check("a,b\nc,d\n,\n\n,\n,", "1:1 a|1:3 b\n2:1 c|2:3 d\n", "note 3:1 empty_rows"); // below the last one
    check(",,\na,b\nc,d\n", "2:1 a|2:3 b\n3:1 c|3:3 d\n", ""); // above the header
    check("a,b\nc,d,,\n", "1:1 a|1:3 b\n2:1 c|2:3 d\n", "");
    check("a,b,,\nc,d\ne,f,,\n", "1:1 a|1:3 b|1:5 |1:6 \n2:1 c|2:3 d|2:1 |2:1 \n3:1 e|3:3 f|3:5 |3:6 \n", "");
    check("a,b,\nc,d,x\n", "1:1 a|1:3 b|1:5 \n2:1 c|2:3 d|2:5 x\n", "");
    check("a,b,\n", "1:1 a|1:3 b|1:5 \n", "");
}

static void too_few_and_too_many_cells(void **state) {
    (void)state;
    check("a,b,c\n1,2\n3,4,5\n6\n", "1:1 a|1:3 b|1:5 c\n3:1 3|3:3 4|3:5 5\n",
          "error 2:1 too_few_cells\nerror 4:1 too_few_cells");
    check("a,b\n1,2,3\n4,5,, ,6\n7,8\n", "1:1 a|1:3 b\n4:1 7|4:3 8\n",
          "error 2:5 surplus_cell\nerror 3:8 surplus_cell");
}

static void stray_quotes(void **state) {
    (void)state;
    check("a,b\nc,d\"e\nf,g\n", "1:1 a|1:3 b\n3:1 f|3:3 g\n", "error 2:4 stray_quote");
    check("a,b\n\"c\"d,e\n\"f\" ,g\nh,i\n", "1:1 a|1:3 b\n4:1 h|4:3 i\n",
          "error 2:3 stray_quote\nerror 3:3 stray_quote");
    check("a,b\nü, \"x\"\n", "1:1 a|1:3 b\n", "error 2:4 stray_quote");
    check("a,b\n\"c\"\"\"d\",e\n", "1:1 a|1:3 b\n", "error 2:5 stray_quote");
    check("a\"b,c\nd,e\n", "", "error 1:2 stray_quote"); // the header itself
}

static void unclosed_quotes(void **state) {
    (void)state;
    check("a,b\nc,\"d\n", "1:1 a|1:3 b\n", "error 2:3 quote_not_closed");
    check("a,b\nc,\"d\ne,f\ng,h\n", "1:1 a|1:3 b\n3:1 e|3:3 f\n4:1 g|4:3 h\n", "error 2:3 quote_not_closed");
    check("a,b\nc,\"d\ne,\"f\"\ng,\"h\"\n", "1:1 a|1:3 b\n3:1 e|3:3 f\n4:1 g|4:3 h\n", "error 2:3 quote_not_closed");
    check("a,b\n\"", "1:1 a|1:3 b\n", "error 2:1 quote_not_closed");
    check("\"a,b\nc,d\n", "", "error 1:1 quote_not_closed");
    // A cell of several lines with a stray quote: its other lines are no records.
    check("a,b\nc,\"one\ntwo \"three\" four\nfive\"\nd,e\n", "1:1 a|1:3 b\n5:1 d|5:3 e\n",
          "error 2:3 quote_not_closed\nerror 4:5 stray_quote");
}

static void several_faults_are_all_found(void **state) {
    (void)state;
    check("a,b\n1,\"x\n2,3\n4,5,6\n7\n8,9\n0,x\"y\n", "1:1 a|1:3 b\n3:1 2|3:3 3\n6:1 8|6:3 9\n",
          "error 2:3 quote_not_closed\nerror 4:5 surplus_cell\nerror 5:1 too_few_cells\nerror 7:4 stray_quote");
}

// An unclosed quote in the seventh line of nine hundred.
static void line_seven_of_nine_hundred(void **state) {
    (void)state;
    enum { LINES = 900 };
    for (int quoted = 0; quoted < 2; quoted++) {
        static char text[LINES * 40];
        size_t length = 0;
        for (int i = 1; i <= LINES; i++) {
            const char *format = i == 7 ? "%d,\"Ann,Acquisitions\n"
                                        : (quoted ? "%d,\"Ann\",\"Acquisitions, more\"\n" : "%d,Ann,Acquisitions\n");
            length += (size_t)snprintf(text + length, sizeof text - length, format, i);
        }
        context c;
        context_init(&c, (host){0});
        table *t;
        assert_int_equal(table_read(&t, &c, SPAN("mentors.csv"), (span){text, length}), STATUS_BAD_INPUT);
        assert_said(&c, "error 7:3 quote_not_closed");
        assert_int_equal(t->count, LINES - 1);
        table_free(t);
        said_end(&c);
    }
}

static void limits(void **state) {
    (void)state;
    enum { LONG = TABLE_CELL_LIMIT_BYTES + 20, WIDE = TABLE_COLUMN_LIMIT + 10 };
    char *text = malloc(LONG);
    assert_non_null(text);
    context c;
    context_init(&c, (host){0});
    table *t;
    memset(text, 'x', LONG);
    memcpy(text, "a,b\nc,", 6);
    assert_int_equal(table_read(&t, &c, SPAN("m.csv"), (span){text, LONG}), STATUS_BAD_INPUT);
    table_free(t);
    memset(text, ',', WIDE);
    assert_int_equal(table_read(&t, &c, SPAN("m.csv"), (span){text, WIDE}), STATUS_BAD_INPUT);
    table_free(t);
    assert_int_equal(table_read(&t, &c, SPAN("m.csv"), (span){"a\0b", 3}), STATUS_BAD_INPUT);
    table_free(t);
    assert_said(&c, "error 2:3 cell_too_long\nerror 1:16385 too_many_columns\nerror 1:2 nul_byte");
    free(text);
    said_end(&c);
}

// Quotes that open again and again may not make the reading quadratic: 200,000 lines take well under a second.
static void no_quadratic_time(void **state) {
    (void)state;
    static const char *const LINES[] = {"\"a\"\"\n", "a,\"b\n", "\"\n\"\"\n", "x\"\n", "\"a\n"};
    enum { TIMES = 200000 };
    for (size_t i = 0; i < sizeof LINES / sizeof *LINES; i++) {
        size_t one = strlen(LINES[i]);
        char *text = malloc(4 + one * TIMES);
        assert_non_null(text);
        memcpy(text, "a,b\n", 4);
        for (size_t j = 0; j < TIMES; j++) {
            memcpy(text + 4 + j * one, LINES[i], one);
        }
        context c;
        context_init(&c, (host){0});
        table *t;
        assert_int_equal(table_read(&t, &c, SPAN("m.csv"), (span){text, 4 + one * TIMES}), STATUS_BAD_INPUT);
        table_free(t);
        free(text);
        said_end(&c);
    }
}

static void places_of_a_table(void **state) {
    (void)state;
    context c;
    context_init(&c, (host){0});
    table *t;
    assert_int_equal(table_read(&t, &c, SPAN("m.csv"), span_of("a,b\n\nc,d\n")), STATUS_OK);
    place p = table_place(t, 1, 1);
    assert_int_equal(p.line, 3);
    assert_int_equal(p.column, 3);
    assert_span(p.file, "m.csv");
    p = table_place(t, 1, 7);
    assert_int_equal(p.line, 3);
    assert_int_equal(p.column, 1);
    table_free(t);
    table_free(NULL);
    said_end(&c);
}

static void want_of_memory(void **state) {
    (void)state;
    static const char *const TEXTS[] = {"a,b\n\"c \"\"d\"\"\",e\nf,g\n", "a,b\nc,\"d\nf\ng,h,i\n"};
    for (size_t i = 0; i < 2; i++) {
        for (int forever = 0; forever < 2; forever++) {
            status expected = i == 0 ? STATUS_OK : STATUS_BAD_INPUT, result = STATUS_NO_MEMORY;
            for (uint64_t at = 1; result == STATUS_NO_MEMORY; at++) {
                context c;
                context_init(&c, (host){0});
                c.memory.fail_at = at;
                c.memory.fail_on = forever;
                table *t;
                result = table_read(&t, &c, SPAN("m.csv"), span_of(TEXTS[i]));
                assert_true(result == STATUS_NO_MEMORY || result == expected);
                assert_true((t == NULL) == (result == STATUS_NO_MEMORY));
                assert_true(at < 1000);
                table_free(t);
                said_end(&c);
            }
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_records),
        cmocka_unit_test(places_count_characters),
        cmocka_unit_test(quotes_and_blanks),
        cmocka_unit_test(empty_rows_and_columns),
        cmocka_unit_test(too_few_and_too_many_cells),
        cmocka_unit_test(stray_quotes),
        cmocka_unit_test(unclosed_quotes),
        cmocka_unit_test(several_faults_are_all_found),
        cmocka_unit_test(line_seven_of_nine_hundred),
        cmocka_unit_test(limits),
        cmocka_unit_test(no_quadratic_time),
        cmocka_unit_test(places_of_a_table),
        cmocka_unit_test(want_of_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
