// SPDX-License-Identifier: GPL-3.0-or-later
#include "assignment/snapshot.h"

#include <string.h>

#include "assignment/candidates.h"

static const char WHERE[] = "assignment/snapshot";

static void *copy_of(memory *m, const void *items, size_t count, size_t size) {
    void *copy = memory_alloc(m, count, size);
    if (copy != NULL && count > 0) {
        memcpy(copy, items, count * size);
    }
    return copy;
}

status snapshot_take(snapshot *s, const workshop *w) {
    memory *m = &w->c->memory;
    const face *f = w->face;
    const size_t nodes = w->roster->node_count;
    *s = (snapshot){.fold_count = f->fold_count, .fixed_count = f->fixed_count};
    s->low = copy_of(m, f->low, nodes, sizeof *f->low);
    s->high = copy_of(m, f->high, nodes, sizeof *f->high);
    s->told = copy_of(m, f->told, nodes, sizeof *f->told);
    s->first_filled = copy_of(m, f->first_filled, nodes, sizeof *f->first_filled);
    bool enough = s->low != NULL && s->high != NULL && s->told != NULL && s->first_filled != NULL;
    if (enough && f->banned != NULL) {
        s->banned = copy_of(m, f->banned, SCORES, sizeof *f->banned);
        enough = s->banned != NULL;
    }
    if (enough && f->scored_price != NULL) {
        s->scored_price = copy_of(m, f->scored_price, nodes, sizeof *f->scored_price);
        enough = s->scored_price != NULL;
    }
    if (enough && f->fold_count > 0) {
        const fold *last = &f->folds[f->fold_count - 1];
        s->last = *last;
        s->last.price = copy_of(m, last->price, nodes, sizeof *last->price);
        s->last.weight.by_score =
            last->weight.by_score == NULL ? NULL : copy_of(m, last->weight.by_score, SCORES, sizeof(int64_t));
        enough = s->last.price != NULL && (s->last.weight.by_score != NULL) == (last->weight.by_score != NULL);
    }
    return enough ? STATUS_OK : context_no_memory(w->c, WHERE);
}

void snapshot_free(snapshot *s, const workshop *w) {
    memory *m = &w->c->memory;
    memory_free(m, s->low);
    memory_free(m, s->high);
    memory_free(m, s->told);
    memory_free(m, s->first_filled);
    memory_free(m, s->banned);
    memory_free(m, s->scored_price);
    memory_free(m, s->last.price);
    memory_free(m, (void *)s->last.weight.by_score);
    *s = (snapshot){0};
}

static void put_back_folds(snapshot *s, face *f) {
    while (f->fold_count > 0 && f->fold_count >= s->fold_count) {
        fold *last = &f->folds[--f->fold_count];
        memory_free(f->memory, last->price);
        memory_free(f->memory, (void *)last->weight.by_score);
    }
    if (s->fold_count > 0) {
        f->folds[f->fold_count++] = s->last;
        s->last = (fold){0};
    }
}

// The arcs are made anew: kept pairs that may be again, and the pairing.
static status put_back_arcs(network *n, context *c, const face *f, const fixed_pair *in, uint32_t count) {
    n->arc_count = 0;
    n->complete = false;
    TRY(candidates_add_kept(n, c, f));
    const uint32_t kept_arcs = n->arc_count;
    for (uint32_t k = 0; k < count; k++) {
        uint32_t at = 0;
        while (at < kept_arcs && (n->arcs[at].node[0] != in[k].own || n->arcs[at].node[1] != in[k].other)) {
            at++;
        }
        if (at == kept_arcs) {
            if (!network_add(n, in[k].own, in[k].other, in[k].score_bp, in[k].kept)) {
                return context_no_memory(c, WHERE);
            }
            at = n->arc_count - 1;
        }
        n->arcs[at].flow = 1;
    }
    return network_index(n) ? STATUS_OK : context_no_memory(c, WHERE);
}

status snapshot_restore(snapshot *s, workshop *w) {
    face *f = w->face;
    network *n = w->network;
    const size_t nodes = w->roster->node_count;
    fixed_pair *in = memory_alloc(f->memory, (size_t)n->arc_count + f->fixed_count, sizeof *in);
    if (in == NULL) {
        return context_no_memory(w->c, WHERE);
    }
    uint32_t count = 0;
    for (uint32_t k = s->fixed_count; k < f->fixed_count; k++) {
        in[count++] = f->fixed[k];
    }
    for (uint32_t k = 0; k < n->arc_count; k++) {
        const arc *a = &n->arcs[k];
        if (a->flow > 0) {
            in[count++] =
                (fixed_pair){.own = a->node[0], .other = a->node[1], .score_bp = a->score_bp, .kept = a->kept};
        }
    }
    memcpy(f->low, s->low, nodes * sizeof *f->low);
    memcpy(f->high, s->high, nodes * sizeof *f->high);
    memcpy(f->told, s->told, nodes * sizeof *f->told);
    memcpy(f->first_filled, s->first_filled, nodes * sizeof *f->first_filled);
    f->fixed_count = s->fixed_count;
    put_back_folds(s, f);
    memory_free(f->memory, f->banned);
    f->banned = s->banned;
    s->banned = NULL;
    memory_free(f->memory, f->scored_price);
    f->scored_price = s->scored_price;
    s->scored_price = NULL;
    const status result = put_back_arcs(n, w->c, f, in, count);
    memory_free(f->memory, in);
    return result;
}
