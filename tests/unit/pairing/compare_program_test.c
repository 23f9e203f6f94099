// Two programs, key by key: values as program.yaml has them, items by name, what is there in one only.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "intake/program.h"
#include "pairing/compare_program.h"

static void shown(tree *out, arena *a, context *c, const char *text) {
    program *p = NULL;
    const status read = program_read(&p, c, SPAN("program.yaml"), span_of(text));
    if (read != STATUS_OK) {
        fail_msg("%s: %.*s", text, SPAN_ARGS(c->findings.items[0].text));
    }
    assert_int_equal(program_shown(out, a, p), STATUS_OK);
    program_free(p);
}

// "path: old -> new" a line.
static void expect(const char *old_text, const char *new_text, const char *expected) {
    context c;
    context_init(&c, (host){0});
    arena a = arena_over(&c.memory);
    tree old, new;
    shown(&old, &a, &c, old_text);
    shown(&new, &a, &c, new_text);
    compared_key *keys;
    uint32_t count;
    assert_int_equal(compare_program_keys(&keys, &count, &a, &old, &new), STATUS_OK);
    char text[4000] = "";
    for (uint32_t i = 0; i < count; i++) {
        (void)snprintf(text + strlen(text), sizeof text - strlen(text), "%.*s: %.*s -> %.*s\n", SPAN_ARGS(keys[i].path),
                       SPAN_ARGS(keys[i].old), SPAN_ARGS(keys[i].new));
    }
    assert_string_equal(text, expected);
    arena_free(&a);
    context_free(&c);
    assert_int_equal(c.memory.live_bytes, 0);
}

#define STAGES "criteria: [{name: Stage, kind: stage_gap, weight: 4, gap_scores: {0: 60, 1: 100}}"

static void values(void **state) {
    (void)state;
    expect("draw: {seed: 1}", "draw: {seed: 1}", "");
    expect("rules: {minimum_score: 30}", "rules: {minimum_score: 62.5}", "rules.minimum_score: 30 -> 62.5\n");
    expect("rules: {minimum_score: 0.05}", "rules: {}", "rules.minimum_score: 0.05 -> 0.01\n");
    expect("rules: {maximum_stage_gap: 3}", "rules: {}", "rules.maximum_stage_gap: 3 -> \n");
    expect("notices: {calendar: yes}", "notices: {calendar: no}", "notices.calendar: yes -> no\n");
    expect("objective: [most_matched]", "objective: [most_matched, best_total]",
           "objective: [most_matched] -> [most_matched, best_total]\n");
    expect("program: {name: A}", "program: {name: \"A: b\"}", "program.name: A -> A: b\n");
    expect("draw: {seed: 1}\nrules: {minimum_stage_gap: 1}", "draw: {seed: 2}",
           "rules.minimum_stage_gap: 1 -> 0\ndraw.seed: 1 -> 2\n");
}

static void items(void **state) {
    (void)state;
    expect(STAGES "]", STAGES ", {name: \"Time, place\", kind: distance, field: time_zone, zero_at: 4.5, weight: 10}]",
           "criteria.Time, place:  -> {name: \"Time, place\", kind: distance, weight: 10, field: time_zone, "
           "when_missing: skip, zero_at: 4.5}\n");
    expect(STAGES "]", "criteria: [{name: Stage, kind: stage_gap, weight: 4, gap_scores: {0: 62.5, 1: 100, 2: 9}}]",
           "criteria.Stage.gap_scores.0: 60 -> 62.5\ncriteria.Stage.gap_scores.2:  -> 9\n");
    expect("career_stages: [A, B, C]", "career_stages: [C, {name: A, synonyms: [x, \"y, z\"]}, D]",
           "career_stages.A.synonyms: [] -> [x, \"y, z\"]\ncareer_stages.D:  -> {name: D}\ncareer_stages.B: {name: B} "
           "-> \n"
           "career_stages: A, C -> C, A\n");
    expect("areas: [A]", "areas: [{name: A, group: g}]", "areas.A.group:  -> g\n");
}

static void want_of_memory(void **state) {
    (void)state;
    context c;
    context_init(&c, (host){0});
    arena a = arena_over(&c.memory);
    tree old, new;
    shown(&old, &a, &c, STAGES "]\ncareer_stages: [A, B]");
    shown(&new, &a, &c, "rules: {minimum_score: 0.5}\ncareer_stages: [B, A]");
    status result = STATUS_NO_MEMORY;
    for (uint64_t call = 1; result == STATUS_NO_MEMORY; call++) {
        arena own = arena_over(&c.memory);
        compared_key *keys;
        uint32_t count;
        c.memory.fail_at = c.memory.calls + call;
        c.memory.fail_on = true;
        result = compare_program_keys(&keys, &count, &own, &old, &new);
        c.memory.fail_at = 0;
        arena_free(&own);
    }
    assert_int_equal(result, STATUS_OK);
    arena_free(&a);
    context_free(&c);
    assert_int_equal(c.memory.live_bytes, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(values), cmocka_unit_test(items),
                                       cmocka_unit_test(want_of_memory)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
