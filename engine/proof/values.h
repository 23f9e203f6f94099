// The list of levels of a claim: that it is the one the program asks for, and that every value is what the pairs give.
// Whether a value is the best is for the certificate to prove (replay.h).
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "proof/inquiry.h"

// After pairs_check. Refuses or not; NO_MEMORY.
status values_check(inquiry *q);
