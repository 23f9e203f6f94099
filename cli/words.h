// Numbers, fits, dates and commands in the words of the terminal: ASCII, as the documents write them but for blanks and minus signs.
// Results come by value in a small buffer, so that they can stand among the arguments of printf.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mentorpair.h"

typedef struct wording {
    char text[64];
} wording;

wording words_digits(int64_t n);                  // "2,288"
wording words_count(uint64_t n);                  // "zero" to "twelve", then digits: for counts inside sentences
wording words_capital(wording w);                    // "Eleven"
wording words_points(int64_t basis_points);       // "3,389.72"
wording words_fit(int32_t basis_points);          // "80.8 %", rounded half up
wording words_fit_below(int32_t basis_points, int32_t limit_bp); // as words_fit, with two decimals where rounding would reach a limit that is not reached
wording words_fit_at_least(int32_t basis_points); // rounded down: for "80.8 % or more"
wording words_limit(int32_t basis_points);        // "70 %", "62.5 %": as short as it can be said
wording words_date(date d);                       // "Friday 12 May 2017"
wording words_days_left(int64_t days);            // "in 11 days", "tomorrow", "today", "yesterday", "2 days ago"
wording words_seconds(int64_t milliseconds);      // "0.1 s"

// Levels of the objective by their name in files: "best total fit", and a value of theirs: points, or a count.
wording words_level(const char *level);
wording words_level_value(const char *level, int64_t value);

// `one` for 1, else `many`.
const char *words_plural(uint64_t n, const char *one, const char *many);

// A name as it stands in files, in a sentence: "career_stage" as "career stage". text NULL: no memory.
span words_name(arena *a, span name);

// The text as one word of a shell's command line: in quotes where it needs them. text NULL: no memory.
span words_shell(arena *a, const char *text);

// The text as a cell of a CSV file: in quotes where it needs them. text NULL: no memory.
span words_cell(arena *a, span text);
