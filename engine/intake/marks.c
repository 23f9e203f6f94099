// Short ASCII words, compared in lower case; longer texts are no marks.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/marks.h"

#include <string.h>

enum { LONGEST_MARK_BYTES = 16 };

typedef struct short_word {
    char text[LONGEST_MARK_BYTES + 1];
    size_t length;
} short_word;

// false: too long for a mark.
static bool lower(short_word *out, span text) {
    if (text.length == 0 || text.length > LONGEST_MARK_BYTES) {
        return false;
    }
    for (size_t i = 0; i < text.length; i++) {
        char c = text.text[i];
        out->text[i] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
    }
    out->length = text.length;
    out->text[out->length] = '\0';
    return true;
}

static bool is_one_of(const short_word *w, const char *const *words, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (strcmp(w->text, words[i]) == 0) {
            return true;
        }
    }
    return false;
}

mark marks_of(span trimmed) {
    static const char *const CHOSEN[] = {
        "1",  "x",   "y",  "yes",          "true",         "checked",      "selected",     "on",
        "ja", "oui", "si", "\xE2\x9C\x93", "\xE2\x9C\x94", "\xE2\x98\x91", "\xE2\x98\x92", "\xC3\x97"};
    static const char *const NOT_CHOSEN[] = {"0",   "n",    "no",  "false", "unchecked",   "not selected",
                                             "off", "nein", "non", "-",     "\xE2\x98\x90"};
    short_word w;
    if (!lower(&w, trimmed)) {
        return MARK_NONE;
    }
    if (is_one_of(&w, CHOSEN, sizeof CHOSEN / sizeof CHOSEN[0])) {
        return MARK_CHOSEN;
    }
    return is_one_of(&w, NOT_CHOSEN, sizeof NOT_CHOSEN / sizeof NOT_CHOSEN[0]) ? MARK_NOT_CHOSEN : MARK_NONE;
}

// Up to two digits at the start.
static uint32_t take_digits(const char **at) {
    uint32_t value = 0;
    int digits = 0;
    while (**at >= '0' && **at <= '9' && digits < 2) {
        value = value * 10 + (uint32_t)(*(*at)++ - '0');
        digits++;
    }
    return value <= MARKS_RANK_MOST ? value : 0;
}

static bool take(const char **at, const char *word) {
    size_t length = strlen(word);
    if (strncmp(*at, word, length) != 0) {
        return false;
    }
    *at += length;
    return true;
}

// "2", "2nd", "second".
static uint32_t take_ordinal(const char **at) {
    static const char *const ORDINALS[] = {"first", "second",  "third",  "fourth", "fifth",
                                           "sixth", "seventh", "eighth", "ninth",  "tenth"};
    for (uint32_t i = 0; i < sizeof ORDINALS / sizeof ORDINALS[0]; i++) {
        if (take(at, ORDINALS[i])) {
            return i + 1;
        }
    }
    uint32_t value = take_digits(at);
    if (value > 0) {
        (void)(take(at, "st") || take(at, "nd") || take(at, "rd") || take(at, "th"));
    }
    return value;
}

uint32_t marks_rank(span trimmed) {
    static const char *const KINDS[] = {"choice", "preference", "rank", "priority"};
    short_word w = {.text = ""};
    if (!lower(&w, trimmed)) {
        return 0;
    }
    const char *at = w.text;
    uint32_t rank = take_ordinal(&at);
    (void)take(&at, " ");
    bool kind = false;
    for (size_t i = 0; i < sizeof KINDS / sizeof KINDS[0] && !kind; i++) {
        kind = take(&at, KINDS[i]);
    }
    if (rank == 0 && kind) { // "Choice 2", "Rank #3"
        (void)take(&at, " ");
        (void)take(&at, "#");
        rank = take_digits(&at);
    }
    return *at == '\0' ? rank : 0;
}

static uint32_t rank_before(span *rest, span text) {
    size_t at = 0;
    uint32_t value = 0;
    while (at < text.length && at < 2 && text.text[at] >= '0' && text.text[at] <= '9') {
        value = value * 10 + (uint32_t)(text.text[at++] - '0');
    }
    if (at == 0 || value == 0 || value > MARKS_RANK_MOST || at + 1 >= text.length ||
        (text.text[at] != ':' && text.text[at] != '.' && text.text[at] != ')')) {
        return 0;
    }
    *rest = span_trim((span){text.text + at + 1, text.length - at - 1});
    return rest->length > 0 ? value : 0;
}

static uint32_t rank_behind(span *rest, span text) {
    char closing = text.length > 3 ? text.text[text.length - 1] : '\0';
    char opening = closing == ']' ? '[' : closing == ')' ? '(' : '\0';
    if (opening == '\0') {
        return 0;
    }
    size_t end = text.length - 1, at = end;
    while (at > 0 && text.text[at] != opening) {
        at--;
    }
    uint32_t value = marks_rank(span_trim((span){text.text + at + 1, end - at - 1}));
    *rest = span_trim((span){text.text, at});
    return rest->length > 0 ? value : 0;
}

uint32_t marks_ranked_choice(span *rest, span trimmed) {
    uint32_t value = rank_before(rest, trimmed);
    return value > 0 ? value : rank_behind(rest, trimmed);
}
