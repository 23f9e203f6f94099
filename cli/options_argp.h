// argp behind one small adapter: sorts options from arguments and hands out both. On its own, since getopt's struct option and the
// engine's would meet otherwise.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stdbool.h>
#include <stddef.h>

typedef struct options_argp_row {
    const char *name, *argument; // argument NULL: none
    int key;                     // from 0
} options_argp_row;

enum { OPTIONS_ARGP_ARGUMENT = -1 };

// Called with the key of an option, or OPTIONS_ARGP_ARGUMENT, and its text; false ends the parsing.
typedef bool options_argp_take(void *self, int key, char *text);

typedef enum options_argp_end { OPTIONS_ARGP_DONE, OPTIONS_ARGP_ENDED, OPTIONS_ARGP_NO_MEMORY } options_argp_end;

// argv[0] is the program's name. ENDED: `take` said so, or the words do not fit the rows.
options_argp_end options_argp_parse(const options_argp_row *rows, size_t count, int argc, char **argv, options_argp_take *take, void *self);
