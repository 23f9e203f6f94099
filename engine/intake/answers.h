// Single answers: addresses, roles, yes and no, numbers. What a cell means, without a word about where it stands.
// Sizes to expect: under 300 characters a cell.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/person.h"

// One plain addr-spec: ASCII dot-atom, "@", two or more domain labels, at most 64 + 1 + 189 bytes; no quotes,
// comments, blanks or name around it.
bool answers_is_email(span text);

// The address in lower case: the key of a person. NO_MEMORY.
status answers_email_key(span *out, arena *a, span email);

// Here and below, `folded` is text_fold of the answer.
// "yes", "y", "true", "1", "x" / "no", "n", "false", "0", "-". false: neither.
bool answers_yes_no(bool *out, span folded);

typedef struct role_set {
    bool plays[ROLE_COUNT]; // none: the answer names something else
} role_set;

// "Mentor", "Mentee; Mentor", "both", through the vocabulary of the field first where the program gives one. NO_MEMORY.
status answers_roles(role_set *out, arena *scratch, const field *f, span text);

// A number of ten-thousandths, or what `answers` in program.yaml says the phrase stands for. false: neither.
bool answers_number(int64_t *out, const field *f, span text, span folded);

// The same, whole and within bounds.
bool answers_whole(int64_t *out, const field *f, span text, span folded, int64_t lowest, int64_t highest);

// UTC-5, GMT+5:30, UTC as hours in ten-thousandths, rounded half up. false: not written like that.
bool answers_utc_offset(int64_t *out, span folded);
