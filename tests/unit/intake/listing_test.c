// SPDX-License-Identifier: GPL-3.0-or-later
#include "cohort_reader.h"
#include "intake/listing.h"

static const listing_column ASKED[] = {{"mentee", true}, {"mentor", true}, {"reason", false}};

typedef struct bench {
    cohort_reader t;
    arena a;
    listing l;
    status status;
} bench;

static void begin(bench *b, const char *text) {
    reader_begin(&b->t);
    b->a = arena_over(&b->t.c.memory);
    assert_int_equal(program_built_in(&b->t.p, &b->t.c), STATUS_OK);
    b->status = listing_open(&b->l, &b->t.c, &b->a, b->t.p, SPAN("list.csv"), span_of(text), ASKED, 3);
}

static void end(bench *b) {
    if (b->status == STATUS_OK) {
        listing_close(&b->l);
    }
    arena_free(&b->a);
    reader_end(&b->t);
}

static void guards(void **state) {
    (void)state;
    static const char *const CELLS[][2] = {
        {"'=1+1", "=1+1"},
        {"'+x", "+x"},
        {"'-x", "-x"},
        {"'@x", "@x"},
        {"'\xEF\xBC\x9Dx", "\xEF\xBC\x9Dx"},
        {"'\xEF\xBC\x8Bx", "\xEF\xBC\x8Bx"},
        {"'\xEF\xBC\x8Dx", "\xEF\xBC\x8Dx"},
        {"'\xEF\xBC\xA0x", "\xEF\xBC\xA0x"},
        {"'\tx", "x"},
        {"'", "'"},
        {"'quoted'", "'quoted'"}, // nothing that a spreadsheet would take for a formula: an apostrophe of one's own
        {"O'Neil", "O'Neil"},
        {"''=x", "''=x"},
        {"  '=x  ", "=x"},
    };
    for (size_t i = 0; i < sizeof CELLS / sizeof *CELLS; i++) {
        char text[100];
        bench b;
        (void)snprintf(text, sizeof text, "mentee,mentor\nx,\"%s\"\n", CELLS[i][0]);
        begin(&b, text);
        assert_int_equal(b.status, STATUS_OK);
        assert_span(listing_cell(&b.l, 0, 1), CELLS[i][1]);
        end(&b);
    }
}

static void columns(void **state) {
    (void)state;
    bench b;
    begin(&b, "Score;MENTOR; mentee \r\n7;m;e\r\n\r\n8;n;f\r\n");
    assert_int_equal(b.status, STATUS_OK);
    assert_int_equal(b.l.rows, 2);
    assert_span(listing_cell(&b.l, 0, 0), "e");
    assert_span(listing_cell(&b.l, 1, 1), "n");
    assert_span(listing_cell(&b.l, 1, 2), ""); // no such column
    assert_int_equal(listing_place(&b.l, 1, 1).line, 4);
    assert_int_equal(listing_place(&b.l, 1, 1).column, 3);
    end(&b);
    begin(&b, "mentor\nm\n");
    assert_int_equal(b.status, STATUS_BAD_INPUT);
    assert_string_equal(reader_only(&b.t, "column_missing")->text.text,
                        "no column \"mentee\": the first line must be mentee,mentor,reason");
    end(&b);
}

static void faulty_rows_do_not_hide_the_others(void **state) {
    (void)state;
    bench b;
    begin(&b, "mentee,mentor\na,b\nc\nd,e\n");
    assert_int_equal(b.status, STATUS_OK);
    assert_int_equal(b.l.rows, 2);
    assert_int_equal(b.t.c.findings.errors, 1);
    end(&b);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(guards), cmocka_unit_test(columns),
                                       cmocka_unit_test(faulty_rows_do_not_hide_the_others)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
