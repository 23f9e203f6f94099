// The search for the parts nearest to where somebody leaves: shortest paths backwards from there (Dijkstra 1959), one
// part at a time, as long as the asker wants more. Each part reached offers its next way in, so that only ways that are
// near are looked at. It ends at the node of free places: all parts not reached by then are as far as that.
// Sizes to expect: a few parts reached for each search, one for each part.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "consequences/inlets.h"

typedef struct search {
    context *context;
    inlets *inlets;
    uint32_t *reached; // parts, nearest first
    uint32_t reached_count;
    cost *distance; // [parts], of those reached
    uint32_t *run;  // [parts]: number of the search that reached it last
    uint32_t run_now;
    struct outlook *heap;
    size_t heap_count, heap_room;
    bool ended;
    cost rest; // how far all parts are that were not reached; COST_NONE: they lead nowhere
} search;

// NO_MEMORY; search_free also then.
status search_make(search *out, context *c, inlets *in);
void search_free(search *s);

// A new search, which must then be given one aim or more.
void search_begin(search *s);
// NO_MEMORY.
status search_aim(search *s, uint32_t part, cost distance);

// Reaches one part more, or ends. NO_MEMORY.
status search_more(search *s);

static inline bool search_has(const search *s, uint32_t part) {
    return s->run[part] == s->run_now;
}
