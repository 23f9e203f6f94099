// For each person: how many people of the other role their classes allow, less those of them that an exception forbids,
// plus those that only an exception allows.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "nobody.h"

enum { CHUNK = 256 };

typedef struct counting {
    const scoring *scored;
    const cohort *cohort;
    uint32_t *open;              // [mentor classes]: members with places
    uint32_t *size;              // [mentee classes]
    uint32_t *start, *members;   // mentees by class
    uint64_t *of_mentor_class;   // [mentor classes]: mentees whom the class allows
    int64_t *change;             // [mentors]: by exceptions
    bool *allows;                // [mentor classes]: the mentee class in hand
    bool *has_mentor;            // [mentees]
} counting;

static bool has_place(const counting *k, uint32_t mentor) {
    return k->cohort->people[ROLE_MENTOR][mentor].capacity > 0;
}

static status begin(counting *k, arena *a, const scoring *scored) {
    const cohort *h = scored->cohort;
    const uint32_t mentor_classes = scored->class_count[ROLE_MENTOR], mentee_classes = scored->class_count[ROLE_MENTEE];
    *k = (counting){.scored = scored,
                    .cohort = h,
                    .open = arena_alloc(a, mentor_classes, sizeof *k->open),
                    .size = arena_alloc(a, mentee_classes, sizeof *k->size),
                    .start = arena_alloc(a, (size_t)mentee_classes + 1, sizeof *k->start),
                    .members = arena_alloc(a, h->count[ROLE_MENTEE], sizeof *k->members),
                    .of_mentor_class = arena_alloc(a, mentor_classes, sizeof *k->of_mentor_class),
                    .change = arena_alloc(a, h->count[ROLE_MENTOR], sizeof *k->change),
                    .allows = arena_alloc(a, mentor_classes, sizeof *k->allows),
                    .has_mentor = arena_alloc(a, h->count[ROLE_MENTEE], sizeof *k->has_mentor)};
    uint32_t *filled = arena_alloc(a, mentee_classes, sizeof *filled);
    if (k->open == NULL || k->size == NULL || k->start == NULL || k->members == NULL || k->of_mentor_class == NULL || k->change == NULL ||
        k->allows == NULL || k->has_mentor == NULL || filled == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (uint32_t j = 0; j < h->count[ROLE_MENTOR]; j++) {
        k->open[scored->class_of[ROLE_MENTOR][j]] += has_place(k, j);
    }
    for (uint32_t i = 0; i < h->count[ROLE_MENTEE]; i++) {
        k->size[scored->class_of[ROLE_MENTEE][i]]++;
    }
    for (uint32_t c = 0; c < mentee_classes; c++) {
        k->start[c + 1] = k->start[c] + k->size[c];
    }
    for (uint32_t i = 0; i < h->count[ROLE_MENTEE]; i++) {
        const uint32_t c = scored->class_of[ROLE_MENTEE][i];
        k->members[k->start[c] + filled[c]++] = i;
    }
    return STATUS_OK;
}

// How many mentors with places the class allows.
static uint64_t look_at_class(counting *k, uint32_t mentee_class) {
    const uint32_t classes = k->scored->class_count[ROLE_MENTOR];
    int16_t row[CHUNK];
    uint64_t allowed = 0;
    for (uint32_t first = 0; first < classes; first += CHUNK) {
        const uint32_t count = classes - first < CHUNK ? classes - first : CHUNK;
        scoring_class_row(k->scored, mentee_class, first, count, row);
        for (uint32_t d = 0; d < count; d++) {
            k->allows[first + d] = row[d] >= 0;
            allowed += row[d] >= 0 ? k->open[first + d] : 0;
            k->of_mentor_class[first + d] += row[d] >= 0 ? k->size[mentee_class] : 0;
        }
    }
    return allowed;
}

static void look_at_exceptions(counting *k, uint32_t mentee, uint64_t allowed_by_class) {
    int64_t allowed = (int64_t)allowed_by_class;
    for (size_t x = k->scored->exception_start[mentee]; x < k->scored->exception_start[mentee + 1]; x++) {
        const exception *e = &k->scored->exceptions[x];
        const int change = (e->reason == REASON_ELIGIBLE) - (int)k->allows[k->scored->class_of[ROLE_MENTOR][e->mentor]];
        k->change[e->mentor] += change;
        allowed += has_place(k, e->mentor) ? change : 0;
    }
    k->has_mentor[mentee] = allowed > 0;
}

// ---- the rules --------------------------------------------------------------------------------------------------

static void settle(nobody_person *p) {
    for (reason r = REASON_ELIGIBLE; r < REASON_COUNT; r++) {
        p->main = p->ruled_out[r] > p->ruled_out[p->main] ? r : p->main;
    }
}

static void look_at_mentee(const counting *k, nobody_person *p) {
    for (uint32_t j = 0; j < k->cohort->count[ROLE_MENTOR]; j++) {
        if (has_place(k, j)) {
            p->ruled_out[scoring_pair(k->scored, p->person, j, NULL)]++;
        }
    }
    settle(p);
}

static void look_at_mentor(const counting *k, nobody_person *p) {
    for (uint32_t i = 0; i < k->cohort->count[ROLE_MENTEE]; i++) {
        p->ruled_out[scoring_pair(k->scored, i, p->person, NULL)]++;
    }
    settle(p);
}

static bool has_somebody(const counting *k, role as, uint32_t person_number) {
    if (as == ROLE_MENTEE) {
        return k->has_mentor[person_number];
    }
    const uint64_t by_class = k->of_mentor_class[k->scored->class_of[ROLE_MENTOR][person_number]];
    return !has_place(k, person_number) || (int64_t)by_class + k->change[person_number] > 0;
}

static status list_people(nobody *out, arena *a, const counting *k, role as) {
    out->people[as] = arena_alloc(a, NOBODY_LOOKED_AT, sizeof *out->people[as]);
    if (out->people[as] == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (uint32_t i = 0; i < k->cohort->count[as]; i++) {
        if (has_somebody(k, as, i)) {
            continue;
        }
        out->count[as]++;
        if (out->listed[as] < NOBODY_LOOKED_AT) {
            nobody_person *p = &out->people[as][out->listed[as]++];
            *p = (nobody_person){.person = i, .main = REASON_ELIGIBLE};
            if (as == ROLE_MENTEE) {
                look_at_mentee(k, p);
            } else {
                look_at_mentor(k, p);
            }
        }
    }
    return STATUS_OK;
}

status nobody_find(nobody *out, arena *a, const scoring *scored) {
    counting k;
    *out = (nobody){.count = {0, 0}};
    TRY(begin(&k, a, scored));
    for (uint32_t c = 0; c < scored->class_count[ROLE_MENTEE]; c++) {
        const uint64_t allowed = look_at_class(&k, c);
        for (uint32_t m = k.start[c]; m < k.start[c + 1]; m++) {
            look_at_exceptions(&k, k.members[m], allowed);
        }
    }
    TRY(list_people(out, a, &k, ROLE_MENTEE));
    return list_people(out, a, &k, ROLE_MENTOR);
}

const char *nobody_code(reason r) {
    return r == REASON_CONFLICT || r == REASON_VETOED ? "decision" : reason_name(r);
}
