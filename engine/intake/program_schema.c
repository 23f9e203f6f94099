// The JSON Schema (draft 2020-12) of program.yaml, from the table of keys. It says what a schema can say: the checks
// that need two keys at once, or the world outside, are program.c's alone. SPDX-License-Identifier: GPL-3.0-or-later
#include <string.h>

#include "intake/program.h"
#include "intake/program_keys.h"

typedef struct author {
    arena *arena;
    bool no_memory;
} author;

#define ADDRESS_PART "[^\\s@<>,;:\"()\\[\\]\\\\]+"
#define TIME_PATTERN "^\\d{4}-\\d{2}-\\d{2}([T ]\\d{2}:\\d{2}(:\\d{2})?(Z|[+-]\\d{2}:\\d{2})?)?$"
#define ZONE_PATTERN "^[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*$"
#define GAP_PATTERN "^-?(100|[1-9]?[0-9])$"
#define SOMETHING "\\S"

static tree schema_of(author *w, const key_row *row);

static tree map(void) {
    return (tree){.kind = TREE_MAP};
}

static tree list(void) {
    return (tree){.kind = TREE_LIST};
}

static void add(author *w, tree *to, const char *key, tree value) {
    w->no_memory = !tree_append(to, w->arena, span_of(key), value) || w->no_memory;
}

static void add_span(author *w, tree *to, span key, tree value) {
    w->no_memory = !tree_append(to, w->arena, key, value) || w->no_memory;
}

static tree text(const char *of) {
    return tree_text(span_of(of));
}

static tree number(author *w, int64_t of) {
    span written = arena_format(w->arena, "%lld", (long long)of);
    w->no_memory = w->no_memory || written.text == NULL;
    return tree_plain(written);
}

// An empty value may stand for a key that has no default, never for an entry of a list.
static bool may_be_null(const key_row *row) {
    size_t length = strlen(row->path);
    bool is_element = length > 0 && row->path[length - 1] == ']';
    return row->by_default == NULL && (row->flags & (KEY_NEEDED | KEY_NOT_EMPTY)) == 0 && !is_element;
}

// "type": the JSON types in "a|b", and null where that may be.
static void add_types(author *w, tree *to, const char *types, bool null) {
    tree all = list();
    for (size_t i = 0; program_key_choice(types, i).text != NULL; i++) {
        add(w, &all, "", tree_text(program_key_choice(types, i)));
    }
    if (null) {
        add(w, &all, "", text("null"));
    }
    add(w, to, "type", all.count == 1 ? all.entries[0].value : all);
}

static tree text_schema(author *w, bool needed, bool null) {
    tree s = map();
    add_types(w, &s, "string|number|boolean", null);
    if (needed) {
        add(w, &s, "pattern", text(SOMETHING));
    }
    return s;
}

static tree pattern_schema(author *w, const char *pattern, bool null) {
    tree s = map();
    add_types(w, &s, "string", null);
    add(w, &s, "pattern", text(pattern));
    return s;
}

static tree choice_schema(author *w, const key_row *row, bool null) {
    tree s = map(), values = list();
    for (size_t i = 0; program_key_choice(row->choices, i).text != NULL; i++) {
        add(w, &values, "", tree_text(program_key_choice(row->choices, i)));
    }
    if (null) {
        add(w, &values, "", (tree){.kind = TREE_NULL});
    }
    add(w, &s, "enum", values);
    return s;
}

static tree number_schema(author *w, const key_row *row, const char *lowest, const char *highest, const char *type) {
    tree s = map();
    add_types(w, &s, type, may_be_null(row));
    add(w, &s, "minimum", lowest == NULL ? number(w, row->lowest) : tree_plain(span_of(lowest)));
    add(w, &s, "maximum", highest == NULL ? number(w, row->highest) : tree_plain(span_of(highest)));
    return s;
}

// One of `element`, or a list of them.
static tree one_or_list(author *w, const key_row *row, tree element) {
    tree s = map(), either = list(), many = map();
    add(w, &many, "type", text("array"));
    add(w, &many, "items", element);
    if ((row->flags & KEY_NOT_EMPTY) != 0) {
        add(w, &many, "minItems", number(w, 1));
    }
    if (row->type == KEY_CHOICES) {
        add(w, &many, "uniqueItems", tree_plain(SPAN("true")));
    }
    add(w, &either, "", element);
    add(w, &either, "", many);
    if (may_be_null(row)) {
        tree null = map();
        add(w, &null, "type", text("null"));
        add(w, &either, "", null);
    }
    add(w, &s, "anyOf", either);
    return s;
}

// ---- maps -------------------------------------------------------------------------------------------------------

// For criteria: which keys a kind must have, and which it cannot have.
static tree kind_schema(author *w, const key_row *parent, size_t kind) {
    tree s = map(), when = map(), properties = map(), constant = map(), then = map(), never = map(), required = list(),
         only_kind = list();
    add(w, &constant, "const", tree_text(program_key_choice(program_key("criteria[].kind")->choices, kind)));
    add(w, &properties, "kind", constant);
    add(w, &when, "properties", properties);
    add(w, &only_kind, "", text("kind"));
    add(w, &when, "required", only_kind);
    for (const key_row *row = program_key_next(parent, NULL); row != NULL; row = program_key_next(parent, row)) {
        bool known = row->kinds == 0 || (row->kinds & 1u << kind) != 0;
        if (!known) {
            add_span(w, &never, program_key_name(row), tree_plain(SPAN("false")));
        } else if (row->kinds != 0 && (row->flags & KEY_NEEDED) != 0) {
            add(w, &required, "", tree_text(program_key_name(row)));
        }
    }
    add(w, &then, "properties", never);
    if (required.count > 0) {
        add(w, &then, "required", required);
    }
    add(w, &s, "if", when);
    add(w, &s, "then", then);
    return s;
}

static tree map_schema(author *w, const key_row *parent, bool null) {
    tree s = map(), properties = map(), required = list(), kinds = list();
    add_types(w, &s, "object", null);
    for (const key_row *row = program_key_next(parent, NULL); row != NULL; row = program_key_next(parent, row)) {
        add_span(w, &properties, program_key_name(row), schema_of(w, row));
        if ((row->flags & KEY_NEEDED) != 0 && row->kinds == 0) {
            add(w, &required, "", tree_text(program_key_name(row)));
        }
    }
    add(w, &s, "properties", properties);
    if (required.count > 0) {
        add(w, &s, "required", required);
    }
    add(w, &s, "additionalProperties", tree_plain(SPAN("false")));
    if (strcmp(parent->path, "criteria[]") == 0) {
        for (size_t kind = 0; program_key_choice(program_key("criteria[].kind")->choices, kind).text != NULL; kind++) {
            add(w, &kinds, "", kind_schema(w, parent, kind));
        }
        add(w, &s, "allOf", kinds);
    }
    return s;
}

static tree names_schema(author *w, const key_row *row) {
    tree s = map();
    add_types(w, &s, "object", may_be_null(row));
    add(w, &s, "additionalProperties", schema_of(w, program_key_element(row)));
    if ((row->flags & KEY_NOT_EMPTY) != 0) {
        add(w, &s, "minProperties", number(w, 1));
    }
    if ((row->flags & KEY_WHOLE_NAMES) != 0) {
        tree names = map();
        add(w, &names, "pattern", text(GAP_PATTERN));
        add(w, &s, "propertyNames", names);
    }
    return s;
}

static tree list_schema(author *w, const key_row *row) {
    tree s = map();
    add_types(w, &s, "array", may_be_null(row));
    add(w, &s, "items", schema_of(w, program_key_element(row)));
    if ((row->flags & KEY_NOT_EMPTY) != 0) {
        add(w, &s, "minItems", number(w, 1));
    }
    add(w, &s, "maxItems", number(w, row->highest));
    return s;
}

static tree entry_schema(author *w, const key_row *row) {
    tree s = map(), either = list();
    add(w, &either, "", text_schema(w, true, false));
    add(w, &either, "", map_schema(w, row, false));
    add(w, &s, "anyOf", either);
    return s;
}

static tree yes_no_schema(author *w) {
    tree s = map(), values = list();
    add(w, &values, "", tree_plain(SPAN("true")));
    add(w, &values, "", tree_plain(SPAN("false")));
    add(w, &values, "", text("yes"));
    add(w, &values, "", text("no"));
    add(w, &s, "enum", values);
    return s;
}

// ---- any row ----------------------------------------------------------------------------------------------------

static tree by_type(author *w, const key_row *row) {
    bool null = may_be_null(row);
    switch (row->type) {
    case KEY_MAP:
        return map_schema(w, row, null);
    case KEY_NAMES:
        return names_schema(w, row);
    case KEY_LIST:
        return list_schema(w, row);
    case KEY_ENTRY:
        return entry_schema(w, row);
    case KEY_TEXT:
        return text_schema(w, (row->flags & KEY_NEEDED) != 0, null);
    case KEY_ADDRESS:
        return pattern_schema(w, "^(" ADDRESS_PART "@" ADDRESS_PART ")?$", null);
    case KEY_ZONE:
        return pattern_schema(w, ZONE_PATTERN, null);
    case KEY_FIELD:
        return text_schema(w, true, null);
    case KEY_TIME:
        return pattern_schema(w, TIME_PATTERN, null);
    case KEY_CHOICE:
        return choice_schema(w, row, null);
    case KEY_YES_NO:
        return yes_no_schema(w);
    case KEY_WHOLE:
        return number_schema(w, row, NULL, NULL, "integer");
    case KEY_PERCENT:
        return number_schema(w, row, "0", "100", "number");
    case KEY_DECIMAL:
        return number_schema(w, row, row->lowest < 0 ? "-1000000" : "0.0001", "1000000", "number");
    case KEY_TEXTS:
    case KEY_FIELDS:
        return one_or_list(w, row, text_schema(w, true, false));
    case KEY_ADDRESSES:
        return one_or_list(w, row, pattern_schema(w, "^" ADDRESS_PART "@" ADDRESS_PART "$", false));
    case KEY_CHOICES:
        return one_or_list(w, row, choice_schema(w, row, false));
    }
    return map();
}

static void add_default(author *w, tree *to, const key_row *row) {
    const char *value = row->by_default;
    if (value == NULL || (row->flags & KEY_HAS_DEFAULT) != 0) {
        return;
    }
    bool is_number = row->type == KEY_WHOLE || row->type == KEY_PERCENT || row->type == KEY_DECIMAL;
    if (row->type == KEY_YES_NO) {
        add(w, to, "default", tree_plain(strcmp(value, "yes") == 0 ? SPAN("true") : SPAN("false")));
    } else if (value[0] != '[') {
        add(w, to, "default", is_number ? tree_plain(span_of(value)) : text(value));
    } else {
        tree all = list();
        for (const char *at = value + 1; *at != '\0' && *at != ']';) {
            size_t length = strcspn(at, ",]");
            add(w, &all, "", tree_text((span){at, length}));
            at += length;
            at += strspn(at, ", ");
        }
        add(w, to, "default", all);
    }
}

static tree schema_of(author *w, const key_row *row) {
    tree s = map(), body = by_type(w, row);
    add(w, &s, "description", text(row->help));
    add_default(w, &s, row);
    for (size_t i = 0; i < body.count; i++) {
        add_span(w, &s, body.entries[i].key, body.entries[i].value);
    }
    return s;
}

status program_schema_json(span *out, arena *a) {
    arena scratch = arena_over(a->memory);
    author w = {.arena = &scratch};
    tree root = map(), body = schema_of(&w, program_key(""));
    add(&w, &root, "$schema", text("https://json-schema.org/draft/2020-12/schema"));
    add(&w, &root, "title", text("program.yaml of mentorpair"));
    for (size_t i = 0; i < body.count; i++) {
        add_span(&w, &root, body.entries[i].key, body.entries[i].value);
    }
    status result = w.no_memory ? STATUS_NO_MEMORY : tree_json(out, a, &root);
    arena_free(&scratch);
    return result;
}
