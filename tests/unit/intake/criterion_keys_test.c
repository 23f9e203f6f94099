// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/criterion_keys.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static const char PROGRAM[] = "options:\n"
                              "  meeting: [Video, {name: No preference, synonyms: [Either]}]\n"
                              "criteria:\n"
                              "  - { name: Career stage, kind: stage_gap, weight: 40 }\n"
                              "  - { name: Meeting, kind: equal, field: meeting, weight: 5, any: [\"EITHER \", Other] }\n"
                              "  - { name: Kind, kind: equal, field: library_type, weight: 5,\n"
                              "      only_if: { field: career_stage, equals: [STUDENT, \"Wei\xC3\x9F\"] } }\n";

static void assert_span(span text, const char *expected) {
    assert_int_equal(text.length, span_of(expected).length);
    assert_memory_equal(text.text, expected, text.length);
}

static void values_have_the_form_of_answers(void **state) {
    (void)state;
    context c;
    program *p = NULL;
    context_init(&c, (host){0});
    status done = program_read(&p, &c, SPAN("program.yaml"), span_of(PROGRAM));
    for (size_t i = 0; i < c.findings.count; i++) {
        print_message("%.*s\n", SPAN_ARGS(c.findings.items[i].text));
    }
    assert_int_equal(done, STATUS_OK);
    assert_int_equal(p->criterion_count, 3);
    assert_null(p->criteria[0].any_keys);
    assert_span(p->criteria[1].any_keys[0], "no preference"); // by a synonym
    assert_span(p->criteria[1].any_keys[1], "other");         // not of the vocabulary
    assert_span(p->criteria[2].only_if_keys[0], "student");
    assert_span(p->criteria[2].only_if_keys[1], "weiss");
    program_free(p);
    context_free(&c);
    assert_int_equal(c.memory.live_bytes, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_have_the_form_of_answers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
