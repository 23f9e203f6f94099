// Words, paragraphs and tables as pages: what is broken where, and the same bytes for the same content.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scribe_fixture.h"

#include "reports/pdf_flow.h"

static const pdf_size LETTER = {.width = 612, .height = 792, .top = 46, .right = 48, .bottom = 44, .left = 48};

static pdf *begin(bool dry) {
    pdf *p = NULL;
    assert_int_equal(pdf_begin(&p, &f.s, LETTER, SPAN("Pages"), 0, dry), STATUS_OK);
    return p;
}

static pdf_flow flow_over(pdf *p) {
    pdf_flow flow = {.pdf = p, .scribe = &f.s, .x = 48, .width = 516, .top = 46, .bottom = 748};
    pdf_flow_page(&flow);
    return flow;
}

static phrase words(const char *text) {
    return phrase_foreign(&f.s, RUN_TEXT, span_of(text));
}

static document_table *table_of(uint32_t rows, const char *name) {
    const document_column columns[] = {{.head = SPAN("No."), .per_mille = 100, .to_the_right = true},
                                       {.head = SPAN("Mentee"), .per_mille = 300, .names_row = true},
                                       {.head = SPAN("Why"), .per_mille = 600}};
    document_table *table = table_create(&f.s, SPAN("Pairs"), columns, 3, rows);
    for (uint32_t i = 0; i < rows; i++) {
        document_row *row = table_add_row(&f.s, table, ROW_PLAIN);
        row_add_line(&f.s, row, 0, LINE_MAIN, phrase_of(&f.s, RUN_TEXT, scribe_format(&f.s, "%u", i + 1)));
        row_add_line(&f.s, row, 1, LINE_MAIN, words(name));
        row_add_line(&f.s, row, 2, LINE_SECOND, words("One stage ahead"));
    }
    return table;
}

static uint32_t pages_of_table(uint32_t rows) {
    pdf *p = begin(true);
    pdf_flow flow = flow_over(p);
    pdf_flow_table(&flow, table_of(rows, "Ada Quill"));
    uint32_t pages = pdf_page_number(p);
    pdf_end(p);
    return pages;
}

static void words_wrap_at_blanks_and_then_anywhere(void **state) {
    (void)state;
    pdf *p = begin(true);
    pdf_words *whole = pdf_set(p, words("Ada Quill"), PDF_CELL, 0);
    assert_int_equal(pdf_lines(whole), 1);
    pdf_words *two = pdf_set(p, words("Ada Quill"), PDF_CELL, pdf_width(whole) - 1);
    assert_int_equal(pdf_lines(two), 2);
    pdf_words *long_one = pdf_set(p, words("WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW"), PDF_CELL, 60);
    assert_true(pdf_lines(long_one) > 3);
    assert_true(pdf_width(long_one) <= 60);
    assert_null(pdf_set(p, (phrase){NULL, 0}, PDF_CELL, 60));
    assert_int_equal(pdf_lines(NULL), 0);
    pdf_end(p);
}

static void a_table_goes_on_over_pages_and_its_last_page_holds_three_rows(void **state) {
    (void)state;
    uint32_t fit = 1;
    while (pages_of_table(fit + 1) == 1) {
        fit++;
    }
    assert_in_range(fit, 30, 50);
    assert_int_equal(pages_of_table(fit), 1);
    assert_int_equal(pages_of_table(fit + 1), 2);
    // Where one row would stand alone on the second page, three do: the first could take one more.
    pdf *p = begin(true);
    pdf_flow flow = flow_over(p), alone = flow_over(p);
    pdf_flow_table(&flow, table_of(fit + 1, "Ada Quill"));
    alone.furniture = NULL;
    pdf_flow_table(&alone, table_of(3, "Ada Quill"));
    assert_true(flow.y > alone.y - 1 && flow.y < alone.y + 1);
    pdf_end(p);
}

static void a_table_takes_its_head_and_two_rows_along(void **state) {
    (void)state;
    pdf *p = begin(true);
    pdf_flow flow = flow_over(p);
    flow.y = flow.bottom - 40; // room for the head and one row
    pdf_flow_table(&flow, table_of(2, "Ada Quill"));
    assert_int_equal(pdf_page_number(p), 2);
    pdf_end(p);
}

static void a_paragraph_goes_on_where_the_page_ends(void **state) {
    (void)state;
    pdf *p = begin(true);
    pdf_flow flow = flow_over(p);
    char *text = scribe_room(&f.s, 4001, 1);
    memset(text, ' ', 4000);
    for (size_t i = 0; i < 4000; i += 5) {
        memcpy(text + i, "word", 4);
    }
    flow.y = flow.bottom - 30;
    pdf_flow_words(&flow, words(text), PDF_BODY, "P", 0);
    assert_int_equal(pdf_page_number(p), 2);
    pdf_end(p);
}

static span drawn(void) {
    pdf *p = begin(false);
    pdf_open(p, "Document");
    pdf_flow flow = flow_over(p);
    pdf_bookmark(p, SPAN("Pairs"), 0);
    pdf_flow_table(&flow, table_of(80, "\xD7\xA0\xD7\x95\xD7\xA2\xD7\x94"));
    pdf_close(p, "Document");
    span bytes;
    assert_int_equal(pdf_finish(&bytes, &f.a, p), STATUS_OK);
    pdf_end(p);
    return bytes;
}

static void the_same_content_gives_the_same_bytes(void **state) {
    (void)state;
    span first = drawn(), second = drawn();
    assert_true(span_starts(first, SPAN("%PDF-1.5")));
    assert_true(span_equal(first, second));
}

static void a_sign_without_a_font_names_row_and_person(void **state) {
    (void)state;
    pdf *p = begin(false);
    pdf_open(p, "Document");
    pdf_flow flow = flow_over(p);
    pdf_flow_table(&flow, table_of(3, "Ada \xF3\xB0\x80\x80"));
    pdf_close(p, "Document");
    span bytes;
    assert_int_equal(pdf_finish(&bytes, &f.a, p), STATUS_OK);
    pdf_end(p);
    assert_int_equal(f.c.findings.count, 1); // once for each text, not for each row
    assert_string_equal(f.c.findings.items[0].code, "glyph_missing");
    assert_true(span_starts(f.c.findings.items[0].text, SPAN("row 1, Ada ")));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(words_wrap_at_blanks_and_then_anywhere, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_table_goes_on_over_pages_and_its_last_page_holds_three_rows, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_table_takes_its_head_and_two_rows_along, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_paragraph_goes_on_where_the_page_ends, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_same_content_gives_the_same_bytes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_sign_without_a_font_names_row_and_person, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
