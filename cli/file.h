// Files and folders by descriptor: whole reads with a limit, new files that are on disk when the call returns. Names are those that the
// caller has; nothing here goes through a shell. Every descriptor is closed on exec.
// Sizes to expect: inputs up to 1 GiB, outputs up to some 100 MB.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/arena.h"
#include "base/digest.h"

enum { FILE_LARGEST_MIB = 1024, FILE_NAME_ROOM = 256 };

typedef enum file_fault {
    FILE_FINE,
    FILE_MISSING,
    FILE_NOT_PERMITTED,
    FILE_IS_FOLDER,
    FILE_IS_DEVICE, // or a pipe, a socket
    FILE_IS_LINK,   // where none is followed
    FILE_TOO_LARGE,
    FILE_CHANGED,   // while it was read
    FILE_NO_MEMORY,
    FILE_NO_ROOM,   // disk full, quota
    FILE_FAILED     // any other error of the system
} file_fault;

// In words: "does not exist", "is a folder".
const char *file_fault_words(file_fault f);

typedef enum file_links { FILE_FOLLOW, FILE_NO_LINK } file_links;

// The whole of a regular file, owned by `a`, a zero byte behind it. `folder` is a descriptor or AT_FDCWD.
file_fault file_read(span *out, arena *a, int folder, const char *path, file_links links);

// Opens a folder: its descriptor, or -1 with *failed.
int file_open_folder(int folder, const char *path, file_links links, file_fault *failed);

// Lists an open folder, which is closed by file_list_end (or when it cannot be listed: NULL with *failed).
struct file_listing;
struct file_listing *file_list_begin(int folder, file_fault *failed);
// The next name but . and .., valid until the next call; NULL at the end, or where *failed says why there is no more.
const char *file_list_next(struct file_listing *l, file_fault *failed);
int file_list_folder(struct file_listing *l); // its descriptor
void file_list_end(struct file_listing *l);   // NULL allowed

// What stands under a name, without following a link: FILE_FINE for a regular file, IS_FOLDER, IS_LINK, IS_DEVICE, MISSING, …
file_fault file_kind(int folder, const char *name);

// Makes a new file (0600), writes it whole and flushes it to disk. The name must be free.
file_fault file_write_new(int folder, const char *name, span bytes);

// The same piece by piece: begin, any number of pieces, end; the first failure counts and is told again by file_stream_end, which is to be
// called in any case.
typedef struct file_stream {
    int descriptor;
    file_fault failed;
    uint64_t size;
    sha256_stream digest;
} file_stream;
file_fault file_stream_begin(file_stream *s, int folder, const char *name);
file_fault file_stream_put(file_stream *s, span bytes);
file_fault file_stream_end(file_stream *s, char digest[65]);

// Adds a line to a file (0600, made where it is missing) and flushes it. A link is refused.
file_fault file_append(int folder, const char *name, span bytes);

// Makes a folder (0700). MISSING where the parent is; an existing one is FILE_FAILED unless `may_exist`.
file_fault file_make_folder(int folder, const char *name, bool may_exist);

// Flushes a folder itself to disk: the names in it.
file_fault file_flush_folder(int folder);

// Removes whatever stands under the name, folders with all they hold; links are not followed.
file_fault file_remove_tree(int folder, const char *name);

// The fault that an errno stands for.
file_fault file_fault_of(int error);
