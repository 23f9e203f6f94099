// The certificate as steps to replay.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "proof/steps.h"

#include "base/fixed.h"

typedef struct lineup {
    inquiry *q;
    step *steps;
    uint32_t count;      // of steps made
    uint32_t next_proof; // in solution.proofs
} lineup;

static status refuse_entries(const lineup *l, uint32_t level) {
    return inquiry_refuse(l->q, inquiry_fault(CHECK_LEVELS_DIFFER, level, NONE, NONE),
                          "the certificate's entries for goal %u (%s) are not those that prove it", level + 1,
                          level_name(l->q->s->levels[level].level));
}

// The next entry if it is of that level and t, else NULL.
static const level_proof *take_entry(lineup *l, uint32_t level, int64_t t) {
    const solution *s = l->q->s;
    if (l->next_proof == s->proof_count) {
        return NULL;
    }
    const level_proof *entry = &s->proofs[l->next_proof];
    if (entry->level != s->levels[level].level || entry->round != s->levels[level].round || entry->t != t ||
        entry->prices[ROLE_MENTEE] == NULL || entry->prices[ROLE_MENTOR] == NULL) {
        return NULL;
    }
    l->next_proof++;
    return entry;
}

static step *add_step(lineup *l, uint32_t level, step_aim aim, const level_proof *entry) {
    const level_result *result = &l->q->s->levels[level];
    step *added = &l->steps[l->count++];
    *added = (step){.level = level, .aim = aim, .weight = {.kind = result->level, .t = -1}};
    for (role r = ROLE_MENTOR; r < ROLE_COUNT; r++) {
        added->prices[r] = entry == NULL ? NULL : entry->prices[r];
        added->weight.draw_key[r] = result->level == LEVEL_DRAW ? l->q->draw_keys[result->round - 1][r] : NULL;
    }
    if (entry != NULL) {
        added->weight.t = entry->t;
    }
    return added;
}

static status add_sum_level(lineup *l, uint32_t level) {
    const level_proof *entry = take_entry(l, level, -1);
    if (entry == NULL) {
        return refuse_entries(l, level);
    }
    add_step(l, level, l->q->s->levels[level].proven ? AIM_DECIDES : AIM_BOUNDS, entry);
    return STATUS_OK;
}

// best_worst, and fairest where it is not proven: nothing stays above `t` of `highest`, in units of `unit_bp`.
static status add_none_above(lineup *l, uint32_t level, int64_t highest, int32_t unit_bp) {
    const level_result *result = &l->q->s->levels[level];
    if (!result->has_value || (!result->proven && result->bound == highest)) {
        return STATUS_OK;
    }
    const level_proof *entry =
        result->bound < 0 || result->bound > highest ? NULL : take_entry(l, level, result->bound);
    if (entry == NULL) {
        return refuse_entries(l, level);
    }
    step *added = add_step(l, level, AIM_NONE_ABOVE, entry);
    added->ban_below_bp = entry->t * unit_bp;
    added->ban_holds = result->proven;
    return STATUS_OK;
}

static status add_fairest(lineup *l, uint32_t level) {
    const solution *s = l->q->s;
    int32_t from_percent = 0;
    while (l->next_proof < s->proof_count && s->proofs[l->next_proof].level == LEVEL_FAIREST) {
        const int32_t t = s->proofs[l->next_proof].t;
        const level_proof *entry = t < from_percent || t > FULL_BP / BP_PER_PERCENT ? NULL : take_entry(l, level, t);
        if (entry == NULL) {
            return refuse_entries(l, level);
        }
        step *added = add_step(l, level, AIM_FEWEST, entry);
        added->ban_from_bp = from_percent * BP_PER_PERCENT;
        added->ban_below_bp = t * BP_PER_PERCENT;
        added->ban_holds = true;
        from_percent = t + 1;
    }
    step *rest = add_step(l, level, AIM_BANS_ONLY, NULL);
    rest->ban_from_bp = from_percent * BP_PER_PERCENT;
    rest->ban_below_bp = INT32_MAX;
    rest->ban_holds = true;
    return STATUS_OK;
}

static status add_level(lineup *l, uint32_t level) {
    const level_result *result = &l->q->s->levels[level];
    switch (result->level) {
    case LEVEL_BEST_WORST:
        return add_none_above(l, level, FULL_BP, 1);
    case LEVEL_FAIREST:
        return result->proven ? add_fairest(l, level)
                              : add_none_above(l, level, FULL_BP / BP_PER_PERCENT, BP_PER_PERCENT);
    case LEVEL_MOST_MATCHED:
    case LEVEL_PRIORITY_MATCHED:
    case LEVEL_MOST_MENTORS:
    case LEVEL_BEST_TOTAL:
    case LEVEL_FEWEST_CHANGES:
    case LEVEL_DRAW:
    case LEVEL_COUNT:
        break;
    }
    return add_sum_level(l, level);
}

status steps_make(inquiry *q, step **out, uint32_t *count) {
    const solution *s = q->s;
    // One for each entry, and one more for each level at most.
    lineup l = {.q = q, .steps = arena_alloc(&q->scratch, (size_t)s->proof_count + s->level_count, sizeof *l.steps)};
    if (l.steps == NULL) {
        return context_no_memory(q->c, "proof/steps");
    }
    for (uint32_t level = 0; level < s->level_count && !inquiry_refused(q); level++) {
        TRY(add_level(&l, level));
    }
    if (l.next_proof < s->proof_count && !inquiry_refused(q)) {
        TRY(refuse_entries(&l, s->level_count - 1));
    }
    *out = l.steps;
    *count = l.count;
    return STATUS_OK;
}
