// Lists of pairs by person and of people by class; special pairs merged from three sorted lists.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "consequences/seating.h"

#include "scoring/classes.h"

static uint32_t number_in(const couple *pair, role side) {
    return side == ROLE_MENTEE ? pair->mentee : pair->mentor;
}

// ---- people ------------------------------------------------------------------------------------------------------

// From counts in start[1..] to where each list begins.
static void sum_up(uint32_t *start, uint32_t count) {
    for (uint32_t k = 0; k < count; k++) {
        start[k + 1] += start[k];
    }
}

static bool list_classes(seating *s, role side) {
    const uint32_t class_count = s->scoring->class_count[side], people = s->count[side];
    uint32_t *start = arena_alloc(&s->arena, (size_t)class_count + 1, sizeof *start);
    uint32_t *members = arena_alloc(&s->arena, people, sizeof *members);
    uint32_t *next = arena_alloc(&s->arena, class_count, sizeof *next);
    if (start == NULL || members == NULL || next == NULL) {
        return false;
    }
    for (uint32_t k = 0; k < people; k++) {
        start[seating_class(s, side, k) + 1]++;
    }
    sum_up(start, class_count);
    for (uint32_t k = 0; k < people; k++) {
        const uint32_t class = seating_class(s, side, k);
        members[start[class] + next[class]++] = k;
    }
    s->class_start[side] = start;
    s->class_members[side] = members;
    return true;
}

static bool count_people(seating *s, role side, const couple *pairs, uint32_t pair_count) {
    const cohort *h = s->cohort;
    const uint32_t people = s->count[side] = h->count[side];
    s->load[side] = arena_alloc(&s->arena, people, sizeof *s->load[side]);
    s->free[side] = arena_alloc(&s->arena, people, sizeof *s->free[side]);
    s->movable[side] = arena_alloc(&s->arena, people, sizeof *s->movable[side]);
    s->bond_start[side] = arena_alloc(&s->arena, (size_t)people + 1, sizeof *s->bond_start[side]);
    if (s->load[side] == NULL || s->free[side] == NULL || s->movable[side] == NULL || s->bond_start[side] == NULL) {
        return false;
    }
    for (uint32_t k = 0; k < pair_count; k++) {
        s->load[side][number_in(&pairs[k], side)]++;
    }
    for (uint32_t k = 0; k < people; k++) {
        const uint32_t capacity = h->people[side][k].capacity, load = s->load[side][k];
        s->free[side][k] = load < capacity ? capacity - load : 0;
    }
    return list_classes(s, side);
}

static bool fill_extra(seating *s) {
    s->extra = arena_alloc(&s->arena, s->count[ROLE_MENTEE], sizeof *s->extra);
    for (uint32_t i = 0; s->extra != NULL && i < s->count[ROLE_MENTEE]; i++) {
        s->extra[i] = s->cohort->people[ROLE_MENTEE][i].priority ? s->tariff.priority : 0;
    }
    return s->extra != NULL;
}

// ---- special pairs -----------------------------------------------------------------------------------------------

// Walks three lists sorted by (mentee, mentor) at once.
typedef struct merge {
    const couple *pairs, *pairs_end;
    const couple *kept, *kept_end;
} merge;

// Takes the couple off the head of a list, if it stands there.
static bool take(const couple **list, const couple *end, uint32_t mentee, uint32_t mentor) {
    const bool stands = *list < end && (*list)->mentee == mentee && (*list)->mentor == mentor;
    *list += stands;
    return stands;
}

static uint32_t head(const couple *list, const couple *end, uint32_t mentee) {
    return list < end && list->mentee == mentee ? list->mentor : NONE;
}

static uint32_t smallest(uint32_t a, uint32_t b, uint32_t c) {
    const uint32_t least = a < b ? a : b;
    return least < c ? least : c;
}

static void add_special(seating *s, uint32_t i, uint32_t j, bool paired, bool kept) {
    int32_t score_bp;
    const reason why = scoring_pair(s->scoring, i, j, &score_bp);
    const cost weight = tariff_of_score(&s->tariff, score_bp) + s->extra[i] + (kept ? s->tariff.kept : 0);
    const bool pinned = paired && scoring_is_pinned(s->scoring, i, j);
    s->specials[s->special_start[i + 1]++] = (special){.mentee = i,
                                                       .mentor = j,
                                                       .weight = weight,
                                                       .score_bp = (int16_t)score_bp,
                                                       .open = !paired && why == REASON_ELIGIBLE};
    if (paired && !pinned) {
        s->bonds[s->bond_count++] = (bond){.mentee = i, .mentor = j, .weight = weight};
        s->bond_start[ROLE_MENTEE][i + 1]++;
        s->bond_start[ROLE_MENTOR][j + 1]++;
    }
}

static void merge_mentee(seating *s, merge *m, uint32_t i) {
    const scoring *from = s->scoring;
    size_t at = from->exception_start[i];
    const size_t end = from->exception_start[i + 1];
    s->special_start[i + 1] = s->special_start[i];
    for (;;) {
        const uint32_t exceptional = at < end ? from->exceptions[at].mentor : NONE;
        const uint32_t j = smallest(exceptional, head(m->pairs, m->pairs_end, i), head(m->kept, m->kept_end, i));
        if (j == NONE) {
            return;
        }
        at += j == exceptional;
        const bool paired = take(&m->pairs, m->pairs_end, i, j);
        const bool kept = take(&m->kept, m->kept_end, i, j);
        add_special(s, i, j, paired, kept);
    }
}

static bool list_specials(seating *s, const couple *pairs, uint32_t pair_count) {
    const cohort *h = s->cohort;
    const size_t most = s->scoring->exception_start[s->count[ROLE_MENTEE]] + pair_count + h->previous_count;
    s->special_start = arena_alloc(&s->arena, (size_t)s->count[ROLE_MENTEE] + 1, sizeof *s->special_start);
    s->specials = arena_alloc(&s->arena, most, sizeof *s->specials);
    s->bonds = arena_alloc(&s->arena, pair_count, sizeof *s->bonds);
    s->mentor_bonds = arena_alloc(&s->arena, pair_count, sizeof *s->mentor_bonds);
    if (s->special_start == NULL || s->specials == NULL || s->bonds == NULL || s->mentor_bonds == NULL) {
        return false;
    }
    merge m = {.pairs = pairs,
               .pairs_end = pairs + pair_count,
               .kept = h->previous,
               .kept_end = h->previous_count > 0 ? h->previous + h->previous_count : h->previous};
    for (uint32_t i = 0; i < s->count[ROLE_MENTEE]; i++) {
        merge_mentee(s, &m, i);
    }
    return true;
}

static bool list_mentor_bonds(seating *s) {
    const uint32_t mentors = s->count[ROLE_MENTOR];
    uint32_t *next = arena_alloc(&s->arena, mentors, sizeof *next);
    if (next == NULL) {
        return false;
    }
    sum_up(s->bond_start[ROLE_MENTEE], s->count[ROLE_MENTEE]);
    sum_up(s->bond_start[ROLE_MENTOR], mentors);
    for (uint32_t k = 0; k < s->bond_count; k++) {
        const uint32_t j = s->bonds[k].mentor;
        s->mentor_bonds[s->bond_start[ROLE_MENTOR][j] + next[j]++] = k;
    }
    for (role side = ROLE_MENTOR; side < ROLE_COUNT; side++) {
        for (uint32_t k = 0; k < s->count[side]; k++) {
            s->movable[side][k] = s->free[side][k] > 0 || seating_bonds(s, side, k) > 0;
        }
    }
    return true;
}

// ---- the whole ---------------------------------------------------------------------------------------------------

status seating_make(seating *out, context *c, const scoring *s, const couple *pairs, uint32_t pair_count,
                    const tariff *t) {
    *out = (seating){.arena = arena_over(&c->memory), .cohort = s->cohort, .scoring = s, .tariff = *t};
    const bool made = count_people(out, ROLE_MENTEE, pairs, pair_count) &&
                      count_people(out, ROLE_MENTOR, pairs, pair_count) && fill_extra(out) &&
                      list_specials(out, pairs, pair_count) && list_mentor_bonds(out);
    return made ? STATUS_OK : context_no_memory(c, "consequences/seating");
}

void seating_free(seating *s) {
    arena_free(&s->arena);
}

const special *seating_special(const seating *s, uint32_t mentee, uint32_t mentor) {
    size_t first = s->special_start[mentee], end = s->special_start[mentee + 1];
    while (first < end) {
        const size_t middle = first + (end - first) / 2;
        if (s->specials[middle].mentor == mentor) {
            return &s->specials[middle];
        }
        if (s->specials[middle].mentor < mentor) {
            first = middle + 1;
        } else {
            end = middle;
        }
    }
    return NULL;
}

const int16_t *seating_row(const seating *s, uint32_t mentee_class, int16_t *scratch) {
    const scoring *from = s->scoring;
    const uint32_t mentors = from->class_count[ROLE_MENTOR];
    if (from->class_scores != NULL) {
        return from->class_scores + (size_t)mentee_class * mentors;
    }
    uint32_t numbers[CLASS_CHUNK];
    uint8_t reasons[CLASS_CHUNK];
    for (uint32_t first = 0; first < mentors; first += CLASS_CHUNK) {
        const uint32_t count = mentors - first < CLASS_CHUNK ? mentors - first : CLASS_CHUNK;
        for (uint32_t k = 0; k < count; k++) {
            numbers[k] = first + k;
        }
        classes_score(from->classes, mentee_class, numbers, count, scratch + first, reasons);
        for (uint32_t k = 0; k < count; k++) {
            scratch[first + k] = reasons[k] == REASON_ELIGIBLE ? scratch[first + k] : (int16_t)-1;
        }
    }
    return scratch;
}
