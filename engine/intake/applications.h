// Who takes part: of all applications that were read, those that contradict each other, came late, were sent again,
// or miss a requirement are set aside, in that order. Sizes to expect: 100,000 applications.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/directory.h"

// Judges all applications and makes the directory of everybody who applied. Faults and what people should know are
// findings. NO_MEMORY.
status applications_judge(directory *out, reading *r, applicants *all);

// Sets aside the application that counts of a person in a role: withdrawn. Nothing where there is none. NO_MEMORY.
status applications_withdraw(reading *r, applicants *all, const directory *dir, uint32_t person_number, role as);

// The vocabulary of areas where the program leaves it to the mentors: every option in their answers, with a warning
// that says so. Before rows are read. NO_MEMORY.
status applications_collect_areas(context *c, program *p, const field_list *fields, const sheet *sheets,
                                  size_t sheet_count);
