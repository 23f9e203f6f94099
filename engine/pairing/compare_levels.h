// The goals of two pairings: which one reaches more, level by level. SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pairing/comparing.h"

// Fills `levels`, behind people and pairs. NO_MEMORY.
status compare_levels(comparing *k);
