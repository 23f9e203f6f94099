// Makes the scores and eligibility of a whole cohort: the class table, then the exceptions of each mentee.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scoring/classes.h"
#include "scoring/direction.h"
#include "scoring/exceptions.h"
#include "scoring/scoring.h"

// ---- the class table

static bool table_create(scoring *s) {
    uint32_t mentors = s->class_count[ROLE_MENTOR];
    size_t size = (size_t)s->class_count[ROLE_MENTEE] * mentors;
    if (size > CLASS_TABLE_LIMIT) {
        return true;
    }
    s->class_scores = arena_alloc(&s->arena, size, sizeof *s->class_scores);
    if (s->class_scores == NULL) {
        return false;
    }
    for (uint32_t first = 0; first < mentors; first += CLASS_CHUNK) {
        uint32_t numbers[CLASS_CHUNK];
        uint32_t count = mentors - first < CLASS_CHUNK ? mentors - first : CLASS_CHUNK;
        for (uint32_t i = 0; i < count; i++) {
            numbers[i] = first + i;
        }
        for (uint32_t class = 0; class < s->class_count[ROLE_MENTEE]; class ++) {
            int16_t *scores = &s->class_scores[(size_t) class * mentors + first];
            uint8_t reasons[CLASS_CHUNK];
            classes_score(s->classes, class, numbers, count, scores, reasons);
            for (uint32_t i = 0; i < count; i++) {
                scores[i] = (int16_t)(reasons[i] == REASON_ELIGIBLE ? scores[i] : -1);
            }
        }
    }
    return true;
}

// ---- exceptions

static exception exception_of(const scoring *s, const marked_pair *p) {
    const cohort *h = s->cohort;
    int32_t score_bp;
    if (p->scored) {
        score_bp = score_of(h, p->mentee, p->mentor, NULL);
    } else {
        (void)scoring_pair(s, p->mentee, p->mentor, &score_bp);
    }
    bool pinned = eligibility_listed(h->pins, h->pin_count, p->mentee, p->mentor);
    reason why = pinned ? REASON_ELIGIBLE : eligibility_of(h, p->mentee, p->mentor, score_bp);
    return (exception){.mentor = p->mentor, .score_bp = (int16_t)score_bp, .reason = (uint8_t)why, .pinned = pinned};
}

// Where the exceptions of each mentee begin, from pairs sorted by mentee.
static void fill_starts(size_t *starts, const marked_pairs *marks, size_t mentees) {
    for (size_t i = 0; i < marks->count; i++) {
        starts[marks->items[i].mentee + 1] = i + 1;
    }
    for (size_t i = 0; i < mentees; i++) { // mentees without exceptions end where the one before them ends
        if (starts[i + 1] < starts[i]) {
            starts[i + 1] = starts[i];
        }
    }
}

// All exceptions but those of the direction rule; the two arrays are the caller's to free.
static status base_exceptions(size_t **starts, exception **items, scoring *s, memory *m) {
    marked_pairs marks;
    size_t mentees = s->cohort->count[ROLE_MENTEE];
    status result = exceptions_marks(&marks, m, s->cohort);
    if (result == STATUS_OK) {
        *starts = memory_alloc(m, mentees + 1, sizeof **starts);
        *items = memory_alloc(m, marks.count, sizeof **items);
        result = *starts == NULL || *items == NULL ? STATUS_NO_MEMORY : STATUS_OK;
    }
    if (result == STATUS_OK) {
        s->exception_start = *starts; // all zero: every pair is what its classes say, until all exceptions stand
        for (size_t i = 0; i < marks.count; i++) {
            (*items)[i] = exception_of(s, &marks.items[i]);
        }
        fill_starts(*starts, &marks, mentees);
        s->exceptions = *items;
    }
    exceptions_marks_free(&marks);
    return result;
}

static exception lost_direction(const scoring *s, const couple *lost) {
    int32_t score_bp;
    (void)scoring_pair(s, lost->mentee, lost->mentor, &score_bp);
    return (exception){.mentor = lost->mentor, .score_bp = (int16_t)score_bp, .reason = REASON_OTHER_DIRECTION};
}

// Merges what gives way into the base exceptions, which `s` still holds, into arrays of the arena.
static status merge_directions(scoring *s, const directions *d) {
    size_t mentees = s->cohort->count[ROLE_MENTEE];
    size_t *starts = arena_alloc(&s->arena, mentees + 1, sizeof *starts);
    exception *items = arena_alloc(&s->arena, s->exception_start[mentees] + d->count, sizeof *items);
    if (starts == NULL || items == NULL) {
        return STATUS_NO_MEMORY;
    }
    size_t count = 0, lost = 0;
    for (size_t i = 0; i < mentees; i++) {
        size_t base = s->exception_start[i], end = s->exception_start[i + 1];
        while (base < end || (lost < d->count && d->lost[lost].mentee == i)) {
            bool has_lost = lost < d->count && d->lost[lost].mentee == i;
            if (has_lost && (base == end || d->lost[lost].mentor <= s->exceptions[base].mentor)) {
                base += base < end && d->lost[lost].mentor == s->exceptions[base].mentor ? 1 : 0;
                items[count++] = lost_direction(s, &d->lost[lost++]);
            } else {
                items[count++] = s->exceptions[base++];
            }
        }
        starts[i + 1] = count;
    }
    s->exception_start = starts;
    s->exceptions = items;
    return STATUS_OK;
}

static status exceptions_create(scoring *s, memory *m) {
    size_t *starts = NULL;
    exception *items = NULL;
    directions lost = {.memory = m};
    status result = base_exceptions(&starts, &items, s, m);
    if (result == STATUS_OK) {
        result = directions_find(&lost, m, s);
    }
    if (result == STATUS_OK) {
        result = merge_directions(s, &lost);
    }
    directions_free(&lost);
    memory_free(m, starts);
    memory_free(m, items);
    return result;
}

// ---- the whole

static status fill(scoring *s, context *c) {
    classes *k;
    TRY(classes_create(&k, &s->arena, c, s->cohort));
    s->classes = k;
    for (role side = 0; side < ROLE_COUNT; side++) {
        s->class_count[side] = k->count[side];
        s->class_of[side] = k->of_person[side];
        s->class_member[side] = k->member[side];
    }
    if (!table_create(s) || exceptions_create(s, &c->memory) != STATUS_OK) {
        return context_no_memory(c, "scoring/scoring");
    }
    return STATUS_OK;
}

status scoring_create(scoring **out, context *c, const cohort *h, uint64_t seed) {
    arena a = arena_over(&c->memory);
    scoring *s = arena_alloc(&a, 1, sizeof *s);
    if (s == NULL) {
        return context_no_memory(c, "scoring/scoring");
    }
    *s = (scoring){.arena = a, .cohort = h, .seed = seed};
    status result = fill(s, c);
    if (result != STATUS_OK) {
        scoring_free(s);
        return result;
    }
    *out = s;
    return STATUS_OK;
}
