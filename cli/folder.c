// SPDX-License-Identifier: GPL-3.0-or-later
#include "folder.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOST_PAST_FILES = 1000 };

typedef struct role_row {
    input_role role;
    option_id option;
    const char *name; // in the folder; NULL: only by option
} role_row;

static const role_row ROLES[] = {
    {INPUT_PROGRAM, OPTION_PROGRAM, "program.yaml"},    {INPUT_MENTORS, OPTION_MENTORS, "mentors.csv"},
    {INPUT_MENTEES, OPTION_MENTEES, "mentees.csv"},     {INPUT_APPLICATIONS, OPTION_APPLICATIONS, "applications.csv"},
    {INPUT_DECISIONS, OPTION_DECISIONS, "decisions.csv"}, {INPUT_PREVIOUS, OPTION_PREVIOUS, NULL},
};
enum { ROLE_ROWS = sizeof ROLES / sizeof ROLES[0] };

// ---- opening ----------------------------------------------------------------------------------------------------

static outcome folder_missing(terminal *t, const char *path, file_fault failed) {
    switch (failed) {
        case FILE_NOT_PERMITTED:
            terminal_error(t, "the folder %s may not be opened by you", path);
            return OUTCOME_NOT_PERMITTED;
        case FILE_NO_MEMORY:
            return OUTCOME_NO_MEMORY;
        default:
            break;
    }
    if (file_kind(AT_FDCWD, path) == FILE_FINE) {
        terminal_error(t, "%s is a file: give the program folder, or two CSV files, the mentors' first", path);
    } else {
        terminal_error(t, "there is no folder %s: mentorpair init %s starts one", path, path);
    }
    return OUTCOME_NO_INPUT;
}

// "folder/name", or "name" where there is no folder.
static const char *joined(arena *a, const char *path, const char *name) {
    if (path == NULL) {
        return name;
    }
    size_t length = strlen(path);
    while (length > 1 && path[length - 1] == '/') {
        length--;
    }
    return arena_format(a, "%.*s%s%s", (int)length, path, path[length - 1] == '/' ? "" : "/", name).text;
}

// Files that program.yaml names are looked for beside it where there is no program folder.
static outcome open_given(folder *f, arena *a, const options *o) {
    f->given_at = f->descriptor;
    const char *program_path = o->text[OPTION_PROGRAM];
    const char *slash = program_path != NULL ? strrchr(program_path, '/') : NULL;
    if (f->path != NULL || slash == NULL) {
        return OUTCOME_DONE;
    }
    const span beside = arena_copy(a, (span){program_path, (size_t)(slash - program_path) + 1});
    file_fault failed;
    if (beside.text == NULL) {
        return OUTCOME_NO_MEMORY;
    }
    const int descriptor = file_open_folder(AT_FDCWD, beside.text, FILE_FOLLOW, &failed);
    // Where it cannot be opened, reading program.yaml itself says why.
    f->given_at = descriptor >= 0 ? descriptor : AT_FDCWD;
    return OUTCOME_DONE;
}

outcome folder_open(folder *f, arena *a, terminal *t, const options *o) {
    *f = (folder){.descriptor = AT_FDCWD, .given_at = AT_FDCWD};
    if (o->argument_count == 1) {
        f->path = o->arguments[0];
        file_fault failed;
        f->descriptor = file_open_folder(AT_FDCWD, f->path, FILE_FOLLOW, &failed);
        if (f->descriptor < 0) {
            f->descriptor = AT_FDCWD;
            return folder_missing(t, f->path, failed);
        }
    }
    f->out = o->said[OPTION_OUT] ? o->text[OPTION_OUT] : joined(a, f->path, "out");
    if (f->out == NULL) {
        return OUTCOME_NO_MEMORY;
    }
    return open_given(f, a, o);
}

void folder_close(folder *f) {
    if (f->given_at != f->descriptor && f->given_at != AT_FDCWD) {
        (void)close(f->given_at);
    }
    if (f->descriptor != AT_FDCWD) {
        (void)close(f->descriptor);
    }
    f->descriptor = f->given_at = AT_FDCWD;
}

// ---- reading ----------------------------------------------------------------------------------------------------

typedef struct reading {
    folder *folder;
    arena *arena;
    terminal *terminal;
    findings *findings;
    const options *options;
    outcome worst; // the first that is not DONE
} reading;

static void worsen(reading *r, outcome o) {
    r->worst = r->worst == OUTCOME_DONE ? o : r->worst;
}

static void say_fault(reading *r, const char *shown, file_fault failed) {
    const place where = {.file = span_of(shown), .line = 1, .column = 1};
    switch (failed) {
        case FILE_FINE:
            return;
        case FILE_NO_MEMORY:
            worsen(r, OUTCOME_NO_MEMORY);
            return;
        case FILE_MISSING:
            terminal_error(r->terminal, "%s does not exist: correct the name, or put the file there", shown);
            worsen(r, OUTCOME_NO_INPUT);
            return;
        case FILE_NOT_PERMITTED:
            terminal_error(r->terminal, "%s may not be read by you: change its permissions (chmod u+r)", shown);
            worsen(r, OUTCOME_NOT_PERMITTED);
            return;
        case FILE_IS_FOLDER:
            finding_add(r->findings, SEVERITY_ERROR, where, "not_a_file", "this is a folder: name the CSV file in it");
            break;
        case FILE_IS_DEVICE:
        case FILE_IS_LINK:
            finding_add(r->findings, SEVERITY_ERROR, where, "not_a_file", "this is a device or a pipe: save the data in a file and name that");
            break;
        case FILE_TOO_LARGE:
            finding_add(r->findings, SEVERITY_ERROR, where, "file_too_large",
                        "the file is larger than 1 GiB, far more than any form tool exports: export it again");
            break;
        case FILE_CHANGED:
            terminal_error(r->terminal, "%s changed while it was read: run again when nobody writes to it", shown);
            worsen(r, OUTCOME_INPUT_OUTPUT);
            return;
        case FILE_NO_ROOM:
        case FILE_FAILED:
            terminal_error(r->terminal, "%s cannot be read: the disk or the network drive reports an error; copy the file and try again", shown);
            worsen(r, OUTCOME_INPUT_OUTPUT);
            return;
    }
    worsen(r, OUTCOME_BAD_DATA);
}

// Reads one file; `shown` lives as long as the run.
static void take(reading *r, input_role part, int at, const char *name, const char *shown) {
    folder *f = r->folder;
    if (f->count == f->capacity) {
        const size_t capacity = f->capacity * 2 + 8;
        input *larger = arena_alloc(r->arena, capacity, sizeof *larger);
        if (larger == NULL) {
            worsen(r, OUTCOME_NO_MEMORY);
            return;
        }
        if (f->count > 0) {
            memcpy(larger, f->inputs, f->count * sizeof *larger);
        }
        f->inputs = larger;
        f->capacity = capacity;
    }
    span bytes;
    const file_fault failed = file_read(&bytes, r->arena, at, name, FILE_FOLLOW);
    if (failed != FILE_FINE) {
        say_fault(r, shown, failed);
        return;
    }
    f->inputs[f->count++] = (input){.role = part, .file = span_of(shown), .bytes = bytes};
}

static bool in_folder(const folder *f, const char *name) {
    return f->path != NULL && name != NULL && file_kind(f->descriptor, name) != FILE_MISSING;
}

// Whether the role is played by a file in the folder: an option for applications of any kind sets all those in the folder aside.
static bool plays(const reading *r, const role_row *row) {
    const options *o = r->options;
    const bool pair_said = o->said[OPTION_MENTORS] || o->said[OPTION_MENTEES];
    switch (row->role) {
        case INPUT_MENTORS:
        case INPUT_MENTEES:
            return !o->said[OPTION_APPLICATIONS] && in_folder(r->folder, row->name);
        case INPUT_APPLICATIONS:
            return !pair_said && in_folder(r->folder, row->name);
        case INPUT_PROGRAM:
        case INPUT_DECISIONS:
        case INPUT_PAST:
        case INPUT_GIVEN:
        case INPUT_PREVIOUS:
        case INPUT_ROLE_COUNT:
            break;
    }
    return in_folder(r->folder, row->name);
}

static int by_name(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool ends_with(const char *name, const char *end) {
    const size_t length = strlen(name), tail = strlen(end);
    return length > tail && strcmp(name + length - tail, end) == 0;
}

// The names in past/ that are pairings or tables, sorted; what else lies there is noted.
static size_t list_past(reading *r, int past, const char **names) {
    size_t count = 0;
    file_fault failed;
    struct file_listing *listing = file_list_begin(fcntl(past, F_DUPFD_CLOEXEC, 0), &failed);
    const char *listed;
    while (failed == FILE_FINE && (listed = file_list_next(listing, &failed)) != NULL) {
        const char *name = arena_copy(r->arena, span_of(listed)).text;
        const char *shown = name == NULL ? NULL : arena_format(r->arena, "past/%s", name).text;
        if (shown == NULL) {
            worsen(r, OUTCOME_NO_MEMORY);
            break;
        }
        const place where = {.file = span_of(shown), .line = 1, .column = 1};
        if (name[0] == '.') {
            continue;
        }
        if (!ends_with(name, ".json") && !ends_with(name, ".csv")) {
            finding_add(r->findings, SEVERITY_NOTE, where, "past_ignored", "this is neither .json nor .csv and is not read: rename it if it holds pairs");
        } else if (count == MOST_PAST_FILES) {
            finding_add(r->findings, SEVERITY_ERROR, where, "past_too_many", "more than %d files: join the earlier pairs into one CSV", MOST_PAST_FILES);
            worsen(r, OUTCOME_BAD_DATA);
            break;
        } else {
            names[count++] = name;
        }
    }
    file_list_end(listing);
    say_fault(r, "past", failed);
    qsort(names, count, sizeof *names, by_name);
    return count;
}

static void take_past(reading *r) {
    const options *o = r->options;
    for (size_t i = 0; i < o->repeated_count; i++) {
        if (o->repeated[i].option == OPTION_PAST) {
            take(r, INPUT_PAST, AT_FDCWD, o->repeated[i].value, o->repeated[i].value);
        }
    }
    if (o->said[OPTION_PAST] || !in_folder(r->folder, "past")) {
        return;
    }
    file_fault failed;
    const int past = file_open_folder(r->folder->descriptor, "past", FILE_FOLLOW, &failed);
    if (past < 0) {
        terminal_error(r->terminal, "past %s: it must be a folder that you can open, with the pairings of earlier cohorts",
                       failed == FILE_MISSING ? "is no folder" : file_fault_words(failed));
        worsen(r, failed == FILE_NOT_PERMITTED ? OUTCOME_NOT_PERMITTED : OUTCOME_BAD_DATA);
        return;
    }
    const char **names = arena_alloc(r->arena, MOST_PAST_FILES, sizeof *names);
    const size_t count = names == NULL ? 0 : list_past(r, past, names);
    if (names == NULL) {
        worsen(r, OUTCOME_NO_MEMORY);
    }
    for (size_t i = 0; i < count; i++) {
        const char *shown = arena_format(r->arena, "past/%s", names[i]).text;
        if (shown == NULL) {
            worsen(r, OUTCOME_NO_MEMORY);
            break;
        }
        take(r, INPUT_PAST, past, names[i], shown);
    }
    (void)close(past);
}

// Both roles must have a file; one file must not say what two others say too.
static outcome check_roles(reading *r, const bool played[INPUT_ROLE_COUNT]) {
    const folder *f = r->folder;
    const bool mentors = played[INPUT_MENTORS], mentees = played[INPUT_MENTEES];
    const char *where = f->path != NULL ? f->path : ".";
    if (played[INPUT_APPLICATIONS] && (mentors || mentees)) {
        terminal_error(r->terminal, "%s holds both applications.csv and %s.csv: keep either applications.csv, or mentors.csv and mentees.csv", where,
                       mentors ? "mentors" : "mentees");
        return OUTCOME_BAD_DATA;
    }
    if (played[INPUT_APPLICATIONS] || (mentors && mentees)) {
        return OUTCOME_DONE;
    }
    if (mentors || mentees) {
        terminal_error(r->terminal, "%s has no %s.csv: put the export there, or name it with --%s", where, mentors ? "mentees" : "mentors",
                       mentors ? "mentees" : "mentors");
    } else {
        terminal_error(r->terminal, "%s has neither mentors.csv and mentees.csv nor applications.csv: put the exports there, or name them with "
                       "--mentors and --mentees", where);
    }
    return OUTCOME_NO_INPUT;
}

outcome folder_read(folder *f, arena *a, terminal *t, findings *found, const options *o) {
    reading r = {.folder = f, .arena = a, .terminal = t, .findings = found, .options = o, .worst = OUTCOME_DONE};
    bool played[INPUT_ROLE_COUNT] = {false};
    for (size_t i = 0; i < ROLE_ROWS; i++) {
        const role_row *row = &ROLES[i];
        if (o->argument_count == 2 && (row->role == INPUT_MENTORS || row->role == INPUT_MENTEES)) {
            const char *path = o->arguments[row->role == INPUT_MENTORS ? 0 : 1];
            take(&r, row->role, AT_FDCWD, path, path);
            played[row->role] = true;
        } else if (o->said[row->option]) {
            take(&r, row->role, AT_FDCWD, o->text[row->option], o->text[row->option]);
            played[row->role] = true;
        } else if (plays(&r, row)) {
            take(&r, row->role, f->descriptor, row->name, row->name);
            played[row->role] = true;
        }
    }
    take_past(&r);
    const outcome roles = check_roles(&r, played);
    return roles != OUTCOME_DONE ? roles : found->no_memory ? OUTCOME_NO_MEMORY : r.worst;
}

const input *folder_input(const folder *f, input_role part) {
    for (size_t i = 0; i < f->count; i++) {
        if (f->inputs[i].role == part) {
            return &f->inputs[i];
        }
    }
    return NULL;
}

file_fault folder_given(const folder *f, arena *a, span name, span *bytes) {
    const span path = arena_copy(a, name);
    if (path.text == NULL) {
        return FILE_NO_MEMORY;
    }
    // A zero byte would cut the name short.
    return strlen(path.text) != name.length ? FILE_MISSING : file_read(bytes, a, f->given_at, path.text, FILE_FOLLOW);
}
