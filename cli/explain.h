// A question about the run in out/: who is meant, whether that run fits its input files, and the answer of the engine, made ready for people.
// Sizes to expect: as the run; a few seconds where something has to be solved again.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pairing_file.h"

typedef struct explain {
    session *session;
    pairing_file file;
    const pairing *stands;
    bool asked[ROLE_COUNT];   // --mentor, --mentee
    somebody who[ROLE_COUNT]; // of those asked about: taking part, or set aside
    bool has_answer;          // everybody asked about takes part
    explanation answer;
    bool misfit;    // the run does not fit its input files: nothing was explained
    bool no_memory; // a text could not be made
} explain;

// Reads, proves and asks. USAGE (said), NO_INPUT (said), BAD_DATA and REFUSED (findings); outcomes of session_load, session_read.
outcome explain_run(explain *x, session *s);

// Prints what is wrong; notes and warnings were read when the run was made, and come with --verbose only. NO_MEMORY only.
outcome explain_findings(explain *x);

// The number of the option that asks about that role.
option_id explain_option(role as);

// Remembers want of memory, and hands the text on.
span explain_say(explain *x, span text);

// Whether somebody asked about takes part.
bool explain_takes_part(const explain *x, role as);

// A name as it may be printed, with the id where two share it; the id where names are not shown.
span explain_name(explain *x, role as, span id);
// "Rosa Wren (Student, Harrow Hill College)"
span explain_person(explain *x, role as, span id);

// The entry of somebody without a counterpart, or with places left; NULL: there is none.
const shown_unmatched *explain_unmatched(const explain *x, span mentee);
const shown_free_mentor *explain_free_mentor(const explain *x, span mentor);
// The bottleneck that holds somebody; NULL: none does.
const shown_bottleneck *explain_bottleneck(const explain *x, role as, span id);

// What to do next: a sentence, a line for decisions.csv (or ""), a command (or "").
typedef struct explain_next {
    span words, decision, command;
} explain_next;
explain_next explain_what_next(explain *x);
// The command that makes such a run again, `extra` behind it.
span explain_match_again(explain *x, const char *extra);
