// SPDX-License-Identifier: GPL-3.0-or-later
#define _GNU_SOURCE
#include "cli/command_line.h"
#include "tests/unit/cli/scratch.h"

typedef struct parsed {
    options options;
    outcome outcome;
    char said[4000]; // on stderr
    char words[2000];
    char *argv[40];
} parsed;

// Parses a command line given as one text, words between blanks.
static void parse(parsed *p, const char *line) {
    *p = (parsed){.outcome = OUTCOME_DONE};
    strcpy(p->words, line);
    int argc = 0;
    for (char *word = strtok(p->words, " "); word != NULL; word = strtok(NULL, " ")) {
        p->argv[argc++] = word;
    }
    FILE *messages = tmpfile();
    assert_non_null(messages);
    terminal t = {.messages = {.file = messages}, .results = {.file = stdout}};
    p->outcome = command_line_parse(&p->options, &t, argc, p->argv);
    strcpy(p->said, scratch_printed(messages));
    (void)fclose(messages);
}

static void expect_refused(const char *line, const char *words) {
    parsed p;
    parse(&p, line);
    if (p.outcome != OUTCOME_USAGE || strstr(p.said, words) == NULL) {
        fail_msg("%s: outcome %d, said: %s", line, (int)p.outcome, p.said);
    }
    command_line_free(&p.options);
}

static void table_is_sound(void **state) {
    (void)state;
    for (option_id id = 0; id < OPTION_COUNT; id++) {
        const option_row *row = &option_rows[id];
        assert_non_null(row->name);
        assert_true(strspn(row->name, "abcdefghijklmnopqrstuvwxyz-") == strlen(row->name));
        assert_true(row->commands != 0);
        assert_non_null(row->help);
        assert_true(row->hidden || row->help[strlen(row->help) - 1] == '.');
        assert_true((row->argument == NULL) == (row->kind == OPTION_FLAG));
        assert_true((row->choices != NULL) == (row->kind == OPTION_CHOICE || row->kind == OPTION_LIST));
        if (row->kind == OPTION_WHOLE) {
            assert_true(row->lowest <= row->standard && row->standard <= row->highest);
        }
        for (option_id other = 0; other < id; other++) {
            const bool together = (option_rows[other].commands & row->commands) != 0;
            assert_false(together && strcmp(option_rows[other].name, row->name) == 0);
        }
    }
    for (command_id id = COMMAND_NONE + 1; id < COMMAND_COUNT; id++) {
        assert_true(command_rows[id].fewest <= command_rows[id].most && command_rows[id].most <= 2);
        assert_true(strlen(command_rows[id].about) > 40);
    }
}

static void takes_what_is_right(void **state) {
    (void)state;
    parsed p;
    parse(&p, "mentorpair match spring --seed=7 --past a.json --late --past=b.csv --time-limit 0 --out -");
    assert_int_equal(p.outcome, OUTCOME_DONE);
    assert_int_equal(p.options.command, COMMAND_MATCH);
    assert_int_equal(p.options.argument_count, 1);
    assert_string_equal(p.options.arguments[0], "spring");
    assert_int_equal(p.options.number[OPTION_SEED], 7);
    assert_int_equal(p.options.number[OPTION_TIME_LIMIT], 0);
    assert_int_equal(p.options.number[OPTION_ALTERNATIVES], 3);
    assert_false(p.options.said[OPTION_ALTERNATIVES]);
    assert_true(p.options.said[OPTION_LATE]);
    assert_int_equal(p.options.repeated_count, 2);
    assert_string_equal(p.options.repeated[0].value, "a.json");
    assert_string_equal(p.options.repeated[1].value, "b.csv");
    assert_string_equal(p.options.text[OPTION_OUT], "-");
    command_line_free(&p.options);

    parse(&p, "mentorpair what-if spring --set draw.seed=2 --without a@x.org --add=more.csv --set rules.past_pairs=");
    assert_int_equal(p.outcome, OUTCOME_DONE);
    assert_int_equal(p.options.repeated_count, 4);
    assert_int_equal(p.options.repeated[0].option, OPTION_SET);
    assert_int_equal(p.options.repeated[1].option, OPTION_WITHOUT);
    assert_string_equal(p.options.repeated[2].value, "more.csv");
    assert_string_equal(p.options.repeated[3].value, "rules.past_pairs=");
    command_line_free(&p.options);

    parse(&p, "mentorpair match --seed 9007199254740992 -- --odd-name b.csv");
    assert_int_equal(p.outcome, OUTCOME_DONE);
    assert_int_equal(p.options.argument_count, 2);
    assert_string_equal(p.options.arguments[0], "--odd-name");
    assert_int_equal(p.options.number[OPTION_SEED], (int64_t)1 << 53);
    command_line_free(&p.options);

    parse(&p, "mentorpair check --applications a.csv");
    assert_int_equal(p.outcome, OUTCOME_DONE);
    command_line_free(&p.options);
    parse(&p, "mentorpair report --only html,txt --out out");
    assert_int_equal(p.outcome, OUTCOME_DONE);
    assert_true(command_line_lists(&p.options, OPTION_ONLY, "txt"));
    assert_false(command_line_lists(&p.options, OPTION_ONLY, "csv"));
    assert_false(command_line_lists(&p.options, OPTION_ONLY, "tx"));
    command_line_free(&p.options);
    // What only tells something needs no folder.
    parse(&p, "mentorpair match --help");
    assert_int_equal(p.outcome, OUTCOME_DONE);
    command_line_free(&p.options);
    parse(&p, "mentorpair --completion zsh");
    assert_int_equal(p.outcome, OUTCOME_DONE);
    command_line_free(&p.options);
}

static void refuses_what_is_wrong(void **state) {
    (void)state;
    expect_refused("mentorpair", "which command?");
    expect_refused("mentorpair mtach x", "did you mean mentorpair match?");
    expect_refused("mentorpair export x", "there is no command export");
    expect_refused("mentorpair match x --set-aside-invald", "did you mean --set-aside-invalid?");
    // No abbreviations, however clear.
    expect_refused("mentorpair match x --set", "did you mean --set-aside-invalid?");
    expect_refused("mentorpair match x --verb", "did you mean --verbose?");
    expect_refused("mentorpair check x --seed 1", "it belongs to mentorpair match");
    expect_refused("mentorpair match x --man-page", "has no option --man-page");
    expect_refused("mentorpair match x -q", "options are words");
    expect_refused("mentorpair match x --late=yes", "takes no value");
    expect_refused("mentorpair match x --late --late", "stands twice");
    expect_refused("mentorpair match x --seed 1 --seed 1", "stands twice");
    expect_refused("mentorpair match x --out", "needs a value");
    expect_refused("mentorpair match x --out=", "needs a value");
    expect_refused("mentorpair match x --out --late", "needs a value");
    expect_refused("mentorpair match x --seed -1", "from 0 to 9,007,199,254,740,992");
    expect_refused("mentorpair match x --seed 9007199254740993", "from 0 to");
    expect_refused("mentorpair match x --seed 1.5", "a whole number");
    expect_refused("mentorpair match x --time-limit 99999999999999999999", "a whole number");
    expect_refused("mentorpair match x --color blue", "auto always never");
    expect_refused("mentorpair report x --only html,", "choose among");
    expect_refused("mentorpair match", "which program folder?");
    expect_refused("mentorpair match --mentors a.csv", "which program folder?");
    expect_refused("mentorpair compare a", "which two pairings?");
    expect_refused("mentorpair compare a b c", "one argument too many");
    expect_refused("mentorpair what-if --set a=b", "which program folder?");
    expect_refused("mentorpair match a b c", "one argument too many");
    expect_refused("mentorpair report a b", "one argument too many");
    expect_refused("mentorpair match x --applications a --mentors b", "holds both roles");
    expect_refused("mentorpair match a b --mentees c", "named twice");
    expect_refused("mentorpair match x --quiet --verbose", "contradict");
    expect_refused("mentorpair --quiet match x", "comes after the command");
    expect_refused("mentorpair --help match", "the command comes first");
    expect_refused("mentorpair --schema nothing", "choose one of");
}

static void gives_the_next_command(void **state) {
    (void)state;
    memory m = {0};
    arena a = arena_over(&m);
    parsed p;
    parse(&p, "mentorpair match sp'ring --seed 4 --late --past a --past b --quiet --alternatives 5 --out o");
    assert_int_equal(p.outcome, OUTCOME_DONE);
    assert_string_equal(command_line_for(&p.options, &a, COMMAND_VERIFY, "").text,
                        "mentorpair verify 'sp'\\''ring' --past a --past b --out o --alternatives 5");
    assert_string_equal(command_line_for(&p.options, &a, COMMAND_CHECK, "--set-aside-invalid").text,
                        "mentorpair check 'sp'\\''ring' --past a --past b --late --set-aside-invalid");
    command_line_free(&p.options);
    arena_free(&a);
    assert_int_equal(m.live_bytes, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(table_is_sound), cmocka_unit_test(takes_what_is_right), cmocka_unit_test(refuses_what_is_wrong),
                                       cmocka_unit_test(gives_the_next_command)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
