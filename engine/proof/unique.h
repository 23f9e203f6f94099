// Whether a face holds one pairing only: there is no way to swap pairs, or to move one, that stays on the face.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "proof/leeway.h"

typedef struct open_pair { // outside the pairing, but not ruled out by the steps it has passed
    uint32_t mentee, mentor;
    uint32_t steps_passed;
} open_pair;

// `open` holds at least all that are still open on this face. Linear in people and open pairs. NO_MEMORY.
status unique_is(bool *out, inquiry *q, const leeway *left, const open_pair *open, size_t open_count);
