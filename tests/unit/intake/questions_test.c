// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/questions.h"

#include "said.h"

typedef struct bench {
    context c;
    arena a;
    table *t;
    export_shape shape;
    questions q;
} bench;

static void begin(bench *b, const char *text) {
    context_init(&b->c, (host){0});
    b->a = arena_over(&b->c.memory);
    assert_int_equal(table_read(&b->t, &b->c, SPAN("m.csv"), span_of(text)), STATUS_OK);
    assert_int_equal(exports_recognise(&b->shape, &b->a, b->t, FORM_AUTO), STATUS_OK);
    assert_int_equal(questions_read(&b->q, &b->a, b->t, &b->shape), STATUS_OK);
}

static void end(bench *b) {
    table_free(b->t);
    arena_free(&b->a);
    said_end(&b->c);
}

// "question <option> kind first", for every column.
static void expect(const bench *b, const char *expected) {
    static const char *const KINDS[] = {"whole", "option", "place", "rank", "other"};
    char text[2000];
    size_t used = 0;
    for (uint32_t i = 0; i < b->q.count; i++) {
        const question_column *q = &b->q.columns[i];
        used += (size_t)snprintf(text + used, sizeof text - used, "%s%.*s%s%.*s%s %s %u", i == 0 ? "" : "; ", SPAN_ARGS(q->header),
                                 q->option.length > 0 ? " <" : "", SPAN_ARGS(q->option), q->option.length > 0 ? ">" : "", KINDS[q->kind],
                                 (unsigned)q->first);
    }
    assert_string_equal(text, expected);
}

static void a_column_per_option(void **state) {
    (void)state;
    bench b;
    begin(&b, "name,areas/Maps,areas/Prints\nA,1,0\nB,0,1\n");
    expect(&b, "name whole 0; areas <Maps> option 1; areas <Prints> option 1");
    end(&b);
    begin(&b, "name,Areas [Maps],Areas [Prints]\nA,Maps,\nB,,Prints\n");
    expect(&b, "name whole 0; Areas <Maps> option 1; Areas <Prints> option 1");
    end(&b);
}

static void places(void **state) {
    (void)state;
    bench b;
    begin(&b, "name,Areas [Maps],Areas [Prints]\nA,2,1\nB,1,2\n");
    expect(&b, "name whole 0; Areas <Maps> place 1; Areas <Prints> place 1");
    uint32_t rank;
    assert_span(questions_answer(&b.q.columns[2], SPAN("1"), &rank), "Prints");
    assert_int_equal(rank, 1);
    end(&b);
    begin(&b, "name,Areas [First choice],Areas [2nd choice]\nA,Maps,Prints\n");
    expect(&b, "name whole 0; Areas rank 1; Areas rank 1");
    end(&b);
}

static void questions_that_only_look_alike(void **state) {
    (void)state;
    bench b;
    begin(&b, "name,How well - Maps,How well - Prints\nA,Very well,A little\n"); // a grid: neither options nor places
    expect(&b, "name whole 0; How well - Maps whole 1; How well - Prints whole 2");
    end(&b);
    begin(&b, "Q. One,Q. Two [Maps],Q. Two [Prints]\nword,1,\nword,,1\n"); // the shorter run within the longer one
    expect(&b, "Q. One whole 0; Q. Two <Maps> option 1; Q. Two <Prints> option 1");
    end(&b);
    begin(&b, "city/town,city/state\nAda,Ohio\n");
    expect(&b, "city/town whole 0; city/state whole 1");
    end(&b);
}

static void parts_of_one_question(void **state) {
    (void)state;
    bench b;
    begin(&b, "Respondent ID,Collector ID,Contact,,Areas,,\n,,Name,Email Address,Maps,Prints,Other (please specify)\n"
              "1,2,Ada,ada@example.org,Maps,,\n2,2,Bo,bo@example.org,,,Atlases of old\n");
    expect(&b, "Respondent ID whole 0; Collector ID whole 1; Contact - Name whole 2; Contact - Email Address whole 3; Areas <Maps> option 4; "
               "Areas <Prints> option 4; Areas other 4");
    assert_true(b.q.columns[0].of_tool && !b.q.columns[0].silent);
    assert_false(b.q.columns[3].of_tool);
    assert_span(b.q.columns[3].names[0], "emailaddress");
    end(&b);
}

static void columns_of_a_quiz(void **state) {
    (void)state;
    bench b;
    begin(&b, "Timestamp,Total score,Name?,Name? [Score],Name? [Feedback],Town?,My score\n3/4/2017 9:26:53,1 / 1,A,1 / 1,,B,2\n");
    for (uint32_t i = 0; i < b.q.count; i++) {
        assert_int_equal(b.q.columns[i].of_tool, i != 2 && i < 5);
    }
    end(&b);
    begin(&b, "ID,Start time,Completion time,Email,Name,Town?,Points - Town?,Feedback - Town?,Points - of interest\n"
              "1,3/4/17 9:26:53,3/4/17 9:27:53,a@example.org,A,B,1,,C\n");
    for (uint32_t i = 0; i < b.q.count; i++) {
        assert_int_equal(b.q.columns[i].of_tool, i != 5 && i < 8);
    }
    end(&b);
    begin(&b, "name,Town,Town [Score]\nA,B,1\n"); // no quiz of a form tool that is known
    assert_false(b.q.columns[2].of_tool);
    end(&b);
}

static void what_a_cell_says(void **state) {
    (void)state;
    question_column q = {.kind = COLUMN_OPTION, .option = SPAN("Maps")};
    uint32_t rank;
    assert_span(questions_answer(&q, SPAN("x"), &rank), "Maps");
    assert_span(questions_answer(&q, SPAN("Maps"), &rank), "Maps");
    assert_span(questions_answer(&q, SPAN("0"), &rank), "");
    assert_span(questions_answer(&q, SPAN(""), &rank), "");
    assert_span(questions_answer(&q, SPAN("of rivers"), &rank), "of rivers");
    q.kind = COLUMN_PLACE;
    assert_span(questions_answer(&q, SPAN("no"), &rank), "");
    assert_int_equal(rank, 0);
    q = (question_column){.kind = COLUMN_RANK, .rank = 3};
    assert_span(questions_answer(&q, SPAN("Maps"), &rank), "Maps");
    assert_int_equal(rank, 3);
    assert_span(questions_answer(&q, SPAN(""), &rank), "");
    assert_int_equal(rank, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_column_per_option), cmocka_unit_test(places),
                                       cmocka_unit_test(questions_that_only_look_alike), cmocka_unit_test(parts_of_one_question),
                                       cmocka_unit_test(columns_of_a_quiz), cmocka_unit_test(what_a_cell_says)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
