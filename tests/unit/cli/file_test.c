// SPDX-License-Identifier: GPL-3.0-or-later
#define _GNU_SOURCE
#include "cli/file.h"
#include "tests/unit/cli/scratch.h"

#include <errno.h>

static void reads_files_whole(void **state) {
    (void)state;
    memory m = {0};
    arena a = arena_over(&m);
    span bytes;
    scratch_write("empty", "");
    scratch_write("text", "one\ntwo");
    assert_int_equal(file_read(&bytes, &a, AT_FDCWD, "empty", FILE_NO_LINK), FILE_FINE);
    assert_int_equal(bytes.length, 0);
    assert_int_equal(bytes.text[0], '\0');
    assert_int_equal(file_read(&bytes, &a, AT_FDCWD, "text", FILE_NO_LINK), FILE_FINE);
    assert_int_equal(bytes.length, 7);
    assert_string_equal(bytes.text, "one\ntwo");
    arena_free(&a);
    assert_int_equal(m.live_bytes, 0);
}

static void refuses_what_is_no_file(void **state) {
    (void)state;
    memory m = {0};
    arena a = arena_over(&m);
    span bytes;
    assert_int_equal(file_read(&bytes, &a, AT_FDCWD, "missing", FILE_FOLLOW), FILE_MISSING);
    scratch_write("text", "x");
    assert_int_equal(file_read(&bytes, &a, AT_FDCWD, "text/below", FILE_FOLLOW), FILE_MISSING);
    assert_int_equal(mkdir("folder", 0700), 0);
    assert_int_equal(file_read(&bytes, &a, AT_FDCWD, "folder", FILE_FOLLOW), FILE_IS_FOLDER);
    // A pipe that nobody writes to must not hang.
    assert_int_equal(mkfifo("pipe", 0600), 0);
    assert_int_equal(file_read(&bytes, &a, AT_FDCWD, "pipe", FILE_FOLLOW), FILE_IS_DEVICE);
    assert_int_equal(file_read(&bytes, &a, AT_FDCWD, "/dev/zero", FILE_FOLLOW), FILE_IS_DEVICE);
    assert_int_equal(symlink("text", "link"), 0);
    assert_int_equal(file_read(&bytes, &a, AT_FDCWD, "link", FILE_NO_LINK), FILE_IS_LINK);
    assert_int_equal(file_read(&bytes, &a, AT_FDCWD, "link", FILE_FOLLOW), FILE_FINE);
    assert_int_equal(symlink("loop", "loop"), 0);
    assert_int_equal(file_read(&bytes, &a, AT_FDCWD, "loop", FILE_FOLLOW), FILE_IS_LINK);
    // Two gigabytes of nothing: refused by its size, not read.
    scratch_write("large", "");
    assert_int_equal(truncate("large", (off_t)2 * 1024 * 1024 * 1024), 0);
    assert_int_equal(file_read(&bytes, &a, AT_FDCWD, "large", FILE_FOLLOW), FILE_TOO_LARGE);
    // Larger than what the arena has in stock.
    assert_int_equal(truncate("large", 10000000), 0);
    m.fail_at = m.calls + 1;
    m.fail_on = true;
    assert_int_equal(file_read(&bytes, &a, AT_FDCWD, "large", FILE_FOLLOW), FILE_NO_MEMORY);
    arena_free(&a);
    assert_int_equal(m.live_bytes, 0);
}

static void kinds(void **state) {
    (void)state;
    scratch_write("text", "x");
    assert_int_equal(mkdir("folder", 0700), 0);
    assert_int_equal(symlink("nowhere", "link"), 0);
    assert_int_equal(file_kind(AT_FDCWD, "text"), FILE_FINE);
    assert_int_equal(file_kind(AT_FDCWD, "folder"), FILE_IS_FOLDER);
    assert_int_equal(file_kind(AT_FDCWD, "link"), FILE_IS_LINK);
    assert_int_equal(file_kind(AT_FDCWD, "/dev/null"), FILE_IS_DEVICE);
    assert_int_equal(file_kind(AT_FDCWD, "missing"), FILE_MISSING);
    for (file_fault f = FILE_FINE; f <= FILE_FAILED; f++) {
        assert_true(strlen(file_fault_words(f)) > 4);
    }
}

static void writes_new_files_only(void **state) {
    (void)state;
    (void)umask(0);
    assert_int_equal(file_write_new(AT_FDCWD, "new", SPAN("text")), FILE_FINE);
    assert_string_equal(scratch_read("new"), "text");
    assert_int_equal(scratch_mode("new"), 0600);
    assert_int_equal(file_write_new(AT_FDCWD, "new", SPAN("other")), FILE_FAILED);
    assert_string_equal(scratch_read("new"), "text");
    // A link is not written through.
    assert_int_equal(symlink("target", "link"), 0);
    assert_int_not_equal(file_write_new(AT_FDCWD, "link", SPAN("other")), FILE_FINE);
    assert_false(scratch_exists("target"));
    assert_int_equal(file_write_new(AT_FDCWD, "missing/new", SPAN("x")), FILE_MISSING);
    (void)umask(022);
}

static void appends(void **state) {
    (void)state;
    assert_int_equal(file_append(AT_FDCWD, "lines", SPAN("one\n")), FILE_FINE);
    assert_int_equal(file_append(AT_FDCWD, "lines", SPAN("two\n")), FILE_FINE);
    assert_string_equal(scratch_read("lines"), "one\ntwo\n");
    assert_int_equal(scratch_mode("lines"), 0600);
    assert_int_equal(symlink("lines", "link"), 0);
    assert_int_equal(file_append(AT_FDCWD, "link", SPAN("three\n")), FILE_IS_LINK);
    assert_int_not_equal(file_append(AT_FDCWD, "/dev/null", SPAN("x")), FILE_FINE);
}

static void full_disk(void **state) {
    (void)state;
    const int full = open("/dev", O_RDONLY | O_DIRECTORY);
    // /dev/full cannot be made anew, but it can be opened for appending: it is a device, and refused before anything is written.
    assert_int_equal(file_append(full, "full", SPAN("x")), FILE_IS_DEVICE);
    (void)close(full);
}

static void makes_folders(void **state) {
    (void)state;
    (void)umask(0);
    assert_int_equal(file_make_folder(AT_FDCWD, "new", false), FILE_FINE);
    assert_int_equal(scratch_mode("new"), 0700);
    assert_int_equal(file_make_folder(AT_FDCWD, "new", true), FILE_FINE);
    assert_int_equal(file_make_folder(AT_FDCWD, "new", false), FILE_FAILED);
    assert_int_equal(file_make_folder(AT_FDCWD, "none/new", false), FILE_MISSING);
    scratch_write("text", "x");
    assert_int_not_equal(file_make_folder(AT_FDCWD, "text", true), FILE_FINE);
    assert_int_equal(symlink("new", "link"), 0);
    assert_int_equal(file_make_folder(AT_FDCWD, "link", true), FILE_IS_LINK);
    (void)umask(022);
}

static void removes_trees_and_no_more(void **state) {
    (void)state;
    assert_int_equal(mkdir("outside", 0700), 0);
    scratch_write("outside/precious", "x");
    assert_int_equal(mkdir("tree", 0700), 0);
    assert_int_equal(mkdir("tree/below", 0700), 0);
    scratch_write("tree/below/text", "x");
    assert_int_equal(symlink("../outside", "tree/link"), 0);
    assert_int_equal(symlink("/nowhere", "tree/below/dangling"), 0);
    assert_int_equal(mkfifo("tree/pipe", 0600), 0);
    assert_int_equal(file_remove_tree(AT_FDCWD, "tree"), FILE_FINE);
    assert_false(scratch_exists("tree"));
    assert_string_equal(scratch_list("outside"), "precious");
    assert_int_equal(file_remove_tree(AT_FDCWD, "tree"), FILE_MISSING);
}

static void faults_of_the_system(void **state) {
    (void)state;
    assert_int_equal(file_fault_of(0), FILE_FINE);
    assert_int_equal(file_fault_of(EACCES), FILE_NOT_PERMITTED);
    assert_int_equal(file_fault_of(EROFS), FILE_NOT_PERMITTED);
    assert_int_equal(file_fault_of(ENOSPC), FILE_NO_ROOM);
    assert_int_equal(file_fault_of(EDQUOT), FILE_NO_ROOM);
    assert_int_equal(file_fault_of(EIO), FILE_FAILED);
    assert_int_equal(file_fault_of(ENOMEM), FILE_NO_MEMORY);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, scratch_begin, scratch_end)
    const struct CMUnitTest tests[] = {TEST(reads_files_whole), TEST(refuses_what_is_no_file), TEST(kinds),      TEST(writes_new_files_only),
                                       TEST(appends),           TEST(full_disk),               TEST(makes_folders), TEST(removes_trees_and_no_more),
                                       TEST(faults_of_the_system)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
