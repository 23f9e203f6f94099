// Numbers, fits, points and dates as people read them. Whole-number arithmetic only; no locale has a say.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reports/phrase.h"

#define NUMBERS_MINUS "\xE2\x88\x92" // U+2212
#define NUMBERS_TIMES "\xC3\x97"     // U+00D7
#define NUMBERS_BLANK "\xC2\xA0"     // no-break space

span numbers_digits(scribe *s, int64_t n);             // "3,389", "−5"
span numbers_words(scribe *s, int64_t n, bool raised); // zero to twelve in words, above in digits
// Percent with one decimal, rounded half up; with two where one would touch 0, 100, the limit for weak pairs or the
// least fit: "80.8", "69.96".
span numbers_fit(scribe *s, int32_t score_bp);
span numbers_fit_down(scribe *s, int32_t score_bp); // for "or more": rounded down
span numbers_limit(scribe *s, int32_t bp);          // as short as it is exact: "70", "62.5"
span numbers_points(scribe *s, int64_t bp,
                    int places); // hundredths of a point: "3,389.7" (1), "3,389.72" (2); without a sign
span numbers_gap(scribe *s, int64_t value,
                 int64_t bound); // how far short of the bound, in percent, one decimal, rounded up: "0.4"

span numbers_date(scribe *s, date d, bool with_weekday); // "Friday 12 May"; with the year where it is not that of as-of
span numbers_full_date(scribe *s, date d);               // "Monday 1 May 2017"
span numbers_short_date(scribe *s, date d);              // "12 May", "30 Apr 2018"
