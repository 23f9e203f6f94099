// What match, report and verify share about the run that stands in out/: its files, the pairing before it, and rendering into a new run.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "output.h"
#include "render.h"

// A run that stands on disk.
typedef struct publishing_run {
    int folder;          // -1: there is none
    manifest manifest;
    span pairing_json;
    char pairing_id[65]; // of its pairing.json; "" where that cannot be told
} publishing_run;

// Reads manifest and pairing.json of the run that is there. NO_INPUT: no run, or no pairing.json (said on the terminal); REFUSED: the manifest
// cannot be read (said); INPUT_OUTPUT, NO_MEMORY. Closed by publishing_close in any case.
outcome publishing_open(publishing_run *r, const output *o);
void publishing_close(publishing_run *r);

// The pairing.json of the run before the one with this pairing id: what is in out/ when it is another, else what is in out.previous/; empty: none.
span publishing_previous(const output *o, const char *pairing_id);

// Renders into o->fresh and lists what was made.
outcome publishing_render(output *o, findings *found, const document_entry *const *documents, size_t count, span pairing_json,
                          const pairing *at_hand, const char *pairing_id);
