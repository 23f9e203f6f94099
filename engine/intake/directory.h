// Everybody who applied, found by id, e-mail address or name: whom a cell of another application or of decisions.csv
// means. A person is an e-mail address. Sizes to expect: 100,000 people; each search by bisection.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/applicant.h"

typedef struct identity {
    span email;                   // its key; "" for an application that was set aside for want of one
    uint32_t applied[ROLE_COUNT]; // an application of that role: the one that counts, else any; NONE: did not apply
    uint32_t number[ROLE_COUNT];  // in cohort.people; NONE: takes no part. Filled in when people are numbered
} identity;

typedef struct directory_name { // an id or a folded name that somebody goes by
    span key;
    uint32_t who;
} directory_name;

typedef struct directory_names { // by key, then by person, each once
    directory_name *items;
    uint32_t count;
} directory_names;

typedef struct directory {
    identity *people; // by address, then those without one
    uint32_t count, addressed;
    directory_names ids[ROLE_COUNT + 1], names[ROLE_COUNT + 1]; // of those who applied as that role; [ROLE_COUNT]: of all
    const applicants *all;
    const span *shown[ROLE_COUNT]; // names and addresses of those who applied, for the nearest; [2 * shown_count]
    uint32_t shown_count[ROLE_COUNT];
} directory;

// From all applications with an address, and those that --set-aside-invalid leaves out for want of one, so that they can
// be named; sets applicant.who. Everything lies in r->a. NO_MEMORY.
status directory_build(directory *out, reading *r, applicants *all);

typedef enum who_found {
    WHO_FOUND,
    WHO_OTHER_ROLE, // somebody, but not in that role
    WHO_AMBIGUOUS,  // a name of several people
    WHO_UNKNOWN,
} who_found;

enum { WHO_CANDIDATES = 5 };

typedef struct who {
    who_found found;
    uint32_t person;                     // FOUND, OTHER_ROLE
    uint32_t candidates[WHO_CANDIDATES]; // AMBIGUOUS: the first of them
    uint32_t candidate_count;            // all
} who;

// Whom `text` means among those who applied as `as`, or among all with ROLE_COUNT: an exact id, an address, a name
// that only one has. NO_MEMORY.
status directory_find(who *out, const directory *dir, arena *scratch, role as, span text);

// What is wrong with such a cell and how to mend it, for every result but FOUND: `"Bob" is nobody who applied as a
// mentor`, and `did you mean "Bob Ito"? mend the cell`. With `is_private` without names. NO_MEMORY.
status directory_trouble(span *what, span *remedy, reading *r, const directory *dir, arena *scratch, role as, span text,
                         const who *found, bool is_private);

// Bisection by address; NONE: nobody.
uint32_t directory_by_email(const directory *dir, span key);
// By exact id, of whichever role; NONE: nobody.
uint32_t directory_by_id(const directory *dir, span id);
