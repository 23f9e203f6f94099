// One value of program.yaml: whether it is what is wanted, and into which member it goes.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/program_keys.h"
#include "intake/reader.h"

// Checks and keeps a value that is written there. *good is false, with a finding, where it is not what is wanted.
// NO_MEMORY.
status program_value_store(bool *good, reader *r, const key_row *row, const tree *value, span path, void *base);

// A percentage as basis points; false: none.
bool program_value_percent(int32_t *out_bp, const reader *r, const tree *value);
