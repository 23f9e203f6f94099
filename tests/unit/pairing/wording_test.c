// SPDX-License-Identifier: GPL-3.0-or-later
#include "pairing/wording.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static memory m;
static arena a;
static wording w;

static int begin(void **state) {
    (void)state;
    m = (memory){0};
    a = arena_over(&m);
    w = wording_over(&m);
    return 0;
}

static int end(void **state) {
    (void)state;
    wording_free(&w);
    arena_free(&a);
    return m.live_bytes == 0 ? 0 : -1;
}

static void assert_says(const char *expected) {
    span text;
    assert_int_equal(wording_finish(&text, &w, &a), STATUS_OK);
    assert_string_equal(text.text, expected);
    assert_int_equal(text.length, span_of(expected).length);
}

static void numbers_in_words_up_to_twelve(void **state) {
    (void)state;
    static const struct {
        int64_t number;
        const char *words;
    } CASES[] = {{0, "zero"}, {1, "one"}, {12, "twelve"}, {13, "13"}, {-1, "-1"}, {1000, "1000"}};
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        wording_words(&w, CASES[i].number);
        assert_says(CASES[i].words);
    }
}

static void ordinals(void **state) {
    (void)state;
    static const struct {
        uint32_t number;
        const char *words;
    } CASES[] = {{1, "first"}, {12, "twelfth"}, {13, "13th"},   {21, "21st"},  {22, "22nd"},
                 {23, "23rd"}, {24, "24th"},    {111, "111th"}, {101, "101st"}};
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        wording_ordinal(&w, CASES[i].number);
        assert_says(CASES[i].words);
    }
}

static void decimals_as_short_as_exact(void **state) {
    (void)state;
    static const struct {
        int64_t number;
        const char *words;
    } CASES[] = {{0, "0"},
                 {10000, "1"},
                 {25000, "2.5"},
                 {57500, "5.75"},
                 {1, "0.0001"},
                 {-30000, "\xE2\x88\x92"
                          "3"},
                 {100100, "10.01"}};
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        wording_decimal(&w, CASES[i].number);
        assert_says(CASES[i].words);
    }
}

static void percentages(void **state) {
    (void)state;
    static const struct {
        int32_t bp;
        const char *words;
    } CASES[] = {{0, "0\xC2\xA0%"},    {6000, "60\xC2\xA0%"},   {6250, "62.5\xC2\xA0%"},
                 {1, "0.01\xC2\xA0%"}, {10000, "100\xC2\xA0%"}, {9905, "99.05\xC2\xA0%"}};
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        wording_percent(&w, CASES[i].bp);
        assert_says(CASES[i].words);
    }
}

static void fits_never_touch_a_limit(void **state) {
    (void)state;
    static const struct {
        int32_t bp, limit_bp;
        const char *words;
    } CASES[] = {
        {8084, 0, "80.8\xC2\xA0%"},    {8085, 0, "80.9\xC2\xA0%"},    {6996, 7000, "69.96\xC2\xA0%"},
        {6994, 7000, "69.9\xC2\xA0%"}, {7000, 7000, "70.0\xC2\xA0%"}, {0, 1, "0.0\xC2\xA0%"},
        {10000, 0, "100.0\xC2\xA0%"},  {5, 6, "0.05\xC2\xA0%"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        wording_fit(&w, CASES[i].bp, CASES[i].limit_bp);
        assert_says(CASES[i].words);
    }
}

static void want_of_memory_is_kept(void **state) {
    (void)state;
    m.fail_at = 1;
    wording_say(&w, "lost");
    wording_count(&w, 2, "mentor", "mentors");
    span text;
    assert_int_equal(wording_finish(&text, &w, &a), STATUS_NO_MEMORY);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(numbers_in_words_up_to_twelve, begin, end),
        cmocka_unit_test_setup_teardown(ordinals, begin, end),
        cmocka_unit_test_setup_teardown(decimals_as_short_as_exact, begin, end),
        cmocka_unit_test_setup_teardown(percentages, begin, end),
        cmocka_unit_test_setup_teardown(fits_never_touch_a_limit, begin, end),
        cmocka_unit_test_setup_teardown(want_of_memory_is_kept, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
