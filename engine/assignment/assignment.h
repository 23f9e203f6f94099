// The solver: scored candidates to the best pairing with its proof. Levels are solved in order, each held by
// restricting to its optimal face; GLPK is the solver of record behind one adapter (glpk_adapter.h).
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pairing/solution.h"

// Solves the cohort's objective and then the draw with `seed`. host.stop and host.milliseconds_left are obeyed.
// OK also when stopped with a feasible pairing (solution.stopped, proven false). NO_MEMORY, CANCELLED, INTERNAL.
status assignment_solve(solution **out, context *c, const scoring *s, uint64_t seed);
