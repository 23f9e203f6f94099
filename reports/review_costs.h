// What a change would cost the cohort, in the few words of the chairs' page.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reports/sentences.h"

// "nothing: equal choice", "8.3 points, no pair", "one pair": what the goals lose, pairs before points.
phrase review_costs(scribe *s, const shown_change *change);
// "equal", "costs 8.3", "costs one pair": for paper.
phrase review_costs_short(scribe *s, const shown_change *change);
