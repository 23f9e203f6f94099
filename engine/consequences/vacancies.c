// SPDX-License-Identifier: GPL-3.0-or-later
#include "consequences/vacancies.h"

#include <string.h>

static const char WHERE[] = "consequences/vacancies";

typedef struct sweep {
    seating *s;
    vacancies *v;
    cost *least;        // [mentor classes]: the cheapest place with one of them
    uint32_t *cheapest; // [mentor classes]: whose that is; NONE: nobody's
    bool *cheaper;      // [mentor classes]: some place has become cheaper since `changed` was listed
    uint32_t *changed;  // mentor classes to look at
    uint32_t changed_count;
    int16_t *scratch; // [mentor classes]
    bool unpaired;    // looks at mentees without a pair that could move, else at the others
} sweep;

// ---- places ------------------------------------------------------------------------------------------------------

static void lower_place(sweep *w, uint32_t mentor, cost to) {
    if (to >= w->v->place[mentor]) {
        return;
    }
    if (to < -TARIFF_MOST) { // no chain is worth so much, unless it can be gone round again and again
        w->v->better = true;
        return;
    }
    const uint32_t class = seating_class(w->s, ROLE_MENTOR, mentor);
    w->v->place[mentor] = to;
    w->cheaper[class] = true;
    if (to < w->least[class]) {
        w->least[class] = to;
        w->cheapest[class] = mentor;
    }
}

// A free place, or that of somebody who then has one mentor fewer.
static void start_places(sweep *w) {
    const seating *s = w->s;
    for (uint32_t class = 0; class < s->scoring->class_count[ROLE_MENTOR]; class ++) {
        w->least[class] = COST_NONE;
        w->cheapest[class] = NONE;
    }
    for (uint32_t j = 0; j < s->count[ROLE_MENTOR]; j++) {
        w->v->place[j] = COST_NONE;
        if (s->free[ROLE_MENTOR][j] > 0) {
            lower_place(w, j, -seating_gain(s, j));
        }
    }
    for (uint32_t k = 0; k < s->bond_count; k++) {
        lower_place(w, s->bonds[k].mentor, s->bonds[k].weight);
    }
    for (uint32_t i = 0; i < s->count[ROLE_MENTEE]; i++) {
        w->v->move[i] = seating_bonds(s, ROLE_MENTEE, i) > 0 ? 0 : COST_NONE;
    }
}

static void lower_move(sweep *w, uint32_t mentee, cost to) {
    const seating *s = w->s;
    if (to >= w->v->move[mentee]) {
        return;
    }
    w->v->move[mentee] = to;
    for (uint32_t k = s->bond_start[ROLE_MENTEE][mentee]; k < s->bond_start[ROLE_MENTEE][mentee + 1]; k++) {
        lower_place(w, s->bonds[k].mentor, s->bonds[k].weight + to);
    }
}

// ---- mentees -----------------------------------------------------------------------------------------------------

// The cheapest place of a class for a mentee to whom some of its members are special.
static cost least_ordinary(const sweep *w, uint32_t mentee, uint32_t class) {
    const seating *s = w->s;
    cost least = COST_NONE;
    for (uint32_t k = s->class_start[ROLE_MENTOR][class]; k < s->class_start[ROLE_MENTOR][class + 1]; k++) {
        const uint32_t j = s->class_members[ROLE_MENTOR][k];
        if (w->v->place[j] < least && seating_special(s, mentee, j) == NULL) {
            least = w->v->place[j];
        }
    }
    return least;
}

// Looks at all changed classes for one mentee, to whom the cheapest of all is special.
static void look_around(sweep *w, uint32_t mentee, const int16_t *row) {
    const seating *s = w->s;
    for (uint32_t k = 0; k < w->changed_count; k++) {
        const uint32_t class = w->changed[k];
        if (row[class] < 0 || w->cheapest[class] == NONE) {
            continue;
        }
        const cost weight = tariff_of_score(&s->tariff, row[class]) + s->extra[mentee];
        if (w->least[class] - weight < w->v->move[mentee]) {
            const bool ordinary = seating_special(s, mentee, w->cheapest[class]) == NULL;
            const cost least = ordinary ? w->least[class] : least_ordinary(w, mentee, class);
            if (cost_known(least)) {
                lower_move(w, mentee, least - weight);
            }
        }
    }
}

static bool is_looked_at(const sweep *w, uint32_t mentee) {
    return w->unpaired ? seating_bonds(w->s, ROLE_MENTEE, mentee) == 0 && w->s->free[ROLE_MENTEE][mentee] > 0
                       : seating_bonds(w->s, ROLE_MENTEE, mentee) > 0;
}

static void sweep_class(sweep *w, uint32_t class) {
    const seating *s = w->s;
    const int16_t *row = NULL;
    cost best = COST_NONE;
    uint32_t best_mentor = NONE;
    for (uint32_t n = s->class_start[ROLE_MENTEE][class]; n < s->class_start[ROLE_MENTEE][class + 1]; n++) {
        const uint32_t i = s->class_members[ROLE_MENTEE][n];
        if (!is_looked_at(w, i)) {
            continue;
        }
        if (row == NULL) {
            row = seating_row(s, class, w->scratch);
            for (uint32_t k = 0; k < w->changed_count; k++) {
                const uint32_t other = w->changed[k];
                const cost here =
                    row[other] < 0 ? COST_NONE : w->least[other] - tariff_of_score(&s->tariff, row[other]);
                if (here < best) {
                    best = here;
                    best_mentor = w->cheapest[other];
                }
            }
        }
        if (best_mentor == NONE || best - s->extra[i] >= w->v->move[i]) {
            continue;
        }
        if (seating_special(s, i, best_mentor) == NULL) {
            lower_move(w, i, best - s->extra[i]);
        } else {
            look_around(w, i, row);
        }
    }
}

static void sweep_specials(sweep *w) {
    const seating *s = w->s;
    for (size_t k = 0; k < s->special_start[s->count[ROLE_MENTEE]]; k++) {
        const special *pair = &s->specials[k];
        if (pair->open && cost_known(w->v->place[pair->mentor]) && is_looked_at(w, pair->mentee)) {
            lower_move(w, pair->mentee, w->v->place[pair->mentor] - pair->weight);
        }
    }
}

// ---- rounds ------------------------------------------------------------------------------------------------------

static void list_changed(sweep *w, bool all) {
    w->changed_count = 0;
    for (uint32_t class = 0; class < w->s->scoring->class_count[ROLE_MENTOR]; class ++) {
        if (all || w->cheaper[class]) {
            w->changed[w->changed_count++] = class;
        }
        w->cheaper[class] = false;
    }
}

static void sweep_round(sweep *w) {
    for (uint32_t class = 0; class < w->s->scoring->class_count[ROLE_MENTEE]; class ++) {
        sweep_class(w, class);
    }
    sweep_specials(w);
}

// A pairing is best when no chain that comes back to where it began gains: then the rounds end, for no cheapest chain
// is longer than there are people, and one more or one fewer in somebody's load gains nothing either.
static void run(sweep *w) {
    const seating *s = w->s;
    const uint64_t rounds_most = (uint64_t)s->count[ROLE_MENTOR] + s->count[ROLE_MENTEE] + 2;
    uint64_t rounds = 0;
    start_places(w);
    for (list_changed(w, false); w->changed_count > 0; list_changed(w, false)) {
        w->v->better |= ++rounds > rounds_most;
        if (w->v->better) {
            return;
        }
        sweep_round(w);
    }
    w->unpaired = true;
    list_changed(w, true);
    sweep_round(w);
    for (uint32_t i = 0; i < s->count[ROLE_MENTEE]; i++) {
        w->v->better |= s->free[ROLE_MENTEE][i] > 0 && w->v->move[i] < 0;
    }
    for (uint32_t j = 0; j < s->count[ROLE_MENTOR]; j++) {
        w->v->better |= seating_bonds(s, ROLE_MENTOR, j) > 0 && w->v->place[j] + seating_loss(s, j) < 0;
    }
}

status vacancies_find(vacancies *out, seating *s, context *c) {
    const uint32_t class_count = s->scoring->class_count[ROLE_MENTOR];
    *out = (vacancies){.place = arena_alloc(&s->arena, s->count[ROLE_MENTOR], sizeof *out->place),
                       .move = arena_alloc(&s->arena, s->count[ROLE_MENTEE], sizeof *out->move)};
    arena scratch = arena_over(&c->memory);
    sweep w = {.s = s,
               .v = out,
               .least = arena_alloc(&scratch, class_count, sizeof *w.least),
               .cheapest = arena_alloc(&scratch, class_count, sizeof *w.cheapest),
               .cheaper = arena_alloc(&scratch, class_count, sizeof *w.cheaper),
               .changed = arena_alloc(&scratch, class_count, sizeof *w.changed),
               .scratch = arena_alloc(&scratch, class_count, sizeof *w.scratch)};
    const bool enough = out->place != NULL && out->move != NULL && w.least != NULL && w.cheapest != NULL &&
                        w.cheaper != NULL && w.changed != NULL && w.scratch != NULL;
    if (enough) {
        run(&w);
    }
    arena_free(&scratch);
    return enough ? STATUS_OK : context_no_memory(c, WHERE);
}
