// A small reader of dates over the folded text (lower case, single blanks): date, time of day, zone, each optional
// after the first.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/submitted.h"

#include <stdio.h>
#include <string.h>

enum { DAY_SECONDS = 86400, HOUR_SECONDS = 3600, FOLD_LONGEST_SECONDS = 6 * HOUR_SECONDS };

typedef struct reader {
    const char *at, *end;
} reader;

typedef struct number {
    int32_t value;
    int digits;
} number;

static const char *const MONTHS[] = {"january", "february", "march",     "april",   "may",      "june",
                                     "july",    "august",   "september", "october", "november", "december"};

static bool take(reader *r, char c) {
    if (r->at < r->end && *r->at == c) {
        r->at++;
        return true;
    }
    return false;
}

static bool take_word(reader *r, const char *word) {
    size_t length = strlen(word);
    if ((size_t)(r->end - r->at) < length || memcmp(r->at, word, length) != 0) {
        return false;
    }
    r->at += length;
    return true;
}

static bool is_digit(const reader *r) {
    return r->at < r->end && *r->at >= '0' && *r->at <= '9';
}

// Up to `most` digits; 0 digits: there is no number.
static number take_number(reader *r, int most) {
    number n = {0, 0};
    while (is_digit(r) && n.digits < most) {
        n.value = n.value * 10 + (*r->at++ - '0');
        n.digits++;
    }
    return n;
}

static bool year_of(int32_t *out, number n) {
    *out = n.digits == 2 ? 2000 + n.value : n.value;
    return n.digits == 2 || n.digits == 4;
}

// A month's name or at least its first three letters, with or without a point. 0: none.
static int32_t take_month(reader *r) {
    for (int32_t m = 1; m <= 12; m++) {
        const char *name = MONTHS[m - 1];
        size_t same = 0;
        while (name[same] != '\0' && r->at + same < r->end && r->at[same] == name[same]) {
            same++;
        }
        bool ends = r->at + same == r->end || r->at[same] < 'a' || r->at[same] > 'z';
        if (same >= 3 && ends) {
            r->at += same;
            (void)take(r, '.');
            return m;
        }
    }
    return 0;
}

// "14 mar 2017", "14-mar-2017", "mar 14, 2017".
static bool take_named_date(reader *r, date *out) {
    number day = take_number(r, 2), year;
    if (day.digits > 0 && !take(r, ' ') && !take(r, '-')) {
        return false;
    }
    out->month = take_month(r);
    if (day.digits == 0) {
        (void)take(r, ' ');
        day = take_number(r, 2);
        (void)take(r, ',');
    }
    if (out->month == 0 || day.digits == 0 || (!take(r, ' ') && !take(r, '-'))) {
        return false;
    }
    out->day = day.value;
    year = take_number(r, 4);
    return year_of(&out->year, year);
}

// Three numbers with the same mark between them. *ordered: which of them is the month follows from `order`.
static bool take_numeric_date(reader *r, date_order order, date *out, bool *ordered, bool *other_order) {
    number part[3];
    part[0] = take_number(r, 4);
    char mark = r->at < r->end ? *r->at : '\0';
    if (part[0].digits == 0 || (mark != '/' && mark != '.' && mark != '-')) {
        return false;
    }
    r->at++;
    part[1] = take_number(r, 2);
    if (part[1].digits == 0 || !take(r, mark)) {
        return false;
    }
    part[2] = take_number(r, 4);
    (void)take(r, ','); // "14.03.2017, 09:26", "3/14/2017, 9:26:53 AM"
    *ordered = part[0].digits != 4;
    order = *ordered ? order : ORDER_YMD;
    static const int YEAR[] = {[ORDER_MDY] = 2, [ORDER_DMY] = 2, [ORDER_YMD] = 0};
    static const int MONTH[] = {[ORDER_MDY] = 0, [ORDER_DMY] = 1, [ORDER_YMD] = 1};
    static const int DAY[] = {[ORDER_MDY] = 1, [ORDER_DMY] = 0, [ORDER_YMD] = 2};
    number year = part[YEAR[order]], month = part[MONTH[order]], day = part[DAY[order]];
    *other_order = month.digits > 2 || day.digits > 2;
    out->month = month.value;
    out->day = day.value;
    return day.digits > 0 && (year_of(&out->year, year) || (*other_order && year.digits > 0));
}

// Hours, minutes and seconds; fractions of a second are dropped. false: not written like a time.
static bool take_clock(reader *r, wall *w, bool *exists) {
    number hour = take_number(r, 2), minute = {0, 0}, second = {0, 0};
    bool colon = take(r, ':');
    if (hour.digits == 0) {
        return false;
    }
    if (colon) {
        minute = take_number(r, 2);
        if (minute.digits != 2) {
            return false;
        }
        if (take(r, ':')) {
            second = take_number(r, 2);
            if (second.digits != 2) {
                return false;
            }
            if (take(r, '.') && take_number(r, 9).digits == 0) {
                return false;
            }
        }
    }
    reader before = *r;
    (void)take(r, ' ');
    bool morning = take_word(r, "am") || take_word(r, "a.m."),
         afternoon = !morning && (take_word(r, "pm") || take_word(r, "p.m."));
    if (!morning && !afternoon) {
        *r = before;
        if (!colon) {
            return false;
        }
    }
    bool twelve = morning || afternoon;
    *exists =
        minute.value < 60 && second.value < 60 && (twelve ? hour.value >= 1 && hour.value <= 12 : hour.value < 24);
    w->hour = twelve ? hour.value % 12 + (afternoon ? 12 : 0) : hour.value;
    w->minute = minute.value;
    w->second = second.value;
    return true;
}

// "z", "utc", "gmt", "+05:30", "gmt-5". false: no offset here, nothing taken.
static bool take_offset(reader *r, int32_t *seconds) {
    reader before = *r;
    *seconds = 0;
    bool named = take_word(r, "utc") || take_word(r, "gmt") || take(r, 'z');
    bool west = take(r, '-');
    if (!west && !take(r, '+')) {
        return named;
    }
    number hour = take_number(r, 2), minute = {0, 0};
    if (take(r, ':') || is_digit(r)) {
        minute = take_number(r, 2);
        if (minute.digits != 2) {
            *r = before;
            return false;
        }
    }
    if (hour.digits == 0 || hour.value > 15 || minute.value > 59) {
        *r = before;
        return false;
    }
    *seconds = (hour.value * HOUR_SECONDS + minute.value * 60) * (west ? -1 : 1);
    return true;
}

static int64_t seconds_of(wall w) {
    return date_day_number(w.date) * DAY_SECONDS + w.hour * HOUR_SECONDS + w.minute * 60 + w.second;
}

static bool is_abbreviation(span in_force, const reader *r) {
    size_t length = (size_t)(r->end - r->at);
    if (in_force.length != length) {
        return false;
    }
    for (size_t i = 0; i < length; i++) {
        char c = in_force.text[i];
        if ((c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c) != r->at[i]) {
            return false;
        }
    }
    return true;
}

// What is left is a zone's abbreviation, which also tells apart the two hours that the clocks repeat.
static submitted in_named_zone(const reader *r, const zone *z, wall w) {
    instant at;
    wall_fit fit = zone_instant(&at, z, w);
    if (is_abbreviation(zone_abbreviation(z, at), r)) {
        return (submitted){SUBMITTED_UNDERSTOOD, at};
    }
    if (fit == WALL_TWICE) {
        instant later = seconds_of(w) - zone_offset(z, at + FOLD_LONGEST_SECONDS);
        if (is_abbreviation(zone_abbreviation(z, later), r)) {
            return (submitted){SUBMITTED_UNDERSTOOD, later};
        }
    }
    return (submitted){SUBMITTED_OTHER_ZONE, INSTANT_NONE};
}

static submitted parse(reader *r, const zone *z, date_order order) {
    const submitted not_a_time = {SUBMITTED_NOT_A_TIME, INSTANT_NONE};
    wall w = {.date = {0, 0, 0}};
    bool ordered = false, other_order = false, clock_exists = true, has_clock = false;
    reader start = *r;
    if (!take_numeric_date(r, order, &w.date, &ordered, &other_order)) {
        *r = start;
        ordered = other_order = false;
        if (!take_named_date(r, &w.date)) {
            return not_a_time;
        }
    }
    bool blank = take(r, ' '), letter = !blank && take(r, 't');
    if (blank || letter) {
        has_clock = take_clock(r, &w, &clock_exists);
        if (!has_clock) {
            return not_a_time;
        }
    }
    bool apart = has_clock && take(r, ' ');
    int32_t offset = 0;
    bool has_offset = has_clock && take_offset(r, &offset);
    bool named_zone = apart && !has_offset && r->at < r->end && *r->at >= 'a' && *r->at <= 'z';
    if (!named_zone && r->at != r->end) {
        return not_a_time;
    }
    if (other_order || !date_exists(w.date)) {
        return (submitted){ordered ? SUBMITTED_OTHER_ORDER : SUBMITTED_NO_SUCH_DATE, INSTANT_NONE};
    }
    if (!clock_exists) {
        return (submitted){SUBMITTED_NO_SUCH_TIME, INSTANT_NONE};
    }
    if (has_offset) {
        return (submitted){SUBMITTED_UNDERSTOOD, seconds_of(w) - offset};
    }
    if (named_zone) {
        return in_named_zone(r, z, w);
    }
    submitted result = {.fault = SUBMITTED_UNDERSTOOD};
    (void)zone_instant(&result.at, z, w);
    return result;
}

status submitted_parse(submitted *out, arena *scratch, const zone *z, date_order order, span text) {
    span folded;
    TRY(text_fold(&folded, scratch, text));
    reader r = {folded.text, folded.text + folded.length};
    *out = parse(&r, z, order);
    return STATUS_OK;
}

const char *submitted_order_words(date_order order) {
    switch (order) {
    case ORDER_MDY:
        return "month, day, year";
    case ORDER_DMY:
        return "day, month, year";
    case ORDER_YMD:
        break;
    }
    return "year, month, day";
}

const char *submitted_order_key(date_order order) {
    switch (order) {
    case ORDER_MDY:
        return "mdy";
    case ORDER_DMY:
        return "dmy";
    case ORDER_YMD:
        break;
    }
    return "ymd";
}

void submitted_show(char out[SUBMITTED_SHOWN_BYTES], const zone *z, instant at, submitted_form form) {
    static const char *const WEEKDAYS[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    static const char *const SHORT_MONTHS[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                               "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    wall w = zone_wall(z, at);
    const char *month = SHORT_MONTHS[w.date.month - 1];
    if (form == SUBMITTED_DAY) {
        (void)snprintf(out, SUBMITTED_SHOWN_BYTES, "%d %s", (int)w.date.day, month);
        return;
    }
    (void)snprintf(out, SUBMITTED_SHOWN_BYTES, "%s %d %s %d%s %02d:%02d", WEEKDAYS[date_weekday(w.date)],
                   (int)w.date.day, month, (int)w.date.year, form == SUBMITTED_SENTENCE ? "," : "", (int)w.hour,
                   (int)w.minute);
}
