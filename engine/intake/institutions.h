// Which institutions are one: numbers for those that take part, and warnings about two that are nearly the same, so
// that the rule against pairing colleagues does not fail because of a spelling.
// Sizes to expect: 10..10,000 institutions; above INSTITUTIONS_COMPARED only rearranged and abbreviated names are
// looked for.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/applicant.h"

enum { INSTITUTIONS_COMPARED = 20000 };

// Sets person.institution of all who are not set aside: by the folded name, synonyms resolved, numbered in its order.
// NO_MEMORY.
status institutions_number(reading *r, applicants *all);
