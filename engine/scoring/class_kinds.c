// One row of KINDS for each kind.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scoring/class_kinds.h"

#include <assert.h>

#include "base/fixed.h"
#include "scoring/criterion.h"

enum {
    WORD_BITS = 64,
    LARGEST_MASK = 512 // options; a larger vocabulary is one of free text, and masks would be long and empty
};

typedef struct class_kind {
    bool reads_answers;             // numbers come from a dictionary of answers
    bool one_dictionary;            // of both roles together
    span (*bytes)(const answer *a); // what makes two answers the same
    status (*prepare)(class_criterion *out, arena *a, const cohort *h);
    void (*similarity)(const class_criterion *k, int32_t mentee, const int32_t *mentors, uint32_t count, int32_t *out);
} class_kind;

// ---- stage_gap: the number is the stage + 1

static void stage_similarity(const class_criterion *k, int32_t mentee, const int32_t *mentors, uint32_t count,
                             int32_t *out) {
    const criterion *c = k->criterion;
    int32_t first = c->gap_scores[0].gap_stages;
    int32_t last = c->gap_scores[c->gap_count - 1].gap_stages;
    for (uint32_t i = 0; i < count; i++) {
        int32_t gap = mentors[i] - mentee;
        gap = gap < first ? first : gap > last ? last : gap;
        out[i] = c->gap_scores[gap - first].score_bp;
    }
}

// ---- overlap: known options in their order, as bit masks

static span overlap_bytes(const answer *a) {
    return (span){(const char *)a->choices->options, a->choices->count * sizeof a->choices->options[0]};
}

static bool bit(const uint64_t *mask, uint32_t number) {
    return mask[number / WORD_BITS] >> (number % WORD_BITS) & 1;
}

static void set_bit(uint64_t *mask, uint32_t number) {
    mask[number / WORD_BITS] |= UINT64_C(1) << (number % WORD_BITS);
}

static void near_options(uint64_t *near, const vocabulary *v, const choices *offered) {
    for (uint32_t i = 0; i < offered->count; i++) {
        for (uint32_t other = 0; other < v->count; other++) {
            if (criterion_related(v, other, offered->options[i])) {
                set_bit(near, other);
            }
        }
    }
}

static status overlap_prepare(class_criterion *out, arena *a, const cohort *h) {
    out->options = h->fields[out->criterion->field].options;
    if (out->options->count > LARGEST_MASK) {
        return STATUS_OK;
    }
    out->words = (out->options->count + WORD_BITS - 1) / WORD_BITS;
    for (role side = 0; side < ROLE_COUNT; side++) {
        out->masks[side] = arena_alloc(a, (size_t)out->answer_count[side] * out->words, sizeof(uint64_t));
        if (out->masks[side] == NULL) {
            return STATUS_NO_MEMORY;
        }
        for (uint32_t number = 1; number < out->answer_count[side]; number++) {
            const choices *chosen = out->answer[side][number]->choices;
            for (uint32_t i = 0; i < chosen->count; i++) {
                set_bit(&out->masks[side][(size_t)number * out->words], chosen->options[i]);
            }
        }
    }
    out->near = arena_alloc(a, (size_t)out->answer_count[ROLE_MENTOR] * out->words, sizeof(uint64_t));
    if (out->near == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (uint32_t number = 1; number < out->answer_count[ROLE_MENTOR]; number++) {
        near_options(&out->near[(size_t)number * out->words], out->options, out->answer[ROLE_MENTOR][number]->choices);
    }
    return STATUS_OK;
}

// Bits set in a word, without a call (Warren, Hacker's Delight, figure 5-2).
static uint32_t bits_set(uint64_t x) {
    x -= x >> 1 & UINT64_C(0x5555555555555555);
    x = (x & UINT64_C(0x3333333333333333)) + (x >> 2 & UINT64_C(0x3333333333333333));
    x = (x + (x >> 4)) & UINT64_C(0x0F0F0F0F0F0F0F0F);
    return (uint32_t)(x * UINT64_C(0x0101010101010101) >> 56);
}

static void unranked_similarity(const class_criterion *k, int32_t mentee, const int32_t *mentors, uint32_t count,
                                int32_t *out) {
    const uint64_t *wanted = &k->masks[ROLE_MENTEE][(size_t)mentee * k->words];
    uint32_t wishes = k->answer[ROLE_MENTEE][mentee]->choices->count;
    uint32_t related_bp = (uint32_t)k->criterion->related_bp;
    for (uint32_t i = 0; i < count; i++) {
        const uint64_t *offered = &k->masks[ROLE_MENTOR][(size_t)mentors[i] * k->words];
        const uint64_t *near = &k->near[(size_t)mentors[i] * k->words];
        uint32_t shared = 0, related = 0;
        for (uint32_t word = 0; word < k->words; word++) {
            shared += bits_set(wanted[word] & offered[word]);
            related += bits_set(wanted[word] & near[word] & ~offered[word]);
        }
        // Far below 2^32, because a mask has at most LARGEST_MASK options.
        uint32_t sum = shared * FULL_BP + related * related_bp;
        uint32_t rest = sum % wishes;
        out[i] = (int32_t)(sum / wishes + (rest >= wishes - rest ? 1 : 0));
    }
}

static void ranked_similarity(const class_criterion *k, int32_t mentee, const int32_t *mentors, uint32_t count,
                              int32_t *out) {
    const choices *wanted = k->answer[ROLE_MENTEE][mentee]->choices;
    int64_t shares = (int64_t)wanted->count * ((int64_t)wanted->count + 1) / 2;
    for (uint32_t i = 0; i < count; i++) {
        const uint64_t *offered = &k->masks[ROLE_MENTOR][(size_t)mentors[i] * k->words];
        const uint64_t *near = &k->near[(size_t)mentors[i] * k->words];
        int64_t sum = 0;
        for (uint32_t r = 0; r < wanted->count; r++) {
            int64_t share = (int64_t)(wanted->count - r);
            uint32_t wish = wanted->options[r];
            sum += share * (bit(offered, wish) ? FULL_BP : bit(near, wish) ? k->criterion->related_bp : 0);
        }
        out[i] = (int32_t)fixed_round_half_up(sum, shares);
    }
}

static void sparse_similarity(const class_criterion *k, int32_t mentee, const int32_t *mentors, uint32_t count,
                              int32_t *out) {
    const choices *wanted = k->answer[ROLE_MENTEE][mentee]->choices;
    for (uint32_t i = 0; i < count; i++) {
        const answer *offered = k->answer[ROLE_MENTOR][mentors[i]];
        out[i] = offered == NULL ? 0 : criterion_overlap_bp(k->criterion, k->options, wanted, offered->choices);
    }
}

static void overlap_similarity(const class_criterion *k, int32_t mentee, const int32_t *mentors, uint32_t count,
                               int32_t *out) {
    if (k->words == 0) {
        sparse_similarity(k, mentee, mentors, count, out);
    } else if (k->criterion->ranked) {
        ranked_similarity(k, mentee, mentors, count, out);
    } else {
        unranked_similarity(k, mentee, mentors, count, out);
    }
}

// ---- equal: one dictionary of both roles, so that equal numbers are equal answers

static span equal_bytes(const answer *a) {
    return a->key;
}

static status equal_prepare(class_criterion *out, arena *a, const cohort *h) {
    (void)h;
    uint32_t count = out->answer_count[ROLE_MENTEE];
    out->suits_all = arena_alloc(a, count, sizeof *out->suits_all);
    if (out->suits_all == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (uint32_t number = 1; number < count; number++) {
        const answer *either = out->answer[ROLE_MENTEE][number];
        either = either != NULL ? either : out->answer[ROLE_MENTOR][number];
        out->suits_all[number] = criterion_any(out->criterion, either->key);
    }
    return STATUS_OK;
}

static void equal_similarity(const class_criterion *k, int32_t mentee, const int32_t *mentors, uint32_t count,
                             int32_t *out) {
    bool suits_all = k->suits_all[mentee];
    for (uint32_t i = 0; i < count; i++) {
        out[i] = suits_all || mentors[i] == mentee || k->suits_all[mentors[i]] ? FULL_BP : 0;
    }
}

// ---- distance

static span distance_bytes(const answer *a) {
    return (span){(const char *)&a->number, sizeof a->number};
}

static void distance_similarity(const class_criterion *k, int32_t mentee, const int32_t *mentors, uint32_t count,
                                int32_t *out) {
    int64_t number = k->answer[ROLE_MENTEE][mentee]->number;
    for (uint32_t i = 0; i < count; i++) {
        const answer *a = k->answer[ROLE_MENTOR][mentors[i]];
        out[i] = a == NULL ? 0 : criterion_distance_bp(k->criterion, number, a->number);
    }
}

// ---- named, given: whoever was asked for, and every given score, is an exception; all others are not named

static void nothing_similarity(const class_criterion *k, int32_t mentee, const int32_t *mentors, uint32_t count,
                               int32_t *out) {
    (void)k, (void)mentee, (void)mentors;
    for (uint32_t i = 0; i < count; i++) {
        out[i] = 0;
    }
}

static const class_kind KINDS[] = {
    [KIND_STAGE_GAP] = {.similarity = stage_similarity},
    [KIND_OVERLAP] = {true, false, overlap_bytes, overlap_prepare, overlap_similarity},
    [KIND_EQUAL] = {true, true, equal_bytes, equal_prepare, equal_similarity},
    [KIND_DISTANCE] = {true, false, distance_bytes, NULL, distance_similarity},
    [KIND_NAMED] = {.similarity = nothing_similarity},
    [KIND_GIVEN] = {.similarity = nothing_similarity},
};

// ---- numbering

class_numbering class_numbering_over(memory *m) {
    return (class_numbering){.answers = {intern_over(m), intern_over(m)}};
}

void class_numbering_free(class_numbering *n) {
    intern_free(&n->answers[ROLE_MENTOR]);
    intern_free(&n->answers[ROLE_MENTEE]);
}

static role dictionary_of(const criterion *k, role side) {
    return KINDS[k->kind].one_dictionary ? ROLE_MENTEE : side;
}

bool class_kinds_number(int32_t *out, class_numbering *n, const cohort *h, const criterion *k, const person *p,
                        role side) {
    *out = ANSWER_MISSING;
    if (side == ROLE_MENTEE && !criterion_asks(h, k, p)) {
        *out = ANSWER_OFF;
        return true;
    }
    switch (k->kind) {
    case KIND_STAGE_GAP:
        *out = p->stage + 1;
        return true;
    case KIND_NAMED:
        *out = side != (role)k->asker || p->requested_count > 0 ? 1 : ANSWER_MISSING;
        return true;
    case KIND_GIVEN:
        return true;
    case KIND_OVERLAP:
    case KIND_EQUAL:
    case KIND_DISTANCE:
        break;
    }
    if (criterion_answer_missing(h, k, p)) {
        return true;
    }
    span bytes = KINDS[k->kind].bytes(&p->answers[k->field]);
    uint32_t number;
    if (!intern_number(&number, &n->answers[dictionary_of(k, side)], bytes.text, bytes.length)) {
        return false;
    }
    *out = (int32_t)number + 1;
    return true;
}

static status collect_answers(class_criterion *out, arena *a, const cohort *h, role side, const int32_t *numbers,
                              size_t stride) {
    out->answer[side] = arena_alloc(a, out->answer_count[side], sizeof(const answer *));
    if (out->answer[side] == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (uint32_t i = 0; i < h->count[side]; i++) {
        int32_t number = numbers[i * stride];
        if (number != ANSWER_MISSING && number != ANSWER_OFF && out->answer[side][number] == NULL) {
            out->answer[side][number] = &h->people[side][i].answers[out->criterion->field];
        }
    }
    return STATUS_OK;
}

status class_kinds_prepare(class_criterion *out, arena *a, const class_numbering *n, const cohort *h,
                           const criterion *k, int32_t *const numbers[ROLE_COUNT], size_t stride) {
    const class_kind *kind = &KINDS[k->kind];
    *out = (class_criterion){.criterion = k};
    if (!kind->reads_answers) {
        return STATUS_OK;
    }
    for (role side = 0; side < ROLE_COUNT; side++) {
        out->answer_count[side] = n->answers[dictionary_of(k, side)].count + 1;
        TRY(collect_answers(out, a, h, side, numbers[side], stride));
    }
    return kind->prepare == NULL ? STATUS_OK : kind->prepare(out, a, h);
}

void class_kinds_similarity(const class_criterion *k, int32_t mentee, const int32_t *mentors, uint32_t count,
                            int32_t *similarity_bp) {
    assert(mentee != ANSWER_MISSING && mentee != ANSWER_OFF);
    KINDS[k->criterion->kind].similarity(k, mentee, mentors, count, similarity_bp);
}
