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

// The options chosen in the cells; v NULL: every piece is an `other` (split at `,` only where no cell has a `;`).
// Unranked: in vocabulary order; ranked: in the order of choice. Each once. Texts of `out` are parts of the cells.
// NO_MEMORY.
status choices_read(choices *out, arena *a, const vocabulary *v, uint32_t most_pieces, bool ranked, const span *cells,
                    uint32_t cell_count);

// Adds up the options of the answers of one file: split at `;`, or at `,` too where no cell of it has a `;`. `cells`
// are all cells of the field in that file. The vocabulary is sorted by folded text; of several spellings the bytewise
// smallest is its name, the others need no synonym. NO_MEMORY.
status choices_collect(vocabulary *out, arena *a, const span *cells, size_t cell_count);

// The option that was probably meant: the nearest word, else the only one that shares a whole word of four letters or
// more; NONE. An "Other:" in front is left out of the comparison.
uint32_t choices_nearest(arena *scratch, const vocabulary *v, span text);
