// The bytes of a program.yaml: read alone, shown, read back from its shown form, and used for a small cohort through
// the whole pipeline.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/program.h"

#include "small_cohort.h"

// What a pairing.json holds of the program gives the same program again.
static void check_shown(context *c, const program *p) {
    arena a = arena_over(&c->memory);
    tree shown, again;
    program *back = NULL;
    REQUIRE(program_shown(&shown, &a, p) == STATUS_OK);
    status result = program_from_tree(&back, c, &shown, PROGRAM_SHOWN);
    for (size_t i = 0; i < c->findings.count && result != STATUS_OK; i++) {
        door_show(&c->findings.items[i]);
    }
    REQUIRE(result == STATUS_OK);
    REQUIRE(program_shown(&again, &a, back) == STATUS_OK);
    span one, other;
    REQUIRE(tree_json(&one, &a, &shown) == STATUS_OK && tree_json(&other, &a, &again) == STATUS_OK);
    REQUIRE(span_equal(one, other));
    REQUIRE(tree_equal(&shown, &again));
    program_free(back);
    arena_free(&a);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    context c;
    context_init(&c, small_host());
    program *p = NULL;
    span bytes = door_bytes(data, size);
    const door_file file = {.name = SPAN("program.yaml"), .bytes = bytes};
    status result = program_read(&p, &c, file.name, bytes);
    door_check_findings(&c, result, &file, 1);
    REQUIRE((result == STATUS_OK) == (p != NULL));
    if (p != NULL) {
        check_shown(&c, p);
    }
    program_free(p);
    door_end(&c);
    const input inputs[] = {{INPUT_PROGRAM, file.name, bytes}, small_mentors(), small_mentees()};
    if (result == STATUS_OK) {
        (void)small_pipeline(inputs, sizeof inputs / sizeof *inputs, false, false);
        (void)small_pipeline(inputs, sizeof inputs / sizeof *inputs, true, true);
    }
    return 0;
}
