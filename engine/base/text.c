// UTF-8 text. Checking is our own, by utf8.h; normal forms, case folding, categories and widths are utf8proc's, which
// is only ever handed buffers of ours, so that it allocates nothing. Folding is NFC(toCasefold(NFC(s))): Unicode,
// chapter 3.13, D145.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"

#include <assert.h>
#include <string.h>
#include <utf8proc.h>

#include "base/arena.h"
#include "base/edit_distance.h"
#include "base/utf8.h"

enum {
    LONGEST_WORD_BYTES = 8000,   // before folding; what is longer is never a slip
    LONGEST_ESCAPE = 10,         // "\u{10FFFF}"
    FIRST_NOT_ALWAYS_NFC = 0x300, // all text below it is in NFC
    MOST_MARKS = 30               // in a row; no writing system has as many
};

// The character at byte `at`: its length, 0 if it is none.
static size_t decode(span s, size_t at, uint32_t *code_point) {
    return utf8_decode(s.text + at, s.length - at, code_point);
}

static bool is_ascii(span s) {
    size_t at = utf8_ascii_run(s.text, s.length);
    while (at < s.length && (unsigned char)s.text[at] < 0x80) {
        at++;
    }
    return at == s.length;
}

size_t text_invalid_at(span s) {
    size_t at = 0;
    while (at < s.length) {
        uint32_t code_point;
        if ((unsigned char)s.text[at] < 0x80) {
            size_t run = utf8_ascii_run(s.text + at, s.length - at);
            at += run == 0 ? 1 : run;
            continue;
        }
        size_t length = decode(s, at, &code_point);
        if (length == 0) {
            return at;
        }
        at += length;
    }
    return SIZE_MAX;
}

size_t text_characters(span s) {
    size_t count = 0;
    for (size_t i = 0; i < s.length; i++) {
        count += ((unsigned char)s.text[i] & 0xC0) != 0x80;
    }
    return count;
}

uint32_t text_next(span s, size_t *at) {
    assert(*at < s.length);
    uint32_t code_point = 0xFFFD;
    size_t length = decode(s, *at, &code_point);
    *at += length == 0 ? 1 : length;
    return code_point;
}

size_t text_columns(span s) {
    size_t columns = 0;
    for (size_t at = 0; at < s.length;) {
        int width = utf8proc_charwidth((utf8proc_int32_t)text_next(s, &at));
        columns += width > 0 ? (size_t)width : 0;
    }
    return columns;
}

static bool is_control(uint32_t c) {
    bool control = (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || (c >= 0x7F && c <= 0x9F);
    bool bidirectional = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    bool noncharacter = (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE;
    // Line and paragraph separators, spaces without width, invisible operators, fillers, tags: two texts that look the same
    // would differ by them. Joiners, soft hyphens and direction marks are left: writing systems need them.
    bool unseen = c == 0x200B || c == 0x2028 || c == 0x2029 || (c >= 0x2060 && c <= 0x2064) || c == 0xFEFF || c == 0x3164 || c == 0xFFA0 || (c >= 0xE0000 && c <= 0xE007F);
    return control || bidirectional || noncharacter || unseen;
}

bool text_has_control(span s) {
    for (size_t at = 0; at < s.length;) {
        if (is_control(text_next(s, &at))) {
            return true;
        }
    }
    return false;
}

// The code points of `s` decomposed as `options` say, in a block of m with room for the zero that utf8proc_reencode
// adds.
static status decompose(utf8proc_int32_t **out, size_t *count, memory *m, span s, utf8proc_option_t options) {
    const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)s.text;
    utf8proc_ssize_t need = utf8proc_decompose(bytes, (utf8proc_ssize_t)s.length, NULL, 0, options);
    if (need < 0) {
        return need == UTF8PROC_ERROR_OVERFLOW ? STATUS_NO_MEMORY : STATUS_INTERNAL;
    }
    utf8proc_int32_t *code_points = memory_alloc(m, (size_t)need + 1, sizeof *code_points);
    if (code_points == NULL) {
        return STATUS_NO_MEMORY;
    }
    (void)utf8proc_decompose(bytes, (utf8proc_ssize_t)s.length, code_points, need, options);
    *out = code_points;
    *count = (size_t)need;
    return STATUS_OK;
}

// Composes the code points, which are used up, and copies them into the arena as UTF-8.
static status compose(span *out, arena *a, utf8proc_int32_t *code_points, size_t count) {
    const utf8proc_option_t options = UTF8PROC_STABLE | UTF8PROC_COMPOSE;
    utf8proc_ssize_t length = utf8proc_reencode(code_points, (utf8proc_ssize_t)count, options);
    if (length < 0) {
        return STATUS_INTERNAL;
    }
    span copy = arena_copy(a, (span){(const char *)code_points, (size_t)length});
    if (copy.text == NULL) {
        return STATUS_NO_MEMORY;
    }
    *out = copy;
    return STATUS_OK;
}

static bool is_certainly_nfc(span s) {
    for (size_t at = utf8_ascii_run(s.text, s.length); at < s.length;) {
        if (text_next(s, &at) >= FIRST_NOT_ALWAYS_NFC) {
            return false;
        }
    }
    return true;
}

// Copies `s` with a joiner behind every thirtieth mark of a row, or only counts the joiners where `out` is NULL.
static size_t part_marks(char *out, span s) {
    static const span JOINER = {"\xCD\x8F", 2}; // U+034F
    size_t joiners = 0, marks = 0;
    for (size_t at = 0; at < s.length;) {
        size_t start = at;
        bool is_mark = utf8proc_get_property((utf8proc_int32_t)text_next(s, &at))->combining_class != 0;
        marks = is_mark ? marks + 1 : 0;
        if (marks > MOST_MARKS) {
            if (out != NULL) {
                memcpy(out + start + joiners * JOINER.length, JOINER.text, JOINER.length);
            }
            joiners++;
            marks = 1;
        }
        if (out != NULL) {
            memcpy(out + start + joiners * JOINER.length, s.text + start, at - start);
        }
    }
    return joiners;
}

// The Stream-Safe Text Process (Unicode Standard Annex 15, section 13): putting thousands of marks on one letter into their order
// would take time that grows with the square of their number.
static status stream_safe(span *out, arena *scratch, span s) {
    size_t joiners = part_marks(NULL, s);
    *out = s;
    if (joiners == 0) {
        return STATUS_OK;
    }
    char *text = arena_alloc(scratch, s.length + joiners * 2, 1);
    if (text == NULL) {
        return STATUS_NO_MEMORY;
    }
    (void)part_marks(text, s);
    *out = (span){text, s.length + joiners * 2};
    return STATUS_OK;
}

status text_nfc(span *out, arena *a, span s) {
    if (is_certainly_nfc(s)) {
        *out = s;
        return STATUS_OK;
    }
    utf8proc_int32_t *code_points = NULL;
    arena scratch = arena_over(a->memory);
    size_t count;
    status result;
    TRY_OUT(stream_safe(&s, &scratch, s));
    TRY_OUT(decompose(&code_points, &count, a->memory, s, UTF8PROC_STABLE | UTF8PROC_COMPOSE));
    result = compose(out, a, code_points, count);
out:
    memory_free(a->memory, code_points);
    arena_free(&scratch);
    return result;
}

typedef enum folding { FOLD_WORDS, FOLD_BARE, FOLD_NAME } folding;

typedef enum character_kind { KIND_LETTER, KIND_MARK, KIND_OTHER } character_kind;

static character_kind kind_of(utf8proc_int32_t c) {
    utf8proc_category_t category = utf8proc_category(c);
    if (category >= UTF8PROC_CATEGORY_MN && category <= UTF8PROC_CATEGORY_ME) {
        return KIND_MARK;
    }
    bool letter = category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
    bool digit = category >= UTF8PROC_CATEGORY_ND && category <= UTF8PROC_CATEGORY_NO;
    return letter || digit ? KIND_LETTER : KIND_OTHER;
}

// Every run of blanks as one, none at the ends; in place.
static size_t keep_words(utf8proc_int32_t *code_points, size_t count) {
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (!utf8_is_blank((uint32_t)code_points[i])) {
            code_points[kept++] = code_points[i];
        } else if (kept > 0 && code_points[kept - 1] != ' ') {
            code_points[kept++] = ' ';
        }
    }
    return kept > 0 && code_points[kept - 1] == ' ' ? kept - 1 : kept;
}

// Letters and digits, with their marks or without; a mark on anything else goes with it. In place.
static size_t keep_letters(utf8proc_int32_t *code_points, size_t count, bool with_marks) {
    size_t kept = 0;
    bool on_letter = false;
    for (size_t i = 0; i < count; i++) {
        character_kind kind = kind_of(code_points[i]);
        on_letter = kind == KIND_LETTER || (kind == KIND_MARK && on_letter);
        if (kind == KIND_LETTER || (kind == KIND_MARK && on_letter && with_marks)) {
            code_points[kept++] = code_points[i];
        }
    }
    return kept;
}

static bool is_ascii_letter_or_digit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

static status fold_ascii(span *out, arena *a, span s, folding how) {
    char *folded = arena_alloc(a, s.length + 1, 1);
    if (folded == NULL) {
        return STATUS_NO_MEMORY;
    }
    size_t kept = 0;
    for (size_t i = 0; i < s.length; i++) {
        char c = s.text[i];
        c = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
        if (how == FOLD_WORDS ? !utf8_is_blank((uint32_t)c) : is_ascii_letter_or_digit(c)) {
            folded[kept++] = c;
        } else if (how == FOLD_WORDS && kept > 0 && folded[kept - 1] != ' ') {
            folded[kept++] = ' ';
        }
    }
    kept -= how == FOLD_WORDS && kept > 0 && folded[kept - 1] == ' ' ? 1 : 0;
    folded[kept] = '\0';
    *out = (span){folded, kept};
    return STATUS_OK;
}

static status fold(span *out, arena *a, span s, folding how) {
    if (is_ascii(s)) {
        return fold_ascii(out, a, s, how);
    }
    // A mark that folds to a letter (U+0345) must stand in its normal place before it is folded.
    arena scratch = arena_over(a->memory);
    utf8proc_int32_t *code_points = NULL;
    size_t count;
    span normal;
    status result;
    TRY_OUT(text_nfc(&normal, &scratch, s));
    TRY_OUT(
        decompose(&code_points, &count, a->memory, normal, UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD));
    count = how == FOLD_WORDS ? keep_words(code_points, count) : keep_letters(code_points, count, how == FOLD_BARE);
    result = compose(out, a, code_points, count);
out:
    memory_free(a->memory, code_points);
    arena_free(&scratch);
    return result;
}

status text_fold(span *out, arena *a, span s) {
    return fold(out, a, s, FOLD_WORDS);
}

status text_fold_bare(span *out, arena *a, span s) {
    return fold(out, a, s, FOLD_BARE);
}

status text_fold_name(span *out, arena *a, span s) {
    return fold(out, a, s, FOLD_NAME);
}

// The folded characters of `s`; false: none, too many, or no memory.
static bool word_of(edit_word *out, arena *scratch, span s) {
    span folded;
    if (s.length > LONGEST_WORD_BYTES || text_fold(&folded, scratch, s) != STATUS_OK || folded.length == 0 ||
        text_characters(folded) > EDIT_DISTANCE_LONGEST) {
        return false;
    }
    out->count = 0;
    for (size_t at = 0; at < folded.length;) {
        out->characters[out->count++] = text_next(folded, &at);
    }
    return true;
}

size_t text_nearest(arena *a, span word, const span *candidates, size_t count) {
    arena scratch = arena_over(a->memory);
    edit_word wanted, candidate;
    size_t nearest = SIZE_MAX, too_far = SIZE_MAX;
    bool can_be_near = word_of(&wanted, &scratch, word);
    for (size_t i = 0; can_be_near && i < count && too_far > 0; i++) {
        if (!word_of(&candidate, &scratch, candidates[i])) {
            continue;
        }
        size_t longer = wanted.count > candidate.count ? wanted.count : candidate.count;
        size_t limit = longer < 3 ? 1 : longer / 3;
        // Words with nothing in common are not near, however short they are.
        limit = limit == longer ? 0 : limit;
        limit = limit < too_far ? limit : too_far - 1;
        size_t steps = edit_distance(&wanted, &candidate, limit);
        if (steps <= limit) {
            nearest = i;
            too_far = steps;
        }
    }
    arena_free(&scratch);
    return nearest;
}

// "\u{202E}" or, for a byte that is no UTF-8, "\x{E9}"; the number of bytes written.
static size_t write_escape(char *out, char kind, uint32_t value) {
    static const char HEX_DIGITS[] = "0123456789ABCDEF";
    int digits = kind == 'x' ? 2 : 4;
    while (value >> (4 * digits) != 0) {
        digits++;
    }
    size_t length = 0;
    out[length++] = '\\';
    out[length++] = kind;
    out[length++] = '{';
    while (digits > 0) {
        digits--;
        out[length++] = HEX_DIGITS[value >> (4 * digits) & 15];
    }
    out[length++] = '}';
    return length;
}

static bool is_direction_mark(uint32_t c) {
    return c == 0x61C || c == 0x200E || c == 0x200F;
}

// Writes the visible form of the first `characters` characters, or only counts its bytes where `out` is NULL.
static size_t write_visible(char *out, span s, size_t characters, bool *shortened) {
    char escape[LONGEST_ESCAPE];
    size_t length = 0, at = 0;
    for (; at < s.length && characters > 0; characters--) {
        uint32_t c = 0;
        size_t bytes = decode(s, at, &c);
        const char *piece = s.text + at;
        size_t piece_length = bytes;
        if (bytes == 0) {
            bytes = 1;
            piece = escape;
            piece_length = write_escape(escape, 'x', (unsigned char)s.text[at]);
        } else if (c == '\t' || c == '\n' || c == '\r') {
            bytes = span_starts((span){s.text + at, s.length - at}, SPAN("\r\n")) ? 2 : 1;
            piece = " ";
            piece_length = 1;
        } else if (is_control(c) || is_direction_mark(c) || c == 0x2028 || c == 0x2029) {
            piece = escape;
            piece_length = write_escape(escape, 'u', c);
        }
        if (out != NULL) {
            memcpy(out + length, piece, piece_length);
        }
        length += piece_length;
        at += bytes;
    }
    *shortened = at < s.length;
    return length;
}

span text_visible(arena *a, span s, size_t characters) {
    bool shortened;
    size_t length = write_visible(NULL, s, characters, &shortened);
    const span ending = shortened ? SPAN("...") : SPAN("");
    char *out = arena_alloc(a, length + ending.length + 1, 1);
    if (out == NULL) {
        return (span){NULL, 0};
    }
    (void)write_visible(out, s, characters, &shortened);
    memcpy(out + length, ending.text, ending.length);
    return (span){out, length + ending.length};
}
