// What needs the committee's attention: counts with a clause, a sentence and the section that says more; a count of 0
// is left out.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reports/document.h"
#include "reports/facts.h"
#include "reports/sentences.h"

// Adds title and list.
void attention_list(scribe *s, const facts *f, block *section);
