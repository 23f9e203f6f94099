// The lines of Markus Kuhn's "UTF-8 decoder capability and stress test", Unicode's own examples of normal forms and
// case folding, and every code point.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <utf8proc.h>

#include "base/arena.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void kuhns_lines(void **state) {
    (void)state;
    static const struct {
        span bytes;
        size_t invalid_at;
    } CASES[] = {
        {SPAN_INIT("\xCE\xBA\xE1\xBD\xB9\xCF\x83\xCE\xBC\xCE\xB5"), SIZE_MAX}, // 1
        {SPAN_INIT("\0"), SIZE_MAX},                                           // 2.1: first of each length
        {SPAN_INIT("\xC2\x80"), SIZE_MAX},
        {SPAN_INIT("\xE0\xA0\x80"), SIZE_MAX},
        {SPAN_INIT("\xF0\x90\x80\x80"), SIZE_MAX},
        {SPAN_INIT("\xF8\x88\x80\x80\x80"), 0},
        {SPAN_INIT("\xFC\x84\x80\x80\x80\x80"), 0},
        {SPAN_INIT("\x7F"), SIZE_MAX}, // 2.2: last of each length
        {SPAN_INIT("\xDF\xBF"), SIZE_MAX},
        {SPAN_INIT("\xEF\xBF\xBF"), SIZE_MAX},
        {SPAN_INIT("\xF7\xBF\xBF\xBF"), 0},
        {SPAN_INIT("\xFB\xBF\xBF\xBF\xBF"), 0},
        {SPAN_INIT("\xFD\xBF\xBF\xBF\xBF\xBF"), 0},
        {SPAN_INIT("\xED\x9F\xBF"), SIZE_MAX}, // 2.3: other borders
        {SPAN_INIT("\xEE\x80\x80"), SIZE_MAX},
        {SPAN_INIT("\xEF\xBF\xBD"), SIZE_MAX},
        {SPAN_INIT("\xF4\x8F\xBF\xBF"), SIZE_MAX},
        {SPAN_INIT("\xF4\x90\x80\x80"), 0},
        {SPAN_INIT("\x80"), 0}, // 3.1: trailing bytes alone
        {SPAN_INIT("\xBF"), 0},
        {SPAN_INIT("\x80\xBF\x80\xBF\x80\xBF\x80"), 0},
        {SPAN_INIT("\xC0 \xC1 "), 0}, // 3.2: lead bytes alone
        {SPAN_INIT("\xDF "), 0},
        {SPAN_INIT("\xE0 "), 0},
        {SPAN_INIT("\xEF "), 0},
        {SPAN_INIT("\xF0 "), 0},
        {SPAN_INIT("\xF8 "), 0},
        {SPAN_INIT("\xFC "), 0},
        {SPAN_INIT("\xC0"), 0}, // 3.3: last byte missing
        {SPAN_INIT("\xE0\x80"), 0},
        {SPAN_INIT("\xF0\x80\x80"), 0},
        {SPAN_INIT("\xDF"), 0},
        {SPAN_INIT("\xEF\xBF"), 0},
        {SPAN_INIT("\xF7\xBF\xBF"), 0},
        {SPAN_INIT("\xC0\xE0\x80\xF0\x80\x80\xDF\xEF\xBF"), 0}, // 3.4
        {SPAN_INIT("\xFE"), 0},                                 // 3.5: impossible bytes
        {SPAN_INIT("\xFF"), 0},
        {SPAN_INIT("\xFE\xFE\xFF\xFF"), 0},
        {SPAN_INIT("\xC0\xAF"), 0}, // 4.1: overlong slash
        {SPAN_INIT("\xE0\x80\xAF"), 0},
        {SPAN_INIT("\xF0\x80\x80\xAF"), 0},
        {SPAN_INIT("\xF8\x80\x80\x80\xAF"), 0},
        {SPAN_INIT("\xFC\x80\x80\x80\x80\xAF"), 0},
        {SPAN_INIT("\xC1\xBF"), 0}, // 4.2: largest overlong
        {SPAN_INIT("\xE0\x9F\xBF"), 0},
        {SPAN_INIT("\xF0\x8F\xBF\xBF"), 0},
        {SPAN_INIT("\xC0\x80"), 0}, // 4.3: overlong zero
        {SPAN_INIT("\xE0\x80\x80"), 0},
        {SPAN_INIT("\xF0\x80\x80\x80"), 0},
        {SPAN_INIT("\xED\xA0\x80"), 0}, // 5.1: single surrogates
        {SPAN_INIT("\xED\xAD\xBF"), 0},
        {SPAN_INIT("\xED\xBF\xBF"), 0},
        {SPAN_INIT("\xED\xA0\x80\xED\xB0\x80"), 0}, // 5.2: paired ones
        {SPAN_INIT("\xED\xAF\xBF\xED\xBF\xBF"), 0},
        {SPAN_INIT("\xEF\xBF\xBE"), SIZE_MAX}, // 5.3: noncharacters are well-formed
        {SPAN_INIT("\xEF\xB7\x90"), SIZE_MAX},
    };
    for (size_t i = 0; i < COUNT(CASES); i++) {
        assert_true(text_invalid_at(CASES[i].bytes) == CASES[i].invalid_at);
        for (size_t before = 0; before < 20; before++) { // at every place in the eights
            char text[64];
            memset(text, 'x', sizeof text);
            memcpy(text + before, CASES[i].bytes.text, CASES[i].bytes.length);
            size_t expected = CASES[i].invalid_at == SIZE_MAX ? SIZE_MAX : before + CASES[i].invalid_at;
            assert_true(text_invalid_at((span){text, before + CASES[i].bytes.length + 9}) == expected);
            assert_true(text_invalid_at((span){text, before + CASES[i].bytes.length}) == expected);
        }
    }
    assert_true(text_invalid_at((span){NULL, 0}) == SIZE_MAX);
}

static void random_bytes_agree_with_utf8proc(void **state) {
    (void)state;
    static const unsigned char LIKELY[] = {'a', 'b', 0xC3, 0xA9, 0xE2, 0x82, 0xAC, 0xF0, 0x9F, 0x98, 0x80, 0xED};
    uint32_t random = 1;
    for (int round = 0; round < 20000; round++) {
        unsigned char bytes[24];
        for (size_t i = 0; i < sizeof bytes; i++) {
            random = random * 1664525u + 1013904223u;
            bytes[i] = (random >> 28) < 14 ? LIKELY[(random >> 16) % sizeof LIKELY] : (unsigned char)(random >> 20);
        }
        size_t expected = 0;
        utf8proc_ssize_t step = 1;
        while (expected < sizeof bytes && step > 0) {
            utf8proc_int32_t code_point;
            step = utf8proc_iterate(bytes + expected, (utf8proc_ssize_t)(sizeof bytes - expected), &code_point);
            expected += step > 0 ? (size_t)step : 0;
        }
        expected = step > 0 ? SIZE_MAX : expected;
        assert_true(text_invalid_at((span){(const char *)bytes, sizeof bytes}) == expected);
    }
}

static void counts_characters_and_columns(void **state) {
    (void)state;
    span text = SPAN("a\xC3\xA9\xE6\x97\xA5\xF0\x9F\x98\x80"
                     "e\xCC\x81");
    assert_int_equal(text_characters(text), 6);
    assert_int_equal(text_columns(text), 1 + 1 + 2 + 2 + 1);
    assert_int_equal(text_characters(SPAN("")), 0);
    assert_int_equal(text_columns((span){NULL, 0}), 0);
    assert_int_equal(text_columns(SPAN("\t\x1B")), 0);
    static const uint32_t EXPECTED[] = {'a', 0xE9, 0x65E5, 0x1F600, 'e', 0x301};
    size_t at = 0;
    for (size_t i = 0; i < COUNT(EXPECTED); i++) {
        assert_int_equal(text_next(text, &at), EXPECTED[i]);
    }
    assert_int_equal(at, text.length);
    at = 0;
    assert_int_equal(text_next(SPAN("\xE2\x82"), &at), 0xFFFD); // reads no further than the span
    assert_int_equal(at, 1);
}

// The classes of Markus Kuhn's "UTF-8 decoder capability and stress test": where each sequence stops being UTF-8.
static void stops_where_a_stress_test_says(void **state) {
    (void)state;
    static const struct {
        span text;
        size_t at; // SIZE_MAX: valid
    } VECTORS[] = {
        // the first and the last of each length
        {SPAN_INIT("\x7F"), SIZE_MAX}, {SPAN_INIT("\xC2\x80"), SIZE_MAX}, {SPAN_INIT("\xDF\xBF"), SIZE_MAX}, {SPAN_INIT("\xE0\xA0\x80"), SIZE_MAX},
        {SPAN_INIT("\xEF\xBF\xBF"), SIZE_MAX}, {SPAN_INIT("\xF0\x90\x80\x80"), SIZE_MAX}, {SPAN_INIT("\xF4\x8F\xBF\xBF"), SIZE_MAX},
        {SPAN_INIT("\xF4\x90\x80\x80"), 0}, {SPAN_INIT("\xF7\xBF\xBF\xBF"), 0}, {SPAN_INIT("\xF8\x88\x80\x80\x80"), 0},
        {SPAN_INIT("\xFB\xBF\xBF\xBF\xBF"), 0}, {SPAN_INIT("\xFC\x84\x80\x80\x80\x80"), 0}, {SPAN_INIT("\xFD\xBF\xBF\xBF\xBF\xBF"), 0},
        {SPAN_INIT("\xED\x9F\xBF"), SIZE_MAX}, {SPAN_INIT("\xEE\x80\x80"), SIZE_MAX}, {SPAN_INIT("\xEF\xBF\xBD"), SIZE_MAX},
        // continuation bytes that nothing begins
        {SPAN_INIT("a\x80"), 1}, {SPAN_INIT("a\xBF"), 1}, {SPAN_INIT("\x80\xBF\x80"), 0},
        // beginnings that nothing continues
        {SPAN_INIT("\xC0 "), 0}, {SPAN_INIT("\xDF "), 0}, {SPAN_INIT("\xE0 "), 0}, {SPAN_INIT("\xEF "), 0}, {SPAN_INIT("\xF0 "), 0},
        {SPAN_INIT("\xF8 "), 0}, {SPAN_INIT("\xFC "), 0},
        // the last byte is missing
        {SPAN_INIT("\xC3"), 0}, {SPAN_INIT("\xE0\xA0"), 0}, {SPAN_INIT("\xEF\xBF"), 0}, {SPAN_INIT("\xF0\x90\x80"), 0}, {SPAN_INIT("\xF4\x8F\xBF"), 0},
        {SPAN_INIT("x\xE2\x82y"), 1},
        // bytes that never occur
        {SPAN_INIT("\xFE"), 0}, {SPAN_INIT("\xFF"), 0}, {SPAN_INIT("\xFE\xFE\xFF\xFF"), 0},
        // longer than they need to be: the slash, the largest of each length, NUL
        {SPAN_INIT("\xC0\xAF"), 0}, {SPAN_INIT("\xE0\x80\xAF"), 0}, {SPAN_INIT("\xF0\x80\x80\xAF"), 0}, {SPAN_INIT("\xF8\x80\x80\x80\xAF"), 0},
        {SPAN_INIT("\xC1\xBF"), 0}, {SPAN_INIT("\xE0\x9F\xBF"), 0}, {SPAN_INIT("\xF0\x8F\xBF\xBF"), 0}, {SPAN_INIT("\xC0\x80"), 0},
        {SPAN_INIT("\xE0\x80\x80"), 0}, {SPAN_INIT("\xF0\x80\x80\x80"), 0},
        // surrogates, alone and in pairs
        {SPAN_INIT("\xED\xA0\x80"), 0}, {SPAN_INIT("\xED\xAF\xBF"), 0}, {SPAN_INIT("\xED\xB0\x80"), 0}, {SPAN_INIT("\xED\xBF\xBF"), 0},
        {SPAN_INIT("\xED\xA0\x80\xED\xB0\x80"), 0}, {SPAN_INIT("\xED\xAF\xBF\xED\xBF\xBF"), 0},
    };
    for (size_t i = 0; i < COUNT(VECTORS); i++) {
        if (text_invalid_at(VECTORS[i].text) != VECTORS[i].at) {
            fail_msg("vector %zu", i);
        }
    }
}

static void sees_control_characters(void **state) {
    (void)state;
    char bytes[4];
    for (uint32_t c = 0; c <= 0x10FFFF; c++) {
        if (c >= 0xD800 && c <= 0xDFFF) {
            continue;
        }
        size_t length = (size_t)utf8proc_encode_char((utf8proc_int32_t)c, (utf8proc_uint8_t *)bytes);
        bool control = utf8proc_category((utf8proc_int32_t)c) == UTF8PROC_CATEGORY_CC && c != 9 && c != 10 && c != 13;
        bool direction = c == 0x202A || c == 0x202B || c == 0x202C || c == 0x202D || c == 0x202E || c == 0x2066 ||
                         c == 0x2067 || c == 0x2068 || c == 0x2069;
        bool noncharacter = (c >= 0xFDD0 && c <= 0xFDEF) || c % 0x10000 >= 0xFFFE;
        static const uint32_t UNSEEN[] = {0x200B, 0x2028, 0x2029, 0x2060, 0x2061, 0x2062, 0x2063, 0x2064, 0xFEFF, 0x3164, 0xFFA0};
        bool unseen = c >> 7 == 0xE0000 >> 7;
        for (size_t i = 0; i < COUNT(UNSEEN); i++) {
            unseen = unseen || c == UNSEEN[i];
        }
        if (text_has_control((span){bytes, length}) != (control || direction || noncharacter || unseen)) {
            fail_msg("U+%04X", (unsigned)c);
        }
    }
    assert_false(text_has_control(SPAN("plain\ttext\r\nwith lines")));
    assert_true(text_has_control(SPAN("plain\0text")));
    assert_false(text_has_control(SPAN("")));
}

// ---- normal form and folding

typedef status form(span *out, arena *a, span s);

static void check(form *f, arena *a, span from, span to) {
    span out;
    assert_int_equal(f(&out, a, from), STATUS_OK);
    if (!span_equal(out, to)) {
        fail_msg("\"%.*s\" gives \"%.*s\", not \"%.*s\"", SPAN_ARGS(from), SPAN_ARGS(out), SPAN_ARGS(to));
    }
}

static void normal_form(void **state) {
    (void)state;
    static const span CASES[][2] = {
        {SPAN_INIT("e\xCC\x81"), SPAN_INIT("\xC3\xA9")},
        {SPAN_INIT("\xE2\x84\xAB"), SPAN_INIT("\xC3\x85")},                             // Angstrom sign
        {SPAN_INIT("\xE2\x84\xA6"), SPAN_INIT("\xCE\xA9")},                             // Ohm sign
        {SPAN_INIT("\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB"), SPAN_INIT("\xED\x95\x9C")}, // Hangul
        {SPAN_INIT("q\xCC\x87\xCC\xA3"), SPAN_INIT("q\xCC\xA3\xCC\x87")},               // marks in their order
        {SPAN_INIT("\xE1\xB8\x8B\xCC\xA3"), SPAN_INIT("\xE1\xB8\x8D\xCC\x87")},         // d with dots
        {SPAN_INIT("\xE0\xA5\x98"), SPAN_INIT("\xE0\xA4\x95\xE0\xA4\xBC")},             // never composed again
        {SPAN_INIT("\xEF\xAC\x81"), SPAN_INIT("\xEF\xAC\x81")},                         // a ligature is not canonical
        {SPAN_INIT("\xCC\x81"), SPAN_INIT("\xCC\x81")},
        {SPAN_INIT("a\0\xCC\x81"), SPAN_INIT("a\0\xCC\x81")},
    };
    memory m = {0};
    arena a = arena_over(&m);
    for (size_t i = 0; i < COUNT(CASES); i++) {
        check(text_nfc, &a, CASES[i][0], CASES[i][1]);
        check(text_nfc, &a, CASES[i][1], CASES[i][1]);
    }
    uint64_t calls = m.calls;
    span plain = SPAN("Plain ASCII and \xC3\x85ngstr\xC3\xB6m"), out;
    assert_int_equal(text_nfc(&out, &a, plain), STATUS_OK);
    assert_ptr_equal(out.text, plain.text); // nothing to do: nothing is copied
    assert_int_equal(text_nfc(&out, &a, (span){NULL, 0}), STATUS_OK);
    assert_int_equal(out.length, 0);
    assert_int_equal(m.calls, calls);
    arena_free(&a);
    assert_int_equal(m.live_bytes, 0);
}

// Thousands of marks on one letter would take time by the square of their number to be put in order.
static void many_marks(void **state) {
    (void)state;
    enum { MARKS = 200000, PART = 30 };
    memory m = {0};
    arena a = arena_over(&m);
    char *text = arena_alloc(&a, 1 + MARKS, 2);
    assert_non_null(text);
    text[0] = 'a';
    for (size_t i = 0; i < MARKS; i++) {
        memcpy(text + 1 + 2 * i, i % 2 == 0 ? "\xCC\x87" : "\xCC\xA3", 2); // dots above, which come behind those below
    }
    span out, again;
    assert_int_equal(text_nfc(&out, &a, (span){text, 1 + 2 * (PART + 1)}), STATUS_OK);
    assert_int_equal(span_find(out, SPAN("\xCD\x8F")), out.length - 4); // before the last mark
    assert_int_equal(text_nfc(&out, &a, (span){text, 1 + 2 * PART}), STATUS_OK);
    assert_int_equal(span_find(out, SPAN("\xCD\x8F")), SIZE_MAX);
    assert_int_equal(text_nfc(&out, &a, (span){text, 1 + 2 * MARKS}), STATUS_OK);
    assert_int_equal(text_nfc(&again, &a, out), STATUS_OK);
    assert_true(span_equal(out, again));
    assert_int_equal(text_fold_name(&out, &a, (span){text, 1 + 2 * MARKS}), STATUS_OK);
    assert_true(span_equal(out, SPAN("a")));
    arena_free(&a);
    assert_int_equal(m.live_bytes, 0);
}

static void folds(void **state) {
    (void)state;
    static const span CASES[][2] = {
        {SPAN_INIT(""), SPAN_INIT("")},
        {SPAN_INIT(" \t\r\n"), SPAN_INIT("")},
        {SPAN_INIT("  Two \t\n WORDS  "), SPAN_INIT("two words")},
        {SPAN_INIT("I"), SPAN_INIT("i")},                // in every language
        {SPAN_INIT("\xC4\xB0"), SPAN_INIT("i\xCC\x87")}, // capital I with a dot
        {SPAN_INIT("\xC4\xB1"), SPAN_INIT("\xC4\xB1")},  // small i without one
        {SPAN_INIT("Stra\xC3\x9F"
                   "e"),
         SPAN_INIT("strasse")},
        {SPAN_INIT("STRASSE"), SPAN_INIT("strasse")},
        {SPAN_INIT("\xE1\xBA\x9E"), SPAN_INIT("ss")},
        {SPAN_INIT("\xCE\xA3\xCE\x91\xCE\xA3"), SPAN_INIT("\xCF\x83\xCE\xB1\xCF\x83")}, // both small sigmas
        {SPAN_INIT("\xCF\x83\xCE\xB1\xCF\x82"), SPAN_INIT("\xCF\x83\xCE\xB1\xCF\x83")},
        {SPAN_INIT("\xC3\x89"
                   "cole"),
         SPAN_INIT("\xC3\xA9"
                   "cole")},
        {SPAN_INIT("E\xCC\x81"
                   "cole"),
         SPAN_INIT("\xC3\xA9"
                   "cole")},
        {SPAN_INIT("\xEF\xAC\x81n"), SPAN_INIT("fin")}, // the ligature folds to letters
        {SPAN_INIT("a\xC2\xA0\xE2\x80\x83\xE3\x80\x80"
                   "b"),
         SPAN_INIT("a b")},
        {SPAN_INIT("\xEF\xBB\xBFName"), SPAN_INIT("name")},
        {SPAN_INIT("\xCE\xB1\xCD\x85\xCC\x81"), SPAN_INIT("\xCE\xAC\xCE\xB9")}, // iota below: in its normal place first
        {SPAN_INIT("\xE1\xBE\xB4"), SPAN_INIT("\xCE\xAC\xCE\xB9")},
        {SPAN_INIT("\xE6\x97\xA5\xE6\x9C\xAC \xE8\xAA\x9E"), SPAN_INIT("\xE6\x97\xA5\xE6\x9C\xAC \xE8\xAA\x9E")},
        {SPAN_INIT("A-1 (b)"), SPAN_INIT("a-1 (b)")},
        {SPAN_INIT("a\0B"), SPAN_INIT("a\0b")},
    };
    memory m = {0};
    arena a = arena_over(&m);
    for (size_t i = 0; i < COUNT(CASES); i++) {
        check(text_fold, &a, CASES[i][0], CASES[i][1]);
        check(text_fold, &a, CASES[i][1], CASES[i][1]);
    }
    arena_free(&a);
    assert_int_equal(m.live_bytes, 0);
}

static void folds_bare(void **state) {
    (void)state;
    static const span CASES[][2] = {
        {SPAN_INIT("E-mail address"), SPAN_INIT("emailaddress")},
        {SPAN_INIT("Email  Address:"), SPAN_INIT("emailaddress")},
        {SPAN_INIT("Which areas would you like help with? (up to 3)"),
         SPAN_INIT("whichareaswouldyoulikehelpwithupto3")},
        {SPAN_INIT("Pr\xC3\xA9nom*"), SPAN_INIT("pr\xC3\xA9nom")},
        {SPAN_INIT("PRE\xCC\x81NOM"), SPAN_INIT("pr\xC3\xA9nom")},
        {SPAN_INIT("\xE2\x80\x93 Name \xE2\x80\x93"), SPAN_INIT("name")},
        {SPAN_INIT("a -\xCC\x81 b"), SPAN_INIT("ab")}, // a mark goes with what it stands on
        {SPAN_INIT("\xCC\x81"
                   "ab"),
         SPAN_INIT("ab")},
        {SPAN_INIT("\xE0\xA4\xA8\xE0\xA4\xBE\xE0\xA4\xAE"),
         SPAN_INIT("\xE0\xA4\xA8\xE0\xA4\xBE\xE0\xA4\xAE")}, // vowel signs stay
        {SPAN_INIT("\xD9\xA1\xC2\xBD"), SPAN_INIT("\xD9\xA1\xC2\xBD")},
        {SPAN_INIT("?!\xE2\x80\xA6"), SPAN_INIT("")},
        {SPAN_INIT("?!"), SPAN_INIT("")},
    };
    memory m = {0};
    arena a = arena_over(&m);
    for (size_t i = 0; i < COUNT(CASES); i++) {
        check(text_fold_bare, &a, CASES[i][0], CASES[i][1]);
        check(text_fold_bare, &a, CASES[i][1], CASES[i][1]);
    }
    arena_free(&a);
    assert_int_equal(m.live_bytes, 0);
}

static void folds_names(void **state) {
    (void)state;
    static const span CASES[][2] = {
        {SPAN_INIT("Jos\xC3\xA9 N\xC3\xBA\xC3\xB1"
                   "ez"),
         SPAN_INIT("josenunez")},
        {SPAN_INIT("Jose Nunez"), SPAN_INIT("josenunez")},
        {SPAN_INIT("O'Brien, Se\xC3\xA1n"), SPAN_INIT("obriensean")},
        {SPAN_INIT("\xC5\x81ukasz"), SPAN_INIT("\xC5\x82ukasz")}, // a stroke is no accent
        {SPAN_INIT("Nguy\xE1\xBB\x85n Th\xE1\xBB\x8B H\xC6\xB0\xC6\xA1ng"), SPAN_INIT("nguyenthihuong")},
        {SPAN_INIT("\xED\x95\x9C"), SPAN_INIT("\xED\x95\x9C")},
        {SPAN_INIT("\xC4\xB0lker"), SPAN_INIT("ilker")},
        {SPAN_INIT("\xD0\x99"), SPAN_INIT("\xD0\xB8")},
        {SPAN_INIT("J\xCC\x8C"), SPAN_INIT("j")},
    };
    memory m = {0};
    arena a = arena_over(&m);
    for (size_t i = 0; i < COUNT(CASES); i++) {
        check(text_fold_name, &a, CASES[i][0], CASES[i][1]);
        check(text_fold_name, &a, CASES[i][1], CASES[i][1]);
    }
    arena_free(&a);
    assert_int_equal(m.live_bytes, 0);
}

// Folding a folded text changes nothing, and equal texts fold equally, whichever character it is.
static void folding_every_code_point_settles(void **state) {
    (void)state;
    static form *const FORMS[] = {text_nfc, text_fold, text_fold_bare, text_fold_name};
    memory m = {0};
    for (uint32_t c = 0; c <= 0x10FFFF; c++) {
        bool surrogate = c >= 0xD800 && c <= 0xDFFF;
        bool far = c >= 0x32000 && c < 0xE0000; // nothing is assigned there
        if (surrogate || far || c >= 0xE2000) {
            continue;
        }
        char bytes[16] = "x";
        utf8proc_uint8_t *end = (utf8proc_uint8_t *)bytes + 1;
        end += utf8proc_encode_char((utf8proc_int32_t)c, end);
        end += utf8proc_encode_char(0x345, end);
        end += utf8proc_encode_char(0x301, end);
        span text = {bytes, (size_t)(end - (utf8proc_uint8_t *)bytes)};
        arena a = arena_over(&m);
        span normal;
        assert_int_equal(text_nfc(&normal, &a, text), STATUS_OK);
        for (size_t i = 0; i < COUNT(FORMS); i++) {
            span once, twice, from_normal;
            assert_int_equal(FORMS[i](&once, &a, text), STATUS_OK);
            assert_int_equal(FORMS[i](&twice, &a, once), STATUS_OK);
            assert_int_equal(FORMS[i](&from_normal, &a, normal), STATUS_OK);
            if (!span_equal(once, twice) || !span_equal(once, from_normal) || text_invalid_at(once) != SIZE_MAX) {
                fail_msg("U+%04X, form %zu", (unsigned)c, i);
            }
        }
        arena_free(&a);
    }
    assert_int_equal(m.live_bytes, 0);
}

static void what_is_not_utf8_is_refused(void **state) {
    (void)state;
    static form *const FORMS[] = {text_nfc, text_fold, text_fold_bare, text_fold_name};
    memory m = {0};
    arena a = arena_over(&m);
    for (size_t i = 0; i < COUNT(FORMS); i++) {
        span out = SPAN("untouched");
        assert_int_equal(FORMS[i](&out, &a, SPAN("caf\xE9")), STATUS_INTERNAL);
        assert_int_equal(FORMS[i](&out, &a, SPAN("\xE2\x82")), STATUS_INTERNAL);
        assert_true(span_equal(out, SPAN("untouched")));
    }
    assert_true(text_nearest(&a, SPAN("caf\xE9"), &(span){"cafe", 4}, 1) == SIZE_MAX);
    arena_free(&a);
    assert_int_equal(m.live_bytes, 0);
}

static void a_large_cell(void **state) {
    (void)state;
    enum { REPEATS = 200000 };
    char *text = malloc(REPEATS * 6);
    assert_non_null(text);
    for (size_t i = 0; i < REPEATS; i++) {
        memcpy(text + i * 6, "E\xCC\x81 \xC3\x9F", 6);
    }
    memory m = {0};
    arena a = arena_over(&m);
    span folded, s = {text, REPEATS * 6};
    assert_int_equal(text_characters(s), REPEATS * 4);
    assert_int_equal(text_fold(&folded, &a, s), STATUS_OK);
    assert_int_equal(folded.length, REPEATS * 5);
    assert_memory_equal(folded.text, "\xC3\xA9 ss\xC3\xA9 ss", 10);
    arena_free(&a);
    free(text);
    assert_int_equal(m.live_bytes, 0);
}

// ---- nearest word and visible text

static void nearest_word(void **state) {
    (void)state;
    static const span KEYS[] = {SPAN_INIT("minimum_score"),
                                SPAN_INIT("minimum_stage_gap"),
                                SPAN_INIT("maximum_stage_gap"),
                                SPAN_INIT("same_institution"),
                                SPAN_INIT("name"),
                                SPAN_INIT("\xC3\x89"
                                          "cole"),
                                SPAN_INIT("no"),
                                SPAN_INIT("x")};
    static const struct {
        span word;
        size_t nearest;
    } CASES[] = {
        {SPAN_INIT("minimum_scroe"), 0},
        {SPAN_INIT("Minimum_Score"), 0}, // only the case differs
        {SPAN_INIT("minimun_stage_gap"), 1},
        {SPAN_INIT("maximum_stage_gap"), 2},
        {SPAN_INIT("mximum_stage_gap"), 2},
        {SPAN_INIT("same_instituton"), 3},
        {SPAN_INIT("naem"), 4},
        {SPAN_INIT("nmae"), 4},
        {SPAN_INIT("namely"), 4}, // 2 of 6
        {SPAN_INIT("ecole"), 5},
        {SPAN_INIT("E\xCC\x81"
                   "coles"),
         5},
        {SPAN_INIT("on"), 6}, // a swap
        {SPAN_INIT("n"), 6},
        {SPAN_INIT("completely different"), SIZE_MAX},
        {SPAN_INIT("names_of_people"), SIZE_MAX}, // that a word begins so does not make it near
        {SPAN_INIT("y"), SIZE_MAX},               // nothing in common
        {SPAN_INIT(""), SIZE_MAX},
        {SPAN_INIT("  "), SIZE_MAX},
    };
    memory m = {0};
    arena a = arena_over(&m);
    for (size_t i = 0; i < COUNT(CASES); i++) {
        size_t nearest = text_nearest(&a, CASES[i].word, KEYS, COUNT(KEYS));
        if (nearest != CASES[i].nearest) {
            fail_msg("\"%.*s\" is near %zu", SPAN_ARGS(CASES[i].word), nearest);
        }
    }
    const span tied[] = {SPAN("xxxxxx"), SPAN("cat1"), SPAN("cat2"), SPAN("cat")};
    assert_int_equal(text_nearest(&a, SPAN("cat3"), tied, 4), 1); // the first of equals
    assert_int_equal(text_nearest(&a, SPAN("cat"), tied, 4), 3);
    assert_true(text_nearest(&a, SPAN("cat"), NULL, 0) == SIZE_MAX);
    assert_true(text_nearest(&a, SPAN("cat"), &(span){NULL, 0}, 1) == SIZE_MAX);
    arena_free(&a);
    assert_int_equal(m.live_bytes, 0);
}

static void long_words_are_never_near(void **state) {
    (void)state;
    memory m = {0};
    arena a = arena_over(&m);
    char letters[20000];
    memset(letters, 'a', sizeof letters);
    const span exact = {letters, 200}, longer = {letters, 201}, huge = {letters, sizeof letters};
    assert_int_equal(text_nearest(&a, exact, &exact, 1), 0);
    assert_true(text_nearest(&a, exact, &longer, 1) == SIZE_MAX);
    assert_true(text_nearest(&a, longer, &exact, 1) == SIZE_MAX);
    assert_true(text_nearest(&a, huge, &huge, 1) == SIZE_MAX);
    arena_free(&a);
    assert_int_equal(m.live_bytes, 0);
}

static void visible_text(void **state) {
    (void)state;
    static const struct {
        span from;
        size_t characters;
        const char *to;
    } CASES[] = {
        {SPAN_INIT("short"), 10, "short"},
        {SPAN_INIT("exact"), 5, "exact"},
        {SPAN_INIT("longer"), 5, "longe..."},
        {SPAN_INIT("\xC3\xA9\xC3\xA9\xC3\xA9"), 2, "\xC3\xA9\xC3\xA9..."},
        {SPAN_INIT("a\xE2\x80\xAE"
                   "b"),
         10, "a\\u{202E}b"},
        {SPAN_INIT("a\xE2\x80\xAE"
                   "b"),
         2, "a\\u{202E}..."}, // an escape counts as the character it stands for
        {SPAN_INIT("\x1B[1m"), 9, "\\u{001B}[1m"},
        {SPAN_INIT("a\r\nb\nc"), 9, "a b c"},
        {SPAN_INIT("\0"), 9, "\\u{0000}"},
        {SPAN_INIT("\xEF\xBF\xBE"), 9, "\\u{FFFE}"},
        {SPAN_INIT("\x80\x80"), 1, "\\x{80}..."},
        {SPAN_INIT("\x80\x80"), 2, "\\x{80}\\x{80}"},
        {SPAN_INIT(""), 0, ""},
        {SPAN_INIT("x"), 0, "..."},
        {SPAN_INIT("\xE2\x80\x8D"), 9, "\xE2\x80\x8D"}, // joins emoji and letters: not touched
    };
    memory m = {0};
    arena a = arena_over(&m);
    for (size_t i = 0; i < COUNT(CASES); i++) {
        span shown = text_visible(&a, CASES[i].from, CASES[i].characters);
        assert_non_null(shown.text);
        assert_string_equal(shown.text, CASES[i].to);
        assert_int_equal(shown.length, strlen(CASES[i].to));
    }
    arena_free(&a);
    assert_int_equal(m.live_bytes, 0);
}

// ---- want of memory

static void survives_want_of_memory_at_every_call(void **state) {
    (void)state;
    static form *const FORMS[] = {text_nfc, text_fold, text_fold_bare, text_fold_name};
    static const span TEXTS[] = {SPAN_INIT("E\xCC\x81"
                                           "cole  normale"),
                                 SPAN_INIT("\xC3\x89"
                                           "cole"),
                                 SPAN_INIT("Plain Text")};
    for (size_t i = 0; i < COUNT(FORMS) * COUNT(TEXTS); i++) {
        bool failed = true;
        for (uint64_t n = 1; failed; n++) {
            memory m = {.fail_at = n};
            arena a = arena_over(&m);
            span untouched = SPAN("untouched"), out = untouched;
            status result = FORMS[i % COUNT(FORMS)](&out, &a, TEXTS[i / COUNT(FORMS)]);
            failed = m.calls >= n;
            assert_int_equal(result, failed ? STATUS_NO_MEMORY : STATUS_OK);
            assert_true(!failed || out.text == untouched.text);
            arena_free(&a);
            assert_int_equal(m.live_bytes, 0);
        }
    }
    const span candidates[] = {SPAN("\xC3\x89"
                                    "cole"),
                               SPAN("\xC3\xA9"
                                    "coles")};
    bool failed = true;
    for (uint64_t n = 1; failed; n++) {
        memory m = {.fail_at = n, .fail_on = true};
        arena a = arena_over(&m);
        size_t nearest = text_nearest(&a, SPAN("E\xCC\x81 COLE"), candidates, 2);
        failed = m.calls >= n;
        assert_true(failed || nearest == 0);
        assert_true(n > 1 || nearest == SIZE_MAX);
        arena_free(&a);
        assert_int_equal(m.live_bytes, 0);
    }
    memory none = {.fail_at = 1};
    arena a = arena_over(&none);
    assert_null(text_visible(&a, SPAN("x"), 1).text);
    arena_free(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kuhns_lines),
        cmocka_unit_test(random_bytes_agree_with_utf8proc),
        cmocka_unit_test(counts_characters_and_columns),
        cmocka_unit_test(stops_where_a_stress_test_says), cmocka_unit_test(sees_control_characters),
        cmocka_unit_test(normal_form), cmocka_unit_test(many_marks),
        cmocka_unit_test(folds),
        cmocka_unit_test(folds_bare),
        cmocka_unit_test(folds_names),
        cmocka_unit_test(folding_every_code_point_settles),
        cmocka_unit_test(what_is_not_utf8_is_refused),
        cmocka_unit_test(a_large_cell),
        cmocka_unit_test(nearest_word),
        cmocka_unit_test(long_words_are_never_near),
        cmocka_unit_test(visible_text),
        cmocka_unit_test(survives_want_of_memory_at_every_call),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
