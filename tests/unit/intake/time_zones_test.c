// SPDX-License-Identifier: GPL-3.0-or-later
#include "cohort_reader.h"
#include "intake/time_zones.h"

static void hours(void **state) {
    (void)state;
    static const struct {
        const char *name;
        bool known;
        int64_t hours;
    } EXAMPLES[] = {{"America/Chicago", true, -50000},  {"Asia/Kathmandu", true, 57500},
                    {"America/St_Johns", true, -25000}, {"UTC", true, 0},
                    {"Mars/Olympus", false, 0},         {"", false, 0}};
    cohort_reader t;
    reader_begin(&t);
    arena a = arena_over(&t.c.memory);
    reading r = {.c = &t.c, .a = &a, .zones_at = 1496300400}; // 1 June 2017: summer time
    for (size_t i = 0; i < sizeof EXAMPLES / sizeof *EXAMPLES; i++) {
        int64_t found = 0;
        bool known;
        assert_int_equal(time_zones_hours(&found, &known, &r, span_of(EXAMPLES[i].name)), STATUS_OK);
        assert_int_equal(known, EXAMPLES[i].known);
        assert_int_equal(found, EXAMPLES[i].hours);
    }
    size_t asked = t.zone_count;
    int64_t again;
    bool known;
    assert_int_equal(time_zones_hours(&again, &known, &r, SPAN("Asia/Kathmandu")), STATUS_OK);
    assert_int_equal(again, 57500);
    assert_int_equal(t.zone_count, asked); // kept
    r.zones_at = 1485907200;               // 1 February 2017
    assert_int_equal(time_zones_hours(&again, &known, &r, SPAN("Europe/Berlin")), STATUS_OK);
    assert_int_equal(again, 10000);
    reading_end(&r);
    arena_free(&a);
    reader_end(&t);
}

static void not_even_asked(void **state) {
    (void)state;
    static const char *const NAMES[] = {"",
                                        "/etc/passwd",
                                        "../../../etc/passwd",
                                        "America//Chicago",
                                        "America/",
                                        "America/Chi cago",
                                        "America/Chicago.",
                                        "Am\xC3\xA9rica/Chicago",
                                        "A123456789012345678901234567890123456789012345678901234567890123456789"};
    cohort_reader t;
    reader_begin(&t);
    arena a = arena_over(&t.c.memory);
    reading r = {.c = &t.c, .a = &a};
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        int64_t found;
        bool known = true;
        assert_int_equal(time_zones_hours(&found, &known, &r, span_of(NAMES[i])), STATUS_OK);
        assert_false(known);
    }
    assert_int_equal(t.zone_count, 0);
    reading_end(&r);
    arena_free(&a);
    reader_end(&t);
}

static void no_host(void **state) {
    (void)state;
    cohort_reader t;
    reader_begin(&t);
    t.c.host.zone = NULL;
    arena a = arena_over(&t.c.memory);
    reading r = {.c = &t.c, .a = &a};
    int64_t found;
    bool known = true;
    assert_int_equal(time_zones_hours(&found, &known, &r, SPAN("UTC")), STATUS_OK);
    assert_false(known);
    reading_end(&r);
    arena_free(&a);
    reader_end(&t);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(hours), cmocka_unit_test(not_even_asked),
                                       cmocka_unit_test(no_host)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
