// argp sorts options from arguments and hands out values; names are checked before, since getopt accepts abbreviations.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "command_line.h"

#include <stdlib.h>
#include <string.h>

#include "base/fixed.h"
#include "options_argp.h"
#include "words.h"

// ---- words of the command line ----------------------------------------------------------------------------------

static bool applies(option_id id, command_id command) {
    return (option_rows[id].commands & 1U << command) != 0;
}

static option_id find_option(command_id command, span name) {
    for (option_id id = 0; id < OPTION_COUNT; id++) {
        if (applies(id, command) && span_equal(span_of(option_rows[id].name), name)) {
            return id;
        }
    }
    return OPTION_COUNT;
}

// "mentorpair match", or "mentorpair".
static wording speaker(command_id command) {
    wording w;
    (void)snprintf(w.text, sizeof w.text, "mentorpair%s%s", command == COMMAND_NONE ? "" : " ", command_rows[command].name);
    return w;
}

// The one name that begins with `word`, or the nearest one; NULL: none is near.
static const char *nearest_name(span word, const span *names, size_t count) {
    const char *begun = NULL;
    size_t begins = 0;
    for (size_t i = 0; i < count; i++) {
        if (word.length >= 2 && span_starts(names[i], word)) {
            begun = names[i].text;
            begins++;
        }
    }
    if (begins == 1) {
        return begun;
    }
    memory m = {0};
    arena scratch = arena_over(&m);
    const size_t nearest = text_invalid_at(word) == SIZE_MAX ? text_nearest(&scratch, word, names, count) : SIZE_MAX;
    arena_free(&scratch);
    return nearest == SIZE_MAX ? NULL : names[nearest].text;
}

static outcome unknown_option(terminal *t, command_id command, span name) {
    const wording who = speaker(command);
    span names[OPTION_COUNT];
    size_t count = 0;
    for (option_id id = 0; id < OPTION_COUNT; id++) {
        if (applies(id, command) && !option_rows[id].hidden) {
            names[count++] = span_of(option_rows[id].name);
        }
    }
    const char *near = nearest_name(name, names, count);
    if (near != NULL) {
        terminal_error(t, "%s has no option --%.*s: did you mean --%s?", who.text, SPAN_ARGS(name), near);
        return OUTCOME_USAGE;
    }
    for (command_id other = COMMAND_NONE + 1; other < COMMAND_COUNT; other++) {
        const option_id id = find_option(other, name);
        if (id != OPTION_COUNT && command == COMMAND_NONE) {
            terminal_error(t, "--%.*s comes after the command: mentorpair COMMAND --%.*s", SPAN_ARGS(name), SPAN_ARGS(name));
            return OUTCOME_USAGE;
        }
        if (id != OPTION_COUNT && !option_rows[id].hidden) {
            terminal_error(t, "%s has no option --%.*s: it belongs to mentorpair %s. %s --help lists the options", who.text,
                           SPAN_ARGS(name), command_rows[other].name, who.text);
            return OUTCOME_USAGE;
        }
    }
    terminal_error(t, "%s has no option --%.*s: %s --help lists the options", who.text, SPAN_ARGS(name), who.text);
    return OUTCOME_USAGE;
}

static outcome find_command(command_id *out, terminal *t, const char *name) {
    span names[COMMAND_COUNT];
    size_t count = 0;
    for (command_id id = COMMAND_NONE + 1; id < COMMAND_COUNT; id++) {
        names[count++] = span_of(command_rows[id].name);
        if (strcmp(command_rows[id].name, name) == 0) {
            *out = id;
            return OUTCOME_DONE;
        }
    }
    const char *near = nearest_name(span_of(name), names, count);
    if (near != NULL) {
        terminal_error(t, "there is no command %s: did you mean mentorpair %s?", name, near);
    } else {
        terminal_error(t, "there is no command %s: mentorpair --help lists the commands", name);
    }
    return OUTCOME_USAGE;
}

// ---- checking names ---------------------------------------------------------------------------------------------

// One option as it was written; *takes_next: its value is the next word.
static outcome check_option(options *o, terminal *t, const char *written, const char *next, bool *takes_next) {
    const wording who = speaker(o->command);
    const span name = {written + 2, strcspn(written + 2, "=")};
    const bool has_value = written[2 + name.length] == '=';
    const option_id id = find_option(o->command, name);
    if (id == OPTION_COUNT) {
        return unknown_option(t, o->command, name);
    }
    const option_row *row = &option_rows[id];
    if (o->said[id] && !row->repeatable) {
        terminal_error(t, "--%s stands twice: say it once", row->name);
        return OUTCOME_USAGE;
    }
    o->said[id] = true;
    if (row->argument == NULL && has_value) {
        terminal_error(t, "--%s takes no value: write --%s alone", row->name, row->name);
        return OUTCOME_USAGE;
    }
    *takes_next = row->argument != NULL && !has_value;
    // A value that looks like an option is far more often a forgotten value.
    if ((*takes_next && (next == NULL || next[0] == '\0' || strncmp(next, "--", 2) == 0)) || (has_value && written[3 + name.length] == '\0')) {
        terminal_error(t, "--%s needs a value: %s --%s %s", row->name, who.text, row->name, row->argument);
        return OUTCOME_USAGE;
    }
    return OUTCOME_DONE;
}

static outcome check_names(options *o, terminal *t, int argc, char **argv) {
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
        bool takes_next = false;
        if (strncmp(argv[i], "--", 2) == 0) {
            PASS(check_option(o, t, argv[i], i + 1 < argc ? argv[i + 1] : NULL, &takes_next));
        } else if (argv[i][0] == '-' && argv[i][1] != '\0') {
            terminal_error(t, "there is no option %s: options are words, with two dashes; %s --help lists them", argv[i],
                           speaker(o->command).text);
            return OUTCOME_USAGE;
        }
        i += takes_next;
    }
    return OUTCOME_DONE;
}

// ---- taking values ----------------------------------------------------------------------------------------------

// Whether `word` is one of the words in `list`, which `separator` joins.
static bool in_list(const char *list, char separator, span word) {
    while (*list != '\0') {
        const char *end = strchr(list, separator);
        const size_t length = end == NULL ? strlen(list) : (size_t)(end - list);
        if (span_equal((span){list, length}, word)) {
            return true;
        }
        list += length + (end != NULL);
    }
    return false;
}

bool command_line_lists(const options *o, option_id id, const char *name) {
    return o->text[id] != NULL && in_list(o->text[id], ',', span_of(name));
}

static outcome check_choices(terminal *t, const option_row *row, const char *value) {
    const char separator = row->kind == OPTION_LIST ? ',' : '\0';
    while (true) {
        const char *end = separator != '\0' ? strchr(value, separator) : NULL;
        const span word = {value, end == NULL ? strlen(value) : (size_t)(end - value)};
        if (!in_list(row->choices, ' ', word)) {
            terminal_error(t, "--%s cannot be %.*s: %s %s", row->name, SPAN_ARGS(word), row->kind == OPTION_LIST ? "choose among" : "choose one of",
                           row->choices);
            return OUTCOME_USAGE;
        }
        if (end == NULL) {
            return OUTCOME_DONE;
        }
        value = end + 1;
    }
}

static outcome take_value(options *o, terminal *t, option_id id, const char *value) {
    const option_row *row = &option_rows[id];
    o->text[id] = value;
    switch (row->kind) {
        case OPTION_WHOLE:
            if (!fixed_parse_whole(&o->number[id], span_of(value), row->lowest, row->highest)) {
                terminal_error(t, "--%s %s: a whole number from %s to %s is needed", row->name, value, words_digits(row->lowest).text,
                               words_digits(row->highest).text);
                return OUTCOME_USAGE;
            }
            break;
        case OPTION_CHOICE:
        case OPTION_LIST:
            PASS(check_choices(t, row, value));
            break;
        case OPTION_FLAG:
        case OPTION_FILE:
        case OPTION_FOLDER:
        case OPTION_TEXT:
            break;
    }
    if (row->repeatable) {
        o->repeated[o->repeated_count++] = (repeated_value){.option = id, .value = value};
    }
    return OUTCOME_DONE;
}

typedef struct parsing {
    options *options;
    terminal *terminal;
    outcome outcome;
} parsing;

static bool take_word(void *self, int key, char *value) {
    parsing *p = self;
    options *o = p->options;
    const command_row *row = &command_rows[o->command];
    if (key != OPTIONS_ARGP_ARGUMENT) {
        p->outcome = take_value(o, p->terminal, (option_id)key, value);
    } else if (o->command == COMMAND_NONE) {
        terminal_error(p->terminal, "the command comes first: mentorpair %s", value);
        p->outcome = OUTCOME_USAGE;
    } else if (o->argument_count == row->most) {
        terminal_error(p->terminal, "%s is one argument too many: mentorpair %s %s", value, row->name, row->arguments);
        p->outcome = OUTCOME_USAGE;
    } else {
        o->arguments[o->argument_count++] = value;
    }
    return p->outcome == OUTCOME_DONE;
}

static outcome take_words(options *o, terminal *t, int argc, char **argv) {
    options_argp_row rows[OPTION_COUNT];
    size_t count = 0;
    for (option_id id = 0; id < OPTION_COUNT; id++) {
        if (applies(id, o->command)) {
            rows[count++] = (options_argp_row){.name = option_rows[id].name, .argument = option_rows[id].argument, .key = (int)id};
        }
    }
    parsing p = {.options = o, .terminal = t, .outcome = OUTCOME_DONE};
    const options_argp_end end = options_argp_parse(rows, count, argc, argv, take_word, &p);
    if (end == OPTIONS_ARGP_NO_MEMORY) {
        return OUTCOME_NO_MEMORY;
    }
    return p.outcome == OUTCOME_DONE && end != OPTIONS_ARGP_DONE ? OUTCOME_INTERNAL : p.outcome;
}

// ---- what must go together --------------------------------------------------------------------------------------

static outcome check_together(const options *o, terminal *t) {
    const command_row *row = &command_rows[o->command];
    const bool files_said = o->said[OPTION_APPLICATIONS] || (o->said[OPTION_MENTORS] && o->said[OPTION_MENTEES]);
    const bool folder_said = o->argument_count == 1;
    if (o->said[OPTION_APPLICATIONS] && (o->said[OPTION_MENTORS] || o->said[OPTION_MENTEES])) {
        terminal_error(t, "--applications holds both roles: leave out --mentors and --mentees, or --applications");
        return OUTCOME_USAGE;
    }
    if (o->argument_count == 2 && (o->said[OPTION_APPLICATIONS] || o->said[OPTION_MENTORS] || o->said[OPTION_MENTEES])) {
        terminal_error(t, "the applications are named twice: give two files, or options");
        return OUTCOME_USAGE;
    }
    const bool enough = row->two_files ? folder_said || o->argument_count == 2 || files_said
                        : o->command == COMMAND_REPORT ? folder_said || o->said[OPTION_OUT]
                                                       : o->argument_count >= row->fewest;
    if (!enough && o->command == COMMAND_COMPARE) {
        terminal_error(t, "which two pairings? mentorpair %s %s", row->name, row->arguments);
        return OUTCOME_USAGE;
    }
    if (!enough) {
        terminal_error(t, "which program folder? mentorpair %s %s", row->name, row->arguments);
        return OUTCOME_USAGE;
    }
    if (o->said[OPTION_QUIET] && o->said[OPTION_VERBOSE]) {
        terminal_error(t, "--quiet and --verbose contradict each other: leave one out");
        return OUTCOME_USAGE;
    }
    return OUTCOME_DONE;
}

// Whether the command only prints something about itself.
static bool only_tells(const options *o) {
    return o->said[OPTION_HELP] || o->said[OPTION_VERSION] || o->said[OPTION_SCHEMA];
}

static outcome check_top(const options *o, terminal *t) {
    if (o->said[OPTION_HELP] || o->said[OPTION_VERSION] || o->said[OPTION_MAN_PAGE] || o->said[OPTION_COMPLETION] ||
        o->said[OPTION_SCHEMA_OF]) {
        return OUTCOME_DONE;
    }
    terminal_error(t, "which command? mentorpair --help lists the commands");
    return OUTCOME_USAGE;
}

outcome command_line_parse(options *o, terminal *t, int argc, char **argv) {
    *o = (options){.command = COMMAND_NONE};
    for (option_id id = 0; id < OPTION_COUNT; id++) {
        o->number[id] = option_rows[id].standard;
    }
    o->repeated = calloc((size_t)argc + 1, sizeof *o->repeated);
    if (o->repeated == NULL) {
        return OUTCOME_NO_MEMORY;
    }
    if (argc > 1 && argv[1][0] != '-') {
        PASS(find_command(&o->command, t, argv[1]));
        argc--;
        argv++;
    }
    PASS(check_names(o, t, argc, argv));
    PASS(take_words(o, t, argc, argv));
    if (o->command == COMMAND_NONE) {
        return check_top(o, t);
    }
    return only_tells(o) ? OUTCOME_DONE : check_together(o, t);
}

void command_line_free(options *o) {
    free(o->repeated);
    o->repeated = NULL;
}

// ---- the next command -------------------------------------------------------------------------------------------

static span append(arena *a, span line, const char *name, const char *value) {
    span word = value != NULL ? words_shell(a, value) : SPAN("");
    if (line.text == NULL || word.text == NULL) {
        return (span){NULL, 0};
    }
    return arena_format(a, "%.*s%s%s%s%.*s", SPAN_ARGS(line), name[0] != '\0' ? " --" : "", name, value != NULL ? " " : "", SPAN_ARGS(word));
}

span command_line_for(const options *o, arena *a, command_id command, const char *extra) {
    span line = arena_format(a, "mentorpair %s", command_rows[command].name);
    for (size_t i = 0; i < o->argument_count; i++) {
        line = append(a, line, "", o->arguments[i]);
    }
    for (option_id id = 0; id < OPTION_COUNT; id++) {
        const option_row *row = &option_rows[id];
        const bool about_printing = row->group == GROUP_OUTPUT && id != OPTION_OUT;
        const bool kept_back = o->command != command && (row->own & 1U << command) != 0;
        if (!o->said[id] || !applies(id, command) || about_printing || kept_back) {
            continue;
        }
        if (row->repeatable) {
            for (size_t i = 0; i < o->repeated_count; i++) {
                line = o->repeated[i].option == id ? append(a, line, row->name, o->repeated[i].value) : line;
            }
        } else {
            line = append(a, line, row->name, row->argument != NULL ? o->text[id] : NULL);
        }
    }
    return extra[0] != '\0' && line.text != NULL ? arena_format(a, "%.*s %s", SPAN_ARGS(line), extra) : line;
}
