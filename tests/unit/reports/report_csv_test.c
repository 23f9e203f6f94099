// pairs.csv, byte for byte.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cohort_fixture.h"

static const char HEAD[] = "\xEF\xBB\xBF\"Number\",\"Mentee\",\"Mentee e-mail\",\"Mentee stage\",\"Mentee "
                           "institution\",\"Mentor\",\"Mentor e-mail\","
                           "\"Mentor stage\",\"Mentor institution\",\"Fit, %\",\"Pinned\",\"Why\"\r\n";

static void a_line_holds_the_pair(void **state) {
    (void)state;
    made *m = match(PROGRAM, "=cmd,a@x.org,Senior,Acquisitions,\"North \"\"N\"\" College\",,\n",
                    "Eve,e@x.org,Mid-career,Acquisitions,-West,,\n", NULL);
    span csv = csv_of(m);
    assert_true(span_starts(csv, span_of(HEAD)));
    const char *line = "\"1\",\"Eve\",\"e@x.org\",\"Mid-career\",\"'-West\",\"'=cmd\",\"a@x.org\",\"Senior\",\"North "
                       "\"\"N\"\" College\",\"100.00\",\"no\","
                       "\"Acquisitions \xC2\xB7 One stage ahead \xC2\xB7 the one area\"\r\n";
    assert_int_equal(csv.length, strlen(HEAD) + strlen(line));
    assert_memory_equal(csv.text + strlen(HEAD), line, strlen(line));
    unmake(m);
}

static void without_pairs_the_head_stands_alone(void **state) {
    (void)state;
    made *m = match(PROGRAM, "", MENTEES, NULL);
    assert_true(span_equal(csv_of(m), span_of(HEAD)));
    unmake(m);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_holds_the_pair),
        cmocka_unit_test(without_pairs_the_head_stands_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
