// A pairing.json that stands on disk, found by its own name, that of its run folder, or that of the program folder around it. Read only:
// nothing is locked, nothing is mended.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session.h"

typedef struct pairing_file {
    const char *path;    // "spring-2017/out/pairing.json"
    const char *around;  // the program folder around it: "spring-2017"; NULL: none is known
    span bytes;
    char id[65];         // the pairing id
    const pairing *pairing; // owned by the session's run
} pairing_file;

// Reads the one that `path` names. NO_INPUT, NOT_PERMITTED, INPUT_OUTPUT (said on the terminal); BAD_DATA: the run's findings say why;
// NO_MEMORY. One that was changed since it was written is a warning.
outcome pairing_file_read(pairing_file *out, session *s, const char *path);

// The path as it may be printed: as session_visible, but whole.
const char *pairing_file_visible(session *s, const char *path);

// Whether there is a pairing.json in that run folder.
bool pairing_file_exists(session *s, const char *run_folder);
