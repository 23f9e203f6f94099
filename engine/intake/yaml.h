// YAML 1.2 (JSON too) to a tree of values with places. yaml.c is the one home of libfyaml, of which nothing gets out.
// Sizes to expect: 2 to 50 KB; above the limits a text is refused.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/context.h"
#include "intake/tree.h"

enum {
    YAML_LIMIT_BYTES = 1024 * 1024, // the library needs 350 bytes for a byte at worst
    YAML_LIMIT_NODES = 100000,      // what aliases stand for counted each time
    YAML_LIMIT_DEPTH = 32,
    YAML_LIMIT_ANCHORS = 1000,
    YAML_LIMIT_BLANKS = 200, // blanks and line ends on end, and characters of a line that begins with %
};

// Reads one document; an empty one is TREE_NULL. `utf8` as decode_settings gives it. Faults of syntax, doubled keys, a
// second document, aliases without an anchor, unknown tags, and what is beyond the limits become findings. The tree
// lies in `a`. BAD_INPUT: *out is set all the same when only keys are doubled (the first one holds); else
// out->place.line is 0. NO_MEMORY.
status yaml_read(tree *out, arena *a, context *c, span file, span utf8);
