// SPDX-License-Identifier: GPL-3.0-or-later
#include "terminal.h"

#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio_ext.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "signals.h"
#include "words.h"

enum { PROGRESS_AFTER_MS = 300, PROGRESS_EVERY_MS = 100, NARROWEST = 30, LONGEST_MESSAGE = 4000, LONGEST_PREFIX = 60 };

// ---- opening and closing ----------------------------------------------------------------------------------------

static bool wants_colour(colour_choice colour, bool is_terminal) {
    const char *none = getenv("NO_COLOR"), *kind = getenv("TERM");
    switch (colour) {
        case COLOUR_ALWAYS:
            return true;
        case COLOUR_NEVER:
            return false;
        case COLOUR_AUTO:
            break;
    }
    return is_terminal && (none == NULL || none[0] == '\0') && kind != NULL && strcmp(kind, "dumb") != 0;
}

static stream stream_over(FILE *file, colour_choice colour) {
    stream s = {.file = file, .columns = TERMINAL_COLUMNS};
    s.is_terminal = isatty(fileno(file)) == 1;
    s.colour = wants_colour(colour, s.is_terminal);
    struct winsize size;
    if (s.is_terminal && ioctl(fileno(file), TIOCGWINSZ, &size) == 0 && size.ws_col >= NARROWEST && size.ws_col < s.columns) {
        s.columns = size.ws_col;
    }
    return s;
}

void terminal_open(terminal *t, colour_choice colour) {
    *t = (terminal){.results = stream_over(stdout, colour), .messages = stream_over(stderr, colour)};
    t->progress_begun_ms = terminal_clock_ms();
}

int64_t terminal_clock_ms(void) {
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

bool terminal_close_results(terminal *t) {
    if (t->results_closed) {
        return true;
    }
    t->results_closed = true;
    errno = 0;
    const bool failed_before = ferror(t->results.file) != 0;
    const bool something_waits = __fpending(t->results.file) > 0;
    if (fclose(t->results.file) == 0 && !failed_before) {
        return true;
    }
    // A closed descriptor 1 that nothing was written to is nobody's loss.
    if (errno == EBADF && !failed_before && !something_waits) {
        return true;
    }
    terminal_error(t, "stdout: %s: nothing more can be printed", errno != 0 ? strerror(errno) : "writing failed");
    return false;
}

// ---- text with styles -------------------------------------------------------------------------------------------

static const char *style_sequence(char style) {
    switch (style) {
        case '\x01':
            return "\x1b[1;31m";
        case '\x02':
            return "\x1b[1;33m";
        case '\x03':
            return "\x1b[1;36m";
        case '\x04':
            return "\x1b[1;32m";
        case '\x05':
            return "\x1b[1m";
        case '\x0f':
            return "\x1b[0m";
        default:
            return NULL;
    }
}

// A word of `length` bytes with its styles.
static void put_word(const stream *s, const char *text, size_t length) {
    for (size_t i = 0; i < length; i++) {
        const char *sequence = style_sequence(text[i]);
        if (sequence == NULL) {
            (void)fputc(text[i], s->file);
        } else if (s->colour) {
            (void)fputs(sequence, s->file);
        }
    }
}

// Styles are control characters, which take no column.
static uint32_t columns_of(const char *text, size_t length) {
    return (uint32_t)text_columns((span){text, length});
}

// One line, broken at blanks where it would pass `columns`. Runs of blanks inside it (tables) stay as they are.
static void put_line(const stream *s, uint32_t columns, uint32_t indent, const char *line, size_t length) {
    size_t at = 0;
    while (at < length && line[at] == ' ') {
        at++;
    }
    const uint32_t hang = (uint32_t)at + indent;
    uint32_t column = (uint32_t)at;
    put_word(s, line, at);
    size_t blanks = 0;
    while (at < length) {
        size_t end = at;
        while (end < length && line[end] != ' ') {
            end++;
        }
        const uint32_t wide = columns_of(line + at, end - at);
        if (columns > 0 && blanks > 0 && column + blanks + wide > columns) {
            (void)fprintf(s->file, "\n%*s", (int)hang, "");
            column = hang;
        } else {
            (void)fprintf(s->file, "%*s", (int)blanks, "");
            column += (uint32_t)blanks;
        }
        put_word(s, line + at, end - at);
        column += wide;
        at = end;
        while (at < length && line[at] == ' ') {
            at++;
        }
        blanks = at - end;
    }
    (void)fputc('\n', s->file);
}

void terminal_print(const stream *s, uint32_t columns, uint32_t indent, const char *text) {
    while (*text != '\0') {
        const size_t length = strcspn(text, "\n");
        put_line(s, columns, indent, text, length);
        text += length + (text[length] == '\n');
    }
}

void terminal_say(terminal *t, uint32_t indent, const char *format, ...) {
    if (t->quiet || t->json) {
        return;
    }
    char *text = NULL;
    va_list arguments;
    va_start(arguments, format);
    const int length = vasprintf(&text, format, arguments);
    va_end(arguments);
    if (length < 0) {
        return;
    }
    terminal_print(&t->results, t->results.columns, indent, text);
    free(text);
}

void terminal_blank(terminal *t) {
    if (!t->quiet && !t->json) {
        (void)fputc('\n', t->results.file);
    }
}

void terminal_command(terminal *t, const char *before, span command) {
    if (!t->quiet && !t->json) {
        put_word(&t->results, before, strlen(before));
        (void)fprintf(t->results.file, "%.*s\n", SPAN_ARGS(command));
    }
}

// Breaks on a terminal only: piped, every finding and error is one line.
static void message(terminal *t, const char *text) {
    terminal_progress_end(t);
    terminal_print(&t->messages, t->messages.is_terminal ? t->messages.columns : 0, 4, text);
    (void)fflush(t->messages.file);
}

// Names of files may hold whatever a terminal obeys: it is written out.
static span harmless(arena *a, span text) {
    const span visible = text_visible(a, text, SIZE_MAX);
    return visible.text == NULL ? SPAN("(no memory to show it)") : visible;
}

// A fixed buffer, so that want of memory can be told.
__attribute__((format(printf, 3, 0))) static void prefixed(terminal *t, const char *prefix, const char *format, va_list arguments) {
    char text[LONGEST_MESSAGE], body[LONGEST_MESSAGE];
    memory m = {0};
    arena a = arena_over(&m);
    (void)vsnprintf(body, sizeof body, format, arguments);
    (void)snprintf(text, sizeof text, "mentorpair: %s%.*s", prefix, (int)sizeof text - LONGEST_PREFIX, harmless(&a, span_of(body)).text);
    arena_free(&a);
    message(t, text);
}

void terminal_error(terminal *t, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    prefixed(t, STYLE_ERROR "error:" STYLE_END " ", format, arguments);
    va_end(arguments);
}

void terminal_warning(terminal *t, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    prefixed(t, STYLE_WARNING "warning:" STYLE_END " ", format, arguments);
    va_end(arguments);
}

void terminal_note(terminal *t, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    prefixed(t, STYLE_NOTE "note:" STYLE_END " ", format, arguments);
    va_end(arguments);
}

// ---- findings ---------------------------------------------------------------------------------------------------

const char *terminal_severity(severity s) {
    switch (s) {
        case SEVERITY_ERROR:
            return "error";
        case SEVERITY_WARNING:
            return "warning";
        case SEVERITY_NOTE:
            return "note";
    }
    return "error";
}

static const char *severity_style(severity s) {
    switch (s) {
        case SEVERITY_ERROR:
            return STYLE_ERROR;
        case SEVERITY_WARNING:
            return STYLE_WARNING;
        case SEVERITY_NOTE:
            return STYLE_NOTE;
    }
    return STYLE_ERROR;
}

static void one_finding(terminal *t, const finding *f) {
    char *text = NULL;
    memory m = {0};
    arena a = arena_over(&m);
    const span file = harmless(&a, f->place.file), what = harmless(&a, f->text);
    const int length = asprintf(&text, STYLE_HEAD "%.*s:%" PRIu32 ":%" PRIu32 ":" STYLE_END " %s%s:" STYLE_END " %.*s [%s]",
                                SPAN_ARGS(file), f->place.line, f->place.column, severity_style(f->severity),
                                terminal_severity(f->severity), SPAN_ARGS(what), f->code);
    if (length >= 0) {
        message(t, text);
        free(text);
    }
    arena_free(&a);
}

// Whether an earlier finding speaks of the same file.
static bool file_seen(const findings *f, size_t index) {
    for (size_t i = 0; i < index; i++) {
        if (span_equal(f->items[i].place.file, f->items[index].place.file)) {
            return true;
        }
    }
    return false;
}

void terminal_findings(terminal *t, const findings *f) {
    if (t->json || t->findings_shown == f->count) {
        return;
    }
    for (size_t i = t->findings_shown; i < f->count; i++) {
        one_finding(t, &f->items[i]);
    }
    t->findings_shown = f->count;
    for (size_t i = 0; i < f->count; i++) {
        const span file = f->items[i].place.file;
        const size_t left_out = findings_left_out(f, file);
        if (left_out > 0 && !file_seen(f, i)) {
            char text[LONGEST_MESSAGE];
            memory m = {0};
            arena a = arena_over(&m);
            (void)snprintf(text, sizeof text, STYLE_HEAD "%.*s:" STYLE_END " and %s more, not listed",
                           SPAN_ARGS(harmless(&a, file)), words_digits((int64_t)left_out).text);
            arena_free(&a);
            message(t, text);
        }
    }
}

span terminal_counts(arena *a, const findings *f) {
    if (f->errors + f->warnings + f->notes == 0) {
        return SPAN("No findings");
    }
    const struct {
        size_t count;
        const char *style, *one, *many;
    } kinds[] = {{f->errors, STYLE_ERROR, "error", "errors"},
                 {f->warnings, STYLE_WARNING, "warning", "warnings"},
                 {f->notes, STYLE_NOTE, "note", "notes"}};
    span text = SPAN("");
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0] && text.text != NULL; i++) {
        if (kinds[i].count > 0) {
            text = arena_format(a, "%.*s%s%s%s %s" STYLE_END, SPAN_ARGS(text), text.length > 0 ? ", " : "", kinds[i].style,
                                words_digits((int64_t)kinds[i].count).text, words_plural(kinds[i].count, kinds[i].one, kinds[i].many));
        }
    }
    return text;
}

// ---- progress ---------------------------------------------------------------------------------------------------

static const char *stage_label(const char *stage) {
    static const char *const LABELS[][2] = {
        {"reading", "Reading"}, {"scoring", "Scoring"}, {"pairing", "Pairing"}, {"checking", "Checking"}, {"writing", "Writing"}};
    for (size_t i = 0; i < sizeof LABELS / sizeof LABELS[0]; i++) {
        if (strcmp(stage, LABELS[i][0]) == 0) {
            return LABELS[i][1];
        }
    }
    return "Working";
}

// "goal 2 of 2, best total fit: 3,371.05 so far, limit 3,401.20"; without its beginning where there is no room for it.
static void progress_words(char *out, size_t size, size_t room, const progress *now) {
    char goal[48] = "", limit[80] = "";
    out[0] = '\0';
    if (now->level == NULL) {
        return;
    }
    if (strcmp(now->level, "draw") == 0) {
        (void)snprintf(out, size, "settling equal choices by the draw");
        return;
    }
    if (now->steps > 0) {
        (void)snprintf(goal, sizeof goal, "goal %" PRIu32 " of %" PRIu32 ", ", now->step, now->steps);
    }
    if (now->bound != INT64_MAX) {
        (void)snprintf(limit, sizeof limit, ", limit %s", words_level_value(now->level, now->bound).text);
    }
    const wording level = words_level(now->level), value = words_level_value(now->level, now->value);
    const int length = snprintf(out, size, "%s%s: %s so far%s", goal, level.text, value.text, limit);
    if (length > 0 && (size_t)length > room) {
        (void)snprintf(out, size, "%s: %s so far%s", level.text, value.text, limit);
    }
}

void terminal_progress(terminal *t, const progress *now) {
    const int64_t clock_ms = terminal_clock_ms();
    if (!t->messages.is_terminal || t->quiet || clock_ms - t->progress_begun_ms < PROGRESS_AFTER_MS ||
        clock_ms - t->progress_last_ms < PROGRESS_EVERY_MS) {
        return;
    }
    // Never as wide as the terminal: a full last column would break the line.
    const int room = (int)t->messages.columns - 1 - 10 - 8;
    char what[TERMINAL_COLUMNS * 4];
    progress_words(what, sizeof what, (size_t)room, now);
    (void)fprintf(t->messages.file, "\r%-10s%-*.*s %7s\x1b[K", stage_label(now->stage), room, room, what,
                  words_seconds(clock_ms - t->progress_begun_ms).text);
    (void)fflush(t->messages.file);
    t->progress_last_ms = clock_ms;
    t->progress_shown = true;
    signals_line_open(true);
}

void terminal_progress_end(terminal *t) {
    if (t->progress_shown) {
        (void)fputs("\r\x1b[K", t->messages.file);
        (void)fflush(t->messages.file);
        t->progress_shown = false;
        signals_line_open(false);
    }
}
