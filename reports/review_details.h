// How a pair's fit comes about, what the two wrote, and other mentors with what each would cost.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reports/review.h"

// Other mentors in one line, for paper.
void review_paper_alternatives(review *p, uint32_t pair);
void review_details(review *p, uint32_t pair);
