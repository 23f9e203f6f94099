// The checker: pairs, then levels and values, then the certificate.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "proof/checker.h"

#include "proof/pairs.h"
#include "proof/replay.h"
#include "proof/values.h"

typedef status stage(inquiry *q);
static stage *const STAGES[] = {pairs_check, values_check, replay_certificate};
enum { STAGE_COUNT = sizeof STAGES / sizeof *STAGES };

static status check_all(inquiry *q) {
    for (size_t k = 0; k < STAGE_COUNT && !inquiry_refused(q); k++) {
        TRY(STAGES[k](q));
    }
    return STATUS_OK;
}

static status check(check_report *report, arena *a, context *c, const cohort *h, const solution *s, uint64_t seed,
                    const scoring *scored) {
    inquiry q = {0};
    status result;
    TRY_OUT(inquiry_open(&q, report, a, c, h, s, seed));
    q.scored = scored;
    result = check_all(&q);
out:
    inquiry_close(&q);
    return result;
}

status checker_check(check_report *report, arena *a, context *c, const cohort *h, const solution *s, uint64_t seed) {
    return check(report, a, c, h, s, seed, NULL);
}

status checker_check_by_class(check_report *report, arena *a, context *c, const scoring *scored, const solution *s) {
    return check(report, a, c, scored->cohort, s, scored->seed, scored);
}
