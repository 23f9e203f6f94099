// Decoding by the table of well-formed byte sequences (Unicode, chapter 3.9, table 3-7), said as: a lead byte, its
// trailing bytes, and a value that needs that many bytes and is no surrogate.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/utf8.h"

#include <string.h>

size_t utf8_decode(const char *bytes, size_t left, uint32_t *code_point) {
    static const uint32_t SMALLEST[5] = {0, 0, 0x80, 0x800, 0x10000};
    uint32_t value = (unsigned char)bytes[0];
    if (value < 0x80) {
        *code_point = value;
        return 1;
    }
    size_t length = value >= 0xF0 ? 4 : value >= 0xE0 ? 3 : 2;
    if (value < 0xC2 || value > 0xF4 || left < length) {
        return 0;
    }
    value &= 0x7Fu >> length;
    for (size_t i = 1; i < length; i++) {
        uint32_t trailing = (unsigned char)bytes[i];
        if ((trailing & 0xC0) != 0x80) {
            return 0;
        }
        value = value << 6 | (trailing & 0x3F);
    }
    if (value < SMALLEST[length] || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) {
        return 0;
    }
    *code_point = value;
    return length;
}

size_t utf8_ascii_run(const char *bytes, size_t left) {
    size_t run = 0;
    while (left - run >= 8) {
        uint64_t eight;
        memcpy(&eight, bytes + run, 8);
        if ((eight & 0x8080808080808080u) != 0) {
            break;
        }
        run += 8;
    }
    return run;
}

bool utf8_is_blank(uint32_t c) {
    if (c < 0x80) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }
    return c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 ||
           c == 0x202F || c == 0x205F || c == 0x3000 || c == 0xFEFF;
}
