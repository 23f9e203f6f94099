// mentorpair compare: what changed between two pairings, and for whom. Reads both and writes nothing.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"

#include <string.h>

#include "confine.h"
#include "comparison_json.h"
#include "comparison_reasons.h"
#include "comparison_text.h"
#include "json_result.h"
#include "pairing_file.h"
#include "words.h"

typedef struct comparing {
    session *session;
    pairing_file files[COMPARED_SIDES];
    comparison compared;
    comparison_view view;
} comparing;

static bool is_same(const comparing *c) {
    return c->files[COMPARED_OLD].id[0] != '\0' && strcmp(c->files[COMPARED_OLD].id, c->files[COMPARED_NEW].id) == 0;
}

static void print_file(const comparing *c, compared_side side) {
    const pairing_file *f = &c->files[side];
    const pairing *p = f->pairing;
    char as_of[26];
    instant_format(as_of, p->as_of, p->as_of_offset_seconds);
    terminal_say(c->session->terminal, 5, "%s  %s: pairing %.8s, as of %.16s", c->view.heads[side], pairing_file_visible(c->session, f->path), f->id, as_of);
    if (p->options.stopped != STOPPED_NOT) {
        terminal_say(c->session->terminal, 5, "     " STYLE_WARNING "It was stopped before all was proven: a better pairing may exist." STYLE_END);
    }
}

// What can be run on the new pairing; text "": nothing, for want of its program folder.
static span next_command(const comparing *c) {
    const char *around = c->files[COMPARED_NEW].around;
    if (around == NULL) {
        return SPAN("");
    }
    arena *a = &c->session->arena;
    const span word = words_shell(a, around);
    return word.text == NULL ? word : arena_format(a, "mentorpair %s %.*s", command_rows[COMMAND_VERIFY].name, SPAN_ARGS(word));
}

static void print_all(comparing *c, span next) {
    terminal *t = c->session->terminal;
    print_file(c, COMPARED_OLD);
    print_file(c, COMPARED_NEW);
    terminal_blank(t);
    if (is_same(c)) {
        terminal_say(t, 0, STYLE_HEAD "Both are the same pairing: nothing that counts differs." STYLE_END);
    } else {
        comparison_text_headline(&c->view);
        comparison_text_goals(&c->view);
        comparison_text_people(&c->view);
        if (!comparison_reasons_print(&c->view, "What else differs, and could explain it:")) {
            terminal_blank(t);
            terminal_say(t, 0, "Applications, decisions, program and draw are the same.");
        }
    }
    terminal_blank(t);
    if (next.length > 0) {
        terminal_say(t, 6, STYLE_HEAD "Next:" STYLE_END " prove the new one again from its input files:");
        terminal_command(t, "      ", next);
    } else {
        terminal_say(t, 6, STYLE_HEAD "Next:" STYLE_END " keep the better one; mentorpair verify proves a run in its program folder.");
    }
}

static outcome tell(comparing *c, json_t **as_json) {
    session *s = c->session;
    const span next = next_command(c);
    if (next.text == NULL) {
        return OUTCOME_NO_MEMORY;
    }
    if (s->terminal->json) {
        const char *const ids[COMPARED_SIDES] = {c->files[COMPARED_OLD].id, c->files[COMPARED_NEW].id};
        *as_json = json_pack("{s:s, s:s, s:o, s:o}", "old", c->files[COMPARED_OLD].path, "new", c->files[COMPARED_NEW].path, "comparison",
                             comparison_json(&c->view, ids), "next", json_result_text(next));
    } else if (!s->terminal->quiet) {
        terminal_findings(s->terminal, session_findings(s));
        print_all(c, next);
    }
    return c->view.no_memory ? OUTCOME_NO_MEMORY : OUTCOME_DONE;
}

static outcome compare_all(comparing *c, json_t **as_json) {
    session *s = c->session;
    for (compared_side side = 0; side < COMPARED_SIDES; side++) {
        PASS(pairing_file_read(&c->files[side], s, s->options->arguments[side]));
    }
    const compare_helped none = {.old = false, .new = false};
    PASS(session_outcome(s, mp_compare(s->run, &c->compared, c->files[COMPARED_OLD].pairing, c->files[COMPARED_NEW].pairing, none)));
    PASS(comparison_view_make(&c->view, s, &c->compared, "old", "new"));
    return tell(c, as_json);
}

outcome cmd_compare(const options *o, terminal *t) {
    session s;
    comparing c = {.session = &s};
    json_t *as_json = NULL;
    outcome result = session_open(&s, o, t);
    if (result == OUTCOME_DONE) {
        confine_and_tell(t, -1);
        result = compare_all(&c, &as_json);
    }
    if (s.run != NULL) {
        terminal_findings(t, session_findings(&s));
    }
    if (t->json) {
        result = json_result_print(t, COMMAND_COMPARE, result, s.run != NULL ? session_findings(&s) : NULL, as_json);
    } else {
        json_decref(as_json);
    }
    session_close(&s);
    return result;
}
