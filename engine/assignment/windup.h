// Winding up a goal that the host did not let us finish: the better of the pairing on the way and the one before, and
// prices that are valid over all pairs, so that they prove a bound.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "assignment/workshop.h"

typedef struct windup {
    bool *in; // [arcs at the time]: whether it had flow
    uint32_t arc_count;
} windup;

// Remembers the pairing with which a goal begins. NO_MEMORY.
status windup_remember(windup *before, const workshop *w);
void windup_forget(windup *before, const workshop *w);

// Back to that pairing, also after step_solve was stopped.
void windup_go_back(const windup *before, network *n);

// After step_solve was stopped; the host is not asked any more. NO_MEMORY.
status windup_close(const windup *before, workshop *w, const goal *g);
