// Comma, semicolon and TAB in headers whose questions hold commas and semicolons themselves.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/delimiter.h"

#include "said.h"

static void check(const char *text, char character, size_t skip) {
    delimiter found = delimiter_find(span_of(text));
    assert_int_equal(found.character, character);
    assert_int_equal(found.skip, skip);
}

static void plain_headers(void **state) {
    (void)state;
    check("", ',', 0);
    check("Name\n", ',', 0);
    check("Name,Email\nA,b\n", ',', 0);
    check("Name;Email\nA;b\n", ';', 0);
    check("Name\tEmail\nA\tb\n", '\t', 0);
    check("\r\n\r\nName;Email\r\nA;b\r\n", ';', 0);
}

static void questions_with_marks_in_them(void **state) {
    (void)state;
    check("Name,\"Areas; one or more; or none; or all\",x\nA,\"b;c\",\n", ',', 0);
    check("Name;Areas, one or more, or none, or all\nA;b, c\nB;c\n", ';', 0);
    check("Name,Areas (a; b; c),Email\nA,\"a;b\",x\nB,c,y\n", ',', 0);
    check("Name\tAreas, or none; or all, or any\nA\tb,c;d\n", '\t', 0);
    check("Name;\"A \"\"quoted\"\" one, two\";Email, please\nA;b;c\n", ';', 0);
    check("Name;\"two\nlines, here\";Mail\nA;b;c\n", ';', 0);
    // Tab separated, with one option a line: by comma there seem to be more records, but fewer of them agree.
    check("Name\tAreas, please\tMail\nA\t\"b\nc\nd, e\nf, g\"\tx\nB\t\"b\nc, d\ne\nf, g\"\ty\n", '\t', 0);
    // The header alone decides where nothing follows.
    check("Name;Email;Areas, or none\n", ';', 0);
}

static void declared_by_excel(void **state) {
    (void)state;
    check("sep=;\r\nName;Email\r\n", ';', 5);
    check("SEP=\t\nName\tEmail\n", '\t', 5);
    check("\"sep=,\"\nName,Email\n", ',', 7);
    check("sep=;x\nName,Email\n", ';', 0); // an ordinary header
    check("sep=|\nName,Email\n", ',', 0);
    check("separate,x\ny,z\n", ',', 0);
    check("sep=;", ';', 0); // no line end: a header
}

static void cells(void **state) {
    (void)state;
    span text = span_of("a,b\n\n\"x,\"\"y\n\",z,\r\n,");
    size_t at = 0;
    assert_int_equal(delimiter_cells(text, &at, ','), 2);
    assert_int_equal(delimiter_cells(text, &at, ','), 3);
    assert_int_equal(delimiter_cells(text, &at, ','), 2);
    assert_int_equal(delimiter_cells(text, &at, ','), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_headers),
        cmocka_unit_test(questions_with_marks_in_them),
        cmocka_unit_test(declared_by_excel),
        cmocka_unit_test(cells),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
