// The steps of output.h that change names: swapping, what becomes of the old run, and finishing what an interrupted run has left.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "output.h"

typedef enum output_state {
    OUTPUT_FREE,  // nothing there, or an empty folder
    OUTPUT_OURS,  // a folder with a manifest of ours
    OUTPUT_OTHER, // something else
} output_state;

// What stands under a name; `own` gets the manifest, `bytes` its bytes (each may be NULL).
output_state output_state_of(const output *o, const char *name, manifest *own, span *bytes, file_fault *kind);

// The first 16 hexadecimal digits of the digest of a manifest.
typedef struct output_hash {
    char text[17];
} output_hash;
output_hash output_hash_of(span manifest_bytes);

// The waiting run `fresh_name` becomes out/.
file_fault output_swap_in(output *o, const char *fresh_name);

// An old run under another name: it becomes out.previous/ when its pairing is another than that in out/, else it goes.
file_fault output_settle(output *o, const char *old_name);

// Finishes what was interrupted: removes half-written runs, finishes swaps, settles old runs.
file_fault output_recover(output *o);

// Whether there is something to finish before a command can read out/.
bool output_must_recover(const output *o);
