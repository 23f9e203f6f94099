// SPDX-License-Identifier: GPL-3.0-or-later
#include "manifest.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static const char FORMAT[] = "mentorpair.manifest/1";

enum { LONGEST_NAME = 200 };

bool manifest_add(manifest *m, arena *a, const char *name, const char *digest, uint64_t size) {
    if (m->count == m->capacity) {
        const size_t capacity = m->capacity * 2 + 8;
        manifest_file *larger = arena_alloc(a, capacity, sizeof *larger);
        if (larger == NULL) {
            return false;
        }
        if (m->count > 0) {
            memcpy(larger, m->files, m->count * sizeof *larger);
        }
        m->files = larger;
        m->capacity = capacity;
    }
    const span copy = arena_copy(a, span_of(name));
    if (copy.text == NULL) {
        return false;
    }
    manifest_file *entry = &m->files[m->count++];
    *entry = (manifest_file){.name = copy.text, .size = size};
    memcpy(entry->sha256, digest, 64);
    return true;
}

bool manifest_add_bytes(manifest *m, arena *a, const char *name, span bytes) {
    char digest[65];
    sha256_hex(digest, sha256_of(bytes));
    return manifest_add(m, a, name, digest, bytes.length);
}

const manifest_file *manifest_find(const manifest *m, const char *name) {
    for (size_t i = 0; i < m->count; i++) {
        if (strcmp(m->files[i].name, name) == 0) {
            return &m->files[i];
        }
    }
    return NULL;
}

bool manifest_fits(const manifest_file *entry, span bytes) {
    char digest[65];
    sha256_hex(digest, sha256_of(bytes));
    return entry->size == bytes.length && strcmp(entry->sha256, digest) == 0;
}

// ---- writing ----------------------------------------------------------------------------------------------------

static int by_name(const void *a, const void *b) {
    return strcmp(((const manifest_file *)a)->name, ((const manifest_file *)b)->name);
}

span manifest_bytes(manifest *m, arena *a) {
    span result = {NULL, 0};
    qsort(m->files, m->count, sizeof *m->files, by_name);
    json_t *files = json_array();
    json_t *root = json_pack("{s:s, s:s, s:o}", "format", FORMAT, "pairing", m->pairing, "files", files);
    for (size_t i = 0; root != NULL && i < m->count; i++) {
        const manifest_file *f = &m->files[i];
        json_t *entry = json_pack("{s:s, s:s, s:I}", "file", f->name, "sha256", f->sha256, "size", (json_int_t)f->size);
        if (json_array_append_new(files, entry) != 0) {
            json_decref(root);
            return result;
        }
    }
    char *text = root == NULL ? NULL : json_dumps(root, JSON_INDENT(2));
    if (text != NULL) {
        result = arena_format(a, "%s\n", text);
    }
    free(text);
    json_decref(root);
    return result;
}

// ---- reading ----------------------------------------------------------------------------------------------------

// A relative name that stays inside the folder.
static bool name_is_ours(const char *name) {
    const size_t length = strlen(name);
    if (length == 0 || length > LONGEST_NAME || name[0] == '/' || name[length - 1] == '/' || strcmp(name, MANIFEST_NAME) == 0) {
        return false;
    }
    for (const char *part = name; *part != '\0';) {
        const size_t end = strcspn(part, "/");
        if (end == 0 || (end == 1 && part[0] == '.') || (end == 2 && part[0] == '.' && part[1] == '.')) {
            return false;
        }
        part += end + (part[end] == '/');
    }
    return true;
}

static bool is_digest(const char *text) {
    return strlen(text) == 64 && strspn(text, "0123456789abcdef") == 64;
}

static file_fault take_entries(manifest *m, arena *a, json_t *files) {
    size_t i;
    json_t *entry;
    json_array_foreach(files, i, entry) {
        const char *name, *digest;
        json_int_t size;
        if (json_unpack_ex(entry, NULL, JSON_STRICT, "{s:s, s:s, s:I}", "file", &name, "sha256", &digest, "size", &size) != 0 ||
            !name_is_ours(name) || !is_digest(digest) || size < 0 || manifest_find(m, name) != NULL) {
            return FILE_CHANGED;
        }
        if (!manifest_add(m, a, name, digest, (uint64_t)size)) {
            return FILE_NO_MEMORY;
        }
    }
    return FILE_FINE;
}

static file_fault take_manifest(manifest *m, arena *a, json_t *root) {
    const char *format, *pairing_id;
    json_t *files;
    if (json_unpack_ex(root, NULL, JSON_STRICT, "{s:s, s:s, s:o}", "format", &format, "pairing", &pairing_id, "files", &files) != 0 ||
        strcmp(format, FORMAT) != 0 || !is_digest(pairing_id) || !json_is_array(files)) {
        return FILE_CHANGED;
    }
    memcpy(m->pairing, pairing_id, sizeof m->pairing);
    return take_entries(m, a, files);
}

file_fault manifest_read(manifest *m, arena *a, int folder, span *bytes) {
    *m = (manifest){.count = 0};
    span text;
    const file_fault failed = file_read(&text, a, folder, MANIFEST_NAME, FILE_NO_LINK);
    if (failed != FILE_FINE) {
        return failed;
    }
    if (bytes != NULL) {
        *bytes = text;
    }
    json_t *root = json_loadb(text.text, text.length, JSON_REJECT_DUPLICATES, NULL);
    if (root == NULL) {
        return FILE_CHANGED;
    }
    const file_fault taken = take_manifest(m, a, root);
    json_decref(root);
    return taken;
}
