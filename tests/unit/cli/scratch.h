// A folder of its own for each test of cli/, and what fills it and looks into it.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <dirent.h>
#include <fcntl.h>
#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static char scratch_path[64];

static inline int scratch_remove_one(const char *path, const struct stat *found, int kind, struct FTW *where) {
    (void)found;
    (void)kind;
    (void)where;
    return remove(path);
}

// Makes the folder and goes into it.
static inline int scratch_begin(void **state) {
    (void)state;
    strcpy(scratch_path, "/tmp/mentorpair-test-XXXXXX");
    assert_non_null(mkdtemp(scratch_path));
    return chdir(scratch_path);
}

static inline int scratch_end(void **state) {
    (void)state;
    assert_int_equal(chdir("/"), 0);
    return nftw(scratch_path, scratch_remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

static inline void scratch_write(const char *path, const char *text) {
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

// The whole file; NULL: there is none. Valid until the next call.
static inline const char *scratch_read(const char *path) {
    static char text[100000];
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        return NULL;
    }
    const size_t length = fread(text, 1, sizeof text - 1, file);
    text[length] = '\0';
    (void)fclose(file);
    return text;
}

static inline int scratch_by_name(const void *a, const void *b) {
    return strcmp(*(char *const *)a, *(char *const *)b);
}

// The names in a folder, sorted, joined by blanks. Valid until the next call.
static inline const char *scratch_list(const char *path) {
    static char all[10000];
    char *names[200];
    size_t count = 0;
    all[0] = '\0';
    DIR *listing = opendir(path);
    assert_non_null(listing);
    const struct dirent *entry;
    while ((entry = readdir(listing)) != NULL) {
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0) {
            assert_true(count < sizeof names / sizeof names[0]);
            names[count++] = strdup(entry->d_name);
        }
    }
    (void)closedir(listing);
    qsort(names, count, sizeof names[0], scratch_by_name);
    for (size_t i = 0; i < count; i++) {
        strcat(strcat(all, i > 0 ? " " : ""), names[i]);
        free(names[i]);
    }
    return all;
}

static inline bool scratch_exists(const char *path) {
    struct stat found;
    return lstat(path, &found) == 0;
}

static inline mode_t scratch_mode(const char *path) {
    struct stat found;
    assert_int_equal(lstat(path, &found), 0);
    return found.st_mode & 07777;
}

// What was printed on a stream that was opened by tmpfile(). Valid until the next call.
static inline const char *scratch_printed(FILE *printed) {
    static char text[100000];
    (void)fflush(printed);
    rewind(printed);
    const size_t length = fread(text, 1, sizeof text - 1, printed);
    text[length] = '\0';
    return text;
}
