// A result part by part: sums, what a fit is made of, people, decisions, files, certificate.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pairing/pairing.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "solution_maker.h"

static maker m;
static scoring *s;
static pairing *p;

static void begin_with(uint32_t mentees, uint32_t mentors) {
    maker_begin(&m, mentees, mentors);
    s = NULL;
    p = NULL;
}

static int end(void **state) {
    (void)state;
    pairing_free(p);
    scoring_free(s);
    maker_end(&m);
    return m.c.memory.live_bytes == 0 ? 0 : -1;
}

static status build(const solution *found) {
    const match_options options = {.late = true, .alternatives = 3, .time_limit_s = 600};
    return pairing_build(&p, &m.c, &m.cohort, s, found, 1, &options, SPAN("mentorpair 0.1.0"));
}

// As many pairs as there can be.
static solution *fill(void) {
    assert_int_equal(scoring_create(&s, &m.c, &m.cohort, 1), STATUS_OK);
    made_graph g = graph_of(&m, 1);
    (void)graph_fill(&g, 0);
    return solution_of(&m, &g, LEVEL_MOST_MATCHED, true);
}

static void assert_span(span text, const char *expected) {
    assert_int_equal(text.length, strlen(expected));
    assert_memory_equal(text.text, expected, text.length);
}

// ---- sums

static void sums_over_pairs(void **state) {
    (void)state;
    begin_with(4, 5);
    criterion *k = maker_criterion(&m, "Reading", KIND_GIVEN, 1, NONE);
    static const int32_t SCORES[] = {5000, 9000, 7000, 8000};
    for (uint32_t i = 0; i < 4; i++) {
        maker_give(&m, k, i, i, SCORES[i]);
    }
    maker_person(&m, ROLE_MENTOR, 0)->capacity = 3;
    maker_person(&m, ROLE_MENTOR, 4)->capacity = 0;
    solution *found = fill();
    assert_int_equal(build(found), STATUS_OK);
    const summary *sum = &p->summary;
    assert_int_equal(sum->mentors, 5);
    assert_int_equal(sum->mentees, 4);
    assert_int_equal(sum->places, 6);
    assert_int_equal(sum->eligible_pairs, 4);
    assert_int_equal(sum->pairs, 4);
    assert_int_equal(sum->matched_mentees, 4);
    assert_int_equal(sum->unmatched_mentees, 0);
    assert_int_equal(sum->mentors_without_mentee, 0); // the one without a place takes part in nothing
    assert_int_equal(sum->free_places, 2);
    assert_int_equal(sum->total_score_bp, 29000);
    assert_int_equal(sum->lowest_score_bp, 5000);
    assert_int_equal(sum->median_score_bp, 8000); // the upper of 7000 and 8000
    assert_int_equal(p->free_mentor_count, 1);
    assert_string_equal(p->free_mentors[0].because.text, "No other mentee suits: 3 have a fit of 0\xC2\xA0%.");
    assert_false(p->has_without_pins);
    assert_true(p->has_bottlenecks);
    assert_int_equal(p->bottleneck_count, 0);
    assert_true(p->options.late);
    assert_span(p->tool, "mentorpair 0.1.0");
}

static void nobody_at_all(void **state) {
    (void)state;
    begin_with(0, 0);
    assert_int_equal(build(fill()), STATUS_OK);
    assert_int_equal(p->summary.lowest_score_bp, -1);
    assert_int_equal(p->summary.median_score_bp, -1);
    assert_int_equal(p->pair_count + p->unmatched_count + p->free_mentor_count, 0);
}

static void one_side_empty(void **state) {
    (void)state;
    begin_with(2, 0);
    assert_int_equal(build(fill()), STATUS_OK);
    assert_int_equal(p->unmatched_count, 2);
    assert_int_equal(p->unmatched[1].reason, UNMATCHED_NO_ELIGIBLE_MENTOR);
    assert_int_equal(p->bottleneck_count, 2); // each depends on nobody
    assert_int_equal(p->bottlenecks[1].mentor_count, 0);
    assert_int_equal(p->unmatched[1].bottleneck, 1);
    pairing_free(p);
    scoring_free(s);
    maker_end(&m);
    begin_with(0, 2);
    assert_int_equal(build(fill()), STATUS_OK);
    assert_int_equal(p->free_mentor_count, 2);
    assert_string_equal(p->free_mentors[0].because.text, "Nobody applied as a mentee.");
}

// ---- what a fit is made of

static void criteria_that_do_not_apply_are_left_out(void **state) {
    (void)state;
    begin_with(1, 1);
    (void)maker_criterion(&m, "Career stage", KIND_STAGE_GAP, 40, FIELD_CAREER_STAGE);
    (void)maker_criterion(&m, "Library type", KIND_EQUAL, 20, FIELD_LIBRARY_TYPE);
    criterion *k = maker_criterion(&m, "Reading", KIND_GIVEN, 10, NONE);
    maker_stage(&m, ROLE_MENTEE, 0, 1);
    maker_stage(&m, ROLE_MENTOR, 0, 3);
    maker_give(&m, k, 0, 0, 8500);
    assert_int_equal(build(fill()), STATUS_OK);
    assert_int_equal(p->pair_count, 1);
    assert_int_equal(p->pairs[0].score_bp, 8900);
    assert_int_equal(p->pairs[0].criterion_count, 2);
    assert_span(p->pairs[0].criteria[0].because, "Senior for Early career, two stages ahead");
    assert_span(p->pairs[0].criteria[1].name, "Reading");
    assert_int_equal(p->pairs[0].criteria[1].weight, 10);
    assert_int_equal(p->pairs[0].criteria[1].similarity_bp, 8500);
    assert_false(p->pairs[0].has_alternatives); // they are found later, from the finished result
}

static void private_criteria_stand_as_one(void **state) {
    (void)state;
    begin_with(1, 1);
    maker_criterion(&m, "Gender", KIND_EQUAL, 3, FIELD_GENDER)->is_private = true;
    criterion *k = maker_criterion(&m, "Reading", KIND_GIVEN, 10, NONE);
    criterion *hidden_reading = maker_criterion(&m, "Other reading", KIND_GIVEN, 4, NONE);
    hidden_reading->is_private = true;
    maker_criterion(&m, "Years", KIND_DISTANCE, 100, FIELD_YEARS)->is_private = true; // does not apply
    maker_text(&m, ROLE_MENTEE, 0, FIELD_GENDER, "Secret");
    maker_text(&m, ROLE_MENTOR, 0, FIELD_GENDER, "Secret");
    maker_give(&m, k, 0, 0, 8000);
    maker_give(&m, hidden_reading, 0, 0, 5001);
    m.program.fields[FIELD_GENDER].is_private = true;
    assert_int_equal(build(fill()), STATUS_OK);
    const shown_pair *pair = &p->pairs[0];
    assert_int_equal(pair->criterion_count, 2);
    assert_span(pair->criteria[0].name, "Not shown");
    assert_span(pair->criteria[0].because, "counted, not shown");
    assert_int_equal(pair->criteria[0].weight, 7);
    assert_int_equal(pair->criteria[0].similarity_bp, 7143); // (3 × 10000 + 4 × 5001) / 7 = 7143.4
    assert_span(pair->criteria[1].name, "Reading");
    for (role side = 0; side < ROLE_COUNT; side++) {
        assert_null(shown_person_value(&p->people[side][0], "Gender"));
    }
}

static void private_criteria_without_weight(void **state) {
    (void)state;
    begin_with(1, 1);
    criterion *k = maker_criterion(&m, "Reading", KIND_GIVEN, 10, NONE);
    criterion *hidden_reading = maker_criterion(&m, "Other reading", KIND_GIVEN, 0, NONE);
    hidden_reading->is_private = true;
    maker_give(&m, k, 0, 0, 8000);
    maker_give(&m, hidden_reading, 0, 0, 5001);
    assert_int_equal(build(fill()), STATUS_OK);
    assert_int_equal(p->pairs[0].criteria[1].weight, 0);
    assert_int_equal(p->pairs[0].criteria[1].similarity_bp, 0);
}

// ---- people

static void people_in_the_order_of_fields(void **state) {
    (void)state;
    begin_with(2, 1);
    person *who = maker_person(&m, ROLE_MENTEE, 0);
    who->submitted = 1493658000;
    maker_stage(&m, ROLE_MENTEE, 0, 1);
    maker_choose(&m, ROLE_MENTEE, 0, FIELD_AREAS, (const uint32_t[]){0, 2}, 2);
    maker_other(&m, ROLE_MENTEE, 0, FIELD_AREAS, "Llamas");
    maker_text(&m, ROLE_MENTEE, 0, FIELD_INSTITUTION, "University of Example");
    maker_text(&m, ROLE_MENTEE, 0, FIELD_GENDER, "X");
    maker_number(&m, ROLE_MENTEE, 0, FIELD_YEARS, 30000);
    maker_choose(&m, ROLE_MENTEE, 0, FIELD_INTERESTS, (const uint32_t[]){3, 1}, 2);
    maker_request(&m, ROLE_MENTEE, 0, 0);
    maker_text(&m, ROLE_MENTEE, 0, FIELD_CONFLICTS, "Somebody Unknown");
    maker_text(&m, ROLE_MENTEE, 0, FIELD_PRIORITY, "yes");
    who->priority = true;
    assert_int_equal(build(fill()), STATUS_OK);
    static const char *const KEYS[] = {"id",       "name",        "email",     "submitted",         "career_stage",
                                       "areas",    "institution", "capacity",  "requested",         "conflicts",
                                       "priority", "Gender",      "Interests", "Years in the field"};
    const shown_person *shown = &p->people[ROLE_MENTEE][0];
    assert_int_equal(shown->value_count, sizeof KEYS / sizeof KEYS[0]);
    for (uint32_t i = 0; i < shown->value_count; i++) {
        assert_span(shown->values[i].key, KEYS[i]);
    }
    assert_span(shown_person_text(shown, "id"), "mentee0000@example.org");
    assert_span(shown_person_text(shown, "submitted"), "2017-05-01T17:00:00+00:00");
    assert_span(shown_person_text(shown, "career_stage"), "Early career");
    const shown_value *areas = shown_person_value(shown, "areas");
    assert_int_equal(areas->kind, SHOWN_LIST);
    assert_int_equal(areas->list_count, 3);
    assert_span(areas->list[1], "Cataloging and metadata");
    assert_span(areas->list[2], "Llamas");
    assert_span(shown_person_text(shown, "areas"), ""); // no text
    assert_int_equal(shown_person_value(shown, "capacity")->number, 1);
    assert_span(shown_person_value(shown, "requested")->list[0], "mentor0000@example.org");
    assert_span(shown_person_text(shown, "conflicts"), "Somebody Unknown");
    assert_true(shown_person_value(shown, "priority")->flag);
    assert_span(shown_person_value(shown, "Interests")->list[0], "Interest 3"); // as ranked
    assert_int_equal(p->people[ROLE_MENTEE][1].value_count, 4);                 // id, name, e-mail, capacity
    assert_null(shown_person_value(&p->people[ROLE_MENTEE][1], "priority"));
    assert_ptr_equal(pairing_person(p, ROLE_MENTEE, SPAN("mentee0001@example.org")), &p->people[ROLE_MENTEE][1]);
    assert_null(pairing_person(p, ROLE_MENTEE, SPAN("mentor0000@example.org")));
    assert_null(pairing_person(p, ROLE_MENTEE, SPAN("")));
}

static void private_names_stay_out_of_sentences(void **state) {
    (void)state;
    begin_with(1, 1);
    m.program.fields[FIELD_NAME].is_private = true;
    criterion *k = maker_criterion(&m, "Reading", KIND_GIVEN, 10, NONE);
    maker_give(&m, k, 0, 0, 3000);
    m.program.rules.minimum_score_bp = 6000;
    assert_int_equal(build(fill()), STATUS_OK);
    assert_null(strstr(p->unmatched[0].because.text, "Mentor 0"));
    assert_non_null(strstr(p->unmatched[0].because.text, "mentor0000@example.org"));
    assert_null(shown_person_value(&p->people[ROLE_MENTOR][0], "name"));
}

// ---- decisions, files, what was set aside

static void decisions_as_they_stand(void **state) {
    (void)state;
    begin_with(2, 2);
    maker_person(&m, ROLE_MENTEE, 0)->institution = maker_person(&m, ROLE_MENTOR, 1)->institution = 7;
    maker_pin(&m, 0, 1, "both asked");
    maker_veto(&m, 1, 1, "");
    maker_decide(&m, DECISION_WITHDRAW, NONE, NONE, "left");
    m.decisions[2].mentee_id = SPAN("gone@example.org");
    assert_int_equal(build(fill()), STATUS_OK);
    assert_int_equal(p->decision_count, 3);
    assert_span(p->decisions[0].decision, "pin");
    assert_span(p->decisions[0].mentor, "mentor0001@example.org");
    assert_int_equal(p->decisions[0].override_count, 2);
    assert_span(p->decisions[0].overrides[0], "same_institution");
    assert_span(p->decisions[0].overrides[1], "below_minimum_score");
    assert_span(p->decisions[1].decision, "veto");
    assert_int_equal(p->decisions[1].override_count, 0);
    assert_span(p->decisions[2].mentee, "gone@example.org");
    assert_span(p->decisions[2].mentor, "");
    assert_true(p->has_without_pins);
    assert_false(p->without_pins_known);
    assert_true(p->pairs[0].pinned);
    assert_int_equal(p->pairs[0].alternative_count, 0);
    assert_int_equal(p->pairs[0].criterion_count, 0);
    assert_int_equal(p->summary.eligible_pairs, 1);
}

static void files_and_set_aside(void **state) {
    (void)state;
    begin_with(0, 0);
    m.inputs[0] = (input_file){.role = INPUT_PROGRAM, .file = SPAN("program.yaml"), .sha256 = sha256_of(SPAN("abc"))};
    m.inputs[1] =
        (input_file){.role = INPUT_MENTEES, .file = SPAN("mentees.csv"), .rows = 3, .accepted = 1, .set_aside = 2};
    m.inputs[2] = (input_file){.role = INPUT_PAST, .file = SPAN("past/2016.csv"), .rows = 9};
    m.cohort.input_count = 3;
    aside asides[] = {{.role = INPUT_MENTEES,
                       .input = 1,
                       .line = 14,
                       .who = SPAN("late@example.org"),
                       .name = SPAN("Late"),
                       .submitted = 0,
                       .code = ASIDE_LATE,
                       .because = SPAN("Sent late.")},
                      {.role = INPUT_MENTEES, .input = 1, .line = 3, .submitted = INSTANT_NONE, .code = ASIDE_INVALID}};
    m.cohort.asides = asides;
    m.cohort.aside_count = 2;
    assert_int_equal(build(fill()), STATUS_OK);
    assert_string_equal(p->inputs[0].sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_false(p->inputs[0].has_rows || p->inputs[0].is_applications);
    assert_true(p->inputs[1].has_rows && p->inputs[1].is_applications);
    assert_int_equal(p->inputs[1].set_aside, 2);
    assert_true(p->inputs[2].has_rows);
    assert_false(p->inputs[2].is_applications);
    assert_int_equal(p->aside_count, 2);
    assert_span(p->asides[0].role, "mentees");
    assert_span(p->asides[0].file, "mentees.csv");
    assert_span(p->asides[0].submitted, "1970-01-01T00:00:00+00:00");
    assert_span(p->asides[0].code, "late");
    assert_span(p->asides[1].submitted, "");
}

static void certificate_without_zeros(void **state) {
    (void)state;
    begin_with(3, 1);
    solution *found = fill();
    int64_t mentees[] = {0, 5, -2}, mentors[] = {0};
    level_proof proof = {
        .level = LEVEL_DRAW, .t = -1, .round = 2, .prices = {[ROLE_MENTEE] = mentees, [ROLE_MENTOR] = mentors}};
    found->proofs = &proof;
    found->proof_count = 1;
    found->stopped = STOPPED_DEADLINE;
    assert_int_equal(build(found), STATUS_OK);
    assert_int_equal(p->certificate_count, 1);
    assert_int_equal(p->certificate[0].round, 2);
    assert_int_equal(p->certificate[0].price_count[ROLE_MENTOR], 0);
    assert_int_equal(p->certificate[0].price_count[ROLE_MENTEE], 2);
    assert_span(p->certificate[0].prices[ROLE_MENTEE][1].id, "mentee0002@example.org");
    assert_int_equal(p->certificate[0].prices[ROLE_MENTEE][1].price, -2);
    assert_int_equal(p->options.stopped, STOPPED_DEADLINE);
    assert_int_equal(p->objective_count, 1);
    assert_int_equal(p->objective[0].level, LEVEL_MOST_MATCHED);
}

static void want_of_memory_is_survived(void **state) {
    (void)state;
    uint64_t calls = 0;
    for (uint64_t fail_at = 0; fail_at <= calls; fail_at++) {
        maker_random_cohort(&m, 11, 40);
        s = NULL;
        p = NULL;
        solution *found = fill();
        uint64_t before = m.c.memory.calls;
        m.c.memory.fail_at = fail_at == 0 ? 0 : before + fail_at;
        status done = build(found);
        calls = fail_at == 0 ? m.c.memory.calls - before : calls;
        m.c.memory.fail_at = 0;
        assert_int_equal(done, fail_at == 0 ? STATUS_OK : STATUS_NO_MEMORY);
        assert_true(done == STATUS_OK || p == NULL);
        pairing_free(p);
        scoring_free(s);
        maker_end(&m);
        assert_int_equal(m.c.memory.live_bytes, 0);
    }
    assert_true(calls > 8);
    pairing_free(NULL);
    solution_free(NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(sums_over_pairs, end),
        cmocka_unit_test_teardown(nobody_at_all, end),
        cmocka_unit_test_teardown(one_side_empty, end),
        cmocka_unit_test_teardown(criteria_that_do_not_apply_are_left_out, end),
        cmocka_unit_test_teardown(private_criteria_stand_as_one, end),
        cmocka_unit_test_teardown(private_criteria_without_weight, end),
        cmocka_unit_test_teardown(people_in_the_order_of_fields, end),
        cmocka_unit_test_teardown(private_names_stay_out_of_sentences, end),
        cmocka_unit_test_teardown(decisions_as_they_stand, end),
        cmocka_unit_test_teardown(files_and_set_aside, end),
        cmocka_unit_test_teardown(certificate_without_zeros, end),
        cmocka_unit_test(want_of_memory_is_survived),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
