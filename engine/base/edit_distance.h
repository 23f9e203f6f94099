// How many slips of the finger lie between two words: optimal string alignment distance.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stddef.h>
#include <stdint.h>

enum { EDIT_DISTANCE_LONGEST = 200 }; // characters of a word

typedef struct edit_word {
    uint32_t characters[EDIT_DISTANCE_LONGEST];
    size_t count;
} edit_word;

// The least number of characters put in, left out, changed, or swapped with their neighbour (no piece touched twice)
// that makes one word of the other; anything above `limit` as soon as it is sure to be more.
// Cost: the product of the lengths, less where the limit strikes.
size_t edit_distance(const edit_word *a, const edit_word *b, size_t limit);
