// SPDX-License-Identifier: GPL-3.0-or-later
#include "assignment/filling.h"

#include <stdlib.h>

static const char WHERE[] = "assignment/filling";

typedef struct waiting {
    uint32_t node;
    uint64_t choices; // places they could have, or people who could have theirs
} waiting;

typedef struct filling {
    network *n;
    const face *face;
    const roster *roster;
    waiting *own, *other; // those who are short, and those with room
    uint32_t own_count, other_count;
    uint64_t *room_of_class; // [other classes]
    int16_t *scratch;        // [other classes]
} filling;

bool filling_suits(const goal *g) {
    return g->weight.every > 0 && g->weight.lowest == g->weight.highest && !g->rewards_mentors;
}

static int32_t room_of(const filling *f, uint32_t node) {
    return face_open(f->face, node) ? f->n->high[node] - f->n->load[node] : 0;
}

static bool suits(const filling *f, int16_t score_bp) {
    return score_bp >= 0 && !face_banned(f->face, score_bp);
}

static int by_choices(const void *a, const void *b) {
    const waiting *x = a, *y = b;
    if (x->choices != y->choices) {
        return x->choices < y->choices ? -1 : 1;
    }
    return (x->node > y->node) - (x->node < y->node);
}

// Counts choices class by class; people of one class have the same.
static void list_waiting(filling *f) {
    const roster *r = f->roster;
    uint64_t *wanted = f->room_of_class + r->class_count[SIDE_OTHER]; // [other classes]
    for (uint32_t node = r->own_count; node < r->node_count; node++) {
        f->room_of_class[r->class_of[node]] += (uint64_t)room_of(f, node);
    }
    for (uint32_t class = 0; class < r->class_count[SIDE_OWN]; class ++) {
        uint64_t places = 0, units = 0;
        const int16_t *row = roster_row(r, class, f->scratch);
        const uint32_t *members = r->members[SIDE_OWN];
        for (uint32_t k = r->member_start[SIDE_OWN][class]; k < r->member_start[SIDE_OWN][class + 1]; k++) {
            units += network_short(f->n, members[k]) ? (uint64_t)room_of(f, members[k]) : 0;
        }
        for (uint32_t other = 0; units > 0 && other < r->class_count[SIDE_OTHER]; other++) {
            places += suits(f, row[other]) ? f->room_of_class[other] : 0;
            wanted[other] += suits(f, row[other]) ? units : 0;
        }
        for (uint32_t k = r->member_start[SIDE_OWN][class]; k < r->member_start[SIDE_OWN][class + 1]; k++) {
            if (network_short(f->n, members[k]) && room_of(f, members[k]) > 0) {
                f->own[f->own_count++] = (waiting){.node = members[k], .choices = places};
            }
        }
    }
    for (uint32_t node = r->own_count; node < r->node_count; node++) {
        if (room_of(f, node) > 0) {
            f->other[f->other_count++] = (waiting){.node = node, .choices = wanted[r->class_of[node]]};
        }
    }
    qsort(f->own, f->own_count, sizeof *f->own, by_choices);
    qsort(f->other, f->other_count, sizeof *f->other, by_choices);
}

static bool add(filling *f, uint32_t own, uint32_t other, int16_t score_bp) {
    network *n = f->n;
    const int32_t wanted = room_of(f, own), room = room_of(f, other);
    const int32_t units = !n->many ? 1 : wanted < room ? wanted : room;
    if (!network_add(n, own, other, score_bp, false)) {
        return false;
    }
    n->arcs[n->arc_count - 1].flow = units;
    n->load[own] += units;
    n->load[other] += units;
    return true;
}

// Serves one; those who have no room left are taken off the list.
static bool serve(filling *f, uint32_t own) {
    const roster *r = f->roster;
    const int16_t *row = roster_row(r, r->class_of[own], f->scratch);
    uint32_t kept = 0, at = 0;
    for (; at < f->other_count && room_of(f, own) > 0; at++) {
        const uint32_t other = f->other[at].node;
        const int16_t score_bp = row[r->class_of[other]];
        if (suits(f, score_bp) && roster_ordinary(r, own, other) && face_free_pair(f->face, own, other, score_bp) &&
            !network_joins(f->n, own, other) && !add(f, own, other, score_bp)) {
            return false;
        }
        if (room_of(f, other) > 0) {
            f->other[kept++] = f->other[at];
        }
    }
    while (kept < at && at < f->other_count) {
        f->other[kept++] = f->other[at++];
    }
    f->other_count = at == f->other_count ? kept : f->other_count;
    return true;
}

status filling_run(network *n, context *c, const face *f) {
    const roster *r = f->roster;
    memory *m = &c->memory;
    filling k = {.n = n, .face = f, .roster = r};
    k.own = memory_alloc(m, r->own_count, sizeof *k.own);
    k.other = memory_alloc(m, r->other_count, sizeof *k.other);
    k.room_of_class = memory_alloc(m, 2 * (size_t)r->class_count[SIDE_OTHER], sizeof *k.room_of_class);
    k.scratch = memory_alloc(m, r->class_count[SIDE_OTHER], sizeof *k.scratch);
    bool enough = k.own != NULL && k.other != NULL && k.room_of_class != NULL && k.scratch != NULL;
    if (enough) {
        list_waiting(&k);
    }
    for (uint32_t at = 0; enough && at < k.own_count; at++) {
        enough = serve(&k, k.own[at].node);
    }
    memory_free(m, k.own);
    memory_free(m, k.other);
    memory_free(m, k.room_of_class);
    memory_free(m, k.scratch);
    return enough ? STATUS_OK : context_no_memory(c, WHERE);
}
