// Small TZif files, built byte by byte, and every way of damaging them.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/tzif.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

typedef struct file {
    unsigned char bytes[4096];
    size_t length;
} file;

static void put(file *f, uint64_t value, int bytes) {
    for (int i = bytes - 1; i >= 0; i--) {
        f->bytes[f->length++] = (unsigned char)(value >> (8 * i));
    }
}

static void put_text(file *f, const char *text, size_t length) {
    memcpy(f->bytes + f->length, text, length);
    f->length += length;
}

static void put_header(file *f, char version, uint32_t universal, uint32_t standard, uint32_t leaps,
                       uint32_t transitions, uint32_t types, uint32_t letters) {
    put_text(f, "TZif", 4);
    put(f, (uint64_t)version, 1);
    put(f, 0, 8);
    put(f, 0, 7);
    const uint32_t counts[6] = {universal, standard, leaps, transitions, types, letters};
    for (int i = 0; i < 6; i++) {
        put(f, counts[i], 4);
    }
}

enum { SECOND_HEADER = 44 + 2 * 5 + 6 + 4 + 1 + 1, SECOND_BLOCK = SECOND_HEADER + 44, TYPES = SECOND_BLOCK + 2 * 9 };

// Standard time until 1000, summer time until 2000, then the rule. The first block is not empty and is to be skipped.
static file sample(void) {
    file f = {.length = 0};
    put_header(&f, '2', 1, 1, 0, 2, 1, 4);
    put(&f, 5, 4);
    put(&f, 6, 4);
    put(&f, 0, 2);
    put(&f, 0, 6);
    put_text(&f, "OLD", 4);
    put(&f, 0, 2);
    assert_int_equal(f.length, SECOND_HEADER);
    put_header(&f, '2', 2, 2, 0, 2, 2, 8);
    put(&f, 1000, 8);
    put(&f, 2000, 8);
    put(&f, 1, 1);
    put(&f, 0, 1);
    assert_int_equal(f.length, TYPES);
    put(&f, (uint64_t)-3600, 4);
    put(&f, 0, 1);
    put(&f, 0, 1);
    put(&f, 7200, 4);
    put(&f, 1, 1);
    put(&f, 4, 1);
    put_text(&f, "STD\0SUM", 8);
    put(&f, 0, 4);
    put_text(&f, "\nSTD1SUM-2,M3.2.0,M11.1.0\n", 26);
    return f;
}

// From a block that is exactly as long as the file, so that a sanitizer sees a read behind it.
static status read_file(tzif *out, arena *a, const file *f) {
    char *exact = malloc(f->length + 1);
    assert_non_null(exact);
    char *start = exact + 1; // not aligned
    memcpy(start, f->bytes, f->length);
    status result = tzif_read(out, a, (span){start, f->length});
    memset(start, 0xEE, f->length); // nothing borrows from it
    free(exact);
    return result;
}

static status only_status(const file *f) {
    memory m = {0};
    arena a = arena_over(&m);
    tzif z = {.transition_count = 77};
    status result = read_file(&z, &a, f);
    assert_true(result == STATUS_OK || z.transition_count == 77);
    arena_free(&a);
    assert_int_equal(m.live_bytes, 0);
    return result;
}

static void reads_the_second_block(void **state) {
    (void)state;
    file f = sample();
    memory m = {0};
    arena a = arena_over(&m);
    tzif z;
    assert_int_equal(read_file(&z, &a, &f), STATUS_OK);
    assert_int_equal(z.transition_count, 2);
    assert_int_equal(z.transitions[0], 1000);
    assert_int_equal(z.transitions[1], 2000);
    assert_int_equal(z.type_after[0], 1);
    assert_int_equal(z.type_after[1], 0);
    assert_int_equal(z.types[0].offset, -3600);
    assert_true(span_equal(z.types[0].abbreviation, SPAN("STD")));
    assert_int_equal(z.types[1].offset, 7200);
    assert_true(span_equal(z.types[1].abbreviation, SPAN("SUM")));
    assert_true(z.has_rule);
    assert_int_equal(z.rule.standard_offset, -3600);
    assert_true(span_equal(z.rule.summer_name, SPAN("SUM")));
    arena_free(&a);
    assert_int_equal(m.live_bytes, 0);
}

static void the_rule_may_be_missing_but_not_its_lines(void **state) {
    (void)state;
    file f = sample();
    f.length -= 26;
    assert_int_equal(only_status(&f), STATUS_BAD_INPUT);
    put_text(&f, "\n", 1);
    assert_int_equal(only_status(&f), STATUS_BAD_INPUT);
    put_text(&f, "\n", 1);
    assert_int_equal(only_status(&f), STATUS_OK);
    put_text(&f, "later versions may add more", 27);
    assert_int_equal(only_status(&f), STATUS_OK);
    f.length -= 28;
    put_text(&f, "nonsense\n", 9);
    assert_int_equal(only_status(&f), STATUS_BAD_INPUT);
}

static void every_cut_is_refused(void **state) {
    (void)state;
    file f = sample();
    size_t whole = f.length;
    for (f.length = 0; f.length < whole; f.length++) {
        assert_int_equal(only_status(&f), STATUS_BAD_INPUT);
    }
    memory m = {0};
    arena a = arena_over(&m);
    tzif z;
    assert_int_equal(tzif_read(&z, &a, (span){NULL, 0}), STATUS_BAD_INPUT);
}

static void damage_is_refused(void **state) {
    (void)state;
    static const struct {
        size_t at, bytes;
        uint64_t value;
        const char *what;
    } CASES[] = {
        {0, 1, 'X', "magic of the first header"},
        {4, 1, 0, "version 1"},
        {SECOND_HEADER, 1, 'X', "magic of the second header"},
        {32, 4, 0xFFFFFFFF, "transitions of the first block"},
        {36, 4, 0x40000000, "types of the first block"},
        {SECOND_HEADER + 20, 4, 1, "universal marks"},
        {SECOND_HEADER + 24, 4, 0xFFFFFFFF, "standard marks"},
        {SECOND_HEADER + 28, 4, 1, "leap seconds"},
        {SECOND_HEADER + 32, 4, 10001, "too many transitions"},
        {SECOND_HEADER + 32, 4, 0x20000000, "transitions whose size overflows 32 bits"},
        {SECOND_HEADER + 32, 4, 0xFFFFFFFF, "most transitions"},
        {SECOND_HEADER + 36, 4, 0, "no types"},
        {SECOND_HEADER + 36, 4, 257, "too many types"},
        {SECOND_HEADER + 40, 4, 0, "no letters"},
        {SECOND_HEADER + 40, 4, 4097, "too many letters"},
        {SECOND_HEADER + 40, 4, 7, "the last abbreviation without its zero"},
        {SECOND_BLOCK, 8, 2000, "equal transitions"},
        {SECOND_BLOCK, 8, 2001, "transitions out of order"},
        {SECOND_BLOCK + 16, 1, 2, "a type that is not there"},
        {SECOND_BLOCK + 17, 1, 255, "another type that is not there"},
        {TYPES, 4, 0x80000000, "the smallest offset"},
        {TYPES, 4, 26 * 3600, "an offset of 26 hours"},
        {TYPES, 4, (uint64_t)(-26 * 3600), "an offset of -26 hours"},
        {TYPES + 4, 1, 2, "summer time that is neither yes nor no"},
        {TYPES + 5, 1, 8, "an abbreviation behind the letters"},
        {TYPES + 12, 1, 0x1B, "a control character in an abbreviation"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        file f = sample();
        size_t length = f.length;
        f.length = CASES[i].at;
        put(&f, CASES[i].value, (int)CASES[i].bytes);
        f.length = length;
        if (only_status(&f) != STATUS_BAD_INPUT) {
            fail_msg("%s", CASES[i].what);
        }
    }
}

static void any_changed_byte_is_survived(void **state) {
    (void)state;
    file whole = sample();
    size_t read = 0;
    for (size_t at = 0; at < whole.length; at++) {
        for (int value = 0; value < 256; value++) {
            file f = whole;
            f.bytes[at] = (unsigned char)value;
            read += only_status(&f) == STATUS_OK;
        }
    }
    assert_true(read > 256); // some changes leave a file: another time, another offset
}

static void survives_want_of_memory_at_every_call(void **state) {
    (void)state;
    file f = sample();
    bool failed = true;
    for (uint64_t n = 1; failed; n++) {
        memory m = {.fail_at = n};
        arena a = arena_over(&m);
        tzif z;
        status result = read_file(&z, &a, &f);
        failed = m.calls >= n;
        assert_int_equal(result, failed ? STATUS_NO_MEMORY : STATUS_OK);
        arena_free(&a);
        assert_int_equal(m.live_bytes, 0);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_the_second_block),       cmocka_unit_test(the_rule_may_be_missing_but_not_its_lines),
        cmocka_unit_test(every_cut_is_refused),         cmocka_unit_test(damage_is_refused),
        cmocka_unit_test(any_changed_byte_is_survived), cmocka_unit_test(survives_want_of_memory_at_every_call),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
