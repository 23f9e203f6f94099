// Comparing, searching and trimming. A span without bytes may have a NULL pointer, which memcmp must never see.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/span.h"

#include <string.h>

#include "base/utf8.h"

span span_of(const char *zero_ended) {
    return zero_ended == NULL ? (span){"", 0} : (span){zero_ended, strlen(zero_ended)};
}

bool span_equal(span a, span b) {
    return a.length == b.length && (a.length == 0 || memcmp(a.text, b.text, a.length) == 0);
}

int span_compare(span a, span b) {
    size_t shorter = a.length < b.length ? a.length : b.length;
    int order = shorter == 0 ? 0 : memcmp(a.text, b.text, shorter);
    return order != 0 ? order : (a.length > b.length) - (a.length < b.length);
}

bool span_starts(span s, span prefix) {
    return s.length >= prefix.length && span_equal((span){s.text, prefix.length}, prefix);
}

size_t span_find(span s, span part) {
    if (part.length == 0) {
        return 0;
    }
    size_t at = 0;
    while (s.length - at >= part.length) {
        const char *first = memchr(s.text + at, part.text[0], s.length - at - part.length + 1);
        if (first == NULL) {
            return SIZE_MAX;
        }
        if (memcmp(first, part.text, part.length) == 0) {
            return (size_t)(first - s.text);
        }
        at = (size_t)(first - s.text) + 1;
    }
    return SIZE_MAX;
}

// Whether a blank stands at byte *at, which is moved behind the character.
static bool is_blank_at(span s, size_t *at) {
    uint32_t code_point = 0xFFFD;
    size_t length = utf8_decode(s.text + *at, s.length - *at, &code_point);
    *at += length == 0 ? 1 : length;
    return utf8_is_blank(code_point);
}

// The byte at which the last character of `s` starts.
static size_t last_character(span s) {
    size_t at = s.length - 1;
    while (at > 0 && s.length - at < 4 && ((unsigned char)s.text[at] & 0xC0) == 0x80) {
        at--;
    }
    return at;
}

span span_trim(span s) {
    while (s.length > 0) {
        size_t at = 0;
        if (!is_blank_at(s, &at)) {
            break;
        }
        s.text += at;
        s.length -= at;
    }
    while (s.length > 0) {
        size_t start = last_character(s), at = start;
        if (!is_blank_at(s, &at) || at != s.length) {
            break;
        }
        s.length = start;
    }
    return s;
}

bool span_empty(span s) {
    return span_trim(s).length == 0;
}
