// The steps of a run that change names beside out/: swapping, what becomes of the old run, and finishing what an interrupted run has left.
// The names are told in output.h.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kept.h"

typedef struct swap {
    arena *arena;
    int parent;            // the folder that holds out/; -1: not open
    const char *name;      // "out"
    const char *shown;     // in findings: "out", or as typed
    kept_plan kept;        // what is not the tool's, and where it goes
    bool without_exchange; // tests set it; else found out
} swap;

typedef enum swap_state {
    SWAP_FREE,  // nothing there, or an empty folder
    SWAP_OURS,  // a folder with a manifest of ours
    SWAP_OTHER, // something else
} swap_state;

// What stands under a name; `own` gets the manifest, `bytes` its bytes, `kind` what it is (each may be NULL).
swap_state swap_state_of(const swap *s, const char *name, manifest *own, span *bytes, file_fault *kind);

// The first 16 hexadecimal digits of the digest of a manifest.
typedef struct swap_hash {
    char text[17];
} swap_hash;
swap_hash swap_hash_of(span manifest_text);

// The waiting run `fresh_name` becomes out/.
file_fault swap_in(const swap *s, const char *fresh_name);

// An old run under another name: it becomes out.previous/ when its pairing is another than that in out/, else it goes.
file_fault swap_settle(swap *s, const char *old_name);

// Finishes what was interrupted: removes half-written runs, finishes swaps, settles old runs.
file_fault swap_recover(swap *s);

// Whether there is something to finish before a command can read out/.
bool swap_must_recover(const swap *s);
