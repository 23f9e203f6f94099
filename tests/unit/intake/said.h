// What the reading of one file had to say, as short lines that a test can compare: "error 3:5 wrong_value".
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/context.h"

enum { SAID_CHARACTERS = 16384 };

static inline const char *said(const context *c, char text[SAID_CHARACTERS]) {
    static const char *const SEVERITY[] = {"error", "warning", "note"};
    size_t length = 0;
    text[0] = '\0';
    for (size_t i = 0; i < c->findings.count && length < SAID_CHARACTERS - 200; i++) {
        const finding *f = &c->findings.items[i];
        length += (size_t)snprintf(text + length, SAID_CHARACTERS - length, "%s%s %u:%u %s", i == 0 ? "" : "\n",
                                   SEVERITY[f->severity], f->place.line, f->place.column, f->code);
        // Every finding has a remedy behind a colon.
        assert_true(span_find(f->text, SPAN(": ")) != SIZE_MAX);
    }
    return text;
}

#define assert_said(c, expected)                                      \
    do {                                                              \
        char assert_said_text[SAID_CHARACTERS];                       \
        assert_string_equal(said((c), assert_said_text), (expected)); \
    } while (0)

// The text of the n-th finding, ended by zero; valid until the next call.
static inline void said_text(const context *c, size_t n, char text[2000]) {
    assert_true(n < c->findings.count);
    (void)snprintf(text, 2000, "%.*s", SPAN_ARGS(c->findings.items[n].text));
}

#define assert_span(actual, expected)                                                        \
    do {                                                                                     \
        span assert_span_actual = (actual);                                                  \
        assert_int_equal(assert_span_actual.length, strlen(expected));                       \
        assert_memory_equal(assert_span_actual.text, (expected), assert_span_actual.length); \
    } while (0)

// Frees the findings and sees that nothing is left.
static inline void said_end(context *c) {
    context_free(c);
    assert_int_equal(c->memory.live_bytes, 0);
}
