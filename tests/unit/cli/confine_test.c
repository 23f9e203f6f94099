// What a confined process cannot do, each tried in a child of its own.
// SPDX-License-Identifier: GPL-3.0-or-later
#define _GNU_SOURCE
#include "cli/confine.h"

#include <errno.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include "scratch.h"

typedef int attempt(void); // 0, or the error

static int created(const char *path) {
    const int file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    return file < 0 ? errno : close(file);
}

static int write_inside(void) {
    return created("inside/new");
}

static int write_outside(void) {
    return created("new");
}

static int change_outside(void) {
    return created("old");
}

static int move_inside(void) {
    return rename("inside/one/file", "inside/other/file") == 0 ? 0 : errno;
}

static int remove_outside(void) {
    return unlink("old") == 0 ? 0 : errno;
}

static int read_outside(void) {
    const int file = open("old", O_RDONLY | O_CLOEXEC);
    return file < 0 ? errno : close(file);
}

static int open_a_connection(void) {
    const int end = socket(AF_INET, SOCK_STREAM, 0);
    return end < 0 ? errno : close(end);
}

static int talk_on_this_machine(void) {
    const int end = socket(AF_UNIX, SOCK_STREAM, 0);
    return end < 0 ? errno : close(end);
}

static int run_a_program(void) {
    char *arguments[] = {"true", NULL};
    (void)execv("/bin/true", arguments);
    return errno;
}

enum { CANNOT_BE_CONFINED = 200 };

// The error of one attempt in a child that may write into inside/ or, where not `writes`, nowhere.
static int tried(attempt *what, bool writes) {
    const pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        const int folder = open("inside", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        const confined done = confine_to(writes ? folder : -1);
        _exit(done.network && done.folder ? what() : CANNOT_BE_CONFINED);
    }
    int state = 0;
    assert_int_equal(waitpid(pid, &state, 0), pid);
    assert_true(WIFEXITED(state));
    return WEXITSTATUS(state);
}

// An older kernel does less, which is no fault; --verbose says it. There these tests have nothing to look at, and say so.
static bool can_be_confined(void) {
    const bool can = tried(read_outside, true) != CANNOT_BE_CONFINED;
    if (!can) {
        print_message("NOT TESTED: this kernel has no seccomp or no Landlock\n");
    }
    return can;
}

static int begin(void **state) {
    const int failed = scratch_begin(state);
    assert_int_equal(mkdir("inside", 0700), 0);
    assert_int_equal(mkdir("inside/one", 0700), 0);
    assert_int_equal(mkdir("inside/other", 0700), 0);
    scratch_write("inside/one/file", "x");
    scratch_write("old", "x");
    return failed;
}

static void writes_only_into_its_folder(void **state) {
    (void)state;
    if (!can_be_confined()) {
        return;
    }
    assert_int_equal(tried(write_inside, true), 0);
    assert_int_equal(tried(move_inside, true), 0);
    assert_int_equal(tried(read_outside, true), 0);
    assert_int_equal(tried(write_outside, true), EACCES);
    assert_int_equal(tried(change_outside, true), EACCES);
    assert_int_equal(tried(remove_outside, true), EACCES);
    assert_null(scratch_read("new"));
    assert_non_null(scratch_read("old"));
}

static void writes_nowhere(void **state) {
    (void)state;
    if (!can_be_confined()) {
        return;
    }
    assert_int_equal(tried(write_inside, false), EACCES);
    assert_int_equal(tried(write_outside, false), EACCES);
    assert_int_equal(tried(read_outside, false), 0);
}

static void has_no_network_and_starts_nothing(void **state) {
    (void)state;
    if (!can_be_confined()) {
        return;
    }
    assert_int_equal(tried(open_a_connection, true), EACCES);
    assert_int_equal(tried(talk_on_this_machine, true), EACCES);
    assert_int_equal(tried(run_a_program, true), EACCES);
}

static int leave_no_core(void) {
    struct rlimit limit;
    confine_memory();
    return getrlimit(RLIMIT_CORE, &limit) == 0 && limit.rlim_cur == 0 && limit.rlim_max == 0 ? 0 : EINVAL;
}

static void leaves_no_core_file(void **state) {
    (void)state;
    if (can_be_confined()) {
        assert_int_equal(tried(leave_no_core, true), 0);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(writes_only_into_its_folder, begin, scratch_end),
        cmocka_unit_test_setup_teardown(writes_nowhere, begin, scratch_end),
        cmocka_unit_test_setup_teardown(has_no_network_and_starts_nothing, begin, scratch_end),
        cmocka_unit_test_setup_teardown(leaves_no_core_file, begin, scratch_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
