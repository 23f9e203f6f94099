// SPDX-License-Identifier: GPL-3.0-or-later
#include "assignment/windup.h"

#include "assignment/pricing.h"
#include "assignment/step.h"

status windup_remember(windup *before, const workshop *w) {
    const network *n = w->network;
    *before = (windup){.arc_count = n->arc_count, .in = memory_alloc(&w->c->memory, n->arc_count, sizeof *before->in)};
    if (before->in == NULL) {
        return context_no_memory(w->c, "assignment/windup");
    }
    for (uint32_t k = 0; k < n->arc_count; k++) {
        before->in[k] = n->arcs[k].flow > 0;
    }
    return STATUS_OK;
}

void windup_forget(windup *before, const workshop *w) {
    memory_free(&w->c->memory, before->in);
    before->in = NULL;
}

static bool is_of_the_face(const network *n) {
    for (uint32_t node = 0; node < n->node_count; node++) {
        if (n->load[node] < n->low[node] || n->load[node] > n->high[node]) {
            return false;
        }
    }
    return true;
}

// Arcs are only added while a goal is solved, so those of before are the first ones still.
void windup_go_back(const windup *before, network *n) {
    for (uint32_t k = 0; k < n->arc_count; k++) {
        const bool in = k < before->arc_count && before->in[k];
        if (in != (n->arcs[k].flow > 0)) {
            network_change_flow(n, k, in ? 1 : -1);
        }
    }
}

// Pairs that harm no goal so far and this one neither.
static void fill_up(network *n) {
    for (uint32_t k = 0; k < n->arc_count; k++) {
        const arc *a = &n->arcs[k];
        if (a->flow == 0 && a->weight >= 0 && n->load[a->node[0]] < n->high[a->node[0]] &&
            n->load[a->node[1]] < n->high[a->node[1]]) {
            network_change_flow(n, k, 1);
        }
    }
}

static void take_the_better(const windup *before, network *n) {
    const bool usable = is_of_the_face(n);
    const int64_t reached = network_weight(n);
    int64_t had = 0;
    for (uint32_t k = 0; k < before->arc_count; k++) {
        had += before->in[k] ? n->arcs[k].weight : 0;
    }
    // Rewards are not looked at here: with them the pairing on the way is taken where it can be.
    if (!usable || reached < had) {
        windup_go_back(before, n);
    }
    fill_up(n);
}

status windup_close(const windup *before, workshop *w, const goal *g) {
    network *n = w->network;
    take_the_better(before, n);
    uint64_t found;
    step_raise_own_prices(n);
    TRY(pricing_find(&w->harvest, &found, &w->sieve, &g->weight, &w->pace));
    for (uint32_t own = 0; own < n->own_count; own++) {
        if (w->harvest.count[own] > 0) {
            const gleaning *worst = harvest_of(&w->harvest, own);
            n->price[own] += weighting_of_pair(&g->weight, w->roster, own, worst->other, worst->score_bp, false) -
                             n->price[own] - n->price[worst->other];
        }
    }
    return STATUS_OK;
}
