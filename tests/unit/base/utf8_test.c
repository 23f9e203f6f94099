// Our decoder against utf8proc's, on every code point and on every way of going wrong.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <utf8proc.h>

static void agrees_with_utf8proc(const unsigned char *bytes, size_t left) {
    uint32_t code_point = 0xABCDEF;
    utf8proc_int32_t expected_code_point;
    size_t length = utf8_decode((const char *)bytes, left, &code_point);
    utf8proc_ssize_t expected = utf8proc_iterate(bytes, (utf8proc_ssize_t)left, &expected_code_point);
    bool same = expected > 0 ? length == (size_t)expected && code_point == (uint32_t)expected_code_point
                             : length == 0 && code_point == 0xABCDEF;
    if (!same) {
        fail_msg("%02X %02X %02X %02X (%zu bytes): length %zu, utf8proc says %d", bytes[0], bytes[1], bytes[2],
                 bytes[3], left, length, (int)expected);
    }
}

static void every_code_point(void **state) {
    (void)state;
    for (uint32_t c = 0; c <= 0x10FFFF; c++) {
        unsigned char bytes[4] = {0};
        if (c >= 0xD800 && c <= 0xDFFF) {
            continue;
        }
        size_t length = (size_t)utf8proc_encode_char((utf8proc_int32_t)c, bytes);
        uint32_t decoded;
        assert_int_equal(utf8_decode((const char *)bytes, length, &decoded), length);
        assert_int_equal(decoded, c);
        for (size_t left = 1; left < length; left++) { // cut off
            assert_int_equal(utf8_decode((const char *)bytes, left, &decoded), 0);
        }
    }
}

static void every_surrogate_is_refused(void **state) {
    (void)state;
    for (uint32_t c = 0xD800; c <= 0xDFFF; c++) {
        const unsigned char bytes[3] = {0xED, (unsigned char)(0x80 | (c >> 6 & 0x3F)),
                                        (unsigned char)(0x80 | (c & 0x3F))};
        uint32_t decoded;
        assert_int_equal(utf8_decode((const char *)bytes, 3, &decoded), 0);
    }
}

static void every_two_bytes_and_every_border(void **state) {
    (void)state;
    static const unsigned char BORDERS[] = {0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0,
                                            0xBF, 0xC0, 0xC2, 0xED, 0xF0, 0xF4, 0xFF};
    enum { BORDER_COUNT = sizeof BORDERS };
    for (unsigned first = 0; first < 256; first++) {
        for (unsigned second = 0; second < 256; second++) {
            for (size_t i = 0; i < BORDER_COUNT; i++) {
                for (size_t j = 0; j < BORDER_COUNT; j++) {
                    const unsigned char bytes[4] = {(unsigned char)first, (unsigned char)second, BORDERS[i],
                                                    BORDERS[j]};
                    agrees_with_utf8proc(bytes, 4);
                }
                const unsigned char bytes[4] = {(unsigned char)first, (unsigned char)second, BORDERS[i], 0x80};
                agrees_with_utf8proc(bytes, 3);
            }
            const unsigned char bytes[4] = {(unsigned char)first, (unsigned char)second, 0x80, 0x80};
            agrees_with_utf8proc(bytes, 2);
            agrees_with_utf8proc(bytes, 1);
        }
    }
}

static void counts_ascii_in_eights(void **state) {
    (void)state;
    for (size_t length = 0; length < 40; length++) {
        char *bytes = malloc(length + 1); // exactly as long as is said, for the sanitizer
        assert_non_null(bytes);
        memset(bytes, 0x7F, length);
        assert_int_equal(utf8_ascii_run(bytes, length), length / 8 * 8);
        for (size_t at = 0; at < length; at++) {
            bytes[at] = (char)0x80;
            assert_int_equal(utf8_ascii_run(bytes, length), at < length / 8 * 8 ? at / 8 * 8 : length / 8 * 8);
            bytes[at] = 0;
        }
        free(bytes);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_code_point),
        cmocka_unit_test(every_surrogate_is_refused),
        cmocka_unit_test(every_two_bytes_and_every_border),
        cmocka_unit_test(counts_ascii_in_eights),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
