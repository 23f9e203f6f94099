// Who must go without a mentor, and why, against brute force: on random tiny cohorts every pairing is listed. A mentee
// stands in a bottleneck if some largest pairing leaves them short of what they asked for, a mentor if one place more
// there would make the largest pairing larger; the counts of each must add up as a committee would count them. The
// pairing is the solver's, with groups and without, so that the answer may not depend on which of the best it is.
// Usage: bottlenecks_property SEED [FACTOR]: FACTOR × 20,000 cohorts. Ends at the first difference.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/property/cohort_problem.h"
#include "tests/unit/consequences/changes.h"

enum { COHORTS = 20000, PEOPLE = 4, LISTED_MOST = 20000 };

typedef struct count_of {
    uint32_t wishes, places, pinned_places, settled_pairs;
} count_of;

typedef struct trial {
    changes cohorts; // what makes them
    const scoring *scoring;
    uint32_t count[ROLE_COUNT];
    uint32_t left[ROLE_COUNT][PEOPLE], pins[ROLE_COUNT][PEOPLE]; // places without the pins, and pins
    couple candidates[PEOPLE * PEOPLE];                          // that may be paired and are not pinned
    uint32_t candidate_count, listed, most;
    uint32_t load[ROLE_COUNT][PEOPLE];
    bool in[PEOPLE][PEOPLE];
    bool may_be_short[PEOPLE], always[PEOPLE][PEOPLE]; // in some largest pairing; in all of them
    uint32_t tried, some, several, settled, pinned;
} trial;

// ---- every pairing ----------------------------------------------------------------------------------------------

// One pairing listed, of `pairs` pairs.
static void consider(trial *t, uint32_t pairs) {
    if (pairs > t->most) {
        t->most = pairs;
        memset(t->may_be_short, 0, sizeof t->may_be_short);
        memset(t->always, true, sizeof t->always);
    }
    for (uint32_t i = 0; i < t->count[ROLE_MENTEE] && pairs == t->most; i++) {
        t->may_be_short[i] = t->may_be_short[i] || t->load[ROLE_MENTEE][i] < t->left[ROLE_MENTEE][i];
        for (uint32_t j = 0; j < t->count[ROLE_MENTOR]; j++) {
            t->always[i][j] = t->always[i][j] && t->in[i][j];
        }
    }
}

// false: too many to list.
static bool list_from(trial *t, uint32_t at, uint32_t pairs) {
    if (at == t->candidate_count) {
        consider(t, pairs);
        return ++t->listed < LISTED_MOST;
    }
    const uint32_t i = t->candidates[at].mentee, j = t->candidates[at].mentor;
    if (t->load[ROLE_MENTEE][i] < t->left[ROLE_MENTEE][i] && t->load[ROLE_MENTOR][j] < t->left[ROLE_MENTOR][j]) {
        t->load[ROLE_MENTEE][i]++;
        t->load[ROLE_MENTOR][j]++;
        t->in[i][j] = true;
        const bool go_on = list_from(t, at + 1, pairs + 1);
        t->in[i][j] = false;
        t->load[ROLE_MENTEE][i]--;
        t->load[ROLE_MENTOR][j]--;
        if (!go_on) {
            return false;
        }
    }
    return list_from(t, at + 1, pairs);
}

static bool list_all(trial *t) {
    t->listed = t->most = 0;
    memset(t->may_be_short, 0, sizeof t->may_be_short);
    memset(t->always, true, sizeof t->always);
    return list_from(t, 0, 0);
}

static void look(trial *t) {
    const cohort *h = &t->cohorts.m.cohort;
    t->candidate_count = 0;
    memset(t->pins, 0, sizeof t->pins);
    for (size_t k = 0; k < h->pin_count; k++) {
        t->pins[ROLE_MENTEE][h->pins[k].mentee]++;
        t->pins[ROLE_MENTOR][h->pins[k].mentor]++;
    }
    for (role who = ROLE_MENTOR; who < ROLE_COUNT; who++) {
        t->count[who] = h->count[who];
        for (uint32_t k = 0; k < h->count[who]; k++) {
            t->left[who][k] = h->people[who][k].capacity - t->pins[who][k];
        }
    }
    for (uint32_t i = 0; i < t->count[ROLE_MENTEE]; i++) {
        for (uint32_t j = 0; j < t->count[ROLE_MENTOR]; j++) {
            // Whoever offers no place at all is nobody's bottleneck.
            if (h->people[ROLE_MENTOR][j].capacity > 0 && !eligibility_listed(h->pins, h->pin_count, i, j) &&
                scoring_pair(t->scoring, i, j, NULL) == REASON_ELIGIBLE) {
                t->candidates[t->candidate_count++] = (couple){i, j};
            }
        }
    }
}

// ---- what the result says ---------------------------------------------------------------------------------------

// The entry that names this person, NONE: none does, MANY: more than one.
#define MANY (UINT32_MAX - 1)
static uint32_t entry_of(const trial *t, const pairing *p, role who, uint32_t number) {
    const span id = t->cohorts.m.cohort.people[who][number].id;
    uint32_t found = NONE;
    for (uint32_t e = 0; e < p->bottleneck_count; e++) {
        const shown_bottleneck *b = &p->bottlenecks[e];
        const uint32_t named = who == ROLE_MENTEE ? b->mentee_count : b->mentor_count;
        for (uint32_t k = 0; k < named; k++) {
            if (span_equal(who == ROLE_MENTEE ? b->mentees[k] : b->mentors[k], id)) {
                found = found == NONE ? e : MANY;
            }
        }
    }
    return found;
}

static const char *judge_mentors(trial *t, const pairing *p, uint32_t most) {
    for (uint32_t j = 0; j < t->count[ROLE_MENTOR]; j++) {
        t->left[ROLE_MENTOR][j]++;
        const bool listed = list_all(t);
        t->left[ROLE_MENTOR][j]--;
        const uint32_t entry = entry_of(t, p, ROLE_MENTOR, j);
        if (!listed) {
            return NULL;
        }
        if (entry == MANY || (entry != NONE) != (t->most > most)) {
            return "a mentor stands in a bottleneck or not, against what a place more would do";
        }
    }
    return NULL;
}

// What brute force counts for an entry.
static count_of count_entry(const trial *t, const pairing *p, uint32_t entry) {
    count_of n = {0};
    for (uint32_t i = 0; i < t->count[ROLE_MENTEE]; i++) {
        if (entry_of(t, p, ROLE_MENTEE, i) != entry) {
            continue;
        }
        n.wishes += t->left[ROLE_MENTEE][i];
        for (uint32_t j = 0; j < t->count[ROLE_MENTOR]; j++) {
            n.settled_pairs += t->always[i][j] && entry_of(t, p, ROLE_MENTOR, j) == NONE;
        }
    }
    for (uint32_t j = 0; j < t->count[ROLE_MENTOR]; j++) {
        if (entry_of(t, p, ROLE_MENTOR, j) == entry) {
            n.places += t->left[ROLE_MENTOR][j];
            n.pinned_places += t->pins[ROLE_MENTOR][j];
        }
    }
    return n;
}

static const char *judge_entries(trial *t, const pairing *p) {
    uint32_t wishes = 0, without = 0;
    for (uint32_t i = 0; i < t->count[ROLE_MENTEE]; i++) {
        const uint32_t entry = entry_of(t, p, ROLE_MENTEE, i);
        if (entry == MANY || (entry != NONE) != t->may_be_short[i]) {
            return "a mentee stands in a bottleneck or not, against all largest pairings";
        }
        wishes += t->left[ROLE_MENTEE][i];
    }
    for (uint32_t e = 0; e < p->bottleneck_count; e++) {
        const shown_bottleneck *b = &p->bottlenecks[e];
        const count_of n = count_entry(t, p, e);
        if (b->wishes != n.wishes || b->places != n.places || b->pinned_places != n.pinned_places ||
            b->settled_pairs != n.settled_pairs) {
            return "a bottleneck counts otherwise";
        }
        if (b->must_go_without != n.wishes - n.places - n.settled_pairs || b->must_go_without == 0) {
            return "a bottleneck's numbers do not add up";
        }
        without += b->must_go_without;
        t->settled += b->settled_pairs > 0;
        t->pinned += b->pinned_places > 0;
    }
    return without == wishes - t->most ? NULL : "others must go without than the largest pairings leave";
}

// A pair that may be made stands in one entry with both ends, or is settled.
static const char *judge_pairs(const trial *t, const pairing *p) {
    for (uint32_t k = 0; k < t->candidate_count; k++) {
        const uint32_t i = t->candidates[k].mentee, j = t->candidates[k].mentor;
        const uint32_t entry = entry_of(t, p, ROLE_MENTEE, i), other = entry_of(t, p, ROLE_MENTOR, j);
        if (entry != NONE && other != entry && !(other == NONE && t->always[i][j])) {
            return "a pair that could be made leads out of a bottleneck";
        }
    }
    return NULL;
}

static const char *judge(trial *t, const pairing *p) {
    if (!list_all(t)) {
        return NULL;
    }
    t->tried++;
    t->some += p->bottleneck_count > 0;
    t->several += p->bottleneck_count > 1;
    const uint32_t most = t->most;
    const char *wrong = judge_entries(t, p);
    wrong = wrong != NULL ? wrong : judge_pairs(t, p);
    return wrong != NULL ? wrong : judge_mentors(t, p, most);
}

// ---- one cohort -------------------------------------------------------------------------------------------------

static const char *try_scored(trial *t, bool grouped) {
    maker *m = &t->cohorts.m;
    cohort_problem from;
    solution *found = NULL;
    pairing *p = NULL;
    const workshop_options options = {.grouping = grouped ? GROUPING_ALWAYS : GROUPING_NEVER};
    const match_options asked = {.alternatives = 3, .time_limit_s = 600};
    const char *wrong = NULL;
    if (!cohort_problem_make(&from, &m->arena, t->scoring)) {
        return "no memory";
    }
    cohort_problem_levels(&from);
    if (solver_run(&found, &m->c, &from.problem, from.levels, from.level_count, &options) != STATUS_OK ||
        pairing_build(&p, &m->c, &m->cohort, t->scoring, found, COHORT_SEED, &asked, SPAN("mentorpair test")) !=
            STATUS_OK) {
        wrong = m->c.fault.what;
    } else {
        wrong = p->has_bottlenecks ? judge(t, p) : "there is no account of bottlenecks";
    }
    pairing_free(p);
    solution_free(found);
    return wrong;
}

static const char *try_cohort(trial *t, uint64_t number, uint64_t seed) {
    maker *m = &t->cohorts.m;
    changes_random(&t->cohorts, seed, PEOPLE);
    m->cohort.input_count = 0;
    m->objective[0] = LEVEL_MOST_MATCHED;
    m->objective[1] = LEVEL_BEST_TOTAL;
    m->program.objective_count = 2;
    scoring *s = NULL;
    const char *wrong = "no memory";
    if (scoring_create(&s, &m->c, &m->cohort, COHORT_SEED) == STATUS_OK) {
        t->scoring = s;
        look(t);
        wrong = try_scored(t, number % 2 == 0);
    }
    scoring_free(s);
    arena_free(&m->arena);
    context_free(&m->c);
    return wrong == NULL && m->c.memory.live_bytes != 0 ? "memory is left" : wrong;
}

int main(int argc, char **argv) {
    const uint64_t seed = argc > 1 ? strtoull(argv[1], NULL, 10) : 1;
    const uint32_t factor = argc > 2 ? (uint32_t)strtoul(argv[2], NULL, 10) : 1;
    printf("bottlenecks_property: seed %" PRIu64 "\n", seed);
    trial *t = calloc(1, sizeof *t);
    const char *wrong = t == NULL ? "no memory" : NULL;
    for (uint64_t number = 0; wrong == NULL && t->tried < COHORTS * factor; number++) {
        wrong = try_cohort(t, number, seed * 1000003 + number);
        if (wrong != NULL) {
            printf("cohort %" PRIu64 " (number %" PRIu64 "): %s\n", seed * 1000003 + number, number, wrong);
        }
    }
    if (t != NULL) {
        printf("%u cohorts: %u with bottlenecks, %u with several; settled pairs in %u, pinned places in %u\n", t->tried,
               t->some, t->several, t->settled, t->pinned);
    }
    if (wrong == NULL && (t->several == 0 || t->settled == 0 || t->pinned == 0)) {
        printf("some kind of bottleneck never came up\n");
        wrong = "nothing tested";
    }
    free(t);
    return wrong == NULL ? 0 : 1;
}
