// What a change would cost the cohort, in the few words of the chairs' page.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reports/sentences.h"

// "nothing: equal choice", "8.3 points, no pair", "one pair": the first goal that loses says it.
phrase review_costs(scribe *s, const shown_change *change);
