// Levels folded into one number: the order of lists of levels, the way back, and what does not fit.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "consequences/tariff.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static uint64_t random_state = 7;

static uint64_t next_random(void) {
    random_state += UINT64_C(0x9E3779B97F4A7C15);
    uint64_t z = random_state;
    z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    return z ^ z >> 27;
}

static const level_result ALL[] = {{.level = LEVEL_FEWEST_CHANGES},   {.level = LEVEL_MOST_MATCHED},
                                   {.level = LEVEL_PRIORITY_MATCHED}, {.level = LEVEL_MOST_MENTORS},
                                   {.level = LEVEL_BEST_TOTAL},       {.level = LEVEL_DRAW, .round = 1}};
enum { SUMS = 5 };

// Anything that a chain could change, often nothing or the most.
static int64_t some(int64_t most) {
    const uint64_t kind = next_random() % 4;
    return kind == 0   ? 0
           : kind == 1 ? most
           : kind == 2 ? -most
                       : (int64_t)(next_random() % (uint64_t)(2 * most + 1)) - most;
}

static void orders_like_lists_of_levels(void **state) {
    (void)state;
    tariff t;
    const uint64_t pairs = 500, kept = 400;
    assert_true(tariff_make(&t, ALL, SUMS + 1, pairs, kept, TARIFF_CHAINS));
    assert_int_equal(t.level_count, SUMS);
    const int64_t most[SUMS] = {400, 2, 2, 2, 502 * 10000};
    for (uint32_t trial = 0; trial < 100000; trial++) {
        int64_t a[SUMS], b[SUMS], back[SUMS];
        cost whole[2] = {0};
        int order = 0;
        for (uint32_t k = 0; k < SUMS; k++) {
            a[k] = some(most[k]);
            b[k] = next_random() % 2 == 0 ? a[k] : some(most[k]);
            whole[0] += a[k] * t.unit[k];
            whole[1] += b[k] * t.unit[k];
            order = order != 0 ? order : (a[k] > b[k]) - (a[k] < b[k]);
        }
        assert_int_equal((whole[0] > whole[1]) - (whole[0] < whole[1]), order);
        tariff_split(&t, whole[0], back);
        assert_memory_equal(back, a, sizeof a);
        assert_true(cost_known(whole[0]) && !cost_known(COST_NONE + whole[0]) && !cost_known(COST_NONE - whole[0]));
    }
}

static void weighs_pairs(void **state) {
    (void)state;
    tariff t;
    assert_true(tariff_make(&t, ALL + 1, SUMS, 10, 0, TARIFF_CHAINS));
    int64_t by[SUMS - 1];
    tariff_split(&t, tariff_of_score(&t, 8350) + t.priority + t.first_mentee, by);
    assert_int_equal(by[0], 1);
    assert_int_equal(by[1], 1);
    assert_int_equal(by[2], 1);
    assert_int_equal(by[3], 8350);
    assert_int_equal(t.kept, 0);
    const level_result total_first[] = {{.level = LEVEL_BEST_TOTAL}, {.level = LEVEL_MOST_MATCHED}};
    assert_true(tariff_make(&t, total_first, 2, 10, 0, TARIFF_SEARCHES));
    tariff_split(&t, -tariff_of_score(&t, 1), by);
    assert_int_equal(by[0], -1);
    assert_int_equal(by[1], -1);
}

static void no_level_at_all(void **state) {
    (void)state;
    tariff t;
    assert_true(tariff_make(&t, ALL + SUMS, 1, 10, 0, TARIFF_SEARCHES)); // only the draw
    assert_int_equal(t.level_count, 0);
    assert_int_equal(tariff_of_score(&t, 10000), 0);
    assert_true(tariff_make(&t, NULL, 0, 10, 0, TARIFF_SEARCHES));
}

static void refuses_levels_that_are_no_sums(void **state) {
    (void)state;
    tariff t;
    const level_result worst[] = {{.level = LEVEL_MOST_MATCHED}, {.level = LEVEL_BEST_WORST}};
    const level_result fair[] = {{.level = LEVEL_MOST_MATCHED}, {.level = LEVEL_FAIREST}};
    assert_false(tariff_make(&t, worst, 2, 10, 0, TARIFF_CHAINS));
    assert_false(tariff_make(&t, fair, 2, 10, 0, TARIFF_CHAINS));
    level_result many[LEVEL_COUNT + 1];
    for (uint32_t k = 0; k <= LEVEL_COUNT; k++) {
        many[k] = (level_result){.level = LEVEL_MOST_MATCHED};
    }
    assert_false(tariff_make(&t, many, LEVEL_COUNT + 1, 10, 0, TARIFF_CHAINS));
}

static void says_when_it_does_not_fit(void **state) {
    (void)state;
    tariff t;
    assert_true(tariff_make(&t, ALL, SUMS, 190000, 190000, TARIFF_CHAINS));
    assert_false(tariff_make(&t, ALL, SUMS, 400000, 400000, TARIFF_CHAINS));
    assert_true(tariff_make(&t, ALL, SUMS, 400000, 100, TARIFF_CHAINS)); // few that could be kept
    assert_true(tariff_make(&t, ALL, SUMS, 26000, 26000, TARIFF_SEARCHES));
    assert_false(tariff_make(&t, ALL, SUMS, 60000, 60000, TARIFF_SEARCHES));
    assert_true(tariff_make(&t, ALL + 1, SUMS - 1, 5000000, 0, TARIFF_SEARCHES));
    assert_true(tariff_make(&t, ALL, SUMS, 0, 0, TARIFF_SEARCHES));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(orders_like_lists_of_levels),
        cmocka_unit_test(weighs_pairs),
        cmocka_unit_test(no_level_at_all),
        cmocka_unit_test(refuses_levels_that_are_no_sums),
        cmocka_unit_test(says_when_it_does_not_fit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
