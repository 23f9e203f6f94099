// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/tree.h"

#include "base/memory.h"
#include "said.h"

static void by_hand(void **state) {
    (void)state;
    memory m = {0};
    arena a = arena_over(&m);
    tree map = {.kind = TREE_MAP}, list = {.kind = TREE_LIST};
    char key[20];
    for (int i = 0; i < 100; i++) {
        (void)snprintf(key, sizeof key, "key %d", i);
        assert_true(tree_append(&map, &a, span_of(key), tree_plain(SPAN("1"))));
        assert_true(tree_append(&list, &a, SPAN(""), tree_text(SPAN("x"))));
    }
    assert_int_equal(map.count, 100);
    assert_span(map.entries[63].key, "key 63"); // a copy: `key` has changed since
    assert_non_null(tree_get(&map, SPAN("key 99")));
    assert_null(tree_get(&map, SPAN("key")));
    assert_null(tree_get(&list, SPAN("")));
    assert_null(tree_get(NULL, SPAN("key")));
    arena_free(&a);
    assert_int_equal(m.live_bytes, 0);
}

static void equal_or_not(void **state) {
    (void)state;
    memory m = {0};
    arena a = arena_over(&m);
    tree one = {.kind = TREE_MAP}, two = {.kind = TREE_MAP};
    assert_true(tree_equal(&one, &two));
    assert_true(tree_append(&one, &a, SPAN("a"), tree_text(SPAN("1"))));
    assert_false(tree_equal(&one, &two));
    assert_true(tree_append(&two, &a, SPAN("a"), tree_plain(SPAN("1")))); // a number is no text
    assert_false(tree_equal(&one, &two));
    two.entries[0].value = tree_text(SPAN("1"));
    assert_true(tree_equal(&one, &two));
    two.entries[0].key = SPAN("b");
    assert_false(tree_equal(&one, &two));
    arena_free(&a);
}

static void as_json(void **state) {
    (void)state;
    memory m = {0};
    arena a = arena_over(&m);
    tree map = {.kind = TREE_MAP}, list = {.kind = TREE_LIST}, nothing = {.kind = TREE_NULL},
         empty = {.kind = TREE_MAP};
    assert_true(tree_append(&list, &a, SPAN(""), tree_plain(SPAN("-1.5"))));
    assert_true(tree_append(&list, &a, SPAN(""), nothing));
    assert_true(tree_append(&map, &a, SPAN("k\"\\"), list));
    assert_true(tree_append(&map, &a, SPAN("ü"), tree_text(SPAN("a\nb\t\x01\x7F"))));
    assert_true(tree_append(&map, &a, SPAN("m"), empty));
    span text;
    assert_int_equal(tree_json(&text, &a, &map), STATUS_OK);
    assert_span(
        text,
        "{\n  \"k\\\"\\\\\": [\n    -1.5,\n    null\n  ],\n  \"ü\": \"a\\nb\\u0009\\u0001\\u007f\",\n  \"m\": {}\n}\n");
    m.fail_at = m.calls + 1;
    m.fail_on = true;
    assert_int_equal(tree_json(&text, &a, &map), STATUS_NO_MEMORY);
    arena_free(&a);
    assert_int_equal(m.live_bytes, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(by_hand), cmocka_unit_test(equal_or_not),
                                       cmocka_unit_test(as_json)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
