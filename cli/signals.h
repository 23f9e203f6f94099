// Signals: what an interruption means while a command waits, solves, writes, and has published. The only state that cli/ shares with
// a signal handler lives here.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stdbool.h>

// Interrupting signals end the program with 128 + their number; SIGPIPE and SIGXFSZ become errors of the write that met them.
void signals_install(void);

// While solving, the first SIGINT only asks the solver to stop with what it has; the second one ends the program.
void signals_solving(bool solving);
bool signals_stop_asked(void);

// While writing, a signal is remembered, so that the half-written folder can be taken away before the program ends.
void signals_writing(bool writing);
int signals_pending(void); // its number, or 0

// From here to the end of the program interruptions have no effect: the new run has been published, and an exit code that says
// otherwise would be a lie.
void signals_hold(void);

// A child process takes signals as any program does.
void signals_reset(void);

// There is a progress line on the terminal which the handler ends before the program does.
void signals_line_open(bool open);
