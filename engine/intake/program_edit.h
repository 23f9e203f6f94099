// Changes of single keys to what program.yaml says, before anybody judges it: "rules.minimum_stage_gap=1". Sizes to
// expect: a handful. SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/context.h"
#include "intake/tree.h"

// What the file of a finding begins with when it is about such a change.
#define PROGRAM_EDIT_FILE "--set "

// Changes `root` (TREE_NULL: all defaults) by "KEY=VALUE", where VALUE is YAML and an empty one takes the key, or the
// item of a list, out. KEY is a path as the comparison of programs writes it: an item of a list goes by its name, or by
// its number from 1. What the list of a default holds can be changed too. What cannot be done becomes a finding in the
// file "--set KEY=VALUE", with the nearest key: OK all the same, and root is as it was. Everything new lies in `a`;
// nothing that root shares with another tree is changed. NO_MEMORY.
status program_edit(tree *root, arena *a, context *c, span edit);
