// What a vacant place costs: by hand, against shortest paths between all people, and that a pairing which is not the
// best gives itself away.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "consequences/vacancies.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "changes.h"

static changes *t;
static seating s;
static vacancies v;

static int begin(void **state) {
    (void)state;
    t = calloc(1, sizeof *t);
    s = (seating){.count = {0}};
    return t == NULL ? -1 : 0;
}

static int end(void **state) {
    (void)state;
    if (s.arena.memory != NULL) {
        seating_free(&s);
    }
    const size_t left = changes_end(t);
    free(t);
    return left == 0 ? 0 : -1;
}

static void find_for(const couple *pairs, uint32_t pair_count) {
    tariff folded_levels;
    if (s.arena.memory != NULL) {
        seating_free(&s);
    }
    assert_true(tariff_make(&folded_levels, t->found->levels, t->found->level_count, pair_count,
                            t->m.cohort.previous_count, TARIFF_CHAINS));
    assert_int_equal(seating_make(&s, &t->m.c, t->scoring, pairs, pair_count, &folded_levels), STATUS_OK);
    assert_int_equal(vacancies_find(&v, &s, &t->m.c), STATUS_OK);
}

static cost folded(const losses *l) {
    cost sum = 0;
    for (uint32_t k = 0; k < t->level_count; k++) {
        sum += l->at[k] * s.tariff.unit[k];
    }
    return sum;
}

// ---- by hand -----------------------------------------------------------------------------------------------------

// Two mentees and one place: the better one has it.
static void a_place_costs_who_gives_it_up(void **state) {
    (void)state;
    maker *m = &t->m;
    maker_begin(m, 2, 3);
    const criterion *k = maker_criterion(m, "Reading", KIND_GIVEN, 1, NONE);
    maker_give(m, k, 0, 0, 8000);
    maker_give(m, k, 1, 0, 7000);
    maker_person(m, ROLE_MENTOR, 2)->capacity = 0;
    m->objective[0] = LEVEL_MOST_MATCHED;
    m->objective[1] = LEVEL_BEST_TOTAL;
    m->program.objective_count = 2;
    assert_int_equal(changes_solve(t, 3), STATUS_OK);
    find_for(t->found->pairs, t->found->pair_count);
    int64_t by[2];
    assert_false(v.better);
    tariff_split(&s.tariff, v.place[0], by);
    assert_int_equal(by[0], 1);
    assert_int_equal(by[1], 8000);
    assert_int_equal(v.place[1], 0);      // free
    assert_false(cost_known(v.place[2])); // none to offer
    assert_int_equal(v.move[0], 0);       // to nobody
    tariff_split(&s.tariff, v.move[1], by);
    assert_int_equal(by[0], 0);
    assert_int_equal(by[1], 1000);
}

static void a_mentor_without_a_mentee_may_gain_one(void **state) {
    (void)state;
    maker *m = &t->m;
    maker_begin(m, 1, 2);
    const criterion *k = maker_criterion(m, "Reading", KIND_GIVEN, 1, NONE);
    maker_give(m, k, 0, 0, 8000);
    maker_give(m, k, 0, 1, 7000);
    maker_person(m, ROLE_MENTOR, 0)->capacity = 2;
    m->objective[0] = LEVEL_BEST_TOTAL;
    m->objective[1] = LEVEL_MOST_MENTORS;
    m->program.objective_count = 2;
    assert_int_equal(changes_solve(t, 3), STATUS_OK);
    find_for(t->found->pairs, t->found->pair_count);
    assert_int_equal(v.place[0], 0); // they have one already
    assert_int_equal(v.place[1], -s.tariff.first_mentee);
}

// ---- at random ---------------------------------------------------------------------------------------------------

static void agrees_with_shortest_paths(void **state) {
    (void)state;
    for (uint64_t seed = 1; seed <= 600; seed++) {
        changes_random(t, seed, 12);
        assert_int_equal(changes_solve(t, 0), STATUS_OK);
        changes_by_paths(t);
        find_for(t->found->pairs, t->found->pair_count);
        assert_false(v.better);
        const uint32_t mentees = s.count[ROLE_MENTEE], root = mentees + s.count[ROLE_MENTOR];
        for (uint32_t j = 0; j < s.count[ROLE_MENTOR]; j++) {
            const losses *out = &t->distance[mentees + j][root];
            assert_int_equal(cost_known(v.place[j]), out->known);
            assert_true(!out->known || v.place[j] == folded(out));
        }
        for (uint32_t i = 0; i < mentees; i++) {
            const losses *out = &t->distance[i][root];
            assert_int_equal(cost_known(v.move[i]), out->known && s.movable[ROLE_MENTEE][i]);
            assert_true(!cost_known(v.move[i]) || v.move[i] == folded(out));
        }
        seating_free(&s);
        s = (seating){.count = {0}};
        assert_int_equal(changes_end(t), 0);
    }
    memset(t, 0, sizeof *t);
}

// What the pairs are worth at the levels of the pairing found.
static cost worth_of(const couple *pairs, uint32_t count) {
    cost sum = 0;
    uint32_t load[CHANGES_PEOPLE] = {0};
    for (uint32_t k = 0; k < count; k++) {
        const losses weight = changes_weight(t, pairs[k].mentee, pairs[k].mentor);
        sum += folded(&weight) + (load[pairs[k].mentor]++ == 0 ? s.tariff.first_mentee : 0);
    }
    return sum;
}

// One pair less, or one with another mentor who has room; the pins stay. false: not this one.
static bool spoil(couple *pairs, uint32_t *count) {
    maker *m = &t->m;
    const uint32_t at = maker_pick(m, *count);
    couple *pair = &pairs[at];
    if (*count == 0 || t->pinned[pair->mentee][pair->mentor]) {
        return false;
    }
    const uint32_t i = pair->mentee, j = maker_pick(m, m->cohort.count[ROLE_MENTOR]);
    if (maker_pick(m, 2) == 0) {
        memmove(pair, pair + 1, (--*count - at) * sizeof *pair);
        return true;
    }
    if (t->score[i][j] < 0 || t->paired[i][j] || t->load[ROLE_MENTOR][j] >= m->cohort.people[ROLE_MENTOR][j].capacity) {
        return false;
    }
    pair->mentor = j;
    for (uint32_t k = 1; k < *count; k++) {
        if (couple_compare(&pairs[k - 1], &pairs[k]) > 0) {
            const couple kept = pairs[k];
            pairs[k] = pairs[k - 1];
            pairs[k - 1] = kept;
            k = 0;
        }
    }
    return true;
}

static void a_worse_pairing_gives_itself_away(void **state) {
    (void)state;
    uint32_t worse = 0, as_good = 0;
    for (uint64_t seed = 1; seed <= 3000; seed++) {
        changes_random(t, seed, 8);
        assert_int_equal(changes_solve(t, 0), STATUS_OK);
        couple pairs[CHANGES_PEOPLE * CHANGES_PEOPLE];
        uint32_t count = t->found->pair_count;
        memcpy(pairs, t->found->pairs, count * sizeof *pairs);
        if (spoil(pairs, &count)) {
            find_for(pairs, count);
            const bool is_worse = worth_of(pairs, count) < worth_of(t->found->pairs, t->found->pair_count);
            assert_int_equal(v.better, is_worse);
            worse += is_worse;
            as_good += !is_worse;
            seating_free(&s);
        }
        s = (seating){.count = {0}};
        assert_int_equal(changes_end(t), 0);
    }
    assert_true(worse > 500 && as_good > 50);
    memset(t, 0, sizeof *t);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_place_costs_who_gives_it_up, begin, end),
        cmocka_unit_test_setup_teardown(a_mentor_without_a_mentee_may_gain_one, begin, end),
        cmocka_unit_test_setup_teardown(agrees_with_shortest_paths, begin, end),
        cmocka_unit_test_setup_teardown(a_worse_pairing_gives_itself_away, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
