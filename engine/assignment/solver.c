// SPDX-License-Identifier: GPL-3.0-or-later
#include "assignment/solver.h"

#include <string.h>

#include "assignment/ledger.h"
#include "assignment/step.h"
#include "assignment/stepwise.h"
#include "assignment/unique.h"
#include "assignment/windup.h"

static const char WHERE[] = "assignment/solver";

typedef struct run {
    workshop w;
    ledger ledger;
    uint32_t level_count; // of the objective
    uint32_t level;       // in hand
    uint64_t *draw_keys[DRAW_ROUNDS_MOST];
    bool winding_up; // the host said stop: levels are bounded, not solved
    bool all_proven;
} run;

// ---- goals ------------------------------------------------------------------------------------------------------

static status draw_keys(run *r, uint32_t round) {
    const roster *people = r->w.roster;
    const problem *p = people->problem;
    uint64_t *keys = memory_alloc(&r->w.c->memory, people->node_count, sizeof *keys);
    if (keys == NULL) {
        return context_no_memory(r->w.c, WHERE);
    }
    for (uint32_t node = 0; node < people->node_count; node++) {
        keys[node] =
            p->draw_key(p->self, round, people->role_of[roster_side(people, node)], roster_number(people, node));
    }
    r->draw_keys[round - 1] = keys;
    return STATUS_OK;
}

static void report(const run *r, level_kind level, int64_t value, int64_t bound) {
    const host *outside = &r->w.c->host;
    if (outside->progress != NULL) {
        const progress now = {.stage = "pairing",
                              .step = r->level + 1,
                              .steps = r->level_count + 1,
                              .level = level_name(level),
                              .value = value,
                              .bound = bound};
        outside->progress(outside->self, &now);
    }
}

// ---- a level that is one goal -----------------------------------------------------------------------------------

static status settle(run *r, const goal *g) {
    workshop *w = &r->w;
    const int64_t value = ledger_value(&r->ledger, g);
    if (ledger_bound(&r->ledger, g) != value) {
        return context_fail(w->c, STATUS_INTERNAL, WHERE, "%s stands at %lld and its prices prove %lld",
                            level_name(g->level), (long long)value, (long long)ledger_bound(&r->ledger, g));
    }
    report(r, g->level, value, value);
    TRY(ledger_add_proof(&r->ledger, g, true));
    TRY(ledger_add_level(
        &r->ledger,
        (level_result){
            .level = g->level, .round = g->round, .has_value = true, .value = value, .bound = value, .proven = true}));
    TRY(face_restrict(w->face, w->c, w->network, &g->weight));
    return network_index(w->network) ? STATUS_OK : context_no_memory(w->c, WHERE);
}

// The best that is at hand, when the host wants to stop: its value, and the bound that can be proven at once.
static status settle_for_less(run *r, const goal *g) {
    const int64_t value = ledger_value(&r->ledger, g), bound = ledger_bound(&r->ledger, g);
    if (r->all_proven && value == bound) {
        return settle(r, g);
    }
    r->all_proven = false;
    report(r, g->level, value, bound);
    TRY(ledger_add_proof(&r->ledger, g, false));
    return ledger_add_level(
        &r->ledger,
        (level_result){.level = g->level, .round = g->round, .has_value = true, .value = value, .bound = bound});
}

static status solve_goal(run *r, const goal *g) {
    workshop *w = &r->w;
    report(r, g->level, 0, INT64_MAX);
    windup before;
    TRY(windup_remember(&before, w));
    status result = step_open(w, g);
    const bool opened = result == STATUS_OK;
    if (opened && !r->winding_up) {
        result = step_solve(w, g);
    }
    if (result == STATUS_TIME_LIMIT) {
        r->winding_up = true;
        w->pace.deaf = true;
        result = opened ? windup_close(&before, w, g) : step_open(w, g);
    }
    if (result == STATUS_OK) {
        result = r->winding_up ? settle_for_less(r, g) : settle(r, g);
    }
    windup_forget(&before, w);
    return result;
}

// ---- a level that goes step by step -----------------------------------------------------------------------------

static status solve_stepwise(run *r, level_kind level) {
    workshop *w = &r->w;
    level_result result = {0};
    report(r, level, 0, INT64_MAX);
    status solved = r->winding_up ? STATUS_TIME_LIMIT : stepwise_solve(&result, w, &r->ledger, level);
    if (solved == STATUS_TIME_LIMIT) {
        r->winding_up = true;
        r->all_proven = false;
        w->pace.deaf = true;
        result = stepwise_unproven(w, level);
        solved = STATUS_OK;
    }
    TRY(solved);
    report(r, level, result.value, result.bound);
    return ledger_add_level(&r->ledger, result);
}

static bool is_stepwise(level_kind level) {
    return level == LEVEL_BEST_WORST || level == LEVEL_FAIREST;
}

// ---- the whole --------------------------------------------------------------------------------------------------

static status solve_draw(run *r) {
    for (uint32_t round = 1; round <= DRAW_ROUNDS_MOST; round++) {
        TRY(draw_keys(r, round));
        const goal g = goals_of_level(LEVEL_DRAW, round, r->draw_keys[round - 1]);
        TRY(solve_goal(r, &g));
        if (!r->all_proven) {
            return STATUS_OK;
        }
        bool unique;
        TRY(unique_check(&unique, &r->w));
        if (unique) {
            return STATUS_OK;
        }
        // Further rounds decide between few pairings: a draw that is proven so far is not left half done.
        r->winding_up = false;
        r->w.pace.deaf = true;
    }
    return context_fail(r->w.c, STATUS_INTERNAL, WHERE, "%d rounds of the draw left more than one pairing",
                        DRAW_ROUNDS_MOST);
}

static status run_levels(run *r, const level_kind *levels) {
    for (r->level = 0; r->level < r->level_count; r->level++) {
        const goal g = goals_of_level(levels[r->level], 0, NULL);
        TRY(is_stepwise(g.level) ? solve_stepwise(r, g.level) : solve_goal(r, &g));
    }
    return solve_draw(r);
}

static stopped how_stopped(const run *r) {
    if (r->all_proven) {
        return STOPPED_NOT;
    }
    return r->w.pace.interrupted ? STOPPED_INTERRUPT : STOPPED_TIME_LIMIT;
}

status solver_run(solution **out, context *c, const problem *p, const level_kind *levels, uint32_t level_count,
                  const workshop_options *options) {
    run r = {.level_count = level_count, .all_proven = true};
    TRY(workshop_open(&r.w, c, p, options));
    status result;
    TRY_OUT(ledger_open(&r.ledger, &r.w));
    TRY_OUT(run_levels(&r, levels));
    TRY_OUT(ledger_close(&r.ledger, how_stopped(&r)));
    *out = r.ledger.solution;
    r.ledger.solution = NULL;
out:
    solution_free(r.ledger.solution);
    for (uint32_t round = 0; round < DRAW_ROUNDS_MOST; round++) {
        memory_free(&c->memory, r.draw_keys[round]);
    }
    workshop_close(&r.w);
    return result;
}
