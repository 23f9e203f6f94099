// Reading the records of pairs and of people with nobody: pairs, unmatched_mentees, bottlenecks, free_mentors.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pairing/pairing_json_parts.h"

static void read_criterion(values_reader *r, const json_t *item, shown_criterion *out) {
    static const values_key KEYS[] = {{"name", false}, {"weight", false}, {"similarity", false}, {"because", false}};
    if (!values_has_keys(r, item, KEYS, PARTS_LENGTH(KEYS))) {
        return;
    }
    out->name = values_text(r, item, "name");
    out->weight = (int32_t)values_number(r, item, "weight", 0, INT32_MAX);
    out->similarity_bp = parts_score(r, item, "similarity");
    out->because = values_text(r, item, "because");
}

static void read_alternative(values_reader *r, const json_t *item, shown_alternative *out) {
    static const values_key KEYS[] = {{"mentor", false}, {"score", false}, {"change", false}};
    if (!values_has_keys(r, item, KEYS, PARTS_LENGTH(KEYS))) {
        return;
    }
    out->mentor = values_text(r, item, "mentor");
    out->score_bp = parts_score(r, item, "score");
    out->change = parts_change(r, item, "change");
}

void pairing_json_read_pair(values_reader *r, const json_t *item, shown_pair *out) {
    static const values_key KEYS[] = {{"mentee", false}, {"mentor", false},   {"score", false},
                                      {"pinned", false}, {"criteria", false}, {"alternatives", true}};
    if (!values_has_keys(r, item, KEYS, PARTS_LENGTH(KEYS))) {
        return;
    }
    out->mentee = values_text(r, item, "mentee");
    out->mentor = values_text(r, item, "mentor");
    out->score_bp = parts_score(r, item, "score");
    out->pinned = values_flag(r, item, "pinned");
    PARTS_LIST(r, item, "criteria", &out->criteria, &out->criterion_count, read_criterion);
    out->has_alternatives = json_object_get(item, "alternatives") != NULL;
    if (out->has_alternatives) {
        PARTS_LIST(r, item, "alternatives", &out->alternatives, &out->alternative_count, read_alternative);
    }
}

static void read_nearest(values_reader *r, const json_t *object, shown_unmatched *out) {
    static const values_key KEYS[] = {{"mentor", false}, {"score", false}, {"code", false}};
    const json_t *value = json_object_get(object, "nearest");
    if (json_is_null(value) || (value = values_object(r, object, "nearest", KEYS, PARTS_LENGTH(KEYS))) == NULL) {
        return;
    }
    values_enter(r, "nearest");
    out->has_nearest = true;
    out->nearest.mentor = values_text(r, value, "mentor");
    out->nearest.score_bp = parts_score(r, value, "score");
    out->nearest.code = parts_code(r, value, "code");
    values_leave(r);
}

static void read_remedy(values_reader *r, const json_t *object, shown_unmatched *out) {
    static const values_key KEYS[] = {{"rule", false}, {"opens", false}, {"best_score", false}};
    static const char *const RULES[] = {"minimum_score",    "minimum_stage_gap", "maximum_stage_gap",
                                        "same_institution", "past_pairs",        "reciprocal_pairs"};
    const json_t *value = json_object_get(object, "remedy");
    if (json_is_null(value) || (value = values_object(r, object, "remedy", KEYS, PARTS_LENGTH(KEYS))) == NULL) {
        return;
    }
    values_enter(r, "remedy");
    out->has_remedy = true;
    out->remedy.rule = parts_word(r, value, "rule", RULES, PARTS_LENGTH(RULES));
    out->remedy.opens = parts_count(r, value, "opens");
    out->remedy.best_score_bp = parts_score(r, value, "best_score");
    values_leave(r);
}

static unmatched_reason read_reason(values_reader *r, const json_t *object) {
    static const unmatched_reason REASONS[] = {UNMATCHED_NO_ELIGIBLE_MENTOR, UNMATCHED_NO_PLACE, UNMATCHED_PINNED,
                                               UNMATCHED_GOAL, UNMATCHED_TIME_LIMIT};
    span name = values_text(r, object, "reason");
    for (size_t i = 0; i < PARTS_LENGTH(REASONS); i++) {
        if (span_equal(span_of(unmatched_reason_name(REASONS[i])), name)) {
            return REASONS[i];
        }
    }
    if (json_is_string(json_object_get(object, "reason"))) {
        values_fault(r, "reason", "pairing_json_value", "is \"%.*s\", which is no reason for staying without a mentor",
                     SPAN_ARGS(name));
    }
    return UNMATCHED_NO_PLACE;
}

void pairing_json_read_unmatched(values_reader *r, const json_t *item, shown_unmatched *out) {
    static const values_key KEYS[] = {{"mentee", false},           {"reason", false},      {"because", false},
                                      {"eligible_mentors", false}, {"best_mentor", false}, {"best_score", false},
                                      {"bottleneck", false},       {"ruled_out", false},   {"nearest", false},
                                      {"remedy", false},           {"stead_change", false}};
    if (!values_has_keys(r, item, KEYS, PARTS_LENGTH(KEYS))) {
        return;
    }
    out->mentee = values_text(r, item, "mentee");
    out->reason = read_reason(r, item);
    out->because = values_text(r, item, "because");
    out->eligible_mentors = parts_count(r, item, "eligible_mentors");
    out->best_mentor = values_known_text(r, item, "best_mentor");
    out->best_score_bp = parts_known_score(r, item, "best_score");
    out->bottleneck = (int32_t)values_known_number(r, item, "bottleneck", 0, INT32_MAX);
    out->ruled_out = parts_ruled_out(r, item, &out->ruled_out_count);
    read_nearest(r, item, out);
    read_remedy(r, item, out);
    out->stead_change = parts_change(r, item, "stead_change");
}

void pairing_json_read_bottleneck(values_reader *r, const json_t *item, shown_bottleneck *out) {
    static const values_key KEYS[] = {{"mentees", false},        {"mentors", false},       {"wishes", false},
                                      {"places", false},         {"pinned_places", false}, {"settled_pairs", false},
                                      {"must_go_without", false}};
    if (!values_has_keys(r, item, KEYS, PARTS_LENGTH(KEYS))) {
        return;
    }
    out->mentees = values_texts(r, item, "mentees", &out->mentee_count);
    out->mentors = values_texts(r, item, "mentors", &out->mentor_count);
    out->wishes = parts_count(r, item, "wishes");
    out->places = parts_count(r, item, "places");
    out->pinned_places = parts_count(r, item, "pinned_places");
    out->settled_pairs = parts_count(r, item, "settled_pairs");
    out->must_go_without = parts_count(r, item, "must_go_without");
}

void pairing_json_read_free_mentor(values_reader *r, const json_t *item, shown_free_mentor *out) {
    static const values_key KEYS[] = {{"mentor", false},           {"free_places", false}, {"mentees", false},
                                      {"eligible_mentees", false}, {"ruled_out", false},   {"because", false}};
    if (!values_has_keys(r, item, KEYS, PARTS_LENGTH(KEYS))) {
        return;
    }
    out->mentor = values_text(r, item, "mentor");
    out->free_places = parts_count(r, item, "free_places");
    out->mentees = parts_count(r, item, "mentees");
    out->eligible_mentees = parts_count(r, item, "eligible_mentees");
    out->ruled_out = parts_ruled_out(r, item, &out->ruled_out_count);
    out->because = values_text(r, item, "because");
}
