// SPDX-License-Identifier: GPL-3.0-or-later
#define _GNU_SOURCE
#include "cli/manifest.h"
#include "tests/unit/cli/scratch.h"

static const char ID[] = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

static file_fault read_here(manifest *m, arena *a) {
    const int here = open(".", O_RDONLY | O_DIRECTORY);
    const file_fault read = manifest_read(m, a, here, NULL);
    (void)close(here);
    return read;
}

static void written_and_read(void **state) {
    (void)state;
    memory mem = {0};
    arena a = arena_over(&mem);
    manifest m = {.count = 0}, again;
    memcpy(m.pairing, ID, sizeof m.pairing);
    assert_true(manifest_add_bytes(&m, &a, "pairs.csv", SPAN("abc")));
    assert_true(manifest_add(&m, &a, "notices/1.eml", ID, 1234567890123));
    assert_true(manifest_add_bytes(&m, &a, "cohort-report.html", SPAN("")));
    const span bytes = manifest_bytes(&m, &a);
    assert_string_equal(bytes.text, "{\n"
                                    "  \"format\": \"mentorpair.manifest/1\",\n"
                                    "  \"pairing\": \"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\",\n"
                                    "  \"files\": [\n"
                                    "    {\n"
                                    "      \"file\": \"cohort-report.html\",\n"
                                    "      \"sha256\": \"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\",\n"
                                    "      \"size\": 0\n"
                                    "    },\n"
                                    "    {\n"
                                    "      \"file\": \"notices/1.eml\",\n"
                                    "      \"sha256\": \"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\",\n"
                                    "      \"size\": 1234567890123\n"
                                    "    },\n"
                                    "    {\n"
                                    "      \"file\": \"pairs.csv\",\n"
                                    "      \"sha256\": \"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\",\n"
                                    "      \"size\": 3\n"
                                    "    }\n"
                                    "  ]\n"
                                    "}\n");
    scratch_write("manifest.json", bytes.text);
    assert_int_equal(read_here(&again, &a), FILE_FINE);
    assert_int_equal(again.count, 3);
    assert_string_equal(again.pairing, ID);
    assert_true(manifest_fits(manifest_find(&again, "pairs.csv"), SPAN("abc")));
    assert_false(manifest_fits(manifest_find(&again, "pairs.csv"), SPAN("abd")));
    assert_false(manifest_fits(manifest_find(&again, "pairs.csv"), SPAN("abcd")));
    assert_int_equal(manifest_find(&again, "notices/1.eml")->size, 1234567890123);
    assert_null(manifest_find(&again, "manifest.json"));
    arena_free(&a);
    assert_int_equal(mem.live_bytes, 0);
}

// A manifest decides what is deleted: nothing but the exact format counts.
static void refuses_what_is_none(void **state) {
    (void)state;
    static const char HEAD[] = "{\"format\": \"mentorpair.manifest/1\", \"pairing\": \"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\", ";
    static const char DIGEST[] = "\"sha256\": \"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\", \"size\": 1}";
    static const char *const NAMES[] = {"../x", "/etc/passwd", "a/../b", "a//b", ".", "..", "", "a/", "manifest.json", "./a"};
    static const char *const TEXTS[] = {"",
                                        "{}",
                                        "[]",
                                        "not json",
                                        "{\"format\": \"mentorpair.manifest/2\", \"pairing\": \"\", \"files\": []}",
                                        "{\"format\": \"mentorpair.manifest/1\", \"pairing\": \"abc\", \"files\": []}"};
    memory mem = {0};
    arena a = arena_over(&mem);
    manifest m;
    char text[1000];
    assert_int_equal(read_here(&m, &a), FILE_MISSING);
    for (size_t i = 0; i < sizeof TEXTS / sizeof TEXTS[0]; i++) {
        scratch_write("manifest.json", TEXTS[i]);
        assert_int_equal(read_here(&m, &a), FILE_CHANGED);
    }
    for (size_t i = 0; i < sizeof NAMES / sizeof NAMES[0]; i++) {
        (void)snprintf(text, sizeof text, "%s\"files\": [{\"file\": \"%s\", %s]}", HEAD, NAMES[i], DIGEST);
        scratch_write("manifest.json", text);
        assert_int_equal(read_here(&m, &a), FILE_CHANGED);
    }
    // The same name twice, a further key, a key twice.
    (void)snprintf(text, sizeof text, "%s\"files\": [{\"file\": \"a\", %s, {\"file\": \"a\", %s]}", HEAD, DIGEST, DIGEST);
    scratch_write("manifest.json", text);
    assert_int_equal(read_here(&m, &a), FILE_CHANGED);
    (void)snprintf(text, sizeof text, "%s\"files\": [], \"more\": 1}", HEAD);
    scratch_write("manifest.json", text);
    assert_int_equal(read_here(&m, &a), FILE_CHANGED);
    (void)snprintf(text, sizeof text, "%s\"files\": [], \"files\": []}", HEAD);
    scratch_write("manifest.json", text);
    assert_int_equal(read_here(&m, &a), FILE_CHANGED);
    (void)snprintf(text, sizeof text, "%s\"files\": []}", HEAD);
    scratch_write("manifest.json", text);
    assert_int_equal(read_here(&m, &a), FILE_FINE);
    arena_free(&a);
    assert_int_equal(mem.live_bytes, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test_setup_teardown(written_and_read, scratch_begin, scratch_end),
                                       cmocka_unit_test_setup_teardown(refuses_what_is_none, scratch_begin, scratch_end)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
