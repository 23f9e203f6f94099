// Changes of single keys: every kind of path, what they make of the program, what is refused and where.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/program_edit.h"

#include "intake/program.h"
#include "intake/yaml.h"
#include "said.h"

static const char PROGRAM[] = "program: {name: Spring}\n"
                              "career_stages: [Student, {name: Early career, synonyms: [0-5 years]}, Senior]\n"
                              "areas: [Acquisitions, Rare books, Rare books.U.S. history]\n"
                              "answers: {capacity: {\"Just one\": 1}}\n"
                              "criteria:\n"
                              "  - {name: Career stage, kind: stage_gap, weight: 40, gap_scores: {0: 60, 1: 100}}\n"
                              "  - {name: Areas of work, kind: overlap, field: areas, weight: 60, related_score: 50}\n"
                              "  - {name: Time zone, kind: distance, field: time_zone, zero_at: 4, weight: 10}\n"
                              "rules: {minimum_stage_gap: 1, maximum_stage_gap: 3}\n";

typedef struct edited {
    context c;
    arena a;
    program *p;
    tree shown;
    status status;
} edited;

// Reads `text` (NULL: the built-in program) changed by `edits`, which are joined by "|".
static void edit(edited *e, const char *text, const char *edits) {
    *e = (edited){.p = NULL};
    context_init(&e->c, (host){0});
    e->a = arena_over(&e->c.memory);
    span items[10];
    program_edits all = {.items = items};
    while (*edits != '\0') {
        const size_t length = strcspn(edits, "|");
        items[all.count++] = (span){edits, length};
        edits += length + (edits[length] == '|');
    }
    e->status = program_read_edited(&e->p, &e->c, text != NULL ? SPAN("program.yaml") : SPAN(""),
                                    text != NULL ? span_of(text) : SPAN(""), &all);
    if (e->status == STATUS_OK) {
        assert_int_equal(program_shown(&e->shown, &e->a, e->p), STATUS_OK);
    }
}

static void edit_end(edited *e) {
    program_free(e->p);
    arena_free(&e->a);
    said_end(&e->c);
}

static void expect_same(const char *text, const char *edits, const char *as_if) {
    edited one, other;
    edit(&one, text, edits);
    if (one.status != STATUS_OK) {
        fail_msg("%s: %.*s", edits, SPAN_ARGS(one.c.findings.items[0].text));
    }
    edit(&other, as_if, "");
    assert_int_equal(other.status, STATUS_OK);
    span a, b;
    assert_int_equal(tree_json(&a, &one.a, &one.shown), STATUS_OK);
    assert_int_equal(tree_json(&b, &other.a, &other.shown), STATUS_OK);
    assert_string_equal(a.text, b.text);
    edit_end(&one);
    edit_end(&other);
}

static void every_kind_of_path(void **state) {
    (void)state;
    edited e;
    edit(&e, PROGRAM, "rules.minimum_stage_gap=0");
    assert_int_equal(e.p->rules.minimum_stage_gap, 0);
    assert_int_equal(e.p->rules.maximum_stage_gap, 3);
    edit_end(&e);
    edit(&e, PROGRAM,
         "rules.minimum_score=62.5|draw.seed=9|program.name=Autumn|reports.paper=a4"); // new keys and maps
    assert_int_equal(e.p->rules.minimum_score_bp, 6250);
    assert_int_equal(e.p->seed, 9);
    edit_end(&e);
    edit(&e, PROGRAM, "criteria.Areas of work.weight=80|criteria.1.weight=5|criteria.Career stage.gap_scores.2=90");
    assert_int_equal(e.p->criteria[1].weight, 80);
    assert_int_equal(e.p->criteria[0].weight, 5);
    assert_int_equal(e.p->criteria[0].gap_count, 3);
    assert_int_equal(e.p->criteria[0].gap_scores[2].score_bp, 9000);
    edit_end(&e);
    edit(&e, PROGRAM, "objective=[most_matched, best_worst,best_total]");
    assert_int_equal(e.p->objective_count, 3);
    assert_int_equal(e.p->objective[1], LEVEL_BEST_WORST);
    edit_end(&e);
    edit(&e, PROGRAM,
         "areas.Rare books.U.S. history.group=old|areas.Rare books.group=old"); // dots in names, texts that become maps
    assert_int_equal(e.p->areas.options[1].group_id, e.p->areas.options[2].group_id);
    assert_int_not_equal(e.p->areas.options[1].group_id, 0);
    assert_int_equal(e.p->areas.options[0].group_id, 0);
    edit_end(&e);
    edit(&e, PROGRAM,
         "answers.capacity.Just one=2|answers.capacity.Two, or three.=3|columns.mentees.areas=Which areas?");
    assert_int_equal(e.status, STATUS_OK);
    assert_int_equal(e.p->fields[FIELD_CAPACITY].number_count, 2);
    assert_span(e.p->fields[FIELD_AREAS].headers[ROLE_MENTEE][0], "Which areas?");
    edit_end(&e);
}

static void an_empty_value_takes_out(void **state) {
    (void)state;
    edited e;
    edit(&e, PROGRAM, "rules.maximum_stage_gap=|criteria.Time zone=|criteria.Career stage.gap_scores.0=|draw.seed=");
    assert_int_equal(e.status, STATUS_OK);
    assert_false(e.p->rules.has_maximum_stage_gap);
    assert_int_equal(e.p->criterion_count, 2);
    assert_int_equal(e.p->criteria[0].gap_count, 1);
    assert_int_equal(e.p->seed, 1);
    edit_end(&e);
}

static void the_last_of_two_counts(void **state) {
    (void)state;
    edited e;
    edit(&e, PROGRAM, "draw.seed=3|draw.seed=4");
    assert_int_equal(e.p->seed, 4);
    edit_end(&e);
}

// What is written in place of a default is what the default is.
static void defaults_can_be_changed(void **state) {
    (void)state;
    expect_same("draw: {seed: 1}", "criteria.Career stage.weight=40", "draw: {seed: 1}");
    expect_same("draw: {seed: 1}", "career_stages.Student.name=Student", "draw: {seed: 1}");
    expect_same(
        "draw: {seed: 1}", "criteria.Areas of work.weight=80",
        "criteria: [{name: Career stage, kind: stage_gap, weight: 40, gap_scores: {-1: 0, 0: 60, 1: 100, 2: 90, "
        "3: 70}}, {name: Areas of work, kind: overlap, field: areas, weight: 80, related_score: 50}]");
    expect_same(NULL, "rules.minimum_stage_gap=2", "rules: {minimum_stage_gap: 2}");
    expect_same(
        NULL, "criteria.2.related_score=30",
        "criteria: [{name: Career stage, kind: stage_gap, weight: 40, gap_scores: {-1: 0, 0: 60, 1: 100, 2: 90, "
        "3: 70}}, {name: Areas of work, kind: overlap, field: areas, weight: 60, related_score: 30}]");
}

static void aliases_keep_their_own(void **state) {
    (void)state;
    edited e;
    edit(&e,
         "criteria:\n  - {name: Stage, kind: stage_gap, weight: 1, gap_scores: &g {0: 10, 1: 20}}\n"
         "  - {name: Stage again, kind: stage_gap, weight: 1, gap_scores: *g}\n",
         "criteria.Stage.gap_scores.1=99");
    assert_int_equal(e.status, STATUS_OK);
    assert_int_equal(e.p->criteria[0].gap_scores[1].score_bp, 9900);
    assert_int_equal(e.p->criteria[1].gap_scores[1].score_bp, 2000);
    edit_end(&e);
}

static void expect_refused(const char *edits, const char *file, uint32_t column, const char *code, const char *text) {
    edited e;
    edit(&e, PROGRAM, edits);
    assert_int_equal(e.status, STATUS_BAD_INPUT);
    assert_int_equal(e.c.findings.count, 1);
    const finding *f = &e.c.findings.items[0];
    assert_string_equal(f->text.text, text);
    assert_span(f->place.file, file);
    assert_int_equal(f->place.line, 1);
    assert_int_equal(f->place.column, column);
    assert_string_equal(f->code, code);
    edit_end(&e);
}

static void what_is_refused(void **state) {
    (void)state;
    expect_refused("rules.minimum_stage_gapp=1", "--set rules.minimum_stage_gapp=1", 13, "unknown_key",
                   "\"minimum_stage_gapp\" is no key of rules: did you mean \"minimum_stage_gap\"?");
    expect_refused("rule.minimum_stage_gap=1", "--set rule.minimum_stage_gap=1", 7, "unknown_key",
                   "\"rule\" is no key of program.yaml: did you mean \"rules\"?");
    expect_refused("minimum_stage_gap=1", "--set minimum_stage_gap=1", 7, "unknown_key",
                   "\"minimum_stage_gap\" is no key of program.yaml: write it as \"rules.minimum_stage_gap\"");
    expect_refused("criteria.Areas of wrok.weight=1", "--set criteria.Areas of wrok.weight=1", 16, "unknown_key",
                   "\"Areas of wrok\" is no item of criteria: did you mean \"Areas of work\"?");
    // A dot with nothing behind it must not take out all that stands before it.
    static const char LAST_DOT[] = "no key stands behind the last dot: name it, or leave the dot out";
    expect_refused("rules.=", "--set rules.=", 12, "edit_unclear", LAST_DOT);
    expect_refused("rules.minimum_stage_gap.=", "--set rules.minimum_stage_gap.=", 30, "edit_unclear", LAST_DOT);
    expect_refused("criteria.Time zone.=", "--set criteria.Time zone.=", 25, "edit_unclear", LAST_DOT);
    expect_refused("criteria.1.=", "--set criteria.1.=", 17, "edit_unclear", LAST_DOT);
    expect_refused("answers.capacity.=1", "--set answers.capacity.=1", 23, "edit_unclear", LAST_DOT);
    expect_refused("columns.=", "--set columns.=", 14, "edit_unclear", LAST_DOT);
    expect_refused("criteria.4.weight=1", "--set criteria.4.weight=1", 16, "unknown_key",
                   "\"4\" is no item of criteria: known are Career stage, Areas of work, Time zone");
    expect_refused("criteria.Time zone.weigth=1", "--set criteria.Time zone.weigth=1", 26, "unknown_key",
                   "\"weigth\" is no key of criteria.Time zone: did you mean \"weight\"?");
    expect_refused("institutions.Example.synonyms=[E]", "--set institutions.Example.synonyms=[E]", 20, "unknown_key",
                   "institutions lists nothing that could be changed: give the whole list, like institutions=[...]");
    expect_refused("objective.1=best_total", "--set objective.1=best_total", 17, "unknown_key",
                   "objective has no parts: set it as a whole, objective=[...]");
    expect_refused("draw.seed.x=1", "--set draw.seed.x=1", 17, "unknown_key",
                   "draw.seed has no parts: set it as a whole, draw.seed=VALUE");
    expect_refused("=1", "--set =1", 1, "edit_unclear",
                   "a key, an equals sign and a value are needed: rules.minimum_stage_gap=1");
    expect_refused("rules.minimum_stage_gap=abc", "--set rules.minimum_stage_gap=abc", 31, "wrong_value",
                   "\"rules.minimum_stage_gap\" is \"abc\": write a whole number from -100 to 100");
}

static void values_are_yaml_with_places(void **state) {
    (void)state;
    edited e;
    edit(&e, PROGRAM, "objective=[most_matched, best_tot]");
    assert_said(&e.c, "error 1:32 wrong_value");
    edit_end(&e);
    edit(&e, PROGRAM, "rules.minimum_score={a");
    assert_int_equal(e.c.findings.count, 1);
    assert_string_equal(e.c.findings.items[0].code, "yaml_syntax");
    assert_true(e.c.findings.items[0].place.column > 27);
    edit_end(&e);
    edit(&e, PROGRAM, "rules.minimum_score=\"62\""); // a text is no number
    assert_int_equal(e.status, STATUS_BAD_INPUT);
    edit_end(&e);
    edit(&e, PROGRAM, "rules=[]|rules.minimum_score=2"); // of another kind than the table says
    assert_said(&e.c, "error 1:13 wrong_type");
    edit_end(&e);
}

// Every fault in one run, those of the file too.
static void all_faults_are_found(void **state) {
    (void)state;
    edited e;
    edit(&e, "rules: {minimum_scor: 1}\n", "draw.sed=1|rules.minimum_stage_gap=x");
    assert_int_equal(e.status, STATUS_BAD_INPUT);
    assert_int_equal(e.c.findings.errors, 3);
    edit_end(&e);
}

static void want_of_memory(void **state) {
    (void)state;
    status result = STATUS_NO_MEMORY;
    const span items[] = {SPAN("criteria.Areas of work.weight=80"), SPAN("areas.Rare books.group=old"),
                          SPAN("draw.seed=4"), SPAN("criteria.1.gap_scores.2=9"), SPAN("rules.x=4")};
    for (uint64_t call = 1; result == STATUS_NO_MEMORY; call++) {
        context c;
        context_init(&c, (host){0});
        c.memory.fail_at = call;
        c.memory.fail_on = true;
        program *p = NULL;
        result = program_read_edited(&p, &c, SPAN("program.yaml"), span_of(PROGRAM), &(program_edits){items, 5});
        program_free(p);
        said_end(&c);
    }
    assert_int_equal(result, STATUS_BAD_INPUT);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_of_path),
        cmocka_unit_test(an_empty_value_takes_out),
        cmocka_unit_test(the_last_of_two_counts),
        cmocka_unit_test(defaults_can_be_changed),
        cmocka_unit_test(aliases_keep_their_own),
        cmocka_unit_test(what_is_refused),
        cmocka_unit_test(values_are_yaml_with_places),
        cmocka_unit_test(all_faults_are_found),
        cmocka_unit_test(want_of_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
