// What several records of a pairing.json have in common: words, codes, instants, scores, counts, changes.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pairing/pairing_json_parts.h"

// ---- words ------------------------------------------------------------------------------------------------------

static bool level_of(level_kind *out, span name) {
    for (int i = 0; i < LEVEL_COUNT; i++) {
        if (span_equal(span_of(level_name((level_kind)i)), name)) {
            *out = (level_kind)i;
            return true;
        }
    }
    return false;
}

level_kind parts_level(values_reader *r, const json_t *object) {
    level_kind level = LEVEL_DRAW;
    span name = values_text(r, object, "level");
    if (json_is_string(json_object_get(object, "level")) && !level_of(&level, name)) {
        values_fault(r, "level", "pairing_json_value", "is \"%.*s\", which is no level of an objective",
                     SPAN_ARGS(name));
    }
    return level;
}

// One of the words given, copied; anything else is a fault.
span parts_word(values_reader *r, const json_t *object, const char *key, const char *const *words, size_t count) {
    span word = values_text(r, object, key);
    for (size_t i = 0; i < count; i++) {
        if (span_equal(span_of(words[i]), word)) {
            return word;
        }
    }
    if (json_is_string(json_object_get(object, key))) {
        values_fault(r, key, "pairing_json_value", "is \"%.*s\", which is not one of its words", SPAN_ARGS(word));
    }
    return word;
}

bool parts_is_reason_code(span code) {
    for (int i = REASON_ELIGIBLE + 1; i < REASON_COUNT; i++) {
        if (span_equal(span_of(reason_name((reason)i)), code)) {
            return true;
        }
    }
    return span_equal(code, SPAN("decision"));
}

// An instant as this format writes it: read and written again, it has the same bytes.
bool parts_instant(instant *at, int32_t *offset_seconds, span text) {
    written_time written;
    char again[26];
    if (!instant_parse(&written, text) || !written.has_time || !written.has_offset) {
        return false;
    }
    int64_t day = date_day_number(written.wall.date);
    *at = day * 86400 + written.wall.hour * 3600 + written.wall.minute * 60 + written.wall.second -
          written.offset_seconds;
    *offset_seconds = written.offset_seconds;
    instant_format(again, *at, *offset_seconds);
    return span_equal(span_of(again), text);
}

// ---- shared parts of records ------------------------------------------------------------------------------------

int32_t parts_score(values_reader *r, const json_t *object, const char *key) {
    return (int32_t)values_number(r, object, key, 0, FULL_BP);
}

int32_t parts_known_score(values_reader *r, const json_t *object, const char *key) {
    return (int32_t)values_known_number(r, object, key, 0, FULL_BP);
}

uint32_t parts_count(values_reader *r, const json_t *object, const char *key) {
    return (uint32_t)values_number(r, object, key, 0, INT32_MAX);
}

shown_change parts_change(values_reader *r, const json_t *object, const char *key) {
    shown_change change = {.known = false};
    const json_t *value = json_object_get(object, key);
    if (value == NULL || json_is_null(value)) {
        return change;
    }
    if (!json_is_object(value)) {
        values_fault(r, key, "pairing_json_type", "is not an object");
        return change;
    }
    shown_level_change *levels = values_room(r, json_object_size(value), sizeof *levels);
    if (levels == NULL) {
        return change;
    }
    values_enter(r, key);
    const char *name;
    json_t *by;
    json_object_foreach((json_t *)value, name, by) {
        shown_level_change *level = &levels[change.level_count++];
        if (!level_of(&level->level, span_of(name)) || level->level == LEVEL_DRAW) {
            values_fault(r, name, "pairing_json_key_unknown", "is no level of an objective");
        }
        level->by = values_number(r, value, name, -PARTS_LARGEST_WHOLE, PARTS_LARGEST_WHOLE);
    }
    values_leave(r);
    change.known = true;
    change.levels = levels;
    return change;
}

shown_ruled_out *parts_ruled_out(values_reader *r, const json_t *object, uint32_t *count) {
    const json_t *value = json_object_get(object, "ruled_out");
    *count = 0;
    if (value != NULL && !json_is_object(value)) {
        values_fault(r, "ruled_out", "pairing_json_type", "is not an object");
        value = NULL;
    }
    shown_ruled_out *codes = values_room(r, json_object_size(value), sizeof *codes);
    if (codes == NULL || value == NULL) {
        return codes;
    }
    values_enter(r, "ruled_out");
    const char *name;
    json_t *number;
    json_object_foreach((json_t *)value, name, number) {
        shown_ruled_out *code = &codes[(*count)++];
        code->code = values_copy_text(r, name);
        code->count = (uint32_t)values_number(r, value, name, 1, INT32_MAX);
        if (!parts_is_reason_code(span_of(name))) {
            values_fault(r, name, "pairing_json_key_unknown", "is no reason against a pair");
        }
    }
    values_leave(r);
    return codes;
}

span parts_code(values_reader *r, const json_t *object, const char *key) {
    span code = values_text(r, object, key);
    if (json_is_string(json_object_get(object, key)) && !parts_is_reason_code(code)) {
        values_fault(r, key, "pairing_json_value", "is \"%.*s\", which is no reason against a pair", SPAN_ARGS(code));
    }
    return code;
}
