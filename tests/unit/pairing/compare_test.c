// What changed between two pairings: every kind of difference, alone and together; random pairings against counting by
// hand; want of memory.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "pairing/compare.h"
#include "random_pairing.h"

typedef struct desk {
    context c;
    arena a;
    pairing *p[COMPARED_SIDES];
    comparison d;
} desk;

static void add_person(pairing *p, role side, const char *id, const char *name, const char *email) {
    arena *a = &p->arena;
    shown_person *one = &p->people[side][p->people_count[side]++];
    shown_value *values = arena_alloc(a, 5, sizeof *values);
    one->id = span_of(id);
    values[0] = (shown_value){.key = SPAN("id"), .kind = SHOWN_TEXT, .text = one->id};
    values[1] = (shown_value){.key = SPAN("name"), .kind = SHOWN_TEXT, .text = span_of(name)};
    values[2] = (shown_value){.key = SPAN("email"), .kind = SHOWN_TEXT, .text = span_of(email)};
    one->values = values;
    one->value_count = 3;
}

static void add_answer(pairing *p, role side, uint32_t number, const char *key, const char *text) {
    shown_person *one = &p->people[side][number];
    one->values[one->value_count++] = (shown_value){.key = span_of(key), .kind = SHOWN_TEXT, .text = span_of(text)};
}

static void add_pair(pairing *p, uint32_t mentee, uint32_t mentor, int32_t score_bp) {
    p->pairs[p->pair_count++] = (shown_pair){
        .mentee = p->people[ROLE_MENTEE][mentee].id, .mentor = p->people[ROLE_MENTOR][mentor].id, .score_bp = score_bp};
}

static void add_level(pairing *p, level_kind level, int64_t value) {
    p->objective[p->objective_count++] =
        (level_result){.level = level, .has_value = true, .value = value, .bound = value, .proven = true};
}

// A pairing of nobody under a program that says `edits` ("" or "KEY=VALUE").
static pairing *empty(desk *d, const char *edits) {
    pairing *p = memory_alloc(&d->c.memory, 1, sizeof *p);
    const span edit = span_of(edits);
    assert_non_null(p);
    p->arena = arena_over(&d->c.memory);
    assert_int_equal(
        program_read_edited(&p->checked, &d->c, SPAN(""), SPAN(""), &(program_edits){&edit, edit.length > 0}),
        STATUS_OK);
    assert_int_equal(program_shown(&p->program, &p->arena, p->checked), STATUS_OK);
    for (role side = 0; side < ROLE_COUNT; side++) {
        p->people[side] = arena_alloc(&p->arena, 8, sizeof *p->people[side]);
    }
    p->pairs = arena_alloc(&p->arena, 8, sizeof *p->pairs);
    p->objective = arena_alloc(&p->arena, 8, sizeof *p->objective);
    p->inputs = arena_alloc(&p->arena, 8, sizeof *p->inputs);
    p->asides = arena_alloc(&p->arena, 8, sizeof *p->asides);
    p->decisions = arena_alloc(&p->arena, 8, sizeof *p->decisions);
    p->tool = SPAN("mentorpair 0.1.0");
    p->seed = 1;
    return p;
}

// Mentees e0..e3 and mentors r0..r3; e0 with r0, e1 with r1, e2 with r2; e3 and r3 are without.
static pairing *usual(desk *d, const char *edits) {
    static const char *const MENTEES[] = {"e0", "e1", "e2", "e3"}, *const MENTORS[] = {"r0", "r1", "r2", "r3"};
    pairing *p = empty(d, edits);
    for (uint32_t i = 0; i < 4; i++) {
        span mentee = arena_format(&p->arena, "%s@x.org", MENTEES[i]),
             mentor = arena_format(&p->arena, "%s@x.org", MENTORS[i]);
        add_person(p, ROLE_MENTEE, MENTEES[i], MENTEES[i], mentee.text);
        add_person(p, ROLE_MENTOR, MENTORS[i], MENTORS[i], mentor.text);
    }
    for (uint32_t i = 0; i < 3; i++) {
        add_pair(p, i, i, 8000);
    }
    add_level(p, LEVEL_MOST_MATCHED, 3);
    add_level(p, LEVEL_BEST_TOTAL, 24000);
    add_level(p, LEVEL_DRAW, 77);
    return p;
}

static void begin(desk *d, const char *old_edits, const char *new_edits) {
    *d = (desk){.c = {.memory = {0}}};
    context_init(&d->c, (host){0});
    d->a = arena_over(&d->c.memory);
    d->p[COMPARED_OLD] = usual(d, old_edits);
    d->p[COMPARED_NEW] = usual(d, new_edits);
}

static const comparison *compared(desk *d) {
    assert_int_equal(
        compare_pairings(&d->d, &d->a, &d->c, d->p[COMPARED_OLD], d->p[COMPARED_NEW], (compare_helped){.new = false}),
        STATUS_OK);
    return &d->d;
}

static void end(desk *d) {
    pairing_free(d->p[COMPARED_OLD]);
    pairing_free(d->p[COMPARED_NEW]);
    arena_free(&d->a);
    context_free(&d->c);
    assert_int_equal(d->c.memory.live_bytes, 0);
}

static const compared_person *person_of(const comparison *c, role as, const char *id) {
    for (uint32_t i = 0; i < c->people_count[as]; i++) {
        if (span_equal(c->people[as][i].id, span_of(id))) {
            return &c->people[as][i];
        }
    }
    fail_msg("nobody is called %s", id);
    return NULL;
}

static const compared_level *level_of(const comparison *c, level_kind level) {
    for (uint32_t i = 0; i < c->level_count; i++) {
        if (c->levels[i].level == level) {
            return &c->levels[i];
        }
    }
    fail_msg("no level %s", level_name(level));
    return NULL;
}

#define assert_text(actual, expected) assert_string_equal(arena_copy(&d.a, (actual)).text, (expected))

static void the_same(void **state) {
    (void)state;
    desk d;
    begin(&d, "", "");
    const comparison *c = compared(&d);
    assert_true(c->same_pairs);
    assert_false(c->only_the_draw); // there is no difference that the draw could have made
    assert_int_equal(c->kept, 3);
    assert_int_equal(c->added + c->lost + c->rescored, 0);
    assert_int_equal(c->input_count + c->answers_count + c->decisions_count + c->key_count, 0);
    assert_int_equal(c->level_count, 2); // the draw is no goal
    for (uint32_t i = 0; i < 2; i++) {
        assert_int_equal(c->levels[i].better, COMPARED_EQUAL);
    }
    end(&d);
}

static void pairs_and_people(void **state) {
    (void)state;
    desk d;
    begin(&d, "", "");
    pairing *new = d.p[COMPARED_NEW];
    new->pairs[0].mentor =
        SPAN("r1"); // e0 moves from r0 to r1, e1 is left without, e3 comes in with r3; e2 and r2 fit better
    new->pairs[1] = (shown_pair){.mentee = SPAN("e2"), .mentor = SPAN("r2"), .score_bp = 9000};
    new->pairs[2] = (shown_pair){.mentee = SPAN("e3"), .mentor = SPAN("r3"), .score_bp = 7000};
    const comparison *c = compared(&d);
    assert_false(c->same_pairs);
    assert_int_equal(c->kept, 1);
    assert_int_equal(c->added, 2);
    assert_int_equal(c->lost, 2);
    assert_int_equal(c->rescored, 1);
    assert_int_equal(c->pair_count, 5);
    assert_int_equal(compare_change(person_of(c, ROLE_MENTEE, "e0")), COMPARED_MOVED);
    assert_int_equal(compare_change(person_of(c, ROLE_MENTEE, "e1")), COMPARED_NEWLY_WITHOUT);
    assert_int_equal(compare_change(person_of(c, ROLE_MENTEE, "e2")), COMPARED_UNCHANGED);
    assert_int_equal(compare_change(person_of(c, ROLE_MENTEE, "e3")), COMPARED_NEWLY_PAIRED);
    assert_int_equal(compare_change(person_of(c, ROLE_MENTOR, "r0")), COMPARED_NEWLY_WITHOUT);
    assert_int_equal(compare_change(person_of(c, ROLE_MENTOR, "r1")), COMPARED_MOVED);
    assert_int_equal(compare_change(person_of(c, ROLE_MENTOR, "r3")), COMPARED_NEWLY_PAIRED);
    end(&d);
}

static void several_mentors(void **state) {
    (void)state;
    desk d;
    begin(&d, "", "");
    add_pair(d.p[COMPARED_NEW], 2, 3, 5000); // e2 has r3 besides r2
    const comparison *c = compared(&d);
    assert_int_equal(c->kept, 3);
    assert_int_equal(c->added, 1);
    const compared_person *e2 = person_of(c, ROLE_MENTEE, "e2");
    assert_int_equal(compare_change(e2), COMPARED_MOVED);
    assert_int_equal(e2->kept, 1);
    assert_int_equal(e2->pairs[COMPARED_NEW], 2);
    end(&d);
}

static void who_has_joined_and_left(void **state) {
    (void)state;
    desk d;
    begin(&d, "", "");
    pairing *new = d.p[COMPARED_NEW];
    // e3 has left (late in neither), r2 has withdrawn, "e9" has joined and is in the place of e2's r2.
    new->people[ROLE_MENTEE][3] = (shown_person){.id = SPAN("")};
    new->people_count[ROLE_MENTEE] = 3;
    add_person(new, ROLE_MENTEE, "e9", "e9", "e9@x.org");
    new->people[ROLE_MENTOR][2] = new->people[ROLE_MENTOR][3];
    new->people_count[ROLE_MENTOR] = 3;
    new->pair_count = 2;
    new->asides[new->aside_count++] =
        (shown_aside){.role = SPAN("mentors"), .who = SPAN("r2"), .code = SPAN("superseded"), .because = SPAN("x")};
    new->asides[new->aside_count++] =
        (shown_aside){.role = SPAN("mentors"), .who = SPAN("r2"), .code = SPAN("withdrawn"), .because = SPAN("y")};
    new->asides[new->aside_count++] =
        (shown_aside){.role = SPAN("mentees"), .who = SPAN("r2"), .code = SPAN("late"), .because = SPAN("z")};
    d.p[COMPARED_OLD]->asides[d.p[COMPARED_OLD]->aside_count++] =
        (shown_aside){.role = SPAN("mentees"), .who = SPAN("e9"), .code = SPAN("late"), .because = SPAN("z")};
    const comparison *c = compared(&d);
    assert_int_equal(c->people_count[ROLE_MENTEE], 5);
    assert_int_equal(compare_change(person_of(c, ROLE_MENTEE, "e3")), COMPARED_LEFT);
    assert_null(person_of(c, ROLE_MENTEE, "e3")->why[COMPARED_NEW]);
    assert_int_equal(compare_change(person_of(c, ROLE_MENTEE, "e9")), COMPARED_JOINED);
    assert_text(person_of(c, ROLE_MENTEE, "e9")->why[COMPARED_OLD]->code, "late");
    assert_int_equal(compare_change(person_of(c, ROLE_MENTOR, "r2")), COMPARED_LEFT);
    assert_text(person_of(c, ROLE_MENTOR, "r2")->why[COMPARED_NEW]->code, "withdrawn");
    assert_int_equal(compare_change(person_of(c, ROLE_MENTEE, "e2")), COMPARED_NEWLY_WITHOUT);
    end(&d);
}

static void a_person_is_an_address(void **state) {
    (void)state;
    desk d;
    begin(&d, "", "");
    pairing *new = d.p[COMPARED_NEW];
    // e0 has a new id and the same address; e1 the same id and name and a new address; e2's id is now somebody else's.
    new->people[ROLE_MENTEE][0].id = SPAN("A0");
    new->people[ROLE_MENTEE][0].values[2].text = SPAN("E0@X.ORG");
    new->pairs[0].mentee = SPAN("A0");
    new->people[ROLE_MENTEE][1].values[2].text = SPAN("new@x.org");
    new->people[ROLE_MENTEE][2].values[1].text = SPAN("Somebody Else");
    new->people[ROLE_MENTEE][2].values[2].text = SPAN("else@x.org");
    const comparison *c = compared(&d);
    assert_int_equal(c->people_count[ROLE_MENTEE], 5);
    assert_int_equal(c->kept, 2);
    assert_int_equal(compare_change(person_of(c, ROLE_MENTEE, "A0")), COMPARED_UNCHANGED);
    assert_int_equal(compare_change(person_of(c, ROLE_MENTEE, "e1")), COMPARED_UNCHANGED);
    uint32_t joined = 0, left = 0;
    for (uint32_t i = 0; i < c->people_count[ROLE_MENTEE]; i++) {
        joined += compare_change(&c->people[ROLE_MENTEE][i]) == COMPARED_JOINED;
        left += compare_change(&c->people[ROLE_MENTEE][i]) == COMPARED_LEFT;
    }
    assert_int_equal(joined, 1);
    assert_int_equal(left, 1);
    end(&d);
}

static void only_the_draw(void **state) {
    (void)state;
    desk d;
    for (int what = 0; what < 4; what++) {
        begin(&d, "draw.seed=1", what == 1 ? "rules.minimum_score=1" : "draw.seed=2");
        pairing *new = d.p[COMPARED_NEW];
        new->pairs[0].mentor = SPAN("r1");
        new->pairs[1].mentor = SPAN("r0");
        new->objective[1].proven = what != 2;
        new->pairs[0].score_bp -= what == 3;
        assert_int_equal(compared(&d)->only_the_draw, what == 0);
        end(&d);
    }
}

// What a comparison of shown answers cannot see may have made the difference all the same.
static void not_only_the_draw(void **state) {
    (void)state;
    static const struct {
        const char *role, *edit;
        bool only;
    } CASES[] = {
        {"mentees", "", true},
        {"program", "", true},
        {"decisions", "private=[gender]", true},
        {"past", "", false},
        {"given", "", false},
        {"previous", "", false},
        {"mentees", "private=[x]", false},
        {"mentors", "private=[x]", false},
        {"applications", "private=[x]", false},
        {"program", "private=[x]", false},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        desk d;
        begin(&d, CASES[i].edit, CASES[i].edit);
        pairing *new = d.p[COMPARED_NEW];
        new->pairs[0].mentor = SPAN("r1");
        new->pairs[1].mentor = SPAN("r0");
        new->inputs[new->input_count++] =
            (shown_input){.role = span_of(CASES[i].role), .file = SPAN("a"), .sha256 = "aa"};
        assert_int_equal(compared(&d)->only_the_draw, CASES[i].only);
        end(&d);
    }
}

// A value that a result states and its pairs belie.
static void stated_values_are_measured(void **state) {
    (void)state;
    static const level_kind MEASURED[] = {LEVEL_BEST_WORST, LEVEL_FAIREST, LEVEL_BEST_TOTAL, LEVEL_MOST_MATCHED,
                                          LEVEL_MOST_MENTORS};
    for (size_t i = 0; i < sizeof MEASURED / sizeof MEASURED[0]; i++) {
        desk d;
        begin(&d, "", "");
        for (compared_side side = 0; side < COMPARED_SIDES; side++) {
            d.p[side]->objective_count = 0;
            add_level(d.p[side], MEASURED[i], side == COMPARED_OLD ? 1 : 2);
            add_level(d.p[side], LEVEL_PRIORITY_MATCHED, side == COMPARED_OLD ? 1 : 2); // its pairs cannot tell
        }
        const comparison *c = compared(&d);
        assert_int_equal(c->levels[0].value[COMPARED_OLD], c->levels[0].value[COMPARED_NEW]);
        assert_true(c->levels[0].value[COMPARED_OLD] > 2);
        assert_int_equal(c->levels[0].by, 0);
        assert_int_equal(c->levels[0].better, COMPARED_EQUAL);
        assert_int_equal(c->levels[1].by, 1);
        end(&d);
    }
}

static void goals(void **state) {
    (void)state;
    desk d;
    begin(&d, "", "");
    pairing *new = d.p[COMPARED_NEW];
    new->objective_count = 0;
    add_level(new, LEVEL_FEWEST_CHANGES, 3);
    add_level(new, LEVEL_BEST_WORST, 8000);
    add_level(new, LEVEL_BEST_TOTAL, 24000);
    add_level(new, LEVEL_MOST_MENTORS, 3);
    new->objective[2].proven = false;
    d.p[COMPARED_OLD]->pairs[0].score_bp = 7000;
    d.p[COMPARED_OLD]->objective[1].value = 23000;
    const comparison *c = compared(&d);
    assert_int_equal(c->level_count, 5);
    const compared_level *l = &c->levels[0];
    assert_int_equal(l->level, LEVEL_FEWEST_CHANGES);
    assert_false(l->known[COMPARED_OLD]);
    assert_int_equal(l->better, COMPARED_UNKNOWN);
    l = level_of(c, LEVEL_BEST_WORST); // measured where it is no goal
    assert_null(l->goal[COMPARED_OLD]);
    assert_int_equal(l->value[COMPARED_OLD], 7000);
    assert_int_equal(l->better, COMPARED_NEW_BETTER);
    assert_int_equal(l->by, 1000);
    l = level_of(c, LEVEL_BEST_TOTAL);
    assert_int_equal(l->by, 1000);
    assert_false(l->goal[COMPARED_NEW]->proven);
    assert_int_equal(level_of(c, LEVEL_MOST_MENTORS)->value[COMPARED_OLD], 3);
    l = &c->levels[4];
    assert_int_equal(l->level, LEVEL_MOST_MATCHED);
    assert_null(l->goal[COMPARED_NEW]);
    assert_int_equal(l->value[COMPARED_NEW], 3);
    assert_int_equal(l->better, COMPARED_EQUAL);
    end(&d);
}

static void helped_goals_and_files_are_nobodys(void **state) {
    (void)state;
    desk d;
    begin(&d, "", "");
    pairing *new = d.p[COMPARED_NEW];
    add_level(new, LEVEL_FEWEST_CHANGES, 3);
    new->inputs[new->input_count++] = (shown_input){.role = SPAN("previous"), .file = SPAN("p.json"), .has_rows = true};
    assert_int_equal(compare_pairings(&d.d, &d.a, &d.c, d.p[COMPARED_OLD], new, (compare_helped){.new = true}),
                     STATUS_OK);
    assert_int_equal(d.d.level_count, 2);
    assert_int_equal(d.d.input_count, 0);
    assert_int_equal(compared(&d)->level_count, 3);
    assert_int_equal(d.d.input_count, 1);
    end(&d);
}

// Scores of three pairs on each side; who is fairer, and at which percent the two part.
static void fairness(void **state) {
    (void)state;
    static const struct {
        int32_t old[3], new[3];
        compared_better better;
        int32_t percent;
    } CASES[] = {
        {{5000, 6000, 7000}, {5000, 6000, 7000}, COMPARED_EQUAL, -1},
        {{5000, 6000, 7000}, {5099, 6001, 7000}, COMPARED_EQUAL, -1}, // whole percents
        {{5000, 6000, 7000}, {5100, 5200, 5300}, COMPARED_NEW_BETTER, 50},
        {{5000, 6000, 7000}, {5000, 5000, 9900}, COMPARED_OLD_BETTER, 50},
        {{5000, 6000, 7000}, {5000, 6100, 6100}, COMPARED_NEW_BETTER, 60},
    };
    for (size_t k = 0; k < sizeof CASES / sizeof *CASES; k++) {
        desk d;
        begin(&d, "", "");
        for (uint32_t i = 0; i < 3; i++) {
            d.p[COMPARED_OLD]->pairs[i].score_bp = CASES[k].old[i];
            d.p[COMPARED_NEW]->pairs[i].score_bp = CASES[k].new[i];
        }
        add_level(d.p[COMPARED_NEW], LEVEL_FAIREST, CASES[k].new[0] / 100);
        const compared_level *l = level_of(compared(&d), LEVEL_FAIREST);
        assert_int_equal(l->better, CASES[k].better);
        assert_int_equal(l->lowest_difference.percent, CASES[k].percent);
        end(&d);
    }
}

static void fairness_of_two_sizes(void **state) {
    (void)state;
    desk d;
    begin(&d, "", "");
    d.p[COMPARED_NEW]->pairs[3] = (shown_pair){.mentee = SPAN("e3"), .mentor = SPAN("r3"), .score_bp = 9000};
    d.p[COMPARED_NEW]->pair_count = 4; // one more pair above all others is neither fairer nor less fair
    add_level(d.p[COMPARED_NEW], LEVEL_FAIREST, 80);
    assert_int_equal(level_of(compared(&d), LEVEL_FAIREST)->better, COMPARED_EQUAL);
    d.p[COMPARED_NEW]->pairs[3].score_bp = 1000;
    assert_int_equal(level_of(compared(&d), LEVEL_FAIREST)->better, COMPARED_OLD_BETTER);
    end(&d);
}

static void inputs(void **state) {
    (void)state;
    desk d;
    begin(&d, "", "");
    pairing *old = d.p[COMPARED_OLD], *new = d.p[COMPARED_NEW];
    old->inputs[0] = (shown_input){.role = SPAN("program"), .file = SPAN("program.yaml"), .sha256 = "aa"};
    old->inputs[1] = (shown_input){
        .role = SPAN("mentors"), .file = SPAN("mentors.csv"), .sha256 = "bb", .is_applications = true, .rows = 3};
    old->inputs[2] = (shown_input){.role = SPAN("decisions"), .file = SPAN("decisions.csv"), .sha256 = "cc"};
    old->input_count = 3;
    new->inputs[0] = old->inputs[0];
    new->inputs[1] = (shown_input){
        .role = SPAN("mentors"), .file = SPAN("more.csv"), .sha256 = "dd", .is_applications = true, .rows = 1};
    new->inputs[2] = (shown_input){.role = SPAN("mentors"),
                                   .file = SPAN("mentors.csv"),
                                   .sha256 = "bb",
                                   .is_applications = true,
                                   .rows = 3,
                                   .set_aside = 1};
    new->inputs[3] = (shown_input){.role = SPAN("past"), .file = SPAN("past/1.csv"), .sha256 = "ee"};
    new->input_count = 4;
    const comparison *c = compared(&d);
    assert_int_equal(c->input_count, 4);
    assert_null(c->inputs[0].file[COMPARED_OLD]); // more.csv is no namesake of mentors.csv
    assert_text(c->inputs[0].file[COMPARED_NEW]->file, "more.csv");
    assert_text(c->inputs[1].file[COMPARED_OLD]->file, "mentors.csv");
    assert_int_equal(c->inputs[1].file[COMPARED_NEW]->set_aside, 1);
    assert_text(c->inputs[2].file[COMPARED_NEW]->role, "past");
    assert_null(c->inputs[3].file[COMPARED_NEW]);
    assert_text(c->inputs[3].file[COMPARED_OLD]->role, "decisions");
    end(&d);
}

// Two files of one name and role: the one that stayed as it was is known by its bytes.
static void namesakes(void **state) {
    (void)state;
    desk d;
    begin(&d, "", "");
    pairing *old = d.p[COMPARED_OLD], *new = d.p[COMPARED_NEW];
    const shown_input stayed = {.role = SPAN("mentors"), .file = SPAN("mentors.csv"), .sha256 = "aa"};
    old->inputs[old->input_count++] = stayed;
    new->inputs[new->input_count++] =
        (shown_input){.role = SPAN("mentors"), .file = SPAN("mentors.csv"), .sha256 = "bb"};
    new->inputs[new->input_count++] = stayed;
    const comparison *c = compared(&d);
    assert_int_equal(c->input_count, 1);
    assert_null(c->inputs[0].file[COMPARED_OLD]);
    assert_string_equal(c->inputs[0].file[COMPARED_NEW]->sha256, "bb");
    end(&d);
}

static void answers(void **state) {
    (void)state;
    desk d;
    begin(&d, "", "");
    for (compared_side side = 0; side < COMPARED_SIDES; side++) {
        add_answer(d.p[side], ROLE_MENTEE, 0, "areas", side == COMPARED_OLD ? "a" : "b");
        add_answer(d.p[side], ROLE_MENTEE, 1, "areas", "a");
        add_answer(d.p[side], ROLE_MENTEE, 3, "areas", side == COMPARED_OLD ? "a" : "");
        add_answer(d.p[side], ROLE_MENTEE, 1, "submitted", side == COMPARED_OLD ? "x" : "y"); // no answer
    }
    add_answer(d.p[COMPARED_OLD], ROLE_MENTOR, 2, "goals", "gone");
    add_answer(d.p[COMPARED_NEW], ROLE_MENTOR, 1, "capacity", "2");
    const comparison *c = compared(&d);
    assert_int_equal(c->answers_count, 3);
    assert_int_equal(c->answers[0].role, ROLE_MENTOR);
    assert_text(c->answers[0].field, "capacity");
    assert_int_equal(c->answers[0].people[0], 1);
    assert_text(c->answers[1].field, "goals");
    assert_int_equal(c->answers[2].role, ROLE_MENTEE);
    assert_text(c->answers[2].field, "areas");
    assert_int_equal(c->answers[2].count, 2);
    assert_int_equal(c->answers[2].people[0], 0);
    assert_int_equal(c->answers[2].people[1], 3);
    end(&d);
}

static span *names_of(pairing *p, const char *first, const char *second) {
    span *list = arena_alloc(&p->arena, 2, sizeof *list);
    assert_non_null(list);
    list[0] = span_of(first);
    list[1] = span_of(second);
    return list;
}

static void add_people(pairing *p, uint32_t mentee, const char *key, const char *first, const char *second) {
    shown_person *one = &p->people[ROLE_MENTEE][mentee];
    one->values[one->value_count++] = (shown_value){.key = span_of(key),
                                                    .kind = SHOWN_LIST,
                                                    .list = names_of(p, first, second),
                                                    .list_count = second[0] == '\0' ? 1 : 2};
}

// Nobody reads from a comparison who has been declared a conflict, nor does a person who leaves change others' wishes.
static void people_named_in_answers(void **state) {
    (void)state;
    desk d;
    begin(&d, "", "");
    pairing *old = d.p[COMPARED_OLD], *new = d.p[COMPARED_NEW];
    new->people_count[ROLE_MENTOR] = 3; // r3 has left
    add_people(old, 0, "conflicts", "r3", "");
    add_people(old, 1, "conflicts", "r1", "r0");
    add_people(new, 1, "conflicts", "r1", "");
    add_people(old, 0, "requested", "r3", "r0");
    add_people(new, 0, "requested", "r0", "");
    add_people(old, 2, "requested", "r3", "");
    add_answer(new, ROLE_MENTEE, 2, "requested", "r3 as written");
    assert_int_equal(compared(&d)->answers_count, 0);
    add_people(old, 3, "requested", "r0", "r1");
    add_people(new, 3, "requested", "r1", "r0"); // in another order
    const comparison *c = compared(&d);
    assert_int_equal(c->answers_count, 1);
    assert_text(c->answers[0].field, "requested");
    assert_int_equal(c->answers[0].count, 1);
    assert_int_equal(c->answers[0].people[0], 3);
    end(&d);
}

static void other_conflicts_are_not_only_the_draw(void **state) {
    (void)state;
    for (int other = 0; other < 2; other++) {
        desk d;
        begin(&d, "", "");
        pairing *new = d.p[COMPARED_NEW];
        new->pairs[0].mentor = SPAN("r1");
        new->pairs[1].mentor = SPAN("r0");
        add_people(d.p[COMPARED_OLD], 0, "conflicts", "r3", "");
        add_people(new, 0, "conflicts", other ? "r2" : "r3", "");
        assert_int_equal(compared(&d)->only_the_draw, !other);
        end(&d);
    }
}

static void decisions(void **state) {
    (void)state;
    desk d;
    begin(&d, "", "");
    pairing *old = d.p[COMPARED_OLD], *new = d.p[COMPARED_NEW];
    const shown_decision pin = {.decision = SPAN("pin"), .mentee = SPAN("e0"), .mentor = SPAN("r0")};
    const shown_decision other = {.decision = SPAN("pin"), .mentee = SPAN("e1"), .mentor = SPAN("r1")};
    const shown_decision veto = {.decision = SPAN("veto"), .mentee = SPAN("e0"), .mentor = SPAN("r1")};
    old->decisions[old->decision_count++] = pin;
    old->decisions[old->decision_count++] = veto;
    new->decisions[new->decision_count++] = veto;
    new->decisions[new->decision_count++] = other;
    const comparison *c = compared(&d);
    assert_int_equal(c->decisions_count, 1);
    assert_text(c->decisions[0].decision, "pin");
    assert_int_equal(c->decisions[0].added, 1);
    assert_int_equal(c->decisions[0].gone, 1);
    end(&d);
}

static void keys(void **state) {
    (void)state;
    desk d;
    begin(&d, "", "criteria.Areas of work.weight=80");
    const comparison *c = compared(&d);
    assert_int_equal(c->key_count, 1);
    assert_text(c->keys[0].path, "criteria.Areas of work.weight");
    assert_text(c->keys[0].old, "60");
    assert_text(c->keys[0].new, "80");
    end(&d);
}

// Any two pairings: what is counted adds up, and each compared with itself differs in nothing.
static void random_pairings(void **state) {
    (void)state;
    for (uint64_t seed = 1; seed <= 600; seed++) {
        context c;
        context_init(&c, (host){0});
        arena a = arena_over(&c.memory);
        pairing *one = random_pairing(&c, seed), *other = random_pairing(&c, seed + 1);
        comparison d;
        assert_int_equal(compare_pairings(&d, &a, &c, one, other, (compare_helped){.new = false}), STATUS_OK);
        assert_int_equal(d.kept + d.lost, one->pair_count);
        assert_int_equal(d.kept + d.added, other->pair_count);
        for (role as = 0; as < ROLE_COUNT; as++) {
            uint32_t pairs[COMPARED_SIDES] = {0}, people[COMPARED_SIDES] = {0};
            for (uint32_t i = 0; i < d.people_count[as]; i++) {
                for (compared_side side = 0; side < COMPARED_SIDES; side++) {
                    pairs[side] += d.people[as][i].pairs[side];
                    people[side] += d.people[as][i].number[side] != COMPARED_NONE;
                }
            }
            assert_int_equal(pairs[COMPARED_OLD], one->pair_count);
            assert_int_equal(pairs[COMPARED_NEW], other->pair_count);
            assert_int_equal(people[COMPARED_OLD], one->people_count[as]);
            assert_int_equal(people[COMPARED_NEW], other->people_count[as]);
        }
        assert_int_equal(compare_pairings(&d, &a, &c, one, one, (compare_helped){.new = false}), STATUS_OK);
        assert_true(d.same_pairs && !d.only_the_draw);
        assert_int_equal(d.rescored + d.input_count + d.answers_count + d.decisions_count + d.key_count, 0);
        arena_free(&a);
        pairing_free(one);
        pairing_free(other);
        context_free(&c);
        assert_int_equal(c.memory.live_bytes, 0);
    }
}

static void want_of_memory(void **state) {
    (void)state;
    status result = STATUS_NO_MEMORY;
    for (uint64_t call = 1; result == STATUS_NO_MEMORY; call++) {
        desk d;
        begin(&d, "", "criteria.Areas of work.weight=80");
        add_answer(d.p[COMPARED_NEW], ROLE_MENTOR, 1, "capacity", "2");
        add_level(d.p[COMPARED_NEW], LEVEL_FAIREST, 80);
        d.c.memory.fail_at = d.c.memory.calls + call;
        d.c.memory.fail_on = true;
        result =
            compare_pairings(&d.d, &d.a, &d.c, d.p[COMPARED_OLD], d.p[COMPARED_NEW], (compare_helped){.new = false});
        d.c.memory.fail_at = 0;
        end(&d);
    }
    assert_int_equal(result, STATUS_OK);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same),
        cmocka_unit_test(pairs_and_people),
        cmocka_unit_test(several_mentors),
        cmocka_unit_test(who_has_joined_and_left),
        cmocka_unit_test(a_person_is_an_address),
        cmocka_unit_test(only_the_draw),
        cmocka_unit_test(not_only_the_draw),
        cmocka_unit_test(stated_values_are_measured),
        cmocka_unit_test(goals),
        cmocka_unit_test(helped_goals_and_files_are_nobodys),
        cmocka_unit_test(fairness),
        cmocka_unit_test(fairness_of_two_sizes),
        cmocka_unit_test(inputs),
        cmocka_unit_test(namesakes),
        cmocka_unit_test(answers),
        cmocka_unit_test(people_named_in_answers),
        cmocka_unit_test(other_conflicts_are_not_only_the_draw),
        cmocka_unit_test(decisions),
        cmocka_unit_test(keys),
        cmocka_unit_test(random_pairings),
        cmocka_unit_test(want_of_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
