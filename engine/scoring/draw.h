// The draw: which of several equally good pairings is taken follows from the seed and the two ids alone.
// Keys are the first 8 bytes of SHA-256 of "<seed>\n<round>\n<role>\n<id>"; a pair's weight mixes both keys with
// SplitMix64's finaliser (Steele, Lea and Flood 2014) and keeps the top 16 bits.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/program.h"

uint64_t draw_key(uint64_t seed, uint32_t round, role role, span id);
// 0..65535.
int32_t draw_weight(uint64_t mentee_key, uint64_t mentor_key);
