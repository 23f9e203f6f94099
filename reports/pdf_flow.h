// Content that runs down a page and on to the next: paragraphs and tables, with page breaks where they may be.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reports/document.h"
#include "reports/pdf.h"

typedef struct pdf_flow {
    pdf *pdf;
    scribe *scribe;
    double x, width;                          // of the column
    double y, top, bottom;                    // where it is, and where a page's content begins and ends
    void (*furniture)(struct pdf_flow *flow); // what stands on every page, called once it has begun
    void *self;
} pdf_flow;

void pdf_flow_page(pdf_flow *flow); // the next page
bool pdf_flow_at_top(const pdf_flow *flow);
// Goes to the next page unless `height` is left (or nothing stands on this one).
void pdf_flow_need(pdf_flow *flow, double height);

// A paragraph of an element ("P"), broken over pages between lines; `width` 0: that of the column.
void pdf_flow_words(pdf_flow *flow, phrase words, pdf_style style, const char *element, double width);

// A table: its head again on every page, rows whole where a page holds them.
void pdf_flow_table(pdf_flow *flow, const document_table *table);
