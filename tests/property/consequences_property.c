// What changes cost, against three other ways to find it out, on random cohorts: on tiny ones every pairing is listed,
// for eight lists of levels and any other, on small ones the solver solves again with each pair pinned in turn, on
// larger ones shortest paths between all people are found at once, both over random lists. Compared are every
// alternative, its change, their order, and stead_change.
// Usage: consequences_property SEED [FACTOR]: 2,500 tiny cohorts for each list, above FACTOR 1 FACTOR × 20,000; FACTOR
// × 1,000 small and 400 larger. Ends at the first difference. SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/consequences/changes.h"

enum {
    TINY_COHORTS = 20000, // for each list of levels
    TINY_COHORTS_SHORT = 2500,
    TINY_PEOPLE = 4,
    TINY_PAIRINGS_MOST = 20000,
    SMALL_COHORTS = 1000,
    SMALL_PEOPLE = 9,
    LARGER_COHORTS = 400
};

// ---- every pairing -----------------------------------------------------------------------------------------------

typedef struct listing {
    changes *t;
    couple candidates[TINY_PEOPLE * TINY_PEOPLE];
    bool in[TINY_PEOPLE * TINY_PEOPLE];
    uint32_t candidate_count, listed;
    uint32_t load[ROLE_COUNT][TINY_PEOPLE];
    losses worth; // of what is in; a pairing is worth more where its losses are greater
    losses now;   // what the pairing found is worth
} listing;

// With the first mentees of mentors counted.
static losses whole_worth(const listing *l) {
    losses worth = l->worth;
    for (uint32_t j = 0; j < l->t->m.cohort.count[ROLE_MENTOR]; j++) {
        const losses first = changes_first(l->t, l->load[ROLE_MENTOR][j] > 0);
        worth = changes_sum(&worth, &first, 1);
    }
    return worth;
}

static void consider(listing *l) {
    changes *t = l->t;
    const losses worth = whole_worth(l), loss = changes_sum(&l->now, &worth, -1);
    for (uint32_t k = 0; k < l->candidate_count; k++) {
        losses *least = &t->loss[l->candidates[k].mentee][l->candidates[k].mentor];
        if (l->in[k] && changes_compare(t, &loss, least) < 0) {
            *least = loss;
        }
    }
}

static void put(listing *l, uint32_t i, uint32_t j, int sign) {
    const losses weight = changes_weight(l->t, i, j);
    l->worth = changes_sum(&l->worth, &weight, sign);
    l->load[ROLE_MENTEE][i] += (uint32_t)sign;
    l->load[ROLE_MENTOR][j] += (uint32_t)sign;
}

// false: too many to list.
static bool list_from(listing *l, uint32_t at) {
    const cohort *h = &l->t->m.cohort;
    if (at == l->candidate_count) {
        consider(l);
        return ++l->listed < TINY_PAIRINGS_MOST;
    }
    const uint32_t i = l->candidates[at].mentee, j = l->candidates[at].mentor;
    if (l->load[ROLE_MENTEE][i] < h->people[ROLE_MENTEE][i].capacity &&
        l->load[ROLE_MENTOR][j] < h->people[ROLE_MENTOR][j].capacity) {
        put(l, i, j, 1);
        l->in[at] = true;
        const bool go_on = list_from(l, at + 1);
        l->in[at] = false;
        put(l, i, j, -1);
        if (!go_on) {
            return false;
        }
    }
    return list_from(l, at + 1);
}

static bool list_all(changes *t) {
    const cohort *h = &t->m.cohort;
    listing l = {.t = t, .worth = {.known = true}};
    memset(t->loss, 0, sizeof t->loss);
    for (uint32_t k = 0; k < t->found->pair_count; k++) {
        put(&l, t->found->pairs[k].mentee, t->found->pairs[k].mentor, 1);
    }
    l.now = whole_worth(&l);
    memset(l.load, 0, sizeof l.load);
    l.worth = (losses){.known = true};
    for (uint32_t i = 0; i < h->count[ROLE_MENTEE]; i++) {
        for (uint32_t j = 0; j < h->count[ROLE_MENTOR]; j++) {
            if (t->pinned[i][j]) {
                put(&l, i, j, 1);
            } else if (t->score[i][j] >= 0) {
                l.candidates[l.candidate_count++] = (couple){i, j};
            }
        }
    }
    return list_from(&l, 0);
}

// ---- with each pair pinned ---------------------------------------------------------------------------------------

static status solve_with(changes *t, uint32_t i, uint32_t j) {
    cohort pinned = t->m.cohort;
    couple pins[MADE_COUPLES];
    memcpy(pins, t->m.pins, sizeof pins);
    (void)maker_insert(pins, &pinned.pin_count, i, j);
    pinned.pins = pins;
    scoring *s = NULL;
    solution *found = NULL;
    status result;
    TRY_OUT(scoring_create(&s, &t->m.c, &pinned, 1));
    TRY_OUT(assignment_solve(&found, &t->m.c, s, 1));
    t->loss[i][j].known = true;
    for (uint32_t k = 0; k < t->level_count; k++) {
        t->loss[i][j].at[k] = t->found->levels[k].value - found->levels[k].value;
    }
out:
    solution_free(found);
    scoring_free(s);
    return result;
}

static status solve_all(changes *t) {
    memset(t->loss, 0, sizeof t->loss);
    for (uint32_t i = 0; i < t->m.cohort.count[ROLE_MENTEE]; i++) {
        for (uint32_t j = 0; j < t->m.cohort.count[ROLE_MENTOR]; j++) {
            if (changes_may_add(t, i, j)) {
                TRY(solve_with(t, i, j));
            }
        }
    }
    return STATUS_OK;
}

// A pin of one direction would rule the other out.
static bool has_somebody_in_both_roles(const changes *t) {
    for (uint32_t i = 0; i < t->m.cohort.count[ROLE_MENTEE]; i++) {
        if (t->m.cohort.people[ROLE_MENTEE][i].self != NONE) {
            return true;
        }
    }
    return false;
}

// ---- trials ------------------------------------------------------------------------------------------------------

enum { LISTS = 8, ANY_LIST = LISTS };
static const struct {
    uint32_t count;
    level_kind levels[CHANGES_LEVELS];
} LEVELS[LISTS] = {
    {2, {LEVEL_MOST_MATCHED, LEVEL_BEST_TOTAL}},
    {1, {LEVEL_BEST_TOTAL}},
    {3, {LEVEL_PRIORITY_MATCHED, LEVEL_MOST_MATCHED, LEVEL_BEST_TOTAL}},
    {3, {LEVEL_MOST_MATCHED, LEVEL_MOST_MENTORS, LEVEL_BEST_TOTAL}},
    {3, {LEVEL_FEWEST_CHANGES, LEVEL_MOST_MATCHED, LEVEL_BEST_TOTAL}},
    {3, {LEVEL_MOST_MENTORS, LEVEL_BEST_TOTAL, LEVEL_MOST_MATCHED}},
    {4, {LEVEL_BEST_TOTAL, LEVEL_PRIORITY_MATCHED, LEVEL_MOST_MENTORS, LEVEL_FEWEST_CHANGES}},
    {5, {LEVEL_MOST_MATCHED, LEVEL_PRIORITY_MATCHED, LEVEL_MOST_MENTORS, LEVEL_BEST_TOTAL, LEVEL_FEWEST_CHANGES}},
};

typedef enum means { MEANS_LISTING, MEANS_SOLVING, MEANS_PATHS, MEANS_COUNT } means;
static const struct {
    uint32_t cohorts, people;
    const char *name;
} MEANS[MEANS_COUNT] = {{TINY_COHORTS, TINY_PEOPLE, "every pairing listed"},
                        {SMALL_COHORTS, SMALL_PEOPLE, "solved again with each pair pinned"},
                        {LARGER_COHORTS, CHANGES_PEOPLE, "shortest paths between all"}};

static void take_list(changes *t, uint32_t list) {
    memcpy(t->m.objective, LEVELS[list].levels, LEVELS[list].count * sizeof *t->m.objective);
    t->m.program.objective_count = LEVELS[list].count;
}

// *tried false: this cohort does not lend itself to it.
static const char *try_cohort(changes *t, means by, uint32_t list, uint64_t seed, bool *tried) {
    changes_random(t, seed, MEANS[by].people);
    if (list != ANY_LIST) {
        take_list(t, list);
    }
    const int32_t alternatives = (int32_t[]){3, 1, 1000, 7, 0}[seed % 5];
    status result = changes_solve(t, alternatives);
    *tried = true;
    if (result == STATUS_OK && by == MEANS_LISTING) {
        *tried = list_all(t);
    } else if (result == STATUS_OK && by == MEANS_SOLVING) {
        *tried = !has_somebody_in_both_roles(t);
        result = *tried ? solve_all(t) : result;
    } else if (result == STATUS_OK) {
        changes_by_paths(t);
    }
    const char *wrong = result != STATUS_OK ? t->m.c.fault.what : *tried ? changes_judge(t) : NULL;
    return changes_end(t) != 0 ? "memory is left" : wrong;
}

static const char *try_cohorts(changes *t, means by, uint32_t list, uint64_t seed, uint32_t wanted) {
    const char *wrong = NULL;
    uint32_t cohorts = 0;
    for (uint64_t number = 0; wrong == NULL && cohorts < wanted; number++) {
        bool tried;
        const uint64_t this_seed = seed * 1000003 + (uint64_t)by * 7919 + list * UINT64_C(100000007) + number;
        wrong = try_cohort(t, by, list, this_seed, &tried);
        cohorts += tried;
        if (wrong != NULL) {
            printf("%s, list %u, cohort %" PRIu64 ": %s\n", MEANS[by].name, list, this_seed, wrong);
        }
    }
    printf("%s, list %u: %u cohorts\n", MEANS[by].name, list, cohorts);
    return wrong;
}

int main(int argc, char **argv) {
    const uint64_t seed = argc > 1 ? strtoull(argv[1], NULL, 10) : 1;
    const uint32_t factor = argc > 2 ? (uint32_t)strtoul(argv[2], NULL, 10) : 1;
    const uint32_t tiny = factor > 1 ? factor * TINY_COHORTS : TINY_COHORTS_SHORT;
    printf("consequences_property: seed %" PRIu64 "\n", seed);
    changes *t = malloc(sizeof *t);
    const char *wrong = t == NULL ? "no memory" : NULL;
    for (uint32_t list = 0; wrong == NULL && list <= ANY_LIST; list++) {
        wrong = try_cohorts(t, MEANS_LISTING, list, seed, tiny);
    }
    for (means by = MEANS_SOLVING; wrong == NULL && by < MEANS_COUNT; by++) {
        wrong = try_cohorts(t, by, ANY_LIST, seed, MEANS[by].cohorts * factor);
    }
    free(t);
    return wrong == NULL ? 0 : 1;
}
