// The bytes of a TZif file as plain data: RFC 8536, version 2 or later.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/span.h"
#include "base/status.h"
#include "base/zone_rule.h"

enum { TZIF_LARGEST_OFFSET = 26 * 3600 }; // seconds; all offsets lie between the negative of it and it, both excluded

typedef struct tzif_type {
    int32_t offset; // seconds east of UTC
    span abbreviation;
} tzif_type;

typedef struct tzif {
    int64_t *transitions; // ascending; seconds since 1970
    uint8_t *type_after;  // of each transition
    size_t transition_count;
    tzif_type *types; // at least one; the first is in force before the first transition
    bool has_rule;
    zone_rule rule; // in force from the last transition on
} tzif;

// Reads `bytes` into the arena, from which nothing borrows; on any status but OK what was taken from the arena stays
// in it. BAD_INPUT: not such a file, truncated, counts or offsets beyond reason, or one that counts leap seconds.
status tzif_read(tzif *out, arena *a, span bytes);
