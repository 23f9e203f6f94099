// Whom an id, an address or a name means: who takes part before who was set aside, roles, ambiguity, the nearest name,
// scripts. SPDX-License-Identifier: GPL-3.0-or-later
#include "pairing/somebody.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

typedef struct known {
    const char *id, *name, *email;
} known;

static const known MENTEES[] = {{"aoi@example.org", "森川 葵", "aoi@example.org"},
                                {"m-17", "Zoë Fenn", "zoe.fenn@example.org"},
                                {"sam.lee@example.org", "Sam Lee", "sam.lee@example.org"},
                                {"sam.t.lee@example.org", "Sam Lee", "sam.t.lee@example.org"}};
static const known MENTORS[] = {{"ada@example.org", "Ada Quill", "ada@example.org"}};
static const shown_aside ASIDES[] = {{.role = SPAN_INIT("mentees"),
                                      .who = SPAN_INIT("aoi@example.org"),
                                      .name = SPAN_INIT("森川 葵"),
                                      .code = SPAN_INIT("superseded")},
                                     {.role = SPAN_INIT("mentees"),
                                      .who = SPAN_INIT("late@example.org"),
                                      .name = SPAN_INIT("Late Larsen"),
                                      .code = SPAN_INIT("late")},
                                     {.role = SPAN_INIT("mentees"),
                                      .who = SPAN_INIT("late@example.org"),
                                      .name = SPAN_INIT("Late Larsen"),
                                      .code = SPAN_INIT("superseded")},
                                     {.role = SPAN_INIT("mentees"),
                                      .who = SPAN_INIT(""),
                                      .name = SPAN_INIT("Merle Quist"),
                                      .code = SPAN_INIT("invalid")},
                                     {.role = SPAN_INIT("mentors"),
                                      .who = SPAN_INIT("gus@example.org"),
                                      .name = SPAN_INIT("Gus Holm"),
                                      .code = SPAN_INIT("withdrawn")}};

enum { ASIDE_COUNT = sizeof ASIDES / sizeof ASIDES[0] };

static context c;
static pairing p;

static void add_people(role side, const known *all, uint32_t count) {
    p.people[side] = arena_alloc(&p.arena, count, sizeof *p.people[side]);
    p.people_count[side] = count;
    for (uint32_t i = 0; i < count; i++) {
        shown_value *values = arena_alloc(&p.arena, 3, sizeof *values);
        values[0] = (shown_value){.key = SPAN("id"), .text = span_of(all[i].id)};
        values[1] = (shown_value){.key = SPAN("name"), .text = span_of(all[i].name)};
        values[2] = (shown_value){.key = SPAN("email"), .text = span_of(all[i].email)};
        p.people[side][i] = (shown_person){.id = values[0].text, .values = values, .value_count = 3};
    }
}

static int begin(void **state) {
    (void)state;
    context_init(&c, (host){0});
    p = (pairing){.arena = arena_over(&c.memory)};
    add_people(ROLE_MENTEE, MENTEES, sizeof MENTEES / sizeof MENTEES[0]);
    add_people(ROLE_MENTOR, MENTORS, 1);
    p.asides = arena_array(&p.arena, ASIDES, ASIDE_COUNT, sizeof *ASIDES);
    p.aside_count = ASIDE_COUNT;
    return 0;
}

static int end(void **state) {
    (void)state;
    arena_free(&p.arena);
    context_free(&c);
    return c.memory.live_bytes == 0 ? 0 : -1;
}

static somebody ask(role as, const char *text) {
    somebody found;
    assert_int_equal(somebody_find(&found, &c, &p, as, span_of(text)), STATUS_OK);
    return found;
}

static void assert_found(role as, const char *text, somebody_found how, const char *id) {
    const somebody found = ask(as, text);
    assert_int_equal(found.found, how);
    assert_true(span_equal(found.id, span_of(id)));
}

static void by_id_address_and_name(void **state) {
    (void)state;
    assert_found(ROLE_MENTEE, "m-17", SOMEBODY_TAKES_PART, "m-17");
    assert_found(ROLE_MENTEE, " ZOE.Fenn@Example.org ", SOMEBODY_TAKES_PART, "m-17");
    assert_found(ROLE_MENTEE, "zoe fenn", SOMEBODY_TAKES_PART, "m-17");
    assert_found(ROLE_MENTEE, "森川葵", SOMEBODY_TAKES_PART, "aoi@example.org");
    assert_int_equal(ask(ROLE_MENTEE, "m-17").number, 1);
    assert_found(ROLE_MENTEE, "sam.t.lee@example.org", SOMEBODY_TAKES_PART, "sam.t.lee@example.org");
}

static void set_aside(void **state) {
    (void)state;
    assert_found(ROLE_MENTEE, "late larsen", SOMEBODY_SET_ASIDE, "late@example.org");
    assert_int_equal(ask(ROLE_MENTEE, "late@example.org").number, 1);
    assert_found(ROLE_MENTEE, "Merle Quist", SOMEBODY_SET_ASIDE, "");
    assert_found(ROLE_MENTOR, "gus@example.org", SOMEBODY_SET_ASIDE, "gus@example.org");
    static const struct {
        const char *text;
        uint32_t count, first;
    } ROWS[] = {{"Late Larsen", 2, 1}, {"Merle Quist", 1, 3}, {"aoi@example.org", 1, 0}, {"m-17", 0, 0}};
    for (size_t k = 0; k < sizeof ROWS / sizeof ROWS[0]; k++) {
        const somebody who = ask(ROLE_MENTEE, ROWS[k].text);
        uint32_t *numbers, count;
        assert_int_equal(somebody_asides(&numbers, &count, &p.arena, &c, &p, ROLE_MENTEE, &who), STATUS_OK);
        assert_int_equal(count, ROWS[k].count);
        assert_true(count == 0 || numbers[0] == ROWS[k].first);
    }
}

static void other_roles_and_nobody(void **state) {
    (void)state;
    assert_found(ROLE_MENTEE, "Ada Quill", SOMEBODY_OTHER_ROLE, "ada@example.org");
    assert_found(ROLE_MENTEE, "Gus Holm", SOMEBODY_OTHER_ROLE, "gus@example.org");
    assert_found(ROLE_MENTOR, "Late Larsen", SOMEBODY_OTHER_ROLE, "late@example.org");
    assert_found(ROLE_MENTEE, "", SOMEBODY_UNKNOWN, "");
    assert_found(ROLE_MENTEE, "...", SOMEBODY_UNKNOWN, "");
    assert_true(span_equal(ask(ROLE_MENTEE, "Zoe Fennn").nearest, SPAN("Zoë Fenn")));
    assert_true(span_equal(ask(ROLE_MENTEE, "late@example.com").nearest, SPAN("late@example.org")));
    assert_int_equal(ask(ROLE_MENTEE, "Wilhelmina").nearest.length, 0);
    assert_int_equal(ask(ROLE_MENTOR, "Zoe Fennn").nearest.length, 0); // nobody of the other role
}

static void ambiguous(void **state) {
    (void)state;
    const somebody found = ask(ROLE_MENTEE, "sam lee");
    assert_int_equal(found.found, SOMEBODY_AMBIGUOUS);
    assert_int_equal(found.candidate_count, 2);
    assert_true(span_equal(found.candidates[1], SPAN("sam.t.lee@example.org")));
}

static void not_utf8_and_no_memory(void **state) {
    (void)state;
    somebody found;
    assert_int_equal(somebody_find(&found, &c, &p, ROLE_MENTEE, SPAN("\xFF")), STATUS_INTERNAL);
    status result = STATUS_NO_MEMORY;
    for (uint64_t more = 1; result != STATUS_OK; more++) {
        c.memory.fail_at = c.memory.calls + more;
        result = somebody_find(&found, &c, &p, ROLE_MENTEE, SPAN("Zoe Fennn"));
        assert_true(result == STATUS_OK || result == STATUS_NO_MEMORY);
        assert_true(more < 1000);
    }
    c.memory.fail_at = 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test_setup_teardown(by_id_address_and_name, begin, end),
                                       cmocka_unit_test_setup_teardown(set_aside, begin, end),
                                       cmocka_unit_test_setup_teardown(other_roles_and_nobody, begin, end),
                                       cmocka_unit_test_setup_teardown(ambiguous, begin, end),
                                       cmocka_unit_test_setup_teardown(not_utf8_and_no_memory, begin, end)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
