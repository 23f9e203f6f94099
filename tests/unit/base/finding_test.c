// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/finding.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void keeps_them_in_order_with_everything_copied(void **state) {
    (void)state;
    memory m = {0};
    findings f = findings_over(&m);
    char file[] = "mentors.csv", value[] = "Cataloguing";
    finding_add(&f, SEVERITY_WARNING, (place){{file, 11}, 7, 12}, "unknown_option", "\"%s\": spell it as \"%s\"", value,
                "Cataloging");
    finding_add(&f, SEVERITY_ERROR, (place){{file, 11}, 3, 1}, "email_missing", "no e-mail: add one");
    finding_add(&f, SEVERITY_NOTE, (place){SPAN("mentees.csv"), 1, 1}, "unknown_column", "100%% unknown");
    memset(file, 'X', sizeof file);
    memset(value, 'X', sizeof value);

    assert_int_equal(f.count, 3);
    assert_int_equal(f.errors, 1);
    assert_int_equal(f.warnings, 1);
    assert_int_equal(f.notes, 1);
    assert_int_equal(f.items[0].severity, SEVERITY_WARNING);
    assert_true(span_equal(f.items[0].place.file, SPAN("mentors.csv")));
    assert_int_equal(f.items[0].place.line, 7);
    assert_int_equal(f.items[0].place.column, 12);
    assert_true(span_equal(f.items[0].text, SPAN("\"Cataloguing\": spell it as \"Cataloging\"")));
    assert_string_equal(f.items[0].code, "unknown_option");
    assert_true(span_equal(f.items[1].place.file, SPAN("mentors.csv")));
    assert_int_equal(f.items[1].place.line, 3);
    assert_true(span_equal(f.items[2].text, SPAN("100% unknown")));
    findings_free(&f);
    assert_int_equal(f.count, 0);
    assert_int_equal(m.live_bytes, 0);
}

static void nothing_unseen_reaches_the_text(void **state) {
    (void)state;
    static const struct {
        const char *value, *shown;
    } CASES[] = {
        {"plain", "plain"},
        {"two\nlines", "two lines"},
        {"two\r\nlines", "two lines"},
        {"two\rlines\tand", "two lines and"},
        {"\x1B[31mred", "\\u{001B}[31mred"},
        {"\x07", "\\u{0007}"},
        {"\x7F", "\\u{007F}"},
        {"\xC2\x9B", "\\u{009B}"},
        {"a\xE2\x80\xAE"
         "b",
         "a\\u{202E}b"},
        {"\xE2\x81\xA6\xE2\x81\xA9", "\\u{2066}\\u{2069}"},
        {"\xE2\x80\x8F", "\\u{200F}"},
        {"\xE2\x80\xA8", "\\u{2028}"},
        {"\xF4\x8F\xBF\xBF", "\\u{10FFFF}"},
        {"caf\xE9", "caf\\x{E9}"},
        {"cut \xE2\x82", "cut \\x{E2}\\x{82}"},
        {"caf\xC3\xA9 \xE6\x97\xA5\xE6\x9C\xAC", "caf\xC3\xA9 \xE6\x97\xA5\xE6\x9C\xAC"},
    };
    memory m = {0};
    findings f = findings_over(&m);
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        finding_add(&f, SEVERITY_NOTE, (place){SPAN("a"), 1, 1}, "x", "%s", CASES[i].value);
        assert_int_equal(f.count, i + 1);
        assert_string_equal(f.items[i].text.text, CASES[i].shown);
        assert_int_equal(f.items[i].text.length, strlen(CASES[i].shown));
    }
    findings_free(&f);
    assert_int_equal(m.live_bytes, 0);
}

static void a_hundred_are_kept_for_each_file(void **state) {
    (void)state;
    memory m = {0};
    findings f = findings_over(&m);
    for (uint32_t line = 1; line <= 250; line++) {
        finding_add(&f, line % 2 == 0 ? SEVERITY_ERROR : SEVERITY_WARNING, (place){SPAN("mentors.csv"), line, 1}, "x",
                    "line %u", line);
        finding_add(&f, SEVERITY_NOTE, (place){SPAN("mentees.csv"), line, 1}, "x", "line %u", line);
        if (line <= 100) {
            finding_add(&f, SEVERITY_NOTE, (place){SPAN("program.yaml"), line, 1}, "x", "line %u", line);
        }
    }
    assert_int_equal(f.count, 3 * FINDINGS_PER_FILE);
    assert_int_equal(f.errors, 125);
    assert_int_equal(f.warnings, 125);
    assert_int_equal(f.notes, 350);
    assert_int_equal(findings_left_out(&f, SPAN("mentors.csv")), 150);
    assert_int_equal(findings_left_out(&f, SPAN("mentees.csv")), 150);
    assert_int_equal(findings_left_out(&f, SPAN("program.yaml")), 0);
    assert_int_equal(findings_left_out(&f, SPAN("decisions.csv")), 0);
    for (size_t i = 0; i < f.count; i++) {
        assert_true(f.items[i].place.line <= 100);
    }
    assert_int_equal(findings_status(&f), STATUS_BAD_INPUT);
    findings_free(&f);
    assert_int_equal(m.live_bytes, 0);
}

static void an_error_that_was_only_counted_counts(void **state) {
    (void)state;
    memory m = {0};
    findings f = findings_over(&m);
    for (int i = 0; i < FINDINGS_PER_FILE; i++) {
        finding_add(&f, SEVERITY_WARNING, (place){SPAN("a"), 1, 1}, "x", "w");
    }
    assert_int_equal(findings_status(&f), STATUS_OK);
    finding_add(&f, SEVERITY_ERROR, (place){SPAN("a"), 1, 1}, "x", "e");
    assert_int_equal(f.count, FINDINGS_PER_FILE);
    assert_int_equal(findings_status(&f), STATUS_BAD_INPUT);
    findings_free(&f);
    assert_int_equal(m.live_bytes, 0);
}

static void status_follows_the_worst(void **state) {
    (void)state;
    memory m = {0};
    findings f = findings_over(&m);
    assert_int_equal(findings_status(&f), STATUS_OK);
    finding_add(&f, SEVERITY_NOTE, (place){SPAN("a"), 1, 1}, "x", "n");
    finding_add(&f, SEVERITY_WARNING, (place){SPAN("a"), 1, 1}, "x", "w");
    assert_int_equal(findings_status(&f), STATUS_OK);
    finding_add(&f, SEVERITY_ERROR, (place){SPAN("a"), 1, 1}, "x", "e");
    assert_int_equal(findings_status(&f), STATUS_BAD_INPUT);
    f.no_memory = true;
    assert_int_equal(findings_status(&f), STATUS_NO_MEMORY);
    findings_free(&f);
    assert_int_equal(findings_status(&f), STATUS_OK);
}

static void add_some(findings *f) {
    for (uint32_t i = 0; i < 30; i++) {
        finding_add(f, SEVERITY_ERROR, (place){SPAN("a"), i, 1}, "x", "%300u", i);
        char name[] = {'f', (char)('A' + i % 12)};
        finding_add(f, SEVERITY_NOTE, (place){{name, 2}, i, 1}, "x", "n");
    }
}

static void survives_want_of_memory_at_every_call(void **state) {
    (void)state;
    for (int on = 0; on < 2; on++) {
        bool failed = true;
        for (uint64_t n = 1; failed; n++) {
            memory m = {.fail_at = n, .fail_on = on == 1};
            findings f = findings_over(&m);
            add_some(&f);
            failed = m.calls >= n;
            assert_int_equal(f.no_memory, failed);
            assert_int_equal(findings_status(&f), failed ? STATUS_NO_MEMORY : STATUS_BAD_INPUT);
            assert_int_equal(f.errors, 30); // what cannot be kept is counted
            assert_int_equal(f.notes, 30);
            assert_true(failed ? f.count < 60 : f.count == 60);
            for (size_t i = 0; i < f.count; i++) {
                assert_non_null(f.items[i].text.text);
            }
            findings_free(&f);
            assert_int_equal(m.live_bytes, 0);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keeps_them_in_order_with_everything_copied),
        cmocka_unit_test(nothing_unseen_reaches_the_text),
        cmocka_unit_test(a_hundred_are_kept_for_each_file),
        cmocka_unit_test(an_error_that_was_only_counted_counts),
        cmocka_unit_test(status_follows_the_worst),
        cmocka_unit_test(survives_want_of_memory_at_every_call),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
