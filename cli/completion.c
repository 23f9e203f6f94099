// Completions for bash, zsh and fish, from the tables of commands and options.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <string.h>

#include "manual.h"

static bool is_shown(option_id id, command_id command) {
    return (option_rows[id].commands & (1U << command)) != 0 && !option_rows[id].hidden;
}

static void put_command_names(FILE *out) {
    for (command_id id = COMMAND_NONE + 1; id < COMMAND_COUNT; id++) {
        (void)fprintf(out, "%s%s", id == COMMAND_NONE + 1 ? "" : " ", command_rows[id].name);
    }
}

static void put_option_names(FILE *out, command_id command) {
    bool first = true;
    for (option_id id = 0; id < OPTION_COUNT; id++) {
        if (is_shown(id, command)) {
            (void)fprintf(out, "%s--%s", first ? "" : " ", option_rows[id].name);
            first = false;
        }
    }
}

// ---- bash -------------------------------------------------------------------------------------------------------

static void bash_values(FILE *out) {
    for (option_id id = 0; id < OPTION_COUNT; id++) {
        const option_row *row = &option_rows[id];
        if (row->hidden || row->argument == NULL) {
            continue;
        }
        (void)fprintf(out, "    --%s)\n", row->name);
        switch (row->kind) {
            case OPTION_FILE:
                (void)fputs("        compopt -o filenames\n        mapfile -t COMPREPLY < <(compgen -f -- \"$now\")\n", out);
                break;
            case OPTION_FOLDER:
                (void)fputs("        compopt -o filenames\n        mapfile -t COMPREPLY < <(compgen -d -- \"$now\")\n", out);
                break;
            case OPTION_CHOICE:
            case OPTION_LIST:
                (void)fprintf(out, "        mapfile -t COMPREPLY < <(compgen -W '%s' -- \"$now\")\n", row->choices);
                break;
            case OPTION_FLAG:
            case OPTION_WHOLE:
            case OPTION_TEXT:
                break;
        }
        (void)fputs("        return ;;\n", out);
    }
}

static void bash(FILE *out) {
    (void)fputs("# bash completion for mentorpair\n"
                "_mentorpair() {\n"
                "    local now=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command=${COMP_WORDS[1]} known\n"
                "    COMPREPLY=()\n"
                "    if [ \"$COMP_CWORD\" -eq 1 ]; then\n        mapfile -t COMPREPLY < <(compgen -W '",
                out);
    put_command_names(out);
    (void)fputc(' ', out);
    put_option_names(out, COMMAND_NONE);
    (void)fputs("' -- \"$now\")\n        return\n    fi\n    case $before in\n", out);
    bash_values(out);
    (void)fputs("    esac\n    case $command in\n", out);
    for (command_id id = COMMAND_NONE + 1; id < COMMAND_COUNT; id++) {
        (void)fprintf(out, "    %s) known='", command_rows[id].name);
        put_option_names(out, id);
        (void)fputs("' ;;\n", out);
    }
    (void)fputs("    *) return ;;\n    esac\n"
                "    if [[ $now == -* ]]; then\n"
                "        mapfile -t COMPREPLY < <(compgen -W \"$known\" -- \"$now\")\n"
                "    else\n"
                "        compopt -o filenames\n"
                "        mapfile -t COMPREPLY < <(compgen -f -- \"$now\")\n"
                "    fi\n"
                "}\n"
                "complete -F _mentorpair mentorpair\n",
                out);
}

// ---- zsh --------------------------------------------------------------------------------------------------------

// Help inside '[...]' of a single-quoted word.
static void zsh_text(FILE *out, const char *text) {
    for (const char *at = text; *at != '\0'; at++) {
        if (*at == '\'') {
            (void)fputs("'\\''", out);
        } else if (*at == '[' || *at == ']' || *at == ':' || *at == '\\') {
            (void)fprintf(out, "\\%c", *at);
        } else {
            (void)fputc(*at, out);
        }
    }
}

static void zsh_option(FILE *out, const option_row *row) {
    (void)fprintf(out, " \\\n            '%s--%s%s[", row->repeatable ? "*" : "", row->name, row->argument != NULL ? "=" : "");
    zsh_text(out, row->help);
    (void)fputc(']', out);
    switch (row->kind) {
        case OPTION_FLAG:
            break;
        case OPTION_FILE:
            (void)fputs(":file:_files", out);
            break;
        case OPTION_FOLDER:
            (void)fputs(":folder:_files -/", out);
            break;
        case OPTION_CHOICE:
        case OPTION_LIST:
            (void)fprintf(out, ":choice:(%s)", row->choices);
            break;
        case OPTION_WHOLE:
        case OPTION_TEXT:
            (void)fputs(":value:", out);
            break;
    }
    (void)fputc('\'', out);
}

static void zsh(FILE *out) {
    (void)fputs("#compdef mentorpair\n"
                "_mentorpair() {\n"
                "    local -a commands\n"
                "    commands=(\n",
                out);
    for (command_id id = COMMAND_NONE + 1; id < COMMAND_COUNT; id++) {
        (void)fprintf(out, "        '%s:", command_rows[id].name);
        zsh_text(out, command_rows[id].summary);
        (void)fputs("'\n", out);
    }
    (void)fputs("    )\n"
                "    if (( CURRENT == 2 )); then\n"
                "        _describe 'command' commands\n"
                "        _arguments '--help[Prints this help, and ends.]' '--version[Prints the version, and ends.]'\n"
                "        return\n"
                "    fi\n"
                "    local command=$words[2]\n"
                "    shift words\n"
                "    (( CURRENT-- ))\n"
                "    case $command in\n",
                out);
    for (command_id id = COMMAND_NONE + 1; id < COMMAND_COUNT; id++) {
        (void)fprintf(out, "    %s)\n        _arguments", command_rows[id].name);
        for (option_id one = 0; one < OPTION_COUNT; one++) {
            if (is_shown(one, id)) {
                zsh_option(out, &option_rows[one]);
            }
        }
        (void)fprintf(out, " \\\n            '*:%s:_files'\n        ;;\n", command_rows[id].two_files ? "folder or file" : "folder");
    }
    (void)fputs("    esac\n}\n_mentorpair \"$@\"\n", out);
}

// ---- fish -------------------------------------------------------------------------------------------------------

static void fish_text(FILE *out, const char *text) {
    for (const char *at = text; *at != '\0'; at++) {
        if (*at == '\'' || *at == '\\') {
            (void)fputc('\\', out);
        }
        (void)fputc(*at, out);
    }
}

static void fish_option(FILE *out, const option_row *row) {
    (void)fputs("complete -c mentorpair -n '__fish_seen_subcommand_from", out);
    for (command_id id = COMMAND_NONE + 1; id < COMMAND_COUNT; id++) {
        if ((row->commands & (1U << id)) != 0) {
            (void)fprintf(out, " %s", command_rows[id].name);
        }
    }
    (void)fprintf(out, "' -l %s", row->name);
    switch (row->kind) {
        case OPTION_FLAG:
            break;
        case OPTION_FILE:
        case OPTION_FOLDER:
            (void)fputs(" -r -F", out);
            break;
        case OPTION_CHOICE:
        case OPTION_LIST:
            (void)fprintf(out, " -x -a '%s'", row->choices);
            break;
        case OPTION_WHOLE:
        case OPTION_TEXT:
            (void)fputs(" -x", out);
            break;
    }
    (void)fputs(" -d '", out);
    fish_text(out, row->help);
    (void)fputs("'\n", out);
}

static void fish(FILE *out) {
    (void)fputs("# fish completion for mentorpair\n", out);
    for (command_id id = COMMAND_NONE + 1; id < COMMAND_COUNT; id++) {
        (void)fprintf(out, "complete -c mentorpair -n __fish_use_subcommand -f -a %s -d '", command_rows[id].name);
        fish_text(out, command_rows[id].summary);
        (void)fputs("'\n", out);
    }
    (void)fputs("complete -c mentorpair -n __fish_use_subcommand -l help -d 'Prints this help, and ends.'\n"
                "complete -c mentorpair -n __fish_use_subcommand -l version -d 'Prints the version, and ends.'\n",
                out);
    for (option_id id = 0; id < OPTION_COUNT; id++) {
        if (!option_rows[id].hidden) {
            fish_option(out, &option_rows[id]);
        }
    }
}

void manual_completion(FILE *out, const char *shell) {
    if (strcmp(shell, "bash") == 0) {
        bash(out);
    } else if (strcmp(shell, "zsh") == 0) {
        zsh(out);
    } else {
        fish(out);
    }
}
