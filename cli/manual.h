// --help, --version and the manual page, made from the tables of commands, options, exit codes, documents and headers.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command_line.h"

// --help of a command, or of the tool (COMMAND_NONE).
void manual_help(const stream *out, command_id command);
void manual_version(const stream *out);

// The manual page mentorpair(1), in mdoc.
void manual_page(FILE *out);

// The completion for "bash", "zsh" or "fish".
void manual_completion(FILE *out, const char *shell);
