// What changes cost, found out plainly: random cohorts, their best pairings, and for every pair that is not of the
// pairing the loss of the best pairing that has it, as a list of levels. By shortest paths between all people at once
// (Floyd 1962) over plain lists of losses; what lists them by other means fills the same table. Up to 48 people a role.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <inttypes.h>
#include <stdlib.h>

#include "assignment/assignment.h"
#include "base/fixed.h"
#include "consequences/consequences.h"
#include "scoring/draw.h"
#include "tests/unit/scoring/cohort_maker.h"

enum { CHANGES_PEOPLE = 48, CHANGES_NODES = 2 * CHANGES_PEOPLE + 1, CHANGES_LEVELS = 5 };

// Functions that one of the tests does without.
#define CHANGES_MAY __attribute__((unused)) static

typedef struct losses { // of one change, level by level
    bool known;
    int64_t at[CHANGES_LEVELS];
} losses;

typedef struct changes {
    maker m;
    couple previous[MADE_COUPLES];
    scoring *scoring;
    solution *found;
    pairing *result;
    uint32_t level_count; // before the draw
    uint32_t load[ROLE_COUNT][CHANGES_PEOPLE], pins[ROLE_COUNT][CHANGES_PEOPLE];
    bool paired[CHANGES_PEOPLE][CHANGES_PEOPLE], pinned[CHANGES_PEOPLE][CHANGES_PEOPLE];
    int32_t score[CHANGES_PEOPLE][CHANGES_PEOPLE]; // [mentee][mentor]; -1: not eligible
    bool kept[CHANGES_PEOPLE][CHANGES_PEOPLE];
    losses loss[CHANGES_PEOPLE][CHANGES_PEOPLE]; // expected; not known: no pairing has the pair
    losses distance[CHANGES_NODES][CHANGES_NODES];
} changes;

// ---- random cohorts ----------------------------------------------------------------------------------------------

// Scores by class alone, few of them, so that much ties; some pairs are apart.
static inline void changes_few_scores(changes *t, uint32_t mentees, uint32_t mentors) {
    maker *m = &t->m;
    const uint64_t random = m->random;
    maker_begin(m, mentees, mentors);
    m->random = random;
    (void)maker_criterion(m, "Stage", KIND_STAGE_GAP, 1, FIELD_CAREER_STAGE);
    m->program.rules.minimum_stage_gap = -1;
    for (role who = 0; who < ROLE_COUNT; who++) {
        for (uint32_t i = 0; i < m->cohort.count[who]; i++) {
            maker_stage(m, who, i, (int32_t)maker_pick(m, 4));
        }
    }
    for (uint32_t i = 0; i < mentees; i++) {
        for (uint32_t j = 0; j < mentors && m->cohort.veto_count < MADE_COUPLES / 2; j++) {
            if (maker_pick(m, 8) == 0) {
                maker_veto(m, i, j, "");
            }
        }
    }
}

// A score of its own for each pair; `kinds` 0: any, else one of so many.
static inline void changes_given_scores(changes *t, uint32_t mentees, uint32_t mentors, uint32_t kinds) {
    maker *m = &t->m;
    const uint64_t random = m->random;
    maker_begin(m, mentees, mentors);
    m->random = random;
    const criterion *k = maker_criterion(m, "Reading", KIND_GIVEN, 1, NONE);
    const uint32_t one_in = 2 + maker_pick(m, 6);
    for (uint32_t i = 0; i < mentees; i++) {
        for (uint32_t j = 0; j < mentors; j++) {
            if (maker_pick(m, one_in) != 0) {
                maker_give(m, k, i, j, 1 + (int32_t)maker_pick(m, kinds == 0 ? FULL_BP : kinds));
            }
        }
    }
}

static inline void changes_places(changes *t) {
    maker *m = &t->m;
    const uint32_t mentee_places = 1 + maker_pick(m, 2), mentor_places = 1 + maker_pick(m, 4);
    for (uint32_t i = 0; i < m->cohort.count[ROLE_MENTEE]; i++) {
        maker_person(m, ROLE_MENTEE, i)->capacity = 1 + maker_pick(m, mentee_places);
        maker_person(m, ROLE_MENTEE, i)->priority = maker_pick(m, 3) == 0;
    }
    for (uint32_t j = 0; j < m->cohort.count[ROLE_MENTOR]; j++) {
        maker_person(m, ROLE_MENTOR, j)->capacity = mentor_places == 1 ? 1 : maker_pick(m, mentor_places);
    }
}

static inline void changes_pins(changes *t) {
    maker *m = &t->m;
    uint32_t left[ROLE_COUNT][CHANGES_PEOPLE];
    for (role who = 0; who < ROLE_COUNT; who++) {
        for (uint32_t i = 0; i < m->cohort.count[who]; i++) {
            left[who][i] = maker_person(m, who, i)->capacity;
        }
    }
    const uint32_t one_in = 4 * (1 + m->cohort.count[ROLE_MENTOR]);
    for (uint32_t i = 0; i < m->cohort.count[ROLE_MENTEE]; i++) {
        for (uint32_t j = 0; j < m->cohort.count[ROLE_MENTOR]; j++) {
            if (maker_pick(m, one_in) == 0 && left[ROLE_MENTEE][i] > 0 && left[ROLE_MENTOR][j] > 0 &&
                !eligibility_listed(m->vetoes, m->cohort.veto_count, i, j)) {
                maker_pin(m, i, j, "");
                left[ROLE_MENTEE][i]--;
                left[ROLE_MENTOR][j]--;
            }
        }
    }
}

// Any of the levels that are sums, in any order.
static inline void changes_objective(changes *t) {
    level_kind all[CHANGES_LEVELS] = {LEVEL_MOST_MATCHED, LEVEL_BEST_TOTAL, LEVEL_PRIORITY_MATCHED, LEVEL_MOST_MENTORS,
                                      LEVEL_FEWEST_CHANGES};
    maker *m = &t->m;
    for (uint32_t k = CHANGES_LEVELS - 1; k > 0 && maker_pick(m, 3) != 0; k--) {
        const uint32_t other = maker_pick(m, k + 1);
        const level_kind kept = all[k];
        all[k] = all[other];
        all[other] = kept;
    }
    m->program.objective_count = maker_pick(m, 3) == 0 ? 2 : maker_pick(m, CHANGES_LEVELS + 1);
    memcpy(m->objective, all, m->program.objective_count * sizeof *all);
}

static inline void changes_previous(changes *t) {
    maker *m = &t->m;
    uint32_t count = 0;
    const uint32_t one_in = 2 + m->cohort.count[ROLE_MENTOR];
    for (uint32_t i = 0; maker_pick(m, 2) == 0 && i < m->cohort.count[ROLE_MENTEE]; i++) {
        for (uint32_t j = 0; j < m->cohort.count[ROLE_MENTOR] && count < MADE_COUPLES; j++) {
            if (maker_pick(m, one_in) < 2) {
                t->previous[count++] = (couple){i, j};
            }
        }
    }
    m->cohort.previous = t->previous;
    m->cohort.previous_count = count;
    m->inputs[0].role = INPUT_PREVIOUS;
    m->cohort.input_count = count > 0 ? 1 : 0;
}

// Up to `most` people a role (48).
CHANGES_MAY void changes_random(changes *t, uint64_t seed, uint32_t most) {
    memset(t, 0, sizeof *t);
    t->m.random = seed;
    const uint32_t kind = maker_pick(&t->m, 5);
    const uint32_t mentees = maker_pick(&t->m, 16) == 0 ? 0 : 1 + maker_pick(&t->m, most);
    const uint32_t mentors = maker_pick(&t->m, 16) == 0 ? 0 : 1 + maker_pick(&t->m, most);
    if (kind == 0) {
        maker_random_cohort(&t->m, seed, most);
    } else if (kind == 1) {
        changes_few_scores(t, mentees, mentors);
    } else if (kind < 4) {
        changes_given_scores(t, mentees, mentors, kind == 2 ? 3 : 0);
    } else { // as many places as people, nothing ties: changes have to be sought far
        changes_given_scores(t, most, most, 0);
    }
    if (kind != 0 && kind != 4) {
        changes_places(t);
        if (maker_pick(&t->m, 2) == 0) {
            changes_pins(t);
        }
    }
    changes_objective(t);
    changes_previous(t);
}

// ---- the pairing and its result ----------------------------------------------------------------------------------

static inline void changes_look(changes *t) {
    const cohort *h = &t->m.cohort;
    for (uint32_t i = 0; i < h->count[ROLE_MENTEE]; i++) {
        for (uint32_t j = 0; j < h->count[ROLE_MENTOR]; j++) {
            const bool suits = scoring_pair(t->scoring, i, j, &t->score[i][j]) == REASON_ELIGIBLE;
            t->score[i][j] = suits ? t->score[i][j] : -1;
            t->pinned[i][j] = eligibility_listed(h->pins, h->pin_count, i, j);
            t->kept[i][j] = eligibility_listed(h->previous, h->previous_count, i, j);
            t->pins[ROLE_MENTEE][i] += t->pinned[i][j];
            t->pins[ROLE_MENTOR][j] += t->pinned[i][j];
        }
    }
    for (uint32_t k = 0; k < t->found->pair_count; k++) {
        const couple *pair = &t->found->pairs[k];
        t->paired[pair->mentee][pair->mentor] = true;
        t->load[ROLE_MENTEE][pair->mentee]++;
        t->load[ROLE_MENTOR][pair->mentor]++;
    }
    while (t->level_count < t->found->level_count && t->found->levels[t->level_count].level != LEVEL_DRAW) {
        t->level_count++;
    }
}

CHANGES_MAY status changes_solve(changes *t, int32_t alternatives) {
    context *c = &t->m.c;
    const match_options options = {.alternatives = alternatives, .time_limit_s = 600};
    TRY(scoring_create(&t->scoring, c, &t->m.cohort, 1));
    TRY(assignment_solve(&t->found, c, t->scoring, 1));
    changes_look(t);
    TRY(pairing_build(&t->result, c, &t->m.cohort, t->scoring, t->found, 1, &options, SPAN("mentorpair test")));
    return consequences_fill(t->result, c, &t->m.cohort, t->scoring, t->found);
}

// How many bytes are left; 0 unless something leaks.
CHANGES_MAY size_t changes_end(changes *t) {
    pairing_free(t->result);
    solution_free(t->found);
    scoring_free(t->scoring);
    arena_free(&t->m.arena);
    context_free(&t->m.c);
    return t->m.c.memory.live_bytes;
}

// ---- losses ------------------------------------------------------------------------------------------------------

static inline int changes_compare(const changes *t, const losses *a, const losses *b) {
    if (!a->known || !b->known) {
        return a->known ? -1 : b->known ? 1 : 0;
    }
    for (uint32_t k = 0; k < t->level_count; k++) {
        if (a->at[k] != b->at[k]) {
            return a->at[k] < b->at[k] ? -1 : 1;
        }
    }
    return 0;
}

// a + sign × b
static inline losses changes_sum(const losses *a, const losses *b, int64_t sign) {
    losses sum = {.known = a->known && b->known};
    for (uint32_t k = 0; sum.known && k < CHANGES_LEVELS; k++) {
        sum.at[k] = a->at[k] + sign * b->at[k];
    }
    return sum;
}

// What a pair is worth, and what a mentor's first mentee is.
static inline losses changes_weight(const changes *t, uint32_t i, uint32_t j) {
    losses w = {.known = true};
    for (uint32_t k = 0; k < t->level_count; k++) {
        const level_kind level = t->found->levels[k].level;
        w.at[k] = level == LEVEL_MOST_MATCHED       ? 1
                  : level == LEVEL_PRIORITY_MATCHED ? t->m.cohort.people[ROLE_MENTEE][i].priority
                  : level == LEVEL_BEST_TOTAL       ? t->score[i][j]
                  : level == LEVEL_FEWEST_CHANGES   ? t->kept[i][j]
                                                    : 0;
    }
    return w;
}

static inline losses changes_first(const changes *t, bool applies) {
    losses w = {.known = true};
    for (uint32_t k = 0; k < t->level_count; k++) {
        w.at[k] = applies && t->found->levels[k].level == LEVEL_MOST_MENTORS;
    }
    return w;
}

// A pair that could be added, or that may be taken apart.
static inline bool changes_may_add(const changes *t, uint32_t i, uint32_t j) {
    const cohort *h = &t->m.cohort;
    return t->score[i][j] >= 0 && !t->paired[i][j] && h->people[ROLE_MENTEE][i].capacity > t->pins[ROLE_MENTEE][i] &&
           h->people[ROLE_MENTOR][j].capacity > t->pins[ROLE_MENTOR][j];
}

static inline bool changes_may_end(const changes *t, uint32_t i, uint32_t j) {
    return t->paired[i][j] && !t->pinned[i][j];
}

static inline void changes_arc(changes *t, uint32_t from, uint32_t to, losses length) {
    if (changes_compare(t, &length, &t->distance[from][to]) < 0) {
        t->distance[from][to] = length;
    }
}

// Arcs by what they change; places left over lie at the root.
static inline void changes_arcs(changes *t) {
    const cohort *h = &t->m.cohort;
    const uint32_t mentees = h->count[ROLE_MENTEE], root = mentees + h->count[ROLE_MENTOR];
    const losses nothing = {.known = true};
    for (uint32_t node = 0; node <= root; node++) {
        t->distance[node][node] = nothing;
    }
    for (uint32_t i = 0; i < mentees; i++) {
        if (t->load[ROLE_MENTEE][i] < h->people[ROLE_MENTEE][i].capacity) {
            changes_arc(t, root, i, nothing);
        }
        if (t->load[ROLE_MENTEE][i] > t->pins[ROLE_MENTEE][i]) {
            changes_arc(t, i, root, nothing);
        }
        for (uint32_t j = 0; j < h->count[ROLE_MENTOR]; j++) {
            const losses weight = changes_weight(t, i, j);
            if (changes_may_add(t, i, j)) {
                changes_arc(t, i, mentees + j, changes_sum(&nothing, &weight, -1));
            } else if (changes_may_end(t, i, j)) {
                changes_arc(t, mentees + j, i, weight);
            }
        }
    }
    for (uint32_t j = 0; j < h->count[ROLE_MENTOR]; j++) {
        const uint32_t load = t->load[ROLE_MENTOR][j];
        const losses gain = changes_first(t, load == 0), loss = changes_first(t, load == 1);
        if (load < h->people[ROLE_MENTOR][j].capacity) {
            changes_arc(t, mentees + j, root, changes_sum(&nothing, &gain, -1));
        }
        if (load > t->pins[ROLE_MENTOR][j]) {
            changes_arc(t, root, mentees + j, loss);
        }
    }
}

CHANGES_MAY void changes_by_paths(changes *t) {
    const cohort *h = &t->m.cohort;
    const uint32_t mentees = h->count[ROLE_MENTEE], nodes = mentees + h->count[ROLE_MENTOR] + 1;
    memset(t->distance, 0, sizeof t->distance);
    changes_arcs(t);
    for (uint32_t by = 0; by < nodes; by++) {
        for (uint32_t from = 0; from < nodes; from++) {
            for (uint32_t to = 0; t->distance[from][by].known && to < nodes; to++) {
                changes_arc(t, from, to, changes_sum(&t->distance[from][by], &t->distance[by][to], 1));
            }
        }
    }
    for (uint32_t i = 0; i < mentees; i++) {
        for (uint32_t j = 0; j < h->count[ROLE_MENTOR]; j++) {
            const losses weight = changes_weight(t, i, j);
            t->loss[i][j] = (losses){.known = false};
            if (changes_may_add(t, i, j)) {
                t->loss[i][j] = changes_sum(&t->distance[mentees + j][i], &weight, -1);
            }
        }
    }
}

// ---- what the result must say ------------------------------------------------------------------------------------

static inline bool changes_comes_before(const changes *t, uint32_t i, uint32_t j, uint32_t other) {
    const cohort *h = &t->m.cohort;
    const int order = changes_compare(t, &t->loss[i][j], &t->loss[i][other]);
    if (order != 0) {
        return order < 0;
    }
    if (t->score[i][j] != t->score[i][other]) {
        return t->score[i][j] > t->score[i][other];
    }
    const uint64_t key = draw_key(1, 1, ROLE_MENTEE, h->people[ROLE_MENTEE][i].id);
    const int32_t draw = draw_weight(key, draw_key(1, 1, ROLE_MENTOR, h->people[ROLE_MENTOR][j].id));
    const int32_t other_draw = draw_weight(key, draw_key(1, 1, ROLE_MENTOR, h->people[ROLE_MENTOR][other].id));
    return draw != other_draw ? draw > other_draw : j < other;
}

static inline bool changes_shows(const changes *t, const shown_change *shown, const losses *expected) {
    if (!expected->known || !shown->known) {
        return expected->known == shown->known;
    }
    bool same = shown->level_count == t->level_count;
    for (uint32_t k = 0; same && k < t->level_count; k++) {
        same = shown->levels[k].level == t->found->levels[k].level && shown->levels[k].by == -expected->at[k];
    }
    return same;
}

static inline const char *changes_judge_pair(const changes *t, const shown_pair *shown, const couple *pair) {
    const cohort *h = &t->m.cohort;
    const uint32_t i = pair->mentee, most = (uint32_t)t->result->options.alternatives;
    uint32_t order[CHANGES_PEOPLE], count = 0;
    for (uint32_t j = 0; j < h->count[ROLE_MENTOR] && !shown->pinned; j++) {
        if (t->loss[i][j].known && !t->paired[i][j]) {
            uint32_t at = count++;
            for (; at > 0 && changes_comes_before(t, i, j, order[at - 1]); at--) {
                order[at] = order[at - 1];
            }
            order[at] = j;
        }
    }
    if (!shown->has_alternatives || shown->alternative_count != (count < most ? count : most)) {
        return "there are more or fewer alternatives";
    }
    for (uint32_t n = 0; n < shown->alternative_count; n++) {
        const shown_alternative *one = &shown->alternatives[n];
        if (!span_equal(one->mentor, h->people[ROLE_MENTOR][order[n]].id) || one->score_bp != t->score[i][order[n]]) {
            return "an alternative is another";
        }
        if (!changes_shows(t, &one->change, &t->loss[i][order[n]])) {
            return "an alternative costs something else";
        }
    }
    return NULL;
}

// NULL, or what differs between the result and the expected losses.
CHANGES_MAY const char *changes_judge(const changes *t) {
    const cohort *h = &t->m.cohort;
    const pairing *p = t->result;
    for (uint32_t k = 0; k < p->pair_count; k++) {
        const char *wrong = changes_judge_pair(t, &p->pairs[k], &t->found->pairs[k]);
        if (wrong != NULL) {
            return wrong;
        }
    }
    for (uint32_t i = 0, n = 0; i < h->count[ROLE_MENTEE]; i++) {
        if (t->load[ROLE_MENTEE][i] > 0) {
            continue;
        }
        losses least = {.known = false};
        for (uint32_t j = 0; j < h->count[ROLE_MENTOR]; j++) {
            least = changes_compare(t, &t->loss[i][j], &least) < 0 ? t->loss[i][j] : least;
        }
        if (!changes_shows(t, &p->unmatched[n++].stead_change, &least)) {
            return "a mentee in somebody's stead costs something else";
        }
    }
    return NULL;
}
