// Whom somebody means by an id, an e-mail address or a name, in a pairing: somebody who takes part, or whose
// application was set aside. Only what the pairing shows is looked at, so nobody is found by a private answer. Sizes to
// expect: 100,000 people; a look at each. SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pairing/pairing.h"

typedef enum somebody_found {
    SOMEBODY_TAKES_PART, // in that role
    SOMEBODY_SET_ASIDE,  // applied in that role and was set aside
    SOMEBODY_OTHER_ROLE, // takes part, or was set aside, in the other role only
    SOMEBODY_AMBIGUOUS,  // a name of several people
    SOMEBODY_UNKNOWN,
} somebody_found;

enum { SOMEBODY_CANDIDATES = 5 };

typedef struct somebody {
    somebody_found found;
    span id;                              // TAKES_PART, SET_ASIDE, OTHER_ROLE; "" where an application names none
    uint32_t number;                      // TAKES_PART: in people of the role; SET_ASIDE: the first in asides
    span candidates[SOMEBODY_CANDIDATES]; // AMBIGUOUS: ids of the first of them
    uint32_t candidate_count;             // all of them
    span nearest;                         // UNKNOWN: the nearest name, id or address; "" where none is near
} somebody;

// NO_MEMORY, INTERNAL (text that is not UTF-8).
status somebody_find(somebody *out, context *c, const pairing *p, role as, span text);

// The applications of somebody found that were set aside in that role: *count numbers in p->asides, which lie in `a`.
// NO_MEMORY.
status somebody_asides(uint32_t **out, uint32_t *count, arena *a, context *c, const pairing *p, role as,
                       const somebody *who);
