// GLPK made to fail on order. The functions here stand before the library's own of the same names, and call those
// unless they are to go wrong: abort, run out of memory or time, answer with other codes, with numbers that are none, a
// worse pairing, other prices, or, rightly, another of the best pairings. To be included once in a program, before
// anything else.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#ifndef _GNU_SOURCE
#define _GNU_SOURCE // RTLD_NEXT
#endif
#include <dlfcn.h>
#include <float.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <glpk.h>

typedef enum glpk_fault {
    GLPK_WORKS,
    GLPK_ABORTS, // as on misuse
    GLPK_NO_MEMORY,
    GLPK_NO_TIME,
    GLPK_GIVES_UP,          // returns another code than 0
    GLPK_NOT_OPTIMAL,       // returns 0, but its solution has another status
    GLPK_ANSWERS_NO_NUMBER, // NaN, infinity, halves
    GLPK_ANSWERS_HUGE,      // whole numbers that nothing can be
    GLPK_ANSWERS_WORSE,     // a pairing that is not the best
    GLPK_VALUES_CHANGED,    // some of them, each to the other that it may have
    GLPK_PRICES_CHANGED,    // some of them, by little
    GLPK_OTHER_OPTIMUM,     // a right one
    GLPK_FAULTS
} glpk_fault;

typedef struct failing_glpk {
    glpk_fault fault;
    uint32_t at_call;   // solves from 1 on; 0: all of them
    uint32_t way;       // at which place, by which means
    uint64_t random;    // which numbers
    uint32_t calls;     // solves so far
    bool strikes;       // in this solve
    bool solved;        // in this solve
    uint32_t struck;    // so often it went wrong
    uint32_t otherwise; // so often another optimum was given
} failing_glpk;
static failing_glpk glpk_now;

static inline uint32_t glpk_pick(uint32_t below) {
    uint64_t z = glpk_now.random += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
    return (uint32_t)((z ^ z >> 31) >> 33) % below;
}

// The library's own function, put into *function.
static inline void glpk_own(void *function, const char *name) {
    void *found = dlsym(RTLD_NEXT, name);
    if (found == NULL) {
        abort();
    }
    memcpy(function, &found, sizeof found);
}

static inline bool glpk_strikes(glpk_fault fault) {
    const bool strikes = glpk_now.strikes && glpk_now.fault == fault;
    glpk_now.struck += strikes;
    return strikes;
}

// ---- before and behind the solve --------------------------------------------------------------------------------

enum { ABORTS_AT_ONCE, ABORTS_BEFORE, ABORTS_BEHIND, ABORTS_AT_ANSWER, ABORT_PLACES };
enum { MEMORY_FOR_NOTHING, MEMORY_LIMITED, MEMORY_NOT_THERE, MEMORY_BLOCK_TOO_LARGE, MEMORY_WAYS };
enum { INIT_NO_MEMORY = 2, MEGABYTE = 1 << 20 };

static inline void glpk_abort_at(uint32_t place) {
    if (glpk_now.strikes && glpk_now.fault == GLPK_ABORTS && glpk_now.way % ABORT_PLACES == place) {
        glpk_now.struck++;
        glp_error("glp_test: row number out of range\n");
    }
}

// In GLPK's own words, once from its own mouth.
static inline void glpk_run_out_of_memory(void) {
    if (!glpk_strikes(GLPK_NO_MEMORY)) {
        return;
    }
    switch (glpk_now.way % MEMORY_WAYS) {
    case MEMORY_NOT_THERE:
        glp_error("glp_alloc: no memory available\n");
        break;
    case MEMORY_BLOCK_TOO_LARGE:
        glp_error("glp_alloc: n = %d, size = %d; block too large\n", INT32_MAX, INT32_MAX);
        break;
    default:
        glp_mem_limit(1);
        (void)glp_alloc(MEGABYTE, 2);
        break;
    }
}

int glp_init_env(void) {
    int (*own)(void);
    glpk_own(&own, "glp_init_env");
    glpk_now.calls++;
    glpk_now.strikes = glpk_now.at_call == 0 || glpk_now.at_call == glpk_now.calls;
    glpk_now.solved = false;
    if (glpk_now.strikes && glpk_now.fault == GLPK_NO_MEMORY && glpk_now.way % MEMORY_WAYS == MEMORY_FOR_NOTHING) {
        glpk_now.struck++;
        return INIT_NO_MEMORY;
    }
    return own();
}

glp_prob *glp_create_prob(void) {
    glp_prob *(*own)(void);
    glpk_own(&own, "glp_create_prob");
    glpk_abort_at(ABORTS_AT_ONCE);
    return own();
}

// ---- the solve --------------------------------------------------------------------------------------------------

typedef int glpk_simplex(glp_prob *p, const glp_smcp *control);

static inline double *glpk_weights(glp_prob *p) {
    double *weights = malloc(((size_t)glp_get_num_cols(p) + 1) * sizeof *weights);
    for (int k = 1; weights != NULL && k <= glp_get_num_cols(p); k++) {
        weights[k] = glp_get_obj_coef(p, k);
    }
    return weights;
}

// The values of all columns, added up in a way that tells most answers apart.
static inline double glpk_print_of(glp_prob *p, double (*own_value)(glp_prob *, int)) {
    double sum = 0;
    for (int k = 1; k <= glp_get_num_cols(p); k++) {
        sum += own_value(p, k) * sqrt(k);
    }
    return sum;
}

enum { MUCH = 1 << 22, LITTLE = 1 << 10 };

// Solves for other weights and puts the right ones back: those times MUCH and a random little each, for which the best
// pairing is one of the best; or random ones alone, for which it may be any.
static inline int glpk_solve_for_others(glp_prob *p, const glp_smcp *control, glpk_simplex *own, bool right) {
    double (*own_value)(glp_prob *, int);
    glpk_own(&own_value, "glp_get_col_prim");
    double *weights = glpk_weights(p);
    if (weights == NULL) {
        abort();
    }
    int code = own(p, control);
    const double usual = glpk_print_of(p, own_value), usual_weight = glp_get_obj_val(p);
    for (int k = 1; k <= glp_get_num_cols(p); k++) {
        const double little = glpk_pick(LITTLE);
        glp_set_obj_coef(p, k, right ? weights[k] * MUCH + little : little);
    }
    code = code == 0 ? own(p, control) : code;
    for (int k = 1; k <= glp_get_num_cols(p); k++) {
        glp_set_obj_coef(p, k, weights[k]);
    }
    if (right && code == 0) {
        code = own(p, control); // the same pairing, with prices for the right weights
        glpk_now.otherwise += glpk_print_of(p, own_value) != usual;
    } else {
        double weight = 0;
        for (int k = 1; k <= glp_get_num_cols(p); k++) {
            weight += weights[k] * own_value(p, k);
        }
        glpk_now.struck += weight < usual_weight - 0.5;
    }
    free(weights);
    return code;
}

int glp_simplex(glp_prob *p, const glp_smcp *control) {
    static const int CODES[] = {GLP_EBADB,  GLP_ESING,  GLP_ECOND,  GLP_EBOUND, GLP_EFAIL, GLP_EOBJLL,
                                GLP_EOBJUL, GLP_EITLIM, GLP_ENOPFS, GLP_ENODFS, GLP_ESTOP, -1};
    glpk_simplex *own;
    glpk_own(&own, "glp_simplex");
    glpk_abort_at(ABORTS_BEFORE);
    glpk_run_out_of_memory();
    if (glpk_now.strikes && (glpk_now.fault == GLPK_OTHER_OPTIMUM || glpk_now.fault == GLPK_ANSWERS_WORSE)) {
        return glpk_solve_for_others(p, control, own, glpk_now.fault == GLPK_OTHER_OPTIMUM);
    }
    const int code = own(p, control);
    glpk_abort_at(ABORTS_BEHIND);
    if (glpk_strikes(GLPK_NO_TIME)) {
        return GLP_ETMLIM;
    }
    if (glpk_strikes(GLPK_GIVES_UP)) {
        return CODES[glpk_pick(sizeof CODES / sizeof *CODES)];
    }
    glpk_now.solved = true;
    return code;
}

// ---- the answer -------------------------------------------------------------------------------------------------

int glp_get_status(glp_prob *p) {
    static const int OTHERS[] = {GLP_UNDEF, GLP_FEAS, GLP_INFEAS, GLP_NOFEAS, GLP_UNBND};
    int (*own)(glp_prob *);
    glpk_own(&own, "glp_get_status");
    return glpk_now.solved && glpk_strikes(GLPK_NOT_OPTIMAL) ? OTHERS[glpk_pick(sizeof OTHERS / sizeof *OTHERS)]
                                                             : own(p);
}

// What stands in the place of a number; one of each answer at least, the first.
static inline double glpk_number(double number, int k) {
    static const double NONE_AT_ALL[] = {NAN, INFINITY, -INFINITY, 0.5, -0.001, 1e300, -DBL_MAX, 9007199254740992.0};
    static const double HUGE_ONES[] = {2147483647.0,
                                       2147483648.0,
                                       -2147483648.0,
                                       4294967296.0,
                                       4294967297.0,
                                       1099511627776.0,
                                       -1099511627777.0,
                                       9007199254740991.0,
                                       2,
                                       -1};
    if (!glpk_now.solved || (k != 1 && glpk_pick(4) != 0)) {
        return number;
    }
    if (glpk_strikes(GLPK_ANSWERS_NO_NUMBER)) {
        return NONE_AT_ALL[glpk_now.way / 2 % (sizeof NONE_AT_ALL / sizeof *NONE_AT_ALL)];
    }
    return glpk_strikes(GLPK_ANSWERS_HUGE) ? HUGE_ONES[glpk_pick(sizeof HUGE_ONES / sizeof *HUGE_ONES)] : number;
}

double glp_get_row_dual(glp_prob *p, int k) {
    double (*own)(glp_prob *, int);
    glpk_own(&own, "glp_get_row_dual");
    const double number = own(p, k);
    if (glpk_now.solved && glpk_pick(3) == 0 && glpk_strikes(GLPK_PRICES_CHANGED)) {
        return number + 1 - 2 * (double)glpk_pick(2);
    }
    return glpk_now.way % 2 == 0 ? glpk_number(number, k) : number;
}

double glp_get_col_prim(glp_prob *p, int k) {
    double (*own)(glp_prob *, int);
    glpk_own(&own, "glp_get_col_prim");
    glpk_abort_at(ABORTS_AT_ANSWER);
    const double number = own(p, k);
    if (glpk_now.solved && glpk_pick(3) == 0 && glpk_strikes(GLPK_VALUES_CHANGED)) {
        return number > 0 ? 0 : 1;
    }
    return glpk_number(number, k);
}
