// Wrapping and guarding.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/plain.h"

#include <string.h>

plain plain_begin(context *c) {
    return (plain){.context = c};
}

void plain_end(plain *p) {
    memory_free(&p->context->memory, p->bytes);
    p->bytes = NULL;
}

status plain_finish(span *out, arena *a, plain *p) {
    span copy = p->failed ? (span){NULL, 0} : arena_copy(a, (span){p->bytes, p->length});
    if (copy.text == NULL) {
        return context_no_memory(p->context, "reports/plain");
    }
    *out = copy;
    return STATUS_OK;
}

void plain_add(plain *p, span text) {
    if (p->failed || text.length == 0) {
        return;
    }
    if (!memory_reserve(&p->context->memory, &p->bytes, &p->capacity, p->length + text.length, 1)) {
        p->failed = true;
        return;
    }
    memcpy(p->bytes + p->length, text.text, text.length);
    p->length += text.length;
}

void plain_repeat(plain *p, char what, size_t count) {
    for (size_t i = 0; i < count; i++) {
        plain_add(p, (span){&what, 1});
    }
}

// ---- lines ------------------------------------------------------------------------------------------------------

size_t plain_line(span words, size_t columns, size_t *next) {
    size_t used = 0, blank = 0, at = 0;
    bool has_blank = false;
    while (at < words.length && words.text[at] != '\n') {
        size_t before = at;
        (void)text_next(words, &at);
        if (words.text[before] == ' ') {
            blank = before;
            has_blank = true;
        }
        used += text_columns((span){words.text + before, at - before});
        if (used > columns && before > 0) {
            // A line ends at its last blank, and a word too long for one is broken anywhere.
            if (words.text[before] == ' ') {
                *next = before + 1;
                return before;
            }
            *next = has_blank ? blank + 1 : before;
            return has_blank ? blank : before;
        }
    }
    *next = at < words.length ? at + 1 : at;
    return at;
}

// A no-break space has done its work once lines are broken.
static void add_unbroken(plain *p, span line) {
    size_t start = 0;
    for (size_t i = 0; i + 1 < line.length; i++) {
        if (line.text[i] == '\xC2' && line.text[i + 1] == '\xA0') {
            plain_add(p, (span){line.text + start, i - start});
            plain_add(p, SPAN(" "));
            start = i + 2;
            i++;
        }
    }
    plain_add(p, (span){line.text + start, line.length - start});
}

void plain_wrapped(plain *p, span words, size_t first, size_t indent, size_t columns) {
    size_t margin = first;
    while (words.length > 0 && !p->failed) {
        size_t next, length = plain_line(words, columns > margin ? columns - margin : 1, &next);
        plain_repeat(p, ' ', margin);
        add_unbroken(p, (span){words.text, length});
        plain_add(p, SPAN("\n"));
        words = (span){words.text + next, words.length - next};
        margin = indent;
    }
}

void plain_row(plain *p, const plain_cell *cells, size_t count) {
    enum { MOST_CELLS = 16 };
    span rest[MOST_CELLS];
    count = count < MOST_CELLS ? count : MOST_CELLS;
    bool more = false;
    for (size_t i = 0; i < count; i++) {
        rest[i] = cells[i].text;
        more = more || rest[i].length > 0;
    }
    while (more && !p->failed) {
        more = false;
        size_t owed = 0; // blanks that are written only when something follows
        for (size_t i = 0; i < count; i++) {
            size_t next = 0, length = plain_line(rest[i], cells[i].columns, &next);
            span line = {rest[i].text, length};
            size_t width = text_columns(line), pad = width < cells[i].columns ? cells[i].columns - width : 0;
            if (length > 0) {
                plain_repeat(p, ' ', owed + (cells[i].to_the_right ? pad : 0));
                add_unbroken(p, line);
                owed = cells[i].to_the_right ? 0 : pad;
            } else {
                owed += cells[i].columns;
            }
            owed += 2;
            rest[i] = (span){rest[i].text + next, rest[i].length - next};
            more = more || rest[i].length > 0;
        }
        plain_add(p, SPAN("\n"));
    }
}

// ---- CSV --------------------------------------------------------------------------------------------------------

static bool starts_formula(span text) {
    static const span STARTS[] = {{"=", 1},
                                  {"+", 1},
                                  {"-", 1},
                                  {"@", 1},
                                  {"\t", 1},
                                  {"\r", 1},
                                  {"\xEF\xBC\x9D", 3},
                                  {"\xEF\xBC\x8B", 3},
                                  {"\xEF\xBC\x8D", 3},
                                  {"\xEF\xBC\xA0", 3}}; // U+FF1D, FF0B, FF0D, FF20
    for (size_t i = 0; i < sizeof STARTS / sizeof STARTS[0]; i++) {
        if (span_starts(text, STARTS[i])) {
            return true;
        }
    }
    return false;
}

void plain_csv_cell(plain *p, span text, bool last) {
    plain_add(p, starts_formula(text) ? SPAN("\"'") : SPAN("\""));
    for (size_t start = 0; start < text.length;) {
        const char *quote = memchr(text.text + start, '"', text.length - start);
        size_t end = quote == NULL ? text.length : (size_t)(quote - text.text) + 1;
        plain_add(p, (span){text.text + start, end - start});
        plain_add(p, quote == NULL ? SPAN("") : SPAN("\""));
        start = end;
    }
    plain_add(p, last ? SPAN("\"\r\n") : SPAN("\","));
}
