// Shapes to SVG. Lengths are written with two decimals at most, without any locale.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/html_drawing.h"

#include <stdio.h>
#include <stdlib.h>

enum { NUMBER_BYTES = 24, WHOLE_BP = 10000 };

static const char *number(char out[NUMBER_BYTES], measure hundredths) {
    const char *sign = hundredths < 0 ? "-" : "";
    int whole = abs(hundredths) / 100, part = abs(hundredths) % 100;
    if (part == 0) {
        (void)snprintf(out, NUMBER_BYTES, "%s%d", sign, whole);
    } else if (part % 10 == 0) {
        (void)snprintf(out, NUMBER_BYTES, "%s%d.%d", sign, whole, part / 10);
    } else {
        (void)snprintf(out, NUMBER_BYTES, "%s%d.%02d", sign, whole, part);
    }
    return out;
}

static void attribute(html *h, const char *name, measure hundredths) {
    char text[NUMBER_BYTES];
    html_attribute(h, name, number(text, hundredths));
}

static void paint(html *h, const shape *one) {
    html_attribute(h, "fill", colour_hex(one->fill));
    if (one->stroke != COLOUR_NONE) {
        html_attribute(h, "stroke", colour_hex(one->stroke));
        attribute(h, "stroke-width", one->stroke_width);
    }
    switch (one->stroke_style) {
    case STROKE_WHOLE:
        break;
    case STROKE_DASHED:
        html_attribute(h, "stroke-dasharray", "3 2");
        break;
    case STROKE_DOTTED:
        html_attribute(h, "stroke-dasharray", "2 2.4");
        break;
    }
}

static void rectangle(scribe *s, html *h, const shape *one, const char *id) {
    for (int layer = 0; layer < (one->hatch == HATCH_NONE ? 1 : 2); layer++) {
        html_open(h, "rect");
        attribute(h, "x", one->x);
        attribute(h, "y", one->y);
        attribute(h, "width", one->width);
        attribute(h, "height", one->height);
        if (layer == 0) {
            paint(h, one);
        } else {
            html_attribute_text(h, "fill",
                                scribe_format(s, "url(#%s-%s)", id, one->hatch == HATCH_GREY ? "grey" : "amber"));
        }
        html_close(h);
    }
}

static void line(html *h, const shape *one) {
    html_open(h, "line");
    attribute(h, "x1", one->x);
    attribute(h, "y1", one->y);
    attribute(h, "x2", one->x + one->width);
    attribute(h, "y2", one->y + one->height);
    paint(h, one);
    html_close(h);
}

static void circle(html *h, const shape *one) {
    html_open(h, "circle");
    attribute(h, "cx", one->x);
    attribute(h, "cy", one->y);
    attribute(h, "r", one->width);
    paint(h, one);
    html_close(h);
}

static void words(html *h, const shape *one) {
    static const char *const ANCHORS[] = {[ANCHOR_START] = "start", [ANCHOR_MIDDLE] = "middle", [ANCHOR_END] = "end"};
    html_open(h, "text");
    attribute(h, "x", one->x);
    attribute(h, "y", one->y);
    attribute(h, "font-size", one->size);
    html_attribute(h, "fill", colour_hex(one->fill));
    if (one->anchor != ANCHOR_START) {
        html_attribute(h, "text-anchor", ANCHORS[one->anchor]);
    }
    if (one->strong) {
        html_attribute(h, "font-weight", "700");
    }
    html_text(h, one->words);
    html_close(h);
}

static bool uses(const drawing *d, hatch wanted) {
    for (uint32_t i = 0; i < d->count; i++) {
        if (d->shapes[i].hatch == wanted) {
            return true;
        }
    }
    return false;
}

static void pattern(scribe *s, html *h, const char *id, const char *name, colour ink, const char *width) {
    html_open(h, "pattern");
    html_attribute_text(h, "id", scribe_format(s, "%s-%s", id, name));
    html_attribute(h, "patternUnits", "userSpaceOnUse");
    html_attribute(h, "width", "4");
    html_attribute(h, "height", "4");
    html_attribute(h, "patternTransform", "rotate(45)");
    html_open(h, "line");
    html_attribute(h, "x1", "2");
    html_attribute(h, "y1", "0");
    html_attribute(h, "x2", "2");
    html_attribute(h, "y2", "4");
    html_attribute(h, "stroke", colour_hex(ink));
    html_attribute(h, "stroke-width", width);
    html_close(h);
    html_close(h);
}

void html_drawing(scribe *s, html *h, const drawing *d, const char *id, span title, span description) {
    char width[NUMBER_BYTES], height[NUMBER_BYTES];
    html_open(h, "svg");
    html_attribute_text(h, "viewBox",
                        scribe_format(s, "0 0 %s %s", number(width, d->width), number(height, d->height)));
    html_attribute(h, "role", "img");
    html_attribute_text(h, "aria-labelledby", scribe_format(s, "%s-title %s-figures", id, id));
    html_open(h, "title");
    html_attribute_text(h, "id", scribe_format(s, "%s-title", id));
    html_text(h, title);
    html_close(h);
    html_open(h, "desc");
    html_attribute_text(h, "id", scribe_format(s, "%s-figures", id));
    html_text(h, description);
    html_close(h);
    if (uses(d, HATCH_GREY) || uses(d, HATCH_AMBER)) {
        html_open(h, "defs");
        pattern(s, h, id, "grey", COLOUR_LINE, "1.1");
        pattern(s, h, id, "amber", COLOUR_AMBER, "2");
        html_close(h);
    }
    for (uint32_t i = 0; i < d->count; i++) {
        switch (d->shapes[i].kind) {
        case SHAPE_RECTANGLE:
            rectangle(s, h, &d->shapes[i], id);
            break;
        case SHAPE_LINE:
            line(h, &d->shapes[i]);
            break;
        case SHAPE_CIRCLE:
            circle(h, &d->shapes[i]);
            break;
        case SHAPE_WORDS:
            words(h, &d->shapes[i]);
            break;
        }
    }
    html_close(h);
}

void html_bar(html *h, int32_t bar_bp, bool alarming) {
    const char *ink = colour_hex(alarming ? COLOUR_AMBER : COLOUR_BLUE);
    html_open(h, "svg");
    html_attribute(h, "class", "bar");
    html_attribute(h, "viewBox", "0 0 44 4.5");
    html_attribute(h, "aria-hidden", "true");
    html_open(h, "rect");
    html_attribute(h, "x", "0.25");
    html_attribute(h, "y", "0.25");
    html_attribute(h, "width", "43.5");
    html_attribute(h, "height", "4");
    html_attribute(h, "fill", colour_hex(COLOUR_WHITE));
    html_attribute(h, "stroke", ink);
    html_attribute(h, "stroke-width", "0.5");
    html_close(h);
    html_open(h, "rect");
    attribute(h, "width", (measure)((int64_t)bar_bp * POINTS(44) / WHOLE_BP));
    html_attribute(h, "height", "4.5");
    html_attribute(h, "fill", ink);
    html_close(h);
    html_close(h);
}

void html_check_mark(html *h, bool proven) {
    html_open(h, "svg");
    html_attribute(h, "class", "mark");
    html_attribute(h, "viewBox", "0 0 10 10");
    html_attribute(h, "aria-hidden", "true");
    html_open(h, proven ? "path" : "circle");
    if (proven) {
        html_attribute(h, "d", "M1.2 5.4 3.8 8 8.8 2");
    } else {
        html_attribute(h, "cx", "5");
        html_attribute(h, "cy", "5");
        html_attribute(h, "r", "3.4");
    }
    html_attribute(h, "fill", "none");
    html_attribute(h, "stroke", colour_hex(proven ? COLOUR_BLUE : COLOUR_AMBER));
    html_attribute(h, "stroke-width", "1.8");
    html_close(h);
    html_close(h);
}
