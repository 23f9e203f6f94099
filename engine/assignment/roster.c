// Builds the roster by counting sorts: linear in people, classes, and pairs with an entry of their own.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "assignment/roster.h"

#include <stdlib.h>
#include <string.h>

static const char WHERE[] = "assignment/roster";

couple roster_couple(const roster *r, uint32_t own, uint32_t other) {
    const uint32_t far = other - r->own_count;
    return r->role_of[SIDE_OWN] == ROLE_MENTEE ? (couple){.mentee = own, .mentor = far}
                                               : (couple){.mentee = far, .mentor = own};
}

const int16_t *roster_row(const roster *r, uint32_t own_class, int16_t *scratch) {
    if (r->scores != NULL) {
        return r->scores + (size_t)own_class * r->class_count[SIDE_OTHER];
    }
    r->problem->class_row(r->problem->self, own_class, 0, r->class_count[SIDE_OTHER], scratch);
    return scratch;
}

int16_t roster_class_score(const roster *r, uint32_t own_class, uint32_t other_class) {
    if (r->scores != NULL) {
        return r->scores[(size_t)own_class * r->class_count[SIDE_OTHER] + other_class];
    }
    int16_t score_bp;
    r->problem->class_row(r->problem->self, own_class, other_class, 1, &score_bp);
    return score_bp;
}

const special *roster_special(const roster *r, uint32_t own, uint32_t other) {
    size_t low = r->special_start[own], high = r->special_start[own + 1];
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (r->specials[middle].other < other) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < r->special_start[own + 1] && r->specials[low].other == other ? &r->specials[low] : NULL;
}

// ---- sides and classes ------------------------------------------------------------------------------------------

// The mentees' side where scores come row by row, else the side with fewer places.
static role own_role(const problem *p) {
    uint64_t places[ROLE_COUNT] = {0};
    for (role who = ROLE_MENTOR; who < ROLE_COUNT; who++) {
        for (uint32_t k = 0; k < p->count[who]; k++) {
            places[who] += p->capacity[who][k];
        }
    }
    return p->class_scores != NULL && places[ROLE_MENTOR] < places[ROLE_MENTEE] ? ROLE_MENTOR : ROLE_MENTEE;
}

static bool classes_are_people(const roster *r, role who) {
    return r->problem->class_of[who] == NULL;
}

static bool make_classes(roster *r, side at) {
    const role who = r->role_of[at];
    const uint32_t count = r->problem->count[who], first = at == SIDE_OWN ? 0 : r->own_count;
    const uint32_t classes = classes_are_people(r, who) ? count : r->problem->class_count[who];
    uint32_t *start = arena_alloc(&r->arena, (size_t)classes + 1, sizeof *start);
    uint32_t *members = arena_alloc(&r->arena, count, sizeof *members);
    if (start == NULL || members == NULL) {
        return false;
    }
    r->class_count[at] = classes;
    r->member_start[at] = start;
    r->members[at] = members;
    for (uint32_t k = 0; k < count; k++) {
        r->class_of[first + k] = classes_are_people(r, who) ? k : r->problem->class_of[who][k];
        r->rank[first + k] = start[r->class_of[first + k] + 1]++;
    }
    for (uint32_t k = 0; k < classes; k++) {
        start[k + 1] += start[k];
    }
    for (uint32_t k = 0; k < count; k++) {
        members[start[r->class_of[first + k]] + r->rank[first + k]] = first + k;
    }
    return true;
}

// Rows along the own side: the table itself, or turned over, in blocks that stay in the cache.
static bool make_scores(roster *r) {
    const problem *p = r->problem;
    if (p->class_scores == NULL || r->role_of[SIDE_OWN] == ROLE_MENTEE) {
        r->scores = p->class_scores;
        return true;
    }
    enum { BLOCK = 64 };
    const size_t rows = r->class_count[SIDE_OTHER], columns = r->class_count[SIDE_OWN];
    int16_t *turned = arena_alloc(&r->arena, rows * columns, sizeof *turned);
    if (turned == NULL) {
        return false;
    }
    for (size_t top = 0; top < rows; top += BLOCK) {
        for (size_t left = 0; left < columns; left += BLOCK) {
            for (size_t row = top; row < top + BLOCK && row < rows; row++) {
                for (size_t column = left; column < left + BLOCK && column < columns; column++) {
                    turned[column * rows + row] = p->class_scores[row * columns + column];
                }
            }
        }
    }
    r->scores = turned;
    return true;
}

static status make_people(roster *r, context *c) {
    const problem *p = r->problem;
    for (uint32_t node = 0; node < r->node_count; node++) {
        const role who = r->role_of[roster_side(r, node)];
        const uint32_t number = roster_number(r, node);
        r->places[node] = (int32_t)p->capacity[who][number];
        r->priority[node] = who == ROLE_MENTEE && p->priority != NULL && p->priority[number];
    }
    for (size_t k = 0; k < p->pin_count; k++) {
        r->places[roster_node(r, ROLE_MENTEE, p->pins[k].couple.mentee)]--;
        r->places[roster_node(r, ROLE_MENTOR, p->pins[k].couple.mentor)]--;
    }
    for (uint32_t node = 0; node < r->node_count; node++) {
        if (r->places[node] < 0) {
            return context_fail(c, STATUS_INTERNAL, WHERE, "more pins than places");
        }
    }
    return STATUS_OK;
}

// ---- pairs with an entry of their own ---------------------------------------------------------------------------

static int compare_couples(const void *a, const void *b) {
    const couple *x = a, *y = b;
    if (x->mentee != y->mentee) {
        return x->mentee < y->mentee ? -1 : 1;
    }
    return (x->mentor > y->mentor) - (x->mentor < y->mentor);
}

static bool is_pinned(const problem *p, couple wanted) {
    // A pin begins with its couple.
    return p->pin_count > 0 && bsearch(&wanted, p->pins, p->pin_count, sizeof *p->pins, compare_couples) != NULL;
}

static bool is_previous(const problem *p, couple wanted) {
    return p->previous_count > 0 &&
           bsearch(&wanted, p->previous, p->previous_count, sizeof *p->previous, compare_couples) != NULL;
}

static const exception *find_exception(const problem *p, couple wanted) {
    if (p->exception_start == NULL) {
        return NULL;
    }
    size_t low = p->exception_start[wanted.mentee], high = p->exception_start[wanted.mentee + 1];
    const size_t end = high;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (p->exceptions[middle].mentor < wanted.mentor) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < end && p->exceptions[low].mentor == wanted.mentor ? &p->exceptions[low] : NULL;
}

static int16_t exception_score(const exception *e) {
    return e->reason == REASON_ELIGIBLE ? e->score_bp : -1;
}

// -1: not eligible.
static int16_t score_of_couple(const roster *r, couple pair) {
    const problem *p = r->problem;
    const exception *e = find_exception(p, pair);
    if (e != NULL) {
        return exception_score(e);
    }
    const uint32_t mentee_class = r->class_of[roster_node(r, ROLE_MENTEE, pair.mentee)];
    const uint32_t mentor_class = r->class_of[roster_node(r, ROLE_MENTOR, pair.mentor)];
    const bool own_is_mentee = r->role_of[SIDE_OWN] == ROLE_MENTEE;
    return roster_class_score(r, own_is_mentee ? mentee_class : mentor_class,
                              own_is_mentee ? mentor_class : mentee_class);
}

typedef struct collector {
    roster *r;
    bool counting;
    size_t *next; // [own]: counts, then where the next entry goes
} collector;

static void collect(collector *k, couple pair, int16_t score_bp, bool kept) {
    const roster *r = k->r;
    const role own_role = r->role_of[SIDE_OWN];
    const uint32_t own = own_role == ROLE_MENTEE ? pair.mentee : pair.mentor;
    const uint32_t other = own_role == ROLE_MENTEE ? pair.mentor : pair.mentee;
    const size_t at = k->next[own]++;
    if (!k->counting) {
        r->specials[at] = (special){.other = r->own_count + other, .score_bp = score_bp, .kept = kept};
    }
}

static void collect_all(collector *k) {
    const problem *p = k->r->problem;
    for (size_t n = 0; n < p->pin_count; n++) {
        collect(k, p->pins[n].couple, -1, false);
    }
    for (size_t n = 0; n < p->previous_count; n++) {
        if (!is_pinned(p, p->previous[n])) {
            const int16_t score_bp = k->counting ? 0 : score_of_couple(k->r, p->previous[n]);
            collect(k, p->previous[n], score_bp, score_bp >= 0);
        }
    }
    if (p->exception_start == NULL) {
        return;
    }
    for (uint32_t mentee = 0; mentee < p->count[ROLE_MENTEE]; mentee++) {
        for (size_t n = p->exception_start[mentee]; n < p->exception_start[mentee + 1]; n++) {
            const couple pair = {.mentee = mentee, .mentor = p->exceptions[n].mentor};
            if (!is_pinned(p, pair) && !is_previous(p, pair)) {
                collect(k, pair, exception_score(&p->exceptions[n]), false);
            }
        }
    }
}

static int compare_specials(const void *a, const void *b) {
    const special *x = a, *y = b;
    return (x->other > y->other) - (x->other < y->other);
}

static status make_specials(roster *r, context *c) {
    size_t *next = memory_alloc(&c->memory, (size_t)r->own_count + 1, sizeof *next);
    status result = STATUS_OK;
    if (next == NULL) {
        return context_no_memory(c, WHERE);
    }
    collector k = {.r = r, .counting = true, .next = next};
    collect_all(&k);
    for (uint32_t own = 0; own < r->own_count; own++) {
        r->special_start[own + 1] = r->special_start[own] + next[own];
    }
    r->specials = arena_alloc(&r->arena, r->special_start[r->own_count], sizeof *r->specials);
    if (r->specials == NULL) {
        result = context_no_memory(c, WHERE);
        goto out;
    }
    memcpy(next, r->special_start, r->own_count * sizeof *next);
    k.counting = false;
    collect_all(&k);
    for (uint32_t own = 0; own < r->own_count; own++) {
        const size_t start = r->special_start[own];
        qsort(r->specials + start, r->special_start[own + 1] - start, sizeof *r->specials, compare_specials);
    }
out:
    memory_free(&c->memory, next);
    return result;
}

// ---- life -------------------------------------------------------------------------------------------------------

static status fill(roster *r, context *c) {
    const problem *p = r->problem;
    r->role_of[SIDE_OWN] = own_role(p);
    r->role_of[SIDE_OTHER] = r->role_of[SIDE_OWN] == ROLE_MENTEE ? ROLE_MENTOR : ROLE_MENTEE;
    r->own_count = p->count[r->role_of[SIDE_OWN]];
    r->other_count = p->count[r->role_of[SIDE_OTHER]];
    r->node_count = r->own_count + r->other_count;
    r->class_of = arena_alloc(&r->arena, r->node_count, sizeof *r->class_of);
    r->rank = arena_alloc(&r->arena, r->node_count, sizeof *r->rank);
    r->places = arena_alloc(&r->arena, r->node_count, sizeof *r->places);
    r->priority = arena_alloc(&r->arena, r->node_count, sizeof *r->priority);
    r->special_start = arena_alloc(&r->arena, (size_t)r->own_count + 1, sizeof *r->special_start);
    const bool enough =
        r->class_of != NULL && r->rank != NULL && r->places != NULL && r->priority != NULL && r->special_start != NULL;
    if (!enough || !make_classes(r, SIDE_OWN) || !make_classes(r, SIDE_OTHER) || !make_scores(r)) {
        return context_no_memory(c, WHERE);
    }
    TRY(make_people(r, c));
    return make_specials(r, c);
}

status roster_create(roster **out, context *c, const problem *p) {
    roster *r = memory_alloc(&c->memory, 1, sizeof *r);
    if (r == NULL) {
        return context_no_memory(c, WHERE);
    }
    r->arena = arena_over(&c->memory);
    r->problem = p;
    const status result = fill(r, c);
    if (result != STATUS_OK) {
        roster_free(r);
        return result;
    }
    *out = r;
    return STATUS_OK;
}

void roster_free(roster *r) {
    if (r != NULL) {
        memory *m = r->arena.memory;
        arena_free(&r->arena);
        memory_free(m, r);
    }
}
