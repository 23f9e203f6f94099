// Documents that crash, hang, fail or reach for the network: each is an ordinary error of the parent.
// SPDX-License-Identifier: GPL-3.0-or-later
#define _GNU_SOURCE
#include "cli/render.h"
#include "tests/unit/cli/cohort_in_memory.h"
#include "tests/unit/cli/scratch.h"

#include <errno.h>
#include <signal.h>
#include <sys/socket.h>

static status good(span *out, arena *a, context *c, const report_request *request) {
    (void)c;
    *out = arena_format(a, "pairing %.8s, %u pairs, previous: %s, by %.*s", request->pairing_id, request->pairing->pair_count,
                        request->previous != NULL ? "yes" : "no", SPAN_ARGS(request->approval.by));
    return STATUS_OK;
}

static status remarks(span *out, arena *a, context *c, const report_request *request) {
    (void)a;
    (void)request;
    const place where = {.file = SPAN("mentees.csv"), .line = 7, .column = 3};
    finding_add(&c->findings, SEVERITY_WARNING, where, "glyph_missing", "no font has \"%s\"", "\xE6\xA3\xAE");
    *out = SPAN("");
    return STATUS_OK;
}

static status crashes(span *out, arena *a, context *c, const report_request *request) {
    (void)out;
    (void)a;
    (void)c;
    (void)request;
    (void)signal(SIGABRT, SIG_DFL);
    abort();
}

static status hangs(span *out, arena *a, context *c, const report_request *request) {
    (void)out;
    (void)a;
    (void)c;
    (void)request;
    while (pause() != 0) {
        // for ever: pause only returns to say that it was interrupted
    }
    return STATUS_OK;
}

static status leaves(span *out, arena *a, context *c, const report_request *request) {
    (void)out;
    (void)a;
    (void)c;
    (void)request;
    _exit(0);
}

static status fails(span *out, arena *a, context *c, const report_request *request) {
    (void)out;
    (void)a;
    (void)request;
    return context_fail(c, STATUS_INTERNAL, "reports/test", "it is %s", "broken");
}

static status has_no_memory(span *out, arena *a, context *c, const report_request *request) {
    (void)out;
    (void)a;
    (void)request;
    return context_no_memory(c, "reports/test");
}

static status reaches_out(span *out, arena *a, context *c, const report_request *request) {
    (void)a;
    (void)c;
    (void)request;
    *out = socket(AF_INET, SOCK_STREAM, 0) >= 0 ? SPAN("connected") : errno == EACCES ? SPAN("forbidden") : SPAN("failed otherwise");
    return STATUS_OK;
}

typedef struct world {
    terminal terminal;
    mp_run *run;
    input inputs[2];
    mp_request request;
    memory memory;
    arena arena;
    findings findings;
    span bytes;
    char id[65];
    char said[4000];
    rendered done[4];
} world;

static void begin(world *w) {
    *w = (world){.run = NULL};
    w->terminal.messages.file = tmpfile();
    w->terminal.results.file = stdout;
    w->arena = arena_over(&w->memory);
    w->findings = findings_over(&w->memory);
    w->run = run_that_paired(1, false, w->inputs, &w->request);
    assert_non_null(w->run);
    w->bytes = mp_run_pairing_json(w->run);
    assert_int_equal(pairing_json_id(w->id, w->bytes), STATUS_OK);
}

static void end(world *w) {
    (void)fclose(w->terminal.messages.file);
    mp_run_free(w->run);
    findings_free(&w->findings);
    arena_free(&w->arena);
    assert_int_equal(w->memory.live_bytes, 0);
}

// Renders documents into the folder we are in.
static outcome render(world *w, const document_entry *one, const document_entry *two, int64_t limit_ms, int folder) {
    const document_entry *wanted[] = {one, two};
    const render_job job = {.documents = wanted,
                            .count = two != NULL ? 2 : 1,
                            .pairing_json = w->bytes,
                            .pairing_id = w->id,
                            .previous_json = w->bytes,
                            .approval = {.by = SPAN("the chair"), .at = SPAN("")},
                            .folder = folder,
                            .limit_ms = limit_ms};
    const outcome result = render_documents(w->done, &w->arena, &w->terminal, &w->findings, &job);
    strcpy(w->said, scratch_printed(w->terminal.messages.file));
    return result;
}

static const document_entry GOOD = {"good.txt", "good", false, good, ""}, REMARKS = {"remarks.txt", "remarks", false, remarks, ""};

static void documents_are_written(void **state) {
    (void)state;
    world w;
    begin(&w);
    const int here = open(".", O_RDONLY | O_DIRECTORY);
    assert_int_equal(render(&w, &GOOD, &REMARKS, 0, here), OUTCOME_DONE);
    (void)close(here);
    char wanted[200];
    (void)snprintf(wanted, sizeof wanted, "pairing %.8s, %u pairs, previous: yes, by the chair", w.id, mp_run_pairing(w.run)->pair_count);
    assert_string_equal(scratch_read("good.txt"), wanted);
    assert_int_equal(scratch_mode("good.txt"), 0600);
    assert_string_equal(scratch_list("."), "good.txt remarks.txt");
    char digest[65];
    sha256_hex(digest, sha256_of(span_of(wanted)));
    assert_string_equal(w.done[0].file, "good.txt");
    assert_string_equal(w.done[0].sha256, digest);
    assert_int_equal(w.done[0].size, strlen(wanted));
    assert_int_equal(w.done[1].size, 0);
    // What a document remarks arrives as a finding.
    assert_int_equal(w.findings.count, 1);
    assert_int_equal(w.findings.items[0].severity, SEVERITY_WARNING);
    assert_string_equal(w.findings.items[0].code, "glyph_missing");
    assert_true(span_equal(w.findings.items[0].text, SPAN("no font has \"\xE6\xA3\xAE\"")));
    assert_int_equal(w.findings.items[0].place.line, 7);
    assert_string_equal(w.said, "");
    end(&w);
}

static void digests_alone(void **state) {
    (void)state;
    world w;
    begin(&w);
    assert_int_equal(render(&w, &GOOD, NULL, 0, -1), OUTCOME_DONE);
    assert_true(w.done[0].size > 0);
    assert_string_equal(scratch_list("."), "");
    end(&w);
}

static void expect(const document_entry *bad, int64_t limit_ms, outcome wanted, const char *said) {
    world w;
    begin(&w);
    const outcome result = render(&w, &GOOD, bad, limit_ms, -1);
    if (result != wanted || strstr(w.said, said) == NULL) {
        fail_msg("%s: outcome %d, said: %s", bad->file, (int)result, w.said);
    }
    end(&w);
}

static void crashes_and_the_like(void **state) {
    (void)state;
    expect(&(document_entry){"crash.pdf", "", false, crashes, ""}, 0, OUTCOME_INTERNAL, "making crash.pdf ended in a crash (signal 6)");
    expect(&(document_entry){"hang.pdf", "", false, hangs, ""}, 300, OUTCOME_INTERNAL, "hang.pdf was not ready after");
    expect(&(document_entry){"leave.pdf", "", false, leaves, ""}, 0, OUTCOME_INTERNAL, "leave.pdf ended without a result");
    expect(&(document_entry){"fail.pdf", "", false, fails, ""}, 0, OUTCOME_INTERNAL, "fail.pdf could not be made (reports/test: it is broken)");
    expect(&(document_entry){"large.pdf", "", false, has_no_memory, ""}, 0, OUTCOME_NO_MEMORY, "");
}

static void no_network(void **state) {
    (void)state;
    world w;
    begin(&w);
    const int here = open(".", O_RDONLY | O_DIRECTORY);
    assert_int_equal(render(&w, &(document_entry){"net.txt", "", false, reaches_out, ""}, NULL, 0, here), OUTCOME_DONE);
    (void)close(here);
    assert_string_equal(scratch_read("net.txt"), "forbidden");
    // The parent is as free as before.
    const int free_socket = socket(AF_INET, SOCK_STREAM, 0);
    assert_true(free_socket >= 0);
    (void)close(free_socket);
    end(&w);
}

static void a_name_that_is_taken(void **state) {
    (void)state;
    world w;
    begin(&w);
    scratch_write("good.txt", "mine");
    const int here = open(".", O_RDONLY | O_DIRECTORY);
    assert_int_equal(render(&w, &GOOD, NULL, 0, here), OUTCOME_INPUT_OUTPUT);
    (void)close(here);
    assert_string_equal(scratch_read("good.txt"), "mine");
    end(&w);
}

static void a_pairing_that_is_none(void **state) {
    (void)state;
    world w;
    begin(&w);
    w.bytes = SPAN("{}");
    assert_int_equal(render(&w, &GOOD, NULL, 0, -1), OUTCOME_INTERNAL);
    assert_true(w.findings.errors > 0);
    end(&w);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, scratch_begin, scratch_end)
    const struct CMUnitTest tests[] = {TEST(documents_are_written), TEST(digests_alone),        TEST(crashes_and_the_like),
                                       TEST(no_network),            TEST(a_name_that_is_taken), TEST(a_pairing_that_is_none)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
