// Why one criterion judged a pair as it did, in words: the facts, then what follows ("Senior for Early career, two
// stages ahead"). Sizes to expect: 20..200 bytes.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pairing/wording.h"
#include "scoring/scoring.h"

// Adds the phrase of one criterion that applies to the pair. Never called for a private criterion.
void because_criterion(wording *w, const cohort *h, uint32_t mentee, uint32_t mentor, const criterion_result *result);

// "one stage ahead", "two stages behind", "same career stage".
void because_gap(wording *w, int32_t gap_stages);
