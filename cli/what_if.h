// The pairing under another program or with other people, beside the one that stands: reads, changes, solves, compares. Touches nothing on
// disk. Sizes to expect: as match, once or twice over.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pairing_file.h"

typedef struct what_if_answer {
    const pairing *pairing;
    comparison change; // against the pairing that stands
} what_if_answer;

typedef struct what_if {
    session *session;
    span *edits, *leavers; // values of --set and --without
    size_t edit_count, leaver_count;
    input *added; // files of --add
    size_t added_count;
    mp_run *runs[3];       // of the pairing that stands, the best one, the one with the fewest changes; freed by what_if_close
    bool has_run;          // the pairing that stands is a run's; else it was made for the answer, of the unchanged program
    pairing_file file;     // of that run
    const pairing *stands;
    span stands_json;
    what_if_answer best;   // first the goals, then as few changes as they allow
    bool keeps_seed;       // of the run that stands, which its program does not say
    bool draws_anew;       // another seed is asked for: nothing is kept before the draw
    bool helped;           // equally good pairings were told apart by what they keep, which match does not do by itself
    bool keeps_by_goal;    // `fewest_changes` is a goal of the changed program: to make it so takes --previous
    bool drew_before;      // the draw alone is asked for again, with another seed
    bool has_fewest;       // people join or leave, and there are other ways to take that up
    what_if_answer fewest; // first as few changes as possible, then the goals
    comparison cost;       // best against fewest
} what_if;

// Everything. Outcomes of session_load, session_read and session_match; USAGE (said). Closed by what_if_close in any case.
outcome what_if_run(what_if *w, session *s);
void what_if_close(what_if *w);

// Notes on what else the answer shows: every input that is not as the run in out/ read it and that no option changes, a pairing that the run was
// told to keep to, another draw.
outcome what_if_note(what_if *w);
