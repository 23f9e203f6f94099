// SPDX-License-Identifier: GPL-3.0-or-later
#include "pairing/wording.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static const char PERCENT[] = "\xC2\xA0%"; // after a no-break space

static const char *const NUMBERS[] = {"zero",  "one",   "two",  "three", "four",   "five",  "six",
                                      "seven", "eight", "nine", "ten",   "eleven", "twelve"};
static const char *const ORDINALS[] = {"zeroth",  "first",  "second", "third", "fourth",   "fifth",  "sixth",
                                       "seventh", "eighth", "ninth",  "tenth", "eleventh", "twelfth"};
enum { LARGEST_IN_WORDS = 12 };

wording wording_over(memory *m) {
    return (wording){.memory = m};
}

void wording_free(wording *w) {
    memory_free(w->memory, w->bytes);
    *w = wording_over(w->memory);
}

void wording_add(wording *w, span text) {
    if (w->failed || text.length == 0) {
        return;
    }
    if (!memory_reserve(w->memory, &w->bytes, &w->capacity, w->length + text.length, 1)) {
        w->failed = true;
        return;
    }
    memcpy(w->bytes + w->length, text.text, text.length);
    w->length += text.length;
}

void wording_say(wording *w, const char *text) {
    wording_add(w, span_of(text));
}

void wording_number(wording *w, int64_t number) {
    char digits[24];
    (void)snprintf(digits, sizeof digits, "%" PRId64, number);
    wording_say(w, digits);
}

void wording_words(wording *w, int64_t number) {
    if (number >= 0 && number <= LARGEST_IN_WORDS) {
        wording_say(w, NUMBERS[number]);
    } else {
        wording_number(w, number);
    }
}

void wording_ordinal(wording *w, uint32_t number) {
    if (number <= LARGEST_IN_WORDS) {
        wording_say(w, ORDINALS[number]);
        return;
    }
    uint32_t tens = number % 100, last = number % 10;
    bool plain = tens >= 11 && tens <= 13;
    wording_number(w, number);
    wording_say(w, plain || last == 0 || last > 3 ? "th" : last == 1 ? "st" : last == 2 ? "nd" : "rd");
}

void wording_count(wording *w, uint32_t number, const char *one, const char *many) {
    wording_number(w, number);
    wording_say(w, " ");
    wording_say(w, number == 1 ? one : many);
}

// `part` of 10^places behind the point, without zeros at the end.
static void fraction(wording *w, uint64_t part, int places) {
    while (part > 0 && part % 10 == 0) {
        part /= 10;
        places--;
    }
    if (part > 0) {
        char digits[24];
        (void)snprintf(digits, sizeof digits, ".%0*" PRIu64, places, part);
        wording_say(w, digits);
    }
}

void wording_decimal(wording *w, int64_t ten_thousandths) {
    uint64_t size = ten_thousandths < 0 ? -(uint64_t)ten_thousandths : (uint64_t)ten_thousandths;
    wording_say(w, ten_thousandths < 0 ? "\xE2\x88\x92" : "");
    wording_number(w, (int64_t)(size / 10000));
    fraction(w, size % 10000, 4);
}

void wording_percent(wording *w, int32_t bp) {
    wording_number(w, bp / 100);
    fraction(w, (uint64_t)(bp % 100), 2);
    wording_say(w, PERCENT);
}

void wording_fit(wording *w, int32_t bp, int32_t limit_bp) {
    int32_t tenths = (bp + 5) / 10;
    char digits[24];
    if (bp < limit_bp && tenths * 10 >= limit_bp) {
        (void)snprintf(digits, sizeof digits, "%" PRId32 ".%02" PRId32, bp / 100, bp % 100);
    } else {
        (void)snprintf(digits, sizeof digits, "%" PRId32 ".%" PRId32, tenths / 10, tenths % 10);
    }
    wording_say(w, digits);
    wording_say(w, PERCENT);
}

status wording_finish(span *out, wording *w, arena *a) {
    if (w->failed) {
        return STATUS_NO_MEMORY;
    }
    *out = arena_copy(a, (span){w->bytes, w->length});
    w->length = 0;
    return out->text == NULL ? STATUS_NO_MEMORY : STATUS_OK;
}
