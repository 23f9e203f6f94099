// Whom a text means once the cohort is read: those who take part, those who were set aside, nobody, several.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "../intake/cohort_reader.h"

#include "proof/roll.h"

#define PROGRAM                                                                \
    "career_stages: [Student, Senior]\nareas: [A, B]\n"                        \
    "calendar: {time_zone: America/Chicago, applications_close: 2017-03-17}\n" \
    "requirements: [{role: mentee, field: Member, one_of: [\"Yes\"], otherwise: For members.}]\n"
#define MENTORS                                       \
    "submitted,name,email,career stage,areas\n"       \
    "2017-03-01,Sam Lee,sam1@x.org,Senior,A\n"        \
    "2017-03-01,Sam Lee,sam2@x.org,Senior,B\n"        \
    "2017-03-01,Zo\xC3\xAB Both,zoe@x.org,Senior,A\n" \
    "2017-03-20,Lena Late,lena@x.org,Senior,A\n"      \
    "2017-03-01,No Address,,Senior,A\n"               \
    "2017-03-01,Half Address,half@,Senior,A\n"
#define MENTEES                                            \
    "submitted,name,email,career stage,areas,Member\n"     \
    "2017-03-01,Zo\xC3\xAB Both,zoe@x.org,Student,A,Yes\n" \
    "2017-03-01,Mia Ito,mia@x.org,Student,A,Yes\n"         \
    "2017-03-02,Mia Ito,mia@x.org,Student,B,Yes\n"         \
    "2017-03-01,Out Sider,out@x.org,Student,A,No\n"        \
    "2017-03-01,Gone Girl,gone@x.org,Student,A,Yes\n"

typedef struct desk {
    cohort_reader t;
    roll roll;
} desk;

static void begin(desk *d) {
    reader_begin(&d->t);
    d->t.options.set_aside_invalid = true;
    reader_add(&d->t, INPUT_DECISIONS, "decision,mentee,mentor,reason\nwithdraw,gone@x.org,,\n");
    assert_int_equal(reader_read_texts(&d->t, PROGRAM, MENTORS, MENTEES), STATUS_OK);
    assert_int_equal(roll_open(&d->roll, &d->t.c, d->t.h), STATUS_OK);
}

static void end(desk *d) {
    roll_close(&d->roll);
    reader_end(&d->t);
}

static roll_entry find(desk *d, role as, const char *text) {
    roll_entry found;
    assert_int_equal(roll_find(&found, &d->roll, as, span_of(text)), STATUS_OK);
    return found;
}

// Somebody who takes part, by whatever they go by.
static void expect_person(desk *d, role as, const char *text, const char *id) {
    const roll_entry found = find(d, as, text);
    assert_true(found.person != NONE && found.number != NONE);
    assert_null(found.aside);
    assert_null(found.code);
    assert_span(d->t.h->people[as][found.number].id, id);
}

static void test_who_takes_part_is_found(void **state) {
    (void)state;
    desk d;
    begin(&d);
    expect_person(&d, ROLE_MENTOR, "sam2@x.org", "sam2@x.org");
    expect_person(&d, ROLE_MENTOR, " SAM1@X.org ", "sam1@x.org");
    expect_person(&d, ROLE_MENTEE, "mia ITO", "mia@x.org");
    expect_person(&d, ROLE_MENTEE, "Zoe\xCC\x88 Both", "zoe@x.org"); // decomposed
    expect_person(&d, ROLE_MENTOR, "zoe both", "zoe@x.org");
    assert_int_equal(find(&d, ROLE_MENTOR, "zoe both").person, find(&d, ROLE_MENTEE, "zoe@x.org").person);
    assert_int_not_equal(find(&d, ROLE_MENTEE, "mia ito").person, find(&d, ROLE_MENTEE, "zoe@x.org").person);
    end(&d);
}

static void expect_aside(desk *d, role as, const char *text, aside_code code) {
    const roll_entry found = find(d, as, text);
    assert_true(found.person != NONE);
    assert_int_equal(found.number, NONE);
    assert_non_null(found.aside);
    assert_int_equal(found.aside->code, code);
}

static void test_who_was_set_aside_is_known(void **state) {
    (void)state;
    desk d;
    begin(&d);
    expect_aside(&d, ROLE_MENTOR, "Lena Late", ASIDE_LATE);
    expect_aside(&d, ROLE_MENTOR, "no address", ASIDE_INVALID);
    expect_aside(&d, ROLE_MENTOR, "Half Address", ASIDE_INVALID);
    expect_aside(&d, ROLE_MENTOR, "half@", ASIDE_INVALID);
    expect_aside(&d, ROLE_MENTEE, "out@x.org", ASIDE_REQUIREMENT);
    expect_aside(&d, ROLE_MENTEE, "Gone Girl", ASIDE_WITHDRAWN);
    // One of two applications counts: the person takes part.
    expect_person(&d, ROLE_MENTEE, "mia@x.org", "mia@x.org");
    end(&d);
}

static void expect_nobody(desk *d, role as, const char *text, const char *code, const char *what) {
    const roll_entry found = find(d, as, text);
    assert_int_equal(found.person, NONE);
    assert_int_equal(found.number, NONE);
    assert_string_equal(found.code, code);
    assert_span(found.what, what);
    assert_true(found.remedy.length > 0);
}

static void test_nobody_and_several(void **state) {
    (void)state;
    desk d;
    begin(&d);
    expect_nobody(&d, ROLE_MENTEE, "mia@y.org", "person_unknown", "\"mia@y.org\" did not apply as a mentee");
    expect_nobody(&d, ROLE_MENTEE, "sam1@x.org", "person_unknown",
                  "\"sam1@x.org\" did not apply as a mentee, only as a mentor");
    expect_nobody(&d, ROLE_MENTOR, "Sam Lee", "name_ambiguous", "\"Sam Lee\" is the name of 2 people");
    assert_true(span_find(find(&d, ROLE_MENTOR, "Sam Lee").remedy, SPAN("sam1@x.org, sam2@x.org")) != SIZE_MAX);
    assert_true(span_find(find(&d, ROLE_MENTEE, "Mia Itto").remedy, SPAN("\"Mia Ito\"")) != SIZE_MAX);
    end(&d);
}

static void test_want_of_memory(void **state) {
    (void)state;
    desk d;
    begin(&d);
    roll_close(&d.roll);
    memory *m = &d.t.c.memory;
    const size_t live_bytes = m->live_bytes;
    bool held = false;
    for (uint64_t n = 1; !held && n < 10000; n++) {
        roll_entry found;
        m->fail_at = m->calls + n;
        status result = roll_open(&d.roll, &d.t.c, d.t.h);
        if (result == STATUS_OK) {
            result = roll_find(&found, &d.roll, ROLE_MENTEE, SPAN("mia ito"));
        }
        held = m->calls < m->fail_at;
        m->fail_at = 0;
        assert_int_equal(result, held ? STATUS_OK : STATUS_NO_MEMORY);
        roll_close(&d.roll);
        assert_int_equal(m->live_bytes, live_bytes);
    }
    assert_true(held);
    reader_end(&d.t);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_who_takes_part_is_found),
        cmocka_unit_test(test_who_was_set_aside_is_known),
        cmocka_unit_test(test_nobody_and_several),
        cmocka_unit_test(test_want_of_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
