// The direction rule for a whole cohort: where two people applied in both roles and either could mentor the other, the
// worse direction gives way, and so does the other direction of a pinned pair. Sizes to expect: a few people in both
// roles; the cost is the square of their number.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/context.h"
#include "scoring/scoring.h"

typedef struct directions {
    memory *memory;
    couple *lost; // sorted by (mentee, mentor)
    size_t count, capacity;
} directions;

// The pairs that are eligible by all other rules and give way. `s` holds every exception but these. Freed by
// directions_free also after a failure. NO_MEMORY only.
status directions_find(directions *out, memory *m, const scoring *s);
void directions_free(directions *d);
