// Why people stay without: every number against a slow search by the plain rules, every sentence word for word.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pairing/unmatched.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "scoring/draw.h"
#include "solution_maker.h"

enum { RANDOM_COHORTS = 1500, MOST_PEOPLE = 9 };

static pairing *build(maker *m, const scoring *s, const solution *found) {
    pairing *p = NULL;
    const match_options options = {.alternatives = 3, .time_limit_s = 600};
    assert_int_equal(pairing_build(&p, &m->c, &m->cohort, s, found, s->seed, &options, SPAN("mentorpair 0.1.0")),
                     STATUS_OK);
    return p;
}

// ---- against a slow search

typedef struct search {
    const cohort *h;
    uint64_t seed;
    uint32_t mentee;
} search;

static reason ruling(const search *s, const rules *under, uint32_t mentor) {
    return eligibility_in_full(s->h, under, s->seed, s->mentee, mentor);
}

static bool offers(const search *s, uint32_t mentor) {
    return s->h->people[ROLE_MENTOR][mentor].capacity > 0;
}

// The mentor with the highest score of those that are eligible, or else of those that may be nearest; NONE: nobody.
static uint32_t best_of(const search *s, bool eligible) {
    uint32_t best = NONE;
    int64_t best_rank = -1;
    for (uint32_t j = 0; j < s->h->count[ROLE_MENTOR]; j++) {
        reason why = ruling(s, &s->h->program->rules, j);
        bool counts = eligible ? why == REASON_ELIGIBLE : why > REASON_VETOED;
        int32_t weight = draw_weight(draw_key(s->seed, 1, ROLE_MENTEE, s->h->people[ROLE_MENTEE][s->mentee].id),
                                     draw_key(s->seed, 1, ROLE_MENTOR, s->h->people[ROLE_MENTOR][j].id));
        int64_t rank = (int64_t)score_of(s->h, s->mentee, j, NULL) * 65536 + weight;
        if (offers(s, j) && counts && rank > best_rank) {
            best = j;
            best_rank = rank;
        }
    }
    return best;
}

static void check_remedy(const search *s, const shown_unmatched *u) {
    uint32_t most = 0, opened_by = RULE_COUNT;
    int32_t best_bp = -1;
    for (rule r = RULE_MINIMUM_SCORE; r < RULE_COUNT; r++) {
        rules lifted = eligibility_without(&s->h->program->rules, r);
        uint32_t opens = 0;
        int32_t highest = -1;
        for (uint32_t j = 0; j < s->h->count[ROLE_MENTOR]; j++) {
            if (offers(s, j) && ruling(s, &s->h->program->rules, j) != REASON_ELIGIBLE &&
                ruling(s, &lifted, j) == REASON_ELIGIBLE) {
                int32_t score = score_of(s->h, s->mentee, j, NULL);
                opens++;
                highest = score > highest ? score : highest;
            }
        }
        if (opens > most) {
            most = opens;
            opened_by = r;
            best_bp = highest;
        }
    }
    assert_int_equal(u->has_remedy, most > 0);
    if (most > 0) {
        assert_true(span_equal(u->remedy.rule, span_of(rule_name((rule)opened_by))));
        assert_int_equal(u->remedy.opens, most);
        assert_int_equal(u->remedy.best_score_bp, best_bp);
    }
}

static uint32_t shown_count(const shown_ruled_out *list, uint32_t count, const char *code) {
    for (uint32_t i = 0; i < count; i++) {
        assert_true(list[i].count > 0);
        if (span_equal(list[i].code, span_of(code))) {
            return list[i].count;
        }
    }
    return 0;
}

static void check_ruled_out(const uint32_t *counts, const shown_ruled_out *list, uint32_t count) {
    assert_int_equal(shown_count(list, count, "decision"), counts[REASON_CONFLICT] + counts[REASON_VETOED]);
    uint32_t all = shown_count(list, count, "decision"), shown = 0;
    for (int r = REASON_SAME_PERSON; r < REASON_COUNT; r++) {
        if (r != REASON_CONFLICT && r != REASON_VETOED) {
            assert_int_equal(shown_count(list, count, reason_name((reason)r)), counts[r]);
            all += counts[r];
        }
    }
    for (uint32_t i = 0; i < count; i++) {
        shown += list[i].count;
    }
    assert_int_equal(shown, all);
}

static void check_unmatched(const search *s, const shown_unmatched *u) {
    uint32_t counts[REASON_COUNT] = {0};
    for (uint32_t j = 0; j < s->h->count[ROLE_MENTOR]; j++) {
        if (offers(s, j)) {
            counts[ruling(s, &s->h->program->rules, j)]++;
        }
    }
    assert_int_equal(u->eligible_mentors, counts[REASON_ELIGIBLE]);
    check_ruled_out(counts, u->ruled_out, u->ruled_out_count);
    uint32_t best = best_of(s, true), nearest = best_of(s, false);
    if (best != NONE) {
        assert_true(span_equal(u->best_mentor, s->h->people[ROLE_MENTOR][best].id));
        assert_int_equal(u->best_score_bp, score_of(s->h, s->mentee, best, NULL));
        assert_true(u->reason != UNMATCHED_NO_ELIGIBLE_MENTOR);
        assert_false(u->has_nearest);
        check_remedy(s, u);
        return;
    }
    assert_int_equal(u->reason, UNMATCHED_NO_ELIGIBLE_MENTOR);
    assert_int_equal(u->best_mentor.length, 0);
    assert_int_equal(u->best_score_bp, -1);
    assert_int_equal(u->has_nearest, nearest != NONE);
    if (nearest != NONE) {
        assert_true(span_equal(u->nearest.mentor, s->h->people[ROLE_MENTOR][nearest].id));
        assert_int_equal(u->nearest.score_bp, score_of(s->h, s->mentee, nearest, NULL));
        assert_true(span_equal(u->nearest.code, span_of(reason_name(ruling(s, &s->h->program->rules, nearest)))));
    }
    check_remedy(s, u);
}

static void check_reason(const search *s, const made_graph *g, const solution *found, const shown_unmatched *u) {
    bool only_pins = true;
    for (uint32_t j = 0; j < g->count[ROLE_MENTOR]; j++) {
        only_pins = only_pins && (!g->arc[s->mentee][j] || g->place[j] == 0);
    }
    made_graph copy = *g;
    unmatched_reason expected = u->eligible_mentors == 0        ? UNMATCHED_NO_ELIGIBLE_MENTOR
                                : only_pins                     ? UNMATCHED_PINNED
                                : !graph_add(&copy, s->mentee)  ? UNMATCHED_NO_PLACE
                                : found->stopped == STOPPED_NOT ? UNMATCHED_GOAL
                                                                : UNMATCHED_TIME_LIMIT;
    assert_int_equal(u->reason, expected);
    assert_true(u->because.length > 0 && u->because.text[u->because.length - 1] == '.');
}

static void check_free(const maker *m, const scoring *s, const made_graph *g, const shown_free_mentor *f) {
    const cohort *h = &m->cohort;
    uint32_t j = 0, counts[REASON_COUNT] = {0};
    while (!span_equal(h->people[ROLE_MENTOR][j].id, f->mentor)) {
        j++;
    }
    uint32_t pins = h->people[ROLE_MENTOR][j].capacity - g->place[j];
    assert_int_equal(f->free_places, g->place[j] - graph_load(g, ROLE_MENTOR, j));
    assert_int_equal(f->mentees, graph_load(g, ROLE_MENTOR, j) + pins);
    for (uint32_t i = 0; i < h->count[ROLE_MENTEE]; i++) {
        counts[eligibility_in_full(h, &h->program->rules, s->seed, i, j)]++;
    }
    assert_int_equal(f->eligible_mentees, counts[REASON_ELIGIBLE]);
    check_ruled_out(counts, f->ruled_out, f->ruled_out_count);
}

static void check_summary(const pairing *p, const made_graph *g, const cohort *h, uint64_t seed) {
    uint64_t eligible = 0;
    uint32_t free_places = 0, places = 0;
    for (uint32_t j = 0; j < g->count[ROLE_MENTOR]; j++) {
        places += h->people[ROLE_MENTOR][j].capacity;
        free_places += g->place[j] - graph_load(g, ROLE_MENTOR, j);
        for (uint32_t i = 0; i < g->count[ROLE_MENTEE]; i++) {
            eligible += h->people[ROLE_MENTOR][j].capacity > 0 &&
                                eligibility_in_full(h, &h->program->rules, seed, i, j) == REASON_ELIGIBLE
                            ? 1
                            : 0;
        }
    }
    assert_int_equal(p->summary.eligible_pairs, eligible);
    assert_int_equal(p->summary.places, places);
    assert_int_equal(p->summary.free_places, free_places);
    assert_int_equal(p->summary.matched_mentees + p->summary.unmatched_mentees, h->count[ROLE_MENTEE]);
    assert_int_equal(p->unmatched_count, p->summary.unmatched_mentees);
}

// Some pairs at random, neither most nor sensible: what is said about them must hold all the same.
static void take_some(maker *m, made_graph *g) {
    for (uint32_t i = 0; i < g->count[ROLE_MENTEE]; i++) {
        for (uint32_t j = 0; j < g->count[ROLE_MENTOR]; j++) {
            g->pair[i][j] = g->arc[i][j] && maker_pick(m, 3) == 0 && graph_load(g, ROLE_MENTEE, i) < g->wish[i] &&
                            graph_load(g, ROLE_MENTOR, j) < g->place[j];
        }
    }
}

static void numbers_agree_with_a_slow_search(void **state) {
    (void)state;
    uint64_t start = 990;
    size_t reasons[UNMATCHED_TIME_LIMIT + 1] = {0}, remedies = 0;
    print_message("%d random cohorts from seed %llu\n", RANDOM_COHORTS, (unsigned long long)start);
    for (uint64_t n = 0; n < RANDOM_COHORTS; n++) {
        maker m;
        scoring *s = NULL;
        maker_random_cohort(&m, start + n, MOST_PEOPLE);
        assert_int_equal(scoring_create(&s, &m.c, &m.cohort, n), STATUS_OK);
        made_graph g = graph_of(&m, n);
        take_some(&m, &g);
        solution *found = solution_of(&m, &g, LEVEL_BEST_TOTAL, true);
        found->stopped = n % 3 == 0 ? STOPPED_TIME_LIMIT : STOPPED_NOT;
        pairing *p = build(&m, s, found);
        check_summary(p, &g, &m.cohort, n);
        assert_false(p->has_bottlenecks);
        for (uint32_t k = 0; k < p->unmatched_count; k++) {
            search one = {&m.cohort, n, 0};
            while (!span_equal(m.cohort.people[ROLE_MENTEE][one.mentee].id, p->unmatched[k].mentee)) {
                one.mentee++;
            }
            check_unmatched(&one, &p->unmatched[k]);
            check_reason(&one, &g, found, &p->unmatched[k]);
            reasons[p->unmatched[k].reason]++;
            remedies += p->unmatched[k].has_remedy ? 1 : 0;
        }
        for (uint32_t k = 0; k < p->free_mentor_count; k++) {
            check_free(&m, s, &g, &p->free_mentors[k]);
        }
        // The same count of eligible pairs row by row, as where there is no table of classes.
        uint64_t by_class = p->summary.eligible_pairs;
        pairing_free(p);
        s->class_scores = NULL;
        p = build(&m, s, found);
        assert_int_equal(p->summary.eligible_pairs, by_class);
        pairing_free(p);
        scoring_free(s);
        maker_end(&m);
        assert_int_equal(m.c.memory.live_bytes, 0);
    }
    for (int r = 0; r <= UNMATCHED_TIME_LIMIT; r++) {
        print_message("%s: %zu\n", unmatched_reason_name((unmatched_reason)r), reasons[r]);
        assert_true(reasons[r] > 5);
    }
    assert_true(remedies > 100);
}

// ---- sentences

// Mentee 0 before three mentors, by a committee's reading; everybody else has nothing to do with it.
typedef struct scene {
    maker m;
    criterion *reading;
    scoring *s;
    pairing *p;
} scene;

static scene the_scene;

static int begin(void **state) {
    (void)state;
    scene *c = &the_scene;
    *c = (scene){0};
    maker_begin(&c->m, 2, 3);
    c->reading = maker_criterion(&c->m, "Reading", KIND_GIVEN, 1, NONE);
    c->m.program.rules.minimum_score_bp = 6000;
    c->m.program.rules.minimum_stage_gap = 1;
    return 0;
}

static int end(void **state) {
    (void)state;
    scene *c = &the_scene;
    pairing_free(c->p);
    scoring_free(c->s);
    maker_end(&c->m);
    return c->m.c.memory.live_bytes == 0 ? 0 : -1;
}

static void give(uint32_t mentee, int32_t first, int32_t second, int32_t third) {
    const int32_t scores[] = {first, second, third};
    for (uint32_t j = 0; j < 3; j++) {
        maker_give(&the_scene.m, the_scene.reading, mentee, j, scores[j]);
    }
}

// Pairs as listed, mentor + 1 for each mentee; 0: none.
static void pair(uint32_t first, uint32_t second, level_kind level, stopped how) {
    scene *c = &the_scene;
    assert_int_equal(scoring_create(&c->s, &c->m.c, &c->m.cohort, 1), STATUS_OK);
    made_graph g = graph_of(&c->m, 1);
    if (first > 0) {
        g.pair[0][first - 1] = true;
    }
    if (second > 0) {
        g.pair[1][second - 1] = true;
    }
    solution *found = solution_of(&c->m, &g, level, how == STOPPED_NOT);
    found->stopped = how;
    c->p = build(&c->m, c->s, found);
}

static void assert_unmatched(unmatched_reason why, const char *because) {
    assert_true(the_scene.p->unmatched_count > 0);
    assert_int_equal(the_scene.p->unmatched[0].reason, why);
    assert_string_equal(the_scene.p->unmatched[0].because.text, because);
}

static void nobody_suits(void **state) {
    (void)state;
    maker *m = &the_scene.m;
    give(0, 4750, 9000, 7000);
    maker_stage(m, ROLE_MENTEE, 0, 3);
    maker_stage(m, ROLE_MENTOR, 0, 4);
    maker_stage(m, ROLE_MENTOR, 1, 3);
    maker_stage(m, ROLE_MENTOR, 2, 2);
    pair(0, 0, LEVEL_MOST_MATCHED, STOPPED_NOT);
    assert_unmatched(UNMATCHED_NO_ELIGIBLE_MENTOR,
                     "No mentor suits: 2 are not a stage ahead, 1 fits below 60\xC2\xA0%."
                     " The nearest is Mentor 1: fit 90.0\xC2\xA0%, but not a stage ahead.");
    const shown_unmatched *u = the_scene.p->unmatched;
    assert_int_equal(u->ruled_out_count, 2);
    assert_string_equal(u->ruled_out[0].code.text, "stage_gap");
    assert_true(u->has_remedy);
    assert_string_equal(u->remedy.rule.text, "minimum_stage_gap");
    assert_int_equal(u->remedy.opens, 2);
    assert_int_equal(u->remedy.best_score_bp, 9000);
}

static void the_nearest_is_below_the_minimum(void **state) {
    (void)state;
    maker *m = &the_scene.m;
    give(0, 5996, 3000, 7000);
    maker_veto(m, 0, 2, "");
    maker_person(m, ROLE_MENTEE, 0)->institution = maker_person(m, ROLE_MENTOR, 1)->institution = 3;
    pair(0, 0, LEVEL_MOST_MATCHED, STOPPED_NOT);
    assert_unmatched(UNMATCHED_NO_ELIGIBLE_MENTOR,
                     "No mentor suits: 1 by a decision, 1 from the same institution, 1 fits below 60\xC2\xA0%."
                     " The nearest is Mentor 0: fit 59.96\xC2\xA0%, but 60\xC2\xA0% is needed.");
    assert_string_equal(the_scene.p->unmatched[0].remedy.rule.text, "minimum_score");
}

static void nobody_offers_a_place(void **state) {
    (void)state;
    for (uint32_t j = 0; j < 3; j++) {
        maker_person(&the_scene.m, ROLE_MENTOR, j)->capacity = 0;
    }
    give(0, 9000, 9000, 9000);
    pair(0, 0, LEVEL_MOST_MATCHED, STOPPED_NOT);
    assert_unmatched(UNMATCHED_NO_ELIGIBLE_MENTOR, "No mentor who applied has a place to offer.");
    assert_int_equal(the_scene.p->summary.eligible_pairs, 0);
    assert_int_equal(the_scene.p->summary.mentors_without_mentee, 0);
    assert_int_equal(the_scene.p->free_mentor_count, 0);
}

static void the_one_mentor_is_full(void **state) {
    (void)state;
    give(0, 8250, 0, 0);
    give(1, 9000, 0, 0);
    pair(0, 1, LEVEL_MOST_MATCHED, STOPPED_NOT);
    assert_unmatched(UNMATCHED_NO_PLACE, "One mentor suits and is full in every best pairing; fit 82.5\xC2\xA0%.");
}

static void all_mentors_are_full(void **state) {
    (void)state;
    give(0, 8084, 7000, 0);
    give(1, 9000, 9000, 0);
    maker_person(&the_scene.m, ROLE_MENTEE, 1)->capacity = 2;
    scene *c = &the_scene;
    assert_int_equal(scoring_create(&c->s, &c->m.c, &c->m.cohort, 1), STATUS_OK);
    made_graph g = graph_of(&c->m, 1);
    g.pair[1][0] = g.pair[1][1] = true;
    c->p = build(&c->m, c->s, solution_of(&c->m, &g, LEVEL_MOST_MATCHED, true));
    assert_unmatched(UNMATCHED_NO_PLACE,
                     "2 mentors suit, and all are full in every best pairing; best fit 80.8\xC2\xA0%.");
    assert_int_equal(c->p->bottleneck_count, 1);
    assert_int_equal(c->p->bottlenecks[0].wishes, 3);
}

static void pins_fill_the_places(void **state) {
    (void)state;
    give(0, 8000, 0, 0);
    maker_pin(&the_scene.m, 1, 0, "asked");
    pair(0, 0, LEVEL_MOST_MATCHED, STOPPED_NOT);
    assert_unmatched(UNMATCHED_PINNED, "One mentor suits; the committee's pins fill every place there.");
}

static void another_goal_comes_first(void **state) {
    (void)state;
    give(0, 8000, 6500, 0);
    give(1, 9000, 0, 0);
    pair(0, 1, LEVEL_BEST_WORST, STOPPED_NOT);
    assert_unmatched(UNMATCHED_GOAL,
                     "Could be paired with Mentor 0 (fit 80.0\xC2\xA0%), but the first goal, a weakest pair as good as "
                     "possible, is met better without.");
    assert_int_equal(the_scene.p->free_mentor_count, 2);
    assert_string_equal(the_scene.p->free_mentors[0].because.text,
                        "1 mentee suits, of whom 1 is unpaired. An earlier goal is met better without.");
}

static void the_limit_struck(void **state) {
    (void)state;
    give(0, 8000, 6500, 0);
    pair(0, 0, LEVEL_MOST_MATCHED, STOPPED_TIME_LIMIT);
    assert_unmatched(UNMATCHED_TIME_LIMIT, "The time limit struck before this was settled.");
}

static void a_place_nobody_unpaired_could_use(void **state) {
    (void)state;
    maker *m = &the_scene.m;
    give(0, 0, 0, 0);
    give(1, 9000, 8000, 7000);
    maker_stage(m, ROLE_MENTOR, 2, 1);
    maker_stage(m, ROLE_MENTEE, 0, 1);
    maker_stage(m, ROLE_MENTEE, 1, 2);
    pair(0, 1, LEVEL_MOST_MATCHED, STOPPED_NOT);
    assert_int_equal(the_scene.p->free_mentor_count, 2);
    assert_string_equal(
        the_scene.p->free_mentors[0].because.text,
        "1 mentee suits and is paired elsewhere. Moving that one here would give no unpaired mentee a place.");
    assert_string_equal(the_scene.p->free_mentors[1].because.text,
                        "No mentee suits: 2 would need a mentor further ahead.");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(nobody_suits, begin, end),
        cmocka_unit_test_setup_teardown(the_nearest_is_below_the_minimum, begin, end),
        cmocka_unit_test_setup_teardown(nobody_offers_a_place, begin, end),
        cmocka_unit_test_setup_teardown(the_one_mentor_is_full, begin, end),
        cmocka_unit_test_setup_teardown(all_mentors_are_full, begin, end),
        cmocka_unit_test_setup_teardown(pins_fill_the_places, begin, end),
        cmocka_unit_test_setup_teardown(another_goal_comes_first, begin, end),
        cmocka_unit_test_setup_teardown(the_limit_struck, begin, end),
        cmocka_unit_test_setup_teardown(a_place_nobody_unpaired_could_use, begin, end),
        cmocka_unit_test(numbers_agree_with_a_slow_search),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
