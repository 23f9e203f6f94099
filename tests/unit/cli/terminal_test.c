// SPDX-License-Identifier: GPL-3.0-or-later
#define _GNU_SOURCE
#include "cli/terminal.h"
#include "tests/unit/cli/scratch.h"

typedef struct screen {
    terminal terminal;
    memory memory;
    findings findings;
} screen;

static void begin(screen *s, bool is_terminal, bool colour) {
    *s = (screen){.terminal = {.results_closed = true}};
    s->terminal.results = (stream){.file = tmpfile(), .is_terminal = is_terminal, .colour = colour, .columns = 80};
    s->terminal.messages = (stream){.file = tmpfile(), .is_terminal = is_terminal, .colour = colour, .columns = 80};
    s->findings = findings_over(&s->memory);
}

static void end(screen *s) {
    (void)fclose(s->terminal.results.file);
    (void)fclose(s->terminal.messages.file);
    findings_free(&s->findings);
    assert_int_equal(s->memory.live_bytes, 0);
}

static const char *printed(uint32_t columns, uint32_t indent, bool colour, const char *text) {
    static char kept[10000];
    FILE *file = tmpfile();
    const stream s = {.file = file, .colour = colour, .columns = columns};
    terminal_print(&s, columns, indent, text);
    strcpy(kept, scratch_printed(file));
    (void)fclose(file);
    return kept;
}

static void lines_break_at_blanks(void **state) {
    (void)state;
    assert_string_equal(printed(20, 4, false, "one two three four five six"), "one two three four\n    five six\n");
    assert_string_equal(printed(20, 4, false, "  one two three four five six"), "  one two three four\n      five six\n");
    assert_string_equal(printed(0, 4, false, "one two three four five six"), "one two three four five six\n");
    // What is too long stays whole.
    assert_string_equal(printed(10, 2, false, "a abcdefghijklmnop b"), "a\n  abcdefghijklmnop\n  b\n");
    assert_string_equal(printed(10, 2, false, "abcdefghijklmnop"), "abcdefghijklmnop\n");
    // Exactly full is not too long.
    assert_string_equal(printed(9, 2, false, "abcd efgh"), "abcd efgh\n");
    assert_string_equal(printed(8, 2, false, "abcd efgh"), "abcd\n  efgh\n");
    assert_string_equal(printed(80, 4, false, "a   b\n\nc"), "a   b\n\nc\n");
    // Columns, not bytes: each of these takes two.
    assert_string_equal(printed(9, 2, false, "\xE6\xA3\xAE\xE5\xB7\x9D \xE8\x91\xB5\xE8\x91\xB5"), "\xE6\xA3\xAE\xE5\xB7\x9D \xE8\x91\xB5\xE8\x91\xB5\n");
    assert_string_equal(printed(8, 2, false, "\xE6\xA3\xAE\xE5\xB7\x9D \xE8\x91\xB5\xE8\x91\xB5"), "\xE6\xA3\xAE\xE5\xB7\x9D\n  \xE8\x91\xB5\xE8\x91\xB5\n");
}

static void styles_take_no_room(void **state) {
    (void)state;
    assert_string_equal(printed(9, 2, true, STYLE_ERROR "abcd" STYLE_END " efgh"), "\x1b[1;31mabcd\x1b[0m efgh\n");
    assert_string_equal(printed(9, 2, false, STYLE_ERROR "abcd" STYLE_END " efgh"), "abcd efgh\n");
    assert_string_equal(printed(80, 2, true, STYLE_WARNING "a" STYLE_END STYLE_NOTE "b" STYLE_END STYLE_PROVEN "c" STYLE_END STYLE_HEAD "d" STYLE_END),
                        "\x1b[1;33ma\x1b[0m\x1b[1;36mb\x1b[0m\x1b[1;32mc\x1b[0m\x1b[1md\x1b[0m\n");
}

static void add_some(screen *s) {
    const place where = {.file = SPAN("mentees.csv"), .line = 21, .column = 5};
    finding_add(&s->findings, SEVERITY_ERROR, where, "career_stage_missing",
                "no career stage (column \"Where are you in your career?\"): ask the person, fill the cell");
    finding_add(&s->findings, SEVERITY_NOTE, (place){.file = SPAN("mentees.csv"), .line = 41, .column = 3}, "resubmitted",
                "applied twice: line 41 counts, line 9 does not");
}

static void findings_as_drawn(void **state) {
    (void)state;
    screen s;
    begin(&s, true, false);
    add_some(&s);
    terminal_findings(&s.terminal, &s.findings);
    assert_string_equal(scratch_printed(s.terminal.messages.file),
                        "mentees.csv:21:5: error: no career stage (column \"Where are you in your\n"
                        "    career?\"): ask the person, fill the cell [career_stage_missing]\n"
                        "mentees.csv:41:3: note: applied twice: line 41 counts, line 9 does not\n"
                        "    [resubmitted]\n");
    end(&s);
    // Piped: one line each.
    begin(&s, false, false);
    add_some(&s);
    terminal_findings(&s.terminal, &s.findings);
    assert_string_equal(scratch_printed(s.terminal.messages.file),
                        "mentees.csv:21:5: error: no career stage (column \"Where are you in your career?\"): ask the person, fill the cell "
                        "[career_stage_missing]\n"
                        "mentees.csv:41:3: note: applied twice: line 41 counts, line 9 does not [resubmitted]\n");
    // Printed once only.
    const size_t length = strlen(scratch_printed(s.terminal.messages.file));
    terminal_findings(&s.terminal, &s.findings);
    assert_int_equal(strlen(scratch_printed(s.terminal.messages.file)), length);
    assert_string_equal(scratch_printed(s.terminal.results.file), "");
    end(&s);
    begin(&s, false, false);
    s.terminal.json = true;
    add_some(&s);
    terminal_findings(&s.terminal, &s.findings);
    assert_string_equal(scratch_printed(s.terminal.messages.file), "");
    end(&s);
}

static void too_many_are_counted(void **state) {
    (void)state;
    screen s;
    begin(&s, false, false);
    for (uint32_t i = 0; i < FINDINGS_PER_FILE + 1234; i++) {
        finding_add(&s.findings, SEVERITY_WARNING, (place){.file = SPAN("a.csv"), .line = i + 1, .column = 1}, "code", "text");
    }
    terminal_findings(&s.terminal, &s.findings);
    const char *all = scratch_printed(s.terminal.messages.file);
    assert_non_null(strstr(all, "a.csv:100:1: warning: text [code]\na.csv: and 1,234 more, not listed\n"));
    memory m = {0};
    arena a = arena_over(&m);
    assert_string_equal(terminal_counts(&a, &s.findings).text, STYLE_WARNING "1,334 warnings" STYLE_END);
    arena_free(&a);
    end(&s);
}

static void counts(void **state) {
    (void)state;
    screen s;
    begin(&s, false, false);
    memory m = {0};
    arena a = arena_over(&m);
    assert_string_equal(terminal_counts(&a, &s.findings).text, "No findings");
    add_some(&s);
    assert_string_equal(terminal_counts(&a, &s.findings).text, STYLE_ERROR "1 error" STYLE_END ", " STYLE_NOTE "1 note" STYLE_END);
    arena_free(&a);
    assert_int_equal(m.live_bytes, 0);
    end(&s);
}

static void quiet_says_nothing_but_errors(void **state) {
    (void)state;
    screen s;
    begin(&s, false, false);
    s.terminal.quiet = true;
    terminal_say(&s.terminal, 0, "text");
    terminal_blank(&s.terminal);
    assert_string_equal(scratch_printed(s.terminal.results.file), "");
    terminal_error(&s.terminal, "%s is wrong", "x");
    assert_string_equal(scratch_printed(s.terminal.messages.file), "mentorpair: error: x is wrong\n");
    end(&s);
}

static void progress_is_slow_and_on_terminals_only(void **state) {
    (void)state;
    screen s;
    const progress now = {.stage = "pairing", .step = 2, .steps = 2, .level = "best_total", .value = 337105, .bound = 340120};
    begin(&s, false, false);
    s.terminal.progress_begun_ms = terminal_clock_ms() - 1000;
    terminal_progress(&s.terminal, &now);
    assert_string_equal(scratch_printed(s.terminal.messages.file), "");
    end(&s);
    begin(&s, true, false);
    s.terminal.progress_begun_ms = terminal_clock_ms();
    terminal_progress(&s.terminal, &now);
    assert_string_equal(scratch_printed(s.terminal.messages.file), ""); // before 0.3 s
    s.terminal.progress_begun_ms = terminal_clock_ms() - 1000;
    terminal_progress(&s.terminal, &now);
    const char *line = scratch_printed(s.terminal.messages.file);
    assert_non_null(strstr(line, "\rPairing   goal 2 of 2, best total fit: 3,371.05 so far, limit 3,401.20 "));
    assert_true(strcspn(line, "\x1b") <= 80);
    const size_t length = strlen(line);
    terminal_progress(&s.terminal, &now); // not ten times a second
    assert_int_equal(strlen(scratch_printed(s.terminal.messages.file)), length);
    terminal_progress_end(&s.terminal);
    assert_int_equal(strlen(scratch_printed(s.terminal.messages.file)), length + 4);
    end(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_break_at_blanks), cmocka_unit_test(styles_take_no_room), cmocka_unit_test(findings_as_drawn),
        cmocka_unit_test(too_many_are_counted),  cmocka_unit_test(counts),              cmocka_unit_test(quiet_says_nothing_but_errors),
        cmocka_unit_test(progress_is_slow_and_on_terminals_only)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
