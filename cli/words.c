// SPDX-License-Identifier: GPL-3.0-or-later
#include "words.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

// Digits in groups of three, into a buffer of a word.
static void group_digits(wording *w, uint64_t n) {
    char plain[24];
    const int length = snprintf(plain, sizeof plain, "%" PRIu64, n);
    size_t at = strlen(w->text);
    for (int i = 0; i < length; i++) {
        if (i > 0 && (length - i) % 3 == 0) {
            w->text[at++] = ',';
        }
        w->text[at++] = plain[i];
    }
    w->text[at] = '\0';
}

static uint64_t magnitude(int64_t n) {
    return n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
}

wording words_digits(int64_t n) {
    wording w = {""};
    w.text[0] = n < 0 ? '-' : '\0';
    group_digits(&w, magnitude(n));
    return w;
}

wording words_count(uint64_t n) {
    static const char *const SMALL[] = {"zero", "one",   "two",   "three", "four", "five",  "six",
                                        "seven", "eight", "nine", "ten",   "eleven", "twelve"};
    wording w = {""};
    if (n < sizeof SMALL / sizeof SMALL[0]) {
        (void)snprintf(w.text, sizeof w.text, "%s", SMALL[n]);
    } else {
        group_digits(&w, n);
    }
    return w;
}

wording words_capital(wording w) {
    if (w.text[0] >= 'a' && w.text[0] <= 'z') {
        w.text[0] = (char)(w.text[0] - 'a' + 'A');
    }
    return w;
}

wording words_points(int64_t basis_points) {
    wording w = {""};
    w.text[0] = basis_points < 0 ? '-' : '\0';
    const uint64_t whole = magnitude(basis_points);
    group_digits(&w, whole / 100);
    const size_t at = strlen(w.text);
    (void)snprintf(w.text + at, sizeof w.text - at, ".%02u", (unsigned)(whole % 100));
    return w;
}

static wording tenths(int32_t tenths_of_percent) {
    wording w;
    (void)snprintf(w.text, sizeof w.text, "%d.%d %%", tenths_of_percent / 10, tenths_of_percent % 10);
    return w;
}

wording words_fit(int32_t basis_points) {
    return tenths((basis_points + 5) / 10);
}

wording words_fit_below(int32_t basis_points, int32_t limit_bp) {
    if (basis_points < limit_bp && (basis_points + 5) / 10 * 10 >= limit_bp) {
        wording w;
        (void)snprintf(w.text, sizeof w.text, "%d.%02d %%", basis_points / 100, basis_points % 100);
        return w;
    }
    return words_fit(basis_points);
}

wording words_fit_at_least(int32_t basis_points) {
    return tenths(basis_points / 10);
}

wording words_limit(int32_t basis_points) {
    wording w;
    if (basis_points % 100 == 0) {
        (void)snprintf(w.text, sizeof w.text, "%d %%", basis_points / 100);
    } else if (basis_points % 10 == 0) {
        (void)snprintf(w.text, sizeof w.text, "%d.%d %%", basis_points / 100, basis_points / 10 % 10);
    } else {
        (void)snprintf(w.text, sizeof w.text, "%d.%02d %%", basis_points / 100, basis_points % 100);
    }
    return w;
}

wording words_date(date d) {
    static const char *const DAYS[] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
    static const char *const MONTHS[] = {"January", "February", "March",     "April",   "May",      "June",
                                         "July",    "August",   "September", "October", "November", "December"};
    wording w;
    (void)snprintf(w.text, sizeof w.text, "%s %d %s %d", DAYS[date_weekday(d)], d.day, MONTHS[d.month - 1], d.year);
    return w;
}

wording words_days_left(int64_t days) {
    wording w;
    if (days == 0 || days == 1 || days == -1) {
        (void)snprintf(w.text, sizeof w.text, "%s", days == 0 ? "today" : days == 1 ? "tomorrow" : "yesterday");
    } else if (days > 0) {
        (void)snprintf(w.text, sizeof w.text, "in %.40s days", words_digits(days).text);
    } else {
        (void)snprintf(w.text, sizeof w.text, "%.40s days ago", words_digits(-days).text);
    }
    return w;
}

wording words_seconds(int64_t milliseconds) {
    wording w;
    const int64_t tenths_of_second = (milliseconds + 50) / 100;
    (void)snprintf(w.text, sizeof w.text, "%" PRId64 ".%" PRId64 " s", tenths_of_second / 10, tenths_of_second % 10);
    return w;
}

wording words_level(const char *level) {
    wording w;
    (void)snprintf(w.text, sizeof w.text, "%s", strcmp(level, "best_total") == 0 ? "best total fit" : level);
    for (char *at = w.text; *at != '\0'; at++) {
        *at = *at == '_' ? ' ' : *at;
    }
    return w;
}

wording words_level_value(const char *level, int64_t value) {
    return strcmp(level, "best_total") == 0 || strcmp(level, "best_worst") == 0 ? words_points(value) : words_digits(value);
}

const char *words_plural(uint64_t n, const char *one, const char *many) {
    return n == 1 ? one : many;
}

span words_name(arena *a, span name) {
    const span copy = arena_copy(a, name);
    char *text = (char *)(uintptr_t)copy.text;
    for (size_t i = 0; text != NULL && i < copy.length; i++) {
        text[i] = text[i] == '_' ? ' ' : text[i];
    }
    return copy;
}

// $'a\033b': what must not reach a terminal as it is.
static span escaped_word(arena *a, const char *text) {
    char *word = arena_alloc(a, strlen(text) * 4 + 4, 1);
    if (word == NULL) {
        return (span){NULL, 0};
    }
    size_t at = 0;
    word[at++] = '$';
    word[at++] = '\'';
    for (const unsigned char *c = (const unsigned char *)text; *c != '\0'; c++) {
        if (*c < ' ' || *c > '~' || *c == '\'' || *c == '\\') {
            word[at++] = '\\';
            word[at++] = (char)('0' + *c / 64);
            word[at++] = (char)('0' + *c / 8 % 8);
            word[at++] = (char)('0' + *c % 8);
        } else {
            word[at++] = (char)*c;
        }
    }
    word[at++] = '\'';
    return (span){word, at};
}

span words_shell(arena *a, const char *text) {
    static const char PLAIN[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./:,+=@%";
    const size_t length = strlen(text);
    if (length > 0 && strspn(text, PLAIN) == length) {
        return arena_copy(a, (span){text, length});
    }
    const span visible = text_visible(a, (span){text, length}, length + 1);
    if (visible.text == NULL || !span_equal(visible, (span){text, length})) {
        return visible.text == NULL ? visible : escaped_word(a, text);
    }
    // Inside single quotes everything is itself; a single quote ends them, stands escaped, and begins them again.
    char *quoted = arena_alloc(a, length * 4 + 3, 1);
    if (quoted == NULL) {
        return (span){NULL, 0};
    }
    size_t at = 0;
    quoted[at++] = '\'';
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '\'') {
            quoted[at++] = '\'';
            quoted[at++] = '\\';
            quoted[at++] = '\'';
        }
        quoted[at++] = text[i];
    }
    quoted[at++] = '\'';
    return (span){quoted, at};
}

span words_cell(arena *a, span text) {
    if (span_find(text, SPAN(",")) == SIZE_MAX && span_find(text, SPAN(";")) == SIZE_MAX && span_find(text, SPAN("\"")) == SIZE_MAX) {
        return text;
    }
    char *quoted = arena_alloc(a, 2 * text.length + 2, 1);
    size_t length = 0;
    if (quoted == NULL) {
        return (span){NULL, 0};
    }
    quoted[length++] = '"';
    for (size_t i = 0; i < text.length; i++) {
        quoted[length++] = text.text[i];
        if (text.text[i] == '"') {
            quoted[length++] = '"';
        }
    }
    quoted[length++] = '"';
    return (span){quoted, length};
}
