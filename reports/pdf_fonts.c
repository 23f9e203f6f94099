// Fonts are named, not looked for: a configuration of our own with the files of two families and, as soon as a word
// needs it, the family of its script, so that the same fonts give the same pages on every machine.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <pango/pangofc-fontmap.h>

#include "reports/pdf_inside.h"

static const char WHERE[] = "reports/pdf_fonts";

#define NOTO "/usr/share/fonts/truetype/noto/Noto"
#define DEJAVU "/usr/share/fonts/truetype/dejavu/"
#define CJK "/usr/share/fonts/opentype/noto/NotoSansCJK-"

#define SIGNS "Noto Sans Symbols,Noto Sans Symbols2,Noto Sans Math,DejaVu Sans"

const char *pdf_family(family one) {
    static const char *const FAMILIES[] = {
        [SANS] = "Noto Sans," SIGNS, [SERIF] = "Noto Serif,Noto Sans," SIGNS, [MONO] = "DejaVu Sans Mono,DejaVu Sans"};
    return FAMILIES[one];
}

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

status pdf_fonts_open(pdf *p) {
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

void pdf_attribute(PangoAttrList *list, PangoAttribute *made, size_t from, size_t to) {
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
void pdf_fonts_scripts(pdf *p, PangoAttrList *list, span text) {
    bool added = false;
    size_t current = SCRIPT_FONTS, from = 0, to = 0;
    for (size_t at = 0; at < text.length;) {
        size_t start = at;
        GUnicodeScript script = g_unichar_get_script(text_next(text, &at));
        bool goes_along = script == G_UNICODE_SCRIPT_COMMON || script == G_UNICODE_SCRIPT_INHERITED;
        size_t its = goes_along ? current : script_place(script);
        if (its != current) {
            if (current != SCRIPT_FONTS) {
                pdf_attribute(list, pango_attr_family_new(SCRIPTS[current].family), from, to);
            }
            current = its;
            from = start;
        }
        added = (current != SCRIPT_FONTS && load_script(p, current)) || added;
        to = script == G_UNICODE_SCRIPT_COMMON ? to : at;
    }
    if (current != SCRIPT_FONTS) {
        pdf_attribute(list, pango_attr_family_new(SCRIPTS[current].family), from, to);
    }
    if (added) {
        pango_fc_font_map_config_changed(PANGO_FC_FONT_MAP(p->map));
    }
}
