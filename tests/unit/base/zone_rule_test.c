// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/zone_rule.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void reads_rules(void **state) {
    (void)state;
    zone_rule r;
    assert_true(zone_rule_parse(&r, SPAN("UTC0")));
    assert_int_equal(r.standard_offset, 0);
    assert_false(r.has_summer);
    assert_true(span_equal(r.standard_name, SPAN("UTC")));

    assert_true(zone_rule_parse(&r, SPAN("CST6CDT,M3.2.0,M11.1.0")));
    assert_int_equal(r.standard_offset, -6 * 3600);
    assert_true(r.has_summer);
    assert_int_equal(r.summer_offset, -5 * 3600);
    assert_true(span_equal(r.summer_name, SPAN("CDT")));
    assert_int_equal(r.summer_start.kind, ZONE_RULE_WEEKDAY);
    assert_int_equal(r.summer_start.month, 3);
    assert_int_equal(r.summer_start.week, 2);
    assert_int_equal(r.summer_start.day, 0);
    assert_int_equal(r.summer_start.seconds, 7200);
    assert_int_equal(r.summer_end.month, 11);

    assert_true(zone_rule_parse(&r, SPAN("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0")));
    assert_int_equal(r.standard_offset, 37800);
    assert_int_equal(r.summer_offset, 39600);
    assert_true(span_equal(r.standard_name, SPAN("+1030")));

    assert_true(zone_rule_parse(&r, SPAN("IST-1GMT0,M10.5.0,M3.5.0/1"))); // "summer" is an hour back
    assert_int_equal(r.standard_offset, 3600);
    assert_int_equal(r.summer_offset, 0);
    assert_int_equal(r.summer_end.seconds, 3600);

    assert_true(zone_rule_parse(&r, SPAN("<-02>2<-01>,M3.5.0/-1,M10.5.0/0")));
    assert_int_equal(r.standard_offset, -7200);
    assert_int_equal(r.summer_offset, -3600);
    assert_int_equal(r.summer_start.seconds, -3600);

    assert_true(zone_rule_parse(&r, SPAN("EST5EDT,0/0,J365/25")));
    assert_int_equal(r.summer_start.kind, ZONE_RULE_DAY_OF_YEAR);
    assert_int_equal(r.summer_end.kind, ZONE_RULE_JULIAN);
    assert_int_equal(r.summer_end.seconds, 25 * 3600);

    assert_true(zone_rule_parse(&r, SPAN("LMT-0:01:15")));
    assert_int_equal(r.standard_offset, 75);
    assert_true(zone_rule_parse(&r, SPAN("ABC+24:59:59DEF-24,J1/-167,365/167:59:59")));
    assert_int_equal(r.standard_offset, -(24 * 3600 + 59 * 60 + 59));
    assert_int_equal(r.summer_offset, 24 * 3600);
    assert_int_equal(r.summer_start.seconds, -167 * 3600);
}

static void refuses_what_is_none(void **state) {
    (void)state;
    static const char *const BAD[] = {
        "",
        "UTC",
        "U0",
        "UT0",
        "0",
        "<>0",
        "<+>0",
        "<+05",
        "<+05>",
        "<a b>0",
        ":America/Chicago",
        "UTC25",
        "UTC0:60",
        "UTC0:",
        "UTC0:0:60",
        "UTC--1",
        "UTC0 ",
        " UTC0",
        "UTC0\n",
        "CST6CDT",
        "CST6CDT,",
        "CST6CDT,M3.2.0",
        "CST6CDT,M3.2.0,",
        "CST6CDT,M3.2.0,M11.1.0,",
        "CST6CDT,M0.2.0,M11.1.0",
        "CST6CDT,M13.2.0,M11.1.0",
        "CST6CDT,M3.0.0,M11.1.0",
        "CST6CDT,M3.6.0,M11.1.0",
        "CST6CDT,M3.2.7,M11.1.0",
        "CST6CDT,M3.2,M11.1.0",
        "CST6CDT,J0,J365",
        "CST6CDT,J366,J365",
        "CST6CDT,366,0",
        "CST6CDT,M3.2.0/168,M11.1.0",
        "CST6CDT,M3.2.0/,M11.1.0",
        "CST6CD,M3.2.0,M11.1.0",
        "CST99999999999999999999",
        "CST6CDT,M99999999999999999999.2.0,M11.1.0",
    };
    for (size_t i = 0; i < COUNT(BAD); i++) {
        zone_rule r = {.standard_offset = 77};
        if (zone_rule_parse(&r, span_of(BAD[i])) || r.standard_offset != 77) {
            fail_msg("\"%s\" was read", BAD[i]);
        }
    }
    zone_rule r;
    assert_false(zone_rule_parse(&r, (span){NULL, 0}));
    assert_false(zone_rule_parse(&r, (span){"UTC0\0", 5}));
    assert_false(zone_rule_parse(&r, (span){"UTC0", 3})); // reads no further than the span
}

static int32_t day_of(const char *moment, bool leap_year, int32_t first_weekday) {
    char text[64] = "AAA0BBB,";
    strcat(text, moment);
    strcat(text, "/0,0");
    zone_rule r;
    assert_true(zone_rule_parse(&r, span_of(text)));
    int32_t seconds = zone_rule_seconds(r.summer_start, leap_year, first_weekday);
    assert_int_equal(seconds % 86400, 0);
    return seconds / 86400;
}

static void finds_days(void **state) {
    (void)state;
    enum { SUNDAY = 0, MONDAY = 1 };
    // 2017 began on a Sunday: 12 March and 5 November; 2024, a leap year, on a Monday: 10 March and 3 November.
    assert_int_equal(day_of("M3.2.0", false, SUNDAY), 31 + 28 + 11);
    assert_int_equal(day_of("M11.1.0", false, SUNDAY), 304 + 4);
    assert_int_equal(day_of("M3.2.0", true, MONDAY), 31 + 29 + 9);
    assert_int_equal(day_of("M11.1.0", true, MONDAY), 305 + 2);
    assert_int_equal(day_of("M10.5.0", false, SUNDAY), 273 + 28); // the last Sunday: 29 October 2017
    assert_int_equal(day_of("M2.5.4", true, MONDAY), 31 + 28);    // 29 February 2024 was a Thursday
    assert_int_equal(day_of("M2.5.3", true, MONDAY), 31 + 27);
    assert_int_equal(day_of("M2.5.3", false, SUNDAY), 31 + 21); // 22 February 2017
    assert_int_equal(day_of("M12.5.0", false, SUNDAY), 364);    // 31 December 2017
    assert_int_equal(day_of("M1.1.0", false, SUNDAY), 0);
    assert_int_equal(day_of("J1", true, MONDAY), 0);
    assert_int_equal(day_of("J59", true, MONDAY), 58);
    assert_int_equal(day_of("J60", true, MONDAY), 60); // 1 March, whether leap year or not
    assert_int_equal(day_of("J60", false, SUNDAY), 59);
    assert_int_equal(day_of("J365", true, MONDAY), 365);
    assert_int_equal(day_of("59", true, MONDAY), 59); // 29 February
    assert_int_equal(day_of("0", false, SUNDAY), 0);
    assert_int_equal(day_of("365", true, MONDAY), 365);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_rules),
        cmocka_unit_test(refuses_what_is_none),
        cmocka_unit_test(finds_days),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
