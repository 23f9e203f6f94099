// The fence around GLPK: what it answers, and that neither its abort() nor its printing gets through. Real aborts are
// provoked.
// SPDX-License-Identifier: GPL-3.0-or-later
#define _POSIX_C_SOURCE 200809L
#include "assignment/glpk_adapter.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <glpk.h>

#include <cmocka.h>

enum { MOST = 4000 };

typedef struct world {
    context c;
    glpk_row rows[MOST];
    glpk_column columns[MOST];
    int64_t values[MOST], prices[MOST];
    glpk_model model;
    glpk_answer answer;
} world;

static int begin(void **state) {
    world *w = calloc(1, sizeof *w);
    context_init(&w->c, (host){0});
    w->model = (glpk_model){.rows = w->rows, .columns = w->columns, .limit_ms = INT64_MAX};
    w->answer = (glpk_answer){.values = w->values, .prices = w->prices};
    *state = w;
    return w == NULL;
}

static int end(void **state) {
    world *w = *state;
    context_free(&w->c);
    assert_int_equal(w->c.memory.live_bytes, 0);
    free(w);
    return 0;
}

// Two mentees (rows 0, 1) and two mentors (2, 3): 5, 4 / 4, 1. Best: 4 + 4. The basis to start from is the worse
// pairing 5 + 1.
static void two_by_two(world *w) {
    static const int32_t weights[2][2] = {{5, 4}, {4, 1}};
    for (uint32_t k = 0; k < 4; k++) {
        w->rows[k] = (glpk_row){.low = 0, .high = 1, .place = GLPK_AT_HIGH};
    }
    for (uint32_t i = 0; i < 2; i++) {
        for (uint32_t j = 0; j < 2; j++) {
            w->columns[2 * i + j] = (glpk_column){.row = {i, 2 + j},
                                                  .coefficient = 1,
                                                  .weight = weights[i][j],
                                                  .high = 1,
                                                  .place = i == j ? GLPK_BASIC : GLPK_AT_LOW};
        }
    }
    w->rows[2].place = GLPK_BASIC;
    w->rows[3].place = GLPK_BASIC;
    w->model.row_count = 4;
    w->model.column_count = 4;
}

static status solve(world *w) {
    return glpk_adapter_solve(&w->c, &w->model, &w->answer);
}

static void a_program_is_solved_with_prices_that_prove_it(void **state) {
    world *w = *state;
    for (int cold = 0; cold < 2; cold++) {
        two_by_two(w);
        w->model.cold = cold == 1;
        assert_int_equal(solve(w), STATUS_OK);
        assert_int_equal(w->values[0], 0);
        assert_int_equal(w->values[1], 1);
        assert_int_equal(w->values[2], 1);
        assert_int_equal(w->values[3], 0);
        int64_t proven = 0;
        for (uint32_t k = 0; k < 4; k++) {
            const glpk_column *pair = &w->columns[k];
            const int64_t reduced_cost = pair->weight - w->prices[pair->row[0]] - w->prices[pair->row[1]];
            proven += w->prices[k] + (reduced_cost > 0 ? reduced_cost : 0);
            assert_true(w->prices[k] >= 0);
        }
        assert_int_equal(proven, 8);
    }
}

static void a_spoiled_basis_is_pivoted_out_of(void **state) {
    world *w = *state;
    two_by_two(w);
    assert_int_equal(solve(w), STATUS_OK);
    assert_true(w->answer.pivots > 0);
}

static void fixed_rows_and_rewards_are_understood(void **state) {
    world *w = *state;
    // One mentor whose first mentee earns 1: row = 0 with two mentees' pairs in and two reward columns out.
    w->rows[0] = (glpk_row){.low = 0, .high = 1};
    w->rows[1] = (glpk_row){.low = 1, .high = 1};
    w->rows[2] = (glpk_row){.low = 0, .high = 0};
    w->columns[0] = (glpk_column){.row = {0, 2}, .coefficient = 1, .high = 1};
    w->columns[1] = (glpk_column){.row = {1, 2}, .coefficient = 1, .high = 1};
    w->columns[2] = (glpk_column){.row = {2, NONE_ROW}, .coefficient = -1, .weight = 1, .high = 1};
    w->columns[3] = (glpk_column){.row = {2, NONE_ROW}, .coefficient = -1, .high = 4};
    w->model.row_count = 3;
    w->model.column_count = 4;
    w->model.cold = true;
    assert_int_equal(solve(w), STATUS_OK);
    assert_int_equal(w->values[1], 1);
    assert_int_equal(w->values[2], 1);
    assert_int_equal(w->values[0] + 1, w->values[2] + w->values[3]);
}

// What GLPK prints on its way to abort() would go to stdout.
static int begin_capture(FILE *into) {
    fflush(stdout);
    const int kept = dup(STDOUT_FILENO);
    assert_true(dup2(fileno(into), STDOUT_FILENO) >= 0);
    return kept;
}

static long end_capture(FILE *into, int kept) {
    fflush(stdout);
    assert_true(dup2(kept, STDOUT_FILENO) >= 0);
    close(kept);
    fseek(into, 0, SEEK_END);
    return ftell(into);
}

static void a_real_abort_is_caught_and_silent(void **state) {
    world *w = *state;
    FILE *printed = tmpfile();
    assert_non_null(printed);
    const int kept = begin_capture(printed);
    two_by_two(w);
    w->columns[3].row[1] = 17; // no such row
    const status wrong_row = solve(w);
    w->model.row_count = 0;
    const status no_rows = solve(w);
    two_by_two(w);
    w->columns[3].row[1] = w->columns[3].row[0]; // twice in one column
    const status twice = solve(w);
    const long printed_bytes = end_capture(printed, kept);
    fclose(printed);
    assert_int_equal(wrong_row, STATUS_INTERNAL);
    assert_int_equal(no_rows, STATUS_INTERNAL);
    assert_int_equal(twice, STATUS_INTERNAL);
    assert_int_equal(printed_bytes, 0);
    assert_string_equal(w->c.fault.where, "assignment/glpk");
    assert_non_null(strstr(w->c.fault.what, "out of range"));
    two_by_two(w);
    assert_int_equal(solve(w), STATUS_OK); // and the library is as good as new
}

static void a_basis_that_is_none_is_refused(void **state) {
    world *w = *state;
    two_by_two(w);
    w->rows[2].place = GLPK_AT_HIGH; // one basic too few
    assert_int_equal(solve(w), STATUS_INTERNAL);
    two_by_two(w);
    w->columns[1].place = GLPK_BASIC; // a circle: singular
    w->columns[2].place = GLPK_BASIC;
    w->rows[2].place = GLPK_AT_HIGH;
    w->rows[3].place = GLPK_AT_HIGH;
    assert_int_equal(solve(w), STATUS_INTERNAL);
    assert_non_null(strstr(w->c.fault.what, "the simplex returned"));
}

static void impossible_bounds_are_refused(void **state) {
    world *w = *state;
    two_by_two(w);
    w->rows[0] = (glpk_row){.low = 2, .high = 1};
    w->model.cold = true;
    assert_int_equal(solve(w), STATUS_INTERNAL);
    two_by_two(w);
    w->rows[0] = (glpk_row){.low = 3, .high = 3}; // nobody has so many pairs
    assert_int_equal(solve(w), STATUS_INTERNAL);
}

static void an_answer_in_halves_is_refused(void **state) {
    world *w = *state;
    for (uint32_t k = 0; k < 3; k++) {
        w->rows[k] = (glpk_row){.low = 0, .high = 1};
        w->columns[k] = (glpk_column){.row = {k, (k + 1) % 3}, .coefficient = 1, .weight = 1, .high = 1};
    }
    w->model.row_count = 3;
    w->model.column_count = 3;
    w->model.cold = true;
    assert_int_equal(solve(w), STATUS_INTERNAL);
    assert_non_null(strstr(w->c.fault.what, "0.5 is not a whole number"));
}

// A program of many rows, each column in two of them.
static void large(world *w) {
    for (uint32_t k = 0; k < MOST; k++) {
        w->rows[k] = (glpk_row){.low = 0, .high = 1};
        w->columns[k] = (glpk_column){.row = {k / 2, MOST / 2 + (k * 7 + k / 2) % (MOST / 2)},
                                      .coefficient = 1,
                                      .weight = (int32_t)(k * 37 % 101),
                                      .high = 1};
    }
    w->model.row_count = MOST;
    w->model.column_count = MOST;
    w->model.cold = true;
}

static void no_time_is_a_time_limit_and_no_fault(void **state) {
    world *w = *state;
    large(w);
    w->model.limit_ms = 0;
    assert_int_equal(solve(w), STATUS_TIME_LIMIT);
    w->model.limit_ms = -5;
    assert_int_equal(solve(w), STATUS_TIME_LIMIT);
    assert_int_equal(w->c.fault.status, STATUS_OK);
    w->model.limit_ms = INT64_MAX;
    assert_int_equal(solve(w), STATUS_OK);
}

static void want_of_memory_is_survived(void **state) {
    world *w = *state;
    large(w);
    w->model.memory_limit_mb = 1;
    assert_int_equal(solve(w), STATUS_NO_MEMORY);
    assert_int_equal(w->c.fault.status, STATUS_NO_MEMORY);
    w->model.memory_limit_mb = 0;
    assert_int_equal(solve(w), STATUS_OK);
}

static void a_library_in_use_is_left_alone(void **state) {
    world *w = *state;
    two_by_two(w);
    assert_int_equal(glp_init_env(), 0);
    assert_int_equal(solve(w), STATUS_INTERNAL);
    assert_int_equal(glp_free_env(), 0); // it was still there
    assert_int_equal(solve(w), STATUS_OK);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_program_is_solved_with_prices_that_prove_it, begin, end),
        cmocka_unit_test_setup_teardown(a_spoiled_basis_is_pivoted_out_of, begin, end),
        cmocka_unit_test_setup_teardown(fixed_rows_and_rewards_are_understood, begin, end),
        cmocka_unit_test_setup_teardown(a_real_abort_is_caught_and_silent, begin, end),
        cmocka_unit_test_setup_teardown(a_basis_that_is_none_is_refused, begin, end),
        cmocka_unit_test_setup_teardown(impossible_bounds_are_refused, begin, end),
        cmocka_unit_test_setup_teardown(an_answer_in_halves_is_refused, begin, end),
        cmocka_unit_test_setup_teardown(no_time_is_a_time_limit_and_no_fault, begin, end),
        cmocka_unit_test_setup_teardown(want_of_memory_is_survived, begin, end),
        cmocka_unit_test_setup_teardown(a_library_in_use_is_left_alone, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
