// A scored cohort as the problem that the solver works on, so that a test can choose how the solver goes about it, and
// the lists of goals that cohorts are solved for.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "assignment/solver.h"
#include "scoring/draw.h"

enum { GOALS_MOST = 8, GOAL_LISTS = 10, COHORT_SEED = 1 };

typedef struct goal_list {
    uint32_t count;
    level_kind levels[GOALS_MOST];
} goal_list;

static const goal_list LISTS[GOAL_LISTS] = {
    {2, {LEVEL_MOST_MATCHED, LEVEL_BEST_TOTAL}},
    {2, {LEVEL_MOST_MATCHED, LEVEL_FAIREST}},
    {3, {LEVEL_MOST_MATCHED, LEVEL_BEST_WORST, LEVEL_BEST_TOTAL}},
    {3, {LEVEL_MOST_MATCHED, LEVEL_MOST_MENTORS, LEVEL_BEST_TOTAL}},
    {3, {LEVEL_PRIORITY_MATCHED, LEVEL_MOST_MATCHED, LEVEL_BEST_TOTAL}},
    {1, {LEVEL_BEST_TOTAL}},
    {3, {LEVEL_FEWEST_CHANGES, LEVEL_MOST_MATCHED, LEVEL_BEST_TOTAL}},
    {4, {LEVEL_MOST_MENTORS, LEVEL_MOST_MATCHED, LEVEL_FAIREST, LEVEL_BEST_TOTAL}},
    {4, {LEVEL_BEST_TOTAL, LEVEL_MOST_MATCHED, LEVEL_MOST_MENTORS, LEVEL_FEWEST_CHANGES}},
    {7,
     {LEVEL_MOST_MATCHED, LEVEL_PRIORITY_MATCHED, LEVEL_MOST_MENTORS, LEVEL_BEST_WORST, LEVEL_BEST_TOTAL, LEVEL_FAIREST,
      LEVEL_FEWEST_CHANGES}},
};

typedef struct cohort_problem {
    problem problem;
    const scoring *scoring;
    uint64_t *first_keys[ROLE_COUNT]; // [people]: of the draw's first round
    level_kind levels[GOALS_MOST + 1];
    uint32_t level_count;
} cohort_problem;

static inline void cohort_problem_row(void *self, uint32_t mentee_class, uint32_t first, uint32_t count,
                                      int16_t *scores_bp) {
    const cohort_problem *from = self;
    scoring_class_row(from->scoring, mentee_class, first, count, scores_bp);
}

static inline uint64_t cohort_problem_key(void *self, uint32_t round, role who, uint32_t number) {
    const cohort_problem *from = self;
    return round == 1 ? from->first_keys[who][number]
                      : draw_key(COHORT_SEED, round, who, from->scoring->cohort->people[who][number].id);
}

// Lives as long as the arena and the scoring. false: no memory.
static inline bool cohort_problem_make(cohort_problem *from, arena *a, const scoring *s) {
    const cohort *h = s->cohort;
    *from = (cohort_problem){.scoring = s};
    problem *p = &from->problem;
    *p = (problem){.class_scores = s->class_scores,
                   .exception_start = s->exception_start,
                   .exceptions = s->exceptions,
                   .class_row = cohort_problem_row,
                   .previous = h->previous,
                   .previous_count = h->previous_count,
                   .pin_count = h->pin_count,
                   .draw_key = cohort_problem_key,
                   .self = from};
    bool *priority = arena_alloc(a, h->count[ROLE_MENTEE], sizeof *priority);
    problem_pin *pins = arena_alloc(a, h->pin_count, sizeof *pins);
    for (role who = ROLE_MENTOR; who < ROLE_COUNT; who++) {
        uint32_t *capacity = arena_alloc(a, h->count[who], sizeof *capacity);
        uint64_t *keys = arena_alloc(a, h->count[who], sizeof *keys);
        if (priority == NULL || pins == NULL || capacity == NULL || keys == NULL) {
            return false;
        }
        for (uint32_t k = 0; k < h->count[who]; k++) {
            capacity[k] = h->people[who][k].capacity;
            keys[k] = draw_key(COHORT_SEED, 1, who, h->people[who][k].id);
        }
        p->count[who] = h->count[who];
        p->capacity[who] = capacity;
        p->class_count[who] = s->class_count[who];
        p->class_of[who] = s->class_of[who];
        from->first_keys[who] = keys;
    }
    for (uint32_t k = 0; k < h->count[ROLE_MENTEE]; k++) {
        priority[k] = h->people[ROLE_MENTEE][k].priority;
    }
    for (uint32_t k = 0; k < h->pin_count; k++) {
        int32_t score_bp;
        (void)scoring_pair(s, h->pins[k].mentee, h->pins[k].mentor, &score_bp);
        pins[k] = (problem_pin){.couple = h->pins[k], .score_bp = (int16_t)score_bp};
    }
    p->priority = priority;
    p->pins = pins;
    return true;
}

// The program's goals, fewest changes first where there is a pairing to keep and they do not name it.
static inline void cohort_problem_levels(cohort_problem *from) {
    const cohort *h = from->scoring->cohort;
    bool named = h->input_count == 0; // the inputs of these cohorts are previous pairings
    from->level_count = 0;
    for (uint32_t k = 0; k < h->program->objective_count; k++) {
        named = named || h->program->objective[k] == LEVEL_FEWEST_CHANGES;
    }
    if (!named) {
        from->levels[from->level_count++] = LEVEL_FEWEST_CHANGES;
    }
    for (uint32_t k = 0; k < h->program->objective_count; k++) {
        from->levels[from->level_count++] = h->program->objective[k];
    }
}
