// A comparison made ready for people: names in their order, and everybody's pairs at hand.
// Sizes to expect: as the comparison; some 100 bytes a person.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session.h"

typedef struct comparison_view {
    session *session;
    const comparison *comparison;
    const char *heads[COMPARED_SIDES]; // of the columns: "old", "new"
    span *names[ROLE_COUNT];           // as they may be printed; with the id where two share a name
    uint32_t *order[ROLE_COUNT];       // numbers of people in the order of names
    uint32_t *first[ROLE_COUNT];       // [people + 1]: where somebody's pairs begin in by_person
    uint32_t *by_person[ROLE_COUNT];   // numbers of pairs
    bool no_memory;                    // a text could not be made
} comparison_view;

// Everything lies in the session's arena. NO_MEMORY, INTERNAL.
outcome comparison_view_make(comparison_view *out, session *s, const comparison *compared, const char *old_head, const char *new_head);

// Remembers want of memory, and hands the text on.
span comparison_view_say(comparison_view *v, span text);

// "Kofi Larkspur (96.0 %), Ada Quill (80.0 %)": whom somebody has in one of the pairings; "" for nobody.
span comparison_view_partners(comparison_view *v, role as, uint32_t number, compared_side side);

// Their ids, in the order of pairs. *count of them; NULL: no memory.
const span *comparison_view_partner_ids(comparison_view *v, role as, uint32_t number, compared_side side, uint32_t *count);

// Prints "  label      text": a label too long for its column has two blanks behind it.
void comparison_view_line(comparison_view *v, size_t columns, span label, span text);
