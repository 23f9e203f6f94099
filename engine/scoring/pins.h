// What is worth saying about pins: a note where one overrides rules, a warning where two people are pinned both ways.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/context.h"
#include "scoring/scoring.h"

// NO_MEMORY only.
status pins_report(context *c, const scoring *s);
