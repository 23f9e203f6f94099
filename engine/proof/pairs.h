// The pairs of a claim by themselves: people who exist, each pair once and eligible, every pin there, nobody over
// capacity.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "proof/inquiry.h"

// Fills pairs, pinned, pin_count and load, or refuses. NO_MEMORY.
status pairs_check(inquiry *q);
