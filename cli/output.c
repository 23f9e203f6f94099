// SPDX-License-Identifier: GPL-3.0-or-later
#include "output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#include "signals.h"

enum { LOCK_WAIT_MS = 5000, LOCK_STEP_MS = 50, MOST_PARTIAL_NAMES = 1000 };

outcome output_fault(terminal *t, const char *path, file_fault failed, bool creating) {
    switch (failed) {
        case FILE_FINE:
            return OUTCOME_DONE;
        case FILE_NO_MEMORY:
            return OUTCOME_NO_MEMORY;
        case FILE_NO_ROOM:
            terminal_error(t, "%s cannot be written: the disk is full, or your share of it is. Make room and run again", path);
            return OUTCOME_INPUT_OUTPUT;
        case FILE_NOT_PERMITTED:
            terminal_error(t, "%s cannot be written: you may not write there. Change the permissions, or name another folder with --out", path);
            return OUTCOME_CANNOT_CREATE;
        case FILE_IS_LINK:
        case FILE_IS_DEVICE:
            terminal_error(t, "%s %s, and is left alone: name a folder with --out", path, file_fault_words(failed));
            return OUTCOME_CANNOT_CREATE;
        case FILE_MISSING:
        case FILE_IS_FOLDER:
        case FILE_TOO_LARGE:
        case FILE_CHANGED:
        case FILE_FAILED:
            break;
    }
    terminal_error(t, "%s cannot be written: the system reports an error (%s)", path, file_fault_words(failed));
    return creating ? OUTCOME_CANNOT_CREATE : OUTCOME_INPUT_OUTPUT;
}

// ---- opening ----------------------------------------------------------------------------------------------------

static outcome split_path(output *o, const char *path, span *parent) {
    size_t length = strlen(path);
    while (length > 1 && path[length - 1] == '/') {
        length--;
    }
    size_t start = length;
    while (start > 0 && path[start - 1] != '/') {
        start--;
    }
    const span name = {path + start, length - start};
    if (name.length == 0 || span_equal(name, SPAN(".")) || span_equal(name, SPAN("..")) || name.length > FILE_NAME_ROOM / 2) {
        terminal_error(o->terminal, "%s cannot hold a run: name a folder of its own with --out", path);
        return OUTCOME_CANNOT_CREATE;
    }
    o->path = arena_copy(o->arena, (span){path, length}).text;
    o->swap.name = arena_copy(o->arena, name).text;
    *parent = start == 0 ? SPAN(".") : arena_copy(o->arena, (span){path, start});
    return o->path == NULL || o->swap.name == NULL || parent->text == NULL ? OUTCOME_NO_MEMORY : OUTCOME_DONE;
}

// The lock of the folder that holds out/: waits a little, since another run may be about to end. A file system without locks goes without.
static outcome lock(output *o, output_use use) {
    const int kind = use == OUTPUT_READ ? LOCK_SH : LOCK_EX;
    const int64_t until_ms = terminal_clock_ms() + LOCK_WAIT_MS;
    while (flock(o->swap.parent, kind | LOCK_NB) != 0) {
        if (errno == EINTR) {
            continue;
        }
        if (errno != EWOULDBLOCK) {
            return OUTCOME_DONE;
        }
        if (terminal_clock_ms() >= until_ms) {
            terminal_error(o->terminal, "another mentorpair is at work on %s: try again when it has ended", o->path);
            return OUTCOME_BUSY;
        }
        const struct timespec pause = {.tv_nsec = LOCK_STEP_MS * 1000000L};
        (void)nanosleep(&pause, NULL);
    }
    return OUTCOME_DONE;
}

static outcome check_free(const output *o, const char *name, const char *path) {
    file_fault kind;
    if (swap_state_of(&o->swap, name, NULL, NULL, &kind) != SWAP_OTHER) {
        return OUTCOME_DONE;
    }
    if (kind == FILE_NO_MEMORY) {
        return OUTCOME_NO_MEMORY;
    }
    if (kind == FILE_IS_FOLDER) {
        terminal_error(o->terminal, "%s is not a folder that mentorpair wrote (no valid " MANIFEST_NAME " in it): move it away, or name another "
                       "folder with --out", path);
    } else {
        terminal_error(o->terminal, "%s %s, and is left alone: move it away, or name another folder with --out", path, file_fault_words(kind));
    }
    return OUTCOME_CANNOT_CREATE;
}

// Says what went to kept/ and was not announced.
static void tell_kept(const output *o, size_t from) {
    for (size_t i = from; i < o->swap.kept.count; i++) {
        const kept_item *item = &o->swap.kept.items[i];
        terminal_note(o->terminal, "%s/%s is not as mentorpair wrote it: it was moved to " KEPT_FOLDER "/%s", item->folder, item->path, item->name);
    }
}

static outcome recover(output *o, output_use use) {
    if (use == OUTPUT_READ) {
        if (!swap_must_recover(&o->swap)) {
            return OUTCOME_DONE;
        }
        PASS(lock(o, OUTPUT_WRITE));
    }
    const file_fault failed = swap_recover(&o->swap);
    tell_kept(o, 0);
    o->swap.kept = (kept_plan){.count = 0};
    PASS(output_fault(o->terminal, o->path, failed, true));
    return use == OUTPUT_READ ? lock(o, OUTPUT_READ) : OUTCOME_DONE;
}

outcome output_open(output *o, arena *a, terminal *t, const char *path, const char *shown, output_use use) {
    *o = (output){.terminal = t, .arena = a, .swap = {.arena = a, .parent = -1, .shown = shown}, .fresh = -1};
    span parent;
    PASS(split_path(o, path, &parent));
    file_fault failed;
    o->swap.parent = file_open_folder(AT_FDCWD, parent.text, FILE_FOLLOW, &failed);
    if (o->swap.parent < 0) {
        if (failed == FILE_NO_MEMORY) {
            return OUTCOME_NO_MEMORY;
        }
        terminal_error(t, "the folder %s, which is to hold %s, %s", parent.text, o->swap.name, file_fault_words(failed));
        return use == OUTPUT_WRITE ? OUTCOME_CANNOT_CREATE : OUTCOME_NO_INPUT;
    }
    PASS(lock(o, use));
    PASS(recover(o, use));
    if (use == OUTPUT_WRITE) {
        PASS(check_free(o, o->swap.name, o->path));
        const char *previous = arena_format(a, "%s.previous", o->swap.name).text, *previous_path = arena_format(a, "%s.previous", o->path).text;
        if (previous == NULL || previous_path == NULL) {
            return OUTCOME_NO_MEMORY;
        }
        PASS(check_free(o, previous, previous_path));
    }
    return OUTCOME_DONE;
}

static int open_run(const output *o, const char *name) {
    file_fault failed;
    return name == NULL ? -1 : file_open_folder(o->swap.parent, name, FILE_NO_LINK, &failed);
}

int output_run(const output *o) {
    return open_run(o, o->swap.name);
}

int output_previous(const output *o) {
    return open_run(o, arena_format(o->arena, "%s.previous", o->swap.name).text);
}

// ---- writing ----------------------------------------------------------------------------------------------------

outcome output_begin(output *o) {
    signals_writing(true);
    file_fault failed = FILE_FAILED;
    for (unsigned n = 0; n < MOST_PARTIAL_NAMES; n++) {
        o->fresh_name = arena_format(o->arena, ".%s.partial.%ld.%u", o->swap.name, (long)getpid(), n).text;
        if (o->fresh_name == NULL) {
            return OUTCOME_NO_MEMORY;
        }
        failed = file_make_folder(o->swap.parent, o->fresh_name, false);
        if (failed == FILE_FINE || file_kind(o->swap.parent, o->fresh_name) == FILE_MISSING) {
            break;
        }
    }
    if (failed == FILE_FINE) {
        o->fresh = file_open_folder(o->swap.parent, o->fresh_name, FILE_NO_LINK, &failed);
    } else {
        o->fresh_name = NULL;
    }
    return output_fault(o->terminal, o->path, failed, true);
}

static outcome interrupted(void) {
    return signals_pending() != 0 ? OUTCOME_INTERRUPTED : OUTCOME_DONE;
}

outcome output_write(output *o, const char *name, span bytes) {
    PASS(interrupted());
    PASS(output_fault(o->terminal, o->path, file_write_new(o->fresh, name, bytes), false));
    return manifest_add_bytes(&o->manifest, o->arena, name, bytes) ? OUTCOME_DONE : OUTCOME_NO_MEMORY;
}

static status put_piece(void *self, const char *bytes, size_t length) {
    return file_stream_put(self, (span){bytes, length}) == FILE_FINE && signals_pending() == 0 ? STATUS_OK : STATUS_CANCELLED;
}

// Piece by piece, so that the whole file never lies in memory.
outcome output_write_pairing(output *o, const char *name, mp_run *run, char pairing_id[65]) {
    char digest[65];
    file_stream writing;
    PASS(interrupted());
    status written = STATUS_CANCELLED;
    if (file_stream_begin(&writing, o->fresh, name) == FILE_FINE) {
        written = mp_pairing_write(run, pairing_id, put_piece, &writing);
    }
    const file_fault failed = file_stream_end(&writing, digest);
    PASS(interrupted());
    PASS(output_fault(o->terminal, o->path, failed, false));
    if (written != STATUS_OK) {
        return written == STATUS_NO_MEMORY ? OUTCOME_NO_MEMORY : OUTCOME_INTERNAL;
    }
    return output_list(o, name, digest, writing.size);
}

outcome output_list(output *o, const char *name, const char *digest, uint64_t size) {
    return manifest_add(&o->manifest, o->arena, name, digest, size) ? OUTCOME_DONE : OUTCOME_NO_MEMORY;
}

outcome output_finish(output *o, const char *pairing_id) {
    memcpy(o->manifest.pairing, pairing_id, sizeof o->manifest.pairing);
    const span bytes = manifest_bytes(&o->manifest, o->arena);
    const char *waiting =
        bytes.text == NULL ? NULL : arena_format(o->arena, ".%s.new.%s", o->swap.name, swap_hash_of(bytes).text).text;
    if (waiting == NULL) {
        return OUTCOME_NO_MEMORY;
    }
    PASS(interrupted());
    PASS(output_fault(o->terminal, o->path, file_write_new(o->fresh, MANIFEST_NAME, bytes), false));
    PASS(output_fault(o->terminal, o->path, file_flush_folder(o->fresh), false));
    if (renameat(o->swap.parent, o->fresh_name, o->swap.parent, waiting) != 0) {
        return output_fault(o->terminal, o->path, file_fault_of(errno), true);
    }
    o->fresh_name = waiting;
    return output_fault(o->terminal, o->path, file_flush_folder(o->swap.parent), false);
}

// ---- publishing -------------------------------------------------------------------------------------------------

static outcome announce(output *o, const char *name, const char *shown) {
    if (file_kind(o->swap.parent, name) != FILE_IS_FOLDER) {
        return OUTCOME_DONE;
    }
    return output_fault(o->terminal, shown, kept_scan(&o->swap.kept, o->arena, o->swap.parent, name, shown), false);
}

outcome output_announce(output *o, findings *notes) {
    manifest now;
    const char *previous = arena_format(o->arena, "%s.previous", o->swap.name).text;
    const char *previous_shown = arena_format(o->arena, "%s.previous", o->swap.shown).text;
    if (previous == NULL || previous_shown == NULL) {
        return OUTCOME_NO_MEMORY;
    }
    PASS(announce(o, o->swap.name, o->swap.shown));
    if (swap_state_of(&o->swap, o->swap.name, &now, NULL, NULL) == SWAP_OURS && strcmp(now.pairing, o->manifest.pairing) != 0) {
        PASS(announce(o, previous, previous_shown));
    }
    for (size_t i = 0; i < o->swap.kept.count; i++) {
        const kept_item *item = &o->swap.kept.items[i];
        const span file = arena_format(o->arena, "%s/%s", item->folder, item->path);
        if (file.text == NULL) {
            return OUTCOME_NO_MEMORY;
        }
        const place where = {.file = file, .line = 1, .column = 1};
        finding_add(notes, SEVERITY_NOTE, where, "kept", "%s: it is kept as " KEPT_FOLDER "/%s",
                    item->changed ? "this was changed since mentorpair wrote it" : "this is not mentorpair's", item->name);
    }
    return notes->no_memory ? OUTCOME_NO_MEMORY : OUTCOME_DONE;
}

outcome output_publish(output *o) {
    signals_hold();
    PASS(interrupted());
    const char *waiting = o->fresh_name;
    PASS(output_fault(o->terminal, o->path, swap_in(&o->swap, waiting), true));
    o->fresh_name = NULL;
    const size_t announced = o->swap.kept.count;
    // The new run is there. What is left to do concerns the old one, and the next run does it again if it fails now.
    file_fault failed = file_flush_folder(o->swap.parent);
    if (failed == FILE_FINE && file_kind(o->swap.parent, waiting) != FILE_MISSING) {
        failed = swap_settle(&o->swap, waiting);
    }
    if (failed == FILE_FINE) {
        failed = swap_recover(&o->swap);
    }
    tell_kept(o, announced);
    if (failed != FILE_FINE) {
        terminal_warning(o->terminal, "%s is written, but the run before could not be tidied away: the next run tries again", o->path);
    }
    return OUTCOME_DONE;
}

void output_close(output *o) {
    if (o->fresh_name != NULL) {
        (void)file_remove_tree(o->swap.parent, o->fresh_name);
        o->fresh_name = NULL;
    }
    if (o->fresh >= 0) {
        (void)close(o->fresh);
    }
    if (o->swap.parent >= 0) {
        (void)close(o->swap.parent);
    }
    o->fresh = -1;
    o->swap.parent = -1;
}
