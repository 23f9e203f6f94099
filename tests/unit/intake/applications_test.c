// SPDX-License-Identifier: GPL-3.0-or-later
#include "cohort_reader.h"

// ---- answers ----------------------------------------------------------------------------------------------------

static void everything_typed(void **state) {
    (void)state;
    cohort_reader t;
    reader_begin(&t);
    reader_read_texts(&t,
                      READER_PROGRAM "answers: {capacity: {\"Just one\": 1, Two or three: 3}}\n"
                                     "options: {languages: [English, Spanish]}\n"
                                     "committee: [MO@x.org]\n"
                                     "criteria:\n"
                                     "  - {name: Areas, kind: overlap, field: areas, weight: 1}\n"
                                     "  - {name: Zone, kind: distance, field: time_zone, weight: 1, zero_at: 6}\n",
                      "name,email,career stage,areas,capacity,time zone,submitted,languages\n"
                      "Mo Mentor,Mo@X.org,senior,\"Rare books, maps; Cataloging\",two OR "
                      "three,America/Denver,3/14/2017 9:26:53,Spanish;English;Latin\n"
                      "Nia Mentor,nia@x.org,0-5 years,Acquisitions,0,UTC-5:30,,\n",
                      "name,email,career stage,areas,capacity,time zone,priority\n"
                      "Ed Mentee,ed@x.org,Student,Preservation,2,-3.5,Yes\n"
                      "Flo Mentee,flo@x.org,Student,Preservation,,,no\n");
    if (t.status != STATUS_OK) {
        reader_print(&t);
    }
    assert_int_equal(t.status, STATUS_OK);
    const person *mo = reader_person(&t, ROLE_MENTOR, "mo@x.org");
    assert_span(mo->email, "Mo@X.org");
    assert_int_equal(mo->stage, 3);
    assert_int_equal(mo->capacity, 3);
    assert_true(mo->on_committee);
    assert_int_equal(mo->submitted, 1489501613);
    const choices *areas = mo->answers[FIELD_AREAS].choices;
    assert_int_equal(areas->count, 2);
    assert_int_equal(areas->options[0], 1);
    assert_int_equal(areas->options[1], 2);
    assert_span(mo->answers[FIELD_CAREER_STAGE].key, "senior");
    assert_true(mo->answers[FIELD_TIME_ZONE].has_number);
    assert_int_equal(mo->answers[FIELD_TIME_ZONE].number, -60000); // summer time when the program starts
    const choices *languages = mo->answers[FIELD_LANGUAGES].choices;
    assert_int_equal(languages->count, 2);
    assert_int_equal(languages->other_count, 1);
    const person *nia = reader_person(&t, ROLE_MENTOR, "nia@x.org");
    assert_int_equal(nia->stage, 1);
    assert_int_equal(nia->capacity, 0);
    assert_int_equal(nia->answers[FIELD_TIME_ZONE].number, -55000);
    assert_int_equal(nia->submitted, INSTANT_NONE);
    assert_null(nia->answers[FIELD_LANGUAGES].choices);
    const person *ed = reader_person(&t, ROLE_MENTEE, "ed@x.org");
    assert_int_equal(ed->capacity, 2);
    assert_true(ed->priority);
    assert_int_equal(ed->answers[FIELD_TIME_ZONE].number, -35000);
    const person *flo = reader_person(&t, ROLE_MENTEE, "flo@x.org");
    assert_int_equal(flo->capacity, 1);
    assert_false(flo->priority);
    assert_false(flo->answers[FIELD_TIME_ZONE].has_number);
    reader_expect(
        &t, SEVERITY_WARNING, "mentors.csv", 2, 104, "option_unknown",
        "\"Latin\" is not a known option of languages (column \"languages\"): it scores nothing as it stands");
    reader_end(&t);
}

static void faults_of_answers(void **state) {
    (void)state;
    cohort_reader t;
    reader_begin(&t);
    reader_read_texts(&t,
                      READER_PROGRAM "criteria:\n"
                                     "  - {name: Areas, kind: overlap, field: areas, weight: 1}\n"
                                     "  - {name: Zone, kind: distance, field: time_zone, weight: 1, zero_at: 6}\n"
                                     "  - {name: Years, kind: distance, field: Years, weight: 1, zero_at: 6}\n"
                                     "  - {name: Stage, kind: stage_gap, weight: 1, gap_scores: {0: 50, 1: 100}}\n",
                      "name,email,career stage,areas,capacity,time zone,submitted,Years\n"
                      ",r.holm@,Midcareer,Metadata mgmt,lots,Mars,14/3/2017,ten\n",
                      "name,email,career stage,areas,capacity,time zone,submitted,Years,priority\n"
                      "Ed Mentee,ed@x.org,,,0,UTC,soon,1,perhaps\n");
    assert_int_equal(t.status, STATUS_BAD_INPUT);
    reader_expect(&t, SEVERITY_ERROR, "mentors.csv", 2, 1, "name_missing",
                  "no name (column \"name\"): look it up in the form's own responses");
    reader_expect(&t, SEVERITY_ERROR, "mentors.csv", 2, 2, "email_invalid",
                  "\"r.holm@\" is not an e-mail address (column \"email\"): look it up in the form's own responses");
    reader_expect(&t, SEVERITY_ERROR, "mentors.csv", 2, 10, "career_stage_unknown",
                  "\"Midcareer\" is not a known career stage (column \"career stage\"): did you mean \"Mid-career\"? "
                  "Mend it, or list it as a synonym under "
                  "career_stages");
    reader_expect(&t, SEVERITY_WARNING, "mentors.csv", 2, 20, "area_unknown",
                  "\"Metadata mgmt\" is not a known area (column \"areas\"): did you mean \"Cataloging and metadata\"? "
                  "It scores nothing as it stands; if so, say it in program.yaml, under areas: {name: \"Cataloging and metadata\", "
                  "synonyms: [\"Metadata mgmt\"]}");
    assert_int_equal(reader_count(&t, "capacity_invalid"), 2);
    reader_expect(&t, SEVERITY_ERROR, "mentors.csv", 2, 39, "time_zone_unknown",
                  "\"Mars\" is not a time zone (column \"time zone\"): write it like UTC-5 or America/Chicago, or say "
                  "what it stands for under answers: "
                  "{time_zone: ...}");
    assert_int_equal(reader_count(&t, "submitted_invalid"), 2);
    reader_expect(&t, SEVERITY_ERROR, "mentors.csv", 2, 54, "number_invalid",
                  "\"ten\" is not a number with at most four decimals (column \"Years\"): write one, or say what the "
                  "phrase stands for under answers");
    reader_expect(&t, SEVERITY_ERROR, "mentees.csv", 2, 20, "career_stage_missing",
                  "no career stage (column \"career stage\"): ask the person, fill the cell");
    reader_expect(&t, SEVERITY_ERROR, "mentees.csv", 2, 21, "areas_missing",
                  "no area of work (column \"areas\"): ask the person, fill the cell");
    reader_expect(&t, SEVERITY_ERROR, "mentees.csv", 2, 35, "priority_invalid",
                  "\"perhaps\" is neither yes nor no (column \"priority\"): write one of them");
    assert_int_equal(t.h->aside_count, 2);
    assert_span(t.h->asides[0].who, "");
    assert_span(t.h->asides[0].because,
                "The name is empty; \xE2\x80\x9Cr.holm@\xE2\x80\x9D is not an e-mail address; \xE2\x80\x9C"
                "14/3/2017\xE2\x80\x9D is not a date in the order month, "
                "day, year; \xE2\x80\x9CMidcareer\xE2\x80\x9D is not a known career stage; \xE2\x80\x9C"
                "Mars\xE2\x80\x9D is not a time zone; \xE2\x80\x9C"
                "lots\xE2\x80\x9D is not a whole number from 0 to 50; \xE2\x80\x9Cten\xE2\x80\x9D is not a number with "
                "at most four decimals");
    reader_end(&t);
}

static void dates_say_the_order(void **state) {
    (void)state;
    cohort_reader t;
    reader_begin(&t);
    reader_read_texts(&t, READER_PROGRAM,
                      "name,email,career stage,areas,submitted\nMo,mo@x.org,Senior,Acquisitions,14/3/2017 9:26\n",
                      READER_MENTEES);
    reader_expect(&t, SEVERITY_ERROR, "mentors.csv", 2, 33, "submitted_invalid",
                  "\"14/3/2017 9:26\" is not a date in the order month, day, year (column \"submitted\"): mend it, or "
                  "say intake: {date_order: dmy} in "
                  "program.yaml");
    reader_end(&t);
    reader_begin(&t);
    reader_read_texts(&t, READER_PROGRAM "intake: {date_order: dmy}\n",
                      "name,email,career stage,areas,submitted\nMo,mo@x.org,Senior,Acquisitions,14/3/2017 9:26\n",
                      READER_MENTEES);
    assert_int_equal(t.status, STATUS_OK);
    reader_end(&t);
}

static void when_missing_makes_notes(void **state) {
    (void)state;
    cohort_reader t;
    reader_begin(&t);
    reader_read_texts(
        &t,
        READER_PROGRAM
        "criteria:\n"
        "  - {name: Stage, kind: stage_gap, weight: 1, gap_scores: {0: 50, 1: 100}, when_missing: neutral}\n"
        "  - {name: Areas, kind: overlap, field: areas, weight: 1}\n",
        "name,email,career stage,areas\nMo,mo@x.org,,Acquisitions\n",
        "name,email,career stage,areas\nEd,ed@x.org,Student,\" ; \"\n");
    reader_expect(&t, SEVERITY_NOTE, "mentors.csv", 2, 13, "career_stage_missing",
                  "no career stage (column \"career stage\"): the criterion says by when_missing how that is scored");
    reader_expect(&t, SEVERITY_ERROR, "mentees.csv", 2, 21, "areas_missing",
                  "no area of work (column \"areas\"): ask the person, fill the cell");
    assert_int_equal(reader_person(&t, ROLE_MENTOR, "mo@x.org")->stage, -1);
    reader_end(&t);
}

static void a_stage_that_nothing_needs(void **state) {
    (void)state;
    cohort_reader t;
    reader_begin(&t);
    reader_read_texts(&t, READER_PROGRAM "criteria: [{name: Areas, kind: overlap, field: areas, weight: 1}]\n",
                      "name,email,career stage,areas\nMo,mo@x.org,Boss,Acquisitions\n", READER_MENTEES);
    assert_int_equal(t.status, STATUS_OK);
    reader_expect(&t, SEVERITY_WARNING, "mentors.csv", 2, 13, "career_stage_unknown",
                  "\"Boss\" is not a known career stage (column \"career stage\"): mend it, or list it as a synonym "
                  "under career_stages");
    assert_int_equal(reader_person(&t, ROLE_MENTOR, "mo@x.org")->stage, -1);
    reader_end(&t);
}

static void private_answers_stay_private(void **state) {
    (void)state;
    cohort_reader t;
    reader_begin(&t);
    reader_read_texts(&t,
                      READER_PROGRAM
                      "private: [Gender, Age, areas]\n"
                      "options: {Gender: [F, M]}\n"
                      "criteria:\n"
                      "  - {name: Age, kind: distance, field: Age, weight: 1, zero_at: 6}\n"
                      "  - {name: Gender, kind: equal, field: Gender, weight: 1}\n"
                      "  - {name: Areas, kind: overlap, field: areas, weight: 1}\n"
                      "requirements: [{role: mentee, field: Gender, one_of: [F], otherwise: \"CANARY only.\"}]\n",
                      "name,email,career stage,areas,Gender,Age\nMo,mo@x.org,Senior,CANARY,CANARY,CANARY\n",
                      "name,email,career stage,areas,Gender,Age\nEd,ed@x.org,Student,Acquisitions,M,30\n");
    assert_true(t.c.findings.errors == 1 && t.c.findings.warnings == 2);
    for (size_t i = 0; i < t.c.findings.count; i++) {
        assert_int_equal(span_find(t.c.findings.items[i].text, SPAN("CANARY")), SIZE_MAX);
    }
    reader_expect(&t, SEVERITY_ERROR, "mentors.csv", 2, 34, "number_invalid",
                  "the answer is not a number with at most four decimals (column \"Age\"): write one, or say what the "
                  "phrase stands for under answers");
    assert_span(t.h->asides[0].because, "An answer cannot be used");
    assert_span(t.h->asides[1].because, "a requirement of the program");
    reader_end(&t);
}

static void invisible_characters(void **state) {
    (void)state;
    cohort_reader t;
    reader_begin(&t);
    reader_read_texts(&t, READER_PROGRAM,
                      "id,name,email,career stage,areas,goals\n"
                      "1,M\xE2\x80\xAEo,mo@x.org,Senior,Acquisitions,\"one\ntwo\x07\"\n"
                      "2\x01,Nia,nia@x.org,Senior,Acquisitions,\n",
                      READER_MENTEES);
    const person *mo = reader_person(&t, ROLE_MENTOR, "1");
    assert_span(mo->name, "M\\u{202E}o");
    assert_span(mo->answers[FIELD_GOALS].text, "one\ntwo\\u{0007}");
    assert_int_equal(reader_count(&t, "invisible_character"), 3);
    assert_string_equal(reader_only(&t, "id_invalid")->text.text,
                        "\"2\\u{0001}\" has a control character in it (column \"id\"): retype the id");
    reader_end(&t);
}

// ---- who counts -------------------------------------------------------------------------------------------------

#define TIMED "submitted,name,email,career stage,areas\n"

static void the_latest_counts(void **state) {
    (void)state;
    cohort_reader t;
    reader_begin(&t);
    reader_read_texts(&t, READER_PROGRAM, READER_MENTORS,
                      TIMED "3/12/2017 9:00:00,Ed Mentee,ED@x.org,Student,Preservation\n"
                            "3/10/2017 9:00:00,Ed Mentee,ed@x.org,Student,Acquisitions\n"
                            "3/11/2017 9:00:00,Flo Mentee,flo@x.org,Student,Preservation\n"
                            "3/9/2017 9:00:00,Ed Mentee,ed@x.org,Senior,Acquisitions\n");
    assert_int_equal(t.status, STATUS_OK);
    assert_int_equal(reader_person(&t, ROLE_MENTEE, "ed@x.org")->line, 2);
    reader_expect(&t, SEVERITY_NOTE, "mentees.csv", 2, 29, "resubmitted",
                  "applied 3 times: line 2 counts, line 3 and line 5 do not");
    assert_int_equal(t.h->aside_count, 2);
    assert_int_equal(t.h->asides[0].line, 5); // by time
    assert_int_equal(t.h->asides[0].code, ASIDE_SUPERSEDED);
    assert_span(t.h->asides[0].because, "Applied again on 12 Mar; the later application counts");
    assert_int_equal(t.h->inputs[2].accepted, 2);
    assert_int_equal(t.h->inputs[2].set_aside, 2);
    reader_end(&t);
}

static void doubled_without_times(void **state) {
    (void)state;
    cohort_reader t;
    reader_begin(&t);
    reader_read_texts(&t, READER_PROGRAM, READER_MENTORS,
                      "name,email,career stage,areas\n"
                      "Ed Mentee,ed@x.org,Student,Preservation\n"
                      "Ed Mentee,ed@x.org, Student ,Preservation\n" // the same but for blanks
                      "Flo Mentee,flo@x.org,Student,Preservation\n"
                      "Flo Mentee,flo@x.org,Senior,Preservation\n");
    reader_expect(&t, SEVERITY_NOTE, "mentees.csv", 2, 11, "resubmitted",
                  "applied twice: line 2 counts, line 3 does not");
    reader_expect(&t, SEVERITY_ERROR, "mentees.csv", 5, 12, "applied_twice",
                  "applied again with other answers, and no time of submission says whether this or line 4 counts "
                  "(column \"email\"): keep the line that counts");
    assert_int_equal(t.h->count[ROLE_MENTEE], 1);
    assert_int_equal(t.h->aside_count, 3);
    assert_span(t.h->asides[0].because, "Applied twice with the same answers; one application counts");
    assert_span(t.h->asides[2].because, "Several applications differ, and nothing says which one is the latest");
    reader_end(&t);

    reader_begin(&t); // equal times
    t.options.set_aside_invalid = true;
    reader_read_texts(&t, READER_PROGRAM, READER_MENTORS,
                      TIMED "3/12/2017 9:00:00,Ed Mentee,ed@x.org,Student,Preservation\n"
                            "3/12/2017 9:00:00,Ed Mentee,ed@x.org,Student,Acquisitions\n"
                            "3/11/2017 9:00:00,Ed Mentee,ed@x.org,Student,Acquisitions\n");
    assert_int_equal(t.status, STATUS_OK);
    assert_int_equal(reader_only(&t, "applied_twice")->severity, SEVERITY_WARNING);
    assert_int_equal(t.h->count[ROLE_MENTEE], 0);
    assert_int_equal(t.h->inputs[2].set_aside, 3);
    assert_int_equal(t.h->asides[2].code, ASIDE_SUPERSEDED);
    reader_end(&t);
}

static void late_by_a_second(void **state) {
    (void)state;
    static const char MENTEES[] = TIMED "3/17/2017 23:59:59,Ed Mentee,ed@x.org,Student,Preservation\n"
                                        "3/18/2017 0:00:00,Flo Mentee,flo@x.org,Student,Preservation\n"
                                        "3/18/2017 9:12:00,Gil Mentee,gil@x.org,Student,Preservation\n"
                                        ",Hal Mentee,hal@x.org,Student,Preservation\n"
                                        "2017-03-18T04:59:59Z,Ivy Mentee,ivy@x.org,Student,Preservation\n"
                                        "3/20/2017 9:00,Jo Mentee,jo@x.org,Student,Preservation\n"
                                        "3/10/2017 9:00,Jo Mentee,jo@x.org,Student,Acquisitions\n";
    cohort_reader t;
    reader_begin(&t);
    reader_read_texts(&t, READER_PROGRAM, READER_MENTORS, MENTEES);
    assert_int_equal(t.status, STATUS_OK);
    assert_int_equal(t.h->count[ROLE_MENTEE], 4);
    assert_int_equal(reader_person(&t, ROLE_MENTEE, "jo@x.org")->line, 8); // the late one does not replace it
    assert_int_equal(reader_count(&t, "resubmitted"), 0);
    assert_int_equal(t.h->aside_count, 3);
    assert_span(t.h->asides[0].because, "Sent Sat 18 Mar 2017, 00:00: less than a minute after the close");
    assert_span(t.h->asides[1].because, "Sent Sat 18 Mar 2017, 09:12: 9 hours after the close");
    assert_span(t.h->asides[2].because, "Sent Mon 20 Mar 2017, 09:00: 2 days after the close");
    assert_string_equal(t.c.findings.items[0].text.text,
                        "sent Sat 18 Mar 2017 00:00, after the close: set aside; --late admits it");
    reader_end(&t);
    reader_begin(&t);
    t.options.late = true;
    reader_read_texts(&t, READER_PROGRAM, READER_MENTORS, MENTEES);
    assert_int_equal(t.h->count[ROLE_MENTEE], 6);
    assert_int_equal(reader_person(&t, ROLE_MENTEE, "jo@x.org")->line, 7);
    reader_end(&t);
}

static void invalid_goes_first(void **state) {
    (void)state;
    cohort_reader t;
    reader_begin(&t);
    t.options.set_aside_invalid = true;
    reader_read_texts(
        &t,
        READER_PROGRAM
        "requirements: [{role: both, field: Member, one_of: [\"Yes\"], otherwise: The program is for members.}]\n",
        "submitted,name,email,career stage,areas,Member\n"
        "3/1/2017,Mo Mentor,mo@x.org,Senior,Acquisitions,yes\n",
        "submitted,name,email,career stage,areas,Member\n"
        "3/20/2017 9:00,Ed Mentee,ed@x.org,,Preservation,No\n"          // invalid, late, requirement
        "3/20/2017 9:00,Flo Mentee,flo@x.org,Student,Preservation,No\n" // late, requirement
        "3/2/2017,Gil Mentee,gil@x.org,Student,Preservation,No\n"       // superseded, requirement
        "3/3/2017,Gil Mentee,gil@x.org,Student,Preservation,No\n"       // requirement
        "3/4/2017,Hal Mentee,hal@x.org,,Preservation,Yes\n"             // invalid: the earlier one counts
        "3/3/2017,Hal Mentee,hal@x.org,Student,Preservation,Yes\n"
        "3/3/2017,Ivy Mentee,ivy@x.org,Student,Preservation,\n"); // no answer is no member
    assert_int_equal(t.status, STATUS_OK);
    assert_int_equal(t.h->count[ROLE_MENTEE], 1);
    assert_int_equal(reader_person(&t, ROLE_MENTEE, "hal@x.org")->line, 7);
    static const struct {
        const char *who;
        aside_code code;
    } EXPECTED[] = {{"ed@x.org", ASIDE_INVALID},      {"flo@x.org", ASIDE_LATE},    {"gil@x.org", ASIDE_SUPERSEDED},
                    {"gil@x.org", ASIDE_REQUIREMENT}, {"hal@x.org", ASIDE_INVALID}, {"ivy@x.org", ASIDE_REQUIREMENT}};
    assert_int_equal(t.h->aside_count, 6);
    for (uint32_t i = 0; i < 6; i++) {
        assert_span(t.h->asides[i].who, EXPECTED[i].who);
        assert_int_equal(t.h->asides[i].code, EXPECTED[i].code);
    }
    assert_span(t.h->asides[5].because, "The program is for members.");
    assert_int_equal(t.h->inputs[2].rows, 7);
    assert_int_equal(t.h->inputs[2].accepted + t.h->inputs[2].set_aside, 7);
    assert_int_equal(t.c.findings.warnings, 2);
    reader_end(&t);
}

static void requirements_through_vocabularies(void **state) {
    (void)state;
    cohort_reader t;
    reader_begin(&t);
    reader_read_texts(&t,
                      READER_PROGRAM
                      "options: {languages: [English, {name: Spanish, synonyms: [Castellano]}]}\n"
                      "requirements:\n"
                      "  - {role: mentee, field: languages, one_of: [Castellano], otherwise: Spanish only.}\n"
                      "  - {role: mentee, field: career_stage, one_of: [0-5 years], otherwise: Beginners only.}\n",
                      READER_MENTORS,
                      "name,email,career stage,areas,languages\n"
                      "Ed,ed@x.org,Early career,Preservation,English; spanish\n"
                      "Flo,flo@x.org,Early career,Preservation,English\n"
                      "Gil,gil@x.org,Senior,Preservation,Spanish\n");
    assert_int_equal(t.status, STATUS_OK);
    assert_int_equal(t.h->count[ROLE_MENTEE], 1);
    assert_span(t.h->people[ROLE_MENTEE][0].id, "ed@x.org");
    assert_span(t.h->asides[0].because, "Spanish only.");
    assert_span(t.h->asides[1].because, "Beginners only.");
    reader_end(&t);
}

// ---- identity ---------------------------------------------------------------------------------------------------

static void one_address_one_person(void **state) {
    (void)state;
    cohort_reader t;
    reader_begin(&t);
    reader_read_texts(&t, READER_PROGRAM,
                      "id,name,email,career stage,areas\n"
                      "7,Ann Lee,ann@x.org,Senior,Acquisitions\n"
                      "8,Bob Ito,bob@x.org,Senior,Acquisitions\n"
                      "9,Cy Coe,cy@x.org,Senior,Acquisitions\n",
                      "id,name,email,career stage,areas\n"
                      "7,Dr. Ann M. LEE,Ann@x.org,Student,Acquisitions\n" // the same person
                      "12,Robert Stone,bob@x.org,Student,Acquisitions\n"  // another name, another id
                      "9,Dee Day,dee@x.org,Student,Acquisitions\n");      // another's id
    reader_expect(&t, SEVERITY_ERROR, "mentees.csv", 3, 17, "email_two_names",
                  "\"bob@x.org\" stands with another name on line 3 of mentors.csv (column \"email\"): if it is one "
                  "person, make the names alike; else put the "
                  "address right");
    reader_expect(&t, SEVERITY_ERROR, "mentees.csv", 3, 17, "email_two_ids",
                  "\"bob@x.org\" stands with another id on line 3 of mentors.csv (column \"email\"): give the person "
                  "the same id everywhere, or leave the id "
                  "empty");
    reader_expect(&t, SEVERITY_ERROR, "mentees.csv", 4, 1, "id_two_emails",
                  "\"9\" is the id of another address on line 4 of mentors.csv (column \"id\"): an id is one person's, "
                  "in all files: mend it, or leave it empty");
    assert_int_equal(t.c.findings.errors, 3);
    assert_int_equal(t.h->count[ROLE_MENTOR], 1);
    assert_int_equal(t.h->count[ROLE_MENTEE], 1);
    assert_int_equal(t.h->people[ROLE_MENTOR][0].self, 0);
    assert_int_equal(t.h->people[ROLE_MENTEE][0].self, 0);
    reader_end(&t);
}

static void ids_may_be_left_out(void **state) {
    (void)state;
    cohort_reader t;
    reader_begin(&t);
    reader_read_texts(&t, READER_PROGRAM,
                      "id,name,email,career stage,areas\nM-1 \xC3\xA9,Ann Lee,ann@x.org,Senior,Acquisitions\n,Bob "
                      "Ito,Bob@x.org,Senior,Acquisitions\n",
                      "name,email,career stage,areas\nAnn Lee,ann@x.org,Student,Acquisitions\n");
    assert_int_equal(t.status, STATUS_OK);
    const person *ann = reader_person(&t, ROLE_MENTOR, "M-1 \xC3\xA9"); // as written
    assert_int_equal(ann->self, 0);
    assert_span(t.h->people[ROLE_MENTEE][0].id, "ann@x.org");
    (void)reader_person(&t, ROLE_MENTOR, "bob@x.org");
    reader_end(&t);
}

static void same_name_other_address(void **state) {
    (void)state;
    cohort_reader t;
    reader_begin(&t);
    reader_read_texts(&t, READER_PROGRAM,
                      "name,email,career stage,areas\nJos\xC3\xA9 Ruiz,jose@x.org,Senior,Acquisitions\n",
                      "name,email,career stage,areas\nEd,ed@x.org,Student,Acquisitions\nJOSE "
                      "RUIZ,jruiz@y.org,Student,Acquisitions\n");
    reader_expect(&t, SEVERITY_WARNING, "mentees.csv", 3, 1, "same_name",
                  "\"JOSE RUIZ\" stands with another address on line 2 of mentors.csv (column \"name\"): if it is one "
                  "person, write one address in both");
    reader_end(&t);
}

// ---- applications.csv -------------------------------------------------------------------------------------------

static void rows_with_roles(void **state) {
    (void)state;
    cohort_reader t;
    reader_begin(&t);
    reader_add(&t, INPUT_PROGRAM,
               READER_PROGRAM
               "requirements: [{role: mentor, field: Member, one_of: [\"Yes\"], otherwise: Members only.}]\n");
    reader_add(
        &t, INPUT_APPLICATIONS,
        "role,name,email,career stage,areas offered,areas wanted,capacity,Member\n"
        "both,Ann Lee,ann@x.org,Senior,Acquisitions,Preservation,3,Yes\n"
        "\"Mentor, Mentee\",Bob Ito,bob@x.org,Senior,Acquisitions,Preservation,2,No\n" // no member: a mentee only
        "mentee,Cy Coe,cy@x.org,Student,,Preservation,,No\n"
        "observer,Dee Day,dee@x.org,Student,,Preservation,,\n"
        "both,Eve Ek,eve@x.org,Nowhere,Acquisitions,,,Yes\n"
        ",Flo Fox,flo@x.org,Student,,Preservation,,\n");
    reader_read(&t);
    assert_int_equal(t.status, STATUS_BAD_INPUT);
    assert_int_equal(t.h->count[ROLE_MENTOR], 1);
    assert_int_equal(t.h->count[ROLE_MENTEE], 3);
    assert_int_equal(t.h->people[ROLE_MENTOR][0].capacity, 3);
    assert_int_equal(t.h->people[ROLE_MENTEE][0].capacity, 1);
    assert_int_equal(t.h->people[ROLE_MENTOR][0].self, 0);
    assert_int_equal(reader_person(&t, ROLE_MENTEE, "bob@x.org")->self, NONE);
    const input_file *file = &t.h->inputs[1];
    assert_int_equal(file->rows, 6);
    assert_int_equal(file->accepted, 3);
    assert_int_equal(file->set_aside, 3);
    assert_int_equal(t.h->aside_count, 5);
    assert_int_equal(t.h->asides[0].role, INPUT_MENTORS);
    assert_span(t.h->asides[0].because, "Members only.");
    assert_int_equal(t.h->asides[2].role, INPUT_MENTEES);
    assert_span(t.h->asides[2].who, "dee@x.org");
    assert_span(t.h->asides[2].because, "\xE2\x80\x9Cobserver\xE2\x80\x9D is neither mentor, mentee nor both");
    // A fault in a column of both roles is said once.
    reader_expect(&t, SEVERITY_ERROR, "applications.csv", 6, 23, "career_stage_unknown",
                  "\"Nowhere\" is not a known career stage (column \"career stage\"): mend it, or list it as a synonym "
                  "under career_stages");
    reader_expect(&t, SEVERITY_ERROR, "applications.csv", 7, 1, "role_missing",
                  "no role (column \"role\"): write one of them, or list it as a synonym under options: {role: ...}");
    reader_end(&t);
}

static void named_people(void **state) {
    (void)state;
    cohort_reader t;
    reader_begin(&t);
    reader_read_texts(&t, READER_PROGRAM,
                      "name,email,career stage,areas,conflicts\n"
                      "Ann Lee,ann@x.org,Senior,Acquisitions,ed@x.org\n"
                      "\"Bob Ito, PhD\",bob@x.org,Senior,Acquisitions,\n"
                      "Cy Coe,cy@x.org,Senior,Acquisitions,\n"
                      "Cy Coe,cy2@x.org,Senior,Acquisitions,\n",
                      "name,email,career stage,areas,requested,conflicts\n"
                      "Ed Ash,ed@x.org,Student,Acquisitions,\"bob ito, phd; ANN LEE;Ann@X.org, Ed Ash\",Flo Fox\n"
                      "Flo Fox,flo@x.org,Student,Acquisitions,An Lee,\"Nobody Known, ann@x.org; Ann Lee\"\n"
                      "Gil Gray,gil@x.org,Student,Acquisitions,Cy Coe,\n"
                      "Ann Lee,ann@x.org,Student,Acquisitions,Gil Gray,gil@x.org\n");
    const person *ed = reader_person(&t, ROLE_MENTEE, "ed@x.org");
    assert_int_equal(ed->requested_count, 2);
    assert_span(t.h->people[ROLE_MENTOR][ed->requested[0]].id, "bob@x.org");
    assert_span(t.h->people[ROLE_MENTOR][ed->requested[1]].id, "ann@x.org");
    assert_int_equal(ed->conflict_count, 0); // Flo applied as a mentee only: known, and no couple
    const person *flo = reader_person(&t, ROLE_MENTEE, "flo@x.org");
    assert_int_equal(flo->requested_count, 0);
    assert_int_equal(flo->conflict_count, 1);
    const person *ann = reader_person(&t, ROLE_MENTOR, "ann@x.org");
    assert_int_equal(ann->conflict_count, 1); // Ed; Gil, whom her other application names, was set aside
    assert_span(t.h->people[ROLE_MENTEE][ann->conflicts[0]].id, "ed@x.org");
    assert_int_equal(reader_person(&t, ROLE_MENTEE, "ann@x.org")->conflict_count, 0);
    reader_expect(&t, SEVERITY_ERROR, "mentees.csv", 4, 41, "name_ambiguous",
                  "\"Cy Coe\" is the name of 2 people (column \"requested\"): write the e-mail address instead: "
                  "cy2@x.org, cy@x.org");
    assert_int_equal(reader_count(&t, "person_unknown"), 4); // Ed Ash of himself, An Lee, Nobody Known, Gil Gray
    bool near = false;
    for (size_t i = 0; i < t.c.findings.count; i++) {
        near = near || span_find(t.c.findings.items[i].text, SPAN("did you mean \"Ann Lee\"?")) != SIZE_MAX;
    }
    assert_true(near);
    reader_end(&t);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(everything_typed),
        cmocka_unit_test(faults_of_answers),
        cmocka_unit_test(dates_say_the_order),
        cmocka_unit_test(when_missing_makes_notes),
        cmocka_unit_test(private_answers_stay_private),
        cmocka_unit_test(invisible_characters),
        cmocka_unit_test(a_stage_that_nothing_needs),
        cmocka_unit_test(the_latest_counts),
        cmocka_unit_test(doubled_without_times),
        cmocka_unit_test(late_by_a_second),
        cmocka_unit_test(invalid_goes_first),
        cmocka_unit_test(requirements_through_vocabularies),
        cmocka_unit_test(one_address_one_person),
        cmocka_unit_test(ids_may_be_left_out),
        cmocka_unit_test(same_name_other_address),
        cmocka_unit_test(rows_with_roles),
        cmocka_unit_test(named_people),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
