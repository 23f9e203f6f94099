// What the cohort would lose, in words: pairs before points, gains and the order of the goals aside.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scribe_fixture.h"

#include "reports/review_costs.h"

static void says(const shown_level_change *levels, uint32_t count, const char *long_form, const char *short_form) {
    const shown_change change = {.known = true, .levels = levels, .level_count = count};
    span said = phrase_text(&f.s, review_costs(&f.s, &change)), brief = phrase_text(&f.s, review_costs_short(&f.s, &change));
    assert_memory_equal(said.text, long_form, strlen(long_form));
    assert_int_equal(said.length, strlen(long_form));
    assert_memory_equal(brief.text, short_form, strlen(short_form));
    assert_int_equal(brief.length, strlen(short_form));
}

static void losses_in_words(void **state) {
    (void)state;
    says((shown_level_change[]){{LEVEL_MOST_MATCHED, 0}, {LEVEL_BEST_TOTAL, 0}}, 2, "nothing: equal choice", "equal");
    says((shown_level_change[]){{LEVEL_MOST_MATCHED, 0}, {LEVEL_BEST_TOTAL, -830}}, 2, "8.3 points, no pair", "costs 8.3");
    says((shown_level_change[]){{LEVEL_MOST_MATCHED, -1}, {LEVEL_BEST_TOTAL, -7000}}, 2, "one pair", "costs one pair");
    says((shown_level_change[]){{LEVEL_BEST_TOTAL, -830}, {LEVEL_MOST_MATCHED, -2}}, 2, "two pairs", "costs two pairs");
    says((shown_level_change[]){{LEVEL_BEST_TOTAL, -830}}, 1, "8.3 points", "costs 8.3");
    says((shown_level_change[]){{LEVEL_MOST_MENTORS, -1}, {LEVEL_BEST_TOTAL, 500}}, 2,
         "at another goal: see mentorpair explain", "see mentorpair explain");
}

static void unknown_is_not_nothing(void **state) {
    (void)state;
    const shown_change change = {.known = false};
    span said = phrase_text(&f.s, review_costs(&f.s, &change)), brief = phrase_text(&f.s, review_costs_short(&f.s, &change));
    assert_memory_equal(said.text, "not worked out", said.length);
    assert_memory_equal(brief.text, "see mentorpair explain", brief.length);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(losses_in_words, set_up, tear_down),
        cmocka_unit_test_setup_teardown(unknown_is_not_nothing, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
