// approval.json beside the run: whether the committee has approved exactly this pairing.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "file.h"
#include "reports/reports.h"

#define APPROVAL_NAME "approval.json"

// The approval of the pairing, its texts owned by `a`; empty where there is none, or one of another pairing, or no valid one.
// `folder` is the one that holds out/.
approval approval_file_read(arena *a, int folder, const char *pairing_id);

// Puts the approval of that pairing in the place of any other; whole or not at all. The file's faults.
file_fault approval_file_write(arena *a, int folder, const char *pairing_id, span by, span at);
