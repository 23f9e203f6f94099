// The bytes of a TZif file: whatever they are, a zone made of them answers every question within the years 1 to 9999,
// and what it says of an instant and of a wall-clock time fits together.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/instant.h"
#include "door.h"

static const date DAYS[] = {{1, 1, 1},     {1, 1, 2},     {1883, 11, 18}, {1901, 12, 13}, {1969, 12, 31},
                            {1970, 1, 1},  {1972, 2, 29}, {1987, 4, 5},   {2000, 2, 29},  {2011, 12, 30},
                            {2017, 3, 12}, {2017, 11, 5}, {2037, 12, 31}, {2038, 1, 19},  {2100, 3, 1},
                            {2400, 2, 29}, {9999, 1, 1},  {9999, 12, 30}, {9999, 12, 31}};
enum { LARGEST_OFFSET = 26 * 3600, MARGIN = 3 * 86400 };

static int64_t wall_number(wall w) {
    return date_day_number(w.date) * 86400 + w.hour * 3600 + w.minute * 60 + w.second;
}

static bool is_wall(wall w) {
    return date_exists(w.date) && w.hour >= 0 && w.hour < 24 && w.minute >= 0 && w.minute < 60 && w.second >= 0 &&
           w.second < 60;
}

static void check_instant(const zone *z, instant at) {
    int32_t offset = zone_offset(z, at);
    span name = zone_abbreviation(z, at);
    REQUIRE(offset > -LARGEST_OFFSET && offset < LARGEST_OFFSET);
    REQUIRE(text_invalid_at(name) == SIZE_MAX && !text_has_control(name));
    char written[26];
    written_time read;
    instant_format(written, at, offset);
    REQUIRE(strlen(written) == 25 && instant_parse(&read, span_of(written)) && read.has_offset);
    wall w = zone_wall(z, at);
    if (!is_wall(w)) {
        return; // outside the years 1 to 9999
    }
    REQUIRE(wall_number(w) == at + offset);
    instant back = 0;
    wall_fit fit = zone_instant(&back, z, w);
    REQUIRE(fit != WALL_NEVER && back <= at);
    REQUIRE(fit == WALL_TWICE || back == at);
    REQUIRE(wall_number(zone_wall(z, back)) == wall_number(w));
}

static void check_wall(const zone *z, wall w) {
    instant at = 0;
    wall_fit fit = zone_instant(&at, z, w);
    REQUIRE(at > wall_number(w) - 2 * LARGEST_OFFSET && at < wall_number(w) + 2 * LARGEST_OFFSET);
    bool far_from_the_ends = w.date.year > 1 && w.date.year < 9999;
    if (far_from_the_ends && fit != WALL_NEVER) {
        REQUIRE(wall_number(zone_wall(z, at)) == wall_number(w));
    }
    if (far_from_the_ends && fit == WALL_NEVER) {
        REQUIRE(wall_number(zone_wall(z, at)) != wall_number(w));
    }
}

static void check_zone(const zone *z, span bytes) {
    for (size_t i = 0; i < sizeof DAYS / sizeof *DAYS; i++) {
        check_wall(z, (wall){.date = DAYS[i]});
        check_wall(z, (wall){.date = DAYS[i], .hour = 2, .minute = 30});
        check_wall(z, (wall){.date = DAYS[i], .hour = 23, .minute = 59, .second = 59});
        int64_t day = date_day_number(DAYS[i]) * 86400;
        if (i > 1 && DAYS[i].year < 9999) {
            check_instant(z, day);
            check_instant(z, day + 43200);
        }
    }
    // Any eight bytes of the file may be a time at which it changes.
    for (size_t i = 0; i + 8 <= bytes.length && i < 2000; i++) {
        uint64_t number = 0;
        for (size_t k = 0; k < 8; k++) {
            number = number << 8 | (unsigned char)bytes.text[i + k];
        }
        int64_t at = (int64_t)number;
        if (at > -62135596800 + MARGIN && at < 253402300799 - MARGIN) {
            check_instant(z, at - 1);
            check_instant(z, at);
            check_wall(z, zone_wall(z, at));
        }
    }
    REQUIRE(is_wall((wall){.date = {2017, 1, 1}}));
    (void)zone_offset(z, INT64_MIN + 1);
    (void)zone_offset(z, INT64_MAX);
    (void)zone_abbreviation(z, INT64_MAX);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    memory m = {0};
    zone *z = NULL;
    span bytes = door_bytes(data, size);
    status result = zone_create(&z, &m, bytes);
    REQUIRE(result == STATUS_OK || result == STATUS_BAD_INPUT);
    REQUIRE((result == STATUS_OK) == (z != NULL));
    if (z != NULL) {
        check_zone(z, bytes);
    }
    zone_free(&m, z);
    REQUIRE(m.live_bytes == 0);
    return 0;
}
