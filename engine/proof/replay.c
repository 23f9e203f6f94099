// Replays a certificate. Only pairs of the pairing can be forced, so the face over people follows from them alone, step
// by step (leeway.c); then one pass over all other pairs, each scored once, takes each through the steps until one
// rules it out.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "proof/replay.h"

#include "base/fixed.h"
#include "proof/unique.h"

typedef struct replay {
    inquiry *q;
    leeway left;
    step *steps;
    uint32_t step_count;
    uint32_t steps_asked; // pairs are taken through this many: up to the first step that fails
    uint32_t open_from;   // pairs that no step before this one decides are kept for the draw; NONE: none are
    open_pair *open;
    size_t open_count, open_capacity;
    size_t pair_at, previous_at; // how far the sorted lists have been walked
} replay;

// ---- pairs outside the pairing -----------------------------------------------------------------------------------

static status refuse_missing(replay *r, const step *s, const pair_facts *pair) {
    inquiry *q = r->q;
    return inquiry_refuse(q, inquiry_fault(CHECK_REDUCED_COST, s->level, pair->mentee, pair->mentor),
                          "goal %u (%s) could be met better: every best pairing pairs mentee %.*s with mentor %.*s",
                          s->level + 1, level_name(s->weight.kind), SPAN_ARGS(inquiry_id(q, ROLE_MENTEE, pair->mentee)),
                          SPAN_ARGS(inquiry_id(q, ROLE_MENTOR, pair->mentor)));
}

// Takes a pair that is not paired through a step; *goes_on: nothing has decided it.
static status step_unpaired(replay *r, step *s, const pair_facts *pair, bool *goes_on) {
    *goes_on = true;
    if (step_bans(s, pair->score_bp)) {
        *goes_on = !s->ban_holds;
        return STATUS_OK;
    }
    if (s->aim == AIM_BANS_ONLY) {
        return STATUS_OK;
    }
    int64_t rc;
    if (!leeway_reduced_cost(&rc, s, pair)) {
        *goes_on = false;
        return leeway_refuse_overflow(r->q, s);
    }
    if (step_settles(s)) {
        *goes_on = rc == 0;
        return rc > 0 ? refuse_missing(r, s, pair) : STATUS_OK;
    }
    return rc > 0 && !fixed_add(&s->dual_value, s->dual_value, rc) ? leeway_refuse_overflow(r->q, s) : STATUS_OK;
}

static status keep_open(replay *r, const pair_facts *pair, uint32_t steps_passed) {
    if (!memory_reserve(&r->q->c->memory, &r->open, &r->open_capacity, r->open_count + 1, sizeof *r->open)) {
        return context_no_memory(r->q->c, "proof/replay");
    }
    r->open[r->open_count++] =
        (open_pair){.mentee = pair->mentee, .mentor = pair->mentor, .steps_passed = steps_passed};
    return STATUS_OK;
}

static status judge_unpaired(replay *r, const pair_facts *pair) {
    const uint32_t closed_mentee = r->left.closed_at[ROLE_MENTEE][pair->mentee];
    const uint32_t closed_mentor = r->left.closed_at[ROLE_MENTOR][pair->mentor];
    const uint32_t closed = closed_mentee < closed_mentor ? closed_mentee : closed_mentor;
    const uint32_t end = closed < r->steps_asked ? closed : r->steps_asked;
    uint32_t k = 0;
    bool goes_on = true;
    while (k < end && goes_on) {
        TRY(step_unpaired(r, &r->steps[k], pair, &goes_on));
        k += goes_on;
    }
    return k >= r->open_from ? keep_open(r, pair, k) : STATUS_OK;
}

// Whether the couple stands next in a list sorted by (mentee, mentor) that is walked along.
static bool walks_past(const couple *list, size_t count, size_t *at, uint32_t mentee, uint32_t mentor) {
    while (*at < count && (list[*at].mentee < mentee || (list[*at].mentee == mentee && list[*at].mentor < mentor))) {
        ++*at;
    }
    return *at < count && list[*at].mentee == mentee && list[*at].mentor == mentor;
}

static status judge_row(replay *r, uint32_t mentee) {
    const inquiry *q = r->q;
    const cohort *h = q->h;
    pair_facts pair = {.mentee = mentee, .priority = h->people[ROLE_MENTEE][mentee].priority};
    for (uint32_t j = 0; j < h->count[ROLE_MENTOR]; j++) {
        if (r->left.closed_at[ROLE_MENTOR][j] == 0 ||
            walks_past(q->s->pairs, q->s->pair_count, &r->pair_at, mentee, j) ||
            !inquiry_eligible(q, mentee, j, &pair.score_bp)) {
            continue;
        }
        pair.mentor = j;
        pair.kept = walks_past(h->previous, h->previous_count, &r->previous_at, mentee, j);
        TRY(judge_unpaired(r, &pair));
    }
    return STATUS_OK;
}

static status judge_all_unpaired(replay *r) {
    for (uint32_t i = 0; i < r->q->h->count[ROLE_MENTEE]; i++) {
        if (r->left.closed_at[ROLE_MENTEE][i] != 0) {
            TRY(judge_row(r, i));
        }
    }
    return STATUS_OK;
}

// ---- what the steps prove ----------------------------------------------------------------------------------------

static int64_t unpinned_pairs_at(const inquiry *q, int32_t percent) {
    int64_t count = 0;
    for (uint32_t k = 0; k < q->s->pair_count; k++) {
        count += !q->pinned[k] && q->pairs[k].score_bp / BP_PER_PERCENT == percent;
    }
    return count;
}

static bool proves(const inquiry *q, const step *s) {
    const level_result *level = &q->s->levels[s->level];
    switch (s->aim) {
    case AIM_DECIDES:
    case AIM_BOUNDS:
        return s->dual_value == level->bound;
    case AIM_FEWEST:
        return s->dual_value == -unpinned_pairs_at(q, s->weight.t);
    case AIM_NONE_ABOVE:
        return s->dual_value <= -1;
    case AIM_BANS_ONLY:
        break;
    }
    return true;
}

static status check_bounds(replay *r) {
    for (uint32_t k = 0; k < r->step_count && !inquiry_refused_by(r->q, r->steps[k].level); k++) {
        const step *s = &r->steps[k];
        if (!proves(r->q, s)) {
            TRY(inquiry_refuse(r->q, inquiry_fault(CHECK_BOUND, s->level, NONE, NONE),
                               "the certificate's prices for goal %u (%s) prove another bound than the one it claims",
                               s->level + 1, level_name(s->weight.kind)));
        }
    }
    return STATUS_OK;
}

// ---- the draw ----------------------------------------------------------------------------------------------------

// How many rounds the draw took; 0 where it is not proven.
static uint32_t rounds_proven(const solution *s) {
    const level_result *last = &s->levels[s->level_count - 1];
    return last->proven ? last->round : 0;
}

static status check_draw(replay *r, const leeway *before_last) {
    inquiry *q = r->q;
    const uint32_t rounds = rounds_proven(q->s);
    const step *last = &r->steps[r->step_count - 1];
    bool unique = false;
    if (rounds > 1) {
        TRY(unique_is(&unique, q, before_last, r->open, r->open_count));
        if (unique) {
            return inquiry_refuse(q, inquiry_fault(CHECK_NOT_UNIQUE, last->level, NONE, NONE),
                                  "the draw goes on though round %u had settled it", rounds - 1);
        }
    }
    TRY(unique_is(&unique, q, &r->left, r->open, r->open_count));
    if (!unique) {
        return inquiry_refuse(q, inquiry_fault(CHECK_NOT_UNIQUE, last->level, NONE, NONE),
                              "another pairing is as good in all goals and in the draw's %u rounds", rounds);
    }
    return STATUS_OK;
}

// ---- all of it ---------------------------------------------------------------------------------------------------

static status replay_leeway(replay *r, leeway *before_last) {
    inquiry *q = r->q;
    TRY(leeway_begin(q, &r->left));
    r->steps_asked = r->step_count;
    for (uint32_t k = 0; k < r->step_count; k++) {
        if (k + 1 == r->step_count) {
            TRY(leeway_copy(q, before_last, &r->left));
        }
        TRY(leeway_step(q, &r->left, &r->steps[k]));
        if (inquiry_refused_by(q, r->steps[k].level)) {
            r->steps_asked = k + 1;
            return STATUS_OK;
        }
    }
    leeway_close(q, &r->left);
    return STATUS_OK;
}

static status replay_steps(replay *r) {
    const uint32_t rounds = rounds_proven(r->q->s);
    leeway before_last = {0};
    TRY(replay_leeway(r, &before_last));
    r->open_from = rounds == 0 || inquiry_refused(r->q) ? NONE : r->step_count - (rounds > 1);
    TRY(judge_all_unpaired(r));
    TRY(check_bounds(r));
    return rounds == 0 || inquiry_refused(r->q) ? STATUS_OK : check_draw(r, &before_last);
}

status replay_certificate(inquiry *q) {
    replay r = {.q = q};
    TRY(steps_make(q, &r.steps, &r.step_count));
    const status result = replay_steps(&r);
    memory_free(&q->c->memory, r.open);
    return result;
}
