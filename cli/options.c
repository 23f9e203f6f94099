// The two tables: a new command or option is a row here, and nothing else in --help, manual, completions or parser.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "options.h"

#define ON(command) (1U << (command))

enum {
    TOP = ON(COMMAND_NONE),
    READING = ON(COMMAND_CHECK) | ON(COMMAND_APPROVE) | ON(COMMAND_MATCH) | ON(COMMAND_VERIFY) | ON(COMMAND_WHAT_IF) | ON(COMMAND_EXPLAIN),
    WRITTEN = ON(COMMAND_APPROVE) | ON(COMMAND_MATCH) | ON(COMMAND_REPORT) | ON(COMMAND_VERIFY) | ON(COMMAND_WHAT_IF) | ON(COMMAND_EXPLAIN) | ON(COMMAND_PURGE),
    ANY_COMMAND = ON(COMMAND_INIT) | ON(COMMAND_CHECK) | ON(COMMAND_MATCH) | ON(COMMAND_REPORT) | ON(COMMAND_VERIFY) |
                  ON(COMMAND_APPROVE) | ON(COMMAND_COMPARE) | ON(COMMAND_WHAT_IF) | ON(COMMAND_EXPLAIN) | ON(COMMAND_PURGE)
};

const command_row command_rows[COMMAND_COUNT] = {
    [COMMAND_NONE] = {"", "", 0, 0, false, "", "", ""},
    [COMMAND_INIT] =
        {"init", "DIR", 1, 1, false, "starts a program folder", "the folder; refuses to overwrite anything",
         "Writes a starting folder for one cohort: program.yaml with a comment on every key, program.schema.json for editors, empty CSV "
         "files with the right headers, and FORM.md with the questions to put on the form and what applicants should be told will be "
         "shared. An existing folder is taken when it holds none of these files yet. With --from it begins with exports of the form: the "
         "columns, stages and areas found in them are written into program.yaml, with QUESTION before everything that they cannot tell, "
         "and the exports are copied unchanged."},
    [COMMAND_CHECK] =
        {"check", "DIR | MENTORS.csv MENTEES.csv", 0, 2, true, "reads and checks everything, and writes nothing", "nothing",
         "Reads every input and prints all findings, each with file, line, column and how to mend it; then who applied, supply against "
         "demand by career stage and area of work, who has nobody they could be paired with, and which rule leaves them so. Files of up to "
         "1 GiB are read, with up to 2,000,000 rows of up to 16,384 cells, each cell of up to 16 MiB."},
    [COMMAND_MATCH] =
        {"match", "DIR | MENTORS.csv MENTEES.csv", 0, 2, true, "makes the best pairing and its documents", "out/",
         "Pairs mentees with mentors: as the program's rules allow and its goals ask, proven to be the best. Writes the result, its proof "
         "and the report into out/ in the program folder (into ./out when two CSV files are given). The new run is written beside the old "
         "one and swapped in whole. Another pairing than the one in out/ moves the old run to out.previous/."},
    [COMMAND_REPORT] =
        {"report", "DIR", 0, 1, false, "makes the documents again from out/pairing.json", "out/",
         "Renders the documents again from out/pairing.json, which must be as it was written; nothing is read from the applications."},
    [COMMAND_VERIFY] =
        {"verify", "DIR | MENTORS.csv MENTEES.csv", 0, 2, true, "proves out/ again from the input files alone", "nothing",
         "Compares every file in out/ with manifest.json, recomputes everything in pairing.json that needs no solving from the input "
         "files, and replays the proof that no pairing is better. It shares no code with the solver. Give it the same files and options "
         "that match was given; late applications, set-aside ones, the as-of time and the seed are taken from pairing.json. With --pairs it "
         "judges a pairing made by hand as well: which rules it breaks, line by line, and what it is worth at every goal beside the best "
         "pairing, that in out/ where it holds, else one that is made for the answer (then --late, --set-aside-invalid, --as-of and --seed "
         "count). It ends with 0 where no rule is broken and no pairing is better."},
    [COMMAND_APPROVE] =
        {"approve", "DIR", 1, 1, false, "records that the committee approves exactly this pairing", "approval.json, out/",
         "Verifies the run in out/ against the input files as they are now, records in approval.json who approves it, and makes the documents "
         "again so that they say so. The approval is bound to this very pairing: another one makes it void. A run whose files or inputs were "
         "changed is refused, and so is one whose goals are not all proven, unless --unproven is said."},
    [COMMAND_COMPARE] =
        {"compare", "OLD NEW", 2, 2, false, "says what changed between two pairings, and for whom", "nothing",
         "Takes two pairing.json files, run folders or program folders with a run in out/. Says which pairs are kept, new and lost, who "
         "has somebody else now, who is newly paired or newly without, who has joined or left, which pairing is better at each goal and "
         "by how much, and what changed in applications, decisions, program and draw that could explain it."},
    [COMMAND_WHAT_IF] =
        {"what-if", "DIR | MENTORS.csv MENTEES.csv", 0, 2, true, "tries other rules or other people, and writes nothing", "nothing",
         "Reads what match reads, changes it as --set, --add and --without say, pairs everybody anew and compares the outcome with the run "
         "in out/ (without one: with the pairing of the unchanged program). Of several equally good pairings it takes the one nearest to "
         "that run, so that what is said to change has to change. Where people join or leave, it also says what happens when as few pairs "
         "as possible are changed, and what that costs. The as-of time, the seed, and whether late and invalid applications are admitted "
         "are those of the run, unless options say otherwise."},
    [COMMAND_EXPLAIN] =
        {"explain", "DIR | MENTORS.csv MENTEES.csv", 0, 2, true, "says why somebody is paired so, and what another way would cost", "nothing",
         "Of a mentee: the pair, every criterion as a sum that can be checked by hand, and the other mentors that would cost the cohort least, "
         "with what each would change at every goal and who would move where; of somebody left out, the reason, who depends on the same "
         "places, and what would change it. Of a mentor: the pairs, and why places stay free. Of a mentee and a mentor: whether they may be "
         "paired, or which rule is against it, and what pairing them would cost. It explains the run in out/, which must fit its input files: "
         "give it the files that match was given."},
    [COMMAND_PURGE] =
        {"purge", "DIR", 1, 1, false, "deletes the personal data that the tool wrote", "nothing",
         "Lists every file with personal data that mentorpair wrote, and deletes them with --yes: out/, out.previous/, approval.json and the journal. "
         "What was changed since, what it has put into kept/, and the inputs are yours: they are named and left alone. With --person it says "
         "everything that is held about one person: the record and the pairs in each run, and the lines of files that name the person."},
};

const char *const option_group_names[GROUP_COUNT] = {
    [GROUP_INPUTS] = "Inputs", [GROUP_RUN] = "The run", [GROUP_OUTPUT] = "Output"};

const option_row option_rows[OPTION_COUNT] = {
    [OPTION_MENTORS] = {.name = "mentors", .argument = "FILE", .kind = OPTION_FILE, .group = GROUP_INPUTS, .commands = READING,
                        .help = "The mentors' applications (CSV), instead of mentors.csv in the program folder."},
    [OPTION_MENTEES] = {.name = "mentees", .argument = "FILE", .kind = OPTION_FILE, .group = GROUP_INPUTS, .commands = READING,
                        .help = "The mentees' applications (CSV), instead of mentees.csv."},
    [OPTION_APPLICATIONS] = {.name = "applications", .argument = "FILE", .kind = OPTION_FILE, .group = GROUP_INPUTS, .commands = READING,
                             .help = "One file for both, with a role column (mentor, mentee, both), instead of applications.csv."},
    [OPTION_PROGRAM] = {.name = "program", .argument = "FILE", .kind = OPTION_FILE, .group = GROUP_INPUTS, .commands = READING,
                        .help = "The program's calendar, criteria and rules, instead of program.yaml."},
    [OPTION_DECISIONS] = {.name = "decisions", .argument = "FILE", .kind = OPTION_FILE, .group = GROUP_INPUTS, .commands = READING,
                          .help = "The committee's pins, vetoes and withdrawals, instead of decisions.csv."},
    [OPTION_PAST] = {.name = "past", .argument = "FILE", .kind = OPTION_FILE, .group = GROUP_INPUTS, .commands = READING,
                     .repeatable = true,
                     .help = "An earlier cohort's pairing.json, or a CSV with the columns mentee and mentor; may be said several times. "
                             "Instead of the files in past/."},
    [OPTION_PREVIOUS] = {.name = "previous", .argument = "FILE", .kind = OPTION_FILE, .group = GROUP_INPUTS, .commands = READING,
                         .help = "A pairing of this cohort (pairing.json, or a CSV with the columns mentee and mentor) of which as much "
                                 "as possible is to be kept."},
    [OPTION_LATE] = {.name = "late", .kind = OPTION_FLAG, .group = GROUP_INPUTS,
                     .commands = ON(COMMAND_CHECK) | ON(COMMAND_MATCH) | ON(COMMAND_VERIFY) | ON(COMMAND_WHAT_IF), .own = ON(COMMAND_VERIFY),
                     .help = "Admits applications that were sent after the close."},
    [OPTION_SET_ASIDE_INVALID] = {.name = "set-aside-invalid", .kind = OPTION_FLAG, .group = GROUP_INPUTS,
                                  .commands = ON(COMMAND_CHECK) | ON(COMMAND_MATCH) | ON(COMMAND_VERIFY) | ON(COMMAND_WHAT_IF), .own = ON(COMMAND_VERIFY),
                                  .help = "Sets applications with errors aside and lists them, instead of stopping."},
    [OPTION_AS_OF] = {.name = "as-of", .argument = "DATE[THH:MM]", .kind = OPTION_TEXT, .group = GROUP_RUN,
                      .commands = ON(COMMAND_CHECK) | ON(COMMAND_MATCH) | ON(COMMAND_VERIFY) | ON(COMMAND_WHAT_IF) | ON(COMMAND_APPROVE),
                      .own = ON(COMMAND_VERIFY) | ON(COMMAND_APPROVE),
                      .help = "The time that counts as now, in the program's zone; a date alone means 00:00. Default: SOURCE_DATE_EPOCH "
                              "where it is set, else now."},
    [OPTION_SEED] = {.name = "seed", .argument = "N", .kind = OPTION_WHOLE, .group = GROUP_RUN,
                     .commands = ON(COMMAND_MATCH) | ON(COMMAND_VERIFY) | ON(COMMAND_WHAT_IF), .own = ON(COMMAND_VERIFY), .lowest = 0, .highest = (int64_t)1 << 53, .standard = 1,
                     .help = "The seed of the draw that settles equal choices, instead of draw.seed in program.yaml."},
    [OPTION_TIME_LIMIT] = {.name = "time-limit", .argument = "SECONDS", .kind = OPTION_WHOLE, .group = GROUP_RUN,
                           .commands = ON(COMMAND_MATCH) | ON(COMMAND_VERIFY) | ON(COMMAND_WHAT_IF) | ON(COMMAND_EXPLAIN), .lowest = 0, .highest = 1000000, .standard = 600,
                           .help = "How long solving may take; at the limit the best pairing so far is written, with how far it is "
                                   "proven. A pairing that is not due yet is never solved past its due date."},
    [OPTION_ALTERNATIVES] = {.name = "alternatives", .argument = "N", .kind = OPTION_WHOLE, .group = GROUP_RUN,
                             .commands = ON(COMMAND_MATCH) | ON(COMMAND_VERIFY) | ON(COMMAND_EXPLAIN), .lowest = 0, .highest = 1000, .standard = 3,
                             .help = "How many other mentors are listed for each mentee, with what each would cost the cohort."},
    [OPTION_AGAIN] = {.name = "again", .kind = OPTION_FLAG, .group = GROUP_RUN, .commands = ON(COMMAND_VERIFY),
                      .help = "Also repeats the whole run and compares every byte."},
    [OPTION_FROM] = {.name = "from", .argument = "FILE", .kind = OPTION_FILE, .group = GROUP_INPUTS, .commands = ON(COMMAND_INIT), .repeatable = true,
                     .help = "An export of the form that is there already: it is copied into the folder, and program.yaml says what it shows. "
                             "One for mentors and one for mentees, or one of both with a column for the role."},
    [OPTION_PAIRS] = {.name = "pairs", .argument = "FILE", .kind = OPTION_FILE, .group = GROUP_RUN, .commands = ON(COMMAND_VERIFY),
                      .help = "Also judges a pairing made by hand: a CSV with the columns mentee and mentor (ids, e-mail addresses or names; "
                              "pairs.csv and sheets with further columns will do), or a pairing.json."},
    [OPTION_BY] = {.name = "by", .argument = "NAME", .kind = OPTION_TEXT, .group = GROUP_RUN, .commands = ON(COMMAND_APPROVE), .own = ON(COMMAND_APPROVE),
                   .help = "Who approves: stands in approval.json and in the documents."},
    [OPTION_PERSON] = {.name = "person", .argument = "WHO", .kind = OPTION_TEXT, .group = GROUP_RUN, .commands = ON(COMMAND_PURGE), .own = ON(COMMAND_PURGE),
                       .help = "Says everything that is held about one person: an id, an e-mail address, or a name that only one person has."},
    [OPTION_YES] = {.name = "yes", .kind = OPTION_FLAG, .group = GROUP_RUN, .commands = ON(COMMAND_PURGE), .own = ON(COMMAND_PURGE),
                    .help = "Deletes them."},
    [OPTION_UNPROVEN] = {.name = "unproven", .kind = OPTION_FLAG, .group = GROUP_RUN, .commands = ON(COMMAND_APPROVE), .own = ON(COMMAND_APPROVE),
                         .help = "Approves a run that stopped before every goal was proven."},
    [OPTION_SET] = {.name = "set", .argument = "KEY=VALUE", .kind = OPTION_TEXT, .group = GROUP_INPUTS, .commands = ON(COMMAND_WHAT_IF),
                    .repeatable = true,
                    .help = "A key of program.yaml as it would be: rules.minimum_stage_gap=1, \"criteria.Areas of work.weight=80\" (an item "
                            "of a list by its name, or by its number from 1), objective=[most_matched,best_worst]. VALUE is YAML; an empty "
                            "one takes the key, or the item, out. May be said several times."},
    [OPTION_ADD] = {.name = "add", .argument = "FILE", .kind = OPTION_FILE, .group = GROUP_INPUTS, .commands = ON(COMMAND_WHAT_IF),
                    .repeatable = true,
                    .help = "A file (CSV) with more applications. Whose they are is told by its name, where that holds \"mentor\" or "
                            "\"mentee\"; else it needs a role column, or write mentors:FILE or mentees:FILE. Of a person who has applied "
                            "before, the later application counts. May be said several times."},
    [OPTION_WITHOUT] = {.name = "without", .argument = "WHO", .kind = OPTION_TEXT, .group = GROUP_INPUTS, .commands = ON(COMMAND_WHAT_IF),
                        .repeatable = true,
                        .help = "Somebody who would leave: an id, an e-mail address, or a name that only one person has. May be said several "
                                "times."},
    [OPTION_MENTEE] = {.name = "mentee", .argument = "WHO", .kind = OPTION_TEXT, .group = GROUP_RUN, .commands = ON(COMMAND_EXPLAIN),
                       .help = "The mentee who is asked about: an id, an e-mail address, or a name that only one person has."},
    [OPTION_MENTOR] = {.name = "mentor", .argument = "WHO", .kind = OPTION_TEXT, .group = GROUP_RUN, .commands = ON(COMMAND_EXPLAIN),
                       .help = "The mentor who is asked about; with --mentee, whether and at what cost the two could be a pair."},
    [OPTION_OUT] = {.name = "out", .argument = "DIR", .kind = OPTION_FOLDER, .group = GROUP_OUTPUT, .commands = WRITTEN,
                    .help = "The folder of the run, instead of out/ in the program folder."},
    [OPTION_NO_DOCUMENTS] = {.name = "no-documents", .kind = OPTION_FLAG, .group = GROUP_OUTPUT, .commands = ON(COMMAND_MATCH),
                             .help = "Writes pairing.json and pairs.csv alone."},
    [OPTION_ONLY] = {.name = "only", .argument = "LIST", .kind = OPTION_LIST, .group = GROUP_OUTPUT, .commands = ON(COMMAND_REPORT),
                     .choices = "pdf summary html review xlsx txt csv", .help = "Makes only these documents, joined by commas; the others stay as they are."},
    [OPTION_JSON] = {.name = "json", .kind = OPTION_FLAG, .group = GROUP_OUTPUT, .commands = ANY_COMMAND,
                     .help = "Prints findings and summary as JSON on stdout."},
    [OPTION_SCHEMA] = {.name = "schema", .kind = OPTION_FLAG, .group = GROUP_OUTPUT, .commands = ANY_COMMAND,
                       .help = "Prints the JSON Schema of what --json prints, and ends."},
    [OPTION_QUIET] = {.name = "quiet", .kind = OPTION_FLAG, .group = GROUP_OUTPUT, .commands = ANY_COMMAND,
                      .help = "Prints findings and errors only."},
    [OPTION_VERBOSE] = {.name = "verbose", .kind = OPTION_FLAG, .group = GROUP_OUTPUT, .commands = ANY_COMMAND,
                        .help = "Also says how long each step took."},
    [OPTION_COLOR] = {.name = "color", .argument = "WHEN", .kind = OPTION_CHOICE, .group = GROUP_OUTPUT, .commands = ANY_COMMAND,
                      .choices = "auto always never",
                      .help = "Colour: auto (on a terminal, unless NO_COLOR is set), always or never. Default: auto."},
    [OPTION_HELP] = {.name = "help", .kind = OPTION_FLAG, .group = GROUP_OUTPUT, .commands = ANY_COMMAND | TOP,
                     .help = "Prints this help, and ends."},
    [OPTION_VERSION] = {.name = "version", .kind = OPTION_FLAG, .group = GROUP_OUTPUT, .commands = ANY_COMMAND | TOP,
                        .help = "Prints the version, and ends."},
    [OPTION_MAN_PAGE] = {.name = "man-page", .kind = OPTION_FLAG, .group = GROUP_OUTPUT, .commands = TOP, .hidden = true,
                         .help = "Prints the manual page."},
    [OPTION_COMPLETION] = {.name = "completion", .argument = "SHELL", .kind = OPTION_CHOICE, .group = GROUP_OUTPUT, .commands = TOP,
                           .hidden = true, .choices = "bash zsh fish", .help = "Prints the completion for a shell."},
    [OPTION_SCHEMA_OF] = {.name = "schema", .argument = "NAME", .kind = OPTION_CHOICE, .group = GROUP_OUTPUT, .commands = TOP,
                          .hidden = true, .choices = "program pairing init check match report verify compare what-if explain purge",
                          .help = "Prints a JSON Schema."},
};
