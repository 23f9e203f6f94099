// A network from a matrix of weights, for tests of what works on networks. Below 0 in `weights`: no arc.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "assignment/network.h"

enum { MADE_MOST = 12, NO_ARC_HERE = INT32_MIN };

typedef struct made {
    context c;
    network *n;
    int32_t low[2 * MADE_MOST], high[2 * MADE_MOST];
    int32_t rewarded[2 * MADE_MOST];
} made;

// `weights` has `others` columns a row; everybody may have one pair or none.
static inline void make_network(made *w, uint32_t own, uint32_t others, const int32_t *weights) {
    memset(w, 0, sizeof *w);
    context_init(&w->c, (host){0});
    assert_int_equal(network_create(&w->n, &w->c, own, others), STATUS_OK);
    for (uint32_t node = 0; node < own + others; node++) {
        w->high[node] = 1;
    }
    w->n->low = w->low;
    w->n->high = w->high;
    for (uint32_t i = 0; i < own; i++) {
        for (uint32_t j = 0; j < others; j++) {
            if (weights[i * others + j] != NO_ARC_HERE) {
                assert_true(network_add(w->n, i, own + j, 0, false));
                w->n->arcs[w->n->arc_count - 1].weight = weights[i * others + j];
            }
        }
    }
    assert_true(network_index(w->n));
}

static inline void free_network(made *w) {
    network_free(w->n);
    context_free(&w->c);
    assert_int_equal(w->c.memory.live_bytes, 0);
}

// Own people at their best arc, so that no arc is above 0.
static inline void set_own_prices(network *n) {
    for (uint32_t own = 0; own < n->own_count; own++) {
        for (uint32_t k = n->first[own]; k < n->first[own + 1]; k++) {
            const int64_t weight = n->links[k].weight - n->price[n->links[k].far];
            n->price[own] = weight > n->price[own] || k == n->first[own] ? weight : n->price[own];
        }
        if (n->low[own] < n->high[own] && n->price[own] < 0) {
            n->price[own] = 0;
        }
    }
}

static inline void assert_obeys(const network *n) {
    for (uint32_t node = 0; node < n->node_count; node++) {
        assert_false(network_spare(n, node));
        int32_t load = 0;
        for (uint32_t k = n->first[node]; k < n->first[node + 1]; k++) {
            const arc *a = &n->arcs[n->links[k].arc];
            assert_int_equal(a->flow > 0, k < n->first[node] + n->positive[node]);
            assert_int_equal(a->slot[node >= n->own_count], k);
            load += a->flow;
        }
        assert_int_equal(load, n->load[node]);
    }
    for (uint32_t k = 0; k < n->arc_count; k++) {
        assert_true(network_obeys(n, &n->arcs[k]));
    }
}

static inline void assert_best(const network *n) {
    assert_obeys(n);
    for (uint32_t node = 0; node < n->node_count; node++) {
        assert_false(network_short(n, node));
    }
}
