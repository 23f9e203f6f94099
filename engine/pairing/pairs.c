// SPDX-License-Identifier: GPL-3.0-or-later
#include "pairing/pairs.h"

#include <stdlib.h>

#include "pairing/worked.h"

// ---- sums

static int compare_scores(const void *a, const void *b) {
    int32_t one = *(const int32_t *)a, other = *(const int32_t *)b;
    return (one > other) - (one < other);
}

// The upper median and the lowest; -1 where there are no pairs.
static status fill_scores(building *b) {
    const pairing *p = b->result;
    summary *s = &b->result->summary;
    s->lowest_score_bp = s->median_score_bp = -1;
    int32_t *scores = arena_alloc(&b->scratch, p->pair_count, sizeof *scores);
    if (scores == NULL) {
        return context_no_memory(b->context, "pairing/pairs");
    }
    for (uint32_t i = 0; i < p->pair_count; i++) {
        scores[i] = p->pairs[i].score_bp;
        s->total_score_bp += scores[i];
    }
    if (p->pair_count > 0) {
        qsort(scores, p->pair_count, sizeof *scores, compare_scores);
        s->lowest_score_bp = scores[0];
        s->median_score_bp = scores[p->pair_count / 2];
    }
    return STATUS_OK;
}

static void fill_counts(building *b) {
    const cohort *h = b->cohort;
    summary *s = &b->result->summary;
    s->mentors = h->count[ROLE_MENTOR];
    s->mentees = h->count[ROLE_MENTEE];
    s->pairs = b->result->pair_count;
    for (uint32_t j = 0; j < s->mentors; j++) {
        s->places += h->people[ROLE_MENTOR][j].capacity;
        s->free_places += building_room(b, ROLE_MENTOR, j);
        s->mentors_without_mentee += h->people[ROLE_MENTOR][j].capacity > 0 && b->load[ROLE_MENTOR][j] == 0 ? 1 : 0;
    }
    for (uint32_t i = 0; i < s->mentees; i++) {
        s->matched_mentees += b->load[ROLE_MENTEE][i] > 0 ? 1 : 0;
    }
    s->unmatched_mentees = s->mentees - s->matched_mentees;
}

// ---- eligible pairs

// Members of each class of a role; of mentors only those with places.
static uint64_t *class_sizes(building *b, role side) {
    const scoring *s = b->scoring;
    uint64_t *sizes = arena_alloc(&b->scratch, s->class_count[side], sizeof *sizes);
    for (uint32_t i = 0; sizes != NULL && i < b->cohort->count[side]; i++) {
        sizes[s->class_of[side][i]] += b->cohort->people[side][i].capacity > 0 ? 1 : 0;
    }
    return sizes;
}

static bool class_eligible(const scoring *s, uint32_t mentee, uint32_t mentor) {
    return s->class_scores[(size_t)s->class_of[ROLE_MENTEE][mentee] * s->class_count[ROLE_MENTOR] +
                           s->class_of[ROLE_MENTOR][mentor]] >= 0;
}

// Without a table: row by row.
static uint64_t count_by_row(building *b) {
    uint64_t count = 0;
    for (uint32_t i = 0; i < b->cohort->count[ROLE_MENTEE]; i++) {
        scoring_row(b->scoring, i, b->scores_bp);
        for (uint32_t j = 0; j < b->cohort->count[ROLE_MENTOR]; j++) {
            count += b->scores_bp[j] >= 0 && b->cohort->people[ROLE_MENTOR][j].capacity > 0 ? 1 : 0;
        }
    }
    return count;
}

status pairs_count_eligible(building *b, uint64_t *out) {
    const scoring *s = b->scoring;
    if (s->class_scores == NULL) {
        *out = count_by_row(b);
        return STATUS_OK;
    }
    uint64_t *mentees = class_sizes(b, ROLE_MENTEE), *mentors = class_sizes(b, ROLE_MENTOR);
    if (mentees == NULL || mentors == NULL) {
        return context_no_memory(b->context, "pairing/pairs");
    }
    uint64_t count = 0;
    for (uint32_t i = 0; i < s->class_count[ROLE_MENTEE]; i++) {
        const int16_t *row = &s->class_scores[(size_t)i * s->class_count[ROLE_MENTOR]];
        for (uint32_t j = 0; j < s->class_count[ROLE_MENTOR]; j++) {
            count += row[j] >= 0 ? mentees[i] * mentors[j] : 0;
        }
    }
    for (uint32_t i = 0; i < b->cohort->count[ROLE_MENTEE]; i++) {
        for (size_t e = s->exception_start[i]; e < s->exception_start[i + 1]; e++) {
            const exception *x = &s->exceptions[e];
            if (b->cohort->people[ROLE_MENTOR][x->mentor].capacity > 0) {
                count += x->reason == REASON_ELIGIBLE ? 1 : 0;
                count -= class_eligible(s, i, x->mentor) ? 1 : 0;
            }
        }
    }
    *out = count;
    return STATUS_OK;
}

// ---- the whole

status pairs_fill(building *b) {
    const cohort *h = b->cohort;
    pairing *p = b->result;
    criterion_result *results = arena_alloc(&b->scratch, h->program->criterion_count, sizeof *results);
    p->pairs = arena_alloc(&p->arena, b->found->pair_count, sizeof *p->pairs);
    if (results == NULL || p->pairs == NULL) {
        return context_no_memory(b->context, "pairing/pairs");
    }
    p->pair_count = b->found->pair_count;
    for (uint32_t i = 0; i < p->pair_count; i++) {
        const couple *pair = &b->found->pairs[i];
        p->pairs[i] = (shown_pair){
            .mentee = h->people[ROLE_MENTEE][pair->mentee].id,
            .mentor = h->people[ROLE_MENTOR][pair->mentor].id,
            .score_bp = score_of(h, pair->mentee, pair->mentor, results),
            .pinned = scoring_is_pinned(b->scoring, pair->mentee, pair->mentor),
        };
        worked fit;
        TRY(worked_fit(&fit, &p->arena, b->context, &b->words, h, pair, results));
        p->pairs[i].criteria = fit.criteria;
        p->pairs[i].criterion_count = fit.criterion_count;
    }
    fill_counts(b);
    TRY(fill_scores(b));
    return pairs_count_eligible(b, &p->summary.eligible_pairs);
}
