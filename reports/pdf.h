// Pages of a PDF: paper, fonts, styles, words set in lines, shapes, and the structure that a screen reader follows. The
// one home of Cairo, Pango and fontconfig. Lengths are points, y downwards from the top of the page; the same content
// with the same fonts gives the same bytes.
// Sizes to expect: 1..40 pages; 10,000 lines.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reports/drawing.h"

typedef enum pdf_style {
    PDF_HEADLINE,
    PDF_HEADLINE_SMALLER, // where the first would run to a third line
    PDF_PROGRAM,
    PDF_LEAD,
    PDF_SECTION,
    PDF_BLOCK_TITLE,
    PDF_BODY,
    PDF_MUTED, // body, muted
    PDF_COUNT,
    PDF_CELL,
    PDF_CELL_SECOND,
    PDF_CELL_HEAD,
    PDF_LABEL,
    PDF_LABEL_STRONG,
    PDF_LABEL_ALARM,
    PDF_NOTE,
    PDF_HASH,
    PDF_STYLE_COUNT
} pdf_style;

typedef struct pdf pdf;

typedef struct pdf_size {
    double width, height;            // of the page
    double top, right, bottom, left; // margins
} pdf_size;

// A document of no pages yet. `title` and `language` for its readers; `made` is the instant that it names as its own
// time. A dry one measures and counts pages, and gives no bytes. NO_MEMORY, INTERNAL (no fonts).
status pdf_begin(pdf **out, scribe *s, pdf_size size, span title, instant made, bool dry);
void pdf_end(pdf *p); // NULL allowed

// All that follows is drawn so much smaller or larger; lengths are then of the page as it was before. At the beginning.
void pdf_scale(pdf *p, double scale);

void pdf_page(pdf *p);                  // begins the next page
uint32_t pdf_page_number(const pdf *p); // from 1; 0: none begun

// From now on nothing is drawn, or what is drawn counts again: for measuring. What was the case before.
bool pdf_hush(pdf *p, bool hushed);
bool pdf_is_hushed(const pdf *p);

// The bytes, each structure element completed with what `finish` (pdf_finish.h) adds. NO_MEMORY, INTERNAL.
status pdf_finish(span *out, arena *a, pdf *p);

// ---- words ------------------------------------------------------------------------------------------------------

typedef struct pdf_words pdf_words; // a phrase broken into lines of some width; owned by the pdf

// NULL: the phrase is empty, or no memory (the scribe knows).
pdf_words *pdf_set(pdf *p, phrase words, pdf_style style, double width);
uint32_t pdf_lines(const pdf_words *w); // 0 for NULL
double pdf_leading(pdf_style style);
double pdf_width(const pdf_words *w); // of its longest line
// Draws lines first..first + count - 1 from `y` down; to_the_right: they end at x + width.
void pdf_show(pdf *p, const pdf_words *w, double x, double y, uint32_t first, uint32_t count, double width,
              bool to_the_right);

// ---- shapes -----------------------------------------------------------------------------------------------------

void pdf_rule(pdf *p, double x, double y, double width, double thickness, colour ink);
void pdf_box(pdf *p, double x, double y, double width, double height, colour fill, colour stroke, double thickness);
void pdf_bar(pdf *p, double x, double y, int32_t bar_bp, bool alarming); // 44 × 4.5
void pdf_check_mark(pdf *p, double x, double y, bool proven);
// A drawing, scaled by `scale`, its corner at x, y.
void pdf_drawing(pdf *p, const drawing *d, double x, double y, double scale);

// ---- structure --------------------------------------------------------------------------------------------------

// Elements: "Document", "H1", "H2", "H3", "P", "L", "LI", "LBody", "Table", "TR", "TH", "TD", "Figure". What is drawn
// outside every element is furniture, which readers pass over. An element may go on over pages, but one that holds
// drawing directly must be closed and opened again.
void pdf_open(pdf *p, const char *element);
void pdf_close(pdf *p, const char *element);
// An entry in the list of contents that readers show beside the pages: this page, `y` at its top. No title: none.
void pdf_bookmark(pdf *p, span title, double y);
// What is set from now on is about this person or row, for the warning that a font lacks a sign; "": of ours.
void pdf_about(pdf *p, span about);
// The next Figure's words for those who do not see it.
void pdf_describe(pdf *p, span words);
