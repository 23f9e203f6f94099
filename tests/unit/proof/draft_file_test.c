// A pairing made by hand as it comes: columns and separators of all kinds, pairing.json, lines that name nobody, files
// that cannot be read.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "../intake/cohort_reader.h"

#include "proof/draft_file.h"

#define MENTORS                       \
    "name,email,career stage,areas\n" \
    "Ada,ada@x.org,Senior,A\n"        \
    "Sam Lee,sam1@x.org,Senior,A\n"   \
    "Sam Lee,sam2@x.org,Senior,A\n"
#define MENTEES                       \
    "name,email,career stage,areas\n" \
    "Ed,ed@x.org,Student,A\n"         \
    "Flo,flo@x.org,Student,A\n"

typedef struct desk {
    cohort_reader t;
    arena a;
    draft_file file;
} desk;

static void begin(desk *d) {
    reader_begin(&d->t);
    assert_int_equal(reader_read_texts(&d->t, NULL, MENTORS, MENTEES), STATUS_OK);
    d->a = arena_over(&d->t.c.memory);
}

static void end(desk *d) {
    arena_free(&d->a);
    reader_end(&d->t);
}

static status take(desk *d, span bytes) {
    return draft_file_read(&d->file, &d->a, &d->t.c, d->t.h, SPAN("draft.csv"), bytes);
}

// Its lines as "ed-ada@2:1,2:4 flo-sam1@3:1,3:5": who, and the places of both cells.
static void expect_lines(const desk *d, const char *expected) {
    char text[1000] = "";
    for (uint32_t i = 0; i < d->file.count; i++) {
        const draft_line *l = &d->file.lines[i];
        const span mentee = d->t.h->people[ROLE_MENTEE][l->who[ROLE_MENTEE]].id;
        const span mentor = d->t.h->people[ROLE_MENTOR][l->who[ROLE_MENTOR]].id;
        const place *at = l->place;
        const size_t used = strlen(text);
        (void)snprintf(text + used, sizeof text - used, "%s%.*s-%.*s@%u:%u,%u:%u", i == 0 ? "" : " ",
                       (int)(mentee.length - 6), mentee.text, (int)(mentor.length - 6), mentor.text,
                       at[ROLE_MENTEE].line, at[ROLE_MENTEE].column, at[ROLE_MENTOR].line, at[ROLE_MENTOR].column);
    }
    assert_string_equal(text, expected);
}

static void expect_read(span bytes, const char *lines) {
    desk d;
    begin(&d);
    const size_t before = d.t.c.findings.errors;
    if (take(&d, bytes) != STATUS_OK || d.t.c.findings.errors != before) {
        reader_print(&d.t);
        fail();
    }
    expect_lines(&d, lines);
    assert_int_equal(d.file.faulty, 0);
    end(&d);
}

static void test_all_kinds_of_tables(void **state) {
    (void)state;
    expect_read(SPAN("mentee,mentor\nEd,Ada\nflo@x.org,sam1@x.org\n"), "ed-ada@2:1,2:4 flo-sam1@3:1,3:11");
    expect_read(SPAN("MENTOR;Note; Mentee \r\nada;\"a;b\";ED\r\n"), "ed-ada@2:11,2:1");
    expect_read(SPAN("No\tMentee\tMentor\n1\tEd\tAda"), "ed-ada@2:3,2:6");
    expect_read(SPAN("\xEF\xBB\xBF\"Mentee\",\"Mentor\"\r\n\"Ed\",\"Ada\"\r\n"), "ed-ada@2:1,2:6");
    expect_read(SPAN("\xFF\xFEm\0e\0n\0t\0e\0e\0,\0m\0e\0n\0t\0o\0r\0\n\0E\0d\0,\0A\0d\0a\0"), "ed-ada@2:1,2:4");
    expect_read(SPAN("mentee,mentor\n"), "");
    expect_read(SPAN("mentee,mentor\n,\n\n'=Ed'=,\n"), ""); // a line with nobody, one without a mentor
}

static void test_addresses_beside_names(void **state) {
    (void)state;
    expect_read(SPAN("Mentee,Mentee e-mail,Mentor,Mentor e-mail\nEd,ed@x.org,Sam Lee,sam2@x.org\n"),
                "ed-sam2@2:1,2:13");
    expect_read(SPAN("Mentee e-mail,Mentor e-mail\ned@x.org,ada@x.org\n"), "ed-ada@2:1,2:10");
    expect_read(SPAN("Mentee,Mentor,Mentor e-mail\nEd,,ada@x.org\n"), "ed-ada@2:1,2:4");
}

static void test_a_pairing_json(void **state) {
    (void)state;
    expect_read(SPAN("{\"format\": \"mentorpair.pairing/1\", \"x\": [{}],\n\"pairs\": [{\"mentee\": \"ed@x.org\", "
                     "\"score\": 1, \"mentor\": \"ada@x.org\"},\n {\"mentor\": \"sam1@x.org\", \"mentee\": "
                     "\"flo@x.org\", \"criteria\": [{\"name\": \"mentee\"}]}], \"people\": {}}\n"),
                "ed-ada@2:11,2:11 flo-sam1@3:2,3:2");
    expect_read(SPAN(" {\"pairs\": [], \"format\": \"mentorpair.pairing/1\"}"), "");
}

static void test_an_address_that_contradicts(void **state) {
    (void)state;
    desk d;
    begin(&d);
    assert_int_equal(take(&d, SPAN("Mentee,Mentee e-mail,Mentor\nEd,flo@x.org,Ada\n")), STATUS_OK);
    expect_lines(&d, "ed-ada@2:1,2:14");
    assert_int_equal(reader_only(&d.t, "draft_contradicts")->severity, SEVERITY_WARNING);
    assert_int_equal(reader_only(&d.t, "draft_contradicts")->place.column, 4);
    end(&d);
}

static void test_lines_without_fault_stand(void **state) {
    (void)state;
    desk d;
    begin(&d);
    assert_int_equal(take(&d, SPAN("mentee,mentor\nEd,Adda\nNobody,Nobody else\nFlo,Sam Lee\nEd,Ada\n,Ada\nEd,Flo\n")),
                     STATUS_OK);
    expect_lines(&d, "ed-ada@5:1,5:4");
    assert_int_equal(d.file.faulty, 4);
    assert_int_equal(reader_count(&d.t, "person_unknown"), 4); // two of one line
    assert_int_equal(reader_only(&d.t, "name_ambiguous")->place.line, 4);
    assert_int_equal(reader_only(&d.t, "nobody_paired")->severity, SEVERITY_NOTE);
    end(&d);
}

static void expect_unreadable(span bytes, const char *code, uint32_t line, uint32_t column) {
    desk d;
    begin(&d);
    assert_int_equal(take(&d, bytes), STATUS_BAD_INPUT);
    const finding *f = reader_only(&d.t, code);
    assert_int_equal(f->severity, SEVERITY_ERROR);
    assert_int_equal(f->place.line, line);
    assert_int_equal(f->place.column, column);
    end(&d);
}

static void test_what_cannot_be_read(void **state) {
    (void)state;
    expect_unreadable(SPAN(""), "file_empty", 1, 1);
    expect_unreadable(SPAN(" \n"), "file_empty", 1, 1);
    expect_unreadable(SPAN("mentee,whom\nEd,Ada\n"), "column_missing", 1, 1);
    expect_unreadable(SPAN("mentee,mentor,Mentee\nEd,Ada,Ed\n"), "column_twice", 1, 15);
    expect_unreadable(SPAN("mentee,mentor\nEd,\xE9\n"), "not_utf8", 2, 4);
    expect_unreadable(SPAN("mentee,mentor\nEd,\"Ada\nFlo,Ada\n"), "quote_not_closed", 2, 4);
    expect_unreadable(SPAN("{\"format\": \"mentorpair.pairing/1\", \"pairs\": [7]}"), "pairing_unreadable", 1, 47);
    expect_unreadable(SPAN("{\"format\": \"mentorpair.pairing/2\", \"pairs\": []}"), "pairing_unreadable", 1, 1);
    expect_unreadable(SPAN("{\"format\": \"mentorpair.pairing/1\"}"), "pairing_unreadable", 1, 1);
    expect_unreadable(SPAN("PK\3\4"), "archive_not_csv", 1, 1);
}

static void test_want_of_memory(void **state) {
    (void)state;
    static const span FILES[] = {SPAN_INIT("mentee,mentor,mentor e-mail\nEd,Sam Lee,sam1@x.org\nFlo,Sam Lee,\n"),
                                 SPAN_INIT("{\"format\":\"mentorpair.pairing/1\",\"pairs\":[{\"mentee\":\"ed@x.org\","
                                           "\"mentor\":\"a\\u0064a@x.org\"}]}")};
    for (size_t k = 0; k < 2; k++) {
        bool held = false;
        for (uint64_t n = 1; !held && n < 10000; n++) {
            desk d;
            begin(&d);
            memory *m = &d.t.c.memory;
            m->fail_at = m->calls + n;
            const status result = take(&d, FILES[k]);
            held = m->calls < m->fail_at;
            m->fail_at = 0;
            assert_int_equal(result, held ? STATUS_OK : STATUS_NO_MEMORY);
            end(&d);
        }
        assert_true(held);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_all_kinds_of_tables),
        cmocka_unit_test(test_addresses_beside_names),
        cmocka_unit_test(test_a_pairing_json),
        cmocka_unit_test(test_an_address_that_contradicts),
        cmocka_unit_test(test_lines_without_fault_stand),
        cmocka_unit_test(test_what_cannot_be_read),
        cmocka_unit_test(test_want_of_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
