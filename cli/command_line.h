// The command line as its tables read it. Options are written out: no abbreviations, no single letters; what is misspelt is answered with the
// nearest one.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "options.h"
#include "outcome.h"
#include "terminal.h"

// Reads the command line; texts are borrowed from argv. USAGE (said on the terminal), NO_MEMORY. Freed by command_line_free in any case.
outcome command_line_parse(options *o, terminal *t, int argc, char **argv);
void command_line_free(options *o);

// Whether `name` stands in the list of a CHOICE or LIST option as it was said.
bool command_line_lists(const options *o, option_id id, const char *name);

// The command line that runs another command on the same inputs, words in quotes where a shell needs them, `extra` behind it; options that
// the command does not know are left out. text NULL: no memory.
span command_line_for(const options *o, arena *a, command_id command, const char *extra);
