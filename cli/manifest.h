// manifest.json: name, size and SHA-256 of every file of a run but itself. What it lists unchanged is the tool's own; all else in the
// folder is somebody's. Sizes to expect: ten files, with notices some thousands.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "file.h"
#include "mentorpair.h"

#define MANIFEST_NAME "manifest.json"

typedef struct manifest_file {
    const char *name; // relative to the folder: "cohort-report.html"
    char sha256[65];
    uint64_t size;
} manifest_file;

typedef struct manifest {
    char pairing[65]; // the pairing id
    manifest_file *files;
    size_t count, capacity;
} manifest;

// Adds a file; false: no memory.
bool manifest_add(manifest *m, arena *a, const char *name, const char *digest, uint64_t size);
bool manifest_add_bytes(manifest *m, arena *a, const char *name, span bytes);

const manifest_file *manifest_find(const manifest *m, const char *name); // or NULL

// The file, its entries sorted by name; text NULL: no memory.
span manifest_bytes(manifest *m, arena *a);

// Reads the manifest of an open folder. FILE_MISSING: there is none. FILE_CHANGED: it is none that this tool writes;
// other faults: it cannot be read. `bytes` may be NULL.
file_fault manifest_read(manifest *m, arena *a, int folder, span *bytes);

// Whether bytes are those of the entry.
bool manifest_fits(const manifest_file *entry, span bytes);
