// The table of keys says what may stand where; the tree says which names its lists and maps hold. Names may hold dots,
// so the longest one that fits is taken. Maps and lists are copied on the way down: aliases share them.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/program_edit.h"

#include <string.h>

#include "base/fixed.h"
#include "intake/program_keys.h"
#include "intake/yaml.h"

enum { SHOWN_CHARACTERS = 80, MOST_SIBLINGS = 64 };

// The lists that stand in for those that program.yaml leaves out; program.c has the same in its structs.
static const struct {
    const char *path, *yaml;
} DEFAULT_LISTS[] = {
    {"career_stages", "[Student, Early career, Mid-career, Senior, Retired]"},
    {"criteria", "[{name: Career stage, kind: stage_gap, weight: 40, gap_scores: {-1: 0, 0: 60, 1: 100, 2: 90, 3: 70}},"
                 " {name: Areas of work, kind: overlap, field: areas, weight: 60, related_score: 50}]"},
    {"criteria[].gap_scores", "{-1: 0, 0: 60, 1: 100, 2: 90, 3: 70}"},
};

typedef struct editing {
    context *context;
    arena *arena;
    span file; // "--set KEY=VALUE"
    span path; // all of KEY
    tree value;
    bool takes_out;
} editing;

static status replace(editing *e, tree *node, const key_row *row, span rest);

// ---- findings ---------------------------------------------------------------------------------------------------

static span visible(editing *e, span text) {
    const span shown = text_visible(e->arena, text, SHOWN_CHARACTERS);
    return shown.text != NULL ? shown : SPAN("");
}

// The place of the path's part that begins with `rest`.
static place place_of(const editing *e, span rest) {
    const span before = {e->path.text, (size_t)(rest.text - e->path.text)};
    return (place){e->file, 1, (uint32_t)(strlen(PROGRAM_EDIT_FILE) + text_characters(before)) + 1};
}

// "a, b and others"
static span list_names(editing *e, const span *names, size_t count) {
    enum { NAMES_SAID = 12 };
    span list = SPAN("");
    for (size_t i = 0; i < count && i < NAMES_SAID && list.text != NULL; i++) {
        list =
            arena_format(e->arena, "%.*s%s%.*s", SPAN_ARGS(list), i == 0 ? "" : ", ", SPAN_ARGS(visible(e, names[i])));
    }
    if (count > NAMES_SAID && list.text != NULL) {
        list = arena_format(e->arena, "%.*s and others", SPAN_ARGS(list));
    }
    return list.text != NULL ? list : SPAN("");
}

// "criteria" of "criteria.Area of work.weight" where the rest is "Area of work.weight"; "program.yaml" for the top.
static span parent_of(const editing *e, span rest) {
    const size_t length = (size_t)(rest.text - e->path.text);
    return length == 0 ? SPAN("program.yaml") : (span){e->path.text, length - 1};
}

// The part of the path up to its first dot.
static span first_part(span rest) {
    const char *dot = rest.length > 0 ? memchr(rest.text, '.', rest.length) : NULL;
    return (span){rest.text, dot == NULL ? rest.length : (size_t)(dot - rest.text)};
}

static void say_unknown(editing *e, span rest, const char *what, const span *names, size_t count) {
    const span shown = visible(e, first_part(rest)), parent = visible(e, parent_of(e, rest));
    size_t nearest = text_nearest(e->arena, rest, names, count);
    nearest = nearest == SIZE_MAX ? text_nearest(e->arena, first_part(rest), names, count) : nearest;
    if (nearest != SIZE_MAX) {
        finding_add(&e->context->findings, SEVERITY_ERROR, place_of(e, rest), "unknown_key",
                    "\"%.*s\" is no %s of %.*s: did you mean \"%.*s\"?", SPAN_ARGS(shown), what, SPAN_ARGS(parent),
                    SPAN_ARGS(visible(e, names[nearest])));
    } else {
        finding_add(&e->context->findings, SEVERITY_ERROR, place_of(e, rest), "unknown_key",
                    "\"%.*s\" is no %s of %.*s: known are %.*s", SPAN_ARGS(shown), what, SPAN_ARGS(parent),
                    SPAN_ARGS(list_names(e, names, count)));
    }
}

// A key that stands elsewhere: "minimum_stage_gap" alone.
static bool say_belongs(editing *e, span rest) {
    const char *elsewhere = program_key_belongs(first_part(rest));
    if (elsewhere != NULL) {
        finding_add(&e->context->findings, SEVERITY_ERROR, place_of(e, rest), "unknown_key",
                    "\"%.*s\" is no key of %.*s: write it as \"%s\"", SPAN_ARGS(visible(e, first_part(rest))),
                    SPAN_ARGS(visible(e, parent_of(e, rest))), elsewhere);
    }
    return elsewhere != NULL;
}

// ---- steps ------------------------------------------------------------------------------------------------------

// Whether the path goes on with that name; *rest is what follows it: "." where that is a dot alone.
static bool goes_by(span *rest, span path, span name) {
    if (name.length == 0 || !span_starts(path, name) || (path.length > name.length && path.text[name.length] != '.')) {
        return false;
    }
    const size_t used = path.length > name.length + 1 ? name.length + 1 : name.length;
    *rest = (span){path.text + used, path.length - used};
    return true;
}

// Entries of its own, so that nobody else's change with them.
static status own_entries(editing *e, tree *node, size_t room) {
    tree_entry *entries = arena_alloc(e->arena, node->count + room, sizeof *entries);
    if (entries == NULL) {
        return STATUS_NO_MEMORY;
    }
    if (node->count > 0) {
        memcpy(entries, node->entries, node->count * sizeof *entries);
    }
    node->entries = entries;
    return STATUS_OK;
}

static void take_out(tree *node, size_t at) {
    memmove(&node->entries[at], &node->entries[at + 1], (node->count - at - 1) * sizeof *node->entries);
    node->count--;
}

// Goes on at the entry, which is taken out at the end of the path where the value is empty.
static status enter(editing *e, tree *node, size_t at, const key_row *row, span rest) {
    TRY(own_entries(e, node, 0));
    if (rest.length == 0 && e->takes_out) {
        take_out(node, at);
        return STATUS_OK;
    }
    return replace(e, &node->entries[at].value, row, rest);
}

// Adds an entry, unless what is behind it cannot be.
static status add(editing *e, tree *node, span key, const key_row *row, span rest) {
    tree value = {.kind = TREE_NULL, .place = {e->file, 1, 1}};
    const size_t errors_before = e->context->findings.errors;
    TRY(replace(e, &value, row, rest));
    if (e->context->findings.errors > errors_before || value.kind == TREE_NULL) {
        return STATUS_OK;
    }
    TRY(own_entries(e, node, 1));
    node->entries[node->count++] = (tree_entry){.key = key, .key_place = {e->file, 1, 1}, .value = value};
    return STATUS_OK;
}

static size_t entry_of(const tree *node, span key) {
    for (size_t i = 0; i < node->count; i++) {
        if (span_equal(node->entries[i].key, key)) {
            return i;
        }
    }
    return SIZE_MAX;
}

// A map whose keys the table knows.
static status step_into_map(editing *e, tree *node, const key_row *row, span rest) {
    span names[MOST_SIBLINGS];
    size_t count = 0;
    for (const key_row *child = program_key_next(row, NULL); child != NULL && count < MOST_SIBLINGS;
         child = program_key_next(row, child)) {
        const span name = program_key_name(child);
        span further;
        names[count++] = name;
        if (goes_by(&further, rest, name)) {
            const size_t at = entry_of(node, name);
            return at == SIZE_MAX ? add(e, node, name, child, further) : enter(e, node, at, child, further);
        }
    }
    if (text_nearest(e->arena, first_part(rest), names, count) != SIZE_MAX || !say_belongs(e, rest)) {
        say_unknown(e, (span){rest.text, rest.length}, "key", names, count);
    }
    return STATUS_OK;
}

// A map whose keys are the program's own: one that is there already, or a new one.
static status step_into_names(editing *e, tree *node, const key_row *row, span rest) {
    const key_row *element = program_key_element(row);
    size_t best = SIZE_MAX;
    span behind = SPAN("");
    for (size_t i = 0; i < node->count; i++) {
        span further;
        if (goes_by(&further, rest, node->entries[i].key) &&
            (best == SIZE_MAX || node->entries[i].key.length > node->entries[best].key.length)) {
            best = i;
            behind = further;
        }
    }
    if (best != SIZE_MAX) {
        return enter(e, node, best, element, behind);
    }
    const bool goes_on = element->type == KEY_LIST || element->type == KEY_NAMES;
    const span name = goes_on ? first_part(rest) : rest;
    (void)goes_by(&behind, rest, name);
    return add(e, node, name, element, behind);
}

static span item_name(const tree *item) {
    const tree *name = item->kind == TREE_MAP ? tree_get(item, SPAN("name")) : item;
    return name != NULL && name->kind == TREE_SCALAR ? name->text : SPAN("");
}

// An item by its name, the longest that fits; else by its number from 1.
static status step_into_list(editing *e, tree *node, const key_row *row, span rest) {
    span *names = arena_alloc(e->arena, node->count, sizeof *names);
    size_t best = SIZE_MAX;
    span behind = SPAN("");
    if (names == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (size_t i = 0; i < node->count; i++) {
        span further;
        names[i] = item_name(&node->entries[i].value);
        if (goes_by(&further, rest, names[i]) && (best == SIZE_MAX || names[i].length > names[best].length)) {
            best = i;
            behind = further;
        }
    }
    int64_t number;
    if (best == SIZE_MAX && fixed_parse_whole(&number, first_part(rest), 1, (int64_t)node->count)) {
        best = (size_t)number - 1;
        (void)goes_by(&behind, rest, first_part(rest));
    }
    if (best != SIZE_MAX) {
        return enter(e, node, best, program_key_element(row), behind);
    }
    if (node->count == 0) {
        finding_add(&e->context->findings, SEVERITY_ERROR, place_of(e, rest), "unknown_key",
                    "%.*s lists nothing that could be changed: give the whole list, like %.*s=[...]",
                    SPAN_ARGS(visible(e, parent_of(e, rest))), SPAN_ARGS(visible(e, parent_of(e, rest))));
    } else {
        say_unknown(e, rest, "item", names, node->count);
    }
    return STATUS_OK;
}

// ---- from outside in --------------------------------------------------------------------------------------------

// A default stands nowhere: whatever is wrong with it now, the change has brought about.
static void place_all(tree *value, place where) {
    value->place = where;
    for (size_t i = 0; i < value->count; i++) {
        value->entries[i].key_place = where;
        place_all(&value->entries[i].value, where);
    }
}

// A value of its own where nothing is written, so that a part of it can be changed.
static status begin(editing *e, tree *node, const key_row *row) {
    if (node->kind == TREE_SCALAR && row->type == KEY_ENTRY) { // a text is its name
        tree map = {.kind = TREE_MAP, .place = node->place};
        map.entries = arena_alloc(e->arena, 1, sizeof *map.entries);
        if (map.entries == NULL) {
            return STATUS_NO_MEMORY;
        }
        map.entries[0] = (tree_entry){.key = SPAN("name"), .key_place = node->place, .value = *node};
        map.count = 1;
        *node = map;
    }
    if (node->kind != TREE_NULL) {
        return STATUS_OK;
    }
    for (size_t i = 0; i < sizeof DEFAULT_LISTS / sizeof DEFAULT_LISTS[0]; i++) {
        if (strcmp(DEFAULT_LISTS[i].path, row->path) == 0) {
            const status result = yaml_read(node, e->arena, e->context, e->file, span_of(DEFAULT_LISTS[i].yaml));
            place_all(node, (place){e->file, 1, 1});
            return result;
        }
    }
    *node = (tree){.kind = row->type == KEY_LIST ? TREE_LIST : TREE_MAP, .place = {e->file, 1, 1}};
    return STATUS_OK;
}

static status replace(editing *e, tree *node, const key_row *row, span rest) {
    if (rest.length == 0) {
        *node = e->value;
        return STATUS_OK;
    }
    if (span_equal(rest, SPAN("."))) {
        finding_add(&e->context->findings, SEVERITY_ERROR, place_of(e, rest), "edit_unclear",
                    "no key stands behind the last dot: name it, or leave the dot out");
        return STATUS_OK;
    }
    const bool has_parts =
        row->type == KEY_MAP || row->type == KEY_ENTRY || row->type == KEY_NAMES || row->type == KEY_LIST;
    if (!has_parts) {
        finding_add(&e->context->findings, SEVERITY_ERROR, place_of(e, rest), "unknown_key",
                    "%.*s has no parts: set it as a whole, %.*s=%s", SPAN_ARGS(visible(e, parent_of(e, rest))),
                    SPAN_ARGS(visible(e, parent_of(e, rest))),
                    row->type == KEY_TEXTS || row->type == KEY_ADDRESSES || row->type == KEY_FIELDS ||
                            row->type == KEY_CHOICES
                        ? "[...]"
                        : "VALUE");
        return STATUS_OK;
    }
    tree part = *node;
    TRY(begin(e, &part, row));
    if (part.kind != (row->type == KEY_LIST ? TREE_LIST : TREE_MAP)) {
        return STATUS_OK; // of another kind than the table says: the check of the program says so
    }
    const size_t errors_before = e->context->findings.errors;
    TRY(row->type == KEY_LIST    ? step_into_list(e, &part, row, rest)
        : row->type == KEY_NAMES ? step_into_names(e, &part, row, rest)
                                 : step_into_map(e, &part, row, rest));
    if (e->context->findings.errors == errors_before) {
        *node = part;
    }
    return STATUS_OK;
}

// Places in the value become places in "--set KEY=VALUE".
static void move_places(tree *value, uint32_t columns) {
    value->place.column += value->place.line == 1 ? columns : 0;
    for (size_t i = 0; i < value->count; i++) {
        value->entries[i].key_place.column += value->entries[i].key_place.line == 1 ? columns : 0;
        move_places(&value->entries[i].value, columns);
    }
}

static status read_value(editing *e, span text) {
    findings *f = &e->context->findings;
    const size_t before = f->count;
    const uint32_t columns = (uint32_t)(strlen(PROGRAM_EDIT_FILE) + text_characters(e->path)) + 1;
    const status result = yaml_read(&e->value, e->arena, e->context, e->file, text);
    for (size_t i = before; i < f->count; i++) {
        f->items[i].place.column += f->items[i].place.line == 1 ? columns : 0;
    }
    if (result == STATUS_OK) {
        move_places(&e->value, columns);
    }
    return result;
}

status program_edit(tree *root, arena *a, context *c, span edit) {
    const char *equals = edit.length > 0 ? memchr(edit.text, '=', edit.length) : NULL;
    const span shown = text_visible(a, edit, SHOWN_CHARACTERS);
    editing e = {.context = c, .arena = a, .file = arena_format(a, PROGRAM_EDIT_FILE "%.*s", SPAN_ARGS(shown))};
    if (shown.text == NULL || e.file.text == NULL) {
        return context_no_memory(c, "intake/program_edit");
    }
    if (text_invalid_at(edit) == SIZE_MAX && equals != NULL) {
        e.path = span_trim((span){edit.text, (size_t)(equals - edit.text)});
    }
    if (e.path.length == 0) {
        finding_add(&c->findings, SEVERITY_ERROR, (place){e.file, 1, 1}, "edit_unclear",
                    "a key, an equals sign and a value are needed: rules.minimum_stage_gap=1");
        return STATUS_OK;
    }
    const span text = {equals + 1, edit.length - (size_t)(equals - edit.text) - 1};
    status result = read_value(&e, text);
    if (result == STATUS_OK) {
        e.takes_out = e.value.kind == TREE_NULL;
        result = replace(&e, root, program_key(""), e.path);
    }
    return result == STATUS_NO_MEMORY ? context_no_memory(c, "intake/program_edit") : STATUS_OK;
}
