// The charts: each adds a figure with its title, its drawing, its figures as a table and in words; or nothing where
// there is nothing to draw.
// Widths in points are those of a Letter page; a page of another width scales them.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reports/document.h"
#include "reports/facts.h"
#include "reports/sentences.h"

#define CHART_WIDTH POINTS(516)
#define CHART_LABEL_SIZE POINTS(8)
#define CHART_TEXT_SIZE POINTS(8.5)

void chart_coverage(scribe *s, const facts *f, block *parent);
void chart_calendar(scribe *s, const facts *f, block *parent);
void chart_areas(scribe *s, const facts *f, block *parent);
void chart_stages(scribe *s, const facts *f, block *parent);
void chart_rates(scribe *s, const facts *f, block *parent); // two figures, or one; by career stage, by library type
void chart_fit(scribe *s, const facts *f, block *parent);
// Whether there will be one.
bool chart_has_areas(scribe *s, const facts *f);
bool chart_has_stages(const facts *f);
bool chart_has_fit(const facts *f);

// The figure's block with an empty drawing of that width.
block *chart_begin(scribe *s, block *parent, const char *id, phrase title, drawing **d, measure width);
