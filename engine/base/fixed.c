// Whole-number arithmetic. No floating point: every result is the same on every machine.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/fixed.h"

#include <assert.h>

static const int64_t LARGEST_UNITS = 1000000000000000; // 10^15

int64_t fixed_round_half_up(int64_t a, int64_t b) {
    assert(a >= 0 && b > 0);
    int64_t remainder = a % b;
    // 2 × remainder >= b, said so that nothing can overflow.
    return a / b + (remainder >= b - remainder ? 1 : 0);
}

// Takes a sign off the front; true: minus.
static bool take_sign(span *text) {
    if (text->length == 0 || (text->text[0] != '-' && text->text[0] != '+')) {
        return false;
    }
    bool minus = text->text[0] == '-';
    text->text++;
    text->length--;
    return minus;
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool fixed_parse(int64_t *out, span text, int places) {
    bool minus = take_sign(&text);
    int64_t units = 0;
    int digits = 0, places_left = places;
    bool behind_point = false;
    for (size_t i = 0; i < text.length; i++) {
        char c = text.text[i];
        if (c == '.' && !behind_point) {
            behind_point = true;
            continue;
        }
        if (!is_digit(c) || (behind_point && places_left == 0)) {
            return false;
        }
        units = units * 10 + (c - '0');
        if (units > LARGEST_UNITS) {
            return false;
        }
        digits = 1;
        places_left -= behind_point ? 1 : 0;
    }
    if (digits == 0) {
        return false;
    }
    for (; places_left > 0; places_left--) {
        units *= 10;
        if (units > LARGEST_UNITS) {
            return false;
        }
    }
    *out = minus ? -units : units;
    return true;
}

bool fixed_parse_whole(int64_t *out, span text, int64_t lowest, int64_t highest) {
    bool minus = take_sign(&text);
    if (text.length == 0) {
        return false;
    }
    int64_t value = 0;
    for (size_t i = 0; i < text.length; i++) {
        if (!is_digit(text.text[i])) {
            return false;
        }
        // Towards the sign, so that the smallest int64 can be read too.
        int64_t digit = text.text[i] - '0';
        if (!fixed_multiply(&value, value, 10) || !fixed_add(&value, value, minus ? -digit : digit)) {
            return false;
        }
    }
    if (value < lowest || value > highest) {
        return false;
    }
    *out = value;
    return true;
}

bool fixed_add(int64_t *out, int64_t a, int64_t b) {
    int64_t sum;
    if (__builtin_add_overflow(a, b, &sum)) {
        return false;
    }
    *out = sum;
    return true;
}

bool fixed_multiply(int64_t *out, int64_t a, int64_t b) {
    int64_t product;
    if (__builtin_mul_overflow(a, b, &product)) {
        return false;
    }
    *out = product;
    return true;
}
