// SPDX-License-Identifier: GPL-3.0-or-later
#define _GNU_SOURCE
#include "cli/journal.h"
#include "tests/unit/cli/cohort_in_memory.h"
#include "tests/unit/cli/scratch.h"

typedef struct world {
    terminal terminal;
    bool late;
    memory memory;
    arena arena;
    output output;
    findings findings;
} world;

static void begin(world *w) {
    *w = (world){.output = OUTPUT_CLOSED};
    w->terminal.messages.file = tmpfile();
    w->terminal.results.file = stdout;
    w->arena = arena_over(&w->memory);
    w->findings = findings_over(&w->memory);
    assert_int_equal(output_open(&w->output, &w->arena, &w->terminal, "out", "out", OUTPUT_WRITE), OUTCOME_DONE);
}

static void end(world *w) {
    output_close(&w->output);
    (void)fclose(w->terminal.messages.file);
    findings_free(&w->findings);
    arena_free(&w->arena);
    assert_int_equal(w->memory.live_bytes, 0);
}

// The run with that seed is noted and published.
static size_t run_with(world *w, uint64_t seed, const char **id) {
    static char kept[65];
    input inputs[2];
    mp_request request;
    findings_free(&w->findings);
    mp_run *run = run_that_paired(seed, w->late, inputs, &request);
    assert_non_null(run);
    const span bytes = mp_run_pairing_json(run);
    assert_int_equal(pairing_json_id(kept, bytes), STATUS_OK);
    assert_int_equal(journal_note_seed(&w->output, &w->findings, mp_run_pairing(run), kept), OUTCOME_DONE);
    w->output.manifest = (manifest){.count = 0};
    w->output.swap.kept = (kept_plan){.count = 0};
    assert_int_equal(output_begin(&w->output), OUTCOME_DONE);
    assert_int_equal(output_write(&w->output, "pairing.json", bytes), OUTCOME_DONE);
    assert_int_equal(output_finish(&w->output, kept), OUTCOME_DONE);
    assert_int_equal(output_publish(&w->output), OUTCOME_DONE);
    mp_run_free(run);
    *id = kept;
    return w->findings.warnings;
}

static void the_first_seed_is_nobodys_business(void **state) {
    (void)state;
    world w;
    const char *id;
    begin(&w);
    assert_int_equal(run_with(&w, 1, &id), 0);
    assert_int_equal(run_with(&w, 1, &id), 0);
    assert_false(scratch_exists("journal"));
    end(&w);
}

static void another_seed_is_noted_and_warned_about(void **state) {
    (void)state;
    world w;
    const char *id;
    begin(&w);
    assert_int_equal(run_with(&w, 1, &id), 0);
    assert_int_equal(run_with(&w, 2, &id), 1);
    assert_string_equal(w.findings.items[0].code, "another_seed");
    assert_true(span_equal(w.findings.items[0].place.file, SPAN("journal/seeds.jsonl")));
    assert_int_equal(w.findings.items[0].place.line, 2);
    assert_true(span_find(w.findings.items[0].text, SPAN("already paired with seed 1:")) != SIZE_MAX);
    assert_int_equal(scratch_mode("journal"), 0700);
    assert_int_equal(scratch_mode("journal/seeds.jsonl"), 0600);
    const char *lines = scratch_read("journal/seeds.jsonl");
    assert_true(strncmp(lines, "{\"seed\": 1, \"inputs\": \"", 23) == 0);
    const char *second = strchr(lines, '\n') + 1;
    assert_true(strncmp(second, "{\"seed\": 2, \"inputs\": \"", 23) == 0);
    assert_non_null(strstr(second, id));
    // The third one knows both, also when out/ has gone.
    assert_int_equal(file_remove_tree(AT_FDCWD, "out"), FILE_FINE);
    assert_int_equal(file_remove_tree(AT_FDCWD, "out.previous"), FILE_FINE);
    assert_int_equal(run_with(&w, 3, &id), 1);
    assert_true(span_find(w.findings.items[0].text, SPAN("already paired with seeds 1, 2:")) != SIZE_MAX);
    // Going back to an earlier one is still not the first draw, but needs no new line.
    assert_int_equal(run_with(&w, 1, &id), 1);
    assert_int_equal(w.findings.items[0].place.line, 1);
    int count = 0;
    for (const char *at = scratch_read("journal/seeds.jsonl"); *at != '\0'; at++) {
        count += *at == '\n';
    }
    assert_int_equal(count, 3);
    end(&w);
}

static void other_inputs_are_another_draw(void **state) {
    (void)state;
    world w;
    const char *id;
    begin(&w);
    assert_int_equal(run_with(&w, 1, &id), 0);
    w.late = true;
    assert_int_equal(run_with(&w, 2, &id), 0);
    assert_false(scratch_exists("journal"));
    end(&w);
}

// A line that a crash cut off, and lines that people wrote, are passed over; what stands there stays.
static void a_damaged_journal(void **state) {
    (void)state;
    world w;
    const char *id;
    begin(&w);
    assert_int_equal(mkdir("journal", 0700), 0);
    scratch_write("journal/seeds.jsonl", "drawn in public on 20 March\n{\"seed\": 7, \"inp");
    assert_int_equal(run_with(&w, 1, &id), 0);
    assert_int_equal(run_with(&w, 2, &id), 1);
    static const char WANTED[] = "drawn in public on 20 March\n{\"seed\": 7, \"inp\n{\"seed\": 1, ";
    assert_true(strncmp(scratch_read("journal/seeds.jsonl"), WANTED, strlen(WANTED)) == 0);
    assert_int_equal(w.findings.items[0].place.line, 4);
    end(&w);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, scratch_begin, scratch_end)
    const struct CMUnitTest tests[] = {TEST(the_first_seed_is_nobodys_business), TEST(another_seed_is_noted_and_warned_about),
                                       TEST(other_inputs_are_another_draw), TEST(a_damaged_journal)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
