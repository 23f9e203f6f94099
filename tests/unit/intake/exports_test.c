// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/exports.h"

#include "said.h"

static void check_headers(const char *text, form_tool given, form_tool expected, uint32_t headers, const char *times_of) {
    context c;
    context_init(&c, (host){0});
    arena a = arena_over(&c.memory);
    table *t;
    export_shape shape;
    assert_int_equal(table_read(&t, &c, SPAN("m.csv"), span_of(text)), STATUS_OK);
    assert_int_equal(exports_recognise(&shape, &a, t, given), STATUS_OK);
    assert_int_equal(shape.tool, expected);
    assert_int_equal(shape.header_records, headers);
    assert_span(shape.zone, times_of);
    table_free(t);
    arena_free(&a);
    said_end(&c);
}

static void check(const char *text, form_tool given, form_tool expected) {
    check_headers(text, given, expected, 1, "");
}

static void google_and_plain(void **state) {
    (void)state;
    check("Timestamp,Name\n2017/03/14 9:26:53 AM CST,A\n", FORM_AUTO, FORM_GOOGLE);
    check("Timestamp,Name\n3/14/2017 9:26:53,A\n", FORM_AUTO, FORM_GOOGLE_SHEET);
    check("\"Timestamp\",Name\n", FORM_AUTO, FORM_GOOGLE_SHEET);
    check("name,email\na,b\n", FORM_AUTO, FORM_PLAIN);
    check("", FORM_AUTO, FORM_PLAIN);
    check("Timestamp,Name\n3/14/2017 9:26:53,A\n", FORM_PLAIN, FORM_PLAIN);
    check("name,email\na,b\n", FORM_QUALTRICS, FORM_QUALTRICS);
}

static void microsoft(void **state) {
    (void)state;
    check("ID,Start time,Completion time,Email,Name\n1,3/14/17 9:20:01,3/14/17 9:26:53,anonymous,\n", FORM_AUTO, FORM_MICROSOFT);
    check("ID,Email,Name\n1,a@example.org,A\n", FORM_AUTO, FORM_PLAIN);
}

static void surveymonkey(void **state) {
    (void)state;
    check_headers("Respondent ID,Collector ID,Start Date,What is your name?\n,,,Open-Ended Response\n1,2,03/14/2017,A\n", FORM_AUTO,
                  FORM_SURVEYMONKEY, 2, "");
    check_headers("Respondent ID,Collector ID,Start Date,What is your name?\n1,2,03/14/2017,A\n", FORM_AUTO, FORM_SURVEYMONKEY, 1, "");
    check("Respondent ID,name\n1,A\n", FORM_AUTO, FORM_PLAIN);
}

static void qualtrics(void **state) {
    (void)state;
    check_headers("StartDate,ResponseId,Q1\nStart Date,Response ID,What is your name?\n"
                  "\"{\"\"ImportId\"\":\"\"startDate\"\",\"\"timeZone\"\":\"\"America/Denver\"\"}\",\"{\"\"ImportId\"\":\"\"_recordId\"\"}\","
                  "\"{\"\"ImportId\"\":\"\"QID1_TEXT\"\"}\"\n2017-03-14 09:26:53,R_1,A\n",
                  FORM_AUTO, FORM_QUALTRICS, 3, "America/Denver");
    check_headers("StartDate,Finished,ResponseId,Q1\nStart Date,Finished,Response ID,Name?\n2017-03-14 09:26:53,1,R_1,A\n", FORM_AUTO,
                  FORM_QUALTRICS, 2, "");
    check_headers("V1,V2,V3,Q1\nResponseID,ResponseSet,Name,What is your name?\nR_1,Default Response Set,Anonymous,A\n", FORM_AUTO,
                  FORM_QUALTRICS, 2, "");
    check_headers("StartDate,Finished,ResponseId,Q1\n2017-03-14 09:26:53,1,R_1,A\n", FORM_AUTO, FORM_QUALTRICS, 1, "");
}

static void qualtrics_zone_and_measures(void **state) {
    (void)state;
    static const char TEXT[] = "StartDate,ResponseId,Q1,Q1_DO_1,Q2_First Click,Q3_Browser,Q_TotalDuration,Q4,picture_OS\n"
                               "Start Date,Response ID,Which areas?,Which areas? - Display Order - Maps,Timing - First Click,"
                               "Browser Meta Info - Browser,Q_TotalDuration,What is your name?,picture_OS\n"
                               "\"{\"\"ImportId\"\": \"\"startDate\"\", \"\"timeZone\"\": \"\"Z\"\"}\",\"{\"\"ImportId\"\": \"\"_recordId\"\"}\","
                               "\"{\"\"ImportId\"\": \"\"QID1\"\"}\",\"{\"\"ImportId\"\": \"\"QID1_DO\"\", \"\"choiceId\"\": \"\"1\"\"}\","
                               "\"{\"\"ImportId\"\":\"\"QID2_FIRST_CLICK\"\"}\",\"{\"\"ImportId\"\":\"\"QID3_BROWSER\"\"}\","
                               "\"{\"\"ImportId\"\":\"\"Q_TotalDuration\"\"}\",\"{\"\"ImportId\"\":\"\"QID4_TEXT\"\"}\",\"{\"\"ImportId\"\":\"\"picture_OS\"\"}\"\n"
                               "2017-03-14 09:26:53,R_1,Maps,1,3.2,Firefox,60,A,B\n";
    static const bool MEASURED[] = {false, false, false, true, true, true, true, false, false};
    check_headers(TEXT, FORM_AUTO, FORM_QUALTRICS, 3, "UTC");
    context c;
    context_init(&c, (host){0});
    table *t;
    export_shape shape = {.tool = FORM_QUALTRICS, .header_records = 3};
    assert_int_equal(table_read(&t, &c, SPAN("m.csv"), span_of(TEXT)), STATUS_OK);
    for (uint32_t i = 0; i < sizeof MEASURED / sizeof *MEASURED; i++) {
        assert_int_equal(exports_measures(t, &shape, i), MEASURED[i]);
    }
    shape.header_records = 2;
    assert_false(exports_measures(t, &shape, 3));
    table_free(t);
    said_end(&c);
}

static void names(void **state) {
    (void)state;
    assert_string_equal(exports_name(FORM_GOOGLE_SHEET), "google-sheet");
    assert_string_equal(exports_name(FORM_PLAIN), "plain");
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(google_and_plain), cmocka_unit_test(microsoft), cmocka_unit_test(surveymonkey),
                                       cmocka_unit_test(qualtrics), cmocka_unit_test(qualtrics_zone_and_measures),
                                       cmocka_unit_test(names)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
