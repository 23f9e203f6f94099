// SPDX-License-Identifier: GPL-3.0-or-later
#include "kept.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { MOST_NAMES = 100000 };

// ---- finding strangers ------------------------------------------------------------------------------------------

typedef struct scan {
    kept_plan *plan;
    arena *arena;
    int parent;
    const char *shown;
    const manifest *manifest;
    bool has_manifest;
} scan;

static bool is_planned(const kept_plan *p, const char *shown, const char *path) {
    for (size_t i = 0; i < p->count; i++) {
        if (strcmp(p->items[i].folder, shown) == 0 && strcmp(p->items[i].path, path) == 0) {
            return true;
        }
    }
    return false;
}

static bool name_taken(const scan *s, const char *name) {
    for (size_t i = 0; i < s->plan->count; i++) {
        if (strcmp(s->plan->items[i].name, name) == 0) {
            return true;
        }
    }
    const char *path = arena_format(s->arena, KEPT_FOLDER "/%s", name).text;
    return path == NULL || file_kind(s->parent, path) != FILE_MISSING;
}

// "notes.txt", then "notes-2.txt", …; NULL: no memory.
static const char *free_name(const scan *s, const char *path) {
    const char *slash = strrchr(path, '/');
    const char *base = slash == NULL ? path : slash + 1;
    const char *dot = strrchr(base, '.');
    const size_t stem = dot == NULL || dot == base ? strlen(base) : (size_t)(dot - base);
    const char *name = arena_copy(s->arena, span_of(base)).text;
    for (unsigned n = 2; name != NULL && n < MOST_NAMES && name_taken(s, name); n++) {
        name = arena_format(s->arena, "%.*s-%u%s", (int)stem, base, n, base + stem).text;
    }
    return name;
}

static file_fault add_stranger(scan *s, const char *path, bool changed) {
    kept_plan *p = s->plan;
    if (is_planned(p, s->shown, path)) {
        return FILE_FINE;
    }
    if (p->count == p->capacity) {
        const size_t capacity = p->capacity * 2 + 8;
        kept_item *larger = arena_alloc(s->arena, capacity, sizeof *larger);
        if (larger == NULL) {
            return FILE_NO_MEMORY;
        }
        if (p->count > 0) {
            memcpy(larger, p->items, p->count * sizeof *larger);
        }
        p->items = larger;
        p->capacity = capacity;
    }
    const char *name = free_name(s, path);
    if (name == NULL) {
        return FILE_NO_MEMORY;
    }
    p->items[p->count++] = (kept_item){.path = path, .name = name, .folder = s->shown, .changed = changed};
    return FILE_FINE;
}

// Whether the manifest lists something inside that folder.
static bool lists_below(const manifest *m, const char *path) {
    const size_t length = strlen(path);
    for (size_t i = 0; i < m->count; i++) {
        if (strncmp(m->files[i].name, path, length) == 0 && m->files[i].name[length] == '/') {
            return true;
        }
    }
    return false;
}

static file_fault scan_file(scan *s, int folder, const char *name, const char *path) {
    if (s->has_manifest && strcmp(path, MANIFEST_NAME) == 0) {
        return FILE_FINE;
    }
    const manifest_file *entry = manifest_find(s->manifest, path);
    if (entry == NULL) {
        return add_stranger(s, path, false);
    }
    memory m = {0};
    arena scratch = arena_over(&m);
    span bytes;
    const file_fault failed = file_read(&bytes, &scratch, folder, name, FILE_NO_LINK);
    const bool ours = failed == FILE_FINE && manifest_fits(entry, bytes);
    arena_free(&scratch);
    return failed == FILE_NO_MEMORY ? failed : ours ? FILE_FINE : add_stranger(s, path, true);
}

// Goes through a folder, which is closed; `prefix` is "" or "notices/".
static file_fault scan_folder(scan *s, int folder, const char *prefix) {
    file_fault failed;
    struct file_listing *listing = file_list_begin(folder, &failed);
    const char *name;
    while (failed == FILE_FINE && (name = file_list_next(listing, &failed)) != NULL) {
        const int here = file_list_folder(listing);
        const char *path = arena_format(s->arena, "%s%s", prefix, name).text;
        if (path == NULL) {
            failed = FILE_NO_MEMORY;
            break;
        }
        const file_fault kind = file_kind(here, name);
        if (kind == FILE_FINE) {
            failed = scan_file(s, here, name, path);
        } else if (kind == FILE_IS_FOLDER && lists_below(s->manifest, path)) {
            const char *below = arena_format(s->arena, "%s/", path).text;
            const int inner = file_open_folder(here, name, FILE_NO_LINK, &failed);
            failed = inner < 0 ? failed : below == NULL ? FILE_NO_MEMORY : scan_folder(s, inner, below);
        } else if (kind == FILE_IS_FOLDER || kind == FILE_IS_LINK || kind == FILE_IS_DEVICE) {
            failed = add_stranger(s, path, false);
        } else if (kind != FILE_MISSING) {
            failed = kind; // nothing is known about it: better to stop than to take it for a stranger
        }
    }
    file_list_end(listing);
    return failed;
}

file_fault kept_scan(kept_plan *p, arena *a, int parent, const char *folder, const char *shown) {
    file_fault failed;
    const int descriptor = file_open_folder(parent, folder, FILE_NO_LINK, &failed);
    if (descriptor < 0) {
        return failed;
    }
    manifest own;
    const file_fault read = manifest_read(&own, a, descriptor, NULL);
    const bool is_none = read == FILE_MISSING || read == FILE_CHANGED || read == FILE_IS_LINK || read == FILE_IS_FOLDER || read == FILE_IS_DEVICE;
    if (read != FILE_FINE && !is_none) {
        (void)close(descriptor);
        return read;
    }
    scan s = {.plan = p, .arena = a, .parent = parent, .shown = shown, .manifest = &own, .has_manifest = read == FILE_FINE};
    if (!s.has_manifest) {
        own = (manifest){.count = 0};
    }
    return scan_folder(&s, descriptor, "");
}

// ---- moving -----------------------------------------------------------------------------------------------------

static file_fault move_one(int from, const char *path, int kept, const char *name) {
    if (renameat2(from, path, kept, name, RENAME_NOREPLACE) == 0) {
        return FILE_FINE;
    }
    const int error = errno;
    if ((error == EINVAL || error == ENOSYS || error == ENOTSUP) && file_kind(kept, name) == FILE_MISSING) {
        // A file system without that flag: under the lock nobody else takes the name meanwhile.
        return renameat(from, path, kept, name) == 0 ? FILE_FINE : file_fault_of(errno);
    }
    return file_fault_of(error);
}

static file_fault move_planned(const kept_plan *p, int from, int kept, const char *shown) {
    for (size_t i = 0; i < p->count; i++) {
        const kept_item *item = &p->items[i];
        if (strcmp(item->folder, shown) == 0 && file_kind(from, item->path) != FILE_MISSING) {
            const file_fault failed = move_one(from, item->path, kept, item->name);
            if (failed != FILE_FINE) {
                return failed;
            }
        }
    }
    return FILE_FINE;
}

file_fault kept_move(kept_plan *p, arena *a, int parent, const char *folder, const char *shown) {
    file_fault failed = kept_scan(p, a, parent, folder, shown);
    if (failed != FILE_FINE || p->count == 0) {
        return failed;
    }
    failed = file_make_folder(parent, KEPT_FOLDER, true);
    if (failed != FILE_FINE) {
        return failed;
    }
    const int kept = file_open_folder(parent, KEPT_FOLDER, FILE_NO_LINK, &failed);
    const int from = kept < 0 ? -1 : file_open_folder(parent, folder, FILE_NO_LINK, &failed);
    if (from >= 0) {
        failed = move_planned(p, from, kept, shown);
        if (failed == FILE_FINE) {
            failed = file_flush_folder(kept);
        }
        (void)close(from);
    }
    if (kept >= 0) {
        (void)close(kept);
    }
    return failed;
}
