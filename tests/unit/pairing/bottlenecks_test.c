// Bottlenecks against what they mean, found by solving again: a mentee is in one if some largest pairing leaves that
// wish open, a mentor if one more place there would make a larger pairing.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pairing/bottlenecks.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "solution_maker.h"

enum { RANDOM_COHORTS = 1500, MOST_PEOPLE = 9 };

static uint32_t largest(made_graph g) {
    memset(g.pair, 0, sizeof g.pair);
    return graph_fill(&g, 0);
}

static uint32_t place_in(const span *ids, uint32_t count, span id) {
    for (uint32_t i = 0; i < count; i++) {
        if (span_equal(ids[i], id)) {
            return i;
        }
    }
    return NONE;
}

// The entry of a person, or NONE; nobody stands in two.
static uint32_t entry_of(const pairing *p, role side, span id) {
    uint32_t found = NONE;
    for (uint32_t e = 0; e < p->bottleneck_count; e++) {
        const shown_bottleneck *b = &p->bottlenecks[e];
        uint32_t at =
            side == ROLE_MENTEE ? place_in(b->mentees, b->mentee_count, id) : place_in(b->mentors, b->mentor_count, id);
        assert_true(at == NONE || found == NONE);
        found = at == NONE ? found : e;
    }
    return found;
}

static void check_members(const maker *m, const pairing *p, const made_graph *full, uint32_t most) {
    for (uint32_t i = 0; i < full->count[ROLE_MENTEE]; i++) {
        made_graph g = *full;
        bool short_somewhere = g.wish[i] > 0 && (g.wish[i]--, largest(g) == most);
        assert_int_equal(entry_of(p, ROLE_MENTEE, m->cohort.people[ROLE_MENTEE][i].id) != NONE, short_somewhere);
    }
    for (uint32_t j = 0; j < full->count[ROLE_MENTOR]; j++) {
        made_graph g = *full;
        g.place[j]++;
        assert_int_equal(entry_of(p, ROLE_MENTOR, m->cohort.people[ROLE_MENTOR][j].id) != NONE, largest(g) > most);
    }
}

static void check_arcs_stay_inside(const maker *m, const pairing *p, const made_graph *g) {
    for (uint32_t i = 0; i < g->count[ROLE_MENTEE]; i++) {
        uint32_t e = entry_of(p, ROLE_MENTEE, m->cohort.people[ROLE_MENTEE][i].id);
        for (uint32_t j = 0; e != NONE && j < g->count[ROLE_MENTOR]; j++) {
            uint32_t other = entry_of(p, ROLE_MENTOR, m->cohort.people[ROLE_MENTOR][j].id);
            if (g->arc[i][j]) {
                assert_true(other == e || (other == NONE && g->pair[i][j])); // else settled in every largest pairing
            }
        }
    }
}

// An entry is connected: from its first mentee, arcs reach all of it.
static void check_connected(const maker *m, const pairing *p, const made_graph *g, uint32_t e) {
    bool mentee[MADE_PEOPLE] = {false}, mentor[MADE_PEOPLE] = {false};
    uint32_t reached = 0;
    for (uint32_t i = 0; i < g->count[ROLE_MENTEE]; i++) {
        if (span_equal(m->cohort.people[ROLE_MENTEE][i].id, p->bottlenecks[e].mentees[0])) {
            mentee[i] = true;
        }
    }
    for (uint32_t round = 0; round < MADE_PEOPLE * 2; round++) {
        for (uint32_t i = 0; i < g->count[ROLE_MENTEE]; i++) {
            for (uint32_t j = 0; j < g->count[ROLE_MENTOR]; j++) {
                bool inside = entry_of(p, ROLE_MENTEE, m->cohort.people[ROLE_MENTEE][i].id) == e &&
                              entry_of(p, ROLE_MENTOR, m->cohort.people[ROLE_MENTOR][j].id) == e && g->arc[i][j];
                if (inside && (mentee[i] || mentor[j])) {
                    mentee[i] = mentor[j] = true;
                }
            }
        }
    }
    for (uint32_t k = 0; k < MADE_PEOPLE; k++) {
        reached += (mentee[k] ? 1u : 0u) + (mentor[k] ? 1u : 0u);
    }
    assert_int_equal(reached, p->bottlenecks[e].mentee_count + p->bottlenecks[e].mentor_count);
}

static void check_counts(const maker *m, const pairing *p, const made_graph *g, uint32_t most) {
    uint32_t unfilled = 0, without = 0;
    for (uint32_t i = 0; i < g->count[ROLE_MENTEE]; i++) {
        unfilled += g->wish[i];
    }
    for (uint32_t e = 0; e < p->bottleneck_count; e++) {
        const shown_bottleneck *b = &p->bottlenecks[e];
        uint32_t wishes = 0, places = 0, short_by = 0;
        for (uint32_t i = 0; i < g->count[ROLE_MENTEE]; i++) {
            if (place_in(b->mentees, b->mentee_count, m->cohort.people[ROLE_MENTEE][i].id) != NONE) {
                wishes += g->wish[i];
                short_by += g->wish[i] - graph_load(g, ROLE_MENTEE, i);
            }
        }
        for (uint32_t j = 0; j < g->count[ROLE_MENTOR]; j++) {
            if (place_in(b->mentors, b->mentor_count, m->cohort.people[ROLE_MENTOR][j].id) != NONE) {
                places += g->place[j];
            }
        }
        assert_int_equal(b->wishes, wishes);
        assert_int_equal(b->places, places);
        assert_int_equal(b->must_go_without, short_by);
        assert_int_equal((int64_t)b->wishes - b->places - b->settled_pairs, b->must_go_without);
        without += b->must_go_without;
        check_connected(m, p, g, e);
        if (e > 0) {
            const shown_bottleneck *before = b - 1;
            assert_true(
                before->must_go_without > b->must_go_without ||
                (before->must_go_without == b->must_go_without && span_compare(before->mentees[0], b->mentees[0]) < 0));
        }
    }
    assert_int_equal(without, unfilled - most);
}

static void assert_same_entries(const pairing *a, const pairing *b) {
    assert_int_equal(a->bottleneck_count, b->bottleneck_count);
    for (uint32_t e = 0; e < a->bottleneck_count; e++) {
        const shown_bottleneck *one = &a->bottlenecks[e], *other = &b->bottlenecks[e];
        assert_int_equal(one->mentee_count, other->mentee_count);
        assert_int_equal(one->mentor_count, other->mentor_count);
        for (uint32_t k = 0; k < one->mentee_count; k++) {
            assert_true(span_equal(one->mentees[k], other->mentees[k]));
        }
        for (uint32_t k = 0; k < one->mentor_count; k++) {
            assert_true(span_equal(one->mentors[k], other->mentors[k]));
        }
        assert_int_equal(one->wishes, other->wishes);
        assert_int_equal(one->pinned_places, other->pinned_places);
        assert_int_equal(one->settled_pairs, other->settled_pairs);
        assert_int_equal(one->must_go_without, other->must_go_without);
    }
}

static pairing *build(maker *m, const scoring *s, const made_graph *g) {
    pairing *p = NULL;
    const match_options options = {.alternatives = 3, .time_limit_s = 600};
    const solution *found = solution_of(m, g, LEVEL_MOST_MATCHED, true);
    assert_int_equal(pairing_build(&p, &m->c, &m->cohort, s, found, 1, &options, SPAN("mentorpair 0.1.0")), STATUS_OK);
    assert_true(p->has_bottlenecks);
    return p;
}

static void bottlenecks_mean_what_they_say(void **state) {
    (void)state;
    uint64_t start = 4711;
    size_t several = 0, settled = 0, pinned = 0;
    print_message("%d random cohorts from seed %llu\n", RANDOM_COHORTS, (unsigned long long)start);
    for (uint64_t n = 0; n < RANDOM_COHORTS; n++) {
        maker m;
        scoring *s = NULL;
        maker_random_cohort(&m, start + n, MOST_PEOPLE);
        assert_int_equal(scoring_create(&s, &m.c, &m.cohort, 1), STATUS_OK);
        made_graph one = graph_of(&m, 1), other = one;
        uint32_t most = graph_fill(&one, 0);
        assert_int_equal(graph_fill(&other, maker_pick(&m, MOST_PEOPLE)), most);
        pairing *p = build(&m, s, &one), *q = build(&m, s, &other);
        check_members(&m, p, &one, most);
        check_arcs_stay_inside(&m, p, &one);
        check_counts(&m, p, &one, most);
        assert_same_entries(p, q);
        for (uint32_t k = 0; k < p->unmatched_count; k++) {
            assert_int_equal(p->unmatched[k].bottleneck, entry_of(p, ROLE_MENTEE, p->unmatched[k].mentee));
        }
        several += p->bottleneck_count > 1 ? 1 : 0;
        for (uint32_t e = 0; e < p->bottleneck_count; e++) {
            settled += p->bottlenecks[e].settled_pairs > 0 ? 1 : 0;
            pinned += p->bottlenecks[e].pinned_places > 0 ? 1 : 0;
        }
        pairing_free(p);
        pairing_free(q);
        scoring_free(s);
        maker_end(&m);
        assert_int_equal(m.c.memory.live_bytes, 0);
    }
    print_message("with several entries %zu, with settled pairs %zu, with pinned places %zu\n", several, settled,
                  pinned);
    assert_true(several > 20 && settled > 20 && pinned > 20);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bottlenecks_mean_what_they_say),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
