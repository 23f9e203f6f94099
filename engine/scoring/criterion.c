// The plain form of the six kinds: one row of KINDS each.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scoring/criterion.h"

#include <assert.h>

#include "base/fixed.h"

// One criterion before one pair.
typedef struct question {
    const cohort *cohort;
    const criterion *criterion;
    uint32_t number;                  // of the criterion
    uint32_t who[ROLE_COUNT];         // number of each side
    const person *people[ROLE_COUNT]; // the same two
} question;

typedef struct kind {
    bool (*missing)(const question *q, role side);
    int32_t (*similarity_bp)(const question *q); // of a pair where nothing is missing
} kind;

static const answer *answer_of(const criterion *k, const person *p) {
    return &p->answers[k->field];
}

// ---- stage_gap

static bool stage_missing(const question *q, role side) {
    return q->people[side]->stage < 0;
}

int32_t criterion_gap_bp(const criterion *k, int32_t gap_stages) {
    assert(k->gap_count > 0);
    int32_t first = k->gap_scores[0].gap_stages;
    int32_t last = k->gap_scores[k->gap_count - 1].gap_stages;
    int32_t inside = gap_stages < first ? first : gap_stages > last ? last : gap_stages;
    return k->gap_scores[inside - first].score_bp;
}

static int32_t stage_similarity(const question *q) {
    return criterion_gap_bp(q->criterion, q->people[ROLE_MENTOR]->stage - q->people[ROLE_MENTEE]->stage);
}

// ---- overlap

static bool answer_missing(const question *q, role side) {
    return criterion_answer_missing(q->cohort, q->criterion, q->people[side]);
}

bool criterion_related(const vocabulary *v, uint32_t a, uint32_t b) {
    return a != b && v->options[a].group_id != 0 && v->options[a].group_id == v->options[b].group_id;
}

// What one wanted option is worth against what is offered.
static int32_t best_bp(const criterion *k, const vocabulary *v, uint32_t wanted, const choices *offered) {
    int32_t best = 0;
    for (uint32_t i = 0; i < offered->count; i++) {
        if (offered->options[i] == wanted) {
            return FULL_BP;
        }
        if (criterion_related(v, wanted, offered->options[i])) {
            best = k->related_bp;
        }
    }
    return best;
}

int32_t criterion_overlap_bp(const criterion *k, const vocabulary *v, const choices *wanted, const choices *offered) {
    int64_t sum = 0, shares = 0;
    for (uint32_t i = 0; i < wanted->count; i++) {
        int64_t share = k->ranked ? (int64_t)(wanted->count - i) : 1;
        sum += share * best_bp(k, v, wanted->options[i], offered);
        shares += share;
    }
    return (int32_t)fixed_round_half_up(sum, shares);
}

static int32_t overlap_similarity(const question *q) {
    return criterion_overlap_bp(q->criterion, q->cohort->fields[q->criterion->field].options,
                                answer_of(q->criterion, q->people[ROLE_MENTEE])->choices,
                                answer_of(q->criterion, q->people[ROLE_MENTOR])->choices);
}

// ---- equal

bool criterion_any(const criterion *k, span key) {
    for (uint32_t i = 0; i < k->any_count; i++) {
        if (span_equal(k->any_keys[i], key)) {
            return true;
        }
    }
    return false;
}

static int32_t equal_similarity(const question *q) {
    span wanted = answer_of(q->criterion, q->people[ROLE_MENTEE])->key;
    span offered = answer_of(q->criterion, q->people[ROLE_MENTOR])->key;
    bool fits =
        span_equal(wanted, offered) || criterion_any(q->criterion, wanted) || criterion_any(q->criterion, offered);
    return fits ? FULL_BP : 0;
}

// ---- distance

int32_t criterion_distance_bp(const criterion *k, int64_t a, int64_t b) {
    int64_t difference = a > b ? a - b : b - a;
    if (difference >= k->zero_at) {
        return 0;
    }
    // Numbers are at most 10^15 units, so ten thousand times one of them needs all 64 bits.
    uint64_t whole = (uint64_t)k->zero_at;
    uint64_t part = (uint64_t)(k->zero_at - difference) * FULL_BP;
    uint64_t rest = part % whole;
    return (int32_t)(part / whole + (rest >= whole - rest ? 1 : 0));
}

static int32_t distance_similarity(const question *q) {
    return criterion_distance_bp(q->criterion, answer_of(q->criterion, q->people[ROLE_MENTEE])->number,
                                 answer_of(q->criterion, q->people[ROLE_MENTOR])->number);
}

// ---- named

static bool named_missing(const question *q, role side) {
    return side == (role)q->criterion->asker && q->people[side]->requested_count == 0;
}

uint32_t criterion_named_place(const person *asker, uint32_t asked) {
    for (uint32_t i = 0; i < asker->requested_count; i++) {
        if (asker->requested[i] == asked) {
            return i;
        }
    }
    return NONE;
}

int32_t criterion_named_bp(uint32_t before, uint32_t count) {
    return (int32_t)fixed_round_half_up((int64_t)FULL_BP * (count - before), count);
}

static int32_t named_similarity(const question *q) {
    role asker = (role)q->criterion->asker;
    role asked = asker == ROLE_MENTEE ? ROLE_MENTOR : ROLE_MENTEE;
    uint32_t before = criterion_named_place(q->people[asker], q->who[asked]);
    return before == NONE ? 0 : criterion_named_bp(before, q->people[asker]->requested_count);
}

// ---- given

int32_t criterion_given_bp(const cohort *h, uint32_t number, uint32_t mentee, uint32_t mentor) {
    const given_table *table = &h->given[number];
    size_t first = 0, end = table->count;
    while (first < end) {
        size_t middle = first + (end - first) / 2;
        const given_score *g = &table->scores[middle];
        if (g->couple.mentee == mentee && g->couple.mentor == mentor) {
            return g->score_bp;
        }
        bool before = g->couple.mentee != mentee ? g->couple.mentee < mentee : g->couple.mentor < mentor;
        if (before) {
            first = middle + 1;
        } else {
            end = middle;
        }
    }
    return -1;
}

static int32_t given_similarity(const question *q) {
    return criterion_given_bp(q->cohort, q->number, q->who[ROLE_MENTEE], q->who[ROLE_MENTOR]);
}

static bool given_missing(const question *q, role side) {
    (void)side; // a pair lacks a score, not one of the two people
    return given_similarity(q) < 0;
}

static const kind KINDS[] = {
    [KIND_STAGE_GAP] = {stage_missing, stage_similarity}, [KIND_OVERLAP] = {answer_missing, overlap_similarity},
    [KIND_EQUAL] = {answer_missing, equal_similarity},    [KIND_DISTANCE] = {answer_missing, distance_similarity},
    [KIND_NAMED] = {named_missing, named_similarity},     [KIND_GIVEN] = {given_missing, given_similarity},
};

// ---- what all kinds share

bool criterion_answer_missing(const cohort *h, const criterion *k, const person *p) {
    const answer *a = answer_of(k, p);
    const field *f = &h->fields[k->field];
    bool has_vocabulary = f->is_choice && f->options != NULL && f->options->count > 0;
    switch (k->kind) {
    case KIND_STAGE_GAP:
        return p->stage < 0;
    case KIND_OVERLAP:
        return a->choices == NULL || a->choices->count == 0;
    case KIND_EQUAL: // a choice without a known option says nothing
        return a->text.length == 0 || (has_vocabulary && (a->choices == NULL || a->choices->count == 0));
    case KIND_DISTANCE:
        return !a->has_number;
    case KIND_NAMED:
    case KIND_GIVEN:
        break;
    }
    return true; // these two read no field
}

static bool chosen(const choices *c, uint32_t number) {
    for (uint32_t i = 0; c != NULL && i < c->count; i++) {
        if (c->options[i] == number) {
            return true;
        }
    }
    return false;
}

// Of several choices, any one will do.
bool criterion_asks(const cohort *h, const criterion *k, const person *mentee) {
    if (k->only_if_field == NONE) {
        return true;
    }
    const answer *given = &mentee->answers[k->only_if_field];
    const field *f = &h->fields[k->only_if_field];
    bool has_vocabulary = f->is_choice && f->options != NULL;
    for (uint32_t i = 0; i < k->only_if_count; i++) {
        uint32_t known = has_vocabulary ? vocabulary_find(f->options, k->only_if_keys[i]) : NONE;
        if (span_equal(given->key, k->only_if_keys[i]) || (known != NONE && chosen(given->choices, known))) {
            return true;
        }
    }
    return false;
}

criterion_result criterion_judge(const cohort *h, uint32_t number, uint32_t mentee, uint32_t mentor) {
    const criterion *k = &h->program->criteria[number];
    question q = {
        .cohort = h,
        .criterion = k,
        .number = number,
        .who = {[ROLE_MENTOR] = mentor, [ROLE_MENTEE] = mentee},
        .people = {[ROLE_MENTOR] = &h->people[ROLE_MENTOR][mentor], [ROLE_MENTEE] = &h->people[ROLE_MENTEE][mentee]},
    };
    criterion_result result = {.criterion = number};
    if (!criterion_asks(h, k, q.people[ROLE_MENTEE])) {
        return result;
    }
    const kind *of = &KINDS[k->kind];
    result.missing[ROLE_MENTOR] = of->missing(&q, ROLE_MENTOR);
    result.missing[ROLE_MENTEE] = of->missing(&q, ROLE_MENTEE);
    if (!result.missing[ROLE_MENTOR] && !result.missing[ROLE_MENTEE]) {
        result.applies = true;
        result.similarity_bp = of->similarity_bp(&q);
        return result;
    }
    switch (k->when_missing) {
    case MISSING_SKIP:
        break;
    case MISSING_NEUTRAL:
        result.applies = true;
        result.similarity_bp = HALF_BP;
        break;
    case MISSING_ZERO:
        result.applies = true;
        break;
    }
    return result;
}
