// A walk over the rows of one map: for each row its value, or its default, into the struct; then the keys that no row
// knows. The structs' members are reached by the offsets in the table.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/program_map.h"

#include <assert.h>
#include <string.h>

#include "base/fixed.h"
#include "intake/program_value.h"
#include "intake/program_wanted.h"

enum { MOST_SIBLINGS = 64 };

// true when nothing is written there and nothing need be, or when a finding says that something should.
static bool is_absent(reader *r, const key_row *row, const tree *value, span path) {
    if (value == NULL) {
        return true;
    }
    if (value->kind != TREE_NULL) {
        return false;
    }
    bool has_default = row->by_default != NULL || (row->flags & (KEY_NEEDED | KEY_NOT_EMPTY)) != 0;
    if (has_default && r->form == PROGRAM_WRITTEN) {
        span wanted = program_wanted(r, row);
        READER_FAULT(
            r, value->place, "value_missing", "\"%.*s\" has no value: write %.*s%s", SPAN_ARGS(path), SPAN_ARGS(wanted),
            (row->flags & KEY_NEEDED) != 0 || row->by_default == NULL ? "" : ", or take the line out for the default");
    }
    return true;
}

const tree *program_map_children(reader *r, const key_row *row, const tree *value, span path) {
    if (is_absent(r, row, value, path)) {
        return NULL;
    }
    bool is_list = row->type == KEY_LIST;
    if (value->kind != (is_list ? TREE_LIST : TREE_MAP)) {
        span shown = reader_shown(r, value), wanted = program_wanted(r, row);
        READER_FAULT(r, value->place, "wrong_type", "\"%.*s\" is %.*s: write %.*s", SPAN_ARGS(path), SPAN_ARGS(shown),
                     SPAN_ARGS(wanted));
        return NULL;
    }
    if (value->count == 0 && (row->flags & KEY_NOT_EMPTY) != 0 && r->form == PROGRAM_WRITTEN) {
        READER_FAULT(r, value->place, "list_empty", "\"%.*s\" is empty: write one entry or more, or take the line out",
                     SPAN_ARGS(path));
        return NULL;
    }
    int64_t most = (row->flags & KEY_WHOLE_NAMES) != 0 ? row->highest - row->lowest + 1 : row->highest;
    if (most > 0 && value->count > (uint64_t)most) {
        READER_FAULT(r, value->place, "list_too_long", "\"%.*s\" has %zu entries: at most %lld can be used",
                     SPAN_ARGS(path), value->count, (long long)most);
        return NULL;
    }
    return value;
}

static bool kind_knows(const reader *r, const key_row *row) {
    return row->kinds == 0 || r->kinds == 0 || (row->kinds & r->kinds) != 0;
}

// ---- unknown keys -----------------------------------------------------------------------------------------------

// "name, kind, weight": what `parent` knows (for this kind of criterion).
static span known_keys(reader *r, const key_row *parent) {
    span list = SPAN("");
    for (const key_row *row = program_key_next(parent, NULL); row != NULL; row = program_key_next(parent, row)) {
        if (kind_knows(r, row)) {
            list = reader_format(r, "%.*s%s%.*s", SPAN_ARGS(list), list.length == 0 ? "" : ", ",
                                 SPAN_ARGS(program_key_name(row)));
        }
    }
    return list;
}

static void say_unknown(reader *r, const key_row *parent, const tree_entry *entry, span path) {
    span siblings[MOST_SIBLINGS];
    size_t count = 0;
    if (r->context->findings.errors > 2 * FINDINGS_PER_FILE) { // counted, and never read
        READER_FAULT(r, entry->key_place, "unknown_key", "this is no key of %.*s: take it out", SPAN_ARGS(path));
        return;
    }
    for (const key_row *row = program_key_next(parent, NULL); row != NULL && count < MOST_SIBLINGS;
         row = program_key_next(parent, row)) {
        if (kind_knows(r, row)) {
            siblings[count++] = program_key_name(row);
        }
    }
    span key = reader_visible(r, entry->key);
    span under = path.length == 0 ? SPAN("program.yaml") : path;
    const char *elsewhere = program_key_belongs(entry->key);
    size_t nearest = text_nearest(&r->scratch, entry->key, siblings, count);
    if (nearest != SIZE_MAX) {
        READER_FAULT(r, entry->key_place, "unknown_key", "\"%.*s\" is no key of %.*s: did you mean \"%.*s\"?",
                     SPAN_ARGS(key), SPAN_ARGS(under), SPAN_ARGS(siblings[nearest]));
    } else if (elsewhere != NULL && parent->path[0] != '\0') {
        READER_FAULT(r, entry->key_place, "unknown_key", "\"%.*s\" is no key of %.*s: it belongs there as \"%s\"",
                     SPAN_ARGS(key), SPAN_ARGS(under), elsewhere);
    } else if (elsewhere != NULL) {
        READER_FAULT(r, entry->key_place, "unknown_key", "\"%.*s\" does not stand alone: write it as \"%s\"",
                     SPAN_ARGS(key), elsewhere);
    } else {
        span list = known_keys(r, parent);
        READER_FAULT(r, entry->key_place, "unknown_key", "\"%.*s\" is no key of %.*s: take it out (known are %.*s)",
                     SPAN_ARGS(key), SPAN_ARGS(under), SPAN_ARGS(list));
    }
}

static void find_unknown(reader *r, const key_row *parent, const tree *map, span path) {
    for (size_t i = 0; i < map->count; i++) {
        const tree_entry *entry = &map->entries[i];
        const key_row *row = program_key_child(parent, entry->key);
        if (row == NULL) {
            say_unknown(r, parent, entry, path);
        } else if (!kind_knows(r, row)) {
            unsigned kind = 0;
            while ((r->kinds >> kind & 1) == 0) {
                kind++;
            }
            span name = program_key_choice(program_key("criteria[].kind")->choices, kind), list = known_keys(r, parent);
            READER_FAULT(r, entry->key_place, "key_of_another_kind",
                         "a criterion of kind \"%.*s\" has no key \"%.*s\": take it out (known are %.*s)",
                         SPAN_ARGS(name), SPAN_ARGS(entry->key), SPAN_ARGS(list));
        }
    }
}

// ---- one map ----------------------------------------------------------------------------------------------------

status program_map_store(reader *r, const key_row *row, const tree *value, span path, void *base, bool *said) {
    if (said != NULL) {
        *said = false;
    }
    if (is_absent(r, row, value, path)) {
        return STATUS_OK;
    }
    bool good = false;
    TRY(program_value_store(&good, r, row, value, path, base));
    if (said != NULL) {
        *said = good;
    }
    return STATUS_OK;
}

// The value that by_default writes, "[a, b]" or "a", as a tree.
static status default_tree(tree *out, reader *r, const char *by_default) {
    if (by_default[0] != '[') {
        *out = tree_plain(span_of(by_default));
        return STATUS_OK;
    }
    *out = (tree){.kind = TREE_LIST};
    for (const char *at = by_default + 1; *at != '\0' && *at != ']';) {
        size_t length = strcspn(at, ",]");
        if (!tree_append(out, &r->scratch, SPAN(""), tree_plain((span){at, length}))) {
            return STATUS_NO_MEMORY;
        }
        at += length;
        at += strspn(at, ", ");
    }
    return STATUS_OK;
}

static status set_default(reader *r, const key_row *row, void *base) {
    if (row->by_default == NULL || row->store == STORE_BY_HAND || (row->flags & KEY_HAS_DEFAULT) != 0) {
        return STATUS_OK;
    }
    tree value;
    TRY(default_tree(&value, r, row->by_default));
    bool good = false;
    program_form form = r->form;
    r->form = PROGRAM_WRITTEN;
    status result = program_value_store(&good, r, row, &value, SPAN(""), base);
    r->form = form;
    assert(result != STATUS_OK || good);
    return result;
}

static status read_row(reader *r, const key_row *row, const tree *map, span path, void *base) {
    const tree *value = tree_get(map, program_key_name(row));
    span below = reader_path(r, path, program_key_name(row));
    if (row->type == KEY_MAP) {
        return program_map_read(r, row, value, below, base);
    }
    TRY(set_default(r, row, base));
    if (value == NULL && map != NULL && map->kind == TREE_MAP && (row->flags & KEY_NEEDED) != 0) {
        span wanted = program_wanted(r, row);
        READER_FAULT(r, map->place, "key_missing", "\"%.*s\" is missing here: add \"%.*s:\" with %.*s",
                     SPAN_ARGS(below), SPAN_ARGS(program_key_name(row)), SPAN_ARGS(wanted));
        return STATUS_OK;
    }
    return row->store == STORE_BY_HAND ? STATUS_OK : program_map_store(r, row, value, below, base, NULL);
}

status program_map_read(reader *r, const key_row *parent, const tree *map, span path, void *base) {
    if (map != NULL && (map->kind == TREE_SCALAR || map->kind == TREE_LIST)) {
        span shown = reader_shown(r, map), list = known_keys(r, parent);
        READER_FAULT(r, map->place, "wrong_type", "\"%.*s\" is %.*s: write keys with their values (known are %.*s)",
                     SPAN_ARGS(path.length == 0 ? SPAN("program.yaml") : path), SPAN_ARGS(shown), SPAN_ARGS(list));
        map = NULL;
    }
    for (const key_row *row = program_key_next(parent, NULL); row != NULL; row = program_key_next(parent, row)) {
        if (kind_knows(r, row)) {
            TRY(read_row(r, row, map, path, base));
        }
    }
    if (map != NULL && map->kind == TREE_MAP) {
        find_unknown(r, parent, map, path);
    }
    return STATUS_OK;
}
