// The form by class against the plain form, over random cohorts of every kind; and what only a whole cohort shows.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scoring/scoring.h"
#include "scoring/pins.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "cohort_maker.h"
#include "scoring/eligibility.h"

enum { RANDOM_COHORTS = 3000, MOST_PEOPLE = 12 };

static void compare_pair(const scoring *s, uint32_t mentee, uint32_t mentor, const int16_t *row, const int16_t *scores,
                         const uint8_t *reasons) {
    const cohort *h = s->cohort;
    int32_t plain = score_of(h, mentee, mentor, NULL), by_class = -1;
    reason plainly = eligibility_in_full(h, &h->program->rules, s->seed, mentee, mentor);
    assert_int_equal(scoring_pair(s, mentee, mentor, &by_class), plainly);
    assert_int_equal(scoring_pair(s, mentee, mentor, NULL), plainly);
    assert_int_equal(by_class, plain);
    assert_int_equal(row[mentor], plainly == REASON_ELIGIBLE ? plain : -1);
    assert_int_equal(scores[mentor], plain);
    assert_int_equal(reasons[mentor], plainly);
    assert_int_equal(scoring_is_pinned(s, mentee, mentor), eligibility_listed(h->pins, h->pin_count, mentee, mentor));
}

static void compare_all(const scoring *s) {
    int16_t row[64], scores[64];
    uint8_t reasons[64];
    for (uint32_t i = 0; i < s->cohort->count[ROLE_MENTEE]; i++) {
        scoring_row(s, i, row);
        scoring_reasons(s, i, scores, reasons);
        for (uint32_t j = 0; j < s->cohort->count[ROLE_MENTOR]; j++) {
            compare_pair(s, i, j, row, scores, reasons);
        }
    }
}

static void check_shape(const scoring *s) {
    const cohort *h = s->cohort;
    for (role side = 0; side < ROLE_COUNT; side++) {
        uint32_t seen = 0;
        for (uint32_t i = 0; i < h->count[side]; i++) {
            uint32_t class = s->class_of[side][i];
            assert_true(class <= seen);
            if (class == seen) {
                assert_int_equal(s->class_member[side][class], i);
                seen++;
            }
        }
        assert_int_equal(s->class_count[side], seen);
    }
    for (uint32_t i = 0; i < h->count[ROLE_MENTEE]; i++) {
        for (size_t e = s->exception_start[i]; e + 1 < s->exception_start[i + 1]; e++) {
            assert_true(s->exceptions[e].mentor < s->exceptions[e + 1].mentor);
        }
    }
}

static void class_form_agrees_with_plain_form(void **state) {
    (void)state;
    uint64_t start = 20170501;
    print_message("%d random cohorts from seed %llu\n", RANDOM_COHORTS, (unsigned long long)start);
    size_t eligible = 0, reasons[REASON_COUNT] = {0};
    for (uint64_t n = 0; n < RANDOM_COHORTS; n++) {
        maker m;
        scoring *s = NULL;
        maker_random_cohort(&m, start + n, MOST_PEOPLE);
        assert_int_equal(scoring_create(&s, &m.c, &m.cohort, n), STATUS_OK);
        check_shape(s);
        compare_all(s);
        for (uint32_t i = 0; i < m.cohort.count[ROLE_MENTEE]; i++) {
            for (uint32_t j = 0; j < m.cohort.count[ROLE_MENTOR]; j++) {
                reasons[scoring_pair(s, i, j, NULL)]++;
            }
        }
        // The same without a table, as for a cohort too large for one.
        s->class_scores = NULL;
        compare_all(s);
        scoring_free(s);
        maker_end(&m);
        assert_int_equal(m.c.memory.live_bytes, 0);
    }
    eligible = reasons[REASON_ELIGIBLE];
    assert_true(eligible > 1000);
    for (int r = 0; r < REASON_COUNT; r++) {
        print_message("%s: %zu\n", reason_name((reason)r), reasons[r]);
        assert_true(reasons[r] > 50); // every reason has been met
    }
}

static void want_of_memory_is_survived(void **state) {
    (void)state;
    uint64_t calls = 0;
    for (uint64_t fail_at = 0; fail_at <= calls; fail_at++) {
        maker m;
        scoring *s = NULL;
        maker_random_cohort(&m, 7, 6);
        uint64_t before = m.c.memory.calls;
        m.c.memory.fail_at = fail_at == 0 ? 0 : before + fail_at;
        status done = scoring_create(&s, &m.c, &m.cohort, 1);
        calls = fail_at == 0 ? m.c.memory.calls - before : calls;
        m.c.memory.fail_at = 0;
        assert_int_equal(done, fail_at == 0 ? STATUS_OK : STATUS_NO_MEMORY);
        assert_true(fail_at == 0 || s == NULL);
        scoring_free(s);
        maker_end(&m);
        assert_int_equal(m.c.memory.live_bytes, 0);
    }
    assert_true(calls > 10);
}

static void nobody_at_all(void **state) {
    (void)state;
    static const uint32_t COUNTS[][2] = {{0, 0}, {0, 3}, {3, 0}};
    for (size_t n = 0; n < 3; n++) {
        maker m;
        scoring *s = NULL;
        maker_begin(&m, COUNTS[n][0], COUNTS[n][1]);
        assert_int_equal(scoring_create(&s, &m.c, &m.cohort, 1), STATUS_OK);
        assert_int_equal(s->exception_start[COUNTS[n][0]], 0);
        scoring_free(s);
        maker_end(&m);
    }
    scoring_free(NULL);
}

static void weights_of_zero_make_no_classes(void **state) {
    (void)state;
    maker m;
    scoring *s = NULL;
    maker_begin(&m, 3, 3);
    (void)maker_criterion(&m, "Gender", KIND_EQUAL, 0, FIELD_GENDER);
    for (uint32_t i = 0; i < 3; i++) {
        maker_stage(&m, ROLE_MENTEE, i, 1);
        maker_stage(&m, ROLE_MENTOR, i, 2);
        maker_text(&m, ROLE_MENTOR, i, FIELD_GENDER, i == 0 ? "X" : "Y");
    }
    assert_int_equal(scoring_create(&s, &m.c, &m.cohort, 1), STATUS_OK);
    assert_int_equal(s->class_count[ROLE_MENTOR], 1);
    assert_int_equal(scoring_pair(s, 0, 0, NULL), REASON_BELOW_MINIMUM_SCORE); // nothing that counts: 0
    scoring_free(s);
    maker_end(&m);
}

// Large weights need 64 bits.
static void many_heavy_criteria(void **state) {
    (void)state;
    maker m;
    scoring *s = NULL;
    maker_begin(&m, 2, 2);
    for (int i = 0; i < MADE_CRITERIA; i++) {
        criterion *k = maker_criterion(&m, "Years", KIND_DISTANCE, 1000, FIELD_YEARS);
        k->zero_at = INT64_C(1000000000000000);
    }
    maker_number(&m, ROLE_MENTEE, 0, FIELD_YEARS, -INT64_C(1000000000000000));
    maker_number(&m, ROLE_MENTEE, 1, FIELD_YEARS, 1);
    maker_number(&m, ROLE_MENTOR, 0, FIELD_YEARS, 0);
    maker_number(&m, ROLE_MENTOR, 1, FIELD_YEARS, INT64_C(1000000000000000));
    assert_int_equal(scoring_create(&s, &m.c, &m.cohort, 1), STATUS_OK);
    compare_all(s);
    scoring_free(s);
    maker_end(&m);
}

// ---- pins and directions, where findings are made

static void two_in_both_roles(maker *m) {
    maker_begin(m, 2, 2);
    criterion *k = maker_criterion(m, "Reading", KIND_GIVEN, 1, NONE);
    maker_self(m, 0, 0);
    maker_self(m, 1, 1);
    maker_give(m, k, 0, 1, 8000); // person 0 learns from person 1
    maker_give(m, k, 1, 0, 6000);
}

static void better_direction_stands(void **state) {
    (void)state;
    maker m;
    scoring *s = NULL;
    two_in_both_roles(&m);
    assert_int_equal(scoring_create(&s, &m.c, &m.cohort, 1), STATUS_OK);
    assert_int_equal(scoring_pair(s, 0, 1, NULL), REASON_ELIGIBLE);
    assert_int_equal(scoring_pair(s, 1, 0, NULL), REASON_OTHER_DIRECTION);
    assert_int_equal(scoring_pair(s, 0, 0, NULL), REASON_SAME_PERSON);
    assert_int_equal(m.c.findings.count, 0);
    scoring_free(s);
    maker_person(&m, ROLE_MENTOR, 1)->capacity = 0; // no place to offer: nothing to choose between
    assert_int_equal(scoring_create(&s, &m.c, &m.cohort, 1), STATUS_OK);
    assert_int_equal(scoring_pair(s, 1, 0, NULL), REASON_ELIGIBLE);
    scoring_free(s);
    maker_end(&m);
}

static void pin_turns_the_direction(void **state) {
    (void)state;
    maker m;
    scoring *s = NULL;
    two_in_both_roles(&m);
    maker_person(&m, ROLE_MENTEE, 1)->institution = maker_person(&m, ROLE_MENTOR, 0)->institution = 4;
    maker_pin(&m, 1, 0, "both asked");
    assert_int_equal(scoring_create(&s, &m.c, &m.cohort, 1), STATUS_OK);
    assert_int_equal(pins_report(&m.c, s), STATUS_OK);
    assert_int_equal(scoring_pair(s, 1, 0, NULL), REASON_ELIGIBLE);
    assert_true(scoring_is_pinned(s, 1, 0));
    assert_int_equal(scoring_pair(s, 0, 1, NULL), REASON_OTHER_DIRECTION);
    assert_int_equal(scoring_overridden(s, 1, 0), 1 << REASON_SAME_INSTITUTION);
    assert_int_equal(m.c.findings.notes, 1);
    assert_string_equal(m.c.findings.items[0].code, "pin_overrides");
    assert_int_equal(m.c.findings.items[0].place.line, 2);
    assert_non_null(strstr(m.c.findings.items[0].text.text, "they are from the same institution [same_institution]"));
    scoring_free(s);
    maker_end(&m);
}

static void pin_overrides_every_rule(void **state) {
    (void)state;
    maker m;
    scoring *s = NULL;
    maker_begin(&m, 1, 1);
    maker_stage(&m, ROLE_MENTEE, 0, 4);
    maker_stage(&m, ROLE_MENTOR, 0, 0);
    maker_person(&m, ROLE_MENTEE, 0)->institution = maker_person(&m, ROLE_MENTOR, 0)->institution = 1;
    maker_past(&m, 0, 0);
    maker_pin(&m, 0, 0, "");
    assert_int_equal(scoring_create(&s, &m.c, &m.cohort, 1), STATUS_OK);
    assert_int_equal(pins_report(&m.c, s), STATUS_OK);
    assert_int_equal(scoring_pair(s, 0, 0, NULL), REASON_ELIGIBLE);
    assert_int_equal(scoring_overridden(s, 0, 0), 1 << REASON_PAST_PAIR | 1 << REASON_SAME_INSTITUTION |
                                                      1 << REASON_STAGE_GAP | 1 << REASON_BELOW_MINIMUM_SCORE);
    assert_int_equal(m.c.findings.notes, 1);
    scoring_free(s);
    maker_end(&m);
}

static void pinned_both_ways_is_a_warning(void **state) {
    (void)state;
    maker m;
    scoring *s = NULL;
    two_in_both_roles(&m);
    maker_pin(&m, 0, 1, "");
    maker_pin(&m, 1, 0, "");
    assert_int_equal(scoring_create(&s, &m.c, &m.cohort, 1), STATUS_OK);
    assert_int_equal(pins_report(&m.c, s), STATUS_OK);
    assert_int_equal(scoring_pair(s, 0, 1, NULL), REASON_ELIGIBLE);
    assert_int_equal(scoring_pair(s, 1, 0, NULL), REASON_ELIGIBLE);
    assert_int_equal(scoring_overridden(s, 1, 0), 1 << REASON_OTHER_DIRECTION);
    assert_int_equal(m.c.findings.notes, 1);
    assert_int_equal(m.c.findings.warnings, 1);
    scoring_free(s);
    maker_end(&m);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nobody_at_all),
        cmocka_unit_test(weights_of_zero_make_no_classes),
        cmocka_unit_test(many_heavy_criteria),
        cmocka_unit_test(better_direction_stands),
        cmocka_unit_test(pin_turns_the_direction),
        cmocka_unit_test(pin_overrides_every_rule),
        cmocka_unit_test(pinned_both_ways_is_a_warning),
        cmocka_unit_test(want_of_memory_is_survived),
        cmocka_unit_test(class_form_agrees_with_plain_form),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
