// Everybody who applied, found by id, e-mail address or name once a cohort has been read: who takes part, and who was
// set aside and why. Sizes to expect: 100,000 people; each search by bisection.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/cohort.h"
#include "intake/directory.h"

typedef struct roll {
    arena arena;
    const cohort *cohort;
    reading reading;
    applicants applicants; // those who take part first; owned by the arena
    directory directory;
    uint32_t *number;     // [applicants]: in people of their role; NONE: set aside
    const aside **asides; // [applicants]: NULL where they take part
} roll;

// NO_MEMORY. Closed by roll_close in any case.
status roll_open(roll *out, context *c, const cohort *h);
void roll_close(roll *r);

typedef struct roll_entry {
    uint32_t person;    // the same for one person in both roles; NONE: nobody, or several
    uint32_t number;    // in people of the role; NONE: takes no part
    const aside *aside; // why not; NULL where they do
    const char *code;   // nobody: "person_unknown", "name_ambiguous"; else NULL
    span what, remedy;  // nobody: what is wrong with the text, and how to mend it; both lie in the roll
} roll_entry;

// Whom a text means among those who applied in that role. NO_MEMORY.
status roll_find(roll_entry *out, roll *r, role as, span text);
