// What every command that reads applications shares: the inputs, the instant that counts as now, the world outside for the engine (zone
// files, named files, the clock, progress), and the engine's run itself.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "folder.h"

typedef struct session_goal { // when the solver was first seen at a goal
    int64_t begun_ms;
} session_goal;
enum { SESSION_GOALS = 32 };

typedef struct session {
    const options *options;
    terminal *terminal;
    memory memory;
    arena arena;            // texts and inputs; outlives the run
    folder folder;
    mp_run *run;
    mp_request request;     // as_of and seed filled in by session_read
    bool solving;
    size_t given_missing; // files named in program.yaml that are not in the program folder
    int64_t solve_until_ms; // of terminal_clock_ms; INT64_MAX: no limit yet
    session_goal goals[SESSION_GOALS];
    uint32_t goal_count;
} session;

// Opens the folder. Closed by session_close in any case.
outcome session_open(session *s, const options *o, terminal *t);
void session_close(session *s);

// Another run over the same world, for a further pairing of the same inputs; freed by the caller, who makes it s->run while it works. NULL: no memory.
mp_run *session_another_run(session *s);

// Reads the inputs into memory. Outcomes of folder_read; BAD_DATA: the run's findings say why.
outcome session_load(session *s);

// The instant that --as-of, SOURCE_DATE_EPOCH or the clock says, in the program's zone. USAGE (said), NO_MEMORY.
outcome session_as_of(session *s, instant *as_of);

// mp_read with s->request; its status as an outcome. BAD_DATA and PROGRAM_WRONG: the run's findings say why.
outcome session_read(session *s);

// mp_match under the time limit, which ends at the due date at the latest. STOPPED is not an outcome here: the pairing says it.
outcome session_match(session *s);

// mp_explain under the time limit. STOPPED is not an outcome here: the explanation says it.
outcome session_explain(session *s, explanation *out, const pairing *stands, span file, const explain_question *question);

// What a status of the engine means; says internal errors on the terminal.
outcome session_outcome(session *s, status result);

// Whether reading again with faulty applications set aside would find no error; *people gets how many they are.
bool session_would_pass_without_invalid(session *s, uint32_t *people);

findings *session_findings(session *s);

// The bytes of a zone's file, owned by `a`. BAD_INPUT: there is no such zone. NO_MEMORY.
status session_zone(arena *a, span name, span *bytes);

// The due date as calendar days from as-of in the program's zone. false: there is none.
typedef struct session_due {
    int64_t days;
    date day;
} session_due;
bool session_due_of(session_due *out, const program *p, instant as_of);

// The text as it may be printed: control characters and marks that turn text round made visible; owned by the session.
span session_visible(session *s, span text);

// Says that the file of an option could not be read, and which outcome that is. Not for FILE_FINE.
outcome session_unreadable(session *s, const char *name, const char *path, file_fault failed);

// A warning for every decision that was taken on a pairing which is neither in out/ nor in out.previous/. NO_MEMORY only.
outcome session_check_decisions(session *s);
