// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparison_text.h"

#include <inttypes.h>
#include <string.h>

#include "words.h"

enum { VALUE_COLUMNS = 12, GOAL_COLUMNS = 24, NAME_COLUMNS = 24 };

static terminal *screen_of(const comparison_view *v) {
    return v->session->terminal;
}

static arena *arena_of(comparison_view *v) {
    return &v->session->arena;
}

// ---- the headline -----------------------------------------------------------------------------------------------

// "3 are", "1 is", "none is".
static wording number_is(uint32_t n) {
    wording w;
    (void)snprintf(w.text, sizeof w.text, "%.40s %s", n == 0 ? "none" : words_digits(n).text, n > 1 ? "are" : "is");
    return w;
}

void comparison_text_headline(comparison_view *v) {
    const comparison *c = v->comparison;
    terminal *t = screen_of(v);
    if (c->same_pairs && c->kept == 0) {
        terminal_say(t, 0, STYLE_HEAD "Nobody is paired in either." STYLE_END);
    } else if (c->same_pairs) {
        terminal_say(t, 0, STYLE_HEAD "The pairs are the same: %s." STYLE_END,
                     c->kept == 1 ? "the one pair is kept" : comparison_view_say(v, arena_format(arena_of(v), "all %s are kept", words_digits(c->kept).text)).text);
    } else {
        terminal_say(t, 0, STYLE_HEAD "%s%s %s kept, %s new, %s lost." STYLE_END,
                     c->only_the_draw ? "Both are equally good and differ only in the draw: " : "", c->kept > 0 ? words_digits(c->kept).text : c->only_the_draw ? "no" : "No",
                     c->kept > 1 ? "pairs are" : "pair is", number_is(c->added).text, number_is(c->lost).text);
    }
}

// ---- goals ------------------------------------------------------------------------------------------------------

static span value_text(comparison_view *v, const compared_level *l, compared_side side) {
    if (!l->known[side]) {
        return SPAN("-");
    }
    if (l->level == LEVEL_FAIREST) {
        return comparison_view_say(v, arena_format(arena_of(v), "%" PRId64 " %%", l->value[side]));
    }
    if (l->level == LEVEL_BEST_WORST) {
        return comparison_view_say(v, arena_format(arena_of(v), "%s", words_fit((int32_t)l->value[side]).text));
    }
    return comparison_view_say(v, arena_format(arena_of(v), "%s", words_level_value(level_name(l->level), l->value[side]).text));
}

// "3 pairs more", "8.30 points worse".
static span difference(comparison_view *v, const compared_level *l) {
    static const struct {
        const char *one, *many; // NULL: points
    } COUNTED[LEVEL_COUNT] = {[LEVEL_MOST_MATCHED] = {"pair", "pairs"},
                              [LEVEL_PRIORITY_MATCHED] = {"priority pair", "priority pairs"},
                              [LEVEL_MOST_MENTORS] = {"mentor", "mentors"},
                              [LEVEL_FEWEST_CHANGES] = {"earlier pair", "earlier pairs"}};
    const uint64_t by = l->by < 0 ? 0 - (uint64_t)l->by : (uint64_t)l->by;
    if (COUNTED[l->level].one != NULL) {
        return comparison_view_say(v, arena_format(arena_of(v), "%s %s %s", words_digits((int64_t)by).text,
                                                   words_plural(by, COUNTED[l->level].one, COUNTED[l->level].many), l->by > 0 ? "more" : "fewer"));
    }
    return comparison_view_say(v, arena_format(arena_of(v), "%s %s", words_points((int64_t)by).text, l->by > 0 ? "points better" : "points worse"));
}

static span fairness(comparison_view *v, const compared_level *l) {
    const uint32_t old = l->lowest_difference.pairs[COMPARED_OLD], new = l->lowest_difference.pairs[COMPARED_NEW];
    return comparison_view_say(v, arena_format(arena_of(v), "%s: %s %s at %" PRId32 " %%, not %s", l->better == COMPARED_NEW_BETTER ? "fairer" : "less fair",
                                               words_digits(new).text, words_plural(new, "pair", "pairs"), l->lowest_difference.percent,
                                               words_digits(old).text));
}

// What is to be said of a goal behind its values.
static span verdict(comparison_view *v, const compared_level *l) {
    span text = SPAN("");
    switch (l->better) {
        case COMPARED_UNKNOWN:
            break;
        case COMPARED_EQUAL:
            text = SPAN("equal");
            break;
        case COMPARED_OLD_BETTER:
        case COMPARED_NEW_BETTER:
            text = l->level == LEVEL_FAIREST ? fairness(v, l) : difference(v, l);
            break;
    }
    for (compared_side side = 0; side < COMPARED_SIDES; side++) {
        const level_result *goal = l->goal[side];
        const char *between = text.length > 0 ? "; " : "";
        if (goal == NULL) {
            text = comparison_view_say(v, arena_format(arena_of(v), "%.*s%s%s", SPAN_ARGS(text), between, side == COMPARED_OLD ? "a new goal" : "no longer a goal"));
        } else if (!goal->proven) {
            text = comparison_view_say(v, arena_format(arena_of(v), "%.*s%s%s: not proven, limit %s", SPAN_ARGS(text), between, v->heads[side],
                                                       words_level_value(level_name(l->level), goal->bound).text));
        }
    }
    return text;
}

// Right-aligned in its column.
static span in_column(comparison_view *v, span text) {
    const size_t used = text_columns(text);
    return comparison_view_say(v, arena_format(arena_of(v), "%*s%.*s", used < VALUE_COLUMNS ? (int)(VALUE_COLUMNS - used) : 1, "", SPAN_ARGS(text)));
}

static bool scored_otherwise(const comparison *c) {
    for (uint32_t i = 0; i < c->key_count; i++) {
        if (span_starts(c->keys[i].path, SPAN("criteria"))) {
            return true;
        }
    }
    return false;
}

void comparison_text_goals(comparison_view *v) {
    const comparison *c = v->comparison;
    terminal *t = screen_of(v);
    if (c->level_count == 0) {
        return;
    }
    terminal_blank(t);
    terminal_print(&t->results, 0, 0,
                   comparison_view_say(v, arena_format(arena_of(v), "  %-*s%.*s%.*s", GOAL_COLUMNS, "goal", SPAN_ARGS(in_column(v, span_of(v->heads[COMPARED_OLD]))),
                                                       SPAN_ARGS(in_column(v, span_of(v->heads[COMPARED_NEW])))))
                       .text);
    for (uint32_t i = 0; i < c->level_count; i++) {
        const compared_level *l = &c->levels[i];
        const char *style = l->better == COMPARED_OLD_BETTER ? STYLE_WARNING : l->better == COMPARED_NEW_BETTER ? STYLE_PROVEN : "";
        const span line = comparison_view_say(
            v, arena_format(arena_of(v), "  %-*s%.*s%.*s   %s%.*s%s", GOAL_COLUMNS, words_level(level_name(l->level)).text,
                            SPAN_ARGS(in_column(v, value_text(v, l, COMPARED_OLD))), SPAN_ARGS(in_column(v, value_text(v, l, COMPARED_NEW))), style,
                            SPAN_ARGS(verdict(v, l)), style[0] != '\0' ? STYLE_END : ""));
        terminal_print(&t->results, t->results.columns, GOAL_COLUMNS + 2 * VALUE_COLUMNS + 3, line.text);
    }
    if (scored_otherwise(c)) {
        terminal_say(t, 0, "  The two weigh fits otherwise, so that fits and points of one do not measure the other.");
    }
}

// ---- people -----------------------------------------------------------------------------------------------------

typedef struct group_words {
    const char *one, *many; // behind the number
} group_words;

static const group_words GROUPS[ROLE_COUNT][COMPARED_UNCHANGED] = {
    [ROLE_MENTEE] = {[COMPARED_MOVED] = {"mentee has somebody else as mentor", "mentees have somebody else as mentor"},
                     [COMPARED_NEWLY_PAIRED] = {"mentee newly has a mentor", "mentees newly have a mentor"},
                     [COMPARED_NEWLY_WITHOUT] = {"mentee no longer has a mentor", "mentees no longer have a mentor"},
                     [COMPARED_JOINED] = {"mentee has joined", "mentees have joined"},
                     [COMPARED_LEFT] = {"mentee has left", "mentees have left"}},
    [ROLE_MENTOR] = {[COMPARED_MOVED] = {NULL, NULL}, // told with the mentees
                     [COMPARED_NEWLY_PAIRED] = {"mentor newly has a mentee", "mentors newly have a mentee"},
                     [COMPARED_NEWLY_WITHOUT] = {"mentor no longer has a mentee", "mentors no longer have a mentee"},
                     [COMPARED_JOINED] = {"mentor has joined", "mentors have joined"},
                     [COMPARED_LEFT] = {"mentor has left", "mentors have left"}},
};

// Why somebody takes no part in one of the pairings: "late".
static const char *aside_words(const compared_person *p, compared_side side) {
    static const struct {
        aside_code code;
        const char *words;
    } WORDS[] = {{ASIDE_INVALID, "set aside as invalid"}, {ASIDE_LATE, "late"}, {ASIDE_REQUIREMENT, "not admitted"}, {ASIDE_WITHDRAWN, "withdrawn"}};
    for (size_t i = 0; p->why[side] != NULL && i < sizeof WORDS / sizeof WORDS[0]; i++) {
        if (span_equal(p->why[side]->code, span_of(aside_name(WORDS[i].code)))) {
            return WORDS[i].words;
        }
    }
    return "";
}

// Why a mentee of the new pairing has no mentor; "" where that is not said.
static span why_without(comparison_view *v, const compared_person *p) {
    const pairing *new = v->comparison->pairing[COMPARED_NEW];
    const span id = new->people[ROLE_MENTEE][p->number[COMPARED_NEW]].id;
    for (uint32_t i = 0; i < new->unmatched_count; i++) {
        if (span_equal(new->unmatched[i].mentee, id)) {
            return session_visible(v->session, new->unmatched[i].because);
        }
    }
    return SPAN("");
}

static span what_became(comparison_view *v, role as, uint32_t number, compared_change change) {
    const compared_person *p = &v->comparison->people[as][number];
    const span old = comparison_view_partners(v, as, number, COMPARED_OLD), new = comparison_view_partners(v, as, number, COMPARED_NEW);
    arena *a = arena_of(v);
    const char *nobody = as == ROLE_MENTEE ? "without a mentor" : "without a mentee";
    switch (change) {
        case COMPARED_MOVED: {
            // On a line of its own where the two do not fit on one.
            const bool fits = 2 + NAME_COLUMNS + strlen("from  to ") + text_columns(old) + text_columns(new) <= TERMINAL_COLUMNS;
            return comparison_view_say(v, fits ? arena_format(a, "from %.*s to %.*s", SPAN_ARGS(old), SPAN_ARGS(new))
                                               : arena_format(a, "from %.*s\n%*sto %.*s", SPAN_ARGS(old), 2 + NAME_COLUMNS, "", SPAN_ARGS(new)));
        }
        case COMPARED_NEWLY_PAIRED:
            return comparison_view_say(v, arena_format(a, "with %.*s", SPAN_ARGS(new)));
        case COMPARED_NEWLY_WITHOUT: {
            const span why = as == ROLE_MENTEE ? why_without(v, p) : SPAN("");
            return comparison_view_say(v, arena_format(a, "had %.*s%s%.*s", SPAN_ARGS(old), why.length > 0 ? ". " : "", SPAN_ARGS(why)));
        }
        case COMPARED_JOINED: {
            const char *why = aside_words(p, COMPARED_OLD);
            return comparison_view_say(v, arena_format(a, "%s%.*s%s%s", new.length > 0 ? "with " : nobody, SPAN_ARGS(new), why[0] != '\0' ? "; was " : "", why));
        }
        case COMPARED_LEFT: {
            const char *why = aside_words(p, COMPARED_NEW);
            return comparison_view_say(v, arena_format(a, "%s%s%s%.*s", why, why[0] != '\0' ? "; " : "", old.length > 0 ? "had " : "was ",
                                                       SPAN_ARGS(old.length > 0 ? old : span_of(nobody))));
        }
        case COMPARED_UNCHANGED:
            break;
    }
    return SPAN("");
}

static void print_group(comparison_view *v, role as, compared_change change) {
    const comparison *c = v->comparison;
    const group_words *words = &GROUPS[as][change];
    uint32_t count = 0;
    for (uint32_t i = 0; i < c->people_count[as]; i++) {
        count += compare_change(&c->people[as][i]) == change;
    }
    if (count == 0 || words->one == NULL) {
        return;
    }
    terminal_blank(screen_of(v));
    terminal_say(screen_of(v), 0, STYLE_HEAD "%s %s:" STYLE_END, words_digits(count).text, words_plural(count, words->one, words->many));
    for (uint32_t k = 0; k < c->people_count[as]; k++) {
        const uint32_t number = v->order[as][k];
        if (compare_change(&c->people[as][number]) == change) {
            comparison_view_line(v, NAME_COLUMNS, v->names[as][number], what_became(v, as, number, change));
        }
    }
}

static void print_rescored(comparison_view *v) {
    const comparison *c = v->comparison;
    if (c->rescored == 0) {
        return;
    }
    terminal_blank(screen_of(v));
    terminal_say(screen_of(v), 0, STYLE_HEAD "%s kept %s another fit:" STYLE_END, words_digits(c->rescored).text,
                 words_plural(c->rescored, "pair has", "pairs have"));
    for (uint32_t k = 0; k < c->people_count[ROLE_MENTEE]; k++) {
        const uint32_t mentee = v->order[ROLE_MENTEE][k];
        for (uint32_t n = v->first[ROLE_MENTEE][mentee]; n < v->first[ROLE_MENTEE][mentee + 1]; n++) {
            const compared_pair *p = &c->pairs[v->by_person[ROLE_MENTEE][n]];
            if (p->number[COMPARED_OLD] == COMPARED_NONE || p->number[COMPARED_NEW] == COMPARED_NONE) {
                continue;
            }
            const int32_t old_bp = c->pairing[COMPARED_OLD]->pairs[p->number[COMPARED_OLD]].score_bp;
            const int32_t new_bp = c->pairing[COMPARED_NEW]->pairs[p->number[COMPARED_NEW]].score_bp;
            if (old_bp != new_bp) {
                comparison_view_line(v, NAME_COLUMNS, v->names[ROLE_MENTEE][mentee],
                           comparison_view_say(v, arena_format(arena_of(v), "with %.*s: %s, was %s", SPAN_ARGS(v->names[ROLE_MENTOR][p->mentor]),
                                                               words_fit(new_bp).text, words_fit(old_bp).text)));
            }
        }
    }
}

void comparison_text_people(comparison_view *v) {
    static const role ROLES[] = {ROLE_MENTEE, ROLE_MENTOR};
    for (size_t i = 0; i < sizeof ROLES / sizeof ROLES[0]; i++) {
        for (compared_change change = 0; change < COMPARED_UNCHANGED; change++) {
            print_group(v, ROLES[i], change);
        }
    }
    print_rescored(v);
}
