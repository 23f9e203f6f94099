// Phrases and the scribe.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/phrase.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

scribe scribe_create(arena *a, context *c) {
    scribe s = {.arena = a, .context = c, .status = STATUS_OK};
    s.spare = scribe_room(&s, SCRIBE_SPARE_BYTES, 1);
    return s;
}

void *scribe_room(scribe *s, size_t count, size_t size) {
    void *room = s->status == STATUS_OK ? arena_alloc(s->arena, count, size) : NULL;
    if (room == NULL && s->status == STATUS_OK) {
        s->status = context_no_memory(s->context, "reports");
    }
    return room;
}

span scribe_format(scribe *s, const char *format, ...) {
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    char *text = length < 0 ? NULL : scribe_room(s, (size_t)length + 1, 1);
    if (text != NULL) {
        (void)vsnprintf(text, (size_t)length + 1, format, again);
    }
    va_end(again);
    va_end(arguments);
    return text == NULL ? SPAN("") : (span){text, (size_t)length};
}

static phrase one_run(scribe *s, run made) {
    run *room = made.text.length > 0 ? scribe_room(s, 1, sizeof *room) : NULL;
    if (room == NULL) {
        return (phrase){NULL, 0};
    }
    *room = made;
    return (phrase){room, 1};
}

phrase phrase_of(scribe *s, run_style style, span own_words) {
    return one_run(s, (run){.style = style, .text = own_words});
}

// ---- other people's words ---------------------------------------------------------------------------------------

typedef enum fate { FATE_KEEP, FATE_BLANK, FATE_WRITE_OUT } fate;

static fate fate_of(uint32_t c) {
    if (c == '\t' || c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029) {
        return FATE_BLANK;
    }
    bool is_control = c < 0x20 || (c >= 0x7F && c < 0xA0);
    bool turns_direction = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    bool is_noncharacter = (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE;
    return is_control || turns_direction || is_noncharacter ? FATE_WRITE_OUT : FATE_KEEP;
}

// The length of the shown form, which is written where `out` is not NULL.
static size_t show(char *out, span words) {
    size_t length = 0;
    for (size_t at = 0; at < words.length;) {
        size_t before = at;
        uint32_t c = text_next(words, &at);
        char written[16];
        const char *piece = words.text + before;
        size_t piece_length = at - before;
        if (fate_of(c) == FATE_BLANK) {
            piece = " ";
            piece_length = 1;
        } else if (fate_of(c) == FATE_WRITE_OUT) {
            piece = written;
            piece_length = (size_t)snprintf(written, sizeof written, "\\u{%04X}", (unsigned)c);
        }
        if (out != NULL) {
            memcpy(out + length, piece, piece_length);
        }
        length += piece_length;
    }
    return length;
}

phrase phrase_foreign(scribe *s, run_style style, span words) {
    size_t length = show(NULL, words);
    char *shown = scribe_room(s, length + 1, 1);
    if (shown == NULL) {
        return (phrase){NULL, 0};
    }
    (void)show(shown, words);
    return one_run(s, (run){.style = style, .foreign = true, .text = span_trim((span){shown, length})});
}

// ---- putting together -------------------------------------------------------------------------------------------

bool phrase_empty(phrase p) {
    return p.count == 0;
}

phrase phrase_join(scribe *s, const phrase *parts, size_t count) {
    return phrase_list(s, parts, count, "", "");
}

phrase phrase_list(scribe *s, const phrase *parts, size_t count, const char *between, const char *last) {
    size_t runs = 0, filled = 0;
    for (size_t i = 0; i < count; i++) {
        runs += parts[i].count + 1;
        filled += parts[i].count > 0;
    }
    run *room = scribe_room(s, runs, sizeof *room);
    if (room == NULL) {
        return (phrase){NULL, 0};
    }
    size_t used = 0, done = 0;
    for (size_t i = 0; i < count; i++) {
        if (parts[i].count == 0) {
            continue;
        }
        const char *separator = done == 0 ? "" : done + 1 == filled ? last : between;
        if (separator[0] != '\0') {
            room[used++] = (run){.style = RUN_TEXT, .text = span_of(separator)};
        }
        memcpy(room + used, parts[i].runs, parts[i].count * sizeof *room);
        used += parts[i].count;
        done++;
    }
    return (phrase){room, used};
}

phrase phrase_raised(scribe *s, phrase p) {
    if (p.count == 0 || p.runs[0].text.text[0] < 'a' || p.runs[0].text.text[0] > 'z') {
        return p;
    }
    span first = p.runs[0].text;
    run *runs = scribe_room(s, p.count, sizeof *runs);
    char *letters = scribe_room(s, first.length, 1);
    if (runs == NULL || letters == NULL) {
        return (phrase){NULL, 0};
    }
    memcpy(letters, first.text, first.length);
    letters[0] = (char)(letters[0] - 'a' + 'A');
    memcpy(runs, p.runs, p.count * sizeof *runs);
    runs[0].text = (span){letters, first.length};
    return (phrase){runs, p.count};
}

span phrase_text(scribe *s, phrase p) {
    size_t length = 0;
    for (size_t i = 0; i < p.count; i++) {
        length += p.runs[i].text.length;
    }
    char *text = scribe_room(s, length + 1, 1);
    if (text == NULL) {
        return SPAN("");
    }
    size_t used = 0;
    for (size_t i = 0; i < p.count; i++) {
        memcpy(text + used, p.runs[i].text.text, p.runs[i].text.length);
        used += p.runs[i].text.length;
    }
    return (span){text, length};
}
