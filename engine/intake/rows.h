// The rows of application files as applications: each answer read and typed, each fault a finding at its cell, nobody
// judged yet.
// Sizes to expect: 100,000 rows.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/applicant.h"

// Appends the applications of a usable sheet; in applications.csv a row may give two. cells_begin has been called.
// Faults are findings. NO_MEMORY.
status rows_read(applicants *out, reading *r, const sheet *s);
