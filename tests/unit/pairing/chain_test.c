// Who moves where, in the order in which one makes room for the next: cycles, chains with free ends, several mentors,
// what does not hang together, want of memory. SPDX-License-Identifier: GPL-3.0-or-later
#include "pairing/chain.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { MOST = 8 };

typedef struct pairs { // "0-0 1-2": mentee and mentor
    couple list[MOST];
    uint32_t count;
} pairs;

static pairs pairs_of(const char *text) {
    pairs p = {.count = 0};
    for (unsigned mentee, mentor; *text != '\0';) {
        int read = 0;
        assert_int_equal(sscanf(text, "%u-%u%n", &mentee, &mentor, &read), 2);
        p.list[p.count++] = (couple){mentee, mentor};
        text += read;
        text += *text == ' ';
    }
    return p;
}

// "0: 0>1; 1: 1>." with a dot for nobody, and a bar behind the moves that hang together.
static void assert_chain(const char *now_text, const char *then_text, const char *about_text, const char *expected) {
    context c;
    context_init(&c, (host){0});
    arena a = arena_over(&c.memory);
    const pairs now = pairs_of(now_text), then = pairs_of(then_text), about = pairs_of(about_text);
    chain found;
    assert_int_equal(chain_between(&found, &a, &c, now.list, now.count, then.list, then.count, &about.list[0]),
                     STATUS_OK);
    char text[200] = "";
    for (uint32_t k = 0; k < found.count; k++) {
        const chain_move *m = &found.moves[k];
        char from[12] = ".", to[12] = ".";
        if (m->from != NONE) {
            (void)snprintf(from, sizeof from, "%u", m->from);
        }
        if (m->to != NONE) {
            (void)snprintf(to, sizeof to, "%u", m->to);
        }
        const size_t length = strlen(text);
        (void)snprintf(text + length, sizeof text - length, "%s%u: %s>%s",
                       k == found.linked ? " | "
                       : k > 0           ? "; "
                                         : "",
                       m->mentee, from, to);
    }
    assert_string_equal(text, expected);
    arena_free(&a);
    context_free(&c);
    assert_int_equal(c.memory.live_bytes, 0);
}

static void swaps(void **state) {
    (void)state;
    assert_chain("0-0 1-1", "0-1 1-0", "0-1", "0: 0>1; 1: 1>0");
    assert_chain("0-0 1-1 2-2", "0-1 1-2 2-0", "0-1", "0: 0>1; 1: 1>2; 2: 2>0");
    assert_chain("0-0 1-1 2-2", "0-1 1-2 2-0", "2-0", "2: 2>0; 0: 0>1; 1: 1>2");
}

static void free_ends(void **state) {
    (void)state;
    assert_chain("0-0", "0-1", "0-1", "0: 0>1");
    assert_chain("1-1", "0-1", "0-1", "0: .>1; 1: 1>.");                     // in somebody's stead
    assert_chain("1-1", "0-1 1-2", "0-1", "0: .>1; 1: 1>2");                 // who finds another
    assert_chain("0-0 1-1", "0-1 2-0", "0-1", "0: 0>1; 1: 1>.; 2: .>0");     // the place that was left is taken, too
    assert_chain("0-0 1-1 2-2", "0-1 2-0", "0-1", "0: 0>1; 1: 1>.; 2: 2>0"); // from the other end
}

static void a_pair_taken_apart(void **state) {
    (void)state;
    assert_chain("0-0 1-1", "0-1 1-0", "0-0", "0: 0>1; 1: 1>0");
    assert_chain("0-0", "", "0-0", "0: 0>.");
    assert_chain("0-0", "1-0", "0-0", "0: 0>.; 1: .>0");
}

static void several_mentors(void **state) {
    (void)state;
    assert_chain("0-0 1-1", "0-0 0-1", "0-1", "0: .>1; 1: 1>.");
    assert_chain("0-0 0-1 1-2", "0-1 0-2 1-0", "0-2", "0: 0>2; 1: 2>0");
}

static void apart(void **state) {
    (void)state;
    assert_chain("0-0 1-1 2-2 3-3", "0-1 1-0 2-3 3-2", "0-1", "0: 0>1; 1: 1>0 | 2: 2>3; 3: 3>2");
    assert_chain("0-0 1-1", "0-0 1-1", "0-1", "");
    assert_chain("", "", "0-1", "");
}

static void no_memory(void **state) {
    (void)state;
    const pairs now = pairs_of("0-0 1-1"), then = pairs_of("0-1 1-0");
    status result = STATUS_NO_MEMORY;
    for (uint64_t fail_at = 1; result != STATUS_OK; fail_at++) {
        context c;
        context_init(&c, (host){0});
        c.memory.fail_at = fail_at;
        arena a = arena_over(&c.memory);
        chain found;
        result = chain_between(&found, &a, &c, now.list, now.count, then.list, then.count, &then.list[0]);
        assert_true(result == STATUS_OK || (result == STATUS_NO_MEMORY && c.fault.status == STATUS_NO_MEMORY));
        arena_free(&a);
        context_free(&c);
        assert_int_equal(c.memory.live_bytes, 0);
        assert_true(fail_at < 100);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(swaps),           cmocka_unit_test(free_ends), cmocka_unit_test(a_pair_taken_apart),
        cmocka_unit_test(several_mentors), cmocka_unit_test(apart),     cmocka_unit_test(no_memory)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
