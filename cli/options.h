// Commands and options: one table of each. Parsers, --help, the manual page and the completions follow from them.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mentorpair.h"

typedef enum command_id {
    COMMAND_NONE, // mentorpair --help, --version and the like
    COMMAND_INIT,
    COMMAND_CHECK,
    COMMAND_MATCH,
    COMMAND_REPORT,
    COMMAND_VERIFY,
    COMMAND_APPROVE,
    COMMAND_COMPARE,
    COMMAND_WHAT_IF,
    COMMAND_EXPLAIN,
    COMMAND_PURGE,
    COMMAND_COUNT
} command_id;

typedef struct command_row {
    const char *name;
    const char *arguments; // as shown: "DIR"
    size_t fewest, most;   // how many arguments
    bool two_files;        // also takes two CSV files, or none where options name them
    const char *summary;   // one line, for the list of commands
    const char *writes;    // what it writes, for the manual
    const char *about;     // paragraphs, for --help and the manual
} command_row;
extern const command_row command_rows[COMMAND_COUNT];

typedef enum option_id {
    OPTION_MENTORS,
    OPTION_MENTEES,
    OPTION_APPLICATIONS,
    OPTION_PROGRAM,
    OPTION_DECISIONS,
    OPTION_PAST,
    OPTION_PREVIOUS,
    OPTION_OUT,
    OPTION_MENTEE,
    OPTION_MENTOR,
    OPTION_AS_OF,
    OPTION_SEED,
    OPTION_TIME_LIMIT,
    OPTION_SET_ASIDE_INVALID,
    OPTION_LATE,
    OPTION_ALTERNATIVES,
    OPTION_NO_DOCUMENTS,
    OPTION_ONLY,
    OPTION_AGAIN,
    OPTION_PAIRS,
    OPTION_BY,
    OPTION_UNPROVEN,
    OPTION_PERSON,
    OPTION_YES,
    OPTION_FROM,
    OPTION_SET,
    OPTION_ADD,
    OPTION_WITHOUT,
    OPTION_JSON,
    OPTION_SCHEMA,
    OPTION_QUIET,
    OPTION_VERBOSE,
    OPTION_COLOR,
    OPTION_HELP,
    OPTION_VERSION,
    OPTION_MAN_PAGE,
    OPTION_COMPLETION,
    OPTION_SCHEMA_OF,
    OPTION_COUNT
} option_id;

typedef enum option_kind {
    OPTION_FLAG,
    OPTION_FILE,
    OPTION_FOLDER,
    OPTION_WHOLE,  // a whole number, lowest..highest
    OPTION_CHOICE, // one of `choices`
    OPTION_LIST,   // some of `choices`, joined by commas
    OPTION_TEXT
} option_kind;

typedef enum option_group { GROUP_INPUTS, GROUP_RUN, GROUP_OUTPUT, GROUP_COUNT } option_group;

typedef struct option_row {
    const char *name;     // without the two dashes
    const char *argument; // as shown: "FILE"; NULL: none
    option_kind kind;
    option_group group;
    uint32_t commands;    // bit 1 << command_id
    uint32_t own;         // those of them to which another command's line does not hand it on
    bool repeatable;
    bool hidden;          // for building the product: not in --help, manual and completions
    int64_t lowest, highest, standard; // WHOLE
    const char *choices;  // CHOICE and LIST: words joined by blanks
    const char *help;     // one or two sentences
} option_row;
extern const option_row option_rows[OPTION_COUNT];
extern const char *const option_group_names[GROUP_COUNT];

typedef struct repeated_value {
    option_id option;
    const char *value;
} repeated_value;

typedef struct options {
    command_id command;
    const char *arguments[2];
    size_t argument_count;
    bool said[OPTION_COUNT];
    const char *text[OPTION_COUNT];
    int64_t number[OPTION_COUNT]; // WHOLE: the default where not said
    repeated_value *repeated;     // values of options that may be said several times, in their order
    size_t repeated_count;
} options;
