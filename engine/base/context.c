// What a run carries along, and its first fault.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/context.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>

void context_init(context *c, host outside) {
    *c = (context){.host = outside};
    c->findings = findings_over(&c->memory);
}

void context_free(context *c) {
    findings_free(&c->findings);
}

status context_fail(context *c, status failure, const char *where, const char *format, ...) {
    assert(failure != STATUS_OK);
    if (c->fault.status == STATUS_OK) {
        c->fault.status = failure;
        c->fault.where = where;
        va_list arguments;
        va_start(arguments, format);
        (void)vsnprintf(c->fault.what, sizeof c->fault.what, format, arguments);
        va_end(arguments);
    }
    return failure;
}
