// The order of names.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "reports/collate.h"

static void order_is(const collate_entry *entries, uint32_t count, const uint32_t *expected) {
    context c;
    context_init(&c, (host){0});
    arena a = arena_over(&c.memory);
    uint32_t order[32];
    assert_int_equal(collate_order(order, &a, &c, entries, count), STATUS_OK);
    for (uint32_t i = 0; i < count; i++) {
        assert_int_equal(order[i], expected[i]);
    }
    arena_free(&a);
    context_free(&c);
    assert_int_equal(c.memory.live_bytes, 0);
}

static collate_entry named(const char *name, const char *id) {
    return (collate_entry){.name = span_of(name), .id = span_of(id)};
}

static void accents_and_case_come_after_letters(void **state) {
    (void)state;
    const collate_entry entries[] = {named("Zoë", "1"),    named("Ångström", "2"), named("anders", "3"),
                                     named("Anders", "4"), named("Zoe", "5"),      named("Émile", "6"),
                                     named("Emil", "7"),   named("Ольга", "8"),    named("محمد", "9")};
    const uint32_t expected[] = {2, 3, 1, 6, 5, 4, 0, 7, 8};
    order_is(entries, 9, expected);
}

static void equal_names_go_by_id_then_by_the_third(void **state) {
    (void)state;
    collate_entry entries[] = {named("A", "b"), named("A", "a"), named("A", "a"), named("", "z")};
    entries[1].then = SPAN("2");
    entries[2].then = SPAN("1");
    const uint32_t expected[] = {3, 2, 1, 0};
    order_is(entries, 4, expected);
}

static void composed_and_decomposed_are_one(void **state) {
    (void)state;
    const collate_entry entries[] = {named("e\xCC\x81", "b"), named("\xC3\xA9", "a")};
    const uint32_t expected[] = {1, 0};
    order_is(entries, 2, expected);
    order_is(entries, 0, expected);
}

static void want_of_memory_is_said(void **state) {
    (void)state;
    const collate_entry entries[] = {named("b", "b"), named("a", "a")};
    for (uint64_t at = 1;; at++) {
        context c;
        context_init(&c, (host){0});
        arena a = arena_over(&c.memory);
        c.memory.fail_at = at;
        uint32_t order[2];
        status result = collate_order(order, &a, &c, entries, 2);
        arena_free(&a);
        context_free(&c);
        assert_int_equal(c.memory.live_bytes, 0);
        if (result == STATUS_OK) {
            assert_true(at > 1);
            return;
        }
        assert_int_equal(result, STATUS_NO_MEMORY);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(accents_and_case_come_after_letters),
        cmocka_unit_test(equal_names_go_by_id_then_by_the_third),
        cmocka_unit_test(composed_and_decomposed_are_one),
        cmocka_unit_test(want_of_memory_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
