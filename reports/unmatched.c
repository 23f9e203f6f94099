// Reasons and remedies for those without a counterpart.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/unmatched.h"

#include "reports/stages.h"

enum { CODES = 8 };

// ---- what rules people out --------------------------------------------------------------------------------------

typedef struct code_words {
    const char *code;
    sentence of_mentee_first; // "43 mentors are not a stage ahead": of a mentee's possible mentors, named first
    sentence of_mentee;       // "5 fit below 60 %"
    sentence of_mentor;       // "42 would need a mentor further ahead"
    sentence of_pair;         // "148 because the mentor is not a stage ahead"
    sentence nearest;         // "but not a stage ahead"
} code_words;

static const code_words *words_of(span code) {
    static const code_words WORDS[] = {
        {"stage_gap", SAY_OUT_STAGE_FIRST, SAY_OUT_STAGE, SAY_OUT_STAGE_MENTEE, SAY_OUT_STAGE_PAIR, SAY_NEAREST_STAGE},
        {"below_minimum_score", SAY_OUT_SCORE_FIRST, SAY_OUT_SCORE, SAY_OUT_SCORE_MENTEE, SAY_OUT_SCORE_PAIR,
         SAY_NEAREST_SCORE},
        {"same_institution", SAY_OUT_INSTITUTION_FIRST, SAY_OUT_INSTITUTION, SAY_OUT_INSTITUTION_MENTEE,
         SAY_OUT_INSTITUTION_PAIR, SAY_NEAREST_INSTITUTION},
        {"past_pair", SAY_OUT_PAST_FIRST, SAY_OUT_PAST, SAY_OUT_PAST_MENTEE, SAY_OUT_PAST_PAIR, SAY_NEAREST_PAST},
        {"decision", SAY_OUT_DECISION_FIRST, SAY_OUT_DECISION, SAY_OUT_DECISION_MENTEE, SAY_OUT_DECISION_PAIR,
         SAY_NEAREST_SCORE},
        {"same_person", SAY_OUT_PERSON_FIRST, SAY_OUT_PERSON, SAY_OUT_PERSON_MENTEE, SAY_OUT_PERSON_PAIR,
         SAY_NEAREST_SCORE},
        {"other_direction", SAY_OUT_DIRECTION_FIRST, SAY_OUT_DIRECTION, SAY_OUT_DIRECTION_MENTEE,
         SAY_OUT_DIRECTION_PAIR, SAY_NEAREST_DIRECTION},
    };
    for (size_t i = 0; i < sizeof WORDS / sizeof WORDS[0]; i++) {
        if (span_equal(span_of(WORDS[i].code), code)) {
            return &WORDS[i];
        }
    }
    return NULL;
}

// What the rule on the stage gap asks of a mentor: "a stage ahead", "two stages ahead", "at the same stage or ahead";
// with a
// maximum in force the file does not say which of the two limits ruled somebody out.
static phrase stage_demand(scribe *s, const facts *f) {
    const rules *in_force = &f->program->rules;
    if (in_force->has_maximum_stage_gap) {
        return SAY_PLAIN(s, SAY_DEMAND_RANGE);
    }
    if (in_force->minimum_stage_gap < 0) {
        return SAY(s, SAY_DEMAND_BEHIND, -in_force->minimum_stage_gap, say_words(-in_force->minimum_stage_gap));
    }
    return in_force->minimum_stage_gap == 0
               ? SAY_PLAIN(s, SAY_DEMAND_SAME)
               : SAY(s, SAY_DEMAND_AHEAD, in_force->minimum_stage_gap, say_words(in_force->minimum_stage_gap));
}

typedef struct code_count {
    span code;
    int64_t count;
} code_count;

// Largest count first; equal ones in the order of the codes.
static uint32_t sorted(code_count *out, const shown_ruled_out *codes, uint32_t count) {
    uint32_t used = 0;
    for (uint32_t i = 0; i < count && used < CODES; i++) {
        uint32_t at = used++;
        for (; at > 0 && out[at - 1].count < codes[i].count; at--) {
            out[at] = out[at - 1];
        }
        out[at] = (code_count){codes[i].code, codes[i].count};
    }
    return used;
}

static phrase say_code(scribe *s, const facts *f, sentence code, int64_t count) {
    if (code == SAY_OUT_STAGE_MENTEE && f->program->rules.has_maximum_stage_gap) {
        code = SAY_OUT_STAGE_MENTEE_RANGE;
    }
    return SAY(s, code, count, say_digits(count), say_limit(f->program->rules.minimum_score_bp),
               say_phrase(stage_demand(s, f)));
}

// ---- somebody without any eligible mentor -----------------------------------------------------------------------

static phrase nearest(scribe *s, const facts *f, const shown_unmatched *u, bool only_one_below) {
    const code_words *words = u->has_nearest ? words_of(u->nearest.code) : NULL;
    if (words == NULL) {
        return (phrase){NULL, 0};
    }
    argument name = say_phrase(facts_name_of(s, f, ROLE_MENTOR, u->nearest.mentor, RUN_TEXT));
    argument limit = say_limit(f->program->rules.minimum_score_bp);
    if (only_one_below) {
        return SAY(s, SAY_NEAREST_IS_BUT, 0, name, say_fit(u->nearest.score_bp), limit);
    }
    argument obstacle = say_phrase(SAY(s, words->nearest, 0, limit, say_phrase(stage_demand(s, f))));
    return SAY(s, SAY_NEAREST, 0, name, say_fit(u->nearest.score_bp), obstacle);
}

static phrase why_nobody(scribe *s, const facts *f, const shown_unmatched *u) {
    code_count codes[CODES] = {{{NULL, 0}, 0}};
    phrase parts[CODES + 1];
    uint32_t count = sorted(codes, u->ruled_out, u->ruled_out_count), used = 0;
    if (count == 0) {
        return SAY_PLAIN(s, SAY_NO_MENTOR_WITH_PLACE);
    }
    // "43 mentors are not a stage ahead; one, NAME, is, but the fit is 47.5 % (60 % needed)."
    bool merged = count == 2 && span_equal(codes[0].code, SPAN("stage_gap")) &&
                  span_equal(codes[1].code, SPAN("below_minimum_score")) && codes[1].count == 1 && u->has_nearest &&
                  span_equal(u->nearest.code, codes[1].code) && !f->program->rules.has_maximum_stage_gap &&
                  f->program->rules.minimum_stage_gap > 0;
    for (uint32_t i = 0; i < (merged ? 1 : count); i++) {
        const code_words *words = words_of(codes[i].code);
        if (words != NULL) {
            parts[used] = say_code(s, f, used == 0 ? words->of_mentee_first : words->of_mentee, codes[i].count);
            used++;
        }
    }
    phrase listed = phrase_list(s, parts, used, "; ", "; ");
    const phrase both[] = {listed, nearest(s, f, u, merged)};
    return SAY(s, SAY_SENTENCE, 0, say_phrase(phrase_list(s, both, 2, "", merged ? "; " : ". ")));
}

// "a stage ahead", "three stages ahead", "at the same stage"
static phrase gap_rule(scribe *s, int32_t gap_stages) {
    if (gap_stages == 0) {
        return SAY_PLAIN(s, SAY_RULE_SAME_STAGE);
    }
    int32_t stages = gap_stages < 0 ? -gap_stages : gap_stages;
    return SAY(s, gap_stages > 0 ? SAY_RULE_AHEAD : SAY_RULE_BEHIND, stages, say_words(stages));
}

static phrase rule_lifted(scribe *s, const facts *f, span lifted) {
    static const struct {
        const char *rule;
        sentence says;
    } WORDS[] = {{"minimum_score", SAY_LIFT_SCORE},
                 {"minimum_stage_gap", SAY_LIFT_MINIMUM_GAP},
                 {"maximum_stage_gap", SAY_LIFT_MAXIMUM_GAP},
                 {"same_institution", SAY_LIFT_INSTITUTION},
                 {"past_pairs", SAY_LIFT_PAST},
                 {"reciprocal_pairs", SAY_LIFT_DIRECTION}};
    const rules *in_force = &f->program->rules;
    for (size_t i = 0; i < sizeof WORDS / sizeof WORDS[0]; i++) {
        if (span_equal(lifted, span_of(WORDS[i].rule))) {
            phrase gap = i == 1   ? gap_rule(s, in_force->minimum_stage_gap)
                         : i == 2 ? gap_rule(s, in_force->maximum_stage_gap)
                                  : (phrase){NULL, 0};
            return SAY(s, WORDS[i].says, 0, say_limit(in_force->minimum_score_bp), say_phrase(gap));
        }
    }
    return (phrase){NULL, 0};
}

static phrase remedy_nobody(scribe *s, const facts *f, const shown_unmatched *u) {
    if (!u->has_remedy) {
        return SAY_PLAIN(s, u->ruled_out_count == 0 ? SAY_REMEDY_PLACES : SAY_REMEDY_NONE);
    }
    return SAY(s, SAY_REMEDY, u->remedy.opens, say_phrase(rule_lifted(s, f, u->remedy.rule)),
               say_digits(u->remedy.opens), say_fit(u->remedy.best_score_bp));
}

// ---- somebody for whom there was no place -----------------------------------------------------------------------

phrase unmatched_cost(scribe *s, const shown_change *change, bool *equal) {
    *equal = change->known;
    for (uint32_t i = 0; change->known && i < change->level_count; i++) {
        int64_t by = change->levels[i].by;
        if (by == 0) {
            continue;
        }
        *equal = false;
        int64_t lost = by < 0 ? -by : by;
        switch (change->levels[i].level) {
        case LEVEL_BEST_TOTAL:
        case LEVEL_BEST_WORST:
            return SAY(s, SAY_COST_POINTS, 0, say_points(lost));
        case LEVEL_MOST_MATCHED:
            return SAY(s, SAY_COST_PAIRS, lost, say_words(lost));
        case LEVEL_PRIORITY_MATCHED:
            return SAY(s, SAY_COST_PRIORITY, lost, say_words(lost));
        case LEVEL_MOST_MENTORS:
            return SAY(s, SAY_COST_MENTORS, lost, say_words(lost));
        case LEVEL_FEWEST_CHANGES:
            return SAY(s, SAY_COST_KEPT, lost, say_words(lost));
        case LEVEL_FAIREST:
        case LEVEL_DRAW:
        case LEVEL_COUNT:
            return SAY_PLAIN(s, SAY_COST_FAIRNESS);
        }
    }
    return (phrase){NULL, 0};
}

static phrase stead(scribe *s, const shown_unmatched *u) {
    bool equal;
    phrase cost = unmatched_cost(s, &u->stead_change, &equal);
    if (equal) {
        return SAY_PLAIN(s, SAY_STEAD_EQUAL);
    }
    return phrase_empty(cost) ? cost : SAY(s, SAY_STEAD, 0, say_phrase(cost));
}

static phrase remedy_place(scribe *s, const facts *f, const shown_unmatched *u) {
    if (u->best_mentor.length == 0) {
        return SAY_PLAIN(s, SAY_REMEDY_PLACES);
    }
    uint32_t others = u->bottleneck >= 0 ? f->pairing->bottlenecks[u->bottleneck].mentor_count : 0;
    others = others > 0 ? others - 1 : 0;
    argument best = say_phrase(facts_name_of(s, f, ROLE_MENTOR, u->best_mentor, RUN_TEXT));
    phrase one_more = SAY(s, others == 0 ? SAY_REMEDY_ONE_PLACE : SAY_REMEDY_PLACE_OR, others, best,
                          say_fit(u->best_score_bp), say_digits(others));
    const phrase parts[] = {one_more, stead(s, u)};
    return phrase_list(s, parts, 2, " ", " ");
}

// The pinned mentee of the best mentor, so that the pin in the way can be named.
static phrase remedy_pin(scribe *s, const facts *f, const shown_unmatched *u) {
    for (uint32_t i = 0; i < f->pairing->pair_count; i++) {
        const shown_pair *pair = &f->pairing->pairs[i];
        if (pair->pinned && span_equal(pair->mentor, u->best_mentor)) {
            argument mentee = say_phrase(facts_name_of(s, f, ROLE_MENTEE, pair->mentee, RUN_TEXT));
            argument mentor = say_phrase(facts_name_of(s, f, ROLE_MENTOR, pair->mentor, RUN_TEXT));
            return SAY(s, SAY_REMEDY_PIN, 0, mentee, mentor, say_fit(u->best_score_bp));
        }
    }
    return SAY_PLAIN(s, SAY_REMEDY_PINS);
}

// ---- the cells --------------------------------------------------------------------------------------------------

phrase unmatched_why(scribe *s, const facts *f, const shown_unmatched *u) {
    switch (u->reason) {
    case UNMATCHED_NO_ELIGIBLE_MENTOR:
        return why_nobody(s, f, u);
    case UNMATCHED_NO_PLACE:
        return SAY(s, SAY_WHY_NO_PLACE, u->eligible_mentors, say_digits(u->eligible_mentors),
                   say_fit(u->best_score_bp));
    case UNMATCHED_PINNED:
        return SAY(s, SAY_WHY_PINNED, u->eligible_mentors, say_digits(u->eligible_mentors));
    case UNMATCHED_GOAL:
        if (u->best_mentor.length > 0) {
            return SAY(s, SAY_WHY_GOAL, 0, say_phrase(facts_name_of(s, f, ROLE_MENTOR, u->best_mentor, RUN_TEXT)),
                       say_fit(u->best_score_bp));
        }
        return SAY_PLAIN(s, SAY_WHY_GOAL_ALONE);
    case UNMATCHED_TIME_LIMIT:
        return SAY_PLAIN(s, SAY_WHY_TIME_LIMIT);
    }
    return (phrase){NULL, 0};
}

phrase unmatched_remedy(scribe *s, const facts *f, const shown_unmatched *u) {
    switch (u->reason) {
    case UNMATCHED_NO_ELIGIBLE_MENTOR:
        return remedy_nobody(s, f, u);
    case UNMATCHED_NO_PLACE:
        return remedy_place(s, f, u);
    case UNMATCHED_PINNED:
        return remedy_pin(s, f, u);
    case UNMATCHED_GOAL:
        return SAY_PLAIN(s, SAY_REMEDY_GOAL);
    case UNMATCHED_TIME_LIMIT:
        return SAY_PLAIN(s, SAY_REMEDY_TIME_LIMIT);
    }
    return (phrase){NULL, 0};
}

phrase unmatched_free_why(scribe *s, const facts *f, const shown_free_mentor *m) {
    int64_t elsewhere = (int64_t)m->eligible_mentees - m->mentees;
    if (elsewhere > 0) {
        if (!f->most_matched_first) {
            return SAY(s, SAY_FREE_SUIT, elsewhere, say_digits(elsewhere));
        }
        phrase suit = SAY(s, SAY_FREE_ELSEWHERE, elsewhere, say_digits(elsewhere));
        phrase moving = f->pairing->unmatched_count > 0
                            ? SAY_PLAIN(s, elsewhere == 1 ? SAY_FREE_MOVING_ONE : SAY_FREE_MOVING)
                            : (phrase){NULL, 0};
        const phrase parts[] = {suit, moving};
        return phrase_list(s, parts, 2, " ", " ");
    }
    code_count codes[CODES] = {{{NULL, 0}, 0}};
    phrase parts[CODES];
    uint32_t count = sorted(codes, m->ruled_out, m->ruled_out_count), used = 0;
    for (uint32_t i = 0; i < count; i++) {
        const code_words *words = words_of(codes[i].code);
        if (words != NULL) {
            parts[used++] = say_code(s, f, words->of_mentor, codes[i].count);
        }
    }
    phrase listed = phrase_list(s, parts, used, ", ", ", ");
    if (used == 0) {
        return SAY_PLAIN(s, m->mentees > 0 ? SAY_FREE_NO_OTHER : SAY_FREE_NOBODY);
    }
    return SAY(s, m->mentees > 0 ? SAY_FREE_NO_OTHER_BECAUSE : SAY_FREE_NOBODY_BECAUSE, 0, say_phrase(listed));
}

// ---- a cohort without a pair ------------------------------------------------------------------------------------

phrase unmatched_ruled_out_total(scribe *s, const facts *f) {
    shown_ruled_out totals[CODES] = {{{NULL, 0}, 0}};
    uint32_t used = 0;
    for (uint32_t i = 0; i < f->pairing->unmatched_count; i++) {
        const shown_unmatched *u = &f->pairing->unmatched[i];
        for (uint32_t j = 0; j < u->ruled_out_count; j++) {
            uint32_t at = 0;
            while (at < used && !span_equal(totals[at].code, u->ruled_out[j].code)) {
                at++;
            }
            if (at < CODES) {
                totals[at].code = u->ruled_out[j].code;
                totals[at].count += u->ruled_out[j].count;
                used = at == used ? used + 1 : used;
            }
        }
    }
    code_count codes[CODES] = {{{NULL, 0}, 0}};
    phrase parts[CODES];
    uint32_t count = sorted(codes, totals, used), filled = 0;
    for (uint32_t i = 0; i < count; i++) {
        const code_words *words = words_of(codes[i].code);
        if (words != NULL) {
            parts[filled++] = say_code(s, f, words->of_pair, codes[i].count);
        }
    }
    phrase all = phrase_list(s, parts, filled, ", ", ", ");
    return phrase_empty(all) ? all : SAY(s, SAY_SENTENCE, 0, say_phrase(all));
}

phrase unmatched_best_remedy(scribe *s, const facts *f, int64_t *opens) {
    static const char *const RULES[] = {"minimum_score",    "minimum_stage_gap", "maximum_stage_gap",
                                        "same_institution", "past_pairs",        "reciprocal_pairs"};
    span best = {NULL, 0};
    *opens = 0;
    for (size_t i = 0; i < sizeof RULES / sizeof RULES[0]; i++) {
        int64_t sum = 0;
        for (uint32_t j = 0; j < f->pairing->unmatched_count; j++) {
            const shown_unmatched *u = &f->pairing->unmatched[j];
            sum += u->has_remedy && span_equal(u->remedy.rule, span_of(RULES[i])) ? u->remedy.opens : 0;
        }
        if (sum > *opens) {
            *opens = sum;
            best = span_of(RULES[i]);
        }
    }
    return best.length == 0 ? (phrase){NULL, 0} : rule_lifted(s, f, best);
}
