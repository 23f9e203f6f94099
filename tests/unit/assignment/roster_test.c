// SPDX-License-Identifier: GPL-3.0-or-later
#include "assignment/roster.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

enum { MENTEES = 3, MENTORS = 2 };

typedef struct world {
    context c;
    uint32_t mentee_capacity[MENTEES], mentor_capacity[MENTORS];
    uint32_t mentee_class[MENTEES], mentor_class[MENTORS];
    int16_t scores[2 * 2]; // two classes a role
    size_t exception_start[MENTEES + 1];
    exception exceptions[4];
    couple previous[2];
    problem_pin pins[2];
    bool priority[MENTEES];
    problem p;
    roster *r;
} world;

// Mentees 0 and 2 are of one class; the mentors are of two. Mentors have fewer places.
static void make_world(world *w) {
    *w = (world){.mentee_capacity = {1, 1, 1},
                 .mentor_capacity = {1, 1},
                 .mentee_class = {0, 1, 0},
                 .mentor_class = {0, 1},
                 .scores = {100, 200, 300, -1},
                 .priority = {false, true, false}};
    context_init(&w->c, (host){0});
    w->p = (problem){.count = {[ROLE_MENTEE] = MENTEES, [ROLE_MENTOR] = MENTORS},
                     .capacity = {[ROLE_MENTEE] = w->mentee_capacity, [ROLE_MENTOR] = w->mentor_capacity},
                     .class_count = {2, 2},
                     .class_of = {[ROLE_MENTEE] = w->mentee_class, [ROLE_MENTOR] = w->mentor_class},
                     .class_scores = w->scores,
                     .exception_start = w->exception_start,
                     .exceptions = w->exceptions,
                     .previous = w->previous,
                     .pins = w->pins,
                     .priority = w->priority};
}

static void create(world *w) {
    assert_int_equal(roster_create(&w->r, &w->c, &w->p), STATUS_OK);
}

static void free_world(world *w) {
    roster_free(w->r);
    context_free(&w->c);
    assert_int_equal(w->c.memory.live_bytes, 0);
}

static void the_side_with_fewer_places_is_the_own_side(void **state) {
    (void)state;
    world w;
    make_world(&w);
    create(&w);
    assert_int_equal(w.r->role_of[SIDE_OWN], ROLE_MENTOR);
    assert_int_equal(w.r->own_count, MENTORS);
    assert_int_equal(roster_node(w.r, ROLE_MENTEE, 0), MENTORS);
    assert_int_equal(roster_number(w.r, MENTORS + 2), 2);
    const couple pair = roster_couple(w.r, 1, MENTORS + 2);
    assert_int_equal(pair.mentee, 2);
    assert_int_equal(pair.mentor, 1);
    assert_true(w.r->priority[MENTORS + 1] && !w.r->priority[1]);
    free_world(&w);
}

static void rows_go_along_the_own_side(void **state) {
    (void)state;
    static const int16_t turned[] = {100, 300, 200, -1}, straight[] = {100, 200, 300, -1};
    int16_t scratch[2];
    for (uint32_t places = 1; places <= 5; places += 4) { // with 5 each the mentees have fewer
        world w;
        make_world(&w);
        w.mentor_capacity[0] = w.mentor_capacity[1] = places;
        create(&w);
        for (uint32_t k = 0; k < 2; k++) {
            const int16_t *row = roster_row(w.r, k, scratch);
            assert_memory_equal(row, (places == 1 ? turned : straight) + 2 * (size_t)k, 2 * sizeof *row);
        }
        free_world(&w);
    }
}

static void members_stand_by_class(void **state) {
    (void)state;
    world w;
    make_world(&w);
    create(&w);
    const uint32_t *start = w.r->member_start[SIDE_OTHER], *members = w.r->members[SIDE_OTHER];
    assert_int_equal(start[1] - start[0], 2);
    assert_int_equal(members[0], MENTORS + 0);
    assert_int_equal(members[1], MENTORS + 2);
    assert_int_equal(members[2], MENTORS + 1);
    assert_int_equal(w.r->rank[MENTORS + 2], 1);
    free_world(&w);
}

static void pins_exceptions_and_kept_pairs_have_one_entry_each(void **state) {
    (void)state;
    world w;
    make_world(&w);
    // Mentee 1: an exception that is also pinned, one that is also kept, and a kept one of classes that do not suit.
    w.exceptions[0] = (exception){.mentor = 0, .score_bp = 50, .reason = REASON_ELIGIBLE};
    w.exceptions[1] = (exception){.mentor = 1, .score_bp = 70, .reason = REASON_ELIGIBLE};
    w.exceptions[2] = (exception){.mentor = 0, .score_bp = 90, .reason = REASON_VETOED};
    w.exception_start[1] = 0;
    w.exception_start[2] = 2;
    w.exception_start[3] = 3;
    w.pins[0] = (problem_pin){.couple = {.mentee = 1, .mentor = 0}, .score_bp = 50};
    w.p.pin_count = 1;
    w.previous[0] = (couple){.mentee = 1, .mentor = 1};
    w.previous[1] = (couple){.mentee = 2, .mentor = 0};
    w.p.previous_count = 2;
    create(&w);
    assert_int_equal(w.r->special_start[w.r->own_count], 3);
    const special *pinned = roster_special(w.r, 0, MENTORS + 1), *kept = roster_special(w.r, 1, MENTORS + 1),
                  *vetoed = roster_special(w.r, 0, MENTORS + 2);
    assert_int_equal(pinned->score_bp, -1);
    assert_false(pinned->kept);
    assert_int_equal(kept->score_bp, 70);
    assert_true(kept->kept);
    assert_int_equal(vetoed->score_bp, -1);
    assert_false(vetoed->kept); // a previous pair that may not be any more is not kept
    assert_null(roster_special(w.r, 0, MENTORS + 0));
    assert_true(roster_ordinary(w.r, 0, MENTORS + 0) && !roster_ordinary(w.r, 0, MENTORS + 1));
    assert_int_equal(w.r->places[0], 0); // the pin has taken the mentor's place
    assert_int_equal(w.r->places[MENTORS + 1], 0);
    free_world(&w);
}

static void more_pins_than_places_are_refused(void **state) {
    (void)state;
    world w;
    make_world(&w);
    w.pins[0] = (problem_pin){.couple = {.mentee = 0, .mentor = 0}};
    w.pins[1] = (problem_pin){.couple = {.mentee = 1, .mentor = 0}};
    w.p.pin_count = 2;
    assert_int_equal(roster_create(&w.r, &w.c, &w.p), STATUS_INTERNAL);
    free_world(&w);
}

static void a_spread_covers_the_range_and_stays_in_it(void **state) {
    (void)state;
    bool seen[10] = {false};
    for (uint32_t number = 0; number < 1000; number++) {
        const uint32_t at = roster_spread(number, 10);
        assert_true(at < 10);
        seen[at] = true;
    }
    for (uint32_t k = 0; k < 10; k++) {
        assert_true(seen[k]);
    }
    assert_int_equal(roster_spread(77, 1), 0);
    assert_int_equal(roster_spread(77, 0), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_side_with_fewer_places_is_the_own_side),
        cmocka_unit_test(rows_go_along_the_own_side),
        cmocka_unit_test(members_stand_by_class),
        cmocka_unit_test(pins_exceptions_and_kept_pairs_have_one_entry_each),
        cmocka_unit_test(more_pins_than_places_are_refused),
        cmocka_unit_test(a_spread_covers_the_range_and_stays_in_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
