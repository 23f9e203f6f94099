// SPDX-License-Identifier: GPL-3.0-or-later
#include "pairing/pairs.h"

#include <stdlib.h>

#include "base/fixed.h"
#include "pairing/because.h"

// ---- what a fit is made of

// The criteria that read a private field, together.
typedef struct hidden {
    shown_criterion *entry; // in the place of the first of them; NULL: none so far
    int64_t weights, weighted;
} hidden;

static void hide(hidden *to, shown_criterion *next, uint32_t *count, const criterion *k,
                 const criterion_result *result) {
    if (to->entry == NULL) {
        to->entry = next;
        ++*count;
    }
    to->weights += k->weight;
    to->weighted += (int64_t)k->weight * result->similarity_bp;
    *to->entry = (shown_criterion){
        .name = SPAN("Not shown"),
        .weight = (int32_t)to->weights,
        .similarity_bp = to->weights == 0 ? 0 : (int32_t)fixed_round_half_up(to->weighted, to->weights),
        .because = SPAN("counted, not shown"),
    };
}

static status fill_criteria(building *b, shown_pair *out, const couple *pair, const criterion_result *results) {
    const program *p = b->cohort->program;
    hidden private_ones = {0};
    out->criteria = arena_alloc(&b->result->arena, p->criterion_count, sizeof *out->criteria);
    if (out->criteria == NULL) {
        return context_no_memory(b->context, "pairing/pairs");
    }
    for (uint32_t i = 0; i < p->criterion_count; i++) {
        const criterion *k = &p->criteria[i];
        shown_criterion *next = &out->criteria[out->criterion_count];
        if (!results[i].applies) {
            continue;
        }
        if (k->is_private) {
            hide(&private_ones, next, &out->criterion_count, k, &results[i]);
            continue;
        }
        *next = (shown_criterion){.name = k->name, .weight = k->weight, .similarity_bp = results[i].similarity_bp};
        because_criterion(&b->words, b->cohort, pair->mentee, pair->mentor, &results[i]);
        TRY(building_sentence(b, &next->because));
        out->criterion_count++;
    }
    return STATUS_OK;
}

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
        TRY(fill_criteria(b, &p->pairs[i], pair, results));
    }
    fill_counts(b);
    TRY(fill_scores(b));
    return pairs_count_eligible(b, &p->summary.eligible_pairs);
}
