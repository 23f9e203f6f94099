// A date as program.yaml or the command line has it, and one as a form tool writes it.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/instant.h"
#include "intake/submitted.h"
#include "small_cohort.h"

static const instant FIRST = -62135596800, LAST = 253402300799;

static bool is_wall(wall w) {
    return date_exists(w.date) && w.hour >= 0 && w.hour < 24 && w.minute >= 0 && w.minute < 60 && w.second >= 0 &&
           w.second < 60;
}

static void check_written(span text) {
    written_time t;
    if (!instant_parse(&t, text)) {
        return;
    }
    REQUIRE(is_wall(t.wall));
    REQUIRE(t.has_time || (!t.has_offset && t.wall.hour == 0 && t.wall.minute == 0 && t.wall.second == 0));
    REQUIRE(t.offset_seconds > -86400 && t.offset_seconds < 86400 && (t.has_offset || t.offset_seconds == 0));
    int64_t local = date_day_number(t.wall.date) * 86400 + t.wall.hour * 3600 + t.wall.minute * 60 + t.wall.second;
    instant at = local - t.offset_seconds;
    if (at < FIRST || at > LAST) {
        return;
    }
    char written[26];
    written_time again;
    instant_format(written, at, t.offset_seconds);
    REQUIRE(instant_parse(&again, span_of(written)) && again.has_offset && again.has_time);
    REQUIRE(again.offset_seconds == t.offset_seconds && memcmp(&again.wall, &t.wall, sizeof t.wall) == 0);
}

static void check_submitted(arena *a, const zone *z, span text) {
    static const date_order ORDERS[] = {ORDER_MDY, ORDER_DMY, ORDER_YMD};
    for (size_t i = 0; i < sizeof ORDERS / sizeof *ORDERS; i++) {
        submitted s;
        REQUIRE(submitted_parse(&s, a, z, ORDERS[i], text) == STATUS_OK);
        REQUIRE((s.fault == SUBMITTED_UNDERSTOOD) == (s.at != INSTANT_NONE));
        if (s.fault != SUBMITTED_UNDERSTOOD) {
            continue;
        }
        // The same time in the standard form, with its offset, is the same instant.
        char written[26], shown[SUBMITTED_SHOWN_BYTES];
        submitted again;
        instant_format(written, s.at, zone_offset(z, s.at));
        REQUIRE(submitted_parse(&again, a, z, ORDERS[i], span_of(written)) == STATUS_OK);
        REQUIRE(again.fault == SUBMITTED_UNDERSTOOD && (again.at == s.at || s.at < FIRST || s.at > LAST));
        submitted_show(shown, z, s.at, SUBMITTED_SENTENCE);
        REQUIRE(strlen(shown) > 0);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    span text = door_bytes(data, size);
    check_written(text);
    if (text_invalid_at(text) != SIZE_MAX || size > 4096) {
        return 0;
    }
    memory m = {0};
    arena a = arena_over(&m);
    zone *z = NULL;
    REQUIRE(zone_create(&z, &m, SMALL_ZONE) == STATUS_OK);
    check_submitted(&a, z, text);
    zone_free(&m, z);
    arena_free(&a);
    REQUIRE(m.live_bytes == 0);
    return 0;
}
