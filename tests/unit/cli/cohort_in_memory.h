// A small cohort handed to the engine as bytes, for tests of cli/ that need a run.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mentorpair.h"

static const char MENTORS_CSV[] = "name,email,career_stage,areas,capacity\n"
                                  "Ada Quill,ada@example.org,Senior,Acquisitions; Metadata,2\n"
                                  "Kofi Larkspur,kofi@example.org,Mid-career,Metadata,1\n"
                                  "Lu Vega,lu@example.org,Early career,Zines,0\n";
static const char MENTEES_CSV[] = "name,email,career_stage,areas\n"
                                  "Rosa Wren,rosa@example.org,Student,Metadata\n"
                                  "Idris Yarrow,idris@example.org,Early career,Acquisitions\n"
                                  "Mo Ash,mo@example.org,Senior,Metadata\n"
                                  "Bo Elm,bo@example.org,Senior,Metadata\n";

// A run that has read the two files; freed by mp_run_free.
static inline mp_run *run_that_read(const char *mentors, const char *mentees, input inputs[2], mp_request *request) {
    mp_run *run = mp_run_new((host){.self = NULL});
    inputs[0] = (input){.role = INPUT_MENTORS, .file = SPAN("mentors.csv"), .bytes = span_of(mentors)};
    inputs[1] = (input){.role = INPUT_MENTEES, .file = SPAN("mentees.csv"), .bytes = span_of(mentees)};
    *request = (mp_request){.inputs = inputs, .input_count = 2, .as_of = 1493640000, .alternatives = 3, .time_limit_s = 600};
    (void)mp_read(run, request);
    return run;
}

// A run that has also paired them; NULL when it could not.
static inline mp_run *run_that_paired(uint64_t seed, bool late, input inputs[2], mp_request *request) {
    mp_run *run = mp_run_new((host){.self = NULL});
    inputs[0] = (input){.role = INPUT_MENTORS, .file = SPAN("mentors.csv"), .bytes = span_of(MENTORS_CSV)};
    inputs[1] = (input){.role = INPUT_MENTEES, .file = SPAN("mentees.csv"), .bytes = span_of(MENTEES_CSV)};
    *request = (mp_request){.inputs = inputs, .input_count = 2, .as_of = 1493640000, .late = late, .has_seed = true, .seed = seed,
                            .alternatives = 3, .time_limit_s = 600};
    if (run != NULL && mp_read(run, request) == STATUS_OK && mp_match(run) == STATUS_OK) {
        return run;
    }
    mp_run_free(run);
    return NULL;
}
