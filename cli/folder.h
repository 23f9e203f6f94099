// The program folder: which file plays which role, and where the run is written. Inputs are read whole and shown under the names by which
// the user finds them: relative to the folder, or as they were typed.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "file.h"
#include "command_line.h"

typedef struct folder {
    const char *path;   // as typed; NULL: files alone
    int descriptor;     // of the folder, or AT_FDCWD
    int given_at;       // the folder that files named in program.yaml are relative to; AT_FDCWD or a descriptor
    const char *out;    // path of the output folder, as shown: "spring-2017/out"
    input *inputs;
    size_t count, capacity;
} folder;

// Opens the folder that the command line names. NO_INPUT, NOT_PERMITTED (said on the terminal), NO_MEMORY. Closed by folder_close in any case.
outcome folder_open(folder *f, arena *a, terminal *t, const options *o);
void folder_close(folder *f);

// Reads every input. What is no regular file or too large becomes an error finding (BAD_DATA); what is missing or not permitted is said on the
// terminal. NO_INPUT, NOT_PERMITTED, BAD_DATA, INPUT_OUTPUT, NO_MEMORY.
outcome folder_read(folder *f, arena *a, terminal *t, findings *found, const options *o);

// The bytes of the input in that role, or NULL.
const input *folder_input(const folder *f, input_role part);

// A file that program.yaml names, relative to the program folder.
file_fault folder_given(const folder *f, arena *a, span name, span *bytes);
