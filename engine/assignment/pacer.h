// When to stop: asks the host now and then, and remembers the answer.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/context.h"

enum { PACER_USUAL = 500 };

typedef struct pacer {
    context *c;
    uint32_t every;   // microseconds between questions; 0: PACER_USUAL
    uint32_t steps;   // microseconds since the host was last asked
    bool interrupted; // the host said stop
    bool out_of_time;
    bool deaf; // winding up: the host is not asked any more
} pacer;

// After about `weight` microseconds of work. TIME_LIMIT: stop; no fault is recorded.
status pacer_step(pacer *p, uint32_t weight);

static inline bool pacer_stopped(const pacer *p) {
    return p->interrupted || p->out_of_time;
}
