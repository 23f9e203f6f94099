// Headers that form tools and committees use for the fields the tool knows: one table, for matching, --help and the
// manual. Compared without case, blanks and punctuation. Sizes to expect: some 250 lines.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/program.h"

typedef enum synonym_kind {
    SYNONYM_WHOLE,
    SYNONYM_FIRST_NAME, // joined with a last name by a blank
    SYNONYM_LAST_NAME,
} synonym_kind;

typedef struct synonym {
    field_known field;
    role role;    // ROLE_COUNT: in both; else only where that role's answers are read
    uint8_t rank; // 0 goes before 1, 1 before 2: a lower one is only looked at where no higher one stands in the file
    synonym_kind kind;
    const char *header;
} synonym;

// The whole table, in the order of the fields and then of the ranks.
const synonym *synonyms_all(size_t *count);

// What people call a field in a sentence: "career stage", "e-mail address".
const char *synonyms_words(field_known which);
