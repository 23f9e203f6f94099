// Every sentence that a person reads, by code and with plurals, so that page and text cannot disagree and the words can
// be
// translated in one place: sentences_texts.inc. A text may hold {0}..{9} for what is said, *bold*, _italic_ and `code`.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reports/numbers.h"

typedef enum sentence {
#define X(code, one, other) SAY_##code,
#include "reports/sentences_texts.inc"
#undef X
    SENTENCE_COUNT
} sentence;

typedef enum argument_kind {
    ARGUMENT_DIGITS, // 41; 3,389
    ARGUMENT_WORDS,  // eleven
    ARGUMENT_RAISED, // Eleven
    ARGUMENT_FIT,    // 80.8 %
    ARGUMENT_LIMIT,  // 70 %
    ARGUMENT_POINTS, // 8.3
    ARGUMENT_EXACT,  // 3,389.72
    ARGUMENT_TEXT,   // our own words
    ARGUMENT_PHRASE
} argument_kind;

typedef struct argument {
    argument_kind kind;
    int64_t number;
    span text;
    phrase phrase;
} argument;

static inline argument say_digits(int64_t n) {
    return (argument){.kind = ARGUMENT_DIGITS, .number = n};
}
static inline argument say_words(int64_t n) {
    return (argument){.kind = ARGUMENT_WORDS, .number = n};
}
static inline argument say_raised(int64_t n) {
    return (argument){.kind = ARGUMENT_RAISED, .number = n};
}
static inline argument say_fit(int32_t score_bp) {
    return (argument){.kind = ARGUMENT_FIT, .number = score_bp};
}
static inline argument say_limit(int32_t bp) {
    return (argument){.kind = ARGUMENT_LIMIT, .number = bp};
}
static inline argument say_points(int64_t bp) {
    return (argument){.kind = ARGUMENT_POINTS, .number = bp};
}
static inline argument say_exact(int64_t bp) {
    return (argument){.kind = ARGUMENT_EXACT, .number = bp};
}
static inline argument say_text(span own_words) {
    return (argument){.kind = ARGUMENT_TEXT, .text = own_words};
}
static inline argument say_phrase(phrase p) {
    return (argument){.kind = ARGUMENT_PHRASE, .phrase = p};
}

// The sentence for `count` of whatever it counts. Arguments behind the last that it names are allowed.
phrase sentences_say(scribe *s, sentence code, int64_t count, const argument *arguments, size_t argument_count);

#define SAY(s, code, count, ...)                                   \
    sentences_say(s, code, count, (const argument[]){__VA_ARGS__}, \
                  sizeof((const argument[]){__VA_ARGS__}) / sizeof(argument))
#define SAY_PLAIN(s, code) sentences_say(s, code, 0, NULL, 0)
#define SAY_COUNTED(s, code, count) sentences_say(s, code, count, NULL, 0)
