// What is proven, in words: the list of the first page and the opening of its lead. One place says it, for every goal.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reports/document.h"
#include "reports/facts.h"
#include "reports/sentences.h"

void proofs_list(scribe *s, const facts *f, block *section); // one item a goal, then the rules
phrase proofs_lead(scribe *s, const facts *f);               // of a pairing with pairs
phrase proofs_goal(scribe *s, level_kind goal, bool first);  // "Then the highest total fit, in points"
