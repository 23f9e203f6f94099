// The bytes of an export: as the mentees' file beside fixed mentors, as the mentors' beside fixed mentees, as both
// roles' in one, with and without a program of its own; through the whole pipeline.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "small_cohort.h"

static void both_ways(const input *inputs, size_t count) {
    if (small_pipeline(inputs, count, false, false) == STATUS_BAD_INPUT) {
        (void)small_pipeline(inputs, count, true, true);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    span bytes = door_bytes(data, size);
    const input with_mentors[] = {small_program(), small_mentors(), {INPUT_MENTEES, SPAN("mentees.csv"), bytes}};
    const input with_mentees[] = {small_mentees(), {INPUT_MENTORS, SPAN("mentors.csv"), bytes}};
    const input alone[] = {small_program(), {INPUT_APPLICATIONS, SPAN("applications.csv"), bytes}};
    both_ways(with_mentors, sizeof with_mentors / sizeof *with_mentors);
    both_ways(with_mentees, sizeof with_mentees / sizeof *with_mentees);
    both_ways(alone, sizeof alone / sizeof *alone);
    return 0;
}
