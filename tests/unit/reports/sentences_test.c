// All sentences: well-formed, for every count, and in the voice of the reports. And how one is said.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/sentences.h"

#include "scribe_fixture.h"

typedef struct entry {
    const char *code, *one, *other;
} entry;
static const entry ENTRIES[] = {
#define X(code, one, other) {#code, one, other},
#include "reports/sentences_texts.inc"
#undef X
};
enum { COUNT = sizeof ENTRIES / sizeof ENTRIES[0] };

static size_t times(const char *text, char what) {
    size_t count = 0;
    for (; *text != '\0'; text++) {
        count += *text == what;
    }
    return count;
}

static void check_form(const entry *e, const char *text) {
    static const char *const BANNED[] = {"!",     " bp",   "dual", "bipartite", " he ", " she ",
                                         " his ", " her ", "  ",   " ,",        " ."};
    if (times(text, '*') % 2 != 0 || times(text, '_') % 2 != 0 || times(text, '`') % 2 != 0) {
        fail_msg("%s: emphasis without its end", e->code);
    }
    for (const char *at = strchr(text, '{'); at != NULL; at = strchr(at + 1, '{')) {
        if (at[1] < '0' || at[1] > '9' || at[2] != '}') {
            fail_msg("%s: a brace that names no argument", e->code);
        }
    }
    for (size_t i = 0; i < sizeof BANNED / sizeof BANNED[0]; i++) {
        if (strstr(text, BANNED[i]) != NULL) {
            fail_msg("%s: holds \"%s\"", e->code, BANNED[i]);
        }
    }
}

static void all_sentences_are_well_formed(void **state) {
    (void)state;
    assert_int_equal(COUNT, SENTENCE_COUNT);
    argument arguments[10];
    for (size_t i = 0; i < 10; i++) {
        arguments[i] = say_text(SPAN("x"));
    }
    for (size_t i = 0; i < COUNT; i++) {
        assert_non_null(ENTRIES[i].other);
        check_form(&ENTRIES[i], ENTRIES[i].other);
        if (ENTRIES[i].one != NULL) {
            check_form(&ENTRIES[i], ENTRIES[i].one);
        }
        for (int64_t count = 0; count < 3; count++) {
            span said = phrase_text(&f.s, sentences_say(&f.s, (sentence)i, count, arguments, 10));
            assert_true(said.length > 0);
            assert_null(memchr(said.text, '{', said.length));
            assert_null(memchr(said.text, '*', said.length));
        }
    }
}

static void says(phrase p, const char *expected) {
    span text = phrase_text(&f.s, p);
    assert_int_equal(text.length, strlen(expected));
    assert_memory_equal(text.text, expected, text.length);
}

static void one_and_many_differ(void **state) {
    (void)state;
    says(SAY(&f.s, SAY_MENTEES, 1, say_digits(1)), "1 mentee");
    says(SAY(&f.s, SAY_MENTEES, 0, say_digits(0)), "0 mentees");
    says(SAY(&f.s, SAY_MENTEES, 1200, say_digits(1200)), "1,200 mentees");
    says(SAY(&f.s, SAY_HEADLINE_SOME, 1, say_digits(1), say_digits(9)), "One of 9 mentees has a mentor.");
    says(SAY(&f.s, SAY_HEADLINE_SOME, 41, say_digits(41), say_digits(52)), "41 of 52 mentees have a mentor.");
}

static void names_keep_their_marks_and_are_told_apart(void **state) {
    (void)state;
    phrase name = phrase_foreign(&f.s, RUN_TEXT, SPAN("*Eve* {0} _x_ `y`"));
    phrase said = SAY(&f.s, SAY_GROUP_ONE_MENTOR, 4, say_text(SPAN("Four of them")), say_phrase(name));
    says(said, "Four of them depend on one mentor, *Eve* {0} _x_ `y`, who is full.");
    bool found = false;
    for (size_t i = 0; i < said.count; i++) {
        assert_int_equal(said.runs[i].style, RUN_STRONG);
        found = found || said.runs[i].foreign;
    }
    assert_true(found);
}

static void every_kind_of_argument_is_written(void **state) {
    (void)state;
    f.s.weak_below_bp = 7000;
    says(SAY(&f.s, SAY_TIMES, 0, say_words(11), say_raised(11)), "eleven \xC3\x97 Eleven");
    says(SAY(&f.s, SAY_TIMES, 0, say_fit(6996), say_limit(7000)), "69.96\xC2\xA0% \xC3\x97 70\xC2\xA0%");
    says(SAY(&f.s, SAY_TIMES, 0, say_points(-2330), say_exact(338972)), "23.3 \xC3\x97 3,389.72");
}

static void code_keeps_its_letters(void **state) {
    (void)state;
    phrase said = SAY(&f.s, SAY_STOPPED_TIME_LIMIT, 10, say_digits(10));
    bool found = false;
    for (size_t i = 0; i < said.count; i++) {
        found = found || (said.runs[i].style == RUN_CODE && span_equal(said.runs[i].text, SPAN("--time-limit")));
    }
    assert_true(found);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_sentences_are_well_formed),
        cmocka_unit_test(one_and_many_differ),
        cmocka_unit_test(names_keep_their_marks_and_are_told_apart),
        cmocka_unit_test(every_kind_of_argument_is_written),
        cmocka_unit_test(code_keeps_its_letters),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
