// The application form that a committee puts up: its questions, worded so that the export needs no `columns`, and what applicants are to be
// told. Also the headers of the empty CSV files that `init` writes.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mentorpair.h"

typedef struct form_question {
    field_known field;
    const char *name;               // canonical header: "career_stage"
    const char *asked[ROLE_COUNT];  // the question as a mentor and a mentee read it; NULL: not asked
    const char *kind;               // of the question on the form
    const char *why;                // a remark for the committee, or ""
} form_question;
extern const form_question form_questions[];
extern const size_t form_question_count;

// FORM.md for a program. NO_MEMORY only.
status form_text(span *out, arena *a, const program *p);

// The header line of an empty mentors.csv or mentees.csv. NO_MEMORY only.
status form_header(span *out, arena *a, role side);
