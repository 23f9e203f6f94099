// SPDX-License-Identifier: GPL-3.0-or-later
#define _GNU_SOURCE
#include "cli/form.h"
#include "tests/unit/cli/scratch.h"

typedef struct world {
    context engine;
    program *program;
    memory memory;
    arena arena;
} world;

static void begin(world *w) {
    static const char YAML[] = "career_stages: [Student, Senior]\nareas: [Maps, Zines]\ncalendar: {applications_close: 2017-03-17}\n"
                               "notices: {share: [name, career_stage]}\n";
    *w = (world){.program = NULL};
    context_init(&w->engine, (host){.self = NULL});
    w->arena = arena_over(&w->memory);
    assert_int_equal(program_read(&w->program, &w->engine, SPAN("program.yaml"), span_of(YAML)), STATUS_OK);
}

static void end(world *w) {
    arena_free(&w->arena);
    assert_int_equal(w->memory.live_bytes, 0);
    program_free(w->program);
    context_free(&w->engine);
}

static void the_form_follows_the_program(void **state) {
    (void)state;
    world w;
    span text;
    begin(&w);
    assert_int_equal(form_text(&text, &w.arena, w.program), STATUS_OK);
    assert_true(span_find(text, SPAN("   - Student\n   - Senior\n")) != SIZE_MAX);
    assert_true(span_find(text, SPAN("   - Maps\n   - Zines\n")) != SIZE_MAX);
    assert_true(span_find(text, SPAN("> Applications close on Friday 17 March 2017.")) != SIZE_MAX);
    assert_true(span_find(text, SPAN("receives these of your answers: name, career stage.")) != SIZE_MAX);
    assert_true(span_find(text, SPAN("How many mentees could you take on?")) < span_find(text, SPAN("## For mentees")));
    assert_true(span_find(text, SPAN("What are your goals for the program?")) > span_find(text, SPAN("## For mentees")));
    end(&w);
}

static void headers(void **state) {
    (void)state;
    world w;
    span text;
    begin(&w);
    assert_int_equal(form_header(&text, &w.arena, ROLE_MENTOR), STATUS_OK);
    assert_string_equal(text.text, "submitted,name,email,career_stage,areas,institution,location,time_zone,capacity,statement,conflicts\r\n");
    assert_int_equal(form_header(&text, &w.arena, ROLE_MENTEE), STATUS_OK);
    assert_string_equal(text.text, "submitted,name,email,career_stage,areas,institution,location,time_zone,goals,statement,conflicts\r\n");
    end(&w);
}

// Every question is understood as it stands: an export with these headers needs no `columns`.
static void questions_need_no_mapping(void **state) {
    (void)state;
    for (int side = 0; side < ROLE_COUNT; side++) {
        world w;
        begin(&w);
        span headers_of[ROLE_COUNT], row = SPAN("Timestamp");
        for (size_t i = 0; i < form_question_count; i++) {
            if (form_questions[i].asked[side] != NULL) {
                row = arena_format(&w.arena, "%.*s,%s", SPAN_ARGS(row), form_questions[i].asked[side]);
            }
        }
        headers_of[side] = arena_format(&w.arena, "%.*s\n", SPAN_ARGS(row));
        headers_of[1 - side] = SPAN("name,email,career_stage,areas\n");
        const input inputs[] = {{.role = INPUT_MENTORS, .file = SPAN("mentors.csv"), .bytes = headers_of[ROLE_MENTOR]},
                                {.role = INPUT_MENTEES, .file = SPAN("mentees.csv"), .bytes = headers_of[ROLE_MENTEE]}};
        const mp_request request = {.inputs = inputs, .input_count = 2, .as_of = 1493640000, .alternatives = 3, .time_limit_s = 600};
        mp_run *run = mp_run_new((host){.self = NULL});
        assert_int_equal(mp_read(run, &request), STATUS_OK);
        const cohort *h = mp_run_cohort(run);
        assert_int_equal(h->field_count, mp_run_program(run)->field_count); // no column was left over as a field of its own
        mp_run_free(run);
        end(&w);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_form_follows_the_program), cmocka_unit_test(headers), cmocka_unit_test(questions_need_no_mapping)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
