// The checker on cohorts made by hand: what it accepts, every fault by name, what is not proven, the draw, who may be
// paired. Damage at random is tests/property/checker_property.c.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "proof/checker.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "small_world.h"

// Seeds found by trying: the draw weights of round 1 tie, and those of round 2 do not.
enum { SEED_TWO_MENTEES_TIE = 13172, SEED_SWAP_TIES = 1432, SEED_DIRECTIONS_TIE = 86068 };

static const level_kind DEFAULT_OBJECTIVE[] = {LEVEL_MOST_MATCHED, LEVEL_BEST_TOTAL};

static check_fault fault_at(world *w, uint32_t *level) {
    arena texts = arena_over(&w->c.memory);
    const check_report r = world_check(w, &texts);
    *level = r.level;
    assert_int_equal(r.fault == CHECK_NONE, r.text.length == 0);
    arena_free(&texts);
    return r.fault;
}

static check_fault fault_of(world *w) {
    uint32_t level;
    return fault_at(w, &level);
}

static void assert_says(world *w, const char *text) {
    arena texts = arena_over(&w->c.memory);
    const check_report r = world_check(w, &texts);
    if (span_find(r.text, span_of(text)) == SIZE_MAX) {
        fail_msg("\"%.*s\" does not say \"%s\"", SPAN_ARGS(r.text), text);
    }
    arena_free(&texts);
}

// Three mentees and three mentors; the best pairs are e0–o1, e1–o0, e2–o2 (9000 + 8000 + 5000).
static void make_three(world *w) {
    static const int32_t SCORES[3][3] = {{7000, 9000, 1000}, {8000, 9500, 0}, {100, 200, 5000}};
    world_make(w, 3, 3);
    world_objective(w, DEFAULT_OBJECTIVE, 2);
    for (uint32_t i = 0; i < 3; i++) {
        for (uint32_t j = 0; j < 3; j++) {
            world_score(w, i, j, SCORES[i][j]);
        }
    }
}

static void solve_three(world *w) {
    make_three(w);
    world_solve(w, 0);
}

// ---- accepted ----------------------------------------------------------------------------------------------------

static void the_best_pairing_is_accepted(void **state) {
    (void)state;
    static world w;
    solve_three(&w);
    assert_int_equal(w.levels[1].value, 22000);
    assert_int_equal(fault_of(&w), CHECK_NONE);
    world_free(&w);
}

static void every_level_is_replayed(void **state) {
    (void)state;
    static world w;
    static const level_kind ALL[] = {LEVEL_MOST_MATCHED, LEVEL_PRIORITY_MATCHED, LEVEL_MOST_MENTORS,  LEVEL_BEST_WORST,
                                     LEVEL_FAIREST,      LEVEL_BEST_TOTAL,       LEVEL_FEWEST_CHANGES};
    for (uint32_t from = 0; from < 7; from++) {
        make_three(&w);
        level_kind two[2] = {LEVEL_MOST_MATCHED, ALL[from]};
        world_objective(&w, from == 0 ? ALL : two, from == 0 ? 7 : 2);
        w.people[ROLE_MENTEE][1].priority = true;
        w.people[ROLE_MENTOR][1].capacity = 2;
        world_previous(&w, 2, 2);
        world_solve(&w, 5);
        assert_int_equal(fault_of(&w), CHECK_NONE);
        world_free(&w);
    }
}

static void nobody_and_nothing(void **state) {
    (void)state;
    static world w;
    for (uint32_t mentees = 0; mentees < 3; mentees++) {
        for (uint32_t mentors = 0; mentors < 3; mentors++) {
            // Nobody is eligible; the goals without a value have no entry.
            world_make(&w, mentees, mentors);
            static const level_kind OBJECTIVE[] = {LEVEL_MOST_MATCHED, LEVEL_BEST_WORST, LEVEL_FAIREST};
            world_objective(&w, OBJECTIVE, 3);
            world_solve(&w, 0);
            assert_int_equal(w.solution.pair_count, 0);
            assert_int_equal(fault_of(&w), CHECK_NONE);
            w.levels[1].has_value = true;
            assert_int_equal(fault_of(&w), CHECK_VALUE);
            world_free(&w);
        }
    }
}

static void an_empty_objective_leaves_the_draw(void **state) {
    (void)state;
    static world w;
    make_three(&w);
    w.program.objective_count = 0;
    world_solve(&w, 0);
    assert_int_equal(w.solution.level_count, 1);
    assert_int_equal(fault_of(&w), CHECK_NONE);
    world_free(&w);
}

static void closed_people_need_no_price(void **state) {
    (void)state;
    static world w;
    make_three(&w);
    w.people[ROLE_MENTOR][0].capacity = 0;
    world_pin(&w, 0, 1);
    world_solve(&w, 0);
    for (uint32_t k = 0; k < w.solution.proof_count; k++) {
        w.proofs[k].prices[ROLE_MENTOR][0] = 0;
        w.proofs[k].prices[ROLE_MENTOR][1] = k % 2 == 0 ? INT64_MIN : INT64_MAX;
        w.proofs[k].prices[ROLE_MENTEE][0] = -1;
    }
    assert_int_equal(fault_of(&w), CHECK_NONE);
    world_free(&w);
}

static bool always(void *self) {
    (void)self;
    return true;
}

static void a_stopped_host_does_not_stop_it(void **state) {
    (void)state;
    static world w;
    solve_three(&w);
    w.c.host.stop = always;
    assert_int_equal(fault_of(&w), CHECK_NONE);
    world_free(&w);
}

// ---- pairs -------------------------------------------------------------------------------------------------------

static void pairs_must_be_eligible(void **state) {
    (void)state;
    static world w;
    solve_three(&w);
    w.pairs[1].mentor = 2; // no score
    assert_int_equal(fault_of(&w), CHECK_PAIR_NOT_ELIGIBLE);
    assert_says(&w, "mentee e1 and mentor o2 may not be paired");
    w.pairs[1] = (couple){1, 3};
    assert_int_equal(fault_of(&w), CHECK_PAIR_NOT_ELIGIBLE);
    w.pairs[2] = (couple){NONE, 0};
    assert_int_equal(fault_of(&w), CHECK_PAIR_NOT_ELIGIBLE);
    world_free(&w);
}

static void pairs_stand_once_and_in_order(void **state) {
    (void)state;
    static world w;
    solve_three(&w);
    w.pairs[1] = w.pairs[0];
    assert_int_equal(fault_of(&w), CHECK_PAIR_TWICE);
    w.pairs[0] = (couple){1, 0};
    assert_int_equal(fault_of(&w), CHECK_PAIR_TWICE);
    world_free(&w);
}

static void nobody_goes_over_capacity(void **state) {
    (void)state;
    static world w;
    solve_three(&w);
    w.pairs[1] = (couple){1, 1};
    assert_int_equal(fault_of(&w), CHECK_OVER_CAPACITY);
    assert_says(&w, "mentor o1 has 2 pairs and 1 places");
    w.pairs[1] = (couple){0, 2};
    assert_int_equal(fault_of(&w), CHECK_OVER_CAPACITY);
    world_free(&w);
}

static void pins_must_be_there(void **state) {
    (void)state;
    static world w;
    make_three(&w);
    world_pin(&w, 2, 1);
    world_solve(&w, 0);
    assert_int_equal(fault_of(&w), CHECK_NONE);
    w.cohort.pin_count = 0; // without the pin there are better ones
    assert_int_not_equal(fault_of(&w), CHECK_NONE);
    w.pins[0] = (couple){0, 0};
    w.cohort.pin_count = 1;
    assert_int_equal(fault_of(&w), CHECK_PIN_MISSING);
    world_free(&w);
}

static void a_pin_needs_no_score(void **state) {
    (void)state;
    static world w;
    make_three(&w);
    world_pin(&w, 1, 2);
    static const level_kind OBJECTIVE[] = {LEVEL_MOST_MATCHED, LEVEL_BEST_WORST, LEVEL_FAIREST, LEVEL_BEST_TOTAL};
    world_objective(&w, OBJECTIVE, 4);
    world_solve(&w, 0);
    assert_int_equal(w.solution.pair_count, 3);
    assert_int_equal(w.levels[1].value, 200); // the pinned pair's 0 is not compared
    assert_int_equal(w.levels[3].value, 7000 + 200);
    assert_int_equal(fault_of(&w), CHECK_NONE);
    world_free(&w);
}

// ---- levels, values, entries -------------------------------------------------------------------------------------

static void levels_are_those_asked_for(void **state) {
    (void)state;
    static world w;
    uint32_t level;
    solve_three(&w);
    w.solution.level_count = 2; // without the draw
    assert_int_equal(fault_at(&w, &level), CHECK_LEVELS_DIFFER);
    assert_int_equal(level, NONE);
    w.solution.level_count = 0;
    assert_int_equal(fault_of(&w), CHECK_LEVELS_DIFFER);
    world_free(&w);
    solve_three(&w);
    w.levels[1].level = LEVEL_PRIORITY_MATCHED;
    assert_int_equal(fault_at(&w, &level), CHECK_LEVELS_DIFFER);
    assert_int_equal(level, 1);
    world_free(&w);
    solve_three(&w);
    w.levels[0].proven = false; // and all behind it proven
    assert_int_equal(fault_at(&w, &level), CHECK_LEVELS_DIFFER);
    assert_int_equal(level, 1);
    world_free(&w);
    make_three(&w);
    world_solve(&w, 0);
    static const level_kind WITHOUT[] = {LEVEL_BEST_TOTAL, LEVEL_FAIREST};
    world_objective(&w, WITHOUT, 2); // needs most_matched
    w.levels[0].level = LEVEL_BEST_TOTAL;
    w.levels[1].level = LEVEL_FAIREST;
    assert_int_equal(fault_at(&w, &level), CHECK_LEVELS_DIFFER);
    assert_int_equal(level, 1);
    world_free(&w);
}

static void a_previous_pairing_comes_first(void **state) {
    (void)state;
    static world w;
    make_three(&w);
    world_previous(&w, 2, 1);
    w.inputs[0].role = INPUT_PREVIOUS;
    w.cohort.input_count = 1;
    world_solve(&w, 0);
    assert_int_equal(w.levels[0].level, LEVEL_FEWEST_CHANGES);
    assert_int_equal(w.levels[0].value, 1);
    assert_int_equal(fault_of(&w), CHECK_NONE);
    w.cohort.input_count = 0; // no file was given: nobody asked for it
    assert_int_equal(fault_of(&w), CHECK_LEVELS_DIFFER);
    world_free(&w);
}

static void values_and_bounds_are_recomputed(void **state) {
    (void)state;
    static world w;
    for (uint32_t k = 0; k < 3; k++) {
        uint32_t level;
        solve_three(&w);
        w.levels[k].value--;
        assert_int_equal(fault_at(&w, &level), CHECK_VALUE);
        assert_int_equal(level, k);
        w.levels[k].value++;
        w.levels[k].bound++;
        assert_int_equal(fault_at(&w, &level), CHECK_BOUND);
        assert_int_equal(level, k);
        world_free(&w);
    }
}

static void profiles_are_recomputed(void **state) {
    (void)state;
    static world w;
    make_three(&w);
    static const level_kind OBJECTIVE[] = {LEVEL_MOST_MATCHED, LEVEL_FAIREST};
    world_objective(&w, OBJECTIVE, 2);
    world_solve(&w, 0);
    level_result *fairest = &w.levels[1];
    assert_int_equal(fairest->profile_count, 3);
    assert_int_equal(fairest->value, 50);
    fairest->profile[2].percent++;
    assert_int_equal(fault_of(&w), CHECK_VALUE);
    fairest->profile[2].percent--;
    fairest->profile_count--;
    assert_int_equal(fault_of(&w), CHECK_VALUE);
    fairest->profile_count++;
    assert_int_equal(fault_of(&w), CHECK_NONE);
    world_free(&w);
}

static void entries_line_up_with_levels(void **state) {
    (void)state;
    static world w;
    uint32_t level;
    solve_three(&w);
    w.solution.proof_count--;
    assert_int_equal(fault_at(&w, &level), CHECK_LEVELS_DIFFER);
    assert_int_equal(level, 2);
    w.solution.proof_count++;
    w.proofs[1].t = 0;
    assert_int_equal(fault_at(&w, &level), CHECK_LEVELS_DIFFER);
    assert_int_equal(level, 1);
    w.proofs[1].t = -1;
    w.proofs[2].round = 2;
    assert_int_equal(fault_of(&w), CHECK_LEVELS_DIFFER);
    w.proofs[2].round = 1;
    w.proofs[0].prices[ROLE_MENTOR] = NULL;
    assert_int_equal(fault_of(&w), CHECK_LEVELS_DIFFER);
    world_free(&w);
}

// ---- prices ------------------------------------------------------------------------------------------------------

static void prices_must_prove_the_pairing(void **state) {
    (void)state;
    static world w;
    uint32_t level;
    solve_three(&w);
    // e1 would do better with o1 (9500), but for its price.
    w.proofs[1].prices[ROLE_MENTOR][1] -= 5000;
    assert_int_equal(fault_at(&w, &level), CHECK_REDUCED_COST);
    assert_int_equal(level, 1);
    assert_says(&w, "every best pairing pairs mentee e1 with mentor o1");
    w.proofs[1].prices[ROLE_MENTOR][1] += 10000;
    assert_int_equal(fault_at(&w, &level), CHECK_REDUCED_COST);
    assert_says(&w, "no best pairing pairs mentee e0 with mentor o1");
    world_free(&w);
}

static void prices_must_fit_the_loads(void **state) {
    (void)state;
    static world w;
    world_make(&w, 2, 1);
    world_objective(&w, DEFAULT_OBJECTIVE, 2);
    world_score(&w, 0, 0, 9000);
    world_score(&w, 1, 0, 8000);
    world_solve(&w, 0);
    assert_int_equal(fault_of(&w), CHECK_NONE);
    w.proofs[0].prices[ROLE_MENTEE][1] = 1; // who is not paired
    uint32_t level;
    assert_int_equal(fault_at(&w, &level), CHECK_LOAD);
    assert_int_equal(level, 0);
    assert_says(&w, "mentee e1");
    world_free(&w);
}

static void a_better_pairing_is_found_out(void **state) {
    (void)state;
    static world w;
    solve_three(&w);
    // e0–o0, e1–o1, e2–o2: as many pairs, 21500 in all.
    w.pairs[0].mentor = 0;
    w.pairs[1].mentor = 1;
    uint32_t level;
    assert_int_equal(fault_at(&w, &level), CHECK_VALUE);
    w.levels[1].value = w.levels[1].bound = 21500;
    w.levels[2].value = w.levels[2].bound =
        world_draw(&w, 1, w.pairs[0]) + world_draw(&w, 1, w.pairs[1]) + world_draw(&w, 1, w.pairs[2]);
    assert_int_equal(fault_at(&w, &level), CHECK_REDUCED_COST);
    assert_int_equal(level, 1);
    world_free(&w);
}

static void bans_hold(void **state) {
    (void)state;
    static world w;
    make_three(&w);
    static const level_kind OBJECTIVE[] = {LEVEL_MOST_MATCHED, LEVEL_FAIREST, LEVEL_BEST_WORST};
    world_objective(&w, OBJECTIVE, 3);
    world_solve(&w, 0);
    assert_int_equal(fault_of(&w), CHECK_NONE);
    // The entry at the highest percent is left out: the pair that stands there is above all t.
    uint32_t last = 1;
    while (w.proofs[last + 1].level == LEVEL_FAIREST) {
        last++;
    }
    assert_true(last > 1);
    memmove(&w.proofs[last], &w.proofs[last + 1], (w.solution.proof_count - last - 1) * sizeof *w.proofs);
    w.solution.proof_count--;
    uint32_t level;
    assert_int_not_equal(fault_at(&w, &level), CHECK_NONE);
    assert_int_equal(level, 1);
    world_free(&w);
}

static void a_pair_between_two_steps_of_fairest_is_refused(void **state) {
    (void)state;
    static world w;
    world_make(&w, 1, 2);
    static const level_kind OBJECTIVE[] = {LEVEL_MOST_MATCHED, LEVEL_FAIREST};
    world_objective(&w, OBJECTIVE, 2);
    world_score(&w, 0, 0, 5000);
    world_score(&w, 0, 1, 5050);
    world_solve(&w, 0);
    assert_int_equal(fault_of(&w), CHECK_NONE);
    w.proofs[1].t = 60;
    assert_int_equal(fault_of(&w), CHECK_BAN);
    w.proofs[1].t = 101;
    assert_int_equal(fault_of(&w), CHECK_LEVELS_DIFFER);
    w.proofs[1].t = INT32_MAX;
    assert_int_equal(fault_of(&w), CHECK_LEVELS_DIFFER);
    w.proofs[1].t = -1;
    assert_int_equal(fault_of(&w), CHECK_LEVELS_DIFFER);
    w.proofs[1].t = 49; // where nobody stands
    assert_int_equal(fault_of(&w), CHECK_LEVELS_DIFFER);
    world_free(&w);
}

static void forged_prices_of_any_size_are_refused(void **state) {
    (void)state;
    static const int64_t FORGED[] = {INT64_MAX, INT64_MIN, INT64_MAX / 2 + 1, INT64_MIN / 2 - 1};
    static world w;
    for (size_t k = 0; k < sizeof FORGED / sizeof *FORGED; k++) {
        for (uint32_t proof = 0; proof < 3; proof++) {
            for (role r = ROLE_MENTOR; r < ROLE_COUNT; r++) {
                solve_three(&w);
                w.people[r][0].capacity = 2; // so that load and price are multiplied
                w.proofs[proof].prices[r][0] = FORGED[k];
                assert_int_not_equal(fault_of(&w), CHECK_NONE);
                world_free(&w);
            }
        }
    }
    solve_three(&w);
    w.proofs[0].prices[ROLE_MENTEE][0] = INT64_MAX;
    w.proofs[0].prices[ROLE_MENTEE][1] = INT64_MAX;
    assert_int_equal(fault_of(&w), CHECK_OVERFLOW);
    assert_says(&w, "too large to be true");
    world_free(&w);
}

// ---- the draw ----------------------------------------------------------------------------------------------------

// Two mentees who score the same, and one place.
static void make_tied(world *w, uint64_t seed) {
    world_make(w, 2, 1);
    world_objective(w, DEFAULT_OBJECTIVE, 2);
    world_score(w, 0, 0, 5000);
    world_score(w, 1, 0, 5000);
    w->seed = seed;
}

static void another_pairing_as_good_before_the_draw(void **state) {
    (void)state;
    static world w;
    make_tied(&w, 1);
    world_solve(&w, 0);
    assert_int_equal(w.solution.level_count, 3);
    assert_int_equal(fault_of(&w), CHECK_NONE);
    w.pairs[0].mentee = 1 - w.pairs[0].mentee;
    w.levels[2].value = w.levels[2].bound = world_draw(&w, 1, w.pairs[0]);
    uint32_t level;
    assert_int_not_equal(fault_at(&w, &level), CHECK_NONE); // as good in all goals, but not the draw's
    assert_int_equal(level, 2);
    world_free(&w);
}

static void the_draw_goes_on_until_it_is_settled(void **state) {
    (void)state;
    static world w;
    make_tied(&w, SEED_TWO_MENTEES_TIE);
    world_solve(&w, 0);
    assert_int_equal(w.solution.level_count, 4); // two rounds
    for (uint64_t k = 0; k < 50; k++) {          // with many prices that prove it
        w.random = k;
        world_solve(&w, 200000);
        assert_int_equal(fault_of(&w), CHECK_NONE);
    }
    w.solution.level_count = w.solution.proof_count = 3;
    assert_int_equal(fault_of(&w), CHECK_NOT_UNIQUE);
    world_free(&w);
}

static void a_swap_that_ties_is_found(void **state) {
    (void)state;
    static world w;
    world_make(&w, 2, 2);
    world_objective(&w, DEFAULT_OBJECTIVE, 2);
    for (uint32_t k = 0; k < 4; k++) {
        world_score(&w, k / 2, k % 2, 5000);
    }
    w.seed = SEED_SWAP_TIES;
    world_solve(&w, 0);
    assert_int_equal(w.solution.level_count, 4);
    assert_int_equal(fault_of(&w), CHECK_NONE);
    w.solution.level_count = w.solution.proof_count = 3;
    assert_int_equal(fault_of(&w), CHECK_NOT_UNIQUE);
    assert_says(&w, "another pairing is as good");
    world_free(&w);
}

static void the_draw_does_not_go_on_when_settled(void **state) {
    (void)state;
    static world w;
    for (int tied = 0; tied < 2; tied++) {
        make_tied(&w, tied ? SEED_TWO_MENTEES_TIE : 1);
        world_solve(&w, 0);
        // One more round, proven in itself.
        world_face face;
        world_face_begin(&w, &face);
        for (uint32_t k = 0; k < w.solution.proof_count; k++) {
            world_restrict(&w, &face, &w.proofs[k]);
        }
        const uint32_t round = w.solution.level_count - 1;
        assert_true(world_claim_level(&w, &face, LEVEL_DRAW, round, w.best, NULL, 0, 0));
        uint32_t level;
        assert_int_equal(fault_at(&w, &level), CHECK_NOT_UNIQUE);
        assert_int_equal(level, round + 1);
        assert_says(&w, "the draw goes on");
        world_free(&w);
    }
}

static void no_more_than_eight_rounds(void **state) {
    (void)state;
    static world w;
    make_tied(&w, 1);
    world_solve(&w, 0);
    for (uint32_t round = 2; round <= 9; round++) {
        world_add_proof(&w, LEVEL_DRAW, -1, round);
        const int64_t value = world_draw(&w, round, w.pairs[0]);
        w.levels[w.solution.level_count++] = (level_result){
            .level = LEVEL_DRAW, .round = round, .proven = true, .has_value = true, .value = value, .bound = value};
    }
    uint32_t level;
    assert_int_equal(fault_at(&w, &level), CHECK_LEVELS_DIFFER);
    assert_int_equal(level, 10);
    world_free(&w);
}

// ---- not proven --------------------------------------------------------------------------------------------------

static void unproven_levels_have_bounds(void **state) {
    (void)state;
    static world w;
    solve_three(&w);
    w.levels[2].proven = false;
    assert_int_equal(fault_of(&w), CHECK_NONE); // a bound that happens to be reached
    w.levels[1].proven = false;
    // Every mentee at their best score: 9000 + 9500 + 5000; the draw likewise.
    for (uint32_t k = 1; k < 3; k++) {
        int64_t *prices = w.proofs[k].prices[ROLE_MENTEE];
        memset(w.proofs[k].prices[ROLE_MENTOR], 0, 3 * sizeof(int64_t));
        memset(prices, 0, 3 * sizeof(int64_t));
        w.levels[k].bound = 0;
        for (uint32_t arc = 0; arc < w.arc_count; arc++) {
            const uint32_t i = w.arcs[arc].mentee;
            const int64_t weight = world_weight(&w, w.levels[k].level, 1, arc);
            prices[i] = weight > prices[i] ? weight : prices[i];
        }
        for (uint32_t i = 0; i < 3; i++) {
            w.levels[k].bound += prices[i];
        }
    }
    assert_int_equal(w.levels[1].bound, 23500);
    assert_int_equal(fault_of(&w), CHECK_NONE);
    uint32_t level;
    w.levels[1].bound--;
    assert_int_equal(fault_at(&w, &level), CHECK_BOUND);
    assert_int_equal(level, 1);
    w.levels[1].bound = 21999; // below the value
    assert_int_equal(fault_at(&w, &level), CHECK_BOUND);
    w.levels[1].bound = 23500;
    w.solution.proof_count = 2; // the draw's bound is not proven by anything
    assert_int_equal(fault_at(&w, &level), CHECK_LEVELS_DIFFER);
    assert_int_equal(level, 2);
    world_free(&w);
}

// Goals most_matched and `kind`, the latter with a bound that is not reached: the worst pairing stands at 200.
static void make_stopped(world *w, level_kind kind) {
    make_three(w);
    const level_kind objective[] = {LEVEL_MOST_MATCHED, kind};
    world_objective(w, objective, 2);
    world_list_pairings(w);
    const uint32_t all = w->pairing_count;
    uint32_t poor = NONE;
    for (uint32_t k = 0; k < all; k++) {
        if (world_value(w, LEVEL_MOST_MATCHED, 0, w->pairings[k]) == 3 &&
            world_value(w, LEVEL_BEST_WORST, 0, w->pairings[k]) == 200) {
            poor = w->pairings[k];
        }
    }
    assert_int_not_equal(poor, NONE);
    world_claim_begin(w, poor);
    world_add_level(w, LEVEL_MOST_MATCHED, 0, poor);
    world_add_level(w, kind, 0, poor);
    world_add_level(w, LEVEL_DRAW, 1, poor);
    w->levels[1].proven = w->levels[2].proven = false;
    level_proof *matched = world_add_proof(w, LEVEL_MOST_MATCHED, -1, 0);
    for (uint32_t i = 0; i < 3; i++) {
        matched->prices[ROLE_MENTEE][i] = 1; // everybody must be paired
    }
    level_proof *p = world_add_proof(w, kind, kind == LEVEL_FAIREST ? 50 : 5000, 0);
    p->prices[ROLE_MENTEE][2] = -1; // e2 as well, and has nobody above 5000
    w->levels[1].bound = p->t;
    level_proof *draw = world_add_proof(w, LEVEL_DRAW, -1, 1);
    w->levels[2].bound = 0;
    for (uint32_t i = 0; i < 3; i++) {
        draw->prices[ROLE_MENTEE][i] = 65535;
        w->levels[2].bound += 65535;
    }
}

static void unproven_best_worst_and_fairest_have_bounds(void **state) {
    (void)state;
    static world w;
    static const level_kind KINDS[] = {LEVEL_BEST_WORST, LEVEL_FAIREST};
    for (int k = 0; k < 2; k++) {
        uint32_t level;
        make_stopped(&w, KINDS[k]);
        assert_int_equal(fault_of(&w), CHECK_NONE);
        const int32_t t = w.proofs[1].t;
        w.levels[1].bound = w.proofs[1].t =
            t - (KINDS[k] == LEVEL_FAIREST ? 1 : 100); // nobody stands there: it proves nothing
        assert_int_equal(fault_at(&w, &level), CHECK_BOUND);
        assert_int_equal(level, 1);
        w.levels[1].bound = t;
        assert_int_equal(fault_at(&w, &level), CHECK_LEVELS_DIFFER); // t is not the bound
        w.proofs[1].t = t;
        w.proofs[1].prices[ROLE_MENTEE][2] = 0;
        assert_int_equal(fault_at(&w, &level), CHECK_BOUND);
        // The highest there is needs no entry.
        w.levels[1].bound = KINDS[k] == LEVEL_FAIREST ? 100 : 10000;
        memmove(&w.proofs[1], &w.proofs[2], sizeof *w.proofs);
        w.solution.proof_count--;
        assert_int_equal(fault_of(&w), CHECK_NONE);
        w.levels[1].bound++;
        assert_int_equal(fault_at(&w, &level), CHECK_LEVELS_DIFFER);
        world_free(&w);
    }
}

static void the_draw_can_be_left_unproven(void **state) {
    (void)state;
    static world w;
    make_tied(&w, SEED_TWO_MENTEES_TIE);
    world_solve(&w, 0);
    w.solution.level_count = w.solution.proof_count = 3;
    w.levels[2].proven = false; // not called settled
    assert_int_equal(fault_of(&w), CHECK_NONE);
    world_free(&w);
    make_tied(&w, SEED_TWO_MENTEES_TIE);
    world_solve(&w, 0);
    w.levels[3].proven = false;
    assert_int_equal(fault_of(&w), CHECK_LEVELS_DIFFER);
    world_free(&w);
}

// ---- who may be paired -------------------------------------------------------------------------------------------

// Two people in both roles, e0 = o0 and e1 = o1, and a third mentee, who scores little.
static void make_reciprocal(world *w, int32_t one_bp, int32_t other_bp) {
    world_make(w, 3, 2);
    world_objective(w, DEFAULT_OBJECTIVE, 2);
    for (uint32_t i = 0; i < 2; i++) {
        w->people[ROLE_MENTEE][i].self = i;
        w->people[ROLE_MENTOR][i].self = i;
    }
    world_score(w, 0, 1, one_bp);
    world_score(w, 1, 0, other_bp);
    world_score(w, 2, 0, 100);
    world_score(w, 2, 1, 100);
}

// The claim of a world without the pair (mentee, mentor), checked in one with all scores.
static check_fault without_pair(world *w, uint32_t mentee, uint32_t mentor) {
    given_score all[WORLD_PAIRS];
    memcpy(all, w->given, sizeof all);
    const size_t count = w->table.count;
    w->table.count = 0;
    for (size_t k = 0; k < count; k++) {
        if (all[k].couple.mentee != mentee || all[k].couple.mentor != mentor) {
            w->given[w->table.count++] = all[k];
        }
    }
    world_solve(w, 0);
    memcpy(w->given, all, sizeof all);
    w->table.count = count;
    return fault_of(w);
}

static void the_better_direction_counts(void **state) {
    (void)state;
    static world w;
    for (uint64_t seed = 1; seed < 6; seed++) { // whatever the draw says
        make_reciprocal(&w, 6000, 7000);
        w.seed = seed;
        assert_int_equal(without_pair(&w, 0, 1), CHECK_NONE);
        world_free(&w);
        make_reciprocal(&w, 6000, 7000);
        w.seed = seed;
        assert_int_equal(without_pair(&w, 1, 0), CHECK_PAIR_NOT_ELIGIBLE);
        world_free(&w);
    }
    make_reciprocal(&w, 6000, 7000);
    w.program.rules.better_direction = false;
    world_solve(&w, 0);
    assert_int_equal(w.levels[1].value, 13000);
    assert_int_equal(fault_of(&w), CHECK_NONE);
    world_free(&w);
}

static void a_tie_of_directions_is_drawn(void **state) {
    (void)state;
    static world w;
    for (uint64_t seed = 1; seed < 6; seed++) {
        make_reciprocal(&w, 6000, 6000);
        w.seed = seed;
        const bool first = world_draw(&w, 1, (couple){0, 1}) > world_draw(&w, 1, (couple){1, 0});
        assert_int_equal(without_pair(&w, first ? 1 : 0, first ? 0 : 1), CHECK_NONE);
        world_free(&w);
    }
    // The weights tie too: the smaller mentor id, o0.
    make_reciprocal(&w, 6000, 6000);
    w.seed = SEED_DIRECTIONS_TIE;
    assert_int_equal(world_draw(&w, 1, (couple){0, 1}), world_draw(&w, 1, (couple){1, 0}));
    assert_int_equal(without_pair(&w, 0, 1), CHECK_NONE);
    world_free(&w);
}

static void a_direction_needs_a_place_and_eligibility(void **state) {
    (void)state;
    static world w;
    make_reciprocal(&w, 6000, 7000);
    w.people[ROLE_MENTOR][0].capacity = 0; // o0 has no place to offer: 0–1 stays
    world_solve(&w, 0);
    assert_int_equal(w.levels[1].value, 6000);
    assert_int_equal(fault_of(&w), CHECK_NONE);
    world_free(&w);
    make_reciprocal(&w, 6000, 7000);
    const couple veto = {1, 0};
    w.cohort.vetoes = &(couple){1, 0};
    w.cohort.veto_count = 1;
    assert_int_equal(without_pair(&w, veto.mentee, veto.mentor), CHECK_NONE);
    world_free(&w);
}

static void a_pin_takes_the_other_direction_away(void **state) {
    (void)state;
    static world w;
    make_reciprocal(&w, 6000, 7000);
    world_pin(&w, 0, 1);
    assert_int_equal(without_pair(&w, 1, 0), CHECK_NONE);
    world_free(&w);
    make_reciprocal(&w, 6000, 7000);
    world_pin(&w, 0, 1);
    world_pin(&w, 1, 0); // both pinned
    world_solve(&w, 0);
    assert_int_equal(fault_of(&w), CHECK_NONE);
    world_free(&w);
}

static void oneself_is_nobodys_mentor(void **state) {
    (void)state;
    static world w;
    world_make(&w, 1, 1);
    world_objective(&w, DEFAULT_OBJECTIVE, 2);
    world_score(&w, 0, 0, 9000);
    world_solve(&w, 0);
    assert_int_equal(fault_of(&w), CHECK_NONE);
    w.people[ROLE_MENTEE][0].self = w.people[ROLE_MENTOR][0].self = 0;
    assert_int_equal(fault_of(&w), CHECK_PAIR_NOT_ELIGIBLE);
    world_free(&w);
}

// ---- words and memory --------------------------------------------------------------------------------------------

static void ids_cannot_mislead_a_terminal(void **state) {
    (void)state;
    static world w;
    solve_three(&w);
    w.people[ROLE_MENTEE][1].id = SPAN("\x1B[31mred\xE2\x80\xAE");
    w.pairs[1].mentor = 2;
    arena texts = arena_over(&w.c.memory);
    const check_report r = world_check(&w, &texts);
    assert_int_equal(r.fault, CHECK_PAIR_NOT_ELIGIBLE);
    assert_int_equal(r.mentee, 1);
    assert_int_equal(r.mentor, 2);
    assert_int_equal(r.level, NONE);
    assert_false(text_has_control(r.text));
    arena_free(&texts);
    world_free(&w);
}

static status check_in_form(world *w, const scoring *scored, arena *texts) {
    check_report r;
    return scored == NULL ? checker_check(&r, texts, &w->c, &w->cohort, &w->solution, w->seed)
                          : checker_check_by_class(&r, texts, &w->c, scored, &w->solution);
}

static void survives_want_of_memory(world *w, const scoring *scored) {
    const uint64_t live_before = w->c.memory.live_bytes;
    status result = STATUS_NO_MEMORY;
    for (uint64_t k = 1; result == STATUS_NO_MEMORY; k++) {
        arena texts = arena_over(&w->c.memory);
        w->c.memory.fail_at = w->c.memory.calls + k;
        result = check_in_form(w, scored, &texts);
        const bool failed = w->c.memory.calls >= w->c.memory.fail_at;
        w->c.memory.fail_at = 0;
        arena_free(&texts);
        assert_int_equal(result, failed ? STATUS_NO_MEMORY : STATUS_OK);
        assert_int_equal(w->c.memory.live_bytes, live_before);
        assert_true(k < 1000);
    }
}

static void want_of_memory_is_survived(void **state) {
    (void)state;
    static world w;
    for (int damaged = 0; damaged < 3; damaged++) {
        make_tied(&w, SEED_TWO_MENTEES_TIE);
        world_solve(&w, 0);
        if (damaged == 1) {
            w.levels[1].value++;
        } else if (damaged == 2) {
            w.solution.level_count = w.solution.proof_count = 3;
        }
        scoring *scored;
        assert_int_equal(scoring_create(&scored, &w.c, &w.cohort, w.seed), STATUS_OK);
        survives_want_of_memory(&w, NULL);
        survives_want_of_memory(&w, scored);
        scoring_free(scored);
        world_free(&w);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_best_pairing_is_accepted),
        cmocka_unit_test(every_level_is_replayed),
        cmocka_unit_test(nobody_and_nothing),
        cmocka_unit_test(an_empty_objective_leaves_the_draw),
        cmocka_unit_test(closed_people_need_no_price),
        cmocka_unit_test(a_stopped_host_does_not_stop_it),
        cmocka_unit_test(pairs_must_be_eligible),
        cmocka_unit_test(pairs_stand_once_and_in_order),
        cmocka_unit_test(nobody_goes_over_capacity),
        cmocka_unit_test(pins_must_be_there),
        cmocka_unit_test(a_pin_needs_no_score),
        cmocka_unit_test(levels_are_those_asked_for),
        cmocka_unit_test(a_previous_pairing_comes_first),
        cmocka_unit_test(values_and_bounds_are_recomputed),
        cmocka_unit_test(profiles_are_recomputed),
        cmocka_unit_test(entries_line_up_with_levels),
        cmocka_unit_test(prices_must_prove_the_pairing),
        cmocka_unit_test(prices_must_fit_the_loads),
        cmocka_unit_test(a_better_pairing_is_found_out),
        cmocka_unit_test(bans_hold),
        cmocka_unit_test(a_pair_between_two_steps_of_fairest_is_refused),
        cmocka_unit_test(forged_prices_of_any_size_are_refused),
        cmocka_unit_test(another_pairing_as_good_before_the_draw),
        cmocka_unit_test(the_draw_goes_on_until_it_is_settled),
        cmocka_unit_test(a_swap_that_ties_is_found),
        cmocka_unit_test(the_draw_does_not_go_on_when_settled),
        cmocka_unit_test(no_more_than_eight_rounds),
        cmocka_unit_test(unproven_levels_have_bounds),
        cmocka_unit_test(unproven_best_worst_and_fairest_have_bounds),
        cmocka_unit_test(the_draw_can_be_left_unproven),
        cmocka_unit_test(the_better_direction_counts),
        cmocka_unit_test(a_tie_of_directions_is_drawn),
        cmocka_unit_test(a_direction_needs_a_place_and_eligibility),
        cmocka_unit_test(a_pin_takes_the_other_direction_away),
        cmocka_unit_test(oneself_is_nobodys_mentor),
        cmocka_unit_test(ids_cannot_mislead_a_terminal),
        cmocka_unit_test(want_of_memory_is_survived),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
