// A pairing made by hand, held to the rules line by line: what stands of it, and a finding for each line that breaks
// one. Sizes to expect: 10..100,000 lines.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scoring/scoring.h"

typedef struct draft {
    span file;
    uint32_t lines;       // that name two people, or try to
    uint32_t left_out;    // of them: break a rule
    uint32_t pins_missed; // pins that no line which stands keeps
    couple *pairs;        // of the lines that stand; sorted by (mentee, mentor), each once
    uint32_t pair_count;
} draft;

// Whether it breaks no rule.
static inline bool draft_is_sound(const draft *d) {
    return d->left_out == 0 && d->pins_missed == 0;
}

// Everything lies in `a`. A rule that is broken is an error finding at its line, and the line is left out: OK all the
// same. Where several lines take somebody's places, pinned pairs come first, then the earlier lines. BAD_INPUT: the
// file cannot be read; findings say why. NO_MEMORY, INTERNAL.
status draft_read(draft *out, arena *a, context *c, const scoring *s, span file, span bytes);
