// SPDX-License-Identifier: GPL-3.0-or-later
#include "assignment/harvest.h"

#include <string.h>

bool harvest_make(harvest *h, memory *m, uint32_t own_count, uint32_t room) {
    h->room = room;
    h->most = room;
    h->best = memory_alloc(m, (size_t)own_count * room, sizeof *h->best);
    h->count = memory_alloc(m, own_count, sizeof *h->count);
    return h->best != NULL && h->count != NULL;
}

void harvest_free(harvest *h, memory *m) {
    memory_free(m, h->best);
    memory_free(m, h->count);
}

void harvest_clear(harvest *h, uint32_t own_count) {
    memset(h->count, 0, own_count);
}

void harvest_keep(harvest *h, uint32_t most) {
    h->most = most < h->room ? most : h->room;
}

void harvest_take(harvest *h, uint32_t own, gleaning found) {
    gleaning *best = harvest_of(h, own);
    uint32_t at = h->count[own] < h->most ? h->count[own]++ : h->most - 1;
    while (at > 0 && best[at - 1].rank < found.rank) {
        best[at] = best[at - 1];
        at--;
    }
    best[at] = found;
}
