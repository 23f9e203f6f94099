// Shapes, and how wide words are.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/drawing.h"

#include <string.h>

const char *colour_hex(colour c) {
    static const char *const HEX[COLOUR_COUNT] = {
        [COLOUR_NONE] = "none",           [COLOUR_INK] = "#1A1D21",        [COLOUR_MUTED] = "#50565E",
        [COLOUR_LINE] = "#C9CED4",        [COLOUR_TINT] = "#F3F5F7",       [COLOUR_BLUE] = "#14507A",
        [COLOUR_BLUE_MID] = "#A9C4DA",    [COLOUR_BLUE_LIGHT] = "#DCE7F0", [COLOUR_AMBER] = "#9A3B00",
        [COLOUR_AMBER_LIGHT] = "#FBEFE6", [COLOUR_WHITE] = "#FFFFFF",
    };
    return HEX[c];
}

// The array is grown within the scribe's arena: drawings are small and made once.
static void add(scribe *s, drawing *d, shape made) {
    if (d->count == d->capacity) {
        size_t wanted = d->capacity == 0 ? 64 : d->capacity * 2;
        shape *more = scribe_room(s, wanted, sizeof *more);
        if (more == NULL) {
            return;
        }
        if (d->count > 0) {
            memcpy(more, d->shapes, d->count * sizeof *more);
        }
        d->shapes = more;
        d->capacity = wanted;
    }
    d->shapes[d->count++] = made;
}

void drawing_rectangle(scribe *s, drawing *d, measure x, measure y, measure width, measure height, colour fill,
                       colour stroke, measure stroke_width) {
    add(s, d,
        (shape){.kind = SHAPE_RECTANGLE,
                .x = x,
                .y = y,
                .width = width,
                .height = height,
                .fill = fill,
                .stroke = stroke,
                .stroke_width = stroke_width});
}

void drawing_line(scribe *s, drawing *d, measure x, measure y, measure to_x, measure to_y, colour stroke,
                  measure stroke_width) {
    add(s, d,
        (shape){.kind = SHAPE_LINE,
                .x = x,
                .y = y,
                .width = to_x - x,
                .height = to_y - y,
                .stroke = stroke,
                .stroke_width = stroke_width});
}

void drawing_circle(scribe *s, drawing *d, measure x, measure y, measure radius, colour fill, colour stroke,
                    measure stroke_width) {
    add(s, d,
        (shape){.kind = SHAPE_CIRCLE,
                .x = x,
                .y = y,
                .width = radius,
                .fill = fill,
                .stroke = stroke,
                .stroke_width = stroke_width});
}

void drawing_words(scribe *s, drawing *d, measure x, measure y, span words, anchor where, measure size, bool strong,
                   colour fill) {
    add(s, d,
        (shape){.kind = SHAPE_WORDS,
                .x = x,
                .y = y,
                .words = words,
                .anchor = where,
                .size = size,
                .strong = strong,
                .fill = fill});
}

shape *drawing_last(drawing *d) {
    return d->count > 0 ? &d->shapes[d->count - 1] : &d->spare;
}

// ---- widths -----------------------------------------------------------------------------------------------------
// Advance widths of Noto Sans 2.007 for U+0020..U+007E, in thousandths of the size.

static const int16_t REGULAR[] = {260, 269, 408, 646, 572, 831, 732, 225, 300, 300, 551, 572, 268, 322, 268, 372,
                                  572, 572, 572, 572, 572, 572, 572, 572, 572, 572, 268, 268, 572, 572, 572, 434,
                                  899, 639, 650, 632, 730, 556, 519, 728, 741, 339, 273, 619, 524, 907, 760, 781,
                                  605, 781, 622, 549, 556, 731, 600, 930, 586, 566, 572, 329, 372, 329, 572, 444,
                                  281, 561, 615, 480, 615, 564, 344, 615, 618, 258, 258, 534, 258, 935, 618, 605,
                                  615, 615, 413, 479, 361, 618, 508, 786, 529, 510, 470, 380, 551, 380, 572};
static const int16_t BOLD[] = {260, 286, 472, 646, 572, 901, 750, 266, 339, 339, 545, 572, 285, 322, 285, 413,
                               572, 572, 572, 572, 572, 572, 572, 572, 572, 572, 285, 285, 572, 572, 572, 477,
                               897, 690, 672, 637, 740, 560, 549, 724, 765, 389, 331, 664, 565, 943, 813, 796,
                               628, 796, 660, 551, 579, 756, 650, 967, 667, 624, 579, 331, 413, 331, 572, 411,
                               362, 604, 633, 514, 633, 591, 387, 633, 657, 305, 305, 620, 305, 982, 657, 619,
                               633, 633, 454, 497, 434, 657, 569, 856, 578, 569, 488, 394, 551, 394, 572};
enum { GUESS_NARROW = 600, GUESS_WIDE = 1000 };

static int64_t advance(span words, size_t *at, bool strong) {
    size_t before = *at;
    uint32_t c = text_next(words, at);
    if (c >= 0x20 && c < 0x7F) {
        return strong ? BOLD[c - 0x20] : REGULAR[c - 0x20];
    }
    size_t columns = text_columns((span){words.text + before, *at - before});
    return columns == 0 ? 0 : columns == 1 ? GUESS_NARROW : GUESS_WIDE;
}

measure drawing_width(span words, measure size, bool strong) {
    int64_t thousandths = 0;
    for (size_t at = 0; at < words.length;) {
        thousandths += advance(words, &at, strong);
    }
    return (measure)(thousandths * size / 1000);
}

uint32_t drawing_wrap(scribe *s, span **lines, span words, measure width, measure size, bool strong) {
    span *room = scribe_room(s, words.length + 1, sizeof *room);
    *lines = room;
    if (room == NULL) {
        return 0;
    }
    int64_t limit = (int64_t)width * 1000 / size, used = 0;
    uint32_t count = 0;
    size_t start = 0, blank = 0;
    for (size_t at = 0; at < words.length;) {
        size_t before = at;
        used += advance(words, &at, strong);
        if (words.text[before] == ' ') {
            blank = before;
        }
        if (used <= limit || before == start) {
            continue;
        }
        size_t end = blank > start ? blank : before;
        room[count++] = (span){words.text + start, end - start};
        start = end == blank ? end + 1 : end;
        at = start;
        used = 0;
    }
    if (start < words.length) {
        room[count++] = (span){words.text + start, words.length - start};
    }
    return count;
}
