// SPDX-License-Identifier: GPL-3.0-or-later
#include "explain.h"

#include <string.h>

#include "base/text.h"
#include "words.h"

span explain_say(explain *x, span text) {
    x->no_memory |= text.text == NULL;
    return text.text != NULL ? text : SPAN("");
}

option_id explain_option(role as) {
    return as == ROLE_MENTEE ? OPTION_MENTEE : OPTION_MENTOR;
}

bool explain_takes_part(const explain *x, role as) {
    return x->asked[as] && x->who[as].found == SOMEBODY_TAKES_PART;
}

static role other_role(role as) {
    return as == ROLE_MENTEE ? ROLE_MENTOR : ROLE_MENTEE;
}

static const char *role_word(role as) {
    return as == ROLE_MENTEE ? "mentee" : "mentor";
}

// ---- who is meant -----------------------------------------------------------------------------------------------

static void find_fault(explain *x, role as, const char *code, span text) {
    const options *o = x->session->options;
    const span file = explain_say(x, arena_format(&x->session->arena, "--%s %.*s", role_word(as),
                                                  SPAN_ARGS(session_visible(x->session, span_of(o->text[explain_option(as)])))));
    finding_add(session_findings(x->session), SEVERITY_ERROR, (place){file, 1, 1}, code, "%.*s", SPAN_ARGS(explain_say(x, text)));
}

static span candidates(explain *x, const somebody *who) {
    span list = SPAN("");
    for (uint32_t k = 0; k < who->candidate_count && k < SOMEBODY_CANDIDATES; k++) {
        list = explain_say(x, arena_format(&x->session->arena, "%.*s%s%.*s", SPAN_ARGS(list), k == 0 ? "" : ", ",
                                           SPAN_ARGS(session_visible(x->session, who->candidates[k]))));
    }
    return who->candidate_count > SOMEBODY_CANDIDATES ? explain_say(x, arena_format(&x->session->arena, "%.*s and others", SPAN_ARGS(list))) : list;
}

static outcome find(explain *x, role as) {
    session *s = x->session;
    arena *a = &s->arena;
    const char *given = s->options->text[explain_option(as)];
    const span text = span_of(given);
    if (span_empty(text) || text_invalid_at(text) != SIZE_MAX) {
        terminal_error(s->terminal, "--%s: an id, an e-mail address or a name is needed", role_word(as));
        return OUTCOME_USAGE;
    }
    somebody *who = &x->who[as];
    PASS(session_outcome(s, somebody_find(who, mp_run_context(s->run), x->stands, as, text)));
    const span shown = session_visible(s, span_trim(text));
    switch (who->found) {
        case SOMEBODY_TAKES_PART:
        case SOMEBODY_SET_ASIDE:
            return OUTCOME_DONE;
        case SOMEBODY_OTHER_ROLE:
            find_fault(x, as, "person_in_other_role", arena_format(a, "\"%.*s\" did not apply as a %s, only as a %s: ask with --%s", SPAN_ARGS(shown),
                                                             role_word(as), role_word(other_role(as)), role_word(other_role(as))));
            break;
        case SOMEBODY_AMBIGUOUS:
            find_fault(x, as, "person_ambiguous", arena_format(a, "\"%.*s\" is the name of %u people: write the id instead: %.*s", SPAN_ARGS(shown),
                                                          who->candidate_count, SPAN_ARGS(candidates(x, who))));
            break;
        case SOMEBODY_UNKNOWN:
            find_fault(x, as, "person_unknown",
                  who->nearest.length > 0
                      ? arena_format(a, "\"%.*s\" is no %s of this run: did you mean \"%.*s\"? Write the id, the e-mail address or the whole name",
                                     SPAN_ARGS(shown), role_word(as), SPAN_ARGS(session_visible(s, who->nearest)))
                      : arena_format(a, "\"%.*s\" is no %s of this run: write the id, the e-mail address or the whole name", SPAN_ARGS(shown),
                                     role_word(as)));
            break;
    }
    return OUTCOME_BAD_DATA;
}

// All are looked for, so that all faults are told at once.
static outcome find_all(explain *x) {
    outcome result = OUTCOME_DONE;
    static const role ROLES[] = {ROLE_MENTEE, ROLE_MENTOR};
    for (size_t k = 0; k < sizeof ROLES / sizeof ROLES[0]; k++) {
        const outcome found = x->asked[ROLES[k]] ? find(x, ROLES[k]) : OUTCOME_DONE;
        if (found != OUTCOME_DONE && found != OUTCOME_BAD_DATA) {
            return found;
        }
        result = result == OUTCOME_DONE ? found : result;
    }
    return result;
}

// ---- whether the run fits its input files -----------------------------------------------------------------------

static const shown_input *input_of_run(const explain *x, const input_file *now, bool *taken) {
    for (uint32_t i = 0; i < x->stands->input_count; i++) {
        const shown_input *then = &x->stands->inputs[i];
        if (!taken[i] && span_equal(then->role, span_of(input_role_name(now->role))) && span_equal(then->file, now->file)) {
            taken[i] = true;
            return then;
        }
    }
    return NULL;
}

static void misfit(explain *x, span file, const char *what, const char *remedy) {
    x->misfit = true;
    finding_add(session_findings(x->session), SEVERITY_ERROR, (place){file, 1, 1}, "changed_since", "%s the run in %s was made: %s", what,
                x->session->folder.out, remedy);
}

// Files that only options name may have been left unsaid.
static const char *remedy_of_missing(const shown_input *it) {
    return span_equal(it->role, span_of(input_role_name(INPUT_PREVIOUS))) ? "say --previous as it was said then, or match again, and then ask"
                                                                          : "say the same files as then, or match again, and then ask";
}

// Every input must be the one that the run read.
static outcome compare_inputs(explain *x) {
    const cohort *h = mp_run_cohort(x->session->run);
    bool *taken = arena_alloc(&x->session->arena, x->stands->input_count, sizeof *taken);
    if (taken == NULL) {
        return OUTCOME_NO_MEMORY;
    }
    for (uint32_t i = 0; i < h->input_count; i++) {
        char digest[65];
        sha256_hex(digest, h->inputs[i].sha256);
        const shown_input *then = input_of_run(x, &h->inputs[i], taken);
        if (then == NULL) {
            misfit(x, h->inputs[i].file, "this has come since", "match again, and then ask");
        } else if (strcmp(then->sha256, digest) != 0) {
            misfit(x, h->inputs[i].file, "this was changed since", "match again, and then ask");
        }
    }
    for (uint32_t i = 0; i < x->stands->input_count; i++) {
        if (!taken[i]) {
            misfit(x, x->stands->inputs[i].file, "this is not read any more; it was when", remedy_of_missing(&x->stands->inputs[i]));
        }
    }
    return x->misfit ? OUTCOME_REFUSED : OUTCOME_DONE;
}

// What is explained must hold: everything in pairing.json follows from the inputs, and no pairing is better.
static outcome prove(explain *x) {
    session *s = x->session;
    mp_verdict verdict;
    PASS(compare_inputs(x));
    PASS(session_outcome(s, mp_verify(s->run, span_of(x->file.path), x->file.bytes, &verdict)));
    if (!verdict.holds) {
        x->misfit = true;
        const place where = {span_of(x->file.path), verdict.line > 0 ? verdict.line : 1, 1};
        finding_add(session_findings(s), SEVERITY_ERROR, where, "not_of_these_inputs",
                    "this is not what the input files and the options give: %.*s: match again, and then ask", SPAN_ARGS(verdict.text));
        return OUTCOME_REFUSED;
    }
    return OUTCOME_DONE;
}

// ---- asking -----------------------------------------------------------------------------------------------------

static outcome read_run(explain *x) {
    session *s = x->session;
    if (!pairing_file_exists(s, s->folder.out)) {
        terminal_error(s->terminal, "there is no run in %s to explain: make one first: %.*s", s->folder.out,
                       SPAN_ARGS(explain_say(x, command_line_for(s->options, &s->arena, COMMAND_MATCH, ""))));
        return OUTCOME_NO_INPUT;
    }
    PASS(pairing_file_read(&x->file, s, s->folder.out));
    x->stands = x->file.pairing;
    s->request.as_of = x->stands->as_of;
    s->request.has_seed = true;
    s->request.seed = x->stands->seed;
    s->request.late = x->stands->options.late;
    s->request.set_aside_invalid = x->stands->options.set_aside_invalid;
    return OUTCOME_DONE;
}

static outcome ask(explain *x) {
    session *s = x->session;
    for (role as = 0; as < ROLE_COUNT; as++) {
        if (x->asked[as] && !explain_takes_part(x, as)) {
            return OUTCOME_DONE;
        }
    }
    const explain_question question = {.mentee = x->asked[ROLE_MENTEE] ? x->who[ROLE_MENTEE].number : NONE,
                                       .mentor = x->asked[ROLE_MENTOR] ? x->who[ROLE_MENTOR].number : NONE,
                                       .alternatives = (uint32_t)s->options->number[OPTION_ALTERNATIVES]};
    PASS(session_explain(s, &x->answer, x->stands, span_of(x->file.path), &question));
    x->has_answer = true;
    return OUTCOME_DONE;
}

outcome explain_run(explain *x, session *s) {
    *x = (explain){.session = s, .asked = {[ROLE_MENTEE] = s->options->said[OPTION_MENTEE], [ROLE_MENTOR] = s->options->said[OPTION_MENTOR]}};
    if (!x->asked[ROLE_MENTEE] && !x->asked[ROLE_MENTOR]) {
        terminal_error(s->terminal, "about whom? Say --mentee WHO, --mentor WHO, or both: an id, an e-mail address or a name");
        return OUTCOME_USAGE;
    }
    PASS(read_run(x));
    PASS(find_all(x));
    PASS(session_load(s));
    PASS(session_read(s));
    PASS(prove(x));
    return ask(x);
}

// ---- people -----------------------------------------------------------------------------------------------------

static span name_of(const shown_person *p) {
    return p == NULL ? SPAN("") : shown_person_text(p, "name");
}

static bool is_shared(const explain *x, role as, span name) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < x->stands->people_count[as] && count < 2; i++) {
        count += span_equal(name_of(&x->stands->people[as][i]), name);
    }
    return count > 1;
}

span explain_name(explain *x, role as, span id) {
    const span name = name_of(pairing_person(x->stands, as, id));
    const span shown = session_visible(x->session, name.length > 0 ? name : id);
    if (name.length == 0 || !is_shared(x, as, name)) {
        return shown;
    }
    return explain_say(x, arena_format(&x->session->arena, "%.*s <%.*s>", SPAN_ARGS(shown), SPAN_ARGS(session_visible(x->session, id))));
}

span explain_person(explain *x, role as, span id) {
    const shown_person *p = pairing_person(x->stands, as, id);
    const span name = explain_name(x, as, id);
    static const char *const FIELDS[] = {"career_stage", "institution"};
    span list = SPAN("");
    for (size_t k = 0; p != NULL && k < sizeof FIELDS / sizeof FIELDS[0]; k++) {
        const span text = session_visible(x->session, shown_person_text(p, FIELDS[k]));
        if (text.length > 0) {
            list = explain_say(x, arena_format(&x->session->arena, "%.*s%s%.*s", SPAN_ARGS(list), list.length > 0 ? ", " : "", SPAN_ARGS(text)));
        }
    }
    return list.length == 0 ? name : explain_say(x, arena_format(&x->session->arena, "%.*s (%.*s)", SPAN_ARGS(name), SPAN_ARGS(list)));
}

const shown_unmatched *explain_unmatched(const explain *x, span mentee) {
    for (uint32_t i = 0; i < x->stands->unmatched_count; i++) {
        if (span_equal(x->stands->unmatched[i].mentee, mentee)) {
            return &x->stands->unmatched[i];
        }
    }
    return NULL;
}

const shown_free_mentor *explain_free_mentor(const explain *x, span mentor) {
    for (uint32_t i = 0; i < x->stands->free_mentor_count; i++) {
        if (span_equal(x->stands->free_mentors[i].mentor, mentor)) {
            return &x->stands->free_mentors[i];
        }
    }
    return NULL;
}

const shown_bottleneck *explain_bottleneck(const explain *x, role as, span id) {
    for (uint32_t i = 0; i < x->stands->bottleneck_count; i++) {
        const shown_bottleneck *b = &x->stands->bottlenecks[i];
        const span *ids = as == ROLE_MENTEE ? b->mentees : b->mentors;
        const uint32_t count = as == ROLE_MENTEE ? b->mentee_count : b->mentor_count;
        for (uint32_t k = 0; k < count; k++) {
            if (span_equal(ids[k], id)) {
                return b;
            }
        }
    }
    return NULL;
}

// ---- findings ---------------------------------------------------------------------------------------------------

outcome explain_findings(explain *x) {
    memory m = {0};
    findings chosen = findings_over(&m);
    const findings *all = session_findings(x->session);
    for (size_t i = 0; i < all->count; i++) {
        const finding *f = &all->items[i];
        if (x->session->terminal->verbose || f->severity == SEVERITY_ERROR || strcmp(f->code, "pairing_changed") == 0) {
            finding_add(&chosen, f->severity, f->place, f->code, "%.*s", SPAN_ARGS(f->text));
        }
    }
    terminal_findings(x->session->terminal, &chosen);
    if (x->misfit) {
        terminal_note(x->session->terminal, "to match again: %.*s", SPAN_ARGS(explain_match_again(x, "")));
    }
    const bool complete = !chosen.no_memory;
    findings_free(&chosen);
    return complete ? OUTCOME_DONE : OUTCOME_NO_MEMORY;
}
