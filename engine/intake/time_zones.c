// A zone that was looked up once is kept; one that does not exist is asked for again, since it ends the run.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/time_zones.h"

#include "base/fixed.h"

enum { NUMBER_UNIT = 10000, SECONDS_AN_HOUR = 3600, NAME_LONGEST_BYTES = 64 };

struct known_zone {
    span name;
    int64_t hours; // ten-thousandths
};

// Parts of letters, digits, "_", "-" and "+" with single slashes between them: an applicant's text asks for no other
// file.
static bool is_name(span name) {
    bool after_slash = true;
    for (size_t i = 0; i < name.length; i++) {
        char c = name.text[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        bool inner = (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '+';
        if (!letter && !inner && (c != '/' || after_slash)) {
            return false;
        }
        after_slash = c == '/';
    }
    return name.length <= NAME_LONGEST_BYTES && !after_slash;
}

status time_zones_open(zone **out, context *c, span name) {
    const host *world = &c->host;
    span bytes;
    *out = NULL;
    if (!is_name(name) || world->zone == NULL || world->zone(world->self, name, &bytes) != STATUS_OK) {
        return STATUS_OK;
    }
    status result = zone_create(out, &c->memory, bytes);
    return result == STATUS_BAD_INPUT ? STATUS_OK : result;
}

static status look_up(int64_t *hours, bool *known, reading *r, span name) {
    zone *z;
    TRY(time_zones_open(&z, r->c, name));
    *known = z != NULL;
    if (!*known) {
        return STATUS_OK;
    }
    int64_t seconds = zone_offset(z, r->zones_at), size = seconds < 0 ? -seconds : seconds;
    zone_free(&r->c->memory, z);
    size = fixed_round_half_up(size * NUMBER_UNIT, SECONDS_AN_HOUR);
    *hours = seconds < 0 ? -size : size;
    return STATUS_OK;
}

status time_zones_hours(int64_t *hours, bool *known, reading *r, span name) {
    for (size_t i = 0; i < r->zone_count; i++) {
        if (span_equal(r->zones[i].name, name)) {
            *hours = r->zones[i].hours;
            *known = true;
            return STATUS_OK;
        }
    }
    TRY(look_up(hours, known, r, name));
    if (*known) {
        if (!memory_reserve(&r->c->memory, &r->zones, &r->zone_capacity, r->zone_count + 1, sizeof *r->zones)) {
            return STATUS_NO_MEMORY;
        }
        r->zones[r->zone_count++] = (struct known_zone){.name = name, .hours = *hours};
    }
    return STATUS_OK;
}
