// The rule in the footer of a TZif file: a POSIX TZ string with the extensions of RFC 8536 ("CST6CDT,M3.2.0,M11.1.0").
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/span.h"

typedef enum zone_rule_day { ZONE_RULE_JULIAN, ZONE_RULE_DAY_OF_YEAR, ZONE_RULE_WEEKDAY } zone_rule_day;

// A moment of every year, on the clock in force before it.
typedef struct zone_rule_moment {
    zone_rule_day kind;
    int32_t month, week, day; // Mm.w.d: 1..12, 1..5 (5: the last), 0 = Sunday; Jn: day 1..365, n: day 0..365
    int32_t seconds;          // after the day's start; -167 to 167 hours
} zone_rule_moment;

typedef struct zone_rule {
    span standard_name, summer_name;        // borrowed from the text
    int32_t standard_offset, summer_offset; // seconds east of UTC
    bool has_summer;
    zone_rule_moment summer_start, summer_end; // summer_start on standard time, summer_end on summer time
} zone_rule;

// false: not such a rule; a rule that names a summer time without its dates is none either.
bool zone_rule_parse(zone_rule *out, span text);

// The moment in a year as seconds after that year's start; `first_weekday`: of 1 January, 0 = Sunday.
int32_t zone_rule_seconds(zone_rule_moment moment, bool leap_year, int32_t first_weekday);
