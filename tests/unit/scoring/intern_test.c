// SPDX-License-Identifier: GPL-3.0-or-later
#include "scoring/intern.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void equal_bytes_have_one_number(void **state) {
    (void)state;
    memory m = {0};
    intern t = intern_over(&m);
    uint32_t a, b, c, empty, none;
    assert_true(intern_number(&a, &t, "one", 3));
    assert_true(intern_number(&empty, &t, "", 0));
    assert_true(intern_number(&b, &t, "one!", 4));
    assert_true(intern_number(&c, &t, "one", 3));
    assert_true(intern_number(&none, &t, NULL, 0));
    assert_int_equal(a, 0);
    assert_int_equal(empty, 1);
    assert_int_equal(b, 2);
    assert_int_equal(c, 0);
    assert_int_equal(none, 1);
    assert_int_equal(t.count, 3);
    intern_free(&t);
    assert_int_equal(m.live_bytes, 0);
}

static void many_numbers_stay_what_they_were(void **state) {
    (void)state;
    enum { MANY = 20000 };
    static uint32_t keys[MANY];
    memory m = {0};
    intern t = intern_over(&m);
    for (int pass = 0; pass < 2; pass++) {
        for (uint32_t i = 0; i < MANY; i++) {
            uint32_t number;
            keys[i] = i * 4096;
            assert_true(intern_number(&number, &t, &keys[i], sizeof keys[i]));
            assert_int_equal(number, i);
        }
    }
    intern_free(&t);
    assert_int_equal(m.live_bytes, 0);
}

static void want_of_memory_is_said(void **state) {
    (void)state;
    for (uint64_t fail_at = 1; fail_at <= 3; fail_at++) {
        memory m = {.fail_at = fail_at};
        intern t = intern_over(&m);
        bool all = true;
        static const char LETTERS[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
        for (size_t i = 0; i + 1 < sizeof LETTERS && all; i++) {
            uint32_t number;
            all = intern_number(&number, &t, &LETTERS[i], 1);
        }
        assert_false(all);
        intern_free(&t);
        assert_int_equal(m.live_bytes, 0);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_bytes_have_one_number),
        cmocka_unit_test(many_numbers_stay_what_they_were),
        cmocka_unit_test(want_of_memory_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
