// JSON Schemas: of what --json prints for each command, and of the files that the engine knows.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command_line.h"

// Prints the schema of a command's --json. NO_MEMORY.
outcome schemas_print_result(FILE *out, command_id command);

// Prints the schema by name: "program", "pairing", or that of a command. NO_MEMORY, INTERNAL.
outcome schemas_print(FILE *out, const char *name);
