// SPDX-License-Identifier: GPL-3.0-or-later
#include "cohort_reader.h"

#define GIVEN_PROGRAM                                                            \
    READER_PROGRAM "criteria:\n"                                                 \
                   "  - {name: Areas, kind: overlap, field: areas, weight: 1}\n" \
                   "  - {name: Reading, kind: given, file: reading.csv, weight: 1}\n"

static void read_given(cohort_reader *t, const char *text) {
    reader_begin(t);
    t->given_name = "reading.csv";
    t->given_text = text;
    reader_read_texts(t, GIVEN_PROGRAM, READER_MENTORS, READER_MENTEES);
    assert_non_null(t->h);
}

static void scores(void **state) {
    (void)state;
    cohort_reader t;
    read_given(&t, "score,mentee,mentor\n62.5,flo@x.org,Mo "
                   "Mentor\n100,ed@x.org,nia@x.org\n0,ed@x.org,mo@x.org\n62.50,Flo Mentee,mo@x.org\n");
    if (t.status != STATUS_OK) {
        reader_print(&t);
    }
    assert_int_equal(t.status, STATUS_OK);
    assert_int_equal(t.h->given[0].count, 0);
    const given_table *g = &t.h->given[1];
    assert_int_equal(g->count, 3);
    assert_int_equal(g->scores[0].score_bp, 0);
    assert_int_equal(g->scores[1].score_bp, 10000);
    assert_int_equal(g->scores[2].score_bp, 6250);
    assert_int_equal(g->scores[2].couple.mentee, 1);
    assert_int_equal(g->scores[2].couple.mentor, 0);
    const input_file *file = &t.h->inputs[t.h->input_count - 1];
    assert_int_equal(file->role, INPUT_GIVEN);
    assert_span(file->file, "reading.csv");
    assert_int_equal(file->rows, 4);
    reader_end(&t);
}

static void faults(void **state) {
    (void)state;
    cohort_reader t;
    read_given(&t, "mentee,mentor,score\ned@x.org,mo@x.org,101\ned@x.org,mo@x.org,60.125\nflo@x.org,mo@x.org,60\nflo@x."
                   "org,mo@x.org,61\n"
                   "nobody,mo@x.org,1\n,mo@x.org,1\n");
    assert_int_equal(t.status, STATUS_BAD_INPUT);
    assert_int_equal(reader_count(&t, "score_invalid"), 2);
    reader_expect(&t, SEVERITY_ERROR, "reading.csv", 5, 20, "score_twice",
                  "another score for the pair of line 4: keep one of the two lines");
    assert_int_equal(reader_only(&t, "person_unknown")->severity, SEVERITY_WARNING);
    reader_expect(&t, SEVERITY_ERROR, "reading.csv", 7, 1, "person_missing", "a score without a mentee: fill the cell");
    reader_end(&t);
}

static void no_file(void **state) {
    (void)state;
    cohort_reader t;
    reader_begin(&t);
    reader_read_texts(&t, GIVEN_PROGRAM, READER_MENTORS, READER_MENTEES);
    assert_int_equal(t.status, STATUS_BAD_INPUT);
    const finding *f = reader_only(&t, "file_unreadable");
    assert_span(f->place.file, "program.yaml");
    assert_int_equal(f->place.line, 6);
    assert_string_equal(f->text.text, "the criterion \"Reading\" needs the file \"reading.csv\", which cannot be read: "
                                      "put it into the program folder, or mend its name");
    reader_end(&t);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(scores), cmocka_unit_test(faults), cmocka_unit_test(no_file)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
