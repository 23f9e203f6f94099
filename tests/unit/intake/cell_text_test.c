// SPDX-License-Identifier: GPL-3.0-or-later
#include "cohort_reader.h"
#include "intake/cell_text.h"

static void expect(const char *text, const char *expected) {
    memory m = {0};
    arena a = arena_over(&m);
    span out;
    assert_int_equal(cell_text_visible(&out, &a, span_of(text)), STATUS_OK);
    assert_span(out, expected);
    arena_free(&a);
    assert_int_equal(m.live_bytes, 0);
}

static void visible(void **state) {
    (void)state;
    expect("", "");
    expect("plain", "plain");
    expect("two\nlines\tand\r\nmore", "two\nlines\tand\r\nmore");
    expect("Jos\xC3\xA9 \xF0\x9F\x98\x80", "Jos\xC3\xA9 \xF0\x9F\x98\x80");
    expect("\x01"
           "a\x7F",
           "\\u{0001}a\\u{007F}");
    expect("a\xE2\x80\xAE"
           "b\xE2\x81\xA9",
           "a\\u{202E}b\\u{2069}");
    expect("\xEF\xBF\xBF", "\\u{FFFF}");
    expect("\xF4\x8F\xBF\xBF", "\\u{10FFFF}"); // the longest
}

static void untouched_where_harmless(void **state) {
    (void)state;
    memory m = {.fail_at = 1, .fail_on = true};
    arena a = arena_over(&m);
    span out, text = SPAN("Jos\xC3\xA9\n");
    assert_int_equal(cell_text_visible(&out, &a, text), STATUS_OK);
    assert_ptr_equal(out.text, text.text);
    assert_int_equal(cell_text_visible(&out, &a, SPAN("\x01")), STATUS_NO_MEMORY);
}

static void several_columns(void **state) {
    (void)state;
    cohort_reader t;
    reader_begin(&t);
    reader_read_texts(&t, READER_PROGRAM "columns: {mentors: {goals: [One, Two, Three], areas: [Area 1, Area 2]}}\n",
                      "First name,Surname,email,career stage,Area 1,Area 2,One,Two,Three\n"
                      " Mo , Mentor ,mo@x.org,Senior,Acquisitions,\"Preservation; Acquisitions\",a,, c \n"
                      ",Nia,nia@x.org,Senior,,Preservation,,,\n",
                      NULL);
    const person *mo = reader_person(&t, ROLE_MENTOR, "mo@x.org"), *nia = reader_person(&t, ROLE_MENTOR, "nia@x.org");
    assert_span(mo->name, "Mo Mentor");
    assert_span(nia->name, "Nia");
    assert_span(mo->answers[FIELD_GOALS].text, "a c");
    assert_span(nia->answers[FIELD_GOALS].text, "");
    assert_span(mo->answers[FIELD_AREAS].text, "Acquisitions; Preservation; Acquisitions");
    assert_int_equal(mo->answers[FIELD_AREAS].choices->count, 2);
    reader_end(&t);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(visible), cmocka_unit_test(untouched_where_harmless),
                                       cmocka_unit_test(several_columns)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
