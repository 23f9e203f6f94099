// SPDX-License-Identifier: GPL-3.0-or-later
#include "cohort_reader.h"
#include "intake/directory.h"

enum { PEOPLE = 5 };

// Applications made by hand: only what the directory reads.
typedef struct bench {
    cohort_reader t;
    arena a;
    reading r;
    intake_options options;
    applicant items[PEOPLE + 1];
    applicants all;
    directory dir;
} bench;

static void begin_with(bench *b, bool with_all) {
    static const struct {
        const char *id, *name, *email;
        role role;
    } PEOPLE_KNOWN[PEOPLE + 1] = {{"7", "Ann Lee", "ann@x.org", ROLE_MENTOR},
                                  {"ann@x.org", "Ann Lee", "ann@x.org", ROLE_MENTEE},
                                  {"bob@x.org", "Jos\xC3\xA9 Ruiz", "bob@x.org", ROLE_MENTOR},
                                  {"cy@x.org", "Jose Ruiz", "cy@x.org", ROLE_MENTOR},
                                  {"dee@x.org", "7", "dee@x.org", ROLE_MENTOR},
                                  {"", "Nobody Reachable", "", ROLE_MENTOR}};
    reader_begin(&b->t);
    b->a = arena_over(&b->t.c.memory);
    b->options.set_aside_invalid = with_all;
    b->r = (reading){.c = &b->t.c, .a = &b->a, .searches_left = 1000, .options = &b->options};
    b->all = (applicants){.items = b->items, .count = PEOPLE + 1};
    for (size_t i = 0; i <= PEOPLE; i++) {
        b->items[i] = (applicant){.person = {.id = span_of(PEOPLE_KNOWN[i].id),
                                             .name = span_of(PEOPLE_KNOWN[i].name),
                                             .email = span_of(PEOPLE_KNOWN[i].email)},
                                  .role = PEOPLE_KNOWN[i].role,
                                  .email_key = span_of(PEOPLE_KNOWN[i].email),
                                  .who = NONE};
        assert_int_equal(text_fold_name(&b->items[i].name_key, &b->a, b->items[i].person.name), STATUS_OK);
    }
    assert_int_equal(directory_build(&b->dir, &b->r, &b->all), STATUS_OK);
}

static void begin(bench *b) {
    begin_with(b, false);
}

static void end(bench *b) {
    arena_free(&b->a);
    reader_end(&b->t);
}

static who find(bench *b, role as, const char *text) {
    who w;
    assert_int_equal(directory_find(&w, &b->dir, &b->a, as, span_of(text)), STATUS_OK);
    return w;
}

static void people(void **state) {
    (void)state;
    bench b;
    begin(&b);
    assert_int_equal(b.dir.count, 4);
    assert_int_equal(b.items[0].who, b.items[1].who);
    assert_int_equal(b.items[PEOPLE].who, NONE); // without an address nobody can be told
    const identity *ann = &b.dir.people[b.items[0].who];
    assert_int_equal(ann->applied[ROLE_MENTOR], 0);
    assert_int_equal(ann->applied[ROLE_MENTEE], 1);
    assert_int_equal(directory_by_email(&b.dir, SPAN("cy@x.org")), b.items[3].who);
    assert_int_equal(directory_by_email(&b.dir, SPAN("zzz@x.org")), NONE);
    assert_int_equal(directory_by_id(&b.dir, SPAN("7")), b.items[0].who);
    assert_int_equal(directory_by_id(&b.dir, SPAN("8")), NONE);
    end(&b);
}

// Where faulty applications are set aside, decisions may name somebody who gave no address.
static void without_an_address(void **state) {
    (void)state;
    bench b;
    begin_with(&b, true);
    assert_int_equal(b.dir.count, 5);
    assert_int_equal(b.dir.addressed, 4);
    assert_int_equal(b.items[PEOPLE].who, 4);
    assert_int_equal(find(&b, ROLE_MENTOR, "nobody REACHABLE").person, 4);
    assert_int_equal(find(&b, ROLE_MENTEE, "Nobody Reachable").found, WHO_OTHER_ROLE);
    assert_int_equal(find(&b, ROLE_MENTOR, "").found, WHO_UNKNOWN);
    assert_int_equal(directory_by_email(&b.dir, SPAN("")), NONE);
    end(&b);
}

static void found(void **state) {
    (void)state;
    bench b;
    begin(&b);
    assert_int_equal(find(&b, ROLE_MENTOR, "7").person, b.items[0].who); // an id goes before a name
    assert_int_equal(find(&b, ROLE_MENTOR, " ANN@X.org ").person, b.items[0].who);
    assert_int_equal(find(&b, ROLE_MENTEE, "ann  LEE").person, b.items[0].who); // one person of two applications
    assert_int_equal(find(&b, ROLE_COUNT, "Ann Lee").found, WHO_FOUND);
    assert_int_equal(find(&b, ROLE_MENTEE, "bob@x.org").found, WHO_OTHER_ROLE);
    assert_int_equal(find(&b, ROLE_COUNT, "bob@x.org").found, WHO_FOUND);
    who both = find(&b, ROLE_MENTOR, "jos\xC3\xA9 ruiz"); // accents do not tell people apart
    assert_int_equal(both.found, WHO_AMBIGUOUS);
    assert_int_equal(both.candidate_count, 2);
    assert_int_equal(find(&b, ROLE_MENTEE, "jose ruiz").found, WHO_UNKNOWN);
    assert_int_equal(find(&b, ROLE_MENTOR, "").found, WHO_UNKNOWN);
    assert_int_equal(find(&b, ROLE_MENTOR, "...").found, WHO_UNKNOWN);
    assert_int_equal(find(&b, ROLE_MENTOR, "Nobody Reachable").found, WHO_UNKNOWN);
    end(&b);
}

static void troubles(void **state) {
    (void)state;
    bench b;
    begin(&b);
    span what, remedy;
    who w = find(&b, ROLE_MENTOR, "Anne Lee");
    assert_int_equal(directory_trouble(&what, &remedy, &b.r, &b.dir, &b.a, ROLE_MENTOR, SPAN("Anne Lee"), &w, false),
                     STATUS_OK);
    assert_span(what, "\"Anne Lee\" did not apply as a mentor");
    assert_span(remedy, "did you mean \"Ann Lee\"? Write the id, the e-mail address or the whole name");
    assert_int_equal(directory_trouble(&what, &remedy, &b.r, &b.dir, &b.a, ROLE_MENTOR, SPAN("Anne Lee"), &w, true),
                     STATUS_OK);
    assert_span(what, "somebody named here did not apply as a mentor");
    assert_span(remedy, "write the id or the e-mail address of somebody who did");
    b.r.searches_left = 0;
    assert_int_equal(directory_trouble(&what, &remedy, &b.r, &b.dir, &b.a, ROLE_MENTOR, SPAN("Anne Lee"), &w, false),
                     STATUS_OK);
    assert_span(remedy, "write the id or the e-mail address of somebody who did");
    end(&b);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(people), cmocka_unit_test(without_an_address), cmocka_unit_test(found), cmocka_unit_test(troubles)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
