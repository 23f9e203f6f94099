// The other views of the chairs' page.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reports/review.h"

void review_unpaired(review *p);
void review_free(review *p);
// Vetoes, withdrawals and pins that stand in no row.
void review_earlier(review *p);
// Everybody with their places, for the script alone.
void review_people(review *p);
