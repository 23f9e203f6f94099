// GLPK that misbehaves at any one of its calls: it aborts, runs out of time or memory, gives up, finds another optimum,
// says numbers that are none, wrong pairs, wrong prices, or the optimum of another problem. What the solve answers must
// be the right status; a pairing must be the very one that an honest GLPK gives, or be marked as not proven and
// accepted by the checker as that. The library's functions are wrapped at link time (Makefile). Usage:
// glpk_faults_property SEED [FACTOR]: FACTOR × 1,500 cohorts, each with every fault once. Ends at the first difference.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <inttypes.h>
#include <limits.h>
#include <math.h>

#include <glpk.h>

#include "proof/checker.h"
#include "tests/property/cohort_problem.h"
#include "tests/unit/consequences/changes.h"

enum { COHORTS = 1500, PEOPLE = 12, PEOPLE_MANY = 40, LIMIT_MS = 1000000 };

typedef enum misdeed {
    MISDEED_NONE,
    MISDEED_ABORT,
    MISDEED_MEMORY,
    MISDEED_TIME,
    MISDEED_GIVES_UP,
    MISDEED_NO_OPTIMUM,
    MISDEED_OTHER_OPTIMUM,
    MISDEED_PRICE_NAN,
    MISDEED_PRICE_INFINITE,
    MISDEED_PRICE_HALF,
    MISDEED_PRICE_WRONG,
    MISDEED_VALUE_NAN,
    MISDEED_VALUE_HALF,
    MISDEED_VALUE_WRONG,
    MISDEED_OTHER_PROBLEM,
    MISDEED_COUNT
} misdeed;

// MAYBE: a wrong number may chance to be right (another optimum, another price that proves the same); then it must not
// show, else it is INTERNAL.
typedef enum outcome { SAME, STATUS_ALWAYS, UNPROVEN, MAYBE } outcome;
static const struct {
    const char *name;
    outcome outcome;
    status status;
} MISDEEDS[MISDEED_COUNT] = {
    [MISDEED_NONE] = {"none", SAME, STATUS_OK},
    [MISDEED_ABORT] = {"abort", STATUS_ALWAYS, STATUS_INTERNAL},
    [MISDEED_MEMORY] = {"no memory", STATUS_ALWAYS, STATUS_NO_MEMORY},
    [MISDEED_TIME] = {"no time", UNPROVEN, STATUS_OK},
    [MISDEED_GIVES_UP] = {"gives up", STATUS_ALWAYS, STATUS_INTERNAL},
    [MISDEED_NO_OPTIMUM] = {"no optimum", STATUS_ALWAYS, STATUS_INTERNAL},
    [MISDEED_OTHER_OPTIMUM] = {"another optimum", SAME, STATUS_OK},
    [MISDEED_PRICE_NAN] = {"a price is not a number", STATUS_ALWAYS, STATUS_INTERNAL},
    [MISDEED_PRICE_INFINITE] = {"a price is infinite", STATUS_ALWAYS, STATUS_INTERNAL},
    [MISDEED_PRICE_HALF] = {"a price is half", STATUS_ALWAYS, STATUS_INTERNAL},
    [MISDEED_PRICE_WRONG] = {"a price is wrong", MAYBE, STATUS_INTERNAL},
    [MISDEED_VALUE_NAN] = {"a value is not a number", STATUS_ALWAYS, STATUS_INTERNAL},
    [MISDEED_VALUE_HALF] = {"a value is half", STATUS_ALWAYS, STATUS_INTERNAL},
    [MISDEED_VALUE_WRONG] = {"a value is wrong", MAYBE, STATUS_INTERNAL},
    [MISDEED_OTHER_PROBLEM] = {"the optimum of another problem", MAYBE, STATUS_INTERNAL},
};

// ---- GLPK as it is seen by the engine ----------------------------------------------------------------------------

static struct {
    misdeed misdeed;
    uint32_t at, calls; // of glp_simplex
    bool fires, fired;
    int place;                           // in rows or columns, modulo how many there are
    uint32_t other_values, other_prices; // another optimum that was not the same one after all
} foul;

int __real_glp_simplex(glp_prob *p, const glp_smcp *control);
int __wrap_glp_simplex(glp_prob *p, const glp_smcp *control);
int __real_glp_get_status(glp_prob *p);
int __wrap_glp_get_status(glp_prob *p);
double __real_glp_get_row_dual(glp_prob *p, int row);
double __wrap_glp_get_row_dual(glp_prob *p, int row);
double __real_glp_get_col_prim(glp_prob *p, int column);
double __wrap_glp_get_col_prim(glp_prob *p, int column);

static double mixed_values(glp_prob *p) {
    double sum = 0;
    for (int column = 1; column <= glp_get_num_cols(p); column++) {
        sum += sqrt(column) * __real_glp_get_col_prim(p, column);
    }
    return sum;
}

static double mixed_prices(glp_prob *p) {
    double sum = 0;
    for (int row = 1; row <= glp_get_num_rows(p); row++) {
        sum += sqrt(row) * __real_glp_get_row_dual(p, row);
    }
    return sum;
}

// From another start and by other rules: where several optima are there, often another of them.
static int another_way(glp_prob *p, const glp_smcp *control) {
    glp_smcp other = *control;
    other.pricing = GLP_PT_STD;
    other.r_test = GLP_RT_STD;
    (void)__real_glp_simplex(p, control);
    const double values = mixed_values(p), prices = mixed_prices(p);
    glp_std_basis(p);
    const int code = __real_glp_simplex(p, &other);
    foul.other_values += fabs(mixed_values(p) - values) > 1e-6;
    foul.other_prices += fabs(mixed_prices(p) - prices) > 1e-6;
    return code;
}

static int other_problem(glp_prob *p, const glp_smcp *control) {
    for (int k = 0; k < 3; k++) {
        const int column = 1 + (foul.place * (k + 1)) % glp_get_num_cols(p);
        glp_set_obj_coef(p, column, glp_get_obj_coef(p, column) + 1 - k);
    }
    return __real_glp_simplex(p, control);
}

int __wrap_glp_simplex(glp_prob *p, const glp_smcp *control) {
    // Who was given no limit cannot be out of time.
    foul.fires = foul.calls++ == foul.at && (foul.misdeed != MISDEED_TIME || control->tm_lim < INT_MAX);
    foul.fired = foul.fired || foul.fires;
    if (foul.fires && foul.misdeed == MISDEED_ABORT) {
        (void)glp_get_obj_coef(p, -1);
    } else if (foul.fires && foul.misdeed == MISDEED_MEMORY) {
        glp_mem_limit(1);
        (void)glp_alloc(1, INT_MAX / 2);
    } else if (foul.fires && foul.misdeed == MISDEED_TIME) {
        return GLP_ETMLIM;
    } else if (foul.fires && foul.misdeed == MISDEED_GIVES_UP) {
        return foul.place % 2 == 0 ? GLP_EFAIL : GLP_ESING;
    } else if (foul.fires && foul.misdeed == MISDEED_OTHER_OPTIMUM) {
        return another_way(p, control);
    } else if (foul.fires && foul.misdeed == MISDEED_OTHER_PROBLEM) {
        return other_problem(p, control);
    }
    return __real_glp_simplex(p, control);
}

int __wrap_glp_get_status(glp_prob *p) {
    static const int OTHERS[] = {GLP_FEAS, GLP_UNBND, GLP_UNDEF, GLP_NOFEAS};
    return foul.fires && foul.misdeed == MISDEED_NO_OPTIMUM ? OTHERS[foul.place % 4] : __real_glp_get_status(p);
}

static double fouled(double right, misdeed not_a_number, misdeed half, misdeed wrong) {
    return foul.misdeed == not_a_number ? NAN
           : foul.misdeed == half       ? right + 0.5
           : foul.misdeed == wrong      ? right + (foul.place % 2 == 0 ? 1 : -1)
                                        : right;
}

double __wrap_glp_get_row_dual(glp_prob *p, int row) {
    const double right = __real_glp_get_row_dual(p, row);
    if (!foul.fires || row != 1 + foul.place % glp_get_num_rows(p)) {
        return right;
    }
    return foul.misdeed == MISDEED_PRICE_INFINITE
               ? INFINITY
               : fouled(right, MISDEED_PRICE_NAN, MISDEED_PRICE_HALF, MISDEED_PRICE_WRONG);
}

double __wrap_glp_get_col_prim(glp_prob *p, int column) {
    const double right = __real_glp_get_col_prim(p, column);
    if (!foul.fires || column != 1 + foul.place % glp_get_num_cols(p)) {
        return right;
    }
    return foul.misdeed == MISDEED_VALUE_WRONG ? 1 - right
                                               : fouled(right, MISDEED_VALUE_NAN, MISDEED_VALUE_HALF, MISDEED_NONE);
}

// ---- one solve ---------------------------------------------------------------------------------------------------

static int64_t milliseconds_left(void *self) {
    (void)self;
    return LIMIT_MS;
}

static const char *check(context *c, const scoring *s, const solution *found) {
    arena words = arena_over(&c->memory);
    check_report plain, by_class;
    const char *wrong = NULL;
    if (checker_check(&plain, &words, c, s->cohort, found, COHORT_SEED) != STATUS_OK ||
        checker_check_by_class(&by_class, &words, c, s, found) != STATUS_OK) {
        wrong = "the check failed";
    } else if (plain.fault != CHECK_NONE || by_class.fault != CHECK_NONE) {
        printf("%.*s\n%.*s\n", SPAN_ARGS(plain.text), SPAN_ARGS(by_class.text));
        wrong = "the checker refuses it";
    }
    arena_free(&words);
    return wrong;
}

static const char *compare(const solution *honest, const solution *found) {
    if (found->stopped != STOPPED_NOT || honest->pair_count != found->pair_count ||
        (honest->pair_count > 0 &&
         memcmp(honest->pairs, found->pairs, honest->pair_count * sizeof *honest->pairs) != 0)) {
        return "the pairing is another";
    }
    for (uint32_t k = 0; k < honest->level_count; k++) {
        if (k >= found->level_count || !found->levels[k].proven || found->levels[k].value != honest->levels[k].value) {
            return "a value is another, or not proven";
        }
    }
    return NULL;
}

// Where the solver's own prices prove a goal before GLPK has its say, being out of time costs nothing.
static const char *is_marked(const solution *honest, const solution *found) {
    if (found->stopped == STOPPED_NOT) {
        return compare(honest, found);
    }
    const bool last = found->levels[found->level_count - 1].proven;
    return found->stopped != STOPPED_TIME_LIMIT || last ? "it is not marked as stopped at the time limit" : NULL;
}

typedef struct tally {
    uint32_t fired[MISDEED_COUNT], ended[MISDEED_COUNT]; // with a status that is not OK, or not proven
} tally;

// `result` and `found`, NULL where nothing is published.
static const char *judge(tally *t, context *c, const scoring *s, const solution *honest, status result,
                         const solution *found) {
    const outcome expected = foul.fired ? MISDEEDS[foul.misdeed].outcome : SAME;
    t->fired[foul.misdeed] += foul.fired;
    t->ended[foul.misdeed] += result != STATUS_OK || found->stopped != STOPPED_NOT;
    if (result != STATUS_OK) {
        const bool allowed = expected == STATUS_ALWAYS || expected == MAYBE;
        return !allowed || result != MISDEEDS[foul.misdeed].status ? "the status is another"
               : found != NULL                                     ? "something is published"
               : c->fault.status != result                         ? "no fault is recorded"
                                                                   : NULL;
    }
    if (expected == STATUS_ALWAYS) {
        return "the fault has not been noticed";
    }
    const char *wrong = expected == UNPROVEN ? is_marked(honest, found) : compare(honest, found);
    return wrong != NULL ? wrong : check(c, s, found);
}

static status solve_foul(solution **found, context *c, const cohort_problem *from, misdeed kind, uint64_t number) {
    const workshop_options options = {.simplex = {.cold = number % 5 == 0},
                                      .grouping = number % 2 == 0 ? GROUPING_NEVER : GROUPING_ALWAYS};
    memset(&c->fault, 0, sizeof c->fault);
    foul.misdeed = kind;
    foul.at = kind == MISDEED_NONE ? UINT32_MAX : foul.at;
    foul.calls = 0;
    foul.fires = foul.fired = false;
    *found = NULL;
    const status result = solver_run(found, c, &from->problem, from->levels, from->level_count, &options);
    foul.fires = false;
    return result;
}

static const char *try_faults(tally *t, maker *m, const scoring *s, uint64_t number) {
    context *c = &m->c;
    cohort_problem from;
    if (!cohort_problem_make(&from, &m->arena, s)) {
        return "no memory";
    }
    cohort_problem_levels(&from);
    solution *honest = NULL;
    if (solve_foul(&honest, c, &from, MISDEED_NONE, number) != STATUS_OK) {
        return "the honest solve failed";
    }
    const char *wrong = check(c, s, honest);
    const uint32_t calls = foul.calls;
    for (misdeed kind = MISDEED_ABORT; kind < MISDEED_COUNT && wrong == NULL && calls > 0; kind++) {
        solution *found;
        foul.at = maker_pick(m, calls);
        foul.place = (int)maker_pick(m, 1000);
        const status result = solve_foul(&found, c, &from, kind, number);
        wrong = judge(t, c, s, honest, result, found);
        solution_free(found);
        if (wrong != NULL) {
            printf("%s at call %u of %u, place %d, status %d %s\n", MISDEEDS[kind].name, foul.at, calls, foul.place,
                   (int)result, c->fault.what);
        }
    }
    solution_free(honest);
    return wrong;
}

static const char *try_cohort(tally *t, changes *cohorts, uint64_t seed, uint64_t number) {
    maker *m = &cohorts->m;
    changes_random(cohorts, seed, number % 8 == 0 ? PEOPLE_MANY : PEOPLE);
    m->c.host.milliseconds_left = milliseconds_left;
    const goal_list *list = &LISTS[number % GOAL_LISTS];
    memcpy(m->objective, list->levels, list->count * sizeof *list->levels);
    m->program.objective_count = list->count;
    scoring *s = NULL;
    const char *wrong =
        scoring_create(&s, &m->c, &m->cohort, COHORT_SEED) != STATUS_OK ? "no memory" : try_faults(t, m, s, number);
    scoring_free(s);
    arena_free(&m->arena);
    context_free(&m->c);
    return wrong == NULL && m->c.memory.live_bytes != 0 ? "memory is left" : wrong;
}

int main(int argc, char **argv) {
    const uint64_t seed = argc > 1 ? strtoull(argv[1], NULL, 10) : 1;
    const uint32_t factor = argc > 2 ? (uint32_t)strtoul(argv[2], NULL, 10) : 1;
    printf("glpk_faults_property: seed %" PRIu64 "\n", seed);
    tally t = {.fired = {0}};
    changes *cohorts = malloc(sizeof *cohorts);
    const char *wrong = cohorts == NULL ? "no memory" : NULL;
    for (uint64_t number = 0; wrong == NULL && number < (uint64_t)COHORTS * factor; number++) {
        wrong = try_cohort(&t, cohorts, seed * 1000003 + number, number);
        if (wrong != NULL) {
            printf("cohort %" PRIu64 " (number %" PRIu64 "): %s\n", seed * 1000003 + number, number, wrong);
        }
    }
    for (misdeed kind = MISDEED_ABORT; kind < MISDEED_COUNT; kind++) {
        printf("%-32s %5u times, %5u of them seen in the answer\n", MISDEEDS[kind].name, t.fired[kind], t.ended[kind]);
        if (wrong == NULL && (t.fired[kind] == 0 || (MISDEEDS[kind].outcome != SAME && t.ended[kind] == 0))) {
            wrong = "a fault has never shown";
        }
    }
    printf("%u of the other optima had other pairs, %u other prices\n", foul.other_values, foul.other_prices);
    if (wrong == NULL && (foul.other_values == 0 || foul.other_prices == 0)) {
        wrong = "no optimum was another";
    }
    if (wrong != NULL) {
        printf("%s\n", wrong);
    }
    free(cohorts);
    return wrong == NULL ? 0 : 1;
}
