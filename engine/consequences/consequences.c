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

static status show_change(shown_change *out, arena *a, context *c, const tariff *t, cost loss) {
    int64_t by[LEVEL_COUNT];
    shown_level_change *levels = arena_alloc(a, t->level_count, sizeof *levels);
    if (levels == NULL) {
        return context_no_memory(c, WHERE);
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
            TRY(show_change(&shown->stead_change, &f->p->arena, f->c, &f->seating.tariff, loss));
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
        TRY(show_change(&list[k].change, &f->p->arena, f->c, &f->seating.tariff, found[k].loss));
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

static bool make_tariff(tariff *out, const solution *found, const cohort *h, tariff_spread spread) {
    return tariff_make(out, found->levels, found->level_count, found->pair_count, h->previous_count, spread);
}

static status find_vacancies(vacancies *out, seating *s, context *c) {
    TRY(vacancies_find(out, s, c));
    return out->better ? context_fail(c, STATUS_INTERNAL, WHERE, "the pairing is not the best at its levels")
                       : STATUS_OK;
}

static status fill(filling *f, const scoring *s, const tariff *t, bool alternatives) {
    TRY(seating_make(&f->seating, f->c, s, f->found->pairs, f->found->pair_count, t));
    TRY(find_vacancies(&f->vacancies, &f->seating, f->c));
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
    alternatives = alternatives && make_tariff(&t, found, h, TARIFF_SEARCHES);
    if (!alternatives && !make_tariff(&t, found, h, TARIFF_CHAINS)) {
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

// ---- one mentee --------------------------------------------------------------------------------------------------

typedef struct listing {
    consequence_list *out;
    arena *arena;
    context *context;
    const tariff *tariff;
} listing;

static status list(void *self, uint32_t mentee, const alternative *found, uint32_t count) {
    (void)mentee;
    listing *l = self;
    l->out->items = arena_alloc(l->arena, count, sizeof *l->out->items);
    if (l->out->items == NULL) {
        return context_no_memory(l->context, WHERE);
    }
    for (uint32_t k = 0; k < count; k++) {
        consequence *it = &l->out->items[l->out->count++];
        *it = (consequence){.mentor = found[k].mentor, .score_bp = found[k].score_bp};
        TRY(show_change(&it->change, l->arena, l->context, l->tariff, found[k].loss));
    }
    return STATUS_OK;
}

status consequences_of(consequence_list *out, arena *a, context *c, const scoring *s, const solution *found,
                       uint32_t mentee, uint32_t most) {
    tariff t;
    *out = (consequence_list){.known = are_proven(found) && make_tariff(&t, found, s->cohort, TARIFF_SEARCHES)};
    if (!out->known || most == 0) {
        return STATUS_OK;
    }
    seating places = {.arena = arena_over(&c->memory)};
    vacancies left;
    status result;
    TRY_OUT(seating_make(&places, c, s, found->pairs, found->pair_count, &t));
    TRY_OUT(find_vacancies(&left, &places, c));
    listing into = {.out = out, .arena = a, .context = c, .tariff = &t};
    TRY_OUT(alternatives_find_one(&places, &left, c, mentee, most, list, &into));
out:
    seating_free(&places);
    return result;
}
