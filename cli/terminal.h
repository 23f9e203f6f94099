// What a person sees: findings, errors and progress on stderr, results on stdout. Text that is printed here may carry styles, written as
// STYLE_ERROR "3 errors" STYLE_END; they take no room, and are left out where there is no colour. Lines break at 80 columns.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stdio.h>

#include "mentorpair.h"

#define STYLE_ERROR "\x01"   // bold red
#define STYLE_WARNING "\x02" // bold yellow
#define STYLE_NOTE "\x03"    // bold cyan
#define STYLE_PROVEN "\x04"  // bold green
#define STYLE_HEAD "\x05"    // bold
#define STYLE_END "\x0f"

enum { TERMINAL_COLUMNS = 80 };

typedef enum colour_choice { COLOUR_AUTO, COLOUR_ALWAYS, COLOUR_NEVER } colour_choice;

typedef struct stream {
    FILE *file;
    bool is_terminal;
    bool colour;
    uint32_t columns; // at which lines break
} stream;

typedef struct terminal {
    stream results, messages;
    bool quiet, verbose, json;
    bool results_closed;
    size_t findings_shown;  // of the findings printed last
    // The progress line.
    bool progress_shown;
    int64_t progress_begun_ms, progress_last_ms;
} terminal;

void terminal_open(terminal *t, colour_choice colour);

// Milliseconds of a clock that nobody sets.
int64_t terminal_clock_ms(void);

// Prints text that may carry styles and line breaks; lines that are too long break at blanks, and go on after `indent` blanks more than
// their own. `columns` 0: nothing breaks.
void terminal_print(const stream *s, uint32_t columns, uint32_t indent, const char *text);

// The same with printf and the stream's columns, as a paragraph of the results. Text of people must have passed text_visible.
void terminal_say(terminal *t, uint32_t indent, const char *format, ...) __attribute__((format(printf, 3, 4)));

void terminal_blank(terminal *t); // an empty line

// A command to copy: never broken. `before` stands in front of it.
void terminal_command(terminal *t, const char *before, span command);

// "mentorpair: error: ..." on stderr. For what is no finding about somebody's file.
void terminal_error(terminal *t, const char *format, ...) __attribute__((format(printf, 2, 3)));
void terminal_warning(terminal *t, const char *format, ...) __attribute__((format(printf, 2, 3)));
void terminal_note(terminal *t, const char *format, ...) __attribute__((format(printf, 2, 3)));

// All findings that were not printed yet, then how many of each file were only counted. Nothing with --json, which has them on stdout.
void terminal_findings(terminal *t, const findings *f);
const char *terminal_severity(severity s); // "error"

// "2 errors, 1 warning, 5 notes" with styles; "No findings" where there are none.
span terminal_counts(arena *a, const findings *f);

// One line that rewrites itself, on a terminal only, at most ten times a second, first after 0.3 seconds.
void terminal_progress(terminal *t, const progress *now);
void terminal_progress_end(terminal *t);

// Flushes and closes stdout, once; false: what was printed may not have arrived (said on stderr).
bool terminal_close_results(terminal *t);
