// Questions about the scores and eligibility of a whole cohort.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scoring/scoring.h"

#include <string.h>

#include "scoring/classes.h"

void scoring_free(scoring *s) {
    if (s != NULL) {
        arena a = s->arena; // the struct itself lies in it
        arena_free(&a);
    }
}

// A pair as its classes have it.
static reason class_pair(const scoring *s, uint32_t mentee, uint32_t mentor, int16_t *score_bp) {
    uint32_t mentee_class = s->class_of[ROLE_MENTEE][mentee];
    const uint32_t *mentor_class = &s->class_of[ROLE_MENTOR][mentor];
    uint8_t why;
    if (s->class_scores == NULL ||
        s->class_scores[(size_t)mentee_class * s->class_count[ROLE_MENTOR] + *mentor_class] < 0) {
        classes_score(s->classes, mentee_class, mentor_class, 1, score_bp, &why);
        return (reason)why;
    }
    *score_bp = s->class_scores[(size_t)mentee_class * s->class_count[ROLE_MENTOR] + *mentor_class];
    return REASON_ELIGIBLE;
}

static const exception *find_exception(const scoring *s, uint32_t mentee, uint32_t mentor) {
    size_t first = s->exception_start[mentee], end = s->exception_start[mentee + 1];
    while (first < end) {
        size_t middle = first + (end - first) / 2;
        if (s->exceptions[middle].mentor == mentor) {
            return &s->exceptions[middle];
        }
        if (s->exceptions[middle].mentor < mentor) {
            first = middle + 1;
        } else {
            end = middle;
        }
    }
    return NULL;
}

reason scoring_pair(const scoring *s, uint32_t mentee, uint32_t mentor, int32_t *score_bp) {
    const exception *e = find_exception(s, mentee, mentor);
    int16_t score;
    reason why;
    if (e != NULL) {
        score = e->score_bp;
        why = (reason)e->reason;
    } else {
        why = class_pair(s, mentee, mentor, &score);
    }
    if (score_bp != NULL) {
        *score_bp = score;
    }
    return why;
}

bool scoring_is_pinned(const scoring *s, uint32_t mentee, uint32_t mentor) {
    const exception *e = find_exception(s, mentee, mentor);
    return e != NULL && e->pinned;
}

// A row by classes, without the table, a chunk at a time; reasons may be NULL: scores are then -1 where not
// eligible.
static void row_by_classes(const scoring *s, uint32_t mentee, int16_t *scores, uint8_t *reasons) {
    uint32_t mentors = s->cohort->count[ROLE_MENTOR];
    uint8_t chunk[CLASS_CHUNK] = {0};
    for (uint32_t first = 0; first < mentors; first += CLASS_CHUNK) {
        uint32_t count = mentors - first < CLASS_CHUNK ? mentors - first : CLASS_CHUNK;
        uint8_t *why = reasons == NULL ? chunk : &reasons[first];
        classes_score(s->classes, s->class_of[ROLE_MENTEE][mentee], &s->class_of[ROLE_MENTOR][first], count,
                      &scores[first], why);
        for (uint32_t i = 0; reasons == NULL && i < count; i++) {
            if (why[i] != REASON_ELIGIBLE) {
                scores[first + i] = -1;
            }
        }
    }
}

void scoring_row(const scoring *s, uint32_t mentee, int16_t *row) {
    uint32_t mentors = s->cohort->count[ROLE_MENTOR];
    if (s->class_scores == NULL) {
        row_by_classes(s, mentee, row, NULL);
    } else {
        const int16_t *by_class =
            &s->class_scores[(size_t)s->class_of[ROLE_MENTEE][mentee] * s->class_count[ROLE_MENTOR]];
        const uint32_t *class_of = s->class_of[ROLE_MENTOR];
        for (uint32_t j = 0; j < mentors; j++) {
            int16_t entry = by_class[class_of[j]];
            row[j] = entry;
        }
    }
    for (size_t i = s->exception_start[mentee]; i < s->exception_start[mentee + 1]; i++) {
        const exception *e = &s->exceptions[i];
        row[e->mentor] = (int16_t)(e->reason == REASON_ELIGIBLE ? e->score_bp : -1);
    }
}

void scoring_class_row(const scoring *s, uint32_t mentee_class, uint32_t first, uint32_t count, int16_t *row) {
    if (s->class_scores != NULL) {
        const int16_t *by_class = &s->class_scores[(size_t)mentee_class * s->class_count[ROLE_MENTOR] + first];
        memcpy(row, by_class, count * sizeof *row);
        return;
    }
    for (uint32_t done = 0; done < count; done += CLASS_CHUNK) {
        uint32_t numbers[CLASS_CHUNK];
        uint8_t reasons[CLASS_CHUNK];
        uint32_t size = count - done < CLASS_CHUNK ? count - done : CLASS_CHUNK;
        for (uint32_t i = 0; i < size; i++) {
            numbers[i] = first + done + i;
        }
        classes_score(s->classes, mentee_class, numbers, size, &row[done], reasons);
        for (uint32_t i = 0; i < size; i++) {
            if (reasons[i] != REASON_ELIGIBLE) {
                row[done + i] = -1;
            }
        }
    }
}

// Those that the table rules out, listed for a closer look.
static uint32_t list_ruled_out(uint32_t *numbers, const int16_t *row, uint32_t first, uint32_t count) {
    uint32_t listed = 0;
    for (uint32_t k = 0; k < count; k++) {
        numbers[listed] = first + k;
        listed += row == NULL || row[k] < 0;
    }
    return listed;
}

void scoring_class_reasons(const scoring *s, uint32_t mentee_class, uint32_t first, uint32_t count, int16_t *scores_bp,
                           uint8_t *reasons) {
    for (uint32_t done = 0; done < count; done += CLASS_CHUNK) {
        const uint32_t size = count - done < CLASS_CHUNK ? count - done : CLASS_CHUNK, begin = first + done;
        const int16_t *row = s->class_scores == NULL
                                 ? NULL
                                 : &s->class_scores[(size_t)mentee_class * s->class_count[ROLE_MENTOR] + begin];
        uint32_t numbers[CLASS_CHUNK + 1] = {0};
        int16_t scores[CLASS_CHUNK];
        uint8_t why[CLASS_CHUNK];
        const uint32_t listed = list_ruled_out(numbers, row, begin, size);
        classes_score(s->classes, mentee_class, numbers, listed, scores, why);
        for (uint32_t k = 0; row != NULL && k < size; k++) {
            scores_bp[done + k] = row[k];
            reasons[done + k] = REASON_ELIGIBLE;
        }
        for (uint32_t k = 0; k < listed; k++) {
            scores_bp[numbers[k] - first] = scores[k];
            reasons[numbers[k] - first] = why[k];
        }
    }
}

void scoring_class_rulings(const scoring *s, uint32_t mentee_class, const uint32_t *mentor_classes, uint32_t count,
                           uint8_t *reasons) {
    int16_t scores[CLASS_CHUNK];
    for (uint32_t done = 0; done < count; done += CLASS_CHUNK) {
        const uint32_t size = count - done < CLASS_CHUNK ? count - done : CLASS_CHUNK;
        classes_score(s->classes, mentee_class, &mentor_classes[done], size, scores, &reasons[done]);
    }
}

void scoring_class_allowed(const scoring *s, uint32_t mentee_class, const uint32_t *mentor_classes, uint32_t count,
                           bool *allowed) {
    const int16_t *row =
        s->class_scores == NULL ? NULL : &s->class_scores[(size_t)mentee_class * s->class_count[ROLE_MENTOR]];
    for (uint32_t done = 0; done < count; done += CLASS_CHUNK) {
        const uint32_t size = count - done < CLASS_CHUNK ? count - done : CLASS_CHUNK;
        uint8_t reasons[CLASS_CHUNK] = {REASON_ELIGIBLE};
        if (row == NULL) {
            scoring_class_rulings(s, mentee_class, &mentor_classes[done], size, reasons);
        }
        for (uint32_t i = done; i < done + size; i++) {
            allowed[i] = row != NULL ? row[mentor_classes[i]] >= 0 : reasons[i - done] == REASON_ELIGIBLE;
        }
    }
}

void scoring_reasons(const scoring *s, uint32_t mentee, int16_t *scores_bp, uint8_t *reasons) {
    row_by_classes(s, mentee, scores_bp, reasons);
    for (size_t i = s->exception_start[mentee]; i < s->exception_start[mentee + 1]; i++) {
        const exception *e = &s->exceptions[i];
        scores_bp[e->mentor] = e->score_bp;
        reasons[e->mentor] = e->reason;
    }
}

uint32_t scoring_overridden(const scoring *s, uint32_t mentee, uint32_t mentor) {
    const cohort *h = s->cohort;
    int32_t score_bp;
    (void)scoring_pair(s, mentee, mentor, &score_bp);
    uint32_t all = eligibility_all(h, mentee, mentor, score_bp);
    if (eligibility_other_direction(h, &h->program->rules, s->seed, mentee, mentor)) {
        all |= UINT32_C(1) << REASON_OTHER_DIRECTION;
    }
    return all;
}
