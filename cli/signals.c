// SPDX-License-Identifier: GPL-3.0-or-later
#include "signals.h"

#include <signal.h>
#include <stddef.h>
#include <unistd.h>

enum { PHASE_PLAIN, PHASE_SOLVING, PHASE_WRITING };

static const int INTERRUPTING[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
enum { INTERRUPTING_COUNT = sizeof INTERRUPTING / sizeof INTERRUPTING[0] };

static volatile sig_atomic_t phase = PHASE_PLAIN;
static volatile sig_atomic_t stop_asked = 0;
static volatile sig_atomic_t pending = 0;
static volatile sig_atomic_t line_open = 0;

static void handle(int number) {
    if (phase == PHASE_SOLVING && number == SIGINT && !stop_asked) {
        stop_asked = 1;
        return;
    }
    if (phase == PHASE_WRITING) {
        pending = number;
        return;
    }
    if (line_open) {
        // Nothing can be done about a terminal that does not take it.
        (void)!write(STDERR_FILENO, "\n", 1);
    }
    _exit(128 + number);
}

void signals_install(void) {
    struct sigaction action = {.sa_handler = handle};
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < INTERRUPTING_COUNT; i++) {
        struct sigaction before;
        // What was ignored when the program started (nohup) stays ignored.
        if (sigaction(INTERRUPTING[i], NULL, &before) == 0 && before.sa_handler != SIG_IGN) {
            (void)sigaction(INTERRUPTING[i], &action, NULL);
        }
    }
    struct sigaction ignored = {.sa_handler = SIG_IGN};
    sigemptyset(&ignored.sa_mask);
    (void)sigaction(SIGPIPE, &ignored, NULL);
    (void)sigaction(SIGXFSZ, &ignored, NULL);
}

void signals_solving(bool solving) {
    phase = solving ? PHASE_SOLVING : PHASE_PLAIN;
}

bool signals_stop_asked(void) {
    return stop_asked != 0;
}

void signals_writing(bool writing) {
    phase = writing ? PHASE_WRITING : PHASE_PLAIN;
}

int signals_pending(void) {
    return pending;
}

void signals_hold(void) {
    sigset_t set;
    sigemptyset(&set);
    for (size_t i = 0; i < INTERRUPTING_COUNT; i++) {
        sigaddset(&set, INTERRUPTING[i]);
    }
    (void)sigprocmask(SIG_BLOCK, &set, NULL);
}

void signals_reset(void) {
    for (size_t i = 0; i < INTERRUPTING_COUNT; i++) {
        struct sigaction now;
        if (sigaction(INTERRUPTING[i], NULL, &now) == 0 && now.sa_handler == handle) {
            (void)signal(INTERRUPTING[i], SIG_DFL);
        }
    }
}

void signals_line_open(bool open) {
    line_open = open;
}
