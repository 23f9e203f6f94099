// The headers of applications that are understood without `columns`, as text for --help and the manual.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mentorpair.h"

// Calls `take` for every field in order, with its name and its headers joined by "; ". Nothing for want of memory.
typedef void headers_known_take(void *self, const char *name, const char *synonyms);
void headers_known_each(headers_known_take *take, void *self);
