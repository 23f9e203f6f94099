// One question that a form asks in several of its sections, each in a column of its own: "Where do you work?" for
// those who would mentor, and again for those who look for a mentor.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/questions.h"

// Whether the questions marked in `hits` (at their first columns) are one such question: their headers are the same,
// and no row from `first_record` on has answers in two of them. Cost: rows × columns.
bool sections_one_question(const questions *q, const table *t, uint32_t first_record, const bool *hits);
