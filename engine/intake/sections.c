// Sizes to expect: two or three sections.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/sections.h"

static bool is_answered(const table *t, uint32_t row, const question_column *q) {
    for (uint32_t i = 0; i < q->count; i++) {
        if (span_trim(t->records[row].cells[q->first + i].text).length > 0) {
            return true;
        }
    }
    return false;
}

static bool have_one_header(const questions *q, const bool *hits) {
    const question_column *before = NULL;
    for (uint32_t i = 0; i < q->count; i++) {
        if (!hits[i]) {
            continue;
        }
        if (before != NULL && !span_equal(span_trim(before->header), span_trim(q->columns[i].header))) {
            return false;
        }
        before = &q->columns[i];
    }
    return true;
}

bool sections_one_question(const questions *q, const table *t, uint32_t first_record, const bool *hits) {
    for (uint32_t row = first_record; row < t->count; row++) {
        uint32_t answered = 0;
        for (uint32_t i = 0; i < q->count; i++) {
            answered += hits[i] && is_answered(t, row, &q->columns[i]);
        }
        if (answered > 1) {
            return false;
        }
    }
    return have_one_header(q, hits);
}
