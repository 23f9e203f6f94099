// Paths, places and words for findings; nothing here knows a key.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/reader.h"

#include <stdarg.h>
#include <stdio.h>

enum { SHOWN_CHARACTERS = 60 };

span reader_format(reader *r, const char *format, ...) {
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    char *text = length < 0 ? NULL : arena_alloc(&r->scratch, (size_t)length + 1, 1);
    if (text != NULL) {
        (void)vsnprintf(text, (size_t)length + 1, format, again);
    }
    va_end(again);
    va_end(arguments);
    r->no_memory = r->no_memory || text == NULL;
    return text == NULL ? SPAN("") : (span){text, (size_t)length};
}

span reader_visible(reader *r, span text) {
    span visible = text_visible(&r->scratch, text, SHOWN_CHARACTERS);
    r->no_memory = r->no_memory || visible.text == NULL;
    return visible.text == NULL ? SPAN("") : visible;
}

span reader_path(reader *r, span path, span key) {
    span visible = reader_visible(r, key);
    return path.length == 0 ? visible : reader_format(r, "%.*s.%.*s", SPAN_ARGS(path), SPAN_ARGS(visible));
}

place reader_place(const reader *r, place where) {
    return (place){r->program->file, where.line, where.column};
}

span reader_shown(reader *r, const tree *value) {
    switch (value->kind) {
    case TREE_NULL:
        return SPAN("empty");
    case TREE_LIST:
        return SPAN("a list");
    case TREE_MAP:
        return SPAN("a map of keys");
    case TREE_SCALAR:
        break;
    }
    span visible = reader_visible(r, value->text);
    return reader_format(r, "\"%.*s\"%s", SPAN_ARGS(visible), value->quoted ? " in quotation marks" : "");
}

bool reader_text_is_clean(reader *r, const tree *value, span path) {
    if (!text_has_control(value->text)) {
        return true;
    }
    READER_FAULT(r, value->place, "control_character",
                 "\"%.*s\" holds a control character or a hidden mark that turns text around: type it anew",
                 SPAN_ARGS(path));
    return false;
}
