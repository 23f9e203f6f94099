// What the files of the pages share and nobody else sees: where the walk over the tree is.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reports/pdf_flow.h"
#include "reports/sentences.h"

enum { SECTIONS_MOST = 16 };

typedef struct section_pages {
    const char *id;
    uint32_t first, last;
} section_pages;

typedef struct paper {
    scribe *scribe;
    const document *document;
    section_pages sections[SECTIONS_MOST]; // as found by the first walk
    uint32_t section_count, pages;
    uint32_t current;    // section being drawn
    double width, scale; // of the page's column; of the whole page, for one that must not become two
    double height, room; // what all of it needs, of a page without end; what a page has
} paper;

static inline paper *paper_of(const pdf_flow *flow) {
    return flow->self;
}
