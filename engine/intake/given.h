// Scores per pair from outside: the CSV of a `given` criterion, mentee,mentor,score in percent.
// Sizes to expect: 100..1,000,000 rows.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/decision.h"
#include "intake/directory.h"

// Reads the file of one criterion; *rows says how many it has. People are numbered; rows of people who do not take
// part are left out, of people nobody knows with a warning. Lies in r->a. Faults are findings: OK all the same.
// NO_MEMORY, INTERNAL.
status given_read(given_table *out, uint32_t *rows, reading *r, const directory *dir, span file, span bytes);
