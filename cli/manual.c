// SPDX-License-Identifier: GPL-3.0-or-later
#include "manual.h"

#include <string.h>

#include "documents.h"
#include "file.h"
#include "headers_known.h"
#include "words.h"

enum { HELP_COLUMN = 26 };

static const char TOOL[] = "Pairs mentees with mentors: the best pairing that the program's rules allow, with its proof.";

static bool is_shown(option_id id, command_id command) {
    return (option_rows[id].commands & (1U << command)) != 0 && !option_rows[id].hidden;
}

// "--out DIR"
static wording spelled(const option_row *row) {
    wording w;
    (void)snprintf(w.text, sizeof w.text, "--%s%s%s", row->name, row->argument != NULL ? " " : "", row->argument != NULL ? row->argument : "");
    return w;
}

// What follows from the row beyond its help: choices, range, default.
static void remarks(char *out, size_t room, const option_row *row) {
    out[0] = '\0';
    if (row->kind == OPTION_WHOLE) {
        char usual[96] = "";
        if (strcmp(row->name, "seed") != 0) {
            (void)snprintf(usual, sizeof usual, "; default %s", words_digits(row->standard).text);
        }
        (void)snprintf(out, room, " (%s to %s%s)", words_digits(row->lowest).text,
                       row->highest == (int64_t)1 << 53 ? "2^53" : words_digits(row->highest).text, usual);
    } else if (row->kind == OPTION_LIST) {
        (void)snprintf(out, room, " (%s)", row->choices);
    }
}

// ---- --help -----------------------------------------------------------------------------------------------------

// A name in the left column and its text in the right one, broken at 80 columns.
static void put_row(const stream *out, const char *name, const char *text) {
    char line[4096];
    (void)snprintf(line, sizeof line, "  %-*s %s", HELP_COLUMN - 3, name, text);
    terminal_print(out, TERMINAL_COLUMNS, HELP_COLUMN - 2, line);
}

static void put_header(void *self, const char *name, const char *headers) {
    const stream *out = self;
    char line[8192];
    (void)snprintf(line, sizeof line, "  %-16s %s", name, headers);
    terminal_print(out, TERMINAL_COLUMNS, 17, line);
}

static void put_limits(const stream *out) {
    (void)fprintf(out->file, "\nLimits: files up to %d MiB, which must be regular files, of up to %d rows\n"
                             "of %d cells of %d MiB; %d findings are listed for each file, then they are\n"
                             "counted. The manual page has all of them.\n",
                  FILE_LARGEST_MIB, MP_ROWS_MOST, MP_COLUMNS_MOST, MP_CELL_MOST_MIB, FINDINGS_PER_FILE);
}

static void help_command(const stream *out, command_id command) {
    const command_row *row = &command_rows[command];
    (void)fprintf(out->file, "Usage: mentorpair %s [OPTION...] %s\n\n", row->name, row->arguments);
    terminal_print(out, TERMINAL_COLUMNS, 0, row->about);
    for (option_group group = 0; group < GROUP_COUNT; group++) {
        bool first = true;
        for (option_id id = 0; id < OPTION_COUNT; id++) {
            const option_row *one = &option_rows[id];
            if (one->group != group || !is_shown(id, command)) {
                continue;
            }
            if (first) {
                (void)fprintf(out->file, "\n%s:\n", option_group_names[group]);
                first = false;
            }
            char text[1024], more[256];
            remarks(more, sizeof more, one);
            (void)snprintf(text, sizeof text, "%s%s", one->help, more);
            put_row(out, spelled(one).text, text);
        }
    }
    if (row->two_files) {
        (void)fputs("\nHeaders that are understood without `columns` in program.yaml, whatever their\ncase, blanks and punctuation:\n", out->file);
        headers_known_each(put_header, (void *)(uintptr_t)out);
        put_limits(out);
    }
}

static void help_tool(const stream *out) {
    (void)fputs("Usage: mentorpair COMMAND [OPTION...] DIR\n\n", out->file);
    terminal_print(out, TERMINAL_COLUMNS, 0, TOOL);
    (void)fputs("\nCommands:\n", out->file);
    for (command_id id = COMMAND_NONE + 1; id < COMMAND_COUNT; id++) {
        char name[80];
        (void)snprintf(name, sizeof name, "%s %s", command_rows[id].name, command_rows[id].fewest > 0 ? command_rows[id].arguments : "DIR");
        put_row(out, name, command_rows[id].summary);
    }
    (void)fputs("\nDIR is the program folder: program.yaml, mentors.csv and mentees.csv (or\n"
                "applications.csv), decisions.csv, past/. Results are in out/.\n\n"
                "mentorpair COMMAND --help says more; so does the manual page, mentorpair(1).\n",
                out->file);
}

void manual_help(const stream *out, command_id command) {
    if (command == COMMAND_NONE) {
        help_tool(out);
    } else {
        help_command(out, command);
    }
}

void manual_version(const stream *out) {
    (void)fputs("mentorpair " MENTORPAIR_VERSION "\nLicense GPL-3.0-or-later: free software, without any warranty.\n", out->file);
}
