// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/edit_distance.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <string.h>

#include <cmocka.h>

static edit_word word_of(const char *text) {
    edit_word word = {.count = strlen(text)};
    for (size_t i = 0; i < word.count; i++) {
        word.characters[i] = (unsigned char)text[i];
    }
    return word;
}

static size_t between(const char *a, const char *b, size_t limit) {
    edit_word first = word_of(a), second = word_of(b);
    return edit_distance(&first, &second, limit);
}

static void known_distances(void **state) {
    (void)state;
    static const struct {
        const char *a, *b;
        size_t distance;
    } CASES[] = {
        {"", "", 0},
        {"", "abc", 3},
        {"same", "same", 0},
        {"kitten", "sitting", 3},
        {"saturday", "sunday", 3},
        {"ab", "ba", 1}, // a swap counts one
        {"teh", "the", 1},
        {"wieght", "weight", 1},
        {"abcdef", "badcfe", 3},
        {"ca", "abc", 3}, // no piece is touched twice (Damerau's would be 2)
        {"a", "b", 1},
        {"abc", "xyz", 3},
        {"minimum_scroe", "minimum_score", 1},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        assert_int_equal(between(CASES[i].a, CASES[i].b, 100), CASES[i].distance);
        assert_int_equal(between(CASES[i].b, CASES[i].a, 100), CASES[i].distance);
        assert_int_equal(between(CASES[i].a, CASES[i].b, CASES[i].distance), CASES[i].distance);
        if (CASES[i].distance > 0) {
            assert_true(between(CASES[i].a, CASES[i].b, CASES[i].distance - 1) >= CASES[i].distance);
        }
    }
}

// The definition, word for word.
static size_t slow(const edit_word *a, size_t i, const edit_word *b, size_t j) {
    if (i == 0 || j == 0) {
        return i + j;
    }
    bool same = a->characters[i - 1] == b->characters[j - 1];
    size_t best = slow(a, i - 1, b, j - 1) + (same ? 0 : 1);
    size_t other = slow(a, i - 1, b, j) + 1;
    best = other < best ? other : best;
    other = slow(a, i, b, j - 1) + 1;
    best = other < best ? other : best;
    if (i > 1 && j > 1 && a->characters[i - 1] == b->characters[j - 2] &&
        a->characters[i - 2] == b->characters[j - 1]) {
        other = slow(a, i - 2, b, j - 2) + 1;
        best = other < best ? other : best;
    }
    return best;
}

static edit_word random_word(uint32_t *random) {
    edit_word word = {.count = 0};
    *random = *random * 1664525u + 1013904223u;
    size_t length = *random >> 24 & 7;
    while (word.count < length) {
        *random = *random * 1664525u + 1013904223u;
        word.characters[word.count++] = 'a' + (*random >> 24) % 3;
    }
    return word;
}

static void agrees_with_the_definition(void **state) {
    (void)state;
    uint32_t random = 20170501;
    for (int round = 0; round < 2000; round++) {
        edit_word a = random_word(&random), b = random_word(&random);
        size_t expected = slow(&a, a.count, &b, b.count);
        for (size_t limit = 0; limit < 9; limit++) {
            size_t found = edit_distance(&a, &b, limit);
            assert_true(expected <= limit ? found == expected : found > limit);
        }
    }
}

static void the_longest_words_fit(void **state) {
    (void)state;
    edit_word a = {.count = EDIT_DISTANCE_LONGEST}, b = {.count = EDIT_DISTANCE_LONGEST};
    for (size_t i = 0; i < EDIT_DISTANCE_LONGEST; i++) {
        a.characters[i] = 0x10FFFF;
        b.characters[i] = i == 7 ? 'x' : 0x10FFFF;
    }
    assert_int_equal(edit_distance(&a, &b, EDIT_DISTANCE_LONGEST), 1);
    b.count = 1;
    assert_int_equal(edit_distance(&a, &b, EDIT_DISTANCE_LONGEST), EDIT_DISTANCE_LONGEST - 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_distances),
        cmocka_unit_test(agrees_with_the_definition),
        cmocka_unit_test(the_longest_words_fit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
