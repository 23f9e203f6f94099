// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/exports.h"

#include "said.h"

static void check(const char *text, form_tool given, form_tool expected) {
    context c;
    context_init(&c, (host){0});
    arena a = arena_over(&c.memory);
    table *t;
    export_shape shape;
    assert_int_equal(table_read(&t, &c, SPAN("m.csv"), span_of(text)), STATUS_OK);
    assert_int_equal(exports_recognise(&shape, &a, t, given), STATUS_OK);
    assert_int_equal(shape.tool, expected);
    assert_int_equal(shape.header_records, 1);
    table_free(t);
    arena_free(&a);
    said_end(&c);
}

static void google_and_plain(void **state) {
    (void)state;
    check("Timestamp,Name\n2017/03/14 9:26:53 AM CST,A\n", FORM_AUTO, FORM_GOOGLE);
    check("Timestamp,Name\n3/14/2017 9:26:53,A\n", FORM_AUTO, FORM_GOOGLE_SHEET);
    check("\"Timestamp\",Name\n", FORM_AUTO, FORM_GOOGLE_SHEET);
    check("name,email\na,b\n", FORM_AUTO, FORM_PLAIN);
    check("", FORM_AUTO, FORM_PLAIN);
    check("Timestamp,Name\n3/14/2017 9:26:53,A\n", FORM_PLAIN, FORM_PLAIN);
    check("name,email\na,b\n", FORM_QUALTRICS, FORM_QUALTRICS);
}

static void names(void **state) {
    (void)state;
    assert_string_equal(exports_name(FORM_GOOGLE_SHEET), "google-sheet");
    assert_string_equal(exports_name(FORM_PLAIN), "plain");
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(google_and_plain), cmocka_unit_test(names)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
