// SPDX-License-Identifier: GPL-3.0-or-later
#define _GNU_SOURCE
#include "cli/words.h"
#include "tests/unit/cli/scratch.h"

static void numbers(void **state) {
    (void)state;
    assert_string_equal(words_digits(0).text, "0");
    assert_string_equal(words_digits(999).text, "999");
    assert_string_equal(words_digits(1000).text, "1,000");
    assert_string_equal(words_digits(-1234567).text, "-1,234,567");
    assert_string_equal(words_digits(INT64_MIN).text, "-9,223,372,036,854,775,808");
    assert_string_equal(words_count(0).text, "zero");
    assert_string_equal(words_count(12).text, "twelve");
    assert_string_equal(words_count(13).text, "13");
    assert_string_equal(words_capital(words_count(11)).text, "Eleven");
    assert_string_equal(words_capital(words_count(13)).text, "13");
    assert_string_equal(words_points(338972).text, "3,389.72");
    assert_string_equal(words_points(-5).text, "-0.05");
    assert_string_equal(words_plural(1, "mentee", "mentees"), "mentee");
    assert_string_equal(words_plural(0, "mentee", "mentees"), "mentees");
}

static void fits(void **state) {
    (void)state;
    assert_string_equal(words_fit(8084).text, "80.8 %");
    assert_string_equal(words_fit(8085).text, "80.9 %");
    assert_string_equal(words_fit(10000).text, "100.0 %");
    assert_string_equal(words_fit(0).text, "0.0 %");
    // A weak fit must not look like one that is not.
    assert_string_equal(words_fit_below(6996, 7000).text, "69.96 %");
    assert_string_equal(words_fit_below(6994, 7000).text, "69.9 %");
    assert_string_equal(words_fit_below(7000, 7000).text, "70.0 %");
    assert_string_equal(words_fit_at_least(8089).text, "80.8 %");
    assert_string_equal(words_limit(7000).text, "70 %");
    assert_string_equal(words_limit(6250).text, "62.5 %");
    assert_string_equal(words_limit(1).text, "0.01 %");
}

static void dates(void **state) {
    (void)state;
    assert_string_equal(words_date((date){2017, 5, 12}).text, "Friday 12 May 2017");
    assert_string_equal(words_date((date){1, 1, 1}).text, "Monday 1 January 1");
    assert_string_equal(words_days_left(11).text, "in 11 days");
    assert_string_equal(words_days_left(1).text, "tomorrow");
    assert_string_equal(words_days_left(0).text, "today");
    assert_string_equal(words_days_left(-1).text, "yesterday");
    assert_string_equal(words_days_left(-1200).text, "1,200 days ago");
    assert_string_equal(words_seconds(0).text, "0.0 s");
    assert_string_equal(words_seconds(1250).text, "1.3 s");
}

static void levels(void **state) {
    (void)state;
    assert_string_equal(words_level("best_total").text, "best total fit");
    assert_string_equal(words_level("most_matched").text, "most matched");
    assert_string_equal(words_level_value("best_total", 338972).text, "3,389.72");
    assert_string_equal(words_level_value("most_matched", 1041).text, "1,041");
}

static void shell_words(void **state) {
    (void)state;
    memory m = {0};
    arena a = arena_over(&m);
    assert_string_equal(words_shell(&a, "spring-2017").text, "spring-2017");
    assert_string_equal(words_shell(&a, "a b").text, "'a b'");
    assert_string_equal(words_shell(&a, "it's").text, "'it'\\''s'");
    assert_string_equal(words_shell(&a, "").text, "''");
    assert_string_equal(words_shell(&a, "$(reboot)").text, "'$(reboot)'");
    assert_string_equal(words_shell(&a, "caf\303\251 1").text, "'caf\303\251 1'");
    assert_string_equal(words_shell(&a, "a\033'\\b").text, "$'a\\033\\047\\134b'"); // no terminal obeys it, and a shell reads it back
    assert_string_equal(words_shell(&a, "\302\2331m").text, "$'\\302\\2331m'");
    assert_string_equal(words_shell(&a, "\377").text, "$'\\377'");
    m.fail_at = m.calls + 1;
    m.fail_on = true;
    char long_word[70000];
    memset(long_word, 'a', sizeof long_word - 1);
    long_word[sizeof long_word - 1] = '\0';
    assert_null(words_shell(&a, long_word).text);
    arena_free(&a);
    assert_int_equal(m.live_bytes, 0);
}

static void cells(void **state) {
    (void)state;
    memory m = {0};
    arena a = arena_over(&m);
    const span plain = words_cell(&a, SPAN("rosa.wren@example.org")), quoted = words_cell(&a, SPAN("a \"b\", c;d"));
    assert_true(span_equal(plain, SPAN("rosa.wren@example.org")));
    assert_true(span_equal(quoted, SPAN("\"a \"\"b\"\", c;d\"")));
    arena_free(&a);
    assert_int_equal(m.live_bytes, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(numbers), cmocka_unit_test(fits), cmocka_unit_test(dates), cmocka_unit_test(levels),
                                       cmocka_unit_test(shell_words), cmocka_unit_test(cells)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
