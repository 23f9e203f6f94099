// SPDX-License-Identifier: GPL-3.0-or-later
#include "cohort_reader.h"
#include "intake/institution_forms.h"
#include "intake/institutions.h"

static void plain_forms(void **state) {
    (void)state;
    static const struct {
        const char *one, *other;
        bool same;
    } EXAMPLES[] = {
        {"univ. of x", "university of x", true},
        {"x university", "university of x", true},
        {"the x university", "x univ", true},
        {"st. john's college", "saint johns college", true},
        {"larkspur county library", "larkspur county libraries", true},
        {"u. of x-y", "university of x y", true},
        {"ohio university", "ohio state university", false},
        {"x college", "x university", false},
        {"universit\u00e9 de x\u00e9", "university of xe", true},
        {"a&m x", "a and m x", true},
        {"n. x co. library", "north x county library", true},
        {"x\u2013y", "x - y", true},
    };
    memory m = {0};
    arena a = arena_over(&m);
    for (size_t i = 0; i < sizeof EXAMPLES / sizeof *EXAMPLES; i++) {
        span one, other;
        assert_int_equal(institution_forms_plain(&one, &a, span_of(EXAMPLES[i].one)), STATUS_OK);
        assert_int_equal(institution_forms_plain(&other, &a, span_of(EXAMPLES[i].other)), STATUS_OK);
        if (span_equal(one, other) != EXAMPLES[i].same) {
            fail_msg("%s and %s: \"%.*s\", \"%.*s\"", EXAMPLES[i].one, EXAMPLES[i].other, SPAN_ARGS(one),
                     SPAN_ARGS(other));
        }
    }
    arena_free(&a);
    assert_int_equal(m.live_bytes, 0);
}

// Mentors at the institutions, one a line.
static void read_institutions(cohort_reader *t, const char *program_text, const char *const *names, size_t count) {
    static char text[4000];
    size_t used = (size_t)snprintf(text, sizeof text, "name,email,career stage,areas,institution\n");
    for (size_t i = 0; i < count; i++) {
        used += (size_t)snprintf(text + used, sizeof text - used, "P%c,p%zu@x.org,Senior,Acquisitions,\"%s\"\n",
                                 (char)('A' + i), i, names[i]);
    }
    reader_begin(t);
    reader_read_texts(t, program_text, text, NULL);
    if (t->status != STATUS_OK) {
        reader_print(t);
    }
    assert_int_equal(t->status, STATUS_OK);
}

static void numbers(void **state) {
    (void)state;
    static const char *const NAMES[] = {"Example U.",    "",     "university  OF example",
                                        "Alpha College", "Zeta", "ALPHA COLLEGE"};
    cohort_reader t;
    read_institutions(&t, READER_PROGRAM "institutions: [{name: University of Example, synonyms: [Example U.]}]\n",
                      NAMES, 6);
    const person *p = t.h->people[ROLE_MENTOR];
    assert_int_equal(p[0].institution, 2);
    assert_int_equal(p[1].institution, 0);
    assert_int_equal(p[2].institution, 2);
    assert_int_equal(p[3].institution, 1);
    assert_int_equal(p[4].institution, 3);
    assert_int_equal(p[5].institution, 1);
    assert_int_equal(t.c.findings.warnings, 0);
    reader_end(&t);
}

static void near_misses(void **state) {
    (void)state;
    static const char *const NAMES[] = {"Univ. of Example",
                                        "University of Example",
                                        "University of Example",
                                        "Example University",
                                        "Fenwick School",
                                        "Fennwick School",
                                        "York College",
                                        "Cork College",
                                        "Branch 1 Library",
                                        "Branch 2 Library",
                                        "Kent",
                                        "Kant"};
    cohort_reader t;
    read_institutions(&t, READER_PROGRAM, NAMES, sizeof NAMES / sizeof *NAMES);
    assert_int_equal(reader_count(&t, "institution_similar"), 3);
    const finding *first = &t.c.findings.items[0];
    assert_int_equal(first->place.line, 5);
    assert_string_equal(first->text.text, "\"Example University\" may be the same as \"University of Example\" (column "
                                          "\"institution\"): if it is, add {name: \"University of "
                                          "Example\", synonyms: [\"Example University\"]} to institutions in "
                                          "program.yaml, or colleagues may be paired; if not, list both there");
    reader_end(&t);
    read_institutions(&t, READER_PROGRAM "rules: {same_institution: allowed}\n", NAMES, sizeof NAMES / sizeof *NAMES);
    assert_int_equal(reader_count(&t, "institution_similar"), 0);
    reader_end(&t);
    read_institutions(&t,
                      READER_PROGRAM "institutions: [University of Example, Univ. of Example, Example University, "
                                     "Fenwick School, Fennwick School]\n",
                      NAMES, sizeof NAMES / sizeof *NAMES);
    assert_int_equal(reader_count(&t, "institution_similar"), 0);
    reader_end(&t);
}

// Two names, and whether they are taken for one institution.
static void pairs_of_names(void **state) {
    (void)state;
    static const struct {
        const char *one, *other;
        bool similar;
    } EXAMPLES[] = {
        {"University of Toledo Libraries", "University of Toledo", true},
        {"University of Toledo, Main Campus", "University of Toledo", true},
        {"University of Toledo - Main Campus", "Toledo Univ.", true},
        {"Department of History, University of Toledo", "University of Toledo", true},
        {"MIT", "Massachusetts Institute of Technology", true},
        {"MIT (Massachusetts Institute of Technology)", "Massachusetts Inst. of Tech.", true},
        {"Harvard", "Harvard University", true},
        {"Acme, Inc.", "Acme", true},
        {"St Olaf College", "Saint Olaf College", true},
        {"University of X-Madison", "University of X-Milwaukee", false},
        {"University of Texas, Austin", "University of Texas, Dallas", false},
        {"University of Texas (Austin)", "University of Texas (Dallas)", false},
        {"Boston College", "Boston University", false},
        {"Indiana University", "Indiana State University", false},
        {"Lyceum II", "Lyceum III", false},
    };
    for (size_t i = 0; i < sizeof EXAMPLES / sizeof *EXAMPLES; i++) {
        const char *const names[] = {EXAMPLES[i].one, EXAMPLES[i].other};
        cohort_reader t;
        read_institutions(&t, READER_PROGRAM, names, 2);
        if ((reader_count(&t, "institution_similar") == 1) != EXAMPLES[i].similar) {
            fail_msg("%s and %s", names[0], names[1]);
        }
        reader_end(&t);
    }
}

// A name that is short for several names one of them, and does not make one of those.
static void short_for_several(void **state) {
    (void)state;
    static const char *const NAMES[] = {"University of Texas, Austin", "University of Texas, Dallas",
                                        "University of Texas, Dallas", "University of Texas"};
    cohort_reader t;
    read_institutions(&t, READER_PROGRAM, NAMES, sizeof NAMES / sizeof *NAMES);
    assert_int_equal(reader_count(&t, "institution_similar"), 1);
    assert_non_null(strstr(t.c.findings.items[0].text.text,
                           "\"University of Texas\" may be the same as \"University of Texas, Dallas\""));
    reader_end(&t);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(plain_forms), cmocka_unit_test(numbers),
                                       cmocka_unit_test(near_misses), cmocka_unit_test(pairs_of_names),
                                       cmocka_unit_test(short_for_several)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
