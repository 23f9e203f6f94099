// What --json prints: one object with the format's name, the exit code, all findings, and the command's summary.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <jansson.h>

#include "command_line.h"

// A piece of text, or null where it is empty.
json_t *json_result_text(span text);
json_t *json_result_span(span text); // "" where it is empty

// Prints and takes over `result_summary` (NULL: null). `found` may be NULL. The outcome is handed on; NO_MEMORY where there is none.
outcome json_result_print(terminal *t, command_id command, outcome result, const findings *found, json_t *result_summary);
