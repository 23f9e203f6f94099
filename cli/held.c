// SPDX-License-Identifier: GPL-3.0-or-later
#include "held.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "approval_file.h"
#include "journal.h"
#include "publishing.h"


static const struct {
    const char *local;
    const char *why;
} INPUTS[] = {{"mentors.csv", "applications"},       {"mentees.csv", "applications"}, {"applications.csv", "applications"},
              {"decisions.csv", "the committee's decisions"}, {"program.yaml", "addresses of the committee"}};

static const char *const FOLDERS[][2] = {{"past", "an earlier cohort"}, {KEPT_FOLDER, "yours, kept"}};

static outcome fault_of(const held *h, const char *path, file_fault failed) {
    return output_fault(h->session->terminal, path, failed, false);
}

// Beside out/, or in the program folder.
static const char *shown(const held *h, int where, const char *local) {
    arena *a = &h->session->arena;
    const char *path = h->session->folder.path;
    if (where == h->output->swap.parent) {
        const size_t before = strlen(h->output->path) - strlen(h->output->swap.name);
        return arena_format(a, "%.*s%s", (int)before, h->output->path, local).text;
    }
    return arena_format(a, "%s%s%s", path, path[0] != '\0' && path[strlen(path) - 1] == '/' ? "" : "/", local).text;
}

static outcome add(held *h, int where, const char *local, const char *why) {
    if (h->count == h->capacity) {
        const size_t capacity = h->capacity * 2 + 32;
        held_file *larger = arena_alloc(&h->session->arena, capacity, sizeof *larger);
        if (larger == NULL) {
            return OUTCOME_NO_MEMORY;
        }
        if (h->count > 0) {
            memcpy(larger, h->files, h->count * sizeof *larger);
        }
        h->files = larger;
        h->capacity = capacity;
    }
    const char *path = local == NULL ? NULL : shown(h, where, local);
    if (path == NULL) {
        return OUTCOME_NO_MEMORY;
    }
    h->files[h->count++] = (held_file){.path = path, .local = local, .folder = where, .why = why};
    h->own_count += why == NULL;
    return OUTCOME_DONE;
}

// ---- the tool's own ---------------------------------------------------------------------------------------------

static bool is_stranger(const kept_plan *strangers, const char *where, const char *path) {
    for (size_t i = 0; i < strangers->count; i++) {
        if (strcmp(strangers->items[i].folder, where) == 0 && strcmp(strangers->items[i].path, path) == 0) {
            return true;
        }
    }
    return false;
}

// The files of a run that are as they were written, its list last: what is interrupted can be gone on with.
static outcome add_run(held *h, kept_plan *strangers, const char *name) {
    arena *a = &h->session->arena;
    manifest m;
    file_fault failed;
    const int where = file_open_folder(h->output->swap.parent, name, FILE_NO_LINK, &failed);
    if (where < 0) {
        return failed == FILE_NO_MEMORY ? OUTCOME_NO_MEMORY : OUTCOME_DONE;
    }
    failed = manifest_read(&m, a, where, NULL);
    (void)close(where);
    if (failed == FILE_NO_MEMORY) {
        return OUTCOME_NO_MEMORY;
    }
    if (failed != FILE_FINE) {
        return OUTCOME_DONE; // no run of the tool's
    }
    PASS(fault_of(h, name, kept_scan(strangers, a, h->output->swap.parent, name, name)));
    for (size_t i = 0; i < m.count; i++) {
        const char *local = arena_format(a, "%s/%s", name, m.files[i].name).text;
        if (local == NULL) {
            return OUTCOME_NO_MEMORY;
        }
        if (!is_stranger(strangers, name, m.files[i].name) && file_kind(h->output->swap.parent, local) == FILE_FINE) {
            PASS(add(h, h->output->swap.parent, local, NULL));
        }
    }
    return add(h, h->output->swap.parent, arena_format(a, "%s/" MANIFEST_NAME, name).text, NULL);
}

static outcome add_if_there(held *h, int where, const char *local, const char *why) {
    return local != NULL && file_kind(where, local) == FILE_FINE ? add(h, where, local, why) : local == NULL ? OUTCOME_NO_MEMORY : OUTCOME_DONE;
}

// ---- the committee's --------------------------------------------------------------------------------------------

// What lies in a folder, one level deep.
static outcome add_folder(held *h, int parent, const char *name, const char *why) {
    file_fault failed;
    const int where = file_open_folder(parent, name, FILE_NO_LINK, &failed);
    if (where < 0) {
        return failed == FILE_NO_MEMORY ? OUTCOME_NO_MEMORY : OUTCOME_DONE;
    }
    struct file_listing *listing = file_list_begin(where, &failed);
    outcome result = OUTCOME_DONE;
    const char *file;
    while (listing != NULL && result == OUTCOME_DONE && (file = file_list_next(listing, &failed)) != NULL) {
        result = add(h, parent, arena_format(&h->session->arena, "%s/%s", name, file).text, why);
    }
    file_list_end(listing);
    return result == OUTCOME_DONE && failed == FILE_NO_MEMORY ? OUTCOME_NO_MEMORY : result;
}

static outcome add_inputs(held *h) {
    const int where = h->session->folder.descriptor;
    for (size_t i = 0; i < sizeof INPUTS / sizeof INPUTS[0]; i++) {
        PASS(add_if_there(h, where, INPUTS[i].local, INPUTS[i].why));
    }
    for (size_t i = 0; i < sizeof FOLDERS / sizeof FOLDERS[0]; i++) {
        PASS(add_folder(h, where, FOLDERS[i][0], FOLDERS[i][1]));
    }
    return OUTCOME_DONE;
}

outcome held_find(held *h) {
    kept_plan strangers = {.count = 0};
    const int parent = h->output->swap.parent;
    const char *name = h->output->swap.name, *previous = arena_format(&h->session->arena, "%s.previous", name).text;
    if (previous == NULL) {
        return OUTCOME_NO_MEMORY;
    }
    PASS(add_run(h, &strangers, name));
    PASS(add_run(h, &strangers, previous));
    PASS(add_if_there(h, parent, APPROVAL_NAME, NULL));
    PASS(add_if_there(h, parent, "." APPROVAL_NAME ".new", NULL));
    PASS(add_if_there(h, parent, JOURNAL_FOLDER "/" JOURNAL_SEEDS, NULL));
    for (size_t i = 0; i < strangers.count; i++) {
        PASS(add(h, parent, arena_format(&h->session->arena, "%s/%s", strangers.items[i].folder, strangers.items[i].path).text,
                 strangers.items[i].changed ? "changed since mentorpair wrote it" : "not mentorpair's"));
    }
    return add_inputs(h);
}

// ---- deleting ---------------------------------------------------------------------------------------------------

// Opens the folder of a file step by step, so that no link leads elsewhere; *base is the rest. -1: it is not there.
static int folder_of(const held *h, const char *local, const char **base, file_fault *failed) {
    int where = fcntl(h->output->swap.parent, F_DUPFD_CLOEXEC, 3);
    *failed = where < 0 ? file_fault_of(errno) : FILE_FINE;
    const char *slash;
    while (where >= 0 && (slash = strchr(local, '/')) != NULL) {
        const span name = arena_copy(&h->session->arena, (span){local, (size_t)(slash - local)});
        const int inner = name.text == NULL ? -1 : file_open_folder(where, name.text, FILE_NO_LINK, failed);
        *failed = name.text == NULL ? FILE_NO_MEMORY : *failed;
        (void)close(where);
        where = inner;
        local = slash + 1;
    }
    *base = local;
    return where;
}

static outcome remove_file(const held *h, const held_file *file) {
    const char *base;
    file_fault failed;
    const int where = folder_of(h, file->local, &base, &failed);
    if (where >= 0) {
        failed = unlinkat(where, base, 0) == 0 || errno == ENOENT ? file_flush_folder(where) : file_fault_of(errno);
        (void)close(where);
    }
    if (failed == FILE_NO_MEMORY) {
        return OUTCOME_NO_MEMORY;
    }
    if (failed != FILE_FINE && failed != FILE_MISSING) {
        terminal_error(h->session->terminal, "%s cannot be deleted: it %s", file->path, file_fault_words(failed));
        return OUTCOME_INPUT_OUTPUT;
    }
    return OUTCOME_DONE;
}

// A folder that still holds something stays.
static void remove_folders(const held *h, const char *local) {
    const char *base;
    file_fault failed;
    size_t end = strlen(local);
    while (end > 0) {
        while (end > 0 && local[end] != '/') {
            end--;
        }
        const span path = arena_copy(&h->session->arena, (span){local, end});
        const int where = end == 0 || path.text == NULL ? -1 : folder_of(h, path.text, &base, &failed);
        if (where < 0) {
            return;
        }
        const bool gone = unlinkat(where, base, AT_REMOVEDIR) == 0;
        (void)close(where);
        if (!gone) {
            return;
        }
        end--;
    }
}

outcome held_delete(const held *h) {
    for (size_t i = 0; i < h->count; i++) {
        if (h->files[i].why == NULL) {
            PASS(remove_file(h, &h->files[i]));
        }
    }
    for (size_t i = 0; i < h->count; i++) {
        if (h->files[i].why == NULL) {
            remove_folders(h, h->files[i].local);
        }
    }
    return fault_of(h, h->output->path, file_flush_folder(h->output->swap.parent));
}

// ---- somebody in a file -----------------------------------------------------------------------------------------

static bool holds(span line, const span *words, size_t count) {
    for (size_t i = 0; i < count; i++) {
        for (size_t at = 0; words[i].length > 0 && at + words[i].length <= line.length; at++) {
            size_t same = 0;
            while (same < words[i].length && (line.text[at + same] | 0x20) == (words[i].text[same] | 0x20)) {
                same++;
            }
            if (same == words[i].length) {
                return true;
            }
        }
    }
    return false;
}

outcome held_lines(uint32_t **lines, size_t *count, const held *h, const held_file *file, const span *words, size_t word_count) {
    memory m = {0};
    arena scratch = arena_over(&m);
    span bytes;
    outcome result = OUTCOME_DONE;
    const file_fault read = file_read(&bytes, &scratch, file->folder, file->local, FILE_NO_LINK);
    *lines = NULL;
    *count = 0;
    uint32_t number = 1;
    size_t room = 0;
    for (size_t start = 0, i = 0; read == FILE_FINE && i <= bytes.length && result == OUTCOME_DONE; i++) {
        if (i < bytes.length && bytes.text[i] != '\n') {
            continue;
        }
        if (holds((span){bytes.text + start, i - start}, words, word_count)) {
            if (*count == room) {
                uint32_t *larger = arena_alloc(&h->session->arena, room * 2 + 16, sizeof *larger);
                if (larger == NULL) {
                    result = OUTCOME_NO_MEMORY;
                    break;
                }
                if (*count > 0) {
                    memcpy(larger, *lines, *count * sizeof *larger);
                }
                *lines = larger;
                room = room * 2 + 16;
            }
            (*lines)[(*count)++] = number;
        }
        number++;
        start = i + 1;
    }
    arena_free(&scratch);
    return read == FILE_NO_MEMORY ? OUTCOME_NO_MEMORY : result;
}
