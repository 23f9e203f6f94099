// One drawing model for every kind of document: rectangles, lines, circles and words, in hundredths of a point, y
// downwards.
// Sizes to expect: 10..700 shapes.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reports/phrase.h"

typedef int32_t measure; // hundredths of a point
#define POINTS(p) ((measure)((p)*100))

typedef enum colour {
    COLOUR_NONE,
    COLOUR_INK,
    COLOUR_MUTED,
    COLOUR_LINE,
    COLOUR_TINT,
    COLOUR_BLUE,
    COLOUR_BLUE_MID,
    COLOUR_BLUE_LIGHT,
    COLOUR_AMBER,
    COLOUR_AMBER_LIGHT,
    COLOUR_WHITE,
    COLOUR_COUNT
} colour;
const char *colour_hex(colour c); // "#14507A"; "none"

typedef enum hatch { HATCH_NONE, HATCH_GREY, HATCH_AMBER } hatch; // drawn over the fill
typedef enum anchor { ANCHOR_START, ANCHOR_MIDDLE, ANCHOR_END } anchor;
typedef enum shape_kind { SHAPE_RECTANGLE, SHAPE_LINE, SHAPE_CIRCLE, SHAPE_WORDS } shape_kind;
typedef enum stroke_style { STROKE_WHOLE, STROKE_DASHED, STROKE_DOTTED } stroke_style;

typedef struct shape {
    shape_kind kind;
    measure x, y;          // rectangle: corner; line: start; circle: centre; words: base line
    measure width, height; // rectangle; line: to x + width, y + height; circle: width is the radius
    colour fill, stroke;   // words: fill
    measure stroke_width;
    stroke_style stroke_style;
    hatch hatch;
    span words;
    bool foreign; // somebody else's words
    anchor anchor;
    measure size; // of the letters
    bool strong;
} shape;

typedef struct drawing {
    measure width, height;
    shape *shapes;
    uint32_t count;
    size_t capacity;
    shape spare; // for want of memory
} drawing;

void drawing_rectangle(scribe *s, drawing *d, measure x, measure y, measure width, measure height, colour fill,
                       colour stroke, measure stroke_width);
void drawing_line(scribe *s, drawing *d, measure x, measure y, measure to_x, measure to_y, colour stroke,
                  measure stroke_width);
void drawing_circle(scribe *s, drawing *d, measure x, measure y, measure radius, colour fill, colour stroke,
                    measure stroke_width);
void drawing_words(scribe *s, drawing *d, measure x, measure y, span words, anchor anchor, measure size, bool strong,
                   colour fill);
// The last shape, to give it a hatch or another stroke.
shape *drawing_last(drawing *d);

// How wide words will be, about: Noto Sans for ASCII, a guess beyond.
measure drawing_width(span words, measure size, bool strong);
// Breaks words into lines of at most `width` where it can: at blanks, else anywhere. The lines are parts of `words`.
uint32_t drawing_wrap(scribe *s, span **lines, span words, measure width, measure size, bool strong);
