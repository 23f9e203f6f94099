// SPDX-License-Identifier: GPL-3.0-or-later
#include "proof/unpaired.h"

#include "base/fixed.h"

void unpaired_free(unpaired *u) {
    memory_free(&u->q->c->memory, u->open);
}

// ---- one pair ----------------------------------------------------------------------------------------------------

static status refuse_missing(const unpaired *u, const step *s, const pair_facts *pair) {
    inquiry *q = u->q;
    return inquiry_refuse(q, inquiry_fault(CHECK_REDUCED_COST, s->level, pair->mentee, pair->mentor),
                          "goal %u (%s) could be met better: every best pairing pairs mentee %.*s with mentor %.*s",
                          s->level + 1, level_name(s->weight.kind), SPAN_ARGS(inquiry_id(q, ROLE_MENTEE, pair->mentee)),
                          SPAN_ARGS(inquiry_id(q, ROLE_MENTOR, pair->mentor)));
}

// Takes a pair that is not paired through a step; *goes_on: nothing has decided it.
static status pass_step(const unpaired *u, step *s, const pair_facts *pair, bool *goes_on) {
    *goes_on = true;
    if (step_bans(s, pair->score_bp)) {
        *goes_on = !s->ban_holds;
        return STATUS_OK;
    }
    if (s->aim == AIM_BANS_ONLY) {
        return STATUS_OK;
    }
    const int64_t rc = leeway_reduced_cost(s, pair);
    if (step_settles(s)) {
        *goes_on = rc == 0;
        return rc > 0 ? refuse_missing(u, s, pair) : STATUS_OK;
    }
    return rc > 0 && !fixed_add(&s->dual_value, s->dual_value, rc) ? leeway_refuse_overflow(u->q, s) : STATUS_OK;
}

static status keep_open(unpaired *u, const pair_facts *pair, uint32_t steps_passed) {
    if (!memory_reserve(&u->q->c->memory, &u->open, &u->open_capacity, u->open_count + 1, sizeof *u->open)) {
        return context_no_memory(u->q->c, "proof/unpaired");
    }
    u->open[u->open_count++] =
        (open_pair){.mentee = pair->mentee, .mentor = pair->mentor, .steps_passed = steps_passed};
    return STATUS_OK;
}

status unpaired_judge(unpaired *u, const pair_facts *pair, uint32_t first) {
    const uint32_t end = unpaired_end(u, pair->mentee, pair->mentor);
    uint32_t k = first;
    bool goes_on = true;
    while (k < end && goes_on) {
        TRY(pass_step(u, &u->steps[k], pair, &goes_on));
        k += goes_on;
    }
    return k >= u->open_from ? keep_open(u, pair, k) : STATUS_OK;
}

// ---- all pairs, one by one ---------------------------------------------------------------------------------------

// Whether the couple stands next in a list sorted by (mentee, mentor) that is walked along.
static bool walks_past(const couple *list, size_t count, size_t *at, uint32_t mentee, uint32_t mentor) {
    while (*at < count && (list[*at].mentee < mentee || (list[*at].mentee == mentee && list[*at].mentor < mentor))) {
        ++*at;
    }
    return *at < count && list[*at].mentee == mentee && list[*at].mentor == mentor;
}

typedef struct walk { // how far the sorted lists have been walked
    size_t pair_at, previous_at;
} walk;

static status judge_row(unpaired *u, walk *w, uint32_t mentee) {
    const inquiry *q = u->q;
    const cohort *h = q->h;
    pair_facts pair = {.mentee = mentee, .priority = h->people[ROLE_MENTEE][mentee].priority};
    for (uint32_t j = 0; j < h->count[ROLE_MENTOR]; j++) {
        if (u->left->closed_at[ROLE_MENTOR][j] == 0 ||
            walks_past(q->s->pairs, q->s->pair_count, &w->pair_at, mentee, j) ||
            !inquiry_eligible(q, mentee, j, &pair.score_bp)) {
            continue;
        }
        pair.mentor = j;
        pair.kept = walks_past(h->previous, h->previous_count, &w->previous_at, mentee, j);
        TRY(unpaired_judge(u, &pair, 0));
    }
    return STATUS_OK;
}

status unpaired_judge_each(unpaired *u) {
    walk w = {0};
    for (uint32_t i = 0; i < u->q->h->count[ROLE_MENTEE]; i++) {
        if (u->left->closed_at[ROLE_MENTEE][i] != 0) {
            TRY(judge_row(u, &w, i));
        }
    }
    return STATUS_OK;
}
