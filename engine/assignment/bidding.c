// SPDX-License-Identifier: GPL-3.0-or-later
#include "assignment/bidding.h"

enum { BIDS_MOST = 12 };

#define NO_ARC UINT32_MAX

// What a person could get, by their arcs without flow and by staying out.
typedef struct offer {
    int64_t best, second; // INT64_MIN: nothing
    uint32_t arc;         // of the best; NO_ARC: to stay out
} offer;

static bool has_room(const network *n, uint32_t node) {
    return n->load[node] < n->high[node];
}

// `load` without the pair that is at stake.
static offer look_for_offers(const network *n, uint32_t own, int32_t load) {
    offer o = {.best = INT64_MIN, .second = INT64_MIN, .arc = NO_ARC};
    bool best_has_room = false;
    if (load >= n->low[own]) {
        o.best = network_threshold(n, own, load);
        best_has_room = true;
    }
    for (uint32_t k = n->first[own] + n->positive[own]; k < n->first[own + 1]; k++) {
        const link *l = &n->links[k];
        const int64_t value = l->weight - n->price[l->far];
        if (value > o.best || (value == o.best && !best_has_room && has_room(n, l->far))) {
            o.second = o.best;
            o.best = value;
            o.arc = l->arc;
            best_has_room = has_room(n, l->far);
        } else if (value > o.second) {
            o.second = value;
        }
    }
    return o;
}

// Of those who have a place at `other`, the one who loses least by going; their arc, or NO_ARC when somebody there is
// in several pairs.
static uint32_t weakest(const network *n, uint32_t other, int64_t *margin) {
    uint32_t found = NO_ARC;
    for (uint32_t k = n->first[other]; k < n->first[other] + n->positive[other]; k++) {
        const link *l = &n->links[k];
        if (n->high[l->far] != 1) {
            return NO_ARC;
        }
        const offer elsewhere = look_for_offers(n, l->far, 0);
        // With nowhere else to go nobody can be let go.
        const int64_t loss = elsewhere.best == INT64_MIN ? INT64_MAX : l->weight - n->price[other] - elsewhere.best;
        if (found == NO_ARC || loss < *margin) {
            *margin = loss;
            found = l->arc;
        }
    }
    return found;
}

// Raises the price; those with a place there pay it.
static void raise_price(network *n, uint32_t other, int64_t by) {
    n->price[other] += by;
    for (uint32_t k = n->first[other]; k < n->first[other] + n->positive[other]; k++) {
        n->price[n->links[k].far] = n->links[k].weight - n->price[other];
    }
}

static void take_place(network *n, uint32_t own, uint32_t number) {
    n->price[own] = n->arcs[number].weight - n->price[n->arcs[number].node[1]];
    network_change_flow(n, number, 1);
}

typedef enum outcome { OUTCOME_SERVED, OUTCOME_AGAIN, OUTCOME_LEFT } outcome;

// One bid of somebody short; *loser: who lost their place by it, else the bidder.
static outcome bid(network *n, uint32_t own, uint32_t *loser) {
    *loser = own;
    const offer o = look_for_offers(n, own, 0);
    if (o.best == INT64_MIN) {
        return OUTCOME_LEFT;
    }
    if (o.arc == NO_ARC) {
        n->price[own] = o.best;
        return OUTCOME_SERVED;
    }
    const uint32_t other = n->arcs[o.arc].node[1];
    if (has_room(n, other)) {
        if (n->price[other] < network_threshold(n, other, n->load[other])) {
            return OUTCOME_LEFT;
        }
        take_place(n, own, o.arc);
        return OUTCOME_SERVED;
    }
    const int64_t own_margin = o.second == INT64_MIN ? INT64_MAX : o.best - o.second;
    int64_t margin = 0;
    const uint32_t weak = weakest(n, other, &margin);
    if (weak == NO_ARC || (margin == INT64_MAX && own_margin == INT64_MAX)) {
        return OUTCOME_LEFT;
    }
    if (own_margin < margin) {
        raise_price(n, other, own_margin);
        n->price[own] = o.second;
        return OUTCOME_AGAIN;
    }
    raise_price(n, other, margin);
    *loser = n->arcs[weak].node[0];
    network_change_flow(n, weak, -1);
    take_place(n, own, o.arc);
    return OUTCOME_SERVED;
}

void bidding_run(network *n, uint32_t *queue, uint32_t *bids) {
    uint32_t waiting = 0;
    if (n->many) {
        return; // a place there is not one person's
    }
    for (uint32_t own = 0; own < n->own_count; own++) {
        bids[own] = 0;
        if (n->high[own] == 1 && n->load[own] == 0 && network_short(n, own)) {
            queue[waiting++] = own;
        }
    }
    // Last come, first served: nobody waits twice, so the queue never outgrows the people.
    while (waiting > 0) {
        const uint32_t own = queue[--waiting];
        while (bids[own] < BIDS_MOST) {
            bids[own]++;
            uint32_t loser;
            const outcome end = bid(n, own, &loser);
            if (end == OUTCOME_SERVED && loser != own) {
                queue[waiting++] = loser;
            }
            if (end != OUTCOME_AGAIN) {
                break;
            }
        }
    }
}
