// Most answers are plain ASCII and go through untouched; line breaks inside an answer stay.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/cell_text.h"

#include <string.h>

enum { ESCAPE_LONGEST = 10 }; // "\u{10FFFF}"

static bool is_plain_ascii(span text) {
    for (size_t i = 0; i < text.length; i++) {
        unsigned char c = (unsigned char)text.text[i];
        if (c >= 0x7F || c < 0x20) {
            return false;
        }
    }
    return true;
}

static bool is_harmless(span text) {
    return is_plain_ascii(text) || !text_has_control(text);
}

status cell_text_visible(span *out, arena *a, span text) {
    *out = text;
    if (is_harmless(text)) {
        return STATUS_OK;
    }
    char *copy = arena_alloc(a, text.length, ESCAPE_LONGEST);
    arena scratch = arena_over(a->memory);
    size_t length = 0;
    bool complete = copy != NULL;
    for (size_t at = 0; at < text.length && complete;) {
        size_t start = at;
        (void)text_next(text, &at);
        span character = {text.text + start, at - start};
        if (text_has_control(character)) {
            character = text_visible(&scratch, character, 1);
            complete = character.text != NULL;
        }
        if (complete) {
            memcpy(copy + length, character.text, character.length);
            length += character.length;
        }
    }
    arena_free(&scratch);
    *out = (span){copy, length};
    return complete ? STATUS_OK : STATUS_NO_MEMORY;
}

static status one_cell(span *out, reading *r, const applicant *a, uint32_t which, uint32_t column) {
    *out = span_trim(a->sheet->table->records[a->record].cells[column].text);
    if (is_harmless(*out)) {
        return STATUS_OK;
    }
    TRY(applicant_remark(r, a, which, SEVERITY_WARNING, "invisible_character", NULL,
                         SPAN("an invisible control character in the answer"),
                         SPAN("it is written out as \\u{...}; retype the answer to be rid of it")));
    return cell_text_visible(out, r->a, *out);
}

status cell_text_read(span *joined, span *cells, reading *r, const applicant *a, uint32_t which) {
    const column_list *list = &a->sheet->of[a->role][which];
    bool is_list = r->fields.fields[which].is_choice || which == FIELD_REQUESTED || which == FIELD_CONFLICTS;
    const span between = is_list ? SPAN("; ") : SPAN(" ");
    size_t length = 0;
    for (uint32_t i = 0; i < list->count; i++) {
        TRY(one_cell(&cells[i], r, a, which, list->columns[i]));
        length += cells[i].length + between.length;
    }
    if (list->count == 1) {
        *joined = cells[0];
        return STATUS_OK;
    }
    char *text = arena_alloc(r->a, length, 1);
    if (text == NULL) {
        return STATUS_NO_MEMORY;
    }
    size_t used = 0;
    for (uint32_t i = 0; i < list->count; i++) {
        if (cells[i].length == 0) {
            continue;
        }
        if (used > 0) {
            memcpy(text + used, between.text, between.length);
            used += between.length;
        }
        memcpy(text + used, cells[i].text, cells[i].length);
        used += cells[i].length;
    }
    *joined = (span){text, used};
    return STATUS_OK;
}
