// The words of a vocabulary, for those who look into one; looking up is in program.h.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/program.h"

typedef struct vocabulary_word {
    span folded;
    uint32_t option;
} vocabulary_word; // sorted by folded text, then option
