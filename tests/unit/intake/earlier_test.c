// SPDX-License-Identifier: GPL-3.0-or-later
#include "cohort_reader.h"

#define FORMAT "\"format\": \"mentorpair.pairing/1\""

static void expect_past(const cohort_reader *t, size_t count, const char *mentee, const char *mentor) {
    if (t->h == NULL || t->h->past_count != count) {
        reader_print(t);
    }
    assert_int_equal(t->h->past_count, count);
    if (count > 0) {
        assert_span(t->h->people[ROLE_MENTEE][t->h->past[0].mentee].id, mentee);
        assert_span(t->h->people[ROLE_MENTOR][t->h->past[0].mentor].id, mentor);
    }
}

static void from_csv(void **state) {
    (void)state;
    cohort_reader t;
    reader_begin(&t);
    reader_add(&t, INPUT_PAST, "mentor;mentee\nNIA@x.org;ed@x.org\nGone Away;flo@x.org\nnia mentor;Ed Mentee\n");
    reader_add(&t, INPUT_PREVIOUS, "mentee,mentor,score\nflo@x.org,mo@x.org,80\nsomebody,else,70\n");
    reader_read_texts(&t, READER_PROGRAM, READER_MENTORS, READER_MENTEES);
    assert_int_equal(t.status, STATUS_OK);
    expect_past(&t, 1, "ed@x.org", "nia@x.org");
    assert_int_equal(t.h->previous_count, 1);
    assert_int_equal(t.h->previous_named, 2);
    assert_int_equal(t.h->inputs[3].role, INPUT_PAST);
    assert_int_equal(t.h->inputs[3].rows, 3);
    reader_end(&t);
}

static void from_pairing(void **state) {
    (void)state;
    cohort_reader t;
    reader_begin(&t);
    reader_add(
        &t, INPUT_PAST,
        "\xEF\xBB\xBF {" FORMAT ", \"program\": {\"pairs\": [1, [2, {\"mentee\": \"no\"}]], \"x\": null},\n"
        "\"pairs\": [ {\"mentee\": \"M7\", \"mentor\": \"nia@x.org\", \"criteria\": [{\"mentee\": \"q\"}]},\n"
        "  {\"mentor\": \"mo@x.org\", \"mentee\": \"flo@x.org\"}, {\"mentee\": \"gone\", \"mentor\": \"mo@x.org\"} ],\n"
        "\"people\": {\"mentors\": [{\"id\": \"nia@x.org\", \"email\": \"Nia@x.org\"}], \"mentees\": [{\"id\": \"M7\", "
        "\"name\": \"E\\u0064\", \"email\": "
        "\"e\\u0064@x.org\"}, {\"id\": \"flo@x.org\", \"email\": \"flo@elsewhere.org\"}]}, \"tail\": [[], {}, true, "
        "-1.5e3]}\n");
    reader_read_texts(&t, READER_PROGRAM, READER_MENTORS, READER_MENTEES);
    assert_int_equal(t.status, STATUS_OK);
    expect_past(&t, 1, "ed@x.org", "nia@x.org"); // by address; flo@x.org is somebody else's id by now
    assert_int_equal(t.h->inputs[3].rows, 3);
    reader_end(&t);

    reader_begin(&t); // without people, by id
    reader_add(&t, INPUT_PAST, "{\"pairs\": [{\"mentee\": \"flo@x.org\", \"mentor\": \"mo@x.org\"}], " FORMAT "}");
    reader_read_texts(&t, READER_PROGRAM, READER_MENTORS, READER_MENTEES);
    expect_past(&t, 1, "flo@x.org", "mo@x.org");
    reader_end(&t);
}

static void several_files(void **state) {
    (void)state;
    cohort_reader t;
    reader_begin(&t);
    reader_add(&t, INPUT_PAST, "mentee,mentor\nflo@x.org,mo@x.org\n");
    reader_add(&t, INPUT_PAST, "mentee,mentor\ned@x.org,mo@x.org\nflo@x.org,mo@x.org\n");
    reader_read_texts(&t, READER_PROGRAM, READER_MENTORS, READER_MENTEES);
    expect_past(&t, 2, "ed@x.org", "mo@x.org");
    reader_end(&t);
}

static void unreadable(void **state) {
    (void)state;
    static const struct {
        const char *text, *code;
        uint32_t line, column;
    } EXAMPLES[] = {
        {"{" FORMAT ",\n \"pairs\": [{\"mentee\": \"a\" \"mentor\"}]}", "pairing_unreadable", 2, 27},
        {"{" FORMAT ",\n \"pairs\": [", "pairing_unreadable", 2, 12},
        {"{" FORMAT "} {}", "pairing_unreadable", 1, 36},
        {"{\"pairs\": []}", "pairing_unreadable", 1, 1},
        {"{\"format\": \"mentorpair.pairing/2\"}", "pairing_unreadable", 1, 1},
        {"{", "pairing_unreadable", 1, 2},
        {"", "file_empty", 1, 1},
        {"mentee,mentor\n,mo@x.org\n", "person_missing", 2, 1},
        {"a,b\nc,d\n", "column_missing", 1, 1},
    };
    for (size_t i = 0; i < sizeof EXAMPLES / sizeof *EXAMPLES; i++) {
        cohort_reader t;
        reader_begin(&t);
        reader_add(&t, INPUT_PAST, EXAMPLES[i].text);
        reader_read_texts(&t, READER_PROGRAM, READER_MENTORS, READER_MENTEES);
        assert_int_equal(t.status, STATUS_BAD_INPUT);
        const finding *f = &t.c.findings.items[0];
        if (strcmp(f->code, EXAMPLES[i].code) != 0 || f->place.line != EXAMPLES[i].line ||
            f->place.column != EXAMPLES[i].column) {
            reader_print(&t);
            fail_msg("example %zu", i);
        }
        reader_end(&t);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(from_csv),
        cmocka_unit_test(from_pairing),
        cmocka_unit_test(several_files),
        cmocka_unit_test(unreadable),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
