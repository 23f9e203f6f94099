// People as the result shows them: every answer under its field's name, empty ones and private ones left out.
// Sizes to expect: 100,000 people with some ten answers each.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pairing/building.h"

// Fills the people of the result. NO_MEMORY.
status people_fill(building *b);

// An instant as results write it, in the program's zone; "" for none. NO_MEMORY.
status people_instant(building *b, span *out, instant at);
