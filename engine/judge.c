// A pairing made by hand beside the best one: scores the cohort for it. What it answers is said in proof/judgement.h.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "run.h"

status mp_draft_read(mp_run *r, draft *out, span file, span bytes) {
    scoring *scored;
    TRY(scoring_create(&scored, &r->context, r->cohort, run_seed(r)));
    const status result = draft_read(out, &r->texts, &r->context, scored, file, bytes);
    scoring_free(scored);
    return result;
}

status mp_judge(mp_run *r, judgement *out, const draft *d, const pairing *best) {
    scoring *scored;
    TRY(scoring_create(&scored, &r->context, r->cohort, best->seed));
    const status result = judgement_make(out, &r->texts, &r->context, scored, d, best);
    scoring_free(scored);
    return result;
}
