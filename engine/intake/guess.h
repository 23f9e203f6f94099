// Which field a column could be whose header is not understood: told from the answers in it, else from words of the
// question. A guess is only ever said, or written down for somebody to confirm; nothing is paired by it.
// Sizes to expect: 10..60 columns; the first 200 answers are looked at.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/headers.h"

typedef struct guess {
    uint32_t field;  // a field_known, or NONE
    bool by_answers; // nearly all answers are of that kind: addresses, times, known stages
} guess;

// `column` is the first of its question. NO_MEMORY only.
status guess_field(guess *out, arena *scratch, const program *p, const sheet *s, role as, uint32_t column);
