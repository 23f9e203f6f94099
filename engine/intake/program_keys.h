// The one table of program.yaml's keys: path, type, range, default, help and where the value is kept. The check, the
// JSON Schema, the starter file, the shown form and the reference all come from it. About 110 rows, in the order in
// which they are written. SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"

typedef enum key_type {
    KEY_MAP,   // the keys below it
    KEY_NAMES, // a map whose keys are names of the program's own; "<path>.*" says what each holds
    KEY_LIST,  // "<path>[]" says what each element is
    KEY_ENTRY, // a text, which is its `name`, or a map of the keys below it
    KEY_TEXT,
    KEY_ADDRESS, // an e-mail address
    KEY_ZONE,    // the IANA name of a time zone
    KEY_FIELD,   // the name of a field
    KEY_TIME,    // a date, or a date with a time
    KEY_CHOICE,
    KEY_YES_NO,
    KEY_WHOLE,   // a whole number
    KEY_PERCENT, // 0..100, at most two decimals; kept as basis points
    KEY_DECIMAL, // at most four decimals; kept as ten-thousandths
    KEY_TEXTS,   // a text or a list of them; so the next three
    KEY_ADDRESSES,
    KEY_FIELDS,
    KEY_CHOICES,
} key_type;

typedef enum key_store {
    STORE_BY_HAND,  // read and shown by its own function
    STORE_TEXT,     // span
    STORE_TEXTS,    // const span *, with a uint32_t count at count_offset
    STORE_INDEX,    // an enum or uint32_t: the number of the choice
    STORE_IS_FIRST, // bool: the first choice
    STORE_BOOL,
    STORE_INT32,
    STORE_INT64,
    STORE_UINT64,
    STORE_FIELD,  // uint32_t: number in the registry
    STORE_TIME,   // calendar_entry
    STORE_LEVELS, // level_kind *, with a uint32_t count at count_offset
} key_store;

enum {
    KEY_NEEDED = 1,      // the map must have it
    KEY_NOT_EMPTY = 2,   // a list of one element or more
    KEY_WHOLE_NAMES = 4, // the keys of a KEY_NAMES are whole numbers lowest..highest
    KEY_HAS_DEFAULT = 8, // without a plain text for it; by_default says it in words
};

typedef struct key_row {
    const char *path; // "rules.minimum_score"; [] an element, * any name; "" the whole file
    key_type type;
    unsigned flags;
    const char *choices;     // "never|allowed"
    int64_t lowest, highest; // as kept
    unsigned kinds;          // criteria: a bit for each criterion_kind that knows the key; 0: all
    key_store store;
    size_t offset, count_offset;
    const char *by_default; // as in program.yaml; NULL: nothing
    const char *starter;    // what `init` writes; NULL: not written; "#…": commented out
    const char *help;       // one or two sentences
} key_row;

const key_row *program_keys(size_t *count);
const key_row *program_key(const char *path);                                 // must exist
const key_row *program_key_child(const key_row *parent, span name);           // of a MAP or ENTRY; NULL: no such key
const key_row *program_key_element(const key_row *parent);                    // of a LIST or NAMES
const key_row *program_key_next(const key_row *parent, const key_row *child); // child NULL: the first; NULL: no more
span program_key_name(const key_row *row);                                    // the last part of its path
const char *program_key_belongs(span name); // the path of the first key with that name anywhere, or NULL

// The n-th of "a|b|c"; text NULL: there are fewer.
span program_key_choice(const char *choices, size_t n);
