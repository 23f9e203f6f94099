// What the parts of a comparison under construction share. SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pairing/comparison.h"

typedef struct comparing {
    comparison *out;
    arena *arena; // for what stays
    arena scratch;
    const pairing *pairing[COMPARED_SIDES];
    uint32_t *united[ROLE_COUNT][COMPARED_SIDES]; // people of a pairing -> people of the comparison
    bool helped[COMPARED_SIDES];
    bool conflicts_differ; // whose is nobody's to read
} comparing;
