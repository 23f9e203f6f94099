// The pairing does not depend on how the solver goes about it: problems of some size, solved with few and with many
// candidates, from a cold basis, first between groups, with a table of class scores and without, with searches one by
// one or all at once, must have the same pairs and values each time, and prices that prove them. Usage:
// manners_property SEED [FACTOR]: FACTOR × 500 problems. Ends at the first difference.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <inttypes.h>

#include "tests/property/instance.h"

enum { PROBLEMS = 500 };

static const workshop_options MANNERS[] = {
    {.pairs_at_once = 0},
    {.pairs_at_once = 1, .many_short = 1},
    {.simplex = {.cold = true}, .pairs_at_once = 3},
    {.pairs_at_once = MOST, .many_short = 1000},
    {.grouping = GROUPING_ALWAYS},
    {.grouping = GROUPING_ALWAYS, .pairs_at_once = 2, .many_short = 2},
};
enum { MANNER_COUNT = sizeof MANNERS / sizeof *MANNERS };

static const char *check_proof(replay *r, const instance *t, const solution *s) {
    uint32_t next_proof = 0;
    replay_begin(r, t, s);
    for (uint32_t k = 0; k < s->level_count; k++) {
        if (!s->levels[k].proven || (s->levels[k].has_value && s->levels[k].bound != s->levels[k].value)) {
            return "a level is not proven";
        }
        const char *wrong = replay_level(r, s, &next_proof, &s->levels[k]);
        if (wrong != NULL) {
            return wrong;
        }
    }
    return next_proof == s->proof_count ? NULL : "there are more proofs than levels";
}

static const char *compare(const solution *a, const solution *b) {
    if (a->pair_count != b->pair_count ||
        (a->pair_count > 0 && memcmp(a->pairs, b->pairs, a->pair_count * sizeof *a->pairs) != 0)) {
        return "the pairs are others";
    }
    if (a->level_count != b->level_count) {
        return "the draw has another number of rounds";
    }
    for (uint32_t k = 0; k < a->level_count; k++) {
        if (a->levels[k].value != b->levels[k].value || a->levels[k].has_value != b->levels[k].has_value) {
            return "a value is another";
        }
    }
    return NULL;
}

static const char *try_problem(const instance *t, replay *r) {
    context c;
    context_init(&c, (host){0});
    solution *first = NULL;
    const char *wrong = NULL;
    for (uint32_t manner = 0; manner < 2 * MANNER_COUNT && wrong == NULL; manner++) {
        solution *s = NULL;
        problem p = t->problem;
        p.class_scores = manner < MANNER_COUNT ? t->class_scores : NULL;
        if (solver_run(&s, &c, &p, t->levels, t->level_count, &MANNERS[manner % MANNER_COUNT]) != STATUS_OK) {
            printf("%s: %s\n", c.fault.where, c.fault.what);
            wrong = "the solve failed";
            break;
        }
        wrong = check_proof(r, t, s);
        if (wrong == NULL && first != NULL) {
            wrong = compare(first, s);
        }
        if (first == NULL) {
            first = s;
        } else {
            solution_free(s);
        }
        if (wrong != NULL) {
            printf("manner %u\n", manner);
        }
    }
    solution_free(first);
    context_free(&c);
    return wrong == NULL && c.memory.live_bytes != 0 ? "memory is left" : wrong;
}

int main(int argc, char **argv) {
    const uint64_t seed = argc > 1 ? strtoull(argv[1], NULL, 10) : 1;
    const uint32_t factor = argc > 2 ? (uint32_t)strtoul(argv[2], NULL, 10) : 1;
    printf("manners_property: seed %" PRIu64 "\n", seed);
    instance *t = malloc(sizeof *t);
    replay *r = malloc(sizeof *r);
    const char *wrong = t == NULL || r == NULL ? "no memory" : NULL;
    for (uint64_t number = 0; wrong == NULL && number < PROBLEMS * factor; number++) {
        random_instance(t, seed, number, MOST);
        wrong = try_problem(t, r);
        if (wrong != NULL) {
            printf("problem %" PRIu64 ": %s\n", number, wrong);
        }
    }
    free(t);
    free(r);
    return wrong == NULL ? 0 : 1;
}
