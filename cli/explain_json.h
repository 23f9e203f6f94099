// An explanation as JSON.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <jansson.h>

#include "explain.h"

// The summary of explain --json; NULL: no memory.
json_t *explain_json(explain *x, const explain_next *next);
