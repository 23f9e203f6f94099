// A walk over both trees, with the table of keys beside it, which knows what is a percentage. What one tree lacks is
// shown whole at the key where it begins.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pairing/compare_program.h"

#include <string.h>

#include "intake/program_keys.h"
#include "intake/writer.h"

typedef struct walk {
    arena *arena;
    compared_key *keys;
    size_t count, capacity; // of memory, until the end
    bool no_memory;
} walk;

// ---- values as program.yaml has them ----------------------------------------------------------------------------

static const key_row *element_of(const key_row *row) {
    return row != NULL && (row->type == KEY_LIST || row->type == KEY_NAMES) ? program_key_element(row) : NULL;
}

static const key_row *child_of(const key_row *row, span key) {
    if (row == NULL) {
        return NULL;
    }
    return row->type == KEY_NAMES                           ? program_key_element(row)
           : row->type == KEY_MAP || row->type == KEY_ENTRY ? program_key_child(row, key)
                                                            : NULL;
}

// Basis points as percent, as short as they can be written.
static span percent(arena *a, span bp_text) {
    int32_t bp = 0;
    for (size_t i = 0; i < bp_text.length; i++) {
        if (bp_text.text[i] < '0' || bp_text.text[i] > '9' || bp > 10000) {
            return bp_text;
        }
        bp = bp * 10 + (bp_text.text[i] - '0');
    }
    return bp % 100 == 0  ? arena_format(a, "%d", bp / 100)
           : bp % 10 == 0 ? arena_format(a, "%d.%d", bp / 100, bp / 10 % 10)
                          : arena_format(a, "%d.%02d", bp / 100, bp % 100);
}

// Whether a text inside brackets would be read otherwise without quotation marks.
static bool needs_quotes(span text) {
    static const char SPECIAL[] = ",:[]{}#&*!|>'\"%@`";
    if (text.length == 0 || text.text[0] == ' ' || text.text[text.length - 1] == ' ' || text.text[0] == '-') {
        return true;
    }
    for (size_t i = 0; i < text.length; i++) {
        if (strchr(SPECIAL, text.text[i]) != NULL) {
            return true;
        }
    }
    return false;
}

static void put_quoted(writer *w, span text) {
    writer_put(w, SPAN("\""));
    for (size_t i = 0; i < text.length; i++) {
        if (text.text[i] == '"' || text.text[i] == '\\') {
            writer_put(w, SPAN("\\"));
        }
        writer_put(w, (span){text.text + i, 1});
    }
    writer_put(w, SPAN("\""));
}

static bool is_nothing(const tree *value) {
    return value == NULL || value->kind == TREE_NULL;
}

static bool is_left_out(const tree *value) { // inside brackets: what is not said
    return is_nothing(value) || (value->kind == TREE_LIST && value->count == 0);
}

static void put_value(walk *k, writer *w, const key_row *row, const tree *value, bool inside);

static void put_children(walk *k, writer *w, const key_row *row, const tree *value) {
    const bool is_map = value->kind == TREE_MAP;
    bool first = true;
    writer_put(w, is_map ? SPAN("{") : SPAN("["));
    for (size_t i = 0; i < value->count; i++) {
        const tree_entry *entry = &value->entries[i];
        if (is_map && is_left_out(&entry->value)) {
            continue;
        }
        writer_put(w, first ? SPAN("") : SPAN(", "));
        first = false;
        if (is_map) {
            if (needs_quotes(entry->key)) {
                put_quoted(w, entry->key);
            } else {
                writer_put(w, entry->key);
            }
            writer_put(w, SPAN(": "));
        }
        put_value(k, w, is_map ? child_of(row, entry->key) : element_of(row), &entry->value, true);
    }
    writer_put(w, is_map ? SPAN("}") : SPAN("]"));
}

static void put_value(walk *k, writer *w, const key_row *row, const tree *value, bool inside) {
    switch (value->kind) {
    case TREE_NULL:
        return;
    case TREE_LIST:
    case TREE_MAP:
        put_children(k, w, row, value);
        return;
    case TREE_SCALAR:
        break;
    }
    span text = value->text;
    if (!value->quoted && row != NULL && row->type == KEY_PERCENT) {
        text = percent(k->arena, text);
        k->no_memory = k->no_memory || text.text == NULL;
    } else if (!value->quoted && row != NULL && row->type == KEY_YES_NO) {
        text = span_equal(text, SPAN("true")) ? SPAN("yes") : SPAN("no");
    }
    if (value->quoted && (text.length == 0 || (inside && needs_quotes(text)))) {
        put_quoted(w, text);
    } else {
        writer_put(w, text);
    }
}

// Empty where nothing is set.
static span written(walk *k, const key_row *row, const tree *value) {
    span text = SPAN("");
    if (!is_nothing(value)) {
        writer w = writer_over(k->arena->memory);
        put_value(k, &w, row, value, false);
        k->no_memory = writer_finish(&text, k->arena, &w) != STATUS_OK || k->no_memory;
    }
    return text;
}

// ---- the walk ---------------------------------------------------------------------------------------------------

static void add(walk *k, span path, const key_row *row, const tree *old, const tree *new) {
    if (!memory_reserve(k->arena->memory, &k->keys, &k->capacity, k->count + 1, sizeof *k->keys)) {
        k->no_memory = true;
        return;
    }
    k->keys[k->count++] = (compared_key){.path = path, .old = written(k, row, old), .new = written(k, row, new)};
}

static span path_of(walk *k, span path, span key) {
    const span below =
        arena_format(k->arena, "%.*s%s%.*s", SPAN_ARGS(path), path.length > 0 ? "." : "", SPAN_ARGS(key));
    k->no_memory = k->no_memory || below.text == NULL;
    return below.text != NULL ? below : SPAN("");
}

static void differ(walk *k, span path, const key_row *row, const tree *old, const tree *new);

static void differ_maps(walk *k, span path, const key_row *row, const tree *old, const tree *new) {
    for (size_t i = 0; i < new->count; i++) {
        const span key = new->entries[i].key;
        differ(k, path_of(k, path, key), child_of(row, key), tree_get(old, key), &new->entries[i].value);
    }
    for (size_t i = 0; i < old->count; i++) {
        const span key = old->entries[i].key;
        if (tree_get(new, key) == NULL) {
            differ(k, path_of(k, path, key), child_of(row, key), &old->entries[i].value, NULL);
        }
    }
}

// The name that an item goes by; empty: none.
static span name_of(const tree *item) {
    const tree *name = tree_get(item, SPAN("name"));
    return name != NULL && name->kind == TREE_SCALAR ? name->text : SPAN("");
}

static bool all_named(const tree *list) {
    for (size_t i = 0; i < list->count; i++) {
        if (name_of(&list->entries[i].value).length == 0) {
            return false;
        }
    }
    return true;
}

static const tree *item_named(const tree *list, span name) {
    for (size_t i = 0; i < list->count; i++) {
        if (span_equal(name_of(&list->entries[i].value), name)) {
            return &list->entries[i].value;
        }
    }
    return NULL;
}

// The names of the items that both lists have, in the order of `list`.
static span common_order(walk *k, const tree *list, const tree *other) {
    writer w = writer_over(k->arena->memory);
    span text = SPAN("");
    bool first = true;
    for (size_t i = 0; i < list->count; i++) {
        const span name = name_of(&list->entries[i].value);
        if (item_named(other, name) != NULL) {
            writer_put(&w, first ? SPAN("") : SPAN(", "));
            writer_put(&w, name);
            first = false;
        }
    }
    k->no_memory = writer_finish(&text, k->arena, &w) != STATUS_OK || k->no_memory;
    return text;
}

static void differ_named(walk *k, span path, const key_row *row, const tree *old, const tree *new) {
    const key_row *element = element_of(row);
    for (size_t i = 0; i < new->count; i++) {
        const tree *item = &new->entries[i].value;
        differ(k, path_of(k, path, name_of(item)), element, item_named(old, name_of(item)), item);
    }
    for (size_t i = 0; i < old->count; i++) {
        const tree *item = &old->entries[i].value;
        if (item_named(new, name_of(item)) == NULL) {
            differ(k, path_of(k, path, name_of(item)), element, item, NULL);
        }
    }
    const span was = common_order(k, old, new), is = common_order(k, new, old);
    if (!span_equal(was, is)) {
        add(k, path, NULL, &(tree){.kind = TREE_SCALAR, .text = was}, &(tree){.kind = TREE_SCALAR, .text = is});
    }
}

static void differ(walk *k, span path, const key_row *row, const tree *old, const tree *new) {
    if (is_nothing(old) && is_nothing(new)) {
        return;
    }
    if (is_nothing(old) || is_nothing(new) || old->kind != new->kind) {
        add(k, path, row, old, new);
        return;
    }
    if (tree_equal(old, new)) {
        return;
    }
    if (new->kind == TREE_MAP) {
        differ_maps(k, path, row, old, new);
    } else if (new->kind == TREE_LIST && all_named(old) && all_named(new)) {
        differ_named(k, path, row, old, new);
    } else {
        add(k, path, row, old, new);
    }
}

status compare_program_keys(compared_key **out, uint32_t *count, arena *a, const tree *old, const tree *new) {
    walk k = {.arena = a};
    differ(&k, SPAN(""), program_key(""), old, new);
    *out = arena_array(a, k.keys, k.count, sizeof *k.keys);
    *count = (uint32_t)k.count;
    memory_free(a->memory, k.keys);
    return k.no_memory || *out == NULL ? STATUS_NO_MEMORY : STATUS_OK;
}
