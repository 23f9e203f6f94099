// The criteria of program.yaml, and what they ask of the fields they read.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/reader.h"

// Reads `criteria`, or takes the built-in ones. Faults are findings. NO_MEMORY.
status program_criteria_read(reader *r, const tree *root);

// Marks the registry's fields: needed, choice, ranked, number; and the criteria that read a private field. After
// `options` and `private`, and when it is known whether the vocabulary of areas is still to be collected.
status program_criteria_mark_fields(reader *r, bool stage_rule_said);
