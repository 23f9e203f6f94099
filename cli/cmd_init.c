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

enum { INIT_FILES = 5, EXPORTS_MOST = 2 };

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
    size_t count;
    input exports[EXPORTS_MOST]; // of --from
    size_t export_count;
    mp_starter starter;
} starting;

// ---- the texts --------------------------------------------------------------------------------------------------

static status host_zone(void *self, span name, span *bytes) {
    starting *s = self;
    return session_zone(&s->arena, name, bytes);
}

static void add_file(starting *s, const char *name, span text) {
    s->files[s->count++] = (init_file){name, text};
}

// An export goes in as it is; where the form of the other role is still to come, its file is there and empty.
static status add_applications(starting *s) {
    bool has[ROLE_COUNT] = {false, false};
    for (size_t i = 0; i < s->export_count; i++) {
        const input_role part = s->starter.parts[i];
        add_file(s, part == INPUT_APPLICATIONS ? "applications.csv" : part == INPUT_MENTORS ? "mentors.csv" : "mentees.csv", s->exports[i].bytes);
        has[ROLE_MENTOR] = has[ROLE_MENTOR] || part != INPUT_MENTEES;
        has[ROLE_MENTEE] = has[ROLE_MENTEE] || part != INPUT_MENTORS;
    }
    for (role as = ROLE_MENTOR; as < ROLE_COUNT; as++) {
        if (!has[as]) {
            span header;
            TRY(form_header(&header, &s->arena, as));
            add_file(s, as == ROLE_MENTOR ? "mentors.csv" : "mentees.csv", header);
        }
    }
    return STATUS_OK;
}

static status make_texts(starting *s) {
    span program_text, schema, form;
    if (s->export_count > 0) {
        TRY(mp_starter_from_exports(s->run, &s->starter, s->exports, s->export_count));
        program_text = s->starter.program;
    } else {
        TRY(mp_starter_program(s->run, &program_text));
    }
    TRY(mp_program_schema(s->run, &schema));
    program *p;
    TRY(program_read(&p, mp_run_context(s->run), SPAN("program.yaml"), program_text));
    const status formed = form_text(&form, &s->arena, p);
    program_free(p);
    TRY(formed);
    add_file(s, "program.yaml", program_text);
    add_file(s, "program.schema.json", schema);
    TRY(add_applications(s));
    add_file(s, "FORM.md", form);
    return STATUS_OK;
}

// The exports that --from names.
static outcome read_exports(starting *s) {
    for (size_t i = 0; i < s->options->repeated_count; i++) {
        const repeated_value *from = &s->options->repeated[i];
        if (from->option != OPTION_FROM) {
            continue;
        }
        if (s->export_count == EXPORTS_MOST) {
            terminal_error(s->terminal, "--from is said more than twice: give one export of mentors and one of mentees");
            return OUTCOME_USAGE;
        }
        input *export = &s->exports[s->export_count++];
        *export = (input){.role = INPUT_ROLE_COUNT, .file = span_of(from->value)};
        const file_fault failed = file_read(&export->bytes, &s->arena, AT_FDCWD, from->value, FILE_FOLLOW);
        if (failed == FILE_NO_MEMORY) {
            return OUTCOME_NO_MEMORY;
        }
        if (failed != FILE_FINE) {
            const span shown = text_visible(&s->arena, span_of(from->value), SIZE_MAX);
            terminal_error(s->terminal, "--from %.*s: this %s", SPAN_ARGS(shown), file_fault_words(failed));
            return failed == FILE_MISSING ? OUTCOME_NO_INPUT : failed == FILE_NOT_PERMITTED ? OUTCOME_NOT_PERMITTED : OUTCOME_BAD_DATA;
        }
    }
    return OUTCOME_DONE;
}

// ---- the folder -------------------------------------------------------------------------------------------------

static outcome refuse(const starting *s, const char *what) {
    terminal_error(s->terminal, "%s %s: nothing was written. Name another folder", s->path, what);
    return OUTCOME_CANNOT_CREATE;
}

static outcome check_free(starting *s, int at) {
    for (size_t i = 0; i < s->count; i++) {
        if (file_kind(at, s->files[i].name) != FILE_MISSING) {
            return refuse(s, arena_format(&s->arena, "already holds %s", s->files[i].name).text);
        }
    }
    return OUTCOME_DONE;
}

static outcome write_files(starting *s, int at) {
    file_fault failed = FILE_FINE;
    size_t written = 0;
    while (failed == FILE_FINE && written < s->count) {
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
    for (size_t i = 0; i < s->count; i++) {
        terminal_say(t, 0, "%s %s/%s", i == 0 ? "Wrote:" : "      ", s->path, s->files[i].name);
        (void)json_array_append_new(names, json_string(s->files[i].name));
    }
    for (size_t i = 0; i < s->export_count; i++) {
        terminal_say(t, 0, "Read:  %s %s of %.*s as an export of %s", words_digits(s->starter.rows[i]).text,
                     words_plural(s->starter.rows[i], "application", "applications"),
                     SPAN_ARGS(text_visible(&s->arena, s->exports[i].file, SIZE_MAX)), s->starter.tools[i]);
    }
    if (s->export_count > 0) {
        terminal_say(t, 6, STYLE_HEAD "Next:" STYLE_END " answer %s in program.yaml (look for the word QUESTION). Then:",
                     s->starter.questions == 1 ? "the one question" : arena_format(&s->arena, "the %s questions", words_count(s->starter.questions).text).text);
    } else {
        terminal_say(t, 6, STYLE_HEAD "Next:" STYLE_END " set dates, stages and areas in program.yaml, put the questions of FORM.md on your forms, and save "
                                  "their exports as mentors.csv and mentees.csv. Then:");
    }
    terminal_command(t, "      ", next);
    *as_json = json_pack("{s:s, s:o, s:I, s:o}", "folder", s->path, "files", names, "questions", (json_int_t)s->starter.questions, "next",
                         json_result_span(next));
    return OUTCOME_DONE;
}

static outcome init_all(starting *s, json_t **as_json) {
    s->run = mp_run_new((host){.self = s, .zone = host_zone});
    if (s->run == NULL) {
        return OUTCOME_NO_MEMORY;
    }
    PASS(read_exports(s));
    const status made = make_texts(s);
    if (made == STATUS_NO_MEMORY) {
        return OUTCOME_NO_MEMORY;
    }
    if (made == STATUS_BAD_INPUT && s->export_count > 0) {
        terminal_findings(s->terminal, &mp_run_context(s->run)->findings);
        terminal_error(s->terminal, "nothing was written: mend the export, or download it again");
        return OUTCOME_BAD_DATA;
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
