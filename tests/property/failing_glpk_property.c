// GLPK fails in every way it can, at any of the solves of a run: the status is the right one, nothing is given out that
// is not proven or marked, nothing leaks. Random cohorts, several lists of goals, with groups and without; the checker
// judges what comes out, in both its forms. Usage: failing_glpk_property SEED [FACTOR]: FACTOR × 700 cohorts, each with
// all faults. Ends at the first difference.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/property/failing_glpk.h"

#include <inttypes.h>

#include "proof/checker.h"
#include "tests/property/cohort_problem.h"
#include "tests/unit/consequences/changes.h"

enum { COHORTS = 700, PEOPLE = 14, WAYS = 720 };

// What may become of a run.
enum { MAY_SUCCEED = 1, MAY_BE_STOPPED = 2, MAY_FAIL = 4 };

static const struct expectation {
    const char *name;
    int may;
    status failure; // with MAY_FAIL
} EXPECTED[GLPK_FAULTS] = {
    [GLPK_WORKS] = {"nothing fails", MAY_SUCCEED, STATUS_OK},
    [GLPK_ABORTS] = {"an abort", MAY_FAIL, STATUS_INTERNAL},
    [GLPK_NO_MEMORY] = {"no memory", MAY_FAIL, STATUS_NO_MEMORY},
    // Prices at hand may prove the value even so; then nobody need know.
    [GLPK_NO_TIME] = {"no time", MAY_SUCCEED | MAY_BE_STOPPED, STATUS_OK},
    [GLPK_GIVES_UP] = {"another code", MAY_FAIL, STATUS_INTERNAL},
    [GLPK_NOT_OPTIMAL] = {"not optimal", MAY_FAIL, STATUS_INTERNAL},
    [GLPK_ANSWERS_NO_NUMBER] = {"no numbers", MAY_FAIL, STATUS_INTERNAL},
    [GLPK_ANSWERS_HUGE] = {"huge numbers", MAY_SUCCEED | MAY_FAIL, STATUS_INTERNAL},
    [GLPK_ANSWERS_WORSE] = {"a worse answer", MAY_SUCCEED | MAY_FAIL, STATUS_INTERNAL},
    [GLPK_VALUES_CHANGED] = {"changed values", MAY_SUCCEED | MAY_FAIL, STATUS_INTERNAL},
    [GLPK_PRICES_CHANGED] = {"changed prices", MAY_SUCCEED | MAY_FAIL, STATUS_INTERNAL},
    [GLPK_OTHER_OPTIMUM] = {"another optimum", MAY_SUCCEED, STATUS_OK},
};

typedef struct tally {
    uint32_t runs, struck, succeeded, stopped, failed, otherwise;
} tally;

typedef struct trial {
    changes cohorts; // what makes them
    cohort_problem from;
    workshop_options options;
    const solution *usual;
    tally tallies[GLPK_FAULTS];
} trial;

// ---- what comes out ---------------------------------------------------------------------------------------------

static const char *judge_by_checker(trial *t, const solution *found) {
    context *c = &t->cohorts.m.c;
    arena words = arena_over(&c->memory);
    check_report plain, by_class;
    const char *wrong = NULL;
    if (checker_check(&plain, &words, c, &t->cohorts.m.cohort, found, COHORT_SEED) != STATUS_OK ||
        checker_check_by_class(&by_class, &words, c, t->from.scoring, found) != STATUS_OK) {
        wrong = "the check failed";
    } else if (plain.fault != CHECK_NONE || by_class.fault != CHECK_NONE) {
        printf("%.*s\n%.*s\n", SPAN_ARGS(plain.text), SPAN_ARGS(by_class.text));
        wrong = "the checker refuses it";
    }
    arena_free(&words);
    return wrong;
}

// All levels that are proven must stand where they always stand; the first that is not, below what it can reach.
static const char *judge_levels(const solution *usual, const solution *found) {
    bool proven = true;
    for (uint32_t k = 0; k < found->level_count; k++) {
        const level_result *level = &found->levels[k];
        const bool was_proven = proven;
        proven = level->proven;
        if (k >= usual->level_count || usual->levels[k].level != level->level) {
            return "the levels are others";
        }
        const level_result *best = &usual->levels[k];
        if (proven && (level->has_value != best->has_value || level->value != best->value)) {
            return "a value that is called proven is another";
        }
        if (was_proven && !proven && level->has_value && best->has_value &&
            (level->value > best->value || level->bound < best->value)) {
            return "the best value is outside of what is claimed";
        }
    }
    return proven == (found->stopped == STOPPED_NOT) ? NULL : "it does not say whether it was stopped";
}

static const char *judge_success(const trial *t, const solution *found) {
    const solution *usual = t->usual;
    if (usual == NULL) {
        return NULL;
    }
    const bool same = found->pair_count == usual->pair_count && found->level_count == usual->level_count &&
                      memcmp(found->pairs, usual->pairs, usual->pair_count * sizeof *usual->pairs) == 0;
    return same ? NULL : "another pairing is called proven";
}

static const char *judge_answer(trial *t, const solution *found, const struct expectation *expected, tally *counts) {
    const bool halted = found->stopped != STOPPED_NOT;
    counts->stopped += halted;
    counts->succeeded += !halted;
    if ((expected->may & (halted ? MAY_BE_STOPPED : MAY_SUCCEED)) == 0) {
        return "a failure went by unseen";
    }
    if (glpk_now.fault == GLPK_ANSWERS_WORSE && glpk_now.struck > 0) {
        return "a worse answer went by unseen";
    }
    const char *wrong = t->usual == NULL ? NULL : judge_levels(t->usual, found);
    wrong = wrong == NULL && !halted ? judge_success(t, found) : wrong;
    return wrong == NULL ? judge_by_checker(t, found) : wrong;
}

static const char *judge_failure(const context *c, const solution *found, status result,
                                 const struct expectation *expected) {
    if ((expected->may & MAY_FAIL) == 0 || result != expected->failure || c->fault.status != result) {
        printf("status %d: %s: %s\n", (int)result, c->fault.where, c->fault.what);
        return "the status is another";
    }
    return found == NULL ? NULL : "it failed and gives something out";
}

// ---- one run ----------------------------------------------------------------------------------------------------

// *found is set where there is something to keep.
static const char *run(trial *t, solution **found) {
    context *c = &t->cohorts.m.c;
    const struct expectation *expected = &EXPECTED[glpk_now.fault];
    tally *counts = &t->tallies[glpk_now.fault];
    const size_t live_before = c->memory.live_bytes;
    c->fault = (fault){.status = STATUS_OK};
    *found = NULL;
    const status result = solver_run(found, c, &t->from.problem, t->from.levels, t->from.level_count, &t->options);
    // The faults are GLPK's; what judges them is not disturbed.
    counts->runs++;
    counts->struck += glpk_now.struck > 0;
    counts->otherwise += glpk_now.otherwise > 0;
    if (result != STATUS_OK) {
        counts->failed++;
        return c->memory.live_bytes == live_before ? judge_failure(c, *found, result, expected) : "memory is left";
    }
    return judge_answer(t, *found, expected, counts);
}

static const char *run_with(trial *t, glpk_fault what, uint32_t calls) {
    maker *m = &t->cohorts.m;
    glpk_now = (failing_glpk){.fault = what,
                              .at_call = what == GLPK_OTHER_OPTIMUM ? 0 : 1 + maker_pick(m, calls),
                              .way = maker_pick(m, WAYS),
                              .random = maker_random(m)};
    solution *found;
    const uint32_t at_call = glpk_now.at_call, way = glpk_now.way;
    const char *wrong = run(t, &found);
    solution_free(found);
    if (wrong != NULL) {
        printf("%s at solve %u of %u, way %u\n", EXPECTED[what].name, at_call, calls, way);
    }
    return wrong;
}

static const char *run_all(trial *t) {
    glpk_now = (failing_glpk){.fault = GLPK_WORKS};
    t->usual = NULL;
    solution *usual = NULL;
    const char *wrong = run(t, &usual);
    const uint32_t calls = glpk_now.calls;
    t->usual = usual;
    for (glpk_fault what = GLPK_WORKS + 1; what < GLPK_FAULTS && calls > 0 && wrong == NULL; what++) {
        wrong = run_with(t, what, calls);
    }
    glpk_now = (failing_glpk){.fault = GLPK_WORKS};
    solution_free(usual);
    return wrong;
}

// ---- all of it --------------------------------------------------------------------------------------------------

static const char *try_cohort(trial *t, uint64_t number, uint64_t seed) {
    maker *m = &t->cohorts.m;
    changes_random(&t->cohorts, seed, PEOPLE);
    const goal_list *list = &LISTS[number % GOAL_LISTS];
    memcpy(m->objective, list->levels, list->count * sizeof *list->levels);
    m->program.objective_count = list->count;
    t->options = (workshop_options){.simplex = {.cold = maker_pick(m, 3) == 0},
                                    .grouping = maker_pick(m, 2) == 0 ? GROUPING_NEVER : GROUPING_ALWAYS,
                                    .pairs_at_once = maker_pick(m, 4)};
    scoring *s = NULL;
    const char *wrong = "no memory";
    if (scoring_create(&s, &m->c, &m->cohort, COHORT_SEED) == STATUS_OK &&
        cohort_problem_make(&t->from, &m->arena, s)) {
        cohort_problem_levels(&t->from);
        wrong = run_all(t);
    }
    scoring_free(s);
    arena_free(&m->arena);
    context_free(&m->c);
    return wrong == NULL && m->c.memory.live_bytes != 0 ? "memory is left" : wrong;
}

// A fault that never strikes, or is never noticed, tests nothing.
static const char *judge_tallies(const trial *t) {
    const char *wrong = NULL;
    for (glpk_fault what = GLPK_WORKS; what < GLPK_FAULTS; what++) {
        const tally *counts = &t->tallies[what];
        printf("%-16s %6u runs, %6u of them struck: %6u succeeded, %6u stopped and marked, %6u failed\n",
               EXPECTED[what].name, counts->runs, what == GLPK_OTHER_OPTIMUM ? counts->otherwise : counts->struck,
               counts->succeeded, counts->stopped, counts->failed);
        const bool struck = what == GLPK_OTHER_OPTIMUM ? counts->otherwise > 0 : counts->struck > 0;
        const bool seen = ((EXPECTED[what].may & MAY_FAIL) == 0 || counts->failed > 0) &&
                          ((EXPECTED[what].may & MAY_BE_STOPPED) == 0 || counts->stopped > 0);
        if ((what != GLPK_WORKS && !struck) || !seen) {
            wrong = "a fault never struck, or never showed";
        }
    }
    return wrong;
}

int main(int argc, char **argv) {
    const uint64_t seed = argc > 1 ? strtoull(argv[1], NULL, 10) : 1;
    const uint32_t factor = argc > 2 ? (uint32_t)strtoul(argv[2], NULL, 10) : 1;
    printf("failing_glpk_property: seed %" PRIu64 "\n", seed);
    trial *t = calloc(1, sizeof *t);
    const char *wrong = t == NULL ? "no memory" : NULL;
    for (uint64_t number = 0; number < (uint64_t)COHORTS * factor && wrong == NULL; number++) {
        const uint64_t this_seed = seed * 1000003 + number;
        wrong = try_cohort(t, number, this_seed);
        if (wrong != NULL) {
            printf("cohort %" PRIu64 " (number %" PRIu64 "): %s\n", this_seed, number, wrong);
        }
    }
    wrong = wrong == NULL ? judge_tallies(t) : wrong;
    if (wrong != NULL) {
        printf("%s\n", wrong);
    }
    free(t);
    return wrong == NULL ? 0 : 1;
}
