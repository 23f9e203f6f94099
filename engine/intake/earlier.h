// Earlier pairs: a pairing.json of this tool, or a CSV with the columns mentee and mentor, read as couples of people
// who take part now. Across cohorts a person is an e-mail address, or an id where no address is known. Sizes to
// expect: 10..100,000 pairs.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/directory.h"

typedef struct couple_list {
    couple *items; // freed by earlier_free
    size_t count, capacity;
    size_t named; // pairs in the files, also of people who are not here now
} couple_list;

// Appends the couples of one file; *rows says how many pairs it has. People are numbered. Faults are findings: OK all
// the same. NO_MEMORY, INTERNAL.
status earlier_read(couple_list *list, uint32_t *rows, reading *r, const directory *dir, const input *file);

// Sorts the couples and leaves each once, in r->a. NO_MEMORY.
status earlier_finish(couple **out, size_t *count, reading *r, couple_list *list);
void earlier_free(couple_list *list, memory *m);
