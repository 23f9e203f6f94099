// pairing.json: the same bytes after reading and writing again, strictness with places, the id, want of memory.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/digest.h"
#include "random_pairing.h"

enum { RANDOM_PAIRINGS = 2500 };

static span written(arena *a, context *c, const pairing *p) {
    span bytes;
    assert_int_equal(pairing_json_bytes(&bytes, a, c, p), STATUS_OK);
    return bytes;
}

static void round_trip_keeps_every_byte(void **state) {
    (void)state;
    for (uint64_t seed = 1; seed <= RANDOM_PAIRINGS; seed++) {
        context c;
        context_init(&c, (host){0});
        arena a = arena_over(&c.memory);
        pairing *first = random_pairing(&c, seed), *second = NULL;
        assert_non_null(first);
        span bytes = written(&a, &c, first);
        status read = pairing_json_read(&second, &c, SPAN("pairing.json"), bytes);
        if (read != STATUS_OK) {
            fail_msg("seed %d: %.*s", (int)seed, SPAN_ARGS(c.findings.items[0].text));
        }
        span again = written(&a, &c, second);
        if (!span_equal(bytes, again)) {
            fail_msg("seed %d: other bytes after reading and writing again", (int)seed);
        }
        pairing_free(first);
        pairing_free(second);
        arena_free(&a);
        context_free(&c);
        assert_int_equal(c.memory.live_bytes, 0);
    }
}

typedef struct fixture {
    context c;
    arena a;
    pairing *p;
    span bytes;
} fixture;

static int set_up(void **state) {
    fixture *f = calloc(1, sizeof *f);
    context_init(&f->c, (host){0});
    f->a = arena_over(&f->c.memory);
    for (uint64_t seed = 1;; seed++) { // one in which everything occurs
        f->p = random_pairing(&f->c, seed);
        if (f->p->pair_count > 1 && f->p->people_count[ROLE_MENTOR] > 1 && f->p->unmatched_count > 1 &&
            f->p->bottleneck_count > 0 && f->p->aside_count > 0 && f->p->decision_count > 0 &&
            f->p->free_mentor_count > 0 && f->p->certificate[0].price_count[ROLE_MENTEE] > 0) {
            break;
        }
        pairing_free(f->p);
    }
    f->bytes = written(&f->a, &f->c, f->p);
    *state = f;
    return 0;
}

static int tear_down(void **state) {
    fixture *f = *state;
    pairing_free(f->p);
    arena_free(&f->a);
    context_free(&f->c);
    assert_int_equal(f->c.memory.live_bytes, 0);
    free(f);
    return 0;
}

static void keys_stand_in_their_order(void **state) {
    fixture *f = *state;
    static const char *const KEYS[] = {
        "format",       "tool",      "as_of",     "seed",   "options",           "program",
        "inputs",       "summary",   "objective", "pairs",  "unmatched_mentees", "bottlenecks",
        "free_mentors", "decisions", "set_aside", "people", "certificate"};
    size_t before = 0;
    for (size_t i = 0; i < sizeof KEYS / sizeof KEYS[0]; i++) {
        size_t at = span_find(f->bytes, arena_format(&f->a, "\n  \"%s\": ", KEYS[i]));
        assert_true(at != SIZE_MAX);
        assert_true(i == 0 || at > before);
        before = at;
    }
    assert_true(span_starts(
        f->bytes,
        SPAN("{\n  \"format\": \"mentorpair.pairing/1\",\n  \"tool\": \"mentorpair 0.1.0\",\n  \"as_of\": \"2017-0")));
    assert_memory_equal(f->bytes.text + f->bytes.length - 3, "\n}\n", 3);
}

static void texts_are_escaped_as_python_does(void **state) {
    fixture *f = *state;
    f->p->tool = SPAN("\x01\x1f\x7f\"\\/\n\t\b\f\r \\u001F é \xE2\x80\xA8");
    span bytes = written(&f->a, &f->c, f->p);
    assert_true(
        span_find(bytes,
                  SPAN("\"tool\": \"\\u0001\\u001f\x7f\\\"\\\\/\\n\\t\\b\\f\\r \\\\u001F é \xE2\x80\xA8\",\n")) !=
        SIZE_MAX);
}

static span replaced(arena *a, span text, span from, span to) {
    size_t at = span_find(text, from);
    if (at == SIZE_MAX) {
        fail_msg("the example does not hold %.*s", SPAN_ARGS(from));
    }
    char *out = arena_alloc(a, text.length + to.length, 1);
    memcpy(out, text.text, at);
    memcpy(out + at, to.text, to.length);
    memcpy(out + at + to.length, text.text + at + from.length, text.length - at - from.length);
    return (span){out, text.length - from.length + to.length};
}

static uint32_t line_of(span text, span part) {
    size_t at = span_find(text, part);
    uint32_t line = 1;
    for (size_t i = 0; i < at; i++) {
        line += text.text[i] == '\n';
    }
    return line;
}

typedef struct fault_case {
    const char *from, *to, *code;
    const char *place; // on the line of this, after the change; NULL: not asked
} fault_case;

static void every_fault_is_found_at_its_place(void **state) {
    static const fault_case CASES[] = {
        {"\"mentorpair.pairing/1\"", "\"mentorpair.pairing/2\"", "pairing_json_format", "\"format\""},
        {"{\n  \"format\": \"mentorpair.pairing/1\",\n", "{\n", "pairing_json_format", NULL},
        {"  \"seed\": ", "  \"sead\": 1,\n  \"seed\": ", "pairing_json_key_unknown", "\"sead\""},
        {"  \"seed\": ", "  \"seed\": 1,\n  \"seed\": ", "pairing_json_syntax", NULL},
        {"  \"seed\": ", "  \"seed\": -", "pairing_json_value", "\"seed\""},
        {"  \"seed\": ", "  \"seed\": 1.5, \"x\": ", "pairing_json_key_unknown", "\"seed\""},
        {"    \"late\": ", "    \"late\": 0, \"x\": ", "pairing_json_key_unknown", NULL},
        {"\"time_limit\": 600", "\"time_limit\": \"600\"", "pairing_json_type", "\"time_limit\""},
        {"\"as_of\": \"2017-0", "\"as_of\": \"2017-13-01T00:00:00Z\", \"x\": \"", "pairing_json_key_unknown", NULL},
        {"-05:00\",\n  \"seed\"", "-0500\",\n  \"seed\"", "pairing_json_value", "\"as_of\""},
        {"\"role\": \"program\"", "\"role\": \"programme\"", "pairing_json_value", "\"programme\""},
        {"\"rows\": 3,", "", "pairing_json_value", NULL},
        {"\"sha256\": \"", "\"sha256\": \"0", "pairing_json_value", "\"sha256\""},
        {"  \"summary\": {", "  \"summary\": [{", "pairing_json_syntax", NULL},
        {"    \"places\": 0,\n", "", "pairing_json_key_missing", "\"summary\""},
        {"\"level\": \"most_matched\"", "\"level\": \"most_match\"", "pairing_json_value", "\"most_match\""},
        {"\"round\": ", "\"round\": 9", "pairing_json_value", "\"round\""},
        {"\"score\": ", "\"score\": 1000", "pairing_json_value", NULL},
        {"\"pinned\": ", "\"pinned\": null, \"x\": ", "pairing_json_key_unknown", NULL},
        {"\"reason\": \"", "\"reason\": \"x", "pairing_json_value", "\"reason\": \"x"},
        {"\"people\": {", "\"people\": {\n    \"nobody\": [],", "pairing_json_key_unknown", "\"nobody\""},
        {"\"id\": \"r0", "\"id\": \"r9", "pairing_json_order", NULL},
        {"\"mentee\": \"e", "\"mentee\": \"f", "pairing_json_person", NULL},
        {"\"code\": \"late\"", "\"code\": \"lazy\"", "pairing_json_value", "\"lazy\""},
        {"\"submitted\": ", "\"submitted\": 3, \"x\": ", "pairing_json_key_unknown", NULL},
        {"\"decision\": \"withdraw\"", "\"decision\": \"approve\"", "pairing_json_value", "\"approve\""},
        {"\"mentee_prices\": {", "\"mentee_prices\": { \"nobody\": 0,", "pairing_json_value", "\"nobody\""},
        {"  \"certificate\": [", "  \"certificate\": {", "pairing_json_syntax", NULL},
        {"\n}\n", "\n}\n{}", "pairing_json_syntax", NULL},
    };
    fixture *f = *state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        span bad = replaced(&f->a, f->bytes, span_of(CASES[i].from), span_of(CASES[i].to));
        context c;
        context_init(&c, (host){0});
        pairing *p = NULL;
        status read = pairing_json_read(&p, &c, SPAN("p.json"), bad);
        if (read != STATUS_BAD_INPUT || p != NULL) {
            fail_msg("accepted: %s", CASES[i].to);
        }
        bool found = false;
        for (size_t j = 0; j < c.findings.count; j++) {
            found = found || strcmp(c.findings.items[j].code, CASES[i].code) == 0;
        }
        if (!found) {
            fail_msg("%s: [%s] %.*s", CASES[i].to, c.findings.items[0].code, SPAN_ARGS(c.findings.items[0].text));
        }
        if (CASES[i].place != NULL) {
            assert_int_equal(c.findings.items[0].place.line, line_of(bad, span_of(CASES[i].place)));
            assert_true(c.findings.items[0].place.column > 1);
        }
        context_free(&c);
        assert_int_equal(c.memory.live_bytes, 0);
    }
}

static void bytes_that_are_no_json_are_refused(void **state) {
    (void)state;
    static const char *const FILES[] = {
        "", "{", "[]", "null", "\"x\"", "{}", "\xEF\xBB\xBF{}", "{\"format\": \"\xFF\"}", "{\"format\": 1e999}"};
    for (size_t i = 0; i < sizeof FILES / sizeof FILES[0]; i++) {
        context c;
        context_init(&c, (host){0});
        pairing *p = NULL;
        assert_int_equal(pairing_json_read(&p, &c, SPAN("p.json"), span_of(FILES[i])), STATUS_BAD_INPUT);
        assert_true(c.findings.count > 0);
        context_free(&c);
        assert_int_equal(c.memory.live_bytes, 0);
    }
}

// Each byte in turn taken out of the file: read or refused, never anything else, and what is read has other bytes.
static void no_damage_goes_unseen(void **state) {
    fixture *f = *state;
    char *bad = arena_alloc(&f->a, f->bytes.length, 1);
    for (size_t i = 0; i < f->bytes.length; i += 7) {
        memcpy(bad, f->bytes.text, i);
        memcpy(bad + i, f->bytes.text + i + 1, f->bytes.length - i - 1);
        context c;
        context_init(&c, (host){0});
        pairing *p = NULL;
        status read = pairing_json_read(&p, &c, SPAN("p.json"), (span){bad, f->bytes.length - 1});
        assert_true(read == STATUS_OK || read == STATUS_BAD_INPUT);
        assert_int_equal(read == STATUS_BAD_INPUT, c.findings.errors > 0);
        pairing_free(p);
        context_free(&c);
        assert_int_equal(c.memory.live_bytes, 0);
    }
}

static void id_leaves_out_tool_and_time_alone(void **state) {
    fixture *f = *state;
    char id[65], same[65], other[65], expected[65];
    assert_int_equal(pairing_json_id(id, f->bytes), STATUS_OK);
    span emptied = replaced(&f->a, f->bytes, SPAN("\"tool\": \"mentorpair 0.1.0\""), SPAN("\"tool\": \"\""));
    char as_of[26];
    instant_format(as_of, f->p->as_of, f->p->as_of_offset_seconds);
    emptied = replaced(&f->a, emptied, span_of(as_of), SPAN(""));
    sha256_hex(expected, sha256_of(emptied));
    assert_string_equal(id, expected);
    f->p->tool = SPAN("mentorpair \"9\\");
    f->p->as_of += 86400;
    assert_int_equal(pairing_json_id(same, written(&f->a, &f->c, f->p)), STATUS_OK);
    assert_string_equal(id, same);
    f->p->seed++;
    assert_int_equal(pairing_json_id(other, written(&f->a, &f->c, f->p)), STATUS_OK);
    assert_string_not_equal(id, other);
    assert_int_equal(pairing_json_id(id, SPAN("{}")), STATUS_BAD_INPUT);
    assert_int_equal(pairing_json_id(id, (span){f->bytes.text, 70}), STATUS_BAD_INPUT);
}

static status refuse(void *self, const char *bytes, size_t length) {
    (void)bytes;
    (void)length;
    ++*(int *)self;
    return STATUS_CANCELLED;
}

static void what_the_sink_says_ends_the_writing(void **state) {
    fixture *f = *state;
    int calls = 0;
    assert_int_equal(pairing_json_write(&f->c, f->p, refuse, &calls), STATUS_CANCELLED);
    assert_int_equal(calls, 1);
}

static void want_of_memory_is_survived_everywhere(void **state) {
    fixture *f = *state;
    uint64_t failures = 0;
    for (uint64_t at = 1;; at++) {
        context c;
        context_init(&c, (host){0});
        c.memory.fail_at = at;
        pairing *p = NULL;
        status read = pairing_json_read(&p, &c, SPAN("p.json"), f->bytes);
        arena a = arena_over(&c.memory);
        span bytes;
        status write = read == STATUS_OK ? pairing_json_bytes(&bytes, &a, &c, p) : read;
        arena_free(&a);
        pairing_free(p);
        context_free(&c);
        assert_int_equal(c.memory.live_bytes, 0);
        if (write == STATUS_OK) {
            break;
        }
        assert_int_equal(write, STATUS_NO_MEMORY);
        failures++;
    }
    assert_true(failures > 3);
}

static void solution_has_numbers_for_ids(void **state) {
    fixture *f = *state;
    person people[ROLE_COUNT][8] = {0};
    cohort h = {0};
    for (int side = 0; side < ROLE_COUNT; side++) {
        h.people[side] = people[side];
        h.count[side] = f->p->people_count[side];
        for (uint32_t i = 0; i < h.count[side]; i++) {
            people[side][i].id = f->p->people[side][i].id;
        }
    }
    solution *s = NULL;
    assert_int_equal(pairing_solution(&s, &f->c, SPAN("p.json"), f->p, &h), STATUS_OK);
    assert_int_equal(s->pair_count, f->p->pair_count);
    for (uint32_t i = 0; i < s->pair_count; i++) {
        assert_true(span_equal(people[ROLE_MENTEE][s->pairs[i].mentee].id, f->p->pairs[i].mentee));
        assert_true(span_equal(people[ROLE_MENTOR][s->pairs[i].mentor].id, f->p->pairs[i].mentor));
    }
    assert_int_equal(s->level_count, f->p->objective_count);
    assert_int_equal(s->proofs[0].prices[ROLE_MENTEE][0], f->p->certificate[0].prices[ROLE_MENTEE][0].price);
    assert_int_equal(s->proofs[1].t, f->p->certificate[1].t);
    solution_free(s);
    s = NULL;
    h.count[ROLE_MENTEE] = 0;
    assert_int_equal(pairing_solution(&s, &f->c, SPAN("p.json"), f->p, &h), STATUS_BAD_INPUT);
    assert_null(s);
    assert_string_equal(f->c.findings.items[0].code, "pairing_json_person");
}

static void schema_is_json_with_a_newline(void **state) {
    fixture *f = *state;
    span schema;
    assert_int_equal(pairing_json_schema(&schema, &f->a), STATUS_OK);
    assert_true(span_starts(schema, SPAN("{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\"")));
    assert_memory_equal(schema.text + schema.length - 2, "}\n", 2);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(round_trip_keeps_every_byte),
        cmocka_unit_test_setup_teardown(keys_stand_in_their_order, set_up, tear_down),
        cmocka_unit_test_setup_teardown(texts_are_escaped_as_python_does, set_up, tear_down),
        cmocka_unit_test_setup_teardown(every_fault_is_found_at_its_place, set_up, tear_down),
        cmocka_unit_test(bytes_that_are_no_json_are_refused),
        cmocka_unit_test_setup_teardown(no_damage_goes_unseen, set_up, tear_down),
        cmocka_unit_test_setup_teardown(id_leaves_out_tool_and_time_alone, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_the_sink_says_ends_the_writing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(want_of_memory_is_survived_everywhere, set_up, tear_down),
        cmocka_unit_test_setup_teardown(solution_has_numbers_for_ids, set_up, tear_down),
        cmocka_unit_test_setup_teardown(schema_is_json_with_a_newline, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
