// A pairing made by hand beside the best one, where it is not simply worse or as good: a run that was stopped, a pin
// that is not kept, nobody paired, a file that cannot be read; want of memory. What is counted is for draft_property.c.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "mentorpair.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char PROGRAM[] = "criteria: [{name: Reading, kind: given, file: reading.csv, weight: 1}]\n";
static const char READING[] =
    "mentee,mentor,score\na1@x.org,m1@x.org,80\na1@x.org,m2@x.org,60\na2@x.org,m1@x.org,90\n"
    "a2@x.org,m2@x.org,50\na2@x.org,m3@x.org,70.5\na3@x.org,m1@x.org,85\na3@x.org,m3@x.org,40\n";
static const char MENTORS[] = "name,email,capacity\nM One,m1@x.org,2\nM Two,m2@x.org,1\nM Three,m3@x.org,1\n";
static const char MENTEES[] = "name,email\nA One,a1@x.org\nA Two,a2@x.org\nA Three,a3@x.org\n";
static const char PIN[] = "decision,mentee,mentor,reason\npin,a2@x.org,m2@x.org,Asked\n";
static const char BEST[] = "mentee,mentor\na1@x.org,m1@x.org\na2@x.org,m3@x.org\na3@x.org,m1@x.org\n"; // 235.50 points
static const char NEXT[] = "mentee,mentor\na1@x.org,m2@x.org\na2@x.org,m1@x.org\na3@x.org,m1@x.org\n"; // 235.00 points

typedef struct outside {
    bool stops;
} outside;

static int64_t milliseconds_left(void *self) {
    const outside *o = self;
    return o->stops ? 0 : INT64_MAX;
}

static status reading(void *self, span name, span *bytes) {
    (void)self;
    *bytes = span_of(READING);
    return span_equal(name, SPAN("reading.csv")) ? STATUS_OK : STATUS_BAD_INPUT;
}

static input inputs[4]; // outlive the runs

static mp_run *run_with(const char *decisions, outside *o) {
    inputs[0] = (input){.role = INPUT_PROGRAM, .file = SPAN("program.yaml"), .bytes = span_of(PROGRAM)};
    inputs[1] = (input){.role = INPUT_MENTORS, .file = SPAN("mentors.csv"), .bytes = span_of(MENTORS)};
    inputs[2] = (input){.role = INPUT_MENTEES, .file = SPAN("mentees.csv"), .bytes = span_of(MENTEES)};
    inputs[3] = (input){.role = INPUT_DECISIONS, .file = SPAN("decisions.csv"), .bytes = span_of(decisions)};
    const mp_request request = {
        .inputs = inputs, .input_count = decisions == NULL ? 3 : 4, .as_of = 1493640000, .time_limit_s = 600};
    mp_run *r = mp_run_new((host){.self = o, .file = reading, .milliseconds_left = milliseconds_left});
    assert_non_null(r);
    assert_int_equal(mp_read(r, &request), STATUS_OK);
    assert_int_equal(mp_match(r), STATUS_OK);
    return r;
}

typedef struct hearing {
    draft draft;
    judgement judgement;
} hearing;

static void ask(hearing *out, mp_run *r, const char *csv) {
    assert_int_equal(mp_draft_read(r, &out->draft, SPAN("draft.csv"), span_of(csv)), STATUS_OK);
    assert_int_equal(mp_judge(r, &out->judgement, &out->draft, mp_run_pairing(r)), STATUS_OK);
}

static void test_the_best_itself(void **state) {
    (void)state;
    outside o = {.stops = false};
    mp_run *r = run_with(NULL, &o);
    hearing a;
    ask(&a, r, BEST);
    assert_true(draft_is_sound(&a.draft) && a.draft.lines == 3 && a.draft.pair_count == 3);
    assert_int_equal(a.judgement.worth, JUDGED_AS_GOOD);
    assert_true(a.judgement.is_replayed && a.judgement.best_is_proven && a.judgement.changes.same_pairs);
    assert_int_equal(a.judgement.decisive, NONE);
    mp_run_free(r);
}

static void test_better_than_a_run_that_was_stopped(void **state) {
    (void)state;
    outside o = {.stops = true};
    mp_run *r = run_with(NULL, &o);
    assert_int_equal(mp_run_pairing(r)->options.stopped, STOPPED_TIME_LIMIT);
    hearing a;
    ask(&a, r, NEXT);
    assert_false(a.judgement.best_is_proven);
    assert_int_equal(a.judgement.worth, JUDGED_BETTER);
    assert_true(a.judgement.is_replayed); // as far as the proof goes
    ask(&a, r, "mentee,mentor\na1@x.org,m2@x.org\n");
    assert_int_equal(a.judgement.worth, JUDGED_WORSE);
    assert_false(a.judgement.is_replayed);
    mp_run_free(r);
}

static void test_a_pin_that_is_not_kept(void **state) {
    (void)state;
    outside o = {.stops = false};
    mp_run *r = run_with(PIN, &o);
    hearing a;
    ask(&a, r, BEST);
    assert_int_equal(a.draft.left_out, 0);
    assert_int_equal(a.draft.pins_missed, 1);
    assert_false(draft_is_sound(&a.draft));
    assert_int_equal(a.judgement.worth, JUDGED_BETTER); // as many pairs, and a total that the pin does not allow
    assert_int_equal(a.judgement.goals.levels[a.judgement.decisive].level, LEVEL_BEST_TOTAL);
    assert_false(a.judgement.is_replayed);
    const findings *f = &mp_run_context(r)->findings;
    assert_string_equal(f->items[f->count - 1].code, "pin_missing");
    assert_int_equal(f->items[f->count - 1].place.line, 3); // the first line of one of the two
    mp_run_free(r);
}

static void test_nobody_is_paired(void **state) {
    (void)state;
    outside o = {.stops = false};
    mp_run *r = run_with(NULL, &o);
    hearing a;
    ask(&a, r, "mentee,mentor\n");
    assert_true(draft_is_sound(&a.draft) && a.draft.lines == 0);
    assert_int_equal(a.judgement.worth, JUDGED_WORSE);
    assert_int_equal(a.judgement.decisive, 0);
    assert_int_equal(a.judgement.goals.levels[0].by, -3);
    mp_run_free(r);
}

static void test_a_file_that_cannot_be_read(void **state) {
    (void)state;
    outside o = {.stops = false};
    mp_run *r = run_with(NULL, &o);
    draft d;
    assert_int_equal(mp_draft_read(r, &d, SPAN("draft.csv"), SPAN("who,whom\n")), STATUS_BAD_INPUT);
    assert_true(mp_run_context(r)->findings.errors > 0);
    mp_run_free(r);
}

static void test_want_of_memory(void **state) {
    (void)state;
    static const char DRAFT[] = "mentee,mentor\na1@x.org,m1@x.org\na3@x.org,m1@x.org\na2@x.org,m1@x.org\na1@x.org,m1@x."
                                "org\na1@x.org,m3@x.org\n";
    outside o = {.stops = false};
    for (int turn = 0; turn < 2; turn++) { // lines at fault; a replay
        bool held = false;
        for (uint64_t n = 1; !held && n < 20000; n++) {
            mp_run *r = run_with(NULL, &o);
            memory *m = &mp_run_context(r)->memory;
            hearing a;
            m->fail_at = m->calls + n;
            status result = mp_draft_read(r, &a.draft, SPAN("draft.csv"), span_of(turn == 0 ? DRAFT : BEST));
            if (result == STATUS_OK) {
                result = mp_judge(r, &a.judgement, &a.draft, mp_run_pairing(r));
            }
            held = m->calls < m->fail_at;
            m->fail_at = 0;
            assert_int_equal(result, held ? STATUS_OK : STATUS_NO_MEMORY);
            mp_run_free(r);
        }
        assert_true(held);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_best_itself),
        cmocka_unit_test(test_better_than_a_run_that_was_stopped),
        cmocka_unit_test(test_a_pin_that_is_not_kept),
        cmocka_unit_test(test_nobody_is_paired),
        cmocka_unit_test(test_a_file_that_cannot_be_read),
        cmocka_unit_test(test_want_of_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
