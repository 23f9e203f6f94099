// Two ways to the same: mentor by mentor, and class by class with exceptions put right. The second does not serve those
// who applied in both roles, because of the direction rule, and gives way to the first where an exception takes away
// the only mentor who holds a best score. SPDX-License-Identifier: GPL-3.0-or-later
#include "pairing/outlook.h"

#include "scoring/draw.h"

static const char WHERE[] = "pairing/outlook";

// What one class of mentees sees of all mentors with places, exceptions aside.
typedef struct sight {
    rulings rulings;
    uint32_t unpinned, open; // of those who suit: pins do not fill them; an alternating path leads on
    uint32_t opened[RULE_COUNT];
    int32_t opened_best_bp[RULE_COUNT];
    int32_t best_bp, nearest_bp; // -1: nobody
} sight;

struct outlooks {
    building *b;
    const bool *open;
    uint32_t *start, *members;       // mentors with places by class, [classes + 1] and ascending
    uint32_t *unpinned, *open_count; // [mentor classes]
    sight **sights;                  // [mentee classes], made when first asked for
    uint32_t *apart;                 // [mentors]: number + 1 of the last mentee with whom the pair is an exception
    int16_t *scores_bp;              // [mentor classes] of the class in hand
    uint8_t *reasons;
    uint32_t class_in_hand;
};

// ---- ranks -------------------------------------------------------------------------------------------------------

static bool can_be_nearest(reason why) {
    return why != REASON_ELIGIBLE && why != REASON_SAME_PERSON && why != REASON_CONFLICT && why != REASON_VETOED;
}

// Takes a mentor who comes before the one in hand.
static void rank(const building *b, uint64_t mentee_key, outlook_mentor *in_hand, outlook_mentor next) {
    bool before = in_hand->mentor == NONE || next.score_bp > in_hand->score_bp;
    if (!before && next.score_bp == in_hand->score_bp) {
        const int32_t weight = draw_weight(mentee_key, b->mentor_keys[next.mentor]);
        const int32_t other = draw_weight(mentee_key, b->mentor_keys[in_hand->mentor]);
        before = weight != other ? weight > other : next.mentor < in_hand->mentor;
    }
    *in_hand = before ? next : *in_hand;
}

// ---- the rule that stands against a pair -------------------------------------------------------------------------

// The one rule that stands against a pair with this first reason, RULE_COUNT where none can be lifted.
static rule rule_against(const building *b, uint32_t mentee, uint32_t mentor, reason why) {
    const rules *r = &b->cohort->program->rules;
    switch (why) {
    case REASON_PAST_PAIR:
        return RULE_PAST_PAIRS;
    case REASON_SAME_INSTITUTION:
        return RULE_SAME_INSTITUTION;
    case REASON_STAGE_GAP: {
        int32_t gap = b->cohort->people[ROLE_MENTOR][mentor].stage - b->cohort->people[ROLE_MENTEE][mentee].stage;
        return gap < r->minimum_stage_gap ? RULE_MINIMUM_STAGE_GAP : RULE_MAXIMUM_STAGE_GAP;
    }
    case REASON_BELOW_MINIMUM_SCORE:
        return RULE_MINIMUM_SCORE;
    case REASON_OTHER_DIRECTION:
        return RULE_RECIPROCAL_PAIRS;
    case REASON_ELIGIBLE:
    case REASON_SAME_PERSON:
    case REASON_CONFLICT:
    case REASON_VETOED:
    case REASON_COUNT:
        break;
    }
    return RULE_COUNT;
}

// Whether lifting that one rule would open the pair. Only the rule of the first reason can, for all others leave that
// reason standing.
static bool opens(const building *b, rule lifted, uint32_t mentee, uint32_t mentor, int32_t score_bp) {
    const cohort *h = b->cohort;
    const rules left = eligibility_without(&h->program->rules, lifted);
    if (eligibility_under(h, &left, mentee, mentor, score_bp) != REASON_ELIGIBLE) {
        return false;
    }
    couple reverse;
    if (!left.better_direction || !eligibility_reverse(&reverse, h, mentee, mentor)) {
        return true;
    }
    return !eligibility_listed(h->pins, h->pin_count, reverse.mentee, reverse.mentor) &&
           !eligibility_other_direction(h, &left, b->scoring->seed, mentee, mentor);
}

// The rule that alone stands against the pair; RULE_COUNT: none does.
static rule opening(const building *b, uint32_t mentee, uint32_t mentor, int32_t score_bp, reason why) {
    const rule against = rule_against(b, mentee, mentor, why);
    return against != RULE_COUNT && opens(b, against, mentee, mentor, score_bp) ? against : RULE_COUNT;
}

// ---- mentor by mentor --------------------------------------------------------------------------------------------

static bool is_unpinned(const building *b, uint32_t mentor) {
    return b->pins[ROLE_MENTOR][mentor] < b->cohort->people[ROLE_MENTOR][mentor].capacity;
}

// Adds one mentor with places.
static void add(outlook *out, const outlooks *all, uint64_t mentee_key, outlook_mentor next) {
    const building *b = all->b;
    const uint32_t j = next.mentor;
    rulings_add(&out->rulings, b->cohort, out->mentee, j, next.reason);
    if (next.reason == REASON_ELIGIBLE) {
        rank(b, mentee_key, &out->best, next);
        out->only_pins = out->only_pins && !is_unpinned(b, j);
        out->can_be_added = out->can_be_added || all->open[j];
        return;
    }
    if (can_be_nearest(next.reason)) {
        rank(b, mentee_key, &out->nearest, next);
    }
    const rule lifted = opening(b, out->mentee, j, next.score_bp, next.reason);
    if (lifted != RULE_COUNT) {
        out->opened[lifted]++;
        out->opened_best_bp[lifted] =
            next.score_bp > out->opened_best_bp[lifted] ? next.score_bp : out->opened_best_bp[lifted];
    }
}

static outlook outlook_of_nobody(uint32_t mentee) {
    return (outlook){.mentee = mentee, .best.mentor = NONE, .nearest.mentor = NONE, .only_pins = true};
}

static void look_at_each(outlook *out, outlooks *all, uint32_t mentee, uint64_t mentee_key) {
    building *b = all->b;
    *out = outlook_of_nobody(mentee);
    scoring_reasons(b->scoring, mentee, b->scores_bp, b->reasons);
    for (uint32_t j = 0; j < b->cohort->count[ROLE_MENTOR]; j++) {
        if (b->cohort->people[ROLE_MENTOR][j].capacity > 0) {
            add(out, all, mentee_key,
                (outlook_mentor){.mentor = j, .score_bp = b->scores_bp[j], .reason = (reason)b->reasons[j]});
        }
    }
}

// ---- class by class ----------------------------------------------------------------------------------------------

static void take_in_hand(outlooks *all, uint32_t mentee_class) {
    if (all->class_in_hand != mentee_class) {
        const scoring *s = all->b->scoring;
        scoring_class_reasons(s, mentee_class, 0, s->class_count[ROLE_MENTOR], all->scores_bp, all->reasons);
        all->class_in_hand = mentee_class;
    }
}

// Of ordinary pairs only these rules can stand alone; the people are members of the two classes.
static rule opening_of_class(const building *b, uint32_t mentee, uint32_t mentor, int32_t score_bp, reason why) {
    const rule against = rule_against(b, mentee, mentor, why);
    const rules left =
        eligibility_without(&b->cohort->program->rules, against == RULE_COUNT ? RULE_PAST_PAIRS : against);
    const int32_t mentee_stage = b->cohort->people[ROLE_MENTEE][mentee].stage;
    const int32_t mentor_stage = b->cohort->people[ROLE_MENTOR][mentor].stage;
    const bool gap_fits = mentee_stage < 0 || mentor_stage < 0 ||
                          (mentor_stage - mentee_stage >= left.minimum_stage_gap &&
                           mentor_stage - mentee_stage <= left.maximum_stage_gap);
    return against != RULE_COUNT && gap_fits && score_bp >= left.minimum_score_bp ? against : RULE_COUNT;
}

static void see_class(sight *to, const outlooks *all, uint32_t mentee, uint32_t class) {
    const building *b = all->b;
    const uint32_t mentors = all->start[class + 1] - all->start[class];
    const uint32_t member = all->members[all->start[class]];
    const int32_t score_bp = all->scores_bp[class];
    const reason why = (reason)all->reasons[class];
    rulings_add_many(&to->rulings, b->cohort, mentee, member, why, mentors);
    if (why == REASON_ELIGIBLE) {
        to->unpinned += all->unpinned[class];
        to->open += all->open_count[class];
        to->best_bp = score_bp > to->best_bp ? score_bp : to->best_bp;
        return;
    }
    to->nearest_bp = can_be_nearest(why) && score_bp > to->nearest_bp ? score_bp : to->nearest_bp;
    const rule lifted = opening_of_class(b, mentee, member, score_bp, why);
    if (lifted != RULE_COUNT) {
        to->opened[lifted] += mentors;
        to->opened_best_bp[lifted] = score_bp > to->opened_best_bp[lifted] ? score_bp : to->opened_best_bp[lifted];
    }
}

static const sight *sight_of(outlooks *all, uint32_t mentee) {
    const scoring *s = all->b->scoring;
    const uint32_t class = s->class_of[ROLE_MENTEE][mentee];
    if (all->sights[class] != NULL) {
        return all->sights[class];
    }
    sight *made = arena_alloc(&all->b->scratch, 1, sizeof *made);
    if (made == NULL) {
        return NULL;
    }
    made->best_bp = made->nearest_bp = -1;
    take_in_hand(all, class);
    for (uint32_t k = 0; k < s->class_count[ROLE_MENTOR]; k++) {
        if (all->start[k] < all->start[k + 1]) {
            see_class(made, all, mentee, k);
        }
    }
    all->sights[class] = made;
    return made;
}

// The exceptions of a mentee among mentors with places: what their classes said is taken back, what holds is added.
// false: one of them holds a best score.
static bool put_right(outlook *out, outlooks *all, uint64_t mentee_key, const sight *seen, sight *left) {
    const building *b = all->b;
    const scoring *s = b->scoring;
    for (size_t k = s->exception_start[out->mentee]; k < s->exception_start[out->mentee + 1]; k++) {
        const exception *e = &s->exceptions[k];
        const uint32_t j = e->mentor;
        all->apart[j] = out->mentee + 1;
        if (b->cohort->people[ROLE_MENTOR][j].capacity == 0) {
            continue;
        }
        int16_t score_bp;
        uint8_t why;
        scoring_class_reasons(s, s->class_of[ROLE_MENTEE][out->mentee], s->class_of[ROLE_MENTOR][j], 1, &score_bp,
                              &why);
        rulings_take(&left->rulings, b->cohort, out->mentee, j, (reason)why);
        if (why == REASON_ELIGIBLE) {
            left->unpinned -= is_unpinned(b, j);
            left->open -= all->open[j];
        } else {
            const rule lifted = opening_of_class(b, out->mentee, j, score_bp, (reason)why);
            if (lifted != RULE_COUNT && score_bp == seen->opened_best_bp[lifted]) {
                return false;
            }
            left->opened[lifted == RULE_COUNT ? RULE_PAST_PAIRS : lifted] -= lifted != RULE_COUNT;
        }
        add(out, all, mentee_key, (outlook_mentor){.mentor = j, .score_bp = e->score_bp, .reason = (reason)e->reason});
    }
    return true;
}

// The best of the ordinary mentors at that score. false: there is none after all.
static bool rank_ordinary(outlook_mentor *in_hand, outlooks *all, uint32_t mentee, uint64_t mentee_key, int32_t best_bp,
                          bool suits) {
    const scoring *s = all->b->scoring;
    bool some = best_bp < 0;
    take_in_hand(all, s->class_of[ROLE_MENTEE][mentee]);
    for (uint32_t class = 0; best_bp >= 0 && class < s->class_count[ROLE_MENTOR]; class ++) {
        const reason why = (reason)all->reasons[class];
        if (all->scores_bp[class] != best_bp || (suits ? why != REASON_ELIGIBLE : !can_be_nearest(why))) {
            continue;
        }
        for (uint32_t k = all->start[class]; k < all->start[class + 1]; k++) {
            if (all->apart[all->members[k]] != mentee + 1) {
                rank(all->b, mentee_key, in_hand,
                     (outlook_mentor){.mentor = all->members[k], .score_bp = best_bp, .reason = why});
                some = true;
            }
        }
    }
    return some;
}

// false: mentor by mentor it must be.
static bool look_by_class(outlook *out, outlooks *all, uint64_t mentee_key, const sight *seen) {
    sight left = *seen;
    if (!put_right(out, all, mentee_key, seen, &left)) {
        return false;
    }
    for (int k = 0; k < REASON_COUNT; k++) {
        out->rulings.counts[k] += left.rulings.counts[k];
    }
    out->rulings.gap_too_large += left.rulings.gap_too_large;
    for (rule r = 0; r < RULE_COUNT; r++) {
        out->opened[r] += left.opened[r];
        out->opened_best_bp[r] = left.opened[r] > 0 && seen->opened_best_bp[r] > out->opened_best_bp[r]
                                     ? seen->opened_best_bp[r]
                                     : out->opened_best_bp[r];
    }
    out->only_pins = out->only_pins && left.unpinned == 0;
    out->can_be_added = out->can_be_added || left.open > 0;
    if (left.rulings.counts[REASON_ELIGIBLE] > 0) {
        return rank_ordinary(&out->best, all, out->mentee, mentee_key, seen->best_bp, true);
    }
    return out->best.mentor != NONE ||
           rank_ordinary(&out->nearest, all, out->mentee, mentee_key, seen->nearest_bp, false);
}

status outlooks_of(outlook *out, outlooks *all, uint32_t mentee) {
    const cohort *h = all->b->cohort;
    const person *p = &h->people[ROLE_MENTEE][mentee];
    const uint64_t mentee_key = draw_key(all->b->scoring->seed, 1, ROLE_MENTEE, p->id);
    const bool one_role = p->self == NONE;
    const sight *seen = one_role ? sight_of(all, mentee) : NULL;
    if (one_role && seen == NULL) {
        return context_no_memory(all->b->context, WHERE);
    }
    *out = outlook_of_nobody(mentee);
    if (!one_role || !look_by_class(out, all, mentee_key, seen)) {
        look_at_each(out, all, mentee, mentee_key);
    }
    return STATUS_OK;
}

// ---- making ------------------------------------------------------------------------------------------------------

static void list_mentors(outlooks *all) {
    const building *b = all->b;
    const scoring *s = b->scoring;
    const uint32_t classes = s->class_count[ROLE_MENTOR];
    for (uint32_t j = 0; j < b->cohort->count[ROLE_MENTOR]; j++) {
        all->start[s->class_of[ROLE_MENTOR][j] + 1] += b->cohort->people[ROLE_MENTOR][j].capacity > 0;
    }
    for (uint32_t k = 0; k < classes; k++) {
        all->start[k + 1] += all->start[k];
    }
    for (uint32_t j = 0; j < b->cohort->count[ROLE_MENTOR]; j++) { // each start walks to where the class ends
        const uint32_t class = s->class_of[ROLE_MENTOR][j];
        if (b->cohort->people[ROLE_MENTOR][j].capacity > 0) {
            all->members[all->start[class]++] = j;
            all->unpinned[class] += is_unpinned(b, j);
            all->open_count[class] += all->open[j];
        }
    }
    for (uint32_t k = classes; k > 0; k--) {
        all->start[k] = all->start[k - 1];
    }
    all->start[0] = 0;
}

status outlooks_make(outlooks **out, building *b, const bool *open) {
    const uint32_t classes = b->scoring->class_count[ROLE_MENTOR], mentors = b->cohort->count[ROLE_MENTOR];
    arena *a = &b->scratch;
    outlooks *all = arena_alloc(a, 1, sizeof *all);
    if (all == NULL) {
        return context_no_memory(b->context, WHERE);
    }
    *all = (outlooks){.b = b, .open = open, .class_in_hand = NONE};
    all->start = arena_alloc(a, (size_t)classes + 1, sizeof *all->start);
    all->members = arena_alloc(a, mentors, sizeof *all->members);
    all->unpinned = arena_alloc(a, classes, sizeof *all->unpinned);
    all->open_count = arena_alloc(a, classes, sizeof *all->open_count);
    all->sights = arena_alloc(a, b->scoring->class_count[ROLE_MENTEE], sizeof(sight *));
    all->apart = arena_alloc(a, mentors, sizeof *all->apart);
    all->scores_bp = arena_alloc(a, classes, sizeof *all->scores_bp);
    all->reasons = arena_alloc(a, classes, sizeof *all->reasons);
    if (all->start == NULL || all->members == NULL || all->unpinned == NULL || all->open_count == NULL ||
        all->sights == NULL || all->apart == NULL || all->scores_bp == NULL || all->reasons == NULL) {
        return context_no_memory(b->context, WHERE);
    }
    list_mentors(all);
    *out = all;
    return STATUS_OK;
}
