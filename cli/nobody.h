// Who has nobody they could be paired with, and the rule that leaves them so. Mentors without places are not meant.
// Sizes to expect: 100,000 people a role, some 1,000 classes, or as many as people.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mentorpair.h"

enum { NOBODY_LOOKED_AT = 200 }; // people of a role whose rules are counted; of more, only how many they are

typedef struct nobody_person {
    uint32_t person;                  // number in the cohort
    uint32_t ruled_out[REASON_COUNT]; // people of the other role, by the first reason against the pair
    reason main;                      // the one that rules out most; the earlier of equal ones
} nobody_person;

typedef struct nobody {
    uint32_t count[ROLE_COUNT];
    nobody_person *people[ROLE_COUNT]; // in the order of ids; the first NOBODY_LOOKED_AT
    uint32_t listed[ROLE_COUNT];
} nobody;

// Exact; class by class, then the pairs that classes do not settle. Everything lies in `a`. NO_MEMORY only.
status nobody_find(nobody *out, arena *a, const scoring *scored);

// "stage_gap", as in pairing.json's ruled_out; conflicts and vetoes are one: "decision".
const char *nobody_code(reason r);
