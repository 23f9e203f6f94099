// SPDX-License-Identifier: GPL-3.0-or-later
#include "cohort_reader.h"
#include "intake/submitted.h"

typedef struct bench {
    cohort_reader t;
    zone *chicago;
    arena scratch;
} bench;

static void begin(bench *b) {
    span bytes;
    reader_begin(&b->t);
    b->scratch = arena_over(&b->t.c.memory);
    assert_int_equal(reader_zone(&b->t, SPAN("America/Chicago"), &bytes), STATUS_OK);
    assert_int_equal(zone_create(&b->chicago, &b->t.c.memory, bytes), STATUS_OK);
}

static void end(bench *b) {
    zone_free(&b->t.c.memory, b->chicago);
    arena_free(&b->scratch);
    reader_end(&b->t);
}

typedef struct example {
    const char *text;
    date_order order;
    submitted_fault fault;
    const char *utc; // "" where not understood
} example;

static void check(const example *examples, size_t count) {
    bench b;
    begin(&b);
    for (size_t i = 0; i < count; i++) {
        submitted s;
        char shown[26] = "";
        assert_int_equal(submitted_parse(&s, &b.scratch, b.chicago, examples[i].order, span_of(examples[i].text)),
                         STATUS_OK);
        if (s.fault == SUBMITTED_UNDERSTOOD) {
            instant_format(shown, s.at, 0);
        }
        if (s.fault != examples[i].fault || strcmp(shown, examples[i].utc) != 0) {
            fail_msg("\"%s\": %d %s instead of %d %s", examples[i].text, s.fault, shown, examples[i].fault,
                     examples[i].utc);
        }
    }
    end(&b);
}

#define CHECK(examples) check(examples, sizeof examples / sizeof *examples)

static void form_tools(void **state) {
    (void)state;
    static const example EXAMPLES[] = {
        {"3/14/2017 9:26:53", ORDER_MDY, SUBMITTED_UNDERSTOOD, "2017-03-14T14:26:53+00:00"},         // Google Sheets
        {"2017/03/14 9:26:53 AM CDT", ORDER_MDY, SUBMITTED_UNDERSTOOD, "2017-03-14T14:26:53+00:00"}, // Google Forms
        {"2017/01/14 9:26:53 PM CST", ORDER_MDY, SUBMITTED_UNDERSTOOD, "2017-01-15T03:26:53+00:00"},
        {"2017/03/14 9:26:53 AM GMT-3", ORDER_MDY, SUBMITTED_UNDERSTOOD, "2017-03-14T12:26:53+00:00"},
        {"2017/03/14 9:26:53 AM GMT+5:30", ORDER_MDY, SUBMITTED_UNDERSTOOD, "2017-03-14T03:56:53+00:00"},
        {"3/14/17 9:26:53", ORDER_MDY, SUBMITTED_UNDERSTOOD, "2017-03-14T14:26:53+00:00"},        // Microsoft Forms
        {"2017-03-14 09:26:53", ORDER_MDY, SUBMITTED_UNDERSTOOD, "2017-03-14T14:26:53+00:00"},    // Qualtrics
        {"03/14/2017 09:26:53 AM", ORDER_MDY, SUBMITTED_UNDERSTOOD, "2017-03-14T14:26:53+00:00"}, // SurveyMonkey
        {"Mar 14, 2017 9:26 AM", ORDER_MDY, SUBMITTED_UNDERSTOOD, "2017-03-14T14:26:00+00:00"},
        {"14-Mar-2017 09:26", ORDER_MDY, SUBMITTED_UNDERSTOOD, "2017-03-14T14:26:00+00:00"},
        {"14 March 2017", ORDER_DMY, SUBMITTED_UNDERSTOOD, "2017-03-14T05:00:00+00:00"},
        {"14.03.2017, 09:26", ORDER_DMY, SUBMITTED_UNDERSTOOD, "2017-03-14T14:26:00+00:00"},
        {"3/14/2017, 9:26:53\u202FAM", ORDER_MDY, SUBMITTED_UNDERSTOOD, "2017-03-14T14:26:53+00:00"}, // as browsers write it
        {"14.3.17", ORDER_DMY, SUBMITTED_UNDERSTOOD, "2017-03-14T05:00:00+00:00"},
        {"17/3/14 9:26", ORDER_YMD, SUBMITTED_UNDERSTOOD, "2017-03-14T14:26:00+00:00"},
        {"2017-03-14T09:26:53-05:00", ORDER_DMY, SUBMITTED_UNDERSTOOD, "2017-03-14T14:26:53+00:00"},
        {"2017-03-14T14:26:53Z", ORDER_DMY, SUBMITTED_UNDERSTOOD, "2017-03-14T14:26:53+00:00"},
        {"2017-03-14T14:26:53.250Z", ORDER_DMY, SUBMITTED_UNDERSTOOD, "2017-03-14T14:26:53+00:00"},
        {"2017-03-14T14:26:53+0000", ORDER_DMY, SUBMITTED_UNDERSTOOD, "2017-03-14T14:26:53+00:00"},
        {"3/14/2017 9:26:53\xE2\x80\xAF"
         "AM",
         ORDER_MDY, SUBMITTED_UNDERSTOOD, "2017-03-14T14:26:53+00:00"}, // a narrow no-break space
        {"  3/14/2017   9:26  ", ORDER_MDY, SUBMITTED_UNDERSTOOD, "2017-03-14T14:26:00+00:00"},
    };
    CHECK(EXAMPLES);
}

static void days_and_orders(void **state) {
    (void)state;
    static const example EXAMPLES[] = {
        {"3/14/2017", ORDER_MDY, SUBMITTED_UNDERSTOOD, "2017-03-14T05:00:00+00:00"}, // the start of the day
        {"14/3/2017 9:26", ORDER_MDY, SUBMITTED_OTHER_ORDER, ""},
        {"3/14/2017 9:26", ORDER_DMY, SUBMITTED_OTHER_ORDER, ""},
        {"3/14/2017 9:26", ORDER_YMD, SUBMITTED_OTHER_ORDER, ""},
        {"4/3/2017", ORDER_MDY, SUBMITTED_UNDERSTOOD, "2017-04-03T05:00:00+00:00"},
        {"4/3/2017", ORDER_DMY, SUBMITTED_UNDERSTOOD, "2017-03-04T06:00:00+00:00"},
        {"2/29/2017", ORDER_MDY, SUBMITTED_OTHER_ORDER, ""},
        {"2/29/2016", ORDER_MDY, SUBMITTED_UNDERSTOOD, "2016-02-29T06:00:00+00:00"},
        {"2017-02-30", ORDER_MDY, SUBMITTED_NO_SUCH_DATE, ""},
        {"0/1/2017", ORDER_MDY, SUBMITTED_OTHER_ORDER, ""},
        {"1/1/0000", ORDER_MDY, SUBMITTED_OTHER_ORDER, ""},
        {"31 Feb 2017", ORDER_MDY, SUBMITTED_NO_SUCH_DATE, ""},
    };
    CHECK(EXAMPLES);
}

static void clocks(void **state) {
    (void)state;
    static const example EXAMPLES[] = {
        {"2017-03-14 12:00 AM", ORDER_MDY, SUBMITTED_UNDERSTOOD, "2017-03-14T05:00:00+00:00"},
        {"2017-03-14 12:00 PM", ORDER_MDY, SUBMITTED_UNDERSTOOD, "2017-03-14T17:00:00+00:00"},
        {"2017-03-14 9 p.m.", ORDER_MDY, SUBMITTED_UNDERSTOOD, "2017-03-15T02:00:00+00:00"},
        {"2017-03-14 24:00", ORDER_MDY, SUBMITTED_NO_SUCH_TIME, ""},
        {"2017-03-14 13:00 PM", ORDER_MDY, SUBMITTED_NO_SUCH_TIME, ""},
        {"2017-03-14 0:30 AM", ORDER_MDY, SUBMITTED_NO_SUCH_TIME, ""},
        {"2017-03-14 09:60", ORDER_MDY, SUBMITTED_NO_SUCH_TIME, ""},
        {"2017-03-14 09:00:60", ORDER_MDY, SUBMITTED_NO_SUCH_TIME, ""},
        {"2017-03-12 02:30", ORDER_MDY, SUBMITTED_UNDERSTOOD, "2017-03-12T08:30:00+00:00"},     // the clocks skip it
        {"2017-11-05 01:30", ORDER_MDY, SUBMITTED_UNDERSTOOD, "2017-11-05T06:30:00+00:00"},     // twice: the earlier
        {"2017-11-05 01:30 CDT", ORDER_MDY, SUBMITTED_UNDERSTOOD, "2017-11-05T06:30:00+00:00"}, // unless it says
        {"2017-11-05 01:30 CST", ORDER_MDY, SUBMITTED_UNDERSTOOD, "2017-11-05T07:30:00+00:00"},
        {"2017-03-14 09:26 CST", ORDER_MDY, SUBMITTED_OTHER_ZONE, ""}, // summer time by then
        {"2017-03-14 09:26 EDT", ORDER_MDY, SUBMITTED_OTHER_ZONE, ""},
        {"2017-03-14 09:26 UTC", ORDER_MDY, SUBMITTED_UNDERSTOOD, "2017-03-14T09:26:00+00:00"},
    };
    CHECK(EXAMPLES);
}

static void no_times(void **state) {
    (void)state;
    static const example EXAMPLES[] = {
        {"yesterday", ORDER_MDY, SUBMITTED_NOT_A_TIME, ""},
        {"42808.39", ORDER_MDY, SUBMITTED_NOT_A_TIME, ""}, // a spreadsheet's serial number
        {"3/14", ORDER_MDY, SUBMITTED_NOT_A_TIME, ""},
        {"3/14/217", ORDER_MDY, SUBMITTED_NOT_A_TIME, ""},
        {"3-14/2017", ORDER_MDY, SUBMITTED_NOT_A_TIME, ""},
        {"3/14/2017 9", ORDER_MDY, SUBMITTED_NOT_A_TIME, ""},
        {"3/14/2017 9:2", ORDER_MDY, SUBMITTED_NOT_A_TIME, ""},
        {"3/14/2017 9:26:5", ORDER_MDY, SUBMITTED_NOT_A_TIME, ""},
        {"3/14/2017 9:26 +5:3", ORDER_MDY, SUBMITTED_NOT_A_TIME, ""},
        {"3/14/2017 9:26 or so !", ORDER_MDY, SUBMITTED_OTHER_ZONE, ""},
        {"3/14/2017x", ORDER_MDY, SUBMITTED_NOT_A_TIME, ""},
        {"14 Mai 2017", ORDER_MDY, SUBMITTED_NOT_A_TIME, ""},
        {"Marchmallow 14, 2017", ORDER_MDY, SUBMITTED_NOT_A_TIME, ""},
        {"-", ORDER_MDY, SUBMITTED_NOT_A_TIME, ""},
        {"3/14/20170 9:26", ORDER_MDY, SUBMITTED_NOT_A_TIME, ""},
    };
    CHECK(EXAMPLES);
}

static void shown(void **state) {
    (void)state;
    bench b;
    char text[SUBMITTED_SHOWN_BYTES];
    begin(&b);
    submitted_show(text, b.chicago, 1489846320, SUBMITTED_SENTENCE); // 2017-03-18T14:12Z
    assert_string_equal(text, "Sat 18 Mar 2017, 09:12");
    submitted_show(text, b.chicago, 1489846320, SUBMITTED_TERMINAL);
    assert_string_equal(text, "Sat 18 Mar 2017 09:12");
    submitted_show(text, b.chicago, 1489846320, SUBMITTED_DAY);
    assert_string_equal(text, "18 Mar");
    end(&b);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(form_tools), cmocka_unit_test(days_and_orders), cmocka_unit_test(clocks),
        cmocka_unit_test(no_times),   cmocka_unit_test(shown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
