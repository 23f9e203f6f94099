// People whom an application names: asked for, and never to be paired with. Sizes to expect: 0..10 names a cell;
// 10,000 conflicts in all.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/directory.h"

// A name of several people is a fault of the application. Before anybody is set aside for other reasons. NO_MEMORY.
status requests_check(reading *r, const directory *dir, applicants *all);

// The application in which person `of` names person `other` as a conflict: that in role `first` if it does, else the
// other one; *out NULL: neither. Persons are numbers in the directory. NO_MEMORY.
status requests_conflict_declared_in(const applicant **out, const directory *dir, const applicants *all,
                                     arena *scratch, uint32_t of, role first, uint32_t other);

// Fills in requested and conflicts of those who take part: `people` are the cohort's, numbered as in the directory.
// Whoever does not take part in the other role leaves the lists; somebody unknown is a warning with the nearest name.
// Conflicts of a person's two applications are put together. NO_MEMORY.
status requests_settle(reading *r, const directory *dir, const applicants *all, person *people[ROLE_COUNT]);
