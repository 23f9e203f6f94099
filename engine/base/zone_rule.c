// POSIX TZ strings: IEEE Std 1003.1, chapter 8.3, with the hours of RFC 8536, section 3.3.1 (-167 to 167).
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/zone_rule.h"

enum { HOUR = 3600, DAY = 86400, LARGEST_OFFSET_HOURS = 24, LARGEST_RULE_HOURS = 167, SHORTEST_NAME = 3 };

// What is left of the text while it is read.
typedef struct reader {
    const char *at, *end;
} reader;

static bool take(reader *r, char c) {
    if (r->at == r->end || *r->at != c) {
        return false;
    }
    r->at++;
    return true;
}

static bool at_digit(const reader *r) {
    return r->at != r->end && *r->at >= '0' && *r->at <= '9';
}

static bool take_number(reader *r, int32_t *out, int32_t lowest, int32_t highest) {
    int32_t value = 0;
    if (!at_digit(r)) {
        return false;
    }
    while (at_digit(r)) {
        value = value * 10 + (*r->at++ - '0');
        if (value > highest) {
            return false;
        }
    }
    *out = value;
    return value >= lowest;
}

static bool is_letter(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static bool is_quoted_name(char c) {
    return is_letter(c) || (c >= '0' && c <= '9') || c == '+' || c == '-';
}

static bool take_name(reader *r, span *out) {
    bool quoted = take(r, '<');
    const char *start = r->at;
    while (r->at != r->end && (quoted ? is_quoted_name(*r->at) : is_letter(*r->at))) {
        r->at++;
    }
    *out = (span){start, (size_t)(r->at - start)};
    return out->length >= SHORTEST_NAME && (!quoted || take(r, '>'));
}

// "[+-]hh[:mm[:ss]]"
static bool take_time(reader *r, int32_t *out, int32_t highest_hour) {
    bool minus = take(r, '-');
    if (!minus) {
        (void)take(r, '+');
    }
    int32_t hours, minutes = 0, seconds = 0;
    if (!take_number(r, &hours, 0, highest_hour)) {
        return false;
    }
    if (take(r, ':')) {
        if (!take_number(r, &minutes, 0, 59) || (take(r, ':') && !take_number(r, &seconds, 0, 59))) {
            return false;
        }
    }
    int32_t whole = hours * HOUR + minutes * 60 + seconds;
    *out = minus ? -whole : whole;
    return true;
}

// ",date[/time]"
static bool take_moment(reader *r, zone_rule_moment *out) {
    *out = (zone_rule_moment){.seconds = 2 * HOUR};
    if (!take(r, ',')) {
        return false;
    }
    bool read;
    if (take(r, 'M')) {
        out->kind = ZONE_RULE_WEEKDAY;
        read = take_number(r, &out->month, 1, 12) && take(r, '.') && take_number(r, &out->week, 1, 5) && take(r, '.') &&
               take_number(r, &out->day, 0, 6);
    } else if (take(r, 'J')) {
        out->kind = ZONE_RULE_JULIAN;
        read = take_number(r, &out->day, 1, 365);
    } else {
        out->kind = ZONE_RULE_DAY_OF_YEAR;
        read = take_number(r, &out->day, 0, 365);
    }
    return read && (!take(r, '/') || take_time(r, &out->seconds, LARGEST_RULE_HOURS));
}

bool zone_rule_parse(zone_rule *out, span text) {
    zone_rule rule = {.has_summer = false};
    if (text.length == 0) {
        return false;
    }
    reader r = {text.text, text.text + text.length};
    int32_t west; // POSIX counts offsets west of Greenwich
    if (!take_name(&r, &rule.standard_name) || !take_time(&r, &west, LARGEST_OFFSET_HOURS)) {
        return false;
    }
    rule.standard_offset = -west;
    if (r.at != r.end) {
        rule.has_summer = true;
        rule.summer_offset = rule.standard_offset + HOUR;
        if (!take_name(&r, &rule.summer_name)) {
            return false;
        }
        if (r.at != r.end && *r.at != ',') {
            if (!take_time(&r, &west, LARGEST_OFFSET_HOURS)) {
                return false;
            }
            rule.summer_offset = -west;
        }
        if (!take_moment(&r, &rule.summer_start) || !take_moment(&r, &rule.summer_end)) {
            return false;
        }
    }
    if (r.at != r.end) {
        return false;
    }
    *out = rule;
    return true;
}

static int32_t weekday_of_month(zone_rule_moment moment, bool leap_year, int32_t first_weekday) {
    static const int32_t DAYS_BEFORE[14] = {0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365};
    int32_t leap = leap_year && moment.month >= 2 ? 1 : 0; // this month ends a day later
    int32_t start = DAYS_BEFORE[moment.month] + (moment.month > 2 ? leap : 0);
    int32_t end = DAYS_BEFORE[moment.month + 1] + leap;
    int32_t weekday = (first_weekday + start) % 7;
    int32_t day = start + (moment.day - weekday + 7) % 7 + (moment.week - 1) * 7;
    return day >= end ? day - 7 : day;
}

int32_t zone_rule_seconds(zone_rule_moment moment, bool leap_year, int32_t first_weekday) {
    int32_t day = 0;
    switch (moment.kind) {
    case ZONE_RULE_JULIAN: // 29 February is never counted: J60 is always 1 March
        day = moment.day - 1 + (leap_year && moment.day >= 60 ? 1 : 0);
        break;
    case ZONE_RULE_DAY_OF_YEAR:
        day = moment.day;
        break;
    case ZONE_RULE_WEEKDAY:
        day = weekday_of_month(moment, leap_year, first_weekday);
        break;
    }
    return day * DAY + moment.seconds;
}
