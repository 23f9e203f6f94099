// A small state machine: what may come next, and a stack of what is open.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/json_pull.h"

#include <string.h>

enum expectation { EXPECT_VALUE, EXPECT_VALUE_OR_END, EXPECT_KEY_OR_END, EXPECT_COMMA_OR_END, EXPECT_NOTHING };

json_pull_reader json_pull_open(span source, arena *a) {
    return (json_pull_reader){.source = source, .a = a, .expects = EXPECT_VALUE};
}

static void skip_blanks(json_pull_reader *j) {
    while (j->at < j->source.length && strchr(" \t\r\n", j->source.text[j->at]) != NULL &&
           j->source.text[j->at] != '\0') {
        j->at++;
    }
}

static bool take(json_pull_reader *j, char c) {
    if (j->at < j->source.length && j->source.text[j->at] == c) {
        j->at++;
        return true;
    }
    return false;
}

static void after_value(json_pull_reader *j) {
    j->expects = j->depth == 0 ? EXPECT_NOTHING : EXPECT_COMMA_OR_END;
}

// ---- strings ----------------------------------------------------------------------------------------------------

static int hex_digit(char c) {
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

// Four hexadecimal digits at `at`; UINT32_MAX: there are none.
static uint32_t four_digits(span s, size_t at) {
    uint32_t value = 0;
    if (s.length < 4 || at > s.length - 4) {
        return UINT32_MAX;
    }
    for (size_t i = 0; i < 4; i++) {
        int digit = hex_digit(s.text[at + i]);
        if (digit < 0) {
            return UINT32_MAX;
        }
        value = value * 16 + (uint32_t)digit;
    }
    return value;
}

static size_t put_utf8(char *out, uint32_t c) {
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    size_t length = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    static const unsigned FIRST[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t i = length; i-- > 1;) {
        out[i] = (char)(0x80u | (c & 0x3Fu));
        c >>= 6;
    }
    out[0] = (char)(FIRST[length] | c);
    return length;
}

// The character that the escape at *at (behind the backslash) stands for; UINT32_MAX: none.
static uint32_t unescape(span s, size_t *at) {
    static const char LETTERS[] = "\"\\/bfnrt", MEANINGS[] = "\"\\/\b\f\n\r\t";
    if (*at >= s.length) {
        return UINT32_MAX;
    }
    char letter = s.text[(*at)++];
    if (letter != 'u') {
        const char *found = letter == '\0' ? NULL : strchr(LETTERS, letter);
        return found == NULL ? UINT32_MAX : (uint32_t)(unsigned char)MEANINGS[found - LETTERS];
    }
    uint32_t c = four_digits(s, *at);
    *at += 4;
    if (c >= 0xD800 && c <= 0xDBFF) { // the first half of a pair
        bool second = *at + 1 < s.length && s.text[*at] == '\\' && s.text[*at + 1] == 'u';
        uint32_t low = second ? four_digits(s, *at + 2) : UINT32_MAX;
        *at += 6;
        return low >= 0xDC00 && low <= 0xDFFF ? 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00) : UINT32_MAX;
    }
    return c == UINT32_MAX || c == 0 || (c >= 0xDC00 && c <= 0xDFFF) ? UINT32_MAX : c;
}

static json_pull_kind decode(json_pull_reader *j, span raw, span *text) {
    char *out = arena_alloc(j->a, raw.length + 1, 1); // an escape is longer than what it stands for
    size_t length = 0;
    if (out == NULL) {
        return JSON_PULL_NO_MEMORY;
    }
    for (size_t at = 0; at < raw.length;) {
        char c = raw.text[at++];
        if (c != '\\') {
            out[length++] = c;
            continue;
        }
        uint32_t meant = unescape(raw, &at);
        if (meant == UINT32_MAX) {
            return JSON_PULL_FAULT;
        }
        length += put_utf8(out + length, meant);
    }
    *text = (span){out, length};
    return JSON_PULL_STRING;
}

// A string whose opening quote has been taken.
static json_pull_kind read_string(json_pull_reader *j, span *text) {
    size_t start = j->at;
    bool escaped = false;
    while (j->at < j->source.length && j->source.text[j->at] != '"') {
        if ((unsigned char)j->source.text[j->at] < 0x20) {
            return JSON_PULL_FAULT;
        }
        if (j->source.text[j->at] == '\\') {
            escaped = true;
            j->at++;
        }
        j->at++;
    }
    if (j->at >= j->source.length) {
        j->at = start;
        return JSON_PULL_FAULT;
    }
    span raw = {j->source.text + start, j->at - start};
    j->at++;
    if (!escaped) {
        *text = raw;
        return JSON_PULL_STRING;
    }
    return decode(j, raw, text);
}

// ---- tokens -----------------------------------------------------------------------------------------------------

static json_pull_kind read_plain(json_pull_reader *j, span *text) {
    size_t start = j->at;
    while (j->at < j->source.length &&
           strchr("+-.0123456789abcdefghijklmnopqrstuvwxyzE", j->source.text[j->at]) != NULL &&
           j->source.text[j->at] != '\0') {
        j->at++;
    }
    *text = (span){j->source.text + start, j->at - start};
    bool word = span_equal(*text, SPAN("true")) || span_equal(*text, SPAN("false")) || span_equal(*text, SPAN("null"));
    bool number = text->length > 0 && (text->text[0] == '-' || (text->text[0] >= '0' && text->text[0] <= '9'));
    if (!word && !number) {
        j->at = start;
        return JSON_PULL_FAULT;
    }
    after_value(j);
    return JSON_PULL_PLAIN;
}

static json_pull_kind open_nested(json_pull_reader *j, char bracket) {
    if (j->depth == JSON_PULL_DEPTH_LIMIT) {
        return JSON_PULL_FAULT;
    }
    j->open[j->depth++] = bracket;
    j->expects = bracket == '{' ? EXPECT_KEY_OR_END : EXPECT_VALUE_OR_END;
    return bracket == '{' ? JSON_PULL_BEGIN_OBJECT : JSON_PULL_BEGIN_ARRAY;
}

static json_pull_kind close_nested(json_pull_reader *j) {
    char bracket = j->open[--j->depth];
    after_value(j);
    return bracket == '{' ? JSON_PULL_END_OBJECT : JSON_PULL_END_ARRAY;
}

static json_pull_kind read_key(json_pull_reader *j, span *text) {
    if (!take(j, '"')) {
        return JSON_PULL_FAULT;
    }
    json_pull_kind kind = read_string(j, text);
    skip_blanks(j);
    if (kind != JSON_PULL_STRING || !take(j, ':')) {
        return kind == JSON_PULL_NO_MEMORY ? kind : JSON_PULL_FAULT;
    }
    j->expects = EXPECT_VALUE;
    return JSON_PULL_KEY;
}

static json_pull_kind read_value(json_pull_reader *j, span *text) {
    if (take(j, '{')) {
        return open_nested(j, '{');
    }
    if (take(j, '[')) {
        return open_nested(j, '[');
    }
    if (take(j, '"')) {
        json_pull_kind kind = read_string(j, text);
        after_value(j);
        return kind;
    }
    return read_plain(j, text);
}

static json_pull_kind next_token(json_pull_reader *j, span *text) {
    skip_blanks(j);
    char closing = j->depth > 0 && j->open[j->depth - 1] == '{' ? '}' : ']';
    switch ((enum expectation)j->expects) {
    case EXPECT_NOTHING:
        return j->at == j->source.length ? JSON_PULL_END : JSON_PULL_FAULT;
    case EXPECT_COMMA_OR_END:
        if (take(j, closing)) {
            return close_nested(j);
        }
        if (!take(j, ',')) {
            return JSON_PULL_FAULT;
        }
        skip_blanks(j);
        return closing == '}' ? read_key(j, text) : read_value(j, text);
    case EXPECT_KEY_OR_END:
    case EXPECT_VALUE_OR_END:
        if (take(j, closing)) {
            return close_nested(j);
        }
        return closing == '}' ? read_key(j, text) : read_value(j, text);
    case EXPECT_VALUE:
        break;
    }
    return read_value(j, text);
}

json_pull_kind json_pull_next(json_pull_reader *j, span *text) {
    *text = SPAN("");
    json_pull_kind kind = next_token(j, text);
    if (kind == JSON_PULL_FAULT) {
        *text = SPAN("");
    }
    return kind;
}

json_pull_kind json_pull_skip(json_pull_reader *j, json_pull_kind first) {
    span text;
    unsigned nested = first == JSON_PULL_BEGIN_OBJECT || first == JSON_PULL_BEGIN_ARRAY;
    if (first == JSON_PULL_FAULT || first == JSON_PULL_NO_MEMORY) {
        return first;
    }
    while (nested > 0) {
        json_pull_kind kind = json_pull_next(j, &text);
        if (kind == JSON_PULL_FAULT || kind == JSON_PULL_NO_MEMORY || kind == JSON_PULL_END) {
            return kind;
        }
        nested += kind == JSON_PULL_BEGIN_OBJECT || kind == JSON_PULL_BEGIN_ARRAY;
        nested -= kind == JSON_PULL_END_OBJECT || kind == JSON_PULL_END_ARRAY;
    }
    return JSON_PULL_PLAIN;
}
