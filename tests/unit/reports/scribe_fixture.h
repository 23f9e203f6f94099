// What tests of single sentences and words need: a scribe over memory that must be empty again at the end.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "reports/phrase.h"

typedef struct fixture {
    context c;
    arena a;
    scribe s;
} fixture;
static fixture f;

static int set_up(void **state) {
    (void)state;
    context_init(&f.c, (host){0});
    f.a = arena_over(&f.c.memory);
    f.s = scribe_create(&f.a, &f.c);
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    arena_free(&f.a);
    context_free(&f.c);
    assert_int_equal(f.c.memory.live_bytes, 0);
    return 0;
}
