// Solutions made by hand or by plain augmenting paths, for tests of what a result says about them.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pairing/pairing.h"
#include "scoring/eligibility.h"
#include "tests/unit/scoring/cohort_maker.h"

enum { MADE_PEOPLE = 48, MADE_PAIRS = MADE_PEOPLE * MADE_PEOPLE };

// The graph of a made cohort after its pins, and some pairs in it.
typedef struct made_graph {
    uint32_t count[ROLE_COUNT];
    bool arc[MADE_PEOPLE][MADE_PEOPLE];             // eligible, not pinned, with a place
    bool pair[MADE_PEOPLE][MADE_PEOPLE];            // of these, taken
    uint32_t wish[MADE_PEOPLE], place[MADE_PEOPLE]; // capacities after pins
} made_graph;

static inline made_graph graph_of(const maker *m, uint64_t seed) {
    const cohort *h = &m->cohort;
    made_graph g = {0};
    for (role side = 0; side < ROLE_COUNT; side++) {
        g.count[side] = h->count[side];
        assert(h->count[side] <= MADE_PEOPLE);
    }
    for (uint32_t i = 0; i < h->count[ROLE_MENTEE]; i++) {
        g.wish[i] = h->people[ROLE_MENTEE][i].capacity;
    }
    for (uint32_t j = 0; j < h->count[ROLE_MENTOR]; j++) {
        g.place[j] = h->people[ROLE_MENTOR][j].capacity;
    }
    for (uint32_t i = 0; i < h->count[ROLE_MENTEE]; i++) {
        for (uint32_t j = 0; j < h->count[ROLE_MENTOR]; j++) {
            bool pinned = eligibility_listed(h->pins, h->pin_count, i, j);
            g.arc[i][j] = !pinned && h->people[ROLE_MENTOR][j].capacity > 0 &&
                          eligibility_in_full(h, &h->program->rules, seed, i, j) == REASON_ELIGIBLE;
            g.wish[i] -= pinned ? 1 : 0;
            g.place[j] -= pinned ? 1 : 0;
        }
    }
    return g;
}

static inline uint32_t graph_load(const made_graph *g, role side, uint32_t number) {
    uint32_t load = 0;
    for (uint32_t k = 0; k < g->count[side == ROLE_MENTEE ? ROLE_MENTOR : ROLE_MENTEE]; k++) {
        load += side == ROLE_MENTEE ? g->pair[number][k] : g->pair[k][number];
    }
    return load;
}

// One more pair for the mentee along an alternating path; nobody else gets fewer.
static inline bool graph_augment(made_graph *g, uint32_t mentee, bool *seen) {
    for (uint32_t j = 0; j < g->count[ROLE_MENTOR]; j++) {
        if (!g->arc[mentee][j] || g->pair[mentee][j] || seen[j]) {
            continue;
        }
        seen[j] = true;
        if (graph_load(g, ROLE_MENTOR, j) < g->place[j]) {
            g->pair[mentee][j] = true;
            return true;
        }
        for (uint32_t i = 0; i < g->count[ROLE_MENTEE]; i++) {
            if (g->pair[i][j] && graph_augment(g, i, seen)) {
                g->pair[i][j] = false;
                g->pair[mentee][j] = true;
                return true;
            }
        }
    }
    return false;
}

static inline bool graph_add(made_graph *g, uint32_t mentee) {
    bool seen[MADE_PEOPLE] = {false};
    return graph_augment(g, mentee, seen);
}

// As many pairs as possible, starting from the pairs there are, mentees taken from `first` on. Returns their number.
static inline uint32_t graph_fill(made_graph *g, uint32_t first) {
    uint32_t pairs = 0, mentees = g->count[ROLE_MENTEE];
    for (uint32_t n = 0; n < mentees; n++) {
        uint32_t i = (first + n) % mentees;
        while (graph_load(g, ROLE_MENTEE, i) < g->wish[i] && graph_add(g, i)) {
        }
    }
    for (uint32_t i = 0; i < mentees; i++) {
        pairs += graph_load(g, ROLE_MENTEE, i);
    }
    return pairs;
}

// A solution with these pairs and the pins, and one level that claims them; owned by the maker's arena.
static inline solution *solution_of(maker *m, const made_graph *g, level_kind level, bool proven) {
    solution *s = arena_alloc(&m->arena, 1, sizeof *s);
    couple *pairs = arena_alloc(&m->arena, MADE_PAIRS, sizeof *pairs);
    level_result *levels = arena_alloc(&m->arena, 1, sizeof *levels);
    assert(s != NULL && pairs != NULL && levels != NULL);
    *s = (solution){.pairs = pairs, .levels = levels, .level_count = 1};
    for (uint32_t i = 0; i < g->count[ROLE_MENTEE]; i++) {
        for (uint32_t j = 0; j < g->count[ROLE_MENTOR]; j++) {
            if (g->pair[i][j] || eligibility_listed(m->pins, m->cohort.pin_count, i, j)) {
                pairs[s->pair_count++] = (couple){i, j};
            }
        }
    }
    levels[0] = (level_result){
        .level = level, .has_value = true, .value = s->pair_count, .bound = s->pair_count, .proven = proven};
    return s;
}
