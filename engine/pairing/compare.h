// Compares two pairings. Nothing is solved; both may come from files. SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pairing/comparison.h"

// What became of somebody.
compared_change compare_change(const compared_person *p);

// Whether a pairing was told to keep pairs of another for the sake of the comparison alone, so that neither that goal
// nor its file is anybody's.
typedef struct compare_helped {
    bool old, new;
} compare_helped;

// Compares; all that is new lies in `a`, the rest is the pairings'. NO_MEMORY, INTERNAL.
status compare_pairings(comparison *out, arena *a, context *c, const pairing *old, const pairing *new,
                        compare_helped helped);
