// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/marks.h"

#include "said.h"

static void chosen_or_not(void **state) {
    (void)state;
    assert_int_equal(marks_of(SPAN("1")), MARK_CHOSEN);
    assert_int_equal(marks_of(SPAN("X")), MARK_CHOSEN);
    assert_int_equal(marks_of(SPAN("Yes")), MARK_CHOSEN);
    assert_int_equal(marks_of(SPAN("\xE2\x9C\x93")), MARK_CHOSEN);
    assert_int_equal(marks_of(SPAN("0")), MARK_NOT_CHOSEN);
    assert_int_equal(marks_of(SPAN("FALSE")), MARK_NOT_CHOSEN);
    assert_int_equal(marks_of(SPAN("")), MARK_NONE);
    assert_int_equal(marks_of(SPAN("2")), MARK_NONE);
    assert_int_equal(marks_of(SPAN("yes, and gladly so")), MARK_NONE);
}

static void places(void **state) {
    (void)state;
    assert_int_equal(marks_rank(SPAN("1")), 1);
    assert_int_equal(marks_rank(SPAN("2nd")), 2);
    assert_int_equal(marks_rank(SPAN("Third choice")), 3);
    assert_int_equal(marks_rank(SPAN("Choice 4")), 4);
    assert_int_equal(marks_rank(SPAN("Rank #12")), 12);
    assert_int_equal(marks_rank(SPAN("50")), 50);
    assert_int_equal(marks_rank(SPAN("51")), 0);
    assert_int_equal(marks_rank(SPAN("0")), 0);
    assert_int_equal(marks_rank(SPAN("1 of 5")), 0);
    assert_int_equal(marks_rank(SPAN("")), 0);
    assert_int_equal(marks_rank(SPAN("firstly")), 0);
}

static void check(const char *text, uint32_t rank, const char *choice) {
    span rest;
    assert_int_equal(marks_ranked_choice(&rest, span_of(text)), rank);
    if (rank > 0) {
        assert_span(rest, choice);
    }
}

static void choices_with_places(void **state) {
    (void)state;
    check("1: Maps", 1, "Maps");
    check("2. Rare books", 2, "Rare books");
    check("10) Maps", 10, "Maps");
    check("Maps [3]", 3, "Maps");
    check("Maps (2nd choice)", 2, "Maps");
    check("Maps (of rivers)", 0, "");
    check("3D printing", 0, "");
    check("1:", 0, "");
    check("[1]", 0, "");
    check("Maps", 0, "");
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(chosen_or_not), cmocka_unit_test(places), cmocka_unit_test(choices_with_places)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
