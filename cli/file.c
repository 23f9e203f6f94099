// SPDX-License-Identifier: GPL-3.0-or-later
#include "file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DEEPEST_TREE = 16 };

static const uint64_t LARGEST_BYTES = (uint64_t)FILE_LARGEST_MIB * 1024 * 1024;

const char *file_fault_words(file_fault f) {
    switch (f) {
        case FILE_FINE:
            return "is a file";
        case FILE_MISSING:
            return "does not exist";
        case FILE_NOT_PERMITTED:
            return "may not be opened by you";
        case FILE_IS_FOLDER:
            return "is a folder";
        case FILE_IS_DEVICE:
            return "is a device or a pipe";
        case FILE_IS_LINK:
            return "is a link";
        case FILE_TOO_LARGE:
            return "is larger than 1 GiB";
        case FILE_CHANGED:
            return "changed while it was read";
        case FILE_NO_MEMORY:
            return "does not fit into memory";
        case FILE_NO_ROOM:
            return "does not fit on the disk";
        case FILE_FAILED:
            return "cannot be read or written";
    }
    return "cannot be read or written";
}

file_fault file_fault_of(int error) {
    switch (error) {
        case 0:
            return FILE_FINE;
        case ENOENT:
        case ENOTDIR:
            return FILE_MISSING;
        case EACCES:
        case EPERM:
        case EROFS:
            return FILE_NOT_PERMITTED;
        case EISDIR:
            return FILE_IS_FOLDER;
        case ELOOP:
            return FILE_IS_LINK;
        case ENXIO:
        case ENODEV:
            return FILE_IS_DEVICE;
        case EFBIG:
        case EOVERFLOW:
            return FILE_TOO_LARGE;
        case ENOMEM:
            return FILE_NO_MEMORY;
        case ENOSPC:
        case EDQUOT:
            return FILE_NO_ROOM;
        default:
            return FILE_FAILED;
    }
}

static int open_again(int folder, const char *path, int flags, mode_t mode) {
    int descriptor;
    do {
        descriptor = openat(folder, path, flags | O_CLOEXEC | O_NOCTTY, mode);
    } while (descriptor < 0 && errno == EINTR);
    return descriptor;
}

static file_fault kind_of(mode_t mode) {
    return S_ISREG(mode) ? FILE_FINE : S_ISDIR(mode) ? FILE_IS_FOLDER : S_ISLNK(mode) ? FILE_IS_LINK : FILE_IS_DEVICE;
}

// ---- reading ----------------------------------------------------------------------------------------------------

static bool same_file(const struct stat *a, const struct stat *b) {
    return a->st_size == b->st_size && a->st_mtim.tv_sec == b->st_mtim.tv_sec && a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

// Reads up to `room` bytes; *length may be less at the end of the file.
static file_fault read_bytes(int descriptor, char *bytes, size_t room, size_t *length) {
    *length = 0;
    while (*length < room) {
        const ssize_t got = read(descriptor, bytes + *length, room - *length);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            return file_fault_of(errno);
        }
        if (got == 0) {
            break;
        }
        *length += (size_t)got;
    }
    return FILE_FINE;
}

static file_fault read_open(span *out, arena *a, int descriptor) {
    struct stat before, after;
    if (fstat(descriptor, &before) != 0) {
        return file_fault_of(errno);
    }
    if (kind_of(before.st_mode) != FILE_FINE) {
        return kind_of(before.st_mode);
    }
    if ((uint64_t)before.st_size > LARGEST_BYTES) {
        return FILE_TOO_LARGE;
    }
    // One byte more than it holds: a zero behind the text, and a look whether it has grown.
    const size_t size = (size_t)before.st_size;
    char *bytes = arena_alloc(a, size + 1, 1);
    if (bytes == NULL) {
        return FILE_NO_MEMORY;
    }
    size_t length;
    const file_fault failed = read_bytes(descriptor, bytes, size + 1, &length);
    if (failed != FILE_FINE) {
        return failed;
    }
    if (length != size || fstat(descriptor, &after) != 0 || !same_file(&before, &after)) {
        return FILE_CHANGED;
    }
    *out = (span){bytes, length};
    return FILE_FINE;
}

file_fault file_read(span *out, arena *a, int folder, const char *path, file_links links) {
    // Not blocking: opening a pipe that nobody writes to must not hang.
    const int descriptor = open_again(folder, path, O_RDONLY | O_NONBLOCK | (links == FILE_NO_LINK ? O_NOFOLLOW : 0), 0);
    if (descriptor < 0) {
        return file_fault_of(errno);
    }
    const file_fault failed = read_open(out, a, descriptor);
    (void)close(descriptor);
    return failed;
}

int file_open_folder(int folder, const char *path, file_links links, file_fault *failed) {
    const int descriptor = open_again(folder, path, O_RDONLY | O_DIRECTORY | (links == FILE_NO_LINK ? O_NOFOLLOW : 0), 0);
    *failed = descriptor < 0 ? file_fault_of(errno) : FILE_FINE;
    return descriptor;
}

file_fault file_kind(int folder, const char *name) {
    struct stat found;
    return fstatat(folder, name, &found, AT_SYMLINK_NOFOLLOW) != 0 ? file_fault_of(errno) : kind_of(found.st_mode);
}

// A DIR under another name, so that only this file knows it.
struct file_listing *file_list_begin(int folder, file_fault *failed) {
    DIR *listing = fdopendir(folder);
    *failed = listing == NULL ? file_fault_of(errno) : FILE_FINE;
    if (listing == NULL && folder >= 0) {
        (void)close(folder);
    }
    return (struct file_listing *)listing;
}

const char *file_list_next(struct file_listing *l, file_fault *failed) {
    while (true) {
        errno = 0; // what readdir gives back at the end and on an error is the same
        const struct dirent *entry = readdir((DIR *)l);
        *failed = entry == NULL ? file_fault_of(errno) : FILE_FINE;
        if (entry == NULL || (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)) {
            return entry == NULL ? NULL : entry->d_name;
        }
    }
}

int file_list_folder(struct file_listing *l) {
    return dirfd((DIR *)l);
}

void file_list_end(struct file_listing *l) {
    if (l != NULL) {
        (void)closedir((DIR *)l);
    }
}

// ---- writing ----------------------------------------------------------------------------------------------------

static file_fault write_bytes(int descriptor, span bytes) {
    size_t at = 0;
    while (at < bytes.length) {
        const ssize_t put = write(descriptor, bytes.text + at, bytes.length - at);
        if (put < 0 && errno == EINTR) {
            continue;
        }
        if (put < 0) {
            return file_fault_of(errno);
        }
        at += (size_t)put;
    }
    return FILE_FINE;
}

static file_fault flush(int descriptor) {
    int failed;
    do {
        failed = fsync(descriptor);
    } while (failed != 0 && errno == EINTR);
    // Some file systems cannot flush a folder, and say so.
    return failed == 0 || errno == EINVAL || errno == ENOTSUP ? FILE_FINE : file_fault_of(errno);
}

// Flushes and closes what was written; the first failure counts.
static file_fault flush_and_close(int descriptor, file_fault written) {
    file_fault failed = written;
    if (failed == FILE_FINE) {
        failed = flush(descriptor);
    }
    if (close(descriptor) != 0 && failed == FILE_FINE && errno != EINTR) {
        failed = file_fault_of(errno);
    }
    return failed;
}

static file_fault write_and_close(int descriptor, span bytes) {
    return flush_and_close(descriptor, write_bytes(descriptor, bytes));
}

file_fault file_stream_begin(file_stream *s, int folder, const char *name) {
    *s = (file_stream){.descriptor = open_again(folder, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0600)};
    s->failed = s->descriptor < 0 ? file_fault_of(errno) : FILE_FINE;
    sha256_begin(&s->digest);
    return s->failed;
}

file_fault file_stream_put(file_stream *s, span bytes) {
    if (s->failed == FILE_FINE) {
        s->failed = write_bytes(s->descriptor, bytes);
        s->size += bytes.length;
        sha256_put(&s->digest, bytes);
    }
    return s->failed;
}

file_fault file_stream_end(file_stream *s, char digest[65]) {
    if (s->descriptor >= 0) {
        s->failed = flush_and_close(s->descriptor, s->failed);
    }
    s->descriptor = -1;
    sha256_hex(digest, sha256_end(&s->digest));
    return s->failed;
}

file_fault file_write_new(int folder, const char *name, span bytes) {
    const int descriptor = open_again(folder, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0600);
    return descriptor < 0 ? file_fault_of(errno) : write_and_close(descriptor, bytes);
}

file_fault file_append(int folder, const char *name, span bytes) {
    const int descriptor = open_again(folder, name, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_NONBLOCK, 0600);
    if (descriptor < 0) {
        return file_fault_of(errno);
    }
    struct stat found;
    const file_fault kind = fstat(descriptor, &found) != 0 ? file_fault_of(errno) : kind_of(found.st_mode);
    if (kind != FILE_FINE) {
        (void)close(descriptor);
        return kind;
    }
    return write_and_close(descriptor, bytes);
}

file_fault file_make_folder(int folder, const char *name, bool may_exist) {
    if (mkdirat(folder, name, 0700) == 0) {
        return FILE_FINE;
    }
    if (errno == EEXIST && may_exist) {
        const file_fault kind = file_kind(folder, name);
        return kind == FILE_IS_FOLDER ? FILE_FINE : kind == FILE_FINE ? FILE_FAILED : kind;
    }
    return file_fault_of(errno);
}

file_fault file_flush_folder(int folder) {
    return flush(folder);
}

// ---- removing ---------------------------------------------------------------------------------------------------

static file_fault remove_at(int folder, const char *name, int depth);

static file_fault remove_children(int folder, const char *name, int depth) {
    file_fault failed;
    const int descriptor = file_open_folder(folder, name, FILE_NO_LINK, &failed);
    if (descriptor < 0) {
        return failed;
    }
    struct file_listing *listing = file_list_begin(descriptor, &failed);
    const char *child;
    while (failed == FILE_FINE && (child = file_list_next(listing, &failed)) != NULL) {
        failed = remove_at(file_list_folder(listing), child, depth + 1);
    }
    file_list_end(listing);
    return failed;
}

static file_fault remove_at(int folder, const char *name, int depth) {
    if (unlinkat(folder, name, 0) == 0) {
        return FILE_FINE;
    }
    if (errno != EISDIR && errno != EPERM) {
        return file_fault_of(errno);
    }
    if (depth > DEEPEST_TREE) {
        return FILE_FAILED;
    }
    const file_fault failed = remove_children(folder, name, depth);
    if (failed != FILE_FINE) {
        return failed;
    }
    return unlinkat(folder, name, AT_REMOVEDIR) == 0 ? FILE_FINE : file_fault_of(errno);
}

file_fault file_remove_tree(int folder, const char *name) {
    return remove_at(folder, name, 0);
}
