// SPDX-License-Identifier: GPL-3.0-or-later
#include "pairing/unmatched.h"

#include "pairing/bottlenecks.h"
#include "pairing/outlook.h"

static unmatched_reason reason_of(const building *b, const outlook *v) {
    if (v->best.mentor == NONE) {
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

static void find_remedy(shown_unmatched *out, const outlook *v) {
    rule most = RULE_MINIMUM_SCORE;
    for (rule r = RULE_MINIMUM_STAGE_GAP; r < RULE_COUNT; r++) {
        most = v->opened[r] > v->opened[most] ? r : most;
    }
    out->has_remedy = v->opened[most] > 0;
    if (out->has_remedy) {
        out->remedy.rule = span_of(rule_name(most));
        out->remedy.opens = v->opened[most];
        out->remedy.best_score_bp = v->opened_best_bp[most];
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

static void say_nobody(building *b, const outlook *v) {
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
    if (v->nearest.mentor != NONE) {
        wording_say(w, " The nearest is ");
        wording_add(w, building_name(b, ROLE_MENTOR, v->nearest.mentor));
        wording_say(w, ": fit ");
        wording_fit(w, v->nearest.score_bp, b->cohort->program->rules.minimum_score_bp);
        wording_say(w, ", but ");
        rulings_against(w, b->cohort, v->mentee, v->nearest.mentor, v->nearest.reason);
        wording_say(w, ".");
    }
}

static void say_no_place(building *b, const outlook *v) {
    uint32_t mentors = v->rulings.counts[REASON_ELIGIBLE];
    say_suits(&b->words, mentors, " and is full", ", and all are full");
    wording_say(&b->words, b->most_matched_first ? " in every best pairing; " : "; ");
    wording_say(&b->words, mentors == 1 ? "fit " : "best fit ");
    wording_fit(&b->words, v->best.score_bp, 0);
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

static void say_goal(building *b, const outlook *v) {
    wording *w = &b->words;
    wording_say(w, "Could be paired with ");
    wording_add(w, building_name(b, ROLE_MENTOR, v->best.mentor));
    wording_say(w, " (fit ");
    wording_fit(w, v->best.score_bp, 0);
    wording_say(w, "), but the first goal");
    if (b->found->level_count > 0) {
        wording_say(w, ", ");
        wording_say(w, GOALS[b->found->levels[0].level]);
        wording_say(w, ",");
    }
    wording_say(w, " is met better without.");
}

static void say_unmatched(building *b, const outlook *v, unmatched_reason why) {
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

static status make_unmatched(shown_unmatched *out, building *b, outlooks *all, uint32_t mentee, int32_t bottleneck) {
    const person *mentors = b->cohort->people[ROLE_MENTOR];
    outlook v;
    TRY(outlooks_of(&v, all, mentee));
    *out = (shown_unmatched){
        .mentee = b->cohort->people[ROLE_MENTEE][mentee].id,
        .reason = reason_of(b, &v),
        .eligible_mentors = v.rulings.counts[REASON_ELIGIBLE],
        .best_mentor = v.best.mentor == NONE ? (span){"", 0} : mentors[v.best.mentor].id,
        .best_score_bp = v.best.mentor == NONE ? -1 : v.best.score_bp,
        .bottleneck = bottleneck,
    };
    TRY(rulings_shown(&out->ruled_out, &out->ruled_out_count, b, &v.rulings));
    find_remedy(out, &v);
    if (out->reason == UNMATCHED_NO_ELIGIBLE_MENTOR) {
        out->has_nearest = v.nearest.mentor != NONE;
        if (out->has_nearest) {
            out->nearest.mentor = mentors[v.nearest.mentor].id;
            out->nearest.score_bp = v.nearest.score_bp;
            out->nearest.code = span_of(reason_name(v.nearest.reason));
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
    outlooks *seen;
    TRY(outlooks_make(&seen, b, open));
    for (uint32_t i = 0, n = 0; i < mentees; i++) {
        if (b->load[ROLE_MENTEE][i] == 0) {
            TRY(make_unmatched(&all[n++], b, seen, i, bottleneck_of[i]));
        }
    }
    b->result->unmatched = all;
    b->result->unmatched_count = count;
    return STATUS_OK;
}
