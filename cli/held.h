// What of a program folder is whose: the files that the tool wrote and that hold personal data, the files beside them that are the committee's,
// and where somebody stands in any of them. Sizes to expect: some 30 files, with notices some thousands.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "output.h"
#include "session.h"

typedef struct held_file {
    const char *path;  // as shown: "spring-2017/out/pairing.json"
    const char *local; // below `folder`
    int folder;        // a descriptor: what holds out/, or the program folder
    const char *why;   // of a file that is not the tool's: what it is; else NULL
} held_file;

typedef struct held {
    session *session;
    output *output;
    held_file *files; // the tool's own first, in the order in which they can go
    size_t count, own_count, capacity;
} held;

// Finds them all. NO_MEMORY, INPUT_OUTPUT (said on the terminal).
outcome held_find(held *h);

// Deletes the tool's own, then the folders that this leaves empty. What is not there any more is no fault. INPUT_OUTPUT, CANNOT_CREATE (said).
outcome held_delete(const held *h);

// The lines of a file on which one of the words stands, whatever its case; *count of them in `a`. A file that is packed has none.
outcome held_lines(uint32_t **lines, size_t *count, const held *h, const held_file *file, const span *words, size_t word_count);
