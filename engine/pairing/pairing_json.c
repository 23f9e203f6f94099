// The whole file as bytes, its id, its schema.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <string.h>

#include "base/assets.h"
#include "base/digest.h"
#include "pairing/pairing_json.h"
#include "pairing/pairing_json_values.h"

ASSET(pairing_schema_json);

// ---- bytes ------------------------------------------------------------------------------------------------------

typedef struct gathered {
    context *context;
    char *bytes;
    size_t length, capacity;
} gathered;

static status gather(void *self, const char *bytes, size_t length) {
    gathered *g = self;
    if (!memory_reserve(&g->context->memory, &g->bytes, &g->capacity, g->length + length, 1)) {
        return context_no_memory(g->context, "pairing/pairing_json");
    }
    memcpy(g->bytes + g->length, bytes, length);
    g->length += length;
    return STATUS_OK;
}

status pairing_json_bytes(span *out, arena *a, context *c, const pairing *p) {
    gathered g = {.context = c};
    status result = pairing_json_write(c, p, gather, &g);
    if (result == STATUS_OK) {
        span copy = arena_copy(a, (span){g.bytes, g.length});
        if (copy.text == NULL) {
            result = context_no_memory(c, "pairing/pairing_json");
        } else {
            *out = copy;
        }
    }
    memory_free(&c->memory, g.bytes);
    return result;
}

// ---- id ---------------------------------------------------------------------------------------------------------

static bool take(span *rest, span expected) {
    if (!span_starts(*rest, expected)) {
        return false;
    }
    *rest = (span){rest->text + expected.length, rest->length - expected.length};
    return true;
}

// The text of a JSON string up to its closing quote, which stays in `rest`.
static bool skip_text(span *rest) {
    size_t at = 0;
    while (at < rest->length && rest->text[at] != '"' && rest->text[at] != '\n') {
        at += rest->text[at] == '\\' ? 2 : 1;
    }
    if (at >= rest->length || rest->text[at] != '"') {
        return false;
    }
    *rest = (span){rest->text + at, rest->length - at};
    return true;
}

// The parts of the bytes without the values of `tool` and `as_of`, which stand at the beginning.
static status parts_without_run(span parts[3], span bytes) {
    span rest = bytes;
    if (!take(&rest, SPAN("{\n  \"format\": \"" PAIRING_FORMAT "\",\n  \"tool\": \""))) {
        return STATUS_BAD_INPUT;
    }
    parts[0] = (span){bytes.text, (size_t)(rest.text - bytes.text)};
    if (!skip_text(&rest)) {
        return STATUS_BAD_INPUT;
    }
    const char *behind_tool = rest.text;
    if (!take(&rest, SPAN("\",\n  \"as_of\": \""))) {
        return STATUS_BAD_INPUT;
    }
    parts[1] = (span){behind_tool, (size_t)(rest.text - behind_tool)};
    if (!skip_text(&rest) || !span_starts(rest, SPAN("\",\n"))) {
        return STATUS_BAD_INPUT;
    }
    parts[2] = rest;
    return STATUS_OK;
}

status pairing_json_id(char out[65], span bytes) {
    span parts[3];
    TRY(parts_without_run(parts, bytes));
    sha256_hex(out, sha256_of_parts(parts, 3));
    return STATUS_OK;
}

typedef struct identified { // what is written, on its way to the sink
    pairing_sink *sink;
    void *self;
    sha256_stream digest;
    bool begun;
} identified;

static status pass_on(void *self, const char *bytes, size_t length) {
    identified *i = self;
    span parts[3] = {{bytes, length}, {"", 0}, {"", 0}};
    if (!i->begun) { // the first piece holds both values
        TRY(parts_without_run(parts, (span){bytes, length}));
    }
    i->begun = true;
    for (size_t k = 0; k < 3; k++) {
        sha256_put(&i->digest, parts[k]);
    }
    return i->sink(i->self, bytes, length);
}

status pairing_json_write_with_id(char id[65], context *c, const pairing *p, pairing_sink *sink, void *self) {
    identified i = {.sink = sink, .self = self};
    sha256_begin(&i.digest);
    const status result = pairing_json_write(c, p, pass_on, &i);
    if (result == STATUS_BAD_INPUT) {
        return context_fail(c, STATUS_INTERNAL, "pairing/pairing_json", "what was written does not begin as it must");
    }
    sha256_hex(id, sha256_end(&i.digest));
    return result;
}

// ---- schema -----------------------------------------------------------------------------------------------------

status pairing_json_schema(span *out, arena *a) {
    span copy = arena_copy(a, (span){asset_pairing_schema_json, asset_pairing_schema_json_length});
    if (copy.text == NULL) {
        return STATUS_NO_MEMORY;
    }
    *out = copy;
    return STATUS_OK;
}
