// What stands in the cells of a field, as text: trimmed, with nothing in it that works unseen.
// Sizes to expect: 1 byte to 10 MB a cell.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/applicant.h"

// The cells of a field and their texts joined: by a blank, or by "; " where the field is a list. `cells` has room for
// all its columns. Control characters and overrides of the writing direction are written out, with a warning.
// NO_MEMORY.
status cell_text_read(span *joined, span *cells, reading *r, const applicant *a, uint32_t which);

// The text with such characters written out: `text` itself, or in `a`. NO_MEMORY.
status cell_text_visible(span *out, arena *a, span text);
