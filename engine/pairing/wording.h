// Sentences under construction: pieces of text, counts in words, percentages. The first want of memory makes everything
// after it do nothing; wording_finish says so. Sizes to expect: some hundred bytes a sentence; one buffer serves them
// all in turn.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/arena.h"
#include "base/status.h"

typedef struct wording {
    memory *memory;
    char *bytes;
    size_t length, capacity;
    bool failed;
} wording;

wording wording_over(memory *m);
void wording_free(wording *w);

void wording_add(wording *w, span text);
void wording_say(wording *w, const char *text);
void wording_number(wording *w, int64_t number);   // digits
void wording_words(wording *w, int64_t number);    // zero to twelve in words, above in digits
void wording_ordinal(wording *w, uint32_t number); // "first" to "twelfth", "13th"
void wording_count(wording *w, uint32_t number, const char *one, const char *many); // "1 mentor", "6 mentors"
void wording_decimal(wording *w, int64_t ten_thousandths);                          // "2.5", as short as it is exact
void wording_percent(wording *w, int32_t bp);                                       // "62.5 %", as short as it is exact
// "47.5 %": one decimal, rounded half up; two where one would reach a limit that the fit misses (no limit: 0).
void wording_fit(wording *w, int32_t bp, int32_t limit_bp);

// The sentence so far, copied into `a`; the wording begins anew. NO_MEMORY only.
status wording_finish(span *out, wording *w, arena *a);
