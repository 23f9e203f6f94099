// The pair is pinned in a copy of the cohort, which the solver solves and the checker checks like any other. A pinned
// pair does not count for best_worst and fairest; the pair that is asked about, which might be chosen like any other,
// does. For fairest it is added to what the others give: a pair more or less of the same fit does not change which of
// two pairings is fairer. For best_worst it lowers the bar where it fits below: then the goals behind it are solved
// again with that bar as the least fit. SPDX-License-Identifier: GPL-3.0-or-later
#include "again.h"

#include <string.h>

#include "assignment/assignment.h"
#include "explained_level.h"
#include "pairing/chain.h"

static const char WHERE[] = "again";

// ---- the changed cohort ------------------------------------------------------------------------------------------

typedef struct variant {
    arena arena;
    cohort cohort;
    program program;
    scoring *scoring;
    solution *found;
} variant;

static void variant_free(variant *v) {
    solution_free(v->found);
    scoring_free(v->scoring);
    arena_free(&v->arena);
}

again again_over(mp_run *r, const scoring *s, const solution *now) {
    again a = {.run = r, .scoring = s, .now = now, .keeps = true};
    for (uint32_t i = 0; i < s->cohort->input_count; i++) {
        a.keeps = a.keeps && s->cohort->inputs[i].role != INPUT_PREVIOUS;
    }
    for (uint32_t k = 0; k < s->cohort->program->objective_count; k++) {
        a.keeps = a.keeps && s->cohort->program->objective[k] != LEVEL_FEWEST_CHANGES;
    }
    return a;
}

bool again_can_tell(const again *a) {
    for (uint32_t k = 0; k < a->now->level_count && a->now->levels[k].level != LEVEL_DRAW; k++) {
        if (!a->now->levels[k].proven) {
            return false;
        }
    }
    return true;
}

static bool change_pins(variant *v, const cohort *h, const couple *pair, bool add) {
    couple *pins = arena_alloc(&v->arena, (size_t)h->pin_count + 1, sizeof *pins);
    uint32_t count = 0;
    if (pins == NULL) {
        return false;
    }
    for (uint32_t k = 0; k < h->pin_count; k++) {
        const int order = couple_compare(&h->pins[k], pair);
        if (add && order > 0) {
            pins[count++] = *pair;
            add = false;
        }
        if (order != 0) {
            pins[count++] = h->pins[k];
        }
    }
    if (add) {
        pins[count++] = *pair;
    }
    v->cohort.pins = pins;
    v->cohort.pin_count = count;
    return true;
}

// What stands as the previous pairing, of which as much is kept as the goals allow.
static bool keep_what_stands(variant *v, const again *a) {
    const cohort *h = a->scoring->cohort;
    input_file *inputs = arena_alloc(&v->arena, (size_t)h->input_count + 1, sizeof *inputs);
    if (inputs == NULL) {
        return false;
    }
    if (h->input_count > 0) {
        memcpy(inputs, h->inputs, h->input_count * sizeof *inputs);
    }
    inputs[h->input_count] = (input_file){.role = INPUT_PREVIOUS, .file = SPAN("")};
    v->cohort.inputs = inputs;
    v->cohort.input_count = h->input_count + 1;
    v->cohort.previous = a->now->pairs;
    v->cohort.previous_count = v->cohort.previous_named = a->now->pair_count;
    v->cohort.options.keep_last = true;
    return true;
}

// The goals without best_worst, under a least fit instead. Levels before best_worst do not mind: they reach the same
// with pairs that all fit better.
static bool lower_bar(variant *v, const cohort *h, int32_t least_bp) {
    const program *p = h->program;
    level_kind *goals = arena_alloc(&v->arena, p->objective_count, sizeof *goals);
    if (goals == NULL) {
        return false;
    }
    v->program = *p;
    v->program.objective = goals;
    v->program.objective_count = 0;
    for (uint32_t k = 0; k < p->objective_count; k++) {
        if (p->objective[k] != LEVEL_BEST_WORST) {
            goals[v->program.objective_count++] = p->objective[k];
        }
    }
    v->program.rules.minimum_score_bp = least_bp > p->rules.minimum_score_bp ? least_bp : p->rules.minimum_score_bp;
    v->cohort.program = &v->program;
    return true;
}

enum { NO_BAR = -1 };

static status solve_variant(variant *v, const again *a, const couple *pair, bool pinned, int32_t least_bp) {
    context *c = &a->run->context;
    const cohort *h = a->scoring->cohort;
    v->arena = arena_over(&c->memory);
    v->cohort = *h;
    if (!change_pins(v, h, pair, pinned) || (a->keeps && !keep_what_stands(v, a)) ||
        (least_bp != NO_BAR && !lower_bar(v, h, least_bp))) {
        return context_no_memory(c, WHERE);
    }
    TRY(scoring_create(&v->scoring, c, &v->cohort, a->scoring->seed));
    TRY(assignment_solve(&v->found, c, v->scoring, a->scoring->seed));
    return v->found->stopped != STOPPED_NOT ? STATUS_OK : run_check_own(a->run, v->scoring, v->found);
}

// ---- levels ------------------------------------------------------------------------------------------------------

static const level_result *level_of(const solution *s, level_kind kind) {
    for (uint32_t k = 0; k < s->level_count; k++) {
        if (s->levels[k].level == kind) {
            return &s->levels[k];
        }
    }
    return NULL;
}

static status begin_levels(explained_change *out, again *a) {
    const solution *now = a->now;
    uint32_t count = 0;
    while (count < now->level_count && now->levels[count].level != LEVEL_DRAW) {
        count++;
    }
    out->levels = arena_alloc(&a->run->texts, count, sizeof *out->levels);
    if (out->levels == NULL) {
        return context_no_memory(&a->run->context, WHERE);
    }
    out->level_count = count;
    for (uint32_t k = 0; k < count; k++) {
        out->levels[k] =
            (explained_level){.level = now->levels[k].level, .now = now->levels[k], .then = now->levels[k]};
    }
    return STATUS_OK;
}

status again_levels_of(explained_change *out, again *a, const shown_change *change) {
    TRY(begin_levels(out, a));
    for (uint32_t k = 0; k < out->level_count && k < change->level_count; k++) {
        out->levels[k].then.value += change->levels[k].by;
        out->levels[k].then.bound = out->levels[k].then.value;
        explained_level_compare(&out->levels[k]);
    }
    out->known = true;
    return STATUS_OK;
}

// `bar` is NULL, or solved with the goals behind best_worst under a least fit.
static status fill_levels(explained_change *out, again *a, const solution *pinned, const solution *bar) {
    TRY(begin_levels(out, a));
    for (uint32_t k = 0; k < out->level_count; k++) {
        explained_level *it = &out->levels[k];
        const level_result *then = level_of(bar != NULL && it->level != LEVEL_BEST_WORST ? bar : pinned, it->level);
        if (then == NULL) {
            return context_fail(&a->run->context, STATUS_INTERNAL, WHERE, "a goal is missing");
        }
        it->then = *then;
        if (out->kind == EXPLAINED_PAIRED) {
            explained_level_count_in(&it->then, out->score_bp);
        }
        explained_level_compare(it);
    }
    out->known = true;
    return STATUS_OK;
}

int again_compare(const explained_change *one, const explained_change *other) {
    for (uint32_t k = 0; k < one->level_count; k++) {
        explained_level both = {
            .level = one->levels[k].level, .now = one->levels[k].then, .then = other->levels[k].then};
        explained_level_compare(&both);
        if (both.order != 0) {
            return both.order;
        }
    }
    return one->score_bp != other->score_bp ? (one->score_bp > other->score_bp ? -1 : 1) : 0;
}

// ---- moves -------------------------------------------------------------------------------------------------------

static span id_of(const again *a, role side, uint32_t number) {
    return number == NONE ? SPAN("") : a->scoring->cohort->people[side][number].id;
}

static int32_t score_of_move(const again *a, uint32_t mentee, uint32_t mentor) {
    int32_t score_bp = 0;
    if (mentor != NONE) {
        (void)scoring_pair(a->scoring, mentee, mentor, &score_bp);
    }
    return score_bp;
}

static uint32_t person_of(const couple *pair, role side) {
    return side == ROLE_MENTEE ? pair->mentee : pair->mentor;
}

// Who has somebody in one of the pairings only.
static status fill_left_out(explained_change *out, again *a, const solution *then, role side) {
    const uint32_t count = a->scoring->cohort->count[side];
    arena *to = &a->run->texts;
    uint8_t *has = arena_alloc(to, count, sizeof *has); // bit 0: now, bit 1: then
    uint32_t most = 0;
    if (has == NULL) {
        return context_no_memory(&a->run->context, WHERE);
    }
    const solution *both[2] = {a->now, then};
    for (int turn = 0; turn < 2; turn++) {
        for (uint32_t k = 0; k < both[turn]->pair_count; k++) {
            has[person_of(&both[turn]->pairs[k], side)] |= (uint8_t)(1 << turn);
        }
    }
    for (uint32_t i = 0; i < count; i++) {
        most += has[i] == 1 || has[i] == 2;
    }
    out->without[side] = arena_alloc(to, most, sizeof *out->without[side]);
    out->with[side] = arena_alloc(to, most, sizeof *out->with[side]);
    if (out->without[side] == NULL || out->with[side] == NULL) {
        return context_no_memory(&a->run->context, WHERE);
    }
    for (uint32_t i = 0; i < count; i++) {
        if (has[i] == 1) {
            out->without[side][out->without_count[side]++] = id_of(a, side, i);
        } else if (has[i] == 2) {
            out->with[side][out->with_count[side]++] = id_of(a, side, i);
        }
    }
    return STATUS_OK;
}

static status fill_moves(explained_change *out, again *a, const couple *pair, const solution *then) {
    context *c = &a->run->context;
    arena *to = &a->run->texts;
    chain moves;
    TRY(chain_between(&moves, to, c, a->now->pairs, a->now->pair_count, then->pairs, then->pair_count, pair));
    out->moves = arena_alloc(to, moves.count, sizeof *out->moves);
    if (out->moves == NULL) {
        return context_no_memory(c, WHERE);
    }
    for (uint32_t k = 0; k < moves.count; k++) {
        const chain_move *m = &moves.moves[k];
        out->moves[k] = (explained_move){.mentee = id_of(a, ROLE_MENTEE, m->mentee),
                                         .from = id_of(a, ROLE_MENTOR, m->from),
                                         .to = id_of(a, ROLE_MENTOR, m->to),
                                         .from_bp = score_of_move(a, m->mentee, m->from),
                                         .to_bp = score_of_move(a, m->mentee, m->to)};
    }
    out->move_count = moves.count;
    out->linked = moves.linked;
    out->fewest_moves = a->keeps;
    TRY(fill_left_out(out, a, then, ROLE_MENTEE));
    TRY(fill_left_out(out, a, then, ROLE_MENTOR));
    out->moves_known = true;
    return STATUS_OK;
}

// ---- the whole ---------------------------------------------------------------------------------------------------

// Whether the pair asked about lies below the weakest of the others, which best_worst then need not hold up.
static bool lowers_bar(const explained_change *out, const solution *pinned) {
    const level_result *worst = level_of(pinned, LEVEL_BEST_WORST);
    return out->kind == EXPLAINED_PAIRED && worst != NULL && worst->has_value && out->score_bp < worst->value;
}

static status solve_and_fill(explained_change *out, again *a, const couple *pair, variant solved[2],
                             bool *was_stopped) {
    const bool pinned = out->kind != EXPLAINED_WITHOUT_PIN;
    const solution *found;
    TRY(solve_variant(&solved[0], a, pair, pinned, NO_BAR));
    found = solved[0].found;
    if (found->stopped == STOPPED_NOT && lowers_bar(out, found)) {
        TRY(solve_variant(&solved[1], a, pair, pinned, out->score_bp));
        found = solved[1].found;
    }
    if (found->stopped != STOPPED_NOT) {
        *was_stopped = true;
        return STATUS_OK;
    }
    TRY(fill_levels(out, a, solved[0].found, found == solved[0].found ? NULL : found));
    return fill_moves(out, a, pair, found);
}

status again_solve(explained_change *out, again *a, explained_kind kind, couple pair, bool *was_stopped) {
    variant solved[2] = {{.found = NULL}, {.found = NULL}};
    *out = (explained_change){.kind = kind,
                              .mentee = id_of(a, ROLE_MENTEE, pair.mentee),
                              .mentor = id_of(a, ROLE_MENTOR, pair.mentor),
                              .score_bp = score_of_move(a, pair.mentee, pair.mentor)};
    const status result = solve_and_fill(out, a, &pair, solved, was_stopped);
    variant_free(&solved[0]);
    variant_free(&solved[1]);
    return result;
}
