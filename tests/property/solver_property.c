// The solver against brute force: random tiny problems with ties, pins, priorities, previous pairs, places for 0 to 3,
// any order of levels. All pairings are listed; the solver's must have the same values, be the very pairing that the
// draw picks, and come with prices that prove each level by the rules of the certificate, replayed in instance.h.
// Usage: solver_property SEED [FACTOR]: FACTOR × 20,000 problems. Ends at the first difference.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <inttypes.h>

#include "tests/property/listing.h"

enum { PROBLEMS = 20000 };

// ---- one problem ------------------------------------------------------------------------------------------------

static const char *try_problem(listing *l, replay *r, uint32_t manner) {
    const instance *t = l->t;
    context c;
    context_init(&c, (host){0});
    solution *s = NULL;
    const char *wrong = NULL;
    // In a tiny problem all pairs are candidates: often only one is allowed, so that pricing has to find the others.
    const workshop_options options = {.simplex = {.cold = manner % 3 == 0},
                                      .pairs_at_once = manner / 3 % 3,
                                      .many_short = manner / 9 % 3,
                                      .grouping = manner / 27 % 2 == 0 ? GROUPING_NEVER : GROUPING_ALWAYS};
    if (solver_run(&s, &c, &t->problem, t->levels, t->level_count, &options) != STATUS_OK) {
        printf("%s: %s\n", c.fault.where, c.fault.what);
        wrong = "the solve failed";
    } else {
        wrong = listing_judge(s, l, r);
    }
    solution_free(s);
    context_free(&c);
    return wrong == NULL && c.memory.live_bytes != 0 ? "memory is left" : wrong;
}

int main(int argc, char **argv) {
    const uint64_t seed = argc > 1 ? strtoull(argv[1], NULL, 10) : 1;
    const uint32_t factor = argc > 2 ? (uint32_t)strtoul(argv[2], NULL, 10) : 1;
    printf("solver_property: seed %" PRIu64 "\n", seed);
    listing *l = malloc(sizeof *l);
    instance *t = malloc(sizeof *t);
    replay *r = malloc(sizeof *r);
    const char *wrong = l == NULL || t == NULL || r == NULL ? "no memory" : NULL;
    uint32_t tried = 0, drawn = 0;
    for (uint64_t number = 0; wrong == NULL && tried < PROBLEMS * factor; number++) {
        random_instance(t, seed, number, TINY);
        if (!listing_all(l, t)) {
            continue;
        }
        tried++;
        drawn += l->best_count > 1;
        wrong = try_problem(l, r, (uint32_t)(number % 54));
        if (wrong != NULL) {
            printf("problem %" PRIu64 ": %s\n", number, wrong);
        }
    }
    printf("%u problems, %u of them decided by the draw\n", tried, drawn);
    free(l);
    free(t);
    free(r);
    return wrong == NULL ? 0 : 1;
}
