// The plain report: never wider than its columns, and every name whole.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cohort_fixture.h"

#include "reports/plain.h"

static void no_line_is_too_wide(void **state) {
    (void)state;
    char mentors[2000], mentees[2000], name[400];
    memset(name, 'N', 300);
    name[300] = '\0';
    snprintf(mentors, sizeof mentors,
             "%s,a@x.org,Senior,Acquisitions; Cataloging,%s,3,\n\xE6\x9D\x8E\xE6\x98\x8E "
             "\xE6\x9D\x8E\xE6\x98\x8E,b@x.org,Senior,Preservation,,,\n",
             name, name);
    snprintf(mentees, sizeof mentees,
             "%s "
             "x,c@x.org,Student,Acquisitions,,,\ne\xCC\x81lodie,d@x.org,Mid-career,%s,,,"
             "\n\xD9\x85\xD8\xAD\xD9\x85\xD8\xAF,e@x.org,Senior,Preservation,,,\n",
             name, name);
    made *m = match(PROGRAM, mentors, mentees, NULL);
    span text = text_of(m);
    size_t start = 0;
    for (size_t i = 0; i < text.length; i++) {
        if (text.text[i] == '\n') {
            assert_true(text_columns((span){text.text + start, i - start}) <= PLAIN_COLUMNS);
            assert_true(i == start || text.text[i - 1] != ' '); // no blanks at the end
            start = i + 1;
        }
    }
    assert_int_equal(start, text.length); // the last line has its end
    unmake(m);
}

static void every_person_and_every_set_aside_row_is_there(void **state) {
    (void)state;
    made *m = match(PROGRAM, MENTORS, MENTEES, NULL);
    assert_says(m, "Agnes Holloway");
    for (uint32_t i = 0; i < m->pairing.people_count[ROLE_MENTEE]; i++) {
        span name = shown_person_text(&m->pairing.people[ROLE_MENTEE][i], "name");
        size_t blank = span_find(name, SPAN(" "));
        assert_true(span_find(text_of(m), (span){name.text, blank}) != SIZE_MAX);
    }
    assert_says(m, "Late Comer");
    assert_says(m, "mentees.csv, line 6");
    unmake(m);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_line_is_too_wide),
        cmocka_unit_test(every_person_and_every_set_aside_row_is_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
