// Explaining: a case that can be followed by hand, a run that was stopped, want of memory at every allocation. That
// what is said holds for all goals is what the property test is for. SPDX-License-Identifier: GPL-3.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "assignment/assignment.h"
#include "consequences/consequences.h"
#include "run.h"
#include "tests/unit/scoring/cohort_maker.h"

typedef struct desk {
    maker m;
    mp_run *run;
    scoring *scoring;
    solution *now;
    pairing *stands;
} desk;

static desk d;

// Three mentees, three mentors with one place each; fits in percent, mentee by mentee.
static int begin(void **state) {
    (void)state;
    static const int32_t FITS[3][3] = {{90, 80, 10}, {70, 90, 60}, {20, 50, 40}};
    maker_begin(&d.m, 3, 3);
    const criterion *k = maker_criterion(&d.m, "Reading", KIND_GIVEN, 1, NONE);
    for (uint32_t i = 0; i < 3; i++) {
        for (uint32_t j = 0; j < 3; j++) {
            maker_give(&d.m, k, i, j, FITS[i][j] * 100);
        }
    }
    d.m.objective[0] = LEVEL_MOST_MATCHED;
    d.m.objective[1] = LEVEL_BEST_TOTAL;
    d.m.program.objective_count = 2;
    const match_options options = {.alternatives = 3, .time_limit_s = 600};
    assert_int_equal(scoring_create(&d.scoring, &d.m.c, &d.m.cohort, 1), STATUS_OK);
    assert_int_equal(assignment_solve(&d.now, &d.m.c, d.scoring, 1), STATUS_OK);
    assert_int_equal(
        pairing_build(&d.stands, &d.m.c, &d.m.cohort, d.scoring, d.now, 1, &options, SPAN("mentorpair test")),
        STATUS_OK);
    d.run = mp_run_new((host){0});
    assert_non_null(d.run);
    d.run->cohort = &d.m.cohort;
    d.run->program = &d.m.program;
    return 0;
}

static int end(void **state) {
    (void)state;
    d.run->cohort = NULL;
    d.run->program = NULL;
    mp_run_free(d.run);
    pairing_free(d.stands);
    solution_free(d.now);
    scoring_free(d.scoring);
    maker_end(&d.m);
    return 0;
}

static status ask(explanation *out, uint32_t mentee, uint32_t mentor) {
    const explain_question q = {.mentee = mentee, .mentor = mentor, .alternatives = 3};
    return mp_explain(d.run, out, d.stands, SPAN("pairing.json"), &q);
}

static void assert_move(const explained_move *m, const char *mentee, const char *from, const char *to) {
    assert_true(span_equal(m->mentee, span_of(mentee)));
    assert_true(span_equal(m->from, span_of(from)));
    assert_true(span_equal(m->to, span_of(to)));
}

// What stands is 0-0, 1-1, 2-2: 220 points. With 0-1 the best is 0-1, 1-0, 2-2: 190 points.
static void by_hand(void **state) {
    (void)state;
    explanation e;
    assert_int_equal(ask(&e, 0, 1), STATUS_OK);
    assert_true(e.about_pair && e.costs_known && e.pair.eligible && e.pair.can_be && !e.pair.paired);
    assert_int_equal(e.change_count, 1);
    const explained_change *it = &e.changes[0];
    assert_int_equal(it->kind, EXPLAINED_PAIRED);
    assert_int_equal(it->level_count, 2);
    assert_int_equal(it->levels[0].by, 0);
    assert_int_equal(it->levels[1].by, -3000);
    assert_true(it->levels[1].order < 0 && it->fewest_moves);
    assert_int_equal(it->move_count, 2);
    assert_move(&it->moves[0], "mentee0000@example.org", "mentor0000@example.org", "mentor0001@example.org");
    assert_move(&it->moves[1], "mentee0001@example.org", "mentor0001@example.org", "mentor0000@example.org");
    assert_int_equal(it->moves[0].from_bp, 9000);
    assert_int_equal(it->moves[0].to_bp, 8000);
}

static void of_a_mentee(void **state) {
    (void)state;
    explanation e;
    assert_int_equal(ask(&e, 2, NONE), STATUS_OK);
    assert_int_equal(e.change_count, 2);
    assert_true(span_equal(e.changes[0].mentor, SPAN("mentor0001@example.org"))); // 90 + 60 + 50: 20 less
    assert_int_equal(e.changes[0].levels[1].by, -2000);
    assert_true(span_equal(e.changes[1].mentor, SPAN("mentor0000@example.org"))); // 80 + 60 + 20
    assert_int_equal(e.changes[1].levels[1].by, -6000);
    assert_int_equal(e.tried, 0);
}

static int64_t no_time_left(void *self) {
    (void)self;
    return 0;
}

static void stopped_on_the_way(void **state) {
    (void)state;
    explanation e;
    mp_run_context(d.run)->host.milliseconds_left = no_time_left;
    assert_int_equal(ask(&e, 2, NONE), STATUS_OK);
    assert_true(e.stopped);
    assert_int_equal(e.change_count, 2); // the costs are known without solving
    assert_true(e.changes[0].known && !e.changes[0].moves_known);
    assert_int_equal(e.changes[0].levels[1].by, -2000);
    assert_int_equal(ask(&e, 0, 1), STATUS_OK);
    assert_true(e.stopped != e.changes[0].known); // so few people may be paired before anybody looks at the clock
}

static void of_a_run_that_was_stopped(void **state) {
    (void)state;
    explanation e;
    d.stands->objective[1].proven = false;
    assert_int_equal(ask(&e, 2, NONE), STATUS_OK);
    assert_true(!e.costs_known && e.change_count == 0);
    assert_int_equal(ask(&e, 0, 1), STATUS_OK);
    assert_true(!e.costs_known && e.change_count == 0 && e.pair.eligible);
}

static void no_memory(void **state) {
    (void)state;
    memory *m = &mp_run_context(d.run)->memory;
    static const uint32_t QUESTIONS[][2] = {{0, 1}, {2, NONE}};
    for (size_t k = 0; k < 2; k++) {
        status result = STATUS_NO_MEMORY;
        for (uint64_t more = 1; result != STATUS_OK; more++) {
            explanation e;
            const size_t before = m->live_bytes;
            m->fail_at = m->calls + more;
            result = ask(&e, QUESTIONS[k][0], QUESTIONS[k][1]);
            assert_true(result == STATUS_OK || result == STATUS_NO_MEMORY);
            m->fail_at = 0;
            // What is left are texts.
            arena_free(&d.run->texts);
            assert_true(m->live_bytes <= before);
            assert_true(more < 5000);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test_setup_teardown(by_hand, begin, end),
                                       cmocka_unit_test_setup_teardown(of_a_mentee, begin, end),
                                       cmocka_unit_test_setup_teardown(stopped_on_the_way, begin, end),
                                       cmocka_unit_test_setup_teardown(of_a_run_that_was_stopped, begin, end),
                                       cmocka_unit_test_setup_teardown(no_memory, begin, end)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
