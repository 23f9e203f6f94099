// The check by class where the draw needs a second round: rare by chance, so a seed is looked for under which both ways
// to pair two mentees with two mentors, all alike, draw the same. SPDX-License-Identifier: GPL-3.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "assignment/assignment.h"
#include "proof/checker.h"
#include "scoring/draw.h"
#include "tests/unit/scoring/cohort_maker.h"

enum { SEEDS_MOST = 1000000 };

static int32_t drawn(const maker *m, uint64_t seed, uint32_t mentee, uint32_t mentor) {
    return draw_weight(draw_key(seed, 1, ROLE_MENTEE, m->cohort.people[ROLE_MENTEE][mentee].id),
                       draw_key(seed, 1, ROLE_MENTOR, m->cohort.people[ROLE_MENTOR][mentor].id));
}

static uint64_t seed_of_a_tie(const maker *m) {
    for (uint64_t seed = 1; seed < SEEDS_MOST; seed++) {
        if (drawn(m, seed, 0, 0) + drawn(m, seed, 1, 1) == drawn(m, seed, 0, 1) + drawn(m, seed, 1, 0)) {
            return seed;
        }
    }
    return 0;
}

static check_fault fault_of(maker *m, const scoring *scored, const solution *s) {
    arena words = arena_over(&m->c.memory);
    check_report by_class, plain;
    assert_int_equal(checker_check_by_class(&by_class, &words, &m->c, scored, s), STATUS_OK);
    assert_int_equal(checker_check(&plain, &words, &m->c, &m->cohort, s, scored->seed), STATUS_OK);
    assert_int_equal(by_class.fault, plain.fault);
    arena_free(&words);
    return by_class.fault;
}

static void a_second_round_of_the_draw(void **state) {
    (void)state;
    static maker m;
    maker_begin(&m, 2, 2);
    (void)maker_criterion(&m, "Stage", KIND_STAGE_GAP, 40, FIELD_CAREER_STAGE);
    for (uint32_t i = 0; i < 2; i++) {
        maker_stage(&m, ROLE_MENTEE, i, 0);
        maker_stage(&m, ROLE_MENTOR, i, 1);
    }
    level_kind goals[] = {LEVEL_MOST_MATCHED, LEVEL_BEST_TOTAL};
    m.program.objective = goals;
    m.program.objective_count = 2;
    const uint64_t seed = seed_of_a_tie(&m);
    assert_int_not_equal(seed, 0);
    scoring *scored;
    solution *found;
    assert_int_equal(scoring_create(&scored, &m.c, &m.cohort, seed), STATUS_OK);
    assert_int_equal(scored->exception_start[2], 0); // classes tell everything
    assert_int_equal(assignment_solve(&found, &m.c, scored, seed), STATUS_OK);
    assert_true(found->levels[found->level_count - 1].round >= 2);
    assert_int_equal(fault_of(&m, scored, found), CHECK_NONE);
    found->level_count--; // the draw is said to end a round earlier
    found->proof_count--;
    assert_int_equal(fault_of(&m, scored, found), CHECK_NOT_UNIQUE);
    solution_free(found);
    scoring_free(scored);
    maker_end(&m);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_second_round_of_the_draw)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
