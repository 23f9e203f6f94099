// The solve: goal after goal over the face that is left, then the draw until one pairing only is left. When the host
// says stop, the pairing in hand is taken, with a proven bound for each level that is not settled.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "assignment/workshop.h"
#include "pairing/solution.h"

enum { DRAW_ROUNDS_MOST = 8 };

// `levels` without the draw. NO_MEMORY, INTERNAL.
status solver_run(solution **out, context *c, const problem *p, const level_kind *levels, uint32_t level_count,
                  const workshop_options *options);
