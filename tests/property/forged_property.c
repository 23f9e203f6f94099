// Damaged results before both forms of the checker, which must come to the same: the same fault at the same level, or
// none. People share classes and institutions are crowded, so that the form by class has something to be wrong about;
// damage is done to prices, pairs, claims and rounds, mostly with values put right again, so that only the certificate
// tells. Usage: forged_property SEED [FACTOR]: FACTOR x 1,500 cohorts with 24 results each. Ends at the first
// difference. SPDX-License-Identifier: GPL-3.0-or-later
#include <inttypes.h>
#include <stdlib.h>

#include "proof/checker.h"
#include "tests/property/cohort_problem.h"
#include "tests/unit/scoring/cohort_maker.h"

enum { COHORTS = 1500, RESULTS_EACH = 24, MOST_PEOPLE = 14, PREVIOUS_MOST = 60, PERCENTS = 101 };

// ---- cohorts -----------------------------------------------------------------------------------------------------

static void share_classes(maker *m) {
    const uint32_t share = maker_pick(m, 3) * 2; // 0: everybody answers alone
    for (role r = ROLE_MENTOR; r < ROLE_COUNT; r++) {
        for (uint32_t i = 0; i < m->cohort.count[r]; i++) {
            person *p = maker_person(m, r, i);
            if (share > 0) {
                const person *like = maker_person(m, r, maker_pick(m, 1 + m->cohort.count[r] / share));
                p->answers = like->answers;
                p->stage = like->stage;
            }
            p->institution = maker_pick(m, 2) == 0 ? p->institution : 1 + maker_pick(m, 2);
        }
    }
}

static void keep_some(maker *m, couple *previous) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < m->cohort.count[ROLE_MENTEE]; i++) {
        for (uint32_t j = 0; j < m->cohort.count[ROLE_MENTOR] && count < PREVIOUS_MOST; j++) {
            if (maker_pick(m, 8) == 0) {
                previous[count++] = (couple){i, j};
            }
        }
    }
    m->cohort.previous = previous;
    m->cohort.previous_count = count;
    m->inputs[0].role = INPUT_PREVIOUS;
    m->cohort.inputs = m->inputs;
    m->cohort.input_count = maker_pick(m, 2);
}

static void make_cohort(maker *m, uint64_t seed, couple *previous) {
    maker_random_cohort(m, seed, MOST_PEOPLE);
    share_classes(m);
    keep_some(m, previous);
    const goal_list *list = &LISTS[maker_pick(m, GOAL_LISTS)];
    memcpy(m->objective, list->levels, list->count * sizeof *m->objective);
    m->program.objective = m->objective;
    m->program.objective_count = list->count;
}

// ---- damage ------------------------------------------------------------------------------------------------------

static solution *copy_of(maker *m, arena *a, const solution *found) {
    solution *s = arena_alloc(a, 1, sizeof *s);
    assert(s != NULL);
    *s = *found;
    s->pairs = arena_alloc(a, (size_t)found->pair_count + 1, sizeof *s->pairs);
    s->levels = arena_alloc(a, (size_t)found->level_count + 2, sizeof *s->levels);
    s->proofs = arena_alloc(a, (size_t)found->proof_count + 2, sizeof *s->proofs);
    assert(s->pairs != NULL && s->levels != NULL && s->proofs != NULL);
    memcpy(s->pairs, found->pairs, found->pair_count * sizeof *s->pairs);
    memcpy(s->levels, found->levels, found->level_count * sizeof *s->levels);
    for (uint32_t k = 0; k < found->proof_count; k++) {
        s->proofs[k] = found->proofs[k];
        for (role r = ROLE_MENTOR; r < ROLE_COUNT; r++) {
            s->proofs[k].prices[r] = arena_array(a, found->proofs[k].prices[r], m->cohort.count[r], sizeof(int64_t));
            assert(s->proofs[k].prices[r] != NULL);
        }
    }
    return s;
}

static void damage_price(maker *m, const level_proof *p) {
    static const int64_t BY[] = {1, -1, 2, -2, 100, -100, 65536, -65536};
    static const int64_t TO[] = {INT64_C(1) << 60, -(INT64_C(1) << 60), (INT64_C(1) << 60) + 1,
                                 INT64_MAX,        INT64_MIN,           0};
    const role r = (role)maker_pick(m, ROLE_COUNT);
    if (m->cohort.count[r] == 0) {
        return;
    }
    int64_t *price = &p->prices[r][maker_pick(m, m->cohort.count[r])];
    if (maker_pick(m, 3) == 0) {
        *price = TO[maker_pick(m, sizeof TO / sizeof *TO)];
    } else if (*price > INT64_MIN / 2 && *price < INT64_MAX / 2) {
        *price += BY[maker_pick(m, sizeof BY / sizeof *BY)];
    }
}

// Up on one side, down on the other, for some.
static void shift_prices(maker *m, const level_proof *p) {
    const int64_t by = maker_pick(m, 2) == 0 ? 1 : -1;
    for (role r = ROLE_MENTOR; r < ROLE_COUNT; r++) {
        for (uint32_t i = 0; i < m->cohort.count[r]; i++) {
            int64_t *price = &p->prices[r][i];
            const bool far = *price == INT64_MAX || *price == INT64_MIN;
            *price += far || maker_pick(m, 2) == 0 ? 0 : r == ROLE_MENTOR ? by : -by;
        }
    }
}

static void damage_pairs(maker *m, solution *s) {
    if (s->pair_count == 0) {
        return;
    }
    const uint32_t at = maker_pick(m, s->pair_count);
    if (maker_pick(m, 2) == 0) {
        s->pairs[at].mentor = maker_pick(m, m->cohort.count[ROLE_MENTOR]);
        return;
    }
    memmove(&s->pairs[at], &s->pairs[at + 1], (s->pair_count - at - 1) * sizeof *s->pairs);
    s->pair_count--;
}

static bool ends_with_round_above(const solution *s, uint32_t round) {
    const level_result *last = &s->levels[s->level_count - 1];
    return last->level == LEVEL_DRAW && last->round > round;
}

// The last goals are no longer called proven.
static void claim_less(maker *m, solution *s) {
    const uint32_t from = maker_pick(m, s->level_count);
    while (s->level_count > from + 1 && ends_with_round_above(s, 1)) {
        s->level_count--;
    }
    for (uint32_t k = from; k < s->level_count; k++) {
        s->levels[k].proven = false;
        s->levels[k].bound += maker_pick(m, 3);
    }
}

// One round of the draw fewer, or one more.
static void change_rounds(maker *m, solution *s) {
    if (maker_pick(m, 2) == 0 && ends_with_round_above(s, 1)) {
        s->level_count--;
        s->proof_count--;
    } else if (s->proof_count > 0 && ends_with_round_above(s, 0)) {
        s->levels[s->level_count] = s->levels[s->level_count - 1];
        s->levels[s->level_count++].round++;
        s->proofs[s->proof_count] = s->proofs[s->proof_count - 1];
        s->proofs[s->proof_count++].round++;
    }
}

static void damage(maker *m, solution *s) {
    const level_proof *p = s->proof_count == 0 ? NULL : &s->proofs[maker_pick(m, s->proof_count)];
    switch (maker_pick(m, 7)) {
    case 0:
    case 1:
    case 2:
        for (uint32_t times = 1 + maker_pick(m, 3); p != NULL && times > 0; times--) {
            damage_price(m, p);
        }
        break;
    case 3:
        if (p != NULL) {
            shift_prices(m, p);
        }
        break;
    case 4:
        damage_pairs(m, s);
        break;
    case 5:
        claim_less(m, s);
        break;
    default:
        change_rounds(m, s);
        break;
    }
}

// ---- values put right --------------------------------------------------------------------------------------------

static int64_t worth(const maker *m, const level_result *level, couple pair, int32_t score_bp, bool first_of_mentor) {
    const person *mentee = &m->cohort.people[ROLE_MENTEE][pair.mentee];
    switch (level->level) {
    case LEVEL_MOST_MATCHED:
        return 1;
    case LEVEL_PRIORITY_MATCHED:
        return mentee->priority;
    case LEVEL_BEST_TOTAL:
        return score_bp;
    case LEVEL_MOST_MENTORS:
        return first_of_mentor;
    case LEVEL_FEWEST_CHANGES:
        return eligibility_listed(m->cohort.previous, m->cohort.previous_count, pair.mentee, pair.mentor);
    case LEVEL_DRAW:
        return draw_weight(
            draw_key(COHORT_SEED, level->round, ROLE_MENTEE, mentee->id),
            draw_key(COHORT_SEED, level->round, ROLE_MENTOR, m->cohort.people[ROLE_MENTOR][pair.mentor].id));
    case LEVEL_BEST_WORST:
    case LEVEL_FAIREST:
    case LEVEL_COUNT:
        break;
    }
    return 0;
}

static void set_lowest(level_result *level, const uint32_t *counts, int32_t lowest_bp) {
    level->has_value = lowest_bp >= 0;
    level->value = lowest_bp < 0 ? 0 : level->level == LEVEL_FAIREST ? lowest_bp / 100 : lowest_bp;
    level->profile_count = 0;
    for (int32_t percent = 0; level->level == LEVEL_FAIREST && percent < PERCENTS; percent++) {
        if (counts[percent] > 0) {
            level->profile[level->profile_count].percent = percent;
            level->profile[level->profile_count++].pairs = counts[percent];
        }
    }
}

static void put_right(const maker *m, const scoring *scored, const solution *s, level_result *level) {
    const int64_t gap = level->bound - level->value;
    uint32_t counts[PERCENTS] = {0};
    int32_t lowest_bp = -1;
    bool seen[MOST_PEOPLE + 1] = {false};
    level->value = 0;
    for (uint32_t k = 0; k < s->pair_count; k++) {
        const couple pair = s->pairs[k];
        int32_t score_bp;
        (void)scoring_pair(scored, pair.mentee, pair.mentor, &score_bp);
        if (!scoring_is_pinned(scored, pair.mentee, pair.mentor)) {
            counts[score_bp / 100]++;
            lowest_bp = lowest_bp < 0 || score_bp < lowest_bp ? score_bp : lowest_bp;
        }
        level->value += worth(m, level, pair, score_bp, !seen[pair.mentor]);
        seen[pair.mentor] = true;
    }
    if (level->level == LEVEL_BEST_WORST || level->level == LEVEL_FAIREST) {
        set_lowest(level, counts, lowest_bp);
    }
    level->bound = level->value + (level->proven || gap < 0 ? 0 : gap);
}

// ---- both forms --------------------------------------------------------------------------------------------------

typedef struct tally {
    uint64_t accepted, refused;
} tally;

static bool agree(maker *m, const scoring *scored, const solution *s, tally *t) {
    arena words = arena_over(&m->c.memory);
    check_report plain, by_class;
    bool same = checker_check(&plain, &words, &m->c, &m->cohort, s, COHORT_SEED) == STATUS_OK &&
                checker_check_by_class(&by_class, &words, &m->c, scored, s) == STATUS_OK;
    if (same && (plain.fault != by_class.fault || plain.level != by_class.level)) {
        printf("pair by pair: fault %d at level %d (%.*s); by class: fault %d at level %d (%.*s)\n", (int)plain.fault,
               (int)plain.level, SPAN_ARGS(plain.text), (int)by_class.fault, (int)by_class.level,
               SPAN_ARGS(by_class.text));
        same = false;
    }
    t->accepted += same && plain.fault == CHECK_NONE;
    t->refused += same && plain.fault != CHECK_NONE;
    arena_free(&words);
    return same;
}

static bool damage_and_check(maker *m, const scoring *scored, const solution *found, tally *t) {
    tally own = {0};
    if (!agree(m, scored, found, &own) || own.refused > 0) {
        printf("the solver's own result is refused\n");
        return false;
    }
    for (int k = 0; k < RESULTS_EACH; k++) {
        arena a = arena_over(&m->c.memory);
        solution *s = copy_of(m, &a, found);
        for (uint32_t times = 1 + (maker_pick(m, 4) == 0); times > 0; times--) {
            damage(m, s);
        }
        for (uint32_t level = 0; k % 8 != 0 && level < s->level_count; level++) {
            put_right(m, scored, s, &s->levels[level]);
        }
        const bool same = agree(m, scored, s, t);
        arena_free(&a);
        if (!same) {
            return false;
        }
    }
    return true;
}

static bool try_cohort(uint64_t seed, tally *t) {
    static maker m;
    couple previous[PREVIOUS_MOST];
    scoring *scored = NULL;
    solution *found = NULL;
    cohort_problem from;
    make_cohort(&m, seed, previous);
    const workshop_options way = {.grouping = maker_pick(&m, 2) == 0 ? GROUPING_NEVER : GROUPING_ALWAYS};
    bool good = scoring_create(&scored, &m.c, &m.cohort, COHORT_SEED) == STATUS_OK &&
                cohort_problem_make(&from, &m.arena, scored);
    if (good) {
        cohort_problem_levels(&from);
        good = solver_run(&found, &m.c, &from.problem, from.levels, from.level_count, &way) == STATUS_OK &&
               damage_and_check(&m, scored, found, t);
    }
    solution_free(found);
    scoring_free(scored);
    maker_end(&m);
    return good && m.c.memory.live_bytes == 0;
}

int main(int argc, char **argv) {
    const uint64_t seed = argc > 1 ? strtoull(argv[1], NULL, 10) : 1,
                   factor = argc > 2 ? strtoull(argv[2], NULL, 10) : 1;
    tally t = {0};
    printf("forged_property: seed %" PRIu64 "\n", seed);
    for (uint64_t n = 0; n < COHORTS * factor; n++) {
        if (!try_cohort(seed * 1000003 + n, &t)) {
            printf("cohort %" PRIu64 "\n", seed * 1000003 + n);
            return EXIT_FAILURE;
        }
    }
    printf("%" PRIu64 " damaged results refused and %" PRIu64 " accepted by both forms\n", t.refused, t.accepted);
    return t.refused > COHORTS && t.accepted > COHORTS / 10 ? EXIT_SUCCESS : EXIT_FAILURE;
}
