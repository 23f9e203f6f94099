// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/span.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void spans(void **state) {
    (void)state;
    assert_int_equal(span_of(NULL).length, 0);
    assert_int_equal(span_of("abc").length, 3);
    assert_true(span_equal(SPAN("abc"), span_of("abc")));
    assert_false(span_equal(SPAN("abc"), SPAN("abd")));
    assert_false(span_equal(SPAN("abc"), SPAN("ab")));
    assert_true(span_equal((span){NULL, 0}, SPAN("")));
    assert_true(span_compare(SPAN("a"), SPAN("b")) < 0);
    assert_true(span_compare(SPAN("b"), SPAN("a")) > 0);
    assert_true(span_compare(SPAN("a"), SPAN("aa")) < 0);
    assert_true(span_compare(SPAN("aa"), SPAN("a")) > 0);
    assert_true(span_compare(SPAN("z"), SPAN("\xC3\xA9")) < 0); // bytes are unsigned
    assert_int_equal(span_compare(SPAN("a\0b"), SPAN("a\0b")), 0);
    assert_true(span_compare((span){NULL, 0}, SPAN("a")) < 0);
    assert_int_equal(span_compare((span){NULL, 0}, SPAN("")), 0);
    assert_true(span_starts(SPAN("abc"), SPAN("ab")));
    assert_true(span_starts(SPAN("abc"), SPAN("")));
    assert_false(span_starts(SPAN("ab"), SPAN("abc")));
    assert_false(span_starts(SPAN("xab"), SPAN("ab")));
}

static void finds(void **state) {
    (void)state;
    assert_int_equal(span_find(SPAN("abcabd"), SPAN("abd")), 3);
    assert_int_equal(span_find(SPAN("abcabd"), SPAN("a")), 0);
    assert_int_equal(span_find(SPAN("abcabd"), SPAN("d")), 5);
    assert_true(span_find(SPAN("abcabd"), SPAN("x")) == SIZE_MAX);
    assert_true(span_find(SPAN("ab"), SPAN("abc")) == SIZE_MAX);
    assert_true(span_find((span){"abc", 2}, SPAN("bc")) == SIZE_MAX);
    assert_true(span_find(SPAN(""), SPAN("a")) == SIZE_MAX);
    assert_int_equal(span_find(SPAN("abc"), SPAN("")), 0);
    assert_int_equal(span_find(SPAN("aaab"), SPAN("aab")), 1);
    assert_int_equal(span_find(SPAN("a\0b"), SPAN("\0b")), 1);
}

static void trims_every_blank(void **state) {
    (void)state;
    static const char *const BLANKS[] = {
        " ",
        "\t",
        "\n",
        "\v",
        "\f",
        "\r",
        "\xC2\x85",
        "\xC2\xA0",
        "\xE1\x9A\x80",
        "\xE2\x80\x80",
        "\xE2\x80\x8A",
        "\xE2\x80\xA8",
        "\xE2\x80\xA9",
        "\xE2\x80\xAF",
        "\xE2\x81\x9F",
        "\xE3\x80\x80",
        "\xEF\xBB\xBF",
    };
    for (size_t i = 0; i < COUNT(BLANKS); i++) {
        char text[64];
        (void)snprintf(text, sizeof text, "%s%sa %s b%s", BLANKS[i], BLANKS[i], BLANKS[i], BLANKS[i]);
        span inner = span_trim(span_of(text));
        assert_true(inner.length > 3);
        assert_int_equal(inner.text[0], 'a');
        assert_int_equal(inner.text[inner.length - 1], 'b');
        assert_true(span_empty(span_of(BLANKS[i])));
    }
    assert_int_equal(span_trim(SPAN("")).length, 0);
    assert_int_equal(span_trim((span){NULL, 0}).length, 0);
    assert_int_equal(span_trim(SPAN(" \xC2\xA0 ")).length, 0);
    assert_false(span_empty(SPAN(" x ")));
    assert_true(span_empty(SPAN("")));
    assert_true(span_equal(span_trim(SPAN(" \xC3\xA9 ")), SPAN("\xC3\xA9")));
    assert_true(span_equal(span_trim(SPAN(" \xF0\x9F\x98\x80 ")), SPAN("\xF0\x9F\x98\x80")));
    assert_true(span_equal(span_trim(SPAN("\x1C\x1F")), SPAN("\x1C\x1F"))); // separators, not blanks
    // What is not UTF-8 stays, also when its end looks like a blank.
    assert_true(span_equal(span_trim(SPAN("a\xA0")), SPAN("a\xA0")));
    assert_true(span_equal(span_trim(SPAN("\xE2\x80")), SPAN("\xE2\x80")));
    assert_true(span_equal(span_trim(SPAN("\xA0\x80\x80\x80\x80\x80")), SPAN("\xA0\x80\x80\x80\x80\x80")));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spans),
        cmocka_unit_test(finds),
        cmocka_unit_test(trims_every_blank),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
