// A comparison for --json; its schema stands in schemas.c. SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <jansson.h>

#include "comparison_view.h"

// The whole of it; `ids` are the pairing ids, "" where there is none. NULL, or v->no_memory: no memory.
json_t *comparison_json(comparison_view *v, const char *const ids[COMPARED_SIDES]);
// Its goals alone: [{"level", "old", "new", "better", "by"}].
json_t *comparison_json_levels(const comparison *c);
// "time_limit", "deadline", "interrupt" or null.
json_t *comparison_json_stopped(const pairing *p);
