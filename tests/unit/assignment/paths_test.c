// Paths, bidding, vertex and simplex on small networks, against trying everything.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "assignment/paths.h"

#include "assignment/simplex.h"
#include "assignment/vertex.h"
#include "tests/unit/assignment/network_maker.h"

static int64_t best_from(const network *n, uint32_t at, int32_t *load) {
    if (at == n->arc_count) {
        for (uint32_t node = 0; node < n->node_count; node++) {
            if (load[node] < n->low[node]) {
                return INT64_MIN;
            }
        }
        int64_t rewards = 0;
        for (uint32_t node = 0; n->rewarded != NULL && node < n->node_count; node++) {
            rewards += n->rewarded[node] > 0 && load[node] > 0;
        }
        return rewards;
    }
    int64_t best = best_from(n, at + 1, load);
    const arc *a = &n->arcs[at];
    if (load[a->node[0]] < n->high[a->node[0]] && load[a->node[1]] < n->high[a->node[1]]) {
        load[a->node[0]]++;
        load[a->node[1]]++;
        const int64_t with = best_from(n, at + 1, load);
        load[a->node[0]]--;
        load[a->node[1]]--;
        if (with != INT64_MIN && with + a->weight > best) {
            best = with + a->weight;
        }
    }
    return best;
}

static int64_t best_by_trying(const network *n) {
    int32_t load[2 * MADE_MOST] = {0};
    return best_from(n, 0, load);
}

static uint32_t random_state;

static uint32_t random_below(uint32_t n) {
    random_state = random_state * 1103515245 + 12345;
    return random_state / 65536 % n;
}

// 4 × 3 with some arcs missing, places for 0 to 2.
static void make_random(made *w) {
    int32_t weights[4 * 3];
    for (uint32_t k = 0; k < 12; k++) {
        weights[k] = random_below(4) == 0 ? NO_ARC_HERE : (int32_t)random_below(5) - 1;
    }
    make_network(w, 4, 3, weights);
    for (uint32_t node = 0; node < 7; node++) {
        w->high[node] = (int32_t)random_below(3);
        w->rewarded[node] = node >= 4 && w->high[node] > 0 && random_below(2) == 0;
    }
    w->n->rewarded = random_below(3) == 0 ? w->rewarded : NULL;
}

static void repair(made *w, uint32_t many) {
    paths *p;
    pacer pace = {.c = &w->c};
    uint32_t left;
    assert_int_equal(paths_create(&p, &w->c, w->n->node_count, many), STATUS_OK);
    set_own_prices(w->n);
    assert_obeys(w->n);
    assert_int_equal(paths_repair(&left, p, &w->c, w->n, &pace, PATHS_WHILE_EASY), STATUS_OK);
    assert_obeys(w->n);
    assert_int_equal(paths_repair(&left, p, &w->c, w->n, &pace, PATHS_TO_THE_END), STATUS_OK);
    assert_int_equal(left, 0);
    paths_free(p, &w->c.memory);
}

static void paths_find_the_best_pairing(void **state) {
    (void)state;
    for (random_state = 1; random_state < 2000;) {
        const uint32_t seed = random_state;
        for (uint32_t many = 1; many <= 100; many += 99) {
            made w;
            random_state = seed;
            make_random(&w);
            repair(&w, many);
            assert_best(w.n);
            assert_int_equal(network_weight(w.n), best_by_trying(w.n));
            free_network(&w);
        }
        random_state = seed + 1;
    }
}

static void a_vertex_stays_best_and_leaves_nothing_to_pivot(void **state) {
    (void)state;
    for (random_state = 1; random_state < 2000;) {
        const uint32_t seed = random_state;
        made w;
        make_random(&w);
        repair(&w, 16);
        vertex *v;
        assert_int_equal(vertex_create(&v, &w.c, w.n->node_count), STATUS_OK);
        (void)vertex_reach(v, w.n);
        assert_best(w.n);
        const int64_t best = network_weight(w.n);
        assert_false(vertex_reach(v, w.n)); // there already
        vertex_free(v, &w.c.memory);
        bool moved;
        const simplex_options usual = {.cold = false};
        assert_int_equal(simplex_confirm(&moved, &w.c, w.n, &usual, INT64_MAX), STATUS_OK);
        assert_best(w.n);
        assert_int_equal(network_weight(w.n), best);
        free_network(&w);
        random_state = seed + 1;
    }
}

static void a_cold_basis_comes_to_the_same_sum(void **state) {
    (void)state;
    for (random_state = 1; random_state < 500;) {
        const uint32_t seed = random_state;
        made w;
        make_random(&w);
        repair(&w, 16);
        for (uint32_t k = 0; k < w.n->arc_count; k++) {
            w.n->arcs[k].modelled = true;
        }
        const int64_t best = network_weight(w.n);
        bool moved;
        const simplex_options cold = {.cold = true};
        assert_int_equal(simplex_confirm(&moved, &w.c, w.n, &cold, INT64_MAX), STATUS_OK);
        assert_best(w.n);
        assert_int_equal(network_weight(w.n), best);
        free_network(&w);
        random_state = seed + 1;
    }
}

static void loads_that_must_be_are_reached(void **state) {
    (void)state;
    // The second mentor must have somebody, although everybody would rather go to the first.
    const int32_t weights[] = {9, 1, 8, 2, 7, 1};
    made w;
    make_network(&w, 3, 2, weights);
    w.high[3] = 3;
    w.low[4] = 1;
    repair(&w, 16);
    assert_best(w.n);
    assert_int_equal(network_weight(w.n), 18);
    free_network(&w);
}

static void loads_that_cannot_be_are_an_internal_error(void **state) {
    (void)state;
    const int32_t weights[] = {1, 1};
    made w;
    make_network(&w, 2, 1, weights);
    w.low[0] = 1;
    w.low[1] = 1; // two people, one place
    uint32_t left;
    paths *p;
    pacer pace = {.c = &w.c};
    assert_int_equal(paths_create(&p, &w.c, 3, 16), STATUS_OK);
    set_own_prices(w.n);
    assert_int_equal(paths_repair(&left, p, &w.c, w.n, &pace, PATHS_TO_THE_END), STATUS_INTERNAL);
    paths_free(p, &w.c.memory);
    free_network(&w);
}

static bool always(void *self) {
    (void)self;
    return true;
}

static void a_host_that_says_stop_is_heard(void **state) {
    (void)state;
    const int32_t weights[] = {3, 2, 3, 1};
    made w;
    make_network(&w, 2, 2, weights);
    w.c.host.stop = always;
    w.high[0] = 2; // bids are for people of one pair
    w.high[1] = 2;
    uint32_t left;
    paths *p;
    pacer pace = {.c = &w.c, .every = 1};
    assert_int_equal(paths_create(&p, &w.c, 4, 16), STATUS_OK);
    set_own_prices(w.n);
    assert_int_equal(paths_repair(&left, p, &w.c, w.n, &pace, PATHS_TO_THE_END), STATUS_TIME_LIMIT);
    assert_true(pacer_stopped(&pace));
    assert_int_equal(w.c.fault.status, STATUS_OK);
    pace.deaf = true;
    assert_int_equal(paths_repair(&left, p, &w.c, w.n, &pace, PATHS_TO_THE_END), STATUS_OK);
    assert_best(w.n);
    paths_free(p, &w.c.memory);
    free_network(&w);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paths_find_the_best_pairing),
        cmocka_unit_test(a_vertex_stays_best_and_leaves_nothing_to_pivot),
        cmocka_unit_test(a_cold_basis_comes_to_the_same_sum),
        cmocka_unit_test(loads_that_must_be_are_reached),
        cmocka_unit_test(loads_that_cannot_be_are_an_internal_error),
        cmocka_unit_test(a_host_that_says_stop_is_heard),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
