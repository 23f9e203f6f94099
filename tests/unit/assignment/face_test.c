// Folding and restriction. What they amount to over a whole solve is for the property tests.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "assignment/face.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

enum { PEOPLE = 2 };

typedef struct world {
    context c;
    uint32_t capacity[PEOPLE];
    int16_t scores[PEOPLE * PEOPLE];
    problem_pin pins[1];
    problem p;
    roster *r;
    face *f;
    network *n;
} world;

static const weighting ALL = {.every = 1, .lowest = 1, .highest = 1};
static const weighting SCORE = {.score = 1, .highest = FULL_BP};

// Two mentees and two mentors, scores 10, 20 / 30, 40, each with `places` places; all pairs are arcs.
static void make_world(world *w, uint32_t places, uint32_t pins) {
    *w = (world){.capacity = {places, places}, .scores = {10, 20, 30, 40}};
    context_init(&w->c, (host){0});
    w->pins[0] = (problem_pin){.couple = {.mentee = 0, .mentor = 0}, .score_bp = 10};
    w->p = (problem){.count = {PEOPLE, PEOPLE},
                     .capacity = {w->capacity, w->capacity},
                     .class_count = {PEOPLE, PEOPLE},
                     .class_scores = w->scores,
                     .pins = w->pins,
                     .pin_count = pins};
    assert_int_equal(roster_create(&w->r, &w->c, &w->p), STATUS_OK);
    assert_int_equal(face_create(&w->f, &w->c, w->r), STATUS_OK);
    assert_int_equal(network_create(&w->n, &w->c, PEOPLE, PEOPLE), STATUS_OK);
    w->n->low = w->f->low;
    w->n->high = w->f->high;
    for (uint32_t i = 0; i < PEOPLE; i++) {
        for (uint32_t j = 0; j < PEOPLE; j++) {
            assert_true(network_add(w->n, i, PEOPLE + j, w->scores[i * PEOPLE + j], false));
        }
    }
    assert_true(network_index(w->n));
}

static void free_world(world *w) {
    network_free(w->n);
    face_free(w->f);
    roster_free(w->r);
    context_free(&w->c);
    assert_int_equal(w->c.memory.live_bytes, 0);
}

static void weigh(world *w, const weighting *by) {
    for (uint32_t k = 0; k < w->n->arc_count; k++) {
        arc *a = &w->n->arcs[k];
        a->weight = (int32_t)weighting_of_pair(by, w->r, a->node[0], a->node[1], a->score_bp, a->kept);
    }
    assert_true(network_index(w->n));
}

static void prices_fill_empty_force_and_rule_out(void **state) {
    (void)state;
    world w;
    make_world(&w, 1, 0);
    weigh(&w, &SCORE);
    network_change_flow(w.n, 0, 1); // 10 + 40 = 20 + 30: both pairings are best
    network_change_flow(w.n, 3, 1);
    static const int64_t prices[] = {10, 30, 0, 10};
    memcpy(w.n->price, prices, sizeof prices);
    assert_int_equal(face_restrict(w.f, &w.c, w.n, &SCORE), STATUS_OK);
    assert_true(network_index(w.n));
    static const int32_t low[] = {1, 1, 0, 1};
    assert_memory_equal(w.f->low, low, sizeof low);
    assert_int_equal(w.n->arc_count, 2); // with flow; the others are tight and can be found again
    assert_true(face_free_pair(w.f, 0, PEOPLE + 1, 20));
    assert_false(face_free_pair(w.f, 0, PEOPLE + 1, 19));
    assert_int_equal(w.f->fixed_count, 0);
    free_world(&w);
}

static void a_forced_pair_leaves_with_its_places(void **state) {
    (void)state;
    world w;
    make_world(&w, 2, 0);
    weigh(&w, &SCORE);
    for (uint32_t k = 1; k < 4; k++) {
        network_change_flow(w.n, k, 1);
    }
    network_change_flow(w.n, 0, 1);
    assert_int_equal(face_restrict(w.f, &w.c, w.n, &SCORE), STATUS_OK); // no prices: every pair is above 0
    assert_true(network_index(w.n));
    assert_int_equal(w.f->fixed_count, 4);
    assert_int_equal(w.n->arc_count, 0);
    for (uint32_t node = 0; node < 2 * PEOPLE; node++) {
        assert_false(face_open(w.f, node));
        assert_true(w.f->first_filled[node]);
    }
    free_world(&w);
}

static void a_complete_network_keeps_its_tight_arcs(void **state) {
    (void)state;
    world w;
    make_world(&w, 1, 0);
    weigh(&w, &ALL);
    network_change_flow(w.n, 0, 1);
    network_change_flow(w.n, 3, 1);
    w.n->price[0] = w.n->price[1] = 1;
    w.n->complete = true;
    assert_int_equal(face_restrict(w.f, &w.c, w.n, &ALL), STATUS_OK);
    assert_true(network_index(w.n));
    assert_int_equal(w.n->arc_count, 4);
    assert_int_equal(face_ban(w.f, &w.c, 20, 31), STATUS_OK);
    assert_true(face_banned(w.f, 20) && face_banned(w.f, 30) && !face_banned(w.f, 31));
    assert_int_equal(face_trim(w.f, &w.c, w.n), STATUS_OK);
    assert_true(network_index(w.n));
    assert_int_equal(w.n->arc_count, 2);
    free_world(&w);
}

static void pins_are_fixed_from_the_start(void **state) {
    (void)state;
    world w;
    make_world(&w, 1, 1);
    assert_int_equal(w.f->fixed_count, 1);
    assert_true(w.f->fixed[0].pinned);
    assert_false(face_open(w.f, 0) || face_open(w.f, PEOPLE));
    assert_true(face_open(w.f, 1) && face_open(w.f, PEOPLE + 1));
    free_world(&w);
}

static void goals_fold_into_one_while_they_fit(void **state) {
    (void)state;
    world w;
    make_world(&w, 2, 0);
    for (int goals = 0; goals < 8; goals++) { // each makes the reach larger
        weigh(&w, &SCORE);
        w.n->price[0] = w.n->price[1] = FULL_BP;
        assert_int_equal(face_restrict(w.f, &w.c, w.n, &SCORE), STATUS_OK);
        assert_true(network_index(w.n));
        for (uint32_t k = 0; k < w.f->fold_count; k++) {
            assert_true(w.f->folds[k].reach <= FOLD_LIMIT);
        }
        w.f->high[0] = w.f->high[1] = 2; // open again: only the folding is looked at
    }
    assert_true(w.f->fold_count > 1 && w.f->fold_count < 8);
    free_world(&w);
}

static void a_fold_judges_by_the_first_goal_that_is_not_0(void **state) {
    (void)state;
    world w;
    make_world(&w, 2, 0);
    int64_t factor;
    weighting both;
    const fold held = {.weight = ALL, .reach = 3};
    const int64_t reach = 50000;
    assert_true(face_combine(&both, &factor, &held, &SCORE, reach, NULL));
    // A pair at −1 by the first goal and at the best by the second stays below one at 0 and at the worst.
    assert_true(-1 * factor + reach < 0 * factor - reach);
    assert_int_equal(both.every, factor);
    assert_int_equal(both.score, 1);
    const fold full = {.weight = ALL, .reach = FOLD_LIMIT / 2};
    assert_false(face_combine(&both, &factor, &full, &SCORE, reach, NULL));
    assert_false(face_combine(&both, &factor, &held, &SCORE, FOLD_LIMIT, NULL));
    static const uint64_t keys[2 * PEOPLE];
    const fold drawn = {.weight = {.draw_keys = keys}, .reach = 3};
    assert_false(face_combine(&both, &factor, &drawn, &SCORE, reach, NULL));
    free_world(&w);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(prices_fill_empty_force_and_rule_out),
        cmocka_unit_test(a_forced_pair_leaves_with_its_places),
        cmocka_unit_test(a_complete_network_keeps_its_tight_arcs),
        cmocka_unit_test(pins_are_fixed_from_the_start),
        cmocka_unit_test(goals_fold_into_one_while_they_fit),
        cmocka_unit_test(a_fold_judges_by_the_first_goal_that_is_not_0),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
