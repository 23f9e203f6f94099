// How two programs differ, key by key: `rules.minimum_stage_gap`, `criteria.Areas of work.weight`. Items of a list go
// by their names. Values are written as in program.yaml. Sizes to expect: a few hundred keys. SPDX-License-Identifier:
// GPL-3.0-or-later
#pragma once

#include "base/context.h"
#include "intake/tree.h"

typedef struct compared_key {
    span path;
    span old, new; // empty: not set, or not there
} compared_key;

// All keys that differ between two programs as a result shows them, in the order of the new one. Lies in `a`.
// NO_MEMORY.
status compare_program_keys(compared_key **out, uint32_t *count, arena *a, const tree *old, const tree *new);
