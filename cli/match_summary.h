// What `match` says of its result: the steps, the headline, what is proven, who stays without, which pairs are weak, and what comes next.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json_result.h"
#include "output.h"
#include "session.h"

typedef struct match_times { // of terminal_clock_ms
    int64_t begun_ms, read_ms, scored_ms, paired_ms, written_ms;
} match_times;

typedef struct match_result {
    const pairing *pairing;
    const char *pairing_id;
    const output *output;
    const char *report; // the file to read first: "cohort-report.html"; NULL: documents were not wanted
    match_times times;
} match_result;

// Prints it, or with --json gives it as JSON. INTERNAL, NO_MEMORY.
outcome match_summary(session *s, const match_result *r, json_t **as_json);
