// Dates, instants and zones. A zone is seen as periods of one offset each, from the transitions of its TZif file and,
// after the last of them, from the rule in its footer; a wall-clock time is then found by looking at every period near.
// Dates: days from the civil calendar, counted in eras of 400 years that begin on 1 March (Howard Hinnant).
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/instant.h"

#include <assert.h>
#include <string.h>

#include "base/arena.h"
#include "base/tzif.h"

enum { DAY = 86400 };

static const int64_t FIRST_SECOND = -62135596800; // 0001-01-01T00:00:00Z
static const int64_t LAST_SECOND = 253402300799;  // 9999-12-31T23:59:59Z

// ---- dates

static bool is_leap_year(int32_t year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

bool date_exists(date d) {
    static const int32_t MONTH_DAYS[13] = {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (d.year < 1 || d.year > 9999 || d.month < 1 || d.month > 12 || d.day < 1) {
        return false;
    }
    return d.day <= MONTH_DAYS[d.month] + (d.month == 2 && is_leap_year(d.year) ? 1 : 0);
}

int64_t date_day_number(date d) {
    int64_t year = d.month <= 2 ? (int64_t)d.year - 1 : d.year;
    int64_t era = (year >= 0 ? year : year - 399) / 400;
    int64_t year_of_era = year - era * 400;
    int64_t month_from_march = (d.month + 9) % 12;
    int64_t day_of_year = (153 * month_from_march + 2) / 5 + d.day - 1;
    int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

date date_of_day_number(int64_t days) {
    days += 719468;
    int64_t era = (days >= 0 ? days : days - 146096) / 146097;
    int64_t day_of_era = days - era * 146097;
    int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t month_from_march = (5 * day_of_year + 2) / 153;
    date d = {.day = (int32_t)(day_of_year - (153 * month_from_march + 2) / 5 + 1),
              .month = (int32_t)(month_from_march < 10 ? month_from_march + 3 : month_from_march - 9)};
    d.year = (int32_t)(year_of_era + era * 400 + (d.month <= 2 ? 1 : 0));
    return d;
}

// a modulo b, never negative.
static int64_t modulo(int64_t a, int64_t b) {
    return (a % b + b) % b;
}

int date_weekday(date d) {
    return (int)modulo(date_day_number(d) + 3, 7); // 1970-01-01 was a Thursday
}

static wall wall_of_seconds(int64_t seconds) {
    int64_t second_of_day = modulo(seconds, DAY);
    return (wall){.date = date_of_day_number((seconds - second_of_day) / DAY),
                  .hour = (int32_t)(second_of_day / 3600),
                  .minute = (int32_t)(second_of_day / 60 % 60),
                  .second = (int32_t)(second_of_day % 60)};
}

static int64_t seconds_of_wall(wall w) {
    return date_day_number(w.date) * DAY + w.hour * 3600 + w.minute * 60 + w.second;
}

static instant within_years(instant at) {
    return at < FIRST_SECOND ? FIRST_SECOND : at > LAST_SECOND ? LAST_SECOND : at;
}

// ---- the written form

// Digits at *at, exactly `count` of them, as a number in lowest..highest.
static bool read_digits(span text, size_t *at, int count, int32_t lowest, int32_t highest, int32_t *out) {
    int32_t value = 0;
    for (int i = 0; i < count; i++, ++*at) {
        if (*at >= text.length || text.text[*at] < '0' || text.text[*at] > '9') {
            return false;
        }
        value = value * 10 + (text.text[*at] - '0');
    }
    *out = value;
    return value >= lowest && value <= highest;
}

static bool read_mark(span text, size_t *at, char mark) {
    if (*at >= text.length || text.text[*at] != mark) {
        return false;
    }
    ++*at;
    return true;
}

static bool read_offset(span text, size_t *at, int32_t *seconds) {
    if (read_mark(text, at, 'Z')) {
        *seconds = 0;
        return true;
    }
    bool minus = read_mark(text, at, '-');
    int32_t hours, minutes;
    if ((!minus && !read_mark(text, at, '+')) || !read_digits(text, at, 2, 0, 23, &hours) ||
        !read_mark(text, at, ':') || !read_digits(text, at, 2, 0, 59, &minutes)) {
        return false;
    }
    *seconds = (hours * 3600 + minutes * 60) * (minus ? -1 : 1);
    return true;
}

bool instant_parse(written_time *out, span text) {
    written_time t = {.has_time = false};
    size_t at = 0;
    if (!read_digits(text, &at, 4, 1, 9999, &t.wall.date.year) || !read_mark(text, &at, '-') ||
        !read_digits(text, &at, 2, 1, 12, &t.wall.date.month) || !read_mark(text, &at, '-') ||
        !read_digits(text, &at, 2, 1, 31, &t.wall.date.day) || !date_exists(t.wall.date)) {
        return false;
    }
    if (at < text.length) {
        if ((!read_mark(text, &at, 'T') && !read_mark(text, &at, ' ')) ||
            !read_digits(text, &at, 2, 0, 23, &t.wall.hour) || !read_mark(text, &at, ':') ||
            !read_digits(text, &at, 2, 0, 59, &t.wall.minute)) {
            return false;
        }
        if (read_mark(text, &at, ':') && !read_digits(text, &at, 2, 0, 59, &t.wall.second)) {
            return false;
        }
        t.has_time = true;
    }
    if (at < text.length) {
        t.has_offset = true;
        if (!read_offset(text, &at, &t.offset_seconds) || at < text.length) {
            return false;
        }
    }
    *out = t;
    return true;
}

static void write_digits(char *out, int count, int32_t value) {
    for (int i = count - 1; i >= 0; i--) {
        out[i] = (char)('0' + value % 10);
        value /= 10;
    }
}

void instant_format(char out[26], instant at, int32_t offset_seconds) {
    at = within_years(at);
    // The written offset has no seconds; what is written must still be the same instant.
    int32_t minutes = offset_seconds / 60;
    instant local = at + (int64_t)minutes * 60;
    // Offsets of a day and more exist in POSIX rules only; instant_parse would not read them.
    if (local != within_years(local) || minutes <= -24 * 60 || minutes >= 24 * 60) {
        local = at;
        minutes = 0;
    }
    wall w = wall_of_seconds(local);
    memcpy(out, "0000-00-00T00:00:00+00:00", 26);
    write_digits(out, 4, w.date.year);
    write_digits(out + 5, 2, w.date.month);
    write_digits(out + 8, 2, w.date.day);
    write_digits(out + 11, 2, w.hour);
    write_digits(out + 14, 2, w.minute);
    write_digits(out + 17, 2, w.second);
    if (minutes < 0) {
        out[19] = '-';
        minutes = -minutes;
    }
    write_digits(out + 20, 2, minutes / 60);
    write_digits(out + 23, 2, minutes % 60);
}

// ---- zones

struct zone {
    arena arena;
    tzif rules;
};

// One stretch of time with one offset: start <= t < end.
typedef struct period {
    int64_t start, end; // INT64_MIN, INT64_MAX: for ever
    tzif_type type;
} period;

static zone *zone_empty(memory *m) {
    zone *z = memory_alloc(m, 1, sizeof *z);
    if (z != NULL) {
        z->arena = arena_over(m);
    }
    return z;
}

status zone_create(zone **out, memory *m, span bytes) {
    zone *z = zone_empty(m);
    if (z == NULL) {
        return STATUS_NO_MEMORY;
    }
    status result = tzif_read(&z->rules, &z->arena, bytes);
    if (result != STATUS_OK) {
        zone_free(m, z);
        return result;
    }
    *out = z;
    return STATUS_OK;
}

status zone_create_fixed(zone **out, memory *m, int32_t offset_seconds) {
    assert(offset_seconds > -TZIF_LARGEST_OFFSET && offset_seconds < TZIF_LARGEST_OFFSET);
    zone *z = zone_empty(m);
    if (z == NULL) {
        return STATUS_NO_MEMORY;
    }
    char written[26];
    instant_format(written, 0, offset_seconds);
    span name = offset_seconds == 0 ? SPAN("UTC") : arena_copy(&z->arena, (span){written + 19, 6});
    z->rules.types = arena_alloc(&z->arena, 1, sizeof *z->rules.types);
    if (name.text == NULL || z->rules.types == NULL) {
        zone_free(m, z);
        return STATUS_NO_MEMORY;
    }
    z->rules.types[0] = (tzif_type){offset_seconds, name};
    *out = z;
    return STATUS_OK;
}

void zone_free(memory *m, zone *z) {
    if (z != NULL) {
        arena_free(&z->arena);
        memory_free(m, z);
    }
}

enum { RULE_YEARS = 5 }; // two years before and after: moments may lie a week outside their own year

typedef struct rule_change {
    int64_t at;
    bool to_summer;
} rule_change;

// The changes of the rule around a year, ascending; of two at the same time the one to summer comes last and wins, so
// that a rule for summer time all the year round ("EST5EDT,0/0,J365/25") works.
static void rule_changes(rule_change out[2 * RULE_YEARS], const zone_rule *rule, int32_t year) {
    size_t count = 0;
    for (int32_t y = year - RULE_YEARS / 2; y <= year + RULE_YEARS / 2; y++) {
        int64_t first_day = date_day_number((date){y, 1, 1});
        int32_t first_weekday = (int32_t)modulo(first_day + 4, 7);
        bool leap = is_leap_year(y);
        rule_change both[2] = {
            {first_day * DAY + zone_rule_seconds(rule->summer_end, leap, first_weekday) - rule->summer_offset, false},
            {first_day * DAY + zone_rule_seconds(rule->summer_start, leap, first_weekday) - rule->standard_offset,
             true}};
        for (size_t i = 0; i < 2; i++) {
            size_t to = count++;
            while (to > 0 && (out[to - 1].at > both[i].at || (out[to - 1].at == both[i].at && out[to - 1].to_summer))) {
                out[to] = out[to - 1];
                to--;
            }
            out[to] = both[i];
        }
    }
}

static period rule_period(const zone_rule *rule, int64_t at) {
    period p = {INT64_MIN, INT64_MAX, {rule->standard_offset, rule->standard_name}};
    if (!rule->has_summer) {
        return p;
    }
    rule_change changes[2 * RULE_YEARS] = {0};
    rule_changes(changes, rule, wall_of_seconds(at).date.year);
    for (size_t i = 0; i < 2 * RULE_YEARS; i++) {
        if (changes[i].at > at) {
            p.end = changes[i].at;
            break;
        }
        p.start = changes[i].at;
        p.type = changes[i].to_summer ? (tzif_type){rule->summer_offset, rule->summer_name}
                                      : (tzif_type){rule->standard_offset, rule->standard_name};
    }
    return p;
}

// The period that holds `at`, which lies within a few days of the years 1 to 9999.
static period period_at(const zone *z, int64_t at) {
    size_t low = 0, high = z->rules.transition_count; // how many transitions are not after `at`
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (z->rules.transitions[middle] <= at) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    int64_t start = low == 0 ? INT64_MIN : z->rules.transitions[low - 1];
    if (low == z->rules.transition_count && z->rules.has_rule) {
        period p = rule_period(&z->rules.rule, at);
        p.start = p.start < start ? start : p.start;
        return p;
    }
    int64_t end = low == z->rules.transition_count ? INT64_MAX : z->rules.transitions[low];
    return (period){start, end, z->rules.types[low == 0 ? 0 : z->rules.type_after[low - 1]]};
}

int32_t zone_offset(const zone *z, instant at) {
    return period_at(z, within_years(at)).type.offset;
}

span zone_abbreviation(const zone *z, instant at) {
    return period_at(z, within_years(at)).type.abbreviation;
}

wall zone_wall(const zone *z, instant at) {
    at = within_years(at);
    return wall_of_seconds(at + zone_offset(z, at));
}

wall_fit zone_instant(instant *out, const zone *z, wall w) {
    assert(date_exists(w.date));
    int64_t local = seconds_of_wall(w);
    int64_t last = local + TZIF_LARGEST_OFFSET;
    bool found = false, skipped = false;
    int64_t moved = local; // the answer in a gap
    period before = {0};
    for (int64_t at = local - TZIF_LARGEST_OFFSET; at <= last;) {
        period p = period_at(z, at);
        int64_t candidate = local - p.type.offset;
        if (candidate >= p.start && candidate < p.end) {
            if (found) {
                return WALL_TWICE;
            }
            found = true;
            *out = candidate;
        } else if (!skipped && at != local - TZIF_LARGEST_OFFSET && candidate < p.start &&
                   local - before.type.offset >= p.start) {
            skipped = true;
            moved = local - before.type.offset;
        }
        before = p;
        at = p.end;
    }
    if (!found) {
        *out = moved;
        return WALL_NEVER;
    }
    return WALL_ONCE;
}
