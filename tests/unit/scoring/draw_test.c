// Expected values were computed by another program from the published definition.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scoring/draw.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void keys_are_of_seed_round_role_and_id(void **state) {
    (void)state;
    assert_true(draw_key(1, 1, ROLE_MENTEE, SPAN("ana@example.org")) == UINT64_C(0xf18ae49caf811879));
    assert_true(draw_key(1, 1, ROLE_MENTOR, SPAN("bo@example.org")) == UINT64_C(0xadca635994cb9deb));
    assert_true(draw_key(UINT64_C(9007199254740992), 8, ROLE_MENTOR, SPAN("s\xc3\xb8ren")) ==
                UINT64_C(0xdf8e7340ebb6e592));
    assert_true(draw_key(0, 1, ROLE_MENTEE, (span){NULL, 0}) == UINT64_C(0xaacbfae825139a40));
}

static void weights_have_sixteen_bits(void **state) {
    (void)state;
    uint64_t mentee = UINT64_C(0xf18ae49caf811879), mentor = UINT64_C(0xadca635994cb9deb);
    assert_int_equal(draw_weight(mentee, mentor), 47374);
    assert_int_equal(draw_weight(mentor, mentee), 32064);
    assert_int_equal(draw_weight(0, 0), 0);
    assert_int_equal(draw_weight(UINT64_MAX, UINT64_MAX), 56842);
    assert_int_equal(draw_weight(0, 1), 57888);
}

static void an_id_may_be_long(void **state) {
    (void)state;
    static char id[20000];
    memset(id, 'a', sizeof id);
    uint64_t one = draw_key(1, 1, ROLE_MENTEE, (span){id, sizeof id});
    id[sizeof id - 1] = 'b';
    assert_true(one != draw_key(1, 1, ROLE_MENTEE, (span){id, sizeof id}));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_are_of_seed_round_role_and_id),
        cmocka_unit_test(weights_have_sixteen_bits),
        cmocka_unit_test(an_id_may_be_long),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
