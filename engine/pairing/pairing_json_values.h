// Typed access to the values of a parsed pairing.json: each wrong one becomes a finding with its path, its line and its
// column. jansson does not remember where a value stood, so a second, small scanner finds the place again, and only
// when it is needed. Only for the files of pairing_json. Sizes to expect: paths of at most 8 steps.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <jansson.h>

#include "pairing/pairing.h"

#define PAIRING_FORMAT "mentorpair.pairing/1"

enum { PATH_STEPS = 8 };

// "time_limit"; NULL for STOPPED_NOT.
const char *pairing_json_stopped(stopped how);

typedef struct values_step {
    const char *key; // of an object; NULL: of a list
    size_t index;
} values_step;

typedef struct values_reader {
    context *context;
    span file, bytes;
    arena *arena; // owns what is read
    values_step path[PATH_STEPS];
    size_t depth;
    size_t faults;
    status status; // NO_MEMORY as soon as there was none
} values_reader;

typedef struct values_key {
    const char *name;
    bool may_be_absent;
} values_key;

// What is wrong with the value at the path (or with the one under `key` in it, where that is not NULL).
void values_fault(values_reader *r, const char *key, const char *code, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

void values_enter(values_reader *r, const char *key);
void values_enter_item(values_reader *r, size_t index);
void values_leave(values_reader *r);

// The value under `key`, if it is an object with these keys and no others; else NULL, and the faults are findings.
const json_t *values_object(values_reader *r, const json_t *object, const char *key, const values_key *keys,
                            size_t count);
// The path's own value, in the same way.
bool values_has_keys(values_reader *r, const json_t *value, const values_key *keys, size_t count);
// The list under `key` and its length, or NULL and 0.
const json_t *values_list(values_reader *r, const json_t *object, const char *key, uint32_t *count);

// Values under `key`. What is absent or wrong gives the empty text, 0 or false; absence alone is not a fault here.
span values_text(values_reader *r, const json_t *object, const char *key);
span values_known_text(values_reader *r, const json_t *object, const char *key); // null: the empty text, "": a fault
int64_t values_number(values_reader *r, const json_t *object, const char *key, int64_t lowest, int64_t highest);
int64_t values_known_number(values_reader *r, const json_t *object, const char *key, int64_t lowest,
                            int64_t highest); // null: -1
bool values_flag(values_reader *r, const json_t *object, const char *key);
const span *values_texts(values_reader *r, const json_t *object, const char *key, uint32_t *count);

// A text of the value itself, copied into the arena.
span values_copy(values_reader *r, const json_t *value);
span values_copy_text(values_reader *r, const char *text);
// Zeroed room in the arena; NULL and the reader's status NO_MEMORY where there is none.
void *values_room(values_reader *r, size_t count, size_t size);

// The object under `key` as a value tree whose nodes know their places. `value` is what jansson made of it.
bool values_tree(values_reader *r, tree *out, const json_t *object, const char *key);
