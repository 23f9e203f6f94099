// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/previews.h"

#include "said.h"

#define SECOND "Response Type,Response ID,What is your name?\n"
#define THIRD                                                                                                      \
    "\"{\"\"ImportId\"\":\"\"status\"\"}\",\"{\"\"ImportId\"\":\"\"_recordId\"\"}\",\"{\"\"ImportId\"\":\"\"QID1_" \
    "TEXT\"\"}\"\n"

// The lines at which a warning stands: "4 6".
static void check(const char *text, const char *lines) {
    context c;
    context_init(&c, (host){0});
    arena a = arena_over(&c.memory);
    table *t;
    export_shape shape;
    char found[200] = "";
    assert_int_equal(table_read(&t, &c, SPAN("m.csv"), span_of(text)), STATUS_OK);
    assert_int_equal(exports_recognise(&shape, &a, t, FORM_AUTO), STATUS_OK);
    assert_int_equal(previews_note(&c, t, &shape), STATUS_OK);
    for (size_t i = 0; i < c.findings.count; i++) {
        const finding *f = &c.findings.items[i];
        assert_string_equal(f->code, "test_row");
        assert_int_equal(f->severity, SEVERITY_WARNING);
        size_t used = strlen(found);
        (void)snprintf(found + used, sizeof found - used, "%s%u", used > 0 ? " " : "", (unsigned)f->place.line);
    }
    assert_string_equal(found, lines);
    table_free(t);
    arena_free(&a);
    said_end(&c);
}

static void in_words(void **state) {
    (void)state;
    check("Status,ResponseId,Q1\n" SECOND THIRD
          "IP Address,R_1,A\nSurvey Preview,R_2,B\nImported,R_3,C\nSurvey Test,R_4,D\nSpam,R_5,E\n",
          "5 7 8");
}

static void in_numbers(void **state) {
    (void)state;
    check("Status,ResponseId,Q1\n" SECOND THIRD "0,R_1,A\n1,R_2,B\n4,R_3,C\n16,R_4,D\n17,R_5,E\n", "5 8");
    check("V1,V2,V7,Q1\nResponseID,ResponseSet,Status,What is your name?\nR_1,Default Response Set,0,A\nR_2,Default "
          "Response Set,1,B\n",
          "4");
}

static void elsewhere(void **state) {
    (void)state;
    check("name,Status\nA,Survey Preview\n", ""); // a question of somebody's own form
    check("ResponseId,RecordedDate,Q1\nR_1,2017-03-14 09:26:53,Survey Preview\n", "");
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(in_words), cmocka_unit_test(in_numbers),
                                       cmocka_unit_test(elsewhere)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
