// A comparison in words and columns, for the terminal. Each part prints nothing where there is nothing to say.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "comparison_view.h"

// "3 pairs are kept, 1 is new, 1 is lost."
void comparison_text_headline(comparison_view *v);
// Level by level: both values, and which is better by how much.
void comparison_text_goals(comparison_view *v);
// Who has whom now, who is newly paired or without, who has joined or left, mentees first; then fits that changed.
void comparison_text_people(comparison_view *v);
