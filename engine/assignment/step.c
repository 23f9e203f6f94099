// SPDX-License-Identifier: GPL-3.0-or-later
#include "assignment/step.h"

#include <string.h>

#include "assignment/candidates.h"
#include "assignment/filling.h"
#include "assignment/free_pairs.h"
#include "assignment/grouped.h"
#include "assignment/pricing.h"

static const char WHERE[] = "assignment/step";

enum { WITH_GROUPS = 8, WHEN_DRAWN = 16 };    // candidates of a person
enum { EASY_ROUNDS = 24, WORTH_A_ROUND = 8 }; // of paths and pricing, until all searches are made

static status solve_by_paths(workshop *w, const goal *g);

// ---- weights and start ------------------------------------------------------------------------------------------

static int32_t weight_of_arc(const workshop *w, const goal *g, const arc *a) {
    return (int32_t)weighting_of_pair(&g->weight, w->roster, a->node[0], a->node[1], a->score_bp, a->kept);
}

static void weigh(workshop *w, const goal *g) {
    network *n = w->network;
    for (uint32_t k = 0; k < n->arc_count; k++) {
        n->arcs[k].weight = weight_of_arc(w, g, &n->arcs[k]);
        n->arcs[k].modelled = false;
    }
    n->rewarded = g->rewards_mentors ? w->rewarded : NULL;
    for (uint32_t node = 0; !n->many && node < n->node_count; node++) { // groups have theirs already
        w->rewarded[node] = face_rewards(w->face, node);
    }
}

// The other side as it is; each own person at their best arc, so that no arc is above 0.
static void set_own_prices(network *n) {
    for (uint32_t own = 0; own < n->own_count; own++) {
        if (n->first[own] == n->first[own + 1]) {
            n->price[own] = 0;
            continue;
        }
        int64_t best = n->low[own] < n->high[own] ? 0 : INT64_MIN;
        for (uint32_t k = n->first[own]; k < n->first[own + 1]; k++) {
            const int64_t gain = n->links[k].weight - n->price[n->links[k].far];
            best = gain > best ? gain : best;
        }
        n->price[own] = best;
    }
}

static void drop_untight_flow(network *n) {
    for (uint32_t k = 0; k < n->arc_count; k++) {
        if (n->arcs[k].flow > 0 && network_reduced_cost(n, &n->arcs[k]) < 0) {
            network_change_flow(n, k, -n->arcs[k].flow);
        }
    }
}

static void fill_greedily(network *n) {
    for (uint32_t own = 0; own < n->own_count; own++) {
        for (uint32_t k = network_first_open(n, own); k < n->first[own + 1] && network_short(n, own); k++) {
            const link *l = &n->links[k];
            if (network_reduced_cost_of_link(n, own, l) == 0 && network_room(n, l->far) > 0) {
                const int32_t wanted = network_room(n, own), room = network_room(n, l->far);
                network_change_flow(n, l->arc, !n->many ? 1 : wanted < room ? wanted : room);
            }
        }
    }
}

// Makes arcs of a list of free pairs, those left out that are arcs already.
static status add_dealt(workshop *w) {
    network *n = w->network;
    for (size_t k = 0; k < w->dealt.count; k++) {
        const free_pair *pair = &w->dealt.pairs[k];
        if (!network_joins(n, pair->own, pair->other) &&
            !network_add(n, pair->own, pair->other, pair->score_bp, false)) {
            return context_no_memory(w->c, WHERE);
        }
    }
    return network_index(n) ? STATUS_OK : context_no_memory(w->c, WHERE);
}

// All free pairs as arcs, if there are no more of them than candidates would be.
static status add_all_free(workshop *w) {
    network *n = w->network;
    free_pairs free;
    status result = free_pairs_collect(&free, w->c, &w->sieve, (size_t)w->harvest.most * n->own_count, &w->pace);
    if (result == STATUS_OK && free.all) {
        result = free_pairs_add(&free, w->c, n);
    }
    free_pairs_free(&free);
    return result;
}

static status solve_between_groups(workshop *groups, const goal *g) {
    network *n = groups->network;
    TRY(step_open(groups, g));
    drop_untight_flow(n);
    fill_greedily(n);
    if (filling_suits(g)) {
        TRY(filling_run(n, groups->c, groups->face));
        weigh(groups, g);
        if (!network_index(n)) {
            return context_no_memory(groups->c, WHERE);
        }
    }
    return solve_by_paths(groups, g);
}

status step_open(workshop *w, const goal *g) {
    network *n = w->network;
    memset(n->price, 0, n->node_count * sizeof *n->price);
    w->dealt.count = 0;
    harvest_clear(&w->harvest, n->own_count);
    harvest_keep(&w->harvest, w->harvest.room);
    if (!n->complete) {
        TRY(add_all_free(w));
    }
    if (!n->complete) {
        TRY(grouped_start(w, g, solve_between_groups));
        TRY(add_dealt(w));
        // With prices that are nearly right, or weights that nobody shares, few candidates do.
        harvest_keep(&w->harvest, w->dealt.count > 0            ? WITH_GROUPS
                                  : g->weight.draw_keys != NULL ? WHEN_DRAWN
                                                                : w->harvest.room);
        TRY(candidates_add_best(n, w->c, &w->harvest, &w->sieve, &g->weight, &w->pace));
    }
    weigh(w, g);
    if (!network_index(n)) {
        return context_no_memory(w->c, WHERE);
    }
    set_own_prices(n);
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

// As long as searches still get on between two pricings, hard ones are put off: with the arcs that pricing finds, and
// the other side served in between, they become shorter. Groups have too few nodes for that to pay.
static status price_until_none_is_missing(workshop *w, const goal *g) {
    thoroughness how = w->network->many ? PATHS_TO_THE_END : PATHS_WHILE_EASY;
    uint32_t left, left_before = UINT32_MAX;
    for (uint32_t round = 0;; round++) {
        uint64_t found;
        TRY(paths_repair(&left, w->paths, w->c, w->network, &w->pace, how));
        TRY(pricing_find(&w->harvest, &found, &w->sieve, &g->weight, &w->pace));
        if (found == 0 && left == 0) {
            return STATUS_OK;
        }
        const bool gets_on = left < left_before - left_before / WORTH_A_ROUND;
        how = left > 0 && gets_on && round < EASY_ROUNDS ? PATHS_WHILE_EASY : PATHS_TO_THE_END;
        left_before = left;
        TRY(apply(w, g));
    }
}

// The same, and at a vertex of the prices, which must not miss one either: pairs that it would miss become arcs, which
// the prices before it suit, and it is looked for again.
static status solve_by_paths(workshop *w, const goal *g) {
    network *n = w->network;
    TRY(price_until_none_is_missing(w, g));
    int64_t *before = memory_alloc(&w->c->memory, n->node_count, sizeof *before);
    status result = before == NULL ? context_no_memory(w->c, WHERE) : STATUS_OK;
    for (uint64_t found = 1; result == STATUS_OK && found > 0;) {
        memcpy(before, n->price, n->node_count * sizeof *before);
        if (!vertex_reach(w->vertex, n)) {
            break;
        }
        result = pricing_find(&w->harvest, &found, &w->sieve, &g->weight, &w->pace);
        if (result != STATUS_OK || found > 0) {
            memcpy(n->price, before, n->node_count * sizeof *before);
        }
        if (result == STATUS_OK && found > 0) {
            result = apply(w, g);
        }
    }
    memory_free(&w->c->memory, before);
    return result;
}

// The pairs that the groups suggest, instead of the pairing in hand.
static void take_dealt(network *n, const free_pairs *dealt) {
    for (uint32_t k = 0; k < n->arc_count; k++) {
        network_change_flow(n, k, -n->arcs[k].flow);
    }
    for (size_t k = 0; k < dealt->count; k++) {
        const free_pair *pair = &dealt->pairs[k];
        uint32_t at = n->first[pair->own] + n->positive[pair->own];
        while (at < n->first[pair->own + 1] && n->links[at].far != pair->other) {
            at++;
        }
        if (at < n->first[pair->own + 1]) {
            network_change_flow(n, n->links[at].arc, 1);
        }
    }
}

// Nobody keeps more than their price asks for: a group's load need not suit each of its members.
static void drop_spare_flow(network *n) {
    for (uint32_t node = 0; node < n->node_count; node++) {
        while (network_spare(n, node)) {
            network_change_flow(n, n->links[n->first[node]].arc, -1);
        }
    }
}

status step_solve(workshop *w, const goal *g) {
    network *n = w->network;
    if (w->dealt.count > 0) {
        take_dealt(n, &w->dealt);
    }
    drop_untight_flow(n);
    drop_spare_flow(n);
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
