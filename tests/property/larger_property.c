// Larger cohorts, where no listing reaches: each is solved for ten lists of goals with groups and without, once from a
// spoiled basis, and must have the same pairing, the same values and the same bytes of pairing.json but for the
// certificate every time; the checker must accept it, pair by pair and class by class. Tiny cohorts miss what only
// shows where groups are crowded and searches long. Usage: larger_property SEED [FACTOR]: 8 cohorts of 15 to 190
// people; above FACTOR 1, 60 of 15 to 700 and a dozen of 1,000 to 10,000. Ends at the first difference.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <inttypes.h>
#include <stdlib.h>

#include "consequences/consequences.h"
#include "pairing/pairing_json.h"
#include "proof/checker.h"
#include "tests/property/cohort_problem.h"
#include "tests/unit/scoring/cohort_maker.h"

enum { COHORTS_SHORT = 8, COHORTS = 60, SMALLEST = 15, LARGEST_SHORT = 190, LARGEST = 700, PLAINLY_MOST = 700 };
static const uint32_t LARGE[] = {1000, 1100, 1250, 1400, 1600, 1800, 2000, 2500, 3000, 4000, 6000, 10000};
enum { LARGE_COUNT = sizeof LARGE / sizeof *LARGE };

enum { GIVEN_EACH = 8, INSTITUTION_PEOPLE = 12, KEPT_ONE_IN = 2, DECISIONS_EACH = 20 };
typedef enum kind { KIND_OF_FORMS, KIND_SINGULAR, KIND_TIED, KIND_READ, KINDS } kind;
static const char *const NAMES[KINDS] = {"as forms have it", "hardly anybody alike", "nearly all tied", "read in part"};

// ---- cohorts -----------------------------------------------------------------------------------------------------

// Scores for a few mentors of each mentee, in order.
static void give_some(maker *m, const criterion *k) {
    const uint32_t mentees = m->cohort.count[ROLE_MENTEE], mentors = m->cohort.count[ROLE_MENTOR];
    given_score *scores = arena_alloc(&m->arena, (size_t)mentees * GIVEN_EACH, sizeof *scores);
    given_table *t = &m->cohort.given[k - m->criteria];
    assert(scores != NULL);
    for (uint32_t i = 0; i < mentees; i++) {
        const uint32_t step = 1 + mentors / GIVEN_EACH;
        for (uint32_t j = maker_pick(m, step); j < mentors; j += 1 + maker_pick(m, 2 * step)) {
            if (t->count < (size_t)(i + 1) * GIVEN_EACH) {
                scores[t->count++] =
                    (given_score){.couple = {.mentee = i, .mentor = j}, .score_bp = (int32_t)maker_pick(m, 10001)};
            }
        }
    }
    t->scores = scores;
}

static void make_criteria(maker *m, kind k) {
    (void)maker_criterion(m, "Stage", KIND_STAGE_GAP, 40, FIELD_CAREER_STAGE);
    if (k != KIND_TIED) {
        maker_criterion(m, "Areas", KIND_OVERLAP, 60, FIELD_AREAS)->related_bp = 5000;
    }
    if (k == KIND_SINGULAR) {
        (void)maker_criterion(m, "Years", KIND_DISTANCE, 30, FIELD_YEARS);
        (void)maker_criterion(m, "Asked for", KIND_NAMED, 20, NONE);
    }
    if (k == KIND_READ) {
        give_some(m, maker_criterion(m, "Statements", KIND_GIVEN, 50, NONE));
    }
    m->program.rules.minimum_score_bp = 3000;
    m->program.rules.minimum_stage_gap = maker_pick(m, 2) == 0 ? 0 : -1;
}

static void make_person(maker *m, role who, uint32_t i, uint32_t institutions) {
    uint32_t areas[3], count = 0;
    for (uint32_t area = maker_pick(m, 3); area < m->program.areas.count && count < 3; area += 1 + maker_pick(m, 3)) {
        areas[count++] = area;
    }
    maker_stage(m, who, i, (int32_t)(who == ROLE_MENTOR ? 1 + maker_pick(m, 4) : maker_pick(m, 4)));
    maker_choose(m, who, i, FIELD_AREAS, areas, count);
    maker_number(m, who, i, FIELD_YEARS, (int64_t)maker_pick(m, 400) * 1000);
    person *p = maker_person(m, who, i);
    p->institution = 1 + maker_pick(m, institutions);
    p->capacity = who == ROLE_MENTEE ? 1 + (maker_pick(m, 12) == 0) : maker_pick(m, 8) == 0 ? maker_pick(m, 5) : 1;
    p->priority = maker_pick(m, 4) == 0;
    if (maker_pick(m, 3) == 0) {
        maker_request(m, who, i, maker_pick(m, m->cohort.count[who == ROLE_MENTEE ? ROLE_MENTOR : ROLE_MENTEE]));
    }
}

// Vetoes, past pairs and pins among the first mentees; pins take one place each.
static void make_decisions(maker *m) {
    const uint32_t mentees = m->cohort.count[ROLE_MENTEE], mentors = m->cohort.count[ROLE_MENTOR];
    for (uint32_t n = 0; n < DECISIONS_EACH; n++) {
        maker_veto(m, maker_pick(m, mentees), maker_pick(m, mentors), "");
        maker_past(m, maker_pick(m, mentees), maker_pick(m, mentors));
    }
    for (uint32_t n = 0; n < DECISIONS_EACH && n < mentees && n < mentors; n += 4) {
        const uint32_t mentee = n, mentor = mentors - 1 - n;
        maker_person(m, ROLE_MENTOR, mentor)->capacity += maker_person(m, ROLE_MENTOR, mentor)->capacity == 0;
        if (!eligibility_listed(m->vetoes, m->cohort.veto_count, mentee, mentor)) {
            maker_pin(m, mentee, mentor, "");
        }
    }
}

// A pairing before this one: every other mentee with somebody.
static void make_previous(maker *m) {
    const uint32_t mentees = m->cohort.count[ROLE_MENTEE];
    couple *previous = arena_alloc(&m->arena, mentees, sizeof *previous);
    assert(previous != NULL);
    for (uint32_t i = 0; i < mentees; i++) {
        if (maker_pick(m, KEPT_ONE_IN) == 0) {
            previous[m->cohort.previous_count++] = (couple){i, maker_pick(m, m->cohort.count[ROLE_MENTOR])};
        }
    }
    m->cohort.previous = previous;
    m->inputs[0].role = INPUT_PREVIOUS;
}

static void make_cohort(maker *m, uint64_t seed, uint32_t size, kind k) {
    maker first = {.random = seed};
    const uint32_t mentees = size, mentors = 1 + size / 2 + maker_pick(&first, size * 3 / 4);
    maker_begin(m, mentees, mentors);
    m->random = maker_random(&first);
    maker_vocabulary(m, &m->program.areas, "Area", NULL, 8);
    for (uint32_t i = 0; i < m->program.areas.count; i++) {
        m->program.areas.options[i].group_id = 1 + i / 2;
    }
    for (role who = ROLE_MENTOR; who < ROLE_COUNT; who++) {
        for (uint32_t i = 0; i < m->cohort.count[who]; i++) {
            make_person(m, who, i, 2 + size / INSTITUTION_PEOPLE);
        }
    }
    make_criteria(m, k);
    make_decisions(m);
    make_previous(m);
}

// ---- solving -----------------------------------------------------------------------------------------------------

static const char *compare(const solution *a, const solution *b) {
    if (a->pair_count != b->pair_count || memcmp(a->pairs, b->pairs, a->pair_count * sizeof *a->pairs) != 0) {
        return "the pairs are others";
    }
    if (a->level_count != b->level_count) {
        return "the draw has another number of rounds";
    }
    for (uint32_t k = 0; k < a->level_count; k++) {
        if (a->levels[k].value != b->levels[k].value || a->levels[k].has_value != b->levels[k].has_value ||
            !a->levels[k].proven || !b->levels[k].proven) {
            return "a value is another, or not proven";
        }
    }
    return NULL;
}

static const char *check(context *c, const scoring *s, const solution *found) {
    arena words = arena_over(&c->memory);
    check_report plain = {.fault = CHECK_NONE}, by_class;
    const char *wrong = NULL;
    if (s->cohort->count[ROLE_MENTEE] <= PLAINLY_MOST &&
        checker_check(&plain, &words, c, s->cohort, found, COHORT_SEED) != STATUS_OK) {
        wrong = "the check failed";
    } else if (checker_check_by_class(&by_class, &words, c, s, found) != STATUS_OK) {
        wrong = "the check by class failed";
    } else if (plain.fault != CHECK_NONE || by_class.fault != CHECK_NONE) {
        printf("%.*s\n%.*s\n", SPAN_ARGS(plain.text), SPAN_ARGS(by_class.text));
        wrong = "the checker refuses it";
    }
    arena_free(&words);
    return wrong;
}

// pairing.json without the certificate, in which other prices may prove the same.
static status bytes_of(span *out, arena *a, context *c, const scoring *s, const solution *found) {
    const match_options options = {.alternatives = 3, .time_limit_s = 600};
    pairing *p;
    TRY(pairing_build(&p, c, s->cohort, s, found, COHORT_SEED, &options, SPAN("mentorpair test")));
    status result;
    TRY_OUT(consequences_fill(p, c, s->cohort, s, found));
    p->certificate_count = 0;
    result = pairing_json_bytes(out, a, c, p);
out:
    pairing_free(p);
    return result;
}

static const char *compare_bytes(span *first, arena *a, context *c, const scoring *s, const solution *found) {
    span bytes;
    if (bytes_of(&bytes, a, c, s, found) != STATUS_OK) {
        return "there is no pairing.json";
    }
    if (first->length == 0) {
        *first = bytes;
    }
    return span_equal(*first, bytes) ? NULL : "pairing.json is another outside the certificate";
}

static const char *solve_in_all_ways(context *c, const cohort_problem *from, bool spoiled) {
    const workshop_options ways[] = {
        {.grouping = GROUPING_NEVER}, {.grouping = GROUPING_ALWAYS}, {.simplex = {.cold = true}}};
    const uint32_t count = spoiled ? 3 : 2;
    arena texts = arena_over(&c->memory);
    span first_bytes = SPAN("");
    solution *first = NULL;
    const char *wrong = NULL;
    for (uint32_t way = 0; way < count && wrong == NULL; way++) {
        solution *found = NULL;
        if (solver_run(&found, c, &from->problem, from->levels, from->level_count, &ways[way]) != STATUS_OK) {
            printf("%s: %s\n", c->fault.where, c->fault.what);
            wrong = "the solve failed";
        } else {
            wrong = check(c, from->scoring, found);
        }
        if (wrong == NULL && first != NULL) {
            wrong = compare(first, found);
        }
        if (wrong == NULL) {
            wrong = compare_bytes(&first_bytes, &texts, c, from->scoring, found);
        }
        if (wrong != NULL) {
            printf("way %u\n", way);
        }
        if (first == NULL) {
            first = found;
        } else {
            solution_free(found);
        }
    }
    solution_free(first);
    arena_free(&texts);
    return wrong;
}

// From GLPK's own basis a large cohort would take minutes.
enum { SPOILED_MOST = 300 };

static const char *try_cohort(uint64_t seed, uint32_t size, kind k) {
    static maker m;
    make_cohort(&m, seed, size, k);
    const char *wrong = NULL;
    for (uint32_t list = 0; list < GOAL_LISTS && wrong == NULL; list++) {
        memcpy(m.objective, LISTS[list].levels, LISTS[list].count * sizeof *m.objective);
        m.program.objective_count = LISTS[list].count;
        m.cohort.input_count = list % 2; // with every other list the previous pairing is to be kept
        scoring *s = NULL;
        cohort_problem from;
        if (scoring_create(&s, &m.c, &m.cohort, COHORT_SEED) != STATUS_OK || !cohort_problem_make(&from, &m.arena, s)) {
            wrong = "no memory";
        } else {
            cohort_problem_levels(&from);
            wrong = solve_in_all_ways(&m.c, &from, size <= SPOILED_MOST);
        }
        scoring_free(s);
        if (wrong != NULL) {
            printf("list %u\n", list);
        }
    }
    arena_free(&m.arena);
    context_free(&m.c);
    return wrong == NULL && m.c.memory.live_bytes != 0 ? "memory is left" : wrong;
}

int main(int argc, char **argv) {
    const uint64_t seed = argc > 1 ? strtoull(argv[1], NULL, 10) : 1;
    const bool whole = argc > 2 && strtoul(argv[2], NULL, 10) > 1;
    printf("larger_property: seed %" PRIu64 "\n", seed);
    maker sizes = {.random = seed};
    const uint32_t cohorts = whole ? COHORTS : COHORTS_SHORT, largest = whole ? LARGEST : LARGEST_SHORT;
    const char *wrong = NULL;
    for (uint32_t number = 0; wrong == NULL && number < cohorts + (whole ? LARGE_COUNT : 0); number++) {
        const uint32_t size =
            number < cohorts ? SMALLEST + maker_pick(&sizes, largest + 1 - SMALLEST) : LARGE[number - cohorts];
        const kind k = (kind)(number % KINDS);
        wrong = try_cohort(seed * 1000003 + number, size, k);
        printf("cohort %" PRIu64 " of %u, %s: %s\n", seed * 1000003 + number, size, NAMES[k],
               wrong == NULL ? "the same in all ways" : wrong);
        (void)fflush(stdout);
    }
    return wrong == NULL ? 0 : 1;
}
