// SPDX-License-Identifier: GPL-3.0-or-later
#include "assignment/distance_queue.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

enum { NODES = 500 };

static void nodes_come_nearest_first_each_once(void **state) {
    (void)state;
    memory m = {0};
    distance_queue q;
    assert_true(distance_queue_make(&q, &m, NODES));
    for (uint32_t round = 0; round < 20; round++) {
        int64_t best[NODES];
        distance_queue_begin(&q, NODES);
        for (uint32_t node = 0; node < NODES; node++) {
            best[node] = INT64_MAX;
        }
        uint32_t random = round + 1;
        for (uint32_t k = 0; k < 2000; k++) { // many are reached again, nearer or farther
            random = random * 1103515245 + 12345;
            const uint32_t node = random / 65536 % NODES;
            const int64_t distance = 1 + random / 1024 % 300;
            assert_int_equal(distance_queue_reach(&q, node, distance), distance < best[node]);
            best[node] = distance < best[node] ? distance : best[node];
        }
        int64_t before = 0;
        uint32_t taken = 0;
        for (uint32_t node; distance_queue_take(&q, &node, INT64_MAX); taken++) {
            assert_int_equal(q.level, best[node]);
            assert_true(q.level >= before);
            before = q.level;
            best[node] = -1; // never again
        }
        for (uint32_t node = 0; node < NODES; node++) {
            assert_true(best[node] == -1 || best[node] == INT64_MAX);
            taken += best[node] == INT64_MAX;
        }
        assert_int_equal(taken, NODES);
    }
    distance_queue_free(&q);
    assert_int_equal(m.live_bytes, 0);
}

static void nodes_as_near_as_the_one_in_hand_come_before_farther_ones(void **state) {
    (void)state;
    memory m = {0};
    distance_queue q;
    assert_true(distance_queue_make(&q, &m, 5));
    distance_queue_begin(&q, 5);
    uint32_t node;
    distance_queue_reach(&q, 0, 0);
    distance_queue_reach(&q, 1, 7);
    assert_true(distance_queue_take(&q, &node, INT64_MAX));
    assert_int_equal(node, 0);
    assert_true(distance_queue_take(&q, &node, INT64_MAX));
    assert_int_equal(node, 1);
    distance_queue_reach(&q, 2, 9);
    distance_queue_reach(&q, 3, 7);
    assert_false(distance_queue_reach(&q, 1, 7)); // known
    assert_true(distance_queue_take(&q, &node, INT64_MAX));
    assert_int_equal(node, 3);
    assert_false(distance_queue_take(&q, &node, 9)); // the limit is not passed
    assert_true(distance_queue_take(&q, &node, 10));
    assert_int_equal(node, 2);
    assert_false(distance_queue_take(&q, &node, INT64_MAX));
    distance_queue_free(&q);
    assert_int_equal(m.live_bytes, 0);
}

static void a_new_search_knows_nothing_of_the_old_one(void **state) {
    (void)state;
    memory m = {0};
    distance_queue q;
    assert_true(distance_queue_make(&q, &m, 2));
    q.search = UINT32_MAX - 1; // where the numbering of searches turns over
    for (int k = 0; k < 3; k++) {
        distance_queue_begin(&q, 2);
        assert_false(distance_queue_seen(&q, 0));
        assert_true(distance_queue_reach(&q, 0, 5));
        assert_true(distance_queue_seen(&q, 0));
        assert_int_equal(distance_queue_distance(&q, 0), 5);
        distance_queue_mark(&q, 1);
        assert_true(distance_queue_seen(&q, 1));
    }
    distance_queue_free(&q);
    assert_int_equal(m.live_bytes, 0);
}

static void want_of_memory_leaves_nothing(void **state) {
    (void)state;
    for (uint64_t fail_at = 1; fail_at <= 3; fail_at++) {
        memory m = {.fail_at = fail_at};
        distance_queue q;
        assert_false(distance_queue_make(&q, &m, 10));
        distance_queue_free(&q);
        assert_int_equal(m.live_bytes, 0);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nodes_come_nearest_first_each_once),
        cmocka_unit_test(nodes_as_near_as_the_one_in_hand_come_before_farther_ones),
        cmocka_unit_test(a_new_search_knows_nothing_of_the_old_one),
        cmocka_unit_test(want_of_memory_leaves_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
