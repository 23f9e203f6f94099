// Trees of values: looking up, making by hand, writing as JSON. Children grow by doubling inside the arena, which is
// fine for the few hundred nodes of a program.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/tree.h"

#include <assert.h>
#include <string.h>

#include "intake/writer.h"

const tree *tree_get(const tree *map, span key) {
    if (map == NULL || map->kind != TREE_MAP) {
        return NULL;
    }
    for (size_t i = 0; i < map->count; i++) {
        if (span_equal(map->entries[i].key, key)) {
            return &map->entries[i].value;
        }
    }
    return NULL;
}

tree tree_text(span text) {
    return (tree){.kind = TREE_SCALAR, .text = text, .quoted = true};
}

tree tree_plain(span text) {
    return (tree){.kind = TREE_SCALAR, .text = text};
}

bool tree_append(tree *to, arena *a, span key, tree value) {
    assert(to->kind == TREE_MAP || to->kind == TREE_LIST);
    if ((to->count & (to->count - 1)) == 0) { // full at each power of two
        size_t capacity = to->count == 0 ? 1 : 2 * to->count;
        tree_entry *entries = arena_alloc(a, capacity, sizeof *entries);
        if (entries == NULL) {
            return false;
        }
        if (to->count > 0) {
            memcpy(entries, to->entries, to->count * sizeof *entries);
        }
        to->entries = entries;
    }
    span copy = arena_copy(a, key);
    if (copy.text == NULL) {
        return false;
    }
    to->entries[to->count++] = (tree_entry){.key = copy, .value = value};
    return true;
}

bool tree_equal(const tree *a, const tree *b) {
    if (a->kind != b->kind || a->count != b->count) {
        return false;
    }
    if (a->kind == TREE_SCALAR) {
        return a->quoted == b->quoted && span_equal(a->text, b->text);
    }
    for (size_t i = 0; i < a->count; i++) {
        if ((a->kind == TREE_MAP && !span_equal(a->entries[i].key, b->entries[i].key)) ||
            !tree_equal(&a->entries[i].value, &b->entries[i].value)) {
            return false;
        }
    }
    return true;
}

// ---- JSON -------------------------------------------------------------------------------------------------------

static void put_string(writer *w, span text) {
    static const char HEX[] = "0123456789abcdef";
    writer_put(w, SPAN("\""));
    size_t plain = 0;
    for (size_t i = 0; i < text.length; i++) {
        unsigned char c = (unsigned char)text.text[i];
        if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7F) {
            continue;
        }
        writer_put(w, (span){text.text + plain, i - plain});
        plain = i + 1;
        char escape[6] = {'\\', 'u', '0', '0', HEX[c >> 4], HEX[c & 15]};
        if (c == '"' || c == '\\') {
            writer_put(w, (span){(char[]){'\\', (char)c}, 2});
        } else if (c == '\n') {
            writer_put(w, SPAN("\\n"));
        } else {
            writer_put(w, (span){escape, sizeof escape});
        }
    }
    writer_put(w, (span){text.text + plain, text.length - plain});
    writer_put(w, SPAN("\""));
}

static void put_line(writer *w, size_t depth) {
    writer_put(w, SPAN("\n"));
    writer_repeat(w, SPAN("  "), depth);
}

static void put_tree(writer *w, const tree *t, size_t depth) {
    switch (t->kind) {
    case TREE_NULL:
        writer_put(w, SPAN("null"));
        return;
    case TREE_SCALAR:
        if (t->quoted) {
            put_string(w, t->text);
        } else {
            writer_put(w, t->text);
        }
        return;
    case TREE_LIST:
    case TREE_MAP:
        break;
    }
    bool is_map = t->kind == TREE_MAP;
    writer_put(w, is_map ? SPAN("{") : SPAN("["));
    for (size_t i = 0; i < t->count; i++) {
        writer_put(w, i == 0 ? SPAN("") : SPAN(","));
        put_line(w, depth + 1);
        if (is_map) {
            put_string(w, t->entries[i].key);
            writer_put(w, SPAN(": "));
        }
        put_tree(w, &t->entries[i].value, depth + 1);
    }
    if (t->count > 0) {
        put_line(w, depth);
    }
    writer_put(w, is_map ? SPAN("}") : SPAN("]"));
}

status tree_json(span *out, arena *a, const tree *root) {
    writer w = writer_over(a->memory);
    put_tree(&w, root, 0);
    writer_put(&w, SPAN("\n"));
    return writer_finish(out, a, &w);
}
