// How a command ended. The one place where the exit codes of sysexits.h stand is outcome.c.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mentorpair.h"

typedef enum outcome {
    OUTCOME_DONE,          // also when people stay unmatched
    OUTCOME_USAGE,         // the command line is wrong
    OUTCOME_BAD_DATA,      // an input has error findings
    OUTCOME_NO_INPUT,      // an input is missing
    OUTCOME_INTERNAL,      // a defect of this program or of a library; a renderer that crashed or hung
    OUTCOME_REFUSED,       // a verification that failed
    OUTCOME_NO_MEMORY,
    OUTCOME_CANNOT_CREATE, // the output cannot be created
    OUTCOME_INPUT_OUTPUT,  // reading or writing failed
    OUTCOME_STOPPED,       // at a limit, with the best pairing so far
    OUTCOME_BUSY,          // another run works in the same folder: to be tried again
    OUTCOME_NOT_PERMITTED,
    OUTCOME_PROGRAM_WRONG, // every error stands in program.yaml
    OUTCOME_INTERRUPTED,   // by a signal
    OUTCOME_COUNT
} outcome;

// The exit code; `signal` is the number of the signal for OUTCOME_INTERRUPTED.
int outcome_exit_code(outcome o, int signal);

// What each exit code means, for the manual: rows end with code -1.
typedef struct outcome_row {
    int code;
    const char *meaning;
} outcome_row;
extern const outcome_row outcome_rows[];

// Hands any outcome but DONE on to the caller.
#define PASS(call)                           \
    do {                                     \
        outcome pass_outcome = (call);       \
        if (pass_outcome != OUTCOME_DONE) {  \
            return pass_outcome;             \
        }                                    \
    } while (0)

// The same for a function with something to give back: sets `result` and goes to `out`.
#define PASS_OUT(call)                       \
    do {                                     \
        result = (call);                     \
        if (result != OUTCOME_DONE) {        \
            goto out;                        \
        }                                    \
    } while (0)
