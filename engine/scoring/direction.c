// Every two people in both roles, each direction once.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scoring/direction.h"

#include "scoring/draw.h"
#include "scoring/eligibility.h"

// Somebody in both roles, seen as the mentor.
typedef struct both_roles {
    uint32_t mentor, mentee; // the same person's numbers
    uint64_t mentor_key, mentee_key;
} both_roles;

typedef struct people_in_both {
    both_roles *items; // ascending by mentor
    uint32_t count;
} people_in_both;

static status collect(people_in_both *out, memory *m, const scoring *s) {
    const cohort *h = s->cohort;
    uint32_t count = 0;
    for (uint32_t j = 0; j < h->count[ROLE_MENTOR]; j++) {
        count += h->people[ROLE_MENTOR][j].self != NONE ? 1 : 0;
    }
    out->items = memory_alloc(m, count, sizeof *out->items);
    if (out->items == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (uint32_t j = 0; j < h->count[ROLE_MENTOR]; j++) {
        const person *p = &h->people[ROLE_MENTOR][j];
        if (p->self != NONE) {
            out->items[out->count++] = (both_roles){
                .mentor = j,
                .mentee = p->self,
                .mentor_key = draw_key(s->seed, 1, ROLE_MENTOR, p->id),
                .mentee_key = draw_key(s->seed, 1, ROLE_MENTEE, h->people[ROLE_MENTEE][p->self].id),
            };
        }
    }
    return STATUS_OK;
}

// Whether `learner` with `guide` as the mentor gives way to the same two the other way round.
static bool gives_way(const scoring *s, const both_roles *learner, const both_roles *guide) {
    const person *mentors = s->cohort->people[ROLE_MENTOR];
    int32_t score_bp, reverse_bp;
    if (scoring_pair(s, learner->mentee, guide->mentor, &score_bp) != REASON_ELIGIBLE ||
        scoring_is_pinned(s, learner->mentee, guide->mentor)) {
        return false;
    }
    if (scoring_is_pinned(s, guide->mentee, learner->mentor)) {
        return true;
    }
    if (mentors[learner->mentor].capacity == 0 || mentors[guide->mentor].capacity == 0 ||
        scoring_pair(s, guide->mentee, learner->mentor, &reverse_bp) != REASON_ELIGIBLE) {
        return false;
    }
    direction one = {{learner->mentee, guide->mentor}, score_bp, learner->mentee_key, guide->mentor_key};
    direction other = {{guide->mentee, learner->mentor}, reverse_bp, guide->mentee_key, learner->mentor_key};
    return eligibility_gives_way(s->cohort, &one, &other);
}

static bool add(directions *d, const both_roles *learner, const both_roles *guide) {
    if (!memory_reserve(d->memory, &d->lost, &d->capacity, d->count + 1, sizeof *d->lost)) {
        return false;
    }
    d->lost[d->count++] = (couple){.mentee = learner->mentee, .mentor = guide->mentor};
    return true;
}

// The place in `p` of each mentee in both roles, plus one; 0: in one role only.
static uint32_t *places_of_mentees(memory *m, const cohort *h, const people_in_both *p) {
    uint32_t *places = memory_alloc(m, h->count[ROLE_MENTEE], sizeof *places);
    for (uint32_t i = 0; places != NULL && i < p->count; i++) {
        places[p->items[i].mentee] = i + 1;
    }
    return places;
}

status directions_find(directions *out, memory *m, const scoring *s) {
    const cohort *h = s->cohort;
    people_in_both people = {0};
    uint32_t *places = NULL;
    *out = (directions){.memory = m};
    if (!h->program->rules.better_direction) {
        return STATUS_OK;
    }
    status result = collect(&people, m, s);
    if (result == STATUS_OK) {
        places = places_of_mentees(m, h, &people);
        result = places == NULL ? STATUS_NO_MEMORY : STATUS_OK;
    }
    for (uint32_t i = 0; result == STATUS_OK && i < h->count[ROLE_MENTEE]; i++) {
        for (uint32_t j = 0; result == STATUS_OK && places[i] != 0 && j < people.count; j++) {
            const both_roles *learner = &people.items[places[i] - 1];
            if (learner != &people.items[j] && gives_way(s, learner, &people.items[j]) &&
                !add(out, learner, &people.items[j])) {
                result = STATUS_NO_MEMORY;
            }
        }
    }
    memory_free(m, people.items);
    memory_free(m, places);
    return result;
}

void directions_free(directions *d) {
    memory_free(d->memory, d->lost);
    *d = (directions){.memory = d->memory};
}
