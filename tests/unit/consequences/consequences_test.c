// What a result says that changes cost: by hand, at the edges, and without memory.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "consequences/consequences.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "changes.h"

static changes *t;
static maker *m;

static int begin(void **state) {
    (void)state;
    t = calloc(1, sizeof *t);
    m = t == NULL ? NULL : &t->m;
    return t == NULL ? -1 : 0;
}

static int end(void **state) {
    (void)state;
    const size_t left = changes_end(t);
    free(t);
    return left == 0 ? 0 : -1;
}

static void aim_at(level_kind first, level_kind second) {
    m->objective[0] = first;
    m->objective[1] = second;
    m->program.objective_count = 2;
}

// Scores by row; 0: not eligible. Aims at most pairs, then the best total.
static void begin_with(uint32_t mentees, uint32_t mentors, const int32_t *scores_bp) {
    maker_begin(m, mentees, mentors);
    const criterion *k = maker_criterion(m, "Reading", KIND_GIVEN, 1, NONE);
    for (uint32_t n = 0; n < mentees * mentors; n++) {
        if (scores_bp[n] > 0) {
            maker_give(m, k, n / mentors, n % mentors, scores_bp[n]);
        }
    }
    aim_at(LEVEL_MOST_MATCHED, LEVEL_BEST_TOTAL);
}

static void assert_change(const shown_change *change, int64_t first, int64_t second) {
    assert_true(change->known);
    assert_int_equal(change->level_count, 2);
    assert_int_equal(change->levels[0].by, first);
    assert_int_equal(change->levels[1].by, second);
}

static void assert_alternative(const shown_pair *pair, uint32_t number, uint32_t mentor, int64_t first,
                               int64_t second) {
    assert_true(pair->has_alternatives && pair->alternative_count > number);
    const shown_alternative *one = &pair->alternatives[number];
    assert_true(span_equal(one->mentor, maker_person(m, ROLE_MENTOR, mentor)->id));
    assert_change(&one->change, first, second);
}

// ---- by hand -----------------------------------------------------------------------------------------------------

// 0-0 and 1-1 now. Each with the other's mentor costs the swap; with the free mentor only their own difference.
static void swaps_and_free_places(void **state) {
    (void)state;
    begin_with(2, 3, (const int32_t[]){9000, 8000, 5000, 7000, 8500, 8000});
    assert_int_equal(changes_solve(t, 3), STATUS_OK);
    const pairing *p = t->result;
    assert_int_equal(p->pairs[0].alternative_count, 2);
    assert_alternative(&p->pairs[0], 0, 1, 0, -1500); // 0-1, 1-2 and nobody with mentor 0
    assert_alternative(&p->pairs[0], 1, 2, 0, -4000);
    assert_int_equal(p->pairs[0].alternatives[0].score_bp, 8000);
    assert_alternative(&p->pairs[1], 0, 2, 0, -500);
    assert_alternative(&p->pairs[1], 1, 0, 0, -2500); // 0-1, 1-0
    assert_int_equal(p->pairs[1].alternatives[0].change.levels[0].level, LEVEL_MOST_MATCHED);
    assert_int_equal(p->pairs[1].alternatives[0].change.levels[1].level, LEVEL_BEST_TOTAL);
}

static void in_somebodys_stead(void **state) {
    (void)state;
    begin_with(4, 2, (const int32_t[]){9000, 0, 7000, 0, 9000, 0, 0, 0});
    assert_int_equal(changes_solve(t, 3), STATUS_OK);
    const pairing *p = t->result;
    assert_int_equal(p->unmatched_count, 3);
    assert_int_equal(p->pairs[0].alternative_count, 0); // nobody else suits
    for (uint32_t n = 0; n < 2; n++) {                  // the seventy, and whom the draw has left out
        const bool drawn = !span_equal(p->unmatched[n].mentee, maker_person(m, ROLE_MENTEE, 1)->id);
        assert_change(&p->unmatched[n].stead_change, 0, drawn ? 0 : -2000);
    }
    assert_int_equal(p->unmatched[2].reason, UNMATCHED_NO_ELIGIBLE_MENTOR);
    assert_false(p->unmatched[2].stead_change.known);
}

// The other mentor is the only one for somebody else, who then has nobody.
static void an_alternative_may_cost_a_pair(void **state) {
    (void)state;
    begin_with(2, 2, (const int32_t[]){5000, 9000, 0, 8000});
    assert_int_equal(changes_solve(t, 3), STATUS_OK);
    assert_alternative(&t->result->pairs[0], 0, 1, -1, -4000); // 9000 instead of 5000 + 8000
    assert_int_equal(t->result->pairs[1].alternative_count, 0);
}

static void equal_choices_cost_nothing(void **state) {
    (void)state;
    begin_with(1, 4, (const int32_t[]){8000, 8000, 8000, 7000});
    assert_int_equal(changes_solve(t, 3), STATUS_OK);
    const shown_pair *pair = &t->result->pairs[0];
    assert_int_equal(pair->alternative_count, 3);
    assert_change(&pair->alternatives[0].change, 0, 0);
    assert_change(&pair->alternatives[1].change, 0, 0);
    assert_alternative(pair, 2, 3, 0, -1000);
    changes_by_paths(t);
    assert_null(changes_judge(t)); // the draw's order among the first two
}

// Losses alike at both levels: the higher score comes first. Here the total is no level.
static void the_higher_score_comes_first_where_costs_are_equal(void **state) {
    (void)state;
    begin_with(1, 3, (const int32_t[]){100, 9000, 7000});
    m->program.objective_count = 1;
    assert_int_equal(changes_solve(t, 3), STATUS_OK);
    const shown_pair *pair = &t->result->pairs[0];
    assert_int_equal(pair->alternative_count, 2);
    assert_true(pair->alternatives[0].score_bp > pair->alternatives[1].score_bp);
    assert_int_equal(pair->alternatives[0].change.level_count, 1);
}

static void pins_and_full_mentors_stay(void **state) {
    (void)state;
    begin_with(3, 4, (const int32_t[]){9000, 8000, 8000, 8000, 8500, 8000, 8000, 8000, 9000, 100, 100, 100});
    maker_pin(m, 0, 1, "");                        // mentor 1 is full by it
    maker_person(m, ROLE_MENTOR, 3)->capacity = 0; // offers nothing
    maker_person(m, ROLE_MENTEE, 0)->capacity = 2; // has one mentor by the pin, and one more
    assert_int_equal(changes_solve(t, 3), STATUS_OK);
    const pairing *p = t->result;
    assert_int_equal(p->pair_count, 3);
    for (uint32_t k = 0; k < p->pair_count; k++) {
        assert_true(p->pairs[k].has_alternatives);
        assert_true(!p->pairs[k].pinned || p->pairs[k].alternative_count == 0);
        for (uint32_t n = 0; n < p->pairs[k].alternative_count; n++) {
            assert_false(span_equal(p->pairs[k].alternatives[n].mentor, maker_person(m, ROLE_MENTOR, 1)->id));
            assert_false(span_equal(p->pairs[k].alternatives[n].mentor, maker_person(m, ROLE_MENTOR, 3)->id));
        }
    }
    changes_by_paths(t);
    assert_null(changes_judge(t));
}

static void only_pins_fill_whoever_suits(void **state) {
    (void)state;
    begin_with(2, 1, (const int32_t[]){9000, 8000});
    maker_pin(m, 0, 0, "");
    assert_int_equal(changes_solve(t, 3), STATUS_OK);
    assert_int_equal(t->result->unmatched[0].reason, UNMATCHED_PINNED);
    assert_false(t->result->unmatched[0].stead_change.known); // no pairing that keeps the pin has it
}

static void several_mentors_have_one_list(void **state) {
    (void)state;
    begin_with(1, 4, (const int32_t[]){9000, 8000, 7000, 6000});
    maker_person(m, ROLE_MENTEE, 0)->capacity = 2;
    assert_int_equal(changes_solve(t, 3), STATUS_OK);
    const pairing *p = t->result;
    assert_int_equal(p->pair_count, 2);
    for (uint32_t k = 0; k < 2; k++) {
        assert_int_equal(p->pairs[k].alternative_count, 2);
        assert_alternative(&p->pairs[k], 0, 2, 0, -1000); // the worse of the two gives way
        assert_alternative(&p->pairs[k], 1, 3, 0, -2000);
    }
}

// ---- what is left out --------------------------------------------------------------------------------------------

static void as_many_as_asked_for(void **state) {
    (void)state;
    begin_with(1, 4, (const int32_t[]){9000, 8000, 7000, 6000});
    assert_int_equal(changes_solve(t, 0), STATUS_OK);
    assert_true(t->result->pairs[0].has_alternatives);
    assert_int_equal(t->result->pairs[0].alternative_count, 0);
    const int32_t numbers[] = {1, 2, 3, 4, INT32_MAX};
    for (size_t k = 0; k < sizeof numbers / sizeof *numbers; k++) {
        t->result->options.alternatives = numbers[k];
        assert_int_equal(consequences_fill(t->result, &m->c, &m->cohort, t->scoring, t->found), STATUS_OK);
        assert_int_equal(t->result->pairs[0].alternative_count, numbers[k] < 3 ? numbers[k] : 3);
    }
}

static void not_known_with_goals_that_are_no_sums(void **state) {
    (void)state;
    const level_kind kinds[] = {LEVEL_BEST_WORST, LEVEL_FAIREST};
    for (size_t k = 0; k < 2; k++) {
        begin_with(3, 2, (const int32_t[]){9000, 8000, 8000, 7000, 100, 0});
        aim_at(LEVEL_MOST_MATCHED, kinds[k]);
        assert_int_equal(changes_solve(t, 3), STATUS_OK);
        assert_false(t->result->pairs[0].has_alternatives);
        assert_false(t->result->unmatched[0].stead_change.known);
        assert_int_equal(changes_end(t), 0);
        memset(t, 0, sizeof *t);
    }
}

static void not_known_where_a_level_is_not_proven(void **state) {
    (void)state;
    begin_with(3, 2, (const int32_t[]){9000, 8000, 8000, 7000, 100, 0});
    assert_int_equal(changes_solve(t, 3), STATUS_OK);
    assert_true(t->result->pairs[0].has_alternatives);
    pairing_free(t->result);
    t->result = NULL;
    t->found->levels[1].proven = false;
    const match_options options = {.alternatives = 3};
    assert_int_equal(
        pairing_build(&t->result, &m->c, &m->cohort, t->scoring, t->found, 1, &options, SPAN("mentorpair")), STATUS_OK);
    assert_int_equal(consequences_fill(t->result, &m->c, &m->cohort, t->scoring, t->found), STATUS_OK);
    assert_false(t->result->pairs[0].has_alternatives);
    assert_false(t->result->unmatched[0].stead_change.known);
    t->found->levels[1].proven = true;
    t->found->levels[2].proven = false; // the draw decides nothing about costs
    assert_int_equal(t->found->levels[2].level, LEVEL_DRAW);
    assert_int_equal(consequences_fill(t->result, &m->c, &m->cohort, t->scoring, t->found), STATUS_OK);
    assert_true(t->result->pairs[0].has_alternatives);
    assert_true(t->result->unmatched[0].stead_change.known);
}

static void large_cohorts_have_them_when_asked_for(void **state) {
    (void)state;
    for (uint32_t mentees = 2000; mentees <= 2001; mentees++) {
        maker_begin(m, mentees, 2);
        (void)maker_criterion(m, "Stage", KIND_STAGE_GAP, 1, FIELD_CAREER_STAGE);
        for (role side = 0; side < ROLE_COUNT; side++) {
            for (uint32_t i = 0; i < m->cohort.count[side]; i++) {
                maker_stage(m, side, i, side == ROLE_MENTOR);
            }
        }
        aim_at(LEVEL_MOST_MATCHED, LEVEL_BEST_TOTAL);
        assert_int_equal(scoring_create(&t->scoring, &m->c, &m->cohort, 1), STATUS_OK);
        assert_int_equal(assignment_solve(&t->found, &m->c, t->scoring, 1), STATUS_OK);
        const match_options options = {.alternatives = 3};
        assert_int_equal(
            pairing_build(&t->result, &m->c, &m->cohort, t->scoring, t->found, 1, &options, SPAN("mentorpair")),
            STATUS_OK);
        assert_int_equal(consequences_fill(t->result, &m->c, &m->cohort, t->scoring, t->found), STATUS_OK);
        assert_int_equal(t->result->pairs[0].has_alternatives, mentees <= 2000);
        assert_change(&t->result->unmatched[0].stead_change, 0, 0);
        t->result->options.alternatives_said = true;
        assert_int_equal(consequences_fill(t->result, &m->c, &m->cohort, t->scoring, t->found), STATUS_OK);
        assert_true(t->result->pairs[0].has_alternatives);
        assert_int_equal(t->result->pairs[0].alternative_count, 1);
        assert_int_equal(changes_end(t), 0);
        memset(t, 0, sizeof *t);
    }
}

static void nobody_at_all(void **state) {
    (void)state;
    for (uint32_t n = 0; n < 3; n++) {
        begin_with(n == 1, n == 2, (const int32_t[]){0});
        assert_int_equal(changes_solve(t, 3), STATUS_OK);
        assert_int_equal(changes_end(t), 0);
        memset(t, 0, sizeof *t);
    }
}

// ---- what must not be --------------------------------------------------------------------------------------------

static void a_pairing_that_is_not_the_best_is_a_defect(void **state) {
    (void)state;
    begin_with(2, 2, (const int32_t[]){9000, 8000, 8000, 9000});
    assert_int_equal(changes_solve(t, 3), STATUS_OK);
    t->found->pairs[0].mentor = 1;
    t->found->pairs[1].mentor = 0;
    assert_int_equal(consequences_fill(t->result, &m->c, &m->cohort, t->scoring, t->found), STATUS_INTERNAL);
    assert_string_equal(m->c.fault.where, "consequences");
}

static status build_and_fill(uint64_t fail_at, bool fail_on) {
    const match_options options = {.alternatives = 3};
    memory *of = &m->c.memory;
    pairing_free(t->result);
    t->result = NULL;
    assert_int_equal(
        pairing_build(&t->result, &m->c, &m->cohort, t->scoring, t->found, 1, &options, SPAN("mentorpair")), STATUS_OK);
    of->fail_at = fail_at == 0 ? 0 : of->calls + fail_at;
    of->fail_on = fail_on;
    const status result = consequences_fill(t->result, &m->c, &m->cohort, t->scoring, t->found);
    of->fail_at = 0;
    of->fail_on = false;
    m->c.fault = (fault){.status = STATUS_OK};
    return result;
}

// Every allocation fails once, alone and with all behind it; the result can be thrown away and made again.
static void survives_want_of_memory(void **state) {
    (void)state;
    uint32_t failures = 0;
    for (uint64_t seed = 1; seed <= 30; seed++) {
        changes_random(t, seed, 40);
        assert_int_equal(changes_solve(t, 3), STATUS_OK);
        changes_by_paths(t);
        for (uint64_t n = 1;; n++) {
            const status alone = build_and_fill(n, false), with_all = build_and_fill(n, true);
            assert_int_equal(alone, with_all);
            if (alone == STATUS_OK) {
                break;
            }
            assert_int_equal(alone, STATUS_NO_MEMORY);
            failures++;
        }
        assert_int_equal(build_and_fill(0, false), STATUS_OK);
        assert_null(changes_judge(t));
        assert_int_equal(changes_end(t), 0);
    }
    memset(t, 0, sizeof *t);
    assert_true(failures > 200);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(swaps_and_free_places, begin, end),
        cmocka_unit_test_setup_teardown(in_somebodys_stead, begin, end),
        cmocka_unit_test_setup_teardown(an_alternative_may_cost_a_pair, begin, end),
        cmocka_unit_test_setup_teardown(equal_choices_cost_nothing, begin, end),
        cmocka_unit_test_setup_teardown(the_higher_score_comes_first_where_costs_are_equal, begin, end),
        cmocka_unit_test_setup_teardown(pins_and_full_mentors_stay, begin, end),
        cmocka_unit_test_setup_teardown(only_pins_fill_whoever_suits, begin, end),
        cmocka_unit_test_setup_teardown(several_mentors_have_one_list, begin, end),
        cmocka_unit_test_setup_teardown(as_many_as_asked_for, begin, end),
        cmocka_unit_test_setup_teardown(not_known_with_goals_that_are_no_sums, begin, end),
        cmocka_unit_test_setup_teardown(not_known_where_a_level_is_not_proven, begin, end),
        cmocka_unit_test_setup_teardown(large_cohorts_have_them_when_asked_for, begin, end),
        cmocka_unit_test_setup_teardown(nobody_at_all, begin, end),
        cmocka_unit_test_setup_teardown(a_pairing_that_is_not_the_best_is_a_defect, begin, end),
        cmocka_unit_test_setup_teardown(survives_want_of_memory, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
