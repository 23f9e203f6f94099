// SPDX-License-Identifier: GPL-3.0-or-later
#define _GNU_SOURCE
#include "cli/supply.h"
#include "tests/unit/cli/cohort_in_memory.h"
#include "tests/unit/cli/scratch.h"

typedef struct counted {
    mp_run *run;
    input inputs[2];
    mp_request request;
    memory memory;
    arena arena;
    supply supply;
} counted;

static void count(counted *c, const char *mentors, const char *mentees) {
    *c = (counted){.run = NULL};
    c->run = run_that_read(mentors, mentees, c->inputs, &c->request);
    c->arena = arena_over(&c->memory);
    assert_int_equal(mp_score(c->run), STATUS_OK);
    assert_int_equal(supply_count(&c->supply, &c->arena, mp_run_cohort(c->run), mp_run_scoring(c->run)), STATUS_OK);
}

static void done(counted *c) {
    arena_free(&c->arena);
    assert_int_equal(c->memory.live_bytes, 0);
    mp_run_free(c->run);
}

static void counts_people_and_places(void **state) {
    (void)state;
    counted c;
    count(&c, MENTORS_CSV, MENTEES_CSV);
    const supply *s = &c.supply;
    assert_int_equal(s->file_count, 2);
    assert_int_equal(s->files[0].rows, 3);
    assert_int_equal(s->files[0].accepted, 3);
    assert_true(s->files[0].has_places);
    assert_int_equal(s->files[0].places, 3);
    assert_false(s->files[1].has_places);
    assert_int_equal(s->stage_count, 5);
    assert_int_equal(s->stages[3].places, 2);
    assert_int_equal(s->stages[3].mentees, 2);
    // The built-in rules allow the same stage and all above it.
    assert_int_equal(s->stages[0].open_places, 3);
    assert_int_equal(s->stages[3].open_places, 2);
    // Two seniors who could be with Ada; the mentor without places is not said to have nobody.
    assert_int_equal(s->nobody.count[ROLE_MENTEE], 0);
    assert_int_equal(s->nobody.count[ROLE_MENTOR], 0);
    assert_null(supply_shortest_stage(s));
    done(&c);
}

static void finds_what_is_short(void **state) {
    (void)state;
    counted c;
    count(&c, "name,email,career_stage,areas,capacity\nAda,ada@example.org,Mid-career,Acquisitions; Metadata; Zines,1\n",
          "name,email,career_stage,areas\n"
          "A,a@example.org,Senior,Metadata\nB,b@example.org,Senior,Metadata; Zines\nC,c@example.org,Mid-career,Metadata; Zines\n"
          "D,d@example.org,Student,Acquisitions\n");
    const supply *s = &c.supply;
    const supply_stage *stage = supply_shortest_stage(s);
    assert_non_null(stage);
    assert_true(span_equal(stage->name, SPAN("Senior")));
    assert_int_equal(stage->mentees, 2);
    assert_int_equal(stage->open_places, 0);
    uint32_t areas;
    const supply_short_area *shortest = supply_short_areas(s, &c.arena, 5, &areas);
    assert_int_equal(areas, 2);
    assert_true(span_equal(s->areas[shortest[0].area].name, SPAN("Metadata")));
    assert_int_equal(s->areas[shortest[0].area].wanted, 3);
    assert_int_equal(s->areas[shortest[0].area].offered, 1);
    assert_true(span_equal(s->areas[shortest[1].area].name, SPAN("Zines")));
    (void)supply_short_areas(s, &c.arena, 1, &areas);
    assert_int_equal(areas, 1);
    assert_int_equal(s->nobody.count[ROLE_MENTEE], 2);
    done(&c);
}

static void rows_always_add_up(void **state) {
    (void)state;
    counted c;
    // Twice the same person, and one who gave no stage.
    count(&c, MENTORS_CSV,
          "name,email,submitted,career_stage,areas\n"
          "Rosa,rosa@example.org,2017-01-01T10:00,Student,Metadata\n"
          "Rosa,rosa@example.org,2017-01-02T10:00,Student,Metadata\n"
          "Idris,idris@example.org,2017-01-02T10:00,Senior,Acquisitions\n");
    const supply_file *f = &c.supply.files[1];
    uint32_t all = f->accepted;
    for (size_t code = 0; code < SUPPLY_ASIDE_CODES; code++) {
        all += f->aside[code];
    }
    assert_int_equal(f->rows, 3);
    assert_int_equal(all, f->rows);
    assert_int_equal(f->accepted + supply_set_aside(f), f->rows);
    assert_int_equal(f->aside[ASIDE_SUPERSEDED], 1);
    done(&c);
}

static void nobody_at_all(void **state) {
    (void)state;
    counted c;
    count(&c, "name,email,career_stage,areas\n", "name,email,career_stage,areas\n");
    assert_int_equal(c.supply.nobody.count[ROLE_MENTEE] + c.supply.nobody.count[ROLE_MENTOR], 0);
    assert_null(supply_shortest_stage(&c.supply));
    uint32_t areas;
    (void)supply_short_areas(&c.supply, &c.arena, 2, &areas);
    assert_int_equal(areas, 0);
    done(&c);
}

static void want_of_memory(void **state) {
    (void)state;
    counted c;
    count(&c, MENTORS_CSV, MENTEES_CSV);
    for (uint64_t n = 1; n < 50; n++) {
        memory m = {.fail_at = n};
        arena a = arena_over(&m);
        supply s;
        const status result = supply_count(&s, &a, mp_run_cohort(c.run), mp_run_scoring(c.run));
        const bool reached = m.calls >= n;
        arena_free(&a);
        assert_int_equal(m.live_bytes, 0);
        assert_int_equal(result, reached ? STATUS_NO_MEMORY : STATUS_OK);
        if (!reached) {
            break;
        }
    }
    done(&c);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(counts_people_and_places), cmocka_unit_test(finds_what_is_short),
                                       cmocka_unit_test(rows_always_add_up), cmocka_unit_test(nobody_at_all), cmocka_unit_test(want_of_memory)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
