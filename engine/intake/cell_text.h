// What stands in the cells of a field, as text: trimmed, with nothing in it that works unseen.
// Sizes to expect: 1 byte to 10 MB a cell.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/applicant.h"

// The cells of a field, and their texts joined: by a blank, or by "; " where the field is a list. `cells` has room for
// all its columns; where columns stand for options or for places of an order, it gets the options chosen, in that order
// where there is one. Control characters and overrides of the writing direction are written out, with a warning.
// NO_MEMORY.
status cell_text_read(span *joined, span *cells, reading *r, const applicant *a, uint32_t which);

// What a cell of a field's column says: a mark in one of several columns stands for the option in its header. *rank: the
// place at which it was put, or 0. `is_choice`: the field is a multiple choice, `v` its vocabulary or NULL. NO_MEMORY.
status cell_text_answer(span *out, uint32_t *rank, arena *scratch, const sheet *s, const column_list *list, uint32_t nth,
                        uint32_t row, bool is_choice, const vocabulary *v);

// The marks at which the cells of these columns are to be split into choices: none in a column per option; NULL: not
// known.
const char *cell_text_marks(const sheet *s, const column_list *list);

// The text with such characters written out: `text` itself, or in `a`. NO_MEMORY.
status cell_text_visible(span *out, arena *a, span text);
