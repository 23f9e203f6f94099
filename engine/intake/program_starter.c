// The commented program.yaml that `init` writes, from the table of keys: each key with its help above it. What a
// committee has to decide is filled in as an example; what most never need is there as a comment.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <string.h>

#include "intake/program.h"
#include "intake/program_keys.h"
#include "intake/writer.h"

enum { LINE_CHARACTERS = 100 };

static const char HEAD[] =
    "# yaml-language-server: $schema=program.schema.json\n"
    "#\n"
    "# The program of one cohort. Change what differs in yours; a line that begins with # is a note or an\n"
    "# example and counts for nothing until the # is taken away. Then run: mentorpair check\n";

// `text` as comment lines, broken between words.
static void put_comment(writer *w, span text, size_t indent) {
    size_t room = LINE_CHARACTERS - indent - 2;
    while (text.length > 0) {
        size_t length = text.length;
        if (length > room) {
            length = room;
            while (length > 0 && text.text[length] != ' ') {
                length--;
            }
        }
        writer_repeat(w, SPAN(" "), indent);
        writer_put(w, SPAN("# "));
        writer_put(w, (span){text.text, length});
        writer_put(w, SPAN("\n"));
        text.text += length;
        text.length -= length;
        text = span_trim(text);
    }
}

// The lines of an example below its key; '#' at a line's start makes it a comment.
static void put_lines(writer *w, const char *lines, size_t indent) {
    while (*lines != '\0') {
        size_t length = strcspn(lines, "\n");
        bool comment = lines[0] == '#';
        writer_repeat(w, SPAN(" "), indent);
        writer_put(w, comment ? SPAN("# ") : SPAN(""));
        writer_put(w, (span){lines + comment, length - comment});
        writer_put(w, SPAN("\n"));
        lines += length;
        lines += *lines == '\n';
    }
}

static const starter_part *part_of(const starter_part *parts, size_t count, const key_row *row) {
    for (size_t i = 0; i < count; i++) {
        if (strcmp(parts[i].path, row->path) == 0) {
            return &parts[i];
        }
    }
    return NULL;
}

static void put_row(writer *w, const key_row *row, size_t indent, const starter_part *part) {
    bool top = indent == 0;
    writer_put(w, top ? SPAN("\n") : SPAN(""));
    put_comment(w, span_of(row->help), indent);
    if (part != NULL) {
        writer_put(w, part->text);
        return;
    }
    bool comment = row->starter != NULL && row->starter[0] == '#';
    writer_repeat(w, SPAN(" "), indent);
    writer_put(w, comment ? SPAN("# ") : SPAN(""));
    writer_put(w, program_key_name(row));
    writer_put(w, SPAN(":"));
    if (row->starter == NULL || row->starter[0] == '\n') {
        writer_put(w, SPAN("\n"));
        put_lines(w, row->starter == NULL ? "" : row->starter + 1, indent + 2);
        return;
    }
    writer_put(w, SPAN(" "));
    writer_put(w, span_of(row->starter + comment));
    writer_put(w, SPAN("\n"));
}

status program_starter_yaml(span *out, arena *a, const starter_part *parts, size_t part_count) {
    writer w = writer_over(a->memory);
    writer_put(&w, span_of(HEAD));
    for (const key_row *top = program_key_next(program_key(""), NULL); top != NULL;
         top = program_key_next(program_key(""), top)) {
        const starter_part *part = part_of(parts, part_count, top);
        put_row(&w, top, 0, part);
        if (top->type != KEY_MAP || part != NULL) {
            continue;
        }
        for (const key_row *row = program_key_next(top, NULL); row != NULL; row = program_key_next(top, row)) {
            put_row(&w, row, 2, NULL);
        }
    }
    return writer_finish(out, a, &w);
}
