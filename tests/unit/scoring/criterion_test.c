// Every kind of criterion with numbers worked out by hand.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scoring/criterion.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "cohort_maker.h"

static maker m;

static int begin(void **state) {
    (void)state;
    maker_begin(&m, 2, 2);
    return 0;
}

static int end(void **state) {
    (void)state;
    maker_end(&m);
    return m.c.memory.live_bytes == 0 ? 0 : -1;
}

static criterion_result judge(void) {
    return criterion_judge(&m.cohort, 0, 0, 0);
}

static void assert_similar(int32_t similarity_bp) {
    criterion_result r = judge();
    assert_true(r.applies);
    assert_false(r.missing[ROLE_MENTEE] || r.missing[ROLE_MENTOR]);
    assert_int_equal(r.similarity_bp, similarity_bp);
}

static void stage_gap_is_looked_up_and_clamped(void **state) {
    (void)state;
    criterion *k = maker_criterion(&m, "Career stage", KIND_STAGE_GAP, 40, FIELD_CAREER_STAGE);
    static const int32_t EXPECTED[5][5] = {
        // mentor's stage 0..4 for the mentee's 0..4
        {6000, 10000, 9000, 7000, 7000}, {0, 6000, 10000, 9000, 7000}, {0, 0, 6000, 10000, 9000},
        {0, 0, 0, 6000, 10000},          {0, 0, 0, 0, 6000},
    };
    for (int32_t mentee = 0; mentee < 5; mentee++) {
        for (int32_t mentor = 0; mentor < 5; mentor++) {
            maker_stage(&m, ROLE_MENTEE, 0, mentee);
            maker_stage(&m, ROLE_MENTOR, 0, mentor);
            assert_similar(EXPECTED[mentee][mentor]);
        }
    }
    static const gap_score ONE[] = {{2, 3300}};
    k->gap_scores = ONE;
    k->gap_count = 1;
    assert_similar(3300);
}

static void overlap_unranked(void **state) {
    (void)state;
    criterion *k = maker_criterion(&m, "Areas", KIND_OVERLAP, 60, FIELD_AREAS);
    maker_choose(&m, ROLE_MENTEE, 0, FIELD_AREAS, (const uint32_t[]){0, 2, 4}, 3);
    maker_choose(&m, ROLE_MENTOR, 0, FIELD_AREAS, (const uint32_t[]){0, 3}, 2);
    assert_similar(3333); // 0 shared, 2 related to 3 but related counts nothing, 4 not
    k->related_bp = 5000;
    assert_similar(5000); // (10000 + 5000 + 0) / 3
    k->related_bp = 1;
    assert_similar(3334); // 10001 / 3 = 3333.67
    maker_choose(&m, ROLE_MENTOR, 0, FIELD_AREAS, (const uint32_t[]){1, 4}, 2);
    k->related_bp = 5000;
    assert_similar(5000); // 0 related to 1, 2 nothing, 4 shared
}

static void overlap_ranked(void **state) {
    (void)state;
    criterion *k = maker_criterion(&m, "Areas", KIND_OVERLAP, 60, FIELD_AREAS);
    k->ranked = true;
    k->related_bp = 2500;
    maker_choose(&m, ROLE_MENTEE, 0, FIELD_AREAS, (const uint32_t[]){4, 0, 2}, 3);
    maker_choose(&m, ROLE_MENTOR, 0, FIELD_AREAS, (const uint32_t[]){0, 3}, 2);
    assert_similar(3750); // shares 3, 2, 1 of 6: 0 + 2 × 10000 + 1 × 2500, by 6
    maker_choose(&m, ROLE_MENTOR, 0, FIELD_AREAS, (const uint32_t[]){4}, 1);
    assert_similar(5000);
    maker_choose(&m, ROLE_MENTEE, 0, FIELD_AREAS, (const uint32_t[]){4, 0}, 2);
    assert_similar(6667); // 2 / 3 rounded half up once
}

static void overlap_missing(void **state) {
    (void)state;
    criterion *k = maker_criterion(&m, "Areas", KIND_OVERLAP, 60, FIELD_AREAS);
    maker_choose(&m, ROLE_MENTOR, 0, FIELD_AREAS, (const uint32_t[]){0}, 1);
    maker_other(&m, ROLE_MENTEE, 0, FIELD_AREAS, "Llamas"); // answered, but no option that is known
    criterion_result r = judge();
    assert_true(r.applies && r.missing[ROLE_MENTEE] && !r.missing[ROLE_MENTOR]);
    assert_int_equal(r.similarity_bp, 0);
    k->when_missing = MISSING_NEUTRAL;
    assert_int_equal(judge().similarity_bp, 5000);
    assert_true(judge().applies);
    k->when_missing = MISSING_SKIP;
    assert_false(judge().applies);
    assert_true(judge().missing[ROLE_MENTEE]);
}

static void equal_after_folding_or_any(void **state) {
    (void)state;
    criterion *k = maker_criterion(&m, "Gender", KIND_EQUAL, 5, FIELD_GENDER);
    maker_text(&m, ROLE_MENTEE, 0, FIELD_GENDER, "Woman");
    maker_text(&m, ROLE_MENTOR, 0, FIELD_GENDER, "WOMAN");
    assert_similar(10000);
    maker_text(&m, ROLE_MENTOR, 0, FIELD_GENDER, "Man");
    assert_similar(0);
    maker_any(&m, k, "No preference");
    assert_similar(0);
    maker_text(&m, ROLE_MENTOR, 0, FIELD_GENDER, "no preference");
    assert_similar(10000);
    maker_text(&m, ROLE_MENTOR, 0, FIELD_GENDER, "Man");
    maker_text(&m, ROLE_MENTEE, 0, FIELD_GENDER, "No Preference");
    assert_similar(10000);
    maker_text(&m, ROLE_MENTEE, 0, FIELD_GENDER, "");
    assert_false(judge().applies);
}

static void a_choice_without_known_option_is_missing_to_equal_too(void **state) {
    (void)state;
    (void)maker_criterion(&m, "Interests", KIND_EQUAL, 5, FIELD_INTERESTS);
    maker_choose(&m, ROLE_MENTOR, 0, FIELD_INTERESTS, (const uint32_t[]){1}, 1);
    maker_choose(&m, ROLE_MENTEE, 0, FIELD_INTERESTS, (const uint32_t[]){1}, 1);
    assert_similar(10000);
    maker_answer(&m, ROLE_MENTEE, 0, FIELD_INTERESTS)->choices = NULL;
    maker_other(&m, ROLE_MENTEE, 0, FIELD_INTERESTS, "Llamas");
    assert_true(judge().missing[ROLE_MENTEE]);
}

static void distance_in_ten_thousandths(void **state) {
    (void)state;
    criterion *k = maker_criterion(&m, "Time zone", KIND_DISTANCE, 10, FIELD_TIME_ZONE);
    k->zero_at = 40000; // 4 hours
    maker_number(&m, ROLE_MENTEE, 0, FIELD_TIME_ZONE, -60000);
    maker_number(&m, ROLE_MENTOR, 0, FIELD_TIME_ZONE, -50000);
    assert_similar(7500);
    maker_number(&m, ROLE_MENTOR, 0, FIELD_TIME_ZONE, -60000);
    assert_similar(10000);
    maker_number(&m, ROLE_MENTOR, 0, FIELD_TIME_ZONE, -20000);
    assert_similar(0);
    maker_number(&m, ROLE_MENTOR, 0, FIELD_TIME_ZONE, 90000);
    assert_similar(0);
    k->zero_at = 30000;
    maker_number(&m, ROLE_MENTOR, 0, FIELD_TIME_ZONE, -50000);
    assert_similar(6667);
    maker_answer(&m, ROLE_MENTOR, 0, FIELD_TIME_ZONE)->has_number = false;
    assert_false(judge().applies);
    assert_true(judge().missing[ROLE_MENTOR]);
}

static void distance_of_the_largest_numbers(void **state) {
    (void)state;
    criterion *k = maker_criterion(&m, "Years", KIND_DISTANCE, 10, FIELD_YEARS);
    const int64_t largest = INT64_C(1000000000000000);
    k->zero_at = largest;
    assert_int_equal(criterion_distance_bp(k, 0, 0), 10000);
    assert_int_equal(criterion_distance_bp(k, 1, 0), 10000); // 9999.99999999999 rounded
    assert_int_equal(criterion_distance_bp(k, largest, 0), 0);
    assert_int_equal(criterion_distance_bp(k, -largest, largest), 0);
    assert_int_equal(criterion_distance_bp(k, largest / 2, 0), 5000);
    assert_int_equal(criterion_distance_bp(k, largest - 49999999999, 0), 0);
    assert_int_equal(criterion_distance_bp(k, largest - 50000000000, 0), 1);
    k->zero_at = 3;
    assert_int_equal(criterion_distance_bp(k, 5, 4), 6667);
    assert_int_equal(criterion_distance_bp(k, 4, 6), 3333);
}

static void named_by_the_mentee(void **state) {
    (void)state;
    (void)maker_criterion(&m, "Asked for", KIND_NAMED, 10, NONE);
    assert_false(judge().applies); // nobody asked for: missing
    assert_true(judge().missing[ROLE_MENTEE]);
    assert_false(judge().missing[ROLE_MENTOR]);
    maker_request(&m, ROLE_MENTEE, 0, 1);
    assert_similar(0);
    maker_request(&m, ROLE_MENTEE, 0, 0);
    assert_similar(5000);
    assert_int_equal(criterion_judge(&m.cohort, 0, 0, 1).similarity_bp, 10000);
    maker_request(&m, ROLE_MENTOR, 1, 1); // the mentors' wishes do not count here
    assert_false(criterion_judge(&m.cohort, 0, 1, 1).applies);
    assert_int_equal(criterion_named_bp(1, 3), 6667);
    assert_int_equal(criterion_named_bp(2, 3), 3333);
}

static void named_by_the_mentor(void **state) {
    (void)state;
    criterion *k = maker_criterion(&m, "Asked for", KIND_NAMED, 10, NONE);
    k->asker = ROLE_MENTOR;
    k->when_missing = MISSING_NEUTRAL;
    assert_int_equal(judge().similarity_bp, 5000);
    assert_true(judge().missing[ROLE_MENTOR]);
    maker_request(&m, ROLE_MENTOR, 0, 0);
    assert_similar(10000);
    assert_int_equal(criterion_judge(&m.cohort, 0, 1, 0).similarity_bp, 0);
}

static void given_per_pair(void **state) {
    (void)state;
    criterion *k = maker_criterion(&m, "Reading", KIND_GIVEN, 10, NONE);
    assert_false(judge().applies);
    maker_give(&m, k, 0, 0, 0);
    maker_give(&m, k, 0, 1, 8550);
    maker_give(&m, k, 1, 0, 100);
    assert_similar(0);
    assert_int_equal(criterion_judge(&m.cohort, 0, 0, 1).similarity_bp, 8550);
    assert_int_equal(criterion_judge(&m.cohort, 0, 1, 0).similarity_bp, 100);
    assert_false(criterion_judge(&m.cohort, 0, 1, 1).applies);
}

static void only_if_asks_the_mentee(void **state) {
    (void)state;
    criterion *k = maker_criterion(&m, "Career stage", KIND_STAGE_GAP, 40, FIELD_CAREER_STAGE);
    maker_only_if(&m, k, FIELD_GENDER, "Yes");
    maker_text(&m, ROLE_MENTOR, 0, FIELD_GENDER, "Yes");
    assert_false(judge().applies);
    maker_text(&m, ROLE_MENTEE, 0, FIELD_GENDER, "No");
    assert_false(judge().applies);
    maker_text(&m, ROLE_MENTEE, 0, FIELD_GENDER, "YES");
    assert_true(judge().applies); // and then the stage is missing, which counts nothing
    assert_int_equal(judge().similarity_bp, 0);
}

static void only_if_of_several_choices(void **state) {
    (void)state;
    criterion *k = maker_criterion(&m, "Reading", KIND_GIVEN, 40, NONE);
    k->when_missing = MISSING_ZERO;
    maker_only_if(&m, k, FIELD_AREAS, "Indexing");
    maker_choose(&m, ROLE_MENTEE, 0, FIELD_AREAS, (const uint32_t[]){0, 3}, 2);
    assert_true(judge().applies);
    maker_choose(&m, ROLE_MENTEE, 0, FIELD_AREAS, (const uint32_t[]){0, 2}, 2);
    assert_false(judge().applies);
}

// ---- scores

static void weighted_mean_rounded_once(void **state) {
    (void)state;
    (void)maker_criterion(&m, "Career stage", KIND_STAGE_GAP, 40, FIELD_CAREER_STAGE);
    criterion *k = maker_criterion(&m, "Areas", KIND_OVERLAP, 60, FIELD_AREAS);
    k->related_bp = 5000;
    maker_stage(&m, ROLE_MENTEE, 0, 1);
    maker_stage(&m, ROLE_MENTOR, 0, 3);
    maker_choose(&m, ROLE_MENTEE, 0, FIELD_AREAS, (const uint32_t[]){0, 2, 4}, 3);
    maker_choose(&m, ROLE_MENTOR, 0, FIELD_AREAS, (const uint32_t[]){0, 2}, 2);
    criterion_result results[2];
    assert_int_equal(score_of(&m.cohort, 0, 0, results), 7600); // (40 × 9000 + 60 × 6667) / 100 = 7600.2
    assert_int_equal(results[0].similarity_bp, 9000);
    assert_int_equal(results[1].similarity_bp, 6667);
    assert_int_equal(results[1].criterion, 1);
    m.criteria[0].weight = 1;
    m.criteria[1].weight = 1;
    assert_int_equal(score_of(&m.cohort, 0, 0, NULL), 7834); // 7833.5
}

static void no_weight_that_counts_is_nothing(void **state) {
    (void)state;
    assert_int_equal(score_of(&m.cohort, 0, 0, NULL), 0); // no criterion at all
    criterion *k = maker_criterion(&m, "Reading", KIND_GIVEN, 0, NONE);
    maker_give(&m, k, 0, 0, 10000);
    assert_int_equal(score_of(&m.cohort, 0, 0, NULL), 0); // its weight is 0
    k->weight = 3;
    assert_int_equal(score_of(&m.cohort, 0, 0, NULL), 10000);
    assert_int_equal(score_of(&m.cohort, 0, 1, NULL), 0); // left out
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(stage_gap_is_looked_up_and_clamped, begin, end),
        cmocka_unit_test_setup_teardown(overlap_unranked, begin, end),
        cmocka_unit_test_setup_teardown(overlap_ranked, begin, end),
        cmocka_unit_test_setup_teardown(overlap_missing, begin, end),
        cmocka_unit_test_setup_teardown(equal_after_folding_or_any, begin, end),
        cmocka_unit_test_setup_teardown(a_choice_without_known_option_is_missing_to_equal_too, begin, end),
        cmocka_unit_test_setup_teardown(distance_in_ten_thousandths, begin, end),
        cmocka_unit_test_setup_teardown(distance_of_the_largest_numbers, begin, end),
        cmocka_unit_test_setup_teardown(named_by_the_mentee, begin, end),
        cmocka_unit_test_setup_teardown(named_by_the_mentor, begin, end),
        cmocka_unit_test_setup_teardown(given_per_pair, begin, end),
        cmocka_unit_test_setup_teardown(only_if_asks_the_mentee, begin, end),
        cmocka_unit_test_setup_teardown(only_if_of_several_choices, begin, end),
        cmocka_unit_test_setup_teardown(weighted_mean_rounded_once, begin, end),
        cmocka_unit_test_setup_teardown(no_weight_that_counts_is_nothing, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
