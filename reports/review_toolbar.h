// The bar above the pairs; it works by the script alone.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reports/review.h"

void review_toolbar(review *p);
