// SPDX-License-Identifier: GPL-3.0-or-later
#include "judging.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>

#include "comparison_json.h"
#include "comparison_text.h"
#include "json_result.h"
#include "words.h"

// ---- the work ---------------------------------------------------------------------------------------------------

outcome judging_load(judging *j, session *s) {
    *j = (judging){.session = s, .path = s->options->text[OPTION_PAIRS]};
    const file_fault failed = file_read(&j->bytes, &s->arena, AT_FDCWD, j->path, FILE_FOLLOW);
    const bool is_no_csv = failed == FILE_IS_FOLDER || failed == FILE_IS_DEVICE || failed == FILE_IS_LINK || failed == FILE_TOO_LARGE;
    if (is_no_csv) {
        terminal_error(s->terminal, "--pairs %.*s: this %s: name a CSV file with the columns mentee and mentor",
                       SPAN_ARGS(session_visible(s, span_of(j->path))), file_fault_words(failed));
        return OUTCOME_BAD_DATA;
    }
    return failed == FILE_FINE ? OUTCOME_DONE : session_unreadable(s, "--pairs", j->path, failed);
}

outcome judging_read(judging *j) {
    return session_outcome(j->session, mp_draft_read(j->session->run, &j->draft, span_of(j->path), j->bytes));
}

outcome judging_judge(judging *j, const pairing *of_run) {
    session *s = j->session;
    j->of_run = of_run != NULL;
    j->best = of_run;
    if (j->best == NULL) {
        if (mp_run_pairing(s->run) == NULL) {
            PASS(session_match(s));
        }
        j->best = mp_run_pairing(s->run);
    }
    PASS(session_outcome(s, mp_judge(s->run, &j->judgement, &j->draft, j->best)));
    PASS(comparison_view_make(&j->goals, s, &j->judgement.goals, "best", "yours"));
    return comparison_view_make(&j->changes, s, &j->judgement.changes, "yours", "best");
}

outcome judging_outcome(const judging *j) {
    if (!draft_is_sound(&j->draft) || j->judgement.worth == JUDGED_WORSE) {
        return OUTCOME_REFUSED;
    }
    return j->judgement.best_is_proven ? OUTCOME_DONE : OUTCOME_STOPPED;
}

// ---- findings ---------------------------------------------------------------------------------------------------

static int by_place(const void *a, const void *b) {
    const place *one = &((const finding *)a)->place, *other = &((const finding *)b)->place;
    return one->line != other->line ? (one->line > other->line) - (one->line < other->line)
                                    : (one->column > other->column) - (one->column < other->column);
}

outcome judging_print_findings(const judging *j) {
    session *s = j->session;
    memory m = {0};
    findings chosen = findings_over(&m);
    const findings *all = session_findings(s);
    size_t others = 0;
    for (int turn = 0; turn < 2; turn++) {
        for (size_t i = 0; i < all->count; i++) {
            const finding *f = &all->items[i];
            const bool own = span_equal(f->place.file, j->draft.file);
            if (own == (turn == 1) && (own || s->terminal->verbose || f->severity == SEVERITY_ERROR)) {
                finding_add(&chosen, f->severity, f->place, f->code, "%.*s", SPAN_ARGS(f->text));
            }
        }
        others = turn == 0 ? chosen.count : others;
    }
    if (chosen.count > others) {
        qsort(chosen.items + others, chosen.count - others, sizeof *chosen.items, by_place);
    }
    terminal_findings(s->terminal, &chosen);
    const size_t more = findings_left_out(all, j->draft.file);
    if (more > 0) {
        terminal_warning(s->terminal, "%s: and %s more, not listed", j->path, words_digits((int64_t)more).text);
    }
    const bool complete = !chosen.no_memory;
    findings_free(&chosen);
    return complete ? OUTCOME_DONE : OUTCOME_NO_MEMORY;
}

// ---- in words ---------------------------------------------------------------------------------------------------

static terminal *screen_of(const judging *j) {
    return j->session->terminal;
}

static void print_rules(const judging *j) {
    const draft *d = &j->draft;
    if (draft_is_sound(d)) {
        terminal_say(screen_of(j), 0, STYLE_HEAD "%s keeps every rule: %s %s." STYLE_END, j->path, words_digits(d->pair_count).text,
                     words_plural(d->pair_count, "pair", "pairs"));
        return;
    }
    terminal_say(screen_of(j), 0, STYLE_ERROR "%s breaks the rules." STYLE_END, j->path);
    if (d->left_out > 0) {
        terminal_say(screen_of(j), 0, "%s of its %s %s at fault and left out here: %s %s.", words_capital(words_count(d->left_out)).text,
                     words_digits(d->lines).text, d->left_out == 1 ? "lines is" : "lines are", words_digits(d->pair_count).text,
                     words_plural(d->pair_count, "pair stands", "pairs stand"));
    }
    if (d->pins_missed > 0) {
        terminal_say(screen_of(j), 0, "%s of the committee's pins %s not kept.", words_capital(words_count(d->pins_missed)).text,
                     words_plural(d->pins_missed, "is", "are"));
    }
}

// "10, not 12"; "52.0 %, not 60.0 %"; "2 pairs at 62 %, not 1".
static span decisive_words(judging *j, const compared_level *l) {
    arena *a = &j->session->arena;
    if (l->level == LEVEL_FAIREST) {
        const uint32_t best = l->lowest_difference.pairs[COMPARED_OLD], own = l->lowest_difference.pairs[COMPARED_NEW];
        return arena_format(a, "%s %s at %" PRId32 " %%, not %s", words_digits(own).text, words_plural(own, "pair", "pairs"), l->lowest_difference.percent,
                            words_digits(best).text);
    }
    if (l->level == LEVEL_BEST_WORST) {
        return arena_format(a, "%s, not %s", words_fit((int32_t)l->value[COMPARED_NEW]).text, words_fit((int32_t)l->value[COMPARED_OLD]).text);
    }
    return arena_format(a, "%s, not %s", words_level_value(level_name(l->level), l->value[COMPARED_NEW]).text,
                        words_level_value(level_name(l->level), l->value[COMPARED_OLD]).text);
}

static void print_as_good(const judging *j) {
    const judgement *w = &j->judgement;
    if (!draft_is_sound(&j->draft)) {
        terminal_say(screen_of(j), 0, STYLE_HEAD "The pairs that stand are as good as the best pairing at every goal." STYLE_END);
    } else if (!w->best_is_proven) {
        terminal_say(screen_of(j), 0, STYLE_WARNING "It is as good as the best pairing that was found, but not every goal is proven." STYLE_END
                                                    " Match again with a longer --time-limit, then verify again.");
    } else if (w->goals.level_count == 0) {
        terminal_say(screen_of(j), 0, STYLE_PROVEN "No pairing is better." STYLE_END " The program names no goal but the draw.");
    } else {
        terminal_say(screen_of(j), 0, STYLE_PROVEN "No pairing is better." STYLE_END
                                      " It reaches the best value of every goal, and the proof of these values was replayed on its own pairs.");
    }
}

static outcome print_worth(judging *j) {
    const judgement *w = &j->judgement;
    if (w->worth == JUDGED_AS_GOOD) {
        print_as_good(j);
        return OUTCOME_DONE;
    }
    const compared_level *l = &w->goals.levels[w->decisive];
    const span by = decisive_words(j, l);
    if (by.text == NULL) {
        return OUTCOME_NO_MEMORY;
    }
    const char *goal = level_name(l->level);
    if (w->worth == JUDGED_WORSE) {
        terminal_say(screen_of(j), 0, STYLE_WARNING "A better pairing exists." STYLE_END " The first goal that %s misses is %s: %.*s.%s",
                     draft_is_sound(&j->draft) ? "yours" : "what stands", words_level(goal).text, SPAN_ARGS(by),
                     w->decisive + 1 < w->goals.level_count ? " Later goals are shown for information." : "");
    } else if (draft_is_sound(&j->draft)) {
        terminal_say(screen_of(j), 0, STYLE_WARNING "It is better than the best pairing that was found in the time:" STYLE_END
                                      " %s is %.*s. Match again with a longer --time-limit, then verify again.", words_level(goal).text, SPAN_ARGS(by));
    } else {
        terminal_say(screen_of(j), 0, STYLE_WARNING "It is better than the rules allow:" STYLE_END
                                      " %s is %.*s, since a pin is not kept. Mend that first.", words_level(goal).text, SPAN_ARGS(by));
    }
    return OUTCOME_DONE;
}

static void print_changes(judging *j) {
    const judgement *w = &j->judgement;
    terminal_blank(screen_of(j));
    if (w->changes.same_pairs) {
        terminal_say(screen_of(j), 0, j->of_run ? "The pairs are those in out/." : "The pairs are those that match would make.");
        return;
    }
    terminal_say(screen_of(j), 0, "With %s instead:", j->of_run ? "the pairing in out/" : "the pairing that match would make");
    comparison_text_headline(&j->changes);
    if (w->worth == JUDGED_WORSE || !draft_is_sound(&j->draft)) {
        comparison_text_people(&j->changes);
    }
}

outcome judging_print(judging *j) {
    if (screen_of(j)->json) {
        return OUTCOME_DONE;
    }
    PASS(judging_print_findings(j));
    if (screen_of(j)->quiet) {
        return OUTCOME_DONE;
    }
    print_rules(j);
    PASS(print_worth(j));
    comparison_text_goals(&j->goals);
    print_changes(j);
    return j->goals.no_memory || j->changes.no_memory ? OUTCOME_NO_MEMORY : OUTCOME_DONE;
}

// ---- what comes next --------------------------------------------------------------------------------------------

judging_advice judging_next(judging *j, const char *admits) {
    const options *o = j->session->options;
    arena *a = &j->session->arena;
    const judgement *w = &j->judgement;
    if (!draft_is_sound(&j->draft)) {
        return (judging_advice){"mend what is said above, then verify again:", command_line_for(o, a, COMMAND_VERIFY, "")};
    }
    if (w->worth == JUDGED_WORSE) {
        return (judging_advice){j->of_run ? "take the pairing in out/; or pin in decisions.csv what has to stay as you have it, and match again:"
                                           : "let the best pairing be made; pin in decisions.csv what has to stay as you have it:",
                                command_line_for(o, a, COMMAND_MATCH, admits)};
    }
    if (!w->changes.same_pairs && !o->said[OPTION_PREVIOUS]) {
        const span file = words_shell(a, j->path);
        const span said = file.text == NULL ? file : arena_format(a, "%s%s--previous %.*s", admits, admits[0] != '\0' ? " " : "", SPAN_ARGS(file));
        return (judging_advice){"to have exactly this pairing, with its proof and documents, match with it as the one to keep:",
                                said.text == NULL ? said : command_line_for(o, a, COMMAND_MATCH, said.text)};
    }
    return (judging_advice){j->of_run ? "with vetoes, pins or withdrawals, write decisions.csv and match again:" : "make this pairing and its documents:",
                            command_line_for(o, a, COMMAND_MATCH, admits)};
}

// ---- --json -----------------------------------------------------------------------------------------------------

static json_t *side_json(const compared_level *l, compared_side side) {
    return l->known[side] ? json_integer(l->value[side]) : json_null();
}

static json_t *difference_json(const compared_level *l) {
    if (l->level != LEVEL_FAIREST || l->lowest_difference.percent < 0) {
        return json_null();
    }
    return json_pack("{s:i, s:I, s:I}", "percent", (int)l->lowest_difference.percent, "best", (json_int_t)l->lowest_difference.pairs[COMPARED_OLD], "yours",
                     (json_int_t)l->lowest_difference.pairs[COMPARED_NEW]);
}

static json_t *levels_json(const comparison *c) {
    static const char *const BETTER[] = {
        [COMPARED_UNKNOWN] = NULL, [COMPARED_EQUAL] = "neither", [COMPARED_OLD_BETTER] = "best", [COMPARED_NEW_BETTER] = "yours"};
    json_t *list = json_array();
    for (uint32_t i = 0; i < c->level_count; i++) {
        const compared_level *l = &c->levels[i];
        const char *better = BETTER[l->better];
        const level_result *goal = l->goal[COMPARED_OLD];
        (void)json_array_append_new(
            list, json_pack("{s:s, s:o, s:o, s:b, s:o, s:o, s:o}", "level", level_name(l->level), "best", side_json(l, COMPARED_OLD), "yours",
                            side_json(l, COMPARED_NEW), "proven", (int)(goal != NULL && goal->proven), "better", better != NULL ? json_string(better) : json_null(),
                            "by", better != NULL ? json_integer(l->by) : json_null(), "profile_difference", difference_json(l)));
    }
    return list;
}

json_t *judging_json(judging *j) {
    static const char *const WORTHS[] = {[JUDGED_AS_GOOD] = "as_good", [JUDGED_WORSE] = "worse", [JUDGED_BETTER] = "better"};
    const judgement *w = &j->judgement;
    const char *const ids[COMPARED_SIDES] = {"", ""};
    json_t *all = comparison_json(&j->changes, ids);
    json_t *result = json_pack(
        "{s:s, s:I, s:I, s:I, s:I, s:b, s:s, s:b, s:s, s:o, s:b, s:b, s:o, s:O, s:O, s:O}", "file", j->path, "lines", (json_int_t)j->draft.lines, "left_out",
        (json_int_t)j->draft.left_out, "pins_missed", (json_int_t)j->draft.pins_missed, "pairs", (json_int_t)j->draft.pair_count, "keeps_rules",
        (int)draft_is_sound(&j->draft), "against", j->of_run ? "run" : "solved", "proven", (int)w->best_is_proven, "worth", WORTHS[w->worth], "first_difference",
        w->decisive == NONE ? json_null() : json_string(level_name(w->goals.levels[w->decisive].level)), "same_pairs", (int)w->changes.same_pairs, "replayed",
        (int)w->is_replayed, "levels", levels_json(&w->goals), "changes", json_object_get(all, "pairs"), "mentees", json_object_get(all, "mentees"), "mentors",
        json_object_get(all, "mentors"));
    json_decref(all);
    return result;
}
