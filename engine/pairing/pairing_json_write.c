// Writing mentorpair.pairing/1. The frame of the file is written as it goes; each record (a pair, a person, a level, …)
// is a jansson value of its own, dumped at its depth and freed again, so that memory does not grow with the cohort.
// Prices, one per person, are written one by one for the same reason. The bytes are those of Python's json.dumps(x,
// indent=2, ensure_ascii=False). Sizes to expect: 20 KB for 50 people, 2 MB for 1,000, 200 MB for 100,000.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ctype.h>
#include <string.h>

#include "pairing/pairing_json.h"
#include "pairing/pairing_json_records.h"

enum { INDENT = 2, BUFFER_BYTES = 1 << 15 };
static const char WHERE[] = "pairing/pairing_json_write";

typedef struct writer {
    context *context;
    pairing_sink *sink;
    void *self;
    status status;       // of the first failure; nothing is written after it
    size_t depth;        // of the innermost open object or list
    bool empty;          // nothing stands in it yet
    bool after_key;      // the next value stands behind its key
    size_t escape_place; // within a \uXXXX that is being written: 1 behind the backslash, 2..5 before a digit
    size_t used;
    char buffer[BUFFER_BYTES];
} writer;

static void fail_no_memory(writer *w) {
    if (w->status == STATUS_OK) {
        w->status = context_no_memory(w->context, WHERE);
    }
}

static void fail_internal(writer *w, const char *what) {
    if (w->status == STATUS_OK) {
        w->status = context_fail(w->context, STATUS_INTERNAL, WHERE, "%s", what);
    }
}

static void flush(writer *w) {
    if (w->status == STATUS_OK && w->used > 0) {
        w->status = w->sink(w->self, w->buffer, w->used);
    }
    w->used = 0;
}

static void emit(writer *w, const char *bytes, size_t length) {
    if (length < BUFFER_BYTES - w->used && w->status == STATUS_OK) { // nearly always
        memcpy(w->buffer + w->used, bytes, length);
        w->used += length;
        return;
    }
    while (length > 0 && w->status == STATUS_OK) {
        size_t room = BUFFER_BYTES - w->used;
        size_t now = length < room ? length : room;
        memcpy(w->buffer + w->used, bytes, now);
        w->used += now;
        bytes += now;
        length -= now;
        if (w->used == BUFFER_BYTES) {
            flush(w);
        }
    }
}

static void emit_line(writer *w) {
    static const char SPACES[] = "                ";
    emit(w, "\n", 1);
    for (size_t left = w->depth * INDENT; left > 0;) {
        const size_t now = left < sizeof SPACES - 1 ? left : sizeof SPACES - 1;
        emit(w, SPACES, now);
        left -= now;
    }
}

// ---- the frame --------------------------------------------------------------------------------------------------

static void before_value(writer *w) {
    if (w->after_key) {
        w->after_key = false;
        return;
    }
    if (w->depth > 0) {
        if (!w->empty) {
            emit(w, ",", 1);
        }
        emit_line(w);
    }
    w->empty = false;
}

static void open_with(writer *w, const char *bracket) {
    before_value(w);
    emit(w, bracket, 1);
    w->depth++;
    w->empty = true;
}

static void close_with(writer *w, const char *bracket) {
    w->depth--;
    if (!w->empty) {
        emit_line(w);
    }
    emit(w, bracket, 1);
    w->empty = false;
}

// jansson writes \u001F, Python \u001f. Every backslash that it dumps begins an escape.
static char lowered(writer *w, char byte) {
    if (w->escape_place == 0) {
        w->escape_place = byte == '\\' ? 1 : 0;
    } else if (w->escape_place == 1) {
        w->escape_place = byte == 'u' ? 2 : 0;
    } else {
        w->escape_place = w->escape_place == 5 ? 0 : w->escape_place + 1;
        return byte >= 'A' && byte <= 'F' ? (char)(byte - 'A' + 'a') : byte;
    }
    return byte;
}

// What jansson dumps: a raw line break is always one of its layout, and gets the depth of the frame behind it.
static int take_dump(const char *bytes, size_t length, void *self) {
    writer *w = self;
    for (size_t i = 0; i < length;) {
        size_t plain = i;
        while (plain < length && bytes[plain] != '\n' && bytes[plain] != '\\' && w->escape_place == 0) {
            plain++;
        }
        emit(w, bytes + i, plain - i);
        i = plain;
        if (i < length && bytes[i] == '\n') {
            emit_line(w);
            i++;
        } else if (i < length) {
            char byte = lowered(w, bytes[i]);
            emit(w, &byte, 1);
            i++;
        }
    }
    return w->status == STATUS_OK ? 0 : -1;
}

static void dump(writer *w, const json_t *value) {
    if (w->status == STATUS_OK && json_dump_callback(value, take_dump, w, JSON_INDENT(INDENT) | JSON_ENCODE_ANY) != 0) {
        fail_internal(w, "a text is not UTF-8");
    }
}

// Takes the value over.
static void put(writer *w, json_t *value) {
    if (value == NULL) {
        fail_no_memory(w);
        return;
    }
    before_value(w);
    dump(w, value);
    json_decref(value);
}

static void key_span(writer *w, span name) {
    json_t *text = pairing_json_text(name);
    put(w, text);
    emit(w, ": ", 2);
    w->after_key = true;
}

static void key(writer *w, const char *name) {
    key_span(w, span_of(name));
}

// ---- the program and the prices ---------------------------------------------------------------------------------

// A JSON number or a truth value: written as it stands in the tree, so that no decimal changes its digits.
static bool is_plain_word(span text) {
    if (span_equal(text, SPAN("true")) || span_equal(text, SPAN("false"))) {
        return true;
    }
    size_t at = text.length > 0 && text.text[0] == '-' ? 1 : 0;
    size_t digits = at;
    while (at < text.length && isdigit((unsigned char)text.text[at])) {
        at++;
    }
    if (at == digits || (text.text[digits] == '0' && at > digits + 1)) {
        return false;
    }
    if (at < text.length && text.text[at] == '.' && at + 1 < text.length) {
        at++;
        while (at < text.length && isdigit((unsigned char)text.text[at])) {
            at++;
        }
    }
    return at == text.length;
}

static void put_tree(writer *w, const tree *node) {
    switch (node->kind) {
    case TREE_NULL:
        put(w, json_null());
        break;
    case TREE_SCALAR:
        if (node->quoted) {
            put(w, pairing_json_text(node->text));
        } else if (is_plain_word(node->text)) {
            before_value(w);
            emit(w, node->text.text, node->text.length);
        } else {
            fail_internal(w, "the program holds a word that is neither a number nor a truth value");
        }
        break;
    case TREE_LIST:
        open_with(w, "[");
        for (size_t i = 0; i < node->count; i++) {
            put_tree(w, &node->entries[i].value);
        }
        close_with(w, "]");
        break;
    case TREE_MAP:
        open_with(w, "{");
        for (size_t i = 0; i < node->count; i++) {
            key_span(w, node->entries[i].key);
            put_tree(w, &node->entries[i].value);
        }
        close_with(w, "}");
        break;
    }
}

static void put_proof(writer *w, const shown_proof *proof) {
    static const role ORDER[] = {ROLE_MENTEE, ROLE_MENTOR};
    open_with(w, "{");
    key(w, "level");
    put(w, pairing_json_text(span_of(level_name(proof->level))));
    if (proof->t >= 0) {
        key(w, "t");
        put(w, json_integer(proof->t));
    }
    if (proof->round > 0) {
        key(w, "round");
        put(w, json_integer(proof->round));
    }
    for (size_t i = 0; i < 2; i++) {
        role side = ORDER[i];
        key(w, side == ROLE_MENTEE ? "mentee_prices" : "mentor_prices");
        open_with(w, "{");
        for (uint32_t j = 0; j < proof->price_count[side]; j++) {
            key_span(w, proof->prices[side][j].id);
            put(w, json_integer(proof->prices[side][j].price));
        }
        close_with(w, "}");
    }
    close_with(w, "}");
}

// ---- the whole --------------------------------------------------------------------------------------------------

// A record made by `record_of`, written and freed.
#define PUT_RECORD(w, record_of, item)                \
    do {                                              \
        bool no_memory = false;                       \
        json_t *record = record_of(&no_memory, item); \
        if (no_memory) {                              \
            fail_no_memory(w);                        \
        }                                             \
        put(w, record);                               \
    } while (0)

// A list under its key, record by record.
#define PUT_LIST(w, name, items, count, record_of)           \
    do {                                                     \
        key(w, name);                                        \
        open_with(w, "[");                                   \
        for (uint32_t put_i = 0; put_i < (count); put_i++) { \
            PUT_RECORD(w, record_of, &(items)[put_i]);       \
        }                                                    \
        close_with(w, "]");                                  \
    } while (0)

static void put_head(writer *w, const pairing *p) {
    char as_of[26];
    instant_format(as_of, p->as_of, p->as_of_offset_seconds);
    key(w, "format");
    put(w, pairing_json_text(SPAN(PAIRING_FORMAT)));
    key(w, "tool");
    put(w, pairing_json_text(p->tool));
    key(w, "as_of");
    put(w, pairing_json_text(span_of(as_of)));
    key(w, "seed");
    put(w, json_integer((json_int_t)p->seed));
    key(w, "options");
    PUT_RECORD(w, pairing_json_options, &p->options);
    key(w, "program");
    put_tree(w, &p->program);
    PUT_LIST(w, "inputs", p->inputs, p->input_count, pairing_json_input);
    key(w, "summary");
    PUT_RECORD(w, pairing_json_summary, &p->summary);
}

static void put_people(writer *w, const pairing *p) {
    key(w, "people");
    open_with(w, "{");
    PUT_LIST(w, "mentors", p->people[ROLE_MENTOR], p->people_count[ROLE_MENTOR], pairing_json_person);
    PUT_LIST(w, "mentees", p->people[ROLE_MENTEE], p->people_count[ROLE_MENTEE], pairing_json_person);
    close_with(w, "}");
}

status pairing_json_write(context *c, const pairing *p, pairing_sink *sink, void *self) {
    writer w = {.context = c, .sink = sink, .self = self, .status = STATUS_OK};
    open_with(&w, "{");
    put_head(&w, p);
    PUT_LIST(&w, "objective", p->objective, p->objective_count, pairing_json_level);
    PUT_LIST(&w, "pairs", p->pairs, p->pair_count, pairing_json_pair);
    PUT_LIST(&w, "unmatched_mentees", p->unmatched, p->unmatched_count, pairing_json_unmatched);
    if (p->has_bottlenecks) {
        PUT_LIST(&w, "bottlenecks", p->bottlenecks, p->bottleneck_count, pairing_json_bottleneck);
    }
    PUT_LIST(&w, "free_mentors", p->free_mentors, p->free_mentor_count, pairing_json_free_mentor);
    if (p->has_without_pins) {
        key(&w, "without_pins");
        PUT_RECORD(&w, pairing_json_without_pins, p);
    }
    PUT_LIST(&w, "decisions", p->decisions, p->decision_count, pairing_json_decision);
    PUT_LIST(&w, "set_aside", p->asides, p->aside_count, pairing_json_aside);
    put_people(&w, p);
    key(&w, "certificate");
    open_with(&w, "[");
    for (uint32_t i = 0; i < p->certificate_count; i++) {
        put_proof(&w, &p->certificate[i]);
    }
    close_with(&w, "]");
    close_with(&w, "}");
    emit(&w, "\n", 1);
    flush(&w);
    return w.status;
}
