// The board's page. The areas of work are as many as leave the page its size; below the fewest the page is made
// smaller. SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/cohort_report.h"
#include "reports/pages.h"

static status build(document *out, scribe *s, const report_request *request) {
    static const uint32_t AREAS[] = {16, 12, 9, 7, 5};
    for (size_t i = 0; i < sizeof AREAS / sizeof AREAS[0]; i++) {
        int32_t too_high;
        TRY(cohort_report_summary(out, s, request, AREAS[i]));
        TRY(pages_overflow(&too_high, s, out, request->pairing->as_of));
        if (too_high <= 0) {
            break;
        }
    }
    return STATUS_OK;
}

status summary_pdf(span *out, arena *a, context *c, const report_request *request) {
    arena tree_arena = arena_over(&c->memory);
    scribe s = scribe_create(&tree_arena, c);
    document tree_of_it;
    status result = s.status;
    if (result == STATUS_OK) {
        result = build(&tree_of_it, &s, request);
    }
    if (result == STATUS_OK) {
        result = pages_render(out, a, &s, &tree_of_it, request->pairing->as_of);
    }
    arena_free(&tree_arena);
    return result;
}
