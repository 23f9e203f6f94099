// The filter of system calls is seccomp's; the rule on folders is Landlock's (Linux 5.19 and later: the first version forbids moving files between
// folders, which kept/ needs).
// SPDX-License-Identifier: GPL-3.0-or-later
#include "confine.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined __x86_64__
#define THIS_MACHINE AUDIT_ARCH_X86_64
#elif defined __aarch64__
#define THIS_MACHINE AUDIT_ARCH_AARCH64
#elif defined __riscv && __riscv_xlen == 64
#define THIS_MACHINE AUDIT_ARCH_RISCV64
#endif

// Newer than the headers that the program is built with.
#define ACCESS_TRUNCATE (1ULL << 14)

enum { LANDLOCK_THAT_MOVES = 2, LANDLOCK_THAT_TRUNCATES = 3 };

#define WRITING                                                                                                                                    \
    ((uint64_t)(LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_CHAR |     \
                LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO |          \
                LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM | LANDLOCK_ACCESS_FS_REFER))

// ---- system calls -----------------------------------------------------------------------------------------------

static bool forbid_network(void) {
#ifdef THIS_MACHINE
    // What is asked for under another machine's numbers (32-bit calls, x32) could be anything: refused whole.
    struct sock_filter steps[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, THIS_MACHINE, 0, 7),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 5, 0),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_socket, 4, 0),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_io_uring_setup, 3, 0),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_execve, 2, 0),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_execveat, 1, 0),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EACCES),
    };
    struct sock_fprog filter = {.len = sizeof steps / sizeof steps[0], .filter = steps};
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) == 0;
#else
    return false;
#endif
}

// ---- folders ----------------------------------------------------------------------------------------------------

static bool forbid_writing_but_in(int folder) {
    const long version = syscall(__NR_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    if (version < LANDLOCK_THAT_MOVES) {
        return false;
    }
    const struct landlock_ruleset_attr handled = {.handled_access_fs = version >= LANDLOCK_THAT_TRUNCATES ? WRITING | ACCESS_TRUNCATE : WRITING};
    const int descriptor = (int)syscall(__NR_landlock_create_ruleset, &handled, sizeof handled, 0);
    if (descriptor < 0) {
        return false;
    }
    const struct landlock_path_beneath_attr below = {.allowed_access = handled.handled_access_fs, .parent_fd = folder};
    const bool done = (folder < 0 || syscall(__NR_landlock_add_rule, descriptor, LANDLOCK_RULE_PATH_BENEATH, &below, 0) == 0) &&
                      syscall(__NR_landlock_restrict_self, descriptor, 0) == 0;
    (void)close(descriptor);
    return done;
}

confined confine_to(int folder) {
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) {
        return (confined){false, false};
    }
    // Landlock first: its own calls are no business of the filter, but the order costs nothing.
    const bool writes_there_only = forbid_writing_but_in(folder);
    return (confined){.network = forbid_network(), .folder = writes_there_only};
}

void confine_and_tell(terminal *t, int folder) {
    const confined done = confine_to(folder);
    if (t->verbose && !done.network) {
        terminal_note(t, "this machine cannot take the network away from a program (seccomp): it is not used all the same");
    }
    if (t->verbose && !done.folder) {
        terminal_note(t, "this machine cannot limit where a program writes (Landlock, Linux 5.19 and later): %s all the same",
                      folder < 0 ? "nothing is written" : "only the output folder is written to");
    }
}

void confine_memory(void) {
    (void)setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
#ifndef __SANITIZE_ADDRESS__ // whose search for leaks looks into the process from outside
    (void)prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
}
