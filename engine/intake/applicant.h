// One application while it is judged, and what is wrong with it: a finding at its cell, and the reason for which it
// is set aside. Also what all of intake's stages need to know. Sizes to expect: 100,000 applications.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/fields.h"

// One application in one role.
typedef struct applicant {
    person person;
    const sheet *sheet;
    uint32_t record; // in the sheet's table
    role role;
    bool no_role; // its role could not be read; it is listed as a mentee's
    bool has_id;  // an explicit one
    bool set_aside;
    aside_code code;
    span because;   // "" while not set aside
    span email_key; // "" where the address is none
    span name_key;  // text_fold_name
    uint32_t who;   // number in the directory, or NONE
} applicant;

typedef struct applicants {
    applicant *items; // freed by applicants_free
    uint32_t count;
    size_t capacity;
} applicants;
void applicants_free(applicants *all, memory *m);

typedef struct said_fault { // a finding made already about a cell
    const sheet *sheet;
    uint32_t record, column;
    const char *code, *about;
} said_fault;
enum { SAID_FAULTS = 64 };

// So much work and memory is allowed however few bytes the applications have; with more bytes there may be more.
enum { ANSWERS_LIMIT = 4000000, LOOKS_LIMIT = 10000000, NAMES_LIMIT = 500000, BYTES_AN_ANSWER = 8, BYTES_A_LOOK = 4, BYTES_A_NAME = 32 };

// What the stages of intake share.
typedef struct reading {
    context *c;
    arena *a; // for what stays
    const program *p;
    const intake_options *options;
    field_list fields;
    bool *needs_key;       // [field]: its answers are compared
    uint32_t *most_pieces; // [field]: choices_most_pieces of its vocabulary
    const span *committee; // [program.committee_count]: keys of addresses
    instant zones_at;      // when the offsets of named zones are looked up
    struct known_zone *zones;
    size_t zone_count, zone_capacity;
    said_fault said[SAID_FAULTS]; // the latest
    uint32_t said_count;          // all
    bool some_unread;             // an error left somebody out: who is not known may be one of them
    uint64_t answers_left;        // that may still be kept, so that rows of a few bytes cannot take all memory
    uint64_t looks_left;          // texts that may still be looked up among options
    uint64_t names_left;          // names of others that may still be looked up
    uint32_t searches_left;       // for what was probably meant: so many more comparisons, then findings do without
} reading;

// Everything but fields, needs_key and most_pieces, which rows.h fills in.
void reading_begin(reading *r, context *c, arena *a, const program *p, const intake_options *options);
void reading_end(reading *r);
// Bounds memory and time by the size of the applications; before it is called nothing is bounded.
void reading_allow(reading *r, uint64_t bytes);
bool reading_may_search(reading *r, size_t comparisons);

// What is wrong with an application.
typedef struct wrong {
    const char *code;
    span value;          // shown in quotes before `what`, never where the field is private; text NULL: nothing to show
    const char *what;    // "is not an e-mail address"; where there is no value, a clause of its own: "no career stage"
    const char *because; // the same for documents where other words suit them; NULL: as above. Names no line of a file
    span remedy;
} wrong;

// Sets the application aside as invalid and says why at its cell: an error, or a warning with --set-aside-invalid. A
// row that is read in both roles says everything once. NO_MEMORY.
status applicant_fault(reading *r, applicant *a, uint32_t which, const wrong *w);

// The same without a finding, for the other party of a fault that names both lines. NO_MEMORY.
status applicant_invalid(reading *r, applicant *a, const char *because);

// A finding at a cell, once for a row: `text` stands as it is, or `what` is followed by the column's header and
// `remedy`. `about` tells several of one code in one cell apart: bytes of the cell, or NULL. NO_MEMORY.
status applicant_say(reading *r, const applicant *a, uint32_t which, severity severity_of_it, const char *code,
                     span text);
status applicant_remark(reading *r, const applicant *a, uint32_t which, severity severity_of_it, const char *code,
                        const char *about, span what, span remedy);

// "line 9", or "line 9 of mentors.csv" where that is another file than a's; text NULL: no memory.
span applicant_line(arena *scratch, const applicant *a, const applicant *other);

// The cell of a field, or the row where its file has none.
place applicant_place(const applicant *a, uint32_t which);

// An answer or a header in a finding: one line, not too long; text NULL: no memory.
span applicant_shown(arena *scratch, span value);
