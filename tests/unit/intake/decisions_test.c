// SPDX-License-Identifier: GPL-3.0-or-later
#include "cohort_reader.h"

// Ann (2 places), Bob (1), Cy (0); Ed, Flo, and Gil, who was late; Ann and Ed are in conflict.
static const char MENTORS[] = "name,email,career stage,areas,capacity,conflicts\n"
                              "Ann Lee,ann@x.org,Senior,Acquisitions,2,ed@x.org\n"
                              "Bob Ito,bob@x.org,Senior,Acquisitions,1,\n"
                              "Cy Coe,cy@x.org,Senior,Acquisitions,0,\n";
static const char MENTEES[] = "name,email,career stage,areas,submitted\n"
                              "Ed Ash,ed@x.org,Student,Acquisitions,\n"
                              "Flo Fox,flo@x.org,Student,Acquisitions,\n"
                              "Gil Gray,gil@x.org,Student,Acquisitions,3/30/2017\n"
                              "Hal Hay,hal@x.org,Student,Acquisitions,\n"
                              "Hal Hay,hal2@x.org,Student,Acquisitions,\n"
                              "Bob Ito,bob@x.org,Student,Acquisitions,\n";

static void read_decisions(cohort_reader *t, const char *text) {
    reader_begin(t);
    reader_add(t, INPUT_DECISIONS, text);
    reader_read_texts(t, READER_PROGRAM, MENTORS, MENTEES);
    assert_non_null(t->h);
}

static void taken(void **state) {
    (void)state;
    cohort_reader t;
    read_decisions(&t, "decision,mentee,mentor,reason,pairing,remark\r\n"
                       "pin,Flo Fox,ANN LEE,they asked,0123abcd,x\r\n"
                       "veto,ed@x.org,bob@x.org,,,\r\n"
                       "approve,nobody,at all,,,\r\n"
                       ",flo@x.org,bob@x.org,,,\r\n"
                       "Withdraw,hal@x.org,,ill,,\r\n"
                       "veto,gil@x.org,Bob Ito,,,\r\n"
                       "PIN,flo@x.org,ann@x.org,again,,\r\n");
    if (t.status != STATUS_OK) {
        reader_print(&t);
    }
    assert_int_equal(t.status, STATUS_OK);
    assert_int_equal(t.h->decision_count, 4);
    const decision *d = t.h->decisions;
    assert_int_equal(d[0].kind, DECISION_PIN);
    assert_span(d[0].mentee_id, "flo@x.org");
    assert_span(d[0].mentor_id, "ann@x.org");
    assert_span(d[0].reason, "they asked");
    assert_span(d[0].pairing, "0123abcd");
    assert_int_equal(d[0].place.line, 2);
    assert_int_equal(d[2].kind, DECISION_WITHDRAW);
    assert_span(d[2].mentee_id, "hal@x.org");
    assert_span(d[2].mentor_id, "");
    assert_int_equal(d[2].mentee, NONE);
    assert_int_equal(d[2].mentor, NONE);
    assert_int_equal(d[3].mentee, NONE); // a veto of somebody set aside
    assert_span(d[3].mentee_id, "gil@x.org");
    assert_int_not_equal(d[3].mentor, NONE);
    assert_int_equal(t.h->pin_count, 1);
    assert_int_equal(t.h->pins[0].mentee, d[0].mentee);
    assert_int_equal(t.h->veto_count, 1);
    reader_expect(&t, SEVERITY_NOTE, "decisions.csv", 8, 1, "decision_repeated",
                  "the same decision as on line 2: it counts once");
    assert_int_equal(t.h->inputs[3].rows, 7);
    assert_int_equal(t.h->count[ROLE_MENTEE], 4);
    bool withdrawn = false;
    for (uint32_t i = 0; i < t.h->aside_count; i++) {
        withdrawn =
            withdrawn || (t.h->asides[i].code == ASIDE_WITHDRAWN && span_equal(t.h->asides[i].who, SPAN("hal@x.org")));
    }
    assert_true(withdrawn);
    reader_end(&t);
}

static void withdrawn_in_one_role(void **state) {
    (void)state;
    cohort_reader t;
    read_decisions(&t, "decision,mentee,mentor\nwithdraw,,Bob Ito\nwithdraw,Gil Gray,\n");
    assert_int_equal(t.status, STATUS_OK);
    assert_int_equal(t.h->count[ROLE_MENTOR], 2);
    assert_int_equal(reader_person(&t, ROLE_MENTEE, "bob@x.org")->self, NONE);
    for (uint32_t i = 0; i < t.h->aside_count; i++) { // he was late before he left
        assert_true(t.h->asides[i].code ==
                    (span_equal(t.h->asides[i].who, SPAN("gil@x.org")) ? ASIDE_LATE : ASIDE_WITHDRAWN));
    }
    reader_end(&t);
}

typedef struct fault_example {
    const char *lines, *code, *text;
    uint32_t line, column;
} fault_example;

static void faults(void **state) {
    (void)state;
    static const fault_example EXAMPLES[] = {
        {"vetoe,ed@x.org,bob@x.org,\n", "decision_unknown",
         "\"vetoe\" is not a decision (column \"decision\"): did you mean \"veto\"? Write pin, veto, withdraw or "
         "approve",
         2, 1},
        {"pin,,bob@x.org,\n", "person_missing", "a pin without a mentee (column \"mentee\"): fill the cell", 2, 5},
        {"veto,ed@x.org,,\n", "person_missing", "a veto without a mentor (column \"mentor\"): fill the cell", 2, 15},
        {"withdraw,,,\n", "withdrawal_unclear",
         "a withdrawal with nobody: name the one who has left, in the column of the role that is given up", 2, 1},
        {"withdraw,ed@x.org,ann@x.org,\n", "withdrawal_unclear",
         "a withdrawal with two people: name the one who has left, in the column of the role that is given up", 2, 1},
        {"pin,Edd Ash,bob@x.org,\n", "person_unknown",
         "\"Edd Ash\" did not apply as a mentee (column \"mentee\"): did you mean \"Ed Ash\"? Write the id, the e-mail "
         "address or the whole name",
         2, 5},
        {"pin,ann@x.org,bob@x.org,\n", "person_unknown",
         "\"ann@x.org\" did not apply as a mentee, only as a mentor (column \"mentee\"): write the id or the e-mail "
         "address of somebody who did",
         2, 5},
        {"pin,hal hay,bob@x.org,\n", "name_ambiguous",
         "\"hal hay\" is the name of 2 people (column \"mentee\"): write the e-mail address instead: hal2@x.org, "
         "hal@x.org",
         2, 5},
        {"pin,bob@x.org,bob@x.org,\n", "pin_same_person", "nobody can be their own mentor: take this line out", 2, 1},
        {"veto,flo@x.org,ann@x.org,\npin,flo@x.org,ann@x.org,\n", "pin_and_veto",
         "pinned here, but vetoed on line 2: keep one of the two lines", 3, 1},
        {"pin,flo@x.org,ann@x.org,\nveto,flo@x.org,ann@x.org,\n", "pin_and_veto",
         "vetoed here, but pinned on line 2: keep one of the two lines", 3, 1},
        {"pin,flo@x.org,ann@x.org,\nwithdraw,flo@x.org,,\n", "pin_withdrawn",
         "the mentee is pinned here, but has withdrawn on line 3: keep one of the two lines", 2, 1},
        {"withdraw,,ann@x.org,\npin,flo@x.org,ann@x.org,\n", "pin_withdrawn",
         "the mentor is pinned here, but has withdrawn on line 2: keep one of the two lines", 3, 1},
        {"pin,gil@x.org,ann@x.org,\n", "pin_set_aside",
         "the pinned mentee takes no part: late (mentees.csv, line 4). Take the pin out, or admit the application", 2,
         1},
        {"pin,ed@x.org,ann@x.org,\n", "pin_conflict",
         "pinned here, but the mentor has declared the other as a conflict (mentors.csv, line 2): take the pin out", 2,
         1},
        {"pin,flo@x.org,bob@x.org,\npin,ed@x.org,bob@x.org,\n", "over_pinned",
         "the pinned mentor has 1 place, and line 2 pins one already: take a pin out, or raise the capacity in the "
         "application",
         3, 1},
        {"pin,flo@x.org,cy@x.org,\n", "over_pinned",
         "the pinned mentor has 0 places: take a pin out, or raise the capacity in the application", 2, 1},
        {"pin,flo@x.org,ann@x.org,\npin,flo@x.org,bob@x.org,\n", "over_pinned",
         "the pinned mentee has 1 place, and line 2 pins one already: take a pin out, or raise the capacity in the "
         "application",
         3, 1},
    };
    for (size_t i = 0; i < sizeof EXAMPLES / sizeof *EXAMPLES; i++) {
        char text[400];
        cohort_reader t;
        (void)snprintf(text, sizeof text, "decision,mentee,mentor,reason\n%s", EXAMPLES[i].lines);
        read_decisions(&t, text);
        assert_int_equal(t.status, STATUS_BAD_INPUT);
        reader_expect(&t, SEVERITY_ERROR, "decisions.csv", EXAMPLES[i].line, EXAMPLES[i].column, EXAMPLES[i].code,
                      EXAMPLES[i].text);
        assert_int_equal(t.c.findings.errors, 1);
        reader_end(&t);
    }
}

// Bob's application as a mentee does not name Ann; that as a mentor does, on line 3, though it came too late.
static void conflict_of_the_other_application(void **state) {
    (void)state;
    cohort_reader t;
    reader_begin(&t);
    reader_add(&t, INPUT_DECISIONS, "decision,mentee,mentor\npin,bob@x.org,ann@x.org\n");
    reader_read_texts(&t, READER_PROGRAM,
                      "name,email,career stage,areas,submitted,conflicts\n"
                      "Ann Lee,ann@x.org,Senior,Acquisitions,,\n"
                      "Bob Ito,bob@x.org,Senior,Acquisitions,3/30/2017,Ann Lee\n",
                      "name,email,career stage,areas,conflicts\n"
                      "Ed Ash,ed@x.org,Student,Acquisitions,\n"
                      "Bob Ito,bob@x.org,Student,Acquisitions,ed@x.org\n");
    assert_int_equal(t.status, STATUS_BAD_INPUT);
    reader_expect(&t, SEVERITY_ERROR, "decisions.csv", 2, 1, "pin_conflict",
                  "pinned here, but the mentee has declared the other as a conflict (mentors.csv, line 3): take the "
                  "pin out");
    assert_int_equal(t.c.findings.errors, 1);
    reader_end(&t);
}

static void several_faults_at_once(void **state) {
    (void)state;
    cohort_reader t;
    read_decisions(
        &t, "decision,mentee,mentor,reason\npin,x,y,\npin,flo@x.org,bob@x.org,\npin,ed@x.org,bob@x.org,\nhug,a,b,\n");
    assert_int_equal(t.c.findings.errors, 4);
    assert_int_equal(t.h->pin_count, 1); // what is faulty is left out
    reader_end(&t);
}

static void two_places_two_pins(void **state) {
    (void)state;
    cohort_reader t;
    read_decisions(&t, "decision;mentee;mentor;reason\npin;flo@x.org;ann@x.org;\npin;hal@x.org;ann@x.org;\n");
    assert_int_equal(t.status, STATUS_OK);
    assert_int_equal(t.h->pin_count, 2);
    reader_end(&t);
}

static void guarded_and_headless(void **state) {
    (void)state;
    cohort_reader t;
    reader_begin(&t);
    reader_add(&t, INPUT_DECISIONS,
               "\xEF\xBB\xBF\"decision\",\"mentee\",\"mentor\",\"reason\"\r\n\"veto\",\"'=7\",\"'-8\",\"'@work\"\r\n");
    reader_read_texts(&t, READER_PROGRAM,
                      "id,name,email,career stage,areas\n-8,Ann Lee,ann@x.org,Senior,Acquisitions\n",
                      "id,name,email,career stage,areas\n=7,Ed Ash,ed@x.org,Student,Acquisitions\n");
    assert_int_equal(t.status, STATUS_OK);
    assert_int_equal(t.h->veto_count, 1);
    assert_span(t.h->decisions[0].reason, "@work");
    reader_end(&t);

    read_decisions(&t, "decision,who,mentor\npin,ed@x.org,bob@x.org\n");
    reader_expect(&t, SEVERITY_ERROR, "decisions.csv", 1, 1, "column_missing",
                  "no column \"mentee\": the first line must be decision,mentee,mentor,reason,pairing");
    reader_end(&t);
    read_decisions(&t, "decision,mentee,mentor,Mentee\n");
    reader_expect(&t, SEVERITY_ERROR, "decisions.csv", 1, 24, "column_twice",
                  "a second column \"mentee\": keep one of them");
    reader_end(&t);
    read_decisions(&t, "");
    assert_int_equal(t.status, STATUS_BAD_INPUT);
    reader_end(&t);
    read_decisions(&t, "decision,mentee,mentor,reason\n");
    assert_int_equal(t.status, STATUS_OK);
    assert_int_equal(t.h->decision_count, 0);
    reader_end(&t);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(taken),
        cmocka_unit_test(withdrawn_in_one_role),
        cmocka_unit_test(faults),
        cmocka_unit_test(conflict_of_the_other_application),
        cmocka_unit_test(several_faults_at_once),
        cmocka_unit_test(two_places_two_pins),
        cmocka_unit_test(guarded_and_headless),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
