// SPDX-License-Identifier: GPL-3.0-or-later
#include "assignment/workshop.h"

#include "assignment/candidates.h"

static const char WHERE[] = "assignment/workshop";

// The more people, the more of them want the same ones: with too few candidates all is solved twice. Measured.
static uint32_t usual_pairs_at_once(uint32_t own_count) {
    uint32_t most = 16;
    for (uint32_t people = own_count; people > 1000 && most < 32; people /= 2) {
        most += 4;
    }
    return most;
}

static status fit_out(workshop *w, const problem *p) {
    context *c = w->c;
    TRY(roster_create(&w->roster, c, p));
    const roster *r = w->roster;
    TRY(face_create(&w->face, c, r));
    TRY(network_create(&w->network, c, r->own_count, r->other_count));
    w->network->low = w->face->low;
    w->network->high = w->face->high;
    TRY(paths_create(&w->paths, c, r->node_count, w->options.many_short == 0 ? PATHS_MANY : w->options.many_short));
    TRY(vertex_create(&w->vertex, c, r->node_count));
    w->rewarded = memory_alloc(&c->memory, r->node_count, sizeof *w->rewarded);
    const uint32_t most = w->options.pairs_at_once == 0 ? usual_pairs_at_once(r->own_count) : w->options.pairs_at_once;
    const bool room_to_harvest = harvest_make(&w->harvest, &c->memory, r->own_count, most);
    const bool room_to_sieve = sieve_make(&w->sieve, &c->memory, r, w->face, w->network);
    if (w->rewarded == NULL || !room_to_harvest || !room_to_sieve) {
        return context_no_memory(c, WHERE);
    }
    TRY(candidates_add_kept(w->network, c, w->face));
    return network_index(w->network) ? STATUS_OK : context_no_memory(c, WHERE);
}

status workshop_open(workshop *w, context *c, const problem *p, const workshop_options *options) {
    *w = (workshop){
        .c = c, .pace = {.c = c, .every = options->ask_every}, .options = *options, .dealt = {.memory = &c->memory}};
    const status result = fit_out(w, p);
    if (result != STATUS_OK) {
        workshop_close(w);
    }
    return result;
}

void workshop_close(workshop *w) {
    memory *m = &w->c->memory;
    memory_free(m, w->rewarded);
    free_pairs_free(&w->dealt);
    sieve_free(&w->sieve, m);
    harvest_free(&w->harvest, m);
    vertex_free(w->vertex, m);
    paths_free(w->paths, m);
    network_free(w->network);
    face_free(w->face);
    roster_free(w->roster);
}

int64_t workshop_limit_ms(const workshop *w) {
    const host *outside = &w->c->host;
    return outside->milliseconds_left == NULL || w->pace.deaf ? INT64_MAX : outside->milliseconds_left(outside->self);
}
