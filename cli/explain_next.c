// What can be done about an answer: a sentence, a line for decisions.csv, a command.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "explain.h"

#include "words.h"

span explain_match_again(explain *x, const char *extra) {
    const match_options *said = &x->stands->options;
    const options *o = x->session->options;
    arena *a = &x->session->arena;
    const char *late = said->late && !o->said[OPTION_LATE] ? "--late" : "";
    const char *invalid = said->set_aside_invalid && !o->said[OPTION_SET_ASIDE_INVALID] ? "--set-aside-invalid" : "";
    const span all = explain_say(x, arena_format(a, "%s%s%s%s%s", late, late[0] != '\0' && invalid[0] != '\0' ? " " : "", invalid,
                                                 extra[0] != '\0' && (late[0] != '\0' || invalid[0] != '\0') ? " " : "", extra));
    options as_match = *o;
    as_match.said[OPTION_ALTERNATIVES] = as_match.said[OPTION_TIME_LIMIT] = false; // they were said of the answer
    return explain_say(x, command_line_for(&as_match, a, COMMAND_MATCH, all.text));
}

static span decision_line(explain *x, const char *word, span mentee, span mentor) {
    arena *a = &x->session->arena;
    return explain_say(x, arena_format(a, "%s,%.*s,%.*s,", word, SPAN_ARGS(explain_say(x, words_cell(a, session_visible(x->session, mentee)))),
                                       SPAN_ARGS(explain_say(x, words_cell(a, session_visible(x->session, mentor))))));
}

// What would try the rule that rules most out, lifted.
static span lifting(explain *x, span lifted) {
    arena *a = &x->session->arena;
    static const struct {
        const char *rule, *edit;
    } EDITS[] = {{"minimum_score", "rules.minimum_score=0.01"},
                 {"maximum_stage_gap", "rules.maximum_stage_gap="},
                 {"same_institution", "rules.same_institution=allowed"},
                 {"past_pairs", "rules.past_pairs=allowed"},
                 {"reciprocal_pairs", "rules.reciprocal_pairs=allowed"}};
    span edit = SPAN("");
    for (size_t k = 0; k < sizeof EDITS / sizeof EDITS[0]; k++) {
        edit = span_equal(lifted, span_of(EDITS[k].rule)) ? span_of(EDITS[k].edit) : edit;
    }
    if (edit.length == 0) {
        const int stages = (int)mp_run_program(x->session->run)->career_stages.count;
        edit = explain_say(x, arena_format(a, "rules.minimum_stage_gap=%d", stages > 0 ? 1 - stages : 0));
    }
    return explain_say(x, command_line_for(x->session->options, a, COMMAND_WHAT_IF, explain_say(x, arena_format(a, "--set %.*s", SPAN_ARGS(edit))).text));
}

static explain_next next_of_aside(explain *x) {
    const role as = x->asked[ROLE_MENTEE] && !explain_takes_part(x, ROLE_MENTEE) ? ROLE_MENTEE : ROLE_MENTOR;
    const shown_aside *it = &x->stands->asides[x->who[as].number];
    if (span_equal(it->code, span_of(aside_name(ASIDE_LATE)))) {
        return (explain_next){.words = SPAN("to admit late applications, match again so:"), .command = explain_match_again(x, "--late")};
    }
    if (span_equal(it->code, span_of(aside_name(ASIDE_WITHDRAWN)))) {
        return (explain_next){.words = SPAN("to have them back, take the withdrawal out of decisions.csv and match again:"), .command = explain_match_again(x, "")};
    }
    if (span_equal(it->code, span_of(aside_name(ASIDE_INVALID)))) {
        return (explain_next){.words = SPAN("mend the application in its file, and match again:"), .command = explain_match_again(x, "")};
    }
    return (explain_next){.words = SPAN("nothing is left to decide here; after a change of the application or the program, match again:"),
                          .command = explain_match_again(x, "")};
}

static explain_next next_of_pair(explain *x) {
    const explained_pair *pair = &x->answer.pair;
    const span mentee = x->who[ROLE_MENTEE].id, mentor = x->who[ROLE_MENTOR].id;
    if (pair->pinned) {
        return (explain_next){.words = SPAN("to part them, take the pin out of decisions.csv and match again:"), .command = explain_match_again(x, "")};
    }
    if (pair->paired) {
        return (explain_next){.words = SPAN("to hold them whatever else changes, add this line to decisions.csv and match again:"),
                              .decision = decision_line(x, "pin", mentee, mentor),
                              .command = explain_match_again(x, "")};
    }
    if (pair->can_be) {
        return (explain_next){.words = SPAN("to pair them, add this line to decisions.csv and match again:"),
                              .decision = decision_line(x, "pin", mentee, mentor),
                              .command = explain_match_again(x, "")};
    }
    const bool veto = pair->against.count > 0 && pair->against.rules[0].reason == REASON_VETOED;
    return (explain_next){.words = veto ? SPAN("to let them be paired, take the veto out of decisions.csv and match again:")
                                        : SPAN("after a change in decisions.csv or the applications, match again:"),
                          .command = explain_match_again(x, "")};
}

static explain_next next_of_mentee(explain *x) {
    const shown_unmatched *u = explain_unmatched(x, x->who[ROLE_MENTEE].id);
    const explained_change *first = x->answer.change_count > 0 ? &x->answer.changes[0] : NULL;
    if (first != NULL && first->kind == EXPLAINED_PAIRED) {
        return (explain_next){.words = SPAN("to have the first of these, add this line to decisions.csv and match again:"),
                              .decision = decision_line(x, "pin", first->mentee, first->mentor),
                              .command = explain_match_again(x, "")};
    }
    if (u != NULL && u->reason == UNMATCHED_PINNED && u->best_mentor.length > 0) {
        options about_mentor = *x->session->options;
        arena *a = &x->session->arena;
        about_mentor.said[OPTION_MENTEE] = false;
        about_mentor.said[OPTION_MENTOR] = true;
        about_mentor.text[OPTION_MENTOR] = explain_say(x, arena_copy(a, u->best_mentor)).text;
        return (explain_next){.words = SPAN("see what the pins there cost:"), .command = explain_say(x, command_line_for(&about_mentor, a, COMMAND_EXPLAIN, ""))};
    }
    if (u != NULL && u->has_remedy) {
        return (explain_next){.words = SPAN("see what the pairing would be without that rule:"), .command = lifting(x, u->remedy.rule)};
    }
    return (explain_next){.words = SPAN("ask about one mentor, too:"),
                          .command = explain_say(x, command_line_for(x->session->options, &x->session->arena, COMMAND_EXPLAIN, "--mentor WHO"))};
}

explain_next explain_what_next(explain *x) {
    if (!x->has_answer) {
        return next_of_aside(x);
    }
    if (x->answer.about_pair) {
        return next_of_pair(x);
    }
    if (x->asked[ROLE_MENTEE]) {
        return next_of_mentee(x);
    }
    const shown_person *mentor = pairing_person(x->stands, ROLE_MENTOR, x->who[ROLE_MENTOR].id);
    const shown_value *places = mentor == NULL ? NULL : shown_person_value(mentor, "capacity");
    if (places != NULL && places->number == 0) {
        return (explain_next){.words = SPAN("once the application offers a place, match again:"), .command = explain_match_again(x, "")};
    }
    return (explain_next){.words = SPAN("see what it would cost to give this mentor somebody:"),
                          .command = explain_say(x, command_line_for(x->session->options, &x->session->arena, COMMAND_EXPLAIN, "--mentee WHO"))};
}
