// Loaded before GLPK's own library: a simplex that does what GLPK_FAULT says, for tests/glpk_faults_test.sh.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <glpk.h>
#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static int wanted(const char *fault) {
    const char *asked = getenv("GLPK_FAULT");
    return asked != NULL && strcmp(asked, fault) == 0;
}

int glp_simplex(glp_prob *p, const glp_smcp *control) {
    (void)control;
    if (wanted("abort")) {
        (void)glp_get_obj_coef(p, -1);
    } else if (wanted("memory")) {
        glp_mem_limit(1);
        (void)glp_alloc(1, INT_MAX / 2);
    } else if (wanted("time")) {
        return GLP_ETMLIM;
    }
    return wanted("failure") ? GLP_EFAIL : 0;
}

int glp_get_status(glp_prob *p) {
    (void)p;
    return GLP_OPT;
}

double glp_get_row_dual(glp_prob *p, int row) {
    (void)p;
    return wanted("not-a-number") ? NAN : row % 3;
}

double glp_get_col_prim(glp_prob *p, int column) {
    (void)p;
    return column % 2;
}
