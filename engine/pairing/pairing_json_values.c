// Typed values of a parsed pairing.json, their places, and the value tree of its program.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pairing/pairing_json_values.h"

#include <assert.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const char REMEDY[] = "take the file as mentorpair wrote it, or run match again";

const char *pairing_json_stopped(stopped how) {
    switch (how) {
    case STOPPED_NOT:
        return NULL;
    case STOPPED_TIME_LIMIT:
        return "time_limit";
    case STOPPED_DEADLINE:
        return "deadline";
    case STOPPED_INTERRUPT:
        return "interrupt";
    }
    return NULL;
}

// ---- places -----------------------------------------------------------------------------------------------------
// Walks over bytes that jansson has accepted, so nothing here needs to be checked again but their end.

typedef struct cursor {
    span bytes;
    size_t at;
    uint32_t line, column; // of the byte at `at`, in characters from 1
} cursor;

static void advance(cursor *c) {
    unsigned char byte = (unsigned char)c->bytes.text[c->at++];
    if (byte == '\n') {
        c->line++;
        c->column = 1;
    } else if (c->at == c->bytes.length || ((unsigned char)c->bytes.text[c->at] & 0xC0) != 0x80) {
        c->column++;
    }
}

static char here(const cursor *c) {
    return c->at < c->bytes.length ? c->bytes.text[c->at] : '\0';
}

// Over white space and what stands between values.
static void skip_to_value(cursor *c) {
    while (c->at < c->bytes.length && strchr(" \t\r\n,:", here(c)) != NULL) {
        advance(c);
    }
}

static void skip_string(cursor *c) {
    advance(c);
    while (c->at < c->bytes.length && here(c) != '"') {
        if (here(c) == '\\') {
            advance(c);
        }
        if (c->at < c->bytes.length) {
            advance(c);
        }
    }
    if (c->at < c->bytes.length) {
        advance(c);
    }
}

static void skip_word(cursor *c) {
    while (c->at < c->bytes.length && strchr(" \t\r\n,:]}", here(c)) == NULL) {
        advance(c);
    }
}

static void skip_value(cursor *c) {
    size_t open = 0;
    do {
        skip_to_value(c);
        char first = here(c);
        if (first == '"') {
            skip_string(c);
        } else if (first == '{' || first == '[') {
            open++;
            advance(c);
        } else if (first == '}' || first == ']') {
            open--;
            advance(c);
        } else {
            skip_word(c);
        }
    } while (open > 0 && c->at < c->bytes.length);
}

// From the start of an object to the value under `key`; false (at the object's end) if there is none.
static bool find_key(cursor *c, const char *wanted) {
    size_t length = strlen(wanted);
    advance(c);
    for (skip_to_value(c); here(c) == '"'; skip_to_value(c)) {
        cursor before = *c;
        skip_string(c);
        span name = {c->bytes.text + before.at + 1, c->at - before.at - 2};
        skip_to_value(c);
        if (span_equal(name, (span){wanted, length})) {
            return true;
        }
        skip_value(c);
    }
    return false;
}

static bool find_item(cursor *c, size_t index) {
    advance(c);
    for (size_t i = 0; i < index; i++) {
        skip_value(c);
    }
    skip_to_value(c);
    return here(c) != ']' && here(c) != '\0';
}

// As far along the path, and to `key` behind it, as the file goes.
static cursor find(const values_reader *r, const char *last_key) {
    cursor c = {.bytes = r->bytes, .line = 1, .column = 1};
    skip_to_value(&c);
    cursor found = c;
    bool is_there = true;
    for (size_t i = 0; i < r->depth && is_there; i++) {
        const values_step *step = &r->path[i];
        is_there = step->key != NULL ? find_key(&c, step->key) : find_item(&c, step->index);
        found = is_there ? c : found;
    }
    if (is_there && last_key != NULL && here(&c) == '{' && find_key(&c, last_key)) {
        found = c;
    }
    return found;
}

// ---- findings ---------------------------------------------------------------------------------------------------

static void write_path(const values_reader *r, const char *last_key, char *out, size_t size) {
    size_t used = 0;
    out[0] = '\0';
    for (size_t i = 0; i <= r->depth; i++) {
        bool is_last = i == r->depth;
        const char *name = is_last ? last_key : r->path[i].key;
        if (is_last && name == NULL) {
            break;
        }
        int more = name != NULL ? snprintf(out + used, size - used, "%s%.60s", used > 0 ? "." : "", name)
                                : snprintf(out + used, size - used, "[%zu]", r->path[i].index);
        if (more < 0 || (size_t)more >= size - used) {
            break;
        }
        used += (size_t)more;
    }
    if (used == 0) {
        (void)snprintf(out, size, "the file");
    }
}

void values_fault(values_reader *r, const char *key, const char *code, const char *format, ...) {
    char path[200], what[400];
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(what, sizeof what, format, arguments);
    va_end(arguments);
    write_path(r, key, path, sizeof path);
    // Looking for a place costs a walk through the file: not for faults that are only counted.
    cursor at = {.line = 1, .column = 1};
    if (r->faults++ < FINDINGS_PER_FILE) {
        at = find(r, key);
    }
    place where = {.file = r->file, .line = at.line, .column = at.column};
    finding_add(&r->context->findings, SEVERITY_ERROR, where, code, "%s %s: %s", path, what, REMEDY);
}

// ---- the path ---------------------------------------------------------------------------------------------------

static void enter(values_reader *r, values_step step) {
    assert(r->depth < PATH_STEPS);
    r->path[r->depth++] = step;
}

void values_enter(values_reader *r, const char *key) {
    enter(r, (values_step){.key = key});
}

void values_enter_item(values_reader *r, size_t index) {
    enter(r, (values_step){.index = index});
}

void values_leave(values_reader *r) {
    assert(r->depth > 0);
    r->depth--;
}

// ---- values -----------------------------------------------------------------------------------------------------

void *values_room(values_reader *r, size_t count, size_t size) {
    void *room = arena_alloc(r->arena, count, size);
    if (room == NULL) {
        r->status = context_no_memory(r->context, "pairing/pairing_json_read");
    }
    return room;
}

static span copy_span(values_reader *r, span text) {
    span copy = arena_copy(r->arena, text);
    if (copy.text == NULL) {
        r->status = context_no_memory(r->context, "pairing/pairing_json_read");
    }
    return copy;
}

span values_copy(values_reader *r, const json_t *value) {
    return copy_span(r, (span){json_string_value(value), json_string_length(value)});
}

span values_copy_text(values_reader *r, const char *text) {
    return copy_span(r, span_of(text));
}

bool values_has_keys(values_reader *r, const json_t *value, const values_key *keys, size_t count) {
    if (!json_is_object(value)) {
        values_fault(r, NULL, "pairing_json_type", "is not an object");
        return false;
    }
    bool good = true;
    for (size_t i = 0; i < count; i++) {
        if (!keys[i].may_be_absent && json_object_get(value, keys[i].name) == NULL) {
            values_fault(r, NULL, "pairing_json_key_missing", "has no key \"%s\"", keys[i].name);
            good = false;
        }
    }
    const char *name;
    json_t *item;
    json_object_foreach((json_t *)value, name, item) {
        size_t i = 0;
        while (i < count && strcmp(keys[i].name, name) != 0) {
            i++;
        }
        if (i == count) {
            values_fault(r, name, "pairing_json_key_unknown", "is not a key of this format");
            good = false;
        }
    }
    return good;
}

const json_t *values_object(values_reader *r, const json_t *object, const char *key, const values_key *keys,
                            size_t count) {
    const json_t *value = json_object_get(object, key);
    if (value == NULL) {
        return NULL;
    }
    values_enter(r, key);
    bool good = values_has_keys(r, value, keys, count);
    values_leave(r);
    return good ? value : NULL;
}

const json_t *values_list(values_reader *r, const json_t *object, const char *key, uint32_t *count) {
    const json_t *value = json_object_get(object, key);
    *count = 0;
    if (value == NULL) {
        return NULL;
    }
    if (!json_is_array(value) || json_array_size(value) > INT32_MAX) {
        values_fault(r, key, "pairing_json_type", "is not a list");
        return NULL;
    }
    *count = (uint32_t)json_array_size(value);
    return value;
}

span values_text(values_reader *r, const json_t *object, const char *key) {
    const json_t *value = json_object_get(object, key);
    if (value == NULL) {
        return SPAN("");
    }
    if (!json_is_string(value)) {
        values_fault(r, key, "pairing_json_type", "is not a text");
        return SPAN("");
    }
    return values_copy(r, value);
}

span values_known_text(values_reader *r, const json_t *object, const char *key) {
    if (json_is_null(json_object_get(object, key))) {
        return SPAN("");
    }
    span text = values_text(r, object, key);
    if (json_is_string(json_object_get(object, key)) && text.length == 0) {
        values_fault(r, key, "pairing_json_value", "is empty and should be null");
    }
    return text;
}

int64_t values_number(values_reader *r, const json_t *object, const char *key, int64_t lowest, int64_t highest) {
    const json_t *value = json_object_get(object, key);
    if (value == NULL) {
        return lowest > 0 ? lowest : 0;
    }
    if (!json_is_integer(value)) {
        values_fault(r, key, "pairing_json_type", "is not a whole number");
        return lowest > 0 ? lowest : 0;
    }
    int64_t number = json_integer_value(value);
    if (number < lowest || number > highest) {
        values_fault(r, key, "pairing_json_value", "is %" PRId64 ", not from %" PRId64 " to %" PRId64, number, lowest,
                     highest);
        return lowest > 0 ? lowest : 0;
    }
    return number;
}

int64_t values_known_number(values_reader *r, const json_t *object, const char *key, int64_t lowest, int64_t highest) {
    const json_t *value = json_object_get(object, key);
    return value == NULL || json_is_null(value) ? -1 : values_number(r, object, key, lowest, highest);
}

bool values_flag(values_reader *r, const json_t *object, const char *key) {
    const json_t *value = json_object_get(object, key);
    if (value != NULL && !json_is_boolean(value)) {
        values_fault(r, key, "pairing_json_type", "is neither true nor false");
    }
    return json_is_true(value);
}

const span *values_texts(values_reader *r, const json_t *object, const char *key, uint32_t *count) {
    const json_t *list = values_list(r, object, key, count);
    span *texts = values_room(r, *count, sizeof *texts);
    if (texts == NULL || list == NULL) {
        *count = 0;
        return texts;
    }
    values_enter(r, key);
    for (uint32_t i = 0; i < *count; i++) {
        const json_t *item = json_array_get(list, i);
        values_enter_item(r, i);
        if (json_is_string(item)) {
            texts[i] = values_copy(r, item);
        } else {
            values_fault(r, NULL, "pairing_json_type", "is not a text");
        }
        values_leave(r);
    }
    values_leave(r);
    return texts;
}

// ---- the program's tree -----------------------------------------------------------------------------------------

static place place_at(const values_reader *r, const cursor *c) {
    return (place){.file = r->file, .line = c->line, .column = c->column};
}

static bool tree_of(values_reader *r, tree *out, const json_t *value, cursor *c);

static bool children_of(values_reader *r, tree *out, const json_t *value, cursor *c) {
    bool is_map = json_is_object(value);
    out->kind = is_map ? TREE_MAP : TREE_LIST;
    out->count = is_map ? json_object_size(value) : json_array_size(value);
    out->entries = values_room(r, out->count, sizeof *out->entries);
    if (out->entries == NULL) {
        return false;
    }
    advance(c);
    void *pair = is_map ? json_object_iter((json_t *)value) : NULL;
    for (size_t i = 0; i < out->count; i++) {
        tree_entry *entry = &out->entries[i];
        const json_t *item = is_map ? json_object_iter_value(pair) : json_array_get(value, i);
        if (is_map) {
            skip_to_value(c);
            entry->key_place = place_at(r, c);
            entry->key = arena_copy(r->arena, (span){json_object_iter_key(pair), json_object_iter_key_len(pair)});
            skip_string(c);
            pair = json_object_iter_next((json_t *)value, pair);
        }
        if ((is_map && entry->key.text == NULL) || !tree_of(r, &entry->value, item, c)) {
            return false;
        }
    }
    skip_to_value(c);
    advance(c); // the closing bracket
    return true;
}

static bool tree_of(values_reader *r, tree *out, const json_t *value, cursor *c) {
    skip_to_value(c);
    out->place = place_at(r, c);
    if (json_is_object(value) || json_is_array(value)) {
        return children_of(r, out, value, c);
    }
    size_t start = c->at;
    skip_value(c);
    if (json_is_null(value)) {
        out->kind = TREE_NULL;
        return true;
    }
    out->kind = TREE_SCALAR;
    out->quoted = json_is_string(value);
    out->text =
        out->quoted ? values_copy(r, value) : arena_copy(r->arena, (span){c->bytes.text + start, c->at - start});
    return out->text.text != NULL;
}

bool values_tree(values_reader *r, tree *out, const json_t *object, const char *key) {
    const json_t *value = json_object_get(object, key);
    cursor c = find(r, key);
    *out = (tree){.kind = TREE_NULL, .place = place_at(r, &c)};
    if (value == NULL) {
        return false;
    }
    if (!tree_of(r, out, value, &c)) {
        r->status = context_no_memory(r->context, "pairing/pairing_json_read");
        return false;
    }
    return true;
}
