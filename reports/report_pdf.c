// The cohort report on paper.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/cohort_report.h"
#include "reports/pages.h"

status report_pdf(span *out, arena *a, context *c, const report_request *request) {
    arena tree_arena = arena_over(&c->memory);
    scribe s = scribe_create(&tree_arena, c);
    document tree_of_it;
    status result = s.status;
    if (result == STATUS_OK) {
        result = cohort_report_build(&tree_of_it, &s, request);
    }
    if (result == STATUS_OK) {
        result = pages_render(out, a, &s, &tree_of_it, request->pairing->as_of);
    }
    arena_free(&tree_arena);
    return result;
}
