// Optimal string alignment: Levenshtein's distance with swaps of neighbours, row by row (Boytsov 2011, section 2.2).
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/edit_distance.h"

#include <stdbool.h>

static size_t smaller(size_t a, size_t b) {
    return a < b ? a : b;
}

size_t edit_distance(const edit_word *a, const edit_word *b, size_t limit) {
    size_t longer = a->count > b->count ? a->count : b->count;
    if (longer - smaller(a->count, b->count) > limit) {
        return limit + 1;
    }
    size_t rows[3][EDIT_DISTANCE_LONGEST + 1]; // of i, i - 1 and i - 2, each at its number modulo 3
    for (size_t j = 0; j <= b->count; j++) {
        rows[0][j] = j;
    }
    size_t lowest_before = 0;
    for (size_t i = 1; i <= a->count; i++) {
        size_t *row = rows[i % 3];
        const size_t *before = rows[(i + 2) % 3], *before_that = rows[(i + 1) % 3];
        size_t lowest = row[0] = i;
        for (size_t j = 1; j <= b->count; j++) {
            bool same = a->characters[i - 1] == b->characters[j - 1];
            row[j] = smaller(before[j - 1] + (same ? 0 : 1), smaller(before[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && a->characters[i - 1] == b->characters[j - 2] &&
                a->characters[i - 2] == b->characters[j - 1]) {
                row[j] = smaller(row[j], before_that[j - 2] + 1);
            }
            lowest = smaller(lowest, row[j]);
        }
        if (lowest > limit && lowest_before > limit) { // two rows, for a swap reaches over one
            return limit + 1;
        }
        lowest_before = lowest;
    }
    return rows[a->count % 3][b->count];
}
