// Who has nobody, by class, against looking at every pair, over random cohorts of every kind.
// SPDX-License-Identifier: GPL-3.0-or-later
#define _GNU_SOURCE
#include "cli/nobody.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "tests/unit/scoring/cohort_maker.h"

enum { RANDOM_COHORTS = 4000, MOST_PEOPLE = 12, LARGE_COHORTS = 60, MANY_PEOPLE = 60 };

static bool is_alone(const scoring *s, role as, uint32_t person_number, uint32_t ruled_out[REASON_COUNT]) {
    const cohort *h = s->cohort;
    const role other = as == ROLE_MENTEE ? ROLE_MENTOR : ROLE_MENTEE;
    bool alone = as == ROLE_MENTEE || h->people[as][person_number].capacity > 0;
    for (uint32_t k = 0; k < h->count[other]; k++) {
        const uint32_t mentee = as == ROLE_MENTEE ? person_number : k, mentor = as == ROLE_MENTEE ? k : person_number;
        if (h->people[ROLE_MENTOR][mentor].capacity > 0) {
            const reason why = scoring_pair(s, mentee, mentor, NULL);
            alone = alone && why != REASON_ELIGIBLE;
            ruled_out[why]++;
        }
    }
    return alone;
}

static void compare(const scoring *s, uint32_t *alone_in_all) {
    memory m = {0};
    arena a = arena_over(&m);
    nobody n;
    assert_int_equal(nobody_find(&n, &a, s), STATUS_OK);
    for (int as = 0; as < ROLE_COUNT; as++) {
        uint32_t found = 0;
        for (uint32_t i = 0; i < s->cohort->count[as]; i++) {
            uint32_t ruled_out[REASON_COUNT] = {0};
            if (is_alone(s, (role)as, i, ruled_out)) {
                assert_true(found < n.listed[as]);
                assert_int_equal(n.people[as][found].person, i);
                assert_memory_equal(n.people[as][found].ruled_out, ruled_out, sizeof ruled_out);
                for (reason r = REASON_ELIGIBLE; r < REASON_COUNT; r++) {
                    assert_true(ruled_out[n.people[as][found].main] >= ruled_out[r]);
                }
                found++;
            }
        }
        assert_int_equal(n.count[as], found);
        *alone_in_all += found;
    }
    arena_free(&a);
    assert_int_equal(m.live_bytes, 0);
}

static uint32_t compare_cohorts(uint64_t cohorts, uint32_t most_people) {
    uint32_t alone = 0;
    for (uint64_t n = 0; n < cohorts; n++) {
        maker m;
        scoring *s;
        maker_random_cohort(&m, 20170501 + n, most_people);
        assert_int_equal(scoring_create(&s, &m.c, &m.cohort, n), STATUS_OK);
        compare(s, &alone);
        scoring_free(s);
        maker_end(&m);
    }
    return alone;
}

static void agrees_with_every_pair(void **state) {
    (void)state;
    // It was not all about cohorts in which everybody has somebody.
    assert_true(compare_cohorts(RANDOM_COHORTS, MOST_PEOPLE) > RANDOM_COHORTS / 10);
}

// More classes than are looked at at one go.
static void agrees_in_large_cohorts(void **state) {
    (void)state;
    assert_true(compare_cohorts(LARGE_COHORTS, MANY_PEOPLE) > LARGE_COHORTS);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(agrees_with_every_pair),
                                       cmocka_unit_test(agrees_in_large_cohorts)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
