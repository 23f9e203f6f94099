// SPDX-License-Identifier: GPL-3.0-or-later
#define _GNU_SOURCE
#include "cli/folder.h"
#include "tests/unit/cli/scratch.h"

typedef struct world {
    terminal terminal;
    memory memory;
    arena arena;
    findings findings;
    options options;
    folder folder;
    outcome outcome;
    char *argv[20];
    char words[1000];
} world;

// Reads what a command line names.
static void read_by(world *w, const char *line) {
    *w = (world){.outcome = OUTCOME_DONE};
    w->terminal.messages.file = tmpfile();
    w->terminal.results.file = stdout;
    w->arena = arena_over(&w->memory);
    w->findings = findings_over(&w->memory);
    strcpy(w->words, line);
    int argc = 1;
    w->argv[0] = "mentorpair";
    for (char *word = strtok(w->words, " "); word != NULL; word = strtok(NULL, " ")) {
        w->argv[argc++] = word;
    }
    assert_int_equal(command_line_parse(&w->options, &w->terminal, argc, w->argv), OUTCOME_DONE);
    w->outcome = folder_open(&w->folder, &w->arena, &w->terminal, &w->options);
    if (w->outcome == OUTCOME_DONE) {
        w->outcome = folder_read(&w->folder, &w->arena, &w->terminal, &w->findings, &w->options);
    }
}

static void done(world *w) {
    folder_close(&w->folder);
    command_line_free(&w->options);
    findings_free(&w->findings);
    arena_free(&w->arena);
    (void)fclose(w->terminal.messages.file);
    assert_int_equal(w->memory.live_bytes, 0);
}

static void expect(const char *line, outcome outcome_wanted, const char *said) {
    world w;
    read_by(&w, line);
    const char *is = scratch_printed(w.terminal.messages.file);
    if (w.outcome != outcome_wanted || strstr(is, said) == NULL) {
        fail_msg("%s: outcome %d, said: %s", line, (int)w.outcome, is);
    }
    done(&w);
}

static void make_folder(void) {
    assert_int_equal(mkdir("spring", 0700), 0);
    scratch_write("spring/mentors.csv", "mentors");
    scratch_write("spring/mentees.csv", "mentees");
}

static void roles_and_names(void **state) {
    (void)state;
    make_folder();
    scratch_write("spring/program.yaml", "program");
    scratch_write("spring/decisions.csv", "decisions");
    assert_int_equal(mkdir("spring/past", 0700), 0);
    scratch_write("spring/past/b.csv", "b");
    scratch_write("spring/past/a.json", "a");
    scratch_write("spring/past/notes.txt", "x");
    scratch_write("spring/past/.hidden.csv", "x");
    world w;
    read_by(&w, "check spring/");
    assert_int_equal(w.outcome, OUTCOME_DONE);
    assert_string_equal(w.folder.out, "spring/out");
    static const struct {
        input_role role;
        const char *file, *bytes;
    } WANTED[] = {{INPUT_PROGRAM, "program.yaml", "program"}, {INPUT_MENTORS, "mentors.csv", "mentors"}, {INPUT_MENTEES, "mentees.csv", "mentees"},
                  {INPUT_DECISIONS, "decisions.csv", "decisions"}, {INPUT_PAST, "past/a.json", "a"}, {INPUT_PAST, "past/b.csv", "b"}};
    assert_int_equal(w.folder.count, sizeof WANTED / sizeof WANTED[0]);
    for (size_t i = 0; i < w.folder.count; i++) {
        assert_int_equal(w.folder.inputs[i].role, WANTED[i].role);
        assert_true(span_equal(w.folder.inputs[i].file, span_of(WANTED[i].file)));
        assert_true(span_equal(w.folder.inputs[i].bytes, span_of(WANTED[i].bytes)));
    }
    assert_int_equal(w.findings.notes, 1);
    assert_string_equal(w.findings.items[0].code, "past_ignored");
    assert_true(span_equal(w.findings.items[0].place.file, SPAN("past/notes.txt")));
    done(&w);
}

static void options_go_before_the_folder(void **state) {
    (void)state;
    make_folder();
    scratch_write("spring/applications.csv", "both");
    scratch_write("mine.csv", "mine");
    assert_int_equal(mkdir("spring/past", 0700), 0);
    scratch_write("spring/past/b.csv", "b");
    expect("check spring", OUTCOME_BAD_DATA, "holds both applications.csv and mentors.csv");
    world w;
    read_by(&w, "match spring --applications mine.csv --past mine.csv --out elsewhere/out");
    assert_int_equal(w.outcome, OUTCOME_DONE);
    assert_string_equal(w.folder.out, "elsewhere/out");
    assert_int_equal(w.folder.count, 2);
    assert_int_equal(w.folder.inputs[0].role, INPUT_APPLICATIONS);
    assert_true(span_equal(w.folder.inputs[0].file, SPAN("mine.csv")));
    assert_int_equal(w.folder.inputs[1].role, INPUT_PAST);
    done(&w);
    read_by(&w, "match spring --mentees mine.csv");
    assert_int_equal(w.outcome, OUTCOME_DONE);
    assert_true(span_equal(folder_input(&w.folder, INPUT_MENTORS)->bytes, SPAN("mentors")));
    assert_true(span_equal(folder_input(&w.folder, INPUT_MENTEES)->bytes, SPAN("mine")));
    assert_null(folder_input(&w.folder, INPUT_APPLICATIONS));
    done(&w);
}

static void two_files(void **state) {
    (void)state;
    make_folder();
    // What lies beside them is nobody's business.
    scratch_write("program.yaml", "x");
    scratch_write("decisions.csv", "x");
    world w;
    read_by(&w, "match spring/mentors.csv spring/mentees.csv");
    assert_int_equal(w.outcome, OUTCOME_DONE);
    assert_int_equal(w.folder.count, 2);
    assert_string_equal(w.folder.out, "out");
    assert_true(span_equal(w.folder.inputs[0].file, SPAN("spring/mentors.csv")));
    assert_int_equal(w.folder.inputs[0].role, INPUT_MENTORS);
    done(&w);
    read_by(&w, "verify --mentors spring/mentors.csv --mentees spring/mentees.csv");
    assert_int_equal(w.outcome, OUTCOME_DONE);
    assert_int_equal(w.folder.count, 2);
    done(&w);
}

static void what_is_missing(void **state) {
    (void)state;
    expect("check spring", OUTCOME_NO_INPUT, "there is no folder spring: mentorpair init spring starts one");
    assert_int_equal(mkdir("spring", 0700), 0);
    expect("check spring", OUTCOME_NO_INPUT, "neither mentors.csv and mentees.csv nor applications.csv");
    scratch_write("spring/mentors.csv", "x");
    expect("check spring", OUTCOME_NO_INPUT, "spring has no mentees.csv");
    expect("check spring/mentors.csv", OUTCOME_NO_INPUT, "is a file: give the program folder");
    scratch_write("spring/mentees.csv", "x");
    expect("check spring --decisions none.csv", OUTCOME_NO_INPUT, "none.csv does not exist");
    expect("check a.csv b.csv", OUTCOME_NO_INPUT, "a.csv does not exist");
    // A link that leads nowhere is not passed over as if nothing were there.
    assert_int_equal(symlink("nowhere", "spring/decisions.csv"), 0);
    expect("check spring", OUTCOME_NO_INPUT, "decisions.csv does not exist");
}

static void what_is_no_file(void **state) {
    (void)state;
    make_folder();
    assert_int_equal(unlink("spring/mentees.csv"), 0);
    assert_int_equal(mkdir("spring/mentees.csv", 0700), 0);
    assert_int_equal(mkfifo("spring/decisions.csv", 0600), 0);
    world w;
    read_by(&w, "check spring");
    assert_int_equal(w.outcome, OUTCOME_BAD_DATA);
    assert_int_equal(w.findings.errors, 2);
    assert_true(span_equal(w.findings.items[0].place.file, SPAN("mentees.csv")));
    assert_string_equal(w.findings.items[0].code, "not_a_file");
    assert_true(span_equal(w.findings.items[1].place.file, SPAN("decisions.csv")));
    done(&w);
    assert_int_equal(truncate("spring/mentors.csv", (off_t)2 * 1024 * 1024 * 1024), 0);
    read_by(&w, "check spring");
    assert_string_equal(w.findings.items[0].code, "file_too_large");
    done(&w);
}

static void given_files(void **state) {
    (void)state;
    make_folder();
    scratch_write("spring/scores.csv", "scores");
    scratch_write("program.yaml", "x");
    scratch_write("other.csv", "other");
    world w;
    span bytes;
    read_by(&w, "check spring");
    assert_int_equal(folder_given(&w.folder, &w.arena, SPAN("scores.csv"), &bytes), FILE_FINE);
    assert_true(span_equal(bytes, SPAN("scores")));
    assert_int_equal(folder_given(&w.folder, &w.arena, SPAN("other.csv"), &bytes), FILE_MISSING);
    assert_int_equal(folder_given(&w.folder, &w.arena, ((span){"scores.csv\0x", 12}), &bytes), FILE_MISSING);
    done(&w);
    read_by(&w, "check spring/mentors.csv spring/mentees.csv --program ./program.yaml");
    assert_int_equal(folder_given(&w.folder, &w.arena, SPAN("other.csv"), &bytes), FILE_FINE);
    done(&w);
    read_by(&w, "check spring/mentors.csv spring/mentees.csv");
    assert_int_equal(folder_given(&w.folder, &w.arena, SPAN("other.csv"), &bytes), FILE_FINE);
    done(&w);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, scratch_begin, scratch_end)
    const struct CMUnitTest tests[] = {TEST(roles_and_names), TEST(options_go_before_the_folder), TEST(two_files), TEST(what_is_missing),
                                       TEST(what_is_no_file), TEST(given_files)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
