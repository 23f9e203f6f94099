// A pairing read from a file as a solution over a cohort, so that the checker can judge it: ids become numbers of
// people.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdlib.h>

#include "pairing/pairing_json.h"

static const char WHERE[] = "pairing/pairing_json_solution";

typedef struct translation {
    context *context;
    const cohort *cohort;
    span file;
} translation;

// The number of the person with exactly that id, or NONE with a finding.
static uint32_t number_of(const translation *t, role side, span id) {
    uint32_t low = 0, high = t->cohort->count[side];
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = span_compare(t->cohort->people[side][middle].id, id);
        if (order == 0) {
            return middle;
        }
        if (order < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    finding_add(&t->context->findings, SEVERITY_ERROR, (place){t->file, 1, 1}, "pairing_json_person",
                "names \"%.*s\", who is not among the accepted %s: run match again with these applications",
                SPAN_ARGS(id), side == ROLE_MENTOR ? "mentors" : "mentees");
    return NONE;
}

static int by_numbers(const void *left, const void *right) {
    const couple *a = left, *b = right;
    if (a->mentee != b->mentee) {
        return a->mentee < b->mentee ? -1 : 1;
    }
    return (a->mentor > b->mentor) - (a->mentor < b->mentor);
}

static status pairs_of(solution *s, const translation *t, const pairing *p) {
    s->pairs = arena_alloc(&s->arena, p->pair_count, sizeof *s->pairs);
    if (s->pairs == NULL) {
        return context_no_memory(t->context, WHERE);
    }
    s->pair_count = p->pair_count;
    for (uint32_t i = 0; i < p->pair_count; i++) {
        s->pairs[i].mentee = number_of(t, ROLE_MENTEE, p->pairs[i].mentee);
        s->pairs[i].mentor = number_of(t, ROLE_MENTOR, p->pairs[i].mentor);
    }
    qsort(s->pairs, s->pair_count, sizeof *s->pairs, by_numbers);
    return STATUS_OK;
}

static status proof_of(level_proof *out, arena *a, const translation *t, const shown_proof *shown) {
    *out = (level_proof){.level = shown->level, .t = shown->t, .round = shown->round};
    for (int side = 0; side < ROLE_COUNT; side++) {
        out->prices[side] = arena_alloc(a, t->cohort->count[side], sizeof *out->prices[side]);
        if (out->prices[side] == NULL) {
            return context_no_memory(t->context, WHERE);
        }
        for (uint32_t i = 0; i < shown->price_count[side]; i++) {
            uint32_t number = number_of(t, (role)side, shown->prices[side][i].id);
            if (number != NONE) {
                out->prices[side][number] = shown->prices[side][i].price;
            }
        }
    }
    return STATUS_OK;
}

static status fill(solution *s, const translation *t, const pairing *p) {
    TRY(pairs_of(s, t, p));
    s->levels = arena_array(&s->arena, p->objective, p->objective_count, sizeof *s->levels);
    s->proofs = arena_alloc(&s->arena, p->certificate_count, sizeof *s->proofs);
    if (s->levels == NULL || s->proofs == NULL) {
        return context_no_memory(t->context, WHERE);
    }
    s->level_count = p->objective_count;
    s->proof_count = p->certificate_count;
    for (uint32_t i = 0; i < p->certificate_count; i++) {
        TRY(proof_of(&s->proofs[i], &s->arena, t, &p->certificate[i]));
    }
    s->stopped = p->options.stopped;
    return STATUS_OK;
}

status pairing_solution(solution **out, context *c, span file, const pairing *p, const cohort *h) {
    translation t = {.context = c, .cohort = h, .file = file};
    size_t errors_before = c->findings.errors;
    solution *s = memory_alloc(&c->memory, 1, sizeof *s);
    if (s == NULL) {
        return context_no_memory(c, WHERE);
    }
    s->arena = arena_over(&c->memory);
    status result = fill(s, &t, p);
    if (result == STATUS_OK && c->findings.no_memory) {
        result = context_no_memory(c, WHERE);
    }
    if (result == STATUS_OK && c->findings.errors > errors_before) {
        result = STATUS_BAD_INPUT;
    }
    if (result == STATUS_OK) {
        *out = s;
    } else {
        solution_free(s);
    }
    return result;
}
