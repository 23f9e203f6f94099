// Criteria and rules in words: what counts how much, how a fit is made, who may be paired at all.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reports/facts.h"
#include "reports/sentences.h"

// A criterion as documents show it: those that read a private field stand as one, in the place of the first of them.
typedef struct criteria_entry {
    const criterion *criterion; // NULL: the private ones together
    int32_t weight;
} criteria_entry;
criteria_entry *criteria_shown(scribe *s, const facts *f, uint32_t *count, int64_t *weights);

phrase criteria_name(scribe *s, const criteria_entry *e);
phrase criteria_how(scribe *s, const facts *f, const criteria_entry *e); // "one stage ahead 100, two 90, same stage 60"
phrase criteria_how_to_read(scribe *s, const facts *f);                  // one paragraph
uint32_t criteria_rules(scribe *s, const facts *f, phrase *out);         // at most CRITERIA_RULES
enum { CRITERIA_RULES = 12 };
