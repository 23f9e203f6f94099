// SPDX-License-Identifier: GPL-3.0-or-later
#include "explain_changes.h"

#include <inttypes.h>

#include "words.h"

enum { MOVES_SHOWN_MOST = 12 };

static arena *arena_of(explain *x) {
    return &x->session->arena;
}

// ---- goals ------------------------------------------------------------------------------------------------------

static span level_words(explain *x, const explained_level *l) {
    static const struct {
        const char *one, *many; // NULL: points
    } COUNTED[LEVEL_COUNT] = {[LEVEL_MOST_MATCHED] = {"pair", "pairs"},
                              [LEVEL_PRIORITY_MATCHED] = {"priority pair", "priority pairs"},
                              [LEVEL_MOST_MENTORS] = {"mentor with a mentee", "mentors with a mentee"},
                              [LEVEL_FEWEST_CHANGES] = {"earlier pair", "earlier pairs"}};
    if (l->level == LEVEL_FAIREST) {
        return explain_say(x, arena_format(arena_of(x), "%s: %s %s at %" PRId32 " %%, not %s", l->order > 0 ? "fairer" : "less fair",
                                           words_digits(l->pairs_then).text, words_plural(l->pairs_then, "pair", "pairs"), l->percent,
                                           words_digits(l->pairs_now).text));
    }
    const uint64_t by = l->by < 0 ? 0 - (uint64_t)l->by : (uint64_t)l->by;
    if (COUNTED[l->level].one == NULL) {
        return explain_say(x, arena_format(arena_of(x), "%s points %s %s", words_points((int64_t)by).text, l->by > 0 ? "better" : "worse",
                                           l->level == LEVEL_BEST_WORST ? "at the weakest pair" : "in total"));
    }
    const bool one = by == 1;
    const char *noun = one ? COUNTED[l->level].one : COUNTED[l->level].many;
    return l->level == LEVEL_MOST_MENTORS
               ? explain_say(x, arena_format(arena_of(x), "%s %s %s", words_digits((int64_t)by).text, l->by > 0 ? "more" : "fewer", noun))
               : explain_say(x, arena_format(arena_of(x), "%s %s %s", words_digits((int64_t)by).text, noun, l->by > 0 ? "more" : "fewer"));
}

span explain_changes_cost(explain *x, const explained_change *it) {
    span list = SPAN("");
    for (uint32_t k = 0; k < it->level_count; k++) {
        const explained_level *l = &it->levels[k];
        const bool apart = !l->known && list.length == 0 && l->now.has_value && l->then.has_value;
        if (apart || (l->known && l->order != 0)) {
            const span words = apart ? SPAN("another number of pairs counts for fairness, so that it cannot be compared") : level_words(x, l);
            list = explain_say(x, arena_format(arena_of(x), "%.*s%s%.*s", SPAN_ARGS(list), list.length > 0 ? ", " : "", SPAN_ARGS(words)));
        }
    }
    return list;
}

static bool leaves_pins_out(level_kind level) {
    return level == LEVEL_BEST_WORST || level == LEVEL_FAIREST;
}

span explain_changes_caution(explain *x, const explained_change *it) {
    for (uint32_t k = 0; k < it->level_count; k++) {
        if (!leaves_pins_out(it->levels[k].level)) {
            continue;
        }
        const span goal = explain_say(x, words_name(arena_of(x), span_of(level_name(it->levels[k].level))));
        return it->kind == EXPLAINED_PAIRED
                   ? explain_say(x, arena_format(arena_of(x),
                                                 "Here the pair counts like any other; a run with a pin of it leaves it out at the goal \"%.*s\", "
                                                 "and may come out otherwise.",
                                                 SPAN_ARGS(goal)))
                   : explain_say(x, arena_format(arena_of(x), "A pinned pair does not count at the goal \"%.*s\".", SPAN_ARGS(goal)));
    }
    return SPAN("");
}

// ---- moves ------------------------------------------------------------------------------------------------------

static bool lists(const span *ids, uint32_t count, span id) {
    for (uint32_t k = 0; k < count; k++) {
        if (span_equal(ids[k], id)) {
            return true;
        }
    }
    return false;
}

static bool goes(const explained_move *m) {
    return m->from.length > 0 && m->to.length > 0;
}

// "Ana would go from Bo to Cy"; "Dee from Cy to Bo" where that stands behind another such move.
static span move_words(explain *x, const explained_change *it, const explained_move *m, bool has_verb) {
    const span who = explain_name(x, ROLE_MENTEE, m->mentee);
    if (goes(m)) {
        return explain_say(x, arena_format(arena_of(x), "%.*s%s from %.*s to %.*s", SPAN_ARGS(who), has_verb ? "" : " would go",
                                           SPAN_ARGS(explain_name(x, ROLE_MENTOR, m->from)), SPAN_ARGS(explain_name(x, ROLE_MENTOR, m->to))));
    }
    if (m->from.length > 0) {
        return explain_say(x, arena_format(arena_of(x), "%.*s would lose %.*s", SPAN_ARGS(who), SPAN_ARGS(explain_name(x, ROLE_MENTOR, m->from))));
    }
    const bool newly = lists(it->with[ROLE_MENTEE], it->with_count[ROLE_MENTEE], m->mentee);
    return explain_say(x, arena_format(arena_of(x), "%.*s would %s %.*s", SPAN_ARGS(who), newly ? "have" : "also have",
                                       SPAN_ARGS(explain_name(x, ROLE_MENTOR, m->to))));
}

// The moves from one number to another as one sentence.
static span moves_sentence(explain *x, const explained_change *it, uint32_t from, uint32_t to) {
    span list = SPAN("");
    const uint32_t shown = to - from > MOVES_SHOWN_MOST ? from + MOVES_SHOWN_MOST : to;
    for (uint32_t k = from; k < shown; k++) {
        const span words = move_words(x, it, &it->moves[k], k > from && goes(&it->moves[k - 1]));
        list = explain_say(x, arena_format(arena_of(x), "%.*s%s%.*s", SPAN_ARGS(list), k > from ? "; " : "", SPAN_ARGS(words)));
    }
    if (shown < to) {
        list = explain_say(x, arena_format(arena_of(x), "%.*s; and %s more", SPAN_ARGS(list), words_digits(to - shown).text));
    }
    return list.length > 0 ? explain_say(x, arena_format(arena_of(x), "%.*s.", SPAN_ARGS(list))) : list;
}

// "Eli and Fay would be without a mentor."
static span left_sentence(explain *x, role as, const span *ids, uint32_t count, const char *words) {
    span list = SPAN("");
    for (uint32_t k = 0; k < count && k < MOVES_SHOWN_MOST; k++) {
        list = explain_say(x, arena_format(arena_of(x), "%.*s%s%.*s", SPAN_ARGS(list), k == 0 ? "" : k + 1 == count ? " and " : ", ",
                                           SPAN_ARGS(explain_name(x, as, ids[k]))));
    }
    if (count > MOVES_SHOWN_MOST) {
        list = explain_say(x, arena_format(arena_of(x), "%.*s and %s more", SPAN_ARGS(list), words_digits(count - MOVES_SHOWN_MOST).text));
    }
    return count == 0 ? list : explain_say(x, arena_format(arena_of(x), " %.*s would %s.", SPAN_ARGS(list), words));
}

span explain_changes_moves(explain *x, const explained_change *it) {
    arena *a = arena_of(x);
    span text = moves_sentence(x, it, 0, it->linked);
    if (it->move_count > it->linked && it->fewest_moves) {
        text = explain_say(x, arena_format(a, "%.*s Besides, %.*s", SPAN_ARGS(text), SPAN_ARGS(moves_sentence(x, it, it->linked, it->move_count))));
    } else if (it->move_count > it->linked) {
        const uint64_t others = it->move_count - it->linked;
        text = explain_say(x, arena_format(a, "%.*s %s more %s move in that pairing, which need not follow from this: the draw decides where goals leave a choice.",
                                           SPAN_ARGS(text), words_digits((int64_t)others).text, words_plural(others, "mentee would", "mentees would")));
    }
    const struct {
        role as;
        const span *ids;
        uint32_t count;
        const char *words;
    } LEFT[] = {{ROLE_MENTEE, it->without[ROLE_MENTEE], it->without_count[ROLE_MENTEE], "be without a mentor"},
                {ROLE_MENTOR, it->without[ROLE_MENTOR], it->without_count[ROLE_MENTOR], "be without a mentee"},
                {ROLE_MENTOR, it->with[ROLE_MENTOR], it->with_count[ROLE_MENTOR], "newly have a mentee"}};
    for (size_t k = 0; k < sizeof LEFT / sizeof LEFT[0]; k++) {
        text = explain_say(x, arena_format(a, "%.*s%.*s", SPAN_ARGS(text),
                                           SPAN_ARGS(left_sentence(x, LEFT[k].as, LEFT[k].ids, LEFT[k].count, LEFT[k].words))));
    }
    return span_trim(text);
}
