// The pairs that classes do not settle: rules on two particular people (oneself, conflicts, vetoes, past pairs,
// institutions, pins and their other direction), people asked for by name, given scores. Sizes to expect: a few a
// person; up to every pair where a committee gives a score to each. Cost: linear.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/cohort.h"

typedef struct marked_pair {
    uint32_t mentee, mentor;
    bool scored; // its score is not that of its classes
} marked_pair;

typedef struct marked_pairs {
    memory *memory;
    marked_pair *items;
    size_t count, capacity;
} marked_pairs;

// Every pair that needs a look of its own, sorted by (mentee, mentor), each once; freed by exceptions_marks_free also
// after a failure. The direction rule comes later (direction.h). NO_MEMORY only.
status exceptions_marks(marked_pairs *out, memory *m, const cohort *h);
void exceptions_marks_free(marked_pairs *p);
