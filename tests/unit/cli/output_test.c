// out/: what stands there after every way in which a run can go, and after every place at which it can be cut off.
// SPDX-License-Identifier: GPL-3.0-or-later
#define _GNU_SOURCE
#include "cli/output.h"
#include "tests/unit/cli/scratch.h"

typedef struct world {
    terminal terminal;
    memory memory;
    arena arena;
    findings findings;
    output output;
} world;

static const char *id_of(char letter) {
    static char id[65];
    memset(id, letter, 64);
    return id;
}

static void world_begin(world *w) {
    *w = (world){.output = OUTPUT_CLOSED};
    w->terminal.messages.file = tmpfile();
    w->terminal.results.file = stdout;
    assert_non_null(w->terminal.messages.file);
    w->arena = arena_over(&w->memory);
    w->findings = findings_over(&w->memory);
}

static void world_end(world *w) {
    output_close(&w->output);
    findings_free(&w->findings);
    arena_free(&w->arena);
    (void)fclose(w->terminal.messages.file);
    assert_int_equal(w->memory.live_bytes, 0);
}

// A new run with that pairing, complete but not published.
static void prepare(world *w, char pairing_letter, const char *text) {
    assert_int_equal(output_open(&w->output, &w->arena, &w->terminal, "out", "out", OUTPUT_WRITE), OUTCOME_DONE);
    assert_int_equal(output_begin(&w->output), OUTCOME_DONE);
    assert_int_equal(output_write(&w->output, "pairing.json", span_of(text)), OUTCOME_DONE);
    assert_int_equal(output_write(&w->output, "report.txt", SPAN("report")), OUTCOME_DONE);
    assert_int_equal(output_finish(&w->output, id_of(pairing_letter)), OUTCOME_DONE);
    assert_int_equal(output_announce(&w->output, &w->findings), OUTCOME_DONE);
}

static void publish(char pairing_letter, const char *text, bool without_exchange) {
    world w;
    world_begin(&w);
    prepare(&w, pairing_letter, text);
    w.output.swap.without_exchange = without_exchange;
    assert_int_equal(output_publish(&w.output), OUTCOME_DONE);
    world_end(&w);
}

// Opens for reading, which finishes what was interrupted only where out/ is missing.
static outcome open_for(output_use use) {
    world w;
    world_begin(&w);
    const outcome result = output_open(&w.output, &w.arena, &w.terminal, "out", "out", use);
    world_end(&w);
    return result;
}

static void first_run(void **state) {
    (void)state;
    publish('a', "first", false);
    assert_string_equal(scratch_list("."), "out");
    assert_string_equal(scratch_list("out"), "manifest.json pairing.json report.txt");
    assert_int_equal(scratch_mode("out"), 0700);
    assert_int_equal(scratch_mode("out/pairing.json"), 0600);
    assert_int_equal(scratch_mode("out/manifest.json"), 0600);
}

static void old_runs(bool without_exchange) {
    publish('a', "first", without_exchange);
    publish('b', "second", without_exchange);
    assert_string_equal(scratch_list("."), "out out.previous");
    assert_string_equal(scratch_read("out/pairing.json"), "second");
    assert_string_equal(scratch_read("out.previous/pairing.json"), "first");
    // The same pairing again: the run before it stays.
    publish('b', "second again", without_exchange);
    assert_string_equal(scratch_list("."), "out out.previous");
    assert_string_equal(scratch_read("out/pairing.json"), "second again");
    assert_string_equal(scratch_read("out.previous/pairing.json"), "first");
    publish('c', "third", without_exchange);
    assert_string_equal(scratch_list("."), "out out.previous");
    assert_string_equal(scratch_read("out/pairing.json"), "third");
    assert_string_equal(scratch_read("out.previous/pairing.json"), "second again");
}

static void another_pairing_keeps_the_one_before(void **state) {
    (void)state;
    old_runs(false);
}

static void the_same_without_exchange(void **state) {
    (void)state;
    old_runs(true);
}

static void strangers_are_kept(void **state) {
    (void)state;
    publish('a', "first", false);
    publish('b', "second", false);
    scratch_write("out/notes.txt", "mine");
    scratch_write("out/report.txt", "my marks");
    assert_int_equal(mkdir("out/photos", 0700), 0);
    scratch_write("out/photos/one.jpg", "x");
    assert_int_equal(symlink("/etc/passwd", "out/link"), 0);
    scratch_write("out.previous/notes.txt", "older");
    scratch_write("out.previous/report.txt", "older marks");
    world w;
    world_begin(&w);
    prepare(&w, 'c', "third");
    // Said before it is done.
    assert_int_equal(w.findings.notes, 6);
    assert_string_equal(w.findings.items[0].code, "kept");
    assert_true(scratch_exists("out/notes.txt"));
    assert_int_equal(output_publish(&w.output), OUTCOME_DONE);
    assert_string_equal(scratch_printed(w.terminal.messages.file), "");
    world_end(&w);
    assert_string_equal(scratch_list("."), "kept out out.previous");
    assert_string_equal(scratch_list("kept"), "link notes-2.txt notes.txt photos report-2.txt report.txt");
    assert_string_equal(scratch_read("kept/notes.txt"), "mine");
    assert_string_equal(scratch_read("kept/notes-2.txt"), "older");
    assert_string_equal(scratch_read("kept/report.txt"), "my marks");
    assert_string_equal(scratch_read("kept/photos/one.jpg"), "x");
    assert_string_equal(scratch_list("out"), "manifest.json pairing.json report.txt");
    // Later ones find other names.
    scratch_write("out/notes.txt", "newest");
    publish('c', "third again", false);
    assert_string_equal(scratch_read("kept/notes-3.txt"), "newest");
    assert_string_equal(scratch_list("out.previous"), "manifest.json pairing.json");
}

static void what_is_not_ours_is_refused(void **state) {
    (void)state;
    scratch_write("out", "a file");
    assert_int_equal(open_for(OUTPUT_WRITE), OUTCOME_CANNOT_CREATE);
    assert_int_equal(unlink("out"), 0);
    assert_int_equal(mkdir("elsewhere", 0700), 0);
    assert_int_equal(symlink("elsewhere", "out"), 0);
    assert_int_equal(open_for(OUTPUT_WRITE), OUTCOME_CANNOT_CREATE);
    assert_int_equal(unlink("out"), 0);
    assert_int_equal(mkfifo("out", 0600), 0);
    assert_int_equal(open_for(OUTPUT_WRITE), OUTCOME_CANNOT_CREATE);
    assert_int_equal(unlink("out"), 0);
    // An empty folder can be taken; one with anything in it but a run cannot.
    assert_int_equal(mkdir("out", 0700), 0);
    assert_int_equal(open_for(OUTPUT_WRITE), OUTCOME_DONE);
    scratch_write("out/thesis.doc", "x");
    assert_int_equal(open_for(OUTPUT_WRITE), OUTCOME_CANNOT_CREATE);
    scratch_write("out/manifest.json", "{}");
    assert_int_equal(open_for(OUTPUT_WRITE), OUTCOME_CANNOT_CREATE);
    assert_string_equal(scratch_read("out/thesis.doc"), "x");
    // And so with the place of the run before.
    assert_int_equal(unlink("out/thesis.doc") + unlink("out/manifest.json"), 0);
    assert_int_equal(mkdir("out.previous", 0700), 0);
    scratch_write("out.previous/x", "x");
    assert_int_equal(open_for(OUTPUT_WRITE), OUTCOME_CANNOT_CREATE);
}

static void names_that_cannot_be(void **state) {
    (void)state;
    static const char *const PATHS[] = {".", "..", "/", "a/..", "./", "missing/out"};
    for (size_t i = 0; i < sizeof PATHS / sizeof PATHS[0]; i++) {
        world w;
        world_begin(&w);
        assert_int_equal(output_open(&w.output, &w.arena, &w.terminal, PATHS[i], PATHS[i], OUTPUT_WRITE), OUTCOME_CANNOT_CREATE);
        assert_true(strlen(scratch_printed(w.terminal.messages.file)) > 20);
        world_end(&w);
    }
}

static void an_empty_folder_is_taken(void **state) {
    (void)state;
    assert_int_equal(mkdir("out", 0755), 0);
    publish('a', "first", false);
    assert_string_equal(scratch_list("."), "out");
    assert_int_equal(scratch_mode("out"), 0700);
}

static void what_is_not_published_goes(void **state) {
    (void)state;
    publish('a', "first", false);
    world w;
    world_begin(&w);
    prepare(&w, 'b', "second");
    world_end(&w);
    assert_string_equal(scratch_list("."), "out");
    assert_string_equal(scratch_read("out/pairing.json"), "first");
    world_begin(&w);
    assert_int_equal(output_open(&w.output, &w.arena, &w.terminal, "out", "out", OUTPUT_WRITE), OUTCOME_DONE);
    assert_int_equal(output_begin(&w.output), OUTCOME_DONE);
    assert_int_equal(output_write(&w.output, "pairing.json", SPAN("half")), OUTCOME_DONE);
    world_end(&w);
    assert_string_equal(scratch_list("."), "out");
}

// ---- cut off in the middle --------------------------------------------------------------------------------------

// The names of the waiting run that `prepare` leaves when it is not closed.
static const char *leave_waiting(char pairing_letter, const char *text) {
    static char name[100];
    world w;
    world_begin(&w);
    prepare(&w, pairing_letter, text);
    strcpy(name, w.output.fresh_name);
    w.output.fresh_name = NULL; // as after a kill: nobody tidies up
    world_end(&w);
    assert_true(scratch_exists(name));
    return name;
}

static void half_written_runs_go(void **state) {
    (void)state;
    publish('a', "first", false);
    assert_int_equal(mkdir(".out.partial.99.0", 0700), 0);
    scratch_write(".out.partial.99.0/pairing.json", "half");
    assert_int_equal(mkdir(".output.partial.1.0", 0700), 0); // of another folder
    assert_int_equal(open_for(OUTPUT_READ), OUTCOME_DONE);
    assert_true(scratch_exists(".out.partial.99.0")); // reading changes nothing
    assert_int_equal(open_for(OUTPUT_WRITE), OUTCOME_DONE);
    assert_string_equal(scratch_list("."), ".output.partial.1.0 out");
}

static void a_waiting_run_is_not_taken_while_there_is_one(void **state) {
    (void)state;
    publish('a', "first", false);
    (void)leave_waiting('b', "second");
    assert_int_equal(open_for(OUTPUT_WRITE), OUTCOME_DONE);
    assert_string_equal(scratch_list("."), "out");
    assert_string_equal(scratch_read("out/pairing.json"), "first");
}

// Without exchange, after the first of two renames.
static void a_missing_run_is_replaced_by_the_waiting_one(void **state) {
    (void)state;
    for (int use = OUTPUT_READ; use <= OUTPUT_WRITE; use++) {
        publish('a', "first", false);
        (void)leave_waiting('b', "second");
        assert_int_equal(rename("out", ".out.old.0"), 0);
        assert_int_equal(open_for((output_use)use), OUTCOME_DONE);
        assert_string_equal(scratch_list("."), "out out.previous");
        assert_string_equal(scratch_read("out/pairing.json"), "second");
        assert_string_equal(scratch_read("out.previous/pairing.json"), "first");
    }
}

// Without exchange, where the waiting run was never finished.
static void the_old_run_comes_back(void **state) {
    (void)state;
    publish('a', "first", false);
    assert_int_equal(rename("out", ".out.old.0"), 0);
    assert_int_equal(open_for(OUTPUT_READ), OUTCOME_DONE);
    assert_string_equal(scratch_list("."), "out");
    assert_string_equal(scratch_read("out/pairing.json"), "first");
}

// With exchange, right after it: the old run stands under the new one's waiting name.
static void a_run_that_was_swapped_out_is_settled(void **state) {
    (void)state;
    publish('a', "first", false);
    scratch_write("out/notes.txt", "mine");
    const char *name = leave_waiting('b', "second");
    assert_int_equal(renameat2(AT_FDCWD, name, AT_FDCWD, "out", RENAME_EXCHANGE), 0);
    assert_int_equal(open_for(OUTPUT_WRITE), OUTCOME_DONE);
    assert_string_equal(scratch_list("."), "kept out out.previous");
    assert_string_equal(scratch_read("out/pairing.json"), "second");
    assert_string_equal(scratch_read("out.previous/pairing.json"), "first");
    assert_string_equal(scratch_list("kept"), "notes.txt");
}

static void a_run_on_its_way_out_goes_but_for_strangers(void **state) {
    (void)state;
    publish('a', "first", false);
    publish('b', "second", false);
    assert_int_equal(rename("out.previous", ".out.dead.0"), 0);
    scratch_write(".out.dead.0/notes.txt", "mine");
    world w;
    world_begin(&w);
    assert_int_equal(output_open(&w.output, &w.arena, &w.terminal, "out", "out", OUTPUT_WRITE), OUTCOME_DONE);
    assert_non_null(strstr(scratch_printed(w.terminal.messages.file), "kept/notes.txt"));
    world_end(&w);
    assert_string_equal(scratch_list("."), "kept out");
    assert_string_equal(scratch_list("kept"), "notes.txt");
}

// A manifest that somebody removed: then nothing in there is known to be ours.
static void without_a_manifest_all_is_kept(void **state) {
    (void)state;
    publish('a', "first", false);
    publish('b', "second", false);
    assert_int_equal(rename("out.previous", ".out.dead.0"), 0);
    assert_int_equal(unlink(".out.dead.0/manifest.json"), 0);
    assert_int_equal(open_for(OUTPUT_WRITE), OUTCOME_DONE);
    assert_string_equal(scratch_list("kept"), "pairing.json report.txt");
}

static void kept_must_be_a_folder(void **state) {
    (void)state;
    publish('a', "first", false);
    scratch_write("out/notes.txt", "mine");
    scratch_write("kept", "a file of mine");
    world w;
    world_begin(&w);
    prepare(&w, 'b', "second");
    // The new run is in; the rest is said and waits for the next run.
    assert_int_equal(output_publish(&w.output), OUTCOME_DONE);
    assert_non_null(strstr(scratch_printed(w.terminal.messages.file), "warning"));
    world_end(&w);
    assert_string_equal(scratch_read("out/pairing.json"), "second");
    assert_string_equal(scratch_read("kept"), "a file of mine");
    assert_int_equal(unlink("kept"), 0);
    assert_int_equal(open_for(OUTPUT_WRITE), OUTCOME_DONE);
    assert_string_equal(scratch_list("."), "kept out out.previous");
    assert_string_equal(scratch_read("kept/notes.txt"), "mine");
}

// ---- locks ------------------------------------------------------------------------------------------------------

static void readers_share_writers_do_not(void **state) {
    (void)state;
    publish('a', "first", false);
    world one, two;
    world_begin(&one);
    world_begin(&two);
    assert_int_equal(output_open(&one.output, &one.arena, &one.terminal, "out", "out", OUTPUT_READ), OUTCOME_DONE);
    assert_int_equal(output_open(&two.output, &two.arena, &two.terminal, "out", "out", OUTPUT_READ), OUTCOME_DONE);
    output_close(&two.output);
    assert_int_equal(output_open(&two.output, &two.arena, &two.terminal, "out", "out", OUTPUT_WRITE), OUTCOME_BUSY);
    output_close(&two.output);
    output_close(&one.output);
    assert_int_equal(output_open(&two.output, &two.arena, &two.terminal, "out", "out", OUTPUT_WRITE), OUTCOME_DONE);
    world_end(&two);
    world_end(&one);
}

// Every allocation fails once: the old run or the new one stands there whole, and the next run finds its way.
static void want_of_memory_at_every_place(void **state) {
    (void)state;
    for (uint64_t n = 1;; n++) {
        publish('a', "first", false);
        scratch_write("out/notes.txt", "mine");
        world w;
        world_begin(&w);
        w.memory.fail_at = n;
        outcome result = output_open(&w.output, &w.arena, &w.terminal, "out", "out", OUTPUT_WRITE);
        result = result == OUTCOME_DONE ? output_begin(&w.output) : result;
        result = result == OUTCOME_DONE ? output_write(&w.output, "pairing.json", SPAN("second")) : result;
        result = result == OUTCOME_DONE ? output_finish(&w.output, id_of('b')) : result;
        result = result == OUTCOME_DONE ? output_announce(&w.output, &w.findings) : result;
        result = result == OUTCOME_DONE ? output_publish(&w.output) : result;
        const bool reached = w.memory.calls >= n;
        world_end(&w);
        assert_string_equal(scratch_read("out/pairing.json"), result == OUTCOME_DONE ? "second" : "first");
        assert_int_equal(open_for(OUTPUT_WRITE), OUTCOME_DONE);
        if (result == OUTCOME_DONE) {
            assert_string_equal(scratch_list("."), "kept out out.previous");
            assert_int_equal(file_remove_tree(AT_FDCWD, "kept"), FILE_FINE);
            assert_int_equal(file_remove_tree(AT_FDCWD, "out.previous"), FILE_FINE);
        }
        assert_string_equal(scratch_list("."), "out");
        assert_int_equal(file_remove_tree(AT_FDCWD, "out"), FILE_FINE);
        if (!reached) {
            assert_int_equal(result, OUTCOME_DONE);
            break;
        }
    }
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, scratch_begin, scratch_end)
    const struct CMUnitTest tests[] = {
        TEST(first_run),
        TEST(another_pairing_keeps_the_one_before),
        TEST(the_same_without_exchange),
        TEST(strangers_are_kept),
        TEST(what_is_not_ours_is_refused),
        TEST(names_that_cannot_be),
        TEST(an_empty_folder_is_taken),
        TEST(what_is_not_published_goes),
        TEST(half_written_runs_go),
        TEST(a_waiting_run_is_not_taken_while_there_is_one),
        TEST(a_missing_run_is_replaced_by_the_waiting_one),
        TEST(the_old_run_comes_back),
        TEST(a_run_that_was_swapped_out_is_settled),
        TEST(a_run_on_its_way_out_goes_but_for_strangers),
        TEST(without_a_manifest_all_is_kept),
        TEST(kept_must_be_a_folder),
        TEST(readers_share_writers_do_not),
        TEST(want_of_memory_at_every_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
