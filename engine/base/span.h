// A piece of text or of bytes: where it begins and how long it is.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// A piece of UTF-8 text or of bytes; not owned, not ended by zero.
typedef struct span {
    const char *text;
    size_t length;
} span;

#define SPAN(literal) ((span){"" literal, sizeof(literal) - 1})
// The same inside a static table, where a compound literal may not stand.
#define SPAN_INIT(literal) \
    { "" literal, sizeof(literal) - 1 }
#define SPAN_ARGS(s) (int)((s).length > 100000 ? 100000 : (s).length), ((s).text ? (s).text : "") // for "%.*s"

span span_of(const char *zero_ended); // NULL: the empty span
bool span_equal(span a, span b);      // the same bytes
int span_compare(span a, span b);     // byte by byte, the shorter first: <0, 0, >0
span span_trim(span s);               // without white space (ASCII and U+00A0, U+FEFF, Unicode blanks) at both ends
bool span_empty(span s);              // nothing, or white space only
bool span_starts(span s, span prefix);
size_t span_find(span s, span part); // byte offset of the first occurrence, or SIZE_MAX
