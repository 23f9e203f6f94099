// What an explanation says a change costs, and who would move, against every pairing of tiny random cohorts: over all
// goals, best_worst and fairest included, for every two people, every mentee and every pin. Compared are the values of
// all goals, that the moves lead from the pairing that stands to one that has the pair, and that no such pairing that
// is as good changes less. Usage: explain_property SEED [FACTOR]: FACTOR × 10,000 cohorts. Ends at the first difference.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <inttypes.h>
#include <stdlib.h>

#include "assignment/assignment.h"
#include "consequences/consequences.h"
#include "run.h"
#include "scoring/draw.h"
#include "tests/unit/scoring/cohort_maker.h"

enum { COHORTS = 10000, PEOPLE = 4, CELLS = PEOPLE * PEOPLE, PERCENT_COUNT = 101, GOALS = 8, PAIRINGS_MOST = 5000 };

typedef struct worth { // of a whole pairing, goal by goal
    bool known;
    int64_t at[GOALS];
    uint32_t profile[PERCENT_COUNT]; // of fairest
} worth;

typedef struct trial {
    maker m;
    mp_run *run;
    scoring *scoring;
    solution *now;
    pairing *stands;
    couple previous[MADE_COUPLES];
    // One question: which pairs may be, must be and must not be, and how they count.
    int32_t score[PEOPLE][PEOPLE]; // -1: may not be
    bool pinned[PEOPLE][PEOPLE];   // must be, and does not count for best_worst and fairest
    bool wanted[PEOPLE][PEOPLE];   // must be
    // Listing.
    bool in[PEOPLE][PEOPLE];
    uint32_t load[ROLE_COUNT][PEOPLE], listed;
    worth best;
    uint32_t best_kept;
    bool too_many;
} trial;

// ---- cohorts -----------------------------------------------------------------------------------------------------

static void random_goals(trial *t) {
    static const level_kind ALL[] = {LEVEL_MOST_MATCHED, LEVEL_BEST_TOTAL, LEVEL_PRIORITY_MATCHED, LEVEL_MOST_MENTORS,
                                     LEVEL_BEST_WORST,   LEVEL_FAIREST,    LEVEL_FEWEST_CHANGES};
    maker *m = &t->m;
    bool listed[LEVEL_COUNT] = {false};
    const uint32_t wanted = maker_pick(m, 5);
    m->program.objective_count = 0;
    for (uint32_t tries = 0; m->program.objective_count < wanted && tries < 40; tries++) {
        const level_kind kind = ALL[maker_pick(m, sizeof ALL / sizeof ALL[0])];
        const bool needs = kind == LEVEL_BEST_WORST || kind == LEVEL_FAIREST;
        if (!listed[kind] && (!needs || listed[LEVEL_MOST_MATCHED])) {
            listed[kind] = true;
            m->objective[m->program.objective_count++] = kind;
        }
    }
}

static void random_people(trial *t) {
    maker *m = &t->m;
    const criterion *k = maker_criterion(m, "Reading", KIND_GIVEN, 1, NONE);
    const bool few = maker_pick(m, 2) == 0;
    m->program.rules.minimum_score_bp = maker_pick(m, 3) == 0 ? 3000 : 1;
    for (uint32_t i = 0; i < m->cohort.count[ROLE_MENTEE]; i++) {
        for (uint32_t j = 0; j < m->cohort.count[ROLE_MENTOR]; j++) {
            if (maker_pick(m, 5) != 0) {
                maker_give(m, k, i, j,
                           few ? (int32_t)(2500 * (1 + maker_pick(m, 4))) : 1 + (int32_t)maker_pick(m, 10000));
            }
        }
    }
    for (uint32_t i = 0; i < m->cohort.count[ROLE_MENTEE]; i++) {
        maker_person(m, ROLE_MENTEE, i)->capacity = 1 + (maker_pick(m, 4) == 0);
        maker_person(m, ROLE_MENTEE, i)->priority = maker_pick(m, 3) == 0;
        maker_stage(m, ROLE_MENTEE, i, (int32_t)maker_pick(m, 3));
    }
    for (uint32_t j = 0; j < m->cohort.count[ROLE_MENTOR]; j++) {
        maker_person(m, ROLE_MENTOR, j)->capacity = maker_pick(m, 3) == 0 ? maker_pick(m, 3) : 1;
        maker_stage(m, ROLE_MENTOR, j, (int32_t)maker_pick(m, 5));
    }
}

static void random_decisions(trial *t) {
    maker *m = &t->m;
    uint32_t used[ROLE_COUNT][PEOPLE] = {{0}};
    const bool pins = maker_pick(m, 2) == 0;
    for (uint32_t i = 0; i < m->cohort.count[ROLE_MENTEE]; i++) {
        for (uint32_t j = 0; j < m->cohort.count[ROLE_MENTOR]; j++) {
            if (maker_pick(m, 10) == 0) {
                maker_veto(m, i, j, "");
            } else if (pins && maker_pick(m, 6) == 0 &&
                       used[ROLE_MENTEE][i] < maker_person(m, ROLE_MENTEE, i)->capacity &&
                       used[ROLE_MENTOR][j] < maker_person(m, ROLE_MENTOR, j)->capacity) {
                maker_pin(m, i, j, "");
                used[ROLE_MENTEE][i]++;
                used[ROLE_MENTOR][j]++;
            } else if (maker_pick(m, 10) == 0) {
                maker_past(m, i, j);
            }
        }
    }
    if (maker_pick(m, 4) == 0) { // a previous pairing of its own
        for (uint32_t i = 0; i < m->cohort.count[ROLE_MENTEE] && m->cohort.count[ROLE_MENTOR] > 0; i++) {
            t->previous[i] = (couple){i, maker_pick(m, m->cohort.count[ROLE_MENTOR])};
        }
        m->cohort.previous = t->previous;
        m->cohort.previous_count = m->cohort.count[ROLE_MENTOR] > 0 ? m->cohort.count[ROLE_MENTEE] : 0;
        m->inputs[0].role = INPUT_PREVIOUS;
        m->cohort.input_count = 1;
    }
}

// Somebody in both roles now and then, so that directions give way.
static void random_selves(trial *t) {
    maker *m = &t->m;
    const uint32_t mentees = m->cohort.count[ROLE_MENTEE], mentors = m->cohort.count[ROLE_MENTOR];
    for (uint32_t k = 0; maker_pick(m, 3) == 0 && k < 2 && k < mentees && k < mentors; k++) {
        maker_self(m, k, k);
    }
}

static void random_cohort(trial *t, uint64_t seed) {
    memset(t, 0, sizeof *t);
    t->m.random = seed;
    const uint32_t mentees = 1 + maker_pick(&t->m, PEOPLE), mentors = 1 + maker_pick(&t->m, PEOPLE);
    const uint64_t random = t->m.random;
    maker_begin(&t->m, mentees, mentors);
    t->m.random = random;
    t->m.program.rules.minimum_stage_gap = -1;
    random_people(t);
    random_selves(t);
    random_decisions(t);
    random_goals(t);
}

// ---- every pairing -----------------------------------------------------------------------------------------------

static bool is_kept(const trial *t, uint32_t i, uint32_t j) {
    return eligibility_listed(t->m.cohort.previous, t->m.cohort.previous_count, i, j);
}

static int64_t value_of(const trial *t, level_kind kind) {
    const cohort *h = &t->m.cohort;
    int64_t sum = 0, lowest = -1;
    for (uint32_t i = 0; i < h->count[ROLE_MENTEE]; i++) {
        for (uint32_t j = 0; j < h->count[ROLE_MENTOR]; j++) {
            if (!t->in[i][j]) {
                continue;
            }
            sum += kind == LEVEL_MOST_MATCHED       ? 1
                   : kind == LEVEL_PRIORITY_MATCHED ? h->people[ROLE_MENTEE][i].priority
                   : kind == LEVEL_BEST_TOTAL       ? t->score[i][j]
                   : kind == LEVEL_FEWEST_CHANGES   ? is_kept(t, i, j)
                                                    : 0;
            if (!t->pinned[i][j] && (lowest < 0 || t->score[i][j] < lowest)) {
                lowest = t->score[i][j];
            }
        }
    }
    for (uint32_t j = 0; kind == LEVEL_MOST_MENTORS && j < h->count[ROLE_MENTOR]; j++) {
        sum += t->load[ROLE_MENTOR][j] > 0;
    }
    return kind == LEVEL_BEST_WORST ? lowest : kind == LEVEL_FAIREST ? (lowest < 0 ? -1 : lowest / 100) : sum;
}

static uint32_t goal_count(const trial *t) {
    uint32_t count = 0;
    while (count < t->now->level_count && t->now->levels[count].level != LEVEL_DRAW) {
        count++;
    }
    return count;
}

static worth worth_of(const trial *t) {
    worth w = {.known = true};
    for (uint32_t k = 0; k < goal_count(t); k++) {
        w.at[k] = value_of(t, t->now->levels[k].level);
    }
    for (uint32_t i = 0; i < PEOPLE; i++) {
        for (uint32_t j = 0; j < PEOPLE; j++) {
            if (t->in[i][j] && !t->pinned[i][j]) {
                w.profile[t->score[i][j] / 100]++;
            }
        }
    }
    return w;
}

// Above 0 where the first is better. A pairing without pairs that count cannot be compared with another by these goals:
// behind most_matched all have as many.
static int compare_worth(const trial *t, const worth *a, const worth *b) {
    for (uint32_t k = 0; k < goal_count(t); k++) {
        if (t->now->levels[k].level == LEVEL_FAIREST) {
            for (int percent = 0; percent < PERCENT_COUNT; percent++) {
                if (a->profile[percent] != b->profile[percent]) {
                    return a->profile[percent] < b->profile[percent] ? 1 : -1;
                }
            }
        } else if (a->at[k] != b->at[k]) {
            return a->at[k] > b->at[k] ? 1 : -1;
        }
    }
    return 0;
}

static void consider(trial *t) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < PEOPLE; i++) {
        for (uint32_t j = 0; j < PEOPLE; j++) {
            if ((t->wanted[i][j] || t->pinned[i][j]) && !t->in[i][j]) {
                return;
            }
        }
    }
    for (uint32_t k = 0; k < t->now->pair_count; k++) {
        kept += t->in[t->now->pairs[k].mentee][t->now->pairs[k].mentor];
    }
    const worth w = worth_of(t);
    const int order = t->best.known ? compare_worth(t, &w, &t->best) : 1;
    if (order > 0) {
        t->best = w;
        t->best_kept = kept;
    } else if (order == 0 && kept > t->best_kept) {
        t->best_kept = kept;
    }
}

static void list_from(trial *t, uint32_t cell) {
    const cohort *h = &t->m.cohort;
    if (cell == CELLS) {
        t->too_many = t->too_many || ++t->listed > PAIRINGS_MOST;
        consider(t);
        return;
    }
    const uint32_t i = cell / PEOPLE, j = cell % PEOPLE;
    if (t->too_many) {
        return;
    }
    if (i < h->count[ROLE_MENTEE] && j < h->count[ROLE_MENTOR] && t->score[i][j] >= 0 &&
        t->load[ROLE_MENTEE][i] < h->people[ROLE_MENTEE][i].capacity &&
        t->load[ROLE_MENTOR][j] < h->people[ROLE_MENTOR][j].capacity) {
        t->in[i][j] = true;
        t->load[ROLE_MENTEE][i]++;
        t->load[ROLE_MENTOR][j]++;
        list_from(t, cell + 1);
        t->in[i][j] = false;
        t->load[ROLE_MENTEE][i]--;
        t->load[ROLE_MENTOR][j]--;
    }
    list_from(t, cell + 1);
}

// The best pairing of the cohort with these pins that has `wanted` (mentee NONE: any), by listing all.
static void list_all(trial *t, const couple *pins, uint32_t pin_count, couple wanted) {
    cohort with = t->m.cohort;
    with.pins = (couple *)(uintptr_t)pins;
    with.pin_count = pin_count;
    for (uint32_t i = 0; i < PEOPLE; i++) {
        for (uint32_t j = 0; j < PEOPLE; j++) {
            const bool there = i < with.count[ROLE_MENTEE] && j < with.count[ROLE_MENTOR];
            t->pinned[i][j] = there && eligibility_listed(pins, pin_count, i, j);
            t->wanted[i][j] = wanted.mentee == i && wanted.mentor == j;
            t->score[i][j] = -1;
            if (there && eligibility_in_full(&with, &with.program->rules, 1, i, j) == REASON_ELIGIBLE) {
                t->score[i][j] = score_of(&with, i, j, NULL);
            }
        }
    }
    t->listed = 0;
    t->too_many = false;
    t->best.known = false;
    list_from(t, 0);
}

// ---- what the explanation says -----------------------------------------------------------------------------------

static uint32_t number_of(const trial *t, role side, span id) {
    for (uint32_t i = 0; i < t->m.cohort.count[side]; i++) {
        if (span_equal(t->m.cohort.people[side][i].id, id)) {
            return i;
        }
    }
    return NONE;
}

// The moves, made: each takes a pair that is there and makes one that is not.
static const char *make_moves(const trial *t, const explained_change *it, couple about) {
    bool in[PEOPLE][PEOPLE] = {{false}};
    uint32_t load[ROLE_COUNT][PEOPLE] = {{0}}, kept = t->now->pair_count;
    for (uint32_t k = 0; k < t->now->pair_count; k++) {
        in[t->now->pairs[k].mentee][t->now->pairs[k].mentor] = true;
    }
    for (uint32_t k = 0; k < it->move_count; k++) {
        const uint32_t i = number_of(t, ROLE_MENTEE, it->moves[k].mentee);
        if (it->moves[k].from.length > 0) {
            bool *left = &in[i][number_of(t, ROLE_MENTOR, it->moves[k].from)];
            if (!*left) {
                return "somebody leaves a mentor whom they do not have";
            }
            *left = false;
            kept--;
        }
    }
    for (uint32_t k = 0; k < it->move_count; k++) {
        const uint32_t i = number_of(t, ROLE_MENTEE, it->moves[k].mentee);
        if (it->moves[k].to.length > 0) {
            bool *taken = &in[i][number_of(t, ROLE_MENTOR, it->moves[k].to)];
            if (*taken) {
                return "somebody comes to a mentor whom they have";
            }
            *taken = true;
        }
    }
    for (uint32_t i = 0; i < PEOPLE; i++) {
        for (uint32_t j = 0; j < PEOPLE; j++) {
            load[ROLE_MENTEE][i] += in[i][j];
            load[ROLE_MENTOR][j] += in[i][j];
            if (in[i][j] && t->score[i][j] < 0) {
                return "a move makes a pair that may not be";
            }
        }
    }
    for (role side = 0; side < ROLE_COUNT; side++) {
        for (uint32_t i = 0; i < t->m.cohort.count[side]; i++) {
            if (load[side][i] > t->m.cohort.people[side][i].capacity) {
                return "the moves overfill somebody";
            }
        }
    }
    if (it->kind != EXPLAINED_WITHOUT_PIN && !in[about.mentee][about.mentor]) {
        return "the moves do not make the pair";
    }
    return it->fewest_moves && kept != t->best_kept ? "another pairing that is as good changes less" : NULL;
}

static const char *judge_change(trial *t, const explained_change *it, couple about) {
    couple pins[MADE_COUPLES];
    uint32_t count = t->m.cohort.pin_count;
    memcpy(pins, t->m.pins, sizeof pins);
    couple wanted = about;
    if (it->kind == EXPLAINED_PINNED) {
        (void)maker_insert(pins, &count, about.mentee, about.mentor);
    } else if (it->kind == EXPLAINED_WITHOUT_PIN) {
        wanted = (couple){NONE, NONE};
        uint32_t left = 0;
        for (uint32_t k = 0; k < count; k++) {
            if (couple_compare(&pins[k], &about) != 0) {
                pins[left++] = pins[k];
            }
        }
        count = left;
    }
    list_all(t, pins, count, wanted);
    if (t->too_many) {
        return NULL;
    }
    if (!it->known || !it->moves_known || !t->best.known || it->level_count != goal_count(t)) {
        return "something is not known";
    }
    for (uint32_t k = 0; k < it->level_count; k++) {
        const level_result *then = &it->levels[k].then;
        if ((then->has_value ? then->value : -1) != t->best.at[k]) {
            return "a goal would stand elsewhere";
        }
        for (uint32_t n = 0; it->levels[k].level == LEVEL_FAIREST && n < then->profile_count; n++) {
            if (t->best.profile[then->profile[n].percent] != then->profile[n].pairs) {
                return "the profile would be another";
            }
        }
    }
    return make_moves(t, it, about);
}

static const char *ask(trial *t, explanation *out, uint32_t mentee, uint32_t mentor) {
    const explain_question q = {.mentee = mentee, .mentor = mentor, .alternatives = 3};
    return mp_explain(t->run, out, t->stands, SPAN("pairing.json"), &q) == STATUS_OK
               ? NULL
               : mp_run_context(t->run)->fault.what;
}

static const char *judge_two(trial *t, uint32_t i, uint32_t j) {
    explanation e;
    const couple about = {i, j};
    const char *wrong = ask(t, &e, i, j);
    int32_t score_bp;
    if (wrong != NULL) {
        return wrong;
    }
    const reason why = scoring_pair(t->scoring, i, j, &score_bp);
    if (e.pair.score_bp != score_bp) {
        return "a fit is another";
    }
    if (!e.pair.pinned && e.pair.eligible != (why == REASON_ELIGIBLE)) {
        return "what may be may not";
    }
    if (!e.pair.pinned && !e.pair.eligible && e.pair.against.rules[0].reason != why) {
        return "the first rule against a pair is another";
    }
    return e.change_count == 0 ? NULL : judge_change(t, &e.changes[0], about);
}

// The list of a mentee: each is what it costs, in order, and no other costs less.
static const char *judge_mentee(trial *t, uint32_t i) {
    explanation e;
    const char *wrong = ask(t, &e, i, NONE);
    worth least = {.known = false}, last = {.known = false};
    uint32_t found = 0, could = 0;
    bool listed[PEOPLE] = {false};
    for (uint32_t k = 0; wrong == NULL && k < e.change_count; k++) {
        const couple about = {number_of(t, ROLE_MENTEE, e.changes[k].mentee),
                              number_of(t, ROLE_MENTOR, e.changes[k].mentor)};
        wrong = judge_change(t, &e.changes[k], about);
        if (e.changes[k].kind == EXPLAINED_PAIRED) {
            if (wrong == NULL && last.known && !t->too_many && compare_worth(t, &t->best, &last) > 0) {
                return "the order of other mentors is not that of their cost";
            }
            found++;
            last = t->best;
            listed[about.mentor] = true;
        }
    }
    for (uint32_t j = 0; wrong == NULL && j < t->m.cohort.count[ROLE_MENTOR]; j++) {
        explanation two;
        wrong = ask(t, &two, i, j);
        if (wrong != NULL || two.pair.paired || !two.pair.eligible || !two.pair.can_be) {
            continue;
        }
        could++;
        if (!listed[j]) {
            list_all(t, t->m.pins, t->m.cohort.pin_count, (couple){i, j});
            least = !least.known || compare_worth(t, &t->best, &least) > 0 ? t->best : least;
        }
    }
    if (wrong == NULL && found != (could < 3 ? could : 3)) {
        return "there are more or fewer other mentors";
    }
    return wrong == NULL && least.known && last.known && compare_worth(t, &least, &last) > 0
               ? "another mentor costs less"
               : wrong;
}

static status prepare(trial *t) {
    context *c = &t->m.c;
    const match_options options = {.alternatives = 3, .time_limit_s = 600};
    TRY(scoring_create(&t->scoring, c, &t->m.cohort, 1));
    TRY(assignment_solve(&t->now, c, t->scoring, 1));
    TRY(pairing_build(&t->stands, c, &t->m.cohort, t->scoring, t->now, 1, &options, SPAN("mentorpair test")));
    TRY(consequences_fill(t->stands, c, &t->m.cohort, t->scoring, t->now));
    t->run = mp_run_new((host){0});
    if (t->run == NULL) {
        return STATUS_NO_MEMORY;
    }
    t->run->cohort = &t->m.cohort;
    t->run->program = &t->m.program;
    return STATUS_OK;
}

static const char *try_cohort(trial *t, uint64_t seed) {
    random_cohort(t, seed);
    const char *wrong = prepare(t) != STATUS_OK ? t->m.c.fault.what : NULL;
    for (uint32_t i = 0; wrong == NULL && i < t->m.cohort.count[ROLE_MENTEE]; i++) {
        for (uint32_t j = 0; wrong == NULL && j < t->m.cohort.count[ROLE_MENTOR]; j++) {
            wrong = judge_two(t, i, j);
        }
        wrong = wrong == NULL ? judge_mentee(t, i) : wrong;
    }
    if (t->run != NULL) {
        t->run->cohort = NULL;
        t->run->program = NULL;
    }
    mp_run_free(t->run);
    pairing_free(t->stands);
    solution_free(t->now);
    scoring_free(t->scoring);
    arena_free(&t->m.arena);
    context_free(&t->m.c);
    return wrong == NULL && t->m.c.memory.live_bytes != 0 ? "memory is left" : wrong;
}

int main(int argc, char **argv) {
    const uint64_t seed = argc > 1 ? strtoull(argv[1], NULL, 10) : 1;
    const uint32_t factor = argc > 2 ? (uint32_t)strtoul(argv[2], NULL, 10) : 1;
    printf("explain_property: seed %" PRIu64 "\n", seed);
    trial *t = malloc(sizeof *t);
    const char *wrong = t == NULL ? "no memory" : NULL;
    uint32_t number = 0;
    for (; wrong == NULL && number < COHORTS * factor; number++) {
        wrong = try_cohort(t, seed * 1000003 + number);
        if (wrong != NULL) {
            printf("cohort %" PRIu64 ": %s\n", seed * 1000003 + number, wrong);
        }
    }
    printf("%u cohorts\n", number);
    free(t);
    return wrong == NULL ? 0 : 1;
}
