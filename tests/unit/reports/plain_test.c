// Wrapping, columns, and cells that no spreadsheet takes for a formula.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "reports/plain.h"

static context c;
static plain p;

static int set_up(void **state) {
    (void)state;
    context_init(&c, (host){0});
    p = plain_begin(&c);
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    plain_end(&p);
    context_free(&c);
    assert_int_equal(c.memory.live_bytes, 0);
    return 0;
}

static void is(const char *expected) {
    assert_int_equal(p.length, strlen(expected));
    assert_memory_equal(p.bytes, expected, p.length);
    p.length = 0;
}

static void words_are_wrapped(void **state) {
    (void)state;
    plain_wrapped(&p, SPAN("one two three"), 0, 0, 8);
    is("one two\nthree\n");
    plain_wrapped(&p, SPAN("one two three"), 2, 4, 9);
    is("  one two\n    three\n");
    plain_wrapped(&p, SPAN("abcdefgh"), 0, 0, 3);
    is("abc\ndef\ngh\n");
    plain_wrapped(&p, SPAN("80.8\xC2\xA0% or more"), 0, 0, 6);
    is("80.8 %\nor\nmore\n"); // a no-break space does not break
    plain_wrapped(&p, SPAN("a\nb"), 0, 0, 10);
    is("a\nb\n");
    plain_wrapped(&p, SPAN("\xE6\x9D\x8E\xE6\x98\x8E\xE6\x9D\x8E"), 0, 0, 4); // two columns each
    is("\xE6\x9D\x8E\xE6\x98\x8E\n\xE6\x9D\x8E\n");
    plain_wrapped(&p, SPAN(""), 0, 0, 10);
    is("");
    plain_wrapped(&p, SPAN("x"), 5, 5, 3); // less room than margin: still ends
    is("     x\n");
}

static void cells_stand_side_by_side(void **state) {
    (void)state;
    const plain_cell cells[] = {
        {SPAN("No."), 4, true}, {SPAN("Ana Lucia\nSenior"), 5, false}, {SPAN(""), 3, false}, {SPAN("7.5"), 5, true}};
    plain_row(&p, cells, 4);
    is(" No.  Ana           7.5\n"
       "      Lucia\n"
       "      Senio\n"
       "      r\n");
}

static void cell_is(const char *text, bool last, const char *expected) {
    plain_csv_cell(&p, span_of(text), last);
    is(expected);
}

static void formulas_stay_text(void **state) {
    (void)state;
    cell_is("plain", false, "\"plain\",");
    cell_is("", true, "\"\"\r\n");
    cell_is("say \"hi\"", false, "\"say \"\"hi\"\"\",");
    cell_is("\"", false, "\"\"\"\",");
    cell_is("=HYPERLINK(\"x\")", false, "\"'=HYPERLINK(\"\"x\"\")\",");
    cell_is("+1", false, "\"'+1\",");
    cell_is("-1", false, "\"'-1\",");
    cell_is("@x", false, "\"'@x\",");
    cell_is("\tx", false, "\"'\tx\",");
    cell_is("\rx", false, "\"'\rx\",");
    cell_is("\xEF\xBC\x9D"
            "1",
            false,
            "\"'\xEF\xBC\x9D"
            "1\",");
    cell_is("\xEF\xBC\x8B", false, "\"'\xEF\xBC\x8B\",");
    cell_is("\xEF\xBC\x8D", false, "\"'\xEF\xBC\x8D\",");
    cell_is("\xEF\xBC\xA0", false, "\"'\xEF\xBC\xA0\",");
    cell_is("a=1", false, "\"a=1\",");
    cell_is("a,b\nc", false, "\"a,b\nc\",");
}

static void want_of_memory_is_said(void **state) {
    (void)state;
    arena a = arena_over(&c.memory);
    span out;
    c.memory.fail_at = c.memory.calls + 1;
    plain_add(&p, SPAN("x"));
    assert_int_equal(plain_finish(&out, &a, &p), STATUS_NO_MEMORY);
    arena_free(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(words_are_wrapped, set_up, tear_down),
        cmocka_unit_test_setup_teardown(cells_stand_side_by_side, set_up, tear_down),
        cmocka_unit_test_setup_teardown(formulas_stay_text, set_up, tear_down),
        cmocka_unit_test_setup_teardown(want_of_memory_is_said, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
