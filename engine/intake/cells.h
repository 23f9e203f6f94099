// Cells to typed answers: the text of each field, and what it means as a choice, a number, a stage, an address.
// Faults become findings.
// Sizes to expect: 10..30 fields a row.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/applicant.h"

// Fills in what reading cells needs to know of each field. NO_MEMORY.
status cells_begin(reading *r, field_list fields);

// Reads every field of the application: `a` names its sheet, record and role. Its answers lie in the arena of `r`.
// NO_MEMORY.
status cells_read(reading *r, applicant *a);

// Warnings about answers outside the vocabularies. NO_MEMORY.
status cells_unknown_options(reading *r, const applicant *a);
