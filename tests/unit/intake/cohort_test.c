// SPDX-License-Identifier: GPL-3.0-or-later
#include "cohort_reader.h"

static const char PROGRAM[] = READER_PROGRAM
    "institutions: [{name: Alpha College, synonyms: [Alpha]}]\n"
    "committee: [ann@x.org]\n"
    "answers: {capacity: {Just one: 1}}\n"
    "options: {languages: [English, Spanish]}\n"
    "requirements: [{role: both, field: Member, one_of: [\"Yes\"], otherwise: The program is for members.}]\n"
    "criteria:\n"
    "  - {name: Stage, kind: stage_gap, weight: 1, gap_scores: {0: 50, 1: 100}}\n"
    "  - {name: Areas, kind: overlap, field: areas, weight: 1}\n"
    "  - {name: Zone, kind: distance, field: time_zone, weight: 1, zero_at: 6}\n"
    "  - {name: Wish, kind: named, weight: 1}\n"
    "  - {name: Reading, kind: given, file: reading.csv, weight: 1}\n";

#define MENTOR_HEADER \
    "submitted,name,email,career stage,areas,institution,capacity,time zone,languages,Member,conflicts,Zines\n"
#define MENTEE_HEADER "submitted,name,email,career stage,areas,institution,time zone,Member,requested,Zines\n"

static const char *const MENTOR_ROWS[] = {
    "3/1/2017 9:00,Ann Lee,Ann@x.org,Senior,Acquisitions;Preservation,alpha,2,America/Chicago,English,yes,,a\n",
    ("3/2/2017 9:00,Bob Ito,bob@x.org,Mid-career,\"Rare books, maps, Cataloging\",Beta University,just one,"
     "UTC-5,Latin,Yes,ed@x.org,\n"),
    "3/3/2017 9:00,Cy Coe,cy@x.org,Senior,Acquisitions,University of Beta,0,America/Denver,,Yes,,b\n",
    "3/4/2017 9:00,Cy Coe,cy@x.org,Senior,Preservation,University of Beta,0,America/Denver,,Yes,,b\n",
    "3/30/2017 9:00,Dee Day,dee@x.org,Senior,Acquisitions,Gamma,1,UTC,,Yes,,\n",
    "3/5/2017 9:00,,eve@x.org,Senior,Acquisitions,Gamma,1,UTC,,Yes,,\n",
    "3/6/2017 9:00,Gus Goe,gus@x.org,Senior,Acquisitions,Gamma,1,UTC,,No,,\n",
};

static const char *const MENTEE_ROWS[] = {
    "3/1/2017 9:00,Ed Ash,ed@x.org,Student,Acquisitions,Delta,UTC-6,Yes,ann lee; Cy Coe,x\n",
    "3/2/2017 9:00,Flo Fox,flo@x.org,0-5 years,Knitting,Epsilon,,Yes,Nobody At All,\n",
    "3/3/2017 9:00,Ann Lee,ann@x.org,Mid-career,Preservation,Alpha College,UTC-6,Yes,,\n",
    "3/4/2017 9:00,Hal Hay,hal@x.org,Student,Acquisitions,Delta,UTC-6,Yes,,\n",
    "3/4/2017 9:00,Hal Hay,hal@x.org,Student,Acquisitions,Delta,UTC-6,Yes,,\n",
};

enum { MENTORS = sizeof MENTOR_ROWS / sizeof *MENTOR_ROWS, MENTEES = sizeof MENTEE_ROWS / sizeof *MENTEE_ROWS };

// Rows from `first` on, the others behind.
static void join(char *out, size_t size, const char *header, const char *const *rows, size_t count, size_t first,
                 bool backwards) {
    size_t used = (size_t)snprintf(out, size, "%s", header);
    for (size_t i = 0; i < count; i++) {
        size_t at = (first + i) % count;
        used += (size_t)snprintf(out + used, size - used, "%s", rows[backwards ? count - 1 - at : at]);
    }
    assert_true(used < size);
}

static void add_everything(cohort_reader *t, const char *mentors, const char *mentees) {
    t->given_name = "reading.csv";
    t->given_text = "mentee,mentor,score\ned@x.org,ann@x.org,70\nflo@x.org,bob@x.org,62.5\n";
    t->options.set_aside_invalid = true;
    reader_add(t, INPUT_MENTEES, mentees);
    reader_add(t, INPUT_PREVIOUS,
               "{\"format\": \"mentorpair.pairing/1\", \"pairs\": [{\"mentee\": \"\\u0065d@x.org\", \"mentor\": "
               "\"cy@x.org\"}]}");
    reader_add(t, INPUT_DECISIONS,
               "decision,mentee,mentor,reason\npin,flo@x.org,bob@x.org,yes\nveto,Hal "
               "Hay,ann@x.org,no\nwithdraw,ann@x.org,,\n");
    reader_add(t, INPUT_PAST, "mentee,mentor\nhal@x.org,bob@x.org\n");
    reader_add(t, INPUT_MENTORS, mentors);
    reader_add(t, INPUT_PROGRAM, PROGRAM);
}

// Everything that may not depend on the order of rows, as text.
static char *describe(const cohort_reader *t) {
    const cohort *h = t->h;
    enum { SIZE = 20000 };
    char *out = malloc(SIZE);
    assert_non_null(out);
    size_t used = 0;
#define SAY(...) (used += (size_t)snprintf(out + used, SIZE - used, __VA_ARGS__))
    for (uint32_t f = 0; f < h->field_count; f++) {
        SAY("field %.*s\n", SPAN_ARGS(h->fields[f].name));
    }
    for (role as = 0; as < ROLE_COUNT; as++) {
        for (uint32_t i = 0; i < h->count[as]; i++) {
            const person *p = &h->people[as][i];
            SAY("%d %.*s %.*s %lld %d %u %u %d %d self %d", as, SPAN_ARGS(p->id), SPAN_ARGS(p->name),
                (long long)p->submitted, p->stage, p->capacity, p->institution, p->priority, p->on_committee,
                (int)p->self);
            for (uint32_t k = 0; k < p->requested_count; k++) {
                SAY(" asks %u", p->requested[k]);
            }
            for (uint32_t k = 0; k < p->conflict_count; k++) {
                SAY(" not %u", p->conflicts[k]);
            }
            for (uint32_t f = 0; f < h->field_count; f++) {
                SAY(" <%.*s|%.*s|%lld>", SPAN_ARGS(p->answers[f].text), SPAN_ARGS(p->answers[f].key),
                    (long long)p->answers[f].number);
            }
            SAY("\n");
        }
    }
    for (uint32_t i = 0; i < h->aside_count; i++) {
        const aside *a = &h->asides[i];
        SAY("aside %d %.*s %.*s %lld %s %.*s\n", a->role, SPAN_ARGS(a->who), SPAN_ARGS(a->name),
            (long long)a->submitted, aside_name(a->code), SPAN_ARGS(a->because));
    }
    for (uint32_t i = 0; i < h->decision_count; i++) {
        SAY("decision %d %d %d %.*s\n", h->decisions[i].kind, (int)h->decisions[i].mentee, (int)h->decisions[i].mentor,
            SPAN_ARGS(h->decisions[i].reason));
    }
    SAY("pins %u vetoes %u past %zu previous %zu of %zu\n", h->pin_count, h->veto_count, h->past_count,
        h->previous_count, h->previous_named);
    for (size_t i = 0; i < h->given[4].count; i++) {
        SAY("given %u %u %d\n", h->given[4].scores[i].couple.mentee, h->given[4].scores[i].couple.mentor,
            h->given[4].scores[i].score_bp);
    }
    for (uint32_t i = 0; i < h->input_count; i++) {
        SAY("input %s %.*s %u %u %u\n", input_role_name(h->inputs[i].role), SPAN_ARGS(h->inputs[i].file),
            h->inputs[i].rows, h->inputs[i].accepted, h->inputs[i].set_aside);
    }
#undef SAY
    assert_true(used < SIZE);
    return out;
}

static void everything_at_once(void **state) {
    (void)state;
    char mentors[4000], mentees[4000];
    cohort_reader t;
    reader_begin(&t);
    join(mentors, sizeof mentors, MENTOR_HEADER, MENTOR_ROWS, MENTORS, 0, false);
    join(mentees, sizeof mentees, MENTEE_HEADER, MENTEE_ROWS, MENTEES, 0, false);
    add_everything(&t, mentors, mentees);
    if (reader_read(&t) != STATUS_OK) {
        reader_print(&t);
    }
    assert_int_equal(t.status, STATUS_OK);
    assert_int_equal(t.h->count[ROLE_MENTOR], 3);
    assert_int_equal(t.h->count[ROLE_MENTEE], 3);
    assert_int_equal(t.h->aside_count, 6);
    static const input_role ROLES[] = {INPUT_PROGRAM, INPUT_MENTORS, INPUT_MENTEES, INPUT_DECISIONS,
                                       INPUT_PAST,    INPUT_GIVEN,   INPUT_PREVIOUS};
    assert_int_equal(t.h->input_count, 7);
    for (size_t i = 0; i < 7; i++) {
        assert_int_equal(t.h->inputs[i].role, ROLES[i]);
    }
    assert_int_equal(t.h->inputs[1].rows, MENTORS);
    assert_int_equal(t.h->inputs[1].accepted + t.h->inputs[1].set_aside, MENTORS);
    assert_int_equal(t.h->inputs[2].accepted + t.h->inputs[2].set_aside, MENTEES);
    assert_int_equal(t.h->past_count, 1);
    assert_int_equal(t.h->previous_count, 1);
    const person *ed = reader_person(&t, ROLE_MENTEE, "ed@x.org");
    assert_int_equal(ed->requested_count, 2);
    const person *ann = reader_person(&t, ROLE_MENTOR, "ann@x.org");
    assert_int_equal(ann->self, NONE); // she has withdrawn as a mentee
    assert_true(ann->on_committee);
    assert_int_equal(reader_count(&t, "institution_similar"), 1);
    reader_end(&t);
}

static void order_of_rows(void **state) {
    (void)state;
    char *expected = NULL;
    for (size_t turn = 0; turn < 2 * (size_t)MENTORS; turn++) {
        char mentors[4000], mentees[4000];
        cohort_reader t;
        reader_begin(&t);
        join(mentors, sizeof mentors, MENTOR_HEADER, MENTOR_ROWS, MENTORS, turn / 2, turn % 2 == 1);
        join(mentees, sizeof mentees, MENTEE_HEADER, MENTEE_ROWS, MENTEES, turn / 3, turn % 3 == 1);
        add_everything(&t, mentors, mentees);
        assert_int_equal(reader_read(&t), STATUS_OK);
        char *found = describe(&t);
        if (expected == NULL) {
            expected = found;
        } else {
            assert_string_equal(found, expected);
            free(found);
        }
        reader_end(&t);
    }
    free(expected);
}

static void want_of_memory(void **state) {
    (void)state;
    char mentors[4000], mentees[4000];
    join(mentors, sizeof mentors, MENTOR_HEADER, MENTOR_ROWS, MENTORS, 0, false);
    join(mentees, sizeof mentees, MENTEE_HEADER, MENTEE_ROWS, MENTEES, 0, false);
    bool done = false;
    uint64_t failures = 0;
    for (uint64_t at = 1; !done; at += at < 300 ? 1 : 7) {
        cohort_reader t;
        reader_begin(&t);
        add_everything(&t, mentors, mentees);
        assert_int_equal(program_read(&t.p, &t.c, SPAN("program.yaml"), span_of(PROGRAM)), STATUS_OK);
        t.c.memory.fail_at = t.c.memory.calls + at;
        t.c.memory.fail_on = at % 2 == 0;
        uint64_t before = t.c.memory.calls;
        t.status = cohort_read(&t.h, &t.c, t.p, t.inputs, t.input_count, &t.options);
        done = t.c.memory.calls - before < at;
        if (!done && t.status != STATUS_NO_MEMORY) { // only a guess at what was meant may go missing
            assert_int_equal(t.status, STATUS_OK);
        }
        failures += t.status == STATUS_NO_MEMORY;
        if (t.status == STATUS_NO_MEMORY) {
            assert_null(t.h);
        }
        t.c.memory.fail_at = 0;
        reader_end(&t);
    }
    assert_true(failures > 100);
}

static void nobody_and_nothing(void **state) {
    (void)state;
    cohort_reader t;
    reader_begin(&t);
    assert_int_equal(reader_read_texts(&t, READER_PROGRAM, NULL, NULL), STATUS_OK);
    assert_int_equal(t.h->count[ROLE_MENTOR] + t.h->count[ROLE_MENTEE], 0);
    reader_end(&t);
    reader_begin(&t);
    assert_int_equal(reader_read_texts(&t, READER_PROGRAM, "name,email,career stage,areas\n", READER_MENTEES),
                     STATUS_OK);
    assert_int_equal(t.h->count[ROLE_MENTOR], 0);
    assert_int_equal(t.h->count[ROLE_MENTEE], 2);
    reader_end(&t);
    reader_begin(&t);
    assert_int_equal(reader_read_texts(&t, READER_PROGRAM, "", READER_MENTEES), STATUS_BAD_INPUT);
    assert_int_equal(t.c.findings.errors, 1);
    assert_non_null(t.h);
    reader_end(&t);
}

static void faults_of_files_leave_counts(void **state) {
    (void)state;
    cohort_reader t;
    reader_begin(&t);
    reader_read_texts(&t, READER_PROGRAM, "who,email\nMo,mo@x.org\n",
                      "name,email,career stage,areas\nEd,ed@x.org,Student,Acquisitions\nFlo,flo@x.org\n");
    assert_int_equal(t.status, STATUS_BAD_INPUT);
    assert_non_null(t.h);
    assert_int_equal(t.h->count[ROLE_MENTEE], 1);
    assert_int_equal(t.h->count[ROLE_MENTOR], 0);
    assert_int_equal(t.h->inputs[1].rows, 1);
    reader_end(&t);
}

static void built_in_vocabulary(void **state) {
    (void)state;
    cohort_reader t;
    reader_begin(&t);
    reader_read_texts(&t, NULL,
                      "name,email,career stage,areas\nMo,mo@x.org,Senior,\"zines, "
                      "Acquisitions\"\nNia,nia@x.org,Senior,\"acquisitions,Maps\"\n",
                      "name,email,career stage,areas\nEd,ed@x.org,Student,Maps; Knitting\n");
    assert_int_equal(t.status, STATUS_OK);
    assert_int_equal(t.p->areas.count, 3);
    reader_expect(&t, SEVERITY_WARNING, "mentors.csv", 1, 25, "areas_collected",
                  "the areas of work are taken from the mentors' answers, 3 of them: \"Acquisitions\", \"Maps\", "
                  "\"zines\". List them under areas in "
                  "program.yaml, so that slips of the pen are found");
    reader_expect(&t, SEVERITY_WARNING, "mentees.csv", 2, 21, "area_unknown",
                  "\"Knitting\" is not a known area (column \"areas\"): it scores nothing as it stands");
    const choices *mo = reader_person(&t, ROLE_MENTOR, "mo@x.org")->answers[FIELD_AREAS].choices;
    assert_int_equal(mo->count, 2);
    assert_int_equal(mo->options[0], 0);
    assert_int_equal(mo->options[1], 2);
    reader_end(&t);
}

static void somebody(void **state) {
    (void)state;
    cohort_reader t;
    reader_begin(&t);
    reader_read_texts(&t, READER_PROGRAM,
                      "id,name,email,career stage,areas\n7,Mo "
                      "M\xC3\xB6ntor,mo@x.org,Senior,Acquisitions\n8,Nia,nia@x.org,Senior,Acquisitions\n"
                      "9,Nia,nia2@x.org,Senior,Acquisitions\n",
                      READER_MENTEES);
    arena a = arena_over(&t.c.memory);
    assert_int_equal(cohort_find(t.h, &a, ROLE_MENTOR, SPAN("7")), 0);
    assert_int_equal(cohort_find(t.h, &a, ROLE_MENTOR, SPAN(" MO@x.org")), 0);
    assert_int_equal(cohort_find(t.h, &a, ROLE_MENTOR, SPAN("mo montor")), 0);
    assert_int_equal(cohort_find(t.h, &a, ROLE_MENTOR, SPAN("Nia")), NONE); // two of them
    assert_int_equal(cohort_find(t.h, &a, ROLE_MENTOR, SPAN("nia2@x.org")), 2);
    assert_int_equal(cohort_find(t.h, &a, ROLE_MENTEE, SPAN("7")), NONE);
    assert_int_equal(cohort_find(t.h, &a, ROLE_MENTEE, SPAN("")), NONE);
    arena_free(&a);
    reader_end(&t);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(everything_at_once),
        cmocka_unit_test(order_of_rows),
        cmocka_unit_test(want_of_memory),
        cmocka_unit_test(nobody_and_nothing),
        cmocka_unit_test(faults_of_files_leave_counts),
        cmocka_unit_test(built_in_vocabulary),
        cmocka_unit_test(somebody),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
