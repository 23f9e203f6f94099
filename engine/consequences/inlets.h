// Inlets: the cheapest ways by which a place with one part's mentors can be had by moving somebody from another part,
// nearest first. One pass over all pairs finds a few for every part, and again more where they were not enough. Ways
// that are no cheaper than the one from the node of free places are left out: from there on all is equally far.
// Sizes to expect: up to some thousand parts, 16 ways each.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "consequences/parts.h"

typedef struct way {
    cost length; // never below 0
    uint32_t from;
} way;

typedef struct inlet {
    way *ways; // nearest first, the last may be from the root
    uint32_t count, room;
    cost limit;      // length of the way from the root, the last that counts; COST_NONE: there is none
    bool complete;   // there are no more ways
    bool collecting; // in the pass in hand
} inlet;

typedef struct inlets {
    memory *memory;
    arena arena;
    const seating *seating;
    const parts *parts;
    inlet *of;          // [parts]
    cost *place;        // mentors in the order of the parts: what a place costs
    uint32_t *class;    // … and their classes
    uint32_t *position; // [mentors] in that order; NONE: in no part
    cost *least;        // [parts]: the nearest way from the part in hand; COST_NONE: none
    int16_t *scratch;   // [mentor classes]
} inlets;

// Borrows all that it is given. NO_MEMORY; inlets_free also then.
status inlets_make(inlets *out, context *c, const seating *s, const vacancies *v, const parts *p);
void inlets_free(inlets *in);

// The way of that number into a part other than the root's; NULL in *out where there is none. NO_MEMORY.
status inlets_way(const way **out, inlets *in, context *c, uint32_t into, uint32_t number);
