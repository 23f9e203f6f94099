// Parts: mentors between whom places can be moved to and fro at no cost, and so are equally far from everywhere. They
// are the strongly connected parts of the swaps that cost nothing (Tarjan 1972, without recursion); the swaps are
// tested as the walk comes to them, none is stored. Lengths are measured against the vacancies, which makes all of them
// 0 or more. Cost: one look at each pair.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "consequences/vacancies.h"

typedef struct parts {
    uint32_t count;
    uint32_t root;     // the part of the node that stands for free places
    uint32_t *of;      // [mentors]; NONE: with no place that could be moved
    uint32_t *start;   // [parts + 1]
    uint32_t *mentors; // by part, ascending
} parts;

// Owned by the seating. NO_MEMORY.
status parts_find(parts *out, seating *s, const vacancies *v, context *c);
