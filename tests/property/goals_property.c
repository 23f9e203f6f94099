// Whole cohorts against brute force, for ten lists of goals: tiny cohorts with all kinds of criteria, rules and
// decisions are scored, every pairing is listed, and the solver's must be the very pairing that the draw picks, with
// its values and prices that prove them. The checker must accept it in both its forms. Each cohort is solved with
// groups and without, every other one from a cold basis. Usage: goals_property SEED [FACTOR]: 2,000 cohorts for each
// list; above FACTOR 1, FACTOR × 20,000 for each. Ends at the first difference. SPDX-License-Identifier:
// GPL-3.0-or-later
#include <inttypes.h>

#include "proof/checker.h"
#include "tests/property/cohort_problem.h"
#include "tests/property/listing.h"
#include "tests/unit/consequences/changes.h"

enum { COHORTS_SHORT = 2000, COHORTS = 20000, PEOPLE = 5 };

typedef struct trial {
    changes cohorts; // what makes them
    instance instance;
    replay replay;
    listing listing;
    pairing_mask best[PAIRINGS_MOST]; // before the draw, which narrows the listing
    uint32_t tried, drawn;
} trial;

// What brute force looks at.
static void look(instance *t, const cohort_problem *from, const scoring *s) {
    const cohort *h = s->cohort;
    t->problem = from->problem;
    t->level_count = from->level_count;
    memcpy(t->levels, from->levels, from->level_count * sizeof *from->levels);
    for (role who = ROLE_MENTOR; who < ROLE_COUNT; who++) {
        t->count[who] = h->count[who];
        for (uint32_t k = 0; k < h->count[who]; k++) {
            t->capacity[who][k] = h->people[who][k].capacity;
        }
    }
    for (uint32_t i = 0; i < h->count[ROLE_MENTEE]; i++) {
        t->priority[i] = h->people[ROLE_MENTEE][i].priority;
        for (uint32_t j = 0; j < h->count[ROLE_MENTOR]; j++) {
            int32_t score_bp;
            t->score[i][j] = scoring_pair(s, i, j, &score_bp) == REASON_ELIGIBLE ? (int16_t)score_bp : -1;
            t->pinned[i][j] = eligibility_listed(h->pins, h->pin_count, i, j);
            t->kept[i][j] = eligibility_listed(h->previous, h->previous_count, i, j);
        }
    }
}

static const char *check(context *c, const cohort *h, const scoring *s, const solution *found) {
    arena words = arena_over(&c->memory);
    check_report plain, by_class;
    const char *wrong = NULL;
    if (checker_check(&plain, &words, c, h, found, COHORT_SEED) != STATUS_OK ||
        checker_check_by_class(&by_class, &words, c, s, found) != STATUS_OK) {
        wrong = "the check failed";
    } else if (plain.fault != CHECK_NONE || by_class.fault != CHECK_NONE) {
        printf("%.*s\n%.*s\n", SPAN_ARGS(plain.text), SPAN_ARGS(by_class.text));
        wrong = "the checker refuses it";
    }
    arena_free(&words);
    return wrong;
}

static const char *solve_and_judge(trial *t, context *c, const cohort_problem *from, const workshop_options *options) {
    solution *found = NULL;
    const char *wrong = NULL;
    if (solver_run(&found, c, &from->problem, from->levels, from->level_count, options) != STATUS_OK) {
        printf("%s: %s\n", c->fault.where, c->fault.what);
        return "the solve failed";
    }
    wrong = listing_judge(found, &t->listing, &t->replay);
    wrong = wrong != NULL ? wrong : check(c, from->scoring->cohort, from->scoring, found);
    solution_free(found);
    return wrong;
}

static const char *try_scored(trial *t, context *c, arena *a, const scoring *s, uint64_t number) {
    cohort_problem from;
    if (!cohort_problem_make(&from, a, s)) {
        return "no memory";
    }
    cohort_problem_levels(&from);
    look(&t->instance, &from, s);
    if (!listing_all(&t->listing, &t->instance)) {
        return NULL;
    }
    t->tried++;
    t->drawn += t->listing.best_count > 1;
    const uint32_t best_count = t->listing.best_count;
    memcpy(t->best, t->listing.best, best_count * sizeof *t->best);
    const char *wrong = NULL;
    for (int groups = 0; groups < 2 && wrong == NULL; groups++) {
        const workshop_options options = {.simplex = {.cold = number % 2 == 0},
                                          .pairs_at_once = (uint32_t)(number / 2 % 3),
                                          .grouping = groups == 0 ? GROUPING_NEVER : GROUPING_ALWAYS};
        t->listing.best_count = best_count;
        memcpy(t->listing.best, t->best, best_count * sizeof *t->best);
        wrong = solve_and_judge(t, c, &from, &options);
    }
    return wrong;
}

static const char *try_cohort(trial *t, const goal_list *list, uint64_t seed, uint64_t number) {
    maker *m = &t->cohorts.m;
    changes_random(&t->cohorts, seed, PEOPLE);
    memcpy(m->objective, list->levels, list->count * sizeof *list->levels);
    m->program.objective_count = list->count;
    scoring *s = NULL;
    const char *wrong = scoring_create(&s, &m->c, &m->cohort, COHORT_SEED) != STATUS_OK
                            ? "no memory"
                            : try_scored(t, &m->c, &m->arena, s, number);
    scoring_free(s);
    arena_free(&m->arena);
    context_free(&m->c);
    return wrong == NULL && m->c.memory.live_bytes != 0 ? "memory is left" : wrong;
}

int main(int argc, char **argv) {
    const uint64_t seed = argc > 1 ? strtoull(argv[1], NULL, 10) : 1;
    const uint32_t factor = argc > 2 ? (uint32_t)strtoul(argv[2], NULL, 10) : 1;
    const uint32_t cohorts = factor > 1 ? factor * COHORTS : COHORTS_SHORT;
    printf("goals_property: seed %" PRIu64 "\n", seed);
    trial *t = calloc(1, sizeof *t);
    const char *wrong = t == NULL ? "no memory" : NULL;
    for (uint32_t list = 0; list < GOAL_LISTS && wrong == NULL; list++) {
        t->tried = t->drawn = 0;
        for (uint64_t number = 0; wrong == NULL && t->tried < cohorts; number++) {
            const uint64_t this_seed = seed * 1000003 + list * UINT64_C(100000007) + number;
            wrong = try_cohort(t, &LISTS[list], this_seed, number);
            if (wrong != NULL) {
                printf("list %u, cohort %" PRIu64 " (number %" PRIu64 "): %s\n", list, this_seed, number, wrong);
            }
        }
        printf("list %u: %u cohorts, %u of them decided by the draw\n", list, t->tried, t->drawn);
        (void)fflush(stdout);
    }
    free(t);
    return wrong == NULL ? 0 : 1;
}
