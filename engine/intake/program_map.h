// From the tree to the program's members, by the rows of the table of keys: types, ranges, unknown keys, defaults. What
// the rows mark as STORE_BY_HAND is left to the files that know more (vocabularies, fields, criteria). All functions:
// faults are findings and leave the default; OK all the same. NO_MEMORY. SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/program_keys.h"
#include "intake/reader.h"

// Reads the keys of `parent` from `map` into the struct `base`; map NULL, or nothing written there: the defaults.
// `path` is what findings call it.
status program_map_read(reader *r, const key_row *parent, const tree *map, span path, void *base);

// One value into the struct `base`. `said` (may be NULL): set when a value was written and is good.
status program_map_store(reader *r, const key_row *row, const tree *value, span path, void *base, bool *said);

// The children of a LIST or NAMES: NULL and no finding where nothing is written, NULL and a finding where it is of
// another kind or has too few or too many.
const tree *program_map_children(reader *r, const key_row *row, const tree *value, span path);
