// Crowds: institutions from which so many mentees and mentors come that pairs within them are no exceptions any more.
// Where the rule on institutions holds, a crowd is part of what classes are told by; all other institutions stay lists
// of pairs (exceptions.h). There are at most CROWD_SHARE crowds, so that classes do not fall apart into single people.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/cohort.h"

enum { CROWD_SHARE = 64, CROWD_LEAST = 4 }; // of all pairs at least one in so many; so many pairs

typedef struct crowds {
    memory *memory;
    uint32_t institutions; // numbers are below this
    bool *is;              // [institutions]; number 0 is no institution
} crowds;

// Freed by crowds_free also after a failure. NO_MEMORY only.
status crowds_find(crowds *out, memory *m, const cohort *h);
void crowds_free(crowds *k);

// The number of the crowd that the person belongs to; 0: none.
static inline uint32_t crowds_of(const crowds *k, const person *p) {
    return k->is[p->institution] ? p->institution : 0;
}
