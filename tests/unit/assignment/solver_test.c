// The solve as a whole at its edges; what it finds in the middle is for the property tests.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "assignment/solver.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

enum { MOST = 60 };

typedef struct world {
    context c;
    uint32_t capacity[ROLE_COUNT][MOST];
    int16_t scores[MOST * MOST];
    problem_pin pins[MOST];
    couple previous[MOST];
    uint32_t draw_alike; // in round 1 everybody with the same remainder draws alike
    problem p;
    workshop_options options;
    solution *s;
} world;

static uint64_t draw_key_of_test(void *self, uint32_t round, role who, uint32_t number) {
    const world *w = self;
    const uint64_t shown = round == 1 && w->draw_alike > 0 ? number % w->draw_alike : number;
    return (shown + 1) * UINT64_C(0x9E3779B97F4A7C15) + round * UINT64_C(0xBF58476D1CE4E5B9) + (uint64_t)who;
}

// Everybody with one place, every pair worth `score_bp`.
static void make_world(world *w, uint32_t mentees, uint32_t mentors, int16_t score_bp) {
    memset(w, 0, sizeof *w);
    context_init(&w->c, (host){0});
    w->p.count[ROLE_MENTEE] = mentees;
    w->p.count[ROLE_MENTOR] = mentors;
    for (role who = ROLE_MENTOR; who < ROLE_COUNT; who++) {
        for (uint32_t k = 0; k < MOST; k++) {
            w->capacity[who][k] = 1;
        }
        w->p.capacity[who] = w->capacity[who];
        w->p.class_count[who] = w->p.count[who];
    }
    for (uint32_t k = 0; k < mentees * mentors; k++) {
        w->scores[k] = score_bp;
    }
    w->p.class_scores = w->scores;
    w->p.pins = w->pins;
    w->p.previous = w->previous;
    w->p.draw_key = draw_key_of_test;
    w->p.self = w;
}

static void free_world(world *w) {
    solution_free(w->s);
    w->s = NULL;
    context_free(&w->c);
    assert_int_equal(w->c.memory.live_bytes, 0);
}

static const level_kind USUAL[] = {LEVEL_MOST_MATCHED, LEVEL_BEST_TOTAL};

static status solve(world *w) {
    return solver_run(&w->s, &w->c, &w->p, USUAL, 2, &w->options);
}

static void nobody_is_paired_where_nobody_is(void **state) {
    (void)state;
    for (uint32_t shape = 0; shape < 4; shape++) {
        world w;
        make_world(&w, shape & 1 ? 3 : 0, shape & 2 ? 3 : 0, -1); // in the last shape people, but nobody eligible
        assert_int_equal(solve(&w), STATUS_OK);
        assert_int_equal(w.s->pair_count, 0);
        assert_int_equal(w.s->level_count, 3);
        for (uint32_t k = 0; k < 3; k++) {
            assert_true(w.s->levels[k].proven && w.s->levels[k].has_value);
            assert_int_equal(w.s->levels[k].value, 0);
        }
        assert_int_equal(w.s->stopped, STOPPED_NOT);
        free_world(&w);
    }
}

static void a_single_pair_is_found(void **state) {
    (void)state;
    world w;
    make_world(&w, 1, 1, 0); // a score of 0 is eligible here
    assert_int_equal(solve(&w), STATUS_OK);
    assert_int_equal(w.s->pair_count, 1);
    assert_int_equal(w.s->levels[0].value, 1);
    assert_int_equal(w.s->levels[1].value, 0);
    free_world(&w);
}

static void people_without_places_stay_out(void **state) {
    (void)state;
    world w;
    make_world(&w, 2, 2, 5000);
    w.capacity[ROLE_MENTOR][0] = 0;
    assert_int_equal(solve(&w), STATUS_OK);
    assert_int_equal(w.s->pair_count, 1);
    assert_int_equal(w.s->pairs[0].mentor, 1);
    assert_true(w.s->proofs[0].prices[ROLE_MENTOR][0] > 0); // takes their pairs out of the running
    free_world(&w);
}

static void places_are_filled_up_to_their_number(void **state) {
    (void)state;
    world w;
    make_world(&w, 7, 2, 5000);
    w.capacity[ROLE_MENTOR][0] = 4;
    assert_int_equal(solve(&w), STATUS_OK);
    assert_int_equal(w.s->pair_count, 5);
    uint32_t of_first = 0;
    for (uint32_t k = 0; k < 5; k++) {
        of_first += w.s->pairs[k].mentor == 0;
        assert_true(k == 0 || w.s->pairs[k].mentee > w.s->pairs[k - 1].mentee);
    }
    assert_int_equal(of_first, 4);
    free_world(&w);
}

static void pins_count_and_take_a_place(void **state) {
    (void)state;
    world w;
    make_world(&w, 2, 2, 5000);
    w.scores[0] = -1; // not eligible, but pinned
    w.pins[0] = (problem_pin){.couple = {.mentee = 0, .mentor = 0}, .score_bp = 1234};
    w.p.pin_count = 1;
    assert_int_equal(solve(&w), STATUS_OK);
    assert_int_equal(w.s->pair_count, 2);
    assert_int_equal(w.s->pairs[0].mentor, 0);
    assert_int_equal(w.s->levels[0].value, 2);
    assert_int_equal(w.s->levels[1].value, 6234);
    free_world(&w);
}

static void more_pins_than_places_are_an_internal_error(void **state) {
    (void)state;
    world w;
    make_world(&w, 2, 2, 5000);
    w.pins[0] = (problem_pin){.couple = {.mentee = 0, .mentor = 0}};
    w.pins[1] = (problem_pin){.couple = {.mentee = 0, .mentor = 1}};
    w.p.pin_count = 2;
    assert_int_equal(solve(&w), STATUS_INTERNAL);
    assert_null(w.s);
    free_world(&w);
}

static void the_draw_goes_on_until_one_pairing_is_left(void **state) {
    (void)state;
    world w;
    make_world(&w, 20, 20, 5000);
    w.draw_alike = 5; // four of each kind: round 1 cannot tell them apart
    assert_int_equal(solve(&w), STATUS_OK);
    assert_int_equal(w.s->pair_count, 20);
    assert_true(w.s->level_count > 3);
    for (uint32_t k = 2; k < w.s->level_count; k++) {
        assert_int_equal(w.s->levels[k].level, LEVEL_DRAW);
        assert_int_equal(w.s->levels[k].round, k - 1);
        assert_int_equal(w.s->proofs[k].round, k - 1);
    }
    free_world(&w);
}

static uint64_t always_alike(void *self, uint32_t round, role who, uint32_t number) {
    (void)self, (void)round, (void)who, (void)number;
    return 7;
}

static void a_draw_that_never_ends_is_an_internal_error(void **state) {
    (void)state;
    world w;
    make_world(&w, 2, 2, 5000);
    w.p.draw_key = always_alike;
    assert_int_equal(solve(&w), STATUS_INTERNAL);
    assert_non_null(strstr(w.c.fault.what, "8 rounds"));
    free_world(&w);
}

static void fewest_changes_keeps_the_previous_pairs(void **state) {
    (void)state;
    static const level_kind levels[] = {LEVEL_MOST_MATCHED, LEVEL_FEWEST_CHANGES};
    world w;
    make_world(&w, 5, 5, 100);
    for (uint32_t k = 0; k < 5; k++) {
        w.previous[k] = (couple){.mentee = k, .mentor = (k + 2) % 5};
    }
    w.p.previous_count = 5;
    w.scores[0 * 5 + 2] = -1; // one of them may not be any more
    assert_int_equal(solver_run(&w.s, &w.c, &w.p, levels, 2, &w.options), STATUS_OK);
    assert_int_equal(w.s->levels[0].value, 5);
    assert_int_equal(w.s->levels[1].value, 3); // its mentee needs another's place
    free_world(&w);
}

// Solves with the n-th allocation failing, for every n until it goes well; answers how many there were.
static uint64_t fail_every_allocation(grouping how) {
    static const level_kind levels[] = {LEVEL_MOST_MATCHED, LEVEL_BEST_WORST, LEVEL_FAIREST, LEVEL_MOST_MENTORS};
    status result = STATUS_NO_MEMORY;
    uint64_t fail_at = 0;
    while (result == STATUS_NO_MEMORY) {
        world w;
        make_world(&w, 4, 3, 5000);
        for (uint32_t k = 0; k < 12; k++) {
            w.scores[k] = (int16_t)(k * 37 % 101 * 100);
        }
        w.capacity[ROLE_MENTOR][1] = 2;
        w.previous[0] = (couple){.mentee = 1, .mentor = 1};
        w.p.previous_count = 1;
        w.pins[0] = (problem_pin){.couple = {.mentee = 0, .mentor = 0}, .score_bp = 1};
        w.p.pin_count = 1;
        w.options.grouping = how;
        w.options.pairs_at_once = 1;
        w.c.memory.fail_at = ++fail_at;
        result = solver_run(&w.s, &w.c, &w.p, levels, 4, &w.options);
        assert_true(result == STATUS_OK || result == STATUS_NO_MEMORY);
        assert_int_equal(result, w.c.fault.status);
        free_world(&w);
    }
    return fail_at;
}

static void want_of_memory_anywhere_is_survived(void **state) {
    (void)state;
    const uint64_t without = fail_every_allocation(GROUPING_NEVER), with = fail_every_allocation(GROUPING_ALWAYS);
    assert_true(without > 100);
    assert_true(with > without);
}

enum { MANY = 1500 };

static void row_of_many(void *self, uint32_t mentee, uint32_t first, uint32_t count, int16_t *scores_bp) {
    (void)self;
    for (uint32_t k = 0; k < count; k++) {
        const uint32_t mentor = first + k;
        scores_bp[k] = (int16_t)((mentee * 7919 + mentor * 104729 + mentee * mentor) % 10001);
    }
}

static void glpk_without_memory_is_reported(void **state) {
    (void)state;
    world w;
    uint32_t capacity[MANY];
    make_world(&w, 0, 0, 0);
    for (uint32_t k = 0; k < MANY; k++) {
        capacity[k] = 1;
    }
    w.p.class_scores = NULL;
    w.p.class_row = row_of_many;
    for (role who = ROLE_MENTOR; who < ROLE_COUNT; who++) {
        w.p.count[who] = MANY;
        w.p.capacity[who] = capacity;
    }
    w.options.simplex.memory_limit_mb = 1;
    assert_int_equal(solve(&w), STATUS_NO_MEMORY);
    assert_string_equal(w.c.fault.where, "assignment/glpk");
    w.options.simplex.memory_limit_mb = 0;
    assert_int_equal(solve(&w), STATUS_OK);
    assert_int_equal(w.s->pair_count, MANY);
    free_world(&w);
}

typedef struct told {
    uint32_t times, highest_step;
    int64_t last_value, last_bound;
} told;

static void on_progress(void *self, const progress *now) {
    told *t = self;
    assert_string_equal(now->stage, "pairing");
    assert_true(now->step >= 1 && now->step <= now->steps && now->step >= t->highest_step);
    assert_int_equal(now->steps, 3);
    assert_non_null(now->level);
    t->times++;
    t->highest_step = now->step;
    t->last_value = now->value;
    t->last_bound = now->bound;
}

static void the_host_is_told_how_far_it_has_come(void **state) {
    (void)state;
    world w;
    told t = {0};
    make_world(&w, 3, 3, 5000);
    w.c.host = (host){.self = &t, .progress = on_progress};
    assert_int_equal(solve(&w), STATUS_OK);
    assert_int_equal(t.highest_step, 3);
    assert_true(t.times >= 6);
    assert_int_equal(t.last_value, t.last_bound);
    free_world(&w);
}

static bool at_once(void *self) {
    (void)self;
    return true;
}

static void stopped_at_once_there_is_a_pairing_with_bounds(void **state) {
    (void)state;
    world w;
    make_world(&w, 6, 5, 5000);
    w.c.host.stop = at_once;
    w.options.ask_every = 1;
    assert_int_equal(solve(&w), STATUS_OK);
    assert_int_equal(w.s->stopped, STOPPED_INTERRUPT);
    assert_int_equal(w.s->level_count, 3);
    assert_int_equal(w.s->proof_count, 3);
    for (uint32_t k = 0; k < 3; k++) {
        assert_true(w.s->levels[k].bound >= w.s->levels[k].value);
    }
    free_world(&w);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nobody_is_paired_where_nobody_is),
        cmocka_unit_test(a_single_pair_is_found),
        cmocka_unit_test(people_without_places_stay_out),
        cmocka_unit_test(places_are_filled_up_to_their_number),
        cmocka_unit_test(pins_count_and_take_a_place),
        cmocka_unit_test(more_pins_than_places_are_an_internal_error),
        cmocka_unit_test(the_draw_goes_on_until_one_pairing_is_left),
        cmocka_unit_test(a_draw_that_never_ends_is_an_internal_error),
        cmocka_unit_test(fewest_changes_keeps_the_previous_pairs),
        cmocka_unit_test(want_of_memory_anywhere_is_survived),
        cmocka_unit_test(glpk_without_memory_is_reported),
        cmocka_unit_test(the_host_is_told_how_far_it_has_come),
        cmocka_unit_test(stopped_at_once_there_is_a_pairing_with_bounds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
