// How many of the other side are ruled out, and by what: counts for the result, phrases for its sentences.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pairing/building.h"

typedef struct rulings {
    uint32_t counts[REASON_COUNT]; // REASON_ELIGIBLE too
    uint32_t gap_too_large;        // of REASON_STAGE_GAP: above the maximum; the others are below the minimum
} rulings;

void rulings_add(rulings *r, const cohort *h, uint32_t mentee, uint32_t mentor, reason why);
// So many people like one of the two; and one of them taken away again.
void rulings_add_many(rulings *r, const cohort *h, uint32_t mentee, uint32_t mentor, reason why, uint32_t people);
void rulings_take(rulings *r, const cohort *h, uint32_t mentee, uint32_t mentor, reason why);

// The counts as the result shows them: in the order of the reasons, conflicts and vetoes together as "decision", zeros
// left out. NO_MEMORY.
status rulings_shown(shown_ruled_out **out, uint32_t *count, building *b, const rulings *r);

// Adds "43 are not a stage ahead, 4 from the same institution", the largest first. `counted` is the side that was
// counted.
void rulings_phrase(wording *w, const rulings *r, const cohort *h, role counted);

// Adds what stands against one pair: "not a stage ahead", "60 % is needed".
void rulings_against(wording *w, const cohort *h, uint32_t mentee, uint32_t mentor, reason why);
