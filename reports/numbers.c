// Numbers and dates in words and digits.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/numbers.h"

#include <inttypes.h>
#include <stdio.h>

span numbers_digits(scribe *s, int64_t n) {
    char plain[24], grouped[32];
    uint64_t absolute = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
    int length = snprintf(plain, sizeof plain, "%" PRIu64, absolute), used = 0;
    for (int i = 0; i < length; i++) {
        if (i > 0 && (length - i) % 3 == 0) {
            grouped[used++] = ',';
        }
        grouped[used++] = plain[i];
    }
    return scribe_format(s, "%s%.*s", n < 0 ? NUMBERS_MINUS : "", used, grouped);
}

span numbers_words(scribe *s, int64_t n, bool raised) {
    static const char *const WORDS[][2] = {{"zero", "Zero"},    {"one", "One"},   {"two", "Two"}, {"three", "Three"},
                                           {"four", "Four"},    {"five", "Five"}, {"six", "Six"}, {"seven", "Seven"},
                                           {"eight", "Eight"},  {"nine", "Nine"}, {"ten", "Ten"}, {"eleven", "Eleven"},
                                           {"twelve", "Twelve"}};
    return n >= 0 && n <= 12 ? span_of(WORDS[n][raised ? 1 : 0]) : numbers_digits(s, n);
}

// Hundredths with `places` decimals, rounded half up.
static span decimal(scribe *s, int64_t hundredths, int places) {
    if (places == 2) {
        span whole = numbers_digits(s, hundredths / 100);
        return scribe_format(s, "%.*s.%02d", SPAN_ARGS(whole), (int)(hundredths % 100));
    }
    int64_t tenths = (hundredths + 5) / 10;
    span whole = numbers_digits(s, tenths / 10);
    return scribe_format(s, "%.*s.%d", SPAN_ARGS(whole), (int)(tenths % 10));
}

span numbers_fit(scribe *s, int32_t score_bp) {
    const int32_t limits[] = {0, 10000, s->weak_below_bp, s->minimum_bp};
    int32_t rounded = (score_bp + 5) / 10 * 10;
    for (size_t i = 0; i < sizeof limits / sizeof limits[0]; i++) {
        bool on_one_side = score_bp < limits[i] ? rounded < limits[i] : rounded >= limits[i];
        bool only_seems_equal = rounded == limits[i] && score_bp != limits[i] && (limits[i] == 0 || limits[i] == 10000);
        if (!on_one_side || only_seems_equal) {
            return decimal(s, score_bp, 2);
        }
    }
    return decimal(s, score_bp, 1);
}

span numbers_fit_down(scribe *s, int32_t score_bp) {
    return decimal(s, score_bp / 10 * 10, 1);
}

span numbers_limit(scribe *s, int32_t bp) {
    if (bp % 100 == 0) {
        return numbers_digits(s, bp / 100);
    }
    return decimal(s, bp, bp % 10 == 0 ? 1 : 2);
}

span numbers_points(scribe *s, int64_t bp, int places) {
    int64_t absolute = bp < 0 ? -bp : bp;
    // A difference that is there must not read as none.
    return decimal(s, absolute, places == 1 && absolute > 0 && absolute < 5 ? 2 : places);
}

span numbers_gap(scribe *s, int64_t value, int64_t bound) {
    if (bound <= 0 || value >= bound) {
        return SPAN("0.0");
    }
    int64_t per_mille = ((bound - value) * 1000 + bound - 1) / bound;
    return decimal(s, per_mille * 10, 1);
}

// ---- dates ------------------------------------------------------------------------------------------------------

static const char *month_name(int32_t month) {
    static const char *const NAMES[] = {"January", "February", "March",     "April",   "May",      "June",
                                        "July",    "August",   "September", "October", "November", "December"};
    return NAMES[month - 1];
}

static const char *weekday_name(date d) {
    static const char *const NAMES[] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
    return NAMES[date_weekday(d)];
}

span numbers_date(scribe *s, date d, bool with_weekday) {
    if (d.year != s->year) {
        return with_weekday ? numbers_full_date(s, d)
                            : scribe_format(s, "%d %s %d", d.day, month_name(d.month), d.year);
    }
    return scribe_format(s, "%s%s%d %s", with_weekday ? weekday_name(d) : "", with_weekday ? " " : "", d.day,
                         month_name(d.month));
}

span numbers_full_date(scribe *s, date d) {
    return scribe_format(s, "%s %d %s %d", weekday_name(d), d.day, month_name(d.month), d.year);
}

span numbers_short_date(scribe *s, date d) {
    if (d.year != s->year) {
        return scribe_format(s, "%d %.3s %d", d.day, month_name(d.month), d.year);
    }
    return scribe_format(s, "%d %.3s", d.day, month_name(d.month));
}
