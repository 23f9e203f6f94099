// A plain tree of values with places: what program.yaml says before anybody has judged it.
// Made from YAML (yaml.h) or from the `program` of a pairing.json. Owned by an arena. Expect a few hundred nodes.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/finding.h"
#include "base/status.h"

typedef enum tree_kind { TREE_NULL, TREE_SCALAR, TREE_LIST, TREE_MAP } tree_kind;

typedef struct tree {
    tree_kind kind;
    place place;                // of the value; of its key where the value is empty
    span text;                  // SCALAR: the text without quotes; NULL: what stood there ("", "~", "null")
    bool quoted;                // SCALAR: written in quotes, or a JSON string: never a number or yes/no
    struct tree_entry *entries; // LIST and MAP: children in their order
    size_t count;
} tree;

typedef struct tree_entry {
    span key;        // MAP
    place key_place; // MAP
    tree value;
} tree_entry;

// The value under `key` of a MAP, or NULL.
const tree *tree_get(const tree *map, span key);

// Making trees by hand (places are zero).
tree tree_text(span text);  // a string
tree tree_plain(span text); // a number, true or false, as it is written
bool tree_append(tree *to, arena *a, span key,
                 tree value); // to a MAP (key copied) or, with an empty key, to a LIST; false: no memory

// The tree as JSON, indented by two blanks, UTF-8 unescaped but for control characters, one trailing newline. Plain
// scalars are written as they are, so they must be JSON numbers, true or false. NO_MEMORY.
status tree_json(span *out, arena *a, const tree *root);

// The same shape, keys and texts, in the same order; places do not count.
bool tree_equal(const tree *a, const tree *b);
