// A scored cohort as the problem that the solver works on.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "assignment/assignment.h"

#include "assignment/solver.h"
#include "scoring/draw.h"

static const char WHERE[] = "assignment";

typedef struct source { // what the problem's callbacks look at
    const scoring *scoring;
    uint64_t seed;
} source;

static void class_row(void *self, uint32_t mentee_class, uint32_t first, uint32_t count, int16_t *scores_bp) {
    const source *from = self;
    scoring_class_row(from->scoring, mentee_class, first, count, scores_bp);
}

static uint64_t key(void *self, uint32_t round, role who, uint32_t number) {
    const source *from = self;
    return draw_key(from->seed, round, who, from->scoring->cohort->people[who][number].id);
}

static bool fill_people(problem *p, arena *a, const scoring *s) {
    const cohort *h = s->cohort;
    for (role who = ROLE_MENTOR; who < ROLE_COUNT; who++) {
        uint32_t *capacity = arena_alloc(a, h->count[who], sizeof *capacity);
        if (capacity == NULL) {
            return false;
        }
        for (uint32_t k = 0; k < h->count[who]; k++) {
            capacity[k] = h->people[who][k].capacity;
        }
        p->count[who] = h->count[who];
        p->capacity[who] = capacity;
        p->class_count[who] = s->class_count[who];
        p->class_of[who] = s->class_of[who];
    }
    bool *priority = arena_alloc(a, h->count[ROLE_MENTEE], sizeof *priority);
    if (priority == NULL) {
        return false;
    }
    for (uint32_t k = 0; k < h->count[ROLE_MENTEE]; k++) {
        priority[k] = h->people[ROLE_MENTEE][k].priority;
    }
    p->priority = priority;
    return true;
}

static bool fill_pins(problem *p, arena *a, const scoring *s) {
    const cohort *h = s->cohort;
    problem_pin *pins = arena_alloc(a, h->pin_count, sizeof *pins);
    if (pins == NULL) {
        return false;
    }
    for (uint32_t k = 0; k < h->pin_count; k++) {
        int32_t score_bp;
        (void)scoring_pair(s, h->pins[k].mentee, h->pins[k].mentor, &score_bp);
        pins[k] = (problem_pin){.couple = h->pins[k], .score_bp = (int16_t)score_bp};
    }
    p->pins = pins;
    p->pin_count = h->pin_count;
    return true;
}

// The program's levels; with a previous pairing `fewest_changes` before them (behind them where only equally good
// pairings are to be told apart by it), unless they name it.
static bool list_levels(level_kind **out, uint32_t *count, arena *a, const cohort *h) {
    const program *p = h->program;
    level_kind *levels = arena_alloc(a, (size_t)p->objective_count + 1, sizeof *levels);
    if (levels == NULL) {
        return false;
    }
    bool has_previous = false, named = false;
    for (uint32_t k = 0; k < h->input_count; k++) {
        has_previous = has_previous || h->inputs[k].role == INPUT_PREVIOUS;
    }
    for (uint32_t k = 0; k < p->objective_count; k++) {
        named = named || p->objective[k] == LEVEL_FEWEST_CHANGES;
    }
    *count = 0;
    if (has_previous && !named && !h->options.keep_last) {
        levels[(*count)++] = LEVEL_FEWEST_CHANGES;
    }
    for (uint32_t k = 0; k < p->objective_count; k++) {
        levels[(*count)++] = p->objective[k];
    }
    if (has_previous && !named && h->options.keep_last) {
        levels[(*count)++] = LEVEL_FEWEST_CHANGES;
    }
    *out = levels;
    return true;
}

status assignment_solve(solution **out, context *c, const scoring *s, uint64_t seed) {
    const cohort *h = s->cohort;
    source from = {.scoring = s, .seed = seed};
    problem p = {.class_scores = s->class_scores,
                 .exception_start = s->exception_start,
                 .exceptions = s->exceptions,
                 .class_row = class_row,
                 .previous = h->previous,
                 .previous_count = h->previous_count,
                 .draw_key = key,
                 .self = &from};
    arena a = arena_over(&c->memory);
    level_kind *levels;
    uint32_t level_count;
    const workshop_options usual = {.pairs_at_once = 0};
    const status result = fill_people(&p, &a, s) && fill_pins(&p, &a, s) && list_levels(&levels, &level_count, &a, h)
                              ? solver_run(out, c, &p, levels, level_count, &usual)
                              : context_no_memory(c, WHERE);
    arena_free(&a);
    return result;
}
