// Words in drawings: about as wide as they will be, and nothing lost when they are wrapped.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/drawing.h"

#include "scribe_fixture.h"

static void widths_follow_the_font(void **state) {
    (void)state;
    assert_int_equal(drawing_width(SPAN(""), POINTS(8), false), 0);
    assert_int_equal(drawing_width(SPAN("0123456789"), POINTS(10), false), 5720);
    assert_true(drawing_width(SPAN("mmm"), POINTS(8), true) > drawing_width(SPAN("iii"), POINTS(8), true));
    assert_true(drawing_width(SPAN("\xE6\x9D\x8E"), POINTS(8), false) == POINTS(8)); // wide
    assert_int_equal(drawing_width(SPAN("e\xCC\x81"), POINTS(10), false),
                     drawing_width(SPAN("e"), POINTS(10), false)); // combining
}

static void wrapped_is(const char *words, measure width, const char *const *expected, uint32_t count) {
    span *lines;
    assert_int_equal(drawing_wrap(&f.s, &lines, span_of(words), width, POINTS(8), false), count);
    for (uint32_t i = 0; i < count; i++) {
        assert_int_equal(lines[i].length, strlen(expected[i]));
        assert_memory_equal(lines[i].text, expected[i], lines[i].length);
    }
}

static void wrapping_loses_nothing(void **state) {
    (void)state;
    wrapped_is("Early career", POINTS(100), (const char *const[]){"Early career"}, 1);
    wrapped_is("Early career", POINTS(30), (const char *const[]){"Early", "career"}, 2);
    wrapped_is("", POINTS(30), NULL, 0);
    wrapped_is("aaaa", POINTS(9), (const char *const[]){"aa", "aa"}, 2);
    wrapped_is("a", POINTS(0.5), (const char *const[]){"a"}, 1);
    span *lines, words = SPAN("Wolfeschlegelsteinhausenbergerdorff of \xE6\x9D\x8E\xE6\x98\x8E and sons");
    size_t kept = 0, blanks = 0;
    uint32_t count = drawing_wrap(&f.s, &lines, words, POINTS(40), POINTS(8), false);
    for (uint32_t i = 0; i < count; i++) {
        assert_true(drawing_width(lines[i], POINTS(8), false) <= POINTS(40));
        kept += lines[i].length;
        blanks += i > 0 && lines[i].text[-1] == ' ';
    }
    assert_int_equal(kept + blanks, words.length);
}

static void drawings_grow(void **state) {
    (void)state;
    drawing d = {.width = POINTS(10)};
    drawing_last(&d)->hatch = HATCH_GREY; // of nothing: harmless
    for (int i = 0; i < 1000; i++) {
        drawing_rectangle(&f.s, &d, i, 0, 1, 1, COLOUR_BLUE, COLOUR_NONE, 0);
    }
    assert_int_equal(d.count, 1000);
    assert_int_equal(drawing_last(&d)->x, 999);
    assert_int_equal(d.shapes[0].x, 0);
    for (int c = 0; c < COLOUR_COUNT; c++) {
        assert_non_null(colour_hex((colour)c));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(widths_follow_the_font),
        cmocka_unit_test(wrapping_loses_nothing),
        cmocka_unit_test(drawings_grow),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
