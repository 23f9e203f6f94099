// A cohort with its scores made into the problem that the solver works on.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "assignment/assignment.h"

#include "assignment/problem.h"
#include "assignment/solver.h"
#include "scoring/draw.h"

typedef struct source { // what the problem's callbacks look at
    const scoring *scoring;
    uint64_t seed;
} source;

static void row(void *self, uint32_t mentee, int16_t *scores_bp) {
    const source *from = self;
    scoring_row(from->scoring, mentee, scores_bp);
}

static uint64_t key(void *self, uint32_t round, role who, uint32_t number) {
    const source *from = self;
    return draw_key(from->seed, round, who, from->scoring->cohort->people[who][number].id);
}

static status fill(problem *p, arena *a, const cohort *h, const scoring *s) {
    for (role r = 0; r < ROLE_COUNT; r++) {
        const uint32_t count = h->count[r];
        uint32_t *capacity = arena_alloc(a, count, sizeof *capacity);
        if (capacity == NULL) {
            return STATUS_NO_MEMORY;
        }
        for (uint32_t k = 0; k < count; k++) {
            capacity[k] = h->people[r][k].capacity;
        }
        p->count[r] = count;
        p->capacity[r] = capacity;
        p->class_count[r] = s->class_count[r];
        p->class_of[r] = s->class_of[r];
    }
    bool *priority = arena_alloc(a, h->count[ROLE_MENTEE], sizeof *priority);
    problem_pin *pins = arena_alloc(a, h->pin_count, sizeof *pins);
    if (priority == NULL || pins == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (uint32_t i = 0; i < h->count[ROLE_MENTEE]; i++) {
        priority[i] = h->people[ROLE_MENTEE][i].priority;
    }
    for (uint32_t k = 0; k < h->pin_count; k++) {
        int32_t score_bp = 0;
        scoring_pair(s, h->pins[k].mentee, h->pins[k].mentor, &score_bp);
        pins[k] = (problem_pin){.couple = h->pins[k], .score_bp = (int16_t)score_bp};
    }
    p->priority = priority;
    p->pins = pins;
    p->pin_count = h->pin_count;
    return STATUS_OK;
}

// The goals in their order: the program's, and before them, where a previous pairing was given and no goal speaks of it, to keep to that.
static uint32_t levels_asked_for(level_kind levels[LEVEL_COUNT + 1], const cohort *h) {
    const program *p = h->program;
    bool has_previous = false, listed = false;
    uint32_t count = 0;
    for (uint32_t k = 0; k < h->input_count; k++) {
        has_previous = has_previous || h->inputs[k].role == INPUT_PREVIOUS;
    }
    for (uint32_t k = 0; k < p->objective_count; k++) {
        listed = listed || p->objective[k] == LEVEL_FEWEST_CHANGES;
    }
    if (has_previous && !listed) {
        levels[count++] = LEVEL_FEWEST_CHANGES;
    }
    for (uint32_t k = 0; k < p->objective_count && count <= LEVEL_COUNT; k++) {
        levels[count++] = p->objective[k];
    }
    return count;
}

status assignment_solve(solution **out, context *c, const scoring *s, uint64_t seed) {
    const cohort *h = s->cohort;
    source from = {.scoring = s, .seed = seed};
    arena a = arena_over(&c->memory);
    problem p = {
        .class_scores = s->class_scores,
        .exception_start = s->exception_start,
        .exceptions = s->exceptions,
        .row = row,
        .previous = h->previous,
        .previous_count = h->previous_count,
        .draw_key = key,
        .self = &from,
    };
    status result = fill(&p, &a, h, s);
    if (result == STATUS_OK) {
        const workshop_options usual = {0};
        level_kind levels[LEVEL_COUNT + 1];
        const uint32_t level_count = levels_asked_for(levels, h);
        result = solver_run(out, c, &p, levels, level_count, &usual);
    } else {
        result = context_no_memory(c, "assignment");
    }
    arena_free(&a);
    return result;
}
