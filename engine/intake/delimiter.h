// Which character separates the cells of a CSV file: comma, semicolon or TAB.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/text.h"

typedef struct delimiter {
    char character; // ',', ';' or TAB
    size_t skip;    // bytes of a first line "sep=;" that is no record
} delimiter;

// Excel's first line "sep=;" decides. Else the one that occurs, outside quotes, in the header record; where several do,
// the one by which most of the records after it have as many cells as the header. A header without any: the comma.
delimiter delimiter_find(span utf8);

// Moves *at behind the next record that is not an empty line and answers how many cells it has by `character`, quotes
// heeded but not checked; 0: there is none.
size_t delimiter_cells(span utf8, size_t *at, char character);
