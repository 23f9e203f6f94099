// The bytes of a decisions.csv beside a small cohort; then the same bytes as the pairs of an earlier cohort and as the
// previous pairing.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "small_cohort.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    span bytes = door_bytes(data, size);
    input inputs[] = {
        small_program(), small_mentors(), small_mentees(), {INPUT_DECISIONS, SPAN("decisions.csv"), bytes}};
    enum { COUNT = sizeof inputs / sizeof *inputs };
    (void)small_pipeline(inputs, COUNT, false, false);
    inputs[COUNT - 1] = (input){INPUT_PAST, SPAN("past/spring.csv"), bytes};
    (void)small_pipeline(inputs, COUNT, false, false);
    inputs[COUNT - 1] = (input){INPUT_PREVIOUS, SPAN("pairing.json"), bytes};
    (void)small_pipeline(inputs, COUNT, false, false);
    return 0;
}
