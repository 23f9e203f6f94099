// Several options in one cell: split at `;`, `,`, `|` and line breaks, but an option of the vocabulary that holds
// such a mark stays whole (the longest match counts). Also collects a vocabulary from answers where the program has
// none.
// Sizes to expect: 1..20 options a cell, 5..50 in a vocabulary.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/person.h"

// A piece of a cell between two marks, trimmed, never empty.
typedef struct piece {
    span text;
    const char *end; // of the text in the cell
} piece;

typedef struct pieces {
    piece *items;
    uint32_t count;
} pieces;

// The marks at which cells are split.
#define CHOICES_MARKS ";,|\n\r"

// Splits at any of `marks`. NO_MEMORY.
status choices_split(pieces *out, arena *a, span text, const char *marks);

// From the first byte of one piece to the last of another.
span choices_joined(const pieces *p, uint32_t first, uint32_t last);

// How many pieces the option with the most marks in its name or a synonym falls into: at least 1.
uint32_t choices_most_pieces(const vocabulary *v);

// How the choices of a field are read.
typedef struct choice_rules {
    const vocabulary *v;  // NULL: every piece is an `other`
    uint32_t most_pieces; // choices_most_pieces(v)
    bool ranked;          // the order of choice counts
    const char *marks;    // at which the form tool joins choices; "": each cell is one; NULL: not known
    uint64_t *looks_left; // NULL: no end; how many more texts may be looked up, then nothing is found any more
} choice_rules;

// The options chosen in the cells. Where the marks are not known: any of CHOICES_MARKS, without a vocabulary `,` only
// where no cell has a `;`. What is no option as the tool joins it is looked for at all marks: people write lists too.
// Unranked: in vocabulary order; ranked: in the order of choice, or in the order of numbers that all choices have
// ("1: X", "X [1]"). Each once. Texts of `out` are parts of the cells. NO_MEMORY.
status choices_read(choices *out, arena *a, const choice_rules *how, const span *cells, uint32_t cell_count);

// Adds up the options of the answers of one file: split at `marks`; NULL: at `;`, or at `,` where no cell of it has a
// `;`. `cells` are all cells of the field in that file. The vocabulary is sorted by folded text; of several spellings the bytewise
// smallest is its name, the others need no synonym. NO_MEMORY.
status choices_collect(vocabulary *out, arena *a, const char *marks, const span *cells, size_t cell_count);

// The option that was probably meant: the nearest word, else the only one that shares a whole word of four letters or
// more; NONE. An "Other:" in front is left out of the comparison.
uint32_t choices_nearest(arena *scratch, const vocabulary *v, span text);
