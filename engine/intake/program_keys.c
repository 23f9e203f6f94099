// The table of keys. Rows below criteria[] keep their value in a criterion, below requirements[] in a requirement,
// below the vocabularies in an option, all others in the program.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/program_keys.h"

#include <assert.h>
#include <string.h>

#include "intake/decode.h"
#include "intake/program.h"

// Designators, which cannot be put into parentheses.
// NOLINTBEGIN(bugprone-macro-parentheses)
#define IN_PROGRAM(kind, member) .store = kind, .offset = offsetof(program, member)
#define LIST_IN_PROGRAM(kind, member, number) IN_PROGRAM(kind, member), .count_offset = offsetof(program, number)
#define IN_CRITERION(kind, member) .store = kind, .offset = offsetof(criterion, member)
#define LIST_IN_CRITERION(member, number) IN_CRITERION(STORE_TEXTS, member), .count_offset = offsetof(criterion, number)
#define IN_REQUIREMENT(kind, member) .store = kind, .offset = offsetof(requirement, member)
#define FIELD_KINDS .kinds = 1u << KIND_OVERLAP | 1u << KIND_EQUAL | 1u << KIND_DISTANCE
// NOLINTEND(bugprone-macro-parentheses)
#define OPTION_NAME .type = KEY_TEXT, .flags = KEY_NEEDED, .store = STORE_TEXT, .offset = offsetof(option, name)
#define OPTION_SYNONYMS                                                            \
    .type = KEY_TEXTS, .store = STORE_TEXTS, .offset = offsetof(option, synonyms), \
    .count_offset = offsetof(option, synonym_count)
#define OPTION_GROUP .type = KEY_TEXT, .store = STORE_TEXT, .offset = offsetof(option, group)
#define KIND(a) .kinds = 1u << (a)
#define PERCENT .type = KEY_PERCENT, .lowest = 0, .highest = 10000

_Static_assert(sizeof(date_order) == sizeof(uint32_t) && sizeof(form_tool) == sizeof(uint32_t) &&
                   sizeof(criterion_kind) == sizeof(uint32_t) && sizeof(when_missing) == sizeof(uint32_t) &&
                   sizeof(requirement_role) == sizeof(uint32_t),
               "STORE_INDEX writes a uint32_t");

// clang-format off
static const key_row ROWS[] = {
    {.path = "", .type = KEY_MAP, .help = "The program of one cohort: calendar, career stages, areas of work, criteria, rules."},

    {.path = "program", .type = KEY_MAP, .help = "What the program is called in reports and letters."},
    {.path = "program.name", .type = KEY_TEXT, IN_PROGRAM(STORE_TEXT, name), .starter = "Mentoring Program", .help = "The program's name."},
    {.path = "program.organizer", .type = KEY_TEXT, IN_PROGRAM(STORE_TEXT, organizer), .starter = "#Association of Examples",
     .help = "Who runs it: stands below the name and under letters."},
    {.path = "program.committee_name", .type = KEY_TEXT, IN_PROGRAM(STORE_TEXT, committee_name), .starter = "Mentoring Subcommittee",
     .help = "The group that decides the pairs."},
    {.path = "program.contact", .type = KEY_TEXT, IN_PROGRAM(STORE_TEXT, contact), .starter = "#mentoring@example.org",
     .help = "Where applicants can write to; stands in every letter."},

    {.path = "committee", .type = KEY_ADDRESSES, LIST_IN_PROGRAM(STORE_TEXTS, committee, committee_count), .starter = "[]",
     .help = "E-mail addresses of the committee's members, [chair@example.org]: a member who also applied is marked wherever a chair reviews their pair."},

    {.path = "calendar", .type = KEY_MAP,
     .help = "A date alone means the end of that day for a close, a due date or an end, and its start for an open or a start. "
             "A time may follow: 2017-03-17T17:00."},
    {.path = "calendar.time_zone", .type = KEY_ZONE, IN_PROGRAM(STORE_TEXT, time_zone), .by_default = "UTC", .starter = "America/Chicago",
     .help = "The IANA name of the zone in which all times without an offset are meant."},
    {.path = "calendar.applications_open", .type = KEY_TIME, IN_PROGRAM(STORE_TIME, calendar[CALENDAR_OPEN]), .starter = "2017-01-16",
     .help = "When applications open."},
    {.path = "calendar.applications_close", .type = KEY_TIME, IN_PROGRAM(STORE_TIME, calendar[CALENDAR_CLOSE]), .starter = "2017-03-17",
     .help = "When applications close. What was sent later is set aside and listed."},
    {.path = "calendar.pairing_due", .type = KEY_TIME, IN_PROGRAM(STORE_TIME, calendar[CALENDAR_DUE]), .starter = "2017-05-12",
     .help = "When the pairs must be known. No run goes on past it."},
    {.path = "calendar.program_starts", .type = KEY_TIME, IN_PROGRAM(STORE_TIME, calendar[CALENDAR_STARTS]), .starter = "2017-06-01",
     .help = "When the pairs begin their work."},
    {.path = "calendar.program_ends", .type = KEY_TIME, IN_PROGRAM(STORE_TIME, calendar[CALENDAR_ENDS]), .starter = "2018-04-30",
     .help = "When the program ends."},

    {.path = "career_stages", .type = KEY_LIST, .flags = KEY_NOT_EMPTY | KEY_HAS_DEFAULT, .lowest = 1, .highest = 100,
     .by_default = "[Student, Early career, Mid-career, Senior, Retired]",
     .starter = "\n- {name: Student, synonyms: [Library school student]}\n- {name: Early career, synonyms: [0-5 years]}\n- Mid-career\n"
                "- Senior\n- Retired",
     .help = "From the earliest to the latest, as the form offers them. The gap between two people is counted in steps of this list."},
    {.path = "career_stages[]", .type = KEY_ENTRY, .help = "One career stage."},
    {.path = "career_stages[].name", OPTION_NAME, .help = "The stage, as the form offers it."},
    {.path = "career_stages[].synonyms", OPTION_SYNONYMS, .help = "Other ways in which answers write it."},

    {.path = "areas", .type = KEY_LIST, .flags = KEY_NOT_EMPTY | KEY_HAS_DEFAULT, .lowest = 1, .highest = 10000,
     .by_default = "every option in the mentors' answers",
     .starter = "\n- Acquisitions\n- {name: Cataloging and metadata, synonyms: [Cataloging, Metadata]}\n- Collection management\n"
                "- Continuing resources\n- Preservation and reformatting",
     .help = "The areas of work that mentors offer and mentees ask for, as the form offers them. Areas that share a `group` are related: "
             "{name: Metadata, group: description}."},
    {.path = "areas[]", .type = KEY_ENTRY, .help = "One area of work."},
    {.path = "areas[].name", OPTION_NAME, .help = "The area, as the form offers it."},
    {.path = "areas[].synonyms", OPTION_SYNONYMS, .help = "Other ways in which answers write it."},
    {.path = "areas[].group", OPTION_GROUP, .help = "Areas of one group are related to one another."},

    {.path = "institutions", .type = KEY_LIST, .lowest = 0, .highest = 10000, .starter = "\n#- {name: University of Example, synonyms: [Example U.]}",
     .help = "Other ways of writing an institution, so that two colleagues are known as such."},
    {.path = "institutions[]", .type = KEY_ENTRY, .help = "One institution."},
    {.path = "institutions[].name", OPTION_NAME, .help = "The institution."},
    {.path = "institutions[].synonyms", OPTION_SYNONYMS, .help = "Other ways in which answers write it."},

    {.path = "intake", .type = KEY_MAP, .help = "How the applications are read."},
    {.path = "intake.encoding", .type = KEY_CHOICE, .choices = DECODE_ENCODINGS, IN_PROGRAM(STORE_TEXT, encoding), .by_default = "utf-8",
     .starter = "#windows-1252", .help = "The encoding of the CSV files. A byte order mark in a file goes before."},
    {.path = "intake.date_order", .type = KEY_CHOICE, .choices = "mdy|dmy|ymd", IN_PROGRAM(STORE_INDEX, date_order), .by_default = "mdy",
     .starter = "#dmy", .help = "How 3/4/2017 is read where a day and a month could be mistaken: mdy is 4 March."},
    {.path = "intake.form", .type = KEY_CHOICE, .choices = "auto|google|google-sheet|microsoft|surveymonkey|qualtrics|plain",
     IN_PROGRAM(STORE_INDEX, form), .by_default = "auto", .starter = "#google-sheet",
     .help = "The form tool that wrote the files; auto: told from the files themselves."},

    {.path = "columns", .type = KEY_MAP,
     .help = "Which column holds a field, where the header is not understood. Both parts hold for applications.csv too."},
    {.path = "columns.mentors", .type = KEY_NAMES, .starter = "\n#areas: \"Which areas can you help with?\"",
     .help = "For mentors: a field, or a name of your own for a further column, and its header."},
    {.path = "columns.mentors.*", .type = KEY_TEXTS, .flags = KEY_NOT_EMPTY,
     .help = "The header, or a list of headers: texts are joined by a blank, choices united."},
    {.path = "columns.mentees", .type = KEY_NAMES, .starter = "\n#areas: \"Which areas would you like help with?\"\n#name: [First name, Last name]",
     .help = "The same for mentees."},
    {.path = "columns.mentees.*", .type = KEY_TEXTS, .flags = KEY_NOT_EMPTY,
     .help = "The header, or a list of headers: texts are joined by a blank, choices united."},

    {.path = "options", .type = KEY_NAMES, .starter = "\n#languages: [English, Spanish, \"French, Canadian\"]",
     .help = "The options of any further multiple choice, by field."},
    {.path = "options.*", .type = KEY_LIST, .flags = KEY_NOT_EMPTY, .lowest = 1, .highest = 10000, .help = "The options, as the form offers them."},
    {.path = "options.*[]", .type = KEY_ENTRY, .help = "One option."},
    {.path = "options.*[].name", OPTION_NAME, .help = "The option, as the form offers it."},
    {.path = "options.*[].synonyms", OPTION_SYNONYMS, .help = "Other ways in which answers write it."},
    {.path = "options.*[].group", OPTION_GROUP, .help = "Options of one group are related to one another."},

    {.path = "answers", .type = KEY_NAMES, .starter = "\n#capacity: {\"Just one\": 1, \"Two or three\": 3}",
     .help = "Phrases that stand for a number, by field."},
    {.path = "answers.*", .type = KEY_NAMES, .help = "The phrases of one field."},
    {.path = "answers.*.*", .type = KEY_DECIMAL, .flags = KEY_NEEDED, .lowest = -10000000000, .highest = 10000000000, .help = "The number that the phrase stands for."},

    {.path = "requirements", .type = KEY_LIST, .lowest = 0, .highest = 1000,
     .starter = "\n#- {role: both, field: Member, one_of: [\"Yes\"], otherwise: \"The program is for members.\"}",
     .help = "Answers without which an application is set aside."},
    {.path = "requirements[]", .type = KEY_MAP, .help = "One requirement."},
    {.path = "requirements[].role", .type = KEY_CHOICE, .choices = "mentor|mentee|both", IN_REQUIREMENT(STORE_INDEX, role), .by_default = "both",
     .help = "Whom it is asked of."},
    {.path = "requirements[].field", .type = KEY_FIELD, .flags = KEY_NEEDED, IN_REQUIREMENT(STORE_FIELD, field), .help = "The field that is looked at."},
    {.path = "requirements[].one_of", .type = KEY_TEXTS, .flags = KEY_NEEDED | KEY_NOT_EMPTY, IN_REQUIREMENT(STORE_TEXTS, one_of),
     .count_offset = offsetof(requirement, one_of_count), .help = "The answers that will do."},
    {.path = "requirements[].otherwise", .type = KEY_TEXT, .flags = KEY_NEEDED, IN_REQUIREMENT(STORE_TEXT, otherwise),
     .help = "What the report says of an application that is set aside for it."},

    {.path = "criteria", .type = KEY_LIST, .flags = KEY_NOT_EMPTY | KEY_HAS_DEFAULT, .lowest = 1, .highest = 200,
     .by_default = "career stage (weight 40) and areas of work (weight 60)",
     .starter = "\n- name: Career stage\n  kind: stage_gap\n  weight: 40\n"
                "  gap_scores: {-1: 0, 0: 60, 1: 100, 2: 90, 3: 70}   # steps that the mentor is ahead: percent\n"
                "- name: Areas of work\n  kind: overlap\n  field: areas\n  weight: 60\n"
                "  related_score: 50   # percent, for an area of the same group\n"
                "#- {name: Time zone, kind: distance, field: time_zone, zero_at: 4, weight: 10}\n"
                "#- {name: Meeting, kind: equal, field: meeting, any: [No preference], weight: 10}\n"
                "#- {name: Asked for, kind: named, side: mentee, weight: 20}\n"
                "#- {name: Statements, kind: given, file: reading.csv, weight: 20}",
     .help = "What makes a pair fit. A pair's fit is the mean of its criteria, weighted."},
    {.path = "criteria[]", .type = KEY_MAP, .help = "One criterion."},
    {.path = "criteria[].name", .type = KEY_TEXT, .flags = KEY_NEEDED, IN_CRITERION(STORE_TEXT, name), .help = "What reports call it."},
    {.path = "criteria[].kind", .type = KEY_CHOICE, .flags = KEY_NEEDED, .choices = "stage_gap|overlap|equal|distance|named|given",
     IN_CRITERION(STORE_INDEX, kind), .help = "How two answers are compared."},
    {.path = "criteria[].weight", .type = KEY_WHOLE, .flags = KEY_NEEDED, .lowest = 0, .highest = 1000, IN_CRITERION(STORE_INT32, weight),
     .help = "How much it counts beside the others. At least one weight is positive."},
    {.path = "criteria[].field", .type = KEY_FIELD, .flags = KEY_NEEDED, FIELD_KINDS, IN_CRITERION(STORE_FIELD, field),
     .help = "The field whose answers are compared."},
    {.path = "criteria[].when_missing", .type = KEY_CHOICE, .flags = KEY_HAS_DEFAULT, .choices = "skip|neutral|zero", IN_CRITERION(STORE_INDEX, when_missing),
     .by_default = "zero for stage_gap and for overlap of areas, else skip",
     .help = "Where one of the two gave no answer: skip leaves the criterion out for the pair, neutral counts half, zero nothing."},
    {.path = "criteria[].only_if", .type = KEY_MAP, .store = STORE_BY_HAND, .help = "The criterion counts only for mentees who gave this answer."},
    {.path = "criteria[].only_if.field", .type = KEY_FIELD, .flags = KEY_NEEDED, IN_CRITERION(STORE_FIELD, only_if_field), .help = "The mentee's field."},
    {.path = "criteria[].only_if.equals", .type = KEY_TEXTS, .flags = KEY_NEEDED | KEY_NOT_EMPTY, LIST_IN_CRITERION(only_if_equals, only_if_count),
     .help = "The answers for which it counts."},
    {.path = "criteria[].gap_scores", .type = KEY_NAMES, .flags = KEY_NOT_EMPTY | KEY_WHOLE_NAMES | KEY_HAS_DEFAULT, .lowest = -100, .highest = 100,
     KIND(KIND_STAGE_GAP), .by_default = "{-1: 0, 0: 60, 1: 100, 2: 90, 3: 70}",
     .help = "Steps that the mentor is ahead, and the percent that they are worth. Wider gaps count as the last one."},
    {.path = "criteria[].gap_scores.*", PERCENT, .flags = KEY_NEEDED, .help = "Percent."},
    {.path = "criteria[].ranked", .type = KEY_YES_NO, KIND(KIND_OVERLAP), IN_CRITERION(STORE_BOOL, ranked), .by_default = "no",
     .help = "Whether the mentee's choices are in order, the first counting most."},
    {.path = "criteria[].related_score", PERCENT, KIND(KIND_OVERLAP), IN_CRITERION(STORE_INT32, related_bp), .by_default = "0",
     .help = "Percent for a choice that the mentor covers only by another one of its group."},
    {.path = "criteria[].any", .type = KEY_TEXTS, KIND(KIND_EQUAL), LIST_IN_CRITERION(any, any_count),
     .help = "Answers that fit every other, for example \"No preference\"."},
    {.path = "criteria[].zero_at", .type = KEY_DECIMAL, .flags = KEY_NEEDED, .lowest = 1, .highest = 10000000000, KIND(KIND_DISTANCE),
     IN_CRITERION(STORE_INT64, zero_at), .help = "The difference at which nothing is left of the fit (hours for time_zone)."},
    {.path = "criteria[].side", .type = KEY_CHOICE, .choices = "mentor|mentee", KIND(KIND_NAMED), IN_CRITERION(STORE_INDEX, asker), .by_default = "mentee",
     .help = "Whose wishes count."},
    {.path = "criteria[].file", .type = KEY_TEXT, .flags = KEY_NEEDED, KIND(KIND_GIVEN), IN_CRITERION(STORE_TEXT, file),
     .help = "A CSV file in the program folder with the columns mentee, mentor, score (percent)."},

    {.path = "rules", .type = KEY_MAP, .help = "Who may be paired at all."},
    {.path = "rules.minimum_score", PERCENT, IN_PROGRAM(STORE_INT32, rules.minimum_score_bp), .by_default = "0.01", .starter = "0.01",
     .help = "Percent that a pair must reach."},
    {.path = "rules.minimum_stage_gap", .type = KEY_WHOLE, .lowest = -100, .highest = 100, IN_PROGRAM(STORE_INT32, rules.minimum_stage_gap),
     .by_default = "0", .starter = "0", .help = "Steps that the mentor must be ahead in career_stages."},
    {.path = "rules.maximum_stage_gap", .type = KEY_WHOLE, .lowest = -100, .highest = 100, IN_PROGRAM(STORE_INT32, rules.maximum_stage_gap), .starter = "#3",
     .help = "Steps that the mentor may be ahead at most; not set: any number."},
    {.path = "rules.same_institution", .type = KEY_CHOICE, .choices = "never|allowed", IN_PROGRAM(STORE_IS_FIRST, rules.same_institution_never),
     .by_default = "never", .starter = "never", .help = "Whether two people of one institution may be paired."},
    {.path = "rules.past_pairs", .type = KEY_CHOICE, .choices = "never|allowed", IN_PROGRAM(STORE_IS_FIRST, rules.past_pairs_never),
     .by_default = "never", .starter = "never", .help = "Whether a pair of an earlier cohort may be paired again."},
    {.path = "rules.reciprocal_pairs", .type = KEY_CHOICE, .choices = "better_direction|allowed", IN_PROGRAM(STORE_IS_FIRST, rules.better_direction),
     .by_default = "better_direction", .starter = "better_direction",
     .help = "Two people who could each mentor the other: only in the better direction, or both."},

    {.path = "objective", .type = KEY_CHOICES, .flags = KEY_NOT_EMPTY,
     .choices = "most_matched|priority_matched|most_mentors|best_worst|best_total|fairest|fewest_changes",
     LIST_IN_PROGRAM(STORE_LEVELS, objective, objective_count), .by_default = "[most_matched, best_total]", .starter = "[most_matched, best_total]",
     .help = "What is wanted of the whole pairing, the most important first. A draw settles what is still open."},

    {.path = "draw", .type = KEY_MAP, .help = "How equally good pairings are told apart."},
    {.path = "draw.seed", .type = KEY_WHOLE, .lowest = 0, .highest = 9007199254740992, IN_PROGRAM(STORE_UINT64, seed), .by_default = "1", .starter = "1",
     .help = "Best a number drawn in public after applications close."},

    {.path = "reports", .type = KEY_MAP, .help = "How documents are made."},
    {.path = "reports.paper", .type = KEY_CHOICE, .choices = "letter|a4", IN_PROGRAM(STORE_TEXT, paper), .by_default = "letter", .starter = "letter",
     .help = "The paper's size."},
    {.path = "reports.weak_below", PERCENT, IN_PROGRAM(STORE_INT32, weak_below_bp), .by_default = "70", .starter = "70",
     .help = "Percent below which a pair is called weak and put before the committee."},

    {.path = "notices", .type = KEY_MAP, .help = "What match notices hold."},
    {.path = "notices.share", .type = KEY_FIELDS, LIST_IN_PROGRAM(STORE_TEXTS, share, share_count),
     .by_default = "[name, email, institution, career_stage, areas, goals, statement]",
     .starter = "[name, email, institution, career_stage, areas, goals, statement]", .help = "The fields that the two of a pair learn of each other."},
    {.path = "notices.from", .type = KEY_ADDRESS, IN_PROGRAM(STORE_TEXT, notices_from), .starter = "#mentoring@example.org",
     .help = "The address that notices are sent from."},
    {.path = "notices.calendar", .type = KEY_YES_NO, IN_PROGRAM(STORE_BOOL, notices_calendar), .by_default = "yes", .starter = "yes",
     .help = "Whether a calendar entry is attached."},
    {.path = "notices.attach_letter", .type = KEY_YES_NO, IN_PROGRAM(STORE_BOOL, notices_attach_letter), .by_default = "no", .starter = "no",
     .help = "Whether the letter is attached as PDF."},
    {.path = "notices.retention", .type = KEY_CHOICE, .choices = "until program_ends", IN_PROGRAM(STORE_TEXT, notices_retention), .starter = "#until program_ends",
     .help = "How long applications are kept; not set: letters say nothing of it."},

    {.path = "private", .type = KEY_FIELDS, LIST_IN_PROGRAM(STORE_TEXTS, private_names, private_count), .starter = "[]",
     .help = "Fields that may be scored, and never appear in any output: [Gender]."},
};

// clang-format on

enum { ROW_COUNT = sizeof ROWS / sizeof ROWS[0] };

const key_row *program_keys(size_t *count) {
    *count = ROW_COUNT;
    return ROWS;
}

const key_row *program_key(const char *path) {
    for (size_t i = 0; i < ROW_COUNT; i++) {
        if (strcmp(ROWS[i].path, path) == 0) {
            return &ROWS[i];
        }
    }
    assert(0 && "a path of the table");
    return NULL;
}

// The part of `row`'s path behind that of `parent`, without the dot; empty: not directly below it.
static span below(const key_row *parent, const key_row *row) {
    size_t length = strlen(parent->path);
    if (strncmp(row->path, parent->path, length) != 0 || row == parent) {
        return SPAN("");
    }
    const char *rest = row->path + length;
    if (length > 0 && *rest == '.') {
        rest++;
    } else if (length > 0 && *rest != '[') {
        return SPAN("");
    }
    const char *after = rest[0] == '[' ? rest + 1 : rest;
    return after[strcspn(after, ".[")] == '\0' ? span_of(rest) : SPAN("");
}

const key_row *program_key_next(const key_row *parent, const key_row *child) {
    for (const key_row *row = (child == NULL ? parent : child) + 1; row < ROWS + ROW_COUNT; row++) {
        if (below(parent, row).length > 0) {
            return row;
        }
    }
    return NULL;
}

const key_row *program_key_child(const key_row *parent, span name) {
    for (const key_row *row = program_key_next(parent, NULL); row != NULL; row = program_key_next(parent, row)) {
        if (span_equal(below(parent, row), name)) {
            return row;
        }
    }
    return NULL;
}

const key_row *program_key_element(const key_row *parent) {
    assert(parent->type == KEY_LIST || parent->type == KEY_NAMES);
    const key_row *row = program_key_next(parent, NULL);
    assert(row != NULL);
    return row;
}

span program_key_name(const key_row *row) {
    const char *last = strrchr(row->path, '.');
    return span_of(last == NULL ? row->path : last + 1);
}

const char *program_key_belongs(span name) {
    for (size_t i = 1; i < ROW_COUNT; i++) {
        if (strchr(ROWS[i].path, '[') == NULL && span_equal(program_key_name(&ROWS[i]), name)) {
            return ROWS[i].path;
        }
    }
    return NULL;
}

span program_key_choice(const char *choices, size_t n) {
    for (; n > 0 && choices != NULL; n--) {
        choices = strchr(choices, '|');
        choices = choices == NULL ? NULL : choices + 1;
    }
    return choices == NULL ? (span){NULL, 0} : (span){choices, strcspn(choices, "|")};
}
