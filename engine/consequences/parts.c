// SPDX-License-Identifier: GPL-3.0-or-later
#include "consequences/parts.h"

#include <string.h>

static const char WHERE[] = "consequences/parts";

typedef struct walk {
    const seating *s;
    const vacancies *v;
    uint32_t mentors, mentees, root; // nodes: mentors, then mentees, then the root
    uint32_t *order;                 // [nodes]: from 1 in the order of discovery; 0: not yet
    uint32_t *lowest;                // [nodes]: earliest node known to be reached
    uint32_t *part;                  // [nodes]: from 1; 0: not closed yet
    uint32_t *next;                  // [nodes]: where the look for the next swap goes on
    uint32_t *open, *path;           // stacks
    uint32_t open_count, path_count, found, closed;
    int16_t *scratch; // [mentor classes]
} walk;

// ---- swaps that cost nothing -------------------------------------------------------------------------------------

// From a mentor: to a mentee of theirs who would go, or to a free place with them.
static uint32_t next_of_mentor(walk *w, uint32_t j) {
    const seating *s = w->s;
    const uint32_t first = s->bond_start[ROLE_MENTOR][j], bonds = seating_bonds(s, ROLE_MENTOR, j);
    while (w->next[j] < bonds) {
        const bond *b = &s->bonds[s->mentor_bonds[first + w->next[j]++]];
        if (b->weight + w->v->move[b->mentee] == w->v->place[j]) {
            return w->mentors + b->mentee;
        }
    }
    const bool leads_out = s->free[ROLE_MENTOR][j] > 0 && -seating_gain(s, j) == w->v->place[j];
    return w->next[j]++ == bonds && leads_out ? w->root : NONE;
}

// Among the pairs of a mentee that classes settle, from place w->next on.
static uint32_t next_ordinary(walk *w, uint32_t i, uint32_t *at) {
    const seating *s = w->s;
    const int16_t *row = seating_row(s, seating_class(s, ROLE_MENTEE, i), w->scratch);
    const uint32_t *class_of = s->scoring->class_of[ROLE_MENTOR];
    const cost *places = w->v->place;
    const cost base = s->tariff.every + s->extra[i] + w->v->move[i], by_score = s->tariff.score;
    for (uint32_t j = *at; j < w->mentors; j++) {
        const int16_t score_bp = row[class_of[j]];
        if (places[j] - by_score * score_bp == base && score_bp >= 0 && seating_special(s, i, j) == NULL) {
            *at = j + 1;
            return j;
        }
    }
    *at = w->mentors;
    return NONE;
}

// From a mentee: to a mentor who would be as good as the present one, or to nobody.
static uint32_t next_of_mentee(walk *w, uint32_t i) {
    const seating *s = w->s;
    uint32_t *at = &w->next[w->mentors + i];
    if (*at < w->mentors) {
        const uint32_t found = next_ordinary(w, i, at);
        if (found != NONE) {
            return found;
        }
    }
    const size_t first = s->special_start[i], specials = s->special_start[i + 1] - first;
    while (*at - w->mentors < specials) {
        const special *pair = &s->specials[first + (*at)++ - w->mentors];
        if (pair->open && w->v->place[pair->mentor] - pair->weight == w->v->move[i]) {
            return pair->mentor;
        }
    }
    const bool leads_out = seating_bonds(s, ROLE_MENTEE, i) > 0 && w->v->move[i] == 0;
    return (*at)++ - w->mentors == specials && leads_out ? w->root : NONE;
}

// From free places: to a mentee who has one, or to a mentor who would have one mentee fewer.
static uint32_t next_of_root(walk *w) {
    const seating *s = w->s;
    uint32_t *at = &w->next[w->root];
    while (*at < w->mentees) {
        const uint32_t i = (*at)++;
        if (s->free[ROLE_MENTEE][i] > 0 && w->v->move[i] == 0) {
            return w->mentors + i;
        }
    }
    while (*at - w->mentees < w->mentors) {
        const uint32_t j = (*at)++ - w->mentees;
        if (seating_bonds(s, ROLE_MENTOR, j) > 0 && w->v->place[j] + seating_loss(s, j) == 0) {
            return j;
        }
    }
    return NONE;
}

static uint32_t next_swap(walk *w, uint32_t node) {
    if (node == w->root) {
        return next_of_root(w);
    }
    return node < w->mentors ? next_of_mentor(w, node) : next_of_mentee(w, node - w->mentors);
}

// ---- strongly connected parts ------------------------------------------------------------------------------------

static void discover(walk *w, uint32_t node) {
    w->order[node] = w->lowest[node] = ++w->found;
    w->open[w->open_count++] = node;
    w->path[w->path_count++] = node;
}

static void leave(walk *w, uint32_t node) {
    w->path_count--;
    if (w->lowest[node] == w->order[node]) {
        w->closed++;
        uint32_t member;
        do {
            member = w->open[--w->open_count];
            w->part[member] = w->closed;
        } while (member != node);
    }
    if (w->path_count > 0) {
        const uint32_t parent = w->path[w->path_count - 1];
        w->lowest[parent] = w->lowest[node] < w->lowest[parent] ? w->lowest[node] : w->lowest[parent];
    }
}

static void walk_from(walk *w, uint32_t start) {
    discover(w, start);
    while (w->path_count > 0) {
        const uint32_t node = w->path[w->path_count - 1], to = next_swap(w, node);
        if (to == NONE) {
            leave(w, node);
        } else if (w->order[to] == 0) {
            discover(w, to);
        } else if (w->part[to] == 0 && w->order[to] < w->lowest[node]) {
            w->lowest[node] = w->order[to];
        }
    }
}

// ---- the whole ---------------------------------------------------------------------------------------------------

static bool has_place(const walk *w, uint32_t mentor) {
    return cost_known(w->v->place[mentor]);
}

// Numbers the parts that hold a mentor or the root, and lists their mentors.
static bool list_parts(parts *out, walk *w, arena *a, uint32_t *number) {
    out->of = arena_alloc(a, w->mentors, sizeof *out->of);
    out->mentors = arena_alloc(a, w->mentors, sizeof *out->mentors);
    out->start = arena_alloc(a, (size_t)w->mentors + 2, sizeof *out->start); // no more than mentors and the root
    if (out->of == NULL || out->mentors == NULL || out->start == NULL) {
        return false;
    }
    out->root = 0;
    out->count = 1;
    number[w->part[w->root]] = 1;
    for (uint32_t j = 0; j < w->mentors; j++) {
        uint32_t *mine = &number[w->part[j]];
        if (has_place(w, j) && *mine == 0) {
            *mine = ++out->count;
        }
        out->of[j] = has_place(w, j) ? *mine - 1 : NONE;
    }
    for (uint32_t j = 0; j < w->mentors; j++) {
        if (has_place(w, j)) {
            out->start[out->of[j] + 1]++;
        }
    }
    for (uint32_t k = 0; k < out->count; k++) {
        out->start[k + 1] += out->start[k];
    }
    uint32_t *next = w->next; // no longer needed for the walk
    memcpy(next, out->start, out->count * sizeof *next);
    for (uint32_t j = 0; j < w->mentors; j++) {
        if (has_place(w, j)) {
            out->mentors[next[out->of[j]]++] = j;
        }
    }
    return true;
}

status parts_find(parts *out, seating *s, const vacancies *v, context *c) {
    arena scratch = arena_over(&c->memory);
    const uint32_t mentors = s->count[ROLE_MENTOR], mentees = s->count[ROLE_MENTEE];
    const size_t nodes = (size_t)mentors + mentees + 1;
    enum { ARRAYS = 7 };
    uint32_t *room = arena_alloc(&scratch, nodes * ARRAYS + 1, sizeof *room);
    walk w = {.s = s,
              .v = v,
              .mentors = mentors,
              .mentees = mentees,
              .root = mentors + mentees,
              .scratch = arena_alloc(&scratch, s->scoring->class_count[ROLE_MENTOR], sizeof *w.scratch)};
    bool enough = room != NULL && w.scratch != NULL;
    if (enough) {
        w.order = room;
        w.lowest = room + nodes;
        w.part = room + 2 * nodes;
        w.next = room + 3 * nodes;
        w.open = room + 4 * nodes;
        w.path = room + 5 * nodes;
        walk_from(&w, w.root);
        for (uint32_t j = 0; j < mentors; j++) {
            if (has_place(&w, j) && w.order[j] == 0) {
                walk_from(&w, j);
            }
        }
        enough = list_parts(out, &w, &s->arena, room + 6 * nodes);
    }
    arena_free(&scratch);
    return enough ? STATUS_OK : context_no_memory(c, WHERE);
}
