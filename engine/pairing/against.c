// One row of SENTENCES for each reason. What is private is not named.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pairing/against.h"

#include "pairing/because.h"

static const char WHERE[] = "pairing/against";

typedef struct judged {
    const scoring *scoring;
    const cohort *cohort;
    const rules *rules;
    couple pair;
    const person *mentee, *mentor;
    int32_t score_bp;
} judged;

static span name_of(const judged *j, const person *p) {
    return j->cohort->fields[FIELD_NAME].is_private || p->name.length == 0 ? p->id : p->name;
}

static void same_person(wording *w, const judged *j) {
    (void)j;
    wording_say(w, "Both applications are of one person.");
}

static void conflict(wording *w, const judged *j) {
    (void)j;
    wording_say(w, "One of the two has said not to be paired with the other.");
}

static void vetoed(wording *w, const judged *j) {
    const cohort *h = j->cohort;
    wording_say(w, "The committee has vetoed it");
    for (uint32_t i = 0; i < h->decision_count; i++) {
        const decision *d = &h->decisions[i];
        if (d->kind == DECISION_VETO && d->mentee == j->pair.mentee && d->mentor == j->pair.mentor) {
            wording_say(w, " (");
            wording_add(w, d->place.file);
            wording_say(w, ", line ");
            wording_number(w, d->place.line);
            wording_say(w, ")");
            break;
        }
    }
    wording_say(w, ".");
}

static void past_pair(wording *w, const judged *j) {
    (void)j;
    wording_say(w, "The two were a pair in an earlier cohort, and past_pairs is never.");
}

static void same_institution(wording *w, const judged *j) {
    const field *f = &j->cohort->fields[FIELD_INSTITUTION];
    wording_say(w, "Both are from ");
    if (f->is_private) {
        wording_say(w, "the same institution");
    } else {
        wording_add(w, j->mentor->answers[FIELD_INSTITUTION].text);
    }
    wording_say(w, ", and same_institution is never.");
}

static void stage_name(wording *w, const judged *j, const person *p) {
    if (!j->cohort->fields[FIELD_CAREER_STAGE].is_private) {
        wording_say(w, " (");
        wording_add(w, j->cohort->program->career_stages.options[p->stage].name);
        wording_say(w, ")");
    }
}

static void gap_rule(wording *w, const char *key, int32_t gap_stages) {
    wording_say(w, " (");
    wording_say(w, key);
    wording_say(w, ": ");
    wording_say(w, gap_stages < 0 ? "-" : "");
    wording_number(w, gap_stages < 0 ? -(int64_t)gap_stages : gap_stages);
    wording_say(w, ").");
}

static void stage_gap(wording *w, const judged *j) {
    const rules *r = j->rules;
    const int32_t gap = j->mentor->stage - j->mentee->stage;
    wording_add(w, name_of(j, j->mentor));
    stage_name(w, j, j->mentor);
    wording_say(w, gap == 0 ? " is at the " : " is ");
    because_gap(w, gap);
    wording_say(w, gap == 0 ? " as " : gap > 0 ? " of " : " ");
    wording_add(w, name_of(j, j->mentee));
    stage_name(w, j, j->mentee);
    if (gap < r->minimum_stage_gap) {
        wording_say(w, r->minimum_stage_gap < 0 ? "; the rule is at most " : "; the rule is at least ");
        wording_say(w, r->minimum_stage_gap == 0 ? "the " : "");
        because_gap(w, r->minimum_stage_gap);
        gap_rule(w, "minimum_stage_gap", r->minimum_stage_gap);
    } else {
        wording_say(w, r->maximum_stage_gap < 0 ? "; the rule is at least " : "; the rule is at most ");
        wording_say(w, r->maximum_stage_gap == 0 ? "the " : "");
        because_gap(w, r->maximum_stage_gap);
        gap_rule(w, "maximum_stage_gap", r->maximum_stage_gap);
    }
}

static void below_minimum_score(wording *w, const judged *j) {
    wording_say(w, "The fit is ");
    wording_percent(w, j->score_bp);
    wording_say(w, ", and at least ");
    wording_percent(w, j->rules->minimum_score_bp);
    wording_say(w, " is asked for (minimum_score).");
}

// The same two people the other way round.
static void other_direction(wording *w, const judged *j) {
    const cohort *h = j->cohort;
    couple reverse;
    if (!eligibility_reverse(&reverse, h, j->pair.mentee, j->pair.mentor)) {
        return;
    }
    const int32_t reverse_bp = score_of(h, reverse.mentee, reverse.mentor, NULL);
    wording_add(w, name_of(j, &h->people[ROLE_MENTOR][reverse.mentor]));
    wording_say(w, " as the mentor of ");
    wording_add(w, name_of(j, &h->people[ROLE_MENTEE][reverse.mentee]));
    if (eligibility_listed(h->pins, h->pin_count, reverse.mentee, reverse.mentor)) {
        wording_say(w, " is pinned, so that this direction gives way (reciprocal_pairs).");
    } else if (reverse_bp == j->score_bp) {
        wording_say(w, " fits as well, and the draw takes that direction (reciprocal_pairs).");
    } else {
        wording_say(w, " fits better, ");
        wording_percent(w, reverse_bp);
        wording_say(w, " against ");
        wording_percent(w, j->score_bp);
        wording_say(w, ", and of two directions only the better one may be (reciprocal_pairs).");
    }
}

static const struct {
    void (*say)(wording *w, const judged *j);
    bool overridden;
} SENTENCES[REASON_COUNT] = {
    [REASON_SAME_PERSON] = {same_person, false},
    [REASON_CONFLICT] = {conflict, false},
    [REASON_VETOED] = {vetoed, false},
    [REASON_PAST_PAIR] = {past_pair, true},
    [REASON_SAME_INSTITUTION] = {same_institution, true},
    [REASON_STAGE_GAP] = {stage_gap, true},
    [REASON_BELOW_MINIMUM_SCORE] = {below_minimum_score, true},
    [REASON_OTHER_DIRECTION] = {other_direction, true},
};

static bool reverse_is_pinned(const judged *j) {
    couple reverse;
    return j->rules->better_direction && eligibility_reverse(&reverse, j->cohort, j->pair.mentee, j->pair.mentor) &&
           eligibility_listed(j->cohort->pins, j->cohort->pin_count, reverse.mentee, reverse.mentor);
}

status against_pair(against *out, arena *a, context *c, wording *w, const scoring *s, const couple *pair) {
    const cohort *h = s->cohort;
    const judged j = {
        .scoring = s,
        .cohort = h,
        .rules = &h->program->rules,
        .pair = *pair,
        .mentee = &h->people[ROLE_MENTEE][pair->mentee],
        .mentor = &h->people[ROLE_MENTOR][pair->mentor],
        .score_bp = score_of(h, pair->mentee, pair->mentor, NULL),
    };
    uint32_t all = scoring_overridden(s, pair->mentee, pair->mentor);
    if (reverse_is_pinned(&j)) {
        all |= UINT32_C(1) << REASON_OTHER_DIRECTION;
    }
    *out = (against){.rules = arena_alloc(a, REASON_COUNT, sizeof *out->rules)};
    if (out->rules == NULL) {
        return context_no_memory(c, WHERE);
    }
    for (reason r = REASON_SAME_PERSON; r < REASON_COUNT; r++) {
        if ((all >> r & 1) == 0) {
            continue;
        }
        against_rule *it = &out->rules[out->count++];
        *it = (against_rule){.reason = r, .overridden = SENTENCES[r].overridden};
        SENTENCES[r].say(w, &j);
        if (wording_finish(&it->because, w, a) != STATUS_OK) {
            return context_no_memory(c, WHERE);
        }
    }
    return STATUS_OK;
}
