// SPDX-License-Identifier: GPL-3.0-or-later
#include "cohort_reader.h"
#include "intake/json_pull.h"

// The tokens of a text in short: { } [ ] k"…" s"…" p"…", then . for the end or ! for a fault.
static void tokens(char *out, size_t size, const char *text) {
    static const char *const SIGNS[] = {"{", "}", "[", "]", "k", "s", "p", ".", "!", "?"};
    memory m = {0};
    arena a = arena_over(&m);
    json_pull_reader j = json_pull_open(span_of(text), &a);
    size_t used = 0;
    for (;;) {
        span value;
        json_pull_kind kind = json_pull_next(&j, &value);
        used += (size_t)snprintf(out + used, size - used, "%s%.*s", SIGNS[kind], SPAN_ARGS(value));
        if (kind >= JSON_PULL_END || used >= size) {
            break;
        }
    }
    arena_free(&a);
    assert_int_equal(m.live_bytes, 0);
}

static void expect(const char *text, const char *expected) {
    char found[400];
    tokens(found, sizeof found, text);
    if (strcmp(found, expected) != 0) {
        fail_msg("%s gives %s instead of %s", text, found, expected);
    }
}

static void values(void **state) {
    (void)state;
    expect("1", "p1.");
    expect(" \"a\" ", "sa.");
    expect("[]", "[].");
    expect("{}", "{}.");
    expect("[1, -2.5e3 ,true,null]", "[p1p-2.5e3ptruepnull].");
    expect("{\"a\":{\"b\":[{}]},\"c\":\"\"}", "{ka{kb[{}]}kcs}.");
}

static void escapes(void **state) {
    (void)state;
    expect("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "s\"\\/\b\f\n\r\t.");
    expect("\"\\u0041\\u00e9\\u20AC\\ud83d\\ude00\"", "sA\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80.");
    expect("{\"\\u006b\": 1}", "{kkp1}.");
}

static void faults(void **state) {
    (void)state;
    expect("", "!");
    expect("[1", "[p1!");
    expect("[1,]", "[p1!");
    expect("[,1]", "[!");
    expect("[1 2]", "[p1!");
    expect("{\"a\"}", "{!");
    expect("{\"a\":}", "{ka!");
    expect("{\"a\":1,}", "{kap1!");
    expect("{a:1}", "{!");
    expect("{1:1}", "{!");
    expect("[}", "[!");
    expect("1 2", "p1!");
    expect("nul", "!");
    expect("'a'", "!");
    expect("\"a", "!");
    expect("\"a\nb\"", "!");
    expect("\"\\", "!");
    expect("\"\\x\"", "!");
    expect("\"\\u12\"", "!");
    expect("\"\\u0000\"", "!");
    expect("\"\\ud83d\"", "!");
    expect("\"\\ud83d\\u0041\"", "!");
    expect("\"\\ude00\"", "!");
}

static void depth(void **state) {
    (void)state;
    char text[JSON_PULL_DEPTH_LIMIT + 2], found[200];
    memset(text, '[', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    tokens(found, sizeof found, text);
    assert_int_equal(strlen(found), JSON_PULL_DEPTH_LIMIT + 1);
    assert_int_equal(found[JSON_PULL_DEPTH_LIMIT], '!');
}

static void skipping(void **state) {
    (void)state;
    memory m = {0};
    arena a = arena_over(&m);
    span text;
    json_pull_reader j = json_pull_open(SPAN("[{\"a\": [1, {}]}, \"b\", 3]"), &a);
    assert_int_equal(json_pull_next(&j, &text), JSON_PULL_BEGIN_ARRAY);
    assert_int_equal(json_pull_skip(&j, json_pull_next(&j, &text)), JSON_PULL_PLAIN);
    assert_int_equal(json_pull_next(&j, &text), JSON_PULL_STRING);
    assert_int_equal(json_pull_skip(&j, JSON_PULL_STRING), JSON_PULL_PLAIN);
    assert_int_equal(json_pull_next(&j, &text), JSON_PULL_PLAIN);
    assert_int_equal(json_pull_next(&j, &text), JSON_PULL_END_ARRAY);
    assert_int_equal(json_pull_next(&j, &text), JSON_PULL_END);
    j = json_pull_open(SPAN("[1, 2"), &a);
    assert_int_equal(json_pull_skip(&j, json_pull_next(&j, &text)), JSON_PULL_FAULT);
    j = json_pull_open(SPAN("\"\\n\""), &a);
    m.fail_at = m.calls + 1;
    m.fail_on = true;
    assert_int_equal(json_pull_next(&j, &text), JSON_PULL_NO_MEMORY);
    arena_free(&a);
    assert_int_equal(m.live_bytes, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(values), cmocka_unit_test(escapes), cmocka_unit_test(faults),
                                       cmocka_unit_test(depth), cmocka_unit_test(skipping)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
