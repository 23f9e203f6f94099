// What two pairings were made from, where that differs: what could explain that they do. SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "comparison_view.h"

// Files, answers, decisions, the program, the draw, options, the tool, below a title. false: nothing of that differs, and nothing is printed.
bool comparison_reasons_print(comparison_view *v, const char *title);
