// One pair on the chairs' page.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reports/review.h"

// A tbody of two rows: the pair, and what is unfolded under it.
void review_pair(review *p, uint32_t pair);
