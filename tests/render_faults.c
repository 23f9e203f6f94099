// Loaded before everything else, for tests/render_faults_test.sh: in a child process, which is the one that renders documents, the allocation with
// the number RENDER_AT ends as RENDER_FAULT says: "crash", "kill", "leave", "once" (no memory this time) or "ever" (from then on). RENDER_COUNT
// names a file that gets the number of allocations.
// SPDX-License-Identifier: GPL-3.0-or-later
#define _GNU_SOURCE
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);

static bool in_child;
static long at = -1;
static char fault[16];
static _Atomic long *counter, own_counter;

static void begin_child(void) {
    in_child = true;
}

__attribute__((constructor)) static void begin(void) {
    const char *number = getenv("RENDER_AT"), *kind = getenv("RENDER_FAULT"), *file = getenv("RENDER_COUNT");
    counter = &own_counter;
    if (number != NULL && kind != NULL) {
        at = atol(number);
        strncpy(fault, kind, sizeof fault - 1);
    }
    if (file != NULL) {
        const int descriptor = open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
        if (descriptor >= 0 && ftruncate(descriptor, sizeof *counter) == 0) {
            void *shared = mmap(NULL, sizeof *counter, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
            counter = shared == MAP_FAILED ? counter : shared;
        }
    }
    (void)pthread_atfork(NULL, NULL, begin_child);
}

// Whether this allocation is to fail.
static bool fails(void) {
    if (!in_child) {
        return false;
    }
    const long now = atomic_fetch_add(counter, 1);
    if (at < 0 || now < at) {
        return false;
    }
    if (strcmp(fault, "ever") == 0) {
        return true;
    }
    if (now > at) {
        return false;
    }
    if (strcmp(fault, "crash") == 0) {
        abort();
    } else if (strcmp(fault, "kill") == 0) {
        (void)raise(SIGKILL);
    } else if (strcmp(fault, "leave") == 0) {
        _exit(0);
    }
    return strcmp(fault, "once") == 0;
}

void *malloc(size_t size) {
    return fails() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size) {
    return fails() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *old, size_t size) {
    return fails() ? NULL : __libc_realloc(old, size);
}
