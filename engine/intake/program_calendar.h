// The calendar: the program's zone, its dates as instants, their order.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/reader.h"

// After the keys of `calendar` have been read: fills in the zone, instants and days. Faults are findings. NO_MEMORY.
status program_calendar_resolve(reader *r, const tree *root);
