// SPDX-License-Identifier: GPL-3.0-or-later
#include "outcome.h"

#include <sysexits.h>

int outcome_exit_code(outcome o, int signal) {
    switch (o) {
        case OUTCOME_DONE:
            return EX_OK;
        case OUTCOME_USAGE:
            return EX_USAGE;
        case OUTCOME_BAD_DATA:
            return EX_DATAERR;
        case OUTCOME_NO_INPUT:
            return EX_NOINPUT;
        case OUTCOME_INTERNAL:
        case OUTCOME_REFUSED:
            return EX_SOFTWARE;
        case OUTCOME_NO_MEMORY:
            return EX_OSERR;
        case OUTCOME_CANNOT_CREATE:
            return EX_CANTCREAT;
        case OUTCOME_INPUT_OUTPUT:
            return EX_IOERR;
        case OUTCOME_STOPPED:
        case OUTCOME_BUSY:
            return EX_TEMPFAIL;
        case OUTCOME_NOT_PERMITTED:
            return EX_NOPERM;
        case OUTCOME_PROGRAM_WRONG:
            return EX_CONFIG;
        case OUTCOME_INTERRUPTED:
            return 128 + signal;
        case OUTCOME_COUNT:
            break;
    }
    return EX_SOFTWARE;
}

const outcome_row outcome_rows[] = {
    {EX_OK, "Done, also when people stay unmatched."},
    {EX_USAGE, "The command line is wrong."},
    {EX_DATAERR, "An input has errors; each is listed with its place and how to mend it."},
    {EX_NOINPUT, "An input is missing."},
    {EX_SOFTWARE, "An internal error, or a verification that failed."},
    {EX_OSERR, "Out of memory."},
    {EX_CANTCREAT, "The output cannot be created."},
    {EX_IOERR, "Reading or writing failed."},
    {EX_TEMPFAIL, "Stopped at the time limit, with the best pairing so far written; or another run is at work in the same folder."},
    {EX_NOPERM, "Not permitted."},
    {EX_CONFIG, "program.yaml is wrong."},
    {-1, ""},
};
