// Numbers as people read them, at the edges where rounding could mislead.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/numbers.h"
#include "scribe_fixture.h"

static int set_up_with_limits(void **state) {
    (void)set_up(state);
    f.s.weak_below_bp = 7000;
    f.s.minimum_bp = 6000;
    f.s.year = 2017;
    return 0;
}

static void is(span made, const char *expected) {
    assert_int_equal(made.length, strlen(expected));
    assert_memory_equal(made.text, expected, made.length);
}

static void digits_have_thousands_and_a_real_minus(void **state) {
    (void)state;
    is(numbers_digits(&f.s, 0), "0");
    is(numbers_digits(&f.s, 999), "999");
    is(numbers_digits(&f.s, 1000), "1,000");
    is(numbers_digits(&f.s, -1234567), "\xE2\x88\x92"
                                       "1,234,567");
    is(numbers_digits(&f.s, INT64_MIN), "\xE2\x88\x92"
                                        "9,223,372,036,854,775,808");
}

static void words_end_at_twelve(void **state) {
    (void)state;
    is(numbers_words(&f.s, 0, false), "zero");
    is(numbers_words(&f.s, 12, true), "Twelve");
    is(numbers_words(&f.s, 13, true), "13");
    is(numbers_words(&f.s, 1000, false), "1,000");
}

static void fit_is_rounded_but_never_onto_a_limit(void **state) {
    (void)state;
    is(numbers_fit(&f.s, 8084), "80.8");
    is(numbers_fit(&f.s, 8085), "80.9");
    is(numbers_fit(&f.s, 7000), "70.0");
    is(numbers_fit(&f.s, 7004), "70.0");
    is(numbers_fit(&f.s, 6996), "69.96"); // weak: must not read 70.0
    is(numbers_fit(&f.s, 6994), "69.9");
    is(numbers_fit(&f.s, 5996), "59.96"); // below the minimum
    is(numbers_fit(&f.s, 9999), "99.99");
    is(numbers_fit(&f.s, 10000), "100.0");
    is(numbers_fit(&f.s, 4), "0.04");
    is(numbers_fit(&f.s, 0), "0.0");
    is(numbers_fit_down(&f.s, 8089), "80.8"); // "or more"
    is(numbers_fit_down(&f.s, 10000), "100.0");
}

static void limits_are_as_short_as_exact(void **state) {
    (void)state;
    is(numbers_limit(&f.s, 7000), "70");
    is(numbers_limit(&f.s, 6250), "62.5");
    is(numbers_limit(&f.s, 3333), "33.33");
    is(numbers_limit(&f.s, 1), "0.01");
}

static void points_keep_what_is_there(void **state) {
    (void)state;
    is(numbers_points(&f.s, 338972, 1), "3,389.7");
    is(numbers_points(&f.s, 338972, 2), "3,389.72");
    is(numbers_points(&f.s, 338975, 1), "3,389.8");
    is(numbers_points(&f.s, -830, 1), "8.3");
    is(numbers_points(&f.s, 4, 1), "0.04"); // not "0.0"
    is(numbers_points(&f.s, 0, 1), "0.0");
    is(numbers_points(&f.s, 9996, 1), "100.0");
}

static void gaps_are_rounded_up(void **state) {
    (void)state;
    is(numbers_gap(&f.s, 3891240, 3907000), "0.5"); // 0.4034 %
    is(numbers_gap(&f.s, 99999, 100000), "0.1");
    is(numbers_gap(&f.s, 100, 100), "0.0");
    is(numbers_gap(&f.s, 0, 100), "100.0");
    is(numbers_gap(&f.s, 0, 0), "0.0");
}

static void dates_leave_out_the_year_of_the_report(void **state) {
    (void)state;
    is(numbers_date(&f.s, (date){2017, 5, 12}, true), "Friday 12 May");
    is(numbers_date(&f.s, (date){2017, 5, 12}, false), "12 May");
    is(numbers_date(&f.s, (date){2018, 4, 30}, true), "Monday 30 April 2018");
    is(numbers_date(&f.s, (date){2018, 4, 30}, false), "30 April 2018");
    is(numbers_full_date(&f.s, (date){2017, 5, 1}), "Monday 1 May 2017");
    is(numbers_short_date(&f.s, (date){2017, 3, 17}), "17 Mar");
    is(numbers_short_date(&f.s, (date){2018, 4, 30}), "30 Apr 2018");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(digits_have_thousands_and_a_real_minus),
        cmocka_unit_test(words_end_at_twelve),
        cmocka_unit_test(fit_is_rounded_but_never_onto_a_limit),
        cmocka_unit_test(limits_are_as_short_as_exact),
        cmocka_unit_test(points_keep_what_is_there),
        cmocka_unit_test(gaps_are_rounded_up),
        cmocka_unit_test(dates_leave_out_the_year_of_the_report),
    };
    return cmocka_run_group_tests(tests, set_up_with_limits, tear_down);
}
