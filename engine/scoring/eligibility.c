// The rules in the order of their reasons: one row of CHECKS each.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scoring/eligibility.h"

#include "scoring/draw.h"
#include "scoring/score.h"

// One pair before the rules.
typedef struct candidate {
    const cohort *cohort;
    const rules *rules;
    uint32_t mentee, mentor;
    const person *mentee_person, *mentor_person;
    int32_t score_bp;
} candidate;

static const char *const RULE_NAMES[RULE_COUNT] = {
    [RULE_MINIMUM_SCORE] = "minimum_score",
    [RULE_MINIMUM_STAGE_GAP] = "minimum_stage_gap",
    [RULE_MAXIMUM_STAGE_GAP] = "maximum_stage_gap",
    [RULE_SAME_INSTITUTION] = "same_institution",
    [RULE_PAST_PAIRS] = "past_pairs",
    [RULE_RECIPROCAL_PAIRS] = "reciprocal_pairs",
};

const char *rule_name(rule which) {
    return RULE_NAMES[which];
}

rules eligibility_without(const rules *all, rule lifted) {
    rules left = *all;
    switch (lifted) {
    case RULE_MINIMUM_SCORE:
        left.minimum_score_bp = 0;
        break;
    case RULE_MINIMUM_STAGE_GAP:
        left.minimum_stage_gap = INT32_MIN;
        break;
    case RULE_MAXIMUM_STAGE_GAP:
        left.maximum_stage_gap = INT32_MAX;
        left.has_maximum_stage_gap = false;
        break;
    case RULE_SAME_INSTITUTION:
        left.same_institution_never = false;
        break;
    case RULE_PAST_PAIRS:
        left.past_pairs_never = false;
        break;
    case RULE_RECIPROCAL_PAIRS:
        left.better_direction = false;
        break;
    case RULE_COUNT:
        break;
    }
    return left;
}

bool eligibility_listed(const couple *list, size_t count, uint32_t mentee, uint32_t mentor) {
    size_t first = 0, end = count;
    while (first < end) {
        size_t middle = first + (end - first) / 2;
        const couple *c = &list[middle];
        if (c->mentee == mentee && c->mentor == mentor) {
            return true;
        }
        bool before = c->mentee != mentee ? c->mentee < mentee : c->mentor < mentor;
        if (before) {
            first = middle + 1;
        } else {
            end = middle;
        }
    }
    return false;
}

static bool same_person(const candidate *k) {
    return k->mentee_person->self == k->mentor || k->mentor_person->self == k->mentee;
}

static bool declares(const person *p, uint32_t other) {
    for (uint32_t i = 0; i < p->conflict_count; i++) {
        if (p->conflicts[i] == other) {
            return true;
        }
    }
    return false;
}

static bool either_declares(const cohort *h, uint32_t mentee, uint32_t mentor) {
    return declares(&h->people[ROLE_MENTEE][mentee], mentor) || declares(&h->people[ROLE_MENTOR][mentor], mentee);
}

// A conflict is between two people: what somebody declared in one role holds in the other too.
static bool conflict(const candidate *k) {
    couple reverse;
    return either_declares(k->cohort, k->mentee, k->mentor) ||
           (eligibility_reverse(&reverse, k->cohort, k->mentee, k->mentor) &&
            either_declares(k->cohort, reverse.mentee, reverse.mentor));
}

static bool vetoed(const candidate *k) {
    return eligibility_listed(k->cohort->vetoes, k->cohort->veto_count, k->mentee, k->mentor);
}

static bool past_pair(const candidate *k) {
    return k->rules->past_pairs_never &&
           eligibility_listed(k->cohort->past, k->cohort->past_count, k->mentee, k->mentor);
}

static bool same_institution(const candidate *k) {
    return k->rules->same_institution_never && k->mentee_person->institution != 0 &&
           k->mentee_person->institution == k->mentor_person->institution;
}

static bool stage_gap(const candidate *k) {
    if (k->mentee_person->stage < 0 || k->mentor_person->stage < 0) {
        return false;
    }
    int32_t gap = k->mentor_person->stage - k->mentee_person->stage;
    return gap < k->rules->minimum_stage_gap || gap > k->rules->maximum_stage_gap;
}

static bool below_minimum_score(const candidate *k) {
    return k->score_bp < k->rules->minimum_score_bp;
}

static const struct {
    reason reason;
    bool (*holds)(const candidate *k);
} CHECKS[] = {
    {REASON_SAME_PERSON, same_person},
    {REASON_CONFLICT, conflict},
    {REASON_VETOED, vetoed},
    {REASON_PAST_PAIR, past_pair},
    {REASON_SAME_INSTITUTION, same_institution},
    {REASON_STAGE_GAP, stage_gap},
    {REASON_BELOW_MINIMUM_SCORE, below_minimum_score},
};
enum { CHECK_COUNT = sizeof CHECKS / sizeof CHECKS[0] };

static candidate candidate_of(const cohort *h, const rules *under, uint32_t mentee, uint32_t mentor, int32_t score_bp) {
    return (candidate){
        .cohort = h,
        .rules = under,
        .mentee = mentee,
        .mentor = mentor,
        .mentee_person = &h->people[ROLE_MENTEE][mentee],
        .mentor_person = &h->people[ROLE_MENTOR][mentor],
        .score_bp = score_bp,
    };
}

reason eligibility_under(const cohort *h, const rules *under, uint32_t mentee, uint32_t mentor, int32_t score_bp) {
    candidate k = candidate_of(h, under, mentee, mentor, score_bp);
    for (size_t i = 0; i < CHECK_COUNT; i++) {
        if (CHECKS[i].holds(&k)) {
            return CHECKS[i].reason;
        }
    }
    return REASON_ELIGIBLE;
}

reason eligibility_of(const cohort *h, uint32_t mentee, uint32_t mentor, int32_t score_bp) {
    return eligibility_under(h, &h->program->rules, mentee, mentor, score_bp);
}

uint32_t eligibility_all(const cohort *h, uint32_t mentee, uint32_t mentor, int32_t score_bp) {
    candidate k = candidate_of(h, &h->program->rules, mentee, mentor, score_bp);
    uint32_t all = 0;
    for (size_t i = 0; i < CHECK_COUNT; i++) {
        if (CHECKS[i].holds(&k)) {
            all |= UINT32_C(1) << CHECKS[i].reason;
        }
    }
    return all;
}

// ---- the direction rule

bool eligibility_reverse(couple *out, const cohort *h, uint32_t mentee, uint32_t mentor) {
    uint32_t mentor_of_mentee = h->people[ROLE_MENTEE][mentee].self;
    uint32_t mentee_of_mentor = h->people[ROLE_MENTOR][mentor].self;
    if (mentor_of_mentee == NONE || mentee_of_mentor == NONE || mentor_of_mentee == mentor) {
        return false;
    }
    *out = (couple){.mentee = mentee_of_mentor, .mentor = mentor_of_mentee};
    return true;
}

bool eligibility_gives_way(const cohort *h, const direction *one, const direction *other) {
    if (one->score_bp != other->score_bp) {
        return one->score_bp < other->score_bp;
    }
    int32_t weight = draw_weight(one->mentee_key, one->mentor_key);
    int32_t other_weight = draw_weight(other->mentee_key, other->mentor_key);
    if (weight != other_weight) {
        return weight < other_weight;
    }
    const person *mentors = h->people[ROLE_MENTOR];
    return span_compare(mentors[one->couple.mentor].id, mentors[other->couple.mentor].id) > 0;
}

static direction direction_of(const cohort *h, uint64_t seed, uint32_t mentee, uint32_t mentor) {
    return (direction){
        .couple = {.mentee = mentee, .mentor = mentor},
        .score_bp = score_of(h, mentee, mentor, NULL),
        .mentee_key = draw_key(seed, 1, ROLE_MENTEE, h->people[ROLE_MENTEE][mentee].id),
        .mentor_key = draw_key(seed, 1, ROLE_MENTOR, h->people[ROLE_MENTOR][mentor].id),
    };
}

bool eligibility_other_direction(const cohort *h, const rules *under, uint64_t seed, uint32_t mentee, uint32_t mentor) {
    couple reverse;
    if (!under->better_direction || !eligibility_reverse(&reverse, h, mentee, mentor) ||
        h->people[ROLE_MENTOR][mentor].capacity == 0 || h->people[ROLE_MENTOR][reverse.mentor].capacity == 0) {
        return false;
    }
    direction one = direction_of(h, seed, mentee, mentor);
    direction other = direction_of(h, seed, reverse.mentee, reverse.mentor);
    return eligibility_under(h, under, mentee, mentor, one.score_bp) == REASON_ELIGIBLE &&
           eligibility_under(h, under, reverse.mentee, reverse.mentor, other.score_bp) == REASON_ELIGIBLE &&
           eligibility_gives_way(h, &one, &other);
}

reason eligibility_in_full(const cohort *h, const rules *under, uint64_t seed, uint32_t mentee, uint32_t mentor) {
    if (eligibility_listed(h->pins, h->pin_count, mentee, mentor)) {
        return REASON_ELIGIBLE;
    }
    reason first = eligibility_under(h, under, mentee, mentor, score_of(h, mentee, mentor, NULL));
    if (first != REASON_ELIGIBLE) {
        return first;
    }
    couple reverse;
    bool reverse_pinned = under->better_direction && eligibility_reverse(&reverse, h, mentee, mentor) &&
                          eligibility_listed(h->pins, h->pin_count, reverse.mentee, reverse.mentor);
    return reverse_pinned || eligibility_other_direction(h, under, seed, mentee, mentor) ? REASON_OTHER_DIRECTION
                                                                                         : REASON_ELIGIBLE;
}
