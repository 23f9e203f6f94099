// Phrases: other people's words are made harmless and stay whole; lists leave out what is empty.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/phrase.h"

#include "scribe_fixture.h"

static void foreign_is(const char *words, const char *expected) {
    phrase p = phrase_foreign(&f.s, RUN_STRONG, span_of(words));
    span text = phrase_text(&f.s, p);
    assert_int_equal(text.length, strlen(expected));
    assert_memory_equal(text.text, expected, text.length);
    if (text.length > 0) {
        assert_int_equal(p.count, 1);
        assert_true(p.runs[0].foreign);
        assert_int_equal(p.runs[0].style, RUN_STRONG);
    }
}

static void foreign_words_are_made_harmless(void **state) {
    (void)state;
    foreign_is("Ana Luc\xC3\xAD"
               "a",
               "Ana Luc\xC3\xAD"
               "a");
    foreign_is("a\x01"
               "b\x7F",
               "a\\u{0001}b\\u{007F}");
    foreign_is("\xE2\x80\xAE"
               "evil\xE2\x81\xA9",
               "\\u{202E}evil\\u{2069}");
    foreign_is("two\r\nlines\ttab", "two  lines tab");
    foreign_is("\xE2\x80\x8F\xD7\xA9\xD7\xA8\xD7\x94",
               "\xE2\x80\x8F\xD7\xA9\xD7\xA8\xD7\x94"); // a mark that names may need
    foreign_is("\xEF\xBF\xBE", "\\u{FFFE}");
    foreign_is("*bold* _it_ `c` {0}", "*bold* _it_ `c` {0}");
    foreign_is("  \n ", "");
    foreign_is("", "");
}

static phrase own(const char *words) {
    return phrase_of(&f.s, RUN_TEXT, span_of(words));
}

static void list_is(const phrase *parts, size_t count, const char *expected) {
    span text = phrase_text(&f.s, phrase_list(&f.s, parts, count, ", ", " and "));
    assert_int_equal(text.length, strlen(expected));
    assert_memory_equal(text.text, expected, text.length);
}

static void lists_read_as_people_write(void **state) {
    (void)state;
    const phrase parts[] = {own("a"), own(""), own("b"), own("c"), own("")};
    list_is(parts, 5, "a, b and c");
    list_is(parts, 3, "a and b");
    list_is(parts, 2, "a");
    list_is(parts, 0, "");
    assert_true(phrase_empty(phrase_list(&f.s, parts + 4, 1, ", ", " and ")));
}

static void only_ascii_letters_are_raised(void **state) {
    (void)state;
    span text = phrase_text(&f.s, phrase_raised(&f.s, own("one stage")));
    assert_memory_equal(text.text, "One stage", text.length);
    text = phrase_text(&f.s, phrase_raised(&f.s, own("2 of 3")));
    assert_memory_equal(text.text, "2 of 3", text.length);
    assert_true(phrase_empty(phrase_raised(&f.s, own(""))));
}

static void want_of_memory_makes_everything_empty(void **state) {
    (void)state;
    context c;
    context_init(&c, (host){0});
    arena a = arena_over(&c.memory);
    scribe s = scribe_create(&a, &c);
    c.memory.fail_at = c.memory.calls + 1;
    c.memory.fail_on = true;
    char long_words[3000];
    memset(long_words, 'x', sizeof long_words);
    for (int i = 0; i < 10; i++) {
        (void)phrase_foreign(&s, RUN_TEXT, (span){long_words, sizeof long_words});
    }
    assert_int_equal(s.status, STATUS_NO_MEMORY);
    assert_true(phrase_empty(phrase_of(&s, RUN_TEXT, SPAN("x"))));
    assert_int_equal(scribe_format(&s, "%d", 5).length, 0);
    arena_free(&a);
    context_free(&c);
    assert_int_equal(c.memory.live_bytes, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(foreign_words_are_made_harmless),
        cmocka_unit_test(lists_read_as_people_write),
        cmocka_unit_test(only_ascii_letters_are_raised),
        cmocka_unit_test(want_of_memory_makes_everything_empty),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
