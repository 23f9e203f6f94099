// The bytes of a pairing.json: what can be read is written back, read again and written the same; and against the
// small cohort that it may be the result of, nothing verifies but the one true result.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "small_cohort.h"

// `bytes` as the engine writes them; owned by `a`.
static span rewritten(context *c, arena *a, pairing *p) {
    span out = SPAN("");
    REQUIRE(pairing_json_bytes(&out, a, c, p) == STATUS_OK);
    REQUIRE(text_invalid_at(out) == SIZE_MAX && out.length > 0 && out.text[out.length - 1] == '\n');
    pairing_free(p);
    return out;
}

static void check_round_trip(span bytes) {
    context c;
    context_init(&c, small_host());
    arena a = arena_over(&c.memory);
    pairing *p = NULL, *again = NULL;
    char id[65], same_id[65];
    const door_file file = {.name = SPAN("pairing.json"), .bytes = bytes};
    status result = pairing_json_read(&p, &c, file.name, bytes);
    door_check_findings(&c, result, &file, 1);
    REQUIRE((result == STATUS_OK) == (p != NULL));
    if (p != NULL) {
        span one = rewritten(&c, &a, p);
        REQUIRE(pairing_json_read(&again, &c, file.name, one) == STATUS_OK);
        span other = rewritten(&c, &a, again);
        REQUIRE(span_equal(one, other));
        REQUIRE(pairing_json_id(id, one) == STATUS_OK && pairing_json_id(same_id, other) == STATUS_OK &&
                strcmp(id, same_id) == 0);
    }
    result = pairing_json_id(id, bytes);
    REQUIRE(result == STATUS_OK || result == STATUS_BAD_INPUT);
    arena_free(&a);
    door_end(&c);
}

// From the program to the certificate, which other prices may fill as well.
static span recomputed_part(span json) {
    size_t start = span_find(json, SPAN("\n  \"program\": ")), end = span_find(json, SPAN("\n  \"certificate\": "));
    return start == SIZE_MAX || end == SIZE_MAX || end < start ? SPAN("") : (span){json.text + start, end - start};
}

static void check_verify(span bytes) {
    const input inputs[] = {small_program(), small_mentors(), small_mentees()};
    const mp_request request = {
        .inputs = inputs, .input_count = 3, .as_of = SMALL_AS_OF, .alternatives = 3, .time_limit_s = 600};
    mp_run *r = mp_run_new(small_host());
    REQUIRE(r != NULL && mp_read(r, &request) == STATUS_OK);
    size_t errors = mp_run_context(r)->findings.errors;
    mp_verdict verdict = {.holds = false};
    status result = mp_verify(r, SPAN("pairing.json"), bytes, &verdict);
    REQUIRE(result == STATUS_OK || result == STATUS_BAD_INPUT);
    REQUIRE((result == STATUS_BAD_INPUT) == (mp_run_context(r)->findings.errors > errors));
    if (result == STATUS_OK && verdict.holds) {
        REQUIRE(mp_match(r) == STATUS_OK);
        span truth = recomputed_part(mp_run_pairing_json(r));
        REQUIRE(truth.length > 0 && span_equal(truth, recomputed_part(bytes)));
    } else if (result == STATUS_OK) {
        REQUIRE(verdict.text.length > 0);
    }
    mp_run_free(r);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    span bytes = door_bytes(data, size);
    check_round_trip(bytes);
    check_verify(bytes);
    return 0;
}
