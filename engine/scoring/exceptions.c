// One pass over each source of exceptions, then two counting passes that sort them.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scoring/exceptions.h"

#include "scoring/crowds.h"
#include "scoring/eligibility.h"

static bool mark(marked_pairs *p, uint32_t mentee, uint32_t mentor, bool scored) {
    if (!memory_reserve(p->memory, &p->items, &p->capacity, p->count + 1, sizeof *p->items)) {
        return false;
    }
    p->items[p->count++] = (marked_pair){.mentee = mentee, .mentor = mentor, .scored = scored};
    return true;
}

// The pair, and the same two people the other way round.
static bool mark_both_ways(marked_pairs *p, const cohort *h, uint32_t mentee, uint32_t mentor) {
    couple reverse;
    return mark(p, mentee, mentor, false) &&
           (!eligibility_reverse(&reverse, h, mentee, mentor) || mark(p, reverse.mentee, reverse.mentor, false));
}

static bool mark_couples(marked_pairs *p, const couple *couples, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (!mark(p, couples[i].mentee, couples[i].mentor, false)) {
            return false;
        }
    }
    return true;
}

static bool mark_pins(marked_pairs *p, const cohort *h) {
    for (uint32_t i = 0; i < h->pin_count; i++) {
        if (!mark_both_ways(p, h, h->pins[i].mentee, h->pins[i].mentor)) {
            return false;
        }
    }
    return true;
}

static bool mark_person(marked_pairs *p, const cohort *h, role side, uint32_t number) {
    const person *who = &h->people[side][number];
    bool is_mentee = side == ROLE_MENTEE;
    if (who->self != NONE && !mark(p, is_mentee ? number : who->self, is_mentee ? who->self : number, false)) {
        return false;
    }
    for (uint32_t i = 0; i < who->conflict_count; i++) {
        uint32_t other = who->conflicts[i];
        if (!mark_both_ways(p, h, is_mentee ? number : other, is_mentee ? other : number)) {
            return false;
        }
    }
    return true;
}

static bool mark_people(marked_pairs *p, const cohort *h) {
    for (role side = 0; side < ROLE_COUNT; side++) {
        for (uint32_t i = 0; i < h->count[side]; i++) {
            if (!mark_person(p, h, side, i)) {
                return false;
            }
        }
    }
    return true;
}

// ---- institutions that are no crowds: mentors in lists by institution

static bool mark_institutions(marked_pairs *p, const cohort *h) {
    const person *mentors = h->people[ROLE_MENTOR];
    crowds crowded;
    bool done = crowds_find(&crowded, p->memory, h) == STATUS_OK;
    uint32_t *first = memory_alloc(p->memory, crowded.institutions, sizeof *first); // mentor + 1
    uint32_t *next = memory_alloc(p->memory, h->count[ROLE_MENTOR], sizeof *next);
    done = done && first != NULL && next != NULL;
    for (uint32_t j = 0; done && j < h->count[ROLE_MENTOR]; j++) {
        next[j] = first[mentors[j].institution];
        first[mentors[j].institution] = j + 1;
    }
    for (uint32_t i = 0; done && i < h->count[ROLE_MENTEE]; i++) {
        uint32_t institution = h->people[ROLE_MENTEE][i].institution;
        const bool listed = institution != 0 && !crowded.is[institution];
        for (uint32_t j = !listed ? 0 : first[institution]; done && j != 0; j = next[j - 1]) {
            done = mark(p, i, j - 1, false);
        }
    }
    memory_free(p->memory, first);
    memory_free(p->memory, next);
    crowds_free(&crowded);
    return done;
}

// ---- criteria that look at two particular people

static bool mark_named(marked_pairs *p, const cohort *h, role asker) {
    for (uint32_t i = 0; i < h->count[asker]; i++) {
        const person *who = &h->people[asker][i];
        for (uint32_t r = 0; r < who->requested_count; r++) {
            uint32_t asked = who->requested[r];
            if (!mark(p, asker == ROLE_MENTEE ? i : asked, asker == ROLE_MENTEE ? asked : i, true)) {
                return false;
            }
        }
    }
    return true;
}

static bool mark_given(marked_pairs *p, const given_table *table) {
    for (size_t i = 0; i < table->count; i++) {
        if (!mark(p, table->scores[i].couple.mentee, table->scores[i].couple.mentor, true)) {
            return false;
        }
    }
    return true;
}

static bool mark_criteria(marked_pairs *p, const cohort *h) {
    for (uint32_t i = 0; i < h->program->criterion_count; i++) {
        const criterion *k = &h->program->criteria[i];
        if (k->weight == 0) {
            continue;
        }
        if ((k->kind == KIND_NAMED && !mark_named(p, h, (role)k->asker)) ||
            (k->kind == KIND_GIVEN && !mark_given(p, &h->given[i]))) {
            return false;
        }
    }
    return true;
}

// ---- sorting

// A stable counting pass by one of the two numbers.
static bool sort_by(marked_pair *to, const marked_pair *from, size_t count, memory *m, role side, uint32_t people) {
    size_t *start = memory_alloc(m, (size_t)people + 1, sizeof *start);
    if (start == NULL) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        start[(side == ROLE_MENTEE ? from[i].mentee : from[i].mentor) + 1]++;
    }
    for (size_t i = 0; i < people; i++) {
        start[i + 1] += start[i];
    }
    for (size_t i = 0; i < count; i++) {
        to[start[side == ROLE_MENTEE ? from[i].mentee : from[i].mentor]++] = from[i];
    }
    memory_free(m, start);
    return true;
}

static bool sort_marks(marked_pairs *p, const cohort *h) {
    marked_pair *other = memory_alloc(p->memory, p->count, sizeof *other);
    bool done = other != NULL && sort_by(other, p->items, p->count, p->memory, ROLE_MENTOR, h->count[ROLE_MENTOR]) &&
                sort_by(p->items, other, p->count, p->memory, ROLE_MENTEE, h->count[ROLE_MENTEE]);
    memory_free(p->memory, other);
    return done;
}

static void merge_equal(marked_pairs *p) {
    size_t kept = 0;
    for (size_t i = 0; i < p->count; i++) {
        marked_pair *last = kept == 0 ? NULL : &p->items[kept - 1];
        if (last != NULL && last->mentee == p->items[i].mentee && last->mentor == p->items[i].mentor) {
            last->scored |= p->items[i].scored;
        } else {
            p->items[kept++] = p->items[i];
        }
    }
    p->count = kept;
}

status exceptions_marks(marked_pairs *out, memory *m, const cohort *h) {
    const rules *r = &h->program->rules;
    *out = (marked_pairs){.memory = m};
    bool done = mark_people(out, h) && mark_couples(out, h->vetoes, h->veto_count) && mark_pins(out, h) &&
                (!r->past_pairs_never || mark_couples(out, h->past, h->past_count)) &&
                (!r->same_institution_never || mark_institutions(out, h)) && mark_criteria(out, h) &&
                (out->count == 0 || sort_marks(out, h));
    if (!done) {
        return STATUS_NO_MEMORY;
    }
    merge_equal(out);
    return STATUS_OK;
}

void exceptions_marks_free(marked_pairs *p) {
    memory_free(p->memory, p->items);
    *p = (marked_pairs){.memory = p->memory};
}
