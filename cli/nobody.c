// What exceptions take from each person, or give them, is counted first. A class is settled once it is known to be allowed
// more people of the other role than exceptions take from any of its members: nearly every class is, by a few others. Of
// those that are not, all are counted. Mentor classes lie sorted by stage, so that those whom the stage gap rules out are
// never looked at.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "nobody.h"

#include <stdlib.h>

enum { CHUNK = 32 };

typedef struct staged { // a mentor class with places
    int32_t stage;      // -1: not answered
    uint32_t class;
} staged;

typedef struct counting {
    const scoring *scored;
    const cohort *cohort;
    uint32_t *size[ROLE_COUNT];            // [classes]: members; of mentors, those with places
    int64_t *change[ROLE_COUNT];           // [people]: those whom only exceptions allow, less those whom only they forbid
    int64_t *taken[ROLE_COUNT];            // [classes]: the least change of a member, negated
    int64_t *allowed[ROLE_COUNT];          // [classes]: people of the other role whom the class allows; at least so many, where settled
    uint32_t *sorted;                      // mentor classes with places, by stage
    uint32_t sorted_count, unstaged_count; // those without a stage are the first
    uint32_t *stage_start;                 // [stages + 1]: in sorted
} counting;

static bool has_place(const counting *k, uint32_t mentor) {
    return k->cohort->people[ROLE_MENTOR][mentor].capacity > 0;
}

static bool is_settled(const counting *k, role as, uint32_t class) {
    return k->allowed[as][class] > k->taken[as][class];
}

static int32_t stage_of(const counting *k, role as, uint32_t class) {
    return k->cohort->people[as][k->scored->class_member[as][class]].stage;
}

// ---- preparing --------------------------------------------------------------------------------------------------

static status allocate(counting *k, arena *a) {
    const uint32_t stages = k->cohort->program->career_stages.count;
    for (int r = 0; r < ROLE_COUNT; r++) {
        const uint32_t classes = k->scored->class_count[r];
        k->size[r] = arena_alloc(a, classes, sizeof *k->size[r]);
        k->taken[r] = arena_alloc(a, classes, sizeof *k->taken[r]);
        k->allowed[r] = arena_alloc(a, classes, sizeof *k->allowed[r]);
        k->change[r] = arena_alloc(a, k->cohort->count[r], sizeof *k->change[r]);
        if (k->size[r] == NULL || k->taken[r] == NULL || k->allowed[r] == NULL || k->change[r] == NULL) {
            return STATUS_NO_MEMORY;
        }
    }
    k->sorted = arena_alloc(a, k->scored->class_count[ROLE_MENTOR], sizeof *k->sorted);
    k->stage_start = arena_alloc(a, (size_t)stages + 1, sizeof *k->stage_start);
    return k->sorted == NULL || k->stage_start == NULL ? STATUS_NO_MEMORY : STATUS_OK;
}

static void look_at_exceptions(counting *k, uint32_t mentee) {
    const scoring *s = k->scored;
    const size_t end = s->exception_start[mentee + 1];
    for (size_t first = s->exception_start[mentee]; first < end; first += CHUNK) {
        const uint32_t count = end - first < CHUNK ? (uint32_t)(end - first) : CHUNK;
        uint32_t classes[CHUNK];
        bool is_allowed[CHUNK];
        for (uint32_t n = 0; n < count; n++) {
            classes[n] = s->class_of[ROLE_MENTOR][s->exceptions[first + n].mentor];
        }
        scoring_class_allowed(s, s->class_of[ROLE_MENTEE][mentee], classes, count, is_allowed);
        for (uint32_t n = 0; n < count; n++) {
            const exception *e = &s->exceptions[first + n];
            const int change = (e->reason == REASON_ELIGIBLE) - (int)is_allowed[n];
            k->change[ROLE_MENTOR][e->mentor] += change;
            k->change[ROLE_MENTEE][mentee] += has_place(k, e->mentor) ? change : 0;
        }
    }
}

static void count_people(counting *k) {
    for (uint32_t i = 0; i < k->cohort->count[ROLE_MENTEE]; i++) {
        look_at_exceptions(k, i);
    }
    for (int r = 0; r < ROLE_COUNT; r++) {
        for (uint32_t c = 0; c < k->scored->class_count[r]; c++) {
            k->taken[r][c] = INT64_MIN;
        }
        for (uint32_t i = 0; i < k->cohort->count[r]; i++) {
            const uint32_t class = k->scored->class_of[r][i];
            if (r == ROLE_MENTEE || has_place(k, i)) {
                k->taken[r][class] = -k->change[r][i] > k->taken[r][class] ? -k->change[r][i] : k->taken[r][class];
                k->size[r][class]++;
            }
        }
    }
}

static int by_stage(const void *a, const void *b) {
    const staged *x = a, *y = b;
    return x->stage != y->stage ? (x->stage > y->stage) - (x->stage < y->stage) : (x->class > y->class) - (x->class < y->class);
}

static status sort_mentor_classes(counting *k, arena *a) {
    const uint32_t stages = k->cohort->program->career_stages.count;
    staged *with_places = arena_alloc(a, k->scored->class_count[ROLE_MENTOR], sizeof *with_places);
    if (with_places == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (uint32_t d = 0; d < k->scored->class_count[ROLE_MENTOR]; d++) {
        if (k->size[ROLE_MENTOR][d] > 0) {
            with_places[k->sorted_count++] = (staged){.stage = stage_of(k, ROLE_MENTOR, d), .class = d};
        }
    }
    if (k->sorted_count > 0) {
        qsort(with_places, k->sorted_count, sizeof *with_places, by_stage);
    }
    for (uint32_t n = 0; n < k->sorted_count; n++) {
        k->sorted[n] = with_places[n].class;
        k->unstaged_count += with_places[n].stage < 0;
        for (uint32_t stage = 0; stage <= stages; stage++) {
            k->stage_start[stage] += with_places[n].stage < (int32_t)stage;
        }
    }
    return STATUS_OK;
}

// ---- classes ----------------------------------------------------------------------------------------------------

// The first of `sorted` at the stage or beyond.
static uint32_t start_of(const counting *k, int64_t stage) {
    const int64_t stages = k->cohort->program->career_stages.count;
    return k->stage_start[stage < 0 ? 0 : stage > stages ? stages : stage];
}

// Mentor classes first..end of `sorted`, from one that is another for each mentee class: so every mentor class is met by some.
static void look_at_slice(counting *k, uint32_t mentee_class, uint32_t first, uint32_t end) {
    const uint32_t slice = end - first, begin = slice == 0 ? 0 : (uint32_t)((uint64_t)mentee_class * CHUNK % slice);
    int64_t *allowed = &k->allowed[ROLE_MENTEE][mentee_class];
    for (uint32_t done = 0; done < slice && !is_settled(k, ROLE_MENTEE, mentee_class);) {
        const uint32_t at = begin + done < slice ? begin + done : begin + done - slice, left = at >= begin ? slice - at : begin - at;
        const uint32_t count = left < CHUNK ? left : CHUNK;
        const uint32_t *classes = &k->sorted[first + at];
        bool is_allowed[CHUNK];
        scoring_class_allowed(k->scored, mentee_class, classes, count, is_allowed);
        for (uint32_t n = 0; n < count; n++) {
            *allowed += is_allowed[n] ? k->size[ROLE_MENTOR][classes[n]] : 0;
            k->allowed[ROLE_MENTOR][classes[n]] += is_allowed[n] ? k->size[ROLE_MENTEE][mentee_class] : 0;
        }
        done += count;
    }
}

static void look_at_mentee_class(counting *k, uint32_t mentee_class) {
    const rules *r = &k->cohort->program->rules;
    const int32_t stage = stage_of(k, ROLE_MENTEE, mentee_class);
    if (stage < 0) {
        look_at_slice(k, mentee_class, 0, k->sorted_count);
        return;
    }
    const uint32_t first = start_of(k, (int64_t)stage + r->minimum_stage_gap);
    const uint32_t end = r->has_maximum_stage_gap ? start_of(k, (int64_t)stage + r->maximum_stage_gap + 1) : k->sorted_count;
    look_at_slice(k, mentee_class, first < k->unstaged_count ? k->unstaged_count : first, end < first ? first : end);
    look_at_slice(k, mentee_class, 0, k->unstaged_count);
}

static bool gap_allowed(const counting *k, int32_t mentee_stage, int32_t mentor_stage) {
    const rules *r = &k->cohort->program->rules;
    const int32_t gap = mentor_stage - mentee_stage;
    return mentee_stage < 0 || mentor_stage < 0 || (gap >= r->minimum_stage_gap && (!r->has_maximum_stage_gap || gap <= r->maximum_stage_gap));
}

// Mentor classes of one stage in full, against one mentee class after the other, until they are settled.
static void count_mentor_classes(counting *k, uint32_t *open, uint32_t count, bool *is_allowed) {
    const int32_t stage = count > 0 ? stage_of(k, ROLE_MENTOR, open[0]) : 0;
    for (uint32_t c = 0; c < k->scored->class_count[ROLE_MENTEE] && count > 0; c++) {
        uint32_t kept = 0;
        if (!gap_allowed(k, stage_of(k, ROLE_MENTEE, c), stage)) {
            continue;
        }
        scoring_class_allowed(k->scored, c, open, count, is_allowed);
        for (uint32_t n = 0; n < count; n++) {
            k->allowed[ROLE_MENTOR][open[n]] += is_allowed[n] ? k->size[ROLE_MENTEE][c] : 0;
            open[kept] = open[n];
            kept += !is_settled(k, ROLE_MENTOR, open[n]);
        }
        count = kept;
    }
}

static status look_at_mentor_classes(counting *k, arena *a) {
    uint32_t *open = arena_alloc(a, k->sorted_count, sizeof *open);
    bool *is_allowed = arena_alloc(a, k->sorted_count, sizeof *is_allowed);
    if (open == NULL || is_allowed == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (uint32_t first = 0, end; first < k->sorted_count; first = end) {
        uint32_t count = 0;
        for (end = first; end < k->sorted_count && stage_of(k, ROLE_MENTOR, k->sorted[end]) == stage_of(k, ROLE_MENTOR, k->sorted[first]); end++) {
            if (!is_settled(k, ROLE_MENTOR, k->sorted[end])) {
                k->allowed[ROLE_MENTOR][k->sorted[end]] = 0;
                open[count++] = k->sorted[end];
            }
        }
        count_mentor_classes(k, open, count, is_allowed);
    }
    return STATUS_OK;
}

static bool has_somebody(const counting *k, role as, uint32_t person_number) {
    return (as == ROLE_MENTOR && !has_place(k, person_number)) ||
           k->allowed[as][k->scored->class_of[as][person_number]] + k->change[as][person_number] > 0;
}

// ---- the rules --------------------------------------------------------------------------------------------------

static void list_people(nobody *out, const counting *k, role as) {
    for (uint32_t i = 0; i < k->cohort->count[as]; i++) {
        if (!has_somebody(k, as, i)) {
            out->count[as]++;
            if (out->listed[as] < NOBODY_LOOKED_AT) {
                out->people[as][out->listed[as]++] = (nobody_person){.person = i, .main = REASON_ELIGIBLE};
            }
        }
    }
}

static void look_at_mentee(const counting *k, nobody_person *p) {
    const scoring *s = k->scored;
    const uint32_t mentee_class = s->class_of[ROLE_MENTEE][p->person];
    uint8_t reasons[CHUNK];
    for (uint32_t done = 0; done < k->sorted_count; done += CHUNK) {
        const uint32_t count = k->sorted_count - done < CHUNK ? k->sorted_count - done : CHUNK;
        scoring_class_rulings(s, mentee_class, &k->sorted[done], count, reasons);
        for (uint32_t n = 0; n < count; n++) {
            p->ruled_out[reasons[n]] += k->size[ROLE_MENTOR][k->sorted[done + n]];
        }
    }
    for (size_t x = s->exception_start[p->person]; x < s->exception_start[p->person + 1]; x++) {
        const exception *e = &s->exceptions[x];
        if (has_place(k, e->mentor)) {
            scoring_class_rulings(s, mentee_class, &s->class_of[ROLE_MENTOR][e->mentor], 1, reasons);
            p->ruled_out[reasons[0]]--;
            p->ruled_out[e->reason]++;
        }
    }
}

// All mentors at once, so that a mentee class is prepared once.
static status look_at_mentors(nobody *out, arena *a, const counting *k) {
    const scoring *s = k->scored;
    const uint32_t count = out->listed[ROLE_MENTOR];
    nobody_person *people = out->people[ROLE_MENTOR];
    uint32_t classes[NOBODY_LOOKED_AT];
    uint32_t *listed_as = arena_alloc(a, k->cohort->count[ROLE_MENTOR], sizeof *listed_as); // + 1; 0: not listed
    uint8_t reasons[NOBODY_LOOKED_AT];
    if (listed_as == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (uint32_t n = 0; n < count; n++) {
        classes[n] = s->class_of[ROLE_MENTOR][people[n].person];
        listed_as[people[n].person] = n + 1;
    }
    for (uint32_t c = 0; c < s->class_count[ROLE_MENTEE] && count > 0; c++) {
        scoring_class_rulings(s, c, classes, count, reasons);
        for (uint32_t n = 0; n < count; n++) {
            people[n].ruled_out[reasons[n]] += k->size[ROLE_MENTEE][c];
        }
    }
    for (uint32_t i = 0; i < k->cohort->count[ROLE_MENTEE] && count > 0; i++) {
        for (size_t x = s->exception_start[i]; x < s->exception_start[i + 1]; x++) {
            const exception *e = &s->exceptions[x];
            if (listed_as[e->mentor] > 0) {
                nobody_person *p = &people[listed_as[e->mentor] - 1];
                scoring_class_rulings(s, s->class_of[ROLE_MENTEE][i], &s->class_of[ROLE_MENTOR][e->mentor], 1, reasons);
                p->ruled_out[reasons[0]]--;
                p->ruled_out[e->reason]++;
            }
        }
    }
    return STATUS_OK;
}

static void settle(nobody_person *p) {
    for (reason r = REASON_ELIGIBLE; r < REASON_COUNT; r++) {
        p->main = p->ruled_out[r] > p->ruled_out[p->main] ? r : p->main;
    }
}

status nobody_find(nobody *out, arena *a, const scoring *scored) {
    counting k = {.scored = scored, .cohort = scored->cohort};
    *out = (nobody){.count = {0, 0}};
    TRY(allocate(&k, a));
    count_people(&k);
    TRY(sort_mentor_classes(&k, a));
    for (uint32_t c = 0; c < scored->class_count[ROLE_MENTEE]; c++) {
        look_at_mentee_class(&k, c);
    }
    TRY(look_at_mentor_classes(&k, a));
    for (int r = 0; r < ROLE_COUNT; r++) {
        out->people[r] = arena_alloc(a, NOBODY_LOOKED_AT, sizeof *out->people[r]);
        if (out->people[r] == NULL) {
            return STATUS_NO_MEMORY;
        }
        list_people(out, &k, (role)r);
    }
    for (uint32_t n = 0; n < out->listed[ROLE_MENTEE]; n++) {
        look_at_mentee(&k, &out->people[ROLE_MENTEE][n]);
    }
    TRY(look_at_mentors(out, a, &k));
    for (int r = 0; r < ROLE_COUNT; r++) {
        for (uint32_t n = 0; n < out->listed[r]; n++) {
            settle(&out->people[r][n]);
        }
    }
    return STATUS_OK;
}

const char *nobody_code(reason r) {
    return r == REASON_CONFLICT || r == REASON_VETOED ? "decision" : reason_name(r);
}
