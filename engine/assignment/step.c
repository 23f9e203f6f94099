// SPDX-License-Identifier: GPL-3.0-or-later
#include "assignment/step.h"

#include "assignment/candidates.h"
#include "assignment/pricing.h"

static const char WHERE[] = "assignment/step";

// ---- weights and start ------------------------------------------------------------------------------------------

static int32_t weight_of_arc(const workshop *w, const goal *g, const arc *a) {
    return (int32_t)weighting_of_pair(&g->weight, w->roster, a->node[0], a->node[1], a->score_bp, a->kept);
}

static void weigh(workshop *w, const goal *g) {
    network *n = w->network;
    const face *f = w->face;
    for (uint32_t k = 0; k < n->arc_count; k++) {
        n->arcs[k].weight = weight_of_arc(w, g, &n->arcs[k]);
        n->arcs[k].modelled = false;
    }
    n->rewarded = g->rewards_mentors ? w->rewarded : NULL;
    for (uint32_t node = 0; node < n->node_count; node++) {
        const bool is_mentor = w->roster->role_of[roster_side(w->roster, node)] == ROLE_MENTOR;
        w->rewarded[node] = is_mentor && f->low[node] == 0 && f->high[node] > 0 && !f->first_filled[node];
    }
}

// The other side at 0; each own person at their best arc, so that no arc is above 0.
static void set_start_prices(network *n) {
    for (uint32_t node = 0; node < n->node_count; node++) {
        n->price[node] = 0;
    }
    for (uint32_t own = 0; own < n->own_count; own++) {
        if (n->first[own] == n->first[own + 1]) {
            continue;
        }
        int64_t best = n->low[own] < n->high[own] ? 0 : INT64_MIN;
        for (uint32_t k = n->first[own]; k < n->first[own + 1]; k++) {
            best = n->links[k].weight > best ? n->links[k].weight : best;
        }
        n->price[own] = best;
    }
}

static void drop_untight_flow(network *n) {
    for (uint32_t k = 0; k < n->arc_count; k++) {
        if (n->arcs[k].flow > 0 && network_reduced_cost(n, &n->arcs[k]) < 0) {
            network_change_flow(n, k, -1);
        }
    }
}

static bool would_take(const network *n, uint32_t node) {
    return network_short(n, node) || (n->load[node] < n->high[node] && n->price[node] == network_threshold(n, node, n->load[node]));
}

static void fill_greedily(network *n) {
    for (uint32_t own = 0; own < n->own_count; own++) {
        for (uint32_t k = n->first[own] + n->positive[own]; k < n->first[own + 1] && network_short(n, own); k++) {
            const link *l = &n->links[k];
            if (network_reduced_cost_of_link(n, own, l) == 0 && would_take(n, l->far)) {
                network_change_flow(n, l->arc, 1);
            }
        }
    }
}

status step_open(workshop *w, const goal *g) {
    network *n = w->network;
    TRY(candidates_add_best(n, w->c, &w->harvest, &w->sieve, &g->weight, &w->pace));
    weigh(w, g);
    if (!network_index(n)) {
        return context_no_memory(w->c, WHERE);
    }
    set_start_prices(n);
    return STATUS_OK;
}

// ---- pairs that were missing ------------------------------------------------------------------------------------

void step_raise_own_prices(network *n) {
    for (uint32_t own = 0; own < n->own_count; own++) {
        int64_t worst = 0;
        for (uint32_t k = n->first[own] + n->positive[own]; k < n->first[own + 1]; k++) {
            const int64_t reduced_cost = network_reduced_cost_of_link(n, own, &n->links[k]);
            worst = reduced_cost > worst ? reduced_cost : worst;
        }
        n->price[own] += worst;
    }
}

// Makes arcs of what pricing found, then mends what breaks.
static status apply(workshop *w, const goal *g) {
    network *n = w->network;
    for (uint32_t own = 0; own < n->own_count; own++) {
        for (uint32_t k = 0; k < w->harvest.count[own]; k++) {
            const gleaning *found = harvest_of(&w->harvest, own) + k;
            if (!network_add(n, own, found->other, found->score_bp, false)) {
                return context_no_memory(w->c, WHERE);
            }
            arc *added = &n->arcs[n->arc_count - 1];
            added->weight = weight_of_arc(w, g, added);
        }
    }
    if (!network_index(n)) {
        return context_no_memory(w->c, WHERE);
    }
    step_raise_own_prices(n);
    drop_untight_flow(n);
    return STATUS_OK;
}

// ---- the whole --------------------------------------------------------------------------------------------------

// Arcs that GLPK did not see and that its prices break; it will see them next time.
static bool model_broken_arcs(network *n) {
    bool some = false;
    for (uint32_t k = 0; k < n->arc_count; k++) {
        if (!network_obeys(n, &n->arcs[k])) {
            n->arcs[k].modelled = true;
            some = true;
        }
    }
    return some;
}

// Paths and pricing until no pair is missing, then a vertex of the prices, which must not miss one either.
static status solve_by_paths(workshop *w, const goal *g) {
    bool at_vertex = false;
    for (;;) {
        uint64_t found;
        TRY(paths_repair(w->paths, w->c, w->network, &w->pace));
        if (at_vertex && !vertex_reach(w->vertex, w->network)) {
            return STATUS_OK;
        }
        TRY(pricing_find(&w->harvest, &found, &w->sieve, &g->weight, &w->pace));
        if (found > 0) {
            TRY(apply(w, g));
        } else if (at_vertex) {
            return STATUS_OK;
        }
        at_vertex = found == 0;
    }
}

status step_solve(workshop *w, const goal *g) {
    network *n = w->network;
    drop_untight_flow(n);
    fill_greedily(n);
    for (;;) {
        TRY(solve_by_paths(w, g));
        bool moved;
        TRY(simplex_confirm(&moved, w->c, n, &w->options.simplex, workshop_limit_ms(w)));
        if (!moved) {
            return STATUS_OK;
        }
        uint64_t found = 0;
        if (model_broken_arcs(n)) {
            harvest_clear(&w->harvest, n->own_count);
        } else {
            TRY(pricing_find(&w->harvest, &found, &w->sieve, &g->weight, &w->pace));
            if (found == 0) {
                return STATUS_OK;
            }
        }
        TRY(apply(w, g));
    }
}
