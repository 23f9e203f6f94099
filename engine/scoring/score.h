// What a pair is worth, plainly: from the answers of two people, criterion by criterion.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scoring/criterion.h"

// 0..10000. `results` is NULL or has room for program.criterion_count.
int32_t score_of(const cohort *h, uint32_t mentee, uint32_t mentor, criterion_result *results);
