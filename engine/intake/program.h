// The checked program: calendar, career stages, areas of work, criteria, rules, objective. Every key has its default
// filled in; percentages are basis points. Also the registry of fields: which answers of an application mean what.
// Sizes to expect: under 50 areas, under 20 criteria; 1,000 institutions.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/context.h"
#include "base/instant.h"
#include "intake/tree.h"

#define NONE UINT32_MAX // no such number, wherever a uint32_t numbers something

// Fields that the tool knows, in the order in which people are written. Further columns get numbers from FIELD_KNOWN on.
typedef enum field_known {
    FIELD_ID, FIELD_NAME, FIELD_EMAIL, FIELD_ROLE, FIELD_SUBMITTED, FIELD_CAREER_STAGE, FIELD_AREAS, FIELD_INSTITUTION,
    FIELD_LOCATION, FIELD_TIME_ZONE, FIELD_LIBRARY_TYPE, FIELD_MEETING, FIELD_LANGUAGES, FIELD_GOALS, FIELD_STATEMENT,
    FIELD_CAPACITY, FIELD_REQUESTED, FIELD_CONFLICTS, FIELD_PRIORITY, FIELD_KNOWN
} field_known;

// One choice that a form offers: its name, other ways of writing it, and the group of options related to it.
typedef struct option {
    span name;
    const span *synonyms;
    uint32_t synonym_count;
    span group;        // as written, empty: none
    uint32_t group_id; // 1..; equal numbers are related; 0: none
} option;

typedef struct vocabulary {
    option *options;   // in the program's order
    uint32_t count;
    struct vocabulary_word *words; // folded names and synonyms, sorted; owned with the program
    uint32_t word_count;
    size_t longest_word;           // bytes
} vocabulary;

// Fills words from options. Called by the program for its own vocabularies and for one collected from answers. A word that two
// options claim is not reported here: program.c checks that where the place is known. NO_MEMORY only.
status vocabulary_index(vocabulary *v, arena *a);
// The number of the option with that folded name or synonym, or NONE.
uint32_t vocabulary_find(const vocabulary *v, span folded);

typedef struct answer_number { // answers: { capacity: { "Just one": 1 } }
    span folded;
    span text;      // as written
    int64_t number; // ten-thousandths, within ±1,000,000
} answer_number;

// A column that no field takes, by its header, and the field that it could be.
typedef struct unknown_column {
    span file, header;
    uint32_t column;   // from 1
    uint32_t could_be; // a field_known that the file lacks, or NONE
    bool by_answers;   // could_be is told by the answers, not by the words of the header
} unknown_column;

// A field of the registry: known ones first (index = field_known), then every further name used by program.yaml.
typedef struct field {
    span name;                       // "areas", "Gender"
    span folded;                     // text_fold_bare(name)
    bool is_private;                 // named under `private`
    bool needed;                     // an empty cell is an error (name, email; career_stage and areas when a criterion or rule uses them)
    bool empty_is_note;              // career_stage, areas: the criterion that uses the field sets when_missing itself
    bool is_choice;                  // several options in a cell: areas, languages, and every field under `options` or of an overlap criterion
    bool is_ranked;                  // an overlap criterion says ranked: true
    bool is_number;                  // used by a distance criterion
    vocabulary *options;             // areas, career_stages (FIELD_CAREER_STAGE), institutions (FIELD_INSTITUTION), options.<name>; NULL: none
    const span *headers[2];          // columns.mentors.<name> [0], columns.mentees.<name> [1]: explicit headers, as written
    uint32_t header_count[2];        // 0: built-in synonyms count
    place headers_place[2];
    const answer_number *numbers;    // answers.<name>
    uint32_t number_count;
    place numbers_place;
    span role_synonyms_unused;       // reserved
} field;

typedef enum criterion_kind { KIND_STAGE_GAP, KIND_OVERLAP, KIND_EQUAL, KIND_DISTANCE, KIND_NAMED, KIND_GIVEN } criterion_kind;
typedef enum when_missing { MISSING_SKIP, MISSING_NEUTRAL, MISSING_ZERO } when_missing;

typedef struct gap_score {
    int32_t gap_stages;
    int32_t score_bp;
} gap_score;

typedef struct criterion {
    span name;
    criterion_kind kind;
    int32_t weight;              // 0..1000
    uint32_t field;              // of the registry; NONE for named and given; FIELD_CAREER_STAGE for stage_gap
    when_missing when_missing;
    bool when_missing_said;      // not the default
    uint32_t only_if_field;      // NONE: applies to everybody
    const span *only_if_equals;  // as written
    uint32_t only_if_count;
    const span *only_if_keys;    // the same, in the form of answer.key: folded; a known option of only_if_field: its folded name
    const gap_score *gap_scores; // ascending, contiguous
    uint32_t gap_count;
    bool ranked;                 // overlap
    int32_t related_bp;          // overlap
    const span *any;             // equal: as written
    uint32_t any_count;
    const span *any_keys;        // the same, in the form of answer.key
    int64_t zero_at;             // distance: in ten-thousandths, > 0
    uint32_t asker;              // named: 0 = mentors asked, 1 = mentees asked (side)
    span file;                   // given
    place place;
    bool is_private;             // reads a private field, also in only_if
    bool is_merged;              // PROGRAM_SHOWN: stands for all that are private; of its own it has only name and weight
} criterion;

typedef enum role { ROLE_MENTOR, ROLE_MENTEE, ROLE_COUNT } role;
typedef enum requirement_role { REQUIRED_OF_MENTOR, REQUIRED_OF_MENTEE, REQUIRED_OF_BOTH } requirement_role;

typedef struct requirement {
    requirement_role role;
    uint32_t field;
    const span *one_of; // as written; compared folded, and through the field's vocabulary where it has one
    uint32_t one_of_count;
    span otherwise;
    place place;
} requirement;

// A date or an instant of the calendar. `at` is the end of the day for a close or a due date without a time (its last second,
// 23:59:59) and for program_ends, the start of it for an open or a start.
typedef struct calendar_entry {
    bool said;
    span written;   // as in program.yaml
    bool has_time;  // PROGRAM_SHOWN: not the instant that a date alone stands for
    instant at;
    date day;       // in the program's zone
    int32_t offset_seconds; // of the program's zone at that instant
    place place;
} calendar_entry;
enum { CALENDAR_OPEN, CALENDAR_CLOSE, CALENDAR_DUE, CALENDAR_STARTS, CALENDAR_ENDS, CALENDAR_COUNT };

typedef struct rules {
    int32_t minimum_score_bp;                  // default 1
    int32_t minimum_stage_gap, maximum_stage_gap; // default 0; INT32_MAX: none
    bool has_maximum_stage_gap;
    bool same_institution_never, past_pairs_never, better_direction; // default: all true
} rules;

typedef enum level_kind {
    LEVEL_MOST_MATCHED, LEVEL_PRIORITY_MATCHED, LEVEL_MOST_MENTORS, LEVEL_BEST_WORST, LEVEL_BEST_TOTAL, LEVEL_FAIREST,
    LEVEL_FEWEST_CHANGES, LEVEL_DRAW, LEVEL_COUNT
} level_kind;
const char *level_name(level_kind kind); // "most_matched"

typedef enum date_order { ORDER_MDY, ORDER_DMY, ORDER_YMD } date_order;
typedef enum form_tool { FORM_AUTO, FORM_GOOGLE, FORM_GOOGLE_SHEET, FORM_MICROSOFT, FORM_SURVEYMONKEY, FORM_QUALTRICS, FORM_PLAIN } form_tool;

typedef struct program { // NOLINT(clang-analyzer-optin.performance.Padding): in the order of program.yaml
    arena arena;
    bool built_in;                  // the vocabulary of areas is still to be collected from the mentors' answers: no program.yaml, or one that names none
    span file;                      // "program.yaml"
    span name, organizer, committee_name, contact;
    const span *committee;          // addresses, as written
    uint32_t committee_count;
    span time_zone;                 // "UTC"
    zone *zone;                     // of time_zone; owned
    int32_t zone_offset_seconds;    // the offset named in the documents: at program_starts, else applications_close; else set later to that at as-of
    bool zone_offset_known;
    calendar_entry calendar[CALENDAR_COUNT];
    vocabulary career_stages, areas, institutions;
    span encoding;                  // "utf-8"
    date_order date_order;
    form_tool form;
    field *fields;                  // the registry: [field_count]
    uint32_t field_count;
    requirement *requirements;
    uint32_t requirement_count;
    criterion *criteria;
    uint32_t criterion_count;
    rules rules;
    level_kind *objective;          // as listed, without the draw
    uint32_t objective_count;
    uint64_t seed;                  // draw.seed, default 1
    span paper;                     // "letter" or "a4"
    int32_t weak_below_bp;
    const span *share;              // notices.share
    uint32_t share_count;
    const place *share_places;      // [share_count]; NULL: the default
    span notices_from;
    bool notices_calendar, notices_attach_letter;
    span notices_retention;         // "" or "until program_ends", as written
    const span *private_names;      // as written
    const place *private_places;    // [private_count]
    uint32_t private_count;
} program;

typedef enum program_form {
    PROGRAM_WRITTEN, // program.yaml: percentages in percent, unknown keys are errors
    PROGRAM_SHOWN,   // the `program` of a pairing.json: basis points, instants with offset
} program_form;

// Reads and checks program.yaml (libfyaml). All faults become findings in file `file`. BAD_INPUT, NO_MEMORY, INTERNAL.
status program_read(program **out, context *c, span file, span bytes);
// The same as if single keys of it were written otherwise: "rules.minimum_stage_gap=1" (program_edit.h). `file` empty: those of the
// built-in program. What is wrong with a change is a finding in the file "--set KEY=VALUE".
typedef struct program_edits {
    const span *items;
    size_t count;
} program_edits;
status program_read_edited(program **out, context *c, span file, span bytes, const program_edits *edits);
// The same from a value tree, for the `program` of a pairing.json.
status program_from_tree(program **out, context *c, const tree *root, program_form form);
// The built-in program.
status program_built_in(program **out, context *c);
void program_free(program *p); // NULL allowed

// The shown form of the checked program, every key in its order with defaults, percents as basis points, gap keys as strings, instants
// with offset, private fields as "private 1", …: a tree of maps, lists, scalars (quoted: string; else number, true or false; NULL: null),
// owned by `a`. Reading it back with PROGRAM_SHOWN gives the same tree again. NO_MEMORY only.
status program_shown(tree *out, arena *a, const program *p);

// The number of a field of the registry by its name (folded bare), or NONE.
uint32_t program_field(const program *p, span name);

// One line of program.yaml's reference: path, type, range, default, help. The table also makes the JSON Schema and `init`'s file.
status program_schema_json(span *out, arena *a);    // the JSON Schema, one trailing newline
// A part of the starting program that is written otherwise: the lines from its key on, instead of the example.
typedef struct starter_part {
    const char *path; // of a key at the top: "areas"
    span text;
} starter_part;
status program_starter_yaml(span *out, arena *a, const starter_part *parts, size_t part_count); // a commented program.yaml that program_read accepts
