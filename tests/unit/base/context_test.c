// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/context.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void starts_empty(void **state) {
    (void)state;
    context c;
    memset(&c, 0xFF, sizeof c);
    int self = 0;
    context_init(&c, (host){.self = &self});
    assert_int_equal(c.memory.live_bytes, 0);
    assert_int_equal(c.memory.fail_at, 0);
    assert_int_equal(c.fault.status, STATUS_OK);
    assert_int_equal(findings_status(&c.findings), STATUS_OK);
    assert_ptr_equal(c.host.self, &self);
    assert_null(c.host.zone);
    context_free(&c);
    assert_int_equal(c.memory.live_bytes, 0);
}

static void findings_use_the_memory_of_the_run(void **state) {
    (void)state;
    context c;
    context_init(&c, (host){0});
    finding_add(&c.findings, SEVERITY_ERROR, (place){SPAN("mentors.csv"), 2, 1}, "empty", "empty: fill it in");
    assert_true(c.memory.live_bytes > 0);
    assert_int_equal(findings_status(&c.findings), STATUS_BAD_INPUT);
    context_free(&c);
    assert_int_equal(c.memory.live_bytes, 0);
    context_free(&c); // twice does no harm
}

static void the_first_failure_is_kept(void **state) {
    (void)state;
    context c;
    context_init(&c, (host){0});
    assert_int_equal(context_fail(&c, STATUS_INTERNAL, "assignment/glpk", "the simplex returned %d", 7),
                     STATUS_INTERNAL);
    assert_int_equal(context_no_memory(&c, "scoring"), STATUS_NO_MEMORY);
    assert_int_equal(c.fault.status, STATUS_INTERNAL);
    assert_string_equal(c.fault.where, "assignment/glpk");
    assert_string_equal(c.fault.what, "the simplex returned 7");
    context_free(&c);
}

static void want_of_memory_is_reported_without_memory(void **state) {
    (void)state;
    context c;
    context_init(&c, (host){0});
    c.memory.fail_at = 1;
    c.memory.fail_on = true;
    assert_int_equal(context_no_memory(&c, "scoring"), STATUS_NO_MEMORY);
    assert_int_equal(c.memory.calls, 0);
    assert_int_equal(c.fault.status, STATUS_NO_MEMORY);
    assert_string_equal(c.fault.where, "scoring");
    assert_true(strlen(c.fault.what) > 0);
    context_free(&c);
    assert_int_equal(c.memory.live_bytes, 0);
}

static void a_long_report_is_cut(void **state) {
    (void)state;
    context c;
    context_init(&c, (host){0});
    (void)context_fail(&c, STATUS_INTERNAL, "x", "%500d", 1);
    assert_int_equal(strlen(c.fault.what), sizeof c.fault.what - 1);
    context_free(&c);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(starts_empty),
        cmocka_unit_test(findings_use_the_memory_of_the_run),
        cmocka_unit_test(the_first_failure_is_kept),
        cmocka_unit_test(want_of_memory_is_reported_without_memory),
        cmocka_unit_test(a_long_report_is_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
