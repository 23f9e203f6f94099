// The examples of FIPS 180-4 and of NIST's test vectors.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/digest.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void check(span bytes, const char *expected) {
    char hex[65];
    memset(hex, 'x', sizeof hex);
    sha256_hex(hex, sha256_of(bytes));
    assert_string_equal(hex, expected);
}

static void known_digests(void **state) {
    (void)state;
    check((span){NULL, 0}, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    check(SPAN(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    check(SPAN("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    check(SPAN("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
          "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    check((span){"\0", 1}, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
}

static void a_million_letters(void **state) {
    (void)state;
    char *letters = malloc(1000000);
    assert_non_null(letters);
    memset(letters, 'a', 1000000);
    check((span){letters, 1000000}, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    free(letters);
}

static void in_parts(void **state) {
    (void)state;
    const sha256 whole = sha256_of(SPAN("abc"));
    const span parts[] = {SPAN("a"), SPAN(""), {NULL, 0}, SPAN("bc")};
    assert_memory_equal(sha256_of_parts(parts, 4).bytes, whole.bytes, 32);
    assert_memory_equal(sha256_of_both(SPAN("ab"), SPAN("c")).bytes, whole.bytes, 32);
    assert_memory_equal(sha256_of_parts(NULL, 0).bytes, sha256_of(SPAN("")).bytes, 32);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_digests),
        cmocka_unit_test(a_million_letters),
        cmocka_unit_test(in_parts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
