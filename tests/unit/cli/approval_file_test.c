// SPDX-License-Identifier: GPL-3.0-or-later
#define _GNU_SOURCE
#include "cli/approval_file.h"
#include "tests/unit/cli/scratch.h"

static const char ID[] = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

static void only_of_this_very_pairing(void **state) {
    (void)state;
    memory m = {0};
    arena a = arena_over(&m);
    assert_int_equal(approval_file_read(&a, AT_FDCWD, ID).by.length, 0);
    scratch_write("approval.json", "{\"format\": \"mentorpair.approval/1\", \"pairing\": \"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\","
                                   " \"by\": \"The Chair\", \"at\": \"2017-05-02T08:00:00Z\"}");
    const approval found = approval_file_read(&a, AT_FDCWD, ID);
    assert_true(span_equal(found.by, SPAN("The Chair")));
    assert_true(span_equal(found.at, SPAN("2017-05-02T08:00:00Z")));
    char other[65];
    memcpy(other, ID, sizeof other);
    other[63] = '0';
    assert_int_equal(approval_file_read(&a, AT_FDCWD, other).by.length, 0);
    static const char *const WRONG[] = {"", "{}", "[", "{\"format\": \"mentorpair.approval/2\", \"pairing\": \"x\", \"by\": \"x\", \"at\": \"x\"}"};
    for (size_t i = 0; i < sizeof WRONG / sizeof WRONG[0]; i++) {
        scratch_write("approval.json", WRONG[i]);
        assert_int_equal(approval_file_read(&a, AT_FDCWD, ID).by.length, 0);
    }
    arena_free(&a);
    assert_int_equal(m.live_bytes, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test_setup_teardown(only_of_this_very_pairing, scratch_begin, scratch_end)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
