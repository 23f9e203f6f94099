// Reading the records of decisions, set_aside, people and certificate.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pairing/pairing_json_parts.h"

void pairing_json_read_decision(values_reader *r, const json_t *item, shown_decision *out) {
    static const values_key KEYS[] = {
        {"decision", false}, {"mentee", false}, {"mentor", false}, {"reason", false}, {"overrides", false}};
    static const char *const WORDS[] = {"pin", "veto", "withdraw"};
    if (!values_has_keys(r, item, KEYS, PARTS_LENGTH(KEYS))) {
        return;
    }
    out->decision = parts_word(r, item, "decision", WORDS, PARTS_LENGTH(WORDS));
    out->mentee = values_known_text(r, item, "mentee");
    out->mentor = values_known_text(r, item, "mentor");
    out->reason = values_text(r, item, "reason");
    out->overrides = values_texts(r, item, "overrides", &out->override_count);
}

void pairing_json_read_aside(values_reader *r, const json_t *item, shown_aside *out) {
    static const values_key KEYS[] = {{"role", false}, {"file", false},      {"line", false}, {"who", false},
                                      {"name", false}, {"submitted", false}, {"code", false}, {"because", false}};
    static const char *const ROLES[] = {"mentors", "mentees"};
    const char *codes[ASIDE_WITHDRAWN + 1];
    if (!values_has_keys(r, item, KEYS, PARTS_LENGTH(KEYS))) {
        return;
    }
    for (int i = ASIDE_INVALID; i <= ASIDE_WITHDRAWN; i++) {
        codes[i] = aside_name((aside_code)i);
    }
    out->role = parts_word(r, item, "role", ROLES, PARTS_LENGTH(ROLES));
    out->file = values_text(r, item, "file");
    out->line = (uint32_t)values_number(r, item, "line", 1, INT32_MAX);
    out->who = values_known_text(r, item, "who");
    out->name = values_known_text(r, item, "name");
    out->submitted = values_known_text(r, item, "submitted");
    instant at;
    int32_t offset_seconds;
    if (out->submitted.length > 0 && !parts_instant(&at, &offset_seconds, out->submitted)) {
        values_fault(r, "submitted", "pairing_json_value", "is not a time like 2017-05-01T12:00:00-05:00");
    }
    out->code = parts_word(r, item, "code", codes, PARTS_LENGTH(codes));
    out->because = values_text(r, item, "because");
}

static void read_value(values_reader *r, const json_t *object, const char *key, shown_value *out) {
    const json_t *value = json_object_get(object, key);
    out->key = values_copy_text(r, key);
    switch (json_typeof(value)) {
    case JSON_STRING:
        out->kind = SHOWN_TEXT;
        out->text = values_copy(r, value);
        break;
    case JSON_ARRAY:
        out->kind = SHOWN_LIST;
        out->list = values_texts(r, object, key, &out->list_count);
        break;
    case JSON_INTEGER:
        out->kind = SHOWN_NUMBER;
        out->number = json_integer_value(value);
        break;
    case JSON_TRUE:
    case JSON_FALSE:
        out->kind = SHOWN_FLAG;
        out->flag = json_is_true(value);
        break;
    case JSON_OBJECT:
    case JSON_REAL:
    case JSON_NULL:
        values_fault(r, key, "pairing_json_type",
                     "is no answer of a person (a text, a list of texts, a whole number, true or false)");
        break;
    }
}

void pairing_json_read_person(values_reader *r, const json_t *item, shown_person *out) {
    const json_t *id = json_object_get(item, "id");
    if (!json_is_string(id) || json_string_length(id) == 0 ||
        json_object_iter_value(json_object_iter((json_t *)item)) != id) {
        values_fault(r, NULL, "pairing_json_key_missing", "does not begin with an id");
        return;
    }
    shown_value *values = values_room(r, json_object_size(item), sizeof *values);
    if (values == NULL) {
        return;
    }
    const char *name;
    json_t *value;
    json_object_foreach((json_t *)item, name, value) {
        read_value(r, item, name, &values[out->value_count++]);
    }
    out->values = values;
    out->id = values[0].text;
}

static void read_prices(values_reader *r, const json_t *object, const char *key, shown_price **out, uint32_t *count) {
    const json_t *prices = json_object_get(object, key);
    if (!json_is_object(prices)) {
        values_fault(r, key, "pairing_json_type", "is not an object");
        return;
    }
    *out = values_room(r, json_object_size(prices), sizeof **out);
    if (*out == NULL) {
        return;
    }
    values_enter(r, key);
    const char *name;
    json_t *price;
    json_object_foreach((json_t *)prices, name, price) {
        shown_price *next = &(*out)[(*count)++];
        next->id = values_copy_text(r, name);
        next->price = json_integer_value(price);
        if (!json_is_integer(price) || next->price == 0) {
            values_fault(r, name, "pairing_json_value", "is not a whole number other than 0");
        }
    }
    values_leave(r);
}

void pairing_json_read_proof(values_reader *r, const json_t *item, shown_proof *out) {
    static const values_key KEYS[] = {
        {"level", false}, {"t", true}, {"round", true}, {"mentee_prices", false}, {"mentor_prices", false}};
    if (!values_has_keys(r, item, KEYS, PARTS_LENGTH(KEYS))) {
        return;
    }
    out->level = parts_level(r, item);
    bool has_t = out->level == LEVEL_BEST_WORST || out->level == LEVEL_FAIREST;
    if (has_t != (json_object_get(item, "t") != NULL) ||
        (out->level == LEVEL_DRAW) != (json_object_get(item, "round") != NULL)) {
        values_fault(r, NULL, "pairing_json_value",
                     "has not the keys that belong to its level (best_worst, fairest: t; draw: round)");
    }
    out->t = has_t ? parts_score(r, item, "t") : -1;
    out->round = out->level == LEVEL_DRAW ? (uint32_t)values_number(r, item, "round", 1, 8) : 0;
    read_prices(r, item, "mentee_prices", &out->prices[ROLE_MENTEE], &out->price_count[ROLE_MENTEE]);
    read_prices(r, item, "mentor_prices", &out->prices[ROLE_MENTOR], &out->price_count[ROLE_MENTOR]);
}
