// out/: a new run is written beside the old one, flushed to disk and swapped in, so that out/ is the whole old run or the whole new one, also
// after a kill at any system call. The folder that holds out/ is locked meanwhile. Names beside out/ while it happens:
//
//     .out.partial.N   being written: can go at any time
//     .out.new.H       complete; H is the digest of its manifest. With another H inside: the old run, just swapped out
//     .out.old.N       the old run, where the file system cannot exchange two names
//     .out.dead.N      a run that has been replaced, on its way out
//
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "outcome.h"
#include "swap.h"
#include "terminal.h"

typedef enum output_use { OUTPUT_READ, OUTPUT_WRITE, OUTPUT_DELETE } output_use;

typedef struct output {
    terminal *terminal;
    arena *arena;
    const char *path;    // as shown: "spring-2017/out"
    swap swap;           // the place itself
    int fresh;           // the folder being written; -1: none
    const char *fresh_name;
    manifest manifest;   // of the new run
} output;

#define OUTPUT_CLOSED ((output){.swap = {.parent = -1}, .fresh = -1})

// Opens the folder that holds `path`, locks it (shared for OUTPUT_READ), and finishes what an interrupted run has left. With OUTPUT_WRITE what
// stands at `path` must be free, or a run of this tool; with OUTPUT_DELETE it may be anything. CANNOT_CREATE, BUSY, NO_INPUT, INPUT_OUTPUT, NO_MEMORY (said on the terminal). Closed by
// output_close in any case.
outcome output_open(output *o, arena *a, terminal *t, const char *path, const char *shown, output_use use);

// A descriptor of the run that stands there (name "out", or its ".previous"), to be closed by the caller; -1: none.
int output_run(const output *o);
int output_previous(const output *o);

// Begins the new run; then files are added by output_write, or written by others into o->fresh and added by output_list.
outcome output_begin(output *o);
outcome output_write(output *o, const char *name, span bytes);
outcome output_write_pairing(output *o, const char *name, mp_run *run, char pairing_id[65]);
outcome output_list(output *o, const char *name, const char *digest, uint64_t size);

// Writes the manifest and flushes everything: the new run is complete, under its waiting name.
outcome output_finish(output *o, const char *pairing_id);

// Says in notes what of the old run (and of out.previous/, where it is to be replaced) will be moved to kept/.
outcome output_announce(output *o, findings *notes);

// Swaps the new run in. Only another pairing makes the old run out.previous/. After it, what fails is a warning.
outcome output_publish(output *o);

// Takes away what was not published, and unlocks.
void output_close(output *o);

// Says what went wrong with the output, and which outcome it is.
outcome output_fault(terminal *t, const char *path, file_fault failed, bool creating);
