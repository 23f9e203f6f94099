// What a person should write for a key, in words, and the finding that something else stands there.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/program_keys.h"
#include "intake/reader.h"

// "a whole number from 0 to 1000".
span program_wanted(reader *r, const key_row *row);

// The finding that the value is not what is wanted.
void program_wanted_refuse(reader *r, const key_row *row, const tree *value, span path);
