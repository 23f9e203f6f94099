// What a run folder holds that is not the tool's: files that its manifest does not list, or whose bytes were changed. They are moved to
// kept/ beside it, under a free name, and never deleted.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "file.h"
#include "manifest.h"

typedef struct kept_item {
    const char *path;   // in the run folder: "notes.txt"
    const char *name;   // in kept/
    const char *folder; // of the run, as shown: "out"
    bool changed;       // listed, with other bytes; else not listed
} kept_item;

typedef struct kept_plan {
    kept_item *items;
    size_t count, capacity;
} kept_plan;

// Adds what `folder` (under `parent`, shown as `shown`) holds of strangers, with the names they will have.
file_fault kept_scan(kept_plan *p, arena *a, int parent, const char *folder, const char *shown);

// Moves those planned for `shown`, which now stands under `folder`; then whatever else has come to lie there meanwhile, which is
// added to the plan. Flushes kept/ to disk.
file_fault kept_move(kept_plan *p, arena *a, int parent, const char *folder, const char *shown);

#define KEPT_FOLDER "kept"
