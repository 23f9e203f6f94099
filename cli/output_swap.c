// SPDX-License-Identifier: GPL-3.0-or-later
#include "output_swap.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { MOST_LEFTOVERS = 64, MOST_NAMES = 1000 };

output_hash output_hash_of(span manifest_bytes) {
    char digest[65];
    sha256_hex(digest, sha256_of(manifest_bytes));
    output_hash h = {""};
    memcpy(h.text, digest, sizeof h.text - 1);
    return h;
}

static bool is_empty(int folder) {
    DIR *listing = fdopendir(fcntl(folder, F_DUPFD_CLOEXEC, 0));
    if (listing == NULL) {
        return false;
    }
    bool empty = true;
    const struct dirent *entry;
    while (empty && (entry = readdir(listing)) != NULL) {
        empty = strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0;
    }
    (void)closedir(listing);
    return empty;
}

output_state output_state_of(const output *o, const char *name, manifest *own, span *bytes, file_fault *kind) {
    manifest read;
    const file_fault found = file_kind(o->parent, name);
    if (kind != NULL) {
        *kind = found;
    }
    if (found != FILE_IS_FOLDER) {
        return found == FILE_MISSING ? OUTPUT_FREE : OUTPUT_OTHER;
    }
    file_fault failed;
    const int folder = file_open_folder(o->parent, name, FILE_NO_LINK, &failed);
    if (folder >= 0) {
        failed = manifest_read(own != NULL ? own : &read, o->arena, folder, bytes);
        const bool empty = failed == FILE_MISSING && is_empty(folder);
        (void)close(folder);
        if (failed == FILE_FINE || empty) {
            return empty ? OUTPUT_FREE : OUTPUT_OURS;
        }
    }
    if (kind != NULL && (failed == FILE_NO_MEMORY || failed == FILE_NOT_PERMITTED)) {
        *kind = failed;
    }
    return OUTPUT_OTHER;
}

// ---- swapping ---------------------------------------------------------------------------------------------------

// A free name ".out.old.N" or ".out.dead.N"; NULL: no memory.
static const char *free_name(const output *o, const char *kind) {
    const char *name = NULL;
    for (unsigned n = 0; n < MOST_NAMES; n++) {
        name = arena_format(o->arena, ".%s.%s.%u", o->name, kind, n).text;
        if (name == NULL || file_kind(o->parent, name) == FILE_MISSING) {
            break;
        }
    }
    return name;
}

static file_fault rename_within(const output *o, const char *from, const char *to) {
    return renameat(o->parent, from, o->parent, to) == 0 ? FILE_FINE : file_fault_of(errno);
}

// Two steps, between which there is no out/; whoever comes next finds the waiting run and finishes.
static file_fault swap_by_renaming(const output *o, const char *fresh_name) {
    const char *old = free_name(o, "old");
    if (old == NULL) {
        return FILE_NO_MEMORY;
    }
    file_fault failed = rename_within(o, o->name, old);
    if (failed != FILE_FINE) {
        return failed;
    }
    failed = rename_within(o, fresh_name, o->name);
    if (failed != FILE_FINE) {
        (void)rename_within(o, old, o->name);
    }
    return failed;
}

file_fault output_swap_in(output *o, const char *fresh_name) {
    if (file_kind(o->parent, o->name) == FILE_MISSING) {
        return rename_within(o, fresh_name, o->name);
    }
    if (!o->without_exchange) {
        if (renameat2(o->parent, fresh_name, o->parent, o->name, RENAME_EXCHANGE) == 0) {
            return FILE_FINE;
        }
        if (errno != EINVAL && errno != ENOSYS && errno != ENOTSUP) {
            return file_fault_of(errno);
        }
    }
    return swap_by_renaming(o, fresh_name);
}

// ---- what becomes of the old run --------------------------------------------------------------------------------

// Strangers go to kept/, the rest is removed.
static file_fault bury(output *o, const char *name, const char *shown) {
    const char *dead = free_name(o, "dead");
    if (dead == NULL) {
        return FILE_NO_MEMORY;
    }
    file_fault failed = rename_within(o, name, dead);
    if (failed == FILE_FINE) {
        failed = kept_move(&o->kept, o->arena, o->parent, dead, shown);
    }
    return failed == FILE_FINE ? file_remove_tree(o->parent, dead) : failed;
}

file_fault output_settle(output *o, const char *old_name) {
    manifest now, old;
    const char *previous = arena_format(o->arena, "%s.previous", o->name).text;
    const char *previous_shown = arena_format(o->arena, "%s.previous", o->shown).text;
    if (previous == NULL || previous_shown == NULL) {
        return FILE_NO_MEMORY;
    }
    const bool keeps = output_state_of(o, old_name, &old, NULL, NULL) == OUTPUT_OURS &&
                       output_state_of(o, o->name, &now, NULL, NULL) == OUTPUT_OURS && strcmp(old.pairing, now.pairing) != 0;
    if (!keeps) {
        return bury(o, old_name, o->shown);
    }
    file_fault failed = kept_move(&o->kept, o->arena, o->parent, old_name, o->shown);
    if (failed == FILE_FINE && file_kind(o->parent, previous) != FILE_MISSING) {
        failed = bury(o, previous, previous_shown);
    }
    if (failed == FILE_FINE) {
        failed = rename_within(o, old_name, previous);
    }
    return failed == FILE_FINE ? file_flush_folder(o->parent) : failed;
}

// ---- finishing what was interrupted -----------------------------------------------------------------------------

typedef struct leftovers {
    const char *names[MOST_LEFTOVERS];
    size_t count;
} leftovers;

// The names beside out/ that begin with ".out.<kind>.".
static file_fault list_leftovers(const output *o, const char *kind, leftovers *found) {
    found->count = 0;
    const span prefix = arena_format(o->arena, ".%s.%s.", o->name, kind);
    file_fault failed = FILE_NO_MEMORY;
    const int again = prefix.text == NULL ? -1 : file_open_folder(o->parent, ".", FILE_NO_LINK, &failed);
    DIR *listing = again < 0 ? NULL : fdopendir(again);
    if (listing == NULL) {
        return failed == FILE_FINE ? FILE_NO_MEMORY : failed;
    }
    const struct dirent *entry;
    while (found->count < MOST_LEFTOVERS && failed == FILE_FINE && (entry = readdir(listing)) != NULL) {
        if (span_starts(span_of(entry->d_name), prefix) && file_kind(o->parent, entry->d_name) == FILE_IS_FOLDER) {
            const char *name = arena_copy(o->arena, span_of(entry->d_name)).text;
            found->names[found->count] = name;
            found->count += name != NULL;
            failed = name == NULL ? FILE_NO_MEMORY : FILE_FINE;
        }
    }
    (void)closedir(listing);
    return failed;
}

// Whether a waiting run is complete and was not swapped yet: its name fits what it holds.
static bool is_waiting(const output *o, const char *name) {
    span bytes;
    if (output_state_of(o, name, NULL, &bytes, NULL) != OUTPUT_OURS) {
        return false;
    }
    const char *dot = strrchr(name, '.');
    return dot != NULL && strcmp(dot + 1, output_hash_of(bytes).text) == 0;
}

// out/ is missing: a complete waiting run takes its place, else the old one comes back.
static file_fault restore(const output *o, const leftovers *waiting, const leftovers *old) {
    for (size_t i = 0; i < waiting->count; i++) {
        if (is_waiting(o, waiting->names[i])) {
            return rename_within(o, waiting->names[i], o->name);
        }
    }
    return old->count > 0 ? rename_within(o, old->names[0], o->name) : FILE_FINE;
}

bool output_must_recover(const output *o) {
    leftovers waiting, old;
    return file_kind(o->parent, o->name) == FILE_MISSING && list_leftovers(o, "new", &waiting) == FILE_FINE &&
           list_leftovers(o, "old", &old) == FILE_FINE && waiting.count + old.count > 0;
}

static file_fault settle_all(output *o, const leftovers *found) {
    for (size_t i = 0; i < found->count; i++) {
        if (file_kind(o->parent, found->names[i]) == FILE_MISSING) {
            continue; // it has just become out/
        }
        const file_fault failed = is_waiting(o, found->names[i]) ? bury(o, found->names[i], o->shown) : output_settle(o, found->names[i]);
        if (failed != FILE_FINE) {
            return failed;
        }
    }
    return FILE_FINE;
}

file_fault output_recover(output *o) {
    leftovers partial, waiting, old, dead;
    file_fault failed = list_leftovers(o, "partial", &partial);
    for (size_t i = 0; failed == FILE_FINE && i < partial.count; i++) {
        failed = file_remove_tree(o->parent, partial.names[i]);
    }
    if (failed != FILE_FINE || (failed = list_leftovers(o, "new", &waiting)) != FILE_FINE ||
        (failed = list_leftovers(o, "old", &old)) != FILE_FINE || (failed = list_leftovers(o, "dead", &dead)) != FILE_FINE) {
        return failed;
    }
    if (file_kind(o->parent, o->name) == FILE_MISSING) {
        failed = restore(o, &waiting, &old);
    }
    if (failed == FILE_FINE) {
        failed = settle_all(o, &waiting);
    }
    // A run under ".out.old" is never one that waits.
    for (size_t i = 0; failed == FILE_FINE && i < old.count; i++) {
        if (file_kind(o->parent, old.names[i]) != FILE_MISSING) {
            failed = output_settle(o, old.names[i]);
        }
    }
    for (size_t i = 0; failed == FILE_FINE && i < dead.count; i++) {
        failed = bury(o, dead.names[i], o->shown);
    }
    return failed;
}
