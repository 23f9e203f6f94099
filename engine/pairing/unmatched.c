// SPDX-License-Identifier: GPL-3.0-or-later
#include "pairing/unmatched.h"

#include "pairing/bottlenecks.h"
#include "pairing/rulings.h"
#include "scoring/draw.h"
#include "scoring/eligibility.h"

// All mentors with places before one mentee who has none of them.
typedef struct view {
    uint32_t mentee;
    uint64_t mentee_key;
    rulings rulings;
    uint32_t best, nearest; // mentors; NONE: nobody
    bool only_pins;         // pins fill every place of every mentor who suits
    bool can_be_added;      // an alternating path leads to a free place
} view;

// Whether mentor `j` comes before `than`: the higher score, then the larger draw weight, then the smaller id. People
// are numbered by id.
static bool comes_before(const building *b, const view *v, uint32_t j, uint32_t than) {
    if (than == NONE) {
        return true;
    }
    if (b->scores_bp[j] != b->scores_bp[than]) {
        return b->scores_bp[j] > b->scores_bp[than];
    }
    int32_t weight = draw_weight(v->mentee_key, b->mentor_keys[j]);
    int32_t other = draw_weight(v->mentee_key, b->mentor_keys[than]);
    return weight != other ? weight > other : j < than;
}

static bool can_be_nearest(reason why) {
    return why != REASON_ELIGIBLE && why != REASON_SAME_PERSON && why != REASON_CONFLICT && why != REASON_VETOED;
}

static view view_of(building *b, uint32_t mentee, const bool *open) {
    const cohort *h = b->cohort;
    view v = {.mentee = mentee, .best = NONE, .nearest = NONE, .only_pins = true};
    v.mentee_key = draw_key(b->scoring->seed, 1, ROLE_MENTEE, h->people[ROLE_MENTEE][mentee].id);
    scoring_reasons(b->scoring, mentee, b->scores_bp, b->reasons);
    for (uint32_t j = 0; j < h->count[ROLE_MENTOR]; j++) {
        const person *mentor = &h->people[ROLE_MENTOR][j];
        reason why = (reason)b->reasons[j];
        if (mentor->capacity == 0) {
            continue;
        }
        rulings_add(&v.rulings, h, mentee, j, why);
        if (why == REASON_ELIGIBLE) {
            v.best = comes_before(b, &v, j, v.best) ? j : v.best;
            v.only_pins = v.only_pins && b->pins[ROLE_MENTOR][j] >= mentor->capacity;
            v.can_be_added = v.can_be_added || open[j];
        } else if (can_be_nearest(why) && comes_before(b, &v, j, v.nearest)) {
            v.nearest = j;
        }
    }
    return v;
}

static unmatched_reason reason_of(const building *b, const view *v) {
    if (v->best == NONE) {
        return UNMATCHED_NO_ELIGIBLE_MENTOR;
    }
    if (v->only_pins) {
        return UNMATCHED_PINNED;
    }
    if (!v->can_be_added) {
        return UNMATCHED_NO_PLACE;
    }
    return b->found->stopped != STOPPED_NOT && !b->most_matched_proven ? UNMATCHED_TIME_LIMIT : UNMATCHED_GOAL;
}

// ---- the remedy

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

static void find_remedy(shown_unmatched *out, const building *b, const view *v) {
    uint32_t opened[RULE_COUNT] = {0};
    int32_t best_bp[RULE_COUNT] = {0};
    for (uint32_t j = 0; j < b->cohort->count[ROLE_MENTOR]; j++) {
        rule lifted = rule_against(b, v->mentee, j, (reason)b->reasons[j]);
        if (lifted == RULE_COUNT || b->cohort->people[ROLE_MENTOR][j].capacity == 0 ||
            !opens(b, lifted, v->mentee, j, b->scores_bp[j])) {
            continue;
        }
        opened[lifted]++;
        best_bp[lifted] = b->scores_bp[j] > best_bp[lifted] ? b->scores_bp[j] : best_bp[lifted];
    }
    rule most = RULE_MINIMUM_SCORE;
    for (rule r = RULE_MINIMUM_STAGE_GAP; r < RULE_COUNT; r++) {
        most = opened[r] > opened[most] ? r : most;
    }
    out->has_remedy = opened[most] > 0;
    if (out->has_remedy) {
        out->remedy.rule = span_of(rule_name(most));
        out->remedy.opens = opened[most];
        out->remedy.best_score_bp = best_bp[most];
    }
}

// ---- sentences

static void say_suits(wording *w, uint32_t mentors, const char *one, const char *many) {
    if (mentors == 1) {
        wording_say(w, "One mentor suits");
        wording_say(w, one);
    } else {
        wording_number(w, mentors);
        wording_say(w, " mentors suit");
        wording_say(w, many);
    }
}

static void say_nobody(building *b, const view *v) {
    wording *w = &b->words;
    uint32_t ruled_out = 0;
    for (int r = REASON_SAME_PERSON; r < REASON_COUNT; r++) {
        ruled_out += v->rulings.counts[r];
    }
    if (ruled_out == 0) {
        wording_say(w, "No mentor who applied has a place to offer.");
        return;
    }
    wording_say(w, "No mentor suits: ");
    rulings_phrase(w, &v->rulings, b->cohort, ROLE_MENTOR);
    wording_say(w, ".");
    if (v->nearest != NONE) {
        wording_say(w, " The nearest is ");
        wording_add(w, building_name(b, ROLE_MENTOR, v->nearest));
        wording_say(w, ": fit ");
        wording_fit(w, b->scores_bp[v->nearest], b->cohort->program->rules.minimum_score_bp);
        wording_say(w, ", but ");
        rulings_against(w, b->cohort, v->mentee, v->nearest, (reason)b->reasons[v->nearest]);
        wording_say(w, ".");
    }
}

static void say_no_place(building *b, const view *v) {
    uint32_t mentors = v->rulings.counts[REASON_ELIGIBLE];
    say_suits(&b->words, mentors, " and is full", ", and all are full");
    wording_say(&b->words, b->most_matched_first ? " in every best pairing; " : "; ");
    wording_say(&b->words, mentors == 1 ? "fit " : "best fit ");
    wording_fit(&b->words, b->scores_bp[v->best], 0);
    wording_say(&b->words, ".");
}

// What a goal is about, as reports name it.
static const char *const GOALS[LEVEL_COUNT] = {
    [LEVEL_MOST_MATCHED] = "as many pairs as possible",
    [LEVEL_PRIORITY_MATCHED] = "as many priority mentees paired as possible",
    [LEVEL_MOST_MENTORS] = "as many mentors with a mentee as possible",
    [LEVEL_BEST_WORST] = "a weakest pair as good as possible",
    [LEVEL_BEST_TOTAL] = "a total fit as high as possible",
    [LEVEL_FAIREST] = "fairness from the bottom up",
    [LEVEL_FEWEST_CHANGES] = "as few changes as possible",
    [LEVEL_DRAW] = "the draw",
};

static void say_goal(building *b, const view *v) {
    wording *w = &b->words;
    wording_say(w, "Could be paired with ");
    wording_add(w, building_name(b, ROLE_MENTOR, v->best));
    wording_say(w, " (fit ");
    wording_fit(w, b->scores_bp[v->best], 0);
    wording_say(w, "), but the first goal");
    if (b->found->level_count > 0) {
        wording_say(w, ", ");
        wording_say(w, GOALS[b->found->levels[0].level]);
        wording_say(w, ",");
    }
    wording_say(w, " is met better without.");
}

static void say_unmatched(building *b, const view *v, unmatched_reason why) {
    switch (why) {
    case UNMATCHED_NO_ELIGIBLE_MENTOR:
        say_nobody(b, v);
        break;
    case UNMATCHED_NO_PLACE:
        say_no_place(b, v);
        break;
    case UNMATCHED_PINNED:
        say_suits(&b->words, v->rulings.counts[REASON_ELIGIBLE], "; the committee's pins fill every place there.",
                  "; the committee's pins fill them.");
        break;
    case UNMATCHED_GOAL:
        say_goal(b, v);
        break;
    case UNMATCHED_TIME_LIMIT:
        wording_say(&b->words, b->found->stopped == STOPPED_INTERRUPT
                                   ? "The run was stopped before this was settled."
                                   : "The time limit struck before this was settled.");
        break;
    }
}

// ---- unmatched mentees

static status make_unmatched(shown_unmatched *out, building *b, uint32_t mentee, const bool *open, int32_t bottleneck) {
    const person *mentors = b->cohort->people[ROLE_MENTOR];
    view v = view_of(b, mentee, open);
    *out = (shown_unmatched){
        .mentee = b->cohort->people[ROLE_MENTEE][mentee].id,
        .reason = reason_of(b, &v),
        .eligible_mentors = v.rulings.counts[REASON_ELIGIBLE],
        .best_mentor = v.best == NONE ? (span){"", 0} : mentors[v.best].id,
        .best_score_bp = v.best == NONE ? -1 : b->scores_bp[v.best],
        .bottleneck = bottleneck,
    };
    TRY(rulings_shown(&out->ruled_out, &out->ruled_out_count, b, &v.rulings));
    find_remedy(out, b, &v);
    if (out->reason == UNMATCHED_NO_ELIGIBLE_MENTOR) {
        out->has_nearest = v.nearest != NONE;
        if (out->has_nearest) {
            out->nearest.mentor = mentors[v.nearest].id;
            out->nearest.score_bp = b->scores_bp[v.nearest];
            out->nearest.code = span_of(reason_name((reason)b->reasons[v.nearest]));
        }
    }
    say_unmatched(b, &v, out->reason);
    return building_sentence(b, &out->because);
}

static uint32_t count_unmatched(const building *b) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < b->cohort->count[ROLE_MENTEE]; i++) {
        count += b->load[ROLE_MENTEE][i] == 0 ? 1 : 0;
    }
    return count;
}

status unmatched_fill(building *b, const int32_t *bottleneck_of) {
    uint32_t count = count_unmatched(b), mentees = b->cohort->count[ROLE_MENTEE];
    shown_unmatched *all = arena_alloc(&b->result->arena, count, sizeof *all);
    bool *open = arena_alloc(&b->scratch, b->cohort->count[ROLE_MENTOR], sizeof *open);
    if (all == NULL || open == NULL) {
        return context_no_memory(b->context, "pairing/unmatched");
    }
    if (!b->most_matched_first && count > 0) { // else it is proven that nobody can be added
        TRY(bottlenecks_open_mentors(b, open));
    }
    for (uint32_t i = 0, n = 0; i < mentees; i++) {
        if (b->load[ROLE_MENTEE][i] == 0) {
            TRY(make_unmatched(&all[n++], b, i, open, bottleneck_of[i]));
        }
    }
    b->result->unmatched = all;
    b->result->unmatched_count = count;
    return STATUS_OK;
}
