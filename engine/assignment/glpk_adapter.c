// GLPK, fenced in. Between the call of setjmp and the freeing of the environment no memory of ours is taken or given
// back, so that a jump out of the library loses nothing.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "assignment/glpk_adapter.h"

#include <limits.h>
#include <math.h>
#include <setjmp.h>
#include <stdio.h>
#include <string.h>

#include <glpk.h>

static const char WHERE[] = "assignment/glpk";
static const double LARGEST_EXACT = 9007199254740992.0; // 2^53
static const double ROUNDING_LIMIT = 1e-6;

enum { MESSAGE_BYTES = 160, INIT_NO_MEMORY = 2, ENDS_OF_COLUMN = 2 };

typedef struct session {
    context *c;
    const glpk_model *model;
    glpk_answer *answer;
    glp_prob *problem;
    jmp_buf back;
    char said[MESSAGE_BYTES]; // the last line that GLPK wanted to print
} session;

static int on_output(void *info, const char *text) {
    session *s = info;
    // The place in GLPK's own source follows the message as a line of its own.
    if (strncmp(text, "Error detected", strlen("Error detected")) != 0) {
        (void)snprintf(s->said, sizeof s->said, "%.*s", (int)strcspn(text, "\n"), text);
    }
    return 1; // nothing is printed
}

static void on_error(void *info) {
    session *s = info;
    longjmp(s->back, 1);
}

static int basis_status(glpk_place stands) {
    static const int codes[] = {
        [GLPK_BASIC] = GLP_BS, [GLPK_AT_LOW] = GLP_NL, [GLPK_AT_HIGH] = GLP_NU, [GLPK_FIXED] = GLP_NS};
    return codes[stands];
}

static void load_rows(session *s) {
    const glpk_model *m = s->model;
    glp_add_rows(s->problem, (int)m->row_count);
    for (uint32_t k = 0; k < m->row_count; k++) {
        const glpk_row *row = &m->rows[k];
        const int number = (int)k + 1;
        // A double bound with both ends equal would be refused.
        glp_set_row_bnds(s->problem, number, row->low == row->high ? GLP_FX : GLP_DB, row->low, row->high);
        if (!m->cold) {
            glp_set_row_stat(s->problem, number, basis_status(row->place));
        }
    }
}

static void load_columns(session *s) {
    const glpk_model *m = s->model;
    glp_add_cols(s->problem, (int)m->column_count);
    for (uint32_t k = 0; k < m->column_count; k++) {
        const glpk_column *column = &m->columns[k];
        const int number = (int)k + 1;
        int rows[ENDS_OF_COLUMN + 1] = {0};
        double entries[ENDS_OF_COLUMN + 1] = {0};
        int length = 0;
        for (int end = 0; end < ENDS_OF_COLUMN && column->row[end] != NONE_ROW; end++) {
            length++;
            rows[length] = (int)column->row[end] + 1;
            entries[length] = column->coefficient;
        }
        glp_set_col_bnds(s->problem, number, GLP_DB, 0, column->high);
        glp_set_obj_coef(s->problem, number, column->weight);
        glp_set_mat_col(s->problem, number, length, rows, entries);
        if (!m->cold) {
            glp_set_col_stat(s->problem, number, basis_status(column->place));
        }
    }
}

static status simplex(session *s) {
    glp_smcp control;
    glp_init_smcp(&control);
    control.msg_lev = GLP_MSG_OFF;
    control.meth = GLP_PRIMAL;
    control.presolve = GLP_OFF;
    const int64_t limit_ms = s->model->limit_ms;
    control.tm_lim = limit_ms < 0 ? 0 : limit_ms > INT_MAX ? INT_MAX : (int)limit_ms;
    const int code = glp_simplex(s->problem, &control);
    if (code == GLP_ETMLIM) {
        return STATUS_TIME_LIMIT;
    }
    if (code != 0) {
        return context_fail(s->c, STATUS_INTERNAL, WHERE, "the simplex returned %d", code);
    }
    if (glp_get_status(s->problem) != GLP_OPT) {
        return context_fail(s->c, STATUS_INTERNAL, WHERE, "the simplex found status %d", glp_get_status(s->problem));
    }
    return STATUS_OK;
}

// The whole number that `value` stands for.
static status whole(session *s, int64_t *out, double value) {
    const double nearest = nearbyint(value);
    // Written so that NaN is refused.
    if (!(fabs(value) < LARGEST_EXACT) || !(fabs(value - nearest) <= ROUNDING_LIMIT)) {
        return context_fail(s->c, STATUS_INTERNAL, WHERE, "%g is not a whole number", value);
    }
    *out = (int64_t)nearest;
    return STATUS_OK;
}

static status read_answer(session *s) {
    for (uint32_t k = 0; k < s->model->row_count; k++) {
        TRY(whole(s, &s->answer->prices[k], glp_get_row_dual(s->problem, (int)k + 1)));
    }
    for (uint32_t k = 0; k < s->model->column_count; k++) {
        TRY(whole(s, &s->answer->values[k], glp_get_col_prim(s->problem, (int)k + 1)));
        if (s->answer->values[k] < 0 || s->answer->values[k] > s->model->columns[k].high) {
            return context_fail(s->c, STATUS_INTERNAL, WHERE, "%lld lies outside the column's bounds",
                                (long long)s->answer->values[k]);
        }
    }
    s->answer->pivots = (uint32_t)glp_get_it_cnt(s->problem);
    return STATUS_OK;
}

static status solve(session *s) {
    if (s->model->memory_limit_mb > 0) {
        glp_mem_limit(s->model->memory_limit_mb);
    }
    s->problem = glp_create_prob();
    glp_set_obj_dir(s->problem, GLP_MAX);
    load_rows(s);
    load_columns(s);
    TRY(simplex(s));
    return read_answer(s);
}

static status jumped_out(session *s) {
    if (strstr(s->said, "memory") != NULL || strstr(s->said, "block too large") != NULL) {
        return context_no_memory(s->c, WHERE);
    }
    return context_fail(s->c, STATUS_INTERNAL, WHERE, "%s", s->said);
}

// Apart from its caller, so that no object of the function that calls setjmp is changed behind its back.
static status fenced(session *s) {
    if (setjmp(s->back) != 0) {
        return jumped_out(s);
    }
    glp_term_hook(on_output, s);
    glp_error_hook(on_error, s);
    return solve(s);
}

status glpk_adapter_solve(context *c, const glpk_model *m, glpk_answer *answer) {
    if (m->row_count >= INT_MAX || m->column_count >= INT_MAX) {
        return context_fail(c, STATUS_INTERNAL, WHERE, "%u rows and %u columns are too many", m->row_count,
                            m->column_count);
    }
    // Made here and not by the first call to the library, which would abort where there is no memory for it.
    const int code = glp_init_env();
    if (code == INIT_NO_MEMORY) {
        return context_no_memory(c, WHERE);
    }
    if (code != 0) {
        return context_fail(c, STATUS_INTERNAL, WHERE, "the library is in use in this thread already (%d)", code);
    }
    session s = {.c = c, .model = m, .answer = answer};
    const status result = fenced(&s);
    glp_free_env();
    return result;
}
