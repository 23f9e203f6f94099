// The options that answers of an export show: career stages and areas with counts, capacities in words.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/survey.h"

// Fills in stages, areas and capacities of a survey whose files and fields are known. NO_MEMORY.
status survey_options_collect(survey *s, arena *a);

// What the words of a career stage say of its place, from the beginning on: "Student", "0-5 years", "Mid-career",
// "Retired"; -1: nothing.
int32_t survey_options_order(span folded);

// The number that a phrase names: "Just one" 1, "Two or three" 2 (the smaller); -1: none.
int32_t survey_options_number(span folded);
