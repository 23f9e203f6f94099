// SPDX-License-Identifier: GPL-3.0-or-later
#include "cohort_reader.h"
#include "intake/answers.h"

static void addresses(void **state) {
    (void)state;
    static const char *const GOOD[] = {
        "a@b.org", "Ann.Lee+list@sub.example.co.uk", "o'neil@x-y.org", "_x@a1.example", "{a}@b.museum", "a@b.xn--p1ai"};
    static const char *const BAD[] = {"",
                                      "a",
                                      "a@",
                                      "@b.org",
                                      "a@b",
                                      "r.holm@",
                                      "a b@c.org",
                                      "a@b.org ",
                                      "<a@b.org>",
                                      "Ann <a@b.org>",
                                      "a@b@c.org",
                                      "a..b@c.org",
                                      ".a@b.org",
                                      "a.@b.org",
                                      "a@-b.org",
                                      "a@b-.org",
                                      "a@.org",
                                      "a@b..org",
                                      "a@b.org.",
                                      "\"a b\"@c.org",
                                      "a@[127.0.0.1]",
                                      "a@127.0.0.1",
                                      "a@b.c",
                                      "a@b.org\r\nBcc: x@y.org",
                                      "a@b.org,c@d.org",
                                      "a@b.org;",
                                      "mailto:a@b.org",
                                      "\xC3\xA4@b.org",
                                      "a@b\xC3\xA4.org",
                                      "a@b.org\xE2\x80\xAE",
                                      "a(comment)@b.org",
                                      "a@b_c.org"};
    for (size_t i = 0; i < sizeof GOOD / sizeof *GOOD; i++) {
        if (!answers_is_email(span_of(GOOD[i]))) {
            fail_msg("%s is an address", GOOD[i]);
        }
    }
    for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
        if (answers_is_email(span_of(BAD[i]))) {
            fail_msg("%s is no address", BAD[i]);
        }
    }
    char text[80];
    memset(text, 'a', sizeof text);
    memcpy(text + 64, "@b.org", 6);
    assert_true(answers_is_email((span){text, 70})); // a local part of 64
    text[64] = 'a';
    memcpy(text + 65, "@b.org", 6);
    assert_false(answers_is_email((span){text, 71}));
    assert_false(answers_is_email((span){"a\0@b.org", 8}));
}

static void keys(void **state) {
    (void)state;
    memory m = {0};
    arena a = arena_over(&m);
    span key;
    assert_int_equal(answers_email_key(&key, &a, SPAN("Ann.LEE@Example.ORG")), STATUS_OK);
    assert_span(key, "ann.lee@example.org");
    m.fail_at = m.calls + 1;
    arena fresh = arena_over(&m);
    assert_int_equal(answers_email_key(&key, &fresh, SPAN("a@b.org")), STATUS_NO_MEMORY);
    arena_free(&a);
    assert_int_equal(m.live_bytes, 0);
}

static void yes_and_no(void **state) {
    (void)state;
    bool it;
    assert_true(answers_yes_no(&it, SPAN("yes")) && it);
    assert_true(answers_yes_no(&it, SPAN("1")) && it);
    assert_true(answers_yes_no(&it, SPAN("no")) && !it);
    assert_true(answers_yes_no(&it, SPAN("false")) && !it);
    assert_false(answers_yes_no(&it, SPAN("maybe")));
    assert_false(answers_yes_no(&it, SPAN("")));
    assert_false(answers_yes_no(&it, SPAN("yes please")));
}

// "R" mentor, "E" mentee, "RE" both, "" neither.
static void expect_roles(arena *a, const field *f, const char *text, const char *expected) {
    role_set roles;
    assert_int_equal(answers_roles(&roles, a, f, span_of(text)), STATUS_OK);
    char shown[3] = "";
    (void)snprintf(shown, sizeof shown, "%s%s", roles.plays[ROLE_MENTOR] ? "R" : "",
                   roles.plays[ROLE_MENTEE] ? "E" : "");
    if (strcmp(shown, expected) != 0) {
        fail_msg("\"%s\" gives %s instead of %s", text, shown, expected);
    }
}

static void roles(void **state) {
    (void)state;
    memory m = {0};
    arena a = arena_over(&m);
    field f = {.name = SPAN("role")};
    expect_roles(&a, &f, "Mentor", "R");
    expect_roles(&a, &f, "mentee", "E");
    expect_roles(&a, &f, "BOTH", "RE");
    expect_roles(&a, &f, "Mentor, Mentee", "RE");
    expect_roles(&a, &f, "Mentor;Mentee;", "RE");
    expect_roles(&a, &f, "Mentor and mentee", "RE");
    expect_roles(&a, &f, "I would like to be a mentor", "R");
    expect_roles(&a, &f, "", "");
    expect_roles(&a, &f, "Librarian", "");
    expect_roles(&a, &f, "Mentor, Librarian", ""); // half understood is not understood
    expect_roles(&a, &f, "not a mentor", "");
    static const span GUIDES[] = {{"Guide, or helper", 16}};
    option options[] = {{.name = SPAN("mentor"), .synonyms = GUIDES, .synonym_count = 1},
                        {.name = SPAN("mentee")},
                        {.name = SPAN("guest")}};
    vocabulary v = {.options = options, .count = 3};
    assert_int_equal(vocabulary_index(&v, &a), STATUS_OK);
    f.options = &v;
    expect_roles(&a, &f, "guide, or HELPER", "R");
    expect_roles(&a, &f, "both", "RE");
    expect_roles(&a, &f, "guest", "");
    arena_free(&a);
    assert_int_equal(m.live_bytes, 0);
}

static void numbers(void **state) {
    (void)state;
    static const answer_number PHRASES[] = {{{"just one", 8}, {"Just one", 8}, 10000}, {{"2 or 3", 6}, {"2 or 3", 6}, 30000}};
    field f = {.numbers = PHRASES, .number_count = 2};
    int64_t n;
    assert_true(answers_whole(&n, &f, SPAN("Just  one"), SPAN("just one"), 0, 50) && n == 1);
    assert_true(answers_whole(&n, &f, SPAN("2"), SPAN("2"), 0, 50) && n == 2);
    assert_false(answers_whole(&n, &f, SPAN("2 or 3"), SPAN("2 or 3"), 0, 2)); // the phrase's number is too high
    assert_false(answers_whole(&n, &f, SPAN("51"), SPAN("51"), 0, 50));
    assert_false(answers_whole(&n, &f, SPAN("-1"), SPAN("-1"), 0, 50));
    assert_false(answers_whole(&n, &f, SPAN("1.5"), SPAN("1.5"), 0, 50));
    assert_false(answers_whole(&n, &f, SPAN("two"), SPAN("two"), 0, 50));
    assert_true(answers_number(&n, &f, SPAN("12.5"), SPAN("12.5")) && n == 125000);
    assert_true(answers_number(&n, &f, SPAN("-0.0001"), SPAN("-0.0001")) && n == -1);
    assert_true(answers_number(&n, &f, SPAN("2 or 3"), SPAN("2 or 3")) && n == 30000);
    assert_false(answers_number(&n, &f, SPAN("0.00001"), SPAN("0.00001")));
    assert_false(answers_number(&n, &f, SPAN("1,5"), SPAN("1,5")));
    assert_false(answers_number(&n, &f, SPAN("1e3"), SPAN("1e3")));
}

static void offsets(void **state) {
    (void)state;
    int64_t n;
    assert_true(answers_utc_offset(&n, SPAN("utc")) && n == 0);
    assert_true(answers_utc_offset(&n, SPAN("utc-5")) && n == -50000);
    assert_true(answers_utc_offset(&n, SPAN("gmt +5:30")) && n == 55000);
    assert_true(answers_utc_offset(&n, SPAN("utc+05:45")) && n == 57500);
    assert_true(answers_utc_offset(&n, SPAN("utc-0:20")) && n == -3333);
    assert_true(answers_utc_offset(&n, SPAN("utc+0:40")) && n == 6667); // rounded half up in size
    assert_true(answers_utc_offset(&n, SPAN("utc\xE2\x88\x92"
                                            "8")) &&
                n == -80000);
    static const char *const BAD[] = {"",         "5",           "utc5",    "utc+", "utc+16", "utc+5:3",
                                      "utc+5:60", "utc+5:30:00", "utc-005", "est",  "utc+-5", "utc+5 h"};
    for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
        if (answers_utc_offset(&n, span_of(BAD[i]))) {
            fail_msg("%s is no offset", BAD[i]);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(addresses), cmocka_unit_test(keys),    cmocka_unit_test(yes_and_no),
        cmocka_unit_test(roles),     cmocka_unit_test(numbers), cmocka_unit_test(offsets),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
