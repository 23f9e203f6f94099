// The rules one by one, their order, and the direction rule.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scoring/eligibility.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "cohort_maker.h"
#include "scoring/draw.h"

static maker m;

static int begin(void **state) {
    (void)state;
    maker_begin(&m, 3, 3);
    return 0;
}

static int end(void **state) {
    (void)state;
    maker_end(&m);
    return m.c.memory.live_bytes == 0 ? 0 : -1;
}

static reason first(int32_t score_bp) {
    return eligibility_of(&m.cohort, 0, 0, score_bp);
}

// Every reason holds; lifted from the top, the next one shows.
static void reasons_in_their_order(void **state) {
    (void)state;
    person *mentee = maker_person(&m, ROLE_MENTEE, 0), *mentor = maker_person(&m, ROLE_MENTOR, 0);
    maker_self(&m, 0, 0);
    maker_conflict(&m, ROLE_MENTOR, 0, 0);
    maker_veto(&m, 0, 0, "");
    maker_past(&m, 0, 0);
    mentee->institution = mentor->institution = 2;
    maker_stage(&m, ROLE_MENTEE, 0, 3);
    maker_stage(&m, ROLE_MENTOR, 0, 2);
    assert_int_equal(first(0), REASON_SAME_PERSON);
    assert_int_equal(eligibility_all(&m.cohort, 0, 0, 0), 0xFE); // all seven
    mentee->self = mentor->self = NONE;
    assert_int_equal(first(0), REASON_CONFLICT);
    mentor->conflict_count = 0;
    assert_int_equal(first(0), REASON_VETOED);
    m.cohort.veto_count = 0;
    assert_int_equal(first(0), REASON_PAST_PAIR);
    m.program.rules.past_pairs_never = false;
    assert_int_equal(first(0), REASON_SAME_INSTITUTION);
    m.program.rules.same_institution_never = false;
    assert_int_equal(first(0), REASON_STAGE_GAP);
    m.program.rules.minimum_stage_gap = -1;
    assert_int_equal(first(0), REASON_BELOW_MINIMUM_SCORE);
    assert_int_equal(first(1), REASON_ELIGIBLE);
    m.program.rules.minimum_score_bp = 0;
    assert_int_equal(first(0), REASON_ELIGIBLE);
}

static void an_empty_institution_is_nobodys(void **state) {
    (void)state;
    assert_int_equal(first(1), REASON_ELIGIBLE);
    maker_person(&m, ROLE_MENTEE, 0)->institution = 1;
    assert_int_equal(first(1), REASON_ELIGIBLE);
}

static void stage_gap_has_two_ends(void **state) {
    (void)state;
    m.program.rules.minimum_stage_gap = 1;
    m.program.rules.maximum_stage_gap = 2;
    static const reason EXPECTED[] = {REASON_STAGE_GAP, REASON_STAGE_GAP, REASON_ELIGIBLE, REASON_ELIGIBLE,
                                      REASON_STAGE_GAP};
    maker_stage(&m, ROLE_MENTEE, 0, 1);
    for (int32_t stage = 0; stage < 5; stage++) {
        maker_stage(&m, ROLE_MENTOR, 0, stage);
        assert_int_equal(first(1), EXPECTED[stage]);
    }
    maker_stage(&m, ROLE_MENTOR, 0, -1); // not answered: these rules do not exclude
    assert_int_equal(first(1), REASON_ELIGIBLE);
    maker_stage(&m, ROLE_MENTOR, 0, 0);
    maker_stage(&m, ROLE_MENTEE, 0, -1);
    assert_int_equal(first(1), REASON_ELIGIBLE);
}

static void minimum_score_is_enough(void **state) {
    (void)state;
    m.program.rules.minimum_score_bp = 6000;
    assert_int_equal(first(5999), REASON_BELOW_MINIMUM_SCORE);
    assert_int_equal(first(6000), REASON_ELIGIBLE);
}

static void a_conflict_holds_for_the_couple(void **state) {
    (void)state;
    maker_conflict(&m, ROLE_MENTEE, 0, 1);
    assert_int_equal(eligibility_of(&m.cohort, 0, 1, 1), REASON_CONFLICT);
    assert_int_equal(eligibility_of(&m.cohort, 1, 0, 1), REASON_ELIGIBLE);
    maker_self(&m, 0, 0);
    maker_self(&m, 1, 1);
    assert_int_equal(eligibility_of(&m.cohort, 1, 0, 1), REASON_CONFLICT); // the same two people
}

static void lists_are_searched_whole(void **state) {
    (void)state;
    static const couple LIST[] = {{0, 0}, {0, 5}, {1, 2}, {7, 0}, {7, 9}};
    for (uint32_t i = 0; i < 8; i++) {
        for (uint32_t j = 0; j < 10; j++) {
            bool expected = false;
            for (size_t k = 0; k < 5; k++) {
                expected = expected || (LIST[k].mentee == i && LIST[k].mentor == j);
            }
            assert_int_equal(eligibility_listed(LIST, 5, i, j), expected);
        }
    }
    assert_false(eligibility_listed(NULL, 0, 0, 0));
}

static void each_rule_can_be_lifted(void **state) {
    (void)state;
    rules all = {.minimum_score_bp = 3000,
                 .minimum_stage_gap = 1,
                 .maximum_stage_gap = 2,
                 .has_maximum_stage_gap = true,
                 .same_institution_never = true,
                 .past_pairs_never = true,
                 .better_direction = true};
    assert_int_equal(eligibility_without(&all, RULE_MINIMUM_SCORE).minimum_score_bp, 0);
    assert_int_equal(eligibility_without(&all, RULE_MINIMUM_STAGE_GAP).minimum_stage_gap, INT32_MIN);
    assert_int_equal(eligibility_without(&all, RULE_MINIMUM_STAGE_GAP).maximum_stage_gap, 2);
    assert_int_equal(eligibility_without(&all, RULE_MAXIMUM_STAGE_GAP).maximum_stage_gap, INT32_MAX);
    assert_false(eligibility_without(&all, RULE_SAME_INSTITUTION).same_institution_never);
    assert_false(eligibility_without(&all, RULE_PAST_PAIRS).past_pairs_never);
    assert_false(eligibility_without(&all, RULE_RECIPROCAL_PAIRS).better_direction);
    assert_string_equal(rule_name(RULE_RECIPROCAL_PAIRS), "reciprocal_pairs");
}

// ---- directions

static void reading(int32_t forth_bp, int32_t back_bp) {
    criterion *k = maker_criterion(&m, "Reading", KIND_GIVEN, 1, NONE);
    maker_self(&m, 0, 0);
    maker_self(&m, 1, 1);
    maker_give(&m, k, 0, 1, forth_bp);
    maker_give(&m, k, 1, 0, back_bp);
}

static reason full(uint32_t mentee, uint32_t mentor) {
    return eligibility_in_full(&m.cohort, &m.program.rules, 1, mentee, mentor);
}

static void the_higher_score_stands(void **state) {
    (void)state;
    reading(6000, 6001);
    assert_int_equal(full(0, 1), REASON_OTHER_DIRECTION);
    assert_int_equal(full(1, 0), REASON_ELIGIBLE);
    m.program.rules.better_direction = false;
    assert_int_equal(full(0, 1), REASON_ELIGIBLE);
}

static void a_direction_that_is_ruled_out_does_not_count(void **state) {
    (void)state;
    reading(6000, 9000);
    maker_veto(&m, 1, 0, "");
    assert_int_equal(full(0, 1), REASON_ELIGIBLE);
    assert_int_equal(full(1, 0), REASON_VETOED);
}

static void equal_scores_are_drawn(void **state) {
    (void)state;
    reading(6000, 6000);
    for (uint64_t seed = 0; seed < 50; seed++) {
        span a_mentee = maker_person(&m, ROLE_MENTEE, 0)->id, a_mentor = maker_person(&m, ROLE_MENTOR, 0)->id;
        span b_mentee = maker_person(&m, ROLE_MENTEE, 1)->id, b_mentor = maker_person(&m, ROLE_MENTOR, 1)->id;
        int32_t forth = draw_weight(draw_key(seed, 1, ROLE_MENTEE, a_mentee), draw_key(seed, 1, ROLE_MENTOR, b_mentor));
        int32_t back = draw_weight(draw_key(seed, 1, ROLE_MENTEE, b_mentee), draw_key(seed, 1, ROLE_MENTOR, a_mentor));
        assert_int_equal(eligibility_in_full(&m.cohort, &m.program.rules, seed, 0, 1),
                         forth > back ? REASON_ELIGIBLE : REASON_OTHER_DIRECTION);
        assert_int_equal(eligibility_in_full(&m.cohort, &m.program.rules, seed, 1, 0),
                         forth > back ? REASON_OTHER_DIRECTION : REASON_ELIGIBLE);
    }
}

static void equal_weights_go_by_mentor(void **state) {
    (void)state;
    direction smaller = {{0, 1}, 5000, 3, 4}, greater = {{0, 2}, 5000, 3, 4};
    assert_true(eligibility_gives_way(&m.cohort, &greater, &smaller));
    assert_false(eligibility_gives_way(&m.cohort, &smaller, &greater));
    greater.score_bp++;
    assert_false(eligibility_gives_way(&m.cohort, &greater, &smaller));
}

static void lifting_a_rule_can_turn_a_direction(void **state) {
    (void)state;
    reading(4000, 6000);
    m.program.rules.minimum_score_bp = 5000;
    assert_int_equal(full(0, 1), REASON_BELOW_MINIMUM_SCORE);
    rules lifted = eligibility_without(&m.program.rules, RULE_MINIMUM_SCORE);
    assert_int_equal(eligibility_in_full(&m.cohort, &lifted, 1, 0, 1),
                     REASON_OTHER_DIRECTION); // the direction rule is kept
    assert_int_equal(eligibility_in_full(&m.cohort, &lifted, 1, 1, 0), REASON_ELIGIBLE);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(reasons_in_their_order, begin, end),
        cmocka_unit_test_setup_teardown(an_empty_institution_is_nobodys, begin, end),
        cmocka_unit_test_setup_teardown(stage_gap_has_two_ends, begin, end),
        cmocka_unit_test_setup_teardown(minimum_score_is_enough, begin, end),
        cmocka_unit_test_setup_teardown(a_conflict_holds_for_the_couple, begin, end),
        cmocka_unit_test_setup_teardown(lists_are_searched_whole, begin, end),
        cmocka_unit_test_setup_teardown(each_rule_can_be_lifted, begin, end),
        cmocka_unit_test_setup_teardown(the_higher_score_stands, begin, end),
        cmocka_unit_test_setup_teardown(a_direction_that_is_ruled_out_does_not_count, begin, end),
        cmocka_unit_test_setup_teardown(equal_scores_are_drawn, begin, end),
        cmocka_unit_test_setup_teardown(equal_weights_go_by_mentor, begin, end),
        cmocka_unit_test_setup_teardown(lifting_a_rule_can_turn_a_direction, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
