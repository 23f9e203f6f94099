// Each record of mentorpair.pairing/1 as a jansson value, its keys in the order of the format.
// A record under construction may be NULL for want of memory; set() then frees what it is given, and says so.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdio.h>

#include "pairing/pairing_json_records.h"

json_t *pairing_json_text(span text) {
    return json_stringn_nocheck(text.text == NULL ? "" : text.text, text.length);
}

static void set(bool *no_memory, json_t *record, const char *name, json_t *value) {
    if (json_object_set_new_nocheck(record, name, value) != 0) {
        *no_memory = true;
    }
}

static void set_span(bool *no_memory, json_t *record, const char *name, span text) {
    set(no_memory, record, name, pairing_json_text(text));
}

// null for the empty text.
static void set_known(bool *no_memory, json_t *record, const char *name, span text) {
    set(no_memory, record, name, text.length == 0 ? json_null() : pairing_json_text(text));
}

static void set_number(bool *no_memory, json_t *record, const char *name, int64_t number) {
    set(no_memory, record, name, json_integer(number));
}

// null for -1.
static void set_known_number(bool *no_memory, json_t *record, const char *name, int32_t number) {
    set(no_memory, record, name, number < 0 ? json_null() : json_integer(number));
}

static void append(bool *no_memory, json_t *list, json_t *value) {
    if (json_array_append_new(list, value) != 0) {
        *no_memory = true;
    }
}

static json_t *json_of_spans(bool *no_memory, const span *texts, size_t count) {
    json_t *list = json_array();
    for (size_t i = 0; i < count; i++) {
        append(no_memory, list, pairing_json_text(texts[i]));
    }
    return list;
}

static json_t *json_of_change(bool *no_memory, const shown_change *change) {
    if (!change->known) {
        return json_null();
    }
    json_t *levels = json_object();
    for (uint32_t i = 0; i < change->level_count; i++) {
        set_number(no_memory, levels, level_name(change->levels[i].level), change->levels[i].by);
    }
    return levels;
}

static json_t *json_of_ruled_out(bool *no_memory, const shown_ruled_out *codes, uint32_t count) {
    json_t *counts = json_object();
    for (uint32_t i = 0; i < count; i++) {
        if (json_object_setn_new_nocheck(counts, codes[i].code.text, codes[i].code.length,
                                         json_integer(codes[i].count)) != 0) {
            *no_memory = true;
        }
    }
    return counts;
}

json_t *pairing_json_options(bool *no_memory, const match_options *shown) {
    json_t *o = json_object();
    set(no_memory, o, "late", json_boolean(shown->late));
    set(no_memory, o, "set_aside_invalid", json_boolean(shown->set_aside_invalid));
    set_number(no_memory, o, "alternatives", shown->alternatives);
    set_number(no_memory, o, "time_limit", shown->time_limit_s);
    set_known(no_memory, o, "stopped", span_of(pairing_json_stopped(shown->stopped)));
    return o;
}

json_t *pairing_json_input(bool *no_memory, const shown_input *shown) {
    json_t *o = json_object();
    set_span(no_memory, o, "role", shown->role);
    set_span(no_memory, o, "file", shown->file);
    set_span(no_memory, o, "sha256", span_of(shown->sha256));
    if (shown->has_rows) {
        set_number(no_memory, o, "rows", shown->rows);
    }
    if (shown->is_applications) {
        set_number(no_memory, o, "accepted", shown->accepted);
        set_number(no_memory, o, "set_aside", shown->set_aside);
    }
    return o;
}

json_t *pairing_json_summary(bool *no_memory, const summary *s) {
    json_t *o = json_object();
    set_number(no_memory, o, "mentors", s->mentors);
    set_number(no_memory, o, "mentees", s->mentees);
    set_number(no_memory, o, "places", s->places);
    set_number(no_memory, o, "eligible_pairs", (int64_t)s->eligible_pairs);
    set_number(no_memory, o, "pairs", s->pairs);
    set_number(no_memory, o, "matched_mentees", s->matched_mentees);
    set_number(no_memory, o, "unmatched_mentees", s->unmatched_mentees);
    set_number(no_memory, o, "mentors_without_mentee", s->mentors_without_mentee);
    set_number(no_memory, o, "free_places", s->free_places);
    set_number(no_memory, o, "total_score", s->total_score_bp);
    set_known_number(no_memory, o, "lowest_score", s->lowest_score_bp);
    set_known_number(no_memory, o, "median_score", s->median_score_bp);
    return o;
}

static void set_profile(bool *no_memory, json_t *record, const level_result *level) {
    if (!level->has_value) {
        set(no_memory, record, "profile", json_null());
        return;
    }
    json_t *profile = json_object();
    for (uint32_t i = 0; i < level->profile_count; i++) {
        char percent[12];
        (void)snprintf(percent, sizeof percent, "%d", level->profile[i].percent);
        set_number(no_memory, profile, percent, level->profile[i].pairs);
    }
    set(no_memory, record, "profile", profile);
}

json_t *pairing_json_level(bool *no_memory, const level_result *shown) {
    json_t *o = json_object();
    set_span(no_memory, o, "level", span_of(level_name(shown->level)));
    if (shown->level == LEVEL_DRAW) {
        set_number(no_memory, o, "round", shown->round);
    }
    set(no_memory, o, "value", shown->has_value ? json_integer(shown->value) : json_null());
    set(no_memory, o, "bound", shown->has_value ? json_integer(shown->bound) : json_null());
    set(no_memory, o, "proven", json_boolean(shown->proven));
    if (shown->level == LEVEL_FAIREST) {
        set_profile(no_memory, o, shown);
    }
    return o;
}

static json_t *json_of_criterion(bool *no_memory, const shown_criterion *shown) {
    json_t *o = json_object();
    set_span(no_memory, o, "name", shown->name);
    set_number(no_memory, o, "weight", shown->weight);
    set_number(no_memory, o, "similarity", shown->similarity_bp);
    set_span(no_memory, o, "because", shown->because);
    return o;
}

static json_t *json_of_alternative(bool *no_memory, const shown_alternative *alternative) {
    json_t *o = json_object();
    set_span(no_memory, o, "mentor", alternative->mentor);
    set_number(no_memory, o, "score", alternative->score_bp);
    set(no_memory, o, "change", json_of_change(no_memory, &alternative->change));
    return o;
}

json_t *pairing_json_pair(bool *no_memory, const shown_pair *shown) {
    json_t *o = json_object();
    set_span(no_memory, o, "mentee", shown->mentee);
    set_span(no_memory, o, "mentor", shown->mentor);
    set_number(no_memory, o, "score", shown->score_bp);
    set(no_memory, o, "pinned", json_boolean(shown->pinned));
    json_t *criteria = json_array();
    for (uint32_t i = 0; i < shown->criterion_count; i++) {
        append(no_memory, criteria, json_of_criterion(no_memory, &shown->criteria[i]));
    }
    set(no_memory, o, "criteria", criteria);
    if (shown->has_alternatives) {
        json_t *alternatives = json_array();
        for (uint32_t i = 0; i < shown->alternative_count; i++) {
            append(no_memory, alternatives, json_of_alternative(no_memory, &shown->alternatives[i]));
        }
        set(no_memory, o, "alternatives", alternatives);
    }
    return o;
}

static json_t *json_of_nearest(bool *no_memory, const shown_unmatched *unmatched) {
    if (!unmatched->has_nearest) {
        return json_null();
    }
    json_t *o = json_object();
    set_span(no_memory, o, "mentor", unmatched->nearest.mentor);
    set_number(no_memory, o, "score", unmatched->nearest.score_bp);
    set_span(no_memory, o, "code", unmatched->nearest.code);
    return o;
}

static json_t *json_of_remedy(bool *no_memory, const shown_unmatched *unmatched) {
    if (!unmatched->has_remedy) {
        return json_null();
    }
    json_t *o = json_object();
    set_span(no_memory, o, "rule", unmatched->remedy.rule);
    set_number(no_memory, o, "opens", unmatched->remedy.opens);
    set_number(no_memory, o, "best_score", unmatched->remedy.best_score_bp);
    return o;
}

json_t *pairing_json_unmatched(bool *no_memory, const shown_unmatched *shown) {
    json_t *o = json_object();
    set_span(no_memory, o, "mentee", shown->mentee);
    set_span(no_memory, o, "reason", span_of(unmatched_reason_name(shown->reason)));
    set_span(no_memory, o, "because", shown->because);
    set_number(no_memory, o, "eligible_mentors", shown->eligible_mentors);
    set_known(no_memory, o, "best_mentor", shown->best_mentor);
    set_known_number(no_memory, o, "best_score", shown->best_score_bp);
    set_known_number(no_memory, o, "bottleneck", shown->bottleneck);
    set(no_memory, o, "ruled_out", json_of_ruled_out(no_memory, shown->ruled_out, shown->ruled_out_count));
    set(no_memory, o, "nearest", json_of_nearest(no_memory, shown));
    set(no_memory, o, "remedy", json_of_remedy(no_memory, shown));
    set(no_memory, o, "stead_change", json_of_change(no_memory, &shown->stead_change));
    return o;
}

json_t *pairing_json_bottleneck(bool *no_memory, const shown_bottleneck *shown) {
    json_t *o = json_object();
    set(no_memory, o, "mentees", json_of_spans(no_memory, shown->mentees, shown->mentee_count));
    set(no_memory, o, "mentors", json_of_spans(no_memory, shown->mentors, shown->mentor_count));
    set_number(no_memory, o, "wishes", shown->wishes);
    set_number(no_memory, o, "places", shown->places);
    set_number(no_memory, o, "pinned_places", shown->pinned_places);
    set_number(no_memory, o, "settled_pairs", shown->settled_pairs);
    set_number(no_memory, o, "must_go_without", shown->must_go_without);
    return o;
}

json_t *pairing_json_free_mentor(bool *no_memory, const shown_free_mentor *shown) {
    json_t *o = json_object();
    set_span(no_memory, o, "mentor", shown->mentor);
    set_number(no_memory, o, "free_places", shown->free_places);
    set_number(no_memory, o, "mentees", shown->mentees);
    set_number(no_memory, o, "eligible_mentees", shown->eligible_mentees);
    set(no_memory, o, "ruled_out", json_of_ruled_out(no_memory, shown->ruled_out, shown->ruled_out_count));
    set_span(no_memory, o, "because", shown->because);
    return o;
}

json_t *pairing_json_without_pins(bool *no_memory, const pairing *p) {
    if (!p->without_pins_known) {
        return json_null();
    }
    json_t *o = json_object();
    set_number(no_memory, o, "pairs", p->without_pins.pairs);
    set_number(no_memory, o, "total_score", p->without_pins.total_score_bp);
    return o;
}

json_t *pairing_json_decision(bool *no_memory, const shown_decision *shown) {
    json_t *o = json_object();
    set_span(no_memory, o, "decision", shown->decision);
    set_known(no_memory, o, "mentee", shown->mentee);
    set_known(no_memory, o, "mentor", shown->mentor);
    set_span(no_memory, o, "reason", shown->reason);
    set(no_memory, o, "overrides", json_of_spans(no_memory, shown->overrides, shown->override_count));
    return o;
}

json_t *pairing_json_aside(bool *no_memory, const shown_aside *shown) {
    json_t *o = json_object();
    set_span(no_memory, o, "role", shown->role);
    set_span(no_memory, o, "file", shown->file);
    set_number(no_memory, o, "line", shown->line);
    set_known(no_memory, o, "who", shown->who);
    set_known(no_memory, o, "name", shown->name);
    set_known(no_memory, o, "submitted", shown->submitted);
    set_span(no_memory, o, "code", shown->code);
    set_span(no_memory, o, "because", shown->because);
    return o;
}

static json_t *json_of_value(bool *no_memory, const shown_value *value) {
    switch (value->kind) {
    case SHOWN_TEXT:
        return pairing_json_text(value->text);
    case SHOWN_LIST:
        return json_of_spans(no_memory, value->list, value->list_count);
    case SHOWN_NUMBER:
        return json_integer(value->number);
    case SHOWN_FLAG:
        return json_boolean(value->flag);
    }
    return NULL;
}

json_t *pairing_json_person(bool *no_memory, const shown_person *shown) {
    json_t *o = json_object();
    for (uint32_t i = 0; i < shown->value_count; i++) {
        const shown_value *value = &shown->values[i];
        if (json_object_setn_new_nocheck(o, value->key.text, value->key.length, json_of_value(no_memory, value)) != 0) {
            *no_memory = true;
        }
    }
    return o;
}
