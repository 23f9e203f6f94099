// mentorpair init: a commented starting folder.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "form.h"
#include "json_result.h"
#include "output.h"
#include "session.h"
#include "words.h"

enum { INIT_FILES = 5 };

typedef struct init_file {
    const char *name;
    span text;
} init_file;

typedef struct starting {
    const options *options;
    terminal *terminal;
    memory memory;
    arena arena;
    mp_run *run;
    const char *path;
    init_file files[INIT_FILES];
} starting;

// ---- the texts --------------------------------------------------------------------------------------------------

static status host_zone(void *self, span name, span *bytes) {
    starting *s = self;
    return session_zone(&s->arena, name, bytes);
}

static status make_texts(starting *s) {
    span program_text, schema, form, mentors, mentees;
    TRY(mp_starter_program(s->run, &program_text));
    TRY(mp_program_schema(s->run, &schema));
    program *p;
    TRY(program_read(&p, mp_run_context(s->run), SPAN("program.yaml"), program_text));
    const status formed = form_text(&form, &s->arena, p);
    program_free(p);
    TRY(formed);
    TRY(form_header(&mentors, &s->arena, ROLE_MENTOR));
    TRY(form_header(&mentees, &s->arena, ROLE_MENTEE));
    const init_file files[INIT_FILES] = {
        {"program.yaml", program_text}, {"program.schema.json", schema}, {"mentors.csv", mentors}, {"mentees.csv", mentees}, {"FORM.md", form}};
    memcpy(s->files, files, sizeof files);
    return STATUS_OK;
}

// ---- the folder -------------------------------------------------------------------------------------------------

static outcome refuse(const starting *s, const char *what) {
    terminal_error(s->terminal, "%s %s: nothing was written. Name another folder", s->path, what);
    return OUTCOME_CANNOT_CREATE;
}

static outcome check_free(starting *s, int at) {
    for (size_t i = 0; i < INIT_FILES; i++) {
        if (file_kind(at, s->files[i].name) != FILE_MISSING) {
            return refuse(s, arena_format(&s->arena, "already holds %s", s->files[i].name).text);
        }
    }
    return OUTCOME_DONE;
}

static outcome write_files(starting *s, int at) {
    file_fault failed = FILE_FINE;
    size_t written = 0;
    while (failed == FILE_FINE && written < INIT_FILES) {
        failed = file_write_new(at, s->files[written].name, s->files[written].text);
        written += failed == FILE_FINE;
    }
    if (failed == FILE_FINE) {
        failed = file_flush_folder(at);
    }
    for (size_t i = 0; failed != FILE_FINE && i < written; i++) {
        (void)unlinkat(at, s->files[i].name, 0);
    }
    return output_fault(s->terminal, s->path, failed, false);
}

static outcome write_folder(starting *s) {
    const bool was_there = file_kind(AT_FDCWD, s->path) != FILE_MISSING;
    file_fault failed = file_make_folder(AT_FDCWD, s->path, false);
    if (failed != FILE_FINE && !was_there) {
        return failed == FILE_MISSING ? refuse(s, "cannot be made, since the folder that is to hold it does not exist")
                                      : output_fault(s->terminal, s->path, failed, true);
    }
    const int at = file_open_folder(AT_FDCWD, s->path, FILE_FOLLOW, &failed);
    if (at < 0) {
        return refuse(s, failed == FILE_MISSING ? "is a file" : file_fault_words(failed));
    }
    outcome result = check_free(s, at);
    if (result == OUTCOME_DONE) {
        result = write_files(s, at);
    }
    (void)close(at);
    if (result != OUTCOME_DONE && !was_there) {
        (void)unlinkat(AT_FDCWD, s->path, AT_REMOVEDIR);
    }
    return result;
}

// ---- the command ------------------------------------------------------------------------------------------------

static outcome tell(starting *s, json_t **as_json) {
    terminal *t = s->terminal;
    const span path = words_shell(&s->arena, s->path);
    const span next = arena_format(&s->arena, "mentorpair check %.*s", SPAN_ARGS(path));
    if (next.text == NULL || path.text == NULL) {
        return OUTCOME_NO_MEMORY;
    }
    json_t *names = json_array();
    for (size_t i = 0; i < INIT_FILES; i++) {
        terminal_say(t, 0, "%s %s/%s", i == 0 ? "Wrote:" : "      ", s->path, s->files[i].name);
        (void)json_array_append_new(names, json_string(s->files[i].name));
    }
    terminal_say(t, 6, STYLE_HEAD "Next:" STYLE_END " set dates, stages and areas in program.yaml, put the questions of FORM.md on your forms, and save "
                                  "their exports as mentors.csv and mentees.csv. Then:");
    terminal_command(t, "      ", next);
    *as_json = json_pack("{s:s, s:o, s:o}", "folder", s->path, "files", names, "next", json_result_span(next));
    return OUTCOME_DONE;
}

static outcome init_all(starting *s, json_t **as_json) {
    s->run = mp_run_new((host){.self = s, .zone = host_zone});
    if (s->run == NULL) {
        return OUTCOME_NO_MEMORY;
    }
    const status made = make_texts(s);
    if (made == STATUS_NO_MEMORY) {
        return OUTCOME_NO_MEMORY;
    }
    if (made != STATUS_OK) {
        terminal_findings(s->terminal, &mp_run_context(s->run)->findings);
        terminal_error(s->terminal, "the starting program cannot be made: see whether the zone files are installed (package tzdata)");
        return OUTCOME_INTERNAL;
    }
    PASS(write_folder(s));
    return tell(s, as_json);
}

outcome cmd_init(const options *o, terminal *t) {
    starting s = {.options = o, .terminal = t, .path = o->arguments[0]};
    s.arena = arena_over(&s.memory);
    json_t *as_json = NULL;
    outcome result = init_all(&s, &as_json);
    if (t->json) {
        result = json_result_print(t, COMMAND_INIT, result, s.run != NULL ? &mp_run_context(s.run)->findings : NULL, as_json);
    } else {
        json_decref(as_json);
    }
    mp_run_free(s.run);
    arena_free(&s.arena);
    return result;
}
