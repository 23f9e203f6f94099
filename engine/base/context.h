// What one run carries through all stages: its memory, its findings, its first fault, and the host that stands for
// the world outside (zone files, the clock, progress). Nothing here is global; two runs may live side by side.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/finding.h"
#include "base/memory.h"
#include "base/status.h"

// How far a long stage has come, for a line on a terminal.
typedef struct progress {
    const char *stage;   // "reading", "scoring", "pairing", "checking"
    uint32_t step, steps; // goal 2 of 3
    const char *level;   // "best_total", or NULL
    int64_t value, bound; // of that level so far; bound INT64_MAX while unknown
} progress;

// The world outside; every member may be NULL.
typedef struct host {
    void *self;
    // The bytes of the TZif file of an IANA zone, valid until the run ends. BAD_INPUT: no such zone.
    status (*zone)(void *self, span name, span *bytes);
    // A file named in program.yaml, relative to the program folder, valid until the run ends. BAD_INPUT: cannot be read.
    status (*file)(void *self, span name, span *bytes);
    // true as soon as work should stop with what it has (time limit, first SIGINT).
    bool (*stop)(void *self);
    // Milliseconds left until the limit; INT64_MAX: none.
    int64_t (*milliseconds_left)(void *self);
    void (*progress)(void *self, const progress *now);
} host;

typedef struct fault {
    status status;     // of the first failure; OK while there is none
    const char *where; // "assignment/glpk"
    char what[200];
} fault;

typedef struct context {
    memory memory;
    findings findings;
    fault fault;
    host host;
} context;

void context_init(context *c, host outside);
void context_free(context *c); // frees the findings; asserts nothing: live_bytes can be looked at afterwards

// Records the first failure (later ones are ignored) and returns `status`, so that a caller can write
// return context_fail(c, STATUS_INTERNAL, "assignment/glpk", "the simplex returned %d", code);
status context_fail(context *c, status status, const char *where, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
// The same for want of memory; allocates nothing. Here in full, so that static checks see that it never answers OK.
static inline status context_no_memory(context *c, const char *where) {
    (void)context_fail(c, STATUS_NO_MEMORY, where, "not enough memory");
    return STATUS_NO_MEMORY;
}
