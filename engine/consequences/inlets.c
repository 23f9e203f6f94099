// SPDX-License-Identifier: GPL-3.0-or-later
#include "consequences/inlets.h"

static const char WHERE[] = "consequences/inlets";

enum { WAYS_FIRST = 8, WAYS_GROWTH = 8 };

// ---- life --------------------------------------------------------------------------------------------------------

// People as the pass goes through them.
static bool list_mentors(inlets *in, const vacancies *v) {
    const parts *p = in->parts;
    const uint32_t mentors = in->seating->count[ROLE_MENTOR], count = p->start[p->count];
    in->place = arena_alloc(&in->arena, count, sizeof *in->place);
    in->class = arena_alloc(&in->arena, count, sizeof *in->class);
    in->position = arena_alloc(&in->arena, mentors, sizeof *in->position);
    if (in->place == NULL || in->class == NULL || in->position == NULL) {
        return false;
    }
    for (uint32_t j = 0; j < mentors; j++) {
        in->position[j] = NONE;
    }
    for (uint32_t n = 0; n < count; n++) {
        in->position[p->mentors[n]] = n;
        in->place[n] = v->place[p->mentors[n]];
        in->class[n] = seating_class(in->seating, ROLE_MENTOR, p->mentors[n]);
    }
    return true;
}

status inlets_make(inlets *out, context *c, const seating *s, const vacancies *v, const parts *p) {
    *out = (inlets){.memory = &c->memory, .arena = arena_over(&c->memory), .seating = s, .parts = p};
    out->of = arena_alloc(&out->arena, p->count, sizeof *out->of);
    out->least = arena_alloc(&out->arena, p->count, sizeof *out->least);
    out->scratch = arena_alloc(&out->arena, s->scoring->class_count[ROLE_MENTOR], sizeof *out->scratch);
    if (out->of == NULL || out->least == NULL || out->scratch == NULL || !list_mentors(out, v)) {
        return context_no_memory(c, WHERE);
    }
    for (uint32_t k = 0; k < p->count; k++) {
        out->least[k] = COST_NONE;
        out->of[k].complete = k == p->root;
    }
    return STATUS_OK;
}

void inlets_free(inlets *in) {
    for (uint32_t k = 0; in->of != NULL && k < in->parts->count; k++) {
        memory_free(in->memory, in->of[k].ways);
    }
    arena_free(&in->arena);
}

// ---- the nearest ways --------------------------------------------------------------------------------------------

static bool is_nearer(const way *a, const way *b) {
    return a->length != b->length ? a->length < b->length : a->from < b->from;
}

// In a heap with the farthest on top, what stands at `at` goes down to its place.
static void sift_down(way *ways, uint32_t count, uint32_t at) {
    const way moved = ways[at];
    for (uint32_t child; (child = 2 * at + 1) < count; at = child) {
        child += child + 1 < count && is_nearer(&ways[child], &ways[child + 1]);
        if (!is_nearer(&moved, &ways[child])) {
            break;
        }
        ways[at] = ways[child];
    }
    ways[at] = moved;
}

static void sift_up(way *ways, uint32_t at) {
    const way moved = ways[at];
    for (; at > 0 && is_nearer(&ways[(at - 1) / 2], &moved); at = (at - 1) / 2) {
        ways[at] = ways[(at - 1) / 2];
    }
    ways[at] = moved;
}

static void sort(way *ways, uint32_t count) {
    for (uint32_t left = count; left > 1; left--) {
        const way farthest = ways[0];
        ways[0] = ways[left - 1];
        ways[left - 1] = farthest;
        sift_down(ways, left - 1, 0);
    }
}

static void put(inlet *in, way found) {
    if (in->count < in->room) {
        in->ways[in->count++] = found;
        sift_up(in->ways, in->count - 1);
        return;
    }
    in->complete = false;
    if (is_nearer(&found, &in->ways[0])) {
        in->ways[0] = found;
        sift_down(in->ways, in->count, 0);
    }
}

// ---- the pass ----------------------------------------------------------------------------------------------------

static void offer(inlets *in, uint32_t into, cost length) {
    if (length < in->least[into]) {
        in->least[into] = length;
    }
}

// All ways through a mentee whose coming away costs so much.
static void offer_mentee(inlets *in, uint32_t mentee, cost away) {
    const seating *s = in->seating;
    const parts *p = in->parts;
    const special *first = s->specials + s->special_start[mentee], *end = s->specials + s->special_start[mentee + 1];
    for (const special *pair = first; pair < end; pair++) {
        const uint32_t n = in->position[pair->mentor];
        if (n != NONE) {
            if (pair->open) {
                offer(in, p->of[pair->mentor], away + in->place[n] - pair->weight);
            }
            in->place[n] += COST_NONE; // out of the way for the ordinary pairs
        }
    }
    const int16_t *row = seating_row(s, seating_class(s, ROLE_MENTEE, mentee), in->scratch);
    const cost base = away - s->extra[mentee] - s->tariff.every, by_score = s->tariff.score;
    for (uint32_t part = 0; part < p->count; part++) {
        if (!in->of[part].collecting) {
            continue;
        }
        cost least = COST_NONE;
        for (uint32_t n = p->start[part]; n < p->start[part + 1]; n++) {
            const int16_t score_bp = row[in->class[n]];
            const cost here = in->place[n] - by_score * score_bp;
            least = score_bp >= 0 && here < least ? here : least;
        }
        offer(in, part, base + least);
    }
    for (const special *pair = first; pair < end; pair++) {
        const uint32_t n = in->position[pair->mentor];
        if (n != NONE) {
            in->place[n] -= COST_NONE;
        }
    }
}

static void offer_mentor(inlets *in, uint32_t mentor) {
    const seating *s = in->seating;
    for (uint32_t k = s->bond_start[ROLE_MENTOR][mentor]; k < s->bond_start[ROLE_MENTOR][mentor + 1]; k++) {
        const bond *b = &s->bonds[s->mentor_bonds[k]];
        offer_mentee(in, b->mentee, b->weight - in->place[in->position[mentor]]);
    }
}

// From the node of free places: mentees who have one, and mentors who would have one mentee fewer.
static void offer_root(inlets *in) {
    const seating *s = in->seating;
    for (uint32_t i = 0; i < s->count[ROLE_MENTEE]; i++) {
        if (s->free[ROLE_MENTEE][i] > 0) {
            offer_mentee(in, i, 0);
        }
    }
    for (uint32_t j = 0; j < s->count[ROLE_MENTOR]; j++) {
        if (seating_bonds(s, ROLE_MENTOR, j) > 0) {
            offer(in, in->parts->of[j], in->place[in->position[j]] + seating_loss(s, j));
        }
    }
}

static void offer_from(inlets *in, uint32_t from) {
    const parts *p = in->parts;
    for (uint32_t n = p->start[from]; n < p->start[from + 1]; n++) {
        offer_mentor(in, p->mentors[n]);
    }
    if (from == p->root) {
        offer_root(in);
    }
    for (uint32_t into = 0; into < p->count; into++) {
        inlet *to = &in->of[into];
        const way found = {.length = in->least[into], .from = from};
        in->least[into] = COST_NONE;
        if (!to->collecting || into == from || !cost_known(found.length)) {
            continue;
        }
        if (from == p->root) {
            to->limit = found.length;
            put(to, found);
        } else if (found.length < to->limit) {
            put(to, found);
        }
    }
}

static status begin_pass(inlets *in, context *c) {
    for (uint32_t k = 0; k < in->parts->count; k++) {
        inlet *one = &in->of[k];
        if (one->complete) {
            continue;
        }
        const uint32_t more = one->room == 0 ? WAYS_FIRST : one->room * WAYS_GROWTH;
        const uint32_t room = more < in->parts->count ? more : in->parts->count;
        way *ways = memory_resize(in->memory, one->ways, room, sizeof *ways);
        if (ways == NULL) {
            return context_no_memory(c, WHERE);
        }
        *one = (inlet){.ways = ways, .room = room, .limit = COST_NONE, .complete = true, .collecting = true};
    }
    return STATUS_OK;
}

static status pass(inlets *in, context *c) {
    TRY(begin_pass(in, c));
    offer_from(in, in->parts->root); // sets the limits
    for (uint32_t from = 0; from < in->parts->count; from++) {
        if (from != in->parts->root) {
            offer_from(in, from);
        }
    }
    for (uint32_t k = 0; k < in->parts->count; k++) {
        inlet *one = &in->of[k];
        if (one->collecting) {
            sort(one->ways, one->count);
            one->collecting = false;
        }
    }
    return STATUS_OK;
}

status inlets_way(const way **out, inlets *in, context *c, uint32_t into, uint32_t number) {
    while (number >= in->of[into].count && !in->of[into].complete) {
        TRY(pass(in, c));
    }
    const inlet *asked = &in->of[into];
    *out = number < asked->count ? &asked->ways[number] : NULL;
    return STATUS_OK;
}
