// mentorpair purge: lists, and with --yes deletes, what the tool wrote that holds personal data; or says all that is held about one person.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"

#include <string.h>

#include "confine.h"
#include "held.h"
#include "json_result.h"
#include "publishing.h"
#include "words.h"

typedef struct purging {
    held held;
    json_t *records, *mentions; // of one person
    span words[6];              // by which the person is found in files
    size_t word_count;
    size_t found;               // records and mentions
} purging;

// ---- one person: records of the runs ------------------------------------------------------------------------------

static void add_word(purging *p, span word) {
    for (size_t i = 0; i < p->word_count; i++) {
        if (span_equal(p->words[i], word)) {
            return;
        }
    }
    if (word.length > 0 && p->word_count < sizeof p->words / sizeof p->words[0]) {
        p->words[p->word_count++] = word;
    }
}

static json_t *value_json(const shown_value *v) {
    switch (v->kind) {
        case SHOWN_TEXT:
            return json_result_span(v->text);
        case SHOWN_NUMBER:
            return json_integer(v->number);
        case SHOWN_FLAG:
            return json_boolean(v->flag);
        case SHOWN_LIST:
            break;
    }
    json_t *list = json_array();
    for (uint32_t i = 0; i < v->list_count; i++) {
        (void)json_array_append_new(list, json_result_span(v->list[i]));
    }
    return list;
}

static span value_text(purging *p, const shown_value *v) {
    session *s = p->held.session;
    span text = v->kind == SHOWN_TEXT     ? v->text
                : v->kind == SHOWN_NUMBER ? arena_format(&s->arena, "%lld", (long long)v->number)
                : v->kind == SHOWN_FLAG   ? (v->flag ? SPAN("yes") : SPAN("no"))
                                          : SPAN("");
    for (uint32_t i = 0; v->kind == SHOWN_LIST && i < v->list_count; i++) {
        text = arena_format(&s->arena, "%.*s%s%.*s", SPAN_ARGS(text), i > 0 ? "; " : "", SPAN_ARGS(v->list[i]));
    }
    return session_visible(s, text);
}

// One line of a record.
static void say(purging *p, const char *what, span text) {
    terminal_say(p->held.session->terminal, 22, "    %-16s  %.*s", what, SPAN_ARGS(text));
}

static void add_pairs(purging *p, const pairing *made, role side, span id, json_t *pairs) {
    for (uint32_t i = 0; i < made->pair_count; i++) {
        const shown_pair *pair = &made->pairs[i];
        if (span_equal(side == ROLE_MENTEE ? pair->mentee : pair->mentor, id)) {
            const span other = side == ROLE_MENTEE ? pair->mentor : pair->mentee;
            (void)json_array_append_new(pairs, json_result_span(other));
            say(p, "paired with", session_visible(p->held.session, other));
        }
    }
}

static outcome add_decisions(purging *p, const pairing *made, span id) {
    for (uint32_t i = 0; i < made->decision_count; i++) {
        const shown_decision *d = &made->decisions[i];
        if (span_equal(d->mentee, id) || span_equal(d->mentor, id)) {
            const span line = arena_format(&p->held.session->arena, "%.*s, %.*s, %.*s: %.*s", SPAN_ARGS(d->decision), SPAN_ARGS(d->mentee), SPAN_ARGS(d->mentor),
                                           SPAN_ARGS(d->reason));
            if (line.text == NULL) {
                return OUTCOME_NO_MEMORY;
            }
            say(p, "decision", session_visible(p->held.session, line));
        }
    }
    return OUTCOME_DONE;
}

static outcome add_record(purging *p, const pairing *made, const char *file, role side, const somebody *who) {
    const shown_person *shown = &made->people[side][who->number];
    terminal *t = p->held.session->terminal;
    json_t *fields = json_object(), *pairs = json_array();
    terminal_say(t, 0, STYLE_HEAD "%s" STYLE_END ", as a %s:", file, side == ROLE_MENTEE ? "mentee" : "mentor");
    for (uint32_t i = 0; i < shown->value_count; i++) {
        const span key = session_visible(p->held.session, shown->values[i].key);
        (void)json_object_set_new(fields, key.text, value_json(&shown->values[i]));
        say(p, key.text, value_text(p, &shown->values[i]));
    }
    add_pairs(p, made, side, shown->id, pairs);
    add_word(p, shown->id);
    add_word(p, shown_person_text(shown, "email"));
    add_word(p, shown_person_text(shown, "name"));
    p->found++;
    (void)json_array_append_new(p->records, json_pack("{s:s, s:s, s:o, s:o}", "file", file, "role", side == ROLE_MENTEE ? "mentee" : "mentor", "fields", fields,
                                                      "paired_with", pairs));
    return add_decisions(p, made, shown->id);
}

// What a run says of the person. One that cannot be read says nothing here; its text is searched all the same.
static outcome look_into(purging *p, const held_file *file, span who) {
    session *s = p->held.session;
    span bytes;
    const pairing *made;
    if (file_read(&bytes, &s->arena, file->folder, file->local, FILE_NO_LINK) != FILE_FINE) {
        return OUTCOME_DONE;
    }
    mp_run *run = mp_run_new((host){.self = NULL});
    outcome result = run == NULL ? OUTCOME_NO_MEMORY : OUTCOME_DONE;
    if (run != NULL && mp_pairing_read(run, &made, SPAN(PAIRING_NAME), bytes) == STATUS_OK) {
        for (role side = 0; side < ROLE_COUNT && result == OUTCOME_DONE; side++) {
            somebody one;
            const status found = somebody_find(&one, mp_run_context(run), made, side, who);
            if (found != STATUS_OK) {
                result = found == STATUS_NO_MEMORY ? OUTCOME_NO_MEMORY : OUTCOME_INTERNAL;
            } else if (one.found == SOMEBODY_AMBIGUOUS) {
                terminal_error(s->terminal, "%.*s: %u people have that name: give an id or an e-mail address", SPAN_ARGS(session_visible(s, who)),
                               one.candidate_count);
                result = OUTCOME_USAGE;
            } else if (one.found == SOMEBODY_TAKES_PART) {
                result = add_record(p, made, file->path, side, &one);
            } else if (one.found == SOMEBODY_SET_ASIDE) {
                add_word(p, one.id);
            }
        }
    }
    // The words outlive the run.
    for (size_t i = 0; i < p->word_count; i++) {
        p->words[i] = arena_copy(&s->arena, p->words[i]);
        result = p->words[i].text == NULL ? OUTCOME_NO_MEMORY : result;
    }
    mp_run_free(run);
    return result;
}

// ---- one person: lines of files ---------------------------------------------------------------------------------

static bool ends(const char *path, const char *with) {
    const size_t length = strlen(path), tail = strlen(with);
    return length >= tail && strcmp(path + length - tail, with) == 0;
}

static outcome add_mention(purging *p, const held_file *file) {
    enum { LINES_SHOWN = 12 };
    session *s = p->held.session;
    uint32_t *lines;
    size_t count;
    PASS(held_lines(&lines, &count, &p->held, file, p->words, p->word_count));
    const bool packed = ends(file->path, ".pdf") || ends(file->path, ".xlsx");
    if (count == 0 && !(packed && json_array_size(p->records) > 0 && file->why == NULL)) {
        return OUTCOME_DONE;
    }
    json_t *list = json_array();
    span shown = count == 0 ? SPAN("made from pairing.json") : SPAN("");
    for (size_t i = 0; i < count; i++) {
        (void)json_array_append_new(list, json_integer(lines[i]));
        if (i < LINES_SHOWN) {
            shown = arena_format(&s->arena, "%.*s%s%u", SPAN_ARGS(shown), i == 0 ? (count == 1 ? "line " : "lines ") : ", ", lines[i]);
        }
    }
    terminal_say(s->terminal, 4, "%s: %.*s%s", file->path, SPAN_ARGS(shown), count > LINES_SHOWN ? ", ..." : "");
    (void)json_array_append_new(p->mentions, json_pack("{s:s, s:o}", "file", file->path, "lines", list));
    p->found++;
    return OUTCOME_DONE;
}

static outcome tell_person(purging *p) {
    session *s = p->held.session;
    const span who = span_trim(span_of(s->options->text[OPTION_PERSON]));
    if (who.length == 0 || text_invalid_at(who) != SIZE_MAX) {
        terminal_error(s->terminal, "--person needs an id, an e-mail address or a name");
        return OUTCOME_USAGE;
    }
    add_word(p, who);
    for (size_t i = 0; i < p->held.count; i++) {
        if (ends(p->held.files[i].path, "/" PAIRING_NAME)) {
            PASS(look_into(p, &p->held.files[i], who));
        }
    }
    terminal_say(s->terminal, 0, STYLE_HEAD "Files that name the person:" STYLE_END);
    for (size_t i = 0; i < p->held.count; i++) {
        PASS(add_mention(p, &p->held.files[i]));
    }
    if (p->found == 0) {
        terminal_say(s->terminal, 0, "None. Nothing is held under \"%.*s\" here.", SPAN_ARGS(session_visible(s, who)));
    }
    return OUTCOME_DONE;
}

// ---- all --------------------------------------------------------------------------------------------------------

static void list(const purging *p, bool own, const char *title) {
    terminal *t = p->held.session->terminal;
    bool first = true;
    for (size_t i = 0; i < p->held.count; i++) {
        const held_file *file = &p->held.files[i];
        if ((file->why == NULL) != own) {
            continue;
        }
        if (first) {
            terminal_say(t, 0, STYLE_HEAD "%s" STYLE_END, title);
            first = false;
        }
        terminal_say(t, 4, "  %s%s%s%s", file->path, own ? "" : " (", own ? "" : file->why, own ? "" : ")");
    }
}

static json_t *names(const purging *p, bool own) {
    json_t *made = json_array();
    for (size_t i = 0; i < p->held.count; i++) {
        if ((p->held.files[i].why == NULL) == own) {
            (void)json_array_append_new(made, json_string(p->held.files[i].path));
        }
    }
    return made;
}

static outcome tell_all(purging *p, span *next) {
    session *s = p->held.session;
    const bool deletes = s->options->said[OPTION_YES];
    if (deletes) {
        PASS(held_delete(&p->held));
    }
    list(p, true, deletes ? "Deleted:" : "mentorpair wrote, and would delete:");
    list(p, false, deletes ? "Left alone, because they are yours; they hold personal data too:"
                           : "Yours, and left alone in any case; they hold personal data too:");
    if (p->held.own_count == 0) {
        terminal_say(s->terminal, 0, "Nothing that mentorpair wrote is left in %s.", s->folder.path);
    }
    if (!deletes && p->held.own_count > 0) {
        *next = command_line_for(s->options, &s->arena, COMMAND_PURGE, "--yes");
        terminal_say(s->terminal, 0, "Nothing was deleted. What backups and shared drives hold is not seen from here.");
        terminal_command(s->terminal, STYLE_HEAD "Next:" STYLE_END " ", *next);
    }
    return next->text == NULL ? OUTCOME_NO_MEMORY : OUTCOME_DONE;
}

static outcome purge_all(purging *p, json_t **as_json) {
    session *s = p->held.session;
    const options *o = s->options;
    span next = SPAN("");
    PASS(held_find(&p->held));
    PASS(o->said[OPTION_PERSON] ? tell_person(p) : tell_all(p, &next));
    *as_json = json_pack("{s:s, s:o, s:b, s:o, s:o, s:O, s:O, s:o}", "out", p->held.output->path, "person",
                         o->said[OPTION_PERSON] ? json_result_span(session_visible(s, span_of(o->text[OPTION_PERSON]))) : json_null(), "deleted",
                         (int)(o->said[OPTION_YES] && !o->said[OPTION_PERSON]), "files", names(p, true), "yours", names(p, false), "records", p->records,
                         "mentions", p->mentions, "next", json_result_text(next));
    return OUTCOME_DONE;
}

static outcome check_usage(const options *o, terminal *t) {
    if (o->said[OPTION_PERSON] && o->said[OPTION_YES]) {
        terminal_error(t, "--person only says what is held; it deletes nothing: leave --yes out");
        return OUTCOME_USAGE;
    }
    return OUTCOME_DONE;
}

outcome cmd_purge(const options *o, terminal *t) {
    session s;
    output out = OUTPUT_CLOSED;
    purging p = {.held = {.session = &s, .output = &out}, .records = json_array(), .mentions = json_array()};
    json_t *as_json = NULL;
    outcome result = session_open(&s, o, t);
    if (result == OUTCOME_DONE) {
        result = check_usage(o, t);
    }
    if (result == OUTCOME_DONE) {
        result = output_open(&out, &s.arena, t, s.folder.out, o->said[OPTION_OUT] ? s.folder.out : "out", OUTPUT_DELETE);
    }
    if (result == OUTCOME_DONE) {
        confine_and_tell(t, out.swap.parent);
        result = purge_all(&p, &as_json);
    }
    if (t->json) {
        result = json_result_print(t, COMMAND_PURGE, result, s.run != NULL ? session_findings(&s) : NULL, as_json);
    } else {
        json_decref(as_json);
    }
    json_decref(p.records);
    json_decref(p.mentions);
    output_close(&out);
    session_close(&s);
    return result;
}
