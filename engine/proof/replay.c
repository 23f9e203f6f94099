// Replays a certificate. Only pairs of the pairing can be forced, so the face over people follows from them alone, step
// by step (leeway.c); then one pass takes all other pairs through the steps (unpaired.c, by_class.c).
// SPDX-License-Identifier: GPL-3.0-or-later
#include "proof/replay.h"

#include "proof/by_class.h"

typedef struct replay {
    inquiry *q;
    leeway left;
    step *steps;
    uint32_t step_count;
    unpaired unpaired;
} replay;

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
        TRY(unique_is(&unique, q, before_last, r->unpaired.open, r->unpaired.open_count));
        if (unique) {
            return inquiry_refuse(q, inquiry_fault(CHECK_NOT_UNIQUE, last->level, NONE, NONE),
                                  "the draw goes on though round %u had settled it", rounds - 1);
        }
    }
    TRY(unique_is(&unique, q, &r->left, r->unpaired.open, r->unpaired.open_count));
    if (!unique) {
        return inquiry_refuse(q, inquiry_fault(CHECK_NOT_UNIQUE, last->level, NONE, NONE),
                              "another pairing is as good in all goals and in the draw's %u rounds", rounds);
    }
    return STATUS_OK;
}

// ---- all of it ---------------------------------------------------------------------------------------------------

// *settled: the steps before the first that fails; of pairs outside the pairing only those can tell an earlier failure.
static status replay_leeway(replay *r, leeway *before_last, uint32_t *settled) {
    inquiry *q = r->q;
    TRY(leeway_begin(q, &r->left));
    for (uint32_t k = 0; k < r->step_count; k++) {
        if (k + 1 == r->step_count) {
            TRY(leeway_copy(q, before_last, &r->left));
        }
        TRY(leeway_step(q, &r->left, &r->steps[k]));
        if (inquiry_refused_by(q, r->steps[k].level)) {
            *settled = k;
            return STATUS_OK;
        }
    }
    leeway_close(q, &r->left);
    *settled = r->step_count;
    return STATUS_OK;
}

static status judge_unpaired(replay *r, uint32_t settled, uint32_t rounds) {
    r->unpaired = (unpaired){.q = r->q,
                             .left = &r->left,
                             .steps = r->steps,
                             .steps_asked = settled,
                             .open_from = rounds == 0 || inquiry_refused(r->q) ? NONE : r->step_count - (rounds > 1)};
    return r->q->scored == NULL ? unpaired_judge_each(&r->unpaired) : by_class_judge(&r->unpaired, r->q->scored);
}

static status replay_steps(replay *r) {
    const uint32_t rounds = rounds_proven(r->q->s);
    leeway before_last = {0};
    uint32_t settled;
    TRY(replay_leeway(r, &before_last, &settled));
    TRY(judge_unpaired(r, settled, rounds));
    TRY(check_bounds(r));
    return rounds == 0 || inquiry_refused(r->q) ? STATUS_OK : check_draw(r, &before_last);
}

status replay_certificate(inquiry *q) {
    replay r = {.q = q, .unpaired = {.q = q}};
    TRY(steps_make(q, &r.steps, &r.step_count));
    const status result = replay_steps(&r);
    unpaired_free(&r.unpaired);
    return result;
}
