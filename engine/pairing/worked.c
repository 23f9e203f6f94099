// SPDX-License-Identifier: GPL-3.0-or-later
#include "pairing/worked.h"

#include "base/fixed.h"
#include "pairing/because.h"

static const char WHERE[] = "pairing/worked";

// The criteria that read a private field, together.
typedef struct hidden {
    shown_criterion *entry; // in the place of the first of them; NULL: none so far
    int64_t weights, weighted;
} hidden;

static void hide(hidden *to, worked *out, const criterion *k, const criterion_result *result) {
    if (to->entry == NULL) {
        to->entry = &out->criteria[out->criterion_count++];
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

status worked_fit(worked *out, arena *a, context *c, wording *w, const cohort *h, const couple *pair,
                  const criterion_result *results) {
    const program *p = h->program;
    hidden private_ones = {0};
    *out = (worked){.criteria = arena_alloc(a, p->criterion_count, sizeof *out->criteria)};
    if (out->criteria == NULL) {
        return context_no_memory(c, WHERE);
    }
    for (uint32_t i = 0; i < p->criterion_count; i++) {
        const criterion *k = &p->criteria[i];
        if (!results[i].applies) {
            continue;
        }
        if (k->is_private) {
            hide(&private_ones, out, k, &results[i]);
            continue;
        }
        shown_criterion *next = &out->criteria[out->criterion_count++];
        *next = (shown_criterion){.name = k->name, .weight = k->weight, .similarity_bp = results[i].similarity_bp};
        because_criterion(w, h, pair->mentee, pair->mentor, &results[i]);
        if (wording_finish(&next->because, w, a) != STATUS_OK) {
            return context_no_memory(c, WHERE);
        }
    }
    return STATUS_OK;
}
