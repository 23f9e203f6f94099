// The manual page. Commands, options, exit codes, files and headers come from their tables; what is between them is text.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <string.h>

#include "documents.h"
#include "file.h"
#include "headers_known.h"
#include "manual.h"
#include "words.h"

enum { LINE_BYTES = 76 };

// A word as mdoc wants it: nothing in it is taken for a request or an escape.
static void put_word(FILE *out, const char *text, size_t length, bool line_begins) {
    if (line_begins && (text[0] == '.' || text[0] == '\'')) {
        (void)fputs("\\&", out);
    }
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '\\') {
            (void)fputs("\\e", out);
        } else if (text[i] == '-') {
            (void)fputs("\\-", out);
        } else {
            (void)fputc(text[i], out);
        }
    }
}

// How many bytes put_word makes of it.
static size_t written(const char *text, size_t length) {
    size_t bytes = length;
    for (size_t i = 0; i < length; i++) {
        bytes += text[i] == '-' || text[i] == '\\';
    }
    return bytes;
}

// Text, each sentence on a line of its own, long ones broken.
static void put_text(FILE *out, const char *text) {
    size_t used = 0;
    while (*text != '\0') {
        const size_t length = strcspn(text, " ");
        const size_t bytes = written(text, length);
        const bool fits = used == 0 || used + 1 + bytes <= LINE_BYTES;
        if (used > 0) {
            (void)fputc(fits ? ' ' : '\n', out);
        }
        put_word(out, text, length, used == 0 || !fits);
        used = used == 0 || !fits ? bytes : used + 1 + bytes;
        if (length > 1 && text[length - 1] == '.' && text[length] == ' ') {
            (void)fputc('\n', out);
            used = 0;
        }
        text += length + strspn(text + length, " ");
    }
    (void)fputc('\n', out);
}

static bool is_shown(option_id id, uint32_t commands) {
    return (option_rows[id].commands & commands) != 0 && !option_rows[id].hidden;
}

// The arguments; of a command that takes a folder or two files, the folder.
static const char *folder_or_files(const command_row *row) {
    return row->two_files ? "DIR" : row->arguments;
}

static void put_synopsis(FILE *out) {
    (void)fputs(".Sh SYNOPSIS\n", out);
    for (command_id id = COMMAND_NONE + 1; id < COMMAND_COUNT; id++) {
        const command_row *row = &command_rows[id];
        (void)fprintf(out, ".Nm\n.Cm %s\n.Op Ar option ...\n.Ar %s\n", row->name, folder_or_files(row));
        if (row->two_files) {
            (void)fprintf(out, ".Nm\n.Cm %s\n.Op Ar option ...\n.Ar MENTORS.csv MENTEES.csv\n", row->name);
        }
    }
    (void)fputs(".Nm\n.Fl \\-help | \\-version\n", out);
}

static void put_commands(FILE *out) {
    (void)fputs(".Ss Commands\n.Bl -tag -width Ds\n", out);
    for (command_id id = COMMAND_NONE + 1; id < COMMAND_COUNT; id++) {
        (void)fprintf(out, ".It Cm %s Ar %s\n", command_rows[id].name, folder_or_files(&command_rows[id]));
        put_text(out, command_rows[id].about);
        (void)fprintf(out, "Writes: %s.\n", command_rows[id].writes);
    }
    (void)fputs(".El\n", out);
}

// Names of the commands that know an option.
static void put_owners(FILE *out, const option_row *row) {
    bool first = true;
    (void)fputs("(", out);
    for (command_id id = COMMAND_NONE + 1; id < COMMAND_COUNT; id++) {
        if ((row->commands & (1U << id)) != 0) {
            (void)fprintf(out, "%s%s", first ? "" : ", ", command_rows[id].name);
            first = false;
        }
    }
    (void)fputs(")\n", out);
}

static void put_option(FILE *out, const option_row *row) {
    (void)fputs(".It Fl \\-", out);
    for (const char *at = row->name; *at != '\0'; at++) {
        (void)fputs(*at == '-' ? "\\-" : (char[]){*at, '\0'}, out);
    }
    (void)fprintf(out, "%s%s\n", row->argument != NULL ? " Ar " : "", row->argument != NULL ? row->argument : "");
    put_text(out, row->help);
    if (row->kind == OPTION_WHOLE) {
        (void)fprintf(out, "A whole number from %s to %s.\n", words_digits(row->lowest).text, words_digits(row->highest).text);
        if (strcmp(row->name, "seed") != 0) {
            (void)fprintf(out, "Default: %s.\n", words_digits(row->standard).text);
        }
    } else if (row->kind == OPTION_LIST) {
        (void)fprintf(out, "Any of: %s.\n", row->choices);
    }
    put_owners(out, row);
}

static void put_options(FILE *out) {
    (void)fputs(".Ss Options\nOptions are written out: there are no abbreviations and no single letters.\n"
                "Behind each stand the commands that know it.\n",
                out);
    for (option_group group = 0; group < GROUP_COUNT; group++) {
        (void)fprintf(out, ".Pp\n%s:\n.Bl -tag -width Ds\n", option_group_names[group]);
        for (option_id id = 0; id < OPTION_COUNT; id++) {
            if (option_rows[id].group == group && is_shown(id, ~0U)) {
                put_option(out, &option_rows[id]);
            }
        }
        (void)fputs(".El\n", out);
    }
}

static void put_header(void *self, const char *name, const char *headers) {
    FILE *out = self;
    (void)fprintf(out, ".It Sy %s\n", name);
    put_text(out, headers);
}

static void put_applications(FILE *out) {
    (void)fputs(".Ss Applications\n"
                "CSV files as form tools export them, unedited: comma, semicolon or tab; UTF\\-8.\n"
                "Columns are found by the texts under\n.Ql columns\nin\n.Pa program.yaml ,\n"
                "else by the headers below, whatever their case, blanks and punctuation.\n"
                "Any other column is kept, and can be named in a criterion or a requirement.\n"
                ".Bl -tag -width Ds\n",
                out);
    headers_known_each(put_header, out);
    (void)fputs(".El\n.Pp\n"
                "Somebody who applied twice in one role counts once, by the latest submission.\n"
                "A time that the clocks show twice when summer time ends is the first of the two,\n"
                "unless its zone is written behind it; one that they skip is as much later as\nthey were put forward.\n"
                "Applications that came after the close, that do not meet a requirement, or\n"
                "whose applicant has withdrawn are set aside and listed:\n"
                "accepted and set aside together are always all that was read.\n"
                ".Ss Decisions\n"
                "The columns of\n.Pa decisions.csv\nare\n.Ql decision , mentee , mentor , reason\nand, if wanted,\n.Ql pairing .\n"
                "A decision is\n.Ql pin\n(these two are paired),\n.Ql veto\n(these two are not) or\n.Ql withdraw\n(one of the two columns names who has left).\n"
                "People are named by id, by e\\-mail address, or by a name that only one person\nhas.\n"
                ".Ss Findings\n"
                "What is wrong with a file is printed on the standard error output, one finding\na line:\n"
                ".Dl FILE:LINE:COLUMN: error|warning|note: what is wrong (column \"NAME\"): how to mend it [code]\n"
                "Lines and columns count characters from 1 in the original file.\n"
                "Errors in any input stop the run before anything is written.\n"
                ".Ss Limits\n",
                out);
    (void)fprintf(out, "Inputs are regular files of up to %d MiB,\nwith up to %d rows of up to %d cells of up to %d MiB each.\n"
                  "A file has up to %d cells, or one for every\n%d bytes of it where those are more;\n"
                  "all applications together have as many answers, empty ones too.\n"
                  "Their choices are looked up ten million times and the people they name half a\nmillion times, "
                  "or once for every 4 and 32 bytes where that is more;\nan option is found across up to 40 separators.\n%d findings are listed for each file, the rest is counted.\n"
                  "A mentor offers up to 50 places, a mentee asks for up to 5 mentors.\n",
                  FILE_LARGEST_MIB, MP_ROWS_MOST, MP_COLUMNS_MOST, MP_CELL_MOST_MIB, MP_CELLS_MOST, MP_BYTES_A_CELL, FINDINGS_PER_FILE);
}

static void put_environment(FILE *out) {
    (void)fputs(".Sh ENVIRONMENT\n.Bl -tag -width SOURCE_DATE_EPOCH\n"
                ".It Ev NO_COLOR\nWhere it is set and not empty, nothing is coloured unless\n.Fl \\-color Ar always\nis given.\n"
                ".It Ev SOURCE_DATE_EPOCH\nSeconds since 1970 that count as now where\n.Fl \\-as\\-of\nis not given.\n"
                ".El\n.Pp\nThe locale and\n.Ev TZ\nhave no effect.\n",
                out);
}

static void put_files(FILE *out) {
    (void)fputs(".Sh FILES\nIn the program folder:\n.Bl -tag -width Ds\n"
                ".It Pa program.yaml\nCalendar, career stages, areas of work, criteria and rules.\nWithout it, built\\-in ones are used.\n"
                ".It Pa mentors.csv , mentees.csv\nThe applications.\n"
                ".It Pa applications.csv\nInstead of the two: one form for both, with a role column.\n"
                ".It Pa decisions.csv\nThe committee\\(aqs pins, vetoes and withdrawals.\n"
                ".It Pa past/\nEarlier cohorts, whose pairs are not made again.\n"
                ".It Pa out/\nThe run:\n.Pa pairing.json\n(the whole result and its proof),\n.Pa manifest.json\n(size and SHA\\-256 of every file), and these:\n"
                ".Bl -tag -width Ds\n",
                out);
    for (size_t i = 0; i < document_entry_count; i++) {
        (void)fprintf(out, ".It Pa %s\n", document_entries[i].file);
        put_text(out, document_entries[i].what);
    }
    (void)fputs(".El\n.It Pa out.previous/\nThe run with another pairing that stood there before.\n"
                ".It Pa journal/\nSeeds that were tried on the same inputs.\nNothing in it is ever replaced.\n"
                ".It Pa kept/\nFiles of yours that were found inside\n.Pa out/\nand moved here instead of being deleted.\n"
                ".El\n.Pp\nThey hold personal data: files are made readable by you alone.\n"
                "A run replaces\n.Pa out/\nas a whole or not at all.\n",
                out);
}

static void put_exit_codes(FILE *out) {
    (void)fputs(".Sh EXIT STATUS\n.Bl -tag -width Ds\n", out);
    for (const outcome_row *row = outcome_rows; row->code >= 0; row++) {
        (void)fprintf(out, ".It %d\n", row->code);
        put_text(out, row->meaning);
    }
    (void)fputs(".It 128 + signal\nInterrupted.\n"
                "The first interrupt while solving acts as the time limit.\n.El\n.Pp\n"
                "On any code but 0 and 75 nothing in\n.Pa out/\nhas changed.\n",
                out);
}

void manual_page(FILE *out) {
    (void)fputs(".\\\" SPDX-License-Identifier: GPL-3.0-or-later\n"
                ".Dd May 1, 2017\n.Dt MENTORPAIR 1\n.Os\n"
                ".Sh NAME\n.Nm mentorpair\n.Nd pair mentees with mentors, with proof\n",
                out);
    put_synopsis(out);
    (void)fputs(".Sh DESCRIPTION\n.Nm\n"
                "reads the applications of one cohort and makes the best pairing that the\n"
                "program\\(aqs rules allow.\n"
                "Each goal is solved to proven optimality; the proof is part of the result and\n"
                "is checked in every run by a second, independent part of the program.\n"
                "The same applications give the same bytes on every machine, whatever the order\n"
                "of their rows.\n"
                "No connection is opened.\n",
                out);
    put_commands(out);
    put_options(out);
    put_applications(out);
    put_environment(out);
    put_files(out);
    put_exit_codes(out);
    (void)fputs(".Sh EXAMPLES\n.Bd -literal -offset indent\n"
                "mentorpair init spring\\-2017\n"
                "mentorpair check spring\\-2017\n"
                "mentorpair match spring\\-2017 \\-\\-set\\-aside\\-invalid\n"
                "mentorpair verify spring\\-2017\n"
                ".Ed\n",
                out);
}
