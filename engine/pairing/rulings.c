// SPDX-License-Identifier: GPL-3.0-or-later
#include "pairing/rulings.h"

#include <stdlib.h>

// What is told apart in words; in the order in which equal counts are said.
typedef enum ruling {
    RULING_SAME_PERSON,
    RULING_DECISION,
    RULING_PAST_PAIR,
    RULING_SAME_INSTITUTION,
    RULING_GAP_TOO_SMALL,
    RULING_GAP_TOO_LARGE,
    RULING_BELOW_MINIMUM_SCORE,
    RULING_OTHER_DIRECTION,
    RULING_COUNT
} ruling;

static bool gap_too_large(const cohort *h, uint32_t mentee, uint32_t mentor) {
    int32_t gap = h->people[ROLE_MENTOR][mentor].stage - h->people[ROLE_MENTEE][mentee].stage;
    return gap >= h->program->rules.minimum_stage_gap;
}

void rulings_add_many(rulings *r, const cohort *h, uint32_t mentee, uint32_t mentor, reason why, uint32_t people) {
    r->counts[why] += people;
    if (why == REASON_STAGE_GAP && gap_too_large(h, mentee, mentor)) {
        r->gap_too_large += people;
    }
}

void rulings_add(rulings *r, const cohort *h, uint32_t mentee, uint32_t mentor, reason why) {
    rulings_add_many(r, h, mentee, mentor, why, 1);
}

void rulings_take(rulings *r, const cohort *h, uint32_t mentee, uint32_t mentor, reason why) {
    r->counts[why]--;
    r->gap_too_large -= why == REASON_STAGE_GAP && gap_too_large(h, mentee, mentor);
}

status rulings_shown(shown_ruled_out **out, uint32_t *count, building *b, const rulings *r) {
    const struct {
        span code;
        uint32_t count;
    } ALL[] = {
        {SPAN("same_person"), r->counts[REASON_SAME_PERSON]},
        {SPAN("decision"), r->counts[REASON_CONFLICT] + r->counts[REASON_VETOED]},
        {SPAN("past_pair"), r->counts[REASON_PAST_PAIR]},
        {SPAN("same_institution"), r->counts[REASON_SAME_INSTITUTION]},
        {SPAN("stage_gap"), r->counts[REASON_STAGE_GAP]},
        {SPAN("below_minimum_score"), r->counts[REASON_BELOW_MINIMUM_SCORE]},
        {SPAN("other_direction"), r->counts[REASON_OTHER_DIRECTION]},
    };
    enum { CODES = sizeof ALL / sizeof ALL[0] };
    *count = 0;
    *out = arena_alloc(&b->result->arena, CODES, sizeof **out);
    if (*out == NULL) {
        return context_no_memory(b->context, "pairing/rulings");
    }
    for (size_t i = 0; i < CODES; i++) {
        if (ALL[i].count > 0) {
            (*out)[(*count)++] = (shown_ruled_out){.code = ALL[i].code, .count = ALL[i].count};
        }
    }
    return STATUS_OK;
}

// ---- phrases

static void stages(wording *w, int32_t number) {
    wording_words(w, number);
    wording_say(w, number == 1 ? " stage" : " stages");
}

// What a mentor below the smallest gap is not.
static void too_small(wording *w, int32_t minimum) {
    if (minimum > 1) {
        wording_say(w, "not ");
        stages(w, minimum);
        wording_say(w, " ahead");
    } else if (minimum == 1) {
        wording_say(w, "not a stage ahead");
    } else if (minimum == 0) {
        wording_say(w, "at an earlier career stage");
    } else {
        wording_say(w, "more than ");
        stages(w, -minimum);
        wording_say(w, " behind");
    }
}

static void too_large(wording *w, int32_t maximum) {
    if (maximum > 0) {
        wording_say(w, "more than ");
        stages(w, maximum);
        wording_say(w, " ahead");
    } else if (maximum == 0) {
        wording_say(w, "further ahead");
    } else {
        wording_say(w, "not ");
        stages(w, -maximum);
        wording_say(w, " behind");
    }
}

// The default minimum asks for any fit at all.
static void below_minimum(wording *w, int32_t minimum_bp, bool one) {
    if (minimum_bp <= 1) {
        wording_say(w, one ? "has a fit of " : "have a fit of ");
        wording_percent(w, 0);
    } else {
        wording_say(w, one ? "fits below " : "fit below ");
        wording_percent(w, minimum_bp);
    }
}

// One ruling of so many people. Mentees who are counted are looked at from the mentor's place.
static void phrase_of(wording *w, ruling which, uint32_t count, const rules *r, role counted) {
    bool one = count == 1;
    const char *are = one ? "is " : "are ";
    wording_number(w, count);
    wording_say(w, " ");
    switch (which) {
    case RULING_SAME_PERSON:
        wording_say(w, "is the same person");
        break;
    case RULING_DECISION:
        wording_say(w, "by a decision");
        break;
    case RULING_PAST_PAIR:
        wording_say(w, one ? "past pair" : "past pairs");
        break;
    case RULING_SAME_INSTITUTION:
        wording_say(w, "from the same institution");
        break;
    case RULING_GAP_TOO_SMALL:
        if (counted == ROLE_MENTOR) {
            wording_say(w, are);
            too_small(w, r->minimum_stage_gap);
        } else {
            wording_say(w, "would need a mentor further ahead");
        }
        break;
    case RULING_GAP_TOO_LARGE:
        if (counted == ROLE_MENTOR) {
            wording_say(w, are);
            too_large(w, r->maximum_stage_gap);
        } else {
            wording_say(w, "would need a mentor less far ahead");
        }
        break;
    case RULING_BELOW_MINIMUM_SCORE:
        below_minimum(w, r->minimum_score_bp, one);
        break;
    case RULING_OTHER_DIRECTION:
        wording_say(w, one ? "fits better the other way round" : "fit better the other way round");
        break;
    case RULING_COUNT:
        break;
    }
}

typedef struct counted_ruling {
    ruling which;
    uint32_t count;
} counted_ruling;

static int compare_rulings(const void *a, const void *b) {
    const counted_ruling *one = a, *other = b;
    if (one->count != other->count) {
        return one->count > other->count ? -1 : 1;
    }
    return (one->which > other->which) - (one->which < other->which);
}

void rulings_phrase(wording *w, const rulings *r, const cohort *h, role counted) {
    counted_ruling all[RULING_COUNT] = {
        {RULING_SAME_PERSON, r->counts[REASON_SAME_PERSON]},
        {RULING_DECISION, r->counts[REASON_CONFLICT] + r->counts[REASON_VETOED]},
        {RULING_PAST_PAIR, r->counts[REASON_PAST_PAIR]},
        {RULING_SAME_INSTITUTION, r->counts[REASON_SAME_INSTITUTION]},
        {RULING_GAP_TOO_SMALL, r->counts[REASON_STAGE_GAP] - r->gap_too_large},
        {RULING_GAP_TOO_LARGE, r->gap_too_large},
        {RULING_BELOW_MINIMUM_SCORE, r->counts[REASON_BELOW_MINIMUM_SCORE]},
        {RULING_OTHER_DIRECTION, r->counts[REASON_OTHER_DIRECTION]},
    };
    qsort(all, RULING_COUNT, sizeof all[0], compare_rulings);
    for (size_t i = 0; i < RULING_COUNT && all[i].count > 0; i++) {
        wording_say(w, i == 0 ? "" : ", ");
        phrase_of(w, all[i].which, all[i].count, &h->program->rules, counted);
    }
}

void rulings_against(wording *w, const cohort *h, uint32_t mentee, uint32_t mentor, reason why) {
    const rules *r = &h->program->rules;
    switch (why) {
    case REASON_PAST_PAIR:
        wording_say(w, "a past pair");
        break;
    case REASON_SAME_INSTITUTION:
        wording_say(w, "from the same institution");
        break;
    case REASON_STAGE_GAP:
        if (gap_too_large(h, mentee, mentor)) {
            too_large(w, r->maximum_stage_gap);
        } else {
            too_small(w, r->minimum_stage_gap);
        }
        break;
    case REASON_BELOW_MINIMUM_SCORE:
        wording_percent(w, r->minimum_score_bp);
        wording_say(w, " is needed");
        break;
    case REASON_OTHER_DIRECTION:
        wording_say(w, "better the other way round");
        break;
    case REASON_ELIGIBLE:
    case REASON_SAME_PERSON:
    case REASON_CONFLICT:
    case REASON_VETOED:
    case REASON_COUNT:
        break; // never the nearest
    }
}
