// Whole-number arithmetic: basis points, rounding half up, decimals, checked int64.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"

enum { FULL_BP = 10000 }; // 100 %

// (2a + b) / (2b): a / b rounded half up, for a >= 0, b > 0 and a < 2^61.
int64_t fixed_round_half_up(int64_t a, int64_t b);

// A decimal number with at most `places` digits behind the point ("62.5", "-3", "+0.25"; no exponent, no blanks, no
// thousands) as a whole number of 10^-places: "62.5", 2 → 6250. false: not such a number, or beyond ±10^15 units.
bool fixed_parse(int64_t *out, span text, int places);

// A whole number; false: not one, or outside lowest..highest.
bool fixed_parse_whole(int64_t *out, span text, int64_t lowest, int64_t highest);

// Sums and products that say whether they fit; on false *out is untouched.
bool fixed_add(int64_t *out, int64_t a, int64_t b);
bool fixed_multiply(int64_t *out, int64_t a, int64_t b);
