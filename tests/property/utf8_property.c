// The UTF-8 check against utf8proc on random strings: random bytes, and valid text with one byte changed, so that most
// of it is nearly right. Usage: utf8_property SEED [FACTOR]: FACTOR × 1,000,000 strings. Ends at the first difference.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include <utf8proc.h>

#include "base/text.h"

enum { STRINGS = 10000000, MOST_CHARACTERS = 12, MOST_BYTES = 4 * MOST_CHARACTERS };

static uint64_t random_state;

// SplitMix64 (Steele, Lea and Flood 2014).
static uint32_t random_below(uint32_t n) {
    uint64_t z = random_state += 0x9E3779B97F4A7C15U;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
    return (uint32_t)((z ^ (z >> 31)) >> 33) % n;
}

static size_t random_bytes(unsigned char *bytes) {
    static const unsigned char BORDERS[] = {0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1,
                                            0xC2, 0xDF, 0xE0, 0xE1, 0xED, 0xEF, 0xF0, 0xF1, 0xF4, 0xF5, 0xFF};
    size_t length = random_below(MOST_CHARACTERS);
    for (size_t i = 0; i < length; i++) {
        bytes[i] = random_below(2) == 0 ? BORDERS[random_below(sizeof BORDERS)] : (unsigned char)random_below(256);
    }
    return length;
}

static size_t nearly_valid(unsigned char *bytes) {
    static const uint32_t MOST[] = {0x80, 0x800, 0x10000, 0x110000};
    size_t length = 0;
    for (uint32_t i = random_below(MOST_CHARACTERS); i > 0; i--) {
        uint32_t c = random_below(MOST[random_below(4)]);
        length += (size_t)utf8proc_encode_char((utf8proc_int32_t)(c >= 0xD800 && c <= 0xDFFF ? 'a' : c), bytes + length);
    }
    if (length > 0 && random_below(4) > 0) {
        bytes[random_below((uint32_t)length)] = (unsigned char)random_below(256);
    }
    return length;
}

// Where utf8proc stops; SIZE_MAX: nowhere.
static size_t utf8proc_stops(const unsigned char *bytes, size_t length) {
    for (size_t at = 0; at < length;) {
        utf8proc_int32_t c;
        utf8proc_ssize_t step = utf8proc_iterate(bytes + at, (utf8proc_ssize_t)(length - at), &c);
        if (step <= 0) {
            return at;
        }
        at += (size_t)step;
    }
    return SIZE_MAX;
}

int main(int argc, char **argv) {
    uint64_t seed = argc > 1 ? strtoull(argv[1], NULL, 10) : 1, factor = argc > 2 ? strtoull(argv[2], NULL, 10) : 1, valid = 0;
    random_state = seed;
    for (uint64_t n = 0; n < factor * STRINGS; n++) {
        unsigned char bytes[MOST_BYTES + 1];
        size_t length = n % 2 == 0 ? random_bytes(bytes) : nearly_valid(bytes);
        size_t ours = text_invalid_at((span){(const char *)bytes, length}), theirs = utf8proc_stops(bytes, length);
        valid += ours == SIZE_MAX && length > 0;
        if (ours != theirs) {
            printf("string %" PRIu64 " of seed %" PRIu64 ": invalid at %zd, utf8proc says %zd:", n, seed, (ptrdiff_t)ours, (ptrdiff_t)theirs);
            for (size_t i = 0; i < length; i++) {
                printf(" %02X", bytes[i]);
            }
            printf("\n");
            return 1;
        }
    }
    printf("%" PRIu64 " strings of seed %" PRIu64 ", %" PRIu64 " of them valid\n", factor * STRINGS, seed, valid);
    return valid > factor * STRINGS / 10 ? 0 : 1;
}
