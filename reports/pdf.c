// Fonts are named, not looked for: a configuration of our own with the files of two families and, as soon as a word
// needs it, the family of its script, so that the same fonts give the same pages on every machine. Lines are set by
// Pango and put at our own leading.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/pdf.h"

#include <cairo-pdf.h>
#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>
#include <stdio.h>
#include <string.h>

#include "reports/pdf_finish.h"

static const char WHERE[] = "reports/pdf";

#define NOTO "/usr/share/fonts/truetype/noto/Noto"
#define DEJAVU "/usr/share/fonts/truetype/dejavu/"
#define CJK "/usr/share/fonts/opentype/noto/NotoSansCJK-"

enum { SCRIPT_FONTS = 40, FIGURES_MOST = 32, WARNINGS_MOST = 100 };

struct pdf_words {
    PangoLayout *layout;
    pdf_style style;
    struct pdf_words *next; // of the pdf
};

struct pdf {
    scribe *scribe;
    pdf_size size;
    bool dry;
    double scale;
    span about, warned[WARNINGS_MOST]; // words whose signs were warned of already
    size_t warned_count;
    uint32_t pages;
    FcConfig *fonts;
    bool has_script[SCRIPT_FONTS];
    PangoFontMap *map;
    PangoContext *pango;
    cairo_surface_t *surface;
    cairo_t *cairo;
    char *bytes;
    size_t length, capacity;
    bool no_memory;
    pdf_words *words;
    span descriptions[FIGURES_MOST];
    size_t description_count;
};

// ---- styles -----------------------------------------------------------------------------------------------------

typedef enum family { SANS, SERIF, MONO } family;
#define SIGNS "Noto Sans Symbols,Noto Sans Symbols2,Noto Sans Math,DejaVu Sans"
static const char *const FAMILIES[] = {
    [SANS] = "Noto Sans," SIGNS, [SERIF] = "Noto Serif,Noto Sans," SIGNS, [MONO] = "DejaVu Sans Mono,DejaVu Sans"};

typedef struct style_row {
    family family;
    double size, leading;
    bool strong;
    colour ink;
} style_row;

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

double pdf_leading(pdf_style style) {
    return STYLES[style].leading;
}

// ---- fonts ------------------------------------------------------------------------------------------------------

typedef struct script_font {
    GUnicodeScript script;
    const char *family;
    const char *files[2];
} script_font;

#define SCRIPT(code, name, family)                                        \
    {                                                                     \
        G_UNICODE_SCRIPT_##code, "Noto Sans " family, {                   \
            NOTO "Sans" name "-Regular.ttf", NOTO "Sans" name "-Bold.ttf" \
        }                                                                 \
    }
#define EAST(code, family)                                  \
    {                                                       \
        G_UNICODE_SCRIPT_##code, "Noto Sans CJK " family, { \
            CJK "Regular.ttc", CJK "Bold.ttc"               \
        }                                                   \
    }

static const script_font SCRIPTS[] = {
    SCRIPT(ARABIC, "Arabic", "Arabic"),
    SCRIPT(HEBREW, "Hebrew", "Hebrew"),
    SCRIPT(DEVANAGARI, "Devanagari", "Devanagari"),
    SCRIPT(BENGALI, "Bengali", "Bengali"),
    SCRIPT(GURMUKHI, "Gurmukhi", "Gurmukhi"),
    SCRIPT(GUJARATI, "Gujarati", "Gujarati"),
    SCRIPT(ORIYA, "Oriya", "Oriya"),
    SCRIPT(TAMIL, "Tamil", "Tamil"),
    SCRIPT(TELUGU, "Telugu", "Telugu"),
    SCRIPT(KANNADA, "Kannada", "Kannada"),
    SCRIPT(MALAYALAM, "Malayalam", "Malayalam"),
    SCRIPT(SINHALA, "Sinhala", "Sinhala"),
    SCRIPT(THAI, "Thai", "Thai"),
    SCRIPT(LAO, "Lao", "Lao"),
    SCRIPT(KHMER, "Khmer", "Khmer"),
    SCRIPT(MYANMAR, "Myanmar", "Myanmar"),
    SCRIPT(TIBETAN, "Tibetan", "Tibetan"),
    SCRIPT(GEORGIAN, "Georgian", "Georgian"),
    SCRIPT(ARMENIAN, "Armenian", "Armenian"),
    SCRIPT(ETHIOPIC, "Ethiopic", "Ethiopic"),
    SCRIPT(CHEROKEE, "Cherokee", "Cherokee"),
    SCRIPT(MONGOLIAN, "Mongolian", "Mongolian"),
    SCRIPT(SYRIAC, "Syriac", "Syriac"),
    SCRIPT(THAANA, "Thaana", "Thaana"),
    SCRIPT(NKO, "NKo", "NKo"),
    SCRIPT(TIFINAGH, "Tifinagh", "Tifinagh"),
    SCRIPT(CANADIAN_ABORIGINAL, "CanadianAboriginal", "Canadian Aboriginal"),
    EAST(HAN, "JP"),
    EAST(HIRAGANA, "JP"),
    EAST(KATAKANA, "JP"),
    EAST(HANGUL, "KR"),
    EAST(BOPOMOFO, "TC"),
};
_Static_assert(sizeof SCRIPTS / sizeof SCRIPTS[0] <= SCRIPT_FONTS, "room for each");

static void add_font(pdf *p, const char *file) {
    (void)FcConfigAppFontAddFile(p->fonts, (const FcChar8 *)file);
}

static status open_fonts(pdf *p) {
    static const char *const FILES[] = {NOTO "Sans-Regular.ttf",         NOTO "Sans-Bold.ttf",
                                        NOTO "Sans-Italic.ttf",          NOTO "Serif-Regular.ttf",
                                        NOTO "Serif-Bold.ttf",           NOTO "Serif-Italic.ttf",
                                        DEJAVU "DejaVuSansMono.ttf",     DEJAVU "DejaVuSans.ttf",
                                        DEJAVU "DejaVuSans-Bold.ttf",    NOTO "SansSymbols-Regular.ttf",
                                        NOTO "SansSymbols2-Regular.ttf", NOTO "SansMath-Regular.ttf"};
    p->fonts = FcConfigCreate();
    if (p->fonts == NULL) {
        return context_no_memory(p->scribe->context, WHERE);
    }
    for (size_t i = 0; i < sizeof FILES / sizeof FILES[0]; i++) {
        add_font(p, FILES[i]);
    }
    const FcFontSet *set = FcConfigGetFonts(p->fonts, FcSetApplication);
    if (set == NULL || set->nfont < 6) {
        return context_fail(p->scribe->context, STATUS_INTERNAL, WHERE,
                            "the fonts Noto Sans and Noto Serif are missing: install the package fonts-noto-core");
    }
    p->map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
    if (p->map == NULL) {
        return context_no_memory(p->scribe->context, WHERE);
    }
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(p->map), p->fonts);
    pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(p->map), 72);
    p->pango = pango_font_map_create_context(p->map);
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(p->pango, options);
    cairo_font_options_destroy(options);
    pango_context_set_round_glyph_positions(p->pango, FALSE);
    pango_context_set_base_dir(p->pango, PANGO_DIRECTION_LTR);
    pango_context_set_language(p->pango, pango_language_from_string("en"));
    return STATUS_OK;
}

// The place of a script in the table; SCRIPT_FONTS: none of those.
static size_t script_place(GUnicodeScript script) {
    size_t at = 0, count = sizeof SCRIPTS / sizeof SCRIPTS[0];
    while (at < count && SCRIPTS[at].script != script) {
        at++;
    }
    return at < count ? at : SCRIPT_FONTS;
}

static void attribute(PangoAttrList *list, PangoAttribute *made, size_t from, size_t to) {
    made->start_index = (guint)from;
    made->end_index = (guint)to;
    pango_attr_list_insert(list, made);
}

static bool load_script(pdf *p, size_t script) {
    bool is_new = !p->has_script[script];
    if (is_new) {
        p->has_script[script] = true;
        add_font(p, SCRIPTS[script].files[0]);
        add_font(p, SCRIPTS[script].files[1]);
    }
    return is_new;
}

// Each stretch of a script in the family of that script, with blanks and marks between its letters: left to look for
// itself, Pango takes the first font that has the letters, in another look.
static void need_scripts(pdf *p, PangoAttrList *list, span text) {
    bool added = false;
    size_t current = SCRIPT_FONTS, from = 0, to = 0;
    for (size_t at = 0; at < text.length;) {
        size_t start = at;
        GUnicodeScript script = g_unichar_get_script(text_next(text, &at));
        bool goes_along = script == G_UNICODE_SCRIPT_COMMON || script == G_UNICODE_SCRIPT_INHERITED;
        size_t its = goes_along ? current : script_place(script);
        if (its != current) {
            if (current != SCRIPT_FONTS) {
                attribute(list, pango_attr_family_new(SCRIPTS[current].family), from, to);
            }
            current = its;
            from = start;
        }
        added = (current != SCRIPT_FONTS && load_script(p, current)) || added;
        to = script == G_UNICODE_SCRIPT_COMMON ? to : at;
    }
    if (current != SCRIPT_FONTS) {
        attribute(list, pango_attr_family_new(SCRIPTS[current].family), from, to);
    }
    if (added) {
        pango_fc_font_map_config_changed(PANGO_FC_FONT_MAP(p->map));
    }
}

// ---- begin and end ----------------------------------------------------------------------------------------------

static cairo_status_t take_bytes(void *closure, const unsigned char *data, unsigned length) {
    pdf *p = closure;
    if (!memory_reserve(&p->scribe->context->memory, &p->bytes, &p->capacity, p->length + length, 1)) {
        p->no_memory = true;
        return CAIRO_STATUS_WRITE_ERROR;
    }
    memcpy(p->bytes + p->length, data, length);
    p->length += length;
    return CAIRO_STATUS_SUCCESS;
}

static status open_surface(pdf *p, span title, instant made) {
    char when[40];
    span name = scribe_format(p->scribe, "%.*s", SPAN_ARGS(title));
    TRY(p->scribe->status);
    p->surface = cairo_pdf_surface_create_for_stream(take_bytes, p, p->size.width, p->size.height);
    cairo_pdf_surface_restrict_to_version(p->surface, CAIRO_PDF_VERSION_1_5);
    cairo_pdf_surface_set_metadata(p->surface, CAIRO_PDF_METADATA_TITLE, name.text);
    cairo_pdf_surface_set_metadata(p->surface, CAIRO_PDF_METADATA_CREATOR, "mentorpair " MENTORPAIR_VERSION);
    instant_format(when, made, 0);
    cairo_pdf_surface_set_metadata(p->surface, CAIRO_PDF_METADATA_CREATE_DATE, when);
    p->cairo = cairo_create(p->surface);
    return cairo_status(p->cairo) == CAIRO_STATUS_NO_MEMORY ? context_no_memory(p->scribe->context, WHERE) : STATUS_OK;
}

status pdf_begin(pdf **out, scribe *s, pdf_size size, span title, instant made, bool dry) {
    *out = NULL;
    pdf *p = memory_alloc(&s->context->memory, 1, sizeof *p);
    if (p == NULL) {
        return context_no_memory(s->context, WHERE);
    }
    *p = (pdf){.scribe = s, .size = size, .dry = dry, .scale = 1};
    status result = open_fonts(p);
    if (result == STATUS_OK && !dry) {
        result = open_surface(p, title, made);
    }
    if (result != STATUS_OK) {
        pdf_end(p);
        return result;
    }
    *out = p;
    return STATUS_OK;
}

void pdf_end(pdf *p) {
    if (p == NULL) {
        return;
    }
    for (pdf_words *w = p->words; w != NULL; w = w->next) {
        g_object_unref(w->layout);
    }
    if (p->cairo != NULL) {
        cairo_destroy(p->cairo);
    }
    if (p->surface != NULL) {
        cairo_surface_finish(p->surface);
        cairo_surface_destroy(p->surface);
    }
    if (p->pango != NULL) {
        g_object_unref(p->pango);
    }
    if (p->map != NULL) {
        g_object_unref(p->map);
    }
    if (p->fonts != NULL) {
        FcConfigDestroy(p->fonts);
    }
    memory *m = &p->scribe->context->memory;
    memory_free(m, p->bytes);
    memory_free(m, p);
}

void pdf_scale(pdf *p, double scale) {
    p->scale = scale;
    if (!p->dry) {
        cairo_scale(p->cairo, scale, scale);
    }
}

void pdf_page(pdf *p) {
    if (!p->dry && p->pages > 0) {
        cairo_show_page(p->cairo);
    }
    p->pages++;
}

uint32_t pdf_page_number(const pdf *p) {
    return p->pages;
}

bool pdf_hush(pdf *p, bool hushed) {
    bool before = p->dry;
    p->dry = hushed;
    return before;
}

bool pdf_is_hushed(const pdf *p) {
    return p->dry;
}

status pdf_finish(span *out, arena *a, pdf *p) {
    context *c = p->scribe->context;
    TRY(p->scribe->status);
    cairo_show_page(p->cairo);
    cairo_surface_finish(p->surface);
    cairo_status_t failed =
        cairo_status(p->cairo) != CAIRO_STATUS_SUCCESS ? cairo_status(p->cairo) : cairo_surface_status(p->surface);
    if (p->no_memory || failed == CAIRO_STATUS_NO_MEMORY) {
        return context_no_memory(c, WHERE);
    }
    if (failed != CAIRO_STATUS_SUCCESS) {
        return context_fail(c, STATUS_INTERNAL, WHERE, "%s", cairo_status_to_string(failed));
    }
    return pdf_complete(out, a, c, (span){p->bytes, p->length}, p->descriptions, p->description_count);
}

// ---- words ------------------------------------------------------------------------------------------------------

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

static void ink_attribute(PangoAttrList *list, colour ink, size_t from, size_t to) {
    double parts[3];
    colour_parts(ink, parts);
    attribute(list,
              pango_attr_foreground_new((guint16)(parts[0] * 65535), (guint16)(parts[1] * 65535),
                                        (guint16)(parts[2] * 65535)),
              from, to);
}

static void style_run(PangoAttrList *list, const style_row *style, const run *one, size_t from, size_t to) {
    switch (one->style) {
    case RUN_TEXT:
        break;
    case RUN_STRONG:
        attribute(list, pango_attr_weight_new(PANGO_WEIGHT_BOLD), from, to);
        if (style->ink == COLOUR_MUTED) {
            ink_attribute(list, COLOUR_INK, from, to);
        }
        break;
    case RUN_EMPHASIS:
        attribute(list, pango_attr_style_new(PANGO_STYLE_ITALIC), from, to);
        break;
    case RUN_CODE:
        attribute(list, pango_attr_family_new(FAMILIES[MONO]), from, to);
        attribute(list, pango_attr_size_new((int)(style->size * 0.88 * PANGO_SCALE)), from, to);
        break;
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
    const style_row *row = &STYLES[style];
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
    need_scripts(p, list, text);
    PangoFontDescription *font = pango_font_description_new();
    pango_font_description_set_family_static(font, FAMILIES[row->family]);
    pango_font_description_set_size(font, (int)(row->size * PANGO_SCALE));
    pango_font_description_set_weight(font, row->strong ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    attribute(list, pango_attr_font_features_new("liga=0, clig=0, dlig=0"), 0, text.length);
    attribute(list, pango_attr_insert_hyphens_new(FALSE), 0, text.length); // a broken name has none of its own
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

static double line_width(PangoLayoutLine *line) {
    PangoRectangle logical;
    pango_layout_line_get_extents(line, NULL, &logical);
    return (double)logical.width / PANGO_SCALE;
}

double pdf_width(const pdf_words *w) {
    double widest = 0;
    for (uint32_t i = 0; i < pdf_lines(w); i++) {
        double width = line_width(pango_layout_get_line_readonly(w->layout, (int)i));
        widest = width > widest ? width : widest;
    }
    return widest;
}

static void set_ink(pdf *p, colour ink) {
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
    const style_row *row = &STYLES[w->style];
    set_ink(p, row->ink);
    for (uint32_t i = first; i < first + count && i < pdf_lines(w); i++) {
        PangoLayout *alone = line_alone(p, w, i);
        PangoLayoutLine *line = pango_layout_get_line_readonly(alone, 0);
        double at = to_the_right ? x + width - line_width(line) : x;
        // Capital letters and descenders balanced within the leading.
        cairo_move_to(p->cairo, at, y + (i - first) * row->leading + row->leading / 2 + row->size * 0.35);
        pango_cairo_show_layout_line(p->cairo, line);
        g_object_unref(alone);
    }
}

// ---- shapes -----------------------------------------------------------------------------------------------------

void pdf_rule(pdf *p, double x, double y, double width, double thickness, colour ink) {
    if (!p->dry) {
        set_ink(p, ink);
        cairo_rectangle(p->cairo, x, y, width, thickness);
        cairo_fill(p->cairo);
    }
}

void pdf_box(pdf *p, double x, double y, double width, double height, colour fill, colour stroke, double thickness) {
    if (p->dry) {
        return;
    }
    if (fill != COLOUR_NONE) {
        set_ink(p, fill);
        cairo_rectangle(p->cairo, x, y, width, height);
        cairo_fill(p->cairo);
    }
    if (stroke != COLOUR_NONE) {
        set_ink(p, stroke);
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
    set_ink(p, proven ? COLOUR_BLUE : COLOUR_AMBER);
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
    set_ink(p, one->hatch == HATCH_GREY ? COLOUR_LINE : COLOUR_AMBER);
    cairo_set_line_width(p->cairo, one->hatch == HATCH_GREY ? 1.1 : 2);
    for (double at = x - height; at < x + width; at += 5.6) {
        cairo_move_to(p->cairo, at, y + height);
        cairo_line_to(p->cairo, at + height, y);
        cairo_stroke(p->cairo);
    }
    cairo_restore(p->cairo);
}

static void stroke_shape(pdf *p, const shape *one) {
    static const double DASHES[] = {3, 2}, DOTS[] = {2, 2.4};
    set_ink(p, one->stroke);
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
    ink_attribute(list, one->fill, 0, one->words.length + 16);
    pango_layout_set_attributes(w->layout, list);
    pango_attr_list_unref(list);
    PangoLayoutLine *line = pango_layout_get_line_readonly(w->layout, 0);
    double width = line_width(line), x = points(one->x);
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
        set_ink(p, one->fill);
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

// ---- structure --------------------------------------------------------------------------------------------------

void pdf_open(pdf *p, const char *element) {
    if (!p->dry) {
        cairo_tag_begin(p->cairo, element, NULL);
    }
}

void pdf_close(pdf *p, const char *element) {
    if (!p->dry) {
        cairo_tag_end(p->cairo, element);
    }
}

void pdf_bookmark(pdf *p, span title, double y) {
    if (p->dry || title.length == 0) {
        return;
    }
    char *name = scribe_room(p->scribe, title.length + 1, 1);
    if (name == NULL) {
        return;
    }
    memcpy(name, title.text, title.length);
    // In whole points, so that no locale has a say in how they are written.
    char where[48];
    (void)snprintf(where, sizeof where, "page=%u pos=[0 %d]", p->pages, (int)(y * p->scale));
    (void)cairo_pdf_surface_add_outline(p->surface, CAIRO_PDF_OUTLINE_ROOT, name, where, 0);
}

void pdf_about(pdf *p, span about) {
    p->about = about;
}

void pdf_describe(pdf *p, span words) {
    if (p->description_count < FIGURES_MOST) {
        p->descriptions[p->description_count++] = words;
    }
}
