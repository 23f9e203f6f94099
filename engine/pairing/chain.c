// The pairs that only one of two pairings has are walked along: whoever gains a mentor takes the place of somebody who
// loses that mentor and gains another, and so on, until a place is free or the walk is back where it began.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pairing/chain.h"

#include <stdlib.h>

static const char WHERE[] = "pairing/chain";

typedef struct swap {
    couple pair;
    bool gained; // by the pairing that comes; else lost
    bool used;
} swap;

typedef struct walk {
    swap *swaps; // ascending by (mentee, mentor)
    uint32_t *by_mentor;
    uint32_t count;
    chain *out;
} walk;

// ---- what differs ------------------------------------------------------------------------------------------------

static void list_swaps(walk *w, const couple *now, uint32_t now_count, const couple *then, uint32_t then_count) {
    uint32_t i = 0, j = 0;
    while (i < now_count || j < then_count) {
        const int order = i == now_count ? 1 : j == then_count ? -1 : couple_compare(&now[i], &then[j]);
        if (order != 0) {
            w->swaps[w->count++] = (swap){.pair = order < 0 ? now[i] : then[j], .gained = order > 0};
        }
        i += order <= 0;
        j += order >= 0;
    }
}

typedef struct keyed {
    uint32_t mentor, number;
} keyed;

static int compare_keyed(const void *a, const void *b) {
    const keyed *one = a, *other = b;
    if (one->mentor != other->mentor) {
        return one->mentor < other->mentor ? -1 : 1;
    }
    return (one->number > other->number) - (one->number < other->number);
}

static bool sort_by_mentor(walk *w, arena *a) {
    keyed *keys = arena_alloc(a, w->count, sizeof *keys);
    w->by_mentor = arena_alloc(a, w->count, sizeof *w->by_mentor);
    if (keys == NULL || w->by_mentor == NULL) {
        return false;
    }
    for (uint32_t k = 0; k < w->count; k++) {
        keys[k] = (keyed){.mentor = w->swaps[k].pair.mentor, .number = k};
    }
    qsort(keys, w->count, sizeof *keys, compare_keyed);
    for (uint32_t k = 0; k < w->count; k++) {
        w->by_mentor[k] = keys[k].number;
    }
    return true;
}

// ---- walking -----------------------------------------------------------------------------------------------------

static swap *swap_at(const walk *w, role side, uint32_t at) {
    return &w->swaps[side == ROLE_MENTEE ? at : w->by_mentor[at]];
}

static uint32_t person_of(const swap *s, role side) {
    return side == ROLE_MENTEE ? s->pair.mentee : s->pair.mentor;
}

// Somebody's first pair that is gained, or lost, and was not walked along; NULL: there is none.
static swap *unused(const walk *w, role side, uint32_t number, bool gained) {
    uint32_t low = 0, high = w->count;
    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        if (person_of(swap_at(w, side, middle), side) < number) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    for (; low < w->count && person_of(swap_at(w, side, low), side) == number; low++) {
        swap *s = swap_at(w, side, low);
        if (s->gained == gained && !s->used) {
            return s;
        }
    }
    return NULL;
}

// The move of one mentee, of which one half is known; the other half is a pair of theirs that changes the other way.
static chain_move move_of(walk *w, swap *half) {
    half->used = true;
    swap *other = unused(w, ROLE_MENTEE, half->pair.mentee, !half->gained);
    const uint32_t mentor = other == NULL ? NONE : other->pair.mentor;
    if (other != NULL) {
        other->used = true;
    }
    const chain_move m = {.mentee = half->pair.mentee,
                          .from = half->gained ? mentor : half->pair.mentor,
                          .to = half->gained ? half->pair.mentor : mentor};
    w->out->moves[w->out->count++] = m;
    return m;
}

// From one pair that changes to all that hang together with it.
static void walk_from(walk *w, swap *first) {
    const chain_move start = move_of(w, first);
    chain_move m = start;
    for (swap *next; m.to != NONE && (next = unused(w, ROLE_MENTOR, m.to, false)) != NULL;) {
        m = move_of(w, next); // whose place was taken
    }
    m = start;
    for (swap *next; m.from != NONE && (next = unused(w, ROLE_MENTOR, m.from, true)) != NULL;) {
        m = move_of(w, next); // who takes the place that was left
    }
}

static swap *swap_of(swap *swaps, uint32_t count, const couple *pair) {
    for (uint32_t k = 0; k < count; k++) {
        if (couple_compare(&swaps[k].pair, pair) == 0) {
            return &swaps[k];
        }
    }
    return NULL;
}

static void walk_all(walk *w, swap *swaps, const couple *about) {
    swap *first = swap_of(swaps, w->count, about);
    if (first != NULL) {
        walk_from(w, first);
    }
    w->out->linked = w->out->count;
    for (uint32_t k = 0; k < w->count; k++) {
        if (!swaps[k].used) {
            walk_from(w, &swaps[k]);
        }
    }
}

status chain_between(chain *out, arena *a, context *c, const couple *now, uint32_t now_count, const couple *then,
                     uint32_t then_count, const couple *about) {
    arena scratch = arena_over(&c->memory);
    swap *swaps = arena_alloc(&scratch, (size_t)now_count + then_count, sizeof *swaps);
    walk w = {.out = out, .swaps = swaps};
    bool enough = swaps != NULL;
    *out = (chain){.count = 0};
    if (enough) {
        list_swaps(&w, now, now_count, then, then_count);
        out->moves = arena_alloc(a, w.count, sizeof *out->moves);
        enough = sort_by_mentor(&w, &scratch) && out->moves != NULL;
    }
    if (enough) {
        walk_all(&w, swaps, about);
    }
    arena_free(&scratch);
    return enough ? STATUS_OK : context_no_memory(c, WHERE);
}
