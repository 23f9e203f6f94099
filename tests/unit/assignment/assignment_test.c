// From a scored cohort to a solution that the checker accepts.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "assignment/assignment.h"

#include <setjmp.h>
#include <stdarg.h>

#include "proof/checker.h"
#include "tests/unit/scoring/cohort_maker.h"

#include <cmocka.h>

static void assert_checked(maker *m, const solution *s, uint64_t seed) {
    arena words = arena_over(&m->c.memory);
    check_report report = {0};
    assert_int_equal(checker_check(&report, &words, &m->c, &m->cohort, s, seed), STATUS_OK);
    if (report.fault != CHECK_NONE) {
        fail_msg("%.*s", SPAN_ARGS(report.text));
    }
    arena_free(&words);
}

static void end(maker *m) {
    maker_end(m);
    assert_int_equal(m->c.memory.live_bytes, 0);
}

static void random_cohorts_are_solved_and_checked(void **state) {
    (void)state;
    static const level_kind levels[] = {LEVEL_MOST_MATCHED, LEVEL_FAIREST, LEVEL_BEST_TOTAL};
    for (uint64_t seed = 1; seed <= 150; seed++) {
        maker m;
        scoring *scored;
        solution *found;
        maker_random_cohort(&m, seed, 30);
        memcpy(m.objective, levels, sizeof levels);
        m.program.objective_count = (uint32_t)(seed % 4);
        assert_int_equal(scoring_create(&scored, &m.c, &m.cohort, seed), STATUS_OK);
        assert_int_equal(assignment_solve(&found, &m.c, scored, seed), STATUS_OK);
        assert_checked(&m, found, seed);
        solution_free(found);
        scoring_free(scored);
        end(&m);
    }
}

static void without_a_table_of_class_scores_the_pairs_are_the_same(void **state) {
    (void)state;
    for (uint64_t seed = 1; seed <= 100; seed++) {
        maker m;
        scoring *scored;
        solution *found, *again;
        maker_random_cohort(&m, seed, 40);
        m.objective[0] = LEVEL_MOST_MATCHED;
        m.objective[1] = LEVEL_BEST_TOTAL;
        m.program.objective_count = 2;
        assert_int_equal(scoring_create(&scored, &m.c, &m.cohort, 7), STATUS_OK);
        assert_int_equal(assignment_solve(&found, &m.c, scored, 7), STATUS_OK);
        scored->class_scores = NULL;
        assert_int_equal(assignment_solve(&again, &m.c, scored, 7), STATUS_OK);
        assert_int_equal(found->pair_count, again->pair_count);
        if (found->pair_count > 0) {
            assert_memory_equal(found->pairs, again->pairs, found->pair_count * sizeof *found->pairs);
        }
        assert_checked(&m, again, 7);
        solution_free(found);
        solution_free(again);
        scoring_free(scored);
        end(&m);
    }
}

// Three alike on either side, with their best pairing of a year ago.
static void made_with_previous(maker *m, couple *previous, scoring **scored) {
    maker_begin(m, 3, 3);
    (void)maker_criterion(m, "Stage", KIND_STAGE_GAP, 1, FIELD_CAREER_STAGE);
    for (uint32_t k = 0; k < 3; k++) {
        maker_stage(m, ROLE_MENTEE, k, 0);
        maker_stage(m, ROLE_MENTOR, k, 1);
        previous[k] = (couple){k, 2 - k};
    }
    m->cohort.previous = previous;
    m->cohort.previous_count = 3;
    m->inputs[0].role = INPUT_PREVIOUS;
    m->cohort.input_count = 1;
    m->objective[0] = LEVEL_MOST_MATCHED;
    m->program.objective_count = 1;
    assert_int_equal(scoring_create(scored, &m->c, &m->cohort, 1), STATUS_OK);
}

static void a_previous_pairing_comes_first_unless_it_is_listed(void **state) {
    (void)state;
    for (int listed = 0; listed < 2; listed++) {
        maker m;
        couple previous[3];
        scoring *scored;
        solution *found;
        made_with_previous(&m, previous, &scored);
        if (listed == 1) {
            m.objective[1] = LEVEL_FEWEST_CHANGES;
            m.program.objective_count = 2;
        }
        assert_int_equal(assignment_solve(&found, &m.c, scored, 1), STATUS_OK);
        assert_int_equal(found->level_count, 3);
        assert_int_equal(found->levels[listed].level, LEVEL_FEWEST_CHANGES);
        assert_int_equal(found->levels[listed].value, 3);
        assert_int_equal(found->levels[1 - listed].level, LEVEL_MOST_MATCHED);
        for (uint32_t k = 0; k < 3; k++) {
            assert_int_equal(found->pairs[k].mentor, 2 - k);
        }
        assert_checked(&m, found, 1);
        solution_free(found);
        scoring_free(scored);
        end(&m);
    }
}

static void another_seed_may_draw_another_pairing_of_the_same_worth(void **state) {
    (void)state;
    maker m;
    couple previous[3];
    scoring *scored;
    bool differs = false;
    made_with_previous(&m, previous, &scored);
    m.cohort.input_count = 0;
    m.cohort.previous_count = 0;
    solution *first;
    assert_int_equal(assignment_solve(&first, &m.c, scored, 1), STATUS_OK);
    for (uint64_t seed = 1; seed < 20; seed++) {
        solution *other;
        assert_int_equal(assignment_solve(&other, &m.c, scored, seed), STATUS_OK);
        assert_int_equal(other->levels[0].value, 3);
        differs = differs || memcmp(first->pairs, other->pairs, 3 * sizeof *first->pairs) != 0;
        solution_free(other);
    }
    assert_true(differs);
    solution_free(first);
    scoring_free(scored);
    end(&m);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_cohorts_are_solved_and_checked),
        cmocka_unit_test(without_a_table_of_class_scores_the_pairs_are_the_same),
        cmocka_unit_test(a_previous_pairing_comes_first_unless_it_is_listed),
        cmocka_unit_test(another_seed_may_draw_another_pairing_of_the_same_worth),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
