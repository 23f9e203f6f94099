// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparison_reasons.h"

#include <inttypes.h>
#include <string.h>

#include "words.h"

enum { REASON_COLUMNS = 24, NAMES_SAID = 5 };

static arena *arena_of(comparison_view *v) {
    return &v->session->arena;
}

static span rows_text(comparison_view *v, const shown_input *in) {
    arena *a = arena_of(v);
    if (in == NULL || !in->has_rows) {
        return SPAN("");
    }
    return in->is_applications ? comparison_view_say(v, arena_format(a, "%s read, %s accepted, %s set aside", words_digits(in->rows).text,
                                                                     words_digits(in->accepted).text, words_digits(in->set_aside).text))
                               : comparison_view_say(v, arena_format(a, "%s %s", words_digits(in->rows).text, words_plural(in->rows, "row", "rows")));
}

static span input_text(comparison_view *v, const compared_input *it) {
    const shown_input *old = it->file[COMPARED_OLD], *new = it->file[COMPARED_NEW];
    const span was = rows_text(v, old), is = rows_text(v, new);
    arena *a = arena_of(v);
    if (old == NULL) {
        return comparison_view_say(v, arena_format(a, "added%s%.*s", is.length > 0 ? ": " : "", SPAN_ARGS(is)));
    }
    if (new == NULL) {
        return comparison_view_say(v, arena_format(a, "no longer there%s%.*s", was.length > 0 ? ": " : "", SPAN_ARGS(was)));
    }
    const char *content = memcmp(old->sha256, new->sha256, sizeof old->sha256) == 0 ? "the same file" : "another content";
    return span_equal(was, is) ? span_of(content)
                               : comparison_view_say(v, arena_format(a, "%s: %.*s -> %.*s", content, SPAN_ARGS(was), SPAN_ARGS(is)));
}

static void print_answers(comparison_view *v, const compared_answers *it) {
    arena *a = arena_of(v);
    span names = SPAN("");
    for (uint32_t i = 0; i < it->count && i < NAMES_SAID; i++) {
        names = comparison_view_say(v, arena_format(a, "%.*s%s%.*s", SPAN_ARGS(names), i > 0 ? ", " : ": ", SPAN_ARGS(v->names[it->role][it->people[i]])));
    }
    const bool more = it->count > NAMES_SAID;
    const span asked = comparison_view_say(v, words_name(a, session_visible(v->session, it->field)));
    comparison_view_line(v, REASON_COLUMNS, SPAN("answers"),
               comparison_view_say(v, arena_format(a, "%.*s of %s %s%.*s%s", SPAN_ARGS(asked), words_digits(it->count).text,
                                                   it->role == ROLE_MENTEE ? words_plural(it->count, "mentee", "mentees") : words_plural(it->count, "mentor", "mentors"),
                                                   SPAN_ARGS(names), more ? " and others" : "")));
}

static void print_decisions(comparison_view *v, const compared_decisions *it) {
    static const struct {
        const char *decision, *one, *many;
    } WORDS[] = {{"pin", "pin", "pins"}, {"veto", "veto", "vetoes"}, {"withdraw", "withdrawal", "withdrawals"}};
    for (size_t i = 0; i < sizeof WORDS / sizeof WORDS[0]; i++) {
        if (span_equal(it->decision, span_of(WORDS[i].decision))) {
            const uint32_t count = it->added > 0 ? it->added : it->gone;
            span text = comparison_view_say(v, arena_format(arena_of(v), "%s %s %s", words_digits(count).text, words_plural(count, WORDS[i].one, WORDS[i].many),
                                                            it->added > 0 ? "added" : "gone"));
            if (it->added > 0 && it->gone > 0) {
                text = comparison_view_say(v, arena_format(arena_of(v), "%.*s, %s gone", SPAN_ARGS(text), words_digits(it->gone).text));
            }
            comparison_view_line(v, REASON_COLUMNS, SPAN("decisions"), text);
        }
    }
}

static span value_or(comparison_view *v, span value) {
    return value.length > 0 ? session_visible(v->session, value) : SPAN("not set");
}

static span arrow(comparison_view *v, span old, span new) {
    return comparison_view_say(v, arena_format(arena_of(v), "%.*s -> %.*s", SPAN_ARGS(old), SPAN_ARGS(new)));
}

static bool options_differ(const pairing *old, const pairing *new) {
    return old->seed != new->seed || old->options.late != new->options.late || old->options.set_aside_invalid != new->options.set_aside_invalid ||
           !span_equal(old->tool, new->tool);
}

// Whether the program's own seeds say already how the two differ.
static bool seeds_are_told(comparison_view *v) {
    const comparison *c = v->comparison;
    const span old = comparison_view_say(v, arena_format(arena_of(v), "%" PRIu64, c->pairing[COMPARED_OLD]->seed));
    const span new = comparison_view_say(v, arena_format(arena_of(v), "%" PRIu64, c->pairing[COMPARED_NEW]->seed));
    bool told = false;
    for (uint32_t i = 0; i < c->key_count; i++) {
        const compared_key *key = &c->keys[i];
        told |= span_equal(key->path, SPAN("draw.seed")) && span_equal(key->old, old) && span_equal(key->new, new);
    }
    return told;
}

static void print_options(comparison_view *v) {
    static const char *const YES_NO[] = {"no", "yes"};
    const pairing *old = v->comparison->pairing[COMPARED_OLD], *new = v->comparison->pairing[COMPARED_NEW];
    if (old->seed != new->seed && !seeds_are_told(v)) {
        comparison_view_line(v, REASON_COLUMNS, SPAN("seed of the draw"),
                   comparison_view_say(v, arena_format(arena_of(v), "%" PRIu64 " -> %" PRIu64, old->seed, new->seed)));
    }
    if (old->options.late != new->options.late) {
        comparison_view_line(v, REASON_COLUMNS, SPAN("--late"), arrow(v, span_of(YES_NO[old->options.late]), span_of(YES_NO[new->options.late])));
    }
    if (old->options.set_aside_invalid != new->options.set_aside_invalid) {
        comparison_view_line(v, REASON_COLUMNS, SPAN("--set-aside-invalid"),
                   arrow(v, span_of(YES_NO[old->options.set_aside_invalid]), span_of(YES_NO[new->options.set_aside_invalid])));
    }
    if (!span_equal(old->tool, new->tool)) {
        comparison_view_line(v, REASON_COLUMNS, SPAN("tool"), arrow(v, session_visible(v->session, old->tool), session_visible(v->session, new->tool)));
    }
}

bool comparison_reasons_print(comparison_view *v, const char *title) {
    const comparison *c = v->comparison;
    if (c->input_count + c->answers_count + c->decisions_count + c->key_count == 0 &&
        !options_differ(c->pairing[COMPARED_OLD], c->pairing[COMPARED_NEW])) {
        return false;
    }
    terminal_blank(v->session->terminal);
    terminal_say(v->session->terminal, 0, STYLE_HEAD "%s" STYLE_END, title);
    for (uint32_t i = 0; i < c->input_count; i++) {
        const compared_input *it = &c->inputs[i];
        const shown_input *shown = it->file[COMPARED_NEW] != NULL ? it->file[COMPARED_NEW] : it->file[COMPARED_OLD];
        comparison_view_line(v, REASON_COLUMNS, session_visible(v->session, shown->file), input_text(v, it));
    }
    for (uint32_t i = 0; i < c->answers_count; i++) {
        print_answers(v, &c->answers[i]);
    }
    for (uint32_t i = 0; i < c->decisions_count; i++) {
        print_decisions(v, &c->decisions[i]);
    }
    for (uint32_t i = 0; i < c->key_count; i++) {
        const compared_key *key = &c->keys[i];
        comparison_view_line(v, REASON_COLUMNS, session_visible(v->session, key->path), arrow(v, value_or(v, key->old), value_or(v, key->new)));
    }
    print_options(v);
    return true;
}
