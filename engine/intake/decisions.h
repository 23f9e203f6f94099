// What the committee decided: pins, vetoes and withdrawals of decisions.csv, checked against each other and against
// the applications.
// Sizes to expect: 0..200 lines; searches by bisection, so that 100,000 are no trouble.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/decision.h"
#include "intake/directory.h"

// A line that was understood.
typedef struct decision_line {
    decision decision;
    uint32_t who[ROLE_COUNT]; // numbers in the directory; NONE: not named
    bool faulty;
} decision_line;

typedef struct decision_list {
    decision_line *lines; // in the file's order, each decision once
    uint32_t count;
    uint32_t rows; // of the file
} decision_list;

// Reads the file, checks its lines against each other and sets aside who has withdrawn. Lies in r->a. Faults are
// findings: OK all the same. NO_MEMORY, INTERNAL.
status decisions_read(decision_list *out, reading *r, applicants *all, const directory *dir, const input *file);

typedef struct decided {
    decision *decisions; // in the file's order
    uint32_t count;
    couple *pins, *vetoes; // sorted, each once
    uint32_t pin_count, veto_count;
} decided;

// After people were numbered and their conflicts settled: numbers, and pins that the people themselves forbid. Pins
// and vetoes with a fault are left out. Lies in r->a. NO_MEMORY.
status decisions_settle(decided *out, reading *r, const applicants *all, const directory *dir, decision_list *list,
                        person *const people[ROLE_COUNT]);
