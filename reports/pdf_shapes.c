// Rules, boxes, marks and drawings.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/pdf_inside.h"

#define HATCH_STEP 5.6

void pdf_rule(pdf *p, double x, double y, double width, double thickness, colour ink) {
    if (!p->dry) {
        pdf_ink(p, ink);
        cairo_rectangle(p->cairo, x, y, width, thickness);
        cairo_fill(p->cairo);
    }
}

void pdf_box(pdf *p, double x, double y, double width, double height, colour fill, colour stroke, double thickness) {
    if (p->dry) {
        return;
    }
    if (fill != COLOUR_NONE) {
        pdf_ink(p, fill);
        cairo_rectangle(p->cairo, x, y, width, height);
        cairo_fill(p->cairo);
    }
    if (stroke != COLOUR_NONE) {
        pdf_ink(p, stroke);
        cairo_set_line_width(p->cairo, thickness);
        cairo_rectangle(p->cairo, x + thickness / 2, y + thickness / 2, width - thickness, height - thickness);
        cairo_stroke(p->cairo);
    }
}

void pdf_bar(pdf *p, double x, double y, int32_t bar_bp, bool alarming) {
    colour ink = alarming ? COLOUR_AMBER : COLOUR_BLUE;
    pdf_box(p, x, y, 44, 4.5, COLOUR_WHITE, ink, 0.5);
    pdf_box(p, x, y, 44.0 * bar_bp / 10000, 4.5, ink, COLOUR_NONE, 0);
}

void pdf_check_mark(pdf *p, double x, double y, bool proven) {
    if (p->dry) {
        return;
    }
    pdf_ink(p, proven ? COLOUR_BLUE : COLOUR_AMBER);
    cairo_set_line_width(p->cairo, 1.5);
    if (proven) {
        cairo_move_to(p->cairo, x + 1, y + 4.6);
        cairo_line_to(p->cairo, x + 3.2, y + 6.9);
        cairo_line_to(p->cairo, x + 7.6, y + 1.8);
    } else {
        cairo_new_sub_path(p->cairo);
        cairo_arc(p->cairo, x + 4.3, y + 4.3, 2.9, 0, 6.283185307179586);
    }
    cairo_stroke(p->cairo);
}

static double points(measure m) {
    return m / 100.0;
}

static void draw_hatch(pdf *p, const shape *one) {
    double x = points(one->x), y = points(one->y), width = points(one->width), height = points(one->height);
    cairo_save(p->cairo);
    cairo_rectangle(p->cairo, x, y, width, height);
    cairo_clip(p->cairo);
    pdf_ink(p, one->hatch == HATCH_GREY ? COLOUR_LINE : COLOUR_AMBER);
    cairo_set_line_width(p->cairo, one->hatch == HATCH_GREY ? 1.1 : 2);
    int lines = (int)((width + height) / HATCH_STEP) + 1;
    for (int i = 0; i < lines; i++) {
        double at = x - height + i * HATCH_STEP;
        cairo_move_to(p->cairo, at, y + height);
        cairo_line_to(p->cairo, at + height, y);
        cairo_stroke(p->cairo);
    }
    cairo_restore(p->cairo);
}

static void stroke_shape(pdf *p, const shape *one) {
    static const double DASHES[] = {3, 2}, DOTS[] = {2, 2.4};
    pdf_ink(p, one->stroke);
    cairo_set_line_width(p->cairo, points(one->stroke_width));
    switch (one->stroke_style) {
    case STROKE_WHOLE:
        cairo_set_dash(p->cairo, NULL, 0, 0);
        break;
    case STROKE_DASHED:
        cairo_set_dash(p->cairo, DASHES, 2, 0);
        break;
    case STROKE_DOTTED:
        cairo_set_dash(p->cairo, DOTS, 2, 0);
        break;
    }
    cairo_stroke(p->cairo);
    cairo_set_dash(p->cairo, NULL, 0, 0);
}

// Words of a drawing: one line at its base line.
static void draw_words(pdf *p, const shape *one) {
    const run words = {.style = one->strong ? RUN_STRONG : RUN_TEXT, .foreign = one->foreign, .text = one->words};
    pdf_words *w = pdf_set(p, (phrase){&words, 1}, PDF_LABEL, 0);
    if (w == NULL) {
        return;
    }
    PangoFontDescription *font = pango_font_description_copy(pango_layout_get_font_description(w->layout));
    pango_font_description_set_size(font, (int)(points(one->size) * PANGO_SCALE));
    pango_layout_set_font_description(w->layout, font);
    pango_font_description_free(font);
    // The colour is the shape's, not that of the style's strong words.
    PangoAttrList *list = pango_attr_list_copy(pango_layout_get_attributes(w->layout));
    pdf_ink_attribute(list, one->fill, 0, one->words.length + 16);
    pango_layout_set_attributes(w->layout, list);
    pango_attr_list_unref(list);
    PangoLayoutLine *line = pango_layout_get_line_readonly(w->layout, 0);
    double width = pdf_line_width(line), x = points(one->x);
    x -= one->anchor == ANCHOR_END ? width : one->anchor == ANCHOR_MIDDLE ? width / 2 : 0;
    cairo_move_to(p->cairo, x, points(one->y));
    pango_cairo_show_layout_line(p->cairo, line);
}

static void draw_shape(pdf *p, const shape *one) {
    cairo_new_path(p->cairo);
    switch (one->kind) {
    case SHAPE_RECTANGLE:
        cairo_rectangle(p->cairo, points(one->x), points(one->y), points(one->width), points(one->height));
        break;
    case SHAPE_LINE:
        cairo_move_to(p->cairo, points(one->x), points(one->y));
        cairo_line_to(p->cairo, points(one->x + one->width), points(one->y + one->height));
        break;
    case SHAPE_CIRCLE:
        cairo_arc(p->cairo, points(one->x), points(one->y), points(one->width), 0, 6.283185307179586);
        break;
    case SHAPE_WORDS:
        draw_words(p, one);
        return;
    }
    if (one->fill != COLOUR_NONE && one->kind != SHAPE_LINE) {
        pdf_ink(p, one->fill);
        cairo_fill_preserve(p->cairo);
    }
    if (one->hatch != HATCH_NONE) {
        cairo_path_t *path = cairo_copy_path(p->cairo);
        draw_hatch(p, one);
        cairo_new_path(p->cairo);
        cairo_append_path(p->cairo, path);
        cairo_path_destroy(path);
    }
    if (one->stroke != COLOUR_NONE) {
        stroke_shape(p, one);
    }
    cairo_new_path(p->cairo);
}

void pdf_drawing(pdf *p, const drawing *d, double x, double y, double scale) {
    if (p->dry) {
        return;
    }
    cairo_save(p->cairo);
    cairo_translate(p->cairo, x, y);
    cairo_scale(p->cairo, scale, scale);
    for (uint32_t i = 0; i < d->count; i++) {
        draw_shape(p, &d->shapes[i]);
    }
    cairo_restore(p->cairo);
}
