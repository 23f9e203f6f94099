// SPDX-License-Identifier: GPL-3.0-or-later
#include "swap.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { MOST_LEFTOVERS = 64, MOST_NAMES = 1000 };

swap_hash swap_hash_of(span manifest_text) {
    char digest[65];
    sha256_hex(digest, sha256_of(manifest_text));
    swap_hash h = {""};
    memcpy(h.text, digest, sizeof h.text - 1);
    return h;
}

static bool is_empty(int folder) {
    file_fault failed;
    struct file_listing *listing = file_list_begin(fcntl(folder, F_DUPFD_CLOEXEC, 0), &failed);
    const bool empty = listing != NULL && file_list_next(listing, &failed) == NULL && failed == FILE_FINE;
    file_list_end(listing);
    return empty;
}

swap_state swap_state_of(const swap *s, const char *name, manifest *own, span *bytes, file_fault *kind) {
    manifest read;
    const file_fault found = file_kind(s->parent, name);
    if (kind != NULL) {
        *kind = found;
    }
    if (found != FILE_IS_FOLDER) {
        return found == FILE_MISSING ? SWAP_FREE : SWAP_OTHER;
    }
    file_fault failed;
    const int folder = file_open_folder(s->parent, name, FILE_NO_LINK, &failed);
    if (folder >= 0) {
        failed = manifest_read(own != NULL ? own : &read, s->arena, folder, bytes);
        const bool empty = failed == FILE_MISSING && is_empty(folder);
        (void)close(folder);
        if (failed == FILE_FINE || empty) {
            return empty ? SWAP_FREE : SWAP_OURS;
        }
    }
    if (kind != NULL && (failed == FILE_NO_MEMORY || failed == FILE_NOT_PERMITTED || failed == FILE_FAILED)) {
        *kind = failed;
    }
    return SWAP_OTHER;
}

// ---- swapping ---------------------------------------------------------------------------------------------------

// A free name ".out.old.N" or ".out.dead.N"; NULL: no memory.
static const char *free_name(const swap *s, const char *kind) {
    const char *name = NULL;
    for (unsigned n = 0; n < MOST_NAMES; n++) {
        name = arena_format(s->arena, ".%s.%s.%u", s->name, kind, n).text;
        if (name == NULL || file_kind(s->parent, name) == FILE_MISSING) {
            break;
        }
    }
    return name;
}

static file_fault rename_within(const swap *s, const char *from, const char *to) {
    return renameat(s->parent, from, s->parent, to) == 0 ? FILE_FINE : file_fault_of(errno);
}

// Two steps, between which there is no out/; whoever comes next finds the waiting run and finishes.
static file_fault swap_by_renaming(const swap *s, const char *fresh_name) {
    const char *old = free_name(s, "old");
    if (old == NULL) {
        return FILE_NO_MEMORY;
    }
    file_fault failed = rename_within(s, s->name, old);
    if (failed != FILE_FINE) {
        return failed;
    }
    failed = rename_within(s, fresh_name, s->name);
    if (failed != FILE_FINE) {
        (void)rename_within(s, old, s->name);
    }
    return failed;
}

file_fault swap_in(const swap *s, const char *fresh_name) {
    if (file_kind(s->parent, s->name) == FILE_MISSING) {
        return rename_within(s, fresh_name, s->name);
    }
    if (!s->without_exchange) {
        if (renameat2(s->parent, fresh_name, s->parent, s->name, RENAME_EXCHANGE) == 0) {
            return FILE_FINE;
        }
        if (errno != EINVAL && errno != ENOSYS && errno != ENOTSUP) {
            return file_fault_of(errno);
        }
    }
    return swap_by_renaming(s, fresh_name);
}

// ---- what becomes of the old run --------------------------------------------------------------------------------

// Strangers go to kept/, the rest is removed.
static file_fault bury(swap *s, const char *name, const char *shown) {
    const char *dead = free_name(s, "dead");
    if (dead == NULL) {
        return FILE_NO_MEMORY;
    }
    file_fault failed = rename_within(s, name, dead);
    if (failed == FILE_FINE) {
        failed = kept_move(&s->kept, s->arena, s->parent, dead, shown);
    }
    return failed == FILE_FINE ? file_remove_tree(s->parent, dead) : failed;
}

file_fault swap_settle(swap *s, const char *old_name) {
    manifest now, old;
    const char *previous = arena_format(s->arena, "%s.previous", s->name).text;
    const char *previous_shown = arena_format(s->arena, "%s.previous", s->shown).text;
    if (previous == NULL || previous_shown == NULL) {
        return FILE_NO_MEMORY;
    }
    const bool keeps = swap_state_of(s, old_name, &old, NULL, NULL) == SWAP_OURS &&
                       swap_state_of(s, s->name, &now, NULL, NULL) == SWAP_OURS && strcmp(old.pairing, now.pairing) != 0;
    if (!keeps) {
        return bury(s, old_name, s->shown);
    }
    file_fault failed = kept_move(&s->kept, s->arena, s->parent, old_name, s->shown);
    if (failed == FILE_FINE && file_kind(s->parent, previous) != FILE_MISSING) {
        failed = bury(s, previous, previous_shown);
    }
    if (failed == FILE_FINE) {
        failed = rename_within(s, old_name, previous);
    }
    return failed == FILE_FINE ? file_flush_folder(s->parent) : failed;
}

// ---- finishing what was interrupted -----------------------------------------------------------------------------

typedef struct leftovers {
    const char *names[MOST_LEFTOVERS];
    size_t count;
} leftovers;

// The names beside out/ that begin with ".out.<kind>.".
static file_fault list_leftovers(const swap *s, const char *kind, leftovers *found) {
    found->count = 0;
    const span prefix = arena_format(s->arena, ".%s.%s.", s->name, kind);
    file_fault failed = FILE_NO_MEMORY;
    const int again = prefix.text == NULL ? -1 : file_open_folder(s->parent, ".", FILE_NO_LINK, &failed);
    struct file_listing *listing = again < 0 ? NULL : file_list_begin(again, &failed);
    const char *name;
    while (found->count < MOST_LEFTOVERS && failed == FILE_FINE && (name = file_list_next(listing, &failed)) != NULL) {
        if (span_starts(span_of(name), prefix) && file_kind(s->parent, name) == FILE_IS_FOLDER) {
            const char *copy = arena_copy(s->arena, span_of(name)).text;
            found->names[found->count] = copy;
            found->count += copy != NULL;
            failed = copy == NULL ? FILE_NO_MEMORY : FILE_FINE;
        }
    }
    file_list_end(listing);
    return failed;
}

// Whether a waiting run is complete and was not swapped yet: its name fits what it holds.
static bool is_waiting(const swap *s, const char *name) {
    span bytes;
    if (swap_state_of(s, name, NULL, &bytes, NULL) != SWAP_OURS) {
        return false;
    }
    const char *dot = strrchr(name, '.');
    return dot != NULL && strcmp(dot + 1, swap_hash_of(bytes).text) == 0;
}

// out/ is missing: a complete waiting run takes its place, else the old one comes back.
static file_fault restore(const swap *s, const leftovers *waiting, const leftovers *old) {
    for (size_t i = 0; i < waiting->count; i++) {
        if (is_waiting(s, waiting->names[i])) {
            return rename_within(s, waiting->names[i], s->name);
        }
    }
    return old->count > 0 ? rename_within(s, old->names[0], s->name) : FILE_FINE;
}

bool swap_must_recover(const swap *s) {
    leftovers waiting, old;
    return file_kind(s->parent, s->name) == FILE_MISSING && list_leftovers(s, "new", &waiting) == FILE_FINE &&
           list_leftovers(s, "old", &old) == FILE_FINE && waiting.count + old.count > 0;
}

static file_fault settle_all(swap *s, const leftovers *found) {
    for (size_t i = 0; i < found->count; i++) {
        if (file_kind(s->parent, found->names[i]) == FILE_MISSING) {
            continue; // it has just become out/
        }
        const file_fault failed = is_waiting(s, found->names[i]) ? bury(s, found->names[i], s->shown) : swap_settle(s, found->names[i]);
        if (failed != FILE_FINE) {
            return failed;
        }
    }
    return FILE_FINE;
}

file_fault swap_recover(swap *s) {
    leftovers partial, waiting, old, dead;
    file_fault failed = list_leftovers(s, "partial", &partial);
    for (size_t i = 0; failed == FILE_FINE && i < partial.count; i++) {
        failed = file_remove_tree(s->parent, partial.names[i]);
    }
    if (failed != FILE_FINE || (failed = list_leftovers(s, "new", &waiting)) != FILE_FINE ||
        (failed = list_leftovers(s, "old", &old)) != FILE_FINE || (failed = list_leftovers(s, "dead", &dead)) != FILE_FINE) {
        return failed;
    }
    if (file_kind(s->parent, s->name) == FILE_MISSING) {
        failed = restore(s, &waiting, &old);
    }
    if (failed == FILE_FINE) {
        failed = settle_all(s, &waiting);
    }
    // A run under ".out.old" is never one that waits.
    for (size_t i = 0; failed == FILE_FINE && i < old.count; i++) {
        if (file_kind(s->parent, old.names[i]) != FILE_MISSING) {
            failed = swap_settle(s, old.names[i]);
        }
    }
    for (size_t i = 0; failed == FILE_FINE && i < dead.count; i++) {
        failed = bury(s, dead.names[i], s->shown);
    }
    return failed;
}
