// Rows of an export that the form tool itself marks as tests: somebody looked at the form and filled it in.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/exports.h"

// A warning for each such row; it is read like any other. NO_MEMORY.
status previews_note(context *c, const table *t, const export_shape *shape);
