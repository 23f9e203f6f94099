// libfyaml delivers events; the tree, the limits, doubled keys and aliases are ours, so that no text can make the
// library load, expand or print anything. It has no memory hooks: what it allocates is freed with its parser.
// Scalars are judged by YAML 1.2's core schema only as far as null is concerned; the rest is up to the reader.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/yaml.h"

#include <libfyaml.h>
#include <stdlib.h>
#include <string.h>

#include "intake/decode.h"
#include "intake/writer.h"

#define INDENTATION \
    "look for a TAB or a blank too many in the indentation, a missing colon or quotation mark at or before this place"

enum { SHOWN_CHARACTERS = 60 };

typedef struct anchor {
    span name;
    tree value;
    size_t nodes;
} anchor;

typedef struct frame { // a list or map that is still open
    tree value;
    size_t capacity;
    bool has_key; // MAP: the next value belongs to `key`
    span key;
    place key_place;
    span anchor;
    size_t nodes_before;
} frame;

typedef struct builder {
    context *context;
    arena *arena;
    span file;
    decode_cursor cursor;
    frame frames[YAML_LIMIT_DEPTH];
    size_t depth;
    size_t nodes;
    anchor *anchors;
    size_t anchor_count, anchor_capacity;
    tree root;
    bool has_root;
    bool faulty, keys_doubled, no_memory;
} builder;

static place place_at(builder *b, const struct fy_mark *mark, size_t back) {
    if (mark != NULL) {
        decode_cursor_move(&b->cursor, mark->input_pos >= back ? mark->input_pos - back : 0);
    }
    return (place){b->file, b->cursor.line, b->cursor.column};
}

static void fault_here(builder *b, place where, const char *code, const char *text) {
    finding_add(&b->context->findings, SEVERITY_ERROR, where, code, "%s", text);
    b->faulty = true;
}

// A scalar's or an anchor's text, piece by piece: fy_token_get_text leaks for texts of many pieces (libfyaml 0.7.12).
static span token_text(builder *b, struct fy_token *token) {
    struct fy_token_iter *pieces = token == NULL ? NULL : fy_token_iter_create(token);
    writer w = writer_over(&b->context->memory);
    const struct fy_iter_chunk *piece = NULL;
    int error = token != NULL && pieces == NULL;
    while (error == 0 && pieces != NULL && (piece = fy_token_iter_chunk_next(pieces, piece, &error)) != NULL) {
        writer_put(&w, (span){piece->str, piece->len});
    }
    fy_token_iter_destroy(pieces);
    span text = SPAN("");
    b->no_memory = writer_finish(&text, b->arena, &w) != STATUS_OK || error != 0 || b->no_memory;
    return text;
}

// A tag's text, with its prefix written out.
static span tag_text(builder *b, struct fy_token *tag) {
    size_t length = 0;
    const char *text = fy_token_get_text(tag, &length);
    span copy = arena_copy(b->arena, (span){text == NULL ? "" : text, text == NULL ? 0 : length});
    b->no_memory = b->no_memory || copy.text == NULL;
    return copy;
}

static bool is_null_word(span text) {
    return text.length == 0 || span_equal(text, SPAN("~")) || span_equal(text, SPAN("null")) ||
           span_equal(text, SPAN("Null")) || span_equal(text, SPAN("NULL"));
}

static void keep_anchor(builder *b, span name, const tree *value, size_t nodes) {
    if (name.length == 0) {
        return;
    }
    if (b->anchor_count == YAML_LIMIT_ANCHORS) {
        fault_here(b, value->place, "too_many_anchors", "more than 1000 anchors (&name): write the values out");
        return;
    }
    if (!memory_reserve(&b->context->memory, &b->anchors, &b->anchor_capacity, b->anchor_count + 1,
                        sizeof *b->anchors)) {
        b->no_memory = true;
        return;
    }
    b->anchors[b->anchor_count++] = (anchor){name, *value, nodes};
}

static bool count_nodes(builder *b, place where, size_t more) {
    b->nodes += more;
    if (b->nodes > YAML_LIMIT_NODES) {
        fault_here(b, where, "too_many_values",
                   "more than 100000 values: this is no program.yaml; take out what does not belong here");
        return false;
    }
    return true;
}

// A key's text. false: it cannot be one.
static bool take_key(builder *b, frame *top, const tree *value) {
    if (value->kind == TREE_LIST || value->kind == TREE_MAP || (value->kind == TREE_NULL && value->text.length == 0)) {
        fault_here(b, value->place, "key_not_text",
                   "a key must be a word or a text in quotation marks: write it before the colon");
        return false;
    }
    top->key = value->text;
    top->key_place = value->place;
    top->has_key = true;
    return true;
}

// The library gives no place for a list's item that holds nothing: it is the next dash that begins a line.
static place empty_item_place(builder *b, const tree *list_so_far) {
    span text = b->cursor.utf8;
    size_t at = b->cursor.at;
    if (list_so_far->count == 0) {
        return list_so_far->place;
    }
    while (at < text.length) {
        while (at < text.length && text.text[at] != '\n' && text.text[at] != '\r') {
            at++;
        }
        while (at < text.length && (text.text[at] == ' ' || text.text[at] == '\n' || text.text[at] == '\r')) {
            at++;
        }
        if (at < text.length && text.text[at] == '-') {
            decode_cursor_move(&b->cursor, at);
            break;
        }
    }
    return (place){b->file, b->cursor.line, b->cursor.column};
}

// Puts a whole value where it belongs. `empty`: nothing is written there.
static void add_value(builder *b, tree value, bool empty) {
    if (b->depth == 0) {
        b->root = value;
        b->has_root = true;
        return;
    }
    frame *top = &b->frames[b->depth - 1];
    bool is_map = top->value.kind == TREE_MAP;
    if (is_map && !top->has_key) {
        take_key(b, top, &value);
        return;
    }
    if (empty) {
        value.place = is_map ? top->key_place : empty_item_place(b, &top->value);
    }
    if (!memory_reserve(&b->context->memory, &top->value.entries, &top->capacity, top->value.count + 1,
                        sizeof(tree_entry))) {
        b->no_memory = true;
        return;
    }
    top->value.entries[top->value.count++] =
        is_map ? (tree_entry){.key = top->key, .key_place = top->key_place, .value = value}
               : (tree_entry){.value = value};
    top->has_key = false;
}

typedef struct key_use {
    span key;
    size_t number; // of the entry
} key_use;

static int by_key(const void *left, const void *right) {
    const key_use *a = left, *b = right;
    int order = span_compare(a->key, b->key);
    return order != 0 ? order : (a->number > b->number) - (a->number < b->number);
}

static void say_doubled(builder *b, const tree_entry *first, const tree_entry *again) {
    span shown = text_visible(b->arena, again->key, SHOWN_CHARACTERS);
    b->no_memory = b->no_memory || shown.text == NULL;
    finding_add(&b->context->findings, SEVERITY_ERROR, again->key_place, "duplicate_key",
                "the key \"%.*s\" stands already in line %u: join the two, or take one out", SPAN_ARGS(shown),
                first->key_place.line);
    b->keys_doubled = true;
}

static void find_doubled_keys(builder *b, const tree *map) {
    if (map->count < 2) {
        return;
    }
    key_use *uses = memory_alloc(&b->context->memory, map->count, sizeof *uses);
    if (uses == NULL) {
        b->no_memory = true;
        return;
    }
    for (size_t i = 0; i < map->count; i++) {
        uses[i] = (key_use){map->entries[i].key, i};
    }
    qsort(uses, map->count, sizeof *uses, by_key);
    for (size_t i = 1, first = 0; i < map->count; i++) {
        if (span_equal(uses[i].key, uses[first].key)) {
            say_doubled(b, &map->entries[uses[first].number], &map->entries[uses[i].number]);
        } else {
            first = i;
        }
    }
    memory_free(&b->context->memory, uses);
}

static void open_frame(builder *b, tree_kind kind, place where, struct fy_token *anchor_token) {
    if (b->depth == YAML_LIMIT_DEPTH) {
        fault_here(b, where, "nested_too_deep",
                   "more than 32 levels within one another: this is no program.yaml; check the brackets");
        return;
    }
    if (!count_nodes(b, where, 1)) {
        return;
    }
    b->frames[b->depth++] = (frame){.value = {.kind = kind, .place = where},
                                    .anchor = anchor_token == NULL ? SPAN("") : token_text(b, anchor_token),
                                    .nodes_before = b->nodes - 1};
}

static void close_frame(builder *b) {
    frame top = b->frames[--b->depth];
    tree value = top.value;
    value.entries = arena_array(b->arena, top.value.entries, top.value.count, sizeof(tree_entry));
    memory_free(&b->context->memory, top.value.entries);
    if (value.entries == NULL) {
        b->no_memory = true;
        return;
    }
    if (value.kind == TREE_MAP) {
        find_doubled_keys(b, &value);
    }
    keep_anchor(b, top.anchor, &value, b->nodes - top.nodes_before);
    add_value(b, value, false);
}

// Only YAML's own tags are known, and of those only "this is text" has a meaning here.
static bool tag_is_text(builder *b, struct fy_token *tag, place where) {
    if (tag == NULL) {
        return false;
    }
    span text = tag_text(b, tag);
    if (span_equal(text, SPAN("!")) || span_equal(text, SPAN("tag:yaml.org,2002:str"))) {
        return true;
    }
    static const char *const KNOWN[] = {"int", "float", "bool", "null", "seq", "map"};
    span prefix = SPAN("tag:yaml.org,2002:");
    span name = span_starts(text, prefix) ? (span){text.text + prefix.length, text.length - prefix.length} : SPAN("");
    for (size_t i = 0; i < sizeof KNOWN / sizeof *KNOWN; i++) {
        if (span_equal(name, span_of(KNOWN[i]))) {
            return false;
        }
    }
    finding_add(&b->context->findings, SEVERITY_ERROR, where, "unknown_tag",
                "the tag \"%.*s\" means nothing here: take it out", SPAN_ARGS(text));
    b->faulty = true;
    return false;
}

static void on_scalar(builder *b, const struct fy_event *event) {
    struct fy_token *token = event->scalar.value;
    enum fy_scalar_style style = token == NULL ? FYSS_PLAIN : fy_token_scalar_style(token);
    bool in_quotes = style == FYSS_SINGLE_QUOTED || style == FYSS_DOUBLE_QUOTED;
    place where = place_at(b, token == NULL ? NULL : fy_token_start_mark(token), in_quotes ? 1 : 0);
    span text = token_text(b, token);
    bool quoted = style != FYSS_PLAIN;
    quoted = tag_is_text(b, event->scalar.tag, where) || quoted;
    tree value = {.kind = !quoted && is_null_word(text) ? TREE_NULL : TREE_SCALAR,
                  .place = where,
                  .text = text,
                  .quoted = quoted};
    if (count_nodes(b, where, 1) && !b->no_memory) {
        keep_anchor(b, event->scalar.anchor == NULL ? SPAN("") : token_text(b, event->scalar.anchor), &value, 1);
        add_value(b, value, token == NULL || (value.kind == TREE_NULL && text.length == 0));
    }
}

static void on_alias(builder *b, const struct fy_event *event) {
    struct fy_token *token = event->alias.anchor;
    place where = place_at(b, fy_token_start_mark(token), 1);
    span name = token_text(b, token);
    for (size_t i = b->anchor_count; i > 0; i--) {
        if (span_equal(b->anchors[i - 1].name, name)) {
            if (count_nodes(b, where, b->anchors[i - 1].nodes)) {
                add_value(b, b->anchors[i - 1].value, false);
            }
            return;
        }
    }
    finding_add(&b->context->findings, SEVERITY_ERROR, where, "unknown_anchor",
                "nothing before this place is named \"&%.*s\": write the value out, or put a text that begins with * "
                "into quotation marks",
                SPAN_ARGS(name));
    b->faulty = true;
}

static void on_event(builder *b, const struct fy_event *event) {
    switch (event->type) {
    case FYET_SCALAR:
        on_scalar(b, event);
        return;
    case FYET_ALIAS:
        on_alias(b, event);
        return;
    case FYET_MAPPING_START:
    case FYET_SEQUENCE_START: {
        bool is_map = event->type == FYET_MAPPING_START;
        struct fy_token *token = is_map ? event->mapping_start.mapping_start : event->sequence_start.sequence_start;
        place where = place_at(b, token == NULL ? NULL : fy_token_start_mark(token), 0);
        (void)tag_is_text(b, is_map ? event->mapping_start.tag : event->sequence_start.tag, where);
        open_frame(b, is_map ? TREE_MAP : TREE_LIST, where,
                   is_map ? event->mapping_start.anchor : event->sequence_start.anchor);
        return;
    }
    case FYET_MAPPING_END:
    case FYET_SEQUENCE_END:
        close_frame(b);
        return;
    case FYET_DOCUMENT_START:
        if (b->has_root) {
            struct fy_token *token = event->document_start.document_start;
            fault_here(b, place_at(b, token == NULL ? NULL : fy_token_start_mark(token), 0), "second_document",
                       "a second document begins here (---): keep everything in one");
        }
        return;
    case FYET_NONE:
    case FYET_STREAM_START:
    case FYET_STREAM_END:
    case FYET_DOCUMENT_END:
        return;
    }
}

// The library's line and column may lie behind the end of the file.
static bool place_exists(span utf8, uint32_t line, uint32_t column) {
    decode_cursor cursor = decode_cursor_at_start(utf8);
    while (cursor.line < line && cursor.at < utf8.length) {
        decode_cursor_move(&cursor, cursor.at + 1);
    }
    while (cursor.line == line && cursor.column < column && cursor.at < utf8.length) {
        decode_cursor_move(&cursor, cursor.at + 1);
    }
    return cursor.line == line && cursor.column == column;
}

static place place_of_error(builder *b, const struct fy_diag_error *error) {
    if (error->line > 0 && error->column > 0 &&
        place_exists(b->cursor.utf8, (uint32_t)error->line, (uint32_t)error->column)) {
        bool in_quotes = error->column > 1 && error->msg != NULL && strstr(error->msg, "without closing quote") != NULL;
        return (place){b->file, (uint32_t)error->line, (uint32_t)error->column - in_quotes}; // the quote itself
    }
    return place_at(b, error->fyt == NULL ? NULL : fy_token_start_mark(error->fyt), 0);
}

// What the library had to say about the text, in its words; the first is the cause, the others follow from it.
static void say_syntax(builder *b, struct fy_diag *diagnostics) {
    void *iterator = NULL;
    const struct fy_diag_error *error = fy_diag_errors_iterate(diagnostics, &iterator);
    place where = error == NULL ? place_at(b, NULL, 0) : place_of_error(b, error);
    finding_add(&b->context->findings, SEVERITY_ERROR, where, "yaml_syntax",
                "this is not valid YAML (%s): " INDENTATION,
                error == NULL || error->msg == NULL ? "it breaks off" : error->msg);
    b->faulty = true;
}

static void pull_events(builder *b, struct fy_parser *parser, struct fy_diag *diagnostics) {
    bool ended = false;
    while (!ended && !b->faulty && !b->no_memory) {
        struct fy_event *event = fy_parser_parse(parser);
        if (event == NULL) {
            say_syntax(b, diagnostics);
            return;
        }
        on_event(b, event);
        ended = event->type == FYET_STREAM_END;
        fy_parser_event_free(parser, event);
    }
}

static void drop_output(struct fy_diag *diagnostics, void *user, const char *text, size_t length) {
    (void)diagnostics;
    (void)user;
    (void)text;
    (void)length;
}

static status parse(builder *b, span utf8) {
    struct fy_diag_cfg quiet = {.output_fn = drop_output, .level = FYET_ERROR, .module_mask = ~0u};
    struct fy_diag *diagnostics = fy_diag_create(&quiet);
    struct fy_parser *parser = NULL;
    status result = STATUS_NO_MEMORY;
    if (diagnostics != NULL) {
        fy_diag_set_collect_errors(diagnostics, true);
        struct fy_parse_cfg cfg = {.search_path = "",
                                   .flags =
                                       FYPCF_QUIET | FYPCF_COLLECT_DIAG | FYPCF_DEFAULT_VERSION_1_2 | FYPCF_JSON_NONE,
                                   .diag = diagnostics};
        parser = fy_parser_create(&cfg);
    }
    if (parser != NULL && fy_parser_set_string(parser, utf8.length == 0 ? "" : utf8.text, utf8.length) == 0) {
        pull_events(b, parser, diagnostics);
        result = b->no_memory ? STATUS_NO_MEMORY : STATUS_OK;
    }
    fy_parser_destroy(parser);
    fy_diag_destroy(diagnostics);
    return result;
}

// The library takes quadratic time over blanks, empty lines and directives (%); nobody has many of them.
static void refuse_long_runs(builder *b, span utf8) {
    size_t blanks = 0, directive = 0;
    for (size_t i = 0; i < utf8.length && !b->faulty; i++) {
        char c = utf8.text[i];
        bool line_end = c == '\n' || c == '\r',
             line_begins = i == 0 || utf8.text[i - 1] == '\n' || utf8.text[i - 1] == '\r';
        blanks = line_end || c == ' ' || c == '\t' ? blanks + 1 : 0;
        directive = line_end || (line_begins && c != '%') || (!line_begins && directive == 0) ? 0 : directive + 1;
        if (blanks > YAML_LIMIT_BLANKS) {
            fault_here(b, decode_place(b->file, utf8, i), "too_many_blanks",
                       "more than 200 blanks or empty lines on end: take them out");
        } else if (directive > YAML_LIMIT_BLANKS) {
            fault_here(b, decode_place(b->file, utf8, i), "line_too_long",
                       "a line that begins with % and has more than 200 characters: take it out");
        }
    }
}

status yaml_read(tree *out, arena *a, context *c, span file, span utf8) {
    *out = (tree){.kind = TREE_NULL};
    builder b = {.context = c, .arena = a, .file = file, .cursor = decode_cursor_at_start(utf8)};
    b.root = (tree){.kind = TREE_NULL, .place = {file, 1, 1}};
    if (utf8.length > YAML_LIMIT_BYTES) {
        fault_here(&b, b.root.place, "file_too_large",
                   "more than 1 MB: this is no program.yaml; take out what does not belong here");
        return STATUS_BAD_INPUT;
    }
    status result = STATUS_OK;
    refuse_long_runs(&b, utf8);
    if (!b.faulty && !span_empty(utf8)) {
        result = parse(&b, utf8);
    }
    while (b.depth > 0) {
        memory_free(&c->memory, b.frames[--b.depth].value.entries);
    }
    memory_free(&c->memory, b.anchors);
    if (result == STATUS_NO_MEMORY || c->findings.no_memory) {
        return context_no_memory(c, "intake/yaml");
    }
    if (!b.faulty) {
        *out = b.root;
    }
    return b.faulty || b.keys_doubled ? STATUS_BAD_INPUT : STATUS_OK;
}
