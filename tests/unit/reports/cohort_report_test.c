// What the report says in each of its states, through its plain form: the page is a walk over the same tree.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cohort_fixture.h"

static void an_ordinary_cohort_is_told_in_full(void **state) {
    (void)state;
    made *m = match(PROGRAM, MENTORS, MENTEES, NULL);
    assert_says(m, "Spring Program Midland Association \xC2\xB7 Subcommittee Cohort report, Monday 1 May 2017 "
                   "Proposal, not yet approved");
    assert_says(m, "2 of 4 mentees have a mentor.");
    assert_says(m, "Under the program\xE2\x80\x99s rules no pairing could fill more places, and none with 2 pairs fits "
                   "better: both are proven.");
    assert_says(m, "The pairing is due in 11 days, by the end of Friday 12 May.");
    assert_says(m, "mentees are without a mentor. One competes for mentors who are all full; for one, Eilidh Strachan, "
                   "the rules leave nobody.");
    assert_says(m, "1 application was set aside. One came late.");
    assert_says(
        m, "+ No pairing fills more places. The proof is a count: two mentees must go without, whoever is chosen.");
    assert_says(m, "Every pair keeps every rule. No pair shares an institution, a past cohort or a conflict; no mentor "
                   "is over capacity.");
    assert_says(m, "For one the rules leave no mentor at all.");
    assert_says(m, "One of them depends on one mentor, Agnes Holloway, who is full. This mentor has 2 places.");
    assert_says(m, "3 \xE2\x88\x92 2 = 1 must go without, whoever is chosen.");
    assert_says(m, "8 applications were read; 7 took part.");
    assert_says(m, "mentor at least one career stage ahead");
    assert_page_says(m, "2 of 4 mentees have a mentor.");
    assert_page_says(m, "The pairing is due in 11 days, by the end of Friday 12 May.");
    assert_page_says(m, "One mentor suits and is full; fit 82.0 %.");
    assert_page_says(m, "One more place with Agnes Holloway (fit 82.0 %).");
    assert_page_says(m, "3 mentors are not a stage ahead. Nearest: Agnes Holloway, fit 84.0 %, but not a stage ahead.");
    assert_page_says(m,
                     "One mentor would suit without the rule that the mentor is at least a stage ahead (fit 84.0 %).");
    assert_page_says(m, "Sent Sat 18 Mar 2017, 09:12: 9 hours after the close");
    unmake(m);
}

static void everything_read_is_accounted_for(void **state) {
    (void)state;
    made *m = match(PROGRAM, MENTORS, MENTEES, NULL);
    uint32_t read = 0, accepted = 0;
    for (uint32_t i = 0; i < m->pairing.input_count; i++) {
        read += m->pairing.inputs[i].rows;
        accepted += m->pairing.inputs[i].accepted;
    }
    assert_int_equal(read, accepted + m->pairing.aside_count);
    unmake(m);
}

static void one_side_may_be_empty(void **state) {
    (void)state;
    made *m = match(PROGRAM, "", MENTEES, NULL);
    assert_says(m, "No mentor has applied yet.");
    assert_says(m, "Four mentees applied. The pairing is due");
    assert_says_not(m, "What is proven");
    assert_says_not(m, "What needs your attention");
    assert_true(html_of(m).length > 0);
    unmake(m);
    m = match(PROGRAM, MENTORS, "", NULL);
    assert_says(m, "No mentee has applied yet.");
    assert_says_not(m, "Mentors with free places");
    assert_true(html_of(m).length > 0);
    unmake(m);
    m = match(PROGRAM, "", "", NULL);
    assert_says(m, "Nobody has applied yet.");
    assert_says_not(m, "The cohort in pictures");
    assert_true(html_of(m).length > 0);
    unmake(m);
}

static void a_cohort_without_a_pair_says_why(void **state) {
    (void)state;
    made *m = match(
        PROGRAM,
        "Ann,a@x.org,Student,Acquisitions,,,2017-03-01 10:00\nBea,b@x.org,Student,Acquisitions,,,2017-03-01 10:00\n",
        "Eve,e@x.org,Senior,Acquisitions,,,2017-03-01 10:00\n", NULL);
    assert_says(m, "No mentee has a mentor yet.");
    assert_says(
        m, "1 mentee and 2 mentors applied, and the program\xE2\x80\x99s rules allow none of the 2 possible pairs.");
    assert_says(m, "possible pairs are ruled out. 2 because the mentor is not a stage ahead.");
    assert_says(m, "pairs would open without the rule that the mentor is at least a stage ahead.");
    assert_says(m, "No pairing fills more places. Each possible pair breaks a rule.");
    assert_says(m, "Both are students; no unpaired mentee is a stage behind them. Retired mentors would help.");
    assert_says_not(m, "Half of the pairs");
    unmake(m);
}

static const char ONE_MENTOR[] = "Ann,a@x.org,Senior,Acquisitions,,,2017-03-01 10:00\n";
static const char ONE_MENTEE[] = "Eve,e@x.org,Mid-career,Acquisitions,,,2017-03-01 10:00\n";

static void one_pair_is_told_in_the_singular(void **state) {
    (void)state;
    made *m = match(PROGRAM, ONE_MENTOR, ONE_MENTEE, NULL);
    assert_says(m, "The one mentee has a mentor.");
    assert_says(m, "The fit is 100.0 %.");
    assert_says(m, "Nothing. No pair is weak, and no application was set aside.");
    assert_says(m, "Everybody is paired. There is no mentee left to pair.");
    assert_says(m, "The one pair");
    assert_says_not(m, "Fit of the pairs");
    assert_says_not(m, "Half of the pairs");
    unmake(m);
    m = match(PROGRAM, ONE_MENTOR, MENTEES, NULL);
    assert_says(m, "One of 4 mentees has a mentor.");
    unmake(m);
}

static void everybody_paired_needs_no_proof(void **state) {
    (void)state;
    made *m = match(PROGRAM, MENTORS,
                    "Zoe,z@x.org,Mid-career,Acquisitions,,,2017-03-01 10:00\nYan,y@x.org,Early "
                    "career,Preservation,,,2017-03-01 10:00\n",
                    NULL);
    assert_says(m, "Both mentees have a mentor.");
    assert_says(m, "No pairing of all 2 fits better: that is proven.");
    assert_says(m,
                "Nothing. No pair is weak, and no application was set aside. Two places are free, with two mentors.");
    assert_says_not(m, "without a mentor");
    unmake(m);
}

static void a_search_that_was_stopped_says_so_first(void **state) {
    (void)state;
    made *m = match(PROGRAM, MENTORS, MENTEES, NULL);
    m->pairing.options.stopped = STOPPED_TIME_LIMIT;
    m->pairing.options.time_limit_s = 10;
    m->pairing.objective[1].proven = false;
    m->pairing.objective[1].bound = m->pairing.objective[1].value + 70;
    assert_says(m, "Stopped at the time limit of 10 seconds. This is the best pairing found; a better one may exist. "
                   "To finish, run again with a longer --time-limit.");
    assert_says(m, "No pairing could fill more places: that is proven. The total fit is at most 0.4 % short of the "
                   "best possible.");
    assert_says(m, "1 goal is not proven.");
    assert_says(m, "o Not proven: that no pairing of this size fits better.");
    assert_true(holds(html_of(m), "<p class=\"banner\"><b>Stopped at the time limit of 10 seconds.</b>"));
    m->pairing.options.stopped = STOPPED_INTERRUPT;
    m->pairing.objective[0].proven = false;
    m->pairing.objective[0].bound = 3;
    assert_says(m, "Stopped by hand.");
    assert_says(m, "The number of filled places is at most 33.4 % short of the best possible.");
    assert_says(m, "Not proven: that no pairing fills more places. This one fills 2; none can fill more than 3.");
    m->pairing.options.stopped = STOPPED_DEADLINE;
    assert_says(m, "Stopped when the pairs fell due.");
    unmake(m);
}

static void a_due_date_is_told_in_days(void **state) {
    (void)state;
    static const struct {
        int64_t days;
        const char *lead;
    } CASES[] = {{10, "The pairing is due tomorrow, by the end of Friday 12 May."},
                 {11, "The pairing is due today, by the end of Friday 12 May."},
                 {12, "The pairing was due yesterday, on Friday 12 May."},
                 {13, "The pairing was due 2 days ago, on Friday 12 May."}};
    made *m = match(PROGRAM, MENTORS, MENTEES, NULL);
    for (size_t i = 0; i < 4; i++) {
        m->pairing.as_of = 1493640000 + CASES[i].days * 86400;
        assert_says(m, CASES[i].lead);
        assert_true(html_of(m).length > 0);
    }
    assert_says(m, "What needs your attention ------------------------- Pairs were due on Friday 12 May, 2 days ago.");
    assert_says(m, "pairs due, 2 days late");
    unmake(m);
}

static void an_approval_stands_under_the_date(void **state) {
    (void)state;
    made *m = match(PROGRAM, MENTORS, MENTEES, NULL);
    m->request.approval = (approval){.by = SPAN("Rosa <b>Klein</b>"), .at = SPAN("2017-05-02T08:00:00Z")};
    assert_says(m, "Approved by Rosa <b>Klein</b>, Tuesday 2 May");
    assert_says_not(m, "Proposal, not yet approved");
    assert_true(holds(html_of(m), "Approved by <bdi>Rosa &lt;b&gt;Klein&lt;/b&gt;</bdi>, Tuesday 2 May"));
    unmake(m);
}

static void pins_are_named_with_reason_and_cost(void **state) {
    (void)state;
    made *m = match(PROGRAM, MENTORS, MENTEES,
                    "decision,mentee,mentor,reason\npin,idris@x.org,bruno@x.org,Both "
                    "asked\nveto,amara@x.org,agnes@x.org,SECRETVETO\n");
    assert_says(m, "1 pair was pinned by the committee.");
    assert_page_says(m, "Pinned: Both asked");
    assert_says(m, "One pinned pair");
    assert_says(m, "pins first (1)");
    assert_says_not(m, "SECRETVETO");
    assert_false(holds(html_of(m), "SECRETVETO"));
    assert_false(holds(csv_of(m), "SECRETVETO"));
    m->pairing.has_without_pins = m->pairing.without_pins_known = true;
    m->pairing.without_pins.pairs = m->pairing.summary.pairs;
    m->pairing.without_pins.total_score_bp = m->pairing.summary.total_score_bp + 500;
    assert_says(m, "The pin costs the cohort 5.0 points of fit and no pair.");
    m->pairing.without_pins.total_score_bp = m->pairing.summary.total_score_bp;
    assert_says(m, "The cohort loses no fit and no pair by it.");
    m->pairing.without_pins.pairs = m->pairing.summary.pairs + 1;
    assert_says(m, "The pin costs the cohort one pair.");
    m->pairing.without_pins.pairs = m->pairing.summary.pairs - 1;
    assert_says(m, "Without them: one pair, with");
    unmake(m);
}

static void a_change_is_told_by_its_first_loss(void **state) {
    (void)state;
    made *m = match(PROGRAM, MENTORS, MENTEES, NULL);
    uint32_t at = 0;
    while (at < m->pairing.unmatched_count && m->pairing.unmatched[at].reason != UNMATCHED_NO_PLACE) {
        at++;
    }
    assert_true(at < m->pairing.unmatched_count);
    shown_level_change levels[] = {{LEVEL_MOST_MATCHED, 0}, {LEVEL_BEST_TOTAL, -2330}};
    m->pairing.unmatched[at].stead_change = (shown_change){.known = true, .levels = levels, .level_count = 2};
    assert_page_says(m, "In somebody\xE2\x80\x99s stead: costs 23.3 points.");
    levels[1].by = 0;
    assert_page_says(m, "an equal choice, settled by the draw.");
    levels[0].by = -1;
    levels[1].by = 900;
    assert_page_says(m, "stead: costs one pair.");
    unmake(m);
}

static void weak_pairs_are_named_up_to_five(void **state) {
    (void)state;
    made *m = match(PROGRAM, MENTORS, MENTEES, NULL);
    for (uint32_t i = 0; i < m->pairing.pair_count; i++) {
        m->pairing.pairs[i].score_bp = 6996;
    }
    assert_says(m, "2 pairs are weak: fit below 70 %.");
    assert_says(m, "(69.96 %) and ");
    assert_says(m, "(69.96 %). Look at these first.");
    unmake(m);
}

static const char PRIVATE_PROGRAM[] =
    "program: { name: P }\n"
    "career_stages: [Student, Senior]\n"
    "areas: [Acquisitions]\n"
    "columns: { mentors: { Gender: Institution }, mentees: { Gender: Institution } }\n"
    "criteria:\n"
    "  - { name: Stage, kind: stage_gap, weight: 40, gap_scores: {0: 60, 1: 100} }\n"
    "  - { name: Same gender CANARY, kind: equal, field: Gender, weight: 60 }\n"
    "private: [Gender]\n";

static void private_answers_stand_nowhere(void **state) {
    (void)state;
    made *m = match(PRIVATE_PROGRAM, "Ann,a@x.org,Senior,Acquisitions,PRIVATECANARY,,\n",
                    "Eve,e@x.org,Student,Acquisitions,PRIVATECANARY,,\n", NULL);
    span page = html_of(m), text = text_of(m), csv = csv_of(m);
    assert_false(holds(page, "PRIVATECANARY") || holds(text, "PRIVATECANARY") || holds(csv, "PRIVATECANARY"));
    assert_false(holds(page, "Gender") || holds(text, "Gender") || holds(page, "CANARY"));
    assert_says(m, "Not shown");
    assert_says(m, "counted, not shown");
    unmake(m);
}

static void declared_conflicts_stand_in_no_document(void **state) {
    (void)state;
    char program_yaml[sizeof PROGRAM + 100];
    strcpy(program_yaml, PROGRAM);
    strcat(program_yaml, "columns: { mentees: { conflicts: Institution } }\n");
    made *m = match(
        program_yaml, ONE_MENTOR,
        "Eve,e@x.org,Mid-career,Acquisitions,CONFLICTCANARY,,\nIda,i@x.org,Mid-career,Acquisitions,a@x.org,,\n", NULL);
    assert_true(holds(mp_run_pairing_json(m->run), "CONFLICTCANARY"));
    assert_false(holds(html_of(m), "CONFLICTCANARY") || holds(text_of(m), "CONFLICTCANARY") ||
                 holds(csv_of(m), "CONFLICTCANARY"));
    assert_page_says(m, "1 mentor is ruled out by a decision.");
    unmake(m);
}

static void several_mentors_are_counted_as_places(void **state) {
    (void)state;
    made *m = match(PROGRAM, ONE_MENTOR, "Eve,e@x.org,Mid-career,Acquisitions,,2,2017-03-01 10:00\n", NULL);
    assert_says(m, "One of 2 places wanted is filled.");
    assert_says(m, "Places wanted");
    unmake(m);
}

// The number of the pair whose mentee has that name, as the page shows it; 0: none.
static int number_of(span words, const char *name) {
    static const char *const NUMBERS[] = {"1 ", "2 ", "3 ", "4 "};
    for (int i = 0; i < 4; i++) {
        char row[80];
        (void)snprintf(row, sizeof row, "%s%s ", NUMBERS[i], name);
        if (holds(words, row)) {
            return i + 1;
        }
    }
    return 0;
}

static void pairs_are_numbered_in_the_order_of_names(void **state) {
    (void)state;
    made *m = match(PROGRAM, "M1,m1@x.org,Senior,Acquisitions,,4,\n",
                    "Zora,a@x.org,Mid-career,Acquisitions,,,\n\xC3\x85nna,z@x.org,Mid-career,Acquisitions,,,\n"
                    "bert,b@x.org,Mid-career,Acquisitions,,,\nAnna,c@x.org,Mid-career,Acquisitions,,,\n",
                    NULL);
    span words = words_of(m);
    assert_int_equal(number_of(words, "Anna"), 1);
    assert_int_equal(number_of(words, "\xC3\x85nna"), 2);
    assert_int_equal(number_of(words, "bert"), 3);
    assert_int_equal(number_of(words, "Zora"), 4);
    unmake(m);
}

static void want_of_memory_is_survived(void **state) {
    (void)state;
    made *m = match(PROGRAM, MENTORS, MENTEES, NULL);
    typedef status render(span *, arena *, context *, const report_request *);
    render *const renders[] = {report_html, report_text, report_pairs_csv};
    for (size_t i = 0; i < 3; i++) {
        uint64_t failures = 0;
        for (uint64_t at = 1;; at++) {
            size_t live = m->c->memory.live_bytes;
            arena a = arena_over(&m->c->memory);
            span out;
            m->c->memory.fail_at = m->c->memory.calls + at;
            status result = renders[i](&out, &a, m->c, &m->request);
            m->c->memory.fail_at = 0;
            arena_free(&a);
            assert_int_equal(m->c->memory.live_bytes, live);
            if (result == STATUS_OK) {
                break;
            }
            assert_int_equal(result, STATUS_NO_MEMORY);
            failures++;
        }
        assert_true(failures > 5);
    }
    unmake(m);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_ordinary_cohort_is_told_in_full),
        cmocka_unit_test(everything_read_is_accounted_for),
        cmocka_unit_test(one_side_may_be_empty),
        cmocka_unit_test(a_cohort_without_a_pair_says_why),
        cmocka_unit_test(one_pair_is_told_in_the_singular),
        cmocka_unit_test(everybody_paired_needs_no_proof),
        cmocka_unit_test(a_search_that_was_stopped_says_so_first),
        cmocka_unit_test(a_due_date_is_told_in_days),
        cmocka_unit_test(an_approval_stands_under_the_date),
        cmocka_unit_test(pins_are_named_with_reason_and_cost),
        cmocka_unit_test(a_change_is_told_by_its_first_loss),
        cmocka_unit_test(weak_pairs_are_named_up_to_five),
        cmocka_unit_test(private_answers_stand_nowhere),
        cmocka_unit_test(declared_conflicts_stand_in_no_document),
        cmocka_unit_test(several_mentors_are_counted_as_places),
        cmocka_unit_test(pairs_are_numbered_in_the_order_of_names),
        cmocka_unit_test(want_of_memory_is_survived),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
