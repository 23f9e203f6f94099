// Instants, dates and zones. An instant is whole seconds since 1970-01-01T00:00:00Z (proleptic Gregorian, no leap
// seconds), years 1 to 9999. Zone rules come as the bytes of a TZif file (RFC 8536, version 2 or later, its footer
// rule used after the last transition). The engine never asks the machine for the time or the zone.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/memory.h"
#include "base/status.h"
#include "base/text.h"

typedef int64_t instant;
#define INSTANT_NONE INT64_MIN

typedef struct date {
    int32_t year, month, day; // 1..9999, 1..12, 1..31
} date;

typedef struct wall {
    date date;
    int32_t hour, minute, second;
} wall;

typedef struct zone zone;

// Reads TZif bytes. BAD_INPUT: not a usable TZif file (no finding is made here). Freed by zone_free.
status zone_create(zone **out, memory *m, span tzif);
void zone_free(memory *m, zone *z); // NULL allowed

// A zone with one offset for ever (UTC: 0). NO_MEMORY only.
status zone_create_fixed(zone **out, memory *m, int32_t offset_seconds);

int32_t zone_offset(const zone *z, instant at);    // seconds east of UTC in force at that instant
span zone_abbreviation(const zone *z, instant at); // "CDT"; borrowed from the zone

typedef enum wall_fit { WALL_ONCE, WALL_TWICE, WALL_NEVER } wall_fit; // fold: the earlier is taken; gap: moved forward by its length
wall_fit zone_instant(instant *out, const zone *z, wall w);
wall zone_wall(const zone *z, instant at);

bool date_exists(date d);
int64_t date_day_number(date d); // days since 1970-01-01
date date_of_day_number(int64_t days);
int date_weekday(date d); // 0 = Monday

// "2017-05-01" / "2017-05-01T12:00[:00][Z|±hh:mm]" (a blank may stand for T). What was not written is said by the flags.
typedef struct written_time {
    wall wall;
    bool has_time, has_offset;
    int32_t offset_seconds;
} written_time;
bool instant_parse(written_time *out, span text);

// "2017-05-01T12:00:00-05:00", UTC "+00:00"; writes exactly 25 characters and a zero.
void instant_format(char out[26], instant at, int32_t offset_seconds);
