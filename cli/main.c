// The command table, and what surrounds every command: descriptors, signals, the terminal, the exit code.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "commands.h"
#include "confine.h"
#include "manual.h"
#include "schemas.h"
#include "signals.h"

static command_run *const COMMANDS[COMMAND_COUNT] = {[COMMAND_INIT] = cmd_init,
                                                     [COMMAND_CHECK] = cmd_check,
                                                     [COMMAND_MATCH] = cmd_match,
                                                     [COMMAND_REPORT] = cmd_report,
                                                     [COMMAND_VERIFY] = cmd_verify,
                                                     [COMMAND_APPROVE] = cmd_approve,
                                                     [COMMAND_COMPARE] = cmd_compare,
                                                     [COMMAND_WHAT_IF] = cmd_what_if,
                                                     [COMMAND_EXPLAIN] = cmd_explain,
                                                     [COMMAND_PURGE] = cmd_purge};

// A file that is opened must not become stdin, stdout or stderr because somebody closed them.
static void guard_descriptors(void) {
    for (int descriptor = STDIN_FILENO; descriptor <= STDERR_FILENO; descriptor++) {
        if (fcntl(descriptor, F_GETFD) < 0) {
            // Opened for the other direction: what is written there fails, as it would have before.
            (void)open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY);
        }
    }
}

// Prints something about the tool itself.
static outcome tell(const options *o, terminal *t) {
    FILE *out = t->results.file;
    if (o->said[OPTION_HELP]) {
        manual_help(&t->results, o->command);
    } else if (o->said[OPTION_VERSION]) {
        manual_version(&t->results);
    } else if (o->said[OPTION_SCHEMA]) {
        return schemas_print_result(out, o->command);
    } else if (o->said[OPTION_SCHEMA_OF]) {
        return schemas_print(out, o->text[OPTION_SCHEMA_OF]);
    } else if (o->said[OPTION_COMPLETION]) {
        manual_completion(out, o->text[OPTION_COMPLETION]);
    } else {
        manual_page(out);
    }
    return OUTCOME_DONE;
}

static colour_choice colour_of(const options *o) {
    return command_line_lists(o, OPTION_COLOR, "always") ? COLOUR_ALWAYS : command_line_lists(o, OPTION_COLOR, "never") ? COLOUR_NEVER : COLOUR_AUTO;
}

static outcome run(int argc, char **argv, terminal *t) {
    options o;
    outcome result = command_line_parse(&o, t, argc, argv);
    if (result == OUTCOME_DONE) {
        terminal_open(t, colour_of(&o));
        t->quiet = o.said[OPTION_QUIET];
        t->verbose = o.said[OPTION_VERBOSE];
        t->json = o.said[OPTION_JSON];
        const bool tells = o.command == COMMAND_NONE || o.said[OPTION_HELP] || o.said[OPTION_VERSION] || o.said[OPTION_SCHEMA];
        result = tells ? tell(&o, t) : COMMANDS[o.command](&o, t);
    }
    command_line_free(&o);
    return result;
}

int main(int argc, char **argv) {
    terminal t;
    guard_descriptors();
    confine_memory();
    (void)umask(077);
    signals_install();
    // A message at a time, not a letter: whoever prints flushes.
    (void)setvbuf(stderr, NULL, _IOFBF, BUFSIZ);
    terminal_open(&t, COLOUR_AUTO);
    outcome result = run(argc, argv, &t);
    terminal_progress_end(&t);
    if (result == OUTCOME_NO_MEMORY) {
        terminal_error(&t, "there is not enough memory: close other programs, or use a larger machine");
    }
    if (!terminal_close_results(&t) && (result == OUTCOME_DONE || result == OUTCOME_STOPPED)) {
        result = OUTCOME_INPUT_OUTPUT;
    }
    return outcome_exit_code(result, signals_pending() != 0 ? signals_pending() : signals_stop_asked() ? 2 : 0);
}
