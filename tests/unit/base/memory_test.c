// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/memory.h"

#include <setjmp.h>
#include <stdalign.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void counts_live_and_peak_bytes(void **state) {
    (void)state;
    memory m = {0};
    char *a = memory_alloc(&m, 10, 3);
    int64_t *b = memory_alloc(&m, 4, sizeof *b);
    assert_non_null(a);
    assert_non_null(b);
    assert_int_equal(m.live_bytes, 62);
    memory_free(&m, a);
    assert_int_equal(m.live_bytes, 32);
    assert_int_equal(m.peak_bytes, 62);
    memory_free(&m, b);
    memory_free(&m, NULL);
    assert_int_equal(m.live_bytes, 0);
    assert_int_equal(m.peak_bytes, 62);
    assert_int_equal(m.calls, 2);
}

static void blocks_are_zero_and_aligned_for_any_type(void **state) {
    (void)state;
    memory m = {0};
    for (size_t size = 1; size < 200; size += 7) {
        unsigned char *block = memory_alloc(&m, size, 1);
        assert_non_null(block);
        assert_int_equal((uintptr_t)block % alignof(max_align_t), 0);
        for (size_t i = 0; i < size; i++) {
            assert_int_equal(block[i], 0);
        }
        memset(block, 0xA5, size);
        memory_free(&m, block);
    }
    assert_int_equal(m.live_bytes, 0);
}

static void nothing_is_a_valid_block(void **state) {
    (void)state;
    memory m = {0};
    void *none = memory_alloc(&m, 0, 8), *small = memory_alloc(&m, 8, 0);
    assert_non_null(none);
    assert_non_null(small);
    assert_int_equal(m.live_bytes, 0);
    none = memory_resize(&m, none, 2, 8);
    assert_non_null(none);
    assert_int_equal(m.live_bytes, 16);
    none = memory_resize(&m, none, 0, 8);
    assert_non_null(none);
    assert_int_equal(m.live_bytes, 0);
    memory_free(&m, none);
    memory_free(&m, small);
}

static void what_cannot_be_counted_is_refused(void **state) {
    (void)state;
    memory m = {0};
    assert_null(memory_alloc(&m, SIZE_MAX, 2));
    assert_null(memory_alloc(&m, SIZE_MAX / 2 + 1, 2));
    assert_null(memory_alloc(&m, SIZE_MAX, 1));
    assert_null(memory_alloc(&m, PTRDIFF_MAX, 1));
    char *block = memory_alloc(&m, 4, 1);
    memcpy(block, "abc", 4);
    assert_null(memory_resize(&m, block, SIZE_MAX / 2, 4));
    assert_string_equal(block, "abc");
    assert_int_equal(m.live_bytes, 4);
    memory_free(&m, block);
    assert_int_equal(m.live_bytes, 0);
}

static void resizing_keeps_the_old_and_zeroes_the_new(void **state) {
    (void)state;
    memory m = {0};
    unsigned char *block = memory_resize(&m, NULL, 3, 1);
    assert_non_null(block);
    memset(block, 7, 3);
    block = memory_resize(&m, block, 5000, 1);
    assert_non_null(block);
    for (size_t i = 0; i < 5000; i++) {
        assert_int_equal(block[i], i < 3 ? 7 : 0);
    }
    assert_int_equal(m.live_bytes, 5000);
    memset(block, 9, 5000);
    block = memory_resize(&m, block, 2, 1);
    block = memory_resize(&m, block, 6, 1);
    assert_int_equal(block[1], 9);
    assert_int_equal(block[2], 0); // bytes given up and taken again are new
    assert_int_equal(m.live_bytes, 6);
    memory_free(&m, block);
    assert_int_equal(m.live_bytes, 0);
    assert_int_equal(m.peak_bytes, 5000);
}

static void can_be_told_to_fail_once_or_from_then_on(void **state) {
    (void)state;
    memory once = {.fail_at = 2};
    void *first = memory_alloc(&once, 1, 1);
    assert_non_null(first);
    assert_null(memory_resize(&once, first, 2, 1));
    assert_int_equal(once.live_bytes, 1);
    first = memory_resize(&once, first, 2, 1);
    assert_non_null(first);
    memory_free(&once, first);
    assert_int_equal(once.calls, 3);

    memory ever = {.fail_at = 2, .fail_on = true};
    first = memory_alloc(&ever, 1, 1);
    assert_non_null(first);
    for (int i = 0; i < 5; i++) {
        assert_null(memory_alloc(&ever, 1, 1));
    }
    memory_free(&ever, first);
    assert_int_equal(ever.live_bytes, 0);
}

static void reserving_doubles(void **state) {
    (void)state;
    memory m = {0};
    int32_t *items = NULL;
    size_t capacity = 0;
    assert_true(memory_reserve(&m, &items, &capacity, 0, sizeof *items));
    assert_null(items);
    for (size_t n = 0; n < 1000; n++) {
        assert_true(memory_reserve(&m, &items, &capacity, n + 1, sizeof *items));
        assert_true(capacity >= n + 1);
        items[n] = (int32_t)n;
    }
    for (size_t n = 0; n < 1000; n++) {
        assert_int_equal(items[n], n);
    }
    assert_true(m.calls <= 9);
    assert_true(capacity <= 2000);
    assert_true(memory_reserve(&m, &items, &capacity, 10, sizeof *items)); // enough already
    assert_true(m.calls <= 9);
    memory_free(&m, items);
    assert_int_equal(m.live_bytes, 0);
}

static void a_failed_reserve_changes_nothing(void **state) {
    (void)state;
    memory m = {.fail_at = 2};
    int64_t *items = NULL;
    size_t capacity = 0;
    assert_true(memory_reserve(&m, &items, &capacity, 1, sizeof *items));
    int64_t *before = items;
    size_t capacity_before = capacity;
    items[0] = 42;
    assert_false(memory_reserve(&m, &items, &capacity, capacity + 1, sizeof *items));
    assert_ptr_equal(items, before);
    assert_int_equal(capacity, capacity_before);
    assert_int_equal(items[0], 42);
    assert_false(memory_reserve(&m, &items, &capacity, SIZE_MAX, sizeof *items));
    assert_false(memory_reserve(&m, &items, &capacity, SIZE_MAX / 16, sizeof *items));
    assert_ptr_equal(items, before);
    memory_free(&m, items);
    assert_int_equal(m.live_bytes, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_live_and_peak_bytes),
        cmocka_unit_test(blocks_are_zero_and_aligned_for_any_type),
        cmocka_unit_test(nothing_is_a_valid_block),
        cmocka_unit_test(what_cannot_be_counted_is_refused),
        cmocka_unit_test(resizing_keeps_the_old_and_zeroes_the_new),
        cmocka_unit_test(can_be_told_to_fail_once_or_from_then_on),
        cmocka_unit_test(reserving_doubles),
        cmocka_unit_test(a_failed_reserve_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
