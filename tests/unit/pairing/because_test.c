// Every phrase of every kind of criterion, word for word.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pairing/because.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "tests/unit/scoring/cohort_maker.h"

#define DOT " \xC2\xB7 "

static maker m;
static wording w;

static int begin(void **state) {
    (void)state;
    maker_begin(&m, 1, 16);
    w = wording_over(&m.c.memory);
    return 0;
}

static int end(void **state) {
    (void)state;
    wording_free(&w);
    maker_end(&m);
    return m.c.memory.live_bytes == 0 ? 0 : -1;
}

static void assert_because_with(uint32_t mentor, const char *expected) {
    criterion_result results[MADE_CRITERIA];
    (void)score_of(&m.cohort, 0, mentor, results);
    assert_true(results[0].applies);
    because_criterion(&w, &m.cohort, 0, mentor, &results[0]);
    span text;
    assert_int_equal(wording_finish(&text, &w, &m.arena), STATUS_OK);
    assert_string_equal(text.text, expected);
}

static void assert_because(const char *expected) {
    assert_because_with(0, expected);
}

static void stage_gap(void **state) {
    (void)state;
    criterion *k = maker_criterion(&m, "Career stage", KIND_STAGE_GAP, 40, FIELD_CAREER_STAGE);
    assert_because("no career stage given, counted as nothing");
    k->when_missing = MISSING_NEUTRAL;
    assert_because("no career stage given, counted as half");
    maker_stage(&m, ROLE_MENTEE, 0, 1);
    maker_stage(&m, ROLE_MENTOR, 0, 3);
    assert_because("Senior for Early career, two stages ahead");
    maker_stage(&m, ROLE_MENTOR, 0, 2);
    assert_because("Mid-career for Early career, one stage ahead");
    maker_stage(&m, ROLE_MENTOR, 0, 1);
    assert_because("Early career for Early career, same career stage");
    maker_stage(&m, ROLE_MENTOR, 0, 0);
    assert_because("Student for Early career, one stage behind");
}

static void wish(const uint32_t *options, uint32_t count) {
    maker_choose(&m, ROLE_MENTEE, 0, FIELD_AREAS, options, count);
}

static void offer(const uint32_t *options, uint32_t count) {
    maker_choose(&m, ROLE_MENTOR, 0, FIELD_AREAS, options, count);
}

static void overlap(void **state) {
    (void)state;
    criterion *k = maker_criterion(&m, "Areas of work", KIND_OVERLAP, 60, FIELD_AREAS);
    offer((const uint32_t[]){0, 2}, 2);
    wish((const uint32_t[]){0}, 1);
    assert_because("the one area: Acquisitions");
    wish((const uint32_t[]){0, 2}, 2);
    assert_because("both areas: Acquisitions; Cataloging and metadata");
    wish((const uint32_t[]){0, 2, 4}, 3);
    assert_because("2 of 3 areas: Acquisitions; Cataloging and metadata" DOT
                   "not covered: Preservation and reformatting");
    wish((const uint32_t[]){1, 3}, 2);
    assert_because("no area in common" DOT "not covered: Electronic resources; Indexing");
    k->related_bp = 5000;
    assert_because("no area in common" DOT
                   "related: Acquisitions for Electronic resources; Cataloging and metadata for Indexing");
    wish((const uint32_t[]){0, 1, 4}, 3);
    assert_because("1 of 3 areas: Acquisitions" DOT "related: Acquisitions for Electronic resources" DOT
                   "not covered: Preservation and reformatting");
    offer((const uint32_t[]){0, 1, 4}, 3);
    assert_because("all 3 areas: Acquisitions; Electronic resources; Preservation and reformatting");
    k->ranked = true;
    wish((const uint32_t[]){4, 0}, 2);
    assert_because("both areas: Preservation and reformatting; Acquisitions");
}

static void overlap_missing(void **state) {
    (void)state;
    criterion *k = maker_criterion(&m, "Areas of work", KIND_OVERLAP, 60, FIELD_AREAS);
    offer((const uint32_t[]){0}, 1);
    assert_because("no areas given, counted as nothing");
    maker_other(&m, ROLE_MENTEE, 0, FIELD_AREAS, "Llamas");
    assert_because("no areas of the list given, counted as nothing");
    k->when_missing = MISSING_NEUTRAL;
    assert_because("no areas of the list given, counted as half");
}

static void overlap_of_a_field_of_ones_own(void **state) {
    (void)state;
    (void)maker_criterion(&m, "Interests", KIND_OVERLAP, 60, FIELD_INTERESTS);
    maker_choose(&m, ROLE_MENTEE, 0, FIELD_INTERESTS, (const uint32_t[]){0, 1, 2}, 3);
    maker_choose(&m, ROLE_MENTOR, 0, FIELD_INTERESTS, (const uint32_t[]){1}, 1);
    assert_because("1 of 3 choices: Interest 1" DOT "not covered: Interest 0; Interest 2");
}

static void equal(void **state) {
    (void)state;
    criterion *k = maker_criterion(&m, "Library type", KIND_EQUAL, 5, FIELD_LIBRARY_TYPE);
    maker_text(&m, ROLE_MENTEE, 0, FIELD_LIBRARY_TYPE, "academic");
    maker_text(&m, ROLE_MENTOR, 0, FIELD_LIBRARY_TYPE, "Academic");
    assert_because("same library type (academic)");
    maker_text(&m, ROLE_MENTOR, 0, FIELD_LIBRARY_TYPE, "public");
    assert_because("different library types (public for academic)");
    k->field = FIELD_MEETING;
    maker_any(&m, k, "No preference");
    maker_text(&m, ROLE_MENTEE, 0, FIELD_MEETING, "Video");
    maker_text(&m, ROLE_MENTOR, 0, FIELD_MEETING, "No preference");
    assert_because("either meeting form suits");
    k->field = FIELD_GENDER;
    maker_text(&m, ROLE_MENTEE, 0, FIELD_GENDER, "X");
    maker_text(&m, ROLE_MENTOR, 0, FIELD_GENDER, "Y");
    assert_because("different answers (Y for X)");
    k->when_missing = MISSING_ZERO;
    maker_text(&m, ROLE_MENTOR, 0, FIELD_GENDER, "");
    assert_because("no answer given, counted as nothing");
}

static void distance(void **state) {
    (void)state;
    criterion *k = maker_criterion(&m, "Time zone", KIND_DISTANCE, 5, FIELD_TIME_ZONE);
    maker_number(&m, ROLE_MENTEE, 0, FIELD_TIME_ZONE, -60000);
    maker_number(&m, ROLE_MENTOR, 0, FIELD_TIME_ZONE, -60000);
    assert_because("same time zone");
    maker_number(&m, ROLE_MENTOR, 0, FIELD_TIME_ZONE, -40000);
    assert_because("2 hours apart");
    maker_number(&m, ROLE_MENTOR, 0, FIELD_TIME_ZONE, -70000);
    assert_because("1 hour apart");
    maker_number(&m, ROLE_MENTOR, 0, FIELD_TIME_ZONE, 57500);
    assert_because("11.75 hours apart");
    maker_answer(&m, ROLE_MENTOR, 0, FIELD_TIME_ZONE)->has_number = false;
    maker_answer(&m, ROLE_MENTOR, 0, FIELD_TIME_ZONE)->text = SPAN("");
    k->when_missing = MISSING_NEUTRAL;
    assert_because("no time zone given, counted as half");
    k->field = FIELD_YEARS;
    maker_number(&m, ROLE_MENTEE, 0, FIELD_YEARS, 30000);
    maker_number(&m, ROLE_MENTOR, 0, FIELD_YEARS, 60000);
    assert_because("3 years apart");
}

static void named(void **state) {
    (void)state;
    criterion *k = maker_criterion(&m, "Asked for", KIND_NAMED, 5, NONE);
    k->when_missing = MISSING_ZERO;
    assert_because("nobody asked for by name, counted as nothing");
    for (uint32_t j = 1; j < 16; j++) {
        maker_request(&m, ROLE_MENTEE, 0, j);
    }
    assert_because("not asked for by name");
    assert_because_with(1, "asked for by name, first choice");
    assert_because_with(2, "asked for by name, second choice of 15");
    assert_because_with(13, "asked for by name, 13th choice of 15");
    k->asker = ROLE_MENTOR;
    maker_request(&m, ROLE_MENTOR, 3, 0);
    assert_because_with(3, "asked for by the mentor, first choice");
}

static void given(void **state) {
    (void)state;
    criterion *k = maker_criterion(&m, "Reading", KIND_GIVEN, 5, NONE);
    maker_give(&m, k, 0, 0, 8500);
    maker_give(&m, k, 0, 1, 6250);
    assert_because("committee's reading 85\xC2\xA0%");
    assert_because_with(1, "committee's reading 62.5\xC2\xA0%");
    k->when_missing = MISSING_NEUTRAL;
    assert_because_with(2, "no committee's reading given, counted as half");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(stage_gap, begin, end),
        cmocka_unit_test_setup_teardown(overlap, begin, end),
        cmocka_unit_test_setup_teardown(overlap_missing, begin, end),
        cmocka_unit_test_setup_teardown(overlap_of_a_field_of_ones_own, begin, end),
        cmocka_unit_test_setup_teardown(equal, begin, end),
        cmocka_unit_test_setup_teardown(distance, begin, end),
        cmocka_unit_test_setup_teardown(named, begin, end),
        cmocka_unit_test_setup_teardown(given, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
