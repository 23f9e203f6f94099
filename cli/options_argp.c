// SPDX-License-Identifier: GPL-3.0-or-later
#include "options_argp.h"

#include <argp.h>
#include <stdlib.h>

enum { FIRST_KEY = 1000 }; // no character, so that no option has a short form

typedef struct parsing {
    options_argp_take *take;
    void *self;
} parsing;

static error_t take_word(int key, char *text, struct argp_state *state) {
    const parsing *p = state->input;
    if (key == ARGP_KEY_ARG) {
        return p->take(p->self, OPTIONS_ARGP_ARGUMENT, text) ? 0 : EINVAL;
    }
    if (key >= FIRST_KEY && key < FIRST_KEY * 2) {
        return p->take(p->self, key - FIRST_KEY, text) ? 0 : EINVAL;
    }
    return ARGP_ERR_UNKNOWN;
}

options_argp_end options_argp_parse(const options_argp_row *rows, size_t count, int argc, char **argv, options_argp_take *take, void *self) {
    struct argp_option *known = calloc(count + 1, sizeof *known);
    if (known == NULL) {
        return OPTIONS_ARGP_NO_MEMORY;
    }
    for (size_t i = 0; i < count; i++) {
        known[i] = (struct argp_option){.name = rows[i].name, .key = FIRST_KEY + rows[i].key, .arg = rows[i].argument};
    }
    const struct argp parser = {.options = known, .parser = take_word};
    parsing p = {.take = take, .self = self};
    // In order: arguments and options may mix, whatever POSIXLY_CORRECT says.
    const error_t failed = argp_parse(&parser, argc, argv, ARGP_NO_HELP | ARGP_NO_EXIT | ARGP_NO_ERRS | ARGP_IN_ORDER, NULL, &p);
    free(known);
    return failed == 0 ? OPTIONS_ARGP_DONE : failed == ENOMEM ? OPTIONS_ARGP_NO_MEMORY : OPTIONS_ARGP_ENDED;
}
