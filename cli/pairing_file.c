// SPDX-License-Identifier: GPL-3.0-or-later
#include "pairing_file.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "manifest.h"
#include "publishing.h"

const char *pairing_file_visible(session *s, const char *path) {
    const span visible = text_visible(&s->arena, span_of(path), strlen(path) + 1);
    return visible.text != NULL ? visible.text : "";
}

static const char *joined(arena *a, const char *at, const char *name) {
    const size_t length = strlen(at);
    return arena_format(a, "%s%s%s", at, length > 0 && at[length - 1] == '/' ? "" : "/", name).text;
}

// The folder part of a path; "." where there is none.
static span parent_of(const char *path) {
    size_t end = strlen(path);
    while (end > 1 && path[end - 1] == '/') {
        end--;
    }
    while (end > 0 && path[end - 1] != '/') {
        end--;
    }
    while (end > 1 && path[end - 1] == '/') {
        end--;
    }
    return end == 0 ? SPAN(".") : (span){path, end};
}

static bool is_called(span path, const char *name) {
    const size_t length = strlen(name);
    return path.length >= length && memcmp(path.text + path.length - length, name, length) == 0 &&
           (path.length == length || path.text[path.length - length - 1] == '/');
}

// The program folder around a run folder that has its usual name.
static const char *program_around(arena *a, span run_folder) {
    if (!is_called(run_folder, "out")) {
        return NULL;
    }
    const span copy = arena_copy(a, run_folder);
    return copy.text == NULL ? NULL : arena_copy(a, parent_of(copy.text)).text;
}

bool pairing_file_exists(session *s, const char *run_folder) {
    const char *path = joined(&s->arena, run_folder, PAIRING_NAME);
    return path != NULL && file_kind(AT_FDCWD, path) == FILE_FINE;
}

// Where it is. text NULL: no memory.
static const char *find(session *s, const char *path, const char **around) {
    arena *a = &s->arena;
    *around = NULL;
    const file_fault kind = file_kind(AT_FDCWD, path);
    file_fault failed = FILE_FINE;
    const int opened = kind == FILE_IS_FOLDER || kind == FILE_IS_LINK ? file_open_folder(AT_FDCWD, path, FILE_FOLLOW, &failed) : -1;
    if (opened < 0) {
        *around = program_around(a, parent_of(path));
        return path;
    }
    (void)close(opened);
    const char *run = joined(a, path, "out");
    if (run != NULL && pairing_file_exists(s, run)) {
        *around = path;
        return joined(a, run, PAIRING_NAME);
    }
    size_t length = strlen(path);
    while (length > 1 && path[length - 1] == '/') {
        length--;
    }
    *around = program_around(a, (span){path, length});
    return joined(a, path, PAIRING_NAME);
}

static outcome say_fault(session *s, const char *given, const char *path, file_fault failed) {
    const char *shown = pairing_file_visible(s, path);
    switch (failed) {
        case FILE_NO_MEMORY:
            return OUTCOME_NO_MEMORY;
        case FILE_NOT_PERMITTED:
            terminal_error(s->terminal, "%s may not be read by you: change its permissions (chmod u+r)", shown);
            return OUTCOME_NOT_PERMITTED;
        case FILE_MISSING:
            if (strcmp(given, path) == 0) {
                terminal_error(s->terminal, "%s does not exist: name a pairing.json, a run folder, or a program folder with a run in out/", shown);
            } else {
                terminal_error(s->terminal, "%s holds neither out/" PAIRING_NAME " nor " PAIRING_NAME ": mentorpair match makes one",
                               pairing_file_visible(s, given));
            }
            return OUTCOME_NO_INPUT;
        case FILE_FINE:
        case FILE_IS_FOLDER:
        case FILE_IS_DEVICE:
        case FILE_IS_LINK:
        case FILE_TOO_LARGE:
        case FILE_CHANGED:
        case FILE_NO_ROOM:
        case FILE_FAILED:
            break;
    }
    terminal_error(s->terminal, "%s cannot be read: it %s", shown, file_fault_words(failed));
    return OUTCOME_INPUT_OUTPUT;
}

// A run whose manifest does not know these bytes is not as it was written.
static outcome check_manifest(pairing_file *f, session *s) {
    const span beside = arena_copy(&s->arena, parent_of(f->path));
    file_fault failed;
    manifest m;
    if (beside.text == NULL) {
        return OUTCOME_NO_MEMORY;
    }
    const int at = file_open_folder(AT_FDCWD, beside.text, FILE_FOLLOW, &failed);
    if (at < 0) {
        return OUTCOME_DONE;
    }
    const file_fault read = manifest_read(&m, &s->arena, at, NULL);
    (void)close(at);
    const manifest_file *entry = read == FILE_FINE ? manifest_find(&m, PAIRING_NAME) : NULL;
    if (entry != NULL && !manifest_fits(entry, f->bytes)) {
        finding_add(session_findings(s), SEVERITY_WARNING, (place){span_of(pairing_file_visible(s, f->path)), 1, 1}, "pairing_changed",
                    "this was changed since it was written: see with mentorpair verify whether it can be trusted");
    }
    return read == FILE_NO_MEMORY ? OUTCOME_NO_MEMORY : OUTCOME_DONE;
}

outcome pairing_file_read(pairing_file *out, session *s, const char *path) {
    *out = (pairing_file){.id = ""};
    out->path = find(s, path, &out->around);
    if (out->path == NULL) {
        return OUTCOME_NO_MEMORY;
    }
    const file_fault failed = file_read(&out->bytes, &s->arena, AT_FDCWD, out->path, FILE_FOLLOW);
    if (failed != FILE_FINE) {
        return say_fault(s, path, out->path, failed);
    }
    PASS(session_outcome(s, mp_pairing_read(s->run, &out->pairing, span_of(pairing_file_visible(s, out->path)), out->bytes)));
    if (pairing_json_id(out->id, out->bytes) != STATUS_OK) {
        out->id[0] = '\0';
    }
    return check_manifest(out, s);
}
