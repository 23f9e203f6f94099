// mentorpair explain: why somebody is paired so, or why two people are not, and what another way would cost. Writes nothing.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"

#include "confine.h"
#include "explain_json.h"
#include "explain_text.h"
#include "json_result.h"

static outcome tell(explain *x, json_t **as_json) {
    session *s = x->session;
    const explain_next next = explain_what_next(x);
    if (s->terminal->json) {
        *as_json = explain_json(x, &next);
    } else if (!s->terminal->quiet) {
        explain_text_print(x, &next);
    }
    if (x->no_memory) {
        return OUTCOME_NO_MEMORY;
    }
    return x->has_answer && x->answer.stopped ? OUTCOME_STOPPED : OUTCOME_DONE;
}

outcome cmd_explain(const options *o, terminal *t) {
    session s;
    explain x = {.session = &s};
    json_t *as_json = NULL;
    outcome result = session_open(&s, o, t);
    if (result == OUTCOME_DONE) {
        confine_and_tell(t, -1);
        result = explain_run(&x, &s);
    }
    if (s.run != NULL && explain_findings(&x) != OUTCOME_DONE) {
        result = OUTCOME_NO_MEMORY;
    }
    if (result == OUTCOME_DONE) {
        result = tell(&x, &as_json);
    }
    if (t->json) {
        result = json_result_print(t, COMMAND_EXPLAIN, result, s.run != NULL ? session_findings(&s) : NULL, as_json);
    } else {
        json_decref(as_json);
    }
    session_close(&s);
    return result;
}
