// The columns of an export as the questions of a form: under which names each is found, and which columns are the
// options, or the places of an order, of one question.
// Sizes to expect: 10..60 questions; up to 200 columns.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/exports.h"

typedef enum column_kind {
    COLUMN_WHOLE,  // holds the whole answer
    COLUMN_OPTION, // says whether `option` was chosen, by a mark or by repeating it
    COLUMN_PLACE,  // says by a number at which place `option` was put
    COLUMN_RANK,   // holds what was put at place `rank`
    COLUMN_OTHER,  // free text beside the other columns of its question
} column_kind;

enum { QUESTION_NAMES = EXPORT_HEADERS_MOST + 1 };

typedef struct question_column {
    column_kind kind;
    span header;                // as people see it: the question, its option behind it where that tells two apart
    span names[QUESTION_NAMES]; // of the question, folded: the same for all its columns
    uint32_t name_count;
    span own[QUESTION_NAMES]; // of this column alone, folded; only an explicit mapping asks for them
    uint32_t own_count;
    span option;    // "" with WHOLE, RANK and OTHER
    uint32_t rank;  // with RANK, from 1
    uint32_t first; // the first column of its question; itself, where the question has one only
    uint32_t count; // how many columns the question has; they stand side by side
    bool of_tool;   // added by the form tool
    bool anonymous; // says "anonymous" wherever it says anything
    bool silent;    // of the tool, and nobody's answer: empty in all rows, or anonymous
} question_column;

typedef struct questions {
    question_column *columns;
    uint32_t count;
} questions;

// Everything lies in `a`, texts also in the table. NO_MEMORY. Cost: the header, and once through the answers of columns
// that may be options.
status questions_read(questions *out, arena *a, const table *t, const export_shape *shape);

// Whether an option is the one beside which people write what they mean.
bool questions_is_other(span offered);

// What an answer in a column per option or per place says: the option, or "" where it was not chosen; *rank is the
// place at which it was put, 0 where nothing is said of that. Of other columns the text itself.
span questions_answer(const question_column *q, span trimmed, uint32_t *rank);
