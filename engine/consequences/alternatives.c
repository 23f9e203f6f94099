// SPDX-License-Identifier: GPL-3.0-or-later
#include "consequences/alternatives.h"

#include <stdlib.h>

#include "consequences/search.h"
#include "scoring/draw.h"

static const char WHERE[] = "consequences/alternatives";

typedef struct chooser {
    seating *s;
    const vacancies *v;
    context *c;
    parts parts;
    inlets inlets;
    search search;
    arena arena;
    uint64_t *mentor_keys; // [mentors] of the draw's first round
    uint32_t *eligible;    // [mentee classes]: mentors with a place that could be moved, special pairs apart
    size_t *special_to;    // [mentors]: number + 1 of the last special pair of theirs that was looked at
    int16_t *scratch;      // [mentor classes]
    alternative *best;     // [most], in order
    uint32_t most, count;
    // The mentee in hand.
    uint32_t mentee;
    uint64_t mentee_key;
    const int16_t *row;
    uint32_t left; // mentors who suit and were not looked at yet
} chooser;

// ---- the best so far ---------------------------------------------------------------------------------------------

static bool comes_before(const alternative *a, const alternative *b) {
    if (a->loss != b->loss) {
        return a->loss < b->loss;
    }
    if (a->score_bp != b->score_bp) {
        return a->score_bp > b->score_bp;
    }
    return a->draw != b->draw ? a->draw > b->draw : a->mentor < b->mentor;
}

static void keep(chooser *k, const alternative *found) {
    if (k->count == k->most) {
        if (!comes_before(found, &k->best[k->count - 1])) {
            return;
        }
        k->count--;
    }
    uint32_t at = k->count++;
    for (; at > 0 && comes_before(found, &k->best[at - 1]); at--) {
        k->best[at] = k->best[at - 1];
    }
    k->best[at] = *found;
}

static bool is_settled(const chooser *k, cost least_to_come) {
    return k->left == 0 || (k->count == k->most && k->best[k->count - 1].loss < least_to_come);
}

static void consider(chooser *k, uint32_t mentor, cost distance) {
    const seating *s = k->s;
    int32_t score_bp = k->row[seating_class(s, ROLE_MENTOR, mentor)];
    cost weight = tariff_of_score(&s->tariff, score_bp) + s->extra[k->mentee];
    const special *pair = k->special_to[mentor] == 0 ? NULL : &s->specials[k->special_to[mentor] - 1];
    if (pair != NULL && pair->mentee == k->mentee) {
        score_bp = pair->open ? pair->score_bp : -1;
        weight = pair->weight;
    }
    if (score_bp < 0) {
        return;
    }
    k->left--;
    const cost loss = k->v->place[mentor] - weight + distance;
    if (k->count == k->most && loss > k->best[k->count - 1].loss) {
        return;
    }
    const alternative found = {.loss = loss,
                               .mentor = mentor,
                               .score_bp = score_bp,
                               .draw = draw_weight(k->mentee_key, k->mentor_keys[mentor])};
    keep(k, &found);
}

static void consider_part(chooser *k, uint32_t part, cost distance) {
    for (uint32_t n = k->parts.start[part]; n < k->parts.start[part + 1]; n++) {
        consider(k, k->parts.mentors[n], distance);
    }
}

// ---- one mentee --------------------------------------------------------------------------------------------------

static void begin_mentee(chooser *k, uint32_t mentee) {
    const seating *s = k->s;
    const uint32_t class = seating_class(s, ROLE_MENTEE, mentee);
    k->mentee = mentee;
    k->mentee_key = draw_key(s->scoring->seed, 1, ROLE_MENTEE, s->cohort->people[ROLE_MENTEE][mentee].id);
    k->row = seating_row(s, class, k->scratch);
    k->count = 0;
    k->left = k->eligible[class];
    for (size_t n = s->special_start[mentee]; n < s->special_start[mentee + 1]; n++) {
        const special *pair = &s->specials[n];
        k->special_to[pair->mentor] = n + 1;
        if (s->movable[ROLE_MENTOR][pair->mentor]) {
            k->left -= k->row[seating_class(s, ROLE_MENTOR, pair->mentor)] >= 0;
            k->left += pair->open;
        }
    }
}

// Goes through the parts as the search reaches them, until nothing that comes can be among the best.
static status choose(chooser *k, cost offset) {
    const cost least = k->v->move[k->mentee] + offset; // no place costs less, less what the pair weighs
    search *at = &k->search;
    for (uint32_t n = 0; k->left > 0; n++) {
        if (n == at->reached_count && !at->ended) {
            TRY(search_more(at));
        }
        if (n == at->reached_count) { // it has ended
            break;
        }
        const cost distance = at->distance[at->reached[n]];
        if (is_settled(k, least + distance)) {
            return STATUS_OK;
        }
        consider_part(k, at->reached[n], offset + distance);
    }
    if (!cost_known(at->rest) || is_settled(k, least + at->rest)) {
        return STATUS_OK;
    }
    for (uint32_t part = 0; part < k->parts.count; part++) {
        if (!search_has(at, part)) {
            consider_part(k, part, offset + at->rest);
        }
    }
    return STATUS_OK;
}

// ---- where mentees leave -----------------------------------------------------------------------------------------

// From where a mentee comes: the root for one with places left, else the mentors of theirs who are not pinned.
typedef struct origin {
    uint32_t mentee;
    uint32_t part; // NONE: several
    cost offset;   // of the part
} origin;

static cost offset_of(const chooser *k, const bond *b) {
    return b->weight - k->v->place[b->mentor];
}

static origin origin_of(const chooser *k, uint32_t mentee) {
    const seating *s = k->s;
    if (s->free[ROLE_MENTEE][mentee] > 0) {
        return (origin){.mentee = mentee, .part = k->parts.root};
    }
    origin o = {.mentee = mentee, .part = NONE};
    for (uint32_t n = s->bond_start[ROLE_MENTEE][mentee]; n < s->bond_start[ROLE_MENTEE][mentee + 1]; n++) {
        const bond *b = &s->bonds[n];
        const uint32_t part = k->parts.of[b->mentor];
        const cost offset = offset_of(k, b);
        if (n > s->bond_start[ROLE_MENTEE][mentee] && part != o.part) {
            return (origin){.mentee = mentee, .part = NONE};
        }
        o.offset = o.part == NONE || offset < o.offset ? offset : o.offset;
        o.part = part;
    }
    return o;
}

static int by_part(const void *a, const void *b) {
    const origin *x = a, *y = b;
    if (x->part != y->part) {
        return x->part < y->part ? -1 : 1;
    }
    return (x->mentee > y->mentee) - (x->mentee < y->mentee);
}

static status aim(chooser *k, const origin *o) {
    const seating *s = k->s;
    search_begin(&k->search);
    if (o->part != NONE) {
        return search_aim(&k->search, o->part, 0);
    }
    for (uint32_t n = s->bond_start[ROLE_MENTEE][o->mentee]; n < s->bond_start[ROLE_MENTEE][o->mentee + 1]; n++) {
        TRY(search_aim(&k->search, k->parts.of[s->bonds[n].mentor], offset_of(k, &s->bonds[n])));
    }
    return STATUS_OK;
}

static status choose_all(chooser *k, origin *origins, uint32_t count, alternatives_taker *taker, void *self) {
    qsort(origins, count, sizeof *origins, by_part);
    for (uint32_t n = 0; n < count; n++) {
        const origin *o = &origins[n];
        if (n == 0 || o->part == NONE || o->part != origins[n - 1].part) {
            TRY(aim(k, o));
        }
        begin_mentee(k, o->mentee);
        TRY(choose(k, o->part == NONE ? 0 : o->offset));
        TRY(taker(self, o->mentee, k->best, k->count));
    }
    return STATUS_OK;
}

// ---- the whole ---------------------------------------------------------------------------------------------------

static void count_eligible(chooser *k, uint32_t *movable) {
    const seating *s = k->s;
    for (uint32_t j = 0; j < s->count[ROLE_MENTOR]; j++) {
        movable[seating_class(s, ROLE_MENTOR, j)] += s->movable[ROLE_MENTOR][j];
    }
    for (uint32_t class = 0; class < s->scoring->class_count[ROLE_MENTEE]; class ++) {
        const int16_t *row = seating_row(s, class, k->scratch);
        for (uint32_t other = 0; other < s->scoring->class_count[ROLE_MENTOR]; other++) {
            k->eligible[class] += row[other] >= 0 ? movable[other] : 0;
        }
    }
}

static status prepare(chooser *k, origin **origins) {
    const seating *s = k->s;
    arena *a = &k->arena;
    const uint32_t mentors = s->count[ROLE_MENTOR], mentor_classes = s->scoring->class_count[ROLE_MENTOR];
    const uint32_t wanted = k->most < mentors ? k->most : mentors;
    uint32_t *movable = arena_alloc(a, mentor_classes, sizeof *movable);
    k->mentor_keys = arena_alloc(a, mentors, sizeof *k->mentor_keys);
    k->eligible = arena_alloc(a, s->scoring->class_count[ROLE_MENTEE], sizeof *k->eligible);
    k->special_to = arena_alloc(a, mentors, sizeof *k->special_to);
    k->scratch = arena_alloc(a, mentor_classes, sizeof *k->scratch);
    k->best = arena_alloc(a, (size_t)wanted + 1, sizeof *k->best);
    *origins = arena_alloc(a, s->count[ROLE_MENTEE], sizeof **origins);
    if (movable == NULL || k->mentor_keys == NULL || k->eligible == NULL || k->special_to == NULL ||
        k->scratch == NULL || k->best == NULL || *origins == NULL) {
        return context_no_memory(k->c, WHERE);
    }
    k->most = wanted;
    for (uint32_t j = 0; j < mentors; j++) {
        k->mentor_keys[j] = draw_key(s->scoring->seed, 1, ROLE_MENTOR, s->cohort->people[ROLE_MENTOR][j].id);
    }
    count_eligible(k, movable);
    return STATUS_OK;
}

// Of one mentee, or with NONE of all who have a pair that is not pinned.
static status find(chooser *k, uint32_t only, alternatives_taker *taker, void *self) {
    const seating *s = k->s;
    origin *origins;
    uint32_t count = 0;
    TRY(prepare(k, &origins));
    TRY(parts_find(&k->parts, k->s, k->v, k->c));
    TRY(inlets_make(&k->inlets, k->c, s, k->v, &k->parts));
    TRY(search_make(&k->search, k->c, &k->inlets));
    for (uint32_t i = 0; i < s->count[ROLE_MENTEE]; i++) {
        const bool wanted = only == NONE
                                ? seating_bonds(s, ROLE_MENTEE, i) > 0
                                : only == i && (seating_bonds(s, ROLE_MENTEE, i) > 0 || s->free[ROLE_MENTEE][i] > 0);
        if (wanted) {
            origins[count++] = origin_of(k, i);
        }
    }
    return choose_all(k, origins, count, taker, self);
}

static status run(seating *s, const vacancies *v, context *c, uint32_t only, uint32_t most, alternatives_taker *taker,
                  void *self) {
    if (most == 0) {
        return STATUS_OK;
    }
    chooser k = {.s = s,
                 .v = v,
                 .c = c,
                 .arena = arena_over(&c->memory),
                 .inlets = {.arena = arena_over(&c->memory)},
                 .most = most};
    const status result = find(&k, only, taker, self);
    search_free(&k.search);
    inlets_free(&k.inlets);
    arena_free(&k.arena);
    return result;
}

status alternatives_find(seating *s, const vacancies *v, context *c, uint32_t most, alternatives_taker *taker,
                         void *self) {
    return run(s, v, c, NONE, most, taker, self);
}

status alternatives_find_one(seating *s, const vacancies *v, context *c, uint32_t mentee, uint32_t most,
                             alternatives_taker *taker, void *self) {
    return run(s, v, c, mentee, most, taker, self);
}
