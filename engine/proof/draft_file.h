// A pairing made by hand, read from a file: a CSV with the columns mentee and mentor (pairs.csv as it is exported, or a
// sheet with further columns), or a pairing.json. Sizes to expect: 10..100,000 lines.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/cohort.h"

// A line that pairs two people who take part.
typedef struct draft_line {
    uint32_t who[ROLE_COUNT]; // in people of the cohort
    place place[ROLE_COUNT];  // of their cells
} draft_line;

typedef struct draft_file {
    draft_line *lines; // in the file's order
    uint32_t count;
    uint32_t faulty; // lines that name somebody who cannot be told, does not take part, or cannot be read
} draft_file;

// Everything lies in `a`. A fault of a line is an error finding, and the line is left out: OK all the same. BAD_INPUT:
// the file cannot be read; findings say why. NO_MEMORY, INTERNAL.
status draft_file_read(draft_file *out, arena *a, context *c, const cohort *h, span file, span bytes);
