// What two pairings were made from: files, answers, decisions. SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pairing/comparing.h"

// Fills `inputs`. NO_MEMORY.
status compare_inputs(comparing *k);

// Fills `answers`, behind people. NO_MEMORY.
status compare_answers(comparing *k);

// Fills `decisions`. NO_MEMORY.
status compare_decisions(comparing *k);
