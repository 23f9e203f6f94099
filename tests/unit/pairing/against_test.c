// What stands against a pair, word for word: each rule alone, several together, what is private, what a pin overrides.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pairing/against.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "pairing/wording.h"
#include "tests/unit/scoring/cohort_maker.h"

#define PERCENT "\xC2\xA0%"

static maker m;

static int begin(void **state) {
    (void)state;
    maker_begin(&m, 2, 2);
    (void)maker_criterion(&m, "Career stage", KIND_STAGE_GAP, 40, FIELD_CAREER_STAGE);
    for (uint32_t k = 0; k < 2; k++) {
        maker_stage(&m, ROLE_MENTEE, k, 1);
        maker_stage(&m, ROLE_MENTOR, k, 2);
    }
    return 0;
}

static int end(void **state) {
    (void)state;
    maker_end(&m);
    return m.c.memory.live_bytes == 0 ? 0 : -1;
}

// The sentences of the pair of mentee 0 and mentor 0, joined by " / ", each behind its code and "!" where no pin
// overrides it.
static void assert_against(const char *expected) {
    scoring *s;
    against found;
    wording w = wording_over(&m.c.memory);
    assert_int_equal(scoring_create(&s, &m.c, &m.cohort, 1), STATUS_OK);
    assert_int_equal(against_pair(&found, &m.arena, &m.c, &w, s, &(couple){0, 0}), STATUS_OK);
    char text[600] = "";
    for (uint32_t k = 0; k < found.count; k++) {
        const against_rule *it = &found.rules[k];
        const size_t length = strlen(text);
        (void)snprintf(text + length, sizeof text - length, "%s%s%s %.*s", k > 0 ? " / " : "", reason_name(it->reason),
                       it->overridden ? "" : "!", SPAN_ARGS(it->because));
    }
    assert_string_equal(text, expected);
    wording_free(&w);
    scoring_free(s);
}

static void nothing(void **state) {
    (void)state;
    assert_against("");
}

static void decisions(void **state) {
    (void)state;
    maker_conflict(&m, ROLE_MENTOR, 0, 0);
    assert_against("conflict! One of the two has said not to be paired with the other.");
    maker_veto(&m, 0, 0, "a reason that is nobody's business");
    assert_against("conflict! One of the two has said not to be paired with the other. / "
                   "vetoed! The committee has vetoed it (decisions.csv, line 2).");
}

static void same_person(void **state) {
    (void)state;
    maker_self(&m, 0, 0);
    assert_against("same_person! Both applications are of one person.");
}

static void earlier(void **state) {
    (void)state;
    maker_past(&m, 0, 0);
    assert_against("past_pair The two were a pair in an earlier cohort, and past_pairs is never.");
    m.program.rules.past_pairs_never = false;
    assert_against("");
}

static void institution(void **state) {
    (void)state;
    maker_person(&m, ROLE_MENTEE, 0)->institution = maker_person(&m, ROLE_MENTOR, 0)->institution = 1;
    maker_text(&m, ROLE_MENTOR, 0, FIELD_INSTITUTION, "Harrow Hill College");
    assert_against("same_institution Both are from Harrow Hill College, and same_institution is never.");
    m.program.fields[FIELD_INSTITUTION].is_private = true;
    assert_against("same_institution Both are from the same institution, and same_institution is never.");
}

static void stages(void **state) {
    (void)state;
    m.program.rules.minimum_stage_gap = 2;
    assert_against(
        "stage_gap Mentor 0 (Mid-career) is one stage ahead of Mentee 0 (Early career); the rule is at least two "
        "stages ahead (minimum_stage_gap: 2).");
    m.program.rules.minimum_stage_gap = -2;
    maker_stage(&m, ROLE_MENTEE, 0, 4);
    maker_stage(&m, ROLE_MENTOR, 0, 1);
    assert_against(
        "stage_gap Mentor 0 (Early career) is three stages behind Mentee 0 (Retired); the rule is at most two "
        "stages behind (minimum_stage_gap: -2). / below_minimum_score The fit is 0" PERCENT
        ", and at least 0.01" PERCENT " is asked for (minimum_score).");
    m.program.rules.minimum_stage_gap = 0;
    m.program.rules.maximum_stage_gap = -1;
    maker_stage(&m, ROLE_MENTOR, 0, 4);
    assert_against(
        "stage_gap Mentor 0 (Retired) is at the same career stage as Mentee 0 (Retired); the rule is at least one "
        "stage behind (maximum_stage_gap: -1).");
    m.program.fields[FIELD_CAREER_STAGE].is_private = true;
    m.program.fields[FIELD_NAME].is_private = true;
    m.program.rules.maximum_stage_gap = 0;
    maker_stage(&m, ROLE_MENTEE, 0, 3);
    assert_against(
        "stage_gap mentor0000@example.org is one stage ahead of mentee0000@example.org; the rule is at most the "
        "same career stage (maximum_stage_gap: 0).");
}

static void the_other_direction(void **state) {
    (void)state;
    m.program.rules.minimum_stage_gap = -1;
    maker_self(&m, 0, 1);
    maker_self(&m, 1, 0);
    maker_stage(&m, ROLE_MENTOR, 1, 2); // mentor 1 is mentee 0, mentor 0 is mentee 1
    maker_stage(&m, ROLE_MENTOR, 0, 1);
    assert_against("other_direction Mentor 1 as the mentor of Mentee 1 fits better, 100" PERCENT " against 60" PERCENT
                   ", and of two directions only the better one may be (reciprocal_pairs).");
    maker_stage(&m, ROLE_MENTOR, 0, 2);
    maker_pin(&m, 1, 1, "");
    assert_against("other_direction Mentor 1 as the mentor of Mentee 1 is pinned, so that this direction gives way "
                   "(reciprocal_pairs).");
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test_setup_teardown(nothing, begin, end),
                                       cmocka_unit_test_setup_teardown(decisions, begin, end),
                                       cmocka_unit_test_setup_teardown(same_person, begin, end),
                                       cmocka_unit_test_setup_teardown(earlier, begin, end),
                                       cmocka_unit_test_setup_teardown(institution, begin, end),
                                       cmocka_unit_test_setup_teardown(stages, begin, end),
                                       cmocka_unit_test_setup_teardown(the_other_direction, begin, end)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
