// The registry of fields while program.yaml is read: the known ones first, then every further name, each once (compared
// folded bare). Sizes to expect: under 40; above REGISTRY_LIMIT a name is refused. SPDX-License-Identifier:
// GPL-3.0-or-later
#pragma once

#include "intake/program.h"

enum { REGISTRY_LIMIT = 1000 };

typedef struct registry {
    arena *arena;  // texts
    field *fields; // grown by memory_resize: no pointer to a field outlives the next name
    uint32_t count;
    size_t capacity;
} registry;

const char *registry_known(uint32_t which); // the name of a known field, as program.yaml has it; below FIELD_KNOWN

status registry_begin(registry *r, arena *a); // NO_MEMORY
void registry_end(registry *r);

// The number of the field with that name, which is added if it is new; NONE: the name has no letter or digit, or there
// are too many.
status registry_number(uint32_t *out, registry *r, span name);

// The fields for good, in the arena.
status registry_keep(field **fields, uint32_t *count, const registry *r);

// The known field that `name` is probably a slip for, though it is none itself; NONE: nothing near.
uint32_t registry_slip(arena *scratch, span name);
