// People into classes, and class pairs into scores, a chunk of mentor classes at a time: first every criterion's share
// of the sums, then one division each.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scoring/classes.h"

#include <assert.h>

#include "base/fixed.h"
#include "scoring/criterion.h"
#include "scoring/crowds.h"

enum { STAGE_COLUMN, CROWD_COLUMN, FIRST_ANSWER_COLUMN };

// While classes are made: the row of a person is the stage, the crowd and the number of each answer.
typedef struct rows {
    size_t stride;
    int32_t *numbers[ROLE_COUNT]; // [person × stride]
} rows;

static uint32_t count_weighted(const program *p) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < p->criterion_count; i++) {
        count += p->criteria[i].weight > 0 ? 1 : 0;
    }
    return count;
}

static status rows_create(rows *out, memory *m, const cohort *h, uint32_t weighted, const crowds *crowded) {
    out->stride = (size_t)weighted + FIRST_ANSWER_COLUMN;
    for (role side = 0; side < ROLE_COUNT; side++) {
        out->numbers[side] = memory_alloc(m, h->count[side] * out->stride, sizeof(int32_t));
        if (out->numbers[side] == NULL) {
            return STATUS_NO_MEMORY;
        }
        for (uint32_t i = 0; i < h->count[side]; i++) {
            int32_t *row = &out->numbers[side][i * out->stride];
            row[STAGE_COLUMN] = h->people[side][i].stage;
            row[CROWD_COLUMN] = (int32_t)crowds_of(crowded, &h->people[side][i]);
        }
    }
    return STATUS_OK;
}

static void rows_free(rows *r, memory *m) {
    memory_free(m, r->numbers[ROLE_MENTOR]);
    memory_free(m, r->numbers[ROLE_MENTEE]);
}

// Numbers everybody's answer to one criterion in column `column` of the rows and prepares it.
static status number_criterion(class_criterion *out, arena *a, const cohort *h, const criterion *k, const rows *r,
                               size_t column) {
    status result = STATUS_NO_MEMORY;
    class_numbering numbering = class_numbering_over(a->memory);
    int32_t *columns[ROLE_COUNT];
    for (role side = 0; side < ROLE_COUNT; side++) {
        columns[side] = r->numbers[side] + column;
        for (uint32_t i = 0; i < h->count[side]; i++) {
            if (!class_kinds_number(&columns[side][i * r->stride], &numbering, h, k, &h->people[side][i], side)) {
                goto out;
            }
        }
    }
    result = class_kinds_prepare(out, a, &numbering, h, k, columns, r->stride);
out:
    class_numbering_free(&numbering);
    return result;
}

// Equal rows are one class, numbered by first occurrence.
static status group_people(classes *k, arena *a, const cohort *h, const rows *r, role side) {
    status result = STATUS_NO_MEMORY;
    intern table = intern_over(a->memory);
    uint32_t count = h->count[side];
    k->of_person[side] = arena_alloc(a, count, sizeof(uint32_t));
    if (k->of_person[side] == NULL) {
        goto out;
    }
    for (uint32_t i = 0; i < count; i++) {
        const int32_t *row = &r->numbers[side][i * r->stride];
        if (!intern_number(&k->of_person[side][i], &table, row, r->stride * sizeof *row)) {
            goto out;
        }
    }
    k->count[side] = table.count;
    k->member[side] = arena_alloc(a, table.count, sizeof(uint32_t));
    k->stage[side] = arena_alloc(a, table.count, sizeof(int32_t));
    k->crowd[side] = arena_alloc(a, table.count, sizeof(int32_t));
    if (k->member[side] == NULL || k->stage[side] == NULL || k->crowd[side] == NULL) {
        goto out;
    }
    for (uint32_t i = count; i-- > 0;) {
        const uint32_t class = k->of_person[side][i];
        k->member[side][class] = i;
        k->stage[side][class] = r->numbers[side][i * r->stride + STAGE_COLUMN];
        k->crowd[side][class] = r->numbers[side][i * r->stride + CROWD_COLUMN];
    }
    result = STATUS_OK;
out:
    intern_free(&table);
    return result;
}

// The answers of each class, column by column, from the rows of their members.
static status spread_answers(classes *k, arena *a, const rows *r, role side) {
    for (uint32_t i = 0; i < k->criterion_count; i++) {
        int32_t *answers = arena_alloc(a, k->count[side], sizeof *answers);
        if (answers == NULL) {
            return STATUS_NO_MEMORY;
        }
        for (uint32_t class = 0; class < k->count[side]; class ++) {
            answers[class] = r->numbers[side][k->member[side][class] * r->stride + FIRST_ANSWER_COLUMN + i];
        }
        k->criteria[i].answers[side] = answers;
    }
    return STATUS_OK;
}

static status fill(classes *k, arena *a, const cohort *h, rows *r, const crowds *crowded) {
    int64_t weights = 0;
    TRY(rows_create(r, a->memory, h, k->criterion_count, crowded));
    for (uint32_t i = 0, column = FIRST_ANSWER_COLUMN; i < h->program->criterion_count; i++) {
        const criterion *of = &h->program->criteria[i];
        if (of->weight > 0) {
            TRY(number_criterion(&k->criteria[column - FIRST_ANSWER_COLUMN], a, h, of, r, column));
            weights += of->weight;
            column++;
        }
    }
    k->sums_fit_32 = weights * FULL_BP * 2 + weights < UINT32_MAX;
    for (role side = 0; side < ROLE_COUNT; side++) {
        TRY(group_people(k, a, h, r, side));
        TRY(spread_answers(k, a, r, side));
    }
    return STATUS_OK;
}

status classes_create(classes **out, arena *a, context *c, const cohort *h) {
    rows r = {0};
    classes *k = arena_alloc(a, 1, sizeof *k);
    status result = k == NULL ? STATUS_NO_MEMORY : STATUS_OK;
    if (k != NULL) {
        k->rules = &h->program->rules;
        k->criterion_count = count_weighted(h->program);
        k->criteria = arena_alloc(a, k->criterion_count, sizeof *k->criteria);
        crowds crowded;
        result = k->criteria == NULL ? STATUS_NO_MEMORY : crowds_find(&crowded, a->memory, h);
        result = result == STATUS_OK ? fill(k, a, h, &r, &crowded) : result;
        if (k->criteria != NULL) {
            crowds_free(&crowded);
        }
    }
    rows_free(&r, a->memory);
    if (result != STATUS_OK) {
        return context_no_memory(c, "scoring/classes");
    }
    *out = k;
    return STATUS_OK;
}

// ---- scores

typedef struct sums { // of one chunk
    int64_t weighted[CLASS_CHUNK];
    int32_t weights[CLASS_CHUNK];
} sums;

static int32_t missing_bp(when_missing rule) {
    switch (rule) {
    case MISSING_SKIP:
        return -1;
    case MISSING_NEUTRAL:
        return HALF_BP;
    case MISSING_ZERO:
        return 0;
    }
    return -1;
}

// Adds one criterion to the sums of the chunk.
static void add_criterion(sums *to, const class_criterion *k, int32_t mentee, const uint32_t *mentor_classes,
                          uint32_t count) {
    int32_t mentors[CLASS_CHUNK], similarity[CLASS_CHUNK];
    int32_t weight = k->criterion->weight;
    int32_t missing = missing_bp(k->criterion->when_missing);
    if (mentee == ANSWER_OFF || (mentee == ANSWER_MISSING && missing < 0)) {
        return;
    }
    for (uint32_t i = 0; i < count; i++) {
        mentors[i] = mentee == ANSWER_MISSING ? ANSWER_MISSING : k->answers[ROLE_MENTOR][mentor_classes[i]];
    }
    if (mentee != ANSWER_MISSING) {
        class_kinds_similarity(k, mentee, mentors, count, similarity);
    }
    for (uint32_t i = 0; i < count; i++) {
        int32_t bp = mentors[i] == ANSWER_MISSING ? missing : similarity[i];
        if (bp >= 0) {
            to->weighted[i] += (int64_t)weight * bp;
            to->weights[i] += weight;
        }
    }
}

// round_half_up(weighted / weights); 32-bit division where it is enough, because it is several times faster.
static int16_t score(const sums *of, uint32_t i, bool fits_32) {
    if (of->weights[i] == 0) {
        return 0;
    }
    if (fits_32) {
        uint32_t weights = (uint32_t)of->weights[i];
        return (int16_t)((2 * (uint32_t)of->weighted[i] + weights) / (2 * weights));
    }
    return (int16_t)fixed_round_half_up(of->weighted[i], of->weights[i]);
}

static bool gap_ruled_out(const rules *r, int32_t mentee, int32_t mentor) {
    return mentee >= 0 && mentor >= 0 &&
           (mentor - mentee < r->minimum_stage_gap || mentor - mentee > r->maximum_stage_gap);
}

void classes_score(const classes *k, uint32_t mentee_class, const uint32_t *mentor_classes, uint32_t count,
                   int16_t *scores_bp, uint8_t *reasons) {
    assert(count <= CLASS_CHUNK);
    sums chunk;
    for (uint32_t i = 0; i < count; i++) {
        chunk.weighted[i] = 0;
        chunk.weights[i] = 0;
    }
    for (uint32_t i = 0; i < k->criterion_count; i++) {
        add_criterion(&chunk, &k->criteria[i], k->criteria[i].answers[ROLE_MENTEE][mentee_class], mentor_classes,
                      count);
    }
    int32_t stage = k->stage[ROLE_MENTEE][mentee_class], crowd = k->crowd[ROLE_MENTEE][mentee_class];
    for (uint32_t i = 0; i < count; i++) {
        scores_bp[i] = score(&chunk, i, k->sums_fit_32);
        reasons[i] = crowd != 0 && crowd == k->crowd[ROLE_MENTOR][mentor_classes[i]] ? REASON_SAME_INSTITUTION
                     : gap_ruled_out(k->rules, stage, k->stage[ROLE_MENTOR][mentor_classes[i]]) ? REASON_STAGE_GAP
                     : scores_bp[i] < k->rules->minimum_score_bp ? REASON_BELOW_MINIMUM_SCORE
                                                                 : REASON_ELIGIBLE;
    }
}
