// A pull reader of JSON (RFC 8259): one token after the other, nothing kept, so that the pairing.json of a large
// cohort costs no memory. For the few things that intake needs of earlier pairings; the whole of a pairing.json is
// read elsewhere.
// Sizes to expect: 100 KB to 200 MB.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/arena.h"

enum { JSON_PULL_DEPTH_LIMIT = 32 };

typedef enum json_pull_kind {
    JSON_PULL_BEGIN_OBJECT,
    JSON_PULL_END_OBJECT,
    JSON_PULL_BEGIN_ARRAY,
    JSON_PULL_END_ARRAY,
    JSON_PULL_KEY,    // text: the key
    JSON_PULL_STRING, // text: the string
    JSON_PULL_PLAIN,  // text: a number, true, false or null, as written
    JSON_PULL_END,    // of the text
    JSON_PULL_FAULT,  // no JSON from here on; `at` is the byte
    JSON_PULL_NO_MEMORY,
} json_pull_kind;

typedef struct json_pull_reader {
    span source; // valid UTF-8
    arena *a;    // texts with escapes are decoded into it; others point into the source
    size_t at;
    char open[JSON_PULL_DEPTH_LIMIT]; // '{' or '['
    unsigned depth;
    int expects;
} json_pull_reader;

json_pull_reader json_pull_open(span source, arena *a);
json_pull_kind json_pull_next(json_pull_reader *j, span *text);

// Goes past the value that comes next, or that `first` began; anything but a value is handed on. JSON_PULL_PLAIN
// where all went well.
json_pull_kind json_pull_skip(json_pull_reader *j, json_pull_kind first);
