// Words: Pango breaks them into lines, which are put at our own leading.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <string.h>

#include "reports/pdf_inside.h"

static const style_row STYLES[PDF_STYLE_COUNT] = {
    [PDF_HEADLINE] = {SERIF, 27, 32, true, COLOUR_INK},
    [PDF_HEADLINE_SMALLER] = {SERIF, 22, 27, true, COLOUR_INK},
    [PDF_PROGRAM] = {SANS, 12, 16, true, COLOUR_INK},
    [PDF_LEAD] = {SERIF, 11, 17, false, COLOUR_INK},
    [PDF_SECTION] = {SERIF, 15, 19, true, COLOUR_INK},
    [PDF_BLOCK_TITLE] = {SANS, 9.5, 13, true, COLOUR_INK},
    [PDF_BODY] = {SANS, 9, 13, false, COLOUR_INK},
    [PDF_MUTED] = {SANS, 9, 13, false, COLOUR_MUTED},
    [PDF_COUNT] = {SERIF, 17, 17, true, COLOUR_INK},
    [PDF_CELL] = {SANS, 8.5, 11.5, false, COLOUR_INK},
    [PDF_CELL_SECOND] = {SANS, 8, 10.6, false, COLOUR_MUTED},
    [PDF_CELL_HEAD] = {SANS, 8, 11.5, true, COLOUR_INK},
    [PDF_LABEL] = {SANS, 8, 10.6, false, COLOUR_MUTED},
    [PDF_LABEL_STRONG] = {SANS, 8, 10.6, true, COLOUR_INK},
    [PDF_LABEL_ALARM] = {SANS, 8, 10.6, true, COLOUR_AMBER},
    [PDF_NOTE] = {SANS, 8, 11.5, false, COLOUR_MUTED},
    [PDF_HASH] = {MONO, 7.2, 11.5, false, COLOUR_INK},
};

const style_row *pdf_style_row(pdf_style style) {
    return &STYLES[style];
}

double pdf_leading(pdf_style style) {
    return STYLES[style].leading;
}

static bool is_right_to_left(span text) {
    for (size_t at = 0; at < text.length;) {
        switch (g_unichar_get_script(text_next(text, &at))) {
        case G_UNICODE_SCRIPT_ARABIC:
        case G_UNICODE_SCRIPT_HEBREW:
        case G_UNICODE_SCRIPT_SYRIAC:
        case G_UNICODE_SCRIPT_THAANA:
        case G_UNICODE_SCRIPT_NKO:
            return true;
        default:
            break;
        }
    }
    return false;
}

static void colour_parts(colour ink, double parts[3]) {
    const char *hex = colour_hex(ink);
    for (int i = 0; i < 3; i++) {
        int value = 0;
        for (int k = 0; k < 2; k++) {
            char c = hex[1 + 2 * i + k];
            value = value * 16 + (c <= '9' ? c - '0' : c - 'A' + 10);
        }
        parts[i] = value / 255.0;
    }
}

void pdf_ink_attribute(PangoAttrList *list, colour ink, size_t from, size_t to) {
    double parts[3];
    colour_parts(ink, parts);
    pdf_attribute(list,
                  pango_attr_foreground_new((guint16)(parts[0] * 65535), (guint16)(parts[1] * 65535),
                                            (guint16)(parts[2] * 65535)),
                  from, to);
}

static void style_run(PangoAttrList *list, const style_row *style, const run *one, size_t from, size_t to) {
    switch (one->style) {
    case RUN_TEXT:
        break;
    case RUN_STRONG:
        pdf_attribute(list, pango_attr_weight_new(PANGO_WEIGHT_BOLD), from, to);
        if (style->ink == COLOUR_MUTED) {
            pdf_ink_attribute(list, COLOUR_INK, from, to);
        }
        break;
    case RUN_EMPHASIS:
        pdf_attribute(list, pango_attr_style_new(PANGO_STYLE_ITALIC), from, to);
        break;
    case RUN_CODE:
        pdf_attribute(list, pango_attr_family_new(pdf_family(MONO)), from, to);
        pdf_attribute(list, pango_attr_size_new((int)(style->size * 0.88 * PANGO_SCALE)), from, to);
        break;
    }
}

// The layout engine measures all that is left of a piece of one font at each of its lines. Short pieces keep that from
// growing with the square of the length: 40,000 letters would take minutes. A piece ends at a blank or a plain letter,
// if one is near.
static void cut_in_pieces(PangoAttrList *list, span text) {
    enum { PIECE = 256, NEAR = 64 };
    for (size_t from = 0, to; from < text.length; from = to) {
        to = text.length;
        if (text.length - from > PIECE) {
            to = from + PIECE;
            while (to > from + PIECE - NEAR && (unsigned char)text.text[to] >= 0x80) {
                to--;
            }
            while ((unsigned char)text.text[to] >= 0x80 && (unsigned char)text.text[to] < 0xC0) {
                to--;
            }
        }
        // Fonts for signs that a font lacks are looked for anyway: it changes nothing but where pieces end.
        pdf_attribute(list, pango_attr_fallback_new(TRUE), from, to);
    }
}

// The text of a phrase; words of somebody else that are written from right to left stand in an isolate.
static span text_of(pdf *p, phrase words, PangoAttrList *list, const style_row *style) {
    static const span ISOLATE = SPAN_INIT("\xE2\x81\xA8"), END = SPAN_INIT("\xE2\x81\xA9");
    size_t length = 0, used = 0;
    for (size_t i = 0; i < words.count; i++) {
        length += words.runs[i].text.length + ISOLATE.length + END.length;
    }
    char *text = scribe_room(p->scribe, length + 1, 1);
    if (text == NULL) {
        return (span){NULL, 0};
    }
    for (size_t i = 0; i < words.count; i++) {
        const run *one = &words.runs[i];
        if (one->text.length == 0) {
            continue;
        }
        bool apart = words.count > 1 && one->foreign && is_right_to_left(one->text);
        size_t from = used;
        const span parts[] = {apart ? ISOLATE : SPAN(""), one->text, apart ? END : SPAN("")};
        for (size_t k = 0; k < 3; k++) {
            if (parts[k].length > 0) {
                memcpy(text + used, parts[k].text, parts[k].length);
                used += parts[k].length;
            }
        }
        style_run(list, style, one, from, used);
    }
    return (span){text, used};
}

static void warn_of_signs(pdf *p, const pdf_words *w, span text) {
    int missing = pango_layout_get_unknown_glyphs_count(w->layout);
    if (missing == 0 || p->dry) {
        return;
    }
    for (size_t i = 0; i < p->warned_count; i++) {
        if (span_equal(p->warned[i], text)) {
            return;
        }
    }
    if (p->warned_count == WARNINGS_MOST) {
        return;
    }
    p->warned[p->warned_count++] = text;
    span shown = text_visible(p->scribe->arena, text, 60), about = text_visible(p->scribe->arena, p->about, 100);
    finding_add(
        &p->scribe->context->findings, SEVERITY_WARNING, (place){SPAN("cohort-report.pdf"), 1, 1}, "glyph_missing",
        "%.*s%sno font that is installed has %d of the signs in \"%.*s\": install fonts-noto-core, for Chinese, "
        "Japanese and Korean fonts-noto-cjk, and run mentorpair report",
        SPAN_ARGS(about), about.length > 0 ? ": " : "", missing, SPAN_ARGS(shown));
}

pdf_words *pdf_set(pdf *p, phrase words, pdf_style style, double width) {
    const style_row *row = pdf_style_row(style);
    if (phrase_empty(words) || p->scribe->status != STATUS_OK) {
        return NULL;
    }
    PangoAttrList *list = pango_attr_list_new();
    span text = text_of(p, words, list, row);
    pdf_words *w = scribe_room(p->scribe, 1, sizeof *w);
    if (text.text == NULL || w == NULL) {
        pango_attr_list_unref(list);
        return NULL;
    }
    pdf_fonts_scripts(p, list, text);
    PangoFontDescription *font = pango_font_description_new();
    pango_font_description_set_family_static(font, pdf_family(row->family));
    pango_font_description_set_size(font, (int)(row->size * PANGO_SCALE));
    pango_font_description_set_weight(font, row->strong ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pdf_attribute(list, pango_attr_font_features_new("liga=0, clig=0, dlig=0"), 0, text.length);
    if (text.length > LONG_TEXT) {
        cut_in_pieces(list, text);
    }
    pdf_attribute(list, pango_attr_insert_hyphens_new(FALSE), 0, text.length); // a broken name has none of its own
    *w = (pdf_words){.layout = pango_layout_new(p->pango), .style = style, .next = p->words};
    p->words = w;
    pango_layout_set_auto_dir(w->layout, FALSE);
    pango_layout_set_font_description(w->layout, font);
    pango_layout_set_wrap(w->layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_width(w->layout, width > 0 ? (int)(width * PANGO_SCALE) : -1);
    pango_layout_set_text(w->layout, text.text, (int)text.length);
    pango_layout_set_attributes(w->layout, list);
    pango_attr_list_unref(list);
    pango_font_description_free(font);
    warn_of_signs(p, w, phrase_text(p->scribe, words));
    return w;
}

uint32_t pdf_lines(const pdf_words *w) {
    return w == NULL ? 0 : (uint32_t)pango_layout_get_line_count(w->layout);
}

double pdf_line_width(PangoLayoutLine *line) {
    PangoRectangle logical;
    pango_layout_line_get_extents(line, NULL, &logical);
    return (double)logical.width / PANGO_SCALE;
}

double pdf_width(const pdf_words *w) {
    double widest = 0;
    for (uint32_t i = 0; i < pdf_lines(w); i++) {
        double width = pdf_line_width(pango_layout_get_line_readonly(w->layout, (int)i));
        widest = width > widest ? width : widest;
    }
    return widest;
}

void pdf_ink(pdf *p, colour ink) {
    double parts[3];
    colour_parts(ink, parts);
    cairo_set_source_rgb(p->cairo, parts[0], parts[1], parts[2]);
}

// A line as a layout of its own, without the blank at which it was broken: Cairo would write such a blank as a text
// apart, and readers take that for the end of the element.
static PangoLayout *line_alone(const pdf *p, const pdf_words *w, uint32_t number) {
    PangoLayoutLine *line = pango_layout_get_line_readonly(w->layout, (int)number);
    const char *text = pango_layout_get_text(w->layout);
    int whole = (int)strlen(text), from = line->start_index, to = from + line->length;
    while (to > from && text[to - 1] == ' ') {
        to--;
    }
    PangoLayout *alone = pango_layout_new(p->pango);
    PangoAttrList *list = pango_attr_list_copy(pango_layout_get_attributes(w->layout));
    pango_attr_list_update(list, to, whole - to, 0);
    pango_attr_list_update(list, 0, from, 0);
    pango_layout_set_auto_dir(alone, FALSE);
    pango_layout_set_font_description(alone, pango_layout_get_font_description(w->layout));
    pango_layout_set_text(alone, text + from, to - from);
    pango_layout_set_attributes(alone, list);
    pango_attr_list_unref(list);
    return alone;
}

void pdf_show(pdf *p, const pdf_words *w, double x, double y, uint32_t first, uint32_t count, double width,
              bool to_the_right) {
    if (p->dry || w == NULL) {
        return;
    }
    const style_row *row = pdf_style_row(w->style);
    pdf_ink(p, row->ink);
    for (uint32_t i = first; i < first + count && i < pdf_lines(w); i++) {
        PangoLayout *alone = pdf_lines(w) > 1 ? line_alone(p, w, i) : g_object_ref(w->layout);
        PangoLayoutLine *line = pango_layout_get_line_readonly(alone, 0);
        double at = to_the_right ? x + width - pdf_line_width(line) : x;
        // Capital letters and descenders balanced within the leading.
        cairo_move_to(p->cairo, at, y + (i - first) * row->leading + row->leading / 2 + row->size * 0.35);
        pango_cairo_show_layout_line(p->cairo, line);
        g_object_unref(alone);
    }
}
