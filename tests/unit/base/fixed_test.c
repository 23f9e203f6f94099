// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/fixed.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void rounds_half_up(void **state) {
    (void)state;
    static const struct {
        int64_t a, b, rounded;
    } CASES[] = {
        {0, 1, 0},
        {1, 2, 1},
        {1, 3, 0},
        {2, 3, 1},
        {5, 10, 1},
        {4, 10, 0},
        {14, 10, 1},
        {15, 10, 2},
        {25, 10, 3}, // never to even
        {10000 * 60 + 5000, 10000, 61},
        {49999, 100000, 0},
        {50000, 100000, 1},
        {(INT64_C(1) << 61) - 1, 1, (INT64_C(1) << 61) - 1},
        {(INT64_C(1) << 61) - 1, INT64_MAX, 0},
        {(INT64_C(1) << 61) - 1, (INT64_C(1) << 62) - 2, 1},
        {(INT64_C(1) << 61) - 1, (INT64_C(1) << 62) - 1, 0},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        assert_int_equal(fixed_round_half_up(CASES[i].a, CASES[i].b), CASES[i].rounded);
    }
    for (int64_t a = 0; a < 200; a++) {
        for (int64_t b = 1; b < 60; b++) {
            assert_int_equal(fixed_round_half_up(a, b), (2 * a + b) / (2 * b));
        }
    }
}

static void reads_decimals(void **state) {
    (void)state;
    static const struct {
        const char *text;
        int places;
        bool read;
        int64_t units;
    } CASES[] = {
        {"62.5", 2, true, 6250},
        {"-3", 2, true, -300},
        {"+0.25", 2, true, 25},
        {"0", 0, true, 0},
        {"-0", 2, true, 0},
        {"100", 2, true, 10000},
        {"00012.30", 2, true, 1230},
        {".5", 2, true, 50},
        {"5.", 2, true, 500},
        {"0000000000000000000000000000000000001", 0, true, 1},
        {"1000000000000000", 0, true, 1000000000000000},
        {"-1000000000000000", 0, true, -1000000000000000},
        {"10000000000000.00", 2, true, 1000000000000000},
        {"1000000000000001", 0, false, 0},
        {"10000000000000.01", 2, false, 0},
        {"10000000000001", 2, false, 0},
        {"99999999999999999999999999999999999999", 0, false, 0},
        {"62.555", 2, false, 0}, // more digits than there are places
        {"62.550", 2, false, 0},
        {"1.0", 0, false, 0},
        {"", 2, false, 0},
        {".", 2, false, 0},
        {"-", 2, false, 0},
        {"+", 2, false, 0},
        {"-.", 2, false, 0},
        {"--1", 2, false, 0},
        {"+-1", 2, false, 0},
        {"1e3", 2, false, 0},
        {"1,5", 2, false, 0},
        {"1.2.3", 2, false, 0},
        {" 1", 2, false, 0},
        {"1 ", 2, false, 0},
        {"1%", 2, false, 0},
        {"0x10", 2, false, 0},
        {"nan", 2, false, 0},
        {"\xD9\xA1", 2, false, 0}, // an Arabic digit
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        int64_t units = -77;
        bool read = fixed_parse(&units, span_of(CASES[i].text), CASES[i].places);
        if (read != CASES[i].read || units != (read ? CASES[i].units : -77)) {
            fail_msg("\"%s\" with %d places: %d, %lld", CASES[i].text, CASES[i].places, read, (long long)units);
        }
    }
    int64_t units;
    assert_true(fixed_parse(&units, (span){"12.34", 2}, 2)); // reads no further than the span
    assert_int_equal(units, 1200);
    assert_false(fixed_parse(&units, (span){NULL, 0}, 2));
    assert_false(fixed_parse(&units, (span){"1\0", 2}, 2));
}

static void reads_whole_numbers(void **state) {
    (void)state;
    static const struct {
        const char *text;
        int64_t lowest, highest;
        bool read;
        int64_t value;
    } CASES[] = {
        {"0", 0, 50, true, 0},
        {"50", 0, 50, true, 50},
        {"51", 0, 50, false, 0},
        {"-1", 0, 50, false, 0},
        {"+7", 0, 50, true, 7},
        {"007", 0, 50, true, 7},
        {"9223372036854775807", INT64_MIN, INT64_MAX, true, INT64_MAX},
        {"-9223372036854775808", INT64_MIN, INT64_MAX, true, INT64_MIN},
        {"9223372036854775808", INT64_MIN, INT64_MAX, false, 0},
        {"-9223372036854775809", INT64_MIN, INT64_MAX, false, 0},
        {"92233720368547758070", INT64_MIN, INT64_MAX, false, 0},
        {"", 0, 50, false, 0},
        {"-", -5, 50, false, 0},
        {"1.0", 0, 50, false, 0},
        {"1.", 0, 50, false, 0},
        {"1 ", 0, 50, false, 0},
        {"two", 0, 50, false, 0},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        int64_t value = -77;
        bool read = fixed_parse_whole(&value, span_of(CASES[i].text), CASES[i].lowest, CASES[i].highest);
        if (read != CASES[i].read || value != (read ? CASES[i].value : -77)) {
            fail_msg("\"%s\": %d, %lld", CASES[i].text, read, (long long)value);
        }
    }
}

static void sums_and_products_say_whether_they_fit(void **state) {
    (void)state;
    int64_t out = -77;
    assert_true(fixed_add(&out, INT64_MAX - 1, 1));
    assert_int_equal(out, INT64_MAX);
    assert_false(fixed_add(&out, INT64_MAX, 1));
    assert_int_equal(out, INT64_MAX);
    assert_false(fixed_add(&out, INT64_MIN, -1));
    assert_true(fixed_add(&out, out, INT64_MIN)); // out may be an operand
    assert_int_equal(out, -1);
    assert_true(fixed_multiply(&out, INT64_C(3037000499), INT64_C(3037000499)));
    assert_int_equal(out, INT64_C(9223372030926249001));
    assert_false(fixed_multiply(&out, INT64_C(3037000500), INT64_C(3037000500)));
    assert_int_equal(out, INT64_C(9223372030926249001));
    assert_false(fixed_multiply(&out, INT64_MIN, -1));
    assert_true(fixed_multiply(&out, INT64_MIN, 1));
    assert_int_equal(out, INT64_MIN);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rounds_half_up),
        cmocka_unit_test(reads_decimals),
        cmocka_unit_test(reads_whole_numbers),
        cmocka_unit_test(sums_and_products_say_whether_they_fit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
