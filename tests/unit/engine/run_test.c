// The pipeline where it solves twice: what the pins cost, and that a file is held to every number that changes cost.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "mentorpair.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char MENTORS[] = "name,email,career_stage,areas,capacity\n"
                              "Ada Quill,ada@example.org,Senior,Acquisitions; Metadata,1\n"
                              "Kofi Larkspur,kofi@example.org,Mid-career,Metadata,1\n"
                              "Lu Vega,lu@example.org,Early career,Zines; Metadata,1\n"
                              "Jo Fenwick,jo@example.org,Senior,Zines; Acquisitions,1\n"
                              "Wen Orr,wen@example.org,Mid-career,Acquisitions; Metadata,1\n";
static const char MENTEES[] = "name,email,career_stage,areas\n"
                              "Rosa Wren,rosa@example.org,Student,Metadata\n"
                              "Idris Yarrow,idris@example.org,Early career,Acquisitions\n"
                              "Mo Ash,mo@example.org,Student,Metadata; Zines\n"
                              "Bo Elm,bo@example.org,Early career,Metadata\n"
                              "Lu Vega,lu@example.org,Early career,Metadata\n"
                              "Ada Quill,ada@example.org,Senior,Zines\n"
                              "Ike Ray,ike@example.org,Student,Acquisitions; Zines\n";
static const char PINS[] = "decision,mentee,mentor,reason\n"
                           "pin,ada@example.org,lu@example.org,\n" // overrides the stage gap, and rules Lu with Ada out
                           "pin,mo@example.org,kofi@example.org,Asked\n";

typedef struct outside {
    uint32_t calls, stop_from; // stops from that call on; 0: never
} outside;

static bool stop(void *self) {
    outside *o = self;
    o->calls++;
    return o->stop_from != 0 && o->calls >= o->stop_from;
}

static mp_run *run_with(const char *decisions, outside *o) {
    static input inputs[3]; // outlive the run, as they must
    inputs[0] = (input){.role = INPUT_MENTORS, .file = SPAN("mentors.csv"), .bytes = span_of(MENTORS)};
    inputs[1] = (input){.role = INPUT_MENTEES, .file = SPAN("mentees.csv"), .bytes = span_of(MENTEES)};
    inputs[2] = (input){.role = INPUT_DECISIONS, .file = SPAN("decisions.csv"), .bytes = span_of(decisions)};
    const mp_request request = {.inputs = inputs,
                                .input_count = decisions == NULL ? 2 : 3,
                                .as_of = 1493640000,
                                .alternatives = 3,
                                .time_limit_s = 600};
    mp_run *r = mp_run_new((host){.self = o, .stop = o == NULL ? NULL : stop});
    assert_non_null(r);
    assert_int_equal(mp_read(r, &request), STATUS_OK);
    return r;
}

static mp_run *matched(const char *decisions) {
    mp_run *r = run_with(decisions, NULL);
    assert_int_equal(mp_match(r), STATUS_OK);
    return r;
}

// Whether these bytes are verified; what cannot be read at all is not.
static bool holds(const char *json) {
    mp_run *r = run_with(PINS, NULL);
    mp_verdict verdict = {.holds = false};
    const status result = mp_verify(r, SPAN("pairing.json"), span_of(json), &verdict);
    assert_true(result == STATUS_OK || result == STATUS_BAD_INPUT);
    mp_run_free(r);
    return result == STATUS_OK && verdict.holds;
}

// A copy in which what stands behind `key`, the first behind `anchor`, is `now` up to the next comma, brace or line
// break.
static char *changed(span json, const char *anchor, const char *key, const char *now) {
    char *text = calloc(json.length + strlen(now) + 1, 1);
    assert_non_null(text);
    const size_t at = span_find(json, span_of(anchor));
    assert_true(at != SIZE_MAX);
    const size_t behind = span_find((span){json.text + at, json.length - at}, span_of(key));
    assert_true(behind != SIZE_MAX);
    const size_t start = at + behind + strlen(key);
    const size_t end = start + strcspn(json.text + start, ",}\n");
    memcpy(text, json.text, start);
    strcpy(text + start, now);
    strncat(text, json.text + end, json.length - end);
    return text;
}

// ---- pins --------------------------------------------------------------------------------------------------------

static void without_pins_is_the_run_without_them(void **state) {
    (void)state;
    mp_run *pinned = matched(PINS), *free_run = matched(NULL);
    const pairing *p = mp_run_pairing(pinned), *other = mp_run_pairing(free_run);
    assert_true(p->has_without_pins && p->without_pins_known);
    assert_int_equal(p->without_pins.pairs, other->summary.pairs);
    assert_int_equal(p->without_pins.total_score_bp, other->summary.total_score_bp);
    assert_true(p->without_pins.total_score_bp != p->summary.total_score_bp);
    assert_false(other->has_without_pins);
    mp_run_free(free_run);
    mp_run_free(pinned);
}

static void a_file_is_held_to_what_changes_cost(void **state) {
    (void)state;
    mp_run *r = matched(PINS);
    const span json = mp_run_pairing_json(r);
    const struct {
        const char *anchor, *key, *now;
        bool holds;
    } cases[] = {
        {"\"options\"", "\"time_limit\": ", "600", true}, // as it was
        {"\"without_pins\"", "\"pairs\": ", "2", false},
        {"\"without_pins\"", "\"total_score\": ", "99", false},
        {"\"alternatives\": [\n", "\"mentor\": ", "\"nobody\"", false},
        {"\"alternatives\": [\n", "\"score\": ", "1", false},
        {"\"alternatives\": [\n", "\"most_matched\": ", "-2", false},
        {"\"alternatives\": [\n", "\"best_total\": ", "1", false},
        {"\"stead_change\": {", "\"most_matched\": ", "-2", false},
        {"\"stead_change\": {", "\"best_total\": ", "1", false},
    };
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        char *forged = changed(json, cases[k].anchor, cases[k].key, cases[k].now);
        if (holds(forged) != cases[k].holds) {
            fail_msg("%s … %s%s", cases[k].anchor, cases[k].key, cases[k].now);
        }
        free(forged);
    }
    mp_run_free(r);
}

// ---- a run that is stopped ---------------------------------------------------------------------------------------

enum { MANY = 120, LINE_MOST = 200 };

// So many people that solving takes long enough to be stopped on the way.
static char *many(const char *role_name) {
    static const char *const STAGES[] = {"Student", "Early career", "Mid-career", "Senior"};
    static const char *const AREAS[] = {"Metadata", "Acquisitions", "Zines", "Metadata; Zines", "Acquisitions; Zines"};
    char *text = calloc(MANY + 2, LINE_MOST);
    assert_non_null(text);
    size_t length = (size_t)sprintf(text, "name,email,career_stage,areas\n");
    for (unsigned i = 0; i < MANY; i++) {
        const bool mentor = role_name[3] == 't';
        length += (size_t)snprintf(text + length, LINE_MOST, "%s %u,%s%u@example.org,%s,%s\n", role_name, i, role_name,
                                   i, STAGES[(i * 7 + i / 3) % 3 + mentor], AREAS[(i * 5 + i / 7) % 5]);
    }
    return text;
}

typedef struct crowd {
    char *mentors, *mentees;
    input inputs[3];
} crowd;

static mp_run *crowd_run(crowd *k, outside *o) {
    static const char PIN[] = "decision,mentee,mentor,reason\npin,mentee 3,mentor 4,\npin,mentee 9,mentor 8,\n";
    k->inputs[0] = (input){.role = INPUT_MENTORS, .file = SPAN("mentors.csv"), .bytes = span_of(k->mentors)};
    k->inputs[1] = (input){.role = INPUT_MENTEES, .file = SPAN("mentees.csv"), .bytes = span_of(k->mentees)};
    k->inputs[2] = (input){.role = INPUT_DECISIONS, .file = SPAN("decisions.csv"), .bytes = span_of(PIN)};
    const mp_request request = {
        .inputs = k->inputs, .input_count = 3, .as_of = 1493640000, .alternatives = 3, .time_limit_s = 600};
    mp_run *r = mp_run_new((host){.self = o, .stop = stop});
    assert_non_null(r);
    assert_int_equal(mp_read(r, &request), STATUS_OK);
    return r;
}

// Stopped at every question in turn: while the first solve goes on nothing is known of costs; while the second does,
// only what the pins cost is not. What is written holds each time.
static void stopped_at_every_turn(void **state) {
    (void)state;
    crowd k = {.mentors = many("mentor"), .mentees = many("mentee")};
    uint32_t in_first = 0, in_second = 0;
    bool done = false;
    for (uint32_t from = 1; !done; from++) {
        outside o = {.stop_from = from}, never = {0};
        mp_run *r = crowd_run(&k, &o), *judge = crowd_run(&k, &never);
        assert_int_equal(mp_match(r), STATUS_OK);
        const pairing *p = mp_run_pairing(r);
        const bool in_time = p->options.stopped == STOPPED_NOT;
        assert_true(p->has_without_pins && (in_time || !p->without_pins_known));
        assert_int_equal(p->pairs[0].has_alternatives, in_time || p->objective[1].proven);
        in_first += !in_time;
        in_second += in_time && !p->without_pins_known;
        done = p->without_pins_known;
        mp_verdict verdict = {.holds = false};
        assert_int_equal(mp_verify(judge, SPAN("pairing.json"), mp_run_pairing_json(r), &verdict), STATUS_OK);
        if (!verdict.holds) {
            fail_msg("stopped at question %u: %.*s", from, SPAN_ARGS(verdict.text));
        }
        mp_run_free(judge);
        mp_run_free(r);
    }
    assert_true(in_first > 0 && in_second > 0);
    free(k.mentors);
    free(k.mentees);
}

static void verify_without_time_says_so(void **state) {
    (void)state;
    crowd k = {.mentors = many("mentor"), .mentees = many("mentee")};
    outside never = {0}, at_once = {.stop_from = 1};
    mp_run *r = crowd_run(&k, &never), *judge = crowd_run(&k, &at_once);
    assert_int_equal(mp_match(r), STATUS_OK);
    mp_verdict verdict = {.holds = true};
    assert_int_equal(mp_verify(judge, SPAN("pairing.json"), mp_run_pairing_json(r), &verdict), STATUS_OK);
    assert_false(verdict.holds);
    assert_true(span_find(verdict.text, SPAN("no time")) != SIZE_MAX);
    mp_run_free(judge);
    mp_run_free(r);
    free(k.mentors);
    free(k.mentees);
}

// ---- want of memory ----------------------------------------------------------------------------------------------

static void survives_want_of_memory(void **state) {
    (void)state;
    uint32_t failures = 0;
    status result = STATUS_NO_MEMORY;
    for (uint64_t n = 1; result != STATUS_OK; n++) {
        mp_run *r = run_with(PINS, NULL);
        memory *of = &mp_run_context(r)->memory;
        of->fail_at = of->calls + n;
        result = mp_match(r);
        of->fail_at = 0;
        assert_true(result == STATUS_OK || result == STATUS_NO_MEMORY);
        assert_true(result == STATUS_OK || mp_run_pairing_json(r).length == 0);
        failures += result != STATUS_OK;
        mp_run_free(r);
    }
    assert_true(failures > 100);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_pins_is_the_run_without_them),
        cmocka_unit_test(a_file_is_held_to_what_changes_cost),
        cmocka_unit_test(stopped_at_every_turn),
        cmocka_unit_test(verify_without_time_says_so),
        cmocka_unit_test(survives_want_of_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
