// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/arena.h"

#include <setjmp.h>
#include <stdalign.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void objects_are_zero_aligned_and_apart(void **state) {
    (void)state;
    memory m = {0};
    arena a = arena_over(&m);
    assert_int_equal(m.calls, 0); // nothing is allocated yet
    unsigned char *objects[3000];
    for (size_t i = 0; i < 3000; i++) {
        size_t size = i % 37;
        objects[i] = arena_alloc(&a, size, 1);
        assert_non_null(objects[i]);
        assert_int_equal((uintptr_t)objects[i] % alignof(max_align_t), 0);
        for (size_t k = 0; k < size; k++) {
            assert_int_equal(objects[i][k], 0);
        }
        memset(objects[i], (int)(i % 251) + 1, size);
    }
    for (size_t i = 0; i < 3000; i++) {
        for (size_t k = 0; k < i % 37; k++) {
            assert_int_equal(objects[i][k], i % 251 + 1);
        }
    }
    arena_free(&a);
    assert_int_equal(m.live_bytes, 0);
}

static void many_small_objects_take_few_blocks(void **state) {
    (void)state;
    memory m = {0};
    arena a = arena_over(&m);
    for (size_t i = 0; i < 100000; i++) {
        assert_non_null(arena_alloc(&a, 1, 64));
    }
    assert_true(m.calls < 20);
    assert_true(m.live_bytes < 2 * 6400000);
    arena_free(&a);
    assert_int_equal(m.live_bytes, 0);
}

static void a_big_object_does_not_end_the_block_of_the_small_ones(void **state) {
    (void)state;
    memory m = {0};
    arena a = arena_over(&m);
    char *before = arena_alloc(&a, 1, 16);
    unsigned char *big = arena_alloc(&a, 3, 1000000);
    char *after = arena_alloc(&a, 1, 16);
    assert_non_null(big);
    assert_int_equal(big[2999999], 0);
    big[2999999] = 1;
    assert_ptr_equal(after, before + 16);
    arena_free(&a);
    // A big one first, then small ones.
    assert_non_null(arena_alloc(&a, 1, 100000));
    assert_non_null(arena_alloc(&a, 1, 16));
    arena_free(&a);
    assert_int_equal(m.live_bytes, 0);
}

static void copies_end_with_a_zero_byte(void **state) {
    (void)state;
    memory m = {0};
    arena a = arena_over(&m);
    char original[] = "one\0two";
    span copy = arena_copy(&a, (span){original, 7});
    original[0] = 'X';
    assert_int_equal(copy.length, 7);
    assert_memory_equal(copy.text, "one\0two", 8);
    span empty = arena_copy(&a, (span){NULL, 0});
    assert_non_null(empty.text);
    assert_int_equal(empty.length, 0);
    assert_int_equal(empty.text[0], '\0');
    const int32_t numbers[] = {1, 2, 3};
    int32_t *again = arena_array(&a, numbers, 3, sizeof *numbers);
    assert_memory_equal(again, numbers, sizeof numbers);
    assert_non_null(arena_array(&a, NULL, 0, sizeof *numbers));
    arena_free(&a);
    assert_int_equal(m.live_bytes, 0);
}

static void formats(void **state) {
    (void)state;
    memory m = {0};
    arena a = arena_over(&m);
    span text = arena_format(&a, "%s has %d of %.*s", "Ana", 3, SPAN_ARGS(SPAN("five|")));
    assert_true(span_equal(text, SPAN("Ana has 3 of five|")));
    assert_int_equal(text.text[text.length], '\0');
    span wide = arena_format(&a, "%5000d", 7);
    assert_int_equal(wide.length, 5000);
    assert_int_equal(wide.text[4999], '7');
    const char *nothing = "";
    assert_int_equal(arena_format(&a, "%s", nothing).length, 0);
    arena_free(&a);
    assert_int_equal(m.live_bytes, 0);
}

static void overflow_and_want_of_memory_give_null(void **state) {
    (void)state;
    memory m = {0};
    arena a = arena_over(&m);
    assert_null(arena_alloc(&a, SIZE_MAX, 2));
    assert_null(arena_alloc(&a, SIZE_MAX, 1));
    assert_null(arena_alloc(&a, SIZE_MAX - 8, 1));
    assert_null(arena_alloc(&a, PTRDIFF_MAX, 1));
    assert_null(arena_array(&a, "", SIZE_MAX / 2, 3));
    assert_null(arena_copy(&a, (span){"", SIZE_MAX}).text);
    m.fail_at = m.calls + 1;
    m.fail_on = true;
    assert_null(arena_alloc(&a, 1, 1));
    assert_null(arena_copy(&a, SPAN("x")).text);
    assert_null(arena_array(&a, "x", 1, 1));
    assert_null(arena_format(&a, "%d", 1).text);
    m.fail_at = 0;
    assert_non_null(arena_alloc(&a, 1, 1));
    arena_free(&a);
    assert_int_equal(m.live_bytes, 0);
}

static void a_zeroed_arena_can_be_freed_and_a_freed_one_used(void **state) {
    (void)state;
    arena none = {0};
    arena_free(&none);
    memory m = {0};
    arena a = arena_over(&m);
    assert_non_null(arena_alloc(&a, 1, 8));
    arena_free(&a);
    arena_free(&a);
    assert_non_null(arena_alloc(&a, 1, 8));
    arena_free(&a);
    assert_int_equal(m.live_bytes, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(objects_are_zero_aligned_and_apart),
        cmocka_unit_test(many_small_objects_take_few_blocks),
        cmocka_unit_test(a_big_object_does_not_end_the_block_of_the_small_ones),
        cmocka_unit_test(copies_end_with_a_zero_byte),
        cmocka_unit_test(formats),
        cmocka_unit_test(overflow_and_want_of_memory_give_null),
        cmocka_unit_test(a_zeroed_arena_can_be_freed_and_a_freed_one_used),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
