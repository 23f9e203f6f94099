// A fit as a sum that can be checked by hand: weight times similarity, their sum, and what that is per weight.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "explain.h"

void explain_fit_print(explain *x, const shown_criterion *criteria, uint32_t count, int32_t score_bp);
