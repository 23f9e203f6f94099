// SPDX-License-Identifier: GPL-3.0-or-later
#include "cohort_reader.h"
#include "intake/choices.h"

typedef struct bench {
    cohort_reader t;
    arena a;
    vocabulary v;
} bench;

// Acquisitions 0, Cataloging and metadata 1, "Rare books, maps" 2, "Maps" 3, "Weeding; storage | moves" 4.
static void begin(bench *b) {
    static const span SYNONYMS[] = {{"Cataloging", 10}, {"Cataloguing, all kinds", 22}};
    static option options[] = {{.name = {"Acquisitions", 12}},
                               {.name = {"Cataloging and metadata", 23}, .synonyms = SYNONYMS, .synonym_count = 2},
                               {.name = {"Rare books, maps", 16}},
                               {.name = {"Maps", 4}},
                               {.name = {"Weeding; storage | moves", 24}}};
    reader_begin(&b->t);
    b->a = arena_over(&b->t.c.memory);
    b->v = (vocabulary){.options = options, .count = sizeof options / sizeof *options};
    assert_int_equal(vocabulary_index(&b->v, &b->a), STATUS_OK);
}

static void end(bench *b) {
    arena_free(&b->a);
    reader_end(&b->t);
}

// "1 4 | knitting": the options, then the others. `marks`: those of the form tool.
static void expect_joined(bench *b, const char *marks, bool ranked, const char *cell, const char *expected) {
    char text[400];
    size_t used = 0;
    choices c;
    span one = span_of(cell);
    choice_rules how = {.v = &b->v, .most_pieces = choices_most_pieces(&b->v), .ranked = ranked, .marks = marks};
    assert_int_equal(choices_read(&c, &b->a, &how, &one, 1), STATUS_OK);
    for (uint32_t i = 0; i < c.count; i++) {
        used += (size_t)snprintf(text + used, sizeof text - used, "%u ", c.options[i]);
    }
    used += (size_t)snprintf(text + used, sizeof text - used, "|");
    for (uint32_t i = 0; i < c.other_count; i++) {
        used += (size_t)snprintf(text + used, sizeof text - used, " <%.*s>", SPAN_ARGS(c.others[i]));
    }
    if (strcmp(text, expected) != 0) {
        fail_msg("\"%s\" gives %s instead of %s", cell, text, expected);
    }
}

static void expect(bench *b, bool ranked, const char *cell, const char *expected) {
    expect_joined(b, NULL, ranked, cell, expected);
}

static void named_again_counts_once(void **state) {
    (void)state;
    bench b;
    begin(&b);
    expect(&b, false, "Maps;Acquisitions;Maps;Maps", "0 3 |");
    expect(&b, true, "Maps;Acquisitions;Maps", "3 0 |");
    expect(&b, true, "2: Maps;1: Acquisitions;3: Maps", "0 3 |");
    span cell = SPAN("Maps;Acquisitions");
    choices c;
    uint64_t looks = 1;
    choice_rules how = {.v = &b.v, .most_pieces = 1, .looks_left = &looks};
    assert_int_equal(choices_read(&c, &b.a, &how, &cell, 1), STATUS_OK);
    assert_int_equal(looks, 0);
    assert_int_equal(c.count, 1);
    end(&b);
}

static void separators(void **state) {
    (void)state;
    bench b;
    begin(&b);
    expect(&b, false, "Acquisitions", "0 |");
    expect(&b, false, "Acquisitions;Maps", "0 3 |");
    expect(&b, false, "Acquisitions, Maps", "0 3 |");
    expect(&b, false, "Acquisitions|Maps", "0 3 |");
    expect(&b, false, "Acquisitions\nMaps\r\nCataloging", "0 1 3 |");
    expect(&b, false, "Acquisitions;Maps;", "0 3 |");
    expect(&b, false, ";;, Maps ,,", "3 |");
    expect(&b, false, "  acquisitions ;  MAPS  ", "0 3 |");
    expect(&b, false, "", "|");
    expect(&b, false, " ; , ", "|");
    end(&b);
}

static void longest_match(void **state) {
    (void)state;
    bench b;
    begin(&b);
    assert_int_equal(choices_most_pieces(&b.v), 3);
    assert_int_equal(choices_most_pieces(NULL), 1);
    expect(&b, false, "Rare books, maps", "2 |");
    expect(&b, false, "Rare books, maps, Maps", "2 3 |");
    expect(&b, false, "Maps, Rare books, maps, Acquisitions", "0 2 3 |");
    expect(&b, false, "Rare books;maps", "3 | <Rare books>"); // another mark: not that option
    expect(&b, false, "Cataloguing, all kinds, Maps", "1 3 |");
    expect(&b, false, "Weeding; storage | moves; Acquisitions", "0 4 |");
    expect(&b, false, "Weeding; storage", "| <Weeding> <storage>");
    end(&b);
}

static void order_and_doubles(void **state) {
    (void)state;
    bench b;
    begin(&b);
    expect(&b, false, "Maps;Cataloging;Acquisitions;Maps", "0 1 3 |");
    expect(&b, true, "Maps;Cataloging;Acquisitions;Maps", "3 1 0 |");
    expect(&b, true, "Cataloging and metadata;Maps;Cataloging", "1 3 |"); // a synonym: its first place counts
    end(&b);
}

static void other_answers(void **state) {
    (void)state;
    bench b;
    begin(&b);
    expect(&b, false, "Acquisitions;Other: knitting, sewing", "0 | <Other: knitting> <sewing>");
    expect(&b, false, "Map", "| <Map>");
    span cells[] = {SPAN("Acquisitions"), SPAN(""), SPAN("Maps;knitting")};
    choices c;
    choice_rules how = {.v = &b.v, .most_pieces = 3};
    assert_int_equal(choices_read(&c, &b.a, &how, cells, 3), STATUS_OK); // one column per option
    assert_int_equal(c.count, 2);
    assert_int_equal(c.other_count, 1);
    span whole = SPAN("English; French, Canadian");
    how = (choice_rules){.v = NULL, .most_pieces = 1};
    assert_int_equal(choices_read(&c, &b.a, &how, &whole, 1), STATUS_OK); // no vocabulary
    assert_int_equal(c.count, 0);
    assert_int_equal(c.other_count, 2);
    assert_span(c.others[1], "French, Canadian");
    end(&b);
}

static void as_the_tool_joins_them(void **state) {
    (void)state;
    bench b;
    begin(&b);
    expect_joined(&b, ";", false, "Acquisitions;maps of rivers, lakes, and seas;Maps;", "0 3 | <maps of rivers, lakes, and seas>");
    expect_joined(&b, ";", false, "Acquisitions, Maps", "0 3 |"); // a text question: a list all the same
    expect_joined(&b, ";", false, "Acquisitions, knitting", "0 | <knitting>");
    expect_joined(&b, ";", false, "Acquisitions;Weeding; storage | moves;Maps;", "0 3 4 |"); // an option with the tool's own mark
    expect_joined(&b, ";", true, "Weeding; storage | moves;Acquisitions;", "4 0 |");
    expect_joined(&b, "", false, "Rare books, maps", "2 |"); // one column per option
    expect_joined(&b, "", false, "knitting, sewing", "| <knitting, sewing>");
    choices c;
    span whole = SPAN("English, of sorts");
    choice_rules how = {.v = NULL, .most_pieces = 1, .marks = ";"};
    assert_int_equal(choices_read(&c, &b.a, &how, &whole, 1), STATUS_OK);
    assert_int_equal(c.other_count, 1);
    end(&b);
}

static void ranked_with_their_places(void **state) {
    (void)state;
    bench b;
    begin(&b);
    expect(&b, true, "2: Maps; 1: Cataloging", "1 3 |");
    expect(&b, true, "Maps [2]; Cataloging [1]", "1 3 |");
    expect(&b, true, "3. Acquisitions, 1. Rare books, maps, 2. Maps", "2 3 0 |");
    expect(&b, true, "Maps (2nd choice); Cataloging (1st choice)", "1 3 |");
    expect(&b, true, "Maps; Cataloging [1]", "3 1 |"); // not all have one: as they stand
    expect(&b, false, "2: Maps; 1: Cataloging", "1 3 |");
    end(&b);
}

static void nearest(void **state) {
    (void)state;
    bench b;
    begin(&b);
    assert_int_equal(choices_nearest(&b.a, &b.v, SPAN("Acquisitons")), 0);
    assert_int_equal(choices_nearest(&b.a, &b.v, SPAN("Other: acquisitoins")), 0);
    assert_int_equal(choices_nearest(&b.a, &b.v, SPAN("Metadata mgmt")), 1); // a whole word in common
    assert_int_equal(choices_nearest(&b.a, &b.v, SPAN("storage rooms")), 4);
    assert_int_equal(choices_nearest(&b.a, &b.v, SPAN("maps and plans")), NONE); // two options have that word
    assert_int_equal(choices_nearest(&b.a, &b.v, SPAN("knitting")), NONE);
    assert_int_equal(choices_nearest(&b.a, &b.v, SPAN("")), NONE);
    end(&b);
}

static void collected(void **state) {
    (void)state;
    bench b;
    begin(&b);
    vocabulary v;
    const span commas[] = {SPAN("Maps, acquisitions"), SPAN("Acquisitions,  maps,\xC3\x89tudes"), SPAN("")};
    assert_int_equal(choices_collect(&v, &b.a, NULL, commas, 3), STATUS_OK);
    assert_int_equal(v.count, 3);
    assert_span(v.options[0].name, "Acquisitions"); // the bytewise smallest spelling
    assert_span(v.options[1].name, "Maps");
    assert_span(v.options[2].name, "\xC3\x89tudes");
    assert_int_equal(vocabulary_find(&v, SPAN("maps")), 1);
    const span semicolons[] = {SPAN("Rare books, maps"), SPAN("Maps; Rare books, maps;")};
    assert_int_equal(choices_collect(&v, &b.a, NULL, semicolons, 2), STATUS_OK);
    assert_int_equal(v.count, 2);
    assert_span(v.options[1].name, "Rare books, maps");
    assert_int_equal(choices_collect(&v, &b.a, NULL, NULL, 0), STATUS_OK);
    assert_int_equal(v.count, 0);
    end(&b);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(separators), cmocka_unit_test(named_again_counts_once),    cmocka_unit_test(longest_match), cmocka_unit_test(order_and_doubles),
        cmocka_unit_test(other_answers), cmocka_unit_test(nearest),       cmocka_unit_test(collected),
        cmocka_unit_test(as_the_tool_joins_them), cmocka_unit_test(ranked_with_their_places),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
