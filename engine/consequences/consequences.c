// From costs to what a result shows.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "consequences/consequences.h"

#include "consequences/alternatives.h"

static const char WHERE[] = "consequences";

enum { ALTERNATIVES_MENTEES_MOST = 2000 };

typedef struct filling {
    pairing *p;
    context *c;
    const cohort *h;
    const solution *found;
    seating seating;
    vacancies vacancies;
    uint32_t *pair_start; // [mentees + 1]: pairs by mentee
} filling;

static bool are_proven(const solution *found) {
    for (uint32_t k = 0; k < found->level_count && found->levels[k].level != LEVEL_DRAW; k++) {
        if (!found->levels[k].proven) {
            return false;
        }
    }
    return true;
}

static status show_change(shown_change *out, filling *f, cost loss) {
    const tariff *t = &f->seating.tariff;
    int64_t by[LEVEL_COUNT];
    shown_level_change *levels = arena_alloc(&f->p->arena, t->level_count, sizeof *levels);
    if (levels == NULL) {
        return context_no_memory(f->c, WHERE);
    }
    tariff_split(t, loss, by);
    for (uint32_t k = 0; k < t->level_count; k++) {
        levels[k] = (shown_level_change){.level = t->levels[k], .by = -by[k]};
    }
    *out = (shown_change){.known = true, .levels = levels, .level_count = t->level_count};
    return STATUS_OK;
}

// ---- in somebody's stead -----------------------------------------------------------------------------------------

// The result lists the mentees without any pair in the order of their numbers.
static status fill_steads(filling *f) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < f->h->count[ROLE_MENTEE]; i++) {
        if (f->seating.load[ROLE_MENTEE][i] > 0) {
            continue;
        }
        shown_unmatched *shown = &f->p->unmatched[n++];
        const cost loss = f->vacancies.move[i];
        if (cost_known(loss)) {
            TRY(show_change(&shown->stead_change, f, loss));
        }
    }
    return STATUS_OK;
}

// ---- alternatives ------------------------------------------------------------------------------------------------

static status take(void *self, uint32_t mentee, const alternative *found, uint32_t count) {
    filling *f = self;
    shown_alternative *list = arena_alloc(&f->p->arena, count, sizeof *list);
    if (list == NULL) {
        return context_no_memory(f->c, WHERE);
    }
    for (uint32_t k = 0; k < count; k++) {
        list[k].mentor = f->h->people[ROLE_MENTOR][found[k].mentor].id;
        list[k].score_bp = found[k].score_bp;
        TRY(show_change(&list[k].change, f, found[k].loss));
    }
    for (uint32_t n = f->pair_start[mentee]; n < f->pair_start[mentee + 1]; n++) {
        shown_pair *pair = &f->p->pairs[n];
        if (!pair->pinned) {
            pair->alternatives = list;
            pair->alternative_count = count;
        }
    }
    return STATUS_OK;
}

static void have_alternatives(pairing *p) {
    for (uint32_t n = 0; n < p->pair_count; n++) {
        p->pairs[n].has_alternatives = true;
    }
}

static status fill_alternatives(filling *f) {
    const uint32_t mentees = f->h->count[ROLE_MENTEE];
    f->pair_start = arena_alloc(&f->seating.arena, (size_t)mentees + 1, sizeof *f->pair_start);
    if (f->pair_start == NULL) {
        return context_no_memory(f->c, WHERE);
    }
    for (uint32_t i = 0; i < mentees; i++) {
        f->pair_start[i + 1] = f->pair_start[i] + f->seating.load[ROLE_MENTEE][i];
    }
    have_alternatives(f->p);
    const int32_t most = f->p->options.alternatives;
    return alternatives_find(&f->seating, &f->vacancies, f->c, most < 0 ? 0 : (uint32_t)most, take, f);
}

// ---- the whole ---------------------------------------------------------------------------------------------------

static bool make_tariff(tariff *out, const filling *f, tariff_spread spread) {
    return tariff_make(out, f->found->levels, f->found->level_count, f->found->pair_count, f->h->previous_count,
                       spread);
}

static status fill(filling *f, const scoring *s, const tariff *t, bool alternatives) {
    TRY(seating_make(&f->seating, f->c, s, f->found->pairs, f->found->pair_count, t));
    TRY(vacancies_find(&f->vacancies, &f->seating, f->c));
    if (f->vacancies.better) {
        return context_fail(f->c, STATUS_INTERNAL, WHERE, "the pairing is not the best at its levels");
    }
    TRY(fill_steads(f));
    return alternatives ? fill_alternatives(f) : STATUS_OK;
}

status consequences_fill(pairing *p, context *c, const cohort *h, const scoring *s, const solution *found) {
    filling f = {.p = p, .c = c, .h = h, .found = found, .seating = {.arena = arena_over(&c->memory)}};
    bool alternatives = h->count[ROLE_MENTEE] <= ALTERNATIVES_MENTEES_MOST || p->options.alternatives_said;
    tariff t;
    if (!are_proven(found) || (p->unmatched_count == 0 && !alternatives)) {
        return STATUS_OK;
    }
    alternatives = alternatives && make_tariff(&t, &f, TARIFF_SEARCHES);
    if (!alternatives && !make_tariff(&t, &f, TARIFF_CHAINS)) {
        return STATUS_OK;
    }
    if (p->unmatched_count == 0 && p->options.alternatives <= 0) { // nothing is to be known
        have_alternatives(p);
        return STATUS_OK;
    }
    const status result = fill(&f, s, &t, alternatives);
    seating_free(&f.seating);
    return result;
}
