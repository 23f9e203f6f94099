// YAML as trees, and what is refused.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/yaml.h"

#include "said.h"

static size_t put(char *to, size_t room, const tree *t) {
    size_t length = 0;
    switch (t->kind) {
    case TREE_NULL:
        return (size_t)snprintf(to, room, "null@%u:%u", t->place.line, t->place.column);
    case TREE_SCALAR:
        return (size_t)snprintf(to, room, "%s%.*s@%u:%u", t->quoted ? "'" : "", SPAN_ARGS(t->text), t->place.line,
                                t->place.column);
    case TREE_LIST:
    case TREE_MAP:
        break;
    }
    length +=
        (size_t)snprintf(to, room, "%s@%u:%u(", t->kind == TREE_MAP ? "map" : "list", t->place.line, t->place.column);
    for (size_t i = 0; i < t->count; i++) {
        if (t->kind == TREE_MAP) {
            length += (size_t)snprintf(to + length, room - length, "%s%.*s@%u:%u=", i == 0 ? "" : " ",
                                       SPAN_ARGS(t->entries[i].key), t->entries[i].key_place.line,
                                       t->entries[i].key_place.column);
        } else if (i > 0) {
            length += (size_t)snprintf(to + length, room - length, " ");
        }
        length += put(to + length, room - length, &t->entries[i].value);
    }
    return length + (size_t)snprintf(to + length, room - length, ")");
}

// `expected` NULL: nothing can be used.
static void check_span(span text, const char *expected, const char *said_of_it) {
    context c;
    context_init(&c, (host){0});
    arena a = arena_over(&c.memory);
    tree root;
    status result = yaml_read(&root, &a, &c, SPAN("program.yaml"), text);
    assert_said(&c, said_of_it);
    assert_int_equal(result, c.findings.errors > 0 ? STATUS_BAD_INPUT : STATUS_OK);
    if (expected == NULL) {
        assert_int_equal(root.place.line, 0);
    } else {
        char shown[4096];
        (void)put(shown, sizeof shown, &root);
        assert_string_equal(shown, expected);
    }
    arena_free(&a);
    said_end(&c);
}

static void check(const char *text, const char *expected, const char *said_of_it) {
    check_span(span_of(text), expected, said_of_it);
}

static void nothing(void **state) {
    (void)state;
    check("", "null@1:1", "");
    check("\n  \n", "null@1:1", "");
    check("# only a comment\n", "null@1:1", "");
    check("---\n...\n", "null@1:1", "");
    check("~\n", "null@1:1", "");
}

static void values_and_places(void **state) {
    (void)state;
    check("a: 1\nb:\n  - x\n  - 'y z'\n", "map@1:1(a@1:1=1@1:4 b@2:1=list@3:3(x@3:5 'y z@4:5))", "");
    check("é: \"ü\"\nü: é # c\n", "map@1:1(é@1:1='ü@1:4 ü@2:1=é@2:4)", "");
    check("a:   \"é\", b\n", NULL, "error 1:9 yaml_syntax");
    check("{a: {b: [1, \"2\"]}}", "map@1:1(a@1:2=map@1:5(b@1:6=list@1:9(1@1:10 '2@1:13)))", "");
    check("a: 1\r\nb: 2\r\n", "map@1:1(a@1:1=1@1:4 b@2:1=2@2:4)", "");
    check("a: 1\rb: 2\r", "map@1:1(a@1:1=1@1:4 b@2:1=2@2:4)", "");
    check("a: >\n  one\n  two\n", "map@1:1(a@1:1='one two\n@2:1)", "");
    check("{\"a\": \"x\\u00fc\\n\", \"b\": null}", "map@1:1(a@1:2='xü\n@1:7 b@1:20=null@1:25)", "");
}

// Texts of many pieces, for which the library's short way leaks.
static void many_pieces(void **state) {
    (void)state;
    char text[4096] = "a: '", expected[4096] = "map@1:1(a@1:1='";
    for (int i = 0; i < 100; i++) {
        strcat(text, "x''\n\n  ");
        strcat(expected, "x'\n");
    }
    strcat(text, "y'\n");
    strcat(expected, "y@1:4)");
    check(text, expected, "");
}

static void empty_values(void **state) {
    (void)state;
    check("a:\nb: ~\nc: null\nd: ''\n", "map@1:1(a@1:1=null@1:1 b@2:1=null@2:4 c@3:1=null@3:4 d@4:1='@4:4)", "");
    check("a:\n  -\n  - x\n  -   # nothing\n", "map@1:1(a@1:1=list@2:3(null@2:3 x@3:5 null@4:3))", "");
    check("{a: , b: 1}", "map@1:1(a@1:2=null@1:2 b@1:7=1@1:10)", "");
}

static void anchors(void **state) {
    (void)state;
    check("a: &x [1, 2]\nb: *x\n", "map@1:1(a@1:1=list@1:7(1@1:8 2@1:11) b@2:1=list@1:7(1@1:8 2@1:11))", "");
    check("a: &x 1\n*x : 2\n", "map@1:1(a@1:1=1@1:7 1@1:7=2@2:6)", "");
    check("a: *x\n", NULL, "error 1:4 unknown_anchor");
    check("a: &x [*x]\n", NULL, "error 1:8 unknown_anchor");
    check("a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\n"
          "d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]\n",
          NULL, "error 5:29 too_many_values");
}

static void tags(void **state) {
    (void)state;
    check("a: !!str 5\nb: ! 5\nc: !!int 5\n", "map@1:1(a@1:1='5@1:10 b@2:1='5@2:6 c@3:1=5@3:10)", "");
    check("a: !mine 5\n", NULL, "error 1:10 unknown_tag");
}

static void doubled_keys(void **state) {
    (void)state;
    check("a: 1\nb: {c: 1, d: 2, c: 3}\na: 4\n",
          "map@1:1(a@1:1=1@1:4 b@2:1=map@2:4(c@2:5=1@2:8 d@2:11=2@2:14 c@2:17=3@2:20) a@3:1=4@3:4)",
          "error 2:17 duplicate_key\nerror 3:1 duplicate_key");
    check("\"a\": 1\na: 2\n", "map@1:1(a@1:1=1@1:6 a@2:1=2@2:4)", "error 2:1 duplicate_key");
}

static void what_is_refused(void **state) {
    (void)state;
    check("a: 1\n b: 2\n", NULL, "error 1:4 yaml_syntax");
    check("a: \"x\n", NULL, "error 1:4 yaml_syntax");
    check("a:\n\tb: 1\n", NULL, "error 2:1 yaml_syntax");
    check("a: [1\nb: 2\n", NULL, "error 3:1 yaml_syntax");
    check("a: @x\n", NULL, "error 1:4 yaml_syntax");
    check("a: 1\n---\nb: 2\n", NULL, "error 2:1 second_document");
    check("? {a: 1}\n: 2\n", NULL, "error 1:3 key_not_text");
    check("? [a]\n: 2\n", NULL, "error 1:3 key_not_text");
    check(": 2\n", NULL, "error 1:1 key_not_text");
}

static void limits(void **state) {
    (void)state;
    static char text[YAML_LIMIT_BYTES + 100];
    memset(text, '[', 100);
    check_span((span){text, 100}, NULL, "error 1:33 nested_too_deep");
    for (size_t i = 0; i < 2 * YAML_LIMIT_NODES + 20; i += 2) {
        memcpy(text + i, i == 0 ? "[x" : ",x", 2);
    }
    check_span((span){text, 2 * YAML_LIMIT_NODES + 20}, NULL, "error 1:200000 too_many_values");
    memset(text, '#', sizeof text);
    check_span((span){text, YAML_LIMIT_BYTES}, "null@1:1", "");
    check_span((span){text, YAML_LIMIT_BYTES + 1}, NULL, "error 1:1 file_too_large");
    size_t length = 0;
    for (int i = 0; i <= YAML_LIMIT_ANCHORS; i++) {
        length += (size_t)snprintf(text + length, sizeof text - length, "- &a%d x\n", i);
    }
    check_span((span){text, length}, NULL, "error 1001:10 too_many_anchors");
}

static void want_of_memory(void **state) {
    (void)state;
    for (int forever = 0; forever < 2; forever++) {
        status result = STATUS_NO_MEMORY;
        for (uint64_t at = 1; result == STATUS_NO_MEMORY; at++) {
            context c;
            context_init(&c, (host){0});
            arena a = arena_over(&c.memory);
            c.memory.fail_at = at;
            c.memory.fail_on = forever;
            tree root;
            result = yaml_read(&root, &a, &c, SPAN("program.yaml"),
                               span_of("a: &x [1, {b: 2}]\nc: *x\na: 3\nd: {e: [f]}\n"));
            assert_true(result == STATUS_NO_MEMORY ||
                        (result == STATUS_BAD_INPUT && c.findings.count == 1 && root.count == 4));
            assert_true(at < 1000);
            arena_free(&a);
            said_end(&c);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing),        cmocka_unit_test(values_and_places), cmocka_unit_test(many_pieces),
        cmocka_unit_test(empty_values),   cmocka_unit_test(anchors),           cmocka_unit_test(tags),
        cmocka_unit_test(doubled_keys),   cmocka_unit_test(what_is_refused),   cmocka_unit_test(limits),
        cmocka_unit_test(want_of_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
