// Whether one pairing only is left: no way to change the one in hand without losing at any goal so far.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "assignment/workshop.h"

// The face has just been restricted and the network holds a pairing of it, indexed. NO_MEMORY.
status unique_check(bool *out, workshop *w);
