// The one home of GLPK. A linear program comes in as plain arrays with a basis to start from, values and prices go out
// in whole numbers. GLPK 5.0 answers misuse and want of memory by printing to stdout and abort(): here its output is
// caught, its error hook jumps back, and after that nothing but glp_free_env is called. Its environment belongs to the
// thread and lives for one call only. Sizes to expect: up to 200,000 rows and 2,000,000 columns of two entries each.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/context.h"

// Where a row or a column stands in the basis to start from.
typedef enum glpk_place { GLPK_BASIC, GLPK_AT_LOW, GLPK_AT_HIGH, GLPK_FIXED } glpk_place;

typedef struct glpk_row {
    int32_t low, high; // of the sum of its columns; equal: fixed
    glpk_place place;
} glpk_row;

typedef struct glpk_column {
    uint32_t row[2];     // rows it stands in; the second NONE_ROW where there is one only
    int32_t coefficient; // in both
    int32_t weight;      // in the objective, which is maximised
    int32_t high;        // 0 <= value <= high, high >= 1
    glpk_place place;
} glpk_column;
#define NONE_ROW UINT32_MAX

typedef struct glpk_model {
    const glpk_row *rows;
    const glpk_column *columns;
    uint32_t row_count, column_count;
    bool cold;               // starts from GLPK's own standard basis instead of the places
    int64_t limit_ms;        // INT64_MAX: none
    int32_t memory_limit_mb; // 0: none
} glpk_model;

typedef struct glpk_answer {
    int64_t *values; // [columns], the caller's
    int64_t *prices; // [rows], the caller's
    uint32_t pivots;
} glpk_answer;

// Solves to proven optimality by the primal simplex. TIME_LIMIT (no fault is recorded), NO_MEMORY, INTERNAL: anything
// that is not a whole optimal answer, wrong numbers of rows and columns and an impossible basis included; the answer
// then holds nothing of use.
status glpk_adapter_solve(context *c, const glpk_model *m, glpk_answer *answer);
