// People who are supposed to have withdrawn: found as WHO is, set aside in every role, their pins passed over.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/leaving.h"

#include "cohort_reader.h"

// Bob has applied in both roles; there are two called Hal Hay; Gil was late.
static const char MENTORS[] = "name,email,career stage,areas,capacity\n"
                              "Ann Lee,ann@x.org,Senior,Acquisitions,2\n"
                              "Bob Ito,bob@x.org,Senior,Acquisitions,1\n";
static const char MENTEES[] = "name,email,career stage,areas,submitted\n"
                              "Ed Ash,ed@x.org,Student,Acquisitions,\n"
                              "Gil Gray,gil@x.org,Student,Acquisitions,3/30/2017\n"
                              "Hal Hay,hal@x.org,Student,Acquisitions,\n"
                              "Hal Hay,hal2@x.org,Student,Acquisitions,\n"
                              "Bob Ito,bob@x.org,Student,Acquisitions,\n";

static void read_without(cohort_reader *t, const char *decisions, const span *without, size_t count) {
    reader_begin(t);
    t->options.without = without;
    t->options.without_count = count;
    if (decisions != NULL) {
        reader_add(t, INPUT_DECISIONS, decisions);
    }
    reader_read_texts(t, READER_PROGRAM, MENTORS, MENTEES);
    assert_non_null(t->h);
}

static void leaves_in_every_role(void **state) {
    (void)state;
    static const char *const WAYS[] = {"bob@x.org", "Bob Ito", " BOB  ito "};
    for (size_t i = 0; i < sizeof WAYS / sizeof *WAYS; i++) {
        cohort_reader t;
        const span leaver = span_of(WAYS[i]);
        read_without(&t, NULL, &leaver, 1);
        assert_int_equal(t.status, STATUS_OK);
        assert_int_equal(t.h->count[ROLE_MENTOR], 1);
        assert_int_equal(t.h->count[ROLE_MENTEE], 3);
        size_t withdrawn = 0;
        for (uint32_t k = 0; k < t.h->aside_count; k++) {
            withdrawn += t.h->asides[k].code == ASIDE_WITHDRAWN;
        }
        assert_int_equal(withdrawn, 2);
        assert_int_equal(t.h->decision_count, 0); // nobody has decided anything
        reader_end(&t);
    }
}

static void nobody_and_several_are_errors(void **state) {
    (void)state;
    cohort_reader t;
    const span leaver[] = {SPAN("Hal Hay"), SPAN("Edd Ash"), SPAN("\xFF")};
    read_without(&t, NULL, leaver, 3);
    assert_int_equal(t.status, STATUS_BAD_INPUT);
    reader_expect(&t, SEVERITY_ERROR, "--without Hal Hay", 1, 1, "name_ambiguous",
                  "\"Hal Hay\" is the name of 2 people: write the e-mail address instead: hal2@x.org, hal@x.org");
    assert_int_equal(reader_count(&t, "person_unknown"), 2);
    assert_int_equal(t.h->count[ROLE_MENTEE], 4);
    reader_end(&t);
}

static void who_takes_no_part_is_noted(void **state) {
    (void)state;
    cohort_reader t;
    const span leaver = SPAN("gil@x.org");
    read_without(&t, NULL, &leaver, 1);
    assert_int_equal(t.status, STATUS_OK);
    (void)reader_only(&t, "not_taking_part");
    reader_end(&t);
}

static void pins_fall_away(void **state) {
    (void)state;
    cohort_reader t;
    const span leaver = SPAN("Ann Lee");
    static const char DECISIONS[] = "decision,mentee,mentor,reason\n"
                                    "pin,ed@x.org,ann@x.org,x\n"
                                    "pin,hal@x.org,bob@x.org,y\n"
                                    "veto,hal2@x.org,ann@x.org,z\n";
    read_without(&t, DECISIONS, &leaver, 1);
    assert_int_equal(t.status, STATUS_OK);
    assert_int_equal(reader_only(&t, "pin_falls_away")->place.line, 2);
    assert_int_equal(t.h->pin_count, 1);
    assert_int_equal(t.h->decision_count, 2);
    reader_end(&t);
}

static void want_of_memory(void **state) {
    (void)state;
    const span leaver[] = {SPAN("Ann Lee"), SPAN("Nobody")};
    status result = STATUS_NO_MEMORY;
    for (uint64_t call = 1; result == STATUS_NO_MEMORY; call++) {
        cohort_reader t;
        reader_begin(&t);
        t.options.without = leaver;
        t.options.without_count = 2;
        t.c.memory.fail_at = call;
        t.c.memory.fail_on = true;
        result = reader_read_texts(&t, READER_PROGRAM, MENTORS, MENTEES);
        reader_end(&t);
    }
    assert_int_equal(result, STATUS_BAD_INPUT);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(leaves_in_every_role),
        cmocka_unit_test(nobody_and_several_are_errors),
        cmocka_unit_test(who_takes_no_part_is_noted),
        cmocka_unit_test(pins_fall_away),
        cmocka_unit_test(want_of_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
