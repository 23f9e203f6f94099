// What a pair weighs at a level: each level asks for the pairing with the largest sum of these.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "proof/inquiry.h"

typedef struct weight {
    level_kind kind;
    int32_t t;                            // best_worst: basis points; fairest: whole percent
    const uint64_t *draw_key[ROLE_COUNT]; // draw: everybody's keys of its round
} weight;

enum { BP_PER_PERCENT = 100 };

// -1..65535. most_mentors weighs no pair: there a mentor's first place earns 1.
int64_t weight_of(const weight *w, const pair_facts *pair);
