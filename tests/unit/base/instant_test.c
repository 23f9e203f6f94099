// Expected offsets are those of the tz database (also computed by Python's zoneinfo) and, past its table, of the
// footer rules. The zone files are this machine's; the engine itself never opens one.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/instant.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

// ---- dates

static void dates_exist(void **state) {
    (void)state;
    static const struct {
        date date;
        bool exists;
    } CASES[] = {
        {{2017, 5, 1}, true},   {{2017, 2, 28}, true},  {{2017, 2, 29}, false}, {{2016, 2, 29}, true},
        {{1900, 2, 29}, false}, {{2000, 2, 29}, true},  {{2017, 4, 31}, false}, {{2017, 12, 31}, true},
        {{2017, 0, 1}, false},  {{2017, 13, 1}, false}, {{2017, 1, 0}, false},  {{2017, 1, 32}, false},
        {{0, 1, 1}, false},     {{1, 1, 1}, true},      {{9999, 12, 31}, true}, {{10000, 1, 1}, false},
        {{2017, -1, 1}, false}, {{-4, 2, 29}, false},
    };
    for (size_t i = 0; i < COUNT(CASES); i++) {
        assert_int_equal(date_exists(CASES[i].date), CASES[i].exists);
    }
}

static void every_day_of_ten_thousand_years(void **state) {
    (void)state;
    date d = {1, 1, 1};
    int64_t number = date_day_number(d);
    assert_int_equal(number, -719162);
    assert_int_equal(date_weekday(d), 0); // a Monday
    int weekday = 0;
    while (d.year <= 9999) {
        assert_true(date_exists(d));
        assert_true(date_day_number(d) == number);
        date back = date_of_day_number(number);
        assert_true(back.year == d.year && back.month == d.month && back.day == d.day);
        assert_true(date_weekday(d) == weekday);
        number++;
        weekday = (weekday + 1) % 7;
        d.day++;
        if (!date_exists(d)) {
            d.day = 1;
            d.month++;
        }
        if (d.month == 13) {
            d.month = 1;
            d.year++;
        }
    }
    assert_int_equal(number, 2932897);
    assert_int_equal(date_day_number((date){1970, 1, 1}), 0);
    assert_int_equal(date_day_number((date){2017, 5, 1}), 17287);
    assert_int_equal(date_weekday((date){2017, 5, 12}), 4); // a Friday
}

// ---- the written form

static void reads_written_times(void **state) {
    (void)state;
    static const struct {
        const char *text;
        written_time t;
    } CASES[] = {
        {"2017-05-01", {{{2017, 5, 1}, 0, 0, 0}, false, false, 0}},
        {"2017-05-01T12:00", {{{2017, 5, 1}, 12, 0, 0}, true, false, 0}},
        {"2017-05-01 12:00", {{{2017, 5, 1}, 12, 0, 0}, true, false, 0}},
        {"2017-05-01T12:34:56", {{{2017, 5, 1}, 12, 34, 56}, true, false, 0}},
        {"2017-05-01T12:00Z", {{{2017, 5, 1}, 12, 0, 0}, true, true, 0}},
        {"2017-05-01T12:00:00-05:00", {{{2017, 5, 1}, 12, 0, 0}, true, true, -18000}},
        {"2017-05-01T12:00+05:30", {{{2017, 5, 1}, 12, 0, 0}, true, true, 19800}},
        {"2017-05-01T12:00-00:30", {{{2017, 5, 1}, 12, 0, 0}, true, true, -1800}},
        {"0001-01-01T00:00:00Z", {{{1, 1, 1}, 0, 0, 0}, true, true, 0}},
        {"9999-12-31T23:59:59+23:59", {{{9999, 12, 31}, 23, 59, 59}, true, true, 86340}},
        {"2016-02-29", {{{2016, 2, 29}, 0, 0, 0}, false, false, 0}},
    };
    for (size_t i = 0; i < COUNT(CASES); i++) {
        written_time t;
        if (!instant_parse(&t, span_of(CASES[i].text))) {
            fail_msg("\"%s\" was not read", CASES[i].text);
        }
        const written_time e = CASES[i].t;
        assert_int_equal(t.wall.date.year, e.wall.date.year);
        assert_int_equal(t.wall.date.month, e.wall.date.month);
        assert_int_equal(t.wall.date.day, e.wall.date.day);
        assert_int_equal(t.wall.hour, e.wall.hour);
        assert_int_equal(t.wall.minute, e.wall.minute);
        assert_int_equal(t.wall.second, e.wall.second);
        assert_int_equal(t.has_time, e.has_time);
        assert_int_equal(t.has_offset, e.has_offset);
        assert_int_equal(t.offset_seconds, e.offset_seconds);
    }
}

static void refuses_other_writing(void **state) {
    (void)state;
    static const char *const BAD[] = {
        "",
        "2017",
        "2017-05",
        "2017-5-1",
        "17-05-01",
        "2017-05-1",
        "2017-02-29",
        "2017-13-01",
        "2017-00-10",
        "2017-04-31",
        "0000-01-01",
        "-2017-05-01",
        "02017-05-01",
        "2017/05/01",
        "05/01/2017",
        " 2017-05-01",
        "2017-05-01 ",
        "2017-05-01T",
        "2017-05-01Z",
        "2017-05-01-05:00",
        "2017-05-01T12",
        "2017-05-01T12:0",
        "2017-05-01T1:00",
        "2017-05-01t12:00",
        "2017-05-01  12:00",
        "2017-05-01T24:00",
        "2017-05-01T12:60",
        "2017-05-01T23:59:60",
        "2017-05-01T12:00:",
        "2017-05-01T12:00:00.5",
        "2017-05-01T12:00z",
        "2017-05-01T12:00 Z",
        "2017-05-01T12:00+5:00",
        "2017-05-01T12:00+0500",
        "2017-05-01T12:00+05",
        "2017-05-01T12:00+24:00",
        "2017-05-01T12:00+05:60",
        "2017-05-01T12:00+05:30:00",
        "2017-05-01T12:00ZZ",
        "2017-05-01T12:00 PM",
    };
    for (size_t i = 0; i < COUNT(BAD); i++) {
        written_time t = {.offset_seconds = 77};
        if (instant_parse(&t, span_of(BAD[i])) || t.offset_seconds != 77) {
            fail_msg("\"%s\" was read", BAD[i]);
        }
    }
    written_time t;
    assert_false(instant_parse(&t, (span){NULL, 0}));
    assert_false(instant_parse(&t, (span){"2017-05-01", 9})); // reads no further than the span
    assert_false(instant_parse(&t, (span){"2017-05-01\0", 11}));
}

static void writes(void **state) {
    (void)state;
    static const struct {
        instant at;
        int32_t offset;
        const char *text;
    } CASES[] = {
        {0, 0, "1970-01-01T00:00:00+00:00"},
        {1493658000, -18000, "2017-05-01T12:00:00-05:00"},
        {1493658000, 0, "2017-05-01T17:00:00+00:00"},
        {1493658000, 20700, "2017-05-01T22:45:00+05:45"},
        {-1, 0, "1969-12-31T23:59:59+00:00"},
        {1493658000, -1800, "2017-05-01T16:30:00-00:30"},
        {-2717647200, -21036, "1883-11-18T12:10:00-05:50"}, // an offset with seconds: still the same instant
        {-62135596800, 0, "0001-01-01T00:00:00+00:00"},
        {-62135596800, -3600, "0001-01-01T00:00:00+00:00"}, // no year 0
        {253402300799, 0, "9999-12-31T23:59:59+00:00"},
        {253402300799, 3600, "9999-12-31T23:59:59+00:00"},
        {INSTANT_NONE, 0, "0001-01-01T00:00:00+00:00"},
        {INT64_MAX, 3600, "9999-12-31T23:59:59+00:00"},
        {0, 86340, "1970-01-01T23:59:00+23:59"},
        {0, 86400, "1970-01-01T00:00:00+00:00"}, // none that could not be read again
        {0, -86400, "1970-01-01T00:00:00+00:00"},
        {0, INT32_MAX, "1970-01-01T00:00:00+00:00"},
        {0, INT32_MIN, "1970-01-01T00:00:00+00:00"},
    };
    for (size_t i = 0; i < COUNT(CASES); i++) {
        char out[26];
        memset(out, 'x', sizeof out);
        instant_format(out, CASES[i].at, CASES[i].offset);
        assert_int_equal(out[25], '\0');
        assert_string_equal(out, CASES[i].text);
    }
}

// ---- zones

typedef struct loaded {
    memory memory;
    zone *zone;
} loaded;

static status load_bytes(zone **out, memory *m, const char *name) {
    char path[128];
    (void)snprintf(path, sizeof path, "/usr/share/zoneinfo/%s", name);
    FILE *f = fopen(path, "rb");
    if (f == NULL) {
        fail_msg("%s cannot be read: the package tzdata is missing", path);
    }
    char *bytes = malloc(100000);
    assert_non_null(bytes);
    size_t length = fread(bytes, 1, 100000, f);
    (void)fclose(f);
    status result = zone_create(out, m, (span){bytes, length});
    memset(bytes, 0xEE, 100000); // the zone borrows nothing
    free(bytes);
    return result;
}

static void load(loaded *l, const char *name) {
    *l = (loaded){0};
    assert_int_equal(load_bytes(&l->zone, &l->memory, name), STATUS_OK);
}

static void unload(loaded *l) {
    zone_free(&l->memory, l->zone);
    assert_int_equal(l->memory.live_bytes, 0);
}

static void offsets_through_the_centuries(void **state) {
    (void)state;
    static const struct {
        const char *zone;
        instant at;
        int32_t offset;
        const char *abbreviation;
    } CASES[] = {
        {"America/Chicago", -8520292800, -21036, "LMT"}, // 1700, before the first transition
        {"America/Chicago", -2208945600, -21600, "CST"}, // 1900
        {"America/Chicago", -615470400, -18000, "CDT"},  // July 1950
        {"America/Chicago", 1483272000, -21600, "CST"},
        {"America/Chicago", 1498910400, -18000, "CDT"},
        {"America/Chicago", 1489305599, -21600, "CST"}, // the second before summer time 2017
        {"America/Chicago", 1489305600, -18000, "CDT"},
        {"America/Chicago", 1509865199, -18000, "CDT"}, // and before its end
        {"America/Chicago", 1509865200, -21600, "CST"},
        {"America/Chicago", 2145873600, -21600, "CST"}, // 2037
        {"America/Chicago", 4102488000, -21600, "CST"}, // 2100, by the rule
        {"America/Chicago", 4118126400, -18000, "CDT"},
        {"America/Chicago", 221845435200, -21600, "CST"}, // 9000
        {"America/Chicago", 221861073600, -18000, "CDT"},
        {"America/Chicago", INT64_MIN, -21036, "LMT"},
        {"America/Chicago", INT64_MAX, -21600, "CST"},
        {"Pacific/Auckland", -8520292800, 41944, "LMT"},
        {"Pacific/Auckland", -2208945600, 41400, "NZMT"},
        {"Pacific/Auckland", 1483272000, 46800, "NZDT"}, // summer in January
        {"Pacific/Auckland", 1498910400, 43200, "NZST"},
        {"Pacific/Auckland", 4102488000, 46800, "NZDT"},
        {"Pacific/Auckland", 4118126400, 43200, "NZST"},
        {"Europe/London", -8520292800, -75, "LMT"},
        {"Europe/London", 1483272000, 0, "GMT"},
        {"Europe/London", 1498910400, 3600, "BST"},
        {"Europe/London", 4102488000, 0, "GMT"},
        {"Europe/London", 4118126400, 3600, "BST"},
        {"Asia/Kolkata", -2208945600, 19270, "MMT"},
        {"Asia/Kolkata", 1498910400, 19800, "IST"},
        {"Asia/Kolkata", 4118126400, 19800, "IST"},
        {"Africa/Casablanca", -8520292800, -1820, "LMT"},
        {"Africa/Casablanca", 1498910400, 0, "+00"},    // 1 July 2017, between Ramadan and summer time
        {"Africa/Casablanca", 1499083200, 3600, "+01"}, // 3 July 2017
        {"Africa/Casablanca", 1558353600, 0, "+00"},    // Ramadan 2019
        {"Africa/Casablanca", 1575201600, 3600, "+01"}, // December 2019
        {"Europe/Dublin", 4102488000, 0, "GMT"},        // its "summer time" is the winter's
        {"Europe/Dublin", 4118126400, 3600, "IST"},
        {"Australia/Lord_Howe", 4102488000, 39600, "+11"}, // half an hour of summer time
        {"Australia/Lord_Howe", 4118126400, 37800, "+1030"},
        {"UTC", -8520292800, 0, "UTC"},
        {"UTC", 4118126400, 0, "UTC"},
    };
    for (size_t i = 0; i < COUNT(CASES); i++) {
        loaded l;
        load(&l, CASES[i].zone);
        int32_t offset = zone_offset(l.zone, CASES[i].at);
        span abbreviation = zone_abbreviation(l.zone, CASES[i].at);
        if (offset != CASES[i].offset || !span_equal(abbreviation, span_of(CASES[i].abbreviation))) {
            fail_msg("%s at %lld: %d, %.*s", CASES[i].zone, (long long)CASES[i].at, offset, SPAN_ARGS(abbreviation));
        }
        unload(&l);
    }
}

static void wall_clock_times(void **state) {
    (void)state;
    static const struct {
        const char *zone;
        wall wall;
        wall_fit fit;
        const char *written;
    } CASES[] = {
        {"America/Chicago", {{2017, 5, 1}, 12, 0, 0}, WALL_ONCE, "2017-05-01T12:00:00-05:00"},
        {"America/Chicago", {{2017, 1, 1}, 0, 0, 0}, WALL_ONCE, "2017-01-01T00:00:00-06:00"},
        {"America/Chicago", {{2017, 3, 12}, 1, 59, 59}, WALL_ONCE, "2017-03-12T01:59:59-06:00"},
        {"America/Chicago", {{2017, 3, 12}, 2, 0, 0}, WALL_NEVER, "2017-03-12T03:00:00-05:00"},
        {"America/Chicago", {{2017, 3, 12}, 2, 30, 0}, WALL_NEVER, "2017-03-12T03:30:00-05:00"},
        {"America/Chicago", {{2017, 3, 12}, 2, 59, 59}, WALL_NEVER, "2017-03-12T03:59:59-05:00"},
        {"America/Chicago", {{2017, 3, 12}, 3, 0, 0}, WALL_ONCE, "2017-03-12T03:00:00-05:00"},
        {"America/Chicago", {{2017, 11, 5}, 0, 59, 59}, WALL_ONCE, "2017-11-05T00:59:59-05:00"},
        {"America/Chicago", {{2017, 11, 5}, 1, 0, 0}, WALL_TWICE, "2017-11-05T01:00:00-05:00"},
        {"America/Chicago", {{2017, 11, 5}, 1, 59, 59}, WALL_TWICE, "2017-11-05T01:59:59-05:00"},
        {"America/Chicago", {{2017, 11, 5}, 2, 0, 0}, WALL_ONCE, "2017-11-05T02:00:00-06:00"},
        {"America/Chicago", {{2100, 3, 14}, 2, 30, 0}, WALL_NEVER, "2100-03-14T03:30:00-05:00"}, // by the rule
        {"America/Chicago", {{2100, 11, 7}, 1, 30, 0}, WALL_TWICE, "2100-11-07T01:30:00-05:00"},
        {"America/Chicago", {{2100, 7, 1}, 12, 0, 0}, WALL_ONCE, "2100-07-01T12:00:00-05:00"},
        {"America/Chicago", {{1700, 1, 1}, 12, 0, 0}, WALL_ONCE, "1700-01-01T12:00:36-05:50"},
        {"Pacific/Auckland", {{2017, 4, 2}, 2, 30, 0}, WALL_TWICE, "2017-04-02T02:30:00+13:00"},
        {"Pacific/Auckland", {{2017, 9, 24}, 2, 30, 0}, WALL_NEVER, "2017-09-24T03:30:00+13:00"},
        {"Pacific/Auckland", {{2100, 4, 4}, 2, 30, 0}, WALL_TWICE, "2100-04-04T02:30:00+13:00"},
        {"Europe/London", {{2017, 3, 26}, 1, 30, 0}, WALL_NEVER, "2017-03-26T02:30:00+01:00"},
        {"Europe/London", {{2017, 10, 29}, 1, 30, 0}, WALL_TWICE, "2017-10-29T01:30:00+01:00"},
        {"Australia/Lord_Howe", {{2017, 10, 1}, 2, 15, 0}, WALL_NEVER, "2017-10-01T02:45:00+11:00"},
        {"Australia/Lord_Howe", {{2017, 4, 2}, 1, 45, 0}, WALL_TWICE, "2017-04-02T01:45:00+11:00"},
        {"Pacific/Apia", {{2011, 12, 30}, 12, 0, 0}, WALL_NEVER, "2011-12-31T12:00:00+14:00"}, // a day left out
        {"Pacific/Apia", {{2011, 12, 31}, 0, 0, 0}, WALL_ONCE, "2011-12-31T00:00:00+14:00"},
        {"Pacific/Kwajalein", {{1993, 8, 21}, 12, 0, 0}, WALL_NEVER, "1993-08-22T12:00:00+12:00"},
        {"Asia/Kolkata", {{2017, 5, 1}, 12, 0, 0}, WALL_ONCE, "2017-05-01T12:00:00+05:30"},
        {"Africa/Casablanca", {{2019, 6, 9}, 2, 30, 0}, WALL_NEVER, "2019-06-09T03:30:00+01:00"},
        {"Africa/Casablanca", {{2019, 5, 5}, 2, 30, 0}, WALL_TWICE, "2019-05-05T02:30:00+01:00"},
        {"UTC", {{2017, 5, 1}, 12, 0, 0}, WALL_ONCE, "2017-05-01T12:00:00+00:00"},
        {"UTC", {{9999, 12, 31}, 23, 59, 59}, WALL_ONCE, "9999-12-31T23:59:59+00:00"},
        {"UTC", {{1, 1, 1}, 0, 0, 0}, WALL_ONCE, "0001-01-01T00:00:00+00:00"},
    };
    for (size_t i = 0; i < COUNT(CASES); i++) {
        loaded l;
        load(&l, CASES[i].zone);
        instant at = INSTANT_NONE;
        wall_fit fit = zone_instant(&at, l.zone, CASES[i].wall);
        char written[26];
        instant_format(written, at, zone_offset(l.zone, at));
        if (fit != CASES[i].fit || strcmp(written, CASES[i].written) != 0) {
            fail_msg("%s: %d, %s instead of %s", CASES[i].zone, (int)fit, written, CASES[i].written);
        }
        unload(&l);
    }
}

// Every hour of some years: to the wall clock and back.
static void there_and_back(void **state) {
    (void)state;
    static const char *const ZONES[] = {"America/Chicago",   "Pacific/Auckland",    "Europe/London",
                                        "Africa/Casablanca", "Australia/Lord_Howe", "Europe/Dublin"};
    for (size_t i = 0; i < COUNT(ZONES); i++) {
        loaded l;
        load(&l, ZONES[i]);
        for (int years = 0; years < 2; years++) {
            instant start = years == 0 ? 1483228800 : 4102444800; // 2017 and 2100
            int twice = 0;
            for (instant at = start; at < start + 366 * 86400; at += 1800) {
                instant back;
                wall_fit fit = zone_instant(&back, l.zone, zone_wall(l.zone, at));
                assert_true(fit != WALL_NEVER);
                assert_true(back == at || (fit == WALL_TWICE && back < at));
                twice += fit == WALL_TWICE;
            }
            assert_true(twice <= 8);
        }
        unload(&l);
    }
}

static void fixed_zones(void **state) {
    (void)state;
    static const struct {
        int32_t offset;
        const char *abbreviation;
    } CASES[] = {{0, "UTC"}, {19800, "+05:30"}, {-18000, "-05:00"}};
    for (size_t i = 0; i < COUNT(CASES); i++) {
        memory m = {0};
        zone *z;
        assert_int_equal(zone_create_fixed(&z, &m, CASES[i].offset), STATUS_OK);
        assert_int_equal(zone_offset(z, INT64_MIN), CASES[i].offset);
        assert_int_equal(zone_offset(z, 0), CASES[i].offset);
        assert_int_equal(zone_offset(z, INT64_MAX), CASES[i].offset);
        assert_true(span_equal(zone_abbreviation(z, 0), span_of(CASES[i].abbreviation)));
        instant at;
        assert_int_equal(zone_instant(&at, z, (wall){{1970, 1, 1}, 0, 0, 0}), WALL_ONCE);
        assert_int_equal(at, -CASES[i].offset);
        wall w = zone_wall(z, 0);
        assert_int_equal((w.hour * 60 + w.minute) * 60, (CASES[i].offset + 86400) % 86400);
        zone_free(&m, z);
        assert_int_equal(m.live_bytes, 0);
    }
}

// A file without transitions, with a footer rule alone.
static status rule_only(zone **out, memory *m, const char *rule) {
    char bytes[256] = {0};
    for (size_t block = 0; block < 2; block++) {
        char *header = bytes + block * 52;
        memcpy(header, "TZif3", 5);
        header[39] = 1; // types
        header[43] = 2; // letters; the type itself is all zeros
    }
    int length = snprintf(bytes + 104, sizeof bytes - 104, "\n%s\n", rule);
    return zone_create(out, m, (span){bytes, 104 + (size_t)length});
}

static void a_rule_alone(void **state) {
    (void)state;
    memory m = {0};
    zone *z;
    // Summer time all the year round: RFC 8536, section 3.3.1.
    assert_int_equal(rule_only(&z, &m, "EST5EDT,0/0,J365/25"), STATUS_OK);
    for (instant at = 1483228800 - 5 * 86400; at < 1483228800 + 370 * 86400; at += 1800) {
        assert_int_equal(zone_offset(z, at), -14400);
    }
    instant at;
    assert_int_equal(zone_instant(&at, z, (wall){{2017, 1, 1}, 0, 30, 0}), WALL_ONCE);
    zone_free(&m, z);
    // Moments a week outside their own year.
    assert_int_equal(rule_only(&z, &m, "AAA0BBB,J1/-167,J365/167"), STATUS_OK);
    assert_int_equal(zone_offset(z, 1482624000), 0);    // 25 December 2016, 00:00
    assert_int_equal(zone_offset(z, 1482627600), 3600); // 01:00: the start for 2017
    assert_int_equal(zone_offset(z, 1483228800), 3600);
    zone_free(&m, z);
    assert_int_equal(rule_only(&z, &m, "<-03>3"), STATUS_OK);
    assert_int_equal(zone_offset(z, INT64_MIN), -10800);
    assert_true(span_equal(zone_abbreviation(z, 0), SPAN("-03")));
    zone_free(&m, z);
    assert_int_equal(rule_only(&z, &m, ""), STATUS_OK);
    assert_int_equal(zone_offset(z, 0), 0);
    zone_free(&m, z);
    zone *untouched = NULL;
    assert_int_equal(rule_only(&untouched, &m, "nonsense"), STATUS_BAD_INPUT);
    assert_null(untouched);
    zone_free(&m, NULL);
    assert_int_equal(m.live_bytes, 0);
}

static void survives_want_of_memory_at_every_call(void **state) {
    (void)state;
    bool failed = true;
    for (uint64_t n = 1; failed; n++) {
        memory m = {.fail_at = n};
        zone *z = NULL;
        status result = load_bytes(&z, &m, "America/Chicago");
        failed = m.calls >= n;
        assert_int_equal(result, failed ? STATUS_NO_MEMORY : STATUS_OK);
        assert_int_equal(z == NULL, failed);
        zone_free(&m, z);
        assert_int_equal(m.live_bytes, 0);
    }
    failed = true;
    for (uint64_t n = 1; failed; n++) {
        memory m = {.fail_at = n};
        zone *z = NULL;
        status result = zone_create_fixed(&z, &m, 3600);
        failed = m.calls >= n;
        assert_int_equal(result, failed ? STATUS_NO_MEMORY : STATUS_OK);
        zone_free(&m, z);
        assert_int_equal(m.live_bytes, 0);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_exist),
        cmocka_unit_test(every_day_of_ten_thousand_years),
        cmocka_unit_test(reads_written_times),
        cmocka_unit_test(refuses_other_writing),
        cmocka_unit_test(writes),
        cmocka_unit_test(offsets_through_the_centuries),
        cmocka_unit_test(wall_clock_times),
        cmocka_unit_test(there_and_back),
        cmocka_unit_test(fixed_zones),
        cmocka_unit_test(a_rule_alone),
        cmocka_unit_test(survives_want_of_memory_at_every_call),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
