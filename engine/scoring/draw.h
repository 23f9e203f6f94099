// The draw: which of several equally good pairings is taken follows from the seed and the two ids alone.
// Keys are the first 8 bytes of SHA-256 of "<seed>\n<round>\n<role>\n<id>"; a pair's weight mixes both keys with
// SplitMix64's finaliser (Steele, Lea and Flood 2014) and keeps the top 16 bits.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/program.h"

uint64_t draw_key(uint64_t seed, uint32_t round, role role, span id);
// 0..65535.
static inline int32_t draw_weight(uint64_t mentee_key, uint64_t mentor_key) {
    uint64_t z = mentee_key + UINT64_C(0x9E3779B97F4A7C15) * mentor_key;
    z ^= z >> 30;
    z *= UINT64_C(0xBF58476D1CE4E5B9);
    z ^= z >> 27;
    z *= UINT64_C(0x94D049BB133111EB);
    z ^= z >> 31;
    return (int32_t)(z >> 48);
}
