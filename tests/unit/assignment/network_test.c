// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/assignment/network_maker.h"

static const int32_t THREE_BY_TWO[] = {5, 4, 4, NO_ARC_HERE, 0, 3};

static void arcs_are_found_from_both_ends(void **state) {
    (void)state;
    made w;
    make_network(&w, 3, 2, THREE_BY_TWO);
    assert_int_equal(w.n->arc_count, 5);
    assert_int_equal(w.n->first[1] - w.n->first[0], 2);
    assert_int_equal(w.n->first[2] - w.n->first[1], 1);
    assert_int_equal(w.n->first[5] - w.n->first[4], 2); // the second of the other side
    set_own_prices(w.n);
    assert_obeys(w.n);
    free_network(&w);
}

static void flow_keeps_the_links_in_two_runs(void **state) {
    (void)state;
    made w;
    int32_t weights[MADE_MOST * MADE_MOST] = {0};
    make_network(&w, MADE_MOST, MADE_MOST, weights);
    for (uint32_t node = 0; node < 2 * MADE_MOST; node++) {
        w.high[node] = MADE_MOST;
    }
    uint32_t random = 1;
    for (uint32_t k = 0; k < 3000; k++) {
        random = random * 1103515245 + 12345;
        const uint32_t number = random / 65536 % w.n->arc_count;
        network_change_flow(w.n, number, w.n->arcs[number].flow > 0 ? -1 : 1);
        if (k % 100 == 0) {
            assert_obeys(w.n);
        }
    }
    const int32_t load = w.n->load[3];
    assert_true(network_index(w.n)); // and again from the arcs
    assert_int_equal(w.n->load[3], load);
    assert_obeys(w.n);
    free_network(&w);
}

static void prices_ask_for_loads(void **state) {
    (void)state;
    made w;
    const int32_t one[] = {7, 7};
    make_network(&w, 1, 2, one);
    w.high[0] = 2;
    assert_false(network_short(w.n, 0)); // price 0: any load
    w.n->price[0] = 1;
    assert_true(network_short(w.n, 0));
    network_change_flow(w.n, 0, 1);
    assert_true(network_short(w.n, 0)); // one of two
    network_change_flow(w.n, 1, 1);
    assert_false(network_short(w.n, 0));
    w.n->price[0] = -1;
    assert_true(network_spare(w.n, 0));
    w.low[0] = 2; // then there is nothing to be spared
    assert_false(network_spare(w.n, 0));
    network_change_flow(w.n, 1, -1);
    assert_true(network_short(w.n, 0)); // whatever the price
    free_network(&w);
}

static void the_first_unit_of_somebody_rewarded_pays_at_minus_one(void **state) {
    (void)state;
    made w;
    const int32_t one[] = {0, 0};
    make_network(&w, 2, 1, one);
    w.n->rewarded = w.rewarded;
    w.rewarded[2] = 1;
    w.high[2] = 2;
    assert_true(network_short(w.n, 2)); // at 0 it wants one
    network_change_flow(w.n, 0, 1);
    assert_false(network_short(w.n, 2) || network_spare(w.n, 2));
    assert_int_equal(network_weight(w.n), 1);
    network_change_flow(w.n, 1, 1);
    assert_false(network_short(w.n, 2) || network_spare(w.n, 2));
    assert_int_equal(network_weight(w.n), 1);
    w.n->price[2] = -1; // at −1 none or one
    assert_true(network_spare(w.n, 2));
    network_change_flow(w.n, 1, -1);
    assert_false(network_short(w.n, 2) || network_spare(w.n, 2));
    w.n->price[2] = -2;
    assert_true(network_spare(w.n, 2));
    free_network(&w);
}

static void dropped_arcs_are_gone_and_the_rest_keep_their_flow(void **state) {
    (void)state;
    made w;
    make_network(&w, 3, 2, THREE_BY_TWO);
    network_change_flow(w.n, 1, 1);
    const bool keep[] = {false, true, true, false, true};
    network_drop(w.n, keep);
    assert_true(network_index(w.n));
    assert_int_equal(w.n->arc_count, 3);
    assert_int_equal(w.n->load[0], 1);
    assert_int_equal(w.n->load[4], 1);
    assert_int_equal(network_weight(w.n), 4);
    free_network(&w);
}

static void nobody_at_all_is_a_network_too(void **state) {
    (void)state;
    made w;
    make_network(&w, 0, 0, NULL);
    assert_best(w.n);
    assert_int_equal(network_weight(w.n), 0);
    free_network(&w);
}

static void want_of_memory_leaves_nothing(void **state) {
    (void)state;
    for (uint64_t fail_at = 1; fail_at <= 5; fail_at++) {
        context c;
        context_init(&c, (host){0});
        c.memory.fail_at = fail_at;
        network *n;
        assert_int_equal(network_create(&n, &c, 3, 3), STATUS_NO_MEMORY);
        context_free(&c);
        assert_int_equal(c.memory.live_bytes, 0);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arcs_are_found_from_both_ends),
        cmocka_unit_test(flow_keeps_the_links_in_two_runs),
        cmocka_unit_test(prices_ask_for_loads),
        cmocka_unit_test(the_first_unit_of_somebody_rewarded_pays_at_minus_one),
        cmocka_unit_test(dropped_arcs_are_gone_and_the_rest_keep_their_flow),
        cmocka_unit_test(nobody_at_all_is_a_network_too),
        cmocka_unit_test(want_of_memory_leaves_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
