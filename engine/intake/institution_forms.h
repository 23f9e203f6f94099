// The forms in which names of one institution fall together, for finding those that are written in two ways.
// Sizes to expect: names of 5..100 bytes, a handful of forms each.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/arena.h"
#include "base/text.h"

enum { INSTITUTION_FORMS_MOST = 24 };

typedef struct institution_forms {
    span same[INSTITUTION_FORMS_MOST]; // plain forms that mean the same as the name; the first is that of the whole
    uint32_t same_count;
    span shorter[INSTITUTION_FORMS_MOST]; // plain forms of what others may call it, and call others too
    uint32_t shorter_count;
} institution_forms;

// The plain form: abbreviations written out, accents and small words dropped, words sorted. NO_MEMORY.
status institution_forms_plain(span *out, arena *a, span folded);

// All forms of a folded name: with its library left out, its campus or what stands in brackets, "university", its
// initials. Texts lie in `a`. NO_MEMORY.
status institution_forms_of(institution_forms *out, arena *a, span folded);
