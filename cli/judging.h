// verify --pairs: a pairing made by hand beside the best one. Reads its file, has it judged, and tells what it is worth.
// Sizes to expect: as match.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <jansson.h>

#include "comparison_view.h"

typedef struct judging {
    session *session;
    const char *path; // of the file, as typed
    span bytes;
    draft draft;
    const pairing *best;
    bool of_run; // `best` is the run's in out/; else it was made here
    judgement judgement;
    comparison_view goals, changes;
} judging;

// Reads the file's bytes. NO_INPUT, NOT_PERMITTED, BAD_DATA, INPUT_OUTPUT (said on the terminal), NO_MEMORY.
outcome judging_load(judging *j, session *s);
// Holds it to the rules, once the applications are read. BAD_DATA: it cannot be read; the run's findings say why.
outcome judging_read(judging *j);
// Judges it beside the pairing of a run that holds; NULL: makes one first. Outcomes of session_match.
outcome judging_judge(judging *j, const pairing *of_run);

// REFUSED: it breaks a rule, or a better pairing exists; STOPPED: what it was held against is not proven to be the best.
outcome judging_outcome(const judging *j);

// Prints the findings in its own file, line by line; what was read beside it is nobody's question now, but for errors. NO_MEMORY.
outcome judging_print_findings(const judging *j);
// Prints everything but what comes next, those findings first. NO_MEMORY.
outcome judging_print(judging *j);

typedef struct judging_advice {
    const char *words;
    span command;
} judging_advice;
// What can be done now; `admits`: options of match that stand in no file. command.text NULL: no memory.
judging_advice judging_next(judging *j, const char *admits);

// For --json; its schema stands in schemas.c. NULL, or a view's no_memory: no memory.
json_t *judging_json(judging *j);
