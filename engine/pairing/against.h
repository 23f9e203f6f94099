// What stands against a pair, rule by rule, in sentences that name the facts and the rule: so that a committee sees
// what it could change. Sizes to expect: none to three rules; some hundred bytes a sentence. SPDX-License-Identifier:
// GPL-3.0-or-later
#pragma once

#include "scoring/scoring.h"

struct wording;

typedef struct against_rule {
    reason reason;
    span because;    // "Ada Quill (Senior) for Mo Ash (Mid-career) is one stage ahead; at least two are asked for."
    bool overridden; // by a pin of this pair, where there is one or were to be one
} against_rule;

typedef struct against {
    against_rule *rules; // in the order of the reasons; the first of them is the reason that results count
    uint32_t count;
} against;

// Every rule against the pair, whatever pins say. Everything that is given out lies in `a`, `w` is only used.
// NO_MEMORY.
status against_pair(against *out, arena *a, context *c, struct wording *w, const scoring *s, const couple *pair);
