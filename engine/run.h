// What the parts of the pipeline share: the run itself, and how a solution of the solver's becomes one to be trusted.
// Only for the files beside it; documents and the command line see mentorpair.h.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/arena.h"
#include "mentorpair.h"

struct mp_run {
    context context;
    arena texts; // what mp_*_schema, mp_pairing_read, mp_explain and verdicts give out
    mp_request asked;
    program *program;
    cohort *cohort;
    scoring *scoring;
    solution *solution;
    pairing *pairing;
    span pairing_json;
    pairing **read; // pairings read from files
    size_t read_count, read_capacity;
    bool program_at_fault;
};

// The seed of the draw that was asked for, else the program's.
uint64_t run_seed(const mp_run *r);

// A solution that comes from the solver: one that the checker refuses is a defect of ours. NO_MEMORY, INTERNAL.
status run_check_own(mp_run *r, const scoring *s, const solution *found);
