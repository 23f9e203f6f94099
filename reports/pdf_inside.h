// What the files of the PDF share and nobody else sees.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cairo-pdf.h>
#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>

#include "reports/pdf.h"

enum { SCRIPT_FONTS = 40, FIGURES_MOST = 32, WARNINGS_MOST = 100, LONG_TEXT = 1000 };

typedef enum family { SANS, SERIF, MONO } family;

typedef struct style_row {
    family family;
    double size, leading;
    bool strong;
    colour ink;
} style_row;

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

const style_row *pdf_style_row(pdf_style style);
const char *pdf_family(family one); // and the fonts to look into for what it lacks

status pdf_fonts_open(pdf *p);
// Each stretch of a script in the family of that script.
void pdf_fonts_scripts(pdf *p, PangoAttrList *list, span text);
void pdf_attribute(PangoAttrList *list, PangoAttribute *made, size_t from, size_t to); // takes what was made

void pdf_ink(pdf *p, colour ink); // for all that is drawn from now on
void pdf_ink_attribute(PangoAttrList *list, colour ink, size_t from, size_t to);
double pdf_line_width(PangoLayoutLine *line);
