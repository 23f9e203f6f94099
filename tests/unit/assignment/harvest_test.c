// SPDX-License-Identifier: GPL-3.0-or-later
#include "assignment/harvest.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void offer(harvest *h, uint32_t own, int64_t rank, uint32_t other) {
    if (rank > harvest_bar(h, own, INT64_MIN)) {
        harvest_take(h, own, (gleaning){.rank = rank, .other = other});
    }
}

static void the_best_are_kept_best_first_and_of_equal_ones_the_earlier(void **state) {
    (void)state;
    memory m = {0};
    harvest h;
    assert_true(harvest_make(&h, &m, 2, 3));
    static const int64_t ranks[] = {5, 9, 5, 7, 5, 7, 1};
    for (uint32_t k = 0; k < sizeof ranks / sizeof *ranks; k++) {
        offer(&h, 1, ranks[k], k);
    }
    assert_int_equal(h.count[0], 0);
    assert_int_equal(h.count[1], 3);
    assert_int_equal(harvest_of(&h, 1)[0].other, 1);
    assert_int_equal(harvest_of(&h, 1)[1].other, 3);
    assert_int_equal(harvest_of(&h, 1)[2].other, 5);
    harvest_clear(&h, 2);
    assert_int_equal(h.count[1], 0);
    assert_int_equal(harvest_bar(&h, 1, 42), 42); // room again
    harvest_free(&h, &m);
    assert_int_equal(m.live_bytes, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_best_are_kept_best_first_and_of_equal_ones_the_earlier),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
